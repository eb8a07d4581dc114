package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// BackpropData is what the panes of a network taken apart show.
type BackpropData struct {
	Run    *experiment.Backprop
	Layer  int // of the chosen unit: 0 the inputs, l what layer l of weights makes
	Unit   int
	Weight experiment.BackpropName // the chosen weight or bias
	Path   int                     // of the chosen weight's chain
}

// BackpropNet draws the network and, below it, what the present micro-step works
// out for the chosen unit.
type BackpropNet struct {
	net  chart.Net
	data chart.NetData
	list bool // instead of the drawing
}

// The rows of the foot, by the height of the box.
func backpropFoot(height int) int {
	switch {
	case height >= 30:
		return 6
	case height >= 20:
		return 5
	case height >= 12:
		return 4
	case height >= 8:
		return 2
	}
	return 0
}

// Draw fills the box.
func (v *BackpropNet) Draw(box screen.Box, look Look, d BackpropData) {
	foot := backpropFoot(box.Height())
	v.update(look, d, box.Width())
	top := box.Sub(0, 0, box.Width(), box.Height()-foot)
	v.list = !v.net.Draw(top, look.Theme, &v.data)
	if v.list {
		v.drawList(top, look, d)
	} else {
		legend(top, look)
	}
	below := box.Sub(1, box.Height()-foot, box.Width()-2, foot)
	row := 0
	for _, l := range backpropWorked(look, d, below.Width(), foot) {
		below.TextFit(0, row, below.Width(), l.text, l.style)
		row++
	}
}

// legend says what solid and dashed edges are, where the drawing leaves room.
func legend(box screen.Box, look Look) {
	text := look.Words.T("backprop.legend")
	x := box.Width() - screen.Width(text) - 1
	for y := box.Height() - 1; y >= 0 && x > 0; y-- {
		free := true
		for i := x - 1; i < box.Width(); i++ {
			free = free && box.At(i, y).Rune() == ' '
		}
		if free {
			box.Text(x, y, text, look.style(theme.Muted))
			return
		}
	}
}

// At returns what is drawn at a cell: a unit, or an edge with From ≥ 0.
func (v *BackpropNet) At(x, y int) (at chart.NetPlace, ok bool) {
	if v.list {
		return chart.NetPlace{}, false
	}
	return v.net.At(x, y)
}

// update makes the drawing's data.
func (v *BackpropNet) update(look Look, d BackpropData, width int) {
	b := d.Run
	sizes := b.Network().Sizes()
	widest := 0
	for _, n := range sizes {
		widest = max(widest, n)
	}
	room := chart.NetRoom(width, widest)
	v.data = chart.NetData{Layers: v.data.Layers[:0], Gaps: v.data.Gaps[:0], Unit: chart.NetPlace{Layer: d.Layer, Unit: d.Unit, From: -1}, Edge: chart.NetPlace{Layer: -1}}
	if d.Weight.Kind == experiment.BackpropW {
		v.data.Edge = chart.NetPlace{Layer: d.Weight.Layer + 1, Unit: d.Weight.Unit, From: d.Weight.From}
	}
	if room == 0 {
		return
	}
	for l, n := range sizes {
		layer := chart.NetLayer{Title: look.Words.T("backprop.layer", "Layer", l), Units: make([]chart.NetUnit, 0, n)}
		switch l {
		case 0:
			layer.Title = look.Words.T("backprop.inputs")
		case len(sizes) - 1:
			layer.Title = look.Words.T("backprop.outputs")
		}
		for u := range n {
			layer.Units = append(layer.Units, backpropUnit(look, b, l, u, room))
		}
		v.data.Layers = append(v.data.Layers, layer)
	}
	for l := range b.Layers() {
		v.data.Gaps = append(v.data.Gaps, backpropGap(look, d, l))
	}
}

// backpropUnit is how a unit looks.
func backpropUnit(look Look, b *experiment.Backprop, l, u, room int) chart.NetUnit {
	phase, at := b.Phase()
	const most = 4 // numbers of a unit
	unit := chart.NetUnit{State: chart.FlowWaiting, Rows: make([]chart.NetRow, 0, most), Short: chart.NetRow{Name: look.join("z", subscripts(u+1))}}
	add := func(kind experiment.BackpropKind) {
		name := experiment.BackpropName{Kind: kind, Layer: max(l-1, 0), Unit: u}
		row := chart.NetRow{Name: look.join(letter(kind), subscripts(u+1))}
		if b.Known(name) {
			row.Value = "?"
			if !b.Hidden(name) {
				row.Value = look.within(b.Number(name), max(room-screen.Width(row.Name)-1, 5))
			}
			unit.Short = row
		}
		unit.Rows = append(unit.Rows, row)
	}
	if l == 0 {
		add(experiment.BackpropX)
		unit.State = chart.FlowKnown
		if phase == experiment.BackpropSample {
			unit.State = chart.FlowLit
		}
		return unit
	}
	add(experiment.BackpropZ)
	add(experiment.BackpropA)
	if l == b.Layers() {
		short := unit.Short
		add(experiment.BackpropT)
		unit.Short = short
	}
	add(experiment.BackpropD)
	switch {
	case at == l-1 && (phase == experiment.BackpropSum || phase == experiment.BackpropActivation || phase == experiment.BackpropDelta),
		l == b.Layers() && phase == experiment.BackpropLoss:
		unit.State = chart.FlowLit
	case b.Made(experiment.BackpropSum, l-1):
		unit.State = chart.FlowKnown
	}
	return unit
}

// backpropGap is what the edges of a layer of weights mark: the weights or, once
// they are known and until the update, their gradient.
func backpropGap(look Look, d BackpropData, l int) chart.NetGap {
	b := d.Run
	phase, at := b.Phase()
	through := phase == experiment.BackpropDelta && at == l-1 // δ comes back over the weights
	gradient := b.Made(experiment.BackpropGradient, l) && !b.Made(experiment.BackpropUpdate, l) && !through
	lit := through || at == l && (phase == experiment.BackpropSum || phase == experiment.BackpropGradient || phase == experiment.BackpropUpdate)
	kind, label, arrow := experiment.BackpropW, "W", " ↓"
	if gradient {
		kind, label = experiment.BackpropDW, "∂W"
	}
	if through || gradient {
		arrow = " ↑"
	}
	if !lit || phase == experiment.BackpropUpdate {
		arrow = ""
	}
	gap := chart.NetGap{Label: label + superscript(l+1) + arrow, State: chart.FlowWaiting}
	switch {
	case lit:
		gap.State = chart.FlowLit
	case b.Made(experiment.BackpropSum, l):
		gap.State = chart.FlowKnown
	}
	name := experiment.BackpropName{Kind: kind, Layer: l}
	largest := 0.0
	sizes := b.Network().Sizes()
	for u := range sizes[l+1] {
		for v := range sizes[l] {
			name.Unit, name.From = u, v
			largest = max(largest, math.Abs(b.Number(name)))
		}
	}
	gap.Edge = func(to, from int) chart.NetEdge {
		name := name
		name.Unit, name.From = to, from
		e := chart.NetEdge{State: gap.State}
		switch {
		case b.Hidden(name):
			e.State = chart.FlowWaiting
		case largest > 0 && !math.IsInf(largest, 0):
			e.Share = b.Number(name) / largest
		}
		// Of the layer that something happens in, those of the chosen unit.
		if lit && (d.Layer == l+1 && to == d.Unit || through && d.Layer == l && from == d.Unit) {
			e.Label = look.backpropNumber(b, name)
		}
		return e
	}
	return gap
}

// drawList lists the chosen layer's units where the network has no room to be
// drawn.
func (*BackpropNet) drawList(box screen.Box, look Look, d BackpropData) {
	b := d.Run
	for y, line := range wrap(look.Words.T("backprop.no-room"), box.Width()-2) {
		if y < 2 {
			box.TextFit(1, y, box.Width()-2, line, look.style(theme.Warn))
		}
	}
	kinds := []experiment.BackpropKind{experiment.BackpropX}
	if d.Layer > 0 {
		kinds = []experiment.BackpropKind{experiment.BackpropZ, experiment.BackpropA, experiment.BackpropD}
	}
	t := table{chosen: d.Unit, columns: []column{{heading: look.Words.T("backprop.unit")}}}
	for _, kind := range kinds {
		t.columns = append(t.columns, column{heading: letter(kind), right: true})
	}
	for u := range b.Network().Sizes()[d.Layer] {
		row := append(make([]cell, 0, 1+len(kinds)), cell{strconv.Itoa(u + 1), look.style(theme.Muted)})
		for _, kind := range kinds {
			name := experiment.BackpropName{Kind: kind, Layer: max(d.Layer-1, 0), Unit: u}
			row = append(row, cell{look.backpropNumber(b, name), look.style(theme.Text)})
		}
		t.rows = append(t.rows, row)
	}
	t.draw(box.Sub(0, 2, box.Width(), box.Height()-2), look)
}

// backpropNumber writes a number of the network: a dash before it is known, a
// question mark while it is asked for.
func (l Look) backpropNumber(b *experiment.Backprop, name experiment.BackpropName) string {
	switch {
	case !b.Known(name):
		return "–"
	case b.Hidden(name):
		return "?"
	}
	return l.number(b.Number(name))
}

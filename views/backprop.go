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

	shown BackpropData // while it is drawn
	look  Look
	gaps  []backpropGap
	lines []backpropLine
}

// backpropGap is what the edges of a layer of weights mark: the weights or their
// gradient.
type backpropGap struct {
	name    experiment.BackpropName // of the layer and the kind
	largest float64                 // size of a number
	state   chart.FlowState
	lit     bool
	through bool // δ comes back over the weights
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
	v.lines = appendWorked(v.lines[:0], look, d, below.Width(), foot)
	for _, l := range v.lines {
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
		v.data.Layers = again(v.data.Layers)
		layer := &v.data.Layers[l]
		switch l {
		case 0:
			layer.Title = look.Words.T("backprop.inputs")
		case len(sizes) - 1:
			layer.Title = look.Words.T("backprop.outputs")
		default:
			layer.Title = look.Words.T("backprop.layer", "Layer", l)
		}
		layer.Units = layer.Units[:0]
		for u := range n {
			layer.Units = again(layer.Units)
			layer.Units[u] = backpropUnit(look, b, l, u, room, layer.Units[u].Rows[:0])
		}
	}
	v.shown, v.look, v.gaps = d, look, v.gaps[:0]
	for l := range b.Layers() {
		v.data.Gaps = again(v.data.Gaps)
		v.gap(l)
	}
}

// again adds an element to a list: the one that stood there before the list was
// shortened, for its memory, or else a new one.
func again[T any](list []T) []T {
	if len(list) < cap(list) {
		return list[:len(list)+1]
	}
	var next T
	return append(list, next)
}

// backpropUnit is how a unit looks, its rows in the memory given.
func backpropUnit(look Look, b *experiment.Backprop, l, u, room int, rows []chart.NetRow) chart.NetUnit {
	phase, at := b.Phase()
	unit := chart.NetUnit{State: chart.FlowWaiting, Rows: rows, Short: chart.NetRow{Name: look.join("z", subscripts(u+1))}}
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

// gap finds what the edges of a layer of weights mark: the weights or, once they are
// known and until the update, their gradient.
func (v *BackpropNet) gap(l int) {
	b := v.shown.Run
	phase, at := b.Phase()
	g := backpropGap{state: chart.FlowWaiting, through: phase == experiment.BackpropDelta && at == l-1}
	gradient := b.Made(experiment.BackpropGradient, l) && !b.Made(experiment.BackpropUpdate, l) && !g.through
	g.lit = g.through || at == l && (phase == experiment.BackpropSum || phase == experiment.BackpropGradient || phase == experiment.BackpropUpdate)
	kind, label, arrow := experiment.BackpropW, "W", " ↓"
	if gradient {
		kind, label = experiment.BackpropDW, "∂W"
	}
	if g.through || gradient {
		arrow = " ↑"
	}
	if !g.lit || phase == experiment.BackpropUpdate {
		arrow = ""
	}
	switch {
	case g.lit:
		g.state = chart.FlowLit
	case b.Made(experiment.BackpropSum, l):
		g.state = chart.FlowKnown
	}
	g.name = experiment.BackpropName{Kind: kind, Layer: l}
	sizes := b.Network().Sizes()
	for u := range sizes[l+1] {
		for v := range sizes[l] {
			g.largest = max(g.largest, math.Abs(b.Number(edgeOf(kind, l, u, v))))
		}
	}
	v.gaps = append(v.gaps, g)
	drawn := &v.data.Gaps[l]
	drawn.Label, drawn.State = v.look.join(label, superscript(l+1), arrow), g.state
	if drawn.Edge == nil {
		drawn.Edge = func(to, from int) chart.NetEdge { return v.edge(l, to, from) }
	}
}

// edge is how an edge of a layer of weights looks.
func (v *BackpropNet) edge(l, to, from int) chart.NetEdge {
	d, b, g := &v.shown, v.shown.Run, &v.gaps[l]
	name := g.name
	name.Unit, name.From = to, from
	e := chart.NetEdge{State: g.state}
	switch {
	case b.Hidden(name):
		e.State = chart.FlowWaiting
	case g.largest > 0 && !math.IsInf(g.largest, 0):
		e.Share = b.Number(name) / g.largest
	}
	// Of the layer that something happens in, those of the chosen unit.
	if g.lit && (d.Layer == l+1 && to == d.Unit || g.through && d.Layer == l && from == d.Unit) {
		e.Label = v.look.backpropNumber(b, name)
	}
	return e
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

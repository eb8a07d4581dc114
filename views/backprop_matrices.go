package views

import (
	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// BackpropMatrices shows the vectors and matrices of the present micro-step, with
// the chosen unit's row and column lit.
type BackpropMatrices struct {
	Data BackpropData
	cell int  // the widest number
	look Look // while it is drawn
}

// Draw fills the box.
func (v BackpropMatrices) Draw(box screen.Box, look Look) {
	v.cell = chart.NumberWidth
	v.look = look
	law, line := v.line(look)
	const roomy = 90 // columns from which numbers keep their figures
	if lines := breakLine(line, box.Width()-2); len(lines) > 1 && matrixRows(lines) > box.Height()-2 && box.Width() < roomy {
		short := v
		short.cell = 5
		_, narrow := short.line(look)
		if broken := breakLine(narrow, box.Width()-2); len(broken) < len(lines) || len(broken[0]) > len(lines[0]) {
			line = narrow
		}
	}
	if box.Height() < 3 {
		box.TextFit(1, 0, box.Width()-2, law, look.style(theme.Muted))
		return
	}
	text := box.Sub(1, 0, box.Width()-2, box.Height())
	y := 0
	for _, l := range wrap(law, text.Width()) {
		if y == 2 || y == 1 && box.Height() < 8 {
			break
		}
		text.TextFit(0, y, text.Width(), l, look.style(theme.Title))
		y++
	}
	for _, m := range breakLine(line, text.Width()) {
		left := text.Height() - y
		if left < 2 {
			break
		}
		y += drawMatrices(text.Sub(0, y, text.Width(), left), look, m)
	}
}

// text writes a number as narrow as the cells are; a dash before it is known, a
// question mark while it is asked for.
func (v BackpropMatrices) text(name experiment.BackpropName) string {
	b := v.Data.Run
	switch {
	case !b.Known(name):
		return "–"
	case b.Hidden(name):
		return "?"
	}
	return v.look.within(b.Number(name), v.cell)
}

// line is what the micro-step computes, as a law and in numbers.
func (v BackpropMatrices) line(look Look) (law string, line []matrix) {
	b := v.Data.Run
	phase, layer := b.Phase()
	unit := v.Data.Unit
	if v.Data.Layer != layer+1 {
		unit = 0
	}
	top := b.Layers() - 1
	switch phase {
	case experiment.BackpropSum:
		return v.sums(layer, unit)
	case experiment.BackpropActivation:
		at := superscript(layer + 1)
		a, slope := v.vector(experiment.BackpropA, layer, unit), v.slopes(layer, unit)
		a.before, slope.before = "→", " "
		return "a" + at + " = φ(z" + at + "), φ = " + functionOf(b, layer), []matrix{v.vector(experiment.BackpropZ, layer, unit), a, slope}
	case experiment.BackpropLoss:
		a, t := v.vector(experiment.BackpropA, top, -1), v.vector(experiment.BackpropT, top, -1)
		t.before = "−"
		name := experiment.BackpropName{Kind: experiment.BackpropL}
		off := matrix{name: "a − t", before: "=", row: -1, col: -1}
		for k := range a.rows {
			off.rows = append(off.rows, []string{look.within(b.Pass().A(top, 0, k)-b.Target(k), v.cell)})
		}
		return "L(a" + superscript(top+1) + ", t) = " + look.backpropNumber(b, name), []matrix{a, t, off}
	case experiment.BackpropDelta:
		return v.deltas(layer, unit)
	case experiment.BackpropGradient:
		return v.gradients(layer)
	case experiment.BackpropUpdate:
		return v.updated(layer, unit)
	case experiment.BackpropSample:
	}
	x, t := v.vector(experiment.BackpropX, -1, -1), v.vector(experiment.BackpropT, top, -1)
	t.before = "→"
	return look.Words.T("backprop.sample", "Sample", b.Row()+1, "Samples", b.Rows()), []matrix{x, t}
}

// vector is one number of every unit of a layer, with one of them lit.
func (v BackpropMatrices) vector(kind experiment.BackpropKind, layer, lit int) matrix {
	m := matrix{name: letter(kind) + superscript(layer+1), row: lit, col: -1}
	if kind == experiment.BackpropX || kind == experiment.BackpropT {
		m.name = letter(kind)
	}
	for u := range v.Data.Run.Network().Sizes()[layer+1] {
		m.rows = append(m.rows, []string{v.text(inLayer(kind, max(layer, 0), u))})
	}
	return m
}

// slopes is φ′(z) of every unit of a layer.
func (v BackpropMatrices) slopes(layer, lit int) matrix {
	b := v.Data.Run
	m := matrix{name: "φ′" + superscript(layer+1), row: lit, col: -1}
	for u := range b.Network().Sizes()[layer+1] {
		text := v.look.within(b.Pass().Slope(layer, 0, u), v.cell)
		if b.Hidden(inLayer(experiment.BackpropA, layer, u)) {
			text = "?"
		}
		m.rows = append(m.rows, []string{text})
	}
	return m
}

// sums is z = W·a + b.
func (v BackpropMatrices) sums(layer, unit int) (law string, line []matrix) {
	at := superscript(layer + 1)
	below := v.vector(belowName(layer, 0).Kind, layer-1, -1)
	w, bias, z := v.weights(layer, false, unit, -1), v.biases(layer, unit), v.vector(experiment.BackpropZ, layer, unit)
	below.col, below.before, bias.before, z.before = 0, "·", "+", "="
	return "z" + at + " = W" + at + "·" + below.name + " + b" + at, []matrix{w, below, bias, z}
}

// updated is W and b after the update, and the gradient that they went by.
func (v BackpropMatrices) updated(layer, unit int) (law string, line []matrix) {
	at := superscript(layer + 1)
	w := weightIn(v.Data, layer, unit)
	col := w.From
	if w.Kind == experiment.BackpropB {
		col = -1
	}
	now, bias := v.weights(layer, false, w.Unit, col), v.biases(layer, w.Unit)
	_, gradients := v.gradients(layer)
	bias.before, gradients[0].before = ",", " "
	return "W" + at + " ← W" + at + " − µ·∂L/∂W" + at + ", b" + at + " ← b" + at + " − µ·∂L/∂b" + at, append([]matrix{now, bias}, gradients...)
}

// deltas is δ of a layer.
func (v BackpropMatrices) deltas(layer, unit int) (law string, line []matrix) {
	b, at := v.Data.Run, superscript(layer+1)
	delta := v.vector(experiment.BackpropD, layer, unit)
	delta.before = "="
	if layer < b.Layers()-1 {
		up := superscript(layer + 2)
		above, slope := v.vector(experiment.BackpropD, layer+1, -1), v.slopes(layer, unit)
		above.before, slope.before, above.col = "·", "⊙", 0
		return "δ" + at + " = (W" + up + "ᵀ·δ" + up + ") ⊙ φ′(z" + at + ")", []matrix{v.weights(layer+1, true, unit, -1), above, slope, delta}
	}
	if b.Together() {
		a, t := v.vector(experiment.BackpropA, layer, unit), v.vector(experiment.BackpropT, layer, unit)
		t.before, delta.before = ",", "→"
		return "δ" + at + " = ∂L/∂z" + at, []matrix{a, t, delta}
	}
	loss, slope := matrix{name: "∂L/∂a" + at, row: unit, col: -1}, v.slopes(layer, unit)
	for k := range b.Network().Sizes()[layer+1] {
		text := v.look.within(b.LossSlope(k), v.cell)
		loss.rows = append(loss.rows, []string{text})
	}
	slope.before = "⊙"
	return "δ" + at + " = ∂L/∂a" + at + " ⊙ φ′(z" + at + ")", []matrix{loss, slope, delta}
}

// gradients is ∂L/∂W = δ·aᵀ, with δ at its side and a above, and ∂L/∂b = δ.
func (v BackpropMatrices) gradients(layer int) (law string, line []matrix) {
	b, at := v.Data.Run, superscript(layer+1)
	w := weightIn(v.Data, layer, v.Data.Unit)
	if v.Data.Layer != layer+1 && v.Data.Weight.Layer != layer {
		w.Unit = 0
	}
	col := w.From
	if w.Kind == experiment.BackpropB {
		col = -1
	}
	sizes := b.Network().Sizes()
	below := "x"
	if layer > 0 {
		below = "a" + superscript(layer)
	}
	g := matrix{name: "∂L/∂W" + at, col: -1}
	bias := matrix{name: "∂L/∂b" + at, col: -1, before: ",", rows: [][]string{{""}}}
	head := append(make([]string, 0, 1+sizes[layer]), "δ \\ "+below)
	left, right := aboutIt(w.From, sizes[layer], mostColumns)
	top, bottom := aboutIt(w.Unit, sizes[layer+1], mostRows)
	g.row, bias.row = w.Unit-top+1, w.Unit-top+1
	if col >= 0 {
		g.col = col - left + 1
	}
	for from := left; from < right; from++ {
		head = append(head, v.look.within(b.Below(layer, from), v.cell))
	}
	g.rows = append(g.rows, head)
	for u := top; u < bottom; u++ {
		row := append(make([]string, 0, 1+sizes[layer]), v.look.within(b.Pass().Delta(layer, 0, u), v.cell))
		for from := left; from < right; from++ {
			row = append(row, v.text(edgeOf(experiment.BackpropDW, layer, u, from)))
		}
		g.rows = append(g.rows, row)
		bias.rows = append(bias.rows, []string{v.text(inLayer(experiment.BackpropDB, layer, u))})
	}
	return "∂L/∂W" + at + " = δ" + at + "·" + below + "ᵀ,  ∂L/∂b" + at + " = δ" + at, []matrix{g, bias}
}

// weights is W as it stands, or its transpose.
func (v BackpropMatrices) weights(layer int, transposed bool, row, col int) matrix {
	b := v.Data.Run
	sizes := b.Network().Sizes()
	m := matrix{name: "W" + superscript(layer+1), row: row, col: col}
	n, k := sizes[layer+1], sizes[layer]
	if transposed {
		m.name, n, k = m.name+"ᵀ", k, n
	}
	top, bottom := aboutIt(row, n, mostRows)
	left, right := aboutIt(col, k, mostColumns)
	m.row, m.col = row-top, max(col-left, -1)
	for i := top; i < bottom; i++ {
		texts := make([]string, 0, right-left)
		for j := left; j < right; j++ {
			name := edgeOf(experiment.BackpropW, layer, i, j)
			if transposed {
				name = edgeOf(experiment.BackpropW, layer, j, i)
			}
			texts = append(texts, v.text(name))
		}
		m.rows = append(m.rows, texts)
	}
	return m
}

// mostRows and mostColumns are how much of a matrix any pane has room for.
const (
	mostRows    = 64
	mostColumns = 40
)

// aboutIt returns the part of a row or column of n that is about one of them.
func aboutIt(at, n, most int) (from, to int) {
	from = max(0, min(at-most/2, n-most))
	return from, min(from+most, n)
}

func (v BackpropMatrices) biases(layer, lit int) matrix {
	b := v.Data.Run
	m := matrix{name: "b" + superscript(layer+1), row: lit, col: -1}
	for u := range b.Network().Sizes()[layer+1] {
		m.rows = append(m.rows, []string{v.text(inLayer(experiment.BackpropB, layer, u))})
	}
	return m
}

package views

import (
	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// BackpropMatrices shows the vectors and matrices of the present micro-step, with
// the chosen unit's row and column lit. It keeps the memory it draws with.
type BackpropMatrices struct {
	data BackpropData // while it is drawn
	look Look         // while it is drawn
	cell int          // the widest number

	texts []string // of all matrices
	all   []matrix
}

// Draw fills the box.
func (v *BackpropMatrices) Draw(box screen.Box, look Look, d BackpropData) {
	v.data, v.look, v.cell = d, look, chart.NumberWidth
	v.texts, v.all = v.texts[:0], v.all[:0]
	law, line := v.line()
	var memory, second [8][]matrix
	const roomy = 90 // columns from which numbers keep their figures
	if lines := breakLine(memory[:0], line, box.Width()-2); len(lines) > 1 && matrixRows(lines) > box.Height()-2 && box.Width() < roomy {
		v.cell = 5
		_, narrow := v.line()
		if broken := breakLine(second[:0], narrow, box.Width()-2); len(broken) < len(lines) || len(broken[0]) > len(lines[0]) {
			line = narrow
		}
	}
	if box.Height() < 3 {
		box.TextFit(1, 0, box.Width()-2, law, look.style(theme.Muted))
		return
	}
	text := box.Sub(1, 0, box.Width()-2, box.Height())
	y := 0
	var laws [8]string
	for _, l := range appendWrapped(laws[:0], law, text.Width()) {
		if y == 2 || y == 1 && box.Height() < 8 {
			break
		}
		text.TextFit(0, y, text.Width(), l, look.style(theme.Title))
		y++
	}
	for _, m := range breakLine(memory[:0], line, text.Width()) {
		left := text.Height() - y
		if left < 2 {
			break
		}
		y += drawMatrices(text.Sub(0, y, text.Width(), left), look, m)
	}
}

// together puts matrices into a line.
func (v *BackpropMatrices) together(line ...matrix) []matrix {
	start := len(v.all)
	v.all = append(v.all, line...)
	return v.all[start:len(v.all):len(v.all)]
}

// filled gives a matrix of so many columns the texts from one on.
func (v *BackpropMatrices) filled(m matrix, start, cols int) matrix {
	m.texts, m.cols = v.texts[start:len(v.texts):len(v.texts)], cols
	return m
}

// text writes a number as narrow as the cells are; a dash before it is known, a
// question mark while it is asked for.
func (v *BackpropMatrices) text(name experiment.BackpropName) string {
	b := v.data.Run
	switch {
	case !b.Known(name):
		return "–"
	case b.Hidden(name):
		return "?"
	}
	return v.look.within(b.Number(name), v.cell)
}

// line is what the micro-step computes, as a law and in numbers.
func (v *BackpropMatrices) line() (law string, line []matrix) {
	b, look := v.data.Run, v.look
	phase, layer := b.Phase()
	unit := v.data.Unit
	if v.data.Layer != layer+1 {
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
		return v.look.join("a", at, " = φ(z", at, "), φ = ", functionOf(b, layer)), v.together(v.vector(experiment.BackpropZ, layer, unit), a, slope)
	case experiment.BackpropLoss:
		a, t := v.vector(experiment.BackpropA, top, -1), v.vector(experiment.BackpropT, top, -1)
		t.before = "−"
		name := experiment.BackpropName{Kind: experiment.BackpropL}
		off := matrix{name: "a − t", before: "=", row: -1, col: -1}
		start := len(v.texts)
		for k := range a.rows() {
			v.texts = append(v.texts, look.within(b.Pass().A(top, 0, k)-b.Target(k), v.cell))
		}
		return v.look.join("L(a", superscript(top+1), ", t) = ", look.backpropNumber(b, name)), v.together(a, t, v.filled(off, start, 1))
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
	return look.Words.T("backprop.sample", "Sample", b.Row()+1, "Samples", b.Rows()), v.together(x, t)
}

// vector is one number of every unit of a layer, with one of them lit.
func (v *BackpropMatrices) vector(kind experiment.BackpropKind, layer, lit int) matrix {
	m, start := matrix{name: letter(kind), row: lit, col: -1}, len(v.texts)
	if kind != experiment.BackpropX && kind != experiment.BackpropT {
		m.name = v.look.join(m.name, superscript(layer+1))
	}
	for u := range v.data.Run.Network().Sizes()[layer+1] {
		v.texts = append(v.texts, v.text(inLayer(kind, max(layer, 0), u)))
	}
	return v.filled(m, start, 1)
}

// slopes is φ′(z) of every unit of a layer.
func (v *BackpropMatrices) slopes(layer, lit int) matrix {
	b := v.data.Run
	m, start := matrix{name: v.look.join("φ′", superscript(layer+1)), row: lit, col: -1}, len(v.texts)
	for u := range b.Network().Sizes()[layer+1] {
		text := v.look.within(b.Pass().Slope(layer, 0, u), v.cell)
		if b.Hidden(inLayer(experiment.BackpropA, layer, u)) {
			text = "?"
		}
		v.texts = append(v.texts, text)
	}
	return v.filled(m, start, 1)
}

// sums is z = W·a + b.
func (v *BackpropMatrices) sums(layer, unit int) (law string, line []matrix) {
	at := superscript(layer + 1)
	below := v.vector(belowName(layer, 0).Kind, layer-1, -1)
	w, bias, z := v.weights(layer, false, unit, -1), v.biases(layer, unit), v.vector(experiment.BackpropZ, layer, unit)
	below.col, below.before, bias.before, z.before = 0, "·", "+", "="
	return v.look.join("z", at, " = W", at, "·", below.name, " + b", at), v.together(w, below, bias, z)
}

// updated is W and b after the update, and the gradient that they went by.
func (v *BackpropMatrices) updated(layer, unit int) (law string, line []matrix) {
	at := superscript(layer + 1)
	w := weightIn(v.data, layer, unit)
	col := w.From
	if w.Kind == experiment.BackpropB {
		col = -1
	}
	now, bias := v.weights(layer, false, w.Unit, col), v.biases(layer, w.Unit)
	_, gradients := v.gradients(layer)
	bias.before, gradients[0].before = ",", " "
	return v.look.join("W", at, " ← W", at, " − µ·∂L/∂W", at, ", b", at, " ← b", at, " − µ·∂L/∂b", at), v.together(now, bias, gradients[0], gradients[1])
}

// deltas is δ of a layer.
func (v *BackpropMatrices) deltas(layer, unit int) (law string, line []matrix) {
	b, at := v.data.Run, superscript(layer+1)
	delta := v.vector(experiment.BackpropD, layer, unit)
	delta.before = "="
	if layer < b.Layers()-1 {
		up := superscript(layer + 2)
		above, slope := v.vector(experiment.BackpropD, layer+1, -1), v.slopes(layer, unit)
		above.before, slope.before, above.col = "·", "⊙", 0
		return v.look.join("δ", at, " = (W", up, "ᵀ·δ", up, ") ⊙ φ′(z", at, ")"), v.together(v.weights(layer+1, true, unit, -1), above, slope, delta)
	}
	if b.Together() {
		a, t := v.vector(experiment.BackpropA, layer, unit), v.vector(experiment.BackpropT, layer, unit)
		t.before, delta.before = ",", "→"
		return v.look.join("δ", at, " = ∂L/∂z", at), v.together(a, t, delta)
	}
	slope, start := v.slopes(layer, unit), len(v.texts)
	for k := range b.Network().Sizes()[layer+1] {
		v.texts = append(v.texts, v.look.within(b.LossSlope(k), v.cell))
	}
	loss := v.filled(matrix{name: v.look.join("∂L/∂a", at), row: unit, col: -1}, start, 1)
	slope.before = "⊙"
	return v.look.join("δ", at, " = ∂L/∂a", at, " ⊙ φ′(z", at, ")"), v.together(loss, slope, delta)
}

// gradients is ∂L/∂W = δ·aᵀ, with δ at its side and a above, and ∂L/∂b = δ.
func (v *BackpropMatrices) gradients(layer int) (law string, line []matrix) {
	b, at := v.data.Run, superscript(layer+1)
	w := weightIn(v.data, layer, v.data.Unit)
	if v.data.Layer != layer+1 && v.data.Weight.Layer != layer {
		w.Unit = 0
	}
	col := w.From
	if w.Kind == experiment.BackpropB {
		col = -1
	}
	sizes := b.Network().Sizes()
	below := "x"
	if layer > 0 {
		below = v.look.join("a", superscript(layer))
	}
	g := matrix{name: v.look.join("∂L/∂W", at), col: -1}
	bias := matrix{name: v.look.join("∂L/∂b", at), col: -1, before: ","}
	left, right := aboutIt(w.From, sizes[layer], mostColumns)
	top, bottom := aboutIt(w.Unit, sizes[layer+1], mostRows)
	g.row, bias.row = w.Unit-top+1, w.Unit-top+1
	if col >= 0 {
		g.col = col - left + 1
	}
	start := len(v.texts)
	v.texts = append(v.texts, v.look.join("δ \\ ", below))
	for from := left; from < right; from++ {
		v.texts = append(v.texts, v.look.within(b.Below(layer, from), v.cell))
	}
	for u := top; u < bottom; u++ {
		v.texts = append(v.texts, v.look.within(b.Pass().Delta(layer, 0, u), v.cell))
		for from := left; from < right; from++ {
			v.texts = append(v.texts, v.text(edgeOf(experiment.BackpropDW, layer, u, from)))
		}
	}
	g = v.filled(g, start, 1+right-left)
	start = len(v.texts)
	v.texts = append(v.texts, "")
	for u := top; u < bottom; u++ {
		v.texts = append(v.texts, v.text(inLayer(experiment.BackpropDB, layer, u)))
	}
	bias = v.filled(bias, start, 1)
	return v.look.join("∂L/∂W", at, " = δ", at, "·", below, "ᵀ,  ∂L/∂b", at, " = δ", at), v.together(g, bias)
}

// weights is W as it stands, or its transpose.
func (v *BackpropMatrices) weights(layer int, transposed bool, row, col int) matrix {
	b := v.data.Run
	sizes := b.Network().Sizes()
	m := matrix{name: v.look.join("W", superscript(layer+1)), row: row, col: col}
	n, k := sizes[layer+1], sizes[layer]
	if transposed {
		m.name, n, k = v.look.join(m.name, "ᵀ"), k, n
	}
	top, bottom := aboutIt(row, n, mostRows)
	left, right := aboutIt(col, k, mostColumns)
	m.row, m.col = row-top, max(col-left, -1)
	start := len(v.texts)
	for i := top; i < bottom; i++ {
		for j := left; j < right; j++ {
			name := edgeOf(experiment.BackpropW, layer, i, j)
			if transposed {
				name = edgeOf(experiment.BackpropW, layer, j, i)
			}
			v.texts = append(v.texts, v.text(name))
		}
	}
	return v.filled(m, start, right-left)
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

func (v *BackpropMatrices) biases(layer, lit int) matrix {
	b := v.data.Run
	m, start := matrix{name: v.look.join("b", superscript(layer+1)), row: lit, col: -1}, len(v.texts)
	for u := range b.Network().Sizes()[layer+1] {
		v.texts = append(v.texts, v.text(inLayer(experiment.BackpropB, layer, u)))
	}
	return v.filled(m, start, 1)
}

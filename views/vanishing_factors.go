package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// FactorData is what the table of factors shows: the hidden layers of one network.
type FactorData struct {
	Name    string // of its activation
	Factors []experiment.LayerFactor
	Chosen  int // the layer that is worked out, counted from 1
}

// Factors is the table of what every layer multiplies the gradient by on its way
// down, with the running product, and one layer's worked out. It keeps the memory it
// draws with.
type Factors struct{ table table }

// Draw fills the box.
func (v *Factors) Draw(box screen.Box, look Look, d FactorData) {
	v.write(look, d, box.Width())
	v.table.above(box, look, d.lines(look, box.Width()-2))
}

// above draws the table with as many of the lines below it as there is room for
// beside some rows.
func (t *table) above(box screen.Box, look Look, lines []cell) {
	const fewest = 5
	lines = lines[:min(len(lines), max(box.Height()-1-min(len(t.rows), fewest), 0))]
	height := min(box.Height()-len(lines), 1+len(t.rows))
	t.draw(box.Sub(0, 0, box.Width(), height), look)
	for i, line := range lines {
		box.TextFit(1, height+i, box.Width()-2, line.text, line.style)
	}
}

// factorColumns are the columns of the table, in the order in which they are
// worked out from each other, and whether they go where there is little room.
var factorColumns = [...]struct {
	id    string
	spare int // the higher, the sooner left out; 0 for never
	of    func(look Look, f *experiment.LayerFactor) string
}{
	{"vanishing.column-layer", 0, func(look Look, f *experiment.LayerFactor) string { return look.whole(f.Layer) }},
	{"vanishing.column-mean", 3, func(look Look, f *experiment.LayerFactor) string { return look.figure(f.MeanDerivative) }},
	{"vanishing.column-rms", 1, func(look Look, f *experiment.LayerFactor) string { return look.figure(f.RMSDerivative) }},
	{"vanishing.column-gain", 1, func(look Look, f *experiment.LayerFactor) string { return look.figure(f.Gain) }},
	{"vanishing.column-factor", 0, func(look Look, f *experiment.LayerFactor) string { return look.figure(f.Factor) }},
	{"vanishing.column-product", 0, func(look Look, f *experiment.LayerFactor) string { return look.figure(f.Product) }},
	{"vanishing.column-measured", 2, func(look Look, f *experiment.LayerFactor) string { return look.figure(f.Measured) }},
}

// write makes the table with as many of the columns as fit.
func (v *Factors) write(look Look, d FactorData, width int) {
	t := &v.table
	for least := 4; ; least-- {
		t.begin()
		t.chosen = len(d.Factors) - d.Chosen
		for _, c := range factorColumns {
			if c.spare < least {
				t.columns = append(t.columns, column{heading: look.Words.T(c.id), right: true})
			}
		}
		// The last layer is on top, as in the chart of the gradients.
		for i := len(d.Factors) - 1; i >= 0; i-- {
			var memory [len(factorColumns)]cell
			row := memory[:0]
			for _, c := range factorColumns {
				if c.spare >= least {
					continue
				}
				role := theme.Text
				if c.id == "vanishing.column-layer" {
					role = theme.Muted
				}
				row = append(row, cell{c.of(look, &d.Factors[i]), look.style(role)})
			}
			t.add(row...)
		}
		if _, shown := t.layout(width); shown == len(t.columns) || least == 1 {
			return
		}
	}
}

// multiplied writes a product worked out, with as many figures of the factors as it
// takes for it to come out as printed.
func (l Look) multiplied(a, b, product float64) string {
	const usual = 4
	one, other, result := l.figure(a), l.figure(b), l.figure(product)
	for extra := 1; extra <= mostExtra && l.figure(printed(one)*printed(other)) != result; extra++ {
		one, other = l.precise(a, usual+extra), l.precise(b, usual+extra)
	}
	return l.join(one, " · ", other, " = ", result)
}

// precise writes a number to so many figures, a large or small one with a power of
// ten as charts write it: 1.409e9.
func (l Look) precise(x float64, figures int) string {
	const large, small = 1e5, 1e-4
	if size := math.Abs(x); size < large && (size >= small || size == 0) || !isFinite(x) {
		return l.significant(x, figures)
	}
	var scratch [32]byte
	return l.Words.Keep(chart.AppendScientific(scratch[:0], x, figures))
}

// lines works out the chosen layer's factor and, under sigmoid, the bound.
func (d *FactorData) lines(look Look, width int) []cell {
	f := &d.Factors[d.Chosen-1]
	above := 1.0
	if d.Chosen < len(d.Factors) {
		above = d.Factors[d.Chosen].Product
	}
	factor := look.multiplied(f.RMSDerivative, f.Gain, f.Factor)
	product := look.multiplied(f.Factor, above, f.Product)
	lines := make([]cell, 0, 8)
	add := func(role theme.Role, forms ...string) {
		if text := fitting(forms, width); text != "" {
			lines = append(lines, cell{text, look.style(role)})
		}
	}
	both := look.Words.T("vanishing.factor", "Layer", f.Layer, "Factor", factor, "Product", product)
	if screen.Width(both) <= width {
		add(theme.Accent, both)
	} else {
		add(theme.Accent, look.Words.T("vanishing.factor-only", "Layer", f.Layer, "Factor", factor), factor)
		add(theme.Accent, look.Words.T("vanishing.product-only", "Product", product), product)
	}
	if d.Name == "sigmoid" {
		k := len(d.Factors) - d.Chosen + 1
		bound := look.figure(math.Ldexp(1, -2*k))
		slopes := look.figure(f.DerivativeProduct)
		power := "4" + look.raised(-k)
		if !look.Theme.Glyphs().RaisedExponents() {
			power = "4^-" + strconv.Itoa(k)
		}
		add(
			theme.Warn, look.Words.T("vanishing.bound", "Count", k, "Product", slopes, "Power", power, "Bound", bound),
			look.Words.T("vanishing.bound-short", "Product", slopes, "Power", power, "Bound", bound),
		)
	}
	var memory [8]string
	for _, text := range appendWrapped(memory[:0], look.Words.T("vanishing.factor-means"), max(width, 1)) {
		lines = append(lines, cell{text, look.style(theme.Muted)})
	}
	return lines
}

package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// Approach is the table of the slopes so far, the newest at the bottom: of each
// h, or of each x with the extrema between them.
type Approach struct{ Derivative *experiment.Derivative }

// Draw fills the box.
func (v Approach) Draw(box screen.Box, look Look) {
	var t table
	if v.Derivative.Slides() {
		t = v.places(look, box.Height())
	} else {
		t = v.distances(look, box.Height())
		if _, shown := t.layout(box.Width()); shown < len(t.columns) {
			t.columns[len(t.columns)-1].heading = look.Words.T("derivative.column-digits-short")
		}
	}
	t.chosen = len(t.rows) - 1
	t.draw(box, look)
}

// distances has a row for each of the last h.
func (v Approach) distances(look Look, most int) table {
	d := v.Derivative
	s, rule := d.Spot(), d.Rule()
	t := table{columns: []column{
		{heading: "h", right: true},
		{heading: "Δy/Δx", right: true},
		{heading: look.Words.T("derivative.column-error"), right: true},
		{heading: look.join("f′(", variable(d), ")"), right: true},
		{heading: look.Words.T("derivative.column-digits"), right: true},
	}}
	last := d.Halvings()
	for k := max(0, last-most); k <= last; k++ {
		r := &s.Rungs[k]
		style := newest(look, k == last)
		t.add(
			cell{distance(look, r.H, s.Rungs[0].H), style},
			cell{manyPlaces(look, r.Slope[rule]), style},
			cell{known(r.Error[rule], look.figure(r.Error[rule])), style},
			cell{manyPlaces(look, s.Slope), style},
			cell{digits(r.Error[rule], s.Slope), style},
		)
	}
	return t
}

// places has a row for each of the last x, and for the extrema come by.
func (v Approach) places(look Look, most int) table {
	d := v.Derivative
	f := d.Curve().Formula()
	name := variable(d)
	t := table{columns: []column{
		{heading: name, right: true},
		{heading: look.join("f(", name, ")"), right: true},
		{heading: look.join("f′(", name, ")"), right: true},
		{heading: ""},
		{heading: look.join("f″(", name, ")"), right: true},
	}}
	last := d.Slid()
	for n := max(0, last-most); n <= last; n++ {
		for _, p := range d.Points() {
			if n > 0 && d.Passed(p.W, n) && !d.Passed(p.W, n-1) {
				style := look.style(theme.Good)
				slope, curvature := d.SlopeAt(p.W), d.CurvatureAt(p.W)
				t.add(
					cell{fixed(look, p.W), style}, cell{fixed(look, p.F), style}, cell{fixed(look, slope), style}, cell{stationary(look, p), style}, cell{fixed(look, curvature), style},
				)
			}
		}
		x := d.XAfter(n)
		style := newest(look, n == last)
		t.add(
			cell{fixed(look, x), style}, cell{fixed(look, f.At(x)), style}, cell{fixed(look, d.SlopeAt(x)), style}, cell{"", style}, cell{fixed(look, d.CurvatureAt(x)), style},
		)
	}
	return t
}

// newest is the look of a row: the newest stands out.
func newest(look Look, yes bool) screen.Style {
	if yes {
		return look.style(theme.Accent)
	}
	return look.style(theme.Text)
}

// none stands for a number that is not there.
const none = "–"

// known is the text of a number, or none.
func known(x float64, text string) string {
	if math.IsNaN(x) {
		return none
	}
	return text
}

// distanceWidth is how many columns of h are written in full.
const distanceWidth = 7

// distance writes an h that the first of them was halved to: in full where it is
// short, else with a power of two, which is no less exact.
func distance(look Look, h, first float64) string {
	if text := look.exact(h); len(text) <= distanceWidth {
		return text
	}
	fraction, exponent := math.Frexp(first)
	_, now := math.Frexp(h)
	power, factor := now-exponent, look.join(look.exact(first), "·")
	if fraction == 0.5 { // a power of two itself
		power, factor = now-1, ""
	}
	if !look.Theme.Glyphs().RaisedExponents() {
		return look.join(factor, "2^", look.whole(power))
	}
	return look.join(factor, "2", look.raised(power))
}

// raised writes an exponent in raised figures.
func (l Look) raised(n int) string {
	figures := [...]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}
	var plain [20]byte
	var scratch [64]byte
	text := scratch[:0]
	for _, c := range strconv.AppendInt(plain[:0], int64(n), 10) {
		if c == '-' {
			text = append(text, "⁻"...)
		} else {
			text = append(text, figures[c-'0']...)
		}
	}
	return l.Words.Keep(text)
}

// manyPlaces writes a number with eight places, so that one sees them settle.
func manyPlaces(look Look, x float64) string {
	var scratch [32]byte
	switch a := math.Abs(x); {
	case math.IsNaN(x) || math.IsInf(x, 0) || x == 0:
		return known(x, look.figure(x))
	case a >= 1e4 || a < 1e-4:
		return look.Words.Keep(strconv.AppendFloat(scratch[:0], x, 'e', 5, 64))
	}
	return look.Words.Keep(strconv.AppendFloat(scratch[:0], x, 'f', 8, 64))
}

// fixed writes a number with five places.
func fixed(look Look, x float64) string {
	if a := math.Abs(x); !(a < 1e4) {
		return known(x, look.figure(x))
	}
	var scratch [32]byte
	return look.Words.Keep(strconv.AppendFloat(scratch[:0], x+0, 'f', 5, 64))
}

// digits is how many figures of f′ the secant's slope has right.
func digits(e, slope float64) string {
	size := math.Abs(e) / math.Abs(slope)
	switch {
	case math.IsNaN(size) || math.IsInf(size, 0):
		return none
	case size == 0:
		return "16"
	}
	return strconv.Itoa(min(max(int(math.Floor(-math.Log10(size))), 0), 16))
}

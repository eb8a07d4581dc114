package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// GradientNumbers writes out the derivatives at the point and what is made of
// them, each so that it can be worked out again from what is on the screen.
type GradientNumbers struct {
	Gradient *experiment.Gradient
}

// Draw fills the box.
func (v GradientNumbers) Draw(box screen.Box, look Look) {
	g := v.Gradient
	s := g.Slopes()
	x, y := coordinates(g)
	value := pointText(x, y) + " = " + significant(s.Value, 8)
	box.TextFit(2, 0, box.Width()-2, value, look.style(theme.Text).With(screen.Bold))
	t := table{chosen: -1, columns: []column{
		{},
		{heading: look.Words.T("gradient.exact"), right: true},
		{heading: look.Words.T("gradient.numeric", "H", sim.FormatNumber(experiment.DifferenceStep)), right: true},
		{heading: look.Words.T("gradient.difference"), right: true},
	}}
	for axis, name := range g.Terrain().Formula().Vars() {
		t.rows = append(t.rows, partialRow(look, s, axis, name))
	}
	t.draw(box.Sub(0, 1, box.Width(), 3), look)
	rest := box.Sub(2, 4, box.Width()-2, box.Height()-4)
	if s.Problem != nil {
		for i, line := range wrap(look.Words.Error(s.Problem), rest.Width()) {
			rest.Text(0, i, line, look.style(theme.Bad))
		}
		return
	}
	for i, line := range workedGradient(g) {
		style := look.style(theme.Text)
		if line.live {
			style = look.style(theme.Accent)
		}
		if i < rest.Height() {
			rest.Text(0, i, fitting(line.forms, rest.Width()), style)
		}
	}
}

// partialRow is one partial derivative, exact and by central difference.
func partialRow(look Look, s *experiment.Slopes, axis int, name string) []cell {
	plain := look.style(theme.Text)
	exact, numeric := s.Gradient[axis], s.Numeric[axis]
	off := math.Abs(numeric - exact)
	if exact != 0 {
		off /= math.Abs(exact)
	}
	row := []cell{
		{partial(name), look.style(theme.Accent)},
		{significant(exact, 8), plain},
		{strconv.FormatFloat(numeric, 'g', 10, 64), plain},
		{significant(off, 2), look.style(theme.Muted)},
	}
	if s.Problem != nil {
		row[1].text, row[3].text = "–", "–"
	}
	return row
}

// fitting is the first of several forms that fits into the width, "" if none does:
// numbers are never cut.
func fitting(forms []string, width int) string {
	for _, text := range forms {
		if screen.Width(text) <= width {
			return text
		}
	}
	return ""
}

// figures is how many of the figures of an operand are written; results have one
// less, so that they come out of what is written.
const figures = 6

// workedLine is a line in a long form and in shorter ones.
type workedLine struct {
	forms []string
	live  bool // it goes with the direction that turns
}

// workedGradient returns lines of what is made of the partial derivatives.
func workedGradient(g *experiment.Gradient) []workedLine {
	s, u := g.Slopes(), g.Direction()
	gx, gy := significant(s.Gradient[0], figures), significant(s.Gradient[1], figures)
	norm := significant(s.Norm, figures-1)
	degrees := strconv.Itoa(g.Angle()) + "°"
	cos, sin := significant(u[0], figures), significant(u[1], figures)
	along, sum := product(s.Gradient, u), twoProducts(gx, cos, gy, sin)
	lines := []workedLine{
		{forms: []string{"‖∇f‖ = √(" + squared(gx) + " + " + squared(gy) + ") = " + norm, "‖∇f‖ = " + norm}},
		{live: true, forms: []string{
			"D_u f = ∇f·u = " + sum + " = " + along, "D_u f = " + sum + " = " + along,
			"D_u f = ∇f·u = " + along, "D_u f = " + along,
		}},
		{live: true, forms: []string{
			"u = (cos " + degrees + ", sin " + degrees + ") = (" + cos + ", " + sin + ")",
			"u = (" + cos + ", " + sin + ")",
		}},
	}
	if s.Points() {
		lines = append(lines, workedTangent(s, gx, gy)...)
	}
	h := s.Hessian
	second := func(i int) string { return significant(h[i], figures-1) }
	return append(lines, workedLine{forms: []string{
		"H = ((" + second(0) + ", " + second(1) + "), (" + second(2) + ", " + second(3) + "))",
	}})
}

// workedTangent shows that the contour is square to the gradient, and where that
// points.
func workedTangent(s *experiment.Slopes, gx, gy string) []workedLine {
	t := s.Tangent()
	tx, ty := significant(t[0], figures), significant(t[1], figures)
	up := significant(s.GradientAngle(), figures-2) + "°"
	none := product(s.Gradient, t)
	return []workedLine{
		{forms: []string{"t = (" + tx + ", " + ty + ")", "t = (" + significant(t[0], 4) + ", " + significant(t[1], 4) + ")"}},
		{forms: []string{"∇f·t = " + twoProducts(gx, tx, gy, ty) + " = " + none, "∇f·t = " + none}},
		{forms: []string{"∠∇f = " + up + ": D_u f = ‖∇f‖·cos(θ − " + up + ")", "∠∇f = " + up}},
	}
}

// product is a·b to the fourth place after the first figure of its larger part:
// what is far below that is what rounding has left.
func product(a, b [2]float64) string {
	parts := [2]float64{a[0] * b[0], a[1] * b[1]}
	most := max(math.Abs(parts[0]), math.Abs(parts[1]))
	sum := parts[0] + parts[1]
	if most == 0 || math.IsInf(most, 0) || math.IsNaN(most) {
		return significant(sum, figures-1)
	}
	places := figures - 2 - int(math.Floor(math.Log10(most)))
	if places < 0 || places > 12 {
		unit := math.Pow(10, float64(-places))
		return significant(math.Round(sum/unit)*unit, figures-1)
	}
	return rounded(sum, places)
}

// twoProducts writes a·b + c·d.
func twoProducts(a, b, c, d string) string {
	sign := " + "
	if c[0] == '-' {
		sign, c = " − ", c[1:]
	}
	return a + "·" + enclosed(b) + sign + c + "·" + enclosed(d)
}

// squared writes a square.
func squared(a string) string { return enclosed(a) + "²" }

// enclosed writes parentheses around what is negative.
func enclosed(a string) string {
	if a[0] == '-' {
		return "(" + a + ")"
	}
	return a
}

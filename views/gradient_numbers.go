package views

import (
	"math"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// GradientNumbers writes out the derivatives at the point and what is made of
// them, each so that it can be worked out again from what is on the screen. It keeps
// the memory it draws with.
type GradientNumbers struct{ table table }

// Draw fills the box.
func (v *GradientNumbers) Draw(box screen.Box, look Look, g *experiment.Gradient) {
	s := g.Slopes()
	x, y := coordinates(look, g)
	value := look.join(pointText(look, x, y), " = ", look.significant(s.Value, 8))
	box.TextFit(2, 0, box.Width()-2, value, look.style(theme.Text).With(screen.Bold))
	v.write(look, g, box.Width())
	v.table.draw(box.Sub(0, 1, box.Width(), 3), look)
	rest := box.Sub(2, 4, box.Width()-2, box.Height()-4)
	if s.Problem != nil {
		for i, line := range wrap(look.Words.Error(s.Problem), rest.Width()) {
			rest.Text(0, i, line, look.style(theme.Bad))
		}
		return
	}
	for i, line := range workedGradient(look, g) {
		style := look.style(theme.Text)
		if line.live {
			style = look.style(theme.Accent)
		}
		if i >= rest.Height() {
			return
		}
		word := look.Words.T(line.id)
		room := rest.Width() - wordApart - screen.Width(word)
		text := fitting(line.forms[:line.full], room)
		if text == "" {
			text = fitting(line.forms, rest.Width())
		}
		if x := rest.Text(0, i, text, style); 0 < x && x <= room {
			rest.Text(x+wordApart, i, word, look.style(theme.Muted))
		}
	}
}

// wordApart is how far from a line the word stands that tells what it is.
const wordApart = 3

// The partial derivatives are written with so many figures, for their difference
// to be seen, or with as many less as leave room for all columns.
const (
	partialFigures      = 15
	leastPartialFigures = 8
)

// write makes the table of the partial derivatives, exact and by central differences.
func (v *GradientNumbers) write(look Look, g *experiment.Gradient, width int) {
	t := &v.table
	for figures := partialFigures; figures >= leastPartialFigures; figures-- {
		t.begin(
			column{},
			column{heading: look.Words.T("gradient.exact"), right: true},
			column{heading: look.Words.T("gradient.numeric", "H", look.exact(experiment.DifferenceStep)), right: true},
			column{heading: look.Words.T("gradient.difference"), right: true},
		)
		for axis, name := range g.Terrain().Formula().Vars() {
			addPartial(t, look, g.Slopes(), axis, name, figures)
		}
		if _, shown := t.layout(width); shown == len(t.columns) {
			break
		}
	}
}

// addPartial adds the row of one partial derivative.
func addPartial(t *table, look Look, s *experiment.Slopes, axis int, name string, figures int) {
	plain := look.style(theme.Text)
	exact, numeric := s.Gradient[axis], s.Numeric[axis]
	off := math.Abs(numeric - exact)
	if exact != 0 {
		off /= math.Abs(exact)
	}
	t.add(
		cell{partial(look, name), look.style(theme.Accent)},
		cell{known(exact, look.significant(exact, figures)), plain},
		cell{known(numeric, look.significant(numeric, figures)), plain},
		cell{known(off, look.significant(off, 2)), look.style(theme.Muted)},
	)
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
// less, so that they come out of what is written. What results are worked out
// from again, the length of the gradient and its angle, has more.
const (
	figures       = 6
	normFigures   = figures + 1
	squareFigures = figures + 2
	angleFigures  = figures + 2
)

// workedLine is a line in a long form and in shorter ones.
type workedLine struct {
	id    string // of the word that tells what it is
	forms []string
	full  int  // how many of the forms are as good, to make room for the word
	live  bool // it goes with the direction that turns
}

// workedGradient returns lines of what is made of the partial derivatives.
func workedGradient(look Look, g *experiment.Gradient) []workedLine {
	s, u := g.Slopes(), g.Direction()
	gx, gy := look.significant(s.Gradient[0], figures), look.significant(s.Gradient[1], figures)
	norm := look.significant(s.Norm, normFigures)
	squares := func(figures int) string {
		return look.join(squared(look, look.significant(s.Gradient[0], figures)), " + ", squared(look, look.significant(s.Gradient[1], figures)))
	}
	degrees := look.join(look.whole(g.Angle()), "°")
	cos, sin := look.significant(u[0], figures), look.significant(u[1], figures)
	along, sum := product(look, s.Gradient, u), twoProducts(look, gx, cos, gy, sin)
	lines := []workedLine{
		{id: "gradient.norm", forms: []string{
			look.join("‖∇f‖ = √(", squares(squareFigures), ") = ", norm),
			look.join("‖∇f‖ = √(", squares(figures), ") = ", look.significant(s.Norm, figures-1)),
			look.join("‖∇f‖ = ", norm),
		}},
		{id: "gradient.slope-along", live: true, full: 2, forms: []string{
			look.join("D_u f = ∇f·u = ", sum, " = ", along), look.join("D_u f = ", sum, " = ", along),
			look.join("D_u f = ∇f·u = ", along), look.join("D_u f = ", along),
		}},
		{id: "gradient.direction", live: true, forms: []string{
			look.join("u = (cos ", degrees, ", sin ", degrees, ") = (", cos, ", ", sin, ")"),
			look.join("u = (", cos, ", ", sin, ")"),
		}},
	}
	if s.Points() {
		lines = append(lines, workedTangent(look, s, gx, gy)...)
	}
	h := s.Hessian
	second := func(i int) string { return look.significant(h[i], figures-1) }
	return append(lines, workedLine{id: "gradient.hessian", forms: []string{
		look.join("H = ((", second(0), ", ", second(1), "), (", second(2), ", ", second(3), "))"),
	}})
}

// workedTangent shows that the contour is square to the gradient, and where that
// points.
func workedTangent(look Look, s *experiment.Slopes, gx, gy string) []workedLine {
	t := s.Tangent()
	tx, ty := look.significant(t[0], figures), look.significant(t[1], figures)
	up := look.join(look.significant(s.GradientAngle(), angleFigures), "°")
	none := product(look, s.Gradient, t)
	return []workedLine{
		{id: "gradient.tangent", forms: []string{look.join("t = (", tx, ", ", ty, ")"), look.join("t = (", look.significant(t[0], 4), ", ", look.significant(t[1], 4), ")")}},
		{id: "gradient.square", forms: []string{look.join("∇f·t = ", twoProducts(look, gx, tx, gy, ty), " = ", none), look.join("∇f·t = ", none)}},
		{id: "gradient.angle", forms: []string{look.join("∠∇f = ", up, ": D_u f = ‖∇f‖·cos(θ − ", up, ")"), look.join("∠∇f = ", up)}},
	}
}

// product is a·b to the fourth place after the first figure of its larger part:
// what is far below that is what rounding has left.
func product(look Look, a, b [2]float64) string {
	parts := [2]float64{a[0] * b[0], a[1] * b[1]}
	most := max(math.Abs(parts[0]), math.Abs(parts[1]))
	sum := parts[0] + parts[1]
	if most == 0 || math.IsInf(most, 0) || math.IsNaN(most) {
		return look.significant(sum, figures-1)
	}
	places := figures - 2 - int(math.Floor(math.Log10(most)))
	if places < 0 || places > 12 {
		unit := math.Pow(10, float64(-places))
		return look.significant(math.Round(sum/unit)*unit, figures-1)
	}
	return look.rounded(sum, places)
}

// twoProducts writes a·b + c·d.
func twoProducts(look Look, a, b, c, d string) string {
	sign := " + "
	if c[0] == '-' {
		sign, c = " − ", c[1:]
	}
	return look.join(a, "·", look.enclose(b), sign, c, "·", look.enclose(d))
}

// squared writes a square.
func squared(look Look, a string) string { return look.join(look.enclose(a), "²") }

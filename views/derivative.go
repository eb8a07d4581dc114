package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/sim/landscape"
	"nabla/views/chart"
	"nabla/views/theme"
)

// The looks of a derivative's parts are those of series: each rule has that of
// its number, what is exact and the second derivative those after.
const (
	secondLook = experiment.Differences     // f″
	exactLook  = experiment.Differences + 1 // f′, the tangent, the point
)

// graphLeft is how many columns the labels of y take in both planes, so that
// they line up.
const graphLeft = 7

// Secant draws f with a point, a second point, the secant through both and the
// tangent, and works the slope out. It keeps the memory it draws with.
type Secant struct {
	plane  chart.Plane
	curves []chart.PlaneCurve
	lines  []chart.PlaneLine
	points []chart.PlanePoint
	origin Cell // of the box in the grid
}

// Draw fills the box.
func (v *Secant) Draw(box screen.Box, look Look, d *experiment.Derivative) {
	v.origin.X, v.origin.Y = box.Origin()
	lines := 0
	switch h := box.Height(); {
	case h >= 13:
		lines = 3
	case h >= 8:
		lines = 2
	case h >= 5:
		lines = 1
	}
	v.drawPlane(box.Sub(0, 0, box.Width(), box.Height()-lines), look, d)
	foot := box.Sub(0, box.Height()-lines, box.Width(), lines)
	for y, line := range workedSlope(look, d, box.Width()-2, lines) {
		foot.TextFit(1, y, box.Width()-2, line.text, line.style)
	}
}

func (v *Secant) drawPlane(box screen.Box, look Look, d *experiment.Derivative) {
	s, r, rule := d.Spot(), d.Rung(), d.Rule()
	formula := d.Curve().Formula()
	lo, hi := d.Domain()
	secant, exact := look.Theme.Series(int(rule)), look.Theme.Series(exactLook)
	v.curves = append(v.curves[:0], chart.PlaneCurve{F: formula.At, ID: formula.Text(), Style: look.style(theme.Text)})
	v.lines = append(v.lines[:0],
		chart.PlaneLine{X: s.X, Y: s.F, Slope: s.Slope, Style: exact, Dashed: true},
		chart.PlaneLine{X: s.X, Y: s.F, Slope: r.Slope[rule], Style: secant},
	)
	if rule == experiment.CentralDifference {
		v.lines[1].X, v.lines[1].Y = s.X+r.H, r.After
	}
	data := chart.PlaneData{
		X: chart.Range{Min: lo, Max: hi}, Curves: v.curves, Lines: v.lines, Upright: s.X, Left: graphLeft,
		XLabel: variable(d), Empty: look.Words.T("derivative.nothing"),
	}
	v.points = appendExtrema(v.points[:0], look, d, func(p landscape.Point) float64 { return p.F })
	mark := look.Theme.SeriesMark(int(rule))
	if rule != experiment.ForwardDifference {
		v.points = append(v.points, chart.PlanePoint{X: s.X - r.H, Y: r.Before, Mark: mark, Name: "Q", Style: secant})
	}
	if rule != experiment.BackwardDifference {
		name := "Q"
		if rule == experiment.CentralDifference {
			name = "R"
		}
		v.points = append(v.points, chart.PlanePoint{X: s.X + r.H, Y: r.After, Mark: mark, Name: name, Style: secant})
	}
	v.points = append(v.points, pointP(look, s.X, s.F, "P"))
	data.Points = v.points
	v.plane.Draw(box, look.Theme, data)
}

// pointP is the point at x, which is always the one that is found first.
func pointP(look Look, x, y float64, name string) chart.PlanePoint {
	return chart.PlanePoint{
		X: x, Y: y, Mark: look.Theme.SeriesMark(exactLook), Name: name,
		Style: look.Theme.Series(exactLook), Bold: true,
	}
}

// appendExtrema appends the points in which f′ is 0, at the height that y gives:
// where x slides, hollow ones until it has come by, then lit and named.
func appendExtrema(dst []chart.PlanePoint, look Look, d *experiment.Derivative, y func(landscape.Point) float64) []chart.PlanePoint {
	for _, p := range d.Points() {
		point := chart.PlanePoint{X: p.W, Y: y(p), Mark: look.Theme.SeriesMark(unlit), Style: look.style(theme.Muted)}
		switch {
		case !d.Slides() && p.Kink:
			point.Name = stationary(look, p)
		case !d.Slides():
			point.Name = "f′ = 0"
		case d.Passed(p.W, d.Slid()):
			point.Mark = look.Theme.SeriesMark(lit)
			point.Style = look.style(theme.Good).With(screen.Bold)
			point.Name = stationary(look, p)
		}
		dst = append(dst, point)
	}
	return dst
}

// The marks of an extremum before and after x has slid over it: ◇ and ◆.
const (
	unlit = 7
	lit   = 3
)

// stationary names what a stationary point is, in a word.
func stationary(look Look, p landscape.Point) string {
	switch {
	case p.Kink:
		return look.Words.T("derivative.corner")
	case p.Kind == landscape.Minimum:
		return look.Words.T("derivative.minimum")
	case p.Kind == landscape.Maximum:
		return look.Words.T("derivative.maximum")
	default:
		return look.Words.T("derivative.level")
	}
}

// variable is the name of the function's variable.
func variable(d *experiment.Derivative) string {
	if names := d.Curve().Formula().Vars(); len(names) > 0 {
		return names[0]
	}
	return "x"
}

// PointAt reports whether the point is drawn at most two columns from a cell of
// the box.
func (v *Secant) PointAt(x, y int, d *experiment.Derivative) bool {
	return pointAt(v.plane.Plot(), v.origin, x, y, d.X())
}

// ValueAt returns the x that a column of the box stands for, rounded to
// a thousandth of the range: a number with few digits.
func (v *Secant) ValueAt(x int) float64 { return valueAt(v.plane.Plot(), v.origin, x) }

func pointAt(p chart.Plot, origin Cell, x, y int, at float64) bool {
	col, shown := p.Col(at)
	away := col - (x + origin.X)
	return shown && max(away, -away) <= 2 && p.Contains(x+origin.X, y+origin.Y)
}

func valueAt(p chart.Plot, origin Cell, x int) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(p.X.Max-p.X.Min))-2)
	w, err := strconv.ParseFloat(strconv.FormatFloat(math.Round(p.XAt(x+origin.X)/unit)*unit, 'g', 6, 64), 64)
	if err != nil {
		return 0
	}
	return w
}

// workedSlope is the slope of the secant worked out in so many lines, each in
// the longest form that the width takes; numbers are never cut. Where there is
// no f′ the reason comes first.
func workedSlope(look Look, d *experiment.Derivative, width, lines int) []cell {
	if s := d.Spot(); s.Problem != nil {
		texts := wrap(look.Words.Message(experiment.NoDerivative{X: s.X, Err: s.Problem}), width)
		all := make([]cell, 0, len(texts)+1)
		for _, text := range texts {
			all = append(all, cell{text, look.style(theme.Bad)})
		}
		all = append(all, quotient(look, d, width))
		return all[:min(lines, len(all))]
	}
	all := []cell{remark(look, d, width), rise(look, d, width), quotient(look, d, width)}
	return all[len(all)-lines:]
}

// remark is where the point is and what is done there or, where there is more
// to say than that, what is remarkable.
func remark(look Look, d *experiment.Derivative, width int) cell {
	s, r, name := d.Spot(), d.Rung(), variable(d)
	h := distance(look, r.H, s.Rungs[0].H)
	if decimal := look.significant(r.H, 6); decimal != h {
		h = look.join(h, " ≈ ", decimal)
	}
	here := look.join(name, " = ", look.significant(s.X, 6), "  h = ", h)
	if s.X+r.H == s.X {
		lost := look.Words.T("derivative.lost", "X", name)
		return cell{longest(width, look.join(here, "  ", lost), lost), look.style(theme.Warn)}
	}
	if p, ok := d.Latest(); ok {
		found := look.Words.T("derivative.found", "Kind", stationary(look, p), "X", look.significant(p.W, 6))
		return cell{longest(width, look.join(here, "  ", found), found), look.style(theme.Good)}
	}
	return cell{longest(width, look.join(here, "  ", ruleFormula(look, d.Rule(), name)), here), look.style(theme.Muted)}
}

// ruleFormula writes a rule as a formula.
func ruleFormula(look Look, rule experiment.Difference, x string) string {
	switch rule {
	case experiment.BackwardDifference:
		return look.join("(f(", x, ") − f(", x, "−h))/h")
	case experiment.CentralDifference:
		return look.join("(f(", x, "+h) − f(", x, "−h))/2h")
	default:
		return look.join("(f(", x, "+h) − f(", x, "))/h")
	}
}

// ends are the two heights of the secant and the distance between their places.
func ends(d *experiment.Derivative) (from, to, run float64) {
	s, r := d.Spot(), d.Rung()
	switch d.Rule() {
	case experiment.BackwardDifference:
		return r.Before, s.F, r.H
	case experiment.CentralDifference:
		return r.Before, r.After, 2 * r.H
	default:
		return s.F, r.After, r.H
	}
}

// rise is Δy with both heights, to as many places as their difference needs.
func rise(look Look, d *experiment.Derivative, width int) cell {
	from, to, _ := ends(d)
	forms := make([]string, 0, 5)
	for figures := 6; figures > 2; figures-- {
		places := 16
		if e := math.Floor(math.Log10(math.Abs(to - from))); to != from && !math.IsNaN(e) && !math.IsInf(e, 0) {
			places = min(max(figures-1-int(e), figures-2), 20)
		}
		by := look.significant(to-from, figures)
		for range mostExtra {
			if look.significant(printed(look.rounded(to, places))-printed(look.rounded(from, places)), figures) == by {
				break
			}
			places++
		}
		forms = append(forms, look.join("Δy = ", look.rounded(to, places), " − ", operand(look, from, places), " = ", by))
	}
	forms = append(forms, look.join("Δy = ", look.significant(to-from, 6)))
	return cell{longest(width, forms...), look.style(theme.Text)}
}

// operand writes a number that stands after a sign.
func operand(look Look, x float64, places int) string {
	text := look.rounded(x, places)
	if x < 0 {
		return look.join("(", text, ")")
	}
	return text
}

// quotient is Δy/Δx and, where there is room, f′ and the error.
func quotient(look Look, d *experiment.Derivative, width int) cell {
	from, to, run := ends(d)
	s, r, rule := d.Spot(), d.Rung(), d.Rule()
	slope := func(figures int) string {
		return look.join(
			"Δy/Δx = ", look.significant(to-from, figures+1), "/", look.significant(run, figures+1),
			" = ", look.significant(r.Slope[rule], figures),
		)
	}
	exact := look.join("  f′ = ", look.significant(s.Slope, 5))
	forms := []string{
		look.join(slope(5), exact, "  ", look.Words.T("derivative.error", "Error", look.significant(r.Error[rule], 3))),
		look.join(slope(5), exact), slope(5), slope(4), slope(3), look.join("Δy/Δx = ", look.significant(r.Slope[rule], 5)),
	}
	if s.Problem != nil {
		forms = forms[2:]
	}
	return cell{longest(width, forms...), look.Theme.Series(int(rule))}
}

// longest returns the first of the texts that fits, else the last.
func longest(width int, texts ...string) string {
	for _, text := range texts {
		if screen.Width(text) <= width {
			return text
		}
	}
	return texts[len(texts)-1]
}

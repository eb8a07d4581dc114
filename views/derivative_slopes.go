package views

import (
	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/sim/landscape"
	"nabla/views/chart"
)

// Slopes draws f′ below f, on the same x axis: with h shrinking all of it, and
// where the secant's slope stands beside it; with x sliding as far as x has
// come, and the secant's slope with it. It keeps the memory it draws with.
type Slopes struct {
	plane  chart.Plane
	curves []chart.PlaneCurve
	points []chart.PlanePoint
	origin Cell
}

// SlopesData is what [Slopes] draws.
type SlopesData struct {
	Derivative *experiment.Derivative
	Second     bool // f″ too
}

// Draw fills the box.
func (v *Slopes) Draw(box screen.Box, look Look, data SlopesData) {
	v.origin.X, v.origin.Y = box.Origin()
	d := data.Derivative
	s, rule := d.Spot(), d.Rule()
	formula := d.Curve().Formula().Text()
	lo, hi := d.Domain()
	shown := func(x float64) bool { return d.Passed(x, d.Slid()) }
	if !d.Slides() {
		shown = nil
	}
	plane := chart.PlaneData{
		X: chart.Range{Min: lo, Max: hi}, Hold: []float64{0}, Level: true, Left: graphLeft, Upright: s.X,
		XLabel: variable(d), Empty: look.Words.T("derivative.nothing"),
	}
	exact := chart.PlaneCurve{F: d.SlopeAt, ID: look.join(formula, " ′"), Style: look.Theme.Series(exactLook), Shown: shown}
	v.curves = v.curves[:0]
	if d.Slides() {
		v.curves = append(v.curves, chart.PlaneCurve{
			F: d.SecantAt, ID: look.join(formula, " ", rule.String(), " ", look.exact(d.Rung().H)), Style: look.Theme.Series(int(rule)), Dashed: true, Shown: shown,
		})
	}
	v.curves = append(v.curves, exact)
	if data.Second {
		v.curves = append(v.curves, chart.PlaneCurve{
			F: d.CurvatureAt, ID: look.join(formula, " ″"), Style: look.Theme.Series(secondLook), Dashed: true, Shown: shown,
		})
	}
	v.points = appendExtrema(v.points[:0], look, d, func(landscape.Point) float64 { return 0 })
	for i := range v.points {
		v.points[i].Name = "" // f above has the names
	}
	v.points = append(v.points,
		chart.PlanePoint{X: s.X, Y: d.Rung().Slope[rule], Mark: look.Theme.SeriesMark(int(rule)), Name: "Δy/Δx", Style: look.Theme.Series(int(rule))},
		pointP(look, s.X, s.Slope, "f′"))
	plane.Curves, plane.Points = v.curves, v.points
	v.plane.Draw(box, look.Theme, plane)
}

// PointAt and ValueAt are those of [Secant].
func (v *Slopes) PointAt(x, y int, d *experiment.Derivative) bool {
	return pointAt(v.plane.Plot(), v.origin, x, y, d.X())
}

// ValueAt is that of [Secant].
func (v *Slopes) ValueAt(x int) float64 { return valueAt(v.plane.Plot(), v.origin, x) }

package views

import (
	"math"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// drawCurves draws f with its point and, once f′ stands, f′ and the tangent; what
// is what stands above.
func (v *RuleAtWork) drawCurves(box screen.Box, look Look, r *experiment.Rules) {
	lo, hi := r.Domain()
	id, c := r.Formula().Text(), r.Check()
	f, slope, tangent := look.Theme.Series(0), look.Theme.Series(1), look.style(theme.Text)
	zero := [1]float64{}
	stands := func(float64) bool { return r.Finished() }
	v.curves = append(v.curves[:0],
		chart.PlaneCurve{F: r.SlopeAt, ID: look.join(id, " ′"), Style: slope, Shown: stands, Dashed: true},
		chart.PlaneCurve{F: r.Formula().At, ID: id, Style: f},
	)
	v.points = v.points[:0]
	x := 1 + write(box, 1, look.runed(look.Theme.SeriesMark(0), " f"), f)
	if r.Finished() && c.Problem == nil {
		reach := (hi - lo) / 8
		v.curves = append(v.curves, chart.PlaneCurve{
			F: func(x float64) float64 {
				if math.Abs(x-r.X()) > reach {
					return math.NaN()
				}
				return c.F + float64(c.Dual*(x-r.X()))
			},
			ID: look.join(id, " at ", look.exact(r.X())), Style: tangent, Aside: true,
		})
		v.points = append(v.points, chart.PlanePoint{X: r.X(), Y: c.Dual, Mark: look.Theme.SeriesMark(1), Style: slope})
		x = write(box, x+2, look.runed(look.Theme.SeriesMark(1), " f′"), slope)
		box.TextFit(x+3, 0, box.Width()-x-4, look.Words.T("rules.tangent", "Slope", look.significant(c.Dual, 5)), tangent)
	}
	v.points = append(v.points, chart.PlanePoint{X: r.X(), Y: c.F, Mark: look.Theme.SeriesMark(0), Style: f})
	v.plane.Draw(box.Sub(0, 1, box.Width(), box.Height()-1), look.Theme, chart.PlaneData{
		X: chart.Range{Min: lo, Max: hi}, Hold: zero[:], Level: true, Upright: r.X(), XLabel: r.Variable(),
		Curves: v.curves, Points: v.points, Empty: look.Words.T("rules.nothing"),
	})
}

// PointAt reports whether the point is drawn at most two columns from a cell of
// the box.
func (v *RuleAtWork) PointAt(x, y int, r *experiment.Rules) bool {
	return pointAt(v.plane.Plot(), v.origin, x, y, r.X())
}

// ValueAt returns the x that a column of the box stands for, rounded to
// a thousandth of the range.
func (v *RuleAtWork) ValueAt(x int) float64 { return valueAt(v.plane.Plot(), v.origin, x) }

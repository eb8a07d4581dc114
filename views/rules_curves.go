package views

import (
	"fmt"
	"math"
	"slices"

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
	stands := func(float64) bool { return r.Finished() }
	data := chart.PlaneData{
		X: chart.Range{Min: lo, Max: hi}, Hold: []float64{0}, Level: true, Upright: r.X(), XLabel: r.Variable(),
		Curves: []chart.PlaneCurve{
			{F: r.SlopeAt, ID: id + " ′", Style: slope, Shown: stands, Dashed: true},
			{F: r.Formula().At, ID: id, Style: f},
		},
		Points: []chart.PlanePoint{{X: r.X(), Y: c.F, Mark: look.Theme.SeriesMark(0), Style: f}},
		Empty:  look.Words.T("rules.nothing"),
	}
	x := 1 + write(box, 1, string(look.Theme.SeriesMark(0))+" f", f)
	if r.Finished() && c.Problem == nil {
		reach := (hi - lo) / 8
		data.Curves = append(data.Curves, chart.PlaneCurve{
			F: func(x float64) float64 {
				if math.Abs(x-r.X()) > reach {
					return math.NaN()
				}
				return c.F + float64(c.Dual*(x-r.X()))
			},
			ID: fmt.Sprint(id, " at ", r.X()), Style: tangent, Aside: true,
		})
		data.Points = slices.Insert(data.Points, 0, chart.PlanePoint{X: r.X(), Y: c.Dual, Mark: look.Theme.SeriesMark(1), Style: slope})
		x = write(box, x+2, string(look.Theme.SeriesMark(1))+" f′", slope)
		box.TextFit(x+3, 0, box.Width()-x-4, look.Words.T("rules.tangent", "Slope", look.significant(c.Dual, 5)), tangent)
	}
	v.plane.Draw(box.Sub(0, 1, box.Width(), box.Height()-1), look.Theme, data)
}

// PointAt reports whether the point is drawn at most two columns from a cell of
// the box.
func (v *RuleAtWork) PointAt(x, y int, r *experiment.Rules) bool {
	return pointAt(v.plane.Plot(), v.origin, x, y, r.X())
}

// ValueAt returns the x that a column of the box stands for, rounded to
// a thousandth of the range.
func (v *RuleAtWork) ValueAt(x int) float64 { return valueAt(v.plane.Plot(), v.origin, x) }

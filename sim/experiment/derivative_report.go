package experiment

import "math"

// DerivativeReport is what one step of a derivative reports. What has no value
// is NaN.
type DerivativeReport struct {
	X      float64 `json:"x"`
	H      float64 `json:"h"`
	Secant float64 `json:"secant"` // Δy/Δx by the rule
	Exact  float64 `json:"exact"`  // f′(x)
	Error  float64 `json:"error"`  // Secant − Exact, with its sign

	Rule   string  `json:"rule"`
	F      float64 `json:"f"`        // f(x)
	Before float64 `json:"f_before"` // f(x−h)
	After  float64 `json:"f_after"`  // f(x+h)
	Second float64 `json:"second"`   // f″(x)

	ForwardError  float64 `json:"error_forward"`
	BackwardError float64 `json:"error_backward"`
	CentralError  float64 `json:"error_central"`

	Extrema  int     `json:"extrema"`    // how many x has slid over
	Extremum float64 `json:"extremum_x"` // where the last of them is
	Problem  string  `json:"problem"`    // why there is no f′(x), empty where there is
}

// Report returns a [DerivativeReport].
func (d *Derivative) Report() any {
	s, r := d.Spot(), d.Rung()
	report := DerivativeReport{
		X: s.X, H: r.H, Secant: r.Slope[d.rule], Exact: s.Slope, Error: r.Error[d.rule],
		Rule: d.rule.String(), F: s.F, Before: r.Before, After: r.After, Second: s.Curvature,
		ForwardError: r.Error[ForwardDifference], BackwardError: r.Error[BackwardDifference], CentralError: r.Error[CentralDifference],
		Extremum: math.NaN(),
	}
	report.Extrema = len(d.passed(d.Slid()))
	if p, ok := d.Latest(); ok {
		report.Extremum = p.W
	}
	if s.Problem != nil {
		report.Problem = s.Problem.Error()
	}
	return report
}

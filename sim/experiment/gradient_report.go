package experiment

import "nabla/sim/minimizer"

// GradientReport is what one step reports. Angles are in degrees. Where there is
// no gradient, it and all that is made of it is NaN.
type GradientReport struct {
	X             float64     `json:"x"`
	Y             float64     `json:"y"`
	Value         float64     `json:"value"`
	Gradient      []float64   `json:"gradient"`
	Numeric       []float64   `json:"numeric"` // central differences
	H             float64     `json:"h"`       // of the central differences
	Norm          float64     `json:"norm"`
	GradientAngle float64     `json:"gradient_angle"`
	Angle         int         `json:"angle"`
	Direction     []float64   `json:"direction"`
	SlopeAlong    float64     `json:"slope_along"`
	Tangent       []float64   `json:"tangent"`
	Product       float64     `json:"tangent_product"` // ∇f·tangent
	Hessian       [][]float64 `json:"hessian"`
	Problem       string      `json:"problem"` // why there is no derivative
}

// Report returns a [GradientReport].
func (g *Gradient) Report() any { return g.report() }

func (g *Gradient) report() GradientReport {
	s, u := g.slopes, g.Direction()
	tangent := s.Tangent()
	r := GradientReport{
		X: g.at[0], Y: g.at[1], Value: s.Value, Gradient: s.Gradient[:], Numeric: s.Numeric[:], H: DifferenceStep,
		Norm: s.Norm, GradientAngle: s.GradientAngle(), Angle: g.angle, Direction: u[:], SlopeAlong: s.Along(u),
		Tangent: tangent[:], Product: minimizer.Dot(s.Gradient, tangent), Hessian: [][]float64{s.Hessian[:2], s.Hessian[2:]},
	}
	if s.Problem != nil {
		r.Problem = s.Problem.Error()
	}
	return r
}

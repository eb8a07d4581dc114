package experiment

import (
	"nabla/sim/elementary"
)

// The families of curves that are fitted.
const (
	curveLine      = "line"
	curveQuadratic = "quadratic"
	curveCubic     = "cubic"
	curveSine      = "sine"
	curveLogistic  = "logistic"
)

// maxTheta is the largest number of parameters of a curve.
const maxTheta = 4

// Theta is the parameters of a curve, in the order of [Fit.Names]; those that
// the curve does not have are 0.
type Theta [maxTheta]float64

// fitCurve is a family of curves ŷ = c(x).
type fitCurve struct {
	name  string
	names []string // of the parameters
	text  string   // of the formula
	start Theta    // unless another is asked for
}

// fitCurves are the families, by rising difficulty.
func fitCurves() []fitCurve {
	return []fitCurve{
		{name: curveLine, names: []string{"w", "b"}, text: "w·x + b"},
		{name: curveQuadratic, names: []string{"a", "b", "c"}, text: "a·x² + b·x + c"},
		{name: curveCubic, names: []string{"a", "b", "c", "d"}, text: "a·x³ + b·x² + c·x + d"},
		// With a = 0 no slope would lead to ω and φ.
		{name: curveSine, names: []string{"a", "ω", "φ", "c"}, text: "a·sin(ω·x + φ) + c", start: Theta{1, 1, 0, 0}},
		{name: curveLogistic, names: []string{"w", "b"}, text: "σ(w·x + b)"},
	}
}

func fitCurveNames() []string {
	curves := fitCurves()
	names := make([]string, len(curves))
	for i := range curves {
		names[i] = curves[i].name
	}
	return names
}

// findFitCurve returns the family of a name that the parameter curve accepts.
func findFitCurve(name string) fitCurve {
	for _, c := range fitCurves() {
		if c.name == name {
			return c
		}
	}
	panic("experiment: no curve is called " + name)
}

func aboutFitCurve(name string) string { return "ŷ = " + findFitCurve(name).text }

// linear reports whether ŷ is a sum of the parameters, each times a function of x.
func (c *fitCurve) linear() bool { return c.name != curveSine && c.name != curveLogistic }

// at returns ŷ and its slopes ∂ŷ/∂θ at x. Of the logistic curve it is with logit
// set not ŷ but what it is σ of, as the cross-entropy is computed.
func (c *fitCurve) at(theta *Theta, x float64, logit bool) (y float64, slopes Theta) {
	switch c.name {
	case curveSine:
		sin, cos := elementary.Sincos(float64(theta[1]*x) + theta[2])
		pull := theta[0] * cos
		return float64(theta[0]*sin) + theta[3], Theta{sin, pull * x, pull, 1}
	case curveLogistic:
		z := float64(theta[0]*x) + theta[1]
		if logit {
			return z, Theta{x, 1}
		}
		s, slope := elementary.SigmoidSlope(z)
		return s, Theta{slope * x, slope}
	case curveQuadratic:
		slopes = Theta{x * x, x, 1}
	case curveCubic:
		slopes = Theta{x * x * x, x * x, x, 1}
	default:
		slopes = Theta{x, 1}
	}
	for j := range c.names {
		y += float64(theta[j] * slopes[j])
	}
	return y, slopes
}

// only is ŷ alone, or what it is σ of.
func (c *fitCurve) only(theta *Theta, x float64, logit bool) float64 {
	switch c.name {
	case curveSine:
		return float64(theta[0]*elementary.Sin(float64(theta[1]*x)+theta[2])) + theta[3]
	case curveLogistic:
		z := float64(theta[0]*x) + theta[1]
		if logit {
			return z
		}
		return elementary.Sigmoid(z)
	}
	y := theta[0]
	for _, a := range theta[1:len(c.names)] {
		y = float64(y*x) + a
	}
	return y
}

package experiment

import (
	"math"

	"nabla/sim/calculus"
	"nabla/sim/elementary"
	"nabla/sim/minimizer"
)

// DifferenceStep is the h of the central differences that stand beside the exact
// derivatives. It is near the third root of a float64's precision, where their
// two errors, of the formula and of rounding, are about equal.
const DifferenceStep = 1e-5

// Slopes is what there is to know of a surface about one point.
type Slopes struct {
	Value    float64
	Gradient [2]float64 // NaN where there is none, as what is made of it
	Numeric  [2]float64 // by central differences with h = DifferenceStep
	Norm     float64    // ‖∇f‖
	Hessian  [4]float64 // f_xx, f_xy, f_yx, f_yy
	Problem  error      // why there is no derivative, nil where there is one

	rounding float64 // a norm that is 0 but for rounding
}

// Level reports whether the surface is level at the point: no direction leads
// uphill. What the gradient is then, if not 0, moving the point by less than the
// distance from one float64 to the next could make up for.
func (s *Slopes) Level() bool { return s.Norm <= s.rounding }

// Points reports whether the gradient is there and points somewhere.
func (s *Slopes) Points() bool { return s.Norm > s.rounding && finite(s.Norm) }

// Kind tells what a level place is from the signs of the curvatures there, those
// of the eigenvalues of the Hessian. ok is false where one of them is 0, or not a
// number: they do not decide.
func (s *Slopes) Kind() (kind LevelKind, ok bool) {
	h := s.Hessian
	det := float64(h[0]*h[3]) - float64(h[1]*h[2])
	switch {
	case det < 0:
		return Saddle, true
	case det > 0 && h[0] > 0:
		return Hollow, true
	case det > 0 && h[0] < 0:
		return Summit, true
	}
	return 0, false
}

// LevelKind is a kind of level place.
type LevelKind int

// The kinds of level places.
const (
	Hollow LevelKind = iota // a minimum
	Summit                  // a maximum
	Saddle
)

// Tangent is the direction of the contour through the point, a quarter turn to
// the left of the gradient; NaN where the gradient points nowhere.
func (s *Slopes) Tangent() [2]float64 {
	if !s.Points() {
		return [2]float64{math.NaN(), math.NaN()}
	}
	return [2]float64{-s.Gradient[1]/s.Norm + 0, s.Gradient[0]/s.Norm + 0} // + 0: no −0
}

// Along is the slope along a direction of length 1.
func (s *Slopes) Along(u [2]float64) float64 { return minimizer.Dot(s.Gradient, u) }

// GradientAngle returns the direction of the gradient in degrees, from 0 to
// below 360; NaN where it points nowhere.
func (s *Slopes) GradientAngle() float64 {
	if !s.Points() {
		return math.NaN()
	}
	x, y := s.Gradient[0], s.Gradient[1]
	degrees := float64(elementary.Atan(math.Abs(y)/math.Abs(x)) * (180 / math.Pi))
	switch {
	case x < 0 && y < 0:
		return 180 + degrees
	case x < 0:
		return 180 - degrees
	case y < 0:
		return math.Mod(360-degrees, 360)
	}
	return degrees
}

// look finds out about the present point.
func (g *Gradient) look() {
	f, s := g.terrain.Formula(), &g.slopes
	s.Value = f.Gradient(g.at[:], s.Gradient[:])
	f.Hessian(g.at[:], s.Hessian[:])
	for i := range g.at {
		s.Numeric[i] = central(f, g.at, i)
	}
	if s.Problem = f.Check(g.at[:]); s.Problem != nil {
		none := math.NaN()
		s.Gradient, s.Hessian = [2]float64{none, none}, [4]float64{none, none, none, none}
	}
	s.Norm = minimizer.Length(s.Gradient)
	const ulp = 1. / (1 << 52)
	curved := minimizer.Length([2]float64{minimizer.Length([2]float64(s.Hessian[:2])), minimizer.Length([2]float64(s.Hessian[2:]))})
	if s.rounding = 2 * ulp * max(math.Abs(g.at[0]), math.Abs(g.at[1])) * curved; !finite(s.rounding) {
		s.rounding = 0
	}
}

// central is the central difference along one of the axes. It divides by the
// distance that there is between the two points after rounding.
func central(f *calculus.Formula, at [2]float64, axis int) float64 {
	before, after := at, at
	before[axis] -= DifferenceStep
	after[axis] += DifferenceStep
	return (f.Eval(after[:]) - f.Eval(before[:])) / (after[axis] - before[axis])
}

// Sides returns the slopes to both sides along an axis, by one-sided differences
// with h = [DifferenceStep]: where f has a kink, they differ.
func (g *Gradient) Sides(axis int) (before, after float64) {
	f, left, right := g.terrain.Formula(), g.at, g.at
	left[axis] -= DifferenceStep
	right[axis] += DifferenceStep
	here := f.Eval(g.at[:])
	return (here - f.Eval(left[:])) / (g.at[axis] - left[axis]), (f.Eval(right[:]) - here) / (right[axis] - g.at[axis])
}

package experiment

import (
	"math"

	"nabla/sim/calculus"
)

// slopeAt returns f′(x) of a formula of at most one variable, as a chart draws it:
// NaN where there is none.
func slopeAt(f *calculus.Formula, x float64) float64 {
	if problem(f, x) != nil {
		return math.NaN()
	}
	_, slope := f.Slope(x)
	return slope
}

// centralSlope is the central difference with h = [DifferenceStep], divided by the
// distance that the two points have in float64.
func centralSlope(f *calculus.Formula, x float64) float64 {
	before, after := x-DifferenceStep, x+DifferenceStep
	return (f.At(after) - f.At(before)) / (after - before)
}

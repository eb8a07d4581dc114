package experiment

import "nabla/sim/calculus"

// centralSlope is the central difference with h = [DifferenceStep], divided by the
// distance that the two points have in float64.
func centralSlope(f *calculus.Formula, x float64) float64 {
	before, after := x-DifferenceStep, x+DifferenceStep
	return (f.At(after) - f.At(before)) / (after - before)
}

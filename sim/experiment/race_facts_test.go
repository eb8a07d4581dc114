package experiment_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// The published minima and saddles of the usual test functions, to as many digits as
// they are published with. BFGS comes down into the minimum, Newton's method goes to
// whatever stationary point is near: a saddle is one that it is stuck at.
func TestRacePublishedPoints(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		f       string
		x, y, v float64
		saddle  bool
	}{
		{"rosenbrock", 1, 1, 0, false},
		{"himmelblau", 3, 2, 0, false},
		{"himmelblau", -2.805118, 3.131313, 0, false},
		{"himmelblau", -3.779310, -3.283186, 0, false},
		{"himmelblau", 3.584428, -1.848127, 0, false},
		{"himmelblau", 3.385154, 0.073852, 13.311926, true},
		{"himmelblau", 0.086678, 2.884255, 67.719150, true},
		{"beale", 3, 0.5, 0, false},
		{"beale", 0, 1, 14.203125, true},
		{"booth", 1, 3, 0, false},
		{"matyas", 0, 0, 0, false},
		{"styblinski-tang", -2.903534, -2.903534, -78.33233141, false},
		{"goldstein-price", 0, -1, 3, false},
		{"goldstein-price", -0.6, -0.4, 30, false},
		{"goldstein-price", 1.8, 0.2, 84, false},
		{"goldstein-price", 1.2, 0.8, 840, false},
		{"six-hump-camel", 0.089842, -0.712656, -1.0316284535, false},
		{"six-hump-camel", -0.089842, 0.712656, -1.0316284535, false},
		{"three-hump-camel", 0, 0, 0, false},
		{"three-hump-camel", 1.747552, -0.873776, 0.2986384, false},
		{"three-hump-camel", -1.747552, 0.873776, 0.2986384, false},
		{"rastrigin", 0, 0, 0, false},
		{"branin", -math.Pi, 12.275, 0.3978873577, false},
		{"branin", math.Pi, 2.275, 0.3978873577, false},
		{"branin", 9.424778, 2.475, 0.3978873577, false},
		{"mccormick", -0.547198, -1.547198, -1.91322295, false},
		{"x^2 - y^2", 0, 0, 0, true},
	} {
		method, outcome, place := "bfgs", sim.Converged, "minimum"
		if test.saddle {
			method, outcome, place = "newton", sim.Stuck, "saddle"
		}
		start := fmt.Sprintf("%v,%v", test.x+0.02, test.y-0.015)
		r := advance(race(t, "f", test.f, "start", start, "optimizers", method), 200).Report().(experiment.RaceReport).Runs[0]
		off := max(math.Abs(r.X[0]-test.x), math.Abs(r.X[1]-test.y))
		if !(off <= 1e-5) || !(math.Abs(r.F-test.v) <= 1e-5) || r.Status != outcome.String() || !strings.Contains(r.Reason, place) {
			t.Errorf("%s from %s: (%v, %v), f = %v, %s: %s; want %s (%v, %v), %v", test.f, start, r.X[0], r.X[1], r.F, r.Status, r.Reason, place, test.x, test.y, test.v)
		}
	}
}

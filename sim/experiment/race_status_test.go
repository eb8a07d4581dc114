package experiment_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/sim/landscape"
)

func TestRaceOutcomes(t *testing.T) {
	for _, test := range []struct {
		name    string
		changes []string
		steps   int
		want    sim.Outcome
		reason  string
	}{
		{"below 2/λmax it arrives", []string{"f", "ravine", "optimizers", "sgd(lr=0.0198)"}, 2500, sim.Converged, "global minimum (0, 0), f = 0"},
		{"above, that is certain at once", []string{"f", "ravine", "optimizers", "sgd(lr=0.021)"}, 1, sim.Diverged, "step size too large: each overshoots ×1.1"},
		{"but not where nothing pulls that way", []string{"f", "ravine", "start", "8,0", "optimizers", "sgd(lr=0.021)"}, 2500, sim.Running, ""},
		{"at 2/λmax it zigzags for ever", []string{"f", "x^2 + y^2", "start", "3,2", "optimizers", "sgd(lr=1)"}, 500, sim.Zigzagging, ""},
		{"momentum is stable for twice as much", []string{"f", "ravine", "optimizers", "momentum(lr=0.037)"}, 3000, sim.Converged, "global minimum (0, 0), f = 0"},
		{"up to (2+2β)/λmax", []string{"f", "ravine", "optimizers", "momentum(lr=0.039)"}, 1, sim.Diverged, "step size too large: each overshoots ×1.316"},
		{"nesterov for less", []string{"f", "ravine", "optimizers", "nesterov(lr=0.013)"}, 3000, sim.Converged, "global minimum (0, 0), f = 0"},
		{"than gradient descent", []string{"f", "ravine", "optimizers", "nesterov(lr=0.0136)"}, 1, sim.Diverged, "step size too large: each overshoots ×1.006"},
		{"a saddle without end", []string{"f", "saddle", "optimizers", "sgd(lr=0.1)"}, 1, sim.Diverged, "runs away: there is no end to the slope"},
		{"a slope without end", []string{"f", "x + y^2", "start", "1,1", "optimizers", "momentum(lr=0.1)"}, 1, sim.Diverged, "runs away: there is no end to the slope"},
		{"a saddle's ridge leads to it", []string{"f", "saddle", "start", "3,0", "optimizers", "sgd(lr=0.1)"}, 200, sim.Stuck, "saddle (0, 0), f = 0"},
		{"also if it lies across", []string{"f", "x*y", "start", "2,2", "optimizers", "sgd(lr=0.1)"}, 300, sim.Stuck, "saddle (0, 0), f = 0"},
		{"a summit", []string{"f", "3 - x^2 - y^2", "start", "0,0", "optimizers", "adam"}, 5, sim.Stuck, "maximum (0, 0), f = 3"},
		{"a constant", []string{"f", "3", "optimizers", "adam"}, 5, sim.Converged, "minimum (0, 0), f = 3"},
		{"a plateau", []string{"f", "1 - exp(-x^2 - y^2)", "start", "4,4", "optimizers", "sgd"}, 5, sim.Stuck, "its steps are too short to move it: ‖∇f‖ = 1.43e-13"},
		{"the tip of a cone", []string{"f", "ackley", "start", "0,0", "optimizers", "adam(lr=0.1)"}, 5, sim.Converged, "global minimum (0, 0), f = 0"},
		{"a hollow of many", []string{"f", "rastrigin", "start", "3.2,-2.3", "optimizers", "sgd(lr=0.001)"}, 200, sim.Converged, "local minimum (2.98486, -1.98991), f = 12.9344"},
		{"a formula that was typed", []string{"f", "(a - 2)^2 + (b + 1)^4 + (b + 1)^2", "optimizers", "sgd(lr=0.01)"}, 1500, sim.Converged, "minimum (2, -1), f = 0"},
		{"far out on a quartic", []string{"f", "rosenbrock", "optimizers", "sgd(lr=0.01)"}, 5, sim.Diverged, "a million times the range away"},
		{"at a pole", []string{"f", "1/x + y", "start", "0,0", "optimizers", "sgd"}, 0, sim.Diverged, "f(0, 0): column 2: 1/x is infinite here"},
		{"outside of the domain", []string{"f", "ln(x) + y", "start", "-1,0", "optimizers", "adam"}, 3, sim.Diverged, "f(-1, 0): column 1: ln(x) has no value here"},
		{"near is not there", []string{"f", "ravine", "start", "0.001,0", "optimizers", "sgd(lr=0.001)"}, 5, sim.Running, ""},
		{"passing through is not resting", []string{"f", "x^2 + y^2", "start", "1,1", "optimizers", "momentum(lr=0.5)"}, 1, sim.Running, ""},
		{"a fixed step never arrives", []string{"f", "|x| + |y|", "start", "1.05,0.3", "optimizers", "sgd(lr=0.1)"}, 200, sim.Zigzagging, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := advance(race(t, test.changes...), test.steps).Racers()[0]
			if got := b.Status(); got.Outcome != test.want || got.Text() != test.reason {
				t.Errorf("after %d steps at %v: %v, %q; want %v, %q", test.steps, b.At, got.Outcome, got.Text(), test.want, test.reason)
			}
		})
	}
}

// Where the Hessian does not tell what a level place is, or there is none, the
// values around it do, or it is said that nothing does.
func TestRaceLevelPlaces(t *testing.T) {
	const untold = "flat place (0, 0), f = 0; its curvature does not tell what it is"
	const corner = "f(0, 0): column 2: |x| has no derivative here"
	for _, test := range []struct {
		f, start, optimizer string
		steps               int
		want                sim.Outcome
		reason              string
	}{
		{"|x| + |y|", "1,1", "sgd(lr=0.25)", 10, sim.Converged, "minimum (0, 0), f = 0"},
		{"max(|x|, |y|)", "0,0", "sgd", 5, sim.Converged, "minimum (0, 0), f = 0"},
		{"|x|^3 + y^2", "0,0", "sgd", 5, sim.Converged, "minimum (0, 0), f = 0"},
		{"sqrt(x^2 + y^2)", "0,0", "sgd", 5, sim.Converged, "minimum (0, 0), f = 0"},
		{"sqrt((x - 1)^2 + (y + 0.3)^2) + 7", "1,-0.3", "adam", 5, sim.Converged, "minimum (1, -0.3), f = 7"},
		{"x^4 + y^4", "0,0", "sgd", 5, sim.Converged, "minimum (0, 0), f = 0"},
		{"(x - 1)^8 + (y + 2)^8 + 5", "1,-2", "sgd", 5, sim.Converged, "minimum (1, -2), f = 5"},
		{"y^2", "1,0", "sgd(lr=0.1)", 5, sim.Converged, "minimum (1, 0), f = 0"},
		{"y^2", "1,1", "sgd(lr=0.1)", 200, sim.Converged, "minimum (1, 0), f = 0"},
		{"|x| + y^2", "0,1", "momentum(lr=0.05)", 900, sim.Converged, "minimum (0, 0), f = 0"},
		{"(x*y - 1)^2", "2,0.5", "sgd", 5, sim.Converged, "minimum (2, 0.5), f = 0"},
		{"(x*y - 1)^2", "2,1", "sgd(lr=0.1)", 200, sim.Converged, "minimum (1.78674, 0.559679), f = 0"},
		{"relu(x) + relu(y)", "-1,-1", "sgd", 5, sim.Converged, "minimum (-1, -1), f = 0"},
		{"-x^4 - y^4 + 1", "0,0", "sgd", 5, sim.Stuck, "maximum (0, 0), f = 1"},
		{"x^3 + y^3", "0,0", "sgd", 5, sim.Stuck, untold},
		{"x^3 - 3x*y^2", "0,0", "sgd", 5, sim.Stuck, untold},
		{"(y - x^2)*(y - 3x^2)", "0,0", "sgd", 5, sim.Stuck, untold}, // Peano's: lower only between two parabolas
		{"1 - exp(-x^2 - y^2)", "40,40", "sgd", 5, sim.Stuck, "flat place (40, 40), f = 1; its curvature does not tell what it is"},
		{"-|x| - |y|", "0,0", "sgd", 5, sim.Stuck, corner},
		{"-|x| + x^2 + y^2", "0,0", "sgd", 5, sim.Stuck, corner}, // whose Hessian is that of a minimum
		{"sqrt(x) + y^2", "-1,1", "sgd(lr=0.1)", 5, sim.Diverged, "f(-1, 1): column 1: sqrt(x) has no value here"},
		{"cbrt(x) + y^2", "0,1", "sgd(lr=0.1)", 5, sim.Diverged, "f(0, 1): column 1: cbrt(x) has no derivative here"},
		{"1/0 + x*y", "1,1", "sgd(lr=0.1)", 5, sim.Diverged, "f(1, 1): column 2: 1/0 is infinite here"},
		{"ln(x) + y", "0,0", "sgd(lr=0.1)", 5, sim.Diverged, "f(0, 0): column 1: ln(x) is infinite here"},
		{"-sqrt(x^2 + y^2)", "0,0", "sgd(lr=0.1)", 5, sim.Diverged, "f(0, 0): column 2: sqrt(x² + y²) has no derivative here"},
	} {
		b := advance(race(t, "f", test.f, "start", test.start, "optimizers", test.optimizer), test.steps).Racers()[0]
		if got := b.Status(); got.Outcome != test.want || got.Text() != test.reason {
			t.Errorf("%s from %s after %d steps at %v: %v, %q; want %v, %q", test.f, test.start, test.steps, b.At, got.Outcome, got.Text(), test.want, test.reason)
		}
	}
}

// An optimiser at rest costs no memory, whatever told that it is.
func TestRaceAtRestAllocatesNothing(t *testing.T) {
	for _, f := range []string{"|x| + |y|", "sqrt(x^2 + y^2)", "x^4 + y^4", "3", "x^3 + y^3", "-|x| - |y|"} {
		r := advance(race(t, "f", f, "start", "0,0", "optimizers", "sgd"), 1100) // until its history is full
		if allocs := testing.AllocsPerRun(100, r.Step); allocs != 0 {
			t.Errorf("%s: %v allocations per step", f, allocs)
		}
	}
}

// Every minimum, saddle and maximum of every named surface is called what it is.
func TestRaceNamesEverySpot(t *testing.T) {
	check := func(surface string, s landscape.Spot, place experiment.Place, outcome sim.Outcome, off float64) {
		t.Helper()
		r := race(t, "f", surface, "start", point(s.X+off, s.Y-off), "optimizers", "sgd,momentum", "rate", "0.000001")
		for range 2 {
			for _, b := range r.Racers() {
				got := b.Status()
				reason, ok := got.Reason.(experiment.AtSpot)
				if !ok || got.Outcome != outcome || reason.Place != place || math.Abs(reason.F-s.F) > 1e-8*max(1, math.Abs(s.F)) {
					t.Errorf("%s, %s at %v: %v, %q; want %+v", surface, b.Name, b.At, got.Outcome, got.Text(), s)
				}
			}
			r.Step()
		}
	}
	for _, surface := range landscape.Surfaces() {
		for _, s := range surface.Minima {
			place, off := experiment.LocalMinimum, 2e-7
			if s.Global {
				place = experiment.GlobalMinimum
			}
			if s.Kink {
				off = 0
			}
			check(surface.Name, s, place, sim.Converged, off)
		}
		for _, s := range surface.Saddles {
			off := 2e-7
			if surface.Name == "saddle" {
				off = 0 // beside the ridge of a quadratic it is certain to run away
			}
			check(surface.Name, s, experiment.AtSaddle, sim.Stuck, off)
		}
		for _, s := range surface.Maxima {
			check(surface.Name, s, experiment.AtMaximum, sim.Stuck, 2e-7)
		}
	}
}

// From a fitting start every minimum is found (but the tip of ackley, which a
// step of fixed length jumps over).
func TestRaceFindsEveryMinimum(t *testing.T) {
	for _, surface := range landscape.Surfaces() {
		for _, s := range surface.Minima {
			if s.Kink {
				continue
			}
			rate := gentle(t, surface.Name, s)
			r := race(t, "f", surface.Name, "start", point(s.X+0.02, s.Y-0.01), "optimizers", "sgd,momentum,nesterov(momentum=0.5)", "rate", rate)
			for step := 0; step < 50_000 && r.Status().Outcome != sim.Converged; step++ {
				r.Step()
			}
			for _, b := range r.Racers() {
				if got := b.Status(); got.Outcome != sim.Converged || math.Hypot(b.At[0]-s.X, b.At[1]-s.Y) > 1.5e-6*max(1, math.Abs(s.X), math.Abs(s.Y)) {
					t.Errorf("%s by %s (µ = %s): %v, %q at %v; want the minimum %+v", surface.Name, b.Name, rate, got.Outcome, got.Text(), b.At, s)
				}
			}
		}
	}
}

// gentle returns half of 1/λmax at a place.
func gentle(t *testing.T, surface string, s landscape.Spot) string {
	t.Helper()
	terrain, err := landscape.OpenSurface(surface)
	if err != nil {
		t.Fatal(err)
	}
	var h [4]float64
	terrain.Formula().Hessian([]float64{s.X, s.Y}, h[:])
	return sim.FormatNumber(0.5 / ((h[0]+h[3])/2 + math.Hypot((h[0]-h[3])/2, h[1])))
}

// Whatever is called converged is at a minimum, and whatever is called diverged
// is farther away a hundred steps on, or not a number (but on the saddle, which
// it first comes nearer to).
func TestRaceClaimsNothingFalse(t *testing.T) {
	const racers = "sgd,momentum,nesterov,rmsprop(lr=0.02),adam(lr=0.1),nadam(lr=0.1),radam(lr=0.1),lion(lr=0.01)"
	for _, surface := range landscape.Surfaces() {
		terrain, err := landscape.OpenSurface(surface.Name)
		if err != nil {
			t.Fatal(err)
		}
		for _, rate := range []string{"0.0003", "0.003", "0.03", "0.3"} {
			r := race(t, "f", surface.Name, "rate", rate, "optimizers", racers)
			far := make([]float64, len(r.Racers()))
			for range 600 {
				r.Step()
				for i, b := range r.Racers() {
					away := math.Hypot(b.At[0], b.At[1])
					switch status := b.Status(); status.Outcome {
					case sim.Converged:
						var h [4]float64
						terrain.Formula().Hessian(b.At[:], h[:])
						det := h[0]*h[3] - h[1]*h[2]
						newton := math.Hypot(h[3]*b.Gradient[0]-h[1]*b.Gradient[1], h[0]*b.Gradient[1]-h[2]*b.Gradient[0]) / det
						if !(h[0] > 0 && det > 0 && newton <= 1e-5*max(1, away)) {
							t.Fatalf("%s, %s, µ = %s: converged at %v with Hessian %v and %v to go", surface.Name, b.Name, rate, b.At, h, newton)
						}
					case sim.Diverged:
						if far[i] == 0 {
							far[i] = away
						}
					default:
						if far[i] != 0 {
							t.Fatalf("%s, %s, µ = %s: diverged no longer", surface.Name, b.Name, rate)
						}
					}
				}
			}
			advance(r, 100)
			for i, b := range r.Racers() {
				if now := math.Hypot(b.At[0], b.At[1]); surface.Name != "saddle" && far[i] != 0 && now <= far[i] {
					t.Errorf("%s, %s, µ = %s: diverged at a distance of %v, and later it is %v", surface.Name, b.Name, rate, far[i], now)
				}
			}
		}
	}
}

func TestRaceGoesOnWithoutTheDiverged(t *testing.T) {
	r := advance(race(t, "f", "ravine", "optimizers", "sgd(lr=0.03),sgd(lr=0.0198),adam(lr=0.1)"), 3000)
	want := []sim.Outcome{sim.Diverged, sim.Converged, sim.Converged}
	for i, b := range r.Racers() {
		if b.Status().Outcome != want[i] || b.Evaluations().Gradient != 3001 {
			t.Errorf("%s: %v after %d evaluations, want %v after 3001", b.Name, b.Status(), b.Evaluations().Gradient, want[i])
		}
	}
	if got := r.Status(); got.Outcome != sim.Diverged || got.Step != 1 {
		t.Errorf("the race: %v, want diverged since step 1", got)
	}
	if b := r.Racers()[1]; b.GradientNorm() != math.Sqrt(b.Gradient[0]*b.Gradient[0]+b.Gradient[1]*b.Gradient[1]) && b.GradientNorm() > 1e-20 {
		t.Errorf("‖∇f‖ = %v of %v", b.GradientNorm(), b.Gradient)
	}
	if got := race(t, "f", "ravine").Status(); got.Outcome != sim.Running {
		t.Errorf("at the start: %v, want running", got)
	}
}

func TestRaceReasonsAreTranslated(t *testing.T) {
	ids := map[string]bool{}
	for _, reason := range []sim.Reason{
		experiment.AtSpot{X: 1.5, Y: -2.5, F: 3.5, Place: experiment.GlobalMinimum},
		experiment.AtSpot{X: 1.5, Y: -2.5, F: 3.5, Place: experiment.LocalMinimum},
		experiment.AtSpot{X: 1.5, Y: -2.5, F: 3.5, Place: experiment.AnyMinimum},
		experiment.AtSpot{X: 1.5, Y: -2.5, F: 3.5, Place: experiment.AtSaddle},
		experiment.AtSpot{X: 1.5, Y: -2.5, F: 3.5, Place: experiment.AtMaximum},
		experiment.AtSpot{X: 1.5, Y: -2.5, F: 3.5, Place: experiment.FlatPlace},
		experiment.Unmoved{Slope: 1e-20},
		experiment.OutOfSight{},
		experiment.Undefined{At: "1.5, 2", Err: errors.New("the cause")},
	} {
		id, args := reason.Message()
		if ids[id] {
			t.Errorf("%s is used twice", id)
		}
		ids[id] = true
		for name, arg := range args {
			if !strings.Contains(reason.String(), fmt.Sprint(arg)) {
				t.Errorf("%s: %s = %v is not in %q", id, name, arg, reason)
			}
		}
	}
}

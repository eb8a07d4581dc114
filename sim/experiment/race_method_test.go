package experiment_test

import (
	"fmt"
	"math"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/sim/landscape"
	"nabla/sim/minimizer"
)

// nearby is a start close to a point.
func nearby(p landscape.Spot, by float64) string {
	return sim.FormatNumber(p.X+by) + "," + sim.FormatNumber(p.Y+by/2)
}

// Every named minimum is found from a start nearby by the methods that look for
// minima, and is called by its name. The tip of Ackley's has no gradient, at
// which a line search is at a loss: there it is a simplex that finds it.
func TestMethodsFindEveryMinimum(t *testing.T) {
	for _, s := range landscape.Surfaces() {
		for _, m := range s.Minima {
			racers := "newton,damped-newton,bfgs,lbfgs,cg,nelder-mead"
			if m.Kink {
				racers = "nelder-mead"
			}
			r := advance(race(t, "f", s.Name, "start", nearby(m, 0.02), "optimizers", racers), 300)
			for _, b := range r.Racers() {
				status := b.Status()
				at, ok := status.Reason.(experiment.AtSpot)
				if b.Kind() == "bfgs" || b.Kind() == "lbfgs" {
					// Their first step has the length 1: it may lead into another well.
					if status.Outcome != sim.Converged {
						t.Errorf("%s on %s from (%g, %g): %v", b.Name, s.Name, m.X, m.Y, status)
					}
					continue
				}
				if status.Outcome != sim.Converged || !ok || math.Hypot(at.X-m.X, at.Y-m.Y) > 1e-6 {
					t.Errorf("%s on %s at (%g, %g): %v", b.Name, s.Name, m.X, m.Y, status)
					continue
				}
				want := experiment.LocalMinimum
				if m.Global {
					want = experiment.GlobalMinimum
				}
				if at.Place != want {
					t.Errorf("%s on %s calls (%g, %g) %v", b.Name, s.Name, m.X, m.Y, at)
				}
			}
		}
	}
}

// Newton's method goes to every saddle and summit nearby, and they are called
// so: it is stuck there, not converged. The damped one leaves.
func TestNewtonAtSaddlesAndSummits(t *testing.T) {
	for _, s := range landscape.Surfaces() {
		for place, spots := range map[experiment.Place][]landscape.Spot{experiment.AtSaddle: s.Saddles, experiment.AtMaximum: s.Maxima} {
			for _, p := range spots {
				r := advance(race(t, "f", s.Name, "start", nearby(p, 0.001), "optimizers", "newton,damped-newton"), 60)
				status := r.Racers()[0].Status()
				at, ok := status.Reason.(experiment.AtSpot)
				if status.Outcome != sim.Stuck || !ok || at.Place != place || math.Hypot(at.X-p.X, at.Y-p.Y) > 1e-6 {
					t.Errorf("newton on %s at (%g, %g): %v, want %v", s.Name, p.X, p.Y, status, place)
				}
				damped := r.Racers()[1]
				if at, ok := damped.Status().Reason.(experiment.AtSpot); ok && at.Place >= experiment.AtSaddle {
					t.Errorf("damped newton on %s stays at %v", s.Name, at)
				}
			}
		}
	}
}

// Gradient descent on a quadratic gets nearer by the predicted factor, to 1 %.
func TestRatesOfQuadratics(t *testing.T) {
	for _, test := range []struct {
		f, rate   string
		predicted float64
	}{
		{"ravine", "0.015", 0.985}, // 1 − 0.015·1, against |1 − 0.015·100| = 0.5
		{"ravine", "0.0199", 0.99}, // |1 − 1.99|
		{"booth", "0.1", 0.8},
		{"booth", "0.05", 0.9},
		{"matyas", "1.5", 0.94},
	} {
		r := advance(race(t, "f", test.f, "rate", test.rate, "optimizers", "sgd,adam,newton"), 200)
		rates, ok := r.Rates(0)
		if !ok || math.Abs(rates.Predicted-test.predicted) > 1e-9 || rates.Steps != 20 {
			t.Fatalf("%s with µ = %s: %+v, want %v", test.f, test.rate, rates, test.predicted)
		}
		if !math.IsNaN(rates.Measured) && math.Abs(rates.Measured/rates.Predicted-1) > 0.01 {
			t.Errorf("%s with µ = %s: measured %v, predicted %v", test.f, test.rate, rates.Measured, rates.Predicted)
		}
		for i := 1; i < 3; i++ {
			if _, ok := r.Rates(i); ok {
				t.Errorf("%s has a rate", r.Racers()[i].Name)
			}
		}
	}
	if _, ok := race(t).Rates(0); ok {
		t.Error("rosenbrock has a rate")
	}
}

// The step size from which on a rule leaves the bottom is where it does.
func TestLimits(t *testing.T) {
	for _, name := range []string{"sgd", "momentum", "nesterov", "momentum(momentum=0.5)"} {
		r := race(t, "f", "ravine", "optimizers", name)
		limit, ok := r.Racers()[0].Limit(100)
		if !ok {
			t.Fatalf("%s has no limit", name)
		}
		for share, diverges := range map[float64]bool{0.99: false, 1.01: true} {
			r := advance(race(t, "f", "ravine", "optimizers", name, "rate", sim.FormatNumber(share*limit)), 50)
			if got := r.Racers()[0].Status().Outcome == sim.Diverged; got != diverges {
				t.Errorf("%s with %v of µ = %v: %v", name, share, limit, r.Racers()[0].Status())
			}
		}
	}
	if limit, ok := race(t, "optimizers", "newton").Racers()[0].Limit(100); ok {
		t.Errorf("newton has the limit %v", limit)
	}
	if _, ok := race(t, "optimizers", "sgd").Racers()[0].Limit(-1); ok {
		t.Error("there is a limit on a summit")
	}
}

// Next is what comes next, and leaves the race as it is.
func TestNextOfARace(t *testing.T) {
	r := race(t, "optimizers", "sgd,adam(lr=0.1),newton,damped-newton,bfgs,nelder-mead")
	for range 30 {
		var want [6][2]float64
		for i := range want {
			next := r.Next(i)
			want[i] = next.At
		}
		r.Step()
		for i, b := range r.Racers() {
			if b.At != want[i] {
				t.Fatalf("%s goes to %v, said was %v", b.Name, b.At, want[i])
			}
		}
	}
}

// Whatever the function, the methods stand still at last or diverge, and say why.
func TestMethodsOnAnything(t *testing.T) {
	for _, f := range []string{"0/0 + x", "7", "x + y", "-x^2 - y^2", "1/x + y^2", "sqrt(x) + log(y)", "-exp(x + y)", "|x| + |y|", "x^4 + y^4", "tan(x)*y"} {
		r := advance(race(t, "f", f, "optimizers", "newton,damped-newton,bfgs,lbfgs,cg,nelder-mead"), 400)
		for _, b := range r.Racers() {
			s := b.Status()
			if s.Reason == nil && s.Outcome != sim.Running && s.Outcome != sim.Zigzagging {
				t.Errorf("%s on %s is %v without a reason", b.Name, f, s.Outcome)
			}
		}
		if fmt.Sprint(r.Report()) == "" {
			t.Error("there is no report")
		}
		before := r.Racers()[4].At
		advance(r, 2000)
		if s := r.Racers()[4].Status(); s.Outcome == sim.Running && r.Racers()[4].At == before {
			t.Errorf("cg on %s has stood still for 2000 steps and is %v", f, s.Outcome)
		}
	}
}

func TestMethodsTakeOptions(t *testing.T) {
	r := advance(race(t, "f", "booth", "start", "5,5", "optimizers", "newton(lr=0.5),damped-newton(shrink=0.3),lbfgs(memory=2),cg(curvature=0.2),nelder-mead(size=1)"), 1)
	// Half a Newton step is half of the way to (1, 3).
	if at := r.Racers()[0].At; math.Hypot(at[0]-3, at[1]-4) > 1e-12 {
		t.Errorf("half a step of Newton's leads to %v", at)
	}
	if got := r.Racers()[0].Evaluations(); got != (minimizer.Evaluations{Gradient: 2, Hessian: 1}) {
		t.Errorf("it has asked for %+v", got)
	}
	for name, want := range map[string]string{
		"newton(rate=1)":  `optimizers: "newton(rate=1)": newton: unknown option "rate"; give one of lr`,
		"cg(curvature=1)": `optimizers: "cg(curvature=1)": cg: curvature="1"; give a number with 1e-09 ≤ curvature < 1`,
	} {
		if _, err := raceSetup(t).With("optimizers", name); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}

package experiment_test

import (
	"errors"
	"math"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// setup returns the lab's defaults with changes given as name, text pairs.
func setup(t testing.TB, lab string, changes ...string) sim.Setup {
	t.Helper()
	s, err := experiment.DefaultSetup(lab)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(changes); i += 2 {
		if s, err = s.With(changes[i], changes[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func descent(t testing.TB, changes ...string) *experiment.Descent {
	t.Helper()
	d, err := experiment.NewDescent(setup(t, "descent", changes...), nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// wShape are the four starts on both sides of a hill, and changes of it.
func wShape(changes ...string) []string {
	return append([]string{"f", "w-shape", "rates", "0.02", "starts", "-1.9,0.1,0.4,1.7"}, changes...)
}

// On f(w) = w² one step multiplies w by 1 − 2µ.
func TestDescentOnParabolaIsTheClosedForm(t *testing.T) {
	d := descent(t, "f", "w^2", "starts", "3", "rates", "0.4,0.6,1.2")
	for k := range 16 {
		for i, factor := range []float64{0.2, -0.2, -1.4} {
			want := 3 * math.Pow(factor, float64(k))
			if got := d.Balls()[i].W; math.Abs(got-want) > 1e-12*max(1, math.Abs(want)) {
				t.Errorf("step %d, µ = %v: w = %v, want 3·(%v)^%d = %v", k, d.Balls()[i].Rate, got, factor, k, want)
			}
		}
		d.Step()
	}
}

func TestDescentOutcomes(t *testing.T) {
	tests := []struct {
		name    string
		changes []string
		steps   int
		want    sim.Outcome
		reason  string
	}{
		{"below 1/L it glides in", []string{"f", "w^2", "starts", "3", "rates", "0.4"}, 30, sim.Converged, "global minimum w = 0, f = 0"},
		{"between 1/L and 2/L it zigzags", []string{"f", "w^2", "starts", "3", "rates", "0.9"}, 10, sim.Zigzagging, ""},
		{"and gets there", []string{"f", "w^2", "starts", "3", "rates", "0.9"}, 100, sim.Converged, "global minimum w = 0, f = 0"},
		{"beyond 2/L it diverges", []string{"f", "w^2", "starts", "3", "rates", "1.2"}, 2, sim.Diverged, "step size too large: each overshoots ×1.4"},
		{"at 2/L it zigzags for ever", []string{"f", "w^2", "starts", "3", "rates", "1"}, 500, sim.Zigzagging, ""},
		{"left valley", []string{"f", "w-shape", "starts", "-2", "rates", "0.02"}, 400, sim.Converged, "global minimum w = -1.30084, f = -3.51391"},
		{"right valley", []string{"f", "w-shape", "starts", "2", "rates", "0.02"}, 400, sim.Converged, "local minimum w = 1.1309, f = -1.07023"},
		{"a start on the top stays there", []string{"f", "1-w^2+w^4", "starts", "0", "rates", "0.1"}, 5, sim.Stuck, "slope 0 at w = 0, a maximum"},
		{"an inflection is no minimum", []string{"f", "w^3", "starts", "0", "rates", "0.1"}, 5, sim.Stuck, "slope 0 at w = 0, an inflection"},
		{"overshooting is not running away", []string{"f", "w-shape", "starts", "0.4", "rates", "0.35"}, 5, sim.Diverged, "step size too large: each overshoots ×3.087"},
		{"no bottom", []string{"f", "-w^2", "starts", "1", "rates", "0.4"}, 100, sim.Diverged, "runs away: there is no end to the slope"},
		{"a kink is never settled in", []string{"f", "|w|", "starts", "1.05", "rates", "0.1"}, 50, sim.Zigzagging, ""},
		{"climbing", []string{"f", "-w^2", "starts", "3", "rates", "0.4", "goal", "max"}, 30, sim.Converged, "global maximum w = 0, f = 0"},
		{"newton lands on a parabola in one step", []string{"f", "w^2", "starts", "3", "method", "newton"}, 1, sim.Converged, "global minimum w = 0, f = 0"},
		{"newton climbs where f″ < 0", []string{"f", "w-shape", "starts", "0.1", "method", "newton"}, 20, sim.Stuck, "slope 0 at w = 0.169938, a maximum"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := descent(t, tt.changes...)
			for range tt.steps {
				d.Step()
			}
			got := d.Balls()[0].Status()
			if got.Outcome != tt.want || got.Text() != tt.reason {
				t.Errorf("after %d steps at w = %v: %v, %q; want %v, %q", tt.steps, d.Balls()[0].W, got.Outcome, got.Text(), tt.want, tt.reason)
			}
		})
	}
}

// A zigzag is said to diverge only where it does: whatever was called diverged
// has a larger |w| a hundred steps on.
func TestDivergenceIsCertain(t *testing.T) {
	for _, f := range []string{"w-shape", "w^2", "w-symmetric", "sine-bowl", "w^4", "sqrt(1+w^2)", "plateau", "cliff"} {
		for _, rate := range []string{"0.05", "0.1", "0.2", "0.3", "0.5", "1", "1.9", "2.1", "5"} {
			d := descent(t, "f", f, "starts", "-3,-2,-1,-0.5,0.1,0.7,1.3,2.2,3", "rates", rate)
			var called [9]float64
			for range 200 {
				d.Step()
				for i := range d.Balls() {
					if b := &d.Balls()[i]; b.Status().Outcome == sim.Diverged && called[i] == 0 {
						called[i] = math.Abs(b.W)
					}
				}
			}
			for i, then := range called {
				if now := math.Abs(d.Balls()[i].W); then != 0 && now <= then {
					t.Errorf("f = %s, µ = %s, start %v: called diverged at |w| = %v, and later |w| = %v", f, rate, d.Balls()[i].Start, then, now)
				}
			}
		}
	}
}

func TestDescentEdits(t *testing.T) {
	d := descent(t, "f", "w^2", "starts", "3,5", "rates", "0.4")
	apply := func(name, text string) error {
		s := setup(t, "descent", name, text)
		return d.Apply(sim.Edit{Name: name, Value: s.Value(name)})
	}
	d.Step()
	if err := apply("rates", "0.1"); err != nil {
		t.Fatal(err)
	}
	d.Step()
	if got, want := d.Balls()[0].W, 3*0.2*0.8; math.Abs(got-want) > 1e-15 {
		t.Errorf("w = %v after µ 0.4 and 0.1, want %v", got, want)
	}
	if err := apply("starts", "3,7"); err != nil {
		t.Fatal(err)
	}
	if a, b := d.Balls()[0].W, d.Balls()[1].W; a == 3 || b != 7 {
		t.Errorf("after moving the second start the balls are at %v and %v, want the first left alone and the second at 7", a, b)
	}
	for name, text := range map[string]string{"rates": "0.1,0.2", "starts": "3", "f": "w^4", "goal": "max"} {
		if err := apply(name, text); !errors.Is(err, sim.ErrNeedsRestart) {
			t.Errorf("edit of %s to %s = %v, want one that needs a restart", name, text, err)
		}
	}
}

func TestTooManyBallsAreRefused(t *testing.T) {
	list := "1"
	for range 99 {
		list += ",1"
	}
	_, err := experiment.NewDescent(setup(t, "descent", "starts", list, "rates", "1,1,1,1,1,1"), nil)
	if err == nil || err.Error() == "" {
		t.Fatal("600 balls were accepted")
	}
}

func TestDescentStepAllocatesNothing(t *testing.T) {
	d := descent(t)
	if n := testing.AllocsPerRun(100, d.Step); n != 0 {
		t.Errorf("a step allocates %v times, want 0", n)
	}
}

// What the README says of the first screen's balls.
func TestReadmesStepSizes(t *testing.T) {
	outcomes := func(rate string, steps int) map[sim.Outcome]int {
		d := descent(t, wShape("rates", rate)...)
		for range steps {
			d.Step()
		}
		counts := map[sim.Outcome]int{}
		for i := range d.Balls() {
			counts[d.Balls()[i].Status().Outcome]++
		}
		return counts
	}
	if got := outcomes("0.02", 300); got[sim.Converged] != 4 {
		t.Errorf("at 0.02: %v, want all converged", got)
	}
	if got := outcomes("0.15", 40); got[sim.Zigzagging] != 2 {
		t.Errorf("at 0.15: %v, want two zigzagging", got)
	}
	if got := outcomes("0.5", 40); got[sim.Diverged] != 4 {
		t.Errorf("at 0.5: %v, want all diverged", got)
	}
}

package experiment_test

import (
	"context"
	"math"
	"reflect"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// Every method comes to the minimum of a curve that is known, and says what it
// has asked for.
func TestDescentMethodsReachTheMinimum(t *testing.T) {
	for _, test := range []struct {
		method      string
		steps       int
		evaluations experiment.Evaluations // after so many steps
		figures     float64
	}{
		{"gd", 400, experiment.Evaluations{Slope: 401}, 6},
		{"momentum", 800, experiment.Evaluations{Slope: 801}, 6},
		{"newton", 8, experiment.Evaluations{Slope: 9, Curvature: 9}, 15},
		{"newton-mended", 9, experiment.Evaluations{Slope: 10, Curvature: 10}, 15},
		{"secant", 9, experiment.Evaluations{Slope: 10}, 12},
	} {
		d := descent(t, "f", "exp(w) - 2w", "starts", "1.5", "rates", "0.05", "method", test.method)
		for range test.steps {
			d.Step()
			if d.Balls()[0].Slope == 0 && test.method != "gd" && test.method != "momentum" {
				break
			}
		}
		b := &d.Balls()[0]
		if off := math.Abs(b.W - math.Ln2); off > math.Pow(10, -test.figures) {
			t.Errorf("%s: w = %v after %d steps, want ln 2", test.method, b.W, test.steps)
		}
		if got := b.Status().Outcome; got != sim.Converged {
			t.Errorf("%s: %v, want converged", test.method, got)
		}
		if got := b.Evaluations(); b.Steps() == test.steps && got != test.evaluations {
			t.Errorf("%s: asked %+v, want %+v", test.method, got, test.evaluations)
		}
	}
}

// The digits of Newton's method double from step to step; gradient descent adds
// as many at each.
func TestNewtonsDigitsDouble(t *testing.T) {
	d := descent(t, "f", "exp(w) - 2w", "starts", "1.2", "method", "newton")
	before := math.Abs(d.Balls()[0].W - math.Ln2)
	doubled := 0
	for range 6 {
		d.Step()
		off := math.Abs(d.Balls()[0].W - math.Ln2)
		// f‴/(2f″) is ½ there: the next error is half the square of the last.
		if before < 0.2 && off > 1e-14 {
			if ratio := off / (before * before); ratio < 0.35 || ratio > 0.65 {
				t.Errorf("an error of %v is followed by %v: %v of its square, want about ½", before, off, ratio)
			}
			doubled++
		}
		before = off
	}
	if doubled < 2 || before > 1e-15 {
		t.Errorf("the digits doubled %d times, down to an error of %v", doubled, before)
	}
}

// Heavy-ball momentum on w² against the recurrence worked out by itself.
func TestMomentumIsTheRecurrence(t *testing.T) {
	d := descent(t, "f", "w^2", "starts", "3", "rates", "0.1", "method", "momentum", "beta", "0.5")
	w, v := 3.0, 0.0
	for k := range 40 {
		if got := d.Balls()[0].W; math.Abs(got-w) > 1e-12 {
			t.Fatalf("step %d: w = %v, want %v", k, got, w)
		}
		v = 0.5*v + 2*w
		w -= 0.1 * v
		d.Step()
	}
}

// The bracket of bisection is halved by every step, that of the golden section
// shrinks to 0.618; both keep the minimum of cos inside.
func TestBracketsClose(t *testing.T) {
	for method, share := range map[string]float64{"bisection": 0.5, "golden": 0.6180339887498949} {
		d := descent(t, "f", "cos(w)", "starts", "2", "method", method)
		lo, hi, ok := d.Balls()[0].Bracket()
		if !ok {
			t.Fatalf("%s: no bracket around π from 2", method)
		}
		for range 25 {
			width := hi - lo
			d.Step()
			if lo, hi, _ = d.Balls()[0].Bracket(); lo > math.Pi+1e-9 || hi < math.Pi-1e-9 {
				t.Errorf("%s: the bracket %v … %v has lost π", method, lo, hi)
			}
			if got := (hi - lo) / width; math.Abs(got-share) > 1e-3 {
				t.Errorf("%s: a step leaves %v of the bracket, want %v", method, got, share)
			}
		}
		for range 40 {
			d.Step()
		}
		if got := d.Balls()[0].Status(); got.Outcome != sim.Converged {
			t.Errorf("%s: %v %s", method, got.Outcome, got.Text())
		}
		if f := d.Balls()[0].Evaluations(); method == "golden" && (f.Slope != 0 || f.Curvature != 0) || method == "bisection" && (f.F != 0 || f.Curvature != 0) {
			t.Errorf("%s asked %+v", method, f)
		}
	}
}

func TestDescentOutcomesOfTheMethods(t *testing.T) {
	for _, test := range []struct {
		name    string
		changes []string
		steps   int
		want    sim.Outcome
		reason  string
	}{
		{"no bracket downhill of a line", []string{"f", "w", "method", "bisection"}, 3, sim.Stuck, "no bracket: downhill of the start the curve does not turn"},
		{"nor by values", []string{"f", "-w", "method", "golden"}, 3, sim.Stuck, "no bracket: downhill of the start the curve does not turn"},
		{"a level secant", []string{"f", "w", "method", "secant"}, 3, sim.Stuck, "the last two slopes are equal: no secant to follow"},
		{"the mended method goes down where Newton's climbs", []string{"f", "w-shape", "starts", "0.1", "method", "newton-mended"}, 40, sim.Converged, "global minimum w = -1.30084, f = -3.51391"},
		{"certain after one step", []string{"f", "w^2", "starts", "3", "rates", "1.2"}, 1, sim.Diverged, "step size too large: each overshoots ×1.4"},
		{"certain uphill", []string{"f", "-w^2", "starts", "3", "rates", "0.1"}, 1, sim.Diverged, "runs away: there is no end to the slope"},
		{"momentum is stable up to 2 + 2β", []string{"f", "w^2", "starts", "3", "rates", "1.4", "method", "momentum", "beta", "0.5"}, 1, sim.Running, ""},
		{"and not beyond", []string{"f", "w^2", "starts", "3", "rates", "1.6", "method", "momentum", "beta", "0.5"}, 1, sim.Diverged, "step size too large: each overshoots ×1.322"},
		{"a line is left behind", []string{"f", "w", "starts", "3", "rates", "100"}, 400_000, sim.Diverged, "a million times the range away"},
		{"cosine ends", []string{"f", "w^2", "starts", "3", "rates", "0.01", "schedule", "cosine", "period", "10"}, 12, sim.Stuck, "the schedule has taken the step size to 0"},
		{"climbing by bisection", []string{"f", "sin(w)", "starts", "1", "method", "bisection", "goal", "max"}, 60, sim.Converged, "global maximum w = 1.5708, f = 1"},
		{"climbing by golden section", []string{"f", "sin(w)", "starts", "1", "method", "golden", "goal", "max"}, 60, sim.Converged, "global maximum w = 1.5708, f = 1"},
	} {
		d := descent(t, append([]string{"starts", "0.5"}, test.changes...)...)
		for range test.steps {
			d.Step()
		}
		if got := d.Balls()[0].Status(); got.Outcome != test.want || got.Text() != test.reason {
			t.Errorf("%s: at w = %v: %v, %q; want %v, %q", test.name, d.Balls()[0].W, got.Outcome, got.Text(), test.want, test.reason)
		}
	}
}

// What the step size is at a step is what the formulas say, worked out by hand.
func TestSchedules(t *testing.T) {
	for _, test := range []struct {
		kind string
		at   map[int]float64
	}{
		{"constant", map[int]float64{0: 0.1, 25: 0.1}},
		{"step", map[int]float64{0: 0.1, 9: 0.1, 10: 0.05, 25: 0.025}},
		{"exponential", map[int]float64{0: 0.1, 10: 0.05, 5: 0.07071067811865475, 20: 0.025}},
		{"cosine", map[int]float64{0: 0.1, 5: 0.05, 10: 0, 25: 0}},
		{"warm-up", map[int]float64{0: 0.01, 4: 0.05, 9: 0.1, 25: 0.1}},
	} {
		d := descent(t, "f", "w^4", "starts", "0.5", "rates", "0.1", "schedule", test.kind, "period", "10")
		for k := range 26 {
			if want, is := test.at[k]; is && math.Abs(d.StepSize(0)-want) > 1e-15 {
				t.Errorf("%s: µ = %v at step %d, want %v", test.kind, d.StepSize(0), k, want)
			}
			d.Step()
		}
	}
}

// Noise is the same for a seed, another one for another seed and another ball, of
// the deviation that was asked for, and takes balls out of a local minimum.
func TestNoise(t *testing.T) {
	noisy := func(seed uint64, changes ...string) *experiment.Descent {
		s := setup(t, "descent", changes...)
		s.Seed = seed
		d, err := experiment.NewDescent(s, nil)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	changes := []string{"f", "w^2", "starts", "1,1", "rates", "0.1", "noise", "2"}
	a, b, other := noisy(7, changes...), noisy(7, changes...), noisy(8, changes...)
	sum, squares, n := 0.0, 0.0, 4000
	for range n {
		x := a.Disturbance(0)
		sum, squares = sum+x, squares+x*x
		if x == a.Disturbance(1) || x == other.Disturbance(0) {
			t.Fatal("two balls or two seeds have the same noise")
		}
		a.Step()
		b.Step()
		other.Step()
		if a.Balls()[0].W != b.Balls()[0].W {
			t.Fatal("the same seed leads elsewhere")
		}
	}
	if mean, deviation := sum/float64(n), math.Sqrt(squares/float64(n)); math.Abs(mean) > 0.12 || math.Abs(deviation-2) > 0.08 {
		t.Errorf("noise of mean %v and deviation %v, want 0 and 2", mean, deviation)
	}
	left := 0
	d := noisy(7, "f", "w-shape", "starts", "1.13,1.13,1.13,1.13,1.13,1.13,1.13,1.13", "rates", "0.02", "noise", "12")
	for range 400 {
		d.Step()
	}
	for i := range d.Balls() {
		if d.Balls()[i].W < 0 {
			left++
		}
	}
	if left < 4 {
		t.Errorf("%d of 8 balls have left the local minimum, want most", left)
	}
}

func TestSpread(t *testing.T) {
	d := descent(t, "spread", "5")
	lo, hi := d.Curve().Range()
	for i, got := range d.Starts() {
		if want := lo + (hi-lo)*float64(i)/4; got != want {
			t.Errorf("start %d of 5 is %v, want %v", i, got, want)
		}
	}
	if d := descent(t, "spread", "1"); d.Starts()[0] != (lo+hi)/2 {
		t.Errorf("a single start is %v, want the middle", d.Starts()[0])
	}
	if _, err := experiment.NewDescent(setup(t, "descent", "spread", "170", "rates", "0.1,0.2,0.3,0.4"), nil); err == nil || !strings.Contains(err.Error(), "170 entries; give 128 at most") {
		t.Errorf("170 starts with four step sizes: %v", err)
	}
}

// On w² from 1 a ball is within a millionth after ⌈ln 10⁻⁶ / ln|1 − 2µ|⌉ steps; from
// µ = 1 on it never is.
func TestSweepIsTheClosedForm(t *testing.T) {
	d := descent(t, "f", "w^2", "starts", "1", "rates", "0.4")
	goal, ok := d.Destination(1, 0.4)
	sweep := d.Sweep(1, goal)
	workOff(sweep.Work)
	if !ok || len(sweep.Rates) < 60 || math.Abs(sweep.Curvature-2) > 1e-9 {
		t.Fatalf("L = %v, %v; want 2", sweep.Curvature, ok)
	}
	for i, rate := range sweep.Rates {
		got, want := sweep.Steps[i], math.Ceil(math.Log(1e-6)/math.Log(math.Abs(1-2*rate)))
		switch {
		case rate >= 1 != math.IsNaN(got):
			t.Errorf("µ = %v: %v steps", rate, got)
		case rate < 1 && math.Abs(got-want) > 1:
			t.Errorf("µ = %v: %v steps, want %v", rate, got, want)
		}
	}
}

func TestCompare(t *testing.T) {
	d := descent(t, "f", "exp(w) - 2w", "starts", "1.5", "rates", "0.05")
	trials := compared(d, 1.5, 0.05)
	for _, trial := range trials {
		if trial.Status.Outcome != sim.Converged || math.Abs(trial.W-math.Ln2) > 2e-6 || trial.Digits < 5.9 {
			t.Errorf("%v: %v at %v with %v digits", trial.Method, trial.Status.Outcome, trial.W, trial.Digits)
		}
	}
	other := descent(t, "f", "exp(w) - 2w", "starts", "1.5", "rates", "0.05", "method", "golden")
	if got := compared(other, 1.5, other.Listed(0)); got[0] != trials[0] {
		t.Errorf("where the method takes no step size, gd fares as %+v, want %+v", got[0], trials[0])
	}
	if gd, newton := trials[0], trials[2]; newton.Steps*4 > gd.Steps {
		t.Errorf("newton takes %d steps and gd %d", newton.Steps, gd.Steps)
	}
}

func TestDescentMethodsAllocateNothing(t *testing.T) {
	for _, m := range experiment.Methods() {
		for _, changes := range [][]string{nil, {"noise", "1"}, {"schedule", "exponential"}} {
			d := descent(t, wShape(append([]string{"method", m.String(), "spread", "20"}, changes...)...)...)
			d.Step()
			if n := testing.AllocsPerRun(50, d.Step); n != 0 {
				t.Errorf("%v %v: a step allocates %v times", m, changes, n)
			}
		}
	}
}

// A run that is sought out of order is, bit for bit, the one that went straight:
// whatever a method remembers, the noise and the schedule are part of the state.
func TestDescentSeeksAreExact(t *testing.T) {
	for _, m := range experiment.Methods() {
		changes := []string{"method", m.String(), "noise", "1.5", "schedule", "cosine", "period", "60", "spread", "6"}
		straight := descent(t, changes...)
		var want [81]any
		for k := range want {
			want[k] = straight.Report()
			straight.Step()
		}
		timeline := sim.NewTimeline(descent(t, changes...))
		for _, k := range []int{80, 3, 41, 40, 0, 79} {
			timeline.Seek(k)
			if got := timeline.Now().Report(); !reflect.DeepEqual(got, want[k]) {
				t.Errorf("%v: step %d is %+v, want %+v", m, k, got, want[k])
			}
		}
	}
}

// workOff works in small parts until all is done.
func workOff(work func(context.Context, int) bool) {
	for work(context.Background(), 1000) {
	}
}

func compared(d *experiment.Descent, start, rate float64) []experiment.Trial {
	c := d.Compare(start, rate)
	workOff(c.Work)
	return c.Trials()
}

package experiment_test

import (
	"math"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/sim/network"
)

// convexity starts a test with changes given as name, text pairs.
func convexity(t *testing.T, seed uint64, changes ...string) *experiment.Convexity {
	t.Helper()
	setup := sim.NewSetup("convexity", experiment.ConvexityParams())
	setup.Seed = seed
	for i := 0; i < len(changes); i += 2 {
		var err error
		if setup, err = setup.With(changes[i], changes[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	c, err := experiment.NewConvexity(setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// finishConvexity steps to the end of the test.
func finishConvexity(t *testing.T, c *experiment.Convexity) {
	t.Helper()
	for range 2000 {
		if c.Status().Outcome != sim.Running {
			return
		}
		c.Step()
	}
	t.Fatal("the test does not end")
}

// Which of these are convex is known without any chord.
func TestConvexityOfKnownFunctions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		f           string
		min, max    bool // f is convex, −f is
		skipsSecond bool // the second derivative does not tell
	}{
		{f: "w^2", min: true},
		{f: "|w|", min: true},
		{f: "exp(w)", min: true},
		{f: "w^4", min: true},
		{f: "max(w, w^2)", min: true},
		{f: "softplus(w)", min: true},
		{f: "3w + 1", min: true, max: true},
		{f: "5", min: true, max: true},
		{f: "-w^2", max: true},
		{f: "ln(w)", max: true},
		{f: "sqrt(w)", max: true},
		{f: "w-shape"},
		{f: "w-symmetric"},
		{f: "sine-bowl"},
		{f: "plateau"},
		{f: "cliff"},
		{f: "w^3"},
		{f: "sin(w)"},
		{f: "1/w"},
		{f: "sign(w)", skipsSecond: true},
		{f: "|w - 1| - |w + 1|"},
		{f: "min(w, w^2)"},
	}
	for _, tt := range tests {
		for goal, want := range map[string]bool{"min": tt.min, "max": tt.max} {
			t.Run(tt.f+" "+goal, func(t *testing.T) {
				t.Parallel()
				c := convexity(t, 7, "f", tt.f, "goal", goal)
				finishConvexity(t, c)
				if c.Convex() != want {
					w, _ := c.Witness()
					t.Errorf("convex: %t, want %t (witness %+v)", c.Convex(), want, w)
				}
				if down := bendsDown(c); down == want && !tt.skipsSecond {
					t.Errorf("the second derivative is below 0 or a kink turns down: %t", down)
				}
				wantVerdict(t, c, want)
			})
		}
	}
}

// bendsDown is the second test: whether f″ is below 0 somewhere, or f′ jumps down.
func bendsDown(c *experiment.Convexity) bool {
	for _, s := range c.Stretches() {
		if s.Bends == experiment.Down {
			return true
		}
	}
	for _, k := range c.Kinks() {
		if k.Down {
			return true
		}
	}
	return false
}

func wantVerdict(t *testing.T, c *experiment.Convexity, convex bool) {
	t.Helper()
	s := c.Status()
	want := sim.Stuck
	if convex {
		want = sim.Converged
	}
	if s.Outcome != want || s.Text() == "" {
		t.Errorf("status %v: %s, want %v", s.Outcome, s.Text(), want)
	}
	before := c.Report().(experiment.ConvexityReport)
	c.Step()
	after := c.Report().(experiment.ConvexityReport)
	if before.Tested != c.Chords() || after.Tested != before.Tested || after.Point != before.Point || c.Status() != s {
		t.Errorf("past the end it goes on from %+v to %+v", before, after)
	}
}

// A witness is held to the definition with nothing of the test's own.
func TestWitnessViolatesTheDefinition(t *testing.T) {
	t.Parallel()
	functions := map[string]func(float64) float64{
		"w-shape":   func(w float64) float64 { return math.Pow(w, 4) - 3*w*w + w },
		"plateau":   func(w float64) float64 { return 1 - math.Exp(-w*w) },
		"sine-bowl": func(w float64) float64 { return w*w/10 + math.Sin(3*w) },
		"w^3":       func(w float64) float64 { return w * w * w },
	}
	for name, f := range functions {
		c := convexity(t, 7, "f", name)
		for c.Status().Outcome == sim.Running {
			c.Step()
			r := c.Report().(experiment.ConvexityReport)
			if r.Convex != (r.Witness == nil) {
				t.Fatalf("%s: convex %t with witness %v", name, r.Convex, r.Witness)
			}
			if x := r.T*r.A + (1-r.T)*r.B; math.Abs(x-r.Point) > 1e-12 || math.Abs(f(x)-r.Curve) > 1e-9 ||
				math.Abs(r.T*f(r.A)+(1-r.T)*f(r.B)-r.Chord) > 1e-9 || r.Gap != r.Curve-r.Chord {
				t.Fatalf("%s: the report %+v is not of the function", name, r)
			}
		}
		w, found := c.Witness()
		x := w.T*w.A + (1-w.T)*w.B
		if !found || w.T <= 0 || w.T >= 1 || !(f(x) > w.T*f(w.A)+(1-w.T)*f(w.B)+1e-6) {
			t.Errorf("%s: %+v is no witness", name, w)
		}
	}
}

func TestSecondDerivativesAreThoseOfClosedForms(t *testing.T) {
	t.Parallel()
	tests := []struct {
		f      string
		second func(float64) float64
	}{
		{"w^4 - 3w^2 + w", func(w float64) float64 { return 12*w*w - 6 }},
		{"w^2/10 + sin(3w)", func(w float64) float64 { return 0.2 - 9*math.Sin(3*w) }},
		{"1 - exp(-w^2)", func(w float64) float64 { return (2 - 4*w*w) * math.Exp(-w*w) }},
		{"exp(w)", math.Exp},
	}
	for _, tt := range tests {
		c := convexity(t, 7, "f", tt.f)
		for x := c.Subject().Lo; x <= c.Subject().Hi; x += 0.1 {
			if got, want := c.Second(x), tt.second(x); math.Abs(got-want) > 1e-12*math.Max(1, math.Abs(want)) {
				t.Errorf("%s: f″(%v) = %v, want %v", tt.f, x, got, want)
			}
		}
	}
	// w⁴ − 3w² + w bends down between ±√½.
	for _, s := range convexity(t, 7).Stretches() {
		if s.Bends == experiment.Down && (math.Abs(s.Lo+math.Sqrt2/2) > 1e-8 || math.Abs(s.Hi-math.Sqrt2/2) > 1e-8) {
			t.Errorf("it bends down from %v to %v, want ±√½", s.Lo, s.Hi)
		}
	}
}

func TestKinksAreFoundWhereTheyAre(t *testing.T) {
	t.Parallel()
	tests := []struct {
		f    string
		want []experiment.Kink
	}{
		{"w^2", nil},
		{"sigmoid(20w)", nil},
		{"|w|", []experiment.Kink{{X: 0}}},
		{"|w - 0.7|", []experiment.Kink{{X: 0.7}}},
		{"|w - 1| - |w + 1|", []experiment.Kink{{X: -1, Down: true}, {X: 1}}},
		{"sign(w - 0.5)", []experiment.Kink{{X: 0.5, Torn: true}}},
		{"1/w", []experiment.Kink{{X: 0, Torn: true}}},
	}
	for _, tt := range tests {
		c := convexity(t, 7, "f", tt.f)
		got := c.Kinks()
		if len(got) != len(tt.want) {
			t.Errorf("%s: kinks %+v, want %+v", tt.f, got, tt.want)
			continue
		}
		for i, k := range got {
			if math.Abs(k.X-tt.want[i].X) > 1e-9 || k.Torn != tt.want[i].Torn || !k.Torn && k.Down != tt.want[i].Down {
				t.Errorf("%s: kink %+v, want %+v", tt.f, k, tt.want[i])
			}
			if !math.IsNaN(c.Second(k.X)) {
				t.Errorf("%s: f″(%v) = %v at a kink, want NaN", tt.f, k.X, c.Second(k.X))
			}
		}
	}
}

// All losses are convex in the prediction, and are the losses that networks are
// trained with.
func TestLossesOverThePrediction(t *testing.T) {
	t.Parallel()
	for _, truth := range []float64{0, 0.3, 1} {
		for name, loss := range map[string]string{"mse": "mse", "mae": "mae", "huber": "huber", "bce": "bce", "bce-logits": "bce"} {
			c := convexity(t, 7, "mode", "loss", "loss", name, "truth", sim.FormatNumber(truth))
			for z := -2.5; z <= 2.5; z += 0.25 {
				output, x := "linear", z
				if loss == "bce" {
					output = "sigmoid"
				}
				if name == "bce" {
					x = 1 / (1 + math.Exp(-z))
				}
				if got, want := c.At(x), lossOfNetwork(t, loss, output, z, truth); math.Abs(got-want) > 1e-12 {
					t.Errorf("%s, y = %v: %v at %v, want %v", name, truth, got, x, want)
				}
			}
			finishConvexity(t, c)
			if !c.Convex() || bendsDown(c) {
				t.Errorf("%s, y = %v is not convex in the prediction", name, truth)
			}
			for _, l := range c.Subject().Losses {
				if !l.Convex {
					t.Errorf("y = %v: %s is said not to be convex", truth, l.Loss)
				}
			}
		}
	}
}

// lossOfNetwork is the loss of a network that hands its input z on to the output.
func lossOfNetwork(t *testing.T, loss, output string, z, truth float64) float64 {
	t.Helper()
	l, err := network.ParseLoss(loss)
	if err != nil {
		t.Fatal(err)
	}
	o, err := network.ParseOutput(output)
	if err != nil {
		t.Fatal(err)
	}
	rnd := sim.NewRandom(1, 1)
	net, err := network.New(network.Config{Inputs: 1, Outputs: 1, Output: o, Loss: l}, &rnd)
	if err != nil {
		t.Fatal(err)
	}
	net.Params()[0] = 1
	p := network.NewPass(net, 1)
	p.Load([]float64{z}, []float64{truth})
	p.Forward()
	return p.Loss()
}

// Between two networks that have learnt XOR, from whatever seeds, there is a
// hill: the loss is not convex in the weights.
func TestNetworkLossIsNotConvexInTheWeights(t *testing.T) {
	t.Parallel()
	for seed := uint64(1); seed <= 7; seed++ {
		c := convexity(t, seed, "mode", "network")
		ends := c.Subject().Ends
		for i, end := range ends {
			if end.Seed != seed+uint64(i) || end.Accuracy != 1 || end.Loss > 0.02 || math.Abs(c.At(float64(i))-end.Loss) > 1e-15 {
				t.Errorf("seed %d: the end %+v is no network that has learnt, or not at s = %d (L = %v)", seed, end, i, c.At(float64(i)))
			}
		}
		for range experiment.Parts {
			c.Step()
		}
		w, found := c.Witness()
		if !found || w.A != 0 || w.B != 1 || w.Gap < 0.1 {
			t.Errorf("seed %d: the chord between both networks gives no witness: %+v", seed, w)
		}
		if !bendsDown(c) {
			t.Errorf("seed %d: L″ is nowhere below 0", seed)
		}
	}
}

// The ends of the line are what the lab train makes of the same setup.
func TestLineEndsAreTrainedAsInTrain(t *testing.T) {
	t.Parallel()
	setup := sim.NewSetup("train", experiment.TrainParams())
	setup.Seed = 7
	for _, change := range [][2]string{
		{"data", "xor"}, {"samples", "4"}, {"noise", "0"}, {"hidden", "4"}, {"batch", "0"}, {"optimizer", "adam"}, {"rate", "0.1"},
	} {
		var err error
		if setup, err = setup.With(change[0], change[1]); err != nil {
			t.Fatal(err)
		}
	}
	run, err := experiment.NewTrain(setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		run.Step()
	}
	if got := convexity(t, 7, "mode", "network").Subject().Ends[0].Loss; got != run.Loss() {
		t.Errorf("the end of the line has L = %v, the lab train %v", got, run.Loss())
	}
}

func TestMovingAPointBeginsItsChordAnew(t *testing.T) {
	t.Parallel()
	c := convexity(t, 7, "f", "w^2")
	for range experiment.Parts + 5 {
		c.Step()
	}
	if !c.OfGrid() || c.Tested() != 5 {
		t.Fatalf("after all t of the chosen chord it has tested %d of the grid", c.Tested())
	}
	setup := sim.NewSetup("convexity", experiment.ConvexityParams())
	e, err := setup.ParseEdit("25:a=-3")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Apply(e); err != nil {
		t.Fatal(err)
	}
	if chord := c.Chord(); c.OfGrid() || chord.A != -3 || chord.B != 1.4 || chord.K() != 0 {
		t.Errorf("the chord is %+v", chord)
	}
	for range experiment.Parts + 1 {
		c.Step()
	}
	if c.Tested() != 6 {
		t.Errorf("the grid goes on with %d tested, want 6", c.Tested())
	}
	// What lies beyond the axis is held to its end.
	if e, err = setup.ParseEdit("0:b=100"); err != nil {
		t.Fatal(err)
	}
	if err := c.Apply(e); err != nil {
		t.Fatal(err)
	}
	if b := c.Chord().B; b != 4.25 || b != c.Subject().Hi {
		t.Errorf("b = 100 is at %v of an axis up to %v", b, c.Subject().Hi)
	}
	if e, err = setup.ParseEdit("0:f=w^3"); err != nil {
		t.Fatal(err)
	}
	if err := c.Apply(e); err == nil {
		t.Error("another curve is taken without a restart")
	}
}

// What cannot be compared is said not to be, and is not taken for convex.
func TestNothingToCompareIsNoVerdict(t *testing.T) {
	t.Parallel()
	tests := []struct {
		f        string
		compared func(chords int) int
		outcome  sim.Outcome
		says     string
	}{
		{"sqrt(-1 - w^2)", func(int) int { return 0 }, sim.Stuck, "nothing to compare"},
		// A grid of 17 points: the 16 chords to 0 have no value there.
		{"w/w", func(chords int) int { return chords - 16 }, sim.Stuck, "the tests disagree"},
		{"w^2 + 0.001*sin(50w)", func(chords int) int { return chords }, sim.Stuck, "none of 136 chords breaks the rule"},
		{"w^2", func(chords int) int { return chords }, sim.Converged, "136 chords"},
	}
	for _, tt := range tests {
		c := convexity(t, 7, "f", tt.f)
		finishConvexity(t, c)
		if got, want := c.Compared(), tt.compared(c.Chords()); got != want {
			t.Errorf("%s: %d of %d chords are compared, want %d", tt.f, got, c.Chords(), want)
		}
		if s := c.Status(); s.Outcome != tt.outcome || !strings.Contains(s.Text(), tt.says) {
			t.Errorf("%s: status %v, %q; want %v, %q", tt.f, s.Outcome, s.Text(), tt.outcome, tt.says)
		}
		if r := c.Report().(experiment.ConvexityReport); !r.Convex || r.Compared != c.Compared() {
			t.Errorf("%s: no chord was below the curve, the report is %+v", tt.f, r)
		}
	}
}

// The chord that ends the test is the witness, and one more step leaves it.
func TestTheEndShowsTheWitness(t *testing.T) {
	t.Parallel()
	c := convexity(t, 7)
	last := c.Last()
	for range last {
		c.Step()
	}
	if s := c.Status(); s.Outcome != sim.Stuck || s.Step != last {
		t.Errorf("the test ends with %v at step %d, not at its last, %d", s.Outcome, s.Step, last)
	}
	for range 2 {
		w, _ := c.Witness()
		if r := c.Report().(experiment.ConvexityReport); r.A != w.A || r.B != w.B || r.T != w.T || r.Gap != w.Gap || w.Gap == 0 {
			t.Errorf("the end shows %+v, the witness is %+v", r, w)
		}
		if c.Last() != last {
			t.Errorf("the last step is %d, was %d", c.Last(), last)
		}
		c.Step()
	}
}

func TestEveryModeSaysWhatItIgnores(t *testing.T) {
	t.Parallel()
	for mode, want := range map[string]string{
		"chord": "loss truth starts rate", "compare": "loss truth", "loss": "f goal starts rate", "network": "f goal loss truth starts rate",
	} {
		setup, err := sim.NewSetup("convexity", experiment.ConvexityParams()).With("mode", mode)
		if err != nil {
			t.Fatal(err)
		}
		var idle []string
		for _, p := range setup.Params() {
			if p.Idle != nil && p.Idle(setup) {
				idle = append(idle, p.Name)
			}
		}
		if got := strings.Join(idle, " "); got != want {
			t.Errorf("mode %s ignores %q, want %q", mode, got, want)
		}
	}
}

func TestSameStartsMeetOnTheConvexCurveOnly(t *testing.T) {
	t.Parallel()
	c := convexity(t, 7, "mode", "compare")
	finishConvexity(t, c)
	r := c.Report().(experiment.CompareReport)
	if r.ConvexPlaces != 1 || r.OtherPlaces != 2 || len(r.Runs) != 8 {
		t.Errorf("the balls end in %d and %d places: %+v", r.ConvexPlaces, r.OtherPlaces, r.Runs)
	}
	if s := c.Status(); s.Outcome != sim.Converged || !strings.Contains(s.Text(), "on the convex curve 1, on the other 2") {
		t.Errorf("status %v: %s", s.Outcome, s.Text())
	}
	up := convexity(t, 7, "mode", "compare", "goal", "max", "f", "-w^4 + 3w^2 - w")
	finishConvexity(t, up)
	if u, w := up.Places(); u != 1 || w != 2 {
		t.Errorf("climbing, the balls end in %d and %d places", u, w)
	}
}

func TestConvexityStepsAllocateNothing(t *testing.T) {
	for _, mode := range []string{"chord", "loss", "network"} {
		c := convexity(t, 7, "mode", mode)
		if n := testing.AllocsPerRun(50, c.Step); n != 0 {
			t.Errorf("%s: %v allocations a step", mode, n)
		}
	}
}

func BenchmarkConvexityOpensNetwork(b *testing.B) {
	setup, err := sim.NewSetup("convexity", experiment.ConvexityParams()).With("mode", "network")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := experiment.NewConvexity(setup, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkConvexityOpensWavy is a curve that changes its way of bending 36
// times.
func BenchmarkConvexityOpensWavy(b *testing.B) {
	setup, err := sim.NewSetup("convexity", experiment.ConvexityParams()).With("f", "w^2 + 0.1*sin(14w)")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := experiment.NewConvexity(setup, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// The points that are asked for are those of the chord, wherever they lie.
func TestChosenPointsAreTaken(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ f, a, b string }{
		{"w-shape", "-1", "2"}, {"w-shape", "-12.5", "0.3"}, {"w^2", "3", "-200"}, {"exp(w)", "0", "1"}, {"|w|", "-300", "300"},
	} {
		chord := convexity(t, 7, "f", tt.f, "a", tt.a, "b", tt.b).Chord()
		if a, b := sim.FormatNumber(chord.A), sim.FormatNumber(chord.B); a != tt.a || b != tt.b {
			t.Errorf("%s: the chord of %s and %s goes from %s to %s", tt.f, tt.a, tt.b, a, b)
		}
	}
	// Where there is nothing, the axis ends.
	if chord := convexity(t, 7, "f", "ln(w)", "a", "-1").Chord(); chord.A < 0 {
		t.Errorf("the chord of ln begins at %v", chord.A)
	}
}

package experiment

import (
	"slices"

	"nabla/sim"
	"nabla/sim/landscape"
)

// What the convexity experiment looks at.
const (
	ModeChord   = "chord"   // a curve f
	ModeCompare = "compare" // balls on w² and on f
	ModeLoss    = "loss"    // a loss over the prediction
	ModeNetwork = "network" // a network's loss between two trained ones
)

// ConvexityParams returns the parameters of the test for convexity. The mode
// brings the points a and b along, for the axis is another in each.
func ConvexityParams() []sim.Param {
	only := func(modes ...string) func(sim.Setup) bool {
		return func(s sim.Setup) bool { return !slices.Contains(modes, s.Value("mode").String()) }
	}
	curves := only(ModeChord, ModeCompare)
	loss, balls := only(ModeLoss), only(ModeCompare)
	return []sim.Param{
		{Name: "mode", Kind: sim.Choice, Default: ModeChord, Choices: []string{ModeChord, ModeCompare, ModeLoss, ModeNetwork}, Brings: chordEnds},
		{
			Name: "f", Kind: sim.Formula, Default: "w-shape", Symbol: "f(w)",
			Choices: landscape.Names(), Check: checkLandscape, About: aboutCurve, Idle: curves,
		},
		{Name: "goal", Kind: sim.Choice, Default: goalMin, Choices: []string{goalMin, goalMax}, Idle: curves},
		{Name: "loss", Kind: sim.Choice, Default: lossMSE, Choices: lossCurves(), About: aboutLossCurve, Idle: loss},
		{Name: "truth", Kind: sim.Number, Default: "1", Min: 0, Max: 1, Step: 0.1, Symbol: "y", Idle: loss},
		{
			Name: "starts", Kind: sim.Numbers, Default: "-1.9,0.1,0.4,1.7", Min: -1e6, Max: 1e6, Step: 0.1,
			Symbol: "w₀", Live: true, Idle: balls,
		},
		{Name: "rate", Kind: sim.Number, Default: "0.07", Min: 1e-6, Max: 100, Log: true, Symbol: "µ", Live: true, Idle: balls},
	}
}

// chordEnds are the points a and b of the chord, in a mode that has one: places on
// the axis. What lies beyond the axis is held to its end.
func chordEnds(mode string) []sim.Param {
	pair := func(a, b string, lo, hi, step float64) []sim.Param {
		return []sim.Param{
			{Name: "a", Kind: sim.Number, Default: a, Min: lo, Max: hi, Step: step, Live: true},
			{Name: "b", Kind: sim.Number, Default: b, Min: lo, Max: hi, Step: step, Live: true},
		}
	}
	switch mode {
	case ModeLoss:
		return pair("0.1", "0.9", -300, 300, 0.1)
	case ModeNetwork:
		return pair("0", "1", -lineMargin, 1+lineMargin, 0.05)
	case ModeCompare:
		return nil
	}
	return pair("-1.6", "1.4", -300, 300, 0.1)
}

// Convexity tests a function g of one number for convexity by its definition:
//
//	g(t·a + (1−t)·b) ≤ t·g(a) + (1−t)·g(b)   for all a, b and 0 ≤ t ≤ 1,
//
// which is that no chord is below the curve. The first steps move t along the
// chord between the points a and b that were chosen; each step after that
// tests the chord of one more pair of points of a grid, at all t, until all
// pairs were tested. One chord below the curve is a witness that g is not
// convex, and stays one: in the end it is the chord that is shown.
//
// What g is the parameter mode says: f (for the goal max −f, which is convex
// where f is concave), a loss over the prediction, or the loss of a network
// along the straight line between two trained ones. In the mode compare there
// are no chords: balls are released from the same starts on w² and on f.
type Convexity struct {
	mode    string
	subject *subject // what no step changes
	probe   probe

	a, b  float64 // as chosen
	chord Chord   // under test
	k     int     // how far along the chosen chord t has come
	pair  int     // pairs of the grid tested
	wide  bool    // the chord is not under test at k: it is of the grid, or the last
	cut   int     // how many of them were below the curve
	blank int     // how many of them had nothing to compare

	witness Witness // its Gap is 0 while there is none
	step    int
	done    int // the step at which the last chord was tested

	pairing *pairing // of the mode compare, else nil
}

// NewConvexity starts the test as the setup says.
func NewConvexity(setup sim.Setup, _ sim.Opener) (*Convexity, error) {
	c := &Convexity{mode: setup.Value("mode").String()}
	if c.mode == ModeCompare {
		p, err := newPairing(setup)
		c.pairing = p
		return c, err
	}
	var err error
	if c.subject, c.probe, err = newSubject(setup); err != nil {
		return nil, err
	}
	c.a, c.b = setup.Value("a").Number(), setup.Value("b").Number()
	c.choose()
	c.test()
	return c, nil
}

// Step tests the next t of the chosen chord or the next chord of the grid. With
// all of them tested it does nothing.
func (c *Convexity) Step() {
	c.step++
	switch {
	case c.pairing != nil:
		c.pairing.step()
		return
	case c.finished():
		return
	case c.k < Parts:
		c.k++
		c.test()
	default:
		c.testPair()
	}
	if c.finished() {
		c.rest()
	}
}

// testPair tests the next chord of the grid.
func (c *Convexity) testPair() {
	i, j := c.subject.grid.pair(c.pair)
	c.chord = newChord(&c.probe, c.subject.grid.at(i), c.subject.grid.at(j))
	c.chord.at = c.chord.worst()
	c.wide = true
	c.pair++
	if c.chord.Cut(c.chord.at) {
		c.cut++
	}
	if !c.chord.comparable() {
		c.blank++
	}
	c.test()
}

// finished reports whether every chord was tested, the chosen one at every t.
func (c *Convexity) finished() bool { return c.pair == c.Chords() && c.k == Parts }

// rest ends the test: what it leaves to be seen is the witness, without one the
// middle of the chosen chord.
func (c *Convexity) rest() {
	c.done = c.step
	if w, found := c.Witness(); found {
		c.chord = newChord(&c.probe, w.A, w.B)
		c.chord.at = w.k
	} else {
		c.choose()
		c.chord.at = Parts / 2
	}
	c.wide = true
}

// choose takes the chord between the chosen points.
func (c *Convexity) choose() {
	c.chord = newChord(&c.probe, c.subject.held(c.a), c.subject.held(c.b))
	c.wide = false
}

// test looks at the chord at its present t.
func (c *Convexity) test() {
	if !c.wide {
		c.chord.at = c.k
	}
	if !c.chord.Cut(c.chord.at) {
		return
	}
	if now := c.chord.witness(); c.witness.Gap < now.Gap {
		c.witness = now
	}
}

// Clone returns a copy that shares what is not changed.
func (c *Convexity) Clone() *Convexity {
	d := *c
	d.probe = c.probe.clone()
	d.pairing = c.pairing.clone()
	return &d
}

// Apply moves the points a and b, and the balls and their step size in the mode
// compare. What does not belong to the mode changes nothing in it.
func (c *Convexity) Apply(e sim.Edit) error {
	switch e.Name {
	case "a", "b":
		to := &c.a
		if e.Name == "b" {
			to = &c.b
		}
		*to = e.Value.Number()
		if c.pairing != nil {
			return nil
		}
		if c.wide || c.finished() {
			c.k = 0 // from the grid back to the chosen points
		}
		c.choose()
		c.test()
		return nil
	case "starts", "rate":
		if c.pairing == nil {
			return nil
		}
		return c.pairing.apply(e)
	}
	return restart(e)
}

// Mode returns which of the modes it is.
func (c *Convexity) Mode() string { return c.mode }

// Chord returns the chord under test.
func (c *Convexity) Chord() Chord { return c.chord }

// OfGrid reports whether the chord under test is one of the grid's, not that
// of the points a and b.
func (c *Convexity) OfGrid() bool { return c.wide }

// Convex reports whether no chord tested so far was below the curve.
func (c *Convexity) Convex() bool { return c.witness.Gap == 0 }

// Witness returns the chord that was farthest below the curve so far, and the t
// at which it was, and false while none was.
func (c *Convexity) Witness() (w Witness, found bool) { return c.witness, !c.Convex() }

// Chords returns how many chords the grid has.
func (c *Convexity) Chords() int { return c.subject.grid.pairs() }

// Tested returns how many chords of the grid were tested.
func (c *Convexity) Tested() int { return c.pair }

// Cut returns how many of the tested chords were below the curve somewhere.
func (c *Convexity) Cut() int { return c.cut }

// Compared returns how many of the tested chords could be compared with the
// curve, at one t between their ends at least.
func (c *Convexity) Compared() int { return c.pair - c.blank }

// Last returns the step after which nothing changes any more, 0 while that
// cannot be told, as of balls that still roll.
func (c *Convexity) Last() int {
	if c.pairing != nil {
		return c.Status().Step
	}
	if c.finished() {
		return c.done
	}
	return c.step + (Parts - c.k) + (c.Chords() - c.pair)
}

// Status tells how the test stands. It has converged once every chord of the
// grid was tested, none was below the curve and the second derivative agrees. It
// is stuck with a witness, with nothing to compare, and where the second
// derivative is below 0 though no chord shows it.
func (c *Convexity) Status() sim.Status {
	if c.pairing != nil {
		return c.pairing.status()
	}
	if !c.finished() {
		return sim.Status{}
	}
	s, concave := sim.Status{Outcome: sim.Stuck, Step: c.done}, c.subject.Flipped
	switch {
	case !c.Convex():
		s.Reason = ChordCut{Witness: c.witness, Concave: concave}
	case c.Compared() == 0:
		s.Reason = NothingToCompare{Chords: c.Chords()}
	case c.Disagree():
		s.Reason = TestsDisagree{Chords: c.Compared(), Concave: concave}
	default:
		s.Outcome, s.Reason = sim.Converged, NoChordCut{Chords: c.Compared(), Concave: concave}
	}
	return s
}

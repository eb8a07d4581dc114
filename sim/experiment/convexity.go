package experiment

import (
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

// ConvexityParams returns the parameters of the test for convexity.
func ConvexityParams() []sim.Param {
	return []sim.Param{
		{Name: "mode", Kind: sim.Choice, Default: ModeChord, Choices: []string{ModeChord, ModeCompare, ModeLoss, ModeNetwork}},
		{
			Name: "f", Kind: sim.Formula, Default: "w-shape", Symbol: "f(w)",
			Choices: landscape.Names(), Check: checkLandscape, About: aboutCurve,
		},
		{Name: "goal", Kind: sim.Choice, Default: goalMin, Choices: []string{goalMin, goalMax}},
		{Name: "a", Kind: sim.Number, Default: "-1.6", Min: -300, Max: 300, Step: 0.1, Live: true},
		{Name: "b", Kind: sim.Number, Default: "1.4", Min: -300, Max: 300, Step: 0.1, Live: true},
		{Name: "loss", Kind: sim.Choice, Default: lossMSE, Choices: lossCurves(), About: aboutLossCurve},
		{Name: "truth", Kind: sim.Number, Default: "1", Min: 0, Max: 1, Step: 0.1, Symbol: "y"},
		{Name: "starts", Kind: sim.Numbers, Default: "-1.9,0.1,0.4,1.7", Min: -1e6, Max: 1e6, Step: 0.1, Symbol: "w₀", Live: true},
		{Name: "rate", Kind: sim.Number, Default: "0.07", Min: 1e-6, Max: 100, Log: true, Symbol: "µ", Live: true},
	}
}

// Convexity tests a function g of one number for convexity by its definition:
//
//	g(t·a + (1−t)·b) ≤ t·g(a) + (1−t)·g(b)   for all a, b and 0 ≤ t ≤ 1,
//
// which is that no chord is below the curve. The first steps move t along the
// chord between the points a and b that were chosen; each step after that
// tests the chord of one more pair of points of a grid, at all t, until all
// pairs were tested. One chord below the curve is a witness that g is not
// convex, and stays one.
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
	wide  bool    // the chord is one of the grid's
	cut   int     // how many of them were below the curve

	witness Witness // its Gap is 0 while there is none
	step    int
	done    int // the step at which the last pair was tested

	pairing *pairing // of the mode compare, else nil
}

// NewConvexity starts the test as the setup says.
func NewConvexity(setup sim.Setup, _ sim.Opener) (*Convexity, error) {
	c := &Convexity{
		mode: setup.Value("mode").String(),
		a:    setup.Value("a").Number(), b: setup.Value("b").Number(),
	}
	if c.mode == ModeCompare {
		p, err := newPairing(setup)
		c.pairing = p
		return c, err
	}
	var err error
	if c.subject, c.probe, err = newSubject(setup); err != nil {
		return nil, err
	}
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
	case c.k < Parts:
		c.k++
		c.test()
	case c.pair < c.Chords():
		i, j := c.subject.grid.pair(c.pair)
		c.chord = newChord(&c.probe, c.subject.grid.at(i), c.subject.grid.at(j))
		c.chord.at = c.chord.worst()
		c.wide = true
		if c.chord.Cut(c.chord.at) {
			c.cut++
		}
		c.test()
		if c.pair++; c.pair == c.Chords() {
			c.done = c.step
		}
	}
}

// choose takes the chord between the chosen points, each held to where there
// is something to test.
func (c *Convexity) choose() {
	c.chord = newChord(&c.probe, c.subject.grid.hold(c.a), c.subject.grid.hold(c.b))
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
		if c.wide {
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

// Status tells how the test stands: converged once every chord of the grid was
// tested and none was below the curve; stuck, with the witness, if one was.
func (c *Convexity) Status() sim.Status {
	switch {
	case c.pairing != nil:
		return c.pairing.status()
	case c.pair < c.Chords() || c.k < Parts:
		return sim.Status{}
	case !c.Convex():
		return sim.Status{Outcome: sim.Stuck, Step: c.done, Reason: ChordCut{Witness: c.witness, Concave: c.subject.Flipped}}
	}
	return sim.Status{Outcome: sim.Converged, Step: c.done, Reason: NoChordCut{Chords: c.Chords(), Concave: c.subject.Flipped}}
}

// ConvexityReport is what one step of the test reports. Of Point the values are
// Curve and, on the chord, Chord; Gap is Curve − Chord.
type ConvexityReport struct {
	T       float64  `json:"t"`
	Chord   float64  `json:"chord"`
	Curve   float64  `json:"curve"`
	Convex  bool     `json:"convex"` // no chord so far was below the curve
	A       float64  `json:"a"`
	B       float64  `json:"b"`
	Point   float64  `json:"point"` // t·a + (1−t)·b
	Gap     float64  `json:"gap"`
	Second  float64  `json:"second"` // the second derivative at the point, NaN where there is none
	Tested  int      `json:"tested"` // chords of the grid
	Cut     int      `json:"cut"`    // those of them that were below the curve
	Chords  int      `json:"chords"` // that the grid has
	Witness *Witness `json:"witness,omitempty"`
}

// Report returns a [ConvexityReport], in the mode compare a [CompareReport].
func (c *Convexity) Report() any {
	if c.pairing != nil {
		return c.pairing.report()
	}
	r := ConvexityReport{
		T: c.chord.T(), Chord: c.chord.Line(c.chord.at), Curve: c.chord.Curve(c.chord.at), Convex: c.Convex(),
		A: c.chord.A, B: c.chord.B, Point: c.chord.X(c.chord.at), Gap: c.chord.Gap(c.chord.at),
		Tested: c.pair, Cut: c.cut, Chords: c.Chords(),
	}
	r.Second = c.Second(r.Point)
	if w, found := c.Witness(); found {
		r.Witness = &w
	}
	return r
}

package experiment

import (
	"fmt"
	"math"
	"slices"

	"nabla/sim"
	"nabla/sim/calculus"
	"nabla/sim/landscape"
)

// subject is what is tested for convexity, without what it takes to evaluate
// it: it never changes.
type subject struct {
	Subject

	grid chordGrid
	bend bending
}

// Subject is what is tested for convexity, as a screen names it.
type Subject struct {
	ID       string // tells it from others
	Symbol   string // f, −f for a maximum, L for a loss
	Variable string // what is on the axis: w, ŷ, z, s
	Formula  string // empty for a network's loss
	Truth    string // y of a loss, else empty
	Flipped  bool   // −f is tested, to be maximised

	Lo, Hi float64       // what is worth drawing
	Ends   [2]NetworkEnd // of the line between two networks
	Losses []LossVerdict // of all losses, where one over the prediction is tested
}

// probe evaluates what is tested.
type probe struct {
	formula *calculus.Formula // nil for a network
	sign    float64           // −1 for −f
	line    *weightLine       // nil for a formula
}

func (p *probe) at(x float64) float64 {
	if p.line != nil {
		return p.line.at(x)
	}
	return float64(p.sign * p.formula.At(x))
}

// second returns value, slope and second derivative: exact ones of a formula,
// by central differences along a network's line.
func (p *probe) second(x float64) (value, slope, second float64) {
	if p.line != nil {
		return p.line.second(x)
	}
	value, slope, second = p.formula.Curvature(x)
	return float64(p.sign * value), float64(p.sign * slope), float64(p.sign * second)
}

// clone leaves the working memory behind.
func (p *probe) clone() probe {
	c := *p
	c.line = p.line.clone()
	return c
}

// newSubject makes what the setup tests.
func newSubject(setup sim.Setup) (*subject, probe, error) {
	s := &subject{}
	p := probe{sign: 1}
	lo, hi, err := s.settle(setup, &p)
	if err != nil {
		return nil, p, err
	}
	s.grid = newChordGrid(lo, hi)
	// A margin, so that the ends of the grid are seen to be points of the curve.
	margin := s.grid.step / 2
	if p.line != nil {
		margin = lineMargin
	}
	s.Lo, s.Hi = s.grid.at(0)-margin, s.grid.at(s.grid.size()-1)+margin
	s.bend = newBending(&p, s.Lo, s.Hi)
	return s, p, nil
}

// settle chooses the function of the mode and returns the range to test it in.
func (s *subject) settle(setup sim.Setup, p *probe) (lo, hi float64, err error) {
	switch setup.Value("mode").String() {
	case ModeLoss:
		return s.overPrediction(setup, p)
	case ModeNetwork:
		if p.line, err = newWeightLine(setup.Seed); err != nil {
			return 0, 0, err
		}
		s.Symbol, s.Variable, s.Ends = "L", "s", p.line.ends
		s.ID = fmt.Sprintf("network %d", setup.Seed)
		return 0, 1, nil
	}
	curve, err := landscape.Open(setup.Value("f").String())
	if err != nil {
		return 0, 0, err
	}
	p.formula = curve.Formula()
	s.Symbol, s.Variable, s.Formula = "f", "w", p.formula.String()
	if vars := p.formula.Vars(); len(vars) == 1 {
		s.Variable = vars[0]
	}
	if setup.Value("goal").String() == goalMax {
		s.Symbol, s.Flipped, p.sign = "−f", true, -1
		s.Formula = negated(p.formula)
	}
	s.ID = fmt.Sprintf("%s %q", s.Symbol, p.formula.Text())
	lo, hi = curve.Range()
	lo, hi = trim(p, lo, hi)
	lo, hi = s.reach(setup, p, lo, hi)
	return lo, hi, nil
}

// reach widens the range to the points that were asked for, if there is anything
// there.
func (s *subject) reach(setup sim.Setup, p *probe, lo, hi float64) (from, to float64) {
	for i := range setup.Params() {
		param := &setup.Params()[i]
		if param.Name != "a" && param.Name != "b" || setup.Value(param.Name).String() == param.Default {
			continue
		}
		if x := setup.Value(param.Name).Number(); finite(p.at(x)) {
			lo, hi = min(lo, x), max(hi, x)
		}
	}
	return lo, hi
}

// held returns x, or the end of the axis that it lies beyond.
func (s *subject) held(x float64) float64 { return min(max(x, s.Lo), s.Hi) }

// negated writes −f as a textbook has it.
func negated(f *calculus.Formula) string {
	g, err := calculus.Parse("-("+f.Text()+")", f.Vars()...)
	if err != nil { // with the sign and the parentheses it is too long
		return "−(" + f.String() + ")"
	}
	return g.String()
}

func (s *subject) overPrediction(setup sim.Setup, p *probe) (lo, hi float64, err error) {
	name, truth := setup.Value("loss").String(), setup.Value("truth").Number()
	c, err := newLossCurve(name, truth)
	if err != nil {
		return 0, 0, err
	}
	p.formula = c.formula
	s.Symbol, s.Variable, s.Formula, s.Truth = "L", c.variable, c.text, sim.FormatNumber(truth)
	s.ID = fmt.Sprintf("%s %v", name, truth)
	s.Losses, err = judgeLosses(truth)
	return c.lo, c.hi, err
}

// trim cuts off both ends of a range what is not finite, or is so high or low
// that the rest would look flat.
func trim(p *probe, lo, hi float64) (from, to float64) {
	const samples = 256
	const enough = 1.8
	at := func(i int) float64 { return lo + float64((hi-lo)*(float64(i)/samples)) }
	sorted := make([]float64, 0, samples+1)
	for i := range samples + 1 {
		if y := p.at(at(i)); finite(y) {
			sorted = append(sorted, y)
		}
	}
	if len(sorted) == 0 {
		return lo, hi
	}
	slices.Sort(sorted)
	share := func(q float64) float64 { return sorted[int(q*float64(len(sorted)-1))] }
	high := share(0) + float64(enough*(share(0.75)-share(0)))
	low := share(1) - float64(enough*(share(1)-share(0.25)))
	shown := func(i int) bool {
		y := p.at(at(i))
		return finite(y) && (y <= high || high <= low) && (y >= low || high <= low)
	}
	i, j := 0, samples
	for i < j && !shown(i) {
		i++
	}
	for j > i && !shown(j) {
		j--
	}
	if i == j {
		return lo, hi
	}
	return at(i), at(j)
}

// Subject returns what is tested. In the mode compare it is the zero value.
func (c *Convexity) Subject() Subject {
	if c.subject == nil {
		return Subject{}
	}
	return c.subject.Subject
}

// At returns what is tested at x.
func (c *Convexity) At(x float64) float64 { return c.probe.at(x) }

// Second returns the second derivative at x, NaN where there is none.
func (c *Convexity) Second(x float64) float64 {
	for _, k := range c.subject.bend.kinks {
		if math.Abs(x-k.X) <= float64(1e-12*math.Max(1, math.Abs(k.X))) {
			return math.NaN()
		}
	}
	_, _, second := c.probe.second(x)
	return second
}

// Stretches returns the parts of the axis in which the second derivative keeps
// its sign, from left to right. The caller must not change them.
func (c *Convexity) Stretches() []Stretch { return c.subject.bend.stretches }

// Kinks returns where there is no second derivative though the function is
// finite on both sides. The caller must not change them.
func (c *Convexity) Kinks() []Kink { return c.subject.bend.kinks }

// Disagree reports whether the second derivative shows that the function is not
// convex though of all chords of the grid none was below the curve.
func (c *Convexity) Disagree() bool {
	return c.pair == c.Chords() && c.Convex() && c.subject.bend.down()
}

// Tears returns where the second derivative jumps. The caller must not change
// it.
func (c *Convexity) Tears() []float64 { return c.subject.bend.tears }

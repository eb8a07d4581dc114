package experiment

import (
	"fmt"
	"slices"
	"sync"

	"nabla/sim"
	"nabla/sim/landscape"
)

// The goals of a descent.
const (
	goalMin = "min"
	goalMax = "max"
)

// maxRuns is how many balls one descent moves at most.
const maxRuns = 512

// maxSpread is how many starts are spread over the range at most: as many as three
// step sizes have room for.
const maxSpread = maxRuns / 3

// DescentParams returns the parameters of a descent on a curve.
//
// They begin with one start on w² and three step sizes: one that glides in, one
// that zigzags in, one that zigzags away.
func DescentParams() []sim.Param {
	return slices.Concat(rolling("w^2", "0.4,0.6,1.2", "3"), under("balls", []sim.Param{
		{Name: "spread", Kind: sim.Whole, Default: "0", Min: 0, Max: maxSpread},
		{Name: "beta", Kind: sim.Number, Default: "0.9", Min: 0, Max: 0.999, Step: 0.05, Symbol: "β"},
		{Name: "noise", Kind: sim.Number, Default: "0", Min: 0, Max: 1000, Step: 0.5, Symbol: "σ"},
	}...), under("balls", scheduleParams()...))
}

// ballParams are those of the balls that one meets first: they start on both
// sides of a hill.
func ballParams() []sim.Param { return rolling("w-shape", "0.02", "-1.9,0.1,0.4,1.7") }

// rolling are the parameters of balls wherever they roll, with what they begin
// with.
func rolling(curve, rates, starts string) []sim.Param {
	return under("balls", []sim.Param{
		{
			Name: "f", Kind: sim.Formula, Default: curve, Symbol: "f(w)",
			Choices: landscape.Names(), Check: checkLandscape, About: aboutCurve,
		},
		{Name: "rates", Kind: sim.Numbers, Default: rates, Min: 1e-6, Max: 100, Log: true, Symbol: "µ", Live: true},
		{Name: "starts", Kind: sim.Numbers, Default: starts, Min: -1e6, Max: 1e6, Step: 0.1, Symbol: "w₀", Live: true},
		{Name: "method", Kind: sim.Choice, Default: GradientDescent.String(), Choices: methodNames(), About: aboutMethod},
		{Name: "goal", Kind: sim.Choice, Default: goalMin, Choices: []string{goalMin, goalMax}},
	}...)
}

func checkLandscape(text string) error { return landscape.Check(text) }

// Descent lets balls roll on a curve f, one for every pair of a start w₀ and a
// step size µ, by one of the methods; see [Method]. Where the method takes no
// step size there is one ball for every start.
//
// Of every ball it knows how it fares; see [Ball].
type Descent struct {
	curve  *landscape.Landscape
	text   string // what the curve was opened by
	points []landscape.Point
	starts []float64
	spread bool // the starts are spread over the range, not listed
	rates  []float64
	listed []float64 // the step sizes that were asked for, whether the method takes any or not
	rule   rule
	balls  []Ball
	step   int
	looked int // how many steps were looked ahead, ever

	bowl    float64 // f″ of a quadratic, 0 for any other curve
	size    int     // how many numbers, names and operations the formula has
	history sim.History
	row     []float64 // of the history; nil where nobody watches
}

// NewDescent starts a descent as the setup says.
func NewDescent(setup sim.Setup, _ sim.Opener) (*Descent, error) { return newDescent(setup, nil) }

// Descents starts descents one after the other, and keeps what it has found out
// about the last one's curve: to start again costs next to nothing. The zero value
// is ready. It may be used by several goroutines at a time.
type Descents struct {
	mu   sync.Mutex
	last *Descent
}

// Begin starts a descent as the setup says.
func (s *Descents) Begin(setup sim.Setup, _ sim.Opener) (*Descent, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d, err := newDescent(setup, s.last)
	if err == nil {
		s.last = d.bare()
	}
	return d, err
}

// newDescent starts a descent, with what is known of one on the same curve.
func newDescent(setup sim.Setup, known *Descent) (*Descent, error) {
	d, err := newBalls(setup, known)
	if err != nil {
		return nil, err
	}
	d.rule.beta = setup.Value("beta").Number()
	d.rule.noise = setup.Value("noise").Number()
	d.rule.schedule = scheduleOf(setup)
	if n := setup.Value("spread").Whole(); n > 0 {
		d.spread, d.starts = true, d.evenly(n)
	}
	return d, d.begin(setup, known)
}

// newRolling starts balls that have no more parameters than those of [rolling].
func newRolling(setup sim.Setup) (*Descent, error) {
	d, err := newBalls(setup, nil)
	if err != nil {
		return nil, err
	}
	return d, d.begin(setup, nil)
}

// newBalls reads what balls have in common wherever they roll.
func newBalls(setup sim.Setup, known *Descent) (*Descent, error) {
	text := setup.Value("f").String()
	if known == nil || known.text != text {
		curve, err := landscape.Open(text)
		if err != nil {
			return nil, err
		}
		known = &Descent{curve: curve, text: text, bowl: bowlCurvature(curve), size: len(curve.Formula().NewTape().Nodes())}
	}
	curve := known.curve
	d := &Descent{
		curve:  curve,
		text:   text,
		starts: setup.Value("starts").Numbers(),
		rates:  setup.Value("rates").Numbers(),
		rule:   newRule(curve, methodOf(setup.Value("method").String()), setup.Value("goal").String() == goalMax, setup.Seed),
		bowl:   known.bowl,
		size:   known.size,
	}
	if d.listed = d.rates; !d.rule.method.TakesRate() {
		d.rates = []float64{1}
	}
	return d, nil
}

// evenly returns n starts from one end of the curve's range to the other.
func (d *Descent) evenly(n int) []float64 {
	lo, hi := d.curve.Range()
	starts := make([]float64, n)
	for i := range starts {
		share := 0.5
		if n > 1 {
			share = float64(i) / float64(n-1)
		}
		starts[i] = lo + float64((hi-lo)*share)
	}
	return starts
}

// begin drops the balls, or refuses more than there may be.
func (d *Descent) begin(setup sim.Setup, known *Descent) error {
	if len(d.starts)*len(d.rates) > maxRuns {
		name := "starts"
		if d.spread {
			name = "spread"
		}
		return &sim.ParamError{Name: name, Text: setup.Value(name).String(), Err: sim.TooManyError{Count: len(d.starts), Limit: maxRuns / len(d.rates)}}
	}
	if known != nil && known.curve == d.curve && sameDomain(known, d) {
		d.points = known.points
	} else {
		d.survey()
	}
	for i, start := range d.starts {
		for j, rate := range d.rates {
			d.balls = append(d.balls, d.place(i*len(d.rates)+j, start, rate))
		}
	}
	return nil
}

// survey finds the stationary points: in the domain and, since a ball may settle
// beyond what is drawn, as far again on both sides.
func (d *Descent) survey() {
	lo, hi := d.Domain()
	d.points = d.curve.Stationary(lo-(hi-lo), hi+(hi-lo))
}

func sameDomain(a, b *Descent) bool {
	lo, hi := a.Domain()
	left, right := b.Domain()
	return lo == left && hi == right
}

// drop puts a ball of no index of its own at its start.
func (d *Descent) drop(start, rate float64) Ball { return d.place(0, start, rate) }

// place puts the ball of an index at its start.
func (d *Descent) place(index int, start, rate float64) Ball {
	b := Ball{Rate: rate, Start: start, W: start, index: index}
	d.prepare(&b)
	b.status = d.judge(&b)
	return b
}

// Step moves every ball once.
func (d *Descent) Step() {
	d.step++
	for i := range d.balls {
		d.move(&d.balls[i])
	}
	d.record()
}

// move takes a ball through a step, and judges it.
func (d *Descent) move(b *Ball) {
	b.remember()
	d.advance(b)
	b.status = d.judge(b)
}

// Clone returns a copy that shares the curve.
func (d *Descent) Clone() *Descent {
	c := *d
	c.balls = slices.Clone(d.balls)
	c.history = d.history.Clone()
	c.row = slices.Clone(d.row)
	return &c
}

// bytes is about how many a clone takes: the balls' trails, and what else they
// and the descent hold.
func (d *Descent) bytes() int {
	const number, holding = 8, 512
	return (number*trailLength+holding)*len(d.balls) + holding
}

// Apply changes the step sizes, or drops again the balls whose start is a new
// one; with another number of either the descent has to start again.
func (d *Descent) Apply(e sim.Edit) error {
	switch e.Name {
	case "rates":
		rates := e.Value.Numbers()
		if !d.rule.method.TakesRate() {
			d.listed = rates
			return nil
		}
		if len(rates) != len(d.rates) {
			return restart(e)
		}
		d.rates, d.listed = rates, rates
		for i := range d.balls {
			d.balls[i].setRate(rates[i%len(rates)])
		}
		return nil
	case "starts":
		starts := e.Value.Numbers()
		if d.spread {
			return nil // they are not where the balls were dropped
		}
		if len(starts) != len(d.starts) {
			return restart(e)
		}
		before := d.starts
		lo, hi := d.Domain()
		d.starts = starts
		if a, b := d.Domain(); a != lo || b != hi {
			d.survey()
		}
		for i := range d.balls {
			if now := starts[i/len(d.rates)]; now != before[i/len(d.rates)] {
				d.balls[i] = d.place(i, now, d.balls[i].Rate)
			}
		}
		return nil
	}
	return restart(e)
}

// restart is the answer to an edit that a running experiment cannot take.
func restart(e sim.Edit) error { return fmt.Errorf("%s: %w", e.Name, sim.ErrNeedsRestart) }

// Curve returns the landscape the balls roll on.
func (d *Descent) Curve() *landscape.Landscape { return d.curve }

// Points returns the stationary points of the curve in and around its domain.
// The caller must not change them.
func (d *Descent) Points() []landscape.Point { return d.points }

// Balls returns the balls, those of one start after the other. The caller must
// not change them.
func (d *Descent) Balls() []Ball { return d.balls }

// Rates returns the step sizes. The caller must not change them.
func (d *Descent) Rates() []float64 { return d.rates }

// Listed returns the step size of a ball's column among those that were asked for:
// its own, or the first for a method that takes none.
func (d *Descent) Listed(ball int) float64 { return d.listed[ball%len(d.rates)] }

// Starts returns where the balls were dropped, one for every len(Rates()) of
// them. The caller must not change it.
func (d *Descent) Starts() []float64 { return d.starts }

// Climbs reports whether the goal is a maximum.
func (d *Descent) Climbs() bool { return d.rule.climb }

// Next returns where the next step takes a ball.
func (d *Descent) Next(ball int) float64 { return d.rule.next(&d.balls[ball]) }

// Method returns how the balls move.
func (d *Descent) Method() Method { return d.rule.method }

// Spread reports whether the starts are spread over the range, not listed.
func (d *Descent) Spread() bool { return d.spread }

// Status tells how the balls fare together: on their way while one is; else
// diverged if one has, else stuck if one is, else converged.
func (d *Descent) Status() sim.Status {
	worst := d.balls[0].status
	for i := range d.balls {
		s := d.balls[i].status
		if s.Outcome == sim.Running || s.Outcome == sim.Zigzagging {
			return sim.Status{}
		}
		if s.Outcome > worst.Outcome && worst.Outcome != sim.Diverged || s.Outcome == sim.Diverged && worst.Outcome != sim.Diverged {
			worst = s
		}
	}
	return worst
}

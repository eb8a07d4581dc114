package experiment

import (
	"fmt"
	"slices"

	"nabla/sim"
	"nabla/sim/landscape"
)

// The methods and goals of a descent.
const (
	methodGradient = "gd"
	methodNewton   = "newton"
	goalMin        = "min"
	goalMax        = "max"
)

// maxRuns is how many balls one descent moves at most.
const maxRuns = 512

// DescentParams returns the parameters of a descent on a curve.
func DescentParams() []sim.Param {
	return under("balls", []sim.Param{
		{
			Name: "f", Kind: sim.Formula, Default: "w-shape", Symbol: "f(w)",
			Choices: landscape.Names(), Check: checkLandscape, About: aboutCurve,
		},
		{Name: "rates", Kind: sim.Numbers, Default: "0.02", Min: 1e-6, Max: 100, Log: true, Symbol: "µ", Live: true},
		{Name: "starts", Kind: sim.Numbers, Default: "-1.9,0.1,0.4,1.7", Min: -1e6, Max: 1e6, Step: 0.1, Symbol: "w₀", Live: true},
		{Name: "method", Kind: sim.Choice, Default: methodGradient, Choices: []string{methodGradient, methodNewton}},
		{Name: "goal", Kind: sim.Choice, Default: goalMin, Choices: []string{goalMin, goalMax}},
	}...)
}

func checkLandscape(text string) error {
	_, err := landscape.Open(text)
	return err
}

// Descent lets balls roll on a curve f, one for every pair of a start w₀ and a
// step size µ:
//
//	gd      w ← w − µ·f′(w)        (goal max: w ← w + µ·f′(w))
//	newton  w ← w − f′(w)/f″(w)    (µ is not used: one ball for every start)
//
// Of every ball it knows how it fares; see [Ball].
type Descent struct {
	curve  *landscape.Landscape
	points []landscape.Point
	starts []float64
	rates  []float64
	rule   rule
	balls  []Ball
	step   int
}

// rule is what all balls of a descent have in common.
type rule struct {
	newton bool
	climb  bool
}

// NewDescent starts a descent as the setup says.
func NewDescent(setup sim.Setup, _ sim.Opener) (*Descent, error) {
	curve, err := landscape.Open(setup.Value("f").String())
	if err != nil {
		return nil, err
	}
	d := &Descent{
		curve:  curve,
		starts: setup.Value("starts").Numbers(),
		rates:  setup.Value("rates").Numbers(),
		rule: rule{
			newton: setup.Value("method").String() == methodNewton,
			climb:  setup.Value("goal").String() == goalMax,
		},
	}
	if d.rule.newton {
		d.rates = []float64{1}
	}
	if n := len(d.starts) * len(d.rates); n > maxRuns {
		return nil, &sim.ParamError{Name: "starts", Text: setup.Value("starts").String(), Err: sim.TooManyError{Count: n, Limit: maxRuns}}
	}
	d.survey()
	for _, start := range d.starts {
		for _, rate := range d.rates {
			d.balls = append(d.balls, d.drop(start, rate))
		}
	}
	return d, nil
}

// survey finds the stationary points: in the domain and, since a ball may settle
// beyond what is drawn, as far again on both sides.
func (d *Descent) survey() {
	lo, hi := d.Domain()
	d.points = d.curve.Stationary(lo-(hi-lo), hi+(hi-lo))
}

// drop puts a ball at its start.
func (d *Descent) drop(start, rate float64) Ball {
	b := Ball{Rate: rate, Start: start, W: start}
	d.look(&b)
	b.status = d.judge(&b)
	return b
}

// Step moves every ball once.
func (d *Descent) Step() {
	d.step++
	for i := range d.balls {
		b := &d.balls[i]
		b.remember()
		before := *b
		b.W = d.rule.next(b)
		d.look(b)
		b.observe(&before)
		b.status = d.judge(b)
	}
}

// next returns where one step of the rule leads. Where f′ is 0 there is nothing
// left for Newton's method to solve, whatever f″ is.
func (r rule) next(b *Ball) float64 {
	switch {
	case r.newton && b.Slope == 0:
		return b.W
	case r.newton:
		return b.W - b.Slope/b.curvature
	case r.climb:
		return b.W + float64(b.Rate*b.Slope)
	}
	return b.W - float64(b.Rate*b.Slope)
}

// Clone returns a copy that shares the curve.
func (d *Descent) Clone() *Descent {
	c := *d
	c.balls = slices.Clone(d.balls)
	return &c
}

// Apply changes the step sizes, or drops again the balls whose start is a new
// one; with another number of either the descent has to start again.
func (d *Descent) Apply(e sim.Edit) error {
	switch e.Name {
	case "rates":
		rates := e.Value.Numbers()
		if d.rule.newton {
			return nil
		}
		if len(rates) != len(d.rates) {
			return restart(e)
		}
		d.rates = rates
		for i := range d.balls {
			d.balls[i].setRate(rates[i%len(rates)])
		}
		return nil
	case "starts":
		starts := e.Value.Numbers()
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
				d.balls[i] = d.drop(now, d.balls[i].Rate)
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

// Starts returns where the balls were dropped, one for every len(Rates()) of
// them. The caller must not change it.
func (d *Descent) Starts() []float64 { return d.starts }

// Climbs reports whether the goal is a maximum.
func (d *Descent) Climbs() bool { return d.rule.climb }

// Domain returns the range worth drawing: the curve's good range, widened to
// hold every start.
func (d *Descent) Domain() (lo, hi float64) {
	lo, hi = d.curve.Range()
	margin := (hi - lo) / 20
	for _, w := range d.starts {
		if w < lo {
			lo = w - margin
		}
		if w > hi {
			hi = w + margin
		}
	}
	return lo, hi
}

// Goals returns the stationary points that balls seek: the minima, or the maxima
// where the goal is to climb. They are in order of w; a new slice each time.
func (d *Descent) Goals() []landscape.Point {
	var goals []landscape.Point
	for _, p := range d.points {
		if p.Kind == d.Sought() {
			goals = append(goals, p)
		}
	}
	return goals
}

// Basin returns which of the goals a ball ends at that is dropped at w with
// step size rate, −1 for none within 1000 steps. It costs as many steps as that
// takes.
func (d *Descent) Basin(w, rate float64) int {
	b := Ball{Rate: rate, W: w}
	for range 1000 {
		if d.rule.newton {
			b.F, b.Slope, b.curvature = d.curve.Formula().Curvature(b.W)
		} else {
			b.F, b.Slope = d.curve.Formula().Slope(b.W)
		}
		d.tip(&b)
		if point, near := d.nearest(b.W); near && d.settles(&b, point) {
			return d.goal(point.W)
		}
		next := d.rule.next(&b)
		if !finite(next) || next == b.W {
			break
		}
		b.W = next
	}
	return -1
}

// goal returns which of the goals lies at w.
func (d *Descent) goal(w float64) int {
	i := 0
	for _, p := range d.points {
		switch {
		case p.Kind != d.Sought():
			continue
		case p.W == w:
			return i
		}
		i++
	}
	return -1
}

// Next returns where the next step takes a ball.
func (d *Descent) Next(ball int) float64 { return d.rule.next(&d.balls[ball]) }

// Newton reports whether the method is Newton's.
func (d *Descent) Newton() bool { return d.rule.newton }

// DescentReport is what one step of a descent reports.
type DescentReport struct {
	Runs []BallReport `json:"runs"`
}

// BallReport is what a descent reports of one ball. Slope is f′(w).
type BallReport struct {
	Rate   float64 `json:"rate"`
	Start  float64 `json:"start"`
	W      float64 `json:"w"`
	F      float64 `json:"f"`
	Slope  float64 `json:"slope"`
	Status string  `json:"status"`
	Reason string  `json:"reason"`
}

// Report returns a [DescentReport].
func (d *Descent) Report() any { return d.report() }

func (d *Descent) report() DescentReport {
	r := DescentReport{Runs: make([]BallReport, len(d.balls))}
	for i := range d.balls {
		b := &d.balls[i]
		r.Runs[i] = BallReport{
			Rate: b.Rate, Start: b.Start, W: b.W, F: b.F, Slope: b.Slope,
			Status: b.status.Outcome.String(), Reason: b.status.Text(),
		}
	}
	return r
}

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

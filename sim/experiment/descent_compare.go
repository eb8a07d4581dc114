package experiment

import (
	"context"
	"math"
	"slices"

	"nabla/sim"
	"nabla/sim/elementary"
	"nabla/sim/landscape"
)

// maxCompared is how many steps a method is given in a comparison.
const maxCompared = 1000

// Trial is how one method fares from a start.
type Trial struct {
	Method      Method
	Steps       int // until its outcome was certain, or 1000
	Evaluations Evaluations
	W           float64
	Digits      float64 // of w at that step; see [Descent.Digits]
	Status      sim.Status
}

// Comparison lets every method run from a start, those that take one with the step
// size and the schedule, none with noise, until it has converged, is stuck or
// diverges, for 1000 steps at most. It is worked out part by part.
type Comparison struct {
	alone  *Descent // with the method whose turn it is
	start  float64
	rate   float64
	ball   Ball
	trials []Trial
	all    []Method
}

// Compare returns the comparison, of which nothing is worked out.
func (d *Descent) Compare(start, rate float64) *Comparison {
	c := &Comparison{alone: d.bare(), start: start, rate: rate, all: Methods()}
	c.alone.starts = []float64{start}
	return c
}

// Work goes on for about so many operations, of a step at least, or until it is
// cancelled. It reports whether there is more to do.
func (c *Comparison) Work(ctx context.Context, operations int) (more bool) {
	d, b := c.alone, &c.ball
	begun := b.trailed > 0 // a step has been made
	for len(c.trials) < len(c.all) && operations > 0 && ctx.Err() == nil {
		if !begun {
			d.rule.method, d.step = c.all[len(c.trials)], 0
			*b, begun = d.drop(c.start, c.rate), true
		}
		if going := b.status.Outcome == sim.Running || b.status.Outcome == sim.Zigzagging; going && d.step < maxCompared {
			d.step++
			looked := d.looked
			d.move(b)
			operations -= (1 + d.looked - looked) * d.stepCost()
			continue
		}
		c.trials = append(c.trials, Trial{
			Method: d.rule.method, Steps: d.step, Evaluations: b.asked, W: b.W, Digits: d.Digits(b), Status: b.status,
		})
		operations -= d.stepCost()
		*b, begun = Ball{}, false
	}
	return len(c.trials) < len(c.all)
}

// Share is how much is done, from 0 to 1.
func (c *Comparison) Share() float64 { return float64(len(c.trials)) / float64(len(c.all)) }

// Trials returns how the methods fare, as far as that is worked out. The caller
// must not change it, nor read it while somebody works on the comparison.
func (c *Comparison) Trials() []Trial { return c.trials }

// Sweep is how many steps are needed over the step size. It is worked out part by
// part, the largest step size first.
type Sweep struct {
	Goal      landscape.Point
	Curvature float64   // L: |f″| there
	Rates     []float64 // even in the logarithm
	Steps     []float64 // until a goal is reached to a millionth; NaN where that does not happen

	descent *Descent
	start   float64
	middle  float64 // 1/L, or what stands for it
	next    int     // which step size is the next, from above; -1 once all are done
	left    int     // steps
}

// SweepSteps is how many steps a sweep gives to each step size.
const SweepSteps = 1000

// How far a sweep goes: from so much of 1/L, or of a share of the range where L is
// of no help, to so much of it, at so many step sizes, with so many steps
// altogether.
const (
	sweepFrom  = 0.02
	sweepTo    = 3
	sweepRates = 72
	sweepAll   = 40_000
)

// Sweep lets a ball run from a start with one step size after the other, without
// noise, the goal being the point whose curvature tells which step sizes are worth
// a try. It begins with the largest: where 40 000 steps are not enough for all, it
// is the smallest that are left out. Nothing of it is worked out yet.
func (d *Descent) Sweep(start float64, goal landscape.Point) *Sweep {
	s := &Sweep{Goal: goal, descent: d.bare(), start: start, next: sweepRates - 1, left: sweepAll}
	s.middle = float64(firstBracket * (d.rule.hi - d.rule.lo))
	if l := math.Abs(goal.Curvature); !goal.Kink && finite(l) && l > 0 {
		s.Curvature, s.middle = l, 1/l
	}
	return s
}

// Work goes on for about so many operations, of one step size at least, or until
// it is cancelled. It reports whether there is more to do.
func (s *Sweep) Work(ctx context.Context, operations int) (more bool) {
	for s.next >= 0 && operations > 0 && ctx.Err() == nil {
		share := float64(s.next) / (sweepRates - 1)
		rate := float64(s.middle * sweepFrom * elementary.Pow(sweepTo/sweepFrom, share))
		steps, reached := s.descent.needed(s.start, rate, SweepSteps)
		operations -= (steps + 1) * s.descent.stepCost()
		needed := float64(steps)
		if !reached {
			needed = math.NaN()
		}
		s.Rates, s.Steps = append(s.Rates, rate), append(s.Steps, needed)
		s.next--
		if s.left -= steps; s.left < SweepSteps {
			s.next = -1
		}
		if s.next < 0 {
			slices.Reverse(s.Rates)
			slices.Reverse(s.Steps)
		}
	}
	return s.next >= 0
}

// Share is how much is done, from 0 to 1.
func (s *Sweep) Share() float64 { return 1 - float64(s.next+1)/sweepRates }

// Destination returns the goal that a start leads to with a step size, or else the
// nearest; ok is false where there is none.
func (d *Descent) Destination(start, rate float64) (goal landscape.Point, ok bool) {
	if i := d.Basin(start, rate); i >= 0 {
		return d.Goals()[i], true
	}
	return d.Near(start)
}

// needed returns after how many steps a ball is at a goal, and whether it gets
// there within so many.
func (d *Descent) needed(start, rate float64, most int) (steps int, reached bool) {
	b := Ball{Rate: rate, Start: start, W: start, quiet: true}
	d.prepare(&b)
	for steps = range most + 1 {
		if p, near := d.nearest(b.W); near && d.settles(&b, p) {
			return steps, true
		}
		if next := d.rule.next(&b); steps == most || !finite(next) || next == b.W || d.far(&b) {
			break
		}
		d.advance(&b)
	}
	return steps, false
}

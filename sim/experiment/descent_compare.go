package experiment

import (
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

// Compare lets every method run from a start, those that take one with the step
// size and the schedule, none with noise, until it has converged, is stuck or
// diverges, for 1000 steps at most.
func (d *Descent) Compare(start, rate float64) []Trial {
	trials := make([]Trial, methods)
	for i, m := range Methods() {
		alone := Descent{curve: d.curve, points: d.points, starts: []float64{start}, rule: d.rule, bowl: d.bowl}
		alone.rule.method, alone.rule.noise = m, 0
		b := alone.drop(start, rate)
		for alone.step < maxCompared && (b.status.Outcome == sim.Running || b.status.Outcome == sim.Zigzagging) {
			alone.step++
			alone.move(&b)
		}
		trials[i] = Trial{Method: m, Steps: alone.step, Evaluations: b.asked, W: b.W, Digits: alone.Digits(&b), Status: b.status}
	}
	return trials
}

// Sweep is how many steps are needed over the step size.
type Sweep struct {
	Goal      landscape.Point
	Curvature float64   // L: |f″| there
	Rates     []float64 // even in the logarithm
	Steps     []float64 // until a goal is reached to a millionth; NaN where that does not happen
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
// is the smallest that are left out.
func (d *Descent) Sweep(start float64, goal landscape.Point) Sweep {
	sweep, middle := Sweep{Goal: goal}, float64(firstBracket*(d.rule.hi-d.rule.lo))
	if l := math.Abs(goal.Curvature); !goal.Kink && finite(l) && l > 0 {
		sweep.Curvature, middle = l, 1/l
	}
	left := sweepAll
	for i := sweepRates - 1; i >= 0 && left >= SweepSteps; i-- {
		share := float64(i) / (sweepRates - 1)
		rate := float64(middle * sweepFrom * elementary.Pow(sweepTo/sweepFrom, share))
		steps, reached := d.needed(start, rate, SweepSteps)
		left -= steps
		needed := float64(steps)
		if !reached {
			needed = math.NaN()
		}
		sweep.Rates, sweep.Steps = append(sweep.Rates, rate), append(sweep.Steps, needed)
	}
	slices.Reverse(sweep.Rates)
	slices.Reverse(sweep.Steps)
	return sweep
}

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

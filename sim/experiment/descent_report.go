package experiment

import (
	"fmt"
	"math"

	"nabla/sim/elementary"
	"nabla/sim/landscape"
)

// DescentReport is what one step of a descent reports.
type DescentReport struct {
	Runs []BallReport `json:"runs"`
}

// BallReport is what a descent reports of one ball. Slope is f′(w), StepSize is µ
// at the next step, and Digits are those of w that are right; see [Descent.Digits].
type BallReport struct {
	Method      string      `json:"method"`
	Rate        float64     `json:"rate"`
	StepSize    float64     `json:"step_size"`
	Start       float64     `json:"start"`
	W           float64     `json:"w"`
	F           float64     `json:"f"`
	Slope       float64     `json:"slope"`
	Evaluations Evaluations `json:"evaluations"`
	Digits      float64     `json:"digits"`
	Status      string      `json:"status"`
	Reason      string      `json:"reason"`
}

// Report returns a [DescentReport].
func (d *Descent) Report() any { return d.report() }

func (d *Descent) report() DescentReport {
	r := DescentReport{Runs: make([]BallReport, len(d.balls))}
	for i := range d.balls {
		b := &d.balls[i]
		r.Runs[i] = BallReport{
			Method: d.rule.method.String(), Rate: b.Rate, StepSize: d.StepSize(i), Start: b.Start, W: b.W, F: b.F, Slope: b.Slope,
			Evaluations: b.asked, Digits: d.Digits(b),
			Status: b.status.Outcome.String(), Reason: b.status.Text(),
		}
	}
	return r
}

// StepSize returns µ at a ball's next step, as the schedule has it.
func (d *Descent) StepSize(ball int) float64 { return d.rule.stepSize(&d.balls[ball]) }

// Beta returns β of momentum.
func (d *Descent) Beta() float64 { return d.rule.beta }

// Disturbance returns the noise on the slope at a ball's next step.
func (d *Descent) Disturbance(ball int) float64 { return d.rule.disturbance(&d.balls[ball]) }

// Limit returns how far a step of [MendedNewton] may go.
func (d *Descent) Limit() float64 { return d.rule.longest() }

// Velocity returns v before the ball's next step: what it still has of earlier
// slopes. It is 0 but for [Momentum].
func (b *Ball) Velocity() float64 { return b.memory.velocity }

// Before returns where the ball was a step ago and f′ there, as the secant method
// remembers it.
func (b *Ball) Before() (w, slope float64) { return b.memory.before, b.memory.slope }

// Inner returns the best place in the ball's bracket so far, of the golden section.
func (b *Ball) Inner() float64 { return b.memory.inner }

// Steps returns how many steps the ball has made since it was dropped.
func (b *Ball) Steps() int { return b.steps }

// Evaluations returns what its method has asked for since it was dropped.
func (b *Ball) Evaluations() Evaluations { return b.asked }

// fullDigits is how many digits a number has.
const fullDigits = 16

// Terms are all that a run depends on but its start, its step size and its noise: runs
// of equal terms are the same.
type Terms struct {
	formula string
	quiet   rule
	lo, hi  float64
	points  int
}

// String names the terms.
func (t Terms) String() string {
	return fmt.Sprintf("%q %+v %v %v %d", t.formula, t.quiet, t.lo, t.hi, t.points)
}

// Terms returns those of the descent.
func (d *Descent) Terms() Terms {
	t := Terms{formula: d.curve.Formula().Text(), quiet: d.rule, points: len(d.points)}
	t.lo, t.hi = d.Domain()
	t.quiet.noise, t.quiet.seed = 0, 0
	return t
}

// Near returns the point that is nearest to w of those that balls seek; ok is
// false where there is none.
func (d *Descent) Near(w float64) (point landscape.Point, ok bool) {
	for _, p := range d.points {
		if p.Kind == d.Sought() && (!ok || math.Abs(p.W-w) < math.Abs(point.W-w)) {
			point, ok = p, true
		}
	}
	return point, ok
}

// Cliff returns the step size from which on balls leave a point of this curvature
// again: 2/L, and (2 + 2β)/L with momentum.
func (d *Descent) Cliff(curvature float64) float64 {
	return d.rule.stableBelow() / math.Abs(curvature)
}

// Noise returns σ, 0 for a method that takes no step size.
func (d *Descent) Noise() float64 {
	if !d.rule.method.TakesRate() {
		return 0
	}
	return d.rule.noise
}

// Digits returns how many decimal digits of w agree with the nearest point of
// those that balls seek: −log₁₀(|w − w*| / max(1, |w*|)), from 0 to 16. Without
// such a point, or a place, there are none.
func (d *Descent) Digits(b *Ball) float64 {
	point, ok := d.Near(b.W)
	if !ok || !finite(b.W) {
		return 0
	}
	off := math.Abs(b.W-point.W) / max(1, math.Abs(point.W))
	if off == 0 {
		return fullDigits
	}
	return min(max(-elementary.Log10(off), 0), fullDigits)
}

package experiment

import (
	"math"

	"nabla/sim"
	"nabla/sim/landscape"
)

// trailLength is how many earlier places of a ball are kept.
const trailLength = 48

// Ball is one run of a descent: where it is, and how it fares.
type Ball struct {
	Rate  float64 // step size µ
	Start float64 // w₀
	W     float64 // where it is
	F     float64 // f(w)
	Slope float64 // f′(w)

	index     int     // among the balls: which noise is its own
	quiet     bool    // no noise disturbs it
	curvature float64 // f″(w), known where a method or somebody asks for it
	steps     int     // since it was dropped
	memory    memory  // what its method remembers
	asked     Evaluations
	trail     [trailLength]float64
	trailed   int // how many places were remembered, ever

	last   float64 // Δw of the last step
	growth float64 // |Δw| over that of the step before
	turns  int     // steps in a row that turned round
	status sim.Status
}

// Status tells how the ball fares: on its way, zigzagging (three steps in a
// row, each back over the last), converged (to a minimum, with the name of
// which), diverged, or stuck where there is no minimum.
func (b *Ball) Status() sim.Status { return b.status }

// Curvature returns f″(w).
func (b *Ball) Curvature() float64 { return b.curvature }

// AppendTrail appends up to 48 earlier places, the oldest first.
func (b *Ball) AppendTrail(dst []float64) []float64 {
	for age := min(b.trailed, trailLength); age >= 1; age-- {
		dst = append(dst, b.trail[(b.trailed-age)%trailLength])
	}
	return dst
}

func (b *Ball) remember() {
	b.trail[b.trailed%trailLength] = b.W
	b.trailed++
}

// setRate changes the step size; what was said of the old one no longer holds.
func (b *Ball) setRate(rate float64) {
	if rate == b.Rate {
		return
	}
	b.Rate = rate
	b.turns, b.growth = 0, 0
	if b.status.Outcome == sim.Diverged && finite(b.W) && finite(b.Slope) {
		b.status = sim.Status{}
	}
}

// observe notes what the step from before to where the ball is tells about the
// run.
func (b *Ball) observe(before float64) {
	step := b.W - before
	growth := 0.0
	if b.last != 0 {
		growth = math.Abs(step) / math.Abs(b.last)
	}
	b.turns++
	if b.steps == 0 || step*b.last >= 0 {
		b.turns = 0
	}
	b.steps++
	b.last, b.growth = step, growth
}

// zigzags is how many turns in a row make a zigzag, lookAhead how many steps
// are looked ahead, and farAway how many widths of the domain are far outside.
const (
	zigzags   = 3
	lookAhead = 1000
	farAway   = 1e6
)

// judge decides how a ball fares. Divergence stays, whatever the numbers do
// afterwards: it is said when they are no longer finite, or as soon as it is
// certain that every step to come is longer than the last.
func (d *Descent) judge(b *Ball) sim.Status {
	if b.status.Outcome == sim.Diverged {
		return b.status
	}
	if !finite(b.W) || !finite(b.F) || !finite(b.Slope) {
		return sim.Status{Outcome: sim.Diverged, Step: d.step, Reason: d.fault(b)}
	}
	if reason, certain := d.doomed(b); certain {
		return sim.Status{Outcome: sim.Diverged, Step: d.step, Reason: reason}
	}
	if b.growth > 1 && !d.rule.method.brackets() {
		switch escapes, turns := d.escapes(*b); {
		case escapes && turns:
			return because(b, d.step, sim.Diverged, GrowingZigzag{Factor: b.growth})
		case escapes:
			return because(b, d.step, sim.Diverged, RunningAway{})
		}
	}
	if d.far(b) {
		return sim.Status{Outcome: sim.Diverged, Step: d.step, Reason: OutOfSight{}}
	}
	point, near := d.nearest(b.W)
	if near && d.settles(b, point) {
		return because(b, d.step, sim.Converged, AtExtremum{W: point.W, F: point.F, Global: point.Global, Maximum: d.rule.climb})
	}
	if math.Abs(d.rule.next(b)-b.W) <= 1e-13*max(1, math.Abs(b.W)) {
		return d.rest(b, point, near)
	}
	switch {
	case b.turns < zigzags || d.rule.method.brackets():
		return sim.Status{}
	case b.status.Outcome == sim.Zigzagging:
		return b.status
	}
	return sim.Status{Outcome: sim.Zigzagging, Step: d.step}
}

// rest tells of a ball that its rule no longer moves, and that is not at a point
// it seeks, at which one it is, if it is near any.
func (d *Descent) rest(b *Ball, point landscape.Point, near bool) sim.Status {
	switch b.status.Reason.(type) {
	case Undefined:
		return b.status // it has not moved since
	case AtRest:
		if b.last == 0 && b.status.Outcome == sim.Stuck {
			return b.status
		}
	case AtExtremum:
		if b.last == 0 && b.status.Outcome == sim.Converged {
			return b.status
		}
	}
	if b.Slope == 0 {
		if floor, ok := d.floor(b, near); ok {
			return because(b, d.step, sim.Converged, floor)
		}
		if err := d.check(b); err != nil {
			return sim.Status{Outcome: sim.Stuck, Step: d.step, Reason: undefined(err, b.W)}
		}
	}
	if reason := d.idle(b); reason != nil {
		return sim.Status{Outcome: sim.Stuck, Step: d.step, Reason: reason}
	}
	if near {
		return because(b, d.step, sim.Stuck, AtRest{W: point.W, Kind: point.Kind})
	}
	return because(b, d.step, sim.Stuck, Flat{Slope: b.Slope + 0}) // not -0
}

// fault returns why a ball's numbers are not finite: the part of the formula
// that is to blame, as long as there is a place to blame it at.
func (d *Descent) fault(b *Ball) sim.Reason {
	if finite(b.W) {
		if err := d.check(b); err != nil {
			return undefined(err, b.W)
		}
	}
	return NotFinite{}
}

// check returns what is wrong with the formula where the ball is, if anything.
func (d *Descent) check(b *Ball) error {
	f := d.curve.Formula()
	return f.Check([]float64{b.W}[:len(f.Vars())]) // a constant has no variable
}

// because returns the status of a ball with this outcome for this reason: the
// present one if it says the same, so that a ball at rest costs no memory.
func because[R interface {
	comparable
	sim.Reason
}](b *Ball, step int, outcome sim.Outcome, reason R) sim.Status {
	if old, same := b.status.Reason.(R); same && b.status.Outcome == outcome && old == reason {
		return b.status
	}
	return sim.Status{Outcome: outcome, Step: step, Reason: reason}
}

// escapes reports whether the ball, left to its rule, goes on to make every step
// longer than the one before until it is far outside, and whether it turns round
// on the way. A run is deterministic: looking ahead is as certain as waiting. It
// costs up to a thousand steps of one ball, and only while its steps grow.
func (d *Descent) escapes(b Ball) (escapes, turns bool) {
	turns = b.turns > 0
	for range lookAhead {
		if d.far(&b) {
			return true, turns
		}
		last := b.last
		d.looked++
		d.advance(&b)
		if math.Abs(b.last) <= math.Abs(last) || finite(b.W) && math.IsNaN(b.F) {
			return false, turns // or it comes to where there is no value: that is another end
		}
		turns = turns || b.last*last < 0
		if !finite(b.W) || !finite(b.Slope) {
			return true, turns
		}
	}
	return false, turns
}

// far reports whether a ball is a million times the width of the domain outside.
func (d *Descent) far(b *Ball) bool {
	lo, hi := d.Domain()
	away := float64(farAway * (hi - lo))
	return b.W < lo-away || b.W > hi+away
}

// nearest returns the stationary point that w has reached to a millionth.
func (d *Descent) nearest(w float64) (landscape.Point, bool) {
	for _, p := range d.points {
		if math.Abs(w-p.W) <= 1e-6*max(1, math.Abs(p.W)) {
			return p, true
		}
	}
	return landscape.Point{}, false
}

// settles reports whether the point is one that the ball seeks and will not
// leave again: with gradient descent nearness is not enough, since for
// µ·|f″| ≥ 2 the steps grow however near they begin, and what carries a ball on
// or disturbs it may take it away again unless its last step was short too.
func (d *Descent) settles(b *Ball, p landscape.Point) bool {
	if p.Kind != d.Sought() {
		return false
	}
	if !d.rule.method.TakesRate() {
		return true
	}
	calm := b.steps == 0 || math.Abs(b.last) <= 1e-6*max(1, math.Abs(p.W))
	if (d.rule.method == Momentum || d.rule.noisy(b)) && !calm {
		return false
	}
	if p.Kink {
		return b.W == p.W || calm && b.steps > 0 && d.rule.schedule.Vanishes()
	}
	return b.W == p.W || math.Abs(float64(d.rule.stepSize(b)*p.Curvature)) < d.rule.stableBelow()
}

// Sought returns the kind of stationary point that balls seek.
func (d *Descent) Sought() landscape.Kind {
	if d.rule.climb {
		return landscape.Maximum
	}
	return landscape.Minimum
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

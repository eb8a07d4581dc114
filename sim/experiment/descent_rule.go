package experiment

import (
	"math"

	"nabla/sim"
	"nabla/sim/landscape"
	"nabla/sim/optimizer"
)

// rule is what all balls of a descent have in common: how they move.
type rule struct {
	method   Method
	climb    bool
	beta     float64 // of momentum
	noise    float64 // σ of what is added to the slope, of the methods with a step size
	seed     uint64
	schedule optimizer.Schedule

	lo, hi float64 // the curve's range: brackets are looked for there and as far again
}

// standardBeta is β where no parameter says otherwise.
const standardBeta = 0.9

func newRule(curve *landscape.Landscape, method Method, climb bool, seed uint64) rule {
	r := rule{method: method, climb: climb, beta: standardBeta, seed: seed}
	r.lo, r.hi = curve.Range()
	return r
}

// memory is what a method remembers of a ball's way.
type memory struct {
	velocity float64 // v of momentum

	before, slope float64 // where the ball was before, and f′ there: of the secant method

	bracketed     bool
	lo, hi        float64 // the bracket
	inner, innerF float64 // the best place in it, of the golden section
}

// Shares of the curve's range: the longest step of the mended method of Newton,
// the first step of the secant method, and the first that looks for a bracket.
const (
	longestStep  = 1.0 / 4
	firstSecant  = 1.0 / 100
	firstBracket = 1.0 / 50
)

// down turns a derivative of f into that of what is made small.
func (r *rule) down(derivative float64) float64 {
	if r.climb {
		return -derivative
	}
	return derivative
}

// stepSize returns µ at the ball's next step.
func (r *rule) stepSize(b *Ball) float64 {
	return r.schedule.Rate(b.Rate, b.steps)
}

// stableBelow is the product of step size and curvature at which the steps no
// longer get shorter near a minimum.
func (r *rule) stableBelow() float64 {
	if r.method == Momentum {
		return 2 + float64(2*r.beta)
	}
	return 2
}

func (r *rule) noisy(b *Ball) bool { return r.noise > 0 && !b.quiet && r.method.TakesRate() }

// disturbance returns what is added to the slope at the ball's next step: the
// same for the same seed, ball and step, however one comes there.
func (r *rule) disturbance(b *Ball) float64 {
	if !r.noisy(b) {
		return 0
	}
	// Streams of the generator by ball and step, away from those of other uses.
	const streams = 1 << 32
	random := sim.NewRandom(r.seed, streams+uint64(b.index)*streams+uint64(b.steps))
	random.Uint64()
	return float64(r.noise * random.Norm())
}

// velocity returns what the step size is multiplied by in the ball's next step.
func (r *rule) velocity(b *Ball) float64 {
	g := b.Slope + r.disturbance(b)
	if r.method == Momentum {
		return float64(r.beta*b.memory.velocity) + g
	}
	return g
}

// next returns where the next step takes the ball. Where f′ is 0 there is
// nothing left for Newton's method to solve, whatever f″ is.
func (r *rule) next(b *Ball) float64 {
	switch r.method {
	case Newton:
		if b.Slope == 0 {
			return b.W
		}
		return b.W - b.Slope/b.curvature
	case MendedNewton:
		return b.W - r.down(r.mended(b))
	case Secant:
		return r.secant(b)
	case Bisection, GoldenSection:
		return r.probe(b)
	case GradientDescent, Momentum:
	}
	return b.W - r.down(float64(r.stepSize(b)*r.velocity(b)))
}

// mended returns f′/|f″|, no longer than the longest step.
func (r *rule) mended(b *Ball) float64 {
	limit := r.longest()
	if b.Slope == 0 || !finite(b.Slope) {
		return b.Slope
	}
	step := b.Slope / math.Abs(b.curvature)
	if !(math.Abs(step) <= limit) { // f″ is 0, or no number
		return math.Copysign(limit, b.Slope)
	}
	return step
}

// longest is how far a step of the mended method may go.
func (r *rule) longest() float64 { return float64(longestStep * (r.hi - r.lo)) }

// secant returns where the secant of f′ through the last two places is 0; after
// the start, a hundredth of the range downhill.
func (r *rule) secant(b *Ball) float64 {
	m := &b.memory
	switch {
	case b.Slope == 0 || !finite(b.Slope):
		return b.W
	case b.steps == 0:
		return b.W - math.Copysign(firstSecant*(r.hi-r.lo), r.down(b.Slope))
	case b.Slope == m.slope:
		return b.W // a level secant is 0 nowhere
	}
	return b.W - float64(b.Slope*(b.W-m.before))/(b.Slope-m.slope)
}

// prepare puts a ball to its start: it looks round, for a bracket if its method
// needs one.
func (d *Descent) prepare(b *Ball) {
	d.look(b)
	b.ask(d.rule.method)
	if d.rule.method.brackets() {
		d.bracket(b)
	}
}

// ask counts what the method asks for where the ball is.
func (b *Ball) ask(m Method) {
	switch {
	case m == GoldenSection:
		b.asked.F++
	case m.bends():
		b.asked.Slope++
		b.asked.Curvature++
	default:
		b.asked.Slope++
	}
}

// advance takes a ball through a step, without judging it.
func (d *Descent) advance(b *Ball) {
	before := b.W
	next := d.rule.next(b)
	switch d.rule.method {
	case Momentum:
		b.memory.velocity = d.rule.velocity(b)
	case Secant:
		if next != b.W {
			b.memory.before, b.memory.slope = b.W, b.Slope
		}
	case GradientDescent, Newton, MendedNewton, Bisection, GoldenSection:
	}
	b.W = next
	d.look(b)
	if next != before || d.rule.method.TakesRate() {
		b.ask(d.rule.method)
	}
	if d.rule.method.brackets() {
		d.narrow(b)
	}
	b.observe(before)
}

package experiment

import (
	"math"

	"nabla/sim"
	"nabla/sim/minimizer"
	"nabla/sim/optimizer"
)

// Racer is one optimiser of a race: where it is, and how it fares.
type Racer struct {
	Name     string     // as it was typed: adam(lr=0.1)
	At       [2]float64 // where it is
	F        float64    // f there
	Gradient [2]float64 // ∇f there

	spec        optimizer.Spec
	rule        optimizer.Optimizer // nil for a method
	method      minimizer.Minimizer // nil for a rule
	factors     [2]float64          // see expect
	evaluations int                 // of a rule's gradient
	moved       [2]float64          // the last step
	turns       int                 // steps in a row that turned by more than a right angle
	resting     bool                // at rest at the point that follows
	point       [2]float64
	status      sim.Status
}

// Status tells how the optimiser fares. It is
//
//   - converged where it rests at a minimum: a point whose Hessian is positive
//     definite, its eigenvalues being in a ratio of less than 10⁸. To rest is
//     to be no further from the point, by Newton's method, and to have moved by
//     no more in the last step, than a millionth of max(1, |x|, |y|). Plain
//     gradient descent, momentum and Nesterov's must also be stable there for
//     their step size (µ·λmax < 2 for the first), or they would leave again;
//   - stuck where it rests in that way at a saddle, at a maximum, or where the
//     Hessian does not tell, and where it moves by 1e-13 of max(1, |x|, |y|) or
//     less though it is nowhere near such a point;
//   - diverged where a number is no longer finite, where it is a million times
//     the width of the surface's range away from it, and, with the three rules
//     named on a quadratic, from the first step on if what they multiply the
//     distance by along an eigenvector is above 1 (|1 − µλ| for the first) and
//     the gradient has a part along it: then no step to come changes that;
//   - zigzagging after three steps in a row, each of which turned by more than
//     a right angle.
//
// Diverged stays until the step size is changed. The others are judged anew at
// every step: Adam, for one, may leave a minimum once its memory has faded.
func (b *Racer) Status() sim.Status { return b.status }

// GradientNorm returns ‖∇f‖.
func (b *Racer) GradientNorm() float64 { return minimizer.Length(b.Gradient) }

// Evaluations returns how often the optimiser has asked for f, its gradient and
// its Hessian, the start included. An update rule asks for the gradient alone:
// that f is known too is for those who watch.
func (b *Racer) Evaluations() minimizer.Evaluations {
	if b.method != nil {
		return b.method.Evaluations()
	}
	return minimizer.Evaluations{Gradient: b.evaluations}
}

// Rate returns the step size µ; ok is false for a method that finds its own.
func (b *Racer) Rate() (rate float64, ok bool) {
	if b.rule != nil {
		return b.rule.Rate(), true
	}
	if n, isNewton := b.method.(*minimizer.Newton); isNewton {
		return n.Rate(), true
	}
	return 0, false
}

// advance moves the optimiser once.
func (b *Racer) advance() {
	if b.method != nil {
		b.method.Step(&b.At)
		return
	}
	b.rule.Begin()
	b.rule.Update(0, b.At[:], b.Gradient[:])
}

// busy reports whether the optimiser may be at work though it does not move, as
// Nelder and Mead's is while its simplex shrinks.
func (b *Racer) busy() bool {
	return b.method != nil && b.method.Ended() == minimizer.NotEnded && b.Kind() != "newton"
}

// follows reports whether the optimiser goes by the step size of the race.
func (b *Racer) follows() bool { return b.rule != nil && !b.spec.HasRate }

// clone returns a copy with memory of its own.
func (b *Racer) clone() Racer {
	c := *b
	if c.rule != nil {
		c.rule = c.rule.Clone()
	}
	if c.method != nil {
		c.method = c.method.Clone()
	}
	return c
}

// setRate changes the step size; what was said of the old one no longer holds.
func (b *Racer) setRate(rate float64, on *bowl) {
	b.rule.SetRate(rate)
	b.expect(on)
	b.turns, b.resting = 0, false
	if b.status.Outcome == sim.Diverged && finite(b.F) && finite(minimizer.Length(b.At)) && finite(minimizer.Length(b.Gradient)) {
		b.status = sim.Status{}
	}
}

// observe notes what the last step tells about the run.
func (b *Racer) observe(before [2]float64) {
	step := [2]float64{b.At[0] - before[0], b.At[1] - before[1]}
	b.turns++
	if !(minimizer.Dot(step, b.moved) < 0) {
		b.turns = 0
	}
	b.moved = step
}

// factor is [factorOf] the racer's rule; it is not ok for a method.
func (b *Racer) factor(eigenvalue float64) (factor float64, ok bool) {
	if b.rule == nil {
		return 0, false
	}
	return factorOf(b.spec, b.rule, eigenvalue)
}

// expect works out what is to come on a quadratic: the factors along its two
// eigenvectors, 0 where they are not known.
func (b *Racer) expect(on *bowl) {
	b.factors = [2]float64{}
	if on == nil || b.rule == nil || b.rule.Rate() == 0 {
		return
	}
	for i, eigenvalue := range on.Values {
		b.factors[i], _ = b.factor(eigenvalue)
	}
}

// stable reports whether the optimiser, once at a point with this Hessian,
// stays, as far as that can be said of its rule.
func (b *Racer) stable(at minimizer.Modes) bool {
	for _, eigenvalue := range at.Values {
		if factor, ok := b.factor(eigenvalue); ok && !(math.Abs(factor) < 1) {
			return false
		}
	}
	return true
}

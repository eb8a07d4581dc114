package experiment

import (
	"math"

	"nabla/sim/elementary"
	"nabla/sim/landscape"
	"nabla/sim/minimizer"
	"nabla/sim/optimizer"
)

// Next returns an optimiser as it will be after the next step, but for f, its
// gradient and its status, which are still those of now.
func (r *Race) Next(i int) Racer {
	b := r.racers[i].clone()
	b.advance()
	return b
}

// Hessian returns the second derivatives of the surface at a place, row by row,
// and their modes.
func (r *Race) Hessian(at [2]float64) (h [4]float64, modes minimizer.Modes) {
	r.terrain.Formula().Hessian(at[:], h[:])
	return h, minimizer.NewModes(h)
}

// Place tells what a level place with these curvatures is.
func (r *Race) Place(modes *minimizer.Modes) Place { return place(modes) }

// Known returns what is known of the surface beforehand, nothing of a formula
// that was typed. Its slices must not be changed.
func (r *Race) Known() landscape.Surface { return r.known }

// Rates are how much nearer to the bottom of a quadratic an optimiser gets with
// a step, in the long run: 0.9 for a tenth.
type Rates struct {
	Predicted float64 // by the eigenvalues and the step size
	Measured  float64 // over the last Steps steps; NaN while there is none
	Steps     int
}

// rateWindow is over how many steps a rate is measured.
const rateWindow = 20

// Rates returns the rates of an optimiser; ok is false for a surface that is no
// quadratic with a bottom, and for optimisers whose rate no formula gives.
func (r *Race) Rates(i int) (rates Rates, ok bool) {
	b := &r.racers[i]
	if r.bowl == nil || !(r.bowl.Values[0] > 0) {
		return rates, false
	}
	for _, eigenvalue := range r.bowl.Values {
		factor, known := b.factor(eigenvalue)
		if !known {
			return rates, false
		}
		rates.Predicted = max(rates.Predicted, math.Abs(factor))
	}
	rates.Measured, rates.Steps = r.measured(i)
	return rates, true
}

// measured returns the mean factor by which the distance to the bottom changed
// with each of the last steps.
func (r *Race) measured(i int) (factor float64, steps int) {
	b, bottom := &r.racers[i], r.bottom()
	for k := r.history.Len() - 1; k >= 0; k-- {
		if steps = r.step - r.history.Step(k); steps >= rateWindow || k == 0 {
			x, y := r.history.Value(k, historyColumns*i), r.history.Value(k, historyColumns*i+1)
			before := minimizer.Length([2]float64{x - bottom[0], y - bottom[1]})
			now := minimizer.Length([2]float64{b.At[0] - bottom[0], b.At[1] - bottom[1]})
			// Near the bottom what is left is rounding.
			if steps == 0 || !(now > float64(nearness*nearness*max(1, minimizer.Length(bottom)))) {
				return math.NaN(), steps
			}
			return elementary.Pow(now/before, 1/float64(steps)), steps
		}
	}
	return math.NaN(), 0
}

// bottom returns the lowest point of a quadratic.
func (r *Race) bottom() [2]float64 {
	x, y := r.terrain.Range()
	at := [2]float64{x.Lo, y.Lo}
	var slope [2]float64
	r.terrain.Formula().Gradient(at[:], slope[:])
	for i, eigenvalue := range r.bowl.Values {
		along := r.bowl.Along(i)
		far := minimizer.Dot(slope, along) / eigenvalue
		at[0] -= float64(far * along[0])
		at[1] -= float64(far * along[1])
	}
	return at
}

// IsMethod reports whether the optimiser is a classical method, not an update
// rule.
func (b *Racer) IsMethod() bool { return b.method != nil }

// Kind returns the name of the optimiser's rule or method, without options.
func (b *Racer) Kind() string { return b.spec.Name() }

// Option returns the value of one of its options, and whether it has it.
func (b *Racer) Option(name string) (float64, bool) { return b.spec.Value(name) }

// Moments returns what an update rule remembers of gradients and of their
// squares, nil for nothing; see [optimizer.Moments].
func (b *Racer) Moments() (first, second []float64) {
	if b.rule == nil {
		return nil, nil
	}
	return optimizer.Moments(b.rule)
}

// Work returns the lines of the next update of x, 0, or y, 1, worked out; nil
// for a method. See [optimizer.Work].
func (b *Racer) Work(axis int) []optimizer.Line {
	if b.rule == nil {
		return nil
	}
	return optimizer.Work(b.rule, axis, b.At[axis], b.Gradient[axis])
}

// Limit returns the step size from which on an update rule leaves a minimum whose
// highest curvature this is, where that can be said: 2/λ of plain descent,
// (2+2β)/λ of momentum, (2+2β)/((1+2β)·λ) of Nesterov's.
func (b *Racer) Limit(highest float64) (limit float64, ok bool) {
	beta, _ := b.spec.Value("momentum")
	switch {
	case !(highest > 0):
		return 0, false
	case b.Kind() == "sgd":
		return 2 / highest, true
	case b.Kind() == "momentum":
		return (2 + float64(2*beta)) / highest, true
	case b.Kind() == "nesterov":
		return (2 + float64(2*beta)) / float64((1+float64(2*beta))*highest), true
	}
	return 0, false
}

// Share returns which share of its direction damped Newton went last, and
// whether it is that.
func (b *Racer) Share() (share float64, ok bool) {
	d, ok := b.method.(*minimizer.Damped)
	if !ok {
		return 0, false
	}
	return d.Share(), true
}

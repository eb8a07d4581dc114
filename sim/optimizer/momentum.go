package optimizer

import "slices"

// Momentum is gradient descent with Polyak's heavy ball,
//
//	v ← β·v + g        v = 0 at first, so that it starts as the first gradient
//	w ← w − µ·v
//
// as torch.optim.SGD with momentum=β and dampening 0. Keras keeps the velocity
// with the step size in it, v ← β·v − µ·g and w ← w + v, which is the same path
// as long as µ does not change.
type Momentum struct {
	rate, beta float64
	velocity   []float64
}

// Begin begins an iteration.
func (*Momentum) Begin() {}

// Update moves the parameters from number lo on.
func (o *Momentum) Update(lo int, w, g []float64) {
	check(lo, w, g, len(o.velocity))
	v := o.velocity[lo:][:len(g)]
	for i, slope := range g {
		v[i] = float64(o.beta*v[i]) + slope
		w[i] -= float64(o.rate * v[i])
	}
}

// Velocity returns v, one number per parameter. It is not to be changed.
func (o *Momentum) Velocity() []float64 { return o.velocity }

// Rate returns the step size µ.
func (o *Momentum) Rate() float64 { return o.rate }

// SetRate changes the step size.
func (o *Momentum) SetRate(rate float64) { o.rate = rate }

// Clone returns a copy with memory of its own.
func (o *Momentum) Clone() Optimizer {
	c := o.copied()
	return &c
}

func (o *Momentum) copied() Momentum {
	c := *o
	c.velocity = slices.Clone(o.velocity)
	return c
}

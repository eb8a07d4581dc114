package optimizer

// Nesterov is momentum that looks ahead (Nesterov 1983, in the form of Sutskever
// et al. 2013): the step is the one that the ball would make next if the gradient
// stayed,
//
//	v ← β·v + g        v = 0 at first
//	w ← w − µ·(g + β·v)
//
// as torch.optim.SGD with momentum=β and nesterov=True. Keras keeps the velocity
// with the step size in it, v ← β·v − µ·g and w ← w + β·v − µ·g, which is the
// same path as long as µ does not change.
type Nesterov struct {
	Momentum
}

// Update moves the parameters from number lo on.
func (o *Nesterov) Update(lo int, w, g []float64) {
	check(lo, w, g, len(o.velocity))
	v := o.velocity[lo:][:len(g)]
	for i, slope := range g {
		v[i] = float64(o.beta*v[i]) + slope
		w[i] -= float64(o.rate * (slope + float64(o.beta*v[i])))
	}
}

// Clone returns a copy with memory of its own.
func (o *Nesterov) Clone() Optimizer { return &Nesterov{o.copied()} }

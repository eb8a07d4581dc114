package optimizer

import "slices"

// Lion is Chen et al.'s rule (2023), found by a search over programs. Every
// parameter moves by µ, up or down, and the decay is decoupled,
//
//	c = β₁·m + (1−β₁)·g        m = 0 at first
//	w ← w − µ·(sign(c) + λ·w)
//	m ← β₂·m + (1−β₂)·g
//
// with sign(0) = 0. As in the paper, and as keras.optimizers.Lion, which has the
// same defaults; PyTorch does not have the rule. What is not finite has no sign
// here: it moves the parameter as it is, so that it is seen.
type Lion struct {
	rate, beta1, beta2, decay float64
	mean                      []float64 // m
}

// Begin begins an iteration.
func (*Lion) Begin() {}

// Update moves the parameters from number lo on.
func (o *Lion) Update(lo int, w, g []float64) {
	check(lo, w, g, len(o.mean))
	m := o.mean[lo:][:len(g)]
	for i, slope := range g {
		c := float64(o.beta1*m[i]) + float64((1-o.beta1)*slope)
		w[i] -= float64(o.rate * (sign(c) + float64(o.decay*w[i])))
		m[i] = float64(o.beta2*m[i]) + float64((1-o.beta2)*slope)
	}
}

// sign returns −1, 0 or 1, and x where it is not finite.
func sign(x float64) float64 {
	switch {
	case x-x != 0:
		return x
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// Rate returns the step size µ.
func (o *Lion) Rate() float64 { return o.rate }

// SetRate changes the step size.
func (o *Lion) SetRate(rate float64) { o.rate = rate }

// Clone returns a copy with memory of its own.
func (o *Lion) Clone() Optimizer {
	c := *o
	c.mean = slices.Clone(o.mean)
	return &c
}

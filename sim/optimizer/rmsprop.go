package optimizer

import (
	"math"
	"slices"
)

// RMSprop is Hinton's rule (lecture 6 of his course of 2012), which divides the
// gradient by the root of a running mean of its square,
//
//	v ← α·v + (1−α)·g²        v = 0 at first, without bias correction
//	w ← w − µ·g/(√v + ε)
//
// with ε outside the root, as torch.optim.RMSprop without momentum and not
// centered. Keras calls α rho, with 0.9, and its ε of 1e-7 is within the root.
type RMSprop struct {
	rate, alpha, eps float64
	square           []float64 // v
}

// Begin begins an iteration.
func (*RMSprop) Begin() {}

// Update moves the parameters from number lo on.
func (o *RMSprop) Update(lo int, w, g []float64) {
	check(lo, w, g, len(o.square))
	v := o.square[lo:][:len(g)]
	for i, slope := range g {
		v[i] = float64(o.alpha*v[i]) + float64((1-o.alpha)*float64(slope*slope))
		w[i] -= float64(o.rate * (slope / (math.Sqrt(v[i]) + o.eps)))
	}
}

// Rate returns the step size µ.
func (o *RMSprop) Rate() float64 { return o.rate }

// SetRate changes the step size.
func (o *RMSprop) SetRate(rate float64) { o.rate = rate }

// Clone returns a copy with memory of its own.
func (o *RMSprop) Clone() Optimizer {
	c := *o
	c.square = slices.Clone(o.square)
	return &c
}

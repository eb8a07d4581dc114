package optimizer

import (
	"math"
	"slices"
)

// Adagrad is Duchi, Hazan and Singer's rule (2011), which gives each parameter a
// step size that only ever falls: at iteration t,
//
//	s ← s + g²        s is initial_accumulator_value at first
//	w ← w − µ/(1 + (t−1)·lr_decay) · g/(√s + ε)
//
// as torch.optim.Adagrad. Keras starts s at 0.1, has no lr_decay, and its ε of
// 1e-7 is within the root.
type Adagrad struct {
	rate, decay, eps float64
	initial          float64   // initial_accumulator_value
	sum              []float64 // s
	divisor          float64   // 1 + (t−1)·lr_decay
	steps            int       // t
}

// Begin begins an iteration: t ← t+1.
func (o *Adagrad) Begin() {
	o.divisor = 1 + float64(float64(o.steps)*o.decay)
	o.steps++
}

// Update moves the parameters from number lo on. It panics before the first
// Begin.
func (o *Adagrad) Update(lo int, w, g []float64) {
	check(lo, w, g, len(o.sum))
	checkBegun(o.steps)
	step := o.rate / o.divisor
	s := o.sum[lo:][:len(g)]
	for i, slope := range g {
		s[i] += float64(slope * slope)
		w[i] -= float64(step * (slope / (math.Sqrt(s[i]) + o.eps)))
	}
}

// Rate returns the step size µ, before lr_decay.
func (o *Adagrad) Rate() float64 { return o.rate }

// SetRate changes the step size.
func (o *Adagrad) SetRate(rate float64) { o.rate = rate }

// Clone returns a copy with memory of its own.
func (o *Adagrad) Clone() Optimizer {
	c := *o
	c.sum = slices.Clone(o.sum)
	return &c
}

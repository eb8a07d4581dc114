package optimizer

import (
	"math"
	"slices"
)

// Adam is Kingma and Ba's rule (2015), with bias correction, at iteration t:
//
//	m ← β₁·m + (1−β₁)·g
//	v ← β₂·v + (1−β₂)·g²
//	w ← w − µ/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε)
//
// with ε outside the root, as torch.optim.Adam. Keras's ε is 1e-7 and added to
// √v before the correction.
type Adam struct {
	rate, beta1, beta2, eps float64
	first, second           []float64 // m and v
	power1, power2          float64   // β₁ᵗ and β₂ᵗ
	steps                   int       // t
}

// Begin begins an iteration: t ← t+1.
func (o *Adam) Begin() {
	o.steps++
	o.power1 = float64(o.power1 * o.beta1)
	o.power2 = float64(o.power2 * o.beta2)
}

// Update moves the parameters from number lo on. It panics before the first
// Begin.
func (o *Adam) Update(lo int, w, g []float64) {
	check(lo, w, g, len(o.first))
	checkBegun(o.steps)
	step := o.rate / (1 - o.power1)
	root := math.Sqrt(1 - o.power2)
	m, v := o.first[lo:][:len(g)], o.second[lo:][:len(g)]
	for i, slope := range g {
		m[i] = float64(o.beta1*m[i]) + float64((1-o.beta1)*slope)
		v[i] = float64(o.beta2*v[i]) + float64((1-o.beta2)*float64(slope*slope))
		w[i] -= float64(step * (m[i] / (math.Sqrt(v[i])/root + o.eps)))
	}
}

// First returns m, the mean of past gradients, and Second v, that of their
// squares, both without the bias correction. They are not to be changed.
func (o *Adam) First() []float64 { return o.first }

// Second returns v, the mean of past gradients' squares.
func (o *Adam) Second() []float64 { return o.second }

// Steps returns t, the number of iterations begun.
func (o *Adam) Steps() int { return o.steps }

// Rate returns the step size µ.
func (o *Adam) Rate() float64 { return o.rate }

// SetRate changes the step size.
func (o *Adam) SetRate(rate float64) { o.rate = rate }

// Clone returns a copy with memory of its own.
func (o *Adam) Clone() Optimizer {
	c := o.copied()
	return &c
}

func (o *Adam) copied() Adam {
	c := *o
	c.first, c.second = slices.Clone(o.first), slices.Clone(o.second)
	return c
}

package optimizer

import (
	"math"
	"slices"
)

// Adadelta is Zeiler's rule (2012), which sets the size of a step by that of past
// steps,
//
//	v ← ρ·v + (1−ρ)·g²            v = u = 0 at first
//	d = √(u + ε)/√(v + ε) · g
//	u ← ρ·u + (1−ρ)·d²
//	w ← w − µ·d
//
// with ε within the roots, as torch.optim.Adadelta. The rule needs no step size:
// µ scales what it has found, and with µ = 1, PyTorch's default, it is the rule
// as published. Keras has the same formula with ρ = 0.95, ε = 1e-7 and µ = 0.001
// unless said.
type Adadelta struct {
	rate, rho, eps float64
	square, moved  []float64 // v and u
}

// Begin begins an iteration.
func (*Adadelta) Begin() {}

// Update moves the parameters from number lo on.
func (o *Adadelta) Update(lo int, w, g []float64) {
	check(lo, w, g, len(o.square))
	v, u := o.square[lo:][:len(g)], o.moved[lo:][:len(g)]
	for i, slope := range g {
		v[i] = float64(o.rho*v[i]) + float64((1-o.rho)*float64(slope*slope))
		d := math.Sqrt(u[i]+o.eps) / math.Sqrt(v[i]+o.eps) * slope
		u[i] = float64(o.rho*u[i]) + float64((1-o.rho)*float64(d*d))
		w[i] -= float64(o.rate * d)
	}
}

// Rate returns the step size µ, which scales the rule's own.
func (o *Adadelta) Rate() float64 { return o.rate }

// SetRate changes the step size.
func (o *Adadelta) SetRate(rate float64) { o.rate = rate }

// Clone returns a copy with memory of its own.
func (o *Adadelta) Clone() Optimizer {
	c := *o
	c.square, c.moved = slices.Clone(o.square), slices.Clone(o.moved)
	return &c
}

package experiment

import (
	"math"

	"nabla/sim/network"
)

// BackpropCheck holds a derivative against a central difference,
// (L(w+h) − L(w−h)) / 2h.
type BackpropCheck struct {
	H            float64
	W            float64
	Above, Below float64 // L(w+h), L(w−h)
	Numeric      float64
	Exact        float64 // ∂L/∂w by backpropagation
	Relative     float64 // |exact − numeric| / the larger of both, 0 where both are 0
}

// checkStep is the h of a weight that is not larger than 1. The error of the
// difference is some h², that of rounding some 10⁻¹⁶/h.
const checkStep = 1e-5

// Check holds the derivative of a weight or bias against a central difference.
func (b *Backprop) Check(name BackpropName) BackpropCheck {
	trial := b.ran.Clone()
	pass := network.NewPass(trial, 1)
	pass.Load(b.x, b.t)
	return b.difference(trial, pass, b.place(name))
}

func (b *Backprop) difference(trial *network.Network, pass *network.Pass, i int) BackpropCheck {
	w := b.ran.Params()[i]
	c := BackpropCheck{W: w, H: float64(checkStep * max(1, math.Abs(w))), Exact: b.Pass().Grad()[i]}
	trial.Params()[i] = w + c.H
	pass.Forward()
	c.Above = pass.Loss()
	trial.Params()[i] = w - c.H
	pass.Forward()
	c.Below = pass.Loss()
	trial.Params()[i] = w
	c.Numeric = (c.Above - c.Below) / (2 * c.H)
	if size := max(math.Abs(c.Exact), math.Abs(c.Numeric)); size != 0 {
		c.Relative = math.Abs(c.Exact-c.Numeric) / size
	}
	return c
}

// maxChecked is up to how many parameters all are checked: two trips each.
const maxChecked = 1_000

// CheckAll holds the whole gradient g against central differences n, and returns
// ‖g − n‖ / (‖g‖ + ‖n‖), 0 where both are 0. For a large network ok is false.
func (b *Backprop) CheckAll() (relative float64, ok bool) {
	count := len(b.ran.Params())
	if count > maxChecked {
		return 0, false
	}
	if b.work.check != nil {
		return *b.work.check, true
	}
	trial := b.ran.Clone()
	pass := network.NewPass(trial, 1)
	pass.Load(b.x, b.t)
	apart, exact, numeric := make([]float64, count), make([]float64, count), make([]float64, count)
	for i := range apart {
		c := b.difference(trial, pass, i)
		apart[i], exact[i], numeric[i] = c.Exact-c.Numeric, c.Exact, c.Numeric
	}
	if size := network.Norm(exact) + network.Norm(numeric); size != 0 {
		relative = network.Norm(apart) / size
	}
	b.work.check = &relative
	return relative, true
}

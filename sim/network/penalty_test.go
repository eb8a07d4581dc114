package network

import (
	"math"
	"slices"
	"testing"
)

// The network of TestGradientByHand with l1 = ½ and l2 = ¼:
//
//	½·(1 + 1 + ½ + 1 + 2 + 1) + ⅛·(1 + 1 + ¼ + 1 + 4 + 1) = 3.25 + 1.03125
//
// and each weight's gradient grows by ½·sign(w) + ¼·w.
func TestPenaltyByHand(t *testing.T) {
	n := build(t, Config{Inputs: 2, Hidden: []int{2}, Outputs: 1, Activation: Activation{kind: relu}, L1: 0.5, L2: 0.25}, 1)
	copy(n.Params(), []float64{1, -1, 0.5, 1, 0.5, -1, 2, -1, 0.25})
	p := NewPass(n, 1)
	p.Load([]float64{1, 2}, []float64{1})
	p.Forward()
	p.Backward()
	if p.Loss() != 5.0625 || n.Penalty() != 4.28125 {
		t.Errorf("loss %g and penalty %g, want 5.0625 and 4.28125", p.Loss(), n.Penalty())
	}
	if want := []float64{0.75, -0.75, 5.125, 9.75, 0, 4.5, 1, -7.5, -4.5}; !slices.Equal(p.Grad(), want) {
		t.Errorf("gradient %g, want %g", p.Grad(), want)
	}
	if s, want := p.Stats(1), math.Sqrt(1+7.5*7.5); !relative(s.GradientNorm, want) {
		t.Errorf("‖∂/∂W‖ = %g, want %g", s.GradientNorm, want)
	}
}

// Of a weight 0, of either sign, l1 has no gradient; without l1 and l2 there is
// no penalty, whatever the weights.
func TestPenaltyAtTheEnds(t *testing.T) {
	n := build(t, Config{Inputs: 3, Outputs: 1, L1: 1}, 1)
	copy(n.Params(), []float64{0, math.Copysign(0, -1), -2, 7})
	p := NewPass(n, 1)
	p.Load([]float64{1, 1, 1}, []float64{5}) // the output is 5 too
	p.Forward()
	p.Backward()
	if want := []float64{0, 0, -1, 0}; n.Penalty() != 2 || !slices.Equal(p.Grad(), want) {
		t.Errorf("penalty %g, gradient %g; want 2 and %g", n.Penalty(), p.Grad(), want)
	}
	free := build(t, Config{Inputs: 1, Outputs: 1}, 1)
	free.Params()[0] = math.Inf(1)
	if free.Penalty() != 0 {
		t.Errorf("penalty %g without l1 and l2", free.Penalty())
	}
}

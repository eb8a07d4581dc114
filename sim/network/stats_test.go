package network

import (
	"math"
	"testing"

	"nabla/sim/network/kernel"
)

func TestNorm(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		x    []float64
		want float64
	}{
		{nil, 0},
		{[]float64{0, 0}, 0},
		{[]float64{3, -4}, 5},
		{[]float64{3e-200, -4e-200}, 5e-200},
		{[]float64{3e200, 4e200}, 5e200},
		{[]float64{1e308, 1e308}, math.Sqrt2 * 1e308},
		{[]float64{1.7e308, 1.7e308}, inf},
		{[]float64{5e-324}, 5e-324},
		{[]float64{3 * 5e-324, 4 * 5e-324}, 5 * 5e-324},
		{[]float64{1, 1e-200}, 1},
		{[]float64{1, -inf}, inf},
		{[]float64{inf, math.NaN()}, math.NaN()},
		{[]float64{1, 1, 1, 1, 1, 1, 1, 1, 1}, 3},
	} {
		lanes := make([]kernel.Lanes, kernel.Strips(len(c.x)))
		for i, value := range c.x {
			lanes[i/kernel.Width][i%kernel.Width] = value
		}
		for _, got := range []float64{Norm(c.x), normOfLanes(lanes)} {
			if got != c.want && !relative(got, c.want) && !(math.IsNaN(got) && math.IsNaN(c.want)) {
				t.Errorf("the norm of %g is %g, want %g", c.x, got, c.want)
			}
		}
	}
}

// Two hidden relu units and three samples: unit 0 is dead, unit 1 is on for two
// of the samples.
func TestStats(t *testing.T) {
	n := build(t, Config{Inputs: 1, Hidden: []int{2}, Outputs: 1, Activation: Activation{kind: relu}, Output: SigmoidOutput, Loss: HalfMSE}, 1)
	copy(n.Params(), []float64{1, 3, -10, 0, 7, 0, 0}) // the output's z is 0 throughout, σ′ = ¼
	p := NewPass(n, 8)
	p.Load([]float64{-1, 1, 2}, []float64{1.5, 1.5, 1.5})
	p.Forward()
	p.Backward()
	hidden, output := p.Stats(0), p.Stats(1)
	if hidden.DeadShare != 0.5 || !relative(hidden.MeanDerivative, 2.0/6) || !relative(hidden.RMSDerivative, math.Sqrt(2.0/6)) || !relative(hidden.WeightNorm, math.Sqrt(10)) {
		t.Errorf("hidden layer: %+v", hidden)
	}
	// δ = (½ − 1.5)·¼/3 for each sample
	const delta = 1.0 / 12
	if !relative(output.DeltaNorm, delta*math.Sqrt(3)) || !relative(output.BiasGradientNorm, 3*delta) || !relative(output.GradientNorm, 9*delta) {
		t.Errorf("output layer: %+v", output)
	}
	if output.DeadShare != 0 || output.MeanDerivative != 0.25 || output.RMSDerivative != 0.25 || hidden.GradientNorm != 0 {
		t.Errorf("output layer: %+v, hidden layer: %+v", output, hidden)
	}
}

// A hundred sigmoid layers: gradients so small that their squares are nothing
// are still told from 0, and relu's do not vanish so.
func TestVanishing(t *testing.T) {
	norms := func(a Activation) (first, last float64) {
		hidden := make([]int, 99)
		for i := range hidden {
			hidden[i] = 16
		}
		n := build(t, Config{Inputs: 2, Hidden: hidden, Outputs: 1, Activation: a, Init: AutoInit(a)}, 7)
		p := NewPass(n, 8)
		p.Load([]float64{1, 1, 1, 0, 0, 1, 0.5, -1, 2, 1, -1, 0, -1, -2, 0.25, 0.125}, []float64{1, 0, 1, 0, 1, 0, 1, 0})
		p.Forward()
		p.Backward()
		return p.Stats(0).GradientNorm, p.Stats(99).GradientNorm
	}
	small, large := norms(Activation{kind: sigmoid})
	if small <= 0 || small > 1e-40*large {
		t.Errorf("sigmoid: ‖∂L/∂W‖ is %g in the first layer and %g in the last", small, large)
	}
	small, large = norms(Activation{kind: relu})
	if small < 1e-6*large {
		t.Errorf("relu: ‖∂L/∂W‖ is %g in the first layer and %g in the last", small, large)
	}
}

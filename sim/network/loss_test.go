package network

import (
	"math"
	"testing"
)

// logits returns a network whose pre-activations are its inputs.
func logits(t *testing.T, units int, o Output, l Loss) *Pass {
	t.Helper()
	n := build(t, Config{Inputs: units, Outputs: units, Output: o, Loss: l, Init: Init{kind: zeros}}, 1)
	for u := range units {
		n.Layer(0).Weights[u*units+u] = 1
	}
	return NewPass(n, 4)
}

// Of one output, z = 0.5 and t = 1, and two samples and outputs, by hand.
func TestLossByHand(t *testing.T) {
	y := 1 / (1 + math.Exp(-0.5))
	e := math.Exp(1)
	for _, c := range []struct {
		output  Output
		loss    Loss
		z, t    []float64
		units   int
		want    float64
		delta00 float64
	}{
		{LinearOutput, MSE, []float64{0.5}, []float64{1}, 1, 0.25, -1},
		{LinearOutput, HalfMSE, []float64{0.5}, []float64{1}, 1, 0.125, -0.5},
		{LinearOutput, MSE, []float64{1, 2, 3, 4}, []float64{0, 0, 3, 2}, 2, 9.0 / 4, 0.5},
		{LinearOutput, HalfMSE, []float64{1, 2, 3, 4}, []float64{0, 0, 3, 2}, 2, 9.0 / 8, 0.25},
		{LinearOutput, MAE, []float64{0.5}, []float64{1}, 1, 0.5, -1},
		{LinearOutput, MAE, []float64{1, 2, 3, 4}, []float64{0, 0, 3, 2}, 2, 5.0 / 4, 0.25},
		{LinearOutput, MAE, []float64{3}, []float64{3}, 1, 0, 0},
		{LinearOutput, Huber, []float64{0.5}, []float64{1}, 1, 0.125, -0.5},
		{LinearOutput, Huber, []float64{-2}, []float64{1}, 1, 2.5, -1},
		{LinearOutput, Huber, []float64{1.5, 2, 3, 4}, []float64{1, 0, 3, 3}, 2, (0.125 + 1.5 + 0 + 0.5) / 4, 0.125},
		{LinearOutput, Huber, []float64{3, 0.5}, []float64{0, 1}, 2, (2.5 + 0.125) / 2, 0.5},
		{SoftmaxOutput, MAE, []float64{0, 0}, []float64{1, 0}, 2, 0.5, -0.25},
		{SigmoidOutput, BCE, []float64{0.5}, []float64{1}, 1, -math.Log(y), y - 1},
		{SigmoidOutput, BCE, []float64{0.5}, []float64{0.25}, 1, -0.25*math.Log(y) - 0.75*math.Log(1-y), y - 0.25},
		{SigmoidOutput, BCE, []float64{0, 0, 0, 0}, []float64{0, 1, 1, 0}, 2, math.Ln2, 0.5 / 4},
		{SoftmaxOutput, CrossEntropy, []float64{1, 0}, []float64{0, 1}, 2, math.Log(1 + e), e / (1 + e)},
		{SoftmaxOutput, CrossEntropy, []float64{0, 0, 0, 0}, []float64{0, 1, 1, 0}, 2, math.Ln2, 0.5 / 2},
		{SoftmaxOutput, CrossEntropy, []float64{2, 2, 2}, []float64{0.5, 0.25, 0.25}, 3, math.Log(3), 1.0/3 - 0.5},
		{SoftmaxOutput, MSE, []float64{0, 0}, []float64{1, 0}, 2, 0.25, -0.25},
	} {
		p := logits(t, c.units, c.output, c.loss)
		p.Load(c.z, c.t)
		p.Forward()
		p.Backward()
		if !near(p.Loss(), c.want, 1e-15) || !near(p.Delta(0, 0, 0), c.delta00, 1e-15) {
			t.Errorf("%s of %s, z = %g, t = %g: loss %.17g with δ %.17g, want %.17g with %.17g",
				c.loss.Name(), c.output.Name(), c.z, c.t, p.Loss(), p.Delta(0, 0, 0), c.want, c.delta00)
		}
	}
}

// Large logits: exact where a logarithm of a rounded probability is not.
func TestLossOfLargeLogits(t *testing.T) {
	tiny := math.Exp(-40)
	for _, c := range []struct {
		output      Output
		loss        Loss
		z, t        []float64
		want, delta float64
	}{
		{SigmoidOutput, BCE, []float64{40}, []float64{1}, tiny, -tiny},
		{SigmoidOutput, BCE, []float64{-40}, []float64{0}, tiny, tiny},
		{SigmoidOutput, BCE, []float64{1e4}, []float64{1}, 0, 0},
		{SigmoidOutput, BCE, []float64{1e4}, []float64{0}, 1e4, 1},
		{SigmoidOutput, BCE, []float64{-1e4}, []float64{1}, 1e4, -1},
		{SigmoidOutput, BCE, []float64{-1e4}, []float64{0.5}, 5e3, -0.5},
		{SoftmaxOutput, CrossEntropy, []float64{40, 0}, []float64{1, 0}, tiny, -tiny},
		{SoftmaxOutput, CrossEntropy, []float64{1e4, -1e4}, []float64{1, 0}, 0, 0},
		{SoftmaxOutput, CrossEntropy, []float64{1e4, -1e4}, []float64{0, 1}, 2e4, 1},
		{SoftmaxOutput, CrossEntropy, []float64{1e4, 1e4}, []float64{0, 1}, math.Ln2, 0.5},
		{SoftmaxOutput, CrossEntropy, []float64{0, math.Inf(-1)}, []float64{1, 0}, 0, 0},
	} {
		p := logits(t, len(c.z), c.output, c.loss)
		// The weights 0 of the other inputs would make NaN of 0·∞.
		p.Load(make([]float64, len(c.z)), c.t)
		copy(p.Network().Layer(0).Bias, c.z)
		p.Forward()
		p.Backward()
		got, delta := p.Loss(), p.Delta(0, 0, 0)
		if !relative(got, c.want) || !relative(delta, c.delta) {
			t.Errorf("%s, z = %g, t = %g: loss %g with δ %g, want %g with %g", c.loss.Name(), c.z, c.t, got, delta, c.want, c.delta)
		}
	}
}

// Of logits as large as ±10⁴ on every output, whatever the targets, loss and
// gradient are finite.
func TestLargeLogitsAreFinite(t *testing.T) {
	for _, pair := range []struct {
		output Output
		loss   Loss
	}{{SigmoidOutput, BCE}, {SoftmaxOutput, CrossEntropy}} {
		for _, z := range [][]float64{{1e4, 1e4, 1e4}, {-1e4, -1e4, -1e4}, {1e4, -1e4, 0}, {-1e4, 0, 1e4}} {
			for _, target := range [][]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0.5, 0.25, 0.25}} {
				p := logits(t, 3, pair.output, pair.loss)
				p.Load(z, target)
				p.Forward()
				p.Backward()
				if loss := p.Loss(); notFinite(loss) || loss < 0 || loss > 2e4 || notFinite(Norm(p.Grad())) {
					t.Errorf("%s of %g for %g: loss %g, gradient %g", pair.loss.Name(), z, target, loss, p.Grad())
				}
			}
		}
	}
}

func relative(got, want float64) bool { return math.Abs(got-want) <= 1e-14*math.Abs(want) }

// Softmax does not care for a number added to all of z, adds up to 1, and shows
// the diagonal of its Jacobian as slope.
func TestSoftmax(t *testing.T) {
	p := logits(t, 3, SoftmaxOutput, MSE)
	p.Load([]float64{1, 2, 3, 1001, 1002, 1003, -5, 40, -40}, nil)
	p.Forward()
	y := make([]float64, 3)
	for s := range 3 {
		p.CopyOutput(s, y)
		if !near(y[0]+y[1]+y[2], 1, 1e-15) {
			t.Errorf("the outputs %g do not add up to 1", y)
		}
		for u := range y {
			rest := 0.0
			for v := range y {
				if v != u {
					rest += y[v]
				}
			}
			if !relative(p.Slope(0, s, u), y[u]*rest) {
				t.Errorf("slope %g, want %g", p.Slope(0, s, u), y[u]*rest)
			}
		}
	}
	if p.A(0, 0, 1) != p.A(0, 1, 1) || !near(p.A(0, 0, 2), 0.6652409557748219, 1e-15) {
		t.Errorf("softmax of (1, 2, 3) is …, %.16g, and with 1000 added %.16g", p.A(0, 0, 2), p.A(0, 1, 2))
	}
}

package network

import (
	"math"
	"testing"

	"nabla/sim"
)

func orthogonalLayer(t testing.TB, in, out int, gain float64, seed uint64) Layer {
	t.Helper()
	return build(t, Config{Inputs: in, Outputs: out, Init: Init{kind: orthogonal, scale: gain}}, seed).Layer(0)
}

// worstProduct returns how far the products of the rows (of the columns, if
// there are more rows) are from those of orthogonal vectors of the length gain.
func worstProduct(l Layer, gain float64) float64 {
	at, vectors, length := func(i, k int) float64 { return l.Weights[i*l.In+k] }, l.Out, l.In
	if l.Out > l.In {
		at, vectors, length = func(i, k int) float64 { return l.Weights[k*l.In+i] }, l.In, l.Out
	}
	worst := 0.0
	for i := range vectors {
		for j := range i + 1 {
			sum, want := 0.0, 0.0
			for k := range length {
				sum += at(i, k) * at(j, k)
			}
			if i == j {
				want = gain * gain
			}
			worst = max(worst, math.Abs(sum-want))
		}
	}
	return worst
}

func TestOrthogonal(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {1, 5}, {5, 1}, {2, 2}, {3, 2}, {2, 3}, {16, 16}, {7, 64}, {64, 7}, {200, 201}, {256, 256}} {
		for _, gain := range []float64{1, math.Sqrt2, 0} {
			layer := orthogonalLayer(t, size[0], size[1], gain, 3)
			if worst := worstProduct(layer, gain); !(worst <= 1e-13*max(1, gain*gain)) {
				t.Errorf("%d inputs, %d outputs, gain %g: the products are off by %g", size[0], size[1], gain, worst)
			}
			if Norm(layer.Bias) != 0 {
				t.Errorf("biases %g, want 0", layer.Bias)
			}
		}
	}
}

// The distribution is that of a rotation that prefers no direction. For such a
// 3×3 matrix of determinant ±1 each entry has the mean 0, the variance ⅓ and the
// fourth moment ⅕ (a coordinate of the sphere is uniform in ±1), E[w₁₁²w₂₂²] =
// 2/15, the trace has the mean 0 and the variance 1, and both determinants are
// as likely. A QR decomposition with unmended signs has a trace far from 0.
func TestOrthogonalIsHaar(t *testing.T) {
	const draws = 20_000
	rnd := sim.NewRandom(11, 0)
	var mean, square, fourth [9]float64
	mixed, trace, traceSquare, positive := 0.0, 0.0, 0.0, 0.0
	w := make([]float64, 9)
	for range draws {
		drawOrthogonal(Layer{In: 3, Out: 3, Weights: w}, 1, &rnd)
		for i, x := range w {
			mean[i] += x / draws
			square[i] += x * x / draws
			fourth[i] += x * x * x * x / draws
		}
		mixed += w[0] * w[0] * w[4] * w[4] / draws
		sum := w[0] + w[4] + w[8]
		trace += sum / draws
		traceSquare += sum * sum / draws
		if w[0]*(w[4]*w[8]-w[5]*w[7])-w[1]*(w[3]*w[8]-w[5]*w[6])+w[2]*(w[3]*w[7]-w[4]*w[6]) > 0 {
			positive += 1.0 / draws
		}
	}
	// Five standard errors of a mean of numbers of variance up to 1 are 0.035.
	const tolerance = 0.035
	for i := range w {
		if math.Abs(mean[i]) > tolerance*0.6 || math.Abs(square[i]-1.0/3) > tolerance/3 || math.Abs(fourth[i]-1.0/5) > tolerance/3 {
			t.Errorf("entry %d: moments %g, %g, %g; want 0, ⅓, ⅕", i, mean[i], square[i], fourth[i])
		}
	}
	if math.Abs(mixed-2.0/15) > tolerance/3 || math.Abs(trace) > tolerance || math.Abs(traceSquare-1) > 2*tolerance || math.Abs(positive-0.5) > tolerance/2 {
		t.Errorf("E[w₁₁²w₂₂²] = %g, trace %g and its square %g, positive determinants %g; want 2/15, 0, 1, ½", mixed, trace, traceSquare, positive)
	}
}

// Columns are orthonormal where there are more rows, and come from the same
// numbers as the rows of the layer the other way round.
func TestOrthogonalTransposes(t *testing.T) {
	wide, tall := orthogonalLayer(t, 5, 3, 2, 9), orthogonalLayer(t, 3, 5, 2, 9)
	for i := range 3 {
		for k := range 5 {
			if wide.Weights[i*5+k] != tall.Weights[k*3+i] {
				t.Fatalf("entry %d, %d: %g and %g", i, k, wide.Weights[i*5+k], tall.Weights[k*3+i])
			}
		}
	}
}

// A signal keeps its length through a hundred linear layers.
func TestOrthogonalKeepsLength(t *testing.T) {
	hidden := make([]int, 99)
	for i := range hidden {
		hidden[i] = 16
	}
	p := NewPass(build(t, Config{Inputs: 16, Hidden: hidden, Outputs: 16, Init: Init{kind: orthogonal, scale: 1}}, 2), 1)
	rnd := sim.NewRandom(1, 0)
	x := fill(make([]float64, 16), -1, 1, &rnd)
	p.Load(x, nil)
	p.Forward()
	y := make([]float64, 16)
	p.CopyOutput(0, y)
	if !near(Norm(x), Norm(y), 1e-13) {
		t.Errorf("a signal of the length %g comes out with %g", Norm(x), Norm(y))
	}
}

// The largest square layer there may be takes about a second and is still
// orthonormal to 1e-12.
func BenchmarkOrthogonal(b *testing.B) {
	for _, size := range []struct {
		name    string
		in, out int
	}{{"256x256", 256, 256}, {"4x4096", 4096, 4}, {"1447x1447", 1447, 1447}} {
		b.Run(size.name, func(b *testing.B) {
			var l Layer
			b.ReportAllocs()
			for b.Loop() {
				l = orthogonalLayer(b, size.in, size.out, 1, 1)
			}
			b.ReportMetric(worstProduct(l, 1)*1e15, "error/1e-15")
		})
	}
}

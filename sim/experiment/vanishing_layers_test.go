package experiment

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"

	"nabla/sim/network"
)

// open starts a comparison and makes some steps.
func open(t *testing.T, steps int, changes ...string) *Vanishing {
	t.Helper()
	s, err := DefaultSetup("vanishing")
	for i := 0; i < len(changes) && err == nil; i += 2 {
		s, err = s.With(changes[i], changes[i+1])
	}
	if err != nil {
		t.Fatal(err)
	}
	v, err := NewVanishing(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range steps {
		v.Step()
	}
	return v
}

func near(got, want float64) bool {
	return got == want || math.Abs(got-want) <= 1e-12*math.Abs(want) || math.IsNaN(got) && math.IsNaN(want)
}

// The factors are worked out again from the weights, from φ′ of every unit for
// every point, and from δ of the layers.
func TestFactorsAreWhatTheyAreSaidToBe(t *testing.T) {
	t.Parallel()
	v := open(t, 30, "activations", "sigmoid,tanh,leaky-relu", "depth", "4", "width", "5", "batch", "0", "samples", "30")
	for i := range v.Activations() {
		l := v.learners[i]
		p := network.NewPass(l.net, l.material.train.n)
		p.Load(l.material.train.x, l.material.train.t)
		p.Forward()
		p.Backward()
		norm := func(layer int) float64 {
			sum := 0.0
			for sample := range l.material.train.n {
				for unit := range l.net.Layer(layer).Out {
					sum += p.Delta(layer, sample, unit) * p.Delta(layer, sample, unit)
				}
			}
			return math.Sqrt(sum)
		}
		product, slopes := 1.0, 1.0
		factors := v.Factors(i)
		for layer := v.Depth() - 1; layer >= 0; layer-- {
			total, squares, n := 0.0, 0.0, 0.0
			for sample := range l.material.train.n {
				for unit := range l.net.Layer(layer).Out {
					s := p.Slope(layer, sample, unit)
					total, squares, n = total+math.Abs(s), squares+s*s, n+1
				}
			}
			weights := 0.0
			for _, w := range l.net.Layer(layer + 1).Weights {
				weights += w * w
			}
			gain := math.Sqrt(weights / float64(l.net.Layer(layer+1).Out))
			product *= math.Sqrt(squares/n) * gain
			slopes *= total / n
			got := factors[layer]
			for name, pair := range map[string][2]float64{
				"mean": {got.MeanDerivative, total / n}, "rms": {got.RMSDerivative, math.Sqrt(squares / n)}, "gain": {got.Gain, gain},
				"factor": {got.Factor, math.Sqrt(squares/n) * gain}, "product": {got.Product, product},
				"slopes": {got.DerivativeProduct, slopes}, "measured": {got.Measured, norm(layer) / norm(v.Depth())},
			} {
				if !near(pair[0], pair[1]) {
					t.Errorf("%s, layer %d: %s is %v, want %v", v.Activations()[i], got.Layer, name, pair[0], pair[1])
				}
			}
		}
	}
}

// The product of the factors tells what becomes of the gradient of a fresh wide
// network, and σ′ ≤ ¼ bounds that of the derivatives.
func TestProductTellsWhatBecomesOfTheGradient(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"sigmoid", "tanh", "relu"} {
		v := open(t, 0, "activations", name, "depth", "12", "width", "64", "samples", "20")
		for _, f := range v.Factors(0) {
			if off := f.Product / f.Measured; off < 0.4 || off > 2.5 {
				t.Errorf("%s, layer %d: the product is %g, measured %g", name, f.Layer, f.Product, f.Measured)
			}
			if k := 12 - f.Layer + 1; name == "sigmoid" && f.DerivativeProduct > math.Ldexp(1, -2*k) {
				t.Errorf("layer %d: the mean derivatives leave %g, more than 4 to the −%d", f.Layer, f.DerivativeProduct, k)
			}
		}
	}
}

// in rounds to a format by other means than the package does: through decimals,
// and by the bits.
func in(format string, w float64) float64 {
	switch format {
	case "float32":
		short, err := strconv.ParseFloat(strconv.FormatFloat(w, 'g', 60, 64), 32)
		if err != nil {
			panic(err)
		}
		return short
	case "bfloat16":
		// Half of what is cut off is added, a little less where the last bit that
		// stays is 0: ties go to even. Exact for numbers that are float32s.
		bits := math.Float32bits(float32(w))
		return float64(math.Float32frombits((bits + 0x7fff + bits>>16&1) &^ 0xffff))
	}
	return w
}

func TestRoundingShares(t *testing.T) {
	t.Parallel()
	v := open(t, 20, "depth", "6", "width", "12")
	before := v.Clone()
	v.Step()
	some := false
	for i := range v.Activations() {
		for layer, got := range v.Rounding(i) {
			old, now := before.learners[i].net.Layer(layer).Weights, v.learners[i].net.Layer(layer).Weights
			for format, share := range map[string]float64{"float64": got.Float64, "float32": got.Float32, "bfloat16": got.Bfloat16} {
				same := 0
				for j, w := range old {
					// The sum of two float32s near each other is exact in float64.
					if r := in(format, w); in(format, r+(now[j]-w)) == r {
						same++
					}
				}
				if want := float64(same) / float64(len(old)); share != want {
					t.Errorf("%s, layer %d: %s keeps %v, want %v", v.Activations()[i], layer+1, format, share, want)
				}
				some = some || format == "float32" && 0 < share && share < 1
			}
			u, ok := v.FirstWeight(i, layer+1)
			if !ok || u.Before != old[0] || u.Move != now[0]-old[0] || u.Float64 != (now[0] == old[0]) ||
				u.Float32 != (in("float32", in("float32", old[0])+u.Move) == in("float32", old[0])) {
				t.Errorf("%s, layer %d: w₁ is %+v", v.Activations()[i], layer+1, u)
			}
		}
	}
	if !some {
		t.Error("no layer has some weights that float32 keeps: the test shows little")
	}
}

// In a run in a format, what that format keeps is what did not change.
func TestRoundingIsTheRunsOwn(t *testing.T) {
	t.Parallel()
	for _, format := range precisions() {
		for _, steps := range []int{0, 1, 40} {
			v := open(t, steps, "depth", "5", "precision", format)
			if _, ok := v.FirstWeight(0, 1); ok != (steps > 0) {
				t.Errorf("step %d: there is an update: %v", steps, ok)
			}
			for i := range v.Activations() {
				rows := v.Rounding(i)
				for l, layer := range v.Layers(i) {
					share := map[string]float64{"float64": rows[l].Float64, "float32": rows[l].Float32, "bfloat16": rows[l].Bfloat16}[format]
					if share != layer.UnchangedShare {
						t.Errorf("%s, step %d, layer %d: %v would stay, %v did", format, steps, l+1, share, layer.UnchangedShare)
					}
				}
			}
		}
	}
}

func TestVanishingReportsWhatItShows(t *testing.T) {
	t.Parallel()
	v := open(t, 3, "depth", "3", "width", "6", "samples", "50")
	r, ok := v.Report().(VanishingReport)
	if !ok {
		t.Fatalf("the report is a %T", v.Report())
	}
	for i, run := range r.Runs {
		if *run.Slowdown != run.Layers[3].GradientNorm/run.Layers[0].GradientNorm {
			t.Errorf("the slowdown is %v", *run.Slowdown)
		}
		if !slices.Equal(run.Factors, v.Factors(i)) || !slices.Equal(run.Rounding, v.Rounding(i)) || len(run.Rounding) != 4 {
			t.Errorf("factors %v, rounding %v", run.Factors, run.Rounding)
		}
		for l, z := range run.PreActivations {
			total := 0
			for _, n := range z.Counts {
				total += n
			}
			if z.Layer != l+1 || total+z.NotFinite != 6*50 || !(z.To >= 5) {
				t.Errorf("layer %d: %+v", l+1, z)
			}
		}
	}
}

func TestDepthsTo(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{
		1: "[1]", 2: "[1 2]", 10: "[1 2 3 4 5 6 7 8 9 10]", 13: "[1 2 3 4 5 6 7 8 9 10 12 13]",
		100: "[1 2 3 4 5 6 7 8 9 10 12 14 16 19 22 26 31 37 44 52 62 74 88 100]",
	} {
		if got := fmt.Sprint(depthsTo(n)); got != want {
			t.Errorf("to %d: %s, want %s", n, got, want)
		}
	}
}

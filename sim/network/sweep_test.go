package network

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim"
)

// outputs collects what a sweep shows, and checks that it comes in order.
func outputs(t fataler, trip func(visit func(sample int, output []float64))) []float64 {
	t.Helper()
	var all []float64
	next := 0
	trip(func(sample int, output []float64) {
		if sample != next {
			t.Fatal("sample", sample, "is shown where", next, "is next")
		}
		next++
		all = append(all, output...)
	})
	return all
}

// numbers are all of a layer's statistics.
func (s LayerStats) numbers() []float64 {
	return []float64{s.GradientNorm, s.BiasGradientNorm, s.DeltaNorm, s.WeightNorm, s.DeadShare, s.MeanDerivative}
}

// checkSweep holds a sweep after a trip forward and back to a pass of all its
// samples: to the bit where they are one chunk.
func checkSweep(t fataler, s *Sweep, seen []float64, whole *Pass) {
	t.Helper()
	tolerance := 0.0
	if s.several() {
		tolerance = 1e-13
	}
	if math.Float64bits(s.Loss()) != math.Float64bits(whole.Loss()) {
		t.Fatal("loss", s.Loss(), "of a pass", whole.Loss())
	}
	outputs := whole.net.config.Outputs
	y := make([]float64, outputs)
	if len(seen) != whole.batch*outputs {
		t.Fatal(len(seen)/outputs, "samples were shown of", whole.batch)
	}
	for i := range whole.batch {
		if whole.CopyOutput(i, y); !sameBits(y, seen[i*outputs:][:outputs]) {
			t.Fatal("sample", i, "has the outputs", seen[i*outputs:][:outputs], "in a pass", y)
		}
	}
	size := Norm(whole.grad)
	for i, g := range whole.grad {
		if difference := math.Abs(s.Grad()[i] - g); !(difference <= tolerance*size) {
			t.Fatal("gradient", i, "is", s.Grad()[i], "in a pass", g)
		}
	}
	for l := range whole.layers {
		got, want := s.Stats(l), whole.Stats(l)
		for i, value := range want.numbers() {
			if difference := math.Abs(got.numbers()[i] - value); !(difference <= tolerance*value) {
				t.Fatal("layer", l, "has", got, "in a pass", want)
			}
		}
		if got.DeadShare != want.DeadShare || got.WeightNorm != want.WeightNorm {
			t.Fatal("layer", l, "has", got, "in a pass", want)
		}
	}
}

// Whatever the network, the samples, chosen or all, and the chunk, a sweep is a
// pass of all samples, and both its ways back give the same bits.
func TestSweepIsOnePass(t *testing.T) {
	all := combinations(t)
	rapid.Check(t, func(t *rapid.T) {
		problem := drawProblem(t, all)
		n := build(t, problem.config, problem.seed)
		whole, s := NewPass(n, problem.samples+3), newSweep(n, problem.samples+3, rapid.SampledFrom([]int{4, 8}).Draw(t, "chunk"))
		if rapid.Bool().Draw(t, "chosen") {
			rows := rapid.SliceOfN(rapid.IntRange(0, problem.samples-1), 1, problem.samples+3).Draw(t, "rows")
			whole.LoadRows(problem.x, problem.t, rows)
			s.LoadRows(problem.x, problem.t, rows)
		} else {
			whole.Load(problem.x, problem.t)
			s.Load(problem.x, problem.t)
		}
		whole.Forward()
		whole.Backward()
		for range 2 { // the second trip must not add to the first
			checkSweep(t, s, outputs(t, s.Run), whole)
		}
		grad := append([]float64(nil), s.Grad()...)
		seen := outputs(t, s.Forward)
		s.Backward()
		checkSweep(t, s, seen, whole)
		if !sameBits(grad, s.Grad()) {
			t.Fatal("run gives", grad, "and forward, then backward", s.Grad())
		}
	})
}

// Sample counts around whole chunks of the size that they really have, with
// units that are dead in some chunks and not in others.
func TestSweepChunks(t *testing.T) {
	n := build(t, Config{
		Inputs: 2, Hidden: []int{5, 4}, Outputs: 2, Activation: Activation{kind: relu}, Output: SoftmaxOutput, Loss: CrossEntropy, L2: 0.01,
	}, 3)
	const most = 3*maxChunk + 1
	rnd := sim.NewRandom(1, 1)
	x, targets := fill(make([]float64, most*2), -1, 1, &rnd), combination{loss: CrossEntropy}.targets(most, 2, &rnd)
	x[2*(maxChunk+5)] = 50
	copy(n.Params(), []float64{1, 0, -1, 0, 0, 1, 0, -1, 1, 0, -10, 0, 0, 0, -100}) // unit 0 is on for that sample only, unit 4 never
	s, whole := NewSweep(n, most), NewPass(n, most)
	for _, samples := range []int{1, 3, 4, maxChunk - 1, maxChunk, maxChunk + 1, maxChunk + 4, 2 * maxChunk, 2*maxChunk + 2, most, maxChunk + 1, 7} {
		s.Load(x[:samples*2], targets[:samples*2])
		whole.Load(x[:samples*2], targets[:samples*2])
		whole.Forward()
		whole.Backward()
		checkSweep(t, s, outputs(t, s.Run), whole)
	}
	s.Load(x, targets)
	s.Run(nil)
	if dead := s.Stats(0).DeadShare; dead != 0.2 {
		t.Errorf("a share of %g is dead, want one of five", dead)
	}
}

// Numbers that are not finite show as they do in a pass.
func TestSweepNotFinite(t *testing.T) {
	for _, weight := range []float64{math.NaN(), math.Inf(1), 1e200} {
		n := build(t, Config{Inputs: 1, Hidden: []int{2}, Outputs: 1, Activation: Activation{kind: tanh}}, 1)
		n.Params()[len(n.Params())-2] = weight
		x, targets := make([]float64, 11), make([]float64, 11)
		x[9] = 1
		s, whole := newSweep(n, 11, 4), NewPass(n, 11)
		s.Load(x, targets)
		whole.Load(x, targets)
		s.Run(nil)
		whole.Forward()
		whole.Backward()
		for l := range n.NumLayers() {
			got, want := s.Stats(l).numbers(), whole.Stats(l).numbers()
			for i := range want {
				if got[i] != want[i] && !near(got[i]/want[i], 1, 1e-13) && !(math.IsNaN(got[i]) && math.IsNaN(want[i])) {
					t.Errorf("weight %g, layer %d: statistics %g, want %g", weight, l, got, want)
				}
			}
		}
	}
}

// A chunk is smaller in wide networks, and a multiple of a strip.
func TestChunk(t *testing.T) {
	for _, c := range []struct {
		config Config
		want   int
	}{
		{playground(8, 8, 8).config, 1024},
		{digits().config, 1024},
		{deep(50).config, 1024},
		{Config{Inputs: 10, Hidden: []int{4000, 400}, Outputs: 10}, 236}, // 2²² / (20 + 4·4410) = 237.5
		{Config{Inputs: 1, Hidden: widestHidden(), Outputs: 1}, 4},
	} {
		if got := c.config.chunk(); got != c.want {
			t.Errorf("%d: a chunk has %d samples, want %d", c.config.Hidden, got, c.want)
		}
	}
}

// widestHidden are layers of weights with about as many units as there may be.
func widestHidden() []int {
	return slices.Repeat([]int{MaxWidth, 1}, (MaxLayers-1)/2)
}

func TestSweepWithoutTargets(t *testing.T) {
	n := build(t, Config{Inputs: 1, Outputs: 1}, 1)
	x := fill(make([]float64, 10), -1, 1, &sim.Random{})
	whole := NewPass(n, 10)
	whole.Load(x, nil)
	whole.Forward()
	for _, s := range []*Sweep{newSweep(n, 10, 4), NewSweep(n, 10)} {
		s.Load(x, nil)
		for i, y := range outputs(t, s.Forward) {
			if y != whole.A(0, i, 0) {
				t.Errorf("output %d is %g, want %g", i, y, whole.A(0, i, 0))
			}
		}
		for name, call := range map[string]func(){
			"no room":        func() { NewSweep(n, 0) },
			"half a sample":  func() { NewSweep(build(t, Config{Inputs: 2, Outputs: 1}, 1), 2).Load(x[:3], nil) },
			"no sample":      func() { s.Load(nil, nil) },
			"too many":       func() { s.Load(make([]float64, 11), nil) },
			"no row":         func() { s.LoadRows(x, nil, nil) },
			"no such row":    func() { s.LoadRows(x, nil, []int{10}) },
			"missing target": func() { s.Load(x, x[:9]) },
			"loss":           func() { s.Load(x, nil); s.Loss() },
			"back":           func() { s.Load(x, nil); s.Run(nil) },
		} {
			if !panics(call) {
				t.Errorf("no panic: %s", name)
			}
		}
	}
}

func TestSweepAllocatesNothing(t *testing.T) {
	c := combination{activation(t, "gelu"), SigmoidOutput, BCE}
	n := c.network(t, variant{l1: 0.1, l2: 0.1}, 2, 5, 3)
	rnd := sim.NewRandom(1, 1)
	x, targets := fill(make([]float64, 100), -1, 1, &rnd), c.targets(50, 3, &rnd)
	rows := []int{3, 1, 49, 0, 2, 4, 6, 7, 7, 7}
	s := newSweep(n, 50, 8)
	right := 0
	got := testing.AllocsPerRun(20, func() {
		s.Load(x, targets)
		s.Forward(func(sample int, y []float64) {
			if (y[0] > 0.5) == (targets[3*sample] > 0.5) {
				right++
			}
		})
		s.Backward()
		s.LoadRows(x, targets, rows)
		s.Run(nil)
		s.Loss()
		s.Stats(0)
	})
	if got != 0 || right == 0 {
		t.Errorf("a trip allocates %g times; %d were right", got, right)
	}
}

// Each operation is one trip forward and back over 20 000 samples: a pass of
// all of them, a sweep with the statistics, and a sweep forward only.
func BenchmarkSweep(b *testing.B) {
	for _, hidden := range [][]int{{8, 8}, {64, 64}} {
		const samples = 20_000
		n := build(b, playground(hidden...).config, 1)
		rnd := sim.NewRandom(1, 1)
		x, t := fill(make([]float64, samples*2), -1, 1, &rnd), fill(make([]float64, samples), -1, 1, &rnd)
		size := strconv.Itoa(hidden[0])
		b.Run("pass-"+size, func(b *testing.B) {
			p := NewPass(n, samples)
			p.Load(x, t)
			b.ReportAllocs()
			for b.Loop() {
				p.Forward()
				p.Loss()
				p.Backward()
			}
		})
		s := NewSweep(n, samples)
		s.Load(x, t)
		b.Run("run-"+size, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Run(nil)
			}
		})
		b.Run("forward-"+size, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Forward(nil)
			}
		})
	}
}

package network

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim"
	"nabla/sim/network/kernel"
	"nabla/sim/optimizer"
)

// problem is a random network with a random batch.
type problem struct {
	config  Config
	seed    uint64
	samples int
	x, t    []float64
}

func drawProblem(t *rapid.T, all []combination) problem {
	c := rapid.SampledFrom(all).Draw(t, "combination")
	size := rapid.IntRange(1, 6)
	p := problem{
		config: Config{
			Inputs: size.Draw(t, "inputs"), Hidden: rapid.SliceOfN(size, 0, 4).Draw(t, "hidden"), Outputs: size.Draw(t, "outputs"),
			Activation: c.activation, Output: c.output, Loss: c.loss,
			Init: rapid.SampledFrom(inits()).Draw(t, "init"),
		},
		seed:    rapid.Uint64().Draw(t, "seed"),
		samples: rapid.IntRange(1, 9).Draw(t, "samples"),
	}
	penalty := rapid.SampledFrom(penalties).Draw(t, "penalty")
	p.config.L1, p.config.L2 = penalty[0], penalty[1]
	rnd := sim.NewRandom(p.seed, 1)
	p.x = fill(make([]float64, p.samples*p.config.Inputs), -2, 2, &rnd)
	p.t = c.targets(p.samples, p.config.Outputs, &rnd)
	return p
}

func (p problem) pass(t *rapid.T) *Pass {
	pass := NewPass(build(t, p.config, p.seed), p.samples)
	pass.Load(p.x, p.t)
	return pass
}

// Whole iterations and single layers give the same bits, also when each
// layer's weights are updated before the next layer's turn.
func TestLayerByLayerIsWhole(t *testing.T) {
	all := combinations(t)
	rapid.Check(t, func(t *rapid.T) {
		problem := drawProblem(t, all)
		spec, err := optimizer.Parse(rapid.SampledFrom(optimizer.Names()).Draw(t, "optimizer"))
		if err != nil {
			t.Fatal(err)
		}
		whole := problem.pass(t)
		parts := whole.Clone(whole.Network().Clone())
		one, two := whole.Network(), parts.Network()
		a := spec.New(len(one.Params()), 0.01)
		b := a.Clone()
		for range 3 {
			whole.Forward()
			whole.Backward()
			a.Begin()
			a.Update(0, one.Params(), whole.Grad())

			for l := range two.NumLayers() {
				parts.ForwardLayer(l)
			}
			if math.Float64bits(whole.Loss()) != math.Float64bits(parts.Loss()) {
				t.Fatalf("loss %g, layer by layer %g", whole.Loss(), parts.Loss())
			}
			parts.BackwardOutput()
			b.Begin()
			for l := two.NumLayers() - 1; l >= 0; l-- {
				parts.BackwardLayer(l)
				lo, hi := two.Layer(l).Lo, two.Layer(l).Hi
				b.Update(lo, two.Params()[lo:hi], parts.Grad()[lo:hi])
			}
			if !sameBits(whole.Grad(), parts.Grad()) || !sameBits(one.Params(), two.Params()) {
				t.Fatalf("gradient %g, layer by layer %g", whole.Grad(), parts.Grad())
			}
		}
	})
}

// What a sample gives does not depend on the samples it travels with, and the
// batch's loss and gradient are the means of theirs.
func TestSamplesAreIndependent(t *testing.T) {
	all := combinations(t)
	rapid.Check(t, func(t *rapid.T) {
		problem := drawProblem(t, all)
		pass := problem.pass(t)
		pass.Forward()
		pass.Backward()
		single := NewPass(pass.Network(), 1)
		loss, grad := 0.0, make([]float64, len(pass.Grad()))
		share := 1 / float64(problem.samples)
		for s := range problem.samples {
			single.LoadRows(problem.x, problem.t, []int{s})
			single.Forward()
			single.Backward()
			loss += single.Loss() * share
			for i, g := range single.Grad() {
				grad[i] += g * share
			}
			for l := range pass.Network().NumLayers() {
				for u := range pass.Network().Layer(l).Out {
					if single.Z(l, 0, u) != pass.Z(l, s, u) || single.A(l, 0, u) != pass.A(l, s, u) || single.Slope(l, 0, u) != pass.Slope(l, s, u) {
						t.Fatalf("layer %d, sample %d, unit %d differ", l, s, u)
					}
					if !near(single.Delta(l, 0, u)*share, pass.Delta(l, s, u), 1e-14) {
						t.Fatalf("δ of layer %d, sample %d, unit %d is %g, want %g", l, s, u, pass.Delta(l, s, u), single.Delta(l, 0, u)*share)
					}
				}
			}
		}
		if !near(loss, pass.Loss(), 1e-13) {
			t.Fatalf("loss %g, the mean is %g", pass.Loss(), loss)
		}
		for i := range grad {
			if !near(grad[i], pass.Grad()[i], 1e-13) {
				t.Fatalf("gradient %d is %g, the mean is %g", i, pass.Grad()[i], grad[i])
			}
		}
	})
}

// A pass that held a larger batch before gives what a new one gives.
func TestSmallerBatchAfterLarger(t *testing.T) {
	n := build(t, Config{Inputs: 2, Hidden: []int{3}, Outputs: 2, Activation: Activation{kind: tanh}, Output: SoftmaxOutput, Loss: CrossEntropy}, 1)
	rnd := sim.NewRandom(1, 1)
	x := fill(make([]float64, 9*2), -1, 1, &rnd)
	targets := combination{loss: CrossEntropy}.targets(9, 2, &rnd)
	used, fresh := NewPass(n, 9), NewPass(n, 5)
	used.Load(x, targets)
	used.Forward()
	used.Backward()
	rows := []int{8, 0, 3, 3, 1}
	for _, p := range []*Pass{used, fresh} {
		p.LoadRows(x, targets, rows)
		p.Forward()
		p.Backward()
	}
	if used.Loss() != fresh.Loss() || !sameBits(used.Grad(), fresh.Grad()) || used.Batch() != 5 || used.MaxBatch() != 9 {
		t.Errorf("loss %g and %g, gradients %g and %g", used.Loss(), fresh.Loss(), used.Grad(), fresh.Grad())
	}
	for s, row := range rows {
		for v := range 2 {
			if used.Input(s, v) != x[row*2+v] || used.Target(s, v) != targets[row*2+v] {
				t.Errorf("sample %d is (%g, %g), want row %d", s, used.Input(s, v), used.Target(s, v), row)
			}
		}
	}
}

func TestReading(t *testing.T) {
	n := build(t, Config{Inputs: 2, Hidden: []int{3}, Outputs: 2, Activation: Activation{kind: sigmoid}, Output: TanhOutput}, 4)
	sigma := n.Config().Activation
	p := NewPass(n, 6)
	x := []float64{1, 2, 3, 4, 5, 6, -1, -2, 0.5, 0.25}
	p.Load(x, nil)
	p.Forward()
	y, unit := make([]float64, 2), make([]float64, 5)
	for s := range 5 {
		p.CopyOutput(s, y)
		if y[0] != p.A(1, s, 0) || y[1] != p.A(1, s, 1) {
			t.Errorf("outputs of sample %d are %g", s, y)
		}
		w := n.Layer(0)
		want := (w.Bias[1] + float64(w.Weights[2]*x[2*s])) + float64(w.Weights[3]*x[2*s+1])
		if p.Z(0, s, 1) != want || p.A(0, s, 1) != sigma.Value(want) || p.Slope(0, s, 1) != sigma.Slope(want) {
			t.Errorf("sample %d, unit 1: z = %g, want %g", s, p.Z(0, s, 1), want)
		}
	}
	p.CopyUnit(0, 1, unit)
	for s := range unit {
		if unit[s] != p.A(0, s, 1) {
			t.Errorf("unit 1 of sample %d is %g, want %g", s, unit[s], p.A(0, s, 1))
		}
	}
}

func TestPassClone(t *testing.T) {
	n := build(t, Config{Inputs: 2, Hidden: []int{3}, Outputs: 1, Activation: Activation{kind: tanh}}, 4)
	p := NewPass(n, 5)
	p.Load([]float64{1, 2, 3, 4, 5, 6}, []float64{1, 0, 1})
	p.Forward()
	p.Backward()
	c := p.Clone(n.Clone())
	if c.Network() == n || c.Loss() != p.Loss() || !sameBits(c.Grad(), p.Grad()) || c.Delta(0, 2, 1) != p.Delta(0, 2, 1) || c.Input(1, 1) != 4 {
		t.Error("the clone does not hold what the pass holds")
	}
	was, grad := c.Loss(), slices.Clone(c.Grad())
	n.Params()[0]++
	p.LoadRows([]float64{9, 9}, []float64{9}, []int{0})
	p.Forward()
	p.Backward()
	if c.Batch() != 3 || c.Loss() != was || !sameBits(c.Grad(), grad) {
		t.Error("the clone changed with the pass")
	}
}

// Values that are not finite flow through as a slow, plain computation has
// them, and lanes without a sample add nothing to a gradient: 0·∞ would be NaN.
func TestNotFiniteFlowsThrough(t *testing.T) {
	inf := math.Inf(1)
	n := build(t, Config{Inputs: 1, Hidden: []int{1}, Outputs: 1, Init: Init{kind: zeros}}, 1)
	copy(n.Params(), []float64{1, inf, 1, 0}) // the hidden bias is ∞
	p := NewPass(n, 1)
	p.Load([]float64{1}, []float64{0})
	p.Forward()
	p.Backward()
	if p.Loss() != inf || p.Grad()[0] != inf || p.Grad()[2] != inf {
		t.Errorf("loss %g, gradient %g; want ∞ and no NaN", p.Loss(), p.Grad())
	}
	for _, c := range combinations(t) {
		n := build(t, Config{Inputs: 1, Hidden: []int{2}, Outputs: 2, Activation: c.activation, Output: c.output, Loss: c.loss}, 1)
		n.Params()[0] = math.NaN()
		p := NewPass(n, 3)
		p.Load([]float64{1, 2, 3}, []float64{1, 0, 0, 1, 1, 0})
		p.Forward()
		p.Backward()
		if !math.IsNaN(p.Loss()) || !math.IsNaN(p.Grad()[0]) || !math.IsNaN(p.Stats(0).WeightNorm) || !math.IsNaN(p.Stats(0).GradientNorm) {
			t.Errorf("%s hides a NaN: loss %g, gradient %g", c, p.Loss(), p.Grad())
		}
	}
}

func TestPassPanics(t *testing.T) {
	n := build(t, Config{Inputs: 2, Hidden: []int{3}, Outputs: 1}, 1)
	other := build(t, Config{Inputs: 2, Hidden: []int{4}, Outputs: 1}, 1)
	p := NewPass(n, 3)
	two := []float64{1, 2}
	for name, call := range map[string]func(){
		"no room":            func() { NewPass(n, 0) },
		"half a sample":      func() { p.Load([]float64{1, 2, 3}, nil) },
		"no sample":          func() { p.Load(nil, nil) },
		"too many samples":   func() { p.Load(make([]float64, 8), nil) },
		"too few targets":    func() { p.Load(make([]float64, 4), []float64{1}) },
		"no such row":        func() { p.LoadRows(two, nil, []int{1}) },
		"no row":             func() { p.LoadRows(two, nil, nil) },
		"loss, no targets":   func() { p.Load(two, nil); p.Loss() },
		"back, no targets":   func() { p.Load(two, nil); p.Backward() },
		"no such sample":     func() { p.Load(two, nil); p.Z(0, 1, 0) },
		"no such unit":       func() { p.Load(two, nil); p.A(0, 0, 3) },
		"no such layer":      func() { p.Load(two, nil); p.A(2, 0, 0) },
		"no unit to copy":    func() { p.CopyUnit(0, 3, make([]float64, kernel.Width)) },
		"clone, other shape": func() { p.Clone(other) },
	} {
		if !panics(call) {
			t.Errorf("no panic: %s", name)
		}
	}
}

func panics(call func()) (did bool) {
	defer func() { did = recover() != nil }()
	call()
	return false
}

func TestStepAllocatesNothing(t *testing.T) {
	spec, err := optimizer.Parse("adam")
	if err != nil {
		t.Fatal(err)
	}
	rnd := sim.NewRandom(1, 1)
	for i, c := range combinations(t) {
		n := build(t, Config{
			Inputs: 2, Hidden: []int{5, 3}, Outputs: 3, Activation: c.activation, Output: c.output, Loss: c.loss,
			L1: penalties[i%len(penalties)][0], L2: penalties[i%len(penalties)][1],
		}, 1)
		p := NewPass(n, 10)
		x, targets := fill(make([]float64, 20), -1, 1, &rnd), c.targets(10, 3, &rnd)
		rows := []int{3, 1, 9, 0, 2, 4, 6}
		o := spec.New(len(n.Params()), 0.01)
		got := testing.AllocsPerRun(20, func() {
			p.Load(x, targets)
			p.LoadRows(x, targets, rows)
			p.Forward()
			p.Loss()
			n.Penalty()
			p.Backward()
			o.Begin()
			o.Update(0, n.Params(), p.Grad())
			p.Stats(0)
			p.CopyOutput(2, targets[:3])
		})
		if got != 0 {
			t.Errorf("%s: a step allocates %g times", c, got)
		}
	}
}

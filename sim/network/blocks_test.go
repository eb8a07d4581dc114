package network

import (
	"fmt"
	"math"
	"testing"

	"nabla/sim"
)

// remedy is what hidden layers may do beyond φ(W·a + b).
type remedy struct {
	norm     Normalization
	residual bool
	dropout  float64
	evaluate bool
}

func remedies() []remedy {
	var all []remedy
	for n := range normNames {
		for _, residual := range []bool{false, true} {
			for _, dropout := range []float64{0, 0.4} {
				all = append(all, remedy{Normalization(n), residual, dropout, false})
				if Normalization(n) == BatchNorm {
					all = append(all, remedy{BatchNorm, residual, dropout, true})
				}
			}
		}
	}
	return all
}

func (r remedy) String() string {
	return fmt.Sprintf("%s/residual=%t/dropout=%g/evaluate=%t", r.norm.Name(), r.residual, r.dropout, r.evaluate)
}

// network returns a network with γ and β off 1 and 0, and running statistics
// that have seen something. Its layers 2 and 3 can be residual, and not layer 1.
func (r remedy) network(t testing.TB, c combination, sizes ...int) *Network {
	t.Helper()
	last := len(sizes) - 1
	config := Config{
		Inputs: sizes[0], Hidden: sizes[1:last], Outputs: sizes[last], Activation: c.activation, Output: c.output, Loss: c.loss,
		Init: Init{kind: uniform, scale: 1.2}, L1: 0.01, L2: 0.02, Norm: r.norm, Residual: r.residual, Dropout: r.dropout,
	}
	// Of different layers different activations, the last as asked for.
	config.Activations = make([]Activation, last-1)
	for l := range config.Activations {
		config.Activations[l] = c.activation
	}
	config.Activations[0] = Activation{kind: tanh}
	n := build(t, config, 5)
	rnd := sim.NewRandom(7, 1)
	for l := range n.NumLayers() {
		layer := n.Layer(l)
		fill(layer.Bias, -1, 1, &rnd)
		fill(layer.Gamma, 0.5, 1.5, &rnd)
		fill(layer.Beta, -1, 1, &rnd)
		fill(layer.RunningMean, -1, 1, &rnd)
		fill(layer.RunningVar, 0.5, 2, &rnd)
	}
	return n
}

// someCombinations are activations, outputs and losses that differ in what
// they ask of a gradient.
func someCombinations(t testing.TB) []combination {
	return []combination{
		{activation(t, "tanh"), LinearOutput, MSE},
		{activation(t, "sigmoid"), SigmoidOutput, BCE},
		{activation(t, "gelu"), SoftmaxOutput, CrossEntropy},
		{activation(t, "leaky-relu"), TanhOutput, Huber},
	}
}

// passOf returns a pass with samples and a mask.
func passOf(n *Network, c combination, r remedy, samples int) *Pass {
	rnd := sim.NewRandom(3, 0)
	p := NewPass(n, samples+2)
	p.Load(fill(make([]float64, samples*n.config.Inputs), -2, 2, &rnd), c.targets(samples, n.config.Outputs, &rnd))
	p.Evaluate(r.evaluate)
	p.Drop(&rnd)
	return p
}

// For every normalisation × residual × dropout × some activations and losses
// the gradient is the central difference of the loss and the penalty, over a
// batch that leaves lanes dead.
func TestBlockGradientByDifferences(t *testing.T) {
	const samples, h = 7, 1e-6
	for _, r := range remedies() {
		for _, c := range someCombinations(t) {
			n := r.network(t, c, 2, 4, 4, 4, 3, 2)
			p := passOf(n, c, r, samples)
			p.Forward()
			p.Backward()
			if norm := Norm(p.Grad()); norm < 1e-2 {
				t.Errorf("%s %s: the gradient's norm %g is too small to check", r, c, norm)
			}
			objective := func() float64 {
				p.Forward()
				return p.Loss() + n.Penalty()
			}
			for i, got := range p.Grad() {
				w := n.Params()[i]
				n.Params()[i] = w + h
				above := objective()
				n.Params()[i] = w - h
				want := (above - objective()) / (2 * h)
				n.Params()[i] = w
				if math.Abs(got-want) > 1e-6*max(1e-2, math.Abs(want)) {
					t.Errorf("%s %s: ∂/∂θ%d = %.12g, the central difference is %.12g", r, c, i, got, want)
				}
			}
		}
	}
}

// The same gradients are those of a graph of single numbers, to rounding.
func TestBlockGradientByGraph(t *testing.T) {
	for _, r := range remedies() {
		for _, c := range someCombinations(t) {
			n := r.network(t, c, 2, 4, 4, 4, 3, 2)
			p := passOf(n, c, r, 7)
			p.Forward()
			p.Backward()
			var g graph
			params, loss := g.network(p, c, r)
			g.back(loss)
			if !near(p.Loss(), loss.value, 1e-13) {
				t.Errorf("%s %s: the loss is %.17g, the graph's %.17g", r, c, p.Loss(), loss.value)
			}
			want := make([]float64, len(params))
			for i, leaf := range params {
				want[i] = leaf.grad
			}
			for l := range n.NumLayers() {
				n.penalize(l, want)
			}
			for i := range want {
				if !near(p.Grad()[i], want[i], 1e-12) {
					t.Errorf("%s %s: ∂/∂θ%d = %.17g, the graph's is %.17g", r, c, i, p.Grad()[i], want[i])
				}
			}
		}
	}
}

// One layer at a time, in a clone and in a second trip come the same bits.
func TestBlocksLayerByLayer(t *testing.T) {
	for _, r := range remedies() {
		c := someCombinations(t)[2]
		n := r.network(t, c, 2, 4, 4, 4, 3, 2)
		whole := passOf(n, c, r, 6)
		parts := whole.Clone(n)
		whole.Forward()
		whole.Backward()
		for range 2 {
			for l := range n.NumLayers() {
				parts.ForwardLayer(l)
			}
			parts.BackwardOutput()
			for l := n.NumLayers() - 1; l >= 0; l-- {
				parts.BackwardLayer(l)
			}
			if !sameBits(whole.Grad(), parts.Grad()) || whole.Loss() != parts.Loss() {
				t.Errorf("%s: layer by layer come other bits", r)
			}
		}
		copied := whole.Clone(n.Clone())
		copied.BackwardLayer(2)
		if !sameBits(copied.Grad(), whole.Grad()) {
			t.Errorf("%s: a clone does not go on where the pass was", r)
		}
		for l := range n.NumLayers() {
			gamma, beta := whole.NormGrad(l)
			if (gamma != nil) != n.normed(l) || len(gamma) != len(beta) {
				t.Errorf("%s: layer %d has ∂L/∂γ %v", r, l, gamma)
			}
		}
	}
}

// A sweep is a pass of all samples: in chunks where there are no statistics of
// the batch, with the same masks.
func TestBlocksSweep(t *testing.T) {
	const samples = 27
	for _, r := range remedies() {
		c := someCombinations(t)[2]
		n := r.network(t, c, 2, 4, 4, 4, 3, 2)
		rnd := sim.NewRandom(3, 0)
		x, targets := fill(make([]float64, samples*2), -2, 2, &rnd), c.targets(samples, 2, &rnd)
		whole := NewPass(n, samples)
		whole.Evaluate(r.evaluate)
		whole.Load(x, targets)
		masks := sim.NewRandom(9, 9)
		whole.Drop(&masks)
		whole.Forward()
		whole.Backward()
		chunk := 8
		if r.norm == BatchNorm && !r.evaluate {
			chunk = samples
		}
		s := newSweep(n, samples, chunk)
		s.pass.Evaluate(r.evaluate)
		s.Load(x, targets)
		s.Drop(sim.NewRandom(9, 9))
		checkSweep(t, s, outputs(t, s.Run), whole)
		seen := outputs(t, s.Forward)
		s.Backward()
		checkSweep(t, s, seen, whole)
		if layer, what := s.Trace(); what != NoPart || layer != 0 {
			t.Errorf("%s: part %d of layer %d is said not to be finite", r, what, layer)
		}
		checkSweep(t, s, outputs(t, s.Run), whole)
		if n := testing.AllocsPerRun(10, func() { s.Drop(sim.NewRandom(9, 9)); s.Run(nil); s.Track() }); n != 0 {
			t.Errorf("%s: a trip allocates %v times", r, n)
		}
	}
}

// Worked by hand: one unit with weight 1 sees 1, 2 and 6, mean 3 and variance
// (4+1+9)/3 = 14/3, unbiased 7. The running mean goes to 0.9·0 + 0.1·3, the
// running variance to 0.9·1 + 0.1·7.
func TestBatchNormByHand(t *testing.T) {
	n := build(t, Config{Inputs: 1, Hidden: []int{1}, Outputs: 1, Norm: BatchNorm}, 1)
	copy(n.Params(), []float64{1, 0, 1, 0, 1, 0})
	p := NewPass(n, 3)
	p.Load([]float64{1, 2, 6}, []float64{0, 0, 0})
	p.Forward()
	for s, x := range []float64{1, 2, 6} {
		if want := (x - 3) / math.Sqrt(14.0/3+1e-5); !near(p.Normalized(0, s, 0), want, 1e-15) || p.Z(0, s, 0) != x {
			t.Errorf("ẑ of %g is %g, want %g", x, p.Normalized(0, s, 0), want)
		}
	}
	layer := n.Layer(0)
	if layer.RunningMean[0] != 0 || layer.RunningVar[0] != 1 {
		t.Error("a trip forward alone moves the running statistics")
	}
	p.Track()
	if !near(layer.RunningMean[0], 0.3, 1e-15) || !near(layer.RunningVar[0], 1.6, 1e-15) {
		t.Errorf("running mean %g and variance %g, want 0.3 and 1.6", layer.RunningMean[0], layer.RunningVar[0])
	}
	s := NewEvaluation(n, 3)
	s.Load([]float64{1, 2, 6}, nil)
	for i, y := range outputs(t, s.Forward) {
		if want := ([]float64{1, 2, 6}[i] - 0.3) / math.Sqrt(1.6+1e-5); !near(y, want, 1e-15) {
			t.Errorf("in evaluation sample %d gives %g, want %g", i, y, want)
		}
	}
	p.Load([]float64{5}, []float64{1})
	p.Forward()
	p.Track()
	if y := p.A(1, 0, 0); y != 0 || !near(layer.RunningMean[0], 0.3, 1e-15) {
		t.Errorf("a batch of one gives %g and moves the running mean to %g", y, layer.RunningMean[0])
	}
}

// Of many units about the share asked for is left out, and the mean is kept.
func TestDropShare(t *testing.T) {
	n := build(t, Config{Inputs: 1, Hidden: []int{100}, Outputs: 1, Dropout: 0.3}, 1)
	p := NewPass(n, 100)
	p.Load(make([]float64, 100), make([]float64, 100))
	rnd := sim.NewRandom(1, 1)
	p.Drop(&rnd)
	out := 0
	for s := range 100 {
		for u := range 100 {
			switch p.Mask(0, s, u) {
			case 0:
				out++
			case 1 / (1 - 0.3):
			default:
				t.Fatalf("a mask of %g", p.Mask(0, s, u))
			}
		}
	}
	if out < 2860 || out > 3140 { // three deviations, √(10⁴·0.3·0.7) = 46
		t.Errorf("%d of 10000 are left out, want about 3000", out)
	}
	if p.Mask(1, 0, 0) != 1 {
		t.Error("the output is dropped")
	}
}

func TestWith(t *testing.T) {
	r := remedy{norm: BatchNorm}
	n := r.network(t, someCombinations(t)[0], 2, 3, 3, 1)
	c := n.Config()
	c.Norm, c.Residual = NoNorm, true
	plain, from, err := n.With(c)
	if err != nil {
		t.Fatal(err)
	}
	for i, number := range from {
		if plain.Params()[i] != n.Params()[number] {
			t.Errorf("parameter %d is not the one it is said to be", i)
		}
	}
	back, from, err := plain.With(n.Config())
	if err != nil {
		t.Fatal(err)
	}
	for l := range n.NumLayers() {
		now, old := back.Layer(l), n.Layer(l)
		if !sameBits(now.Weights, old.Weights) || !sameBits(now.Bias, old.Bias) {
			t.Errorf("layer %d has other weights", l)
		}
		for u := range now.Gamma {
			if now.Gamma[u] != 1 || now.Beta[u] != 0 || now.RunningMean[u] != 0 || now.RunningVar[u] != 1 || from[now.Hi-1] != -1 {
				t.Errorf("layer %d does not start afresh", l)
			}
		}
	}
	c = n.Config()
	c.Dropout = 0.5
	same, _, err := n.With(c)
	if err != nil || !sameBits(same.Params(), n.Params()) || !sameBits(same.running, n.running) {
		t.Errorf("dropout changes parameters (%v)", err)
	}
	for _, bad := range []Config{{Inputs: 2, Hidden: []int{3, 3}, Outputs: 1, Dropout: 0.96}, {Inputs: 2, Hidden: []int{3, 3}, Outputs: 1, Activations: make([]Activation, 3)}} {
		_, _, err := n.With(bad)
		if err == nil {
			t.Fatal("accepted")
		}
		checkMessage(t, err)
	}
	checkMessage(t, CheckBatch(Config{Inputs: 1, Hidden: []int{100}, Outputs: 1, Norm: BatchNorm}, 1<<20))
	if err := CheckBatch(Config{Inputs: 1, Hidden: []int{100}, Outputs: 1, Norm: LayerNorm}, 1<<20); err != nil {
		t.Error(err)
	}
}

package network

import (
	"fmt"
	"math"
	"testing"

	"nabla/sim"
)

// fataler is a test or a property.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

func build(t fataler, c Config, seed uint64) *Network {
	t.Helper()
	rnd := sim.NewRandom(seed, 0)
	n, err := New(c, &rnd)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// fill draws numbers between lo and hi.
func fill(x []float64, lo, hi float64, rnd *sim.Random) []float64 {
	for i := range x {
		x[i] = rnd.Uniform(lo, hi)
	}
	return x
}

func activation(t testing.TB, name string) Activation {
	t.Helper()
	a, err := ParseActivation(name)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// near reports whether a and b differ by at most tolerance, relative to the
// larger where that is above 1.
func near(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*max(1, math.Abs(a), math.Abs(b))
}

func sameBits(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Float64bits(a[i]) != math.Float64bits(b[i]) {
			return false
		}
	}
	return true
}

// combination is one of all that go together.
type combination struct {
	activation Activation
	output     Output
	loss       Loss
}

func combinations(t testing.TB) []combination {
	var all []combination
	for _, name := range Activations() {
		for o := range outputNames {
			for l := range lossNames {
				if Loss(l).accepts(Output(o)) {
					all = append(all, combination{activation(t, name), Output(o), Loss(l)})
				}
			}
		}
	}
	return all
}

func (c combination) String() string {
	return c.activation.Name() + "/" + c.output.Name() + "/" + c.loss.Name()
}

// penalties are pairs of l1 and l2.
var penalties = [][2]float64{{0, 0}, {0.01, 0}, {0, 0.1}, {0.02, 0.3}}

// inits are the initialisers there are, and one that draws larger weights.
func inits() []Init {
	all := make([]Init, len(initNames)+1)
	for i, known := range initNames {
		all[i] = Init{kind: known.kind, scale: known.scale}
	}
	all[len(initNames)] = Init{kind: uniform, scale: 1.5}
	return all
}

// variant is how the networks of one combination may differ.
type variant struct {
	init   Init
	l1, l2 float64
}

func variants() []variant {
	all := make([]variant, 0, len(inits())*len(penalties))
	for _, init := range inits() {
		for _, p := range penalties {
			all = append(all, variant{init, p[0], p[1]})
		}
	}
	return all
}

func (v variant) String() string { return fmt.Sprintf("%s, l1 %g, l2 %g", v.init.Name(), v.l1, v.l2) }

// network returns a network of the combination with biases off 0, where some
// activations have a corner.
func (c combination) network(t testing.TB, v variant, sizes ...int) *Network {
	t.Helper()
	last := len(sizes) - 1
	n := build(t, Config{
		Inputs: sizes[0], Hidden: sizes[1:last], Outputs: sizes[last],
		Activation: c.activation, Output: c.output, Loss: c.loss, Init: v.init, L1: v.l1, L2: v.l2,
	}, 5)
	rnd := sim.NewRandom(7, 1)
	for l := range n.NumLayers() {
		fill(n.Layer(l).Bias, -1, 1, &rnd)
	}
	return n
}

// targets draws targets that the loss makes sense of: probabilities for bce
// and, adding up to 1, for cross-entropy.
func (c combination) targets(samples, outputs int, rnd *sim.Random) []float64 {
	t := fill(make([]float64, samples*outputs), -1, 1, rnd)
	for s := range samples {
		row := t[s*outputs:][:outputs]
		sum := 0.0
		for u := range row {
			if c.loss == BCE || c.loss == CrossEntropy {
				row[u] = math.Abs(row[u])
			}
			sum += row[u]
		}
		for u := range row {
			if c.loss == CrossEntropy {
				row[u] /= sum
			}
		}
	}
	return t
}

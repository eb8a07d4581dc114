package network

import (
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

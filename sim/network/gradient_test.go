package network

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/calculus"
)

// A 2-2-1 network worked by hand: relu, linear output, mse, one sample.
//
//	z⁽¹⁾ = (1·1 − 1·2 + 0.5, 0.5·1 + 1·2 − 1) = (−0.5, 1.5)     a⁽¹⁾ = (0, 1.5)
//	y = 2·0 − 1·1.5 + 0.25 = −1.25       L = (−1.25 − 1)² = 5.0625
//	δ⁽²⁾ = 2·(−2.25) = −4.5              ∂L/∂W⁽²⁾ = −4.5·(0, 1.5) = (0, −6.75)
//	δ⁽¹⁾ = (2·(−4.5)·0, −1·(−4.5)·1) = (0, 4.5)
//	∂L/∂W⁽¹⁾ = (0, 4.5)ᵀ·(1, 2) = ((0, 0), (4.5, 9))
func TestGradientByHand(t *testing.T) {
	n := build(t, Config{Inputs: 2, Hidden: []int{2}, Outputs: 1, Activation: Activation{kind: relu}}, 1)
	copy(n.Params(), []float64{1, -1, 0.5, 1, 0.5, -1, 2, -1, 0.25})
	p := NewPass(n, 1)
	p.Load([]float64{1, 2}, []float64{1})
	p.Forward()
	if p.Z(0, 0, 0) != -0.5 || p.Z(0, 0, 1) != 1.5 || p.A(0, 0, 0) != 0 || p.A(0, 0, 1) != 1.5 || p.A(1, 0, 0) != -1.25 {
		t.Errorf("z = (%g, %g), a = (%g, %g), y = %g", p.Z(0, 0, 0), p.Z(0, 0, 1), p.A(0, 0, 0), p.A(0, 0, 1), p.A(1, 0, 0))
	}
	if p.Loss() != 5.0625 {
		t.Errorf("loss %g, want 5.0625", p.Loss())
	}
	p.Backward()
	if p.Delta(1, 0, 0) != -4.5 || p.Delta(0, 0, 0) != 0 || p.Delta(0, 0, 1) != 4.5 {
		t.Errorf("δ = %g and (%g, %g), want −4.5 and (0, 4.5)", p.Delta(1, 0, 0), p.Delta(0, 0, 0), p.Delta(0, 0, 1))
	}
	if want := []float64{0, 0, 4.5, 9, 0, 4.5, 0, -6.75, -4.5}; !slices.Equal(p.Grad(), want) {
		t.Errorf("gradient %g, want %g", p.Grad(), want)
	}
}

// The 2-2-2 network of Matt Mazur's "A Step by Step Backpropagation Example"
// (2015), with the figures published there. Its error is ½Σ(t−o)², twice
// half-mse of two outputs, and its step size ½ is therefore 1 here.
func TestGradientPublished(t *testing.T) {
	n := build(t, Config{Inputs: 2, Hidden: []int{2}, Outputs: 2, Activation: Activation{kind: sigmoid}, Output: SigmoidOutput, Loss: HalfMSE}, 1)
	copy(n.Params(), []float64{0.15, 0.20, 0.25, 0.30, 0.35, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.60})
	p := NewPass(n, 1)
	p.Load([]float64{0.05, 0.10}, []float64{0.01, 0.99})
	p.Forward()
	p.Backward()
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"net h1", p.Z(0, 0, 0), 0.3775},
		{"out h1", p.A(0, 0, 0), 0.593269992},
		{"out h2", p.A(0, 0, 1), 0.596884378},
		{"net o1", p.Z(1, 0, 0), 1.105905967},
		{"out o1", p.A(1, 0, 0), 0.751365070},
		{"out o2", p.A(1, 0, 1), 0.772928465},
		{"error", 2 * p.Loss(), 0.298371109},
		{"∂E/∂w5", 2 * p.Grad()[6], 0.082167041},
		{"∂E/∂w1", 2 * p.Grad()[0], 0.000438568},
		{"w5", n.Params()[6] - p.Grad()[6], 0.35891648},
		{"w6", n.Params()[7] - p.Grad()[7], 0.408666186},
		{"w7", n.Params()[8] - p.Grad()[8], 0.511301270},
		{"w8", n.Params()[9] - p.Grad()[9], 0.561370121},
		{"w1", n.Params()[0] - p.Grad()[0], 0.149780716},
		{"w2", n.Params()[1] - p.Grad()[1], 0.19956143},
		{"w3", n.Params()[2] - p.Grad()[2], 0.24975114},
		{"w4", n.Params()[3] - p.Grad()[3], 0.29950229},
	} {
		if !near(c.got, c.want, 1e-8) {
			t.Errorf("%s = %.9g, want %.9g", c.name, c.got, c.want)
		}
	}
}

// typed writes the loss of a 2-2-2 network for one sample as a person would
// type it, as one term per output, with the parameters w0, w1, … as its variables.
func typed(c combination, x, t []float64) []string {
	number := func(v float64) string { // short: a formula has 1000 bytes at most
		text := strconv.FormatFloat(v, 'g', -1, 64)
		if v < 0 {
			text = "(" + text + ")"
		}
		return text
	}
	hidden := make([]string, 2)
	for u := range hidden {
		z := fmt.Sprintf("w%d*%s+w%d*%s+w%d", 2*u, number(x[0]), 2*u+1, number(x[1]), 4+u)
		switch c.activation.Name() {
		case "identity":
			hidden[u] = "(" + z + ")"
		case "leaky-relu":
			hidden[u] = "max(" + z + ",0.01*(" + z + "))"
		case "elu":
			hidden[u] = "(max(" + z + ",0)+exp(min(" + z + ",0))-1)"
		case "selu":
			hidden[u] = "1.0507009873554805*(max(" + z + ",0)+1.6732632423543772*(exp(min(" + z + ",0))-1))"
		case "silu":
			hidden[u] = "(" + z + ")*sigmoid(" + z + ")"
		case "softsign":
			hidden[u] = "((" + z + ")/(1+abs(" + z + ")))"
		default:
			hidden[u] = c.activation.Name() + "(" + z + ")"
		}
	}
	z, y := make([]string, 2), make([]string, 2)
	for u := range z {
		z[u] = fmt.Sprintf("w%d*%s+w%d*%s+w%d", 6+2*u, hidden[0], 7+2*u, hidden[1], 10+u)
	}
	for u := range y {
		switch c.output {
		case SigmoidOutput, TanhOutput:
			y[u] = c.output.Name() + "(" + z[u] + ")"
		case SoftmaxOutput:
			y[u] = "1/(1+exp(" + z[1-u] + "-(" + z[u] + ")))"
		default:
			y[u] = "(" + z[u] + ")"
		}
	}
	terms := make([]string, 2)
	for u := range terms {
		switch c.loss {
		case BCE:
			terms[u] = fmt.Sprintf("-%s*ln(%s)/2-(1-%s)*ln(1-%s)/2", number(t[u]), y[u], number(t[u]), y[u])
		case CrossEntropy:
			terms[u] = fmt.Sprintf("-%s*ln(%s)", number(t[u]), y[u])
		case HalfMSE:
			terms[u] = fmt.Sprintf("(%s-%s)^2/4", y[u], number(t[u]))
		case MAE:
			terms[u] = fmt.Sprintf("abs(%s-%s)/2", y[u], number(t[u]))
		case Huber:
			terms[u] = fmt.Sprintf("min(abs(%[1]s-%[2]s),1)^2/4+max(abs(%[1]s-%[2]s)-1,0)/2", y[u], number(t[u]))
		default:
			terms[u] = fmt.Sprintf("(%s-%s)^2/2", y[u], number(t[u]))
		}
	}
	return terms
}

// typedPenalty writes the penalty of such a network.
func typedPenalty(v variant) string {
	terms := []string{"w0", "w1", "w2", "w3", "w6", "w7", "w8", "w9"}
	for i, w := range terms {
		terms[i] = fmt.Sprintf("%g*abs(%s)+%g/2*%s^2", v.l1, w, v.l2, w)
	}
	return strings.Join(terms, "+")
}

// For every activation × output × loss × init × l1 and l2 the gradient is that
// of the typed formula, differentiated by another package's reverse graph.
func TestGradientByFormula(t *testing.T) {
	const params, samples = 12, 3
	names := make([]string, params)
	for i := range names {
		names[i] = "w" + strconv.Itoa(i)
	}
	parse := func(text string) *calculus.Tape {
		f, err := calculus.Parse(text, names...)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		return f.NewTape()
	}
	x := []float64{0.5, -1.25, 2, 0.75, -0.5, 0.25}
	for _, c := range combinations(t) {
		t.Run(c.String(), func(t *testing.T) {
			rnd := sim.NewRandom(7, 0)
			targets := c.targets(samples, 2, &rnd)
			var terms []*calculus.Tape
			for s := range samples {
				for _, text := range typed(c, x[2*s:][:2], targets[2*s:][:2]) {
					terms = append(terms, parse(text))
				}
			}
			grad := make([]float64, params)
			for _, v := range variants() {
				n := c.network(t, v, 2, 2, 2)
				p := NewPass(n, samples)
				p.Load(x, targets)
				p.Forward()
				p.Backward()

				want := make([]float64, params)
				penalty := parse(typedPenalty(v)).Gradient(n.Params(), want)
				loss := 0.0
				for _, term := range terms {
					loss += term.Gradient(n.Params(), grad) / samples
					for i := range want {
						want[i] += grad[i] / samples
					}
				}
				if !near(p.Loss(), loss, 1e-13) || !near(n.Penalty(), penalty, 1e-13) {
					t.Errorf("%s: loss %.17g and penalty %.17g, the formula's are %.17g and %.17g", v, p.Loss(), n.Penalty(), loss, penalty)
				}
				for i := range want {
					if !near(p.Grad()[i], want[i], 1e-13) {
						t.Errorf("%s: ∂/∂w%d = %.17g, the formula's is %.17g", v, i, p.Grad()[i], want[i])
					}
				}
			}
		})
	}
}

// For every activation × output × loss × init × l1 and l2 the gradient of a
// deeper network over a batch that leaves lanes dead is the central difference
// of the loss and the penalty.
func TestGradientByDifferences(t *testing.T) {
	for _, c := range combinations(t) {
		t.Run(c.String(), func(t *testing.T) {
			for _, v := range variants() {
				checkDifferences(t, c, v)
			}
		})
	}
}

func checkDifferences(t *testing.T, c combination, v variant) {
	t.Helper()
	const samples, h = 5, 1e-6
	n := c.network(t, v, 2, 3, 2, 2)
	rnd := sim.NewRandom(3, 0)
	p := NewPass(n, samples)
	p.Load(fill(make([]float64, samples*2), -2, 2, &rnd), c.targets(samples, 2, &rnd))
	p.Forward()
	p.Backward()
	if norm := Norm(p.Grad()); norm < 1e-3 {
		t.Errorf("%s: the gradient's norm %g is too small to check", v, norm)
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
			t.Errorf("%s: ∂/∂w%d = %.12g, the central difference is %.12g", v, i, got, want)
		}
	}
}

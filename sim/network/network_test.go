package network

import (
	"math"
	"slices"
	"testing"

	"nabla/sim"
)

func TestLayers(t *testing.T) {
	n := build(t, Config{Inputs: 2, Hidden: []int{3, 4}, Outputs: 1}, 1)
	if n.NumLayers() != 3 || !slices.Equal(n.Sizes(), []int{2, 3, 4, 1}) || len(n.Params()) != 2*3+3+3*4+4+4+1 {
		t.Fatalf("%d layers of sizes %d with %d parameters", n.NumLayers(), n.Sizes(), len(n.Params()))
	}
	for i := range n.Params() {
		n.Params()[i] = float64(i)
	}
	at := 0
	for l, want := range [][2]int{{2, 3}, {3, 4}, {4, 1}} {
		layer := n.Layer(l)
		if layer.In != want[0] || layer.Out != want[1] || layer.Lo != at || layer.Hi != at+len(layer.Weights)+len(layer.Bias) {
			t.Errorf("layer %d is %+v", l, layer)
		}
		if layer.Weights[0] != float64(at) || layer.Bias[0] != float64(at+want[0]*want[1]) || len(layer.Bias) != want[1] {
			t.Errorf("layer %d begins with weight %g and bias %g", l, layer.Weights[0], layer.Bias[0])
		}
		at = layer.Hi
	}
	c := n.Clone()
	c.Params()[0] = -1
	if n.Params()[0] != 0 || c.Layer(0).Weights[0] != -1 || !sameBits(c.Params()[1:], n.Params()[1:]) {
		t.Error("a clone has parameters of its own")
	}
}

func TestNewCopiesHidden(t *testing.T) {
	hidden := []int{3}
	n := build(t, Config{Inputs: 2, Hidden: hidden, Outputs: 1}, 1)
	hidden[0] = 9
	if n.Config().Hidden[0] != 3 {
		t.Error("the network follows a slice of its maker's")
	}
}

func TestNewErrors(t *testing.T) {
	many := make([]int, MaxLayers)
	for i := range many {
		many[i] = 1
	}
	widest := slices.Repeat([]int{MaxWidth}, MaxLayers-1)
	for _, c := range []struct {
		config Config
		want   string
	}{
		{Config{Outputs: 1}, "the network has 0 inputs; give 1 to 4096"},
		{Config{Inputs: 4097, Outputs: 1}, "the network has 4097 inputs; give 1 to 4096"},
		{Config{Inputs: 1, Outputs: -1}, "the network has -1 outputs; give 1 to 4096"},
		{Config{Inputs: 1, Hidden: []int{3, 0}, Outputs: 1}, "hidden layer 2 has 0 units; give 1 to 4096"},
		{Config{Inputs: 1, Hidden: []int{math.MaxInt32}, Outputs: 1}, "hidden layer 1 has 2147483647 units; give 1 to 4096"},
		{Config{Inputs: 1, Hidden: many, Outputs: 1}, "the network has 257 layers of weights; give 1 to 256"},
		{Config{Inputs: 1000, Hidden: []int{4000}, Outputs: 1}, "the network has 4008001 weights and biases; give layers that need 2097152 at most"},
		{Config{Inputs: 1, Hidden: widest, Outputs: 1}, "the network has 4262465537 weights and biases; give layers that need 2097152 at most"},
		{
			Config{Inputs: 1, Outputs: 1, Output: TanhOutput, Loss: BCE},
			"the loss bce does not go with the output tanh; give bce the output sigmoid, or the output tanh one of mse, half-mse, mae, huber",
		},
		{
			Config{Inputs: 1, Outputs: 2, Output: SigmoidOutput, Loss: CrossEntropy},
			"the loss cross-entropy does not go with the output sigmoid; give cross-entropy the output softmax, or the output sigmoid one of mse, half-mse, mae, huber, bce",
		},
		{Config{Inputs: 1, Outputs: 1, L1: -0.5}, "l1 is -0.5; give a number from 0 to 1000"},
		{Config{Inputs: 1, Outputs: 1, L1: 1000, L2: 1000.5}, "l2 is 1000.5; give a number from 0 to 1000"},
		{Config{Inputs: 1, Outputs: 1, L2: math.NaN()}, "l2 is NaN; give a number from 0 to 1000"},
		{Config{Inputs: 1, Outputs: 1, L1: math.Inf(1)}, "l1 is +Inf; give a number from 0 to 1000"},
	} {
		rnd := sim.NewRandom(1, 0)
		_, err := New(c.config, &rnd)
		if err == nil || err.Error() != c.want {
			t.Errorf("%v\nwant %s", err, c.want)
			continue
		}
		checkMessage(t, err)
	}
	for _, config := range []Config{{Inputs: MaxWidth, Outputs: 1}, {Inputs: 1, Hidden: many[1:], Outputs: 1}} {
		build(t, config, 1)
	}
}

func TestNames(t *testing.T) {
	for _, name := range Activations() {
		if a, err := ParseActivation(name); err != nil || a.Name() != name {
			t.Errorf("%s is read as %s (%v)", name, a.Name(), err)
		}
	}
	for _, name := range Outputs() {
		if o, err := ParseOutput(name); err != nil || o.Name() != name {
			t.Errorf("%s is read as %s (%v)", name, o.Name(), err)
		}
	}
	for _, name := range Losses() {
		if l, err := ParseLoss(name); err != nil || l.Name() != name {
			t.Errorf("%s is read as %s (%v)", name, l.Name(), err)
		}
	}
	full := map[string]string{"xavier": "xavier-uniform", "he": "he-normal", "lecun": "lecun-normal"}
	for i, name := range Inits() {
		parsed, err := ParseInit(name)
		want := name
		if full[name] != "" {
			want = full[name]
		}
		if err != nil || parsed.Name() != want {
			t.Errorf("%s is read as %s (%v)", name, parsed.Name(), err)
		}
		if again, err := ParseInit(parsed.Name()); err != nil || again != parsed {
			t.Errorf("init %d: %s does not read back", i, parsed.Name())
		}
	}
}

func TestLeak(t *testing.T) {
	for text, want := range map[string]string{
		"leaky-relu": "leaky-relu", "leaky-relu(0.01)": "leaky-relu", "leaky-relu( 0.2 )": "leaky-relu(0.2)", "leaky-relu(0)": "leaky-relu(0)",
	} {
		a := activation(t, text)
		if a.Name() != want || activation(t, a.Name()) != a {
			t.Errorf("%q is read as %s", text, a.Name())
		}
	}
	if a := activation(t, "leaky-relu(0.2)"); a.Value(-5) != -1 || a.Slope(-5) != 0.2 || a.Value(3) != 3 || a.Slope(3) != 1 {
		t.Errorf("leaky-relu(0.2): φ(−5) = %g, φ′(−5) = %g", a.Value(-5), a.Slope(-5))
	}
}

func TestScale(t *testing.T) {
	for text, want := range map[string]string{
		"normal(0.05)": "normal", "normal( 0.2 )": "normal(0.2)", "uniform(0)": "uniform(0)", "uniform(1000)": "uniform(1000)",
		"orthogonal(1)": "orthogonal", "orthogonal(0.05)": "orthogonal(0.05)",
	} {
		i, err := ParseInit(text)
		if err != nil || i.Name() != want {
			t.Errorf("%q is read as %s (%v)", text, i.Name(), err)
		}
		if again, err := ParseInit(i.Name()); err != nil || again != i {
			t.Errorf("%s does not read back", i.Name())
		}
	}
}

func TestNameErrors(t *testing.T) {
	parse := func(kind, text string) error {
		var err error
		switch kind {
		case "activation":
			_, err = ParseActivation(text)
		case "output":
			_, err = ParseOutput(text)
		case "loss":
			_, err = ParseLoss(text)
		default:
			_, err = ParseInit(text)
		}
		return err
	}
	for _, c := range []struct{ kind, text, want string }{
		{"activation", "rely", `unknown activation "rely"; give one of identity, sigmoid, tanh, relu, leaky-relu, elu, selu, gelu, silu, softplus, softsign`},
		{"activation", "leaky-relu(", `give leaky-relu(α) with a slope α of 0 to 1, such as leaky-relu(0.2)`},
		{"activation", "leaky-relu(2)", `give leaky-relu(α) with a slope α of 0 to 1, such as leaky-relu(0.2)`},
		{"activation", "leaky-relu(NaN)", `give leaky-relu(α) with a slope α of 0 to 1, such as leaky-relu(0.2)`},
		{"activation", "relu(0.1)", `unknown activation "relu(0.1)"; give one of identity, sigmoid, tanh, relu, leaky-relu, elu, selu, gelu, silu, softplus, softsign`},
		{"output", "", `unknown output ""; give one of linear, sigmoid, tanh, softmax`},
		{"loss", "MSE", `unknown loss "MSE"; give one of mse, half-mse, mae, huber, bce, cross-entropy`},
		{"init", "a\nb", "unknown init \"a\uFFFDb\"; give one of xavier, xavier-uniform, xavier-normal, he, he-normal, he-uniform, lecun, lecun-normal, lecun-uniform, orthogonal, normal, uniform, zeros, nielsen"},
		{"init", "zeros(1)", `unknown init "zeros(1)"; give one of xavier, xavier-uniform, xavier-normal, he, he-normal, he-uniform, lecun, lecun-normal, lecun-uniform, orthogonal, normal, uniform, zeros, nielsen`},
		{"init", "", `unknown init ""; give one of xavier, xavier-uniform, xavier-normal, he, he-normal, he-uniform, lecun, lecun-normal, lecun-uniform, orthogonal, normal, uniform, zeros, nielsen`},
		{"init", "orthogonal(-1)", `give orthogonal a scale of 0 to 1000, such as orthogonal(0.1)`},
		{"init", "normal(", `give normal a scale of 0 to 1000, such as normal(0.1)`},
		{"init", "normal(0x1p-3)", `give normal a scale of 0 to 1000, such as normal(0.1)`},
		{"init", "normal(-1)", `give normal a scale of 0 to 1000, such as normal(0.1)`},
		{"init", "uniform(1001)", `give uniform a scale of 0 to 1000, such as uniform(0.1)`},
		{"init", "uniform(nan)", `give uniform a scale of 0 to 1000, such as uniform(0.1)`},
	} {
		err := parse(c.kind, c.text)
		if err == nil || err.Error() != c.want {
			t.Errorf("%v\nwant %s", err, c.want)
			continue
		}
		checkMessage(t, err)
	}
}

// The activation's own functions are those of a layer, and their slopes the
// central differences.
func TestActivationValues(t *testing.T) {
	for name, want := range map[string][2]float64{ // φ(−1.5) and φ′(−1.5), from a table
		"identity": {-1.5, 1}, "sigmoid": {0.18242552380635635, 0.14914645207033286},
		"tanh": {-0.9051482536448664, 0.18070663892364858}, "relu": {0, 0}, "leaky-relu": {-0.015, 0.01},
		// the rest with mpmath, in 40 digits
		"elu": {-0.77686983985157017, 0.22313016014842983}, "selu": {-1.3658143533672527, 0.39228498748012412},
		"gelu": {-0.1002108019032871, -0.12746919222997953}, "silu": {-0.27363828570953451, -0.041294154299142944},
		"softplus": {0.20141327798275241, 0.18242552380635634}, "softsign": {-0.6, 0.16},
	} {
		a := activation(t, name)
		if !near(a.Value(-1.5), want[0], 1e-15) || !near(a.Slope(-1.5), want[1], 1e-15) {
			t.Errorf("%s: φ(−1.5) = %.17g and φ′(−1.5) = %.17g, want %.17g", name, a.Value(-1.5), a.Slope(-1.5), want)
		}
		for z := -4.85; z < 5; z += 0.7 {
			const h = 1e-6
			if difference := (a.Value(z+h) - a.Value(z-h)) / (2 * h); !near(a.Slope(z), difference, 1e-9) {
				t.Errorf("%s: φ′(%g) = %g, the central difference is %g", name, z, a.Slope(z), difference)
			}
		}
	}
}

// 100 000 weights per initialiser: limits, mean and variance. The standard
// error of a variance over n draws is below 0.5 % here, of a mean below σ/300.
func TestInit(t *testing.T) {
	const in, out = 400, 250
	for name, c := range map[string]struct{ variance, limit float64 }{
		"xavier-uniform": {2.0 / (in + out), math.Sqrt(6.0 / (in + out))},
		"xavier-normal":  {2.0 / (in + out), 0},
		"he-uniform":     {2.0 / in, math.Sqrt(6.0 / in)},
		"he-normal":      {2.0 / in, 0},
		"lecun-uniform":  {1.0 / in, math.Sqrt(3.0 / in)},
		"lecun-normal":   {1.0 / in, 0},
		"orthogonal":     {1.0 / in, 0},
		"orthogonal(3)":  {9.0 / in, 0},
		"normal":         {0.05 * 0.05, 0},
		"normal(0.3)":    {0.3 * 0.3, 0},
		"uniform":        {0.05 * 0.05 / 3, 0.05},
		"uniform( 2 )":   {4.0 / 3, 2},
		"normal(0)":      {0, 0},
		"zeros":          {0, 0},
	} {
		init, err := ParseInit(name)
		if err != nil {
			t.Fatal(err)
		}
		layer := build(t, Config{Inputs: in, Outputs: out, Init: init}, 3).Layer(0)
		mean, square, largest := 0.0, 0.0, 0.0
		for _, w := range layer.Weights {
			mean += w / (in * out)
			square += w * w / (in * out)
			largest = max(largest, math.Abs(w))
		}
		sigma := math.Sqrt(c.variance)
		if math.Abs(mean) > sigma/100 || math.Abs(square-c.variance) > 0.02*c.variance {
			t.Errorf("%s: mean %g and variance %g, want 0 and %g", name, mean, square, c.variance)
		}
		if c.limit > 0 && (largest > c.limit || largest < 0.99*c.limit) {
			t.Errorf("%s: the largest weight is %g, want just below %g", name, largest, c.limit)
		}
		if c.limit == 0 && largest < 3.5*sigma {
			t.Errorf("%s: the largest weight is %g, too small for a normal distribution with σ %g", name, largest, sigma)
		}
		if Norm(layer.Bias) != 0 {
			t.Errorf("%s: biases %g, want 0", name, layer.Bias)
		}
	}
}

func TestAutoInit(t *testing.T) {
	for name, want := range map[string]string{
		"identity": "xavier-uniform", "sigmoid": "xavier-uniform", "tanh": "xavier-uniform", "relu": "he-normal", "leaky-relu(0.1)": "he-normal",
		"elu": "he-normal", "selu": "lecun-normal", "gelu": "he-normal", "silu": "he-normal", "softplus": "he-normal", "softsign": "xavier-uniform",
	} {
		if got := AutoInit(activation(t, name)); got.Name() != want {
			t.Errorf("%s starts with %s, want %s", name, got.Name(), want)
		}
	}
}

func TestSameSeedSameWeights(t *testing.T) {
	c := Config{Inputs: 3, Hidden: []int{4}, Outputs: 2, Init: Init{kind: heNormal}}
	a, b, other := build(t, c, 5), build(t, c, 5), build(t, c, 6)
	if !sameBits(a.Params(), b.Params()) || sameBits(a.Params(), other.Params()) {
		t.Error("the seed does not decide the weights")
	}
}

package experiment_test

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/sim/network"
)

// figures are what testdata/blocks.py prints.
type figures struct{ first, last, evaluation, weight, gamma, variance, clipped float64 }

// The figures are those of testdata/blocks.py, which knows of networks no more
// than the formulas of PyTorch's documentation: a graph of single numbers, its
// own floats. 12 points, 60 updates.
func TestRemediesAgainstAnIndependentProgram(t *testing.T) {
	t.Parallel()
	open := func(name string) (io.ReadCloser, error) { return os.Open(filepath.Join("testdata", name)) }
	tests := []struct {
		changes []string
		want    figures
	}{
		{[]string{"weights", "weights.json", "activation", "tanh", "rate", "0.05", "norm", "batch", "hidden", "3,4"}, figures{2.576464872202987, 0.14469020456798679, 0.16666657901277487, -0.13241798333381977, 0.9793734852934495, 2.110669252486677, 0}},
		{[]string{"weights", "weights.json", "activation", "relu", "rate", "0.03", "norm", "batch", "batch", "5", "optimizer", "adam", "loss", "bce", "hidden", "3,4"}, figures{0.8073307591181551, 0.3610827150787377, 0.41776208937709136, -0.2994695486877143, 0.5939522975794937, 1.6232785348136944, 0}},
		{[]string{"weights", "weights.json", "activation", "sigmoid", "rate", "0.05", "norm", "layer", "optimizer", "momentum", "hidden", "3,4"}, figures{3.1162085769201964, 0.22222061550955902, 0, -0.008119167117685715, 1.341118456996417, 0, 0}},
		{[]string{"weights", "weights.json", "activation", "relu", "rate", "0.02", "norm", "layer", "batch", "5", "optimizer", "adam", "loss", "bce", "hidden", "3,4"}, figures{0.6357346316607798, 0.28610707100744986, 0, 0.3827143564917606, 1.0, 0, 0}},
		{[]string{"weights", "square.json", "activation", "tanh", "rate", "0.05", "residual", "yes", "hidden", "4,4,4"}, figures{0.6699317530264794, 0.08353181613809368, 0, -0.6699961287741097, 0, 0, 0}},
		{[]string{"weights", "square.json", "activation", "tanh,relu,sigmoid", "rate", "0.02", "residual", "yes", "norm", "batch", "batch", "4", "optimizer", "momentum", "hidden", "4,4,4"}, figures{0.32878782008513013, 0.2294424674958058, 0.21982504311624457, -0.7548312536030536, 0.8956514756931482, 2.4497486210348773, 0}},
		{[]string{"weights", "square.json", "activation", "tanh,sigmoid,relu", "rate", "0.02", "optimizer", "adam", "hidden", "4,4,4"}, figures{0.945351789214469, 0.22041432495779426, 0, -0.6623618741231655, 0, 0, 0}},
		{[]string{"weights", "weights.json", "activation", "tanh", "rate", "0.5", "clip", "norm(0.05)", "hidden", "3,4"}, figures{0.5890750836141796, 0.14120137806523436, 0, 0.2015253120208928, 0, 0, 0.4562003233204069}},
		{[]string{"weights", "weights.json", "activation", "tanh", "rate", "0.1", "clip", "value(0.01)", "optimizer", "momentum", "loss", "bce", "hidden", "3,4"}, figures{0.7527741154378127, 0.567176648447711, 0, -0.18210486822098237, 0, 0, 0.284204035800789}},
		{[]string{"weights", "weights.json", "activation", "tanh", "rate", "0.3", "schedule", "step", "decay", "0.7", "period", "20", "hidden", "3,4"}, figures{0.5890750836141796, 0.16051449642831256, 0, 0.11922558857957209, 0, 0, 0}},
		{[]string{"weights", "weights.json", "activation", "tanh", "rate", "0.3", "schedule", "exponential", "decay", "0.7", "period", "20", "hidden", "3,4"}, figures{0.5890750836141796, 0.17256280326392115, 0, 0.09150729633186287, 0, 0, 0}},
		{[]string{"weights", "weights.json", "activation", "tanh", "rate", "0.3", "schedule", "cosine", "period", "40", "hidden", "3,4"}, figures{0.5890750836141796, 0.1916216393077137, 0, 0.07094516536851175, 0, 0, 0}},
		{[]string{"weights", "weights.json", "activation", "tanh", "rate", "0.03", "schedule", "warm-up", "period", "40", "optimizer", "adam", "hidden", "3,4"}, figures{0.5890750836141796, 0.07655111151421685, 0, 0.35948450157602335, 0, 0, 0}},
		{[]string{"weights", "square.json", "activation", "relu", "rate", "0.02", "residual", "yes", "norm", "layer", "clip", "norm(0.3)", "schedule", "cosine", "period", "100", "l2", "0.01", "batch", "5", "optimizer", "adam", "loss", "bce", "hidden", "4,4,4"}, figures{0.7623259570440309, 0.5039528300027353, 0, -0.8504842687726877, 0.8500419312381466, 0, 0.6932386047432364}},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.changes, " "), func(t *testing.T) {
			t.Parallel()
			run := train(t, open, slices.Concat(
				[]string{"data", "points.csv", "batch", "0", "shuffle", "no", "scale", "none", "loss", "mse"}, linear(tt.changes),
			)...)
			within(t, "L at step 0", report(run).Loss, tt.want.first)
			for range 60 {
				run.Step()
			}
			r := report(run)
			within(t, "L at step 60", r.Loss, tt.want.last)
			if r.EvaluationLoss != nil {
				within(t, "L by the running statistics", *r.EvaluationLoss, tt.want.evaluation)
			}
			if r.Clipped != nil {
				within(t, "the last factor", *r.Clipped, tt.want.clipped)
			}
			if (r.EvaluationLoss == nil) != (tt.want.evaluation == 0) || (r.Clipped == nil) != (tt.want.clipped == 0) {
				t.Errorf("reported are %+v", r)
			}
			saved := saved(t, run)
			within(t, "w at step 60", saved[0].Weights[0][0], tt.want.weight)
			if tt.want.gamma != 0 {
				within(t, "γ at step 60", saved[1].Gamma[0], tt.want.gamma)
			}
			if tt.want.variance != 0 {
				within(t, "the running variance", saved[1].Variance[0], tt.want.variance)
			}
		})
	}
}

// linear brings to each loss the output that the figures are for.
func linear(changes []string) []string {
	for i, text := range changes {
		if text == "loss" && changes[i+1] == "bce" {
			return append(changes, "output", "sigmoid")
		}
	}
	return append(changes, "output", "linear")
}

func within(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*max(1, math.Abs(want))) {
		t.Errorf("%s is %.17g, that of the other program %.17g", what, got, want)
	}
}

type savedLayer struct {
	Weights  [][]float64
	Gamma    []float64
	Variance []float64 `json:"running_var"`
}

func saved(t *testing.T, run *experiment.Train) []savedLayer {
	t.Helper()
	var text strings.Builder
	if err := run.SaveWeights(&text); err != nil {
		t.Fatal(err)
	}
	var file struct{ Layers []savedLayer }
	if err := json.Unmarshal([]byte(text.String()), &file); err != nil {
		t.Fatal(err)
	}
	return file.Layers
}

// With a schedule the report has µ of the next update: 0.3·0.5^⌊k/4⌋.
func TestRateIsReported(t *testing.T) {
	run := train(t, nil, "schedule", "step", "period", "4", "rate", "0.3")
	for _, want := range []float64{0.3, 0.3, 0.3, 0.3, 0.15, 0.15, 0.15, 0.15, 0.075} {
		if r := report(run); r.Rate == nil || *r.Rate != want {
			t.Fatalf("µ is reported as %v, want %v", r.Rate, want)
		}
		run.Step()
	}
	if r := report(train(t, nil)); r.Rate != nil || r.Clipped != nil || r.EvaluationLoss != nil {
		t.Errorf("reported although off: %+v", r)
	}
}

func edit(t *testing.T, run sim.Runner, s sim.Setup, text string) error {
	t.Helper()
	e, err := s.ParseEdit(text)
	if err != nil {
		t.Fatal(err)
	}
	return run.Apply(e)
}

// Remedies that are switched on and off again without a step between leave the
// run as it was, to the bit; with steps between, all goes on without a leap in
// the weights.
func TestRemediesSwitchInMidRun(t *testing.T) {
	for _, optimizer := range []string{"sgd", "momentum", "nesterov", "adagrad(initial_accumulator_value=0.1)", "rmsprop", "adadelta", "adam", "adamw", "nadam", "radam", "lion"} {
		s := setup(t, "train", "optimizer", optimizer, "batch", "7", "rate", "0.01")
		one, err := experiment.NewTrain(s, nil)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			one.Step()
		}
		other := one.Clone()
		for _, text := range []string{
			"20:norm=batch", "20:residual=yes", "20:dropout=0.5", "20:activation=relu,tanh", "20:norm=layer", "20:clip=norm(2)", "20:schedule=cosine",
			"20:activation=tanh", "20:dropout=0", "20:residual=no", "20:norm=none", "20:clip=none", "20:schedule=constant",
		} {
			if err := edit(t, other, s, text); err != nil {
				t.Fatalf("%s: %v", text, err)
			}
		}
		for range 20 {
			one.Step()
			other.Step()
		}
		if fingerprint(one) != fingerprint(other) {
			t.Errorf("%s: a run on which all was switched on and off differs", optimizer)
		}
		before := saved(t, other)[0].Weights[0]
		if err := edit(t, other, s, "40:norm=batch"); err != nil {
			t.Fatal(err)
		}
		now := saved(t, other)
		for i, w := range before {
			if now[0].Weights[0][i] != w {
				t.Errorf("%s: weight %d was %g and is %g after norm=batch", optimizer, i, w, now[0].Weights[0][i])
			}
		}
		if now[0].Gamma[0] != 1 || now[0].Variance[0] != 1 {
			t.Errorf("%s: a new normalisation starts with γ = %g, var = %g", optimizer, now[0].Gamma[0], now[0].Variance[0])
		}
		for range 20 {
			other.Step()
		}
		if r := report(other); !(r.Loss < 1) || saved(t, other)[0].Gamma[0] == 1 {
			t.Errorf("%s: γ does not learn", optimizer)
		}
	}
}

func TestActivationsOfEachLayer(t *testing.T) {
	_, err := experiment.NewTrain(setup(t, "train", "hidden", "4,4,4", "activation", "tanh, relu"), nil)
	if err == nil || !strings.Contains(err.Error(), "the number of activations is 2, and that of hidden layers 3") {
		t.Errorf("two activations for three hidden layers give %v", err)
	}
	s := setup(t, "train")
	run, err := experiment.NewTrain(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	run.Step()
	if err := edit(t, run, s, "1:activation=tanh,relu,tanh"); err == nil || errors.Is(err, sim.ErrNeedsRestart) {
		t.Errorf("three activations for two hidden layers give %v", err)
	}
	if _, err := s.With("activation", "tanh,cosine"); err == nil || !strings.Contains(err.Error(), `"cosine"`) {
		t.Errorf("an activation that is none gives %v", err)
	}
	// Each layer's initial weights follow its own activation: layer 2's are
	// Xavier's with tanh, He's with relu, from the same draws.
	for _, tt := range []struct{ list, single string }{{"tanh,tanh", "tanh"}, {"relu,relu", "relu"}} {
		a, b := train(t, nil, "activation", tt.list), train(t, nil, "activation", tt.single)
		for range 30 {
			a.Step()
			b.Step()
		}
		if fingerprint(a) != fingerprint(b) {
			t.Errorf("%s is not %s", tt.list, tt.single)
		}
	}
	mixed, plain := saved(t, train(t, nil, "activation", "tanh,relu")), saved(t, train(t, nil, "activation", "tanh"))
	if mixed[0].Weights[0][0] != plain[0].Weights[0][0] || mixed[1].Weights[0][0] == plain[1].Weights[0][0] {
		t.Error("initial weights do not follow each layer's activation")
	}
}

// Where numbers first stop being finite is said, of a network of three weights
// in a row that learns 2 from 1 and 4 from 2. With q = w₂·w₃ and p = w₁·q the
// loss is about 2.5·p² and ∂L/∂w₁ about 5·p·q.
func TestExplodedSaysWhere(t *testing.T) {
	for _, tt := range []struct {
		weights [3]string
		want    experiment.Exploded
		text    string
	}{
		{[3]string{"1e200", "1e200", "1"}, experiment.Exploded{Layer: 2, What: network.PartZ}, "step 0, layer 2: z is no longer finite"},
		{[3]string{"1e100", "1e100", "1"}, experiment.Exploded{Layer: 3, What: network.PartLoss}, "step 0: the loss is no longer finite"},
		{
			[3]string{"1e-200", "1e200", "1e140"}, // p = 1e140, but p·q = 1e480
			experiment.Exploded{Step: 1, Layer: 1, What: network.PartGradient},
			"step 1, layer 1: the gradient is no longer finite",
		},
		{
			[3]string{"1e-30", "1e84", "1e84"}, // ∂L/∂w₁ = 5e306, and a hundred times that is too much
			experiment.Exploded{Step: 1, Layer: 1, What: network.PartWeights},
			"step 1, layer 1: the weights are no longer finite",
		},
	} {
		for _, batch := range []string{"0", "1"} {
			file := `{"layers":[{"weights":[[W]],"bias":[0]},{"weights":[[W]],"bias":[0]},{"weights":[[W]],"bias":[0]}]}`
			for _, w := range tt.weights {
				file = strings.Replace(file, "W", w, 1)
			}
			open := files(map[string]string{"line.csv": "x,y\n1,2\n2,4\n", "w.json": file})
			run := train(t, open, "data", "line.csv", "scale", "none", "hidden", "1,1", "weights", "w.json",
				"activation", "identity", "rate", "100", "batch", batch, "shuffle", "no")
			want, text := tt.want, tt.text
			if batch == "1" && want.Step == 0 {
				// The loss of the whole set is not looked at: what the update looks at is.
				want.Step, text = 1, strings.Replace(text, "step 0", "step 1", 1)
			}
			for range want.Step {
				run.Step()
			}
			got := run.Status()
			if got.Outcome != sim.Diverged || got.Step != want.Step || got.Reason != want || got.Reason.String() != text {
				t.Errorf("w = %s, batch %s: %v at step %d, %v; want %s", tt.weights, batch, got.Outcome, got.Step, got.Reason, text)
			}
		}
	}
}

// Masks belong to the run: a clone goes on with the same ones, another seed has
// others, and what is reported is without them.
func TestDropoutIsPartOfTheRun(t *testing.T) {
	for _, batch := range []string{"0", "7"} {
		one := train(t, nil, "dropout", "0.5", "batch", batch, "norm", "batch", "split", "0.8")
		for range 10 {
			one.Step()
		}
		other := one.Clone()
		for range 10 {
			other.Report()
			other.Step()
		}
		if fingerprint(one) == fingerprint(other) {
			t.Error("a step of a clone is a step of the original")
		}
		for range 10 {
			one.Step()
		}
		if fingerprint(one) != fingerprint(other) {
			t.Errorf("batch %s: a clone goes on with other masks", batch)
		}
	}
	with, without := train(t, nil, "dropout", "0.5"), train(t, nil)
	if report(with).Loss != report(without).Loss {
		t.Error("the reported loss is with dropout")
	}
	with.Step()
	without.Step()
	if report(with).Loss == report(without).Loss {
		t.Error("the update is without dropout")
	}
}

func TestRemedyStepsAllocateNothing(t *testing.T) {
	for _, changes := range [][]string{
		{"norm", "batch"},
		{"norm", "layer", "residual", "yes"},
		{"dropout", "0.3"},
		{"dropout", "0.3", "batch", "0"},
		{"clip", "norm(0.1)", "schedule", "cosine"},
		{"norm", "batch", "batch", "0", "clip", "value(0.1)"},
	} {
		run := train(t, nil, changes...)
		run.Step()
		run.Step()
		if n := testing.AllocsPerRun(50, run.Step); n != 0 {
			t.Errorf("%s: a step allocates %v times, want 0", changes, n)
		}
	}
}

// Batch normalisation of more than memory should hold is refused in words, at
// the start and under way.
func TestHugeBatchesAreNotNormalised(t *testing.T) {
	changes := []string{"samples", "10000", "hidden", "128,128"}
	_, err := experiment.NewTrain(setup(t, "train", append(changes, "norm", "batch")...), nil)
	if err == nil || !strings.Contains(err.Error(), "all 10000 points at once") || !strings.Contains(err.Error(), "257 units") {
		t.Errorf("batch normalisation of 10000 points through 256 units gives %v", err)
	}
	s := setup(t, "train", changes...)
	run, err := experiment.NewTrain(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := edit(t, run, s, "0:norm=batch"); err == nil || !strings.Contains(err.Error(), "10000 points") {
		t.Errorf("as an edit it gives %v", err)
	}
	if err := edit(t, run, s, "0:norm=layer"); err != nil {
		t.Errorf("layer normalisation is refused: %v", err)
	}
}

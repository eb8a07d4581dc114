package experiment_test

import (
	"bytes"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// files serves texts by name.
func files(texts map[string]string) sim.Opener {
	return func(name string) (io.ReadCloser, error) {
		text, ok := texts[name]
		if !ok {
			return nil, os.ErrNotExist
		}
		return io.NopCloser(strings.NewReader(text)), nil
	}
}

func train(t testing.TB, open sim.Opener, changes ...string) *experiment.Train {
	t.Helper()
	run, err := experiment.NewTrain(setup(t, "train", changes...), open)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func report(t *experiment.Train) experiment.TrainReport {
	r, _ := t.Report().(experiment.TrainReport)
	return r
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-12*max(1, math.Abs(want)) {
		t.Errorf("%s = %.17g, want %.17g", what, got, want)
	}
}

// Fitting y = wx + b to (1, 2) and (2, 4) from w = b = 0 with µ = 0.1. By hand:
// errors −2 and −4, L = (4+16)/2 = 10, ∂L/∂w = (2·−2·1 + 2·−4·2)/2 = −10,
// ∂L/∂b = (−4−8)/2 = −6; so w = 1, b = 0.6. Then errors −0.4 and −1.4,
// L = (0.16+1.96)/2 = 1.06, ∂L/∂w = (−0.8−5.6)/2 = −3.2, ∂L/∂b = −1.8.
func TestLinearFitByHand(t *testing.T) {
	open := files(map[string]string{
		"line.csv": "x,y\n1,2\n2,4\n",
		"w.json":   `{"layers":[{"weights":[[0]],"bias":[0]}]}`,
	})
	run := train(t, open, "data", "line.csv", "scale", "none", "hidden", "", "weights", "w.json", "rate", "0.1")
	first := report(run)
	near(t, "L at step 0", first.Loss, 10)
	near(t, "‖∂L/∂W‖ at step 0", first.Layers[0].GradientNorm, 10)
	near(t, "‖∂L/∂b‖ at step 0", first.Layers[0].BiasGradientNorm, 6)
	near(t, "‖δ‖ at step 0", first.Layers[0].DeltaNorm, math.Sqrt(4+16))
	if first.Accuracy != nil {
		t.Error("a regression reports an accuracy")
	}
	run.Step()
	second := report(run)
	near(t, "L at step 1", second.Loss, 1.06)
	near(t, "‖∂L/∂W‖ at step 1", second.Layers[0].GradientNorm, 3.2)
	near(t, "‖∂L/∂b‖ at step 1", second.Layers[0].BiasGradientNorm, 1.8)
	near(t, "‖W‖ at step 1", second.Layers[0].WeightNorm, 1)
	near(t, "epoch at step 1", second.Epoch, 1)
	var saved bytes.Buffer
	if err := run.SaveWeights(&saved); err != nil {
		t.Fatal(err)
	}
	back := train(t, files(map[string]string{"line.csv": "x,y\n1,2\n2,4\n", "w.json": saved.String()}),
		"data", "line.csv", "scale", "none", "hidden", "", "weights", "w.json", "rate", "0.1")
	if got := report(back).Loss; got != second.Loss {
		t.Errorf("loss of the weights read back is %v, want the same bits as %v", got, second.Loss)
	}
}

// The same line from w = 1, b = 0 with l1 = 0.5 and l2 = 0.2. By hand: errors
// −1 and −2, L = 2.5, penalty 0.5·1 + ½·0.2·1 = 0.6, ∂L/∂w = −5 and with the
// penalty −5 + 0.5 + 0.2 = −4.3, ∂L/∂b = −3 as without; so w = 1.43.
func TestPenaltyByHand(t *testing.T) {
	open := files(map[string]string{
		"line.csv": "x,y\n1,2\n2,4\n",
		"w.json":   `{"layers":[{"weights":[[1]],"bias":[0]}]}`,
	})
	for _, batch := range []string{"0", "2"} {
		run := train(t, open, "data", "line.csv", "scale", "none", "hidden", "", "weights", "w.json", "rate", "0.1",
			"l1", "0.5", "l2", "0.2", "batch", batch, "shuffle", "no")
		r := report(run)
		near(t, "L", r.Loss, 2.5)
		near(t, "penalty", *r.Penalty, 0.6)
		near(t, "‖∂(L+penalty)/∂W‖", r.Layers[0].GradientNorm, 4.3)
		near(t, "‖∂L/∂b‖", r.Layers[0].BiasGradientNorm, 3)
		run.Step()
		r = report(run)
		near(t, "‖W‖ at step 1", r.Layers[0].WeightNorm, 1.43)
		near(t, "penalty at step 1", *r.Penalty, 0.5*1.43+0.1*1.43*1.43)
	}
	if r := report(train(t, open, "data", "line.csv")); r.Penalty != nil {
		t.Error("a penalty is reported where there is none")
	}
}

// One sigmoid unit on the two-point set 0 → 0, 1 → 1 with bce, from w = 0,
// b = 0, µ = 1: p = ½ for both, L = ln 2, ∂L/∂w = mean((p−t)·x) = −¼,
// ∂L/∂b = mean(½, −½) = 0. Then z = 0 and ¼ and L = (ln 2 + ln(1+e^−¼))/2.
func TestLogisticUnitByHand(t *testing.T) {
	open := files(map[string]string{
		"two.csv": "x,t\n0,0\n1,1\n",
		"w.json":  `{"layers":[{"weights":[[0]],"bias":[0]}]}`,
	})
	run := train(t, open, "data", "two.csv", "scale", "none", "hidden", "", "weights", "w.json", "rate", "1")
	r := report(run)
	near(t, "L at step 0", r.Loss, math.Ln2)
	near(t, "‖∂L/∂W‖ at step 0", r.Layers[0].GradientNorm, 0.25)
	near(t, "‖∂L/∂b‖ at step 0", r.Layers[0].BiasGradientNorm, 0)
	near(t, "accuracy at step 0", *r.Accuracy, 0.5)
	run.Step()
	r = report(run)
	near(t, "L at step 1", r.Loss, (math.Ln2+math.Log(1+math.Exp(-0.25)))/2)
	near(t, "‖ΔW‖/‖W‖ of an update from 0", r.Layers[0].UpdateRatio, 0)
	near(t, "unchanged share", r.Layers[0].UnchangedShare, 0)
}

// With a batch of one, in file order, the report's gradient is over the batch
// of the last update at the weights after it.
func TestGradientIsOfTheLastBatch(t *testing.T) {
	open := files(map[string]string{
		"line.csv": "x,y\n1,2\n2,4\n",
		"w.json":   `{"layers":[{"weights":[[0]],"bias":[0]}]}`,
	})
	run := train(t, open, "data", "line.csv", "scale", "none", "hidden", "", "weights", "w.json", "rate", "0.1", "batch", "1", "shuffle", "no")
	run.Step() // on (1, 2): error −2, ∂L/∂w = ∂L/∂b = −4, so w = b = 0.4
	r := report(run)
	near(t, "‖∂L/∂W‖", r.Layers[0].GradientNorm, 2*(2-0.8))
	near(t, "L of the whole set", r.Loss, ((2-0.8)*(2-0.8)+(4-1.2)*(4-1.2))/2)
	near(t, "epoch", r.Epoch, 0.5)
}

// XOR: no line separates it, a hidden layer does.
func TestXORNeedsAHiddenLayer(t *testing.T) {
	flat := train(t, nil, "hidden", "", "samples", "4", "noise", "0", "rate", "1")
	deep := train(t, nil, "hidden", "8", "samples", "4", "noise", "0", "rate", "1")
	for range 2000 {
		flat.Step()
		deep.Step()
	}
	if got := *report(flat).Accuracy; got > 0.75 {
		t.Errorf("without a hidden layer the accuracy is %v, want at most 0.75", got)
	}
	if got := *report(deep).Accuracy; got != 1 {
		t.Errorf("with a hidden layer the accuracy is %v, want 1", got)
	}
}

func TestIrisIsLearnt(t *testing.T) {
	run := train(t, nil, "data", "iris", "split", "0.7", "optimizer", "adam", "rate", "0.01")
	for range 300 {
		run.Step()
	}
	r := report(run)
	if *r.Accuracy < 0.95 || *r.TestAccuracy < 0.9 {
		t.Errorf("accuracy %v in training and %v in test, want at least 0.95 and 0.9", *r.Accuracy, *r.TestAccuracy)
	}
}

func TestExplodingIsAStatus(t *testing.T) {
	run := train(t, nil, "data", "plane", "activation", "relu", "rate", "100")
	for range 200 {
		run.Step()
	}
	if got := run.Status(); got.Outcome != sim.Diverged || got.Step == 0 {
		t.Errorf("status %v since step %d, want diverged after step 0", got.Outcome, got.Step)
	}
}

// In bfloat16 an update of less than 2⁻⁹ of a weight leaves it as it was.
func TestWeightsStayInLowPrecision(t *testing.T) {
	share := func(precision string) float64 {
		run := train(t, nil, "activation", "sigmoid", "hidden", "8,8,8", "rate", "0.001", "precision", precision)
		run.Step()
		return report(run).Layers[0].UnchangedShare
	}
	if low, high := share("bfloat16"), share("float64"); low != 1 || high != 0 {
		t.Errorf("unchanged share is %v in bfloat16 and %v in float64, want 1 and 0", low, high)
	}
}

func TestTrainBadInput(t *testing.T) {
	open := files(map[string]string{
		"ok.csv":   "x,y\n1,2\n2,4.5\n",
		"text.csv": "x,y\nabc,2\n",
		"w.json":   `{"layers":[{"weights":[[1,2]],"bias":[0]}]}`,
	})
	tests := []struct {
		name    string
		changes []string
		want    []string // parts of the error
	}{
		{"no such file", []string{"data", "gone.csv"}, []string{"data", `"gone.csv"`, "file does not exist", "xor", "CSV"}},
		{"text in a column", []string{"data", "text.csv"}, []string{"data", "text.csv line 2", `"abc"`}},
		{"unknown target", []string{"data", "ok.csv", "target", "z"}, []string{"data", `"z"`, "x, y"}},
		{"unknown feature", []string{"features", "x9"}, []string{"features", `"x9"`, "x1*x2"}},
		{"weights of another shape", []string{"data", "ok.csv", "weights", "w.json"}, []string{"weights", "w.json", "2→1", "1→8→8→1"}},
		{"no weights file", []string{"data", "ok.csv", "weights", "none.json"}, []string{"weights", `"none.json"`, "file does not exist"}},
		{"classes asked of numbers", []string{"data", "ok.csv", "loss", "bce"}, []string{"loss", `"bce"`, "classes", "mse"}},
		{"bce without a sigmoid", []string{"output", "tanh", "loss", "bce"}, []string{"bce", "tanh", "sigmoid"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := experiment.NewTrain(setup(t, "train", tt.changes...), open)
			if err == nil {
				t.Fatal("accepted")
			}
			for _, part := range tt.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("error %q does not say %q", err, part)
				}
			}
		})
	}
	if _, err := experiment.NewTrain(setup(t, "train", "data", "ok.csv"), nil); err == nil || !strings.Contains(err.Error(), "files cannot be read here") {
		t.Errorf("without an opener a file gives %v, want that files cannot be read", err)
	}
}

func TestTrainStepAllocatesNothing(t *testing.T) {
	for _, batch := range []string{"0", "10"} {
		run := train(t, nil, "batch", batch)
		run.Step()
		if n := testing.AllocsPerRun(50, run.Step); n != 0 {
			t.Errorf("a step with batch=%s allocates %v times, want 0", batch, n)
		}
	}
}

func TestReportDoesNotDisturbTheRun(t *testing.T) {
	for _, batch := range []string{"0", "7"} {
		asked, left := train(t, nil, "batch", batch, "split", "0.8"), train(t, nil, "batch", batch, "split", "0.8")
		for range 40 {
			asked.Report()
			asked.Step()
			left.Step()
		}
		if a, b := report(asked), report(left); a.Loss != b.Loss || a.Layers[0] != b.Layers[0] {
			t.Errorf("batch=%s: a run that was asked every step differs from one that was not", batch)
		}
	}
}

func TestFilesAreOpenedByTheGivenName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "한글 data.csv")
	if err := os.WriteFile(path, []byte("x,y\n1,2\n2,4.5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	open := func(name string) (io.ReadCloser, error) { return os.Open(name) }
	if got := report(train(t, open, "data", path)).Loss; !(got >= 0) {
		t.Errorf("loss of a file is %v", got)
	}
}

// What would take gigabytes or minutes a step is refused, and said so.
func TestTooMuchIsRefused(t *testing.T) {
	_, err := experiment.NewVanishing(setup(t, "vanishing", "depth", "100", "width", "128", "samples", "10000", "batch", "0"), nil)
	if err == nil || !strings.Contains(err.Error(), "10000 points times 1622400 weights") {
		t.Errorf("updates by 10000 points through 100 layers of 128 units give %v, want that it is too much", err)
	}
	if _, err := experiment.NewVanishing(setup(t, "vanishing", "depth", "100", "width", "16"), nil); err != nil {
		t.Errorf("the default data through 100 layers of 16 units are refused: %v", err)
	}
}

// The losses of large sets are recorded seldom, at steps that depend on the
// setup alone.
func TestLossesOfLargeSetsAreRecordedSeldom(t *testing.T) {
	run := train(t, nil, "samples", "6000", "hidden", "64,64")
	run.Watch()
	for range 20 {
		run.Step()
	}
	h := run.History()
	if stride := h.Step(1); stride != 5 || h.Len() != 5 {
		t.Errorf("history keeps every %d steps, %d of 21, want every 5, 5", stride, h.Len())
	}
}

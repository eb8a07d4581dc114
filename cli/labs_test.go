package cli

import (
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"nabla/sim/experiment"
)

// taught runs a command with the labs there are, and returns what it printed.
func taught(t *testing.T, args ...string) string {
	t.Helper()
	r := nablaWith(t, func(d *Deps) { d.Specs = experiment.All() }, args...)
	if r.status != 0 || r.errors != "" {
		t.Fatalf("nabla %q: status %d, %s", args, r.status, r.errors)
	}
	return r.out
}

// records reads the lines of a run in JSON.
func records[R any](t *testing.T, out string) []R {
	t.Helper()
	var all []R
	for line := range strings.Lines(out) {
		var r R
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		all = append(all, r)
	}
	return all
}

// An answer fits one step alone: the line that shares a guess runs again, and an
// answer to what is not asked for at its step is refused.
func TestAnswersAtTheirStep(t *testing.T) {
	t.Parallel()
	line := `backprop guess=yes 1:answer="z1[1]=1.4" 2:answer="a1[2]=0.3" @%d`
	type record struct{ Answered []string }
	var answered []string
	for _, r := range records[record](t, taught(t, "run", fmt.Sprintf(line, 2))) {
		answered = append(answered, r.Answered...)
	}
	if got, want := fmt.Sprint(answered), "[z1[1] a1[2]]"; got != want {
		t.Errorf("answered: %s, want %s", got, want)
	}
	for _, tt := range []struct{ edit, want string }{
		{"2:answer=z1[1]=1.4", "z1[1] is not asked for at this step"},
		{"0:answer=z1[1]=1.4", "z1[1] is not asked for at this step"},
		{"2:answer=z9[1]=1.4", "this network has no z9[1]"},
	} {
		r := nablaWith(t, func(d *Deps) { d.Specs = experiment.All() }, "run", "backprop", "--set", "guess=yes", "--edit", tt.edit)
		if r.status != 2 || !strings.Contains(r.errors, tt.want) {
			t.Errorf("--edit %s: status %d, %s, want %s", tt.edit, r.status, r.errors, tt.want)
		}
	}
}

// Activations change in a run under way; a fresh one would draw other weights.
func TestActivationsUnderWay(t *testing.T) {
	t.Parallel()
	type record struct{ Runs []struct{ Activation string } }
	for _, tt := range []struct{ edit, want string }{
		{"1:activations=tanh,relu", "[{tanh} {relu}]"},
		{"0:activations=tanh,relu", ""},
	} {
		r := nablaWith(t, func(d *Deps) { d.Specs = experiment.All() }, "run", "vanishing", "--steps", "2", "--edit", tt.edit)
		if tt.want == "" {
			if r.status != 2 || !strings.Contains(r.errors, "this value needs a new run") {
				t.Errorf("--edit %s: status %d, %s", tt.edit, r.status, r.errors)
			}
			continue
		}
		lines := records[record](t, r.out)
		if len(lines) != 5 {
			t.Fatalf("--edit %s: %d lines, %s", tt.edit, len(lines), r.errors)
		}
		if got := fmt.Sprint(lines[3].Runs); got != tt.want {
			t.Errorf("--edit %s: activations %s, want %s", tt.edit, got, tt.want)
		}
	}
}

// TestDescent holds w ← w − µ·2w to what it comes to: w₀·(1 − 2µ)ᵏ.
func TestDescent(t *testing.T) {
	t.Parallel()
	out := taught(t, strings.Fields("run descent --set f=w^2 --set starts=3 --set rates=0.4,0.6,1.2 --steps 15")...)
	type record struct {
		Type, Status string
		Step         int
		Runs         []struct {
			W      float64
			Status string
		}
	}
	lines := records[record](t, out)
	if len(lines) != 18 {
		t.Fatalf("%d lines", len(lines))
	}
	for _, line := range lines[1:17] {
		for i, factor := range []float64{0.2, -0.2, -1.4} {
			want := 3 * math.Pow(factor, float64(line.Step))
			if got := line.Runs[i].W; math.Abs(got-want) > 1e-12*math.Max(1, math.Abs(want)) {
				t.Errorf("step %d, run %d: w = %v, want %v", line.Step, i, got, want)
			}
		}
	}
	if got := lines[16].Runs[2].Status; got != "diverged" {
		t.Errorf("the last run is %s", got)
	}
}

func TestVanishing(t *testing.T) {
	t.Parallel()
	out := taught(t, strings.Fields("run vanishing --set activations=sigmoid,relu --set depth=20 --set width=16 --steps 0")...)
	type record struct {
		Type string
		Runs []struct {
			Activation string
			Layers     []struct {
				Norm float64 `json:"gradient_norm"`
			}
		}
	}
	step := records[record](t, out)[1]
	for _, run := range step.Runs {
		last := run.Layers[len(run.Layers)-1].Norm
		share := run.Layers[0].Norm / last
		if run.Activation == "sigmoid" && share >= 1e-8 || run.Activation == "relu" && share <= 1e-3 {
			t.Errorf("%s: the first layer's gradient is %g of the last's", run.Activation, share)
		}
	}
}

// TestTrain holds one step of a network of one weight and one bias to figures
// worked out by hand. The data are (1, 3) and (2, 5); with w = 1 and b = 0 the
// errors are −2 and −3, so that the loss is (4 + 9)/2, ∂L/∂w = −2 − 6 and
// ∂L/∂b = −2 − 3; with µ = 0.1 the next are w = 1.8 and b = 0.5, and the errors
// −0.7 and −0.9.
func TestTrain(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	data, weights, saved := filepath.Join(folder, "d.csv"), filepath.Join(folder, "w.json"), filepath.Join(folder, "new.json")
	write(t, data, "x,y\n1,3\n2,5\n")
	write(t, weights, `{"layers":[{"weights":[[1]],"bias":[0]}]}`)
	out := taught(t, "run", "train", "--data", data, "--weights", weights, "--save-weights", saved,
		"--set", "hidden=", "--set", "output=linear", "--set", "loss=mse", "--set", "batch=0", "--set", "scale=none", "--set", "split=1",
		"--set", "rate=0.1", "--steps", "1")
	type record struct {
		Loss   float64
		Layers []struct {
			Weights float64 `json:"gradient_norm"`
			Bias    float64 `json:"bias_gradient_norm"`
		}
	}
	lines := records[record](t, out)
	for i, want := range []float64{6.5, (0.49 + 0.81) / 2} {
		if got := lines[1+i].Loss; math.Abs(got-want) > 1e-12 {
			t.Errorf("step %d: loss %v, want %v", i, got, want)
		}
	}
	if got := lines[1].Layers[0]; got.Weights != 8 || got.Bias != 5 {
		t.Errorf("gradients %+v, want 8 and 5", got)
	}
	var file struct {
		Layers []struct {
			Weights [][]float64
			Bias    []float64
		}
	}
	if err := json.Unmarshal([]byte(read(t, saved)), &file); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(file.Layers); got != "[{[[1.8]] [0.5]}]" {
		t.Errorf("saved %s", got)
	}
	if again := taught(t, "run", "train", "--weights", saved, "--data", data, "--set", "hidden=", "--set", "output=linear",
		"--set", "loss=mse", "--set", "scale=none", "--steps", "0"); records[record](t, again)[1].Loss != lines[2].Loss {
		t.Errorf("with the saved weights the loss is another: %s", again)
	}
}

// TestEveryLab runs each lab there is in each format, twice, and from its own
// setup line.
func TestEveryLab(t *testing.T) {
	t.Parallel()
	for _, spec := range experiment.All() {
		for _, format := range formats() {
			args := []string{"run", spec.Name, "--steps", "20", "--every", "7", "--format", format}
			out := taught(t, args...)
			if out != taught(t, args...) {
				t.Errorf("%s: %s differs from one time to the next", spec.Name, format)
			}
			if format != "jsonl" {
				continue
			}
			again := nablaWith(t, func(d *Deps) { d.Specs, d.Stdin = experiment.All(), strings.NewReader(out) }, "run", "--setup", "-")
			if again.out != out {
				t.Errorf("%s: repeated from its setup line it differs: %s", spec.Name, again.errors)
			}
		}
	}
	taught(t, "labs")
}

// TestPresetsAreListed holds what nabla labs prints of a preset to be what opens it.
func TestPresetsAreListed(t *testing.T) {
	t.Parallel()
	out := taught(t, "labs", "train")
	for _, p := range experiment.TrainPresets() {
		if line := "  nabla 'train " + p.Line + "'\n"; !strings.Contains(out, line) {
			t.Errorf("nabla labs train does not print %q", line)
		}
		taught(t, "run", "train "+p.Line, "--steps", "1")
	}
	if strings.Contains(taught(t, "labs"), experiment.TrainPresets()[0].Line) {
		t.Error("the list of all labs has presets")
	}
}

// TestEndOfTraining holds the end of a run to its reason.
func TestEndOfTraining(t *testing.T) {
	t.Parallel()
	out := taught(t, strings.Fields("run train --set epochs=2 --set samples=20 --steps 10 --every 10")...)
	if want := `{"type":"end","step":10,"status":"stopped","reason":"after 2 epochs, as asked"}`; !strings.Contains(out, want) {
		t.Errorf("the run ends with\n%s\nwant %s", out, want)
	}
}

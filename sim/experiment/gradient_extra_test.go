package experiment_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/dataset"
	"nabla/sim/experiment"
	"nabla/sim/network"
)

// weights is a weights file, read and written without the program's own code.
type weights struct {
	Layers []struct {
		Weights [][]float64 `json:"weights"`
		Bias    []float64   `json:"bias"`
	} `json:"layers"`
}

func weightsOf(t *testing.T, run *experiment.Train) weights {
	t.Helper()
	var text bytes.Buffer
	if err := run.SaveWeights(&text); err != nil {
		t.Fatal(err)
	}
	var w weights
	if err := json.Unmarshal(text.Bytes(), &w); err != nil {
		t.Fatal(err)
	}
	return w
}

// String is the file's text. Numbers of a test are finite: there is no error.
func (w weights) String() string {
	text, _ := json.Marshal(w)
	return string(text)
}

// numbers are the places of all weights and biases of a layer.
func (w weights) numbers(layer int) (matrix, bias []*float64) {
	l := &w.Layers[layer]
	for i := range l.Weights {
		for j := range l.Weights[i] {
			matrix = append(matrix, &l.Weights[i][j])
		}
	}
	for i := range l.Bias {
		bias = append(bias, &l.Bias[i])
	}
	return matrix, bias
}

// lossAt is the loss that a run reports which starts with the weights.
func lossAt(t *testing.T, w weights, texts map[string]string, changes []string) float64 {
	t.Helper()
	texts["w.json"] = w.String()
	return report(train(t, files(texts), append([]string{"weights", "w.json"}, changes...)...)).Loss
}

// slopes are the central differences of the loss with respect to each number.
func slopes(t *testing.T, w weights, at []*float64, texts map[string]string, changes []string) []float64 {
	t.Helper()
	const h = 1e-5
	out := make([]float64, len(at))
	for i, x := range at {
		was := *x
		*x = was + h
		above := lossAt(t, w, texts, changes)
		*x = was - h
		below := lossAt(t, w, texts, changes)
		*x = was
		out[i] = (above - below) / (2 * h)
	}
	return out
}

// TestGradientsAreSlopesOfTheReportedLoss holds the gradient that train reports,
// and the one that its updates go by, against differences of the loss that it
// reports: for every activation, output and loss there is, before the first
// update and after some.
func TestGradientsAreSlopesOfTheReportedLoss(t *testing.T) {
	data := map[string]string{
		"classes.csv": "a,b,kind\n0.2,-1,red\n1.5,0.3,blue\n-0.7,0.9,red\n0.4,2.1,blue\n-1.3,-0.6,red\n",
		"numbers.csv": "a,b,y\n0.2,-1,0.31\n1.5,0.3,0.72\n-0.7,0.9,0.13\n0.4,2.1,0.94\n-1.3,-0.6,0.25\n",
		"three.csv":   "a,b,kind\n0.2,-1,red\n1.5,0.3,blue\n-0.7,0.9,green\n0.4,2.1,blue\n-1.3,-0.6,red\n",
	}
	t.Parallel()
	tried := 0
	for source, activations := range map[string][]string{
		"classes.csv": network.Activations(), "numbers.csv": {"tanh"}, "three.csv": {"relu"},
	} {
		for _, activation := range activations {
			for _, output := range network.Outputs() {
				for _, loss := range network.Losses() {
					changes := []string{
						"data", source, "scale", "none", "batch", "0", "hidden", "3,2", "rate", "0.1",
						"activation", activation, "output", output, "loss", loss,
					}
					name := strings.Join([]string{source, activation, output, loss}, " ")
					start, err := experiment.NewTrain(setup(t, "train", changes...), files(data))
					if err != nil {
						refusedForCause(t, name, err)
						continue
					}
					tried++
					t.Run(name, func(t *testing.T) {
						t.Parallel()
						texts := map[string]string{source: data[source]}
						run := offTheKink(t, start, texts, changes)
						for step := range 6 {
							if step == 0 || step == 5 {
								holdToSlopes(t, run, texts, changes)
							}
							run.Step()
						}
					})
				}
			}
		}
	}
	if least := 8 * len(network.Activations()); tried < least {
		t.Errorf("only %d combinations could be tried, want at least %d", tried, least)
	}
}

// offTheKink starts a run with the weights of another but with biases: with all
// biases 0, a sample that no unit of a layer answers to has z = 0 exactly in the
// next, where relu has two slopes and a central difference is their mean.
func offTheKink(t *testing.T, from *experiment.Train, texts map[string]string, changes []string) *experiment.Train {
	t.Helper()
	w := weightsOf(t, from)
	for l := range w.Layers {
		for i := range w.Layers[l].Bias {
			w.Layers[l].Bias[i] = 0.1 * float64(i+1)
		}
	}
	texts["w.json"] = w.String()
	return train(t, files(texts), append([]string{"weights", "w.json"}, changes...)...)
}

// refusedForCause checks that a combination was refused for one of the reasons
// there are: the loss does not go with the output, or they are for classes and
// the file holds numbers.
func refusedForCause(t *testing.T, name string, err error) {
	t.Helper()
	var pair network.PairError
	var classes experiment.NeedsClassesError
	var file *dataset.FileError
	noClass := errors.As(err, &file) && strings.Contains(file.Error(), "so not a class")
	if !errors.As(err, &pair) && !errors.As(err, &classes) && !noClass {
		t.Errorf("%s: %v", name, err)
	}
}

func holdToSlopes(t *testing.T, run *experiment.Train, texts map[string]string, changes []string) {
	t.Helper()
	w, layers := weightsOf(t, run), run.Layers()
	next := run.Clone()
	next.Step()
	after := weightsOf(t, next)
	for l := range w.Layers {
		matrix, bias := w.numbers(l)
		movedMatrix, movedBias := after.numbers(l)
		for _, part := range []struct {
			name      string
			at, moved []*float64
			norm      float64
		}{
			{"W", matrix, movedMatrix, layers[l].GradientNorm},
			{"b", bias, movedBias, layers[l].BiasGradientNorm},
		} {
			want := slopes(t, w, part.at, texts, changes)
			if norm := math.Sqrt(dot(want, want)); !close6(part.norm, norm) {
				t.Errorf("layer %d: ‖∂L/∂%s‖ = %v, by central differences %v", l+1, part.name, part.norm, norm)
			}
			for i, slope := range want {
				// An update of plain descent is −µ times the gradient.
				if got := (*part.at[i] - *part.moved[i]) / 0.1; !close6(got, slope) {
					t.Errorf("layer %d: ∂L/∂%s[%d] = %v by the update, %v by central differences", l+1, part.name, i, got, slope)
				}
			}
		}
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// close6 allows for what a central difference with h = 1e-5 is off by.
func close6(got, want float64) bool {
	return math.Abs(got-want) <= 1e-8+1e-6*math.Abs(want)
}

// The same with the gradient over one batch: the loss is that of a run on the
// batch's two rows alone.
func TestGradientOfABatchIsTheSlopeOfItsLoss(t *testing.T) {
	rows := []string{"0.2,-1,0.31", "1.5,0.3,0.72", "-0.7,0.9,0.13", "0.4,2.1,0.94"}
	table := func(rows ...string) string { return "a,b,y\n" + strings.Join(rows, "\n") + "\n" }
	changes := []string{"data", "d.csv", "scale", "none", "hidden", "3", "rate", "0.1", "shuffle", "no"}
	run := train(t, files(map[string]string{"d.csv": table(rows...)}), append([]string{"batch", "2"}, changes...)...)
	for step := 1; step <= 4; step++ {
		run.Step()
		batch := rows[:2]
		if step%2 == 0 {
			batch = rows[2:]
		}
		w, layers := weightsOf(t, run), run.Layers()
		for l := range w.Layers {
			matrix, _ := w.numbers(l)
			want := slopes(t, w, matrix, map[string]string{"d.csv": table(batch...)}, append([]string{"batch", "0"}, changes...))
			if norm := math.Sqrt(dot(want, want)); !close6(layers[l].GradientNorm, norm) {
				t.Errorf("step %d, layer %d: ‖∂L/∂W‖ = %v, by central differences over the batch %v", step, l+1, layers[l].GradientNorm, norm)
			}
		}
	}
}

// Weights given as a file are those that step 0 starts from, to the bit.
func TestWeightsComeBackAsGiven(t *testing.T) {
	given := `{"layers":[{"weights":[[0.1,-0.3],[1e-300,7]],"bias":[0.2,-0]},{"weights":[[2.5,0.30000000000000004]],"bias":[5e-324]}]}`
	run := train(t, files(map[string]string{"w.json": given}), "hidden", "2", "weights", "w.json")
	got := weightsOf(t, run)
	var want weights
	if err := json.Unmarshal([]byte(given), &want); err != nil {
		t.Fatal(err)
	}
	for l := range want.Layers {
		if !slices.Equal(want.Layers[l].Bias, got.Layers[l].Bias) || !slices.EqualFunc(want.Layers[l].Weights, got.Layers[l].Weights, slices.Equal) {
			t.Errorf("layer %d came back as %v, want %v", l+1, got.Layers[l], want.Layers[l])
		}
	}
	if run.Status() != (sim.Status{}) {
		t.Errorf("at step 0 the run is %v", run.Status())
	}
}

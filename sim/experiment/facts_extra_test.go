package experiment_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// The lesson of the vanishing gradient: twenty layers down sigmoid leaves next
// to nothing of the gradient and relu with He's weights leaves it whole,
// whatever the seed and at every step. Few samples, for the test's time: the
// gradient is that of a batch of 10 anyway.
func TestGradientsVanishUnderSigmoidOnly(t *testing.T) {
	t.Parallel()
	for seed := range uint64(5) {
		t.Run(fmt.Sprint("seed ", seed+1), func(t *testing.T) {
			t.Parallel()
			s := setup(t, "vanishing", "activations", "sigmoid,relu", "depth", "20", "width", "16", "samples", "20")
			s.Seed = seed + 1
			v, err := experiment.NewVanishing(s, nil)
			if err != nil {
				t.Fatal(err)
			}
			for step := range 101 {
				for i, name := range v.Activations() {
					layers := v.Layers(i)
					ratio := layers[0].GradientNorm / layers[len(layers)-1].GradientNorm
					switch {
					case len(layers) != 21:
						t.Fatalf("%d layers, want 20 hidden ones and the output", len(layers))
					case name == "sigmoid" && !(ratio > 0 && ratio < 1e-8):
						t.Errorf("step %d: under sigmoid the first layer has %.3g of the last's gradient, want less than 1e-8", step, ratio)
					case name == "relu" && !(ratio > 1e-3):
						t.Errorf("step %d: under relu the first layer has %.3g of the last's gradient, want more than 1e-3", step, ratio)
					}
				}
				v.Step()
			}
		})
	}
}

// The bits below were worked out on amd64. They hold every other machine, and
// every later version, to the same numbers.
func TestKnownBits(t *testing.T) {
	tests := []struct {
		name, lab string
		changes   []string
		steps     int
		want      []string
	}{
		{"descent on a polynomial", "descent", wShape("starts", "-2,0.1,0.4,2", "rates", "0.02,0.1"), 25, []string{
			"-0x1.4d07f3c80be26p+00", "-0x1.4d03d254b2efcp+00", "-0x1.a9106bd7dbaadp-01",
			"-0x1.4d03d22831f48p+00", "0x1.150b100372f2cp+00", "0x1.2182bc68b49ap+00",
			"0x1.21ed9e625d01fp+00", "-0x1.4d03d254b2efcp+00",
		}},
		{"newton", "descent", []string{"method", "newton", "f", "w^4-3w^2+w", "starts", "-2,0.4,2"}, 4, []string{
			"-0x1.4d042e273fe04p+00", "0x1.5c08afc2d9df7p-03", "0x1.21933fb8c6cb3p+00",
		}},
		{"sgd with tanh", "train", []string{"samples", "20", "hidden", "4,3"}, 25, []string{
			"0x1.6b92430a7af1bp-01", "0x1.95fc4195d4f0dp-06", "0x1.fca862c403a17p-01",
		}},
		{"adam with relu and softmax", "train", []string{
			"data", "iris", "hidden", "5", "activation", "relu", "optimizer", "adam", "split", "0.8",
		}, 25, []string{
			"0x1.174b46690d9d3p-02", "0x1.81f8bb62a81p-04", "0x1.b1e41d67ce19ep+01",
		}},
		{"momentum with sigmoid on a spiral", "train", []string{
			"data", "spiral", "samples", "40", "hidden", "6", "activation", "sigmoid", "optimizer", "momentum", "batch", "0",
		}, 25, []string{
			"0x1.5f067b98da1a9p-01", "0x1.81cc002f23bc7p-06", "0x1.d3a4165da01aep-01",
		}},
		{"bfloat16 with leaky relu", "train", []string{
			"data", "circle", "samples", "40", "hidden", "6", "activation", "leaky-relu", "precision", "bfloat16",
		}, 25, []string{
			"0x1.300def65ba93ap-01", "0x1.5acc11b7229e9p-02", "0x1.329aa50dce36p+00",
		}},
		{"dashboard", "dashboard", []string{"starts", "-2,0.1,0.4,2", "samples", "20", "depth", "3", "width", "4"}, 25, []string{
			"0x1.6315a5da76b8ep-01", "0x1.794f40ec4cbcbp-10", "0x1.02a41320b8874p+00",
			"0x1.61b2564fd1ef1p-01", "0x1.41603191aeceap-08", "0x1.04dd91ff4fac9p-01",
			"-0x1.4d07f3c80be26p+00", "-0x1.a9106bd7dbaadp-01", "0x1.150b100372f2cp+00",
			"0x1.21ed9e625d01fp+00",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			spec, err := experiment.Find(tt.lab)
			if err != nil {
				t.Fatal(err)
			}
			run, err := spec.Open(setup(t, tt.lab, tt.changes...), nil)
			if err != nil {
				t.Fatal(err)
			}
			for range tt.steps {
				run.Step()
			}
			if got := hex(run); !slices.Equal(got, tt.want) {
				t.Errorf("after %d steps:\n got %q\nwant %q", tt.steps, got, tt.want)
			}
		})
	}
}

// hex writes the main numbers of a run with all their bits: losses, the norms of
// the gradient of the first layer and of the weights of the last, and where the
// balls are.
func hex(run sim.Runner) []string {
	var numbers []float64
	layers := func(layers []experiment.LayerReport) {
		numbers = append(numbers, layers[0].GradientNorm, layers[len(layers)-1].WeightNorm)
	}
	switch r := run.Report().(type) {
	case experiment.TrainReport:
		numbers = append(numbers, r.Loss)
		layers(r.Layers)
	case experiment.DescentReport:
		for _, b := range r.Runs {
			numbers = append(numbers, b.W)
		}
	case experiment.DashboardReport:
		for i := range r.Training {
			numbers = append(numbers, r.Training[i].Loss)
			layers(r.Layers[i].Layers)
		}
		for _, b := range r.Descent {
			numbers = append(numbers, b.W)
		}
	}
	texts := make([]string, len(numbers))
	for i, x := range numbers {
		texts[i] = strconv.FormatFloat(x, 'x', -1, 64)
	}
	return texts
}

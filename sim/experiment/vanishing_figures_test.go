package experiment_test

import (
	"io"
	"io/fs"
	"math"
	"strings"
	"testing"

	"nabla/sim/experiment"
)

// The figures are those of a program in another language (Python, its own floats
// and math library, plain lists, fractions for bfloat16) that was given the
// weights which `nabla run train --save-weights` writes for seed 7: 2→3→3→3→1
// sigmoid units, four points, cross-entropy.
func TestVanishingAgainstAnIndependentProgram(t *testing.T) {
	t.Parallel()
	points := func(name string) (io.ReadCloser, error) {
		if name != "points.csv" {
			return nil, fs.ErrNotExist
		}
		return io.NopCloser(strings.NewReader("a,b,class\n0.5,-1.5,0\n-1,0.25,1\n2,1,0\n-0.75,-0.5,1\n")), nil
	}
	after := func(rate string, steps int) experiment.RunReport {
		s := setup(t, "vanishing", "data", "points.csv", "scale", "none", "activations", "sigmoid",
			"depth", "3", "width", "3", "batch", "0", "rate", rate)
		v, err := experiment.NewVanishing(s, points)
		if err != nil {
			t.Fatal(err)
		}
		for range steps {
			v.Step()
		}
		r, ok := v.Report().(experiment.VanishingReport)
		if !ok {
			t.Fatalf("the report is a %T", v.Report())
		}
		return r.Runs[0]
	}
	run := after("0.001", 0)
	// Mean and root mean square of φ′, gain, factor, product and what is measured.
	want := [][6]float64{
		{0.21748948415639693, 0.221863588675264, 1.06532727340206, 0.23635733199061518, 0.01784066867738356, 0.02084973300894138},
		{0.2456931349162014, 0.2457905857866671, 0.8399625278955227, 0.20645488177029023, 0.07548176537249093, 0.0685067100924687},
		{0.24249184747454267, 0.2427054029747561, 1.5063900829738563, 0.3656090121253461, 0.3656090121253461, 0.36659997917768505},
	}
	agrees := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-12*math.Abs(want) {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	agrees("the slowdown", *run.Slowdown, 12.394549994761634)
	for i, f := range run.Factors {
		for k, got := range []float64{f.MeanDerivative, f.RMSDerivative, f.Gain, f.Factor, f.Product, f.Measured} {
			agrees("a figure", got, want[i][k])
		}
	}
	// The parts of the histogram that the twelve z of each layer lie in.
	for i, parts := range [][]int{
		{14, 16, 16, 17, 18, 19, 19, 19, 20, 21, 22, 28},
		{19, 19, 19, 19, 19, 20, 20, 20, 20, 20, 22, 22},
		{17, 17, 17, 17, 19, 20, 20, 20, 20, 20, 20, 20},
	} {
		counts := make([]int, len(run.PreActivations[i].Counts))
		for _, part := range parts {
			counts[part]++
		}
		for part, got := range run.PreActivations[i].Counts {
			if got != counts[part] {
				t.Errorf("layer %d: %d in part %d, want %d", i+1, got, part, counts[part])
			}
		}
	}
	// The shares of weights that one update leaves as they are.
	for rate, want := range map[string][4]experiment.LayerRounding{
		"1e-6": {{Float32: 1, Bfloat16: 1}, {Float32: 8.0 / 9, Bfloat16: 1}, {Float32: 5.0 / 9, Bfloat16: 1}, {Bfloat16: 1}},
		"0.03": {{Bfloat16: 1}, {Bfloat16: 8.0 / 9}, {Bfloat16: 6.0 / 9}, {Bfloat16: 2.0 / 3}},
	} {
		for i, got := range after(rate, 1).Rounding {
			want[i].Layer = i + 1
			if got != want[i] {
				t.Errorf("rate %s: %+v, want %+v", rate, got, want[i])
			}
		}
	}
}

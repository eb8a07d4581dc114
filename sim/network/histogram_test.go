package network

import (
	"fmt"
	"math"
	"testing"
)

// One unit whose z is its input: the counts are those of the inputs.
func histogramOf(t *testing.T, z ...float64) Histogram {
	t.Helper()
	n := build(t, Config{Inputs: 1, Hidden: []int{1}, Outputs: 1, Activation: Activation{kind: sigmoid}}, 1)
	copy(n.Params(), []float64{1, 0, 1, 0})
	s := newSweep(n, len(z), 4*len(z))
	s.Load(z, nil)
	s.Forward(nil)
	return s.Histogram(0)
}

func TestHistogram(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		z    []float64
		to   float64
		want map[int]int // counts by part
		lost int
	}{
		{z: []float64{0}, to: 5, want: map[int]int{20: 1}},
		{z: []float64{-0.1, 0.1, 0.2, 0.25, -5, 5}, to: 5, want: map[int]int{0: 1, 19: 1, 20: 2, 21: 1, 39: 1}},
		{z: []float64{5.1, -0.6}, to: 10, want: map[int]int{18: 1, 30: 1}},
		{z: []float64{11, 1}, to: 20, want: map[int]int{21: 1, 31: 1}},
		{z: []float64{21}, to: 50, want: map[int]int{28: 1}},
		{z: []float64{-51}, to: 100, want: map[int]int{9: 1}},
		{z: []float64{-math.MaxFloat64, math.MaxFloat64}, to: math.MaxFloat64, want: map[int]int{0: 1, 39: 1}},
		{z: []float64{inf, math.NaN(), -inf, 1}, to: 5, want: map[int]int{24: 1}, lost: 3},
	} {
		t.Run(fmt.Sprint(c.z), func(t *testing.T) {
			h := histogramOf(t, c.z...)
			if h.To != c.to || h.Count != len(c.z) || h.Lost != c.lost {
				t.Errorf("to %g, %d numbers, %d lost; want %g, %d, %d", h.To, h.Count, h.Lost, c.to, len(c.z), c.lost)
			}
			for part, got := range h.Counts {
				if got != c.want[part] {
					t.Errorf("part %d counts %d, want %d", part, got, c.want[part])
				}
				if from, to := h.Part(part); from >= to || part == 0 && from != -h.To || part == HistogramParts-1 && to != h.To {
					t.Errorf("part %d is from %g to %g", part, from, to)
				}
			}
		})
	}
}

// Of samples in several chunks the last chunk's are counted.
func TestHistogramOfChunks(t *testing.T) {
	n := build(t, Config{Inputs: 1, Hidden: []int{3}, Outputs: 1, Activation: Activation{kind: tanh}}, 1)
	s := newSweep(n, 6, 4)
	s.Load([]float64{1, 2, 3, 4, 5, 6}, make([]float64, 6))
	s.Run(nil)
	if h := s.Histogram(0); h.Count != 2*3 {
		t.Errorf("%d numbers, want those of 2 samples and 3 units", h.Count)
	}
	if got := testing.AllocsPerRun(10, func() { s.Histogram(0) }); got != 0 {
		t.Errorf("%v allocations", got)
	}
}

// Nielsen's weights have the variance 1/in, and his biases 1.
func TestNielsenDrawsBiases(t *testing.T) {
	init, err := ParseInit("nielsen")
	if err != nil {
		t.Fatal(err)
	}
	n := build(t, Config{Inputs: 100, Hidden: []int{3000}, Outputs: 1, Init: init}, 1)
	variance := func(x []float64) float64 {
		sum := 0.0
		for _, v := range x {
			sum += v * v
		}
		return sum / float64(len(x))
	}
	if l := n.Layer(0); math.Abs(100*variance(l.Weights)-1) > 0.02 || math.Abs(variance(l.Bias)-1) > 0.1 {
		t.Errorf("the variance of weights is %v, of biases %v", variance(l.Weights), variance(l.Bias))
	}
	if again, _ := ParseInit(init.Name()); again != init {
		t.Errorf("%q reads back as another one", init.Name())
	}
}

package dataset

import (
	"errors"
	"math"
	"slices"
	"testing"

	"nabla/sim"
)

// What scikit-learn's StandardScaler makes of Iris: mean_, scale_ and the first
// row of transform, to the digits numpy prints.
func TestStandardScalesIrisLikeScikitLearn(t *testing.T) {
	s := Iris()
	f := Fit(Standard, s, allRows(s))
	scaled := f.Apply(s)
	for _, c := range []struct {
		what      string
		got, want []float64
	}{
		{"mean", f.Offset, []float64{5.84333333, 3.05733333, 3.758, 1.19933333}},
		{"deviation", f.Divisor, []float64{0.82530129, 0.43441097, 1.75940407, 0.75969263}},
		{"first row", scaled.Input(0), []float64{-0.90068117, 1.01900435, -1.34022653, -1.3154443}},
	} {
		if !near(c.got, c.want, 6e-9) {
			t.Errorf("%s %v, want %v", c.what, c.got, c.want)
		}
	}
	if scaled.Class(149) != 2 || &scaled.Inputs[0] == &s.Inputs[0] || s.Input(0)[0] != 5.1 {
		t.Error("scaling must keep the classes and leave the set it was given alone")
	}
}

func TestScalingByHand(t *testing.T) {
	// The second column is constant, and its mean would not be exactly 0.1.
	s := read(t, "a,b,y\n1,0.1,5\n3,0.1,6\n8,0.1,9\n100,0.1,-7\n", Options{})
	train := []int{0, 1, 2} // mean 4, squares 9+1+16
	deviation := math.Sqrt(26.0 / 3)
	for _, c := range []struct {
		kind            Scaling
		offset, divisor []float64
		inputs          []float64
	}{
		{
			Standard,
			[]float64{4, 0.1},
			[]float64{deviation, 1},
			[]float64{-3 / deviation, 0, -1 / deviation, 0, 4 / deviation, 0, 96 / deviation, 0},
		},
		{
			MinMax,
			[]float64{1, 0.1},
			[]float64{7, 1},
			[]float64{0, 0, 2.0 / 7, 0, 1, 0, 99.0 / 7, 0},
		},
	} {
		f := Fit(c.kind, s, train)
		if !near(f.Offset, c.offset, 0) || !near(f.Divisor, c.divisor, 1e-15) {
			t.Errorf("%v: offset %v, divisor %v; want %v, %v", c.kind, f.Offset, f.Divisor, c.offset, c.divisor)
		}
		scaled := f.Apply(s)
		if !near(scaled.Inputs, c.inputs, 1e-14) {
			t.Errorf("%v: inputs %v, want %v", c.kind, scaled.Inputs, c.inputs)
		}
		for i := range s.Len() {
			if scaled.Value(i) != s.Value(i) {
				t.Errorf("%v: target %v became %v", c.kind, s.Value(i), scaled.Value(i))
			}
		}
	}
}

// Numbers may be as small as they like, or as large.
func TestScalingOfTinyAndHugeNumbers(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"1e-300", "3e-300"}, {"-3e-300", "-1e-300"}, {"1e-160", "3e-160"}, {"0", "1e-307"}, {"1", "3"}, {"1e75", "3e74"},
	} {
		s := read(t, "a,y\n"+c.a+",5\n"+c.b+",6\n", Options{})
		low, high := min(s.Inputs[0], s.Inputs[1]), max(s.Inputs[0], s.Inputs[1])
		for _, w := range []struct {
			kind      Scaling
			low, high float64
		}{{Standard, -1, 1}, {MinMax, 0, 1}} {
			f := Fit(w.kind, s, allRows(s))
			scaled := f.Apply(s).Inputs
			if got := []float64{min(scaled[0], scaled[1]), max(scaled[0], scaled[1])}; !near(got, []float64{w.low, w.high}, 1e-14) {
				t.Errorf("%v of %v and %v: %v, want %v and %v", w.kind, low, high, got, w.low, w.high)
			}
		}
	}
}

func TestNoScalingIsTheSetItself(t *testing.T) {
	s := Iris()
	if f := Fit(NoScaling, s, allRows(s)); f.Apply(s) != s || (Scaler{}).Apply(s) != s {
		t.Error("no scaling made another set")
	}
}

// The extremes that Read lets in must not scale to NaN or infinity.
func TestScalingOfExtremeNumbersIsFinite(t *testing.T) {
	s := read(t, "a,b,c,y\n1e75,1e-300,0,1\n-1e75,2e-300,1e-300,2\n1e75,0,1e75,3\n", Options{})
	for _, kind := range []Scaling{Standard, MinMax} {
		for _, x := range Fit(kind, s, allRows(s)).Apply(s).Inputs {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Errorf("%v: a scaled input is %v", kind, x)
			}
		}
	}
}

func TestSelectScalesTheRowsThatItPicks(t *testing.T) {
	s := Iris()
	rows := []int{149, 3, 3, 0, 77}
	for _, kind := range []Scaling{NoScaling, Standard, MinMax} {
		f := Fit(kind, s, rows)
		got, want := f.Select(s, rows), f.Apply(s).Select(rows)
		if !slices.Equal(got.Inputs, want.Inputs) || !slices.Equal(got.values, want.values) || !slices.Equal(got.classes, want.classes) {
			t.Errorf("%v: inputs %v, want %v", kind, got.Inputs, want.Inputs)
		}
		if s.Input(149)[0] != 5.9 {
			t.Fatalf("%v: the set was scaled itself", kind)
		}
	}
	if none := Fit(Standard, s, rows).Select(s, nil); none.Len() != 0 || len(none.Classes) != 3 {
		t.Errorf("no rows are %d of the classes %q", none.Len(), none.Classes)
	}
}

func TestScalerPanics(t *testing.T) {
	s := Iris()
	mustPanic(t, "fitting to no rows", func() { Fit(Standard, s, nil) })
	f := Fit(MinMax, s, allRows(s))
	mustPanic(t, "selecting of other features", func() { f.Select(read(t, "a,y\n1,2\n2,5\n", Options{}), []int{0}) })
	mustPanic(t, "applying to other features", func() { f.Apply(read(t, "a,y\n1,2\n2,5\n", Options{})) })
}

func TestParseScaling(t *testing.T) {
	for i, name := range Scalings() {
		kind, err := ParseScaling(name)
		if err != nil || kind != Scaling(i) || kind.String() != name {
			t.Errorf("ParseScaling(%q) = %v, %v", name, kind, err)
		}
	}
	_, err := ParseScaling("robust")
	var choice sim.ChoiceError
	if !errors.As(err, &choice) || !slices.Equal(choice.Accepted, []string{"none", "standard", "minmax"}) {
		t.Errorf("ParseScaling of an unknown name: %v", err)
	}
}

func near(got, want []float64, within float64) bool {
	return slices.EqualFunc(got, want, func(a, b float64) bool { return math.Abs(a-b) <= within })
}

func momentsOf(s *Set, rows []int) (mean, deviation []float64) {
	lo, hi := extents(s, rows)
	return moments(s, rows, lo, hi)
}

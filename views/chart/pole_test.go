package chart

import (
	"math"
	"testing"
)

func TestWorthSeeingOfPoles(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(float64) float64
		want Range // what is seen lies in it
		pole bool
	}{
		{"tan", math.Tan, Range{-12, 12}, true},
		{"tan′", func(x float64) float64 { return 1 / (math.Cos(x) * math.Cos(x)) }, Range{0.9, 20}, true},
		{"1/x", func(x float64) float64 { return 1 / x }, Range{-5, 5}, true},
		{"−1/x²", func(x float64) float64 { return -1 / (x * x) }, Range{-5, 0}, true},
		{"a spike", func(x float64) float64 { return math.Exp(-1000 * x * x) }, Range{-0.1, 1.1}, false},
		{"sin", math.Sin, Range{-1, 1}, false},
		{"√|x|", func(x float64) float64 { return math.Sqrt(math.Abs(x)) }, Range{0, 2}, false},
		{"x⁴", func(x float64) float64 { return x * x * x * x }, Range{0, 256}, false},
		{"sign", func(x float64) float64 { return math.Copysign(1, x) }, Range{-1, 1}, false},
	} {
		x, values := Range{-4, 4}, make([]float64, 0, 513)
		for i := range 513 {
			values = append(values, c.f(-4+8*float64(i)/512))
		}
		r, sorted := worthSeeingOf(c.f, x, values, nil)
		if r.Min < c.want.Min || r.Max > c.want.Max || !r.given() {
			t.Errorf("%s is shown from %v to %v, want a part of %v", c.name, r.Min, r.Max, c.want)
		}
		if got := hasPole(c.f, x, values, sorted); got != c.pole {
			t.Errorf("%s: has a pole is %v", c.name, got)
		}
	}
}

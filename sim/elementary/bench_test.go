package elementary

import (
	"math"
	"testing"
)

// Each function beside that of package math, where there is one.
func BenchmarkFunctions(b *testing.B) {
	var sink float64
	for _, c := range []struct {
		name     string
		ours     func(float64) float64
		standard func(float64) float64
		lo, hi   float64
	}{
		{"exp", Exp, math.Exp, -20, 20},
		{"expm1", second(ExpExpm1), math.Expm1, -2, 2},
		{"log", Log, math.Log, 0.01, 100},
		{"log1p", Log1p, math.Log1p, 0.01, 100},
		{"log2", Log2, math.Log2, 0.01, 100},
		{"log10", Log10, math.Log10, 0.01, 100},
		{"sin", Sin, math.Sin, -30, 30},
		{"cos", Cos, math.Cos, -30, 30},
		{"tan", Tan, math.Tan, -30, 30},
		{"sin, large", Sin, math.Sin, 1e15, 1e18},
		{"asin", Asin, math.Asin, -1, 1},
		{"acos", Acos, math.Acos, -1, 1},
		{"atan", Atan, math.Atan, -5, 5},
		{"sinh", Sinh, math.Sinh, -5, 5},
		{"cosh", Cosh, math.Cosh, -5, 5},
		{"tanh", Tanh, math.Tanh, -3, 3},
		{"sigmoid", Sigmoid, func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }, -5, 5},
		{"cbrt", Cbrt, math.Cbrt, -100, 100},
		{"x^2.7", func(x float64) float64 { return Pow(x, 2.7) }, func(x float64) float64 { return math.Pow(x, 2.7) }, 0, 10},
		{"Φ", first(Normal), func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }, -5, 5},
	} {
		for who, f := range map[string]func(float64) float64{"ours": c.ours, "math": c.standard} {
			b.Run(c.name+"/"+who, func(b *testing.B) {
				var xs [256]float64
				for i := range xs {
					xs[i] = c.lo + (c.hi-c.lo)*float64(i*97%256)/256
				}
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					sink += f(xs[i%256])
					i++
				}
			})
		}
	}
	_ = sink
}

func TestNoAllocations(t *testing.T) {
	for _, m := range table() {
		if n := testing.AllocsPerRun(100, func() { m.f(0.7) }); n != 0 {
			t.Errorf("%s allocates %v times", m.name, n)
		}
	}
	if n := testing.AllocsPerRun(100, func() { Pow(0.7, 0.7); Sin(1e300) }); n != 0 {
		t.Errorf("Pow or a large sine allocates %v times", n)
	}
}

package elementary

import (
	"math"
	"testing"
)

var (
	inf    = math.Inf(1)
	nan    = math.NaN()
	minus0 = math.Copysign(0, -1)
)

const least = 5e-324 // the smallest number above 0

// same reports whether a and b have the same bits or both are NaN.
func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b
}

func TestSpecialValues(t *testing.T) {
	expm1 := second(ExpExpm1)
	for _, c := range []struct {
		name    string
		f       func(float64) float64
		x, want float64
	}{
		{"exp", Exp, 0, 1},
		{"exp", Exp, minus0, 1},
		{"exp", Exp, inf, inf},
		{"exp", Exp, -inf, 0},
		{"exp", Exp, nan, nan},
		{"exp", Exp, 710, inf},
		{"exp", Exp, -746, 0},
		{"exp", Exp, -745.1332191019411, least},
		{"exp", Exp, least, 1},
		{"expm1", expm1, 0, 0},
		{"expm1", expm1, minus0, minus0},
		{"expm1", expm1, least, least},
		{"expm1", expm1, inf, inf},
		{"expm1", expm1, -inf, -1},
		{"expm1", expm1, -1e3, -1},
		{"expm1", expm1, nan, nan},
		{"log", Log, 1, 0},
		{"log", Log, 0, -inf},
		{"log", Log, minus0, -inf},
		{"log", Log, -1, nan},
		{"log", Log, -inf, nan},
		{"log", Log, inf, inf},
		{"log", Log, nan, nan},
		{"log", Log, least, -744.4400719213812},
		{"log1p", Log1p, 0, 0},
		{"log1p", Log1p, minus0, minus0},
		{"log1p", Log1p, least, least},
		{"log1p", Log1p, -1, -inf},
		{"log1p", Log1p, -2, nan},
		{"log1p", Log1p, inf, inf},
		{"log1p", Log1p, -inf, nan},
		{"log1p", Log1p, nan, nan},
		{"log2", Log2, 0, -inf},
		{"log2", Log2, -1, nan},
		{"log2", Log2, inf, inf},
		{"log2", Log2, nan, nan},
		{"log2", Log2, least, -1074},
		{"log10", Log10, minus0, -inf},
		{"log10", Log10, -least, nan},
		{"log10", Log10, inf, inf},
		{"log10", Log10, nan, nan},
		{"sin", Sin, 0, 0},
		{"sin", Sin, minus0, minus0},
		{"sin", Sin, least, least},
		{"sin", Sin, -1e-310, -1e-310},
		{"sin", Sin, inf, nan},
		{"sin", Sin, -inf, nan},
		{"sin", Sin, nan, nan},
		{"sin", Sin, math.Pi, 1.2246467991473532e-16},
		{"cos", Cos, 0, 1},
		{"cos", Cos, minus0, 1},
		{"cos", Cos, inf, nan},
		{"cos", Cos, nan, nan},
		{"cos", Cos, math.Pi, -1},
		{"cos", Cos, math.Pi / 2, 6.123233995736766e-17},
		{"tan", Tan, minus0, minus0},
		{"tan", Tan, least, least},
		{"tan", Tan, inf, nan},
		{"tan", Tan, nan, nan},
		{"tan", Tan, math.Pi / 2, 1.633123935319537e16},
		{"asin", Asin, minus0, minus0},
		{"asin", Asin, least, least},
		{"asin", Asin, 1, math.Pi / 2},
		{"asin", Asin, -1, -math.Pi / 2},
		{"asin", Asin, 1.0000000000000002, nan},
		{"asin", Asin, -inf, nan},
		{"asin", Asin, nan, nan},
		{"acos", Acos, 1, 0},
		{"acos", Acos, 0, math.Pi / 2},
		{"acos", Acos, -1, math.Pi},
		{"acos", Acos, -1.0000000000000002, nan},
		{"acos", Acos, nan, nan},
		{"atan", Atan, 0, 0},
		{"atan", Atan, minus0, minus0},
		{"atan", Atan, least, least},
		{"atan", Atan, inf, math.Pi / 2},
		{"atan", Atan, -inf, -math.Pi / 2},
		{"atan", Atan, nan, nan},
		{"sinh", Sinh, 0, 0},
		{"sinh", Sinh, minus0, minus0},
		{"sinh", Sinh, least, least},
		{"sinh", Sinh, 711, inf},
		{"sinh", Sinh, -inf, -inf},
		{"sinh", Sinh, nan, nan},
		{"cosh", Cosh, 0, 1},
		{"cosh", Cosh, minus0, 1},
		{"cosh", Cosh, -711, inf},
		{"cosh", Cosh, -inf, inf},
		{"cosh", Cosh, nan, nan},
		{"tanh", Tanh, minus0, minus0},
		{"tanh", Tanh, least, least},
		{"tanh", Tanh, inf, 1},
		{"tanh", Tanh, -inf, -1},
		{"tanh", Tanh, nan, nan},
		{"tanh slope", second(TanhSlope), 0, 1},
		{"tanh slope", second(TanhSlope), inf, 0},
		{"sigmoid", Sigmoid, minus0, 0.5},
		{"sigmoid", Sigmoid, inf, 1},
		{"sigmoid", Sigmoid, -inf, 0},
		{"sigmoid", Sigmoid, nan, nan},
		{"sigmoid slope", second(SigmoidSlope), 0, 0.25},
		{"sigmoid slope", second(SigmoidSlope), -inf, 0},
		{"sigmoid slope", second(SigmoidSlope), nan, nan},
		{"cbrt", Cbrt, 0, 0},
		{"cbrt", Cbrt, minus0, minus0},
		{"cbrt", Cbrt, inf, inf},
		{"cbrt", Cbrt, -inf, -inf},
		{"cbrt", Cbrt, nan, nan},
		{"cbrt", Cbrt, 0x1p-1074, 0x1p-358},
		{"Φ", first(Normal), inf, 1},
		{"Φ", first(Normal), -inf, 0},
		{"Φ", first(Normal), -1e300, 0},
		{"Φ", first(Normal), minus0, 0.5},
		{"Φ", first(Normal), nan, nan},
		{"bell", second(Normal), 0, 1},
		{"bell", second(Normal), 1e300, 0},
		{"bell", second(Normal), -inf, 0},
		{"bell", second(Normal), nan, nan},
	} {
		if got := c.f(c.x); !same(got, c.want) {
			t.Errorf("%s(%v) = %v, want %v", c.name, c.x, got, c.want)
		}
	}
}

// The special cases of powers are those of the standard library. Its digits are not
// the yardstick here: (1+2⁻⁵²)^2⁵³ it has wrong from the ninth on.
func TestPowSpecialValues(t *testing.T) {
	special := []float64{
		0, minus0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 2.5, -2.5, 1e300, -1e300, 0x1p53, -0x1p53, 0x1p53 + 2, 0x1p53 - 1,
		inf, -inf, nan, least, -least, math.MaxFloat64, 1e-300, 0x1.fffffffffffffp-1, 0x1.0000000000001p0,
	}
	for _, x := range special {
		for _, y := range special {
			got, want := Pow(x, y), math.Pow(x, y)
			if same(got, want) {
				continue
			}
			if math.IsInf(want, 0) || want == 0 || math.Signbit(got) != math.Signbit(want) || !(math.Abs(got/want-1) < 1e-7) {
				t.Errorf("%v^%v = %v, want %v", x, y, got, want)
			}
		}
	}
}

func TestExactValues(t *testing.T) {
	equal := func(name string, got, want float64) {
		t.Helper()
		if !same(got, want) {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	for k := -1074; k < 1024; k++ {
		equal("log₂ 2ᵏ", Log2(math.Ldexp(1, k)), float64(k))
		equal("2ᵏ", Pow(2, float64(k)), math.Ldexp(1, k))
		if k >= -537 && k < 512 {
			equal("4ᵏ", Pow(4, float64(k)), math.Ldexp(1, 2*k))
			equal("√4ᵏ", Pow(math.Ldexp(1, 2*k), 0.5), math.Ldexp(1, k))
		}
		if k >= -358 && k < 342 {
			equal("∛8ᵏ", Cbrt(math.Ldexp(1, 3*k)), math.Ldexp(1, k))
		}
	}
	for k := -307; k <= 308; k++ {
		equal("log₁₀ 10ᵏ", Log10(math.Pow10(k)), float64(k))
		if k >= 0 && k <= 22 {
			equal("10ᵏ", Pow(10, float64(k)), math.Pow10(k))
		}
	}
	for i := -1000; i <= 1000; i++ {
		x := float64(i)
		equal("∛x³", Cbrt(x*x*x), x)
		equal("x²", Pow(x, 2), x*x)
		equal("x³", Pow(x, 3), x*x*x)
		equal("x⁵", Pow(x, 5), x*x*x*x*x)
		equal("x⁰", Pow(x, 0), 1)
		equal("x¹", Pow(x, 1), x)
		equal("(x²)^1.5", Pow(x*x, 1.5), math.Abs(x*x*x))
		equal("(x/8)⁴", Pow(x/8, 4), x*x*x*x/4096)
	}
	equal("e⁰", Exp(0), 1)
	equal("27^(1/3) by ∛", Cbrt(27), 3)
}

// Identities that hold to the last digit by construction.
func TestSymmetry(t *testing.T) {
	for i := range 4000 {
		x := math.Ldexp(1+float64(i%97)/97, i%200-100)
		for _, odd := range []func(float64) float64{Sin, Tan, Atan, Sinh, Tanh, Cbrt} {
			if !same(odd(-x), -odd(x)) {
				t.Fatalf("an odd function at ±%v is %v and %v", x, odd(x), odd(-x))
			}
		}
		for _, even := range []func(float64) float64{Cos, Cosh, second(Normal), second(TanhSlope), second(SigmoidSlope)} {
			if !same(even(-x), even(x)) {
				t.Fatalf("an even function at ±%v is %v and %v", x, even(x), even(-x))
			}
		}
	}
}

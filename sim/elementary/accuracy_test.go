package elementary

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// measured is a function, its reference, where it is measured, and the error
// that its doc comment promises.
type measured struct {
	name      string
	f         func(x float64) float64
	reference func(x float64) *big.Float
	bound     float64 // in units in the last place
	ranges    [][2]float64
}

func second(f func(x float64) (a, b float64)) func(x float64) float64 {
	return func(x float64) float64 { _, b := f(x); return b }
}

func first(f func(x float64) (a, b float64)) func(x float64) float64 {
	return func(x float64) float64 { a, _ := f(x); return a }
}

// ofExp is a reference made of eˣ.
func ofExp(f func(e, one *big.Float) *big.Float) func(x float64) *big.Float {
	return func(x float64) *big.Float { return f(bigExp(exact(x)), exact(1)) }
}

var (
	bigSinh = ofExp(func(e, one *big.Float) *big.Float { return bigQuo(bigSub(e, bigQuo(one, e)), exact(2)) })
	bigCosh = ofExp(func(e, one *big.Float) *big.Float { return bigQuo(bigAdd(e, bigQuo(one, e)), exact(2)) })
)

func table() []measured {
	sine := func(x float64) *big.Float { s, _ := bigSincos(x); return s }
	cosine := func(x float64) *big.Float { _, c := bigSincos(x); return c }
	tangent := func(x float64) *big.Float { s, c := bigSincos(x); return bigQuo(s, c) }
	inBase := func(base float64) func(float64) *big.Float {
		return func(x float64) *big.Float { return bigQuo(bigLog(exact(x)), bigLog(exact(base))) }
	}
	angles := [][2]float64{{-0.8, 0.8}, {-4, 4}, {-50, 50}, {-1e6, 1e6}, {1e6, 1e10}, {-1e18, 1e18}, {1e100, 1e105}, {1e307, 1.7e308}}
	positive := [][2]float64{{0.5, 2}, {0.99, 1.01}, {0, 10}, {0, 1e-5}, {1, 1e6}, {0, 1e-307}, {0, 1e-310}, {1e300, 1.7e308}}
	unit := [][2]float64{{-1, 1}, {-0.5, 0.5}, {0.99, 1}, {-1, -0.99}, {-1e-4, 1e-4}}
	return []measured{
		{"exp", Exp, ofExp(func(e, _ *big.Float) *big.Float { return e }), 1, [][2]float64{{-1, 1}, {-40, 40}, {-745, 709.78}, {-745.13, -700}, {700, 709.78}, {-1e-5, 1e-5}}},
		{"expm1", second(ExpExpm1), ofExp(bigSub), 2, [][2]float64{{-1, 1}, {-0.4, 0.4}, {-40, 40}, {-700, 709.78}, {-1e-9, 1e-9}}},
		{"exp of expm1", first(ExpExpm1), ofExp(func(e, _ *big.Float) *big.Float { return e }), 1, [][2]float64{{-1, 1}, {-745, 709}}},
		{"log", Log, func(x float64) *big.Float { return bigLog(exact(x)) }, 1, positive},
		{"log1p", Log1p, func(x float64) *big.Float { return bigLog(bigAdd(exact(1), exact(x))) }, 1, [][2]float64{{-1, 1}, {-1, -0.9}, {-0.01, 0.01}, {0, 100}, {-1e-12, 1e-12}, {1e10, 1e20}}},
		{"log2", Log2, inBase(2), 0.6, positive},
		{"log10", Log10, inBase(10), 0.6, positive},
		{"sin", Sin, sine, 1.5, angles},
		{"cos", Cos, cosine, 1.5, angles},
		{"tan", Tan, tangent, 0.8, angles},
		{"asin", Asin, bigAsin, 1, unit},
		{"acos", Acos, bigAcos, 1, unit},
		{"atan", Atan, func(x float64) *big.Float { return bigAtan2(exact(x), exact(1)) }, 1, [][2]float64{{-0.5, 0.5}, {-3, 3}, {-100, 100}, {-1e18, 1e18}, {-1e-6, 1e-6}}},
		{"sinh", Sinh, bigSinh, 1, [][2]float64{{-1, 1}, {-2, 2}, {-23, 23}, {-710.47, 710.47}, {709.7, 710.47}, {-1e-6, 1e-6}}},
		{"cosh", Cosh, bigCosh, 1, [][2]float64{{-1, 1}, {-2, 2}, {-23, 23}, {-710.47, 710.47}, {709.7, 710.47}}},
		{"tanh", Tanh, ofExp(func(e, one *big.Float) *big.Float {
			square := bigMul(e, e)
			return bigQuo(bigSub(square, one), bigAdd(square, one))
		}), 3, [][2]float64{{-1, 1}, {-0.2, 0.2}, {-20, 20}, {-1e-6, 1e-6}, {-360, 360}}},
		{"tanh slope", second(TanhSlope), func(x float64) *big.Float {
			c := bigCosh(x)
			return bigQuo(exact(1), bigMul(c, c))
		}, 5, [][2]float64{{-1, 1}, {-20, 20}, {-372, 372}}},
		{"sigmoid", Sigmoid, ofExp(func(e, one *big.Float) *big.Float { return bigQuo(e, bigAdd(one, e)) }), 2, [][2]float64{{-1, 1}, {-8, 8}, {-745, 745}}},
		{"sigmoid slope", second(SigmoidSlope), ofExp(func(e, one *big.Float) *big.Float {
			below := bigAdd(one, e)
			return bigQuo(e, bigMul(below, below))
		}), 4, [][2]float64{{-1, 1}, {-8, 8}, {-745, 745}}},
		{"cbrt", Cbrt, bigCbrt, 0.6, [][2]float64{{1, 8}, {-1, 1}, {-1e6, 1e6}, {0, 1e-310}, {1e300, 1.7e308}}},
		{"bell", second(Normal), func(x float64) *big.Float { return bigExp(bigQuo(bigMul(exact(x), exact(x)), exact(-2))) }, 2, [][2]float64{{-1, 1}, {-8, 8}, {-38, 38}}},
	}
}

// Every function is as near to its reference as its doc comment says.
func TestAccuracy(t *testing.T) {
	const samples = 250 // a range
	for _, m := range table() {
		t.Run(m.name, func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(1, 2))
			worst, at := 0.0, 0.0
			for _, r := range m.ranges {
				for i := range samples {
					x := r[0] + (r[1]-r[0])*rnd.Float64()
					switch {
					case i == 0 && !math.IsInf(m.f(r[0]), 0):
						x = r[0]
					case i == 1:
						x = r[1]
					}
					if x == 0 {
						continue
					}
					if u := ulps(m.f(x), m.reference(x)); u > worst {
						worst, at = u, x
					}
				}
			}
			t.Logf("%.3f ulp at worst, at %v", worst, at)
			if !(worst <= m.bound) {
				t.Errorf("%s(%v) = %v is off by %.3g ulp, more than %g", m.name, at, m.f(at), worst, m.bound)
			}
		})
	}
}

// The same at the borders of the reductions, where an approximation goes wrong.
func TestAccuracyAtBorders(t *testing.T) {
	borders := map[string][]float64{
		"exp":   {708, -708, 709.782712893384, 745.1, math.Ln2 / 2, 1.5 * math.Ln2, 1000.5 * math.Ln2},
		"expm1": {math.Ln2 / 2, -math.Ln2 / 2, 1.5 * math.Ln2, 36.5 * math.Ln2, 37.5 * math.Ln2, 53 * math.Ln2},
		"log":   {math.Sqrt2, math.Sqrt2 / 2, 1, 2, 0x1p-1022, 0x1p-1060},
		"log1p": {math.Sqrt2 - 1, math.Sqrt2/2 - 1, 1, -0.5, 0x1p-54, -0x1p-54, 0x1p53},
		"log2":  {math.Sqrt2, math.Sqrt2 / 2, 0.999, 0x1p-1022},
		"log10": {math.Sqrt2, math.Sqrt2 / 2, 0.999, 1e5},
		"sin":   {math.Pi / 4, math.Pi / 2, math.Pi, 3 * math.Pi, 355, 103993, 1 << 20, 0x1p-27, 6381956970095103 * 0x1p797},
		"cos":   {math.Pi / 4, math.Pi / 2, 3 * math.Pi / 2, 11, 52174, 1 << 20, 0x1p-27, 6381956970095103 * 0x1p797},
		"tan":   {math.Pi / 4, math.Pi / 2, math.Pi, 11, 355, 1 << 20, 0x1p-27, 6381956970095103 * 0x1p797},
		"asin":  {0.5, -0.5, 0.9999999999999999, 1e-8},
		"acos":  {0.5, -0.5, 0.9999999999999999, -0.9999999999999999},
		"atan":  {7. / 16, 11. / 16, 19. / 16, 39. / 16, 0x1p-27, 1e300},
		"sinh":  {1, 22, 708.5, 709.782712893384, 710.4758600739439},
		"cosh":  {22, 709.782712893384, 710.4758600739439, 1e-9},
		"tanh":  {math.Ln2 / 4, 353, 354, 1e-9},
		"cbrt":  {1, 8, 0.125, 0x1p-1022, 5e-324, math.MaxFloat64},
	}
	for _, m := range table() {
		for _, border := range borders[m.name] {
			for _, x := range []float64{math.Nextafter(border, -math.MaxFloat64), border, math.Nextafter(border, math.MaxFloat64)} {
				if x == 0 {
					continue
				}
				if u := ulps(m.f(x), m.reference(x)); !(u <= m.bound) {
					t.Errorf("%s(%v) = %v is off by %.3g ulp, more than %g", m.name, x, m.f(x), u, m.bound)
				}
			}
		}
	}
}

// Powers over all of what the numbers reach, subnormal results included.
func TestPowAccuracy(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	worst, wx, wy := 0.0, 0.0, 0.0
	check := func(x, y float64) {
		want := bigExp(bigMul(exact(y), bigLog(exact(x))))
		if want.Cmp(exact(0x1p-1022)) < 0 {
			return // subnormal, and checked below
		}
		if u := ulps(Pow(x, y), want); u > worst {
			worst, wx, wy = u, x, y
		}
	}
	for range 1500 {
		x := math.Ldexp(1+rnd.Float64(), rnd.IntN(2000)-1000)
		check(x, (2*rnd.Float64()-1)*1000/math.Log2(x))
		near := 1 + (rnd.Float64()-0.5)/64
		check(near, (2*rnd.Float64()-1)*1000/math.Log2(near))
		check(10*rnd.Float64(), 20*rnd.Float64()-10)
		check(5e-324*float64(1+rnd.IntN(1000)), rnd.Float64()) // subnormal
	}
	for range 300 { // subnormal results, rounded once more
		x := 1 + rnd.Float64()
		y := -(1022 + 52*rnd.Float64()) / math.Log2(x)
		if u := ulps(Pow(x, y), bigExp(bigMul(exact(y), bigLog(exact(x))))); !(u < 1.1) {
			t.Errorf("%v^%v = %v is off by %.3g", x, y, Pow(x, y), u)
		}
	}
	t.Logf("%.3f ulp at worst, at %v^%v", worst, wx, wy)
	if !(worst < 0.6) {
		t.Errorf("%v^%v = %v is off by %.3g ulp", wx, wy, Pow(wx, wy), worst)
	}
}

// Φ against values of mpmath in 40 digits, and over a fine grid against the
// standard library's complementary error function.
func TestNormal(t *testing.T) {
	for _, c := range []struct{ x, want float64 }{
		{0, 0.5},
		{1, 0.841344746068542949},
		{-1, 0.158655253931457051},
		{1.96, 0.975002104851779564},
		{-3, 0.00134989803163009453},
		{-6, 9.86587645037698141e-10},
		{-10, 7.61985302416052607e-24},
		{-20, 2.7536241186062337e-89},
		{-37, 5.72557122252457682e-300},
		{8, 0.999999999999999378},
	} {
		if got, _ := Normal(c.x); !(math.Abs(got/c.want-1) < 2e-15) {
			t.Errorf("Φ(%g) = %.17g, want %.17g", c.x, got, c.want)
		}
	}
	for i := range 74001 {
		x := float64(i-37000) / 1000
		below, _ := Normal(x)
		want := math.Erfc(-x/math.Sqrt2) / 2
		// Rounding x/√2 costs the reference x² parts of 2⁻⁵³.
		bound := 3e-15 + x*x*2.5e-16
		if far := math.Abs(below/want - 1); !(far < bound) {
			t.Errorf("Φ(%g) = %g, want %g", x, below, want)
		}
	}
}

// Figures to ten digits and more from Abramowitz and Stegun's Handbook of
// Mathematical Functions (1964), tables 4.2, 4.4, 4.6, 4.14 and 4.15.
func TestPublishedValues(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"ln 2", Log(2), 0.6931471805599453},
		{"ln 10", Log(10), 2.302585092994046},
		{"log₁₀ 2", Log10(2), 0.3010299956639812},
		{"e", Exp(1), 2.718281828459045},
		{"1/e", Exp(-1), 0.36787944117144233},
		{"sin 1", Sin(1), 0.8414709848078965},
		{"cos 1", Cos(1), 0.5403023058681398},
		{"tan 1", Tan(1), 1.5574077246549023},
		{"asin ½", Asin(0.5), 0.5235987755982989},
		{"acos ½", Acos(0.5), 1.0471975511965979},
		{"atan 1", Atan(1), 0.7853981633974483},
		{"atan 2", Atan(2), 1.1071487177940904},
		{"sinh 1", Sinh(1), 1.1752011936438014},
		{"cosh 1", Cosh(1), 1.5430806348152437},
		{"tanh 1", Tanh(1), 0.7615941559557649},
		{"∛2", Cbrt(2), 1.2599210498948732},
		{"√2", Pow(2, 0.5), 1.4142135623730951},
		{"σ(1)", Sigmoid(1), 0.7310585786300049},
	} {
		if !(math.Abs(c.got/c.want-1) < 3e-16) {
			t.Errorf("%s = %.17g, want %.17g", c.name, c.got, c.want)
		}
	}
}

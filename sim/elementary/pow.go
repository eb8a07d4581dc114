package elementary

import "math"

// Pow returns xʸ = 2^(y·log₂ x), exact where the power is a float64. Its error is
// below 0.6 ulp.
//
// x⁰ and 1ʸ are 1 for all x and y. For x < 0 there are only powers with whole
// exponents. The powers of ±0 and ±∞ are those of the standard library's math.Pow: odd
// exponents keep the sign, and (−1)^±∞ is 1.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case x != x || y != y:
		return math.NaN()
	case x == 0 || math.IsInf(x, 0):
		return powEdge(x, y)
	case math.IsInf(y, 0):
		return powFar(x, y)
	case x < 0 && y != math.Trunc(y):
		return math.NaN()
	}
	v := powPositive(math.Abs(x), y)
	if x < 0 && odd(y) {
		return -v
	}
	return v
}

// powEdge is the power of ±0 or ±∞ for y ≠ 0.
func powEdge(x, y float64) float64 {
	v := 0.0
	if (x == 0) == (y < 0) {
		v = math.Inf(1)
	}
	if odd(y) {
		return math.Copysign(v, x)
	}
	return v
}

// powFar is the power for y = ±∞ and an x that is neither 0, 1 nor infinite.
func powFar(x, y float64) float64 {
	switch z := math.Abs(x); {
	case z == 1:
		return 1
	case (z < 1) == (y > 0):
		return 0
	}
	return math.Inf(1)
}

// odd reports whether y is an odd whole number.
func odd(y float64) bool {
	const whole = 1 << 53 // from here on all numbers are even
	return math.Abs(y) < whole && y == math.Trunc(y) && int64(y)&1 != 0
}

// powPositive is the power of a finite x > 0 for a finite y.
func powPositive(x, y float64) float64 {
	const most, least = 1025, -1080 // beyond, the power is ∞ or 0
	log := logarithm(x)
	switch top := log.hi * y; {
	case top >= most:
		return math.Inf(1)
	case top <= least:
		return 0
	}
	t := log.scaled(y)
	n := math.RoundToEven(t.hi)
	r := twofold{t.hi - n, t.lo}.times(twofold{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}) // times ln 2
	e := raise(r)
	return scale(e.hi+e.lo, int(n))
}

// scale returns v·2ⁿ, rounded once, for v near 1 and −1100 < n < 1100.
func scale(v float64, n int) float64 {
	const far = 128
	switch {
	case n > 1023:
		return v * power(uint64(n-far)) * (1 << far)
	case n < -1022:
		return v * power(uint64(n+far)) * (1.0 / (1 << far))
	}
	return v * power(uint64(n))
}

package elementary

import "math"

// split returns k and f such that x = 2ᵏ·(1+f) with √½ ≤ 1+f < √2, for a finite
// x > 0; f is exact.
func split(x float64) (k, f float64) {
	const (
		mantissa = 52
		bias     = 1023
		fraction = 1<<mantissa - 1
		one      = bias << mantissa
	)
	lift := 0
	if x < 0x1p-1022 { // subnormal
		x *= 1 << mantissa
		lift = mantissa
	}
	bits := math.Float64bits(x)
	exponent := int(bits>>mantissa) - bias - lift
	m := math.Float64frombits(bits&fraction | one) // in [1, 2)
	if m/2 >= math.Sqrt2/2 {
		m /= 2
		exponent++
	}
	return float64(exponent), m - 1
}

// natural returns ln x + lost for a finite x > 0 and a tiny lost.
//
// ln(1+f) = 2·artanh s = f − s·(f−r) with s = f/(2+f), r = ⅔s² + ⅖s⁴ + ….
func natural(x, lost float64) float64 {
	k, f := split(x)
	s := f / (2 + f)
	z := s * s
	r := float64(z * (2.0 / 21))
	r = float64(z * (2.0/19 + r))
	r = float64(z * (2.0/17 + r))
	r = float64(z * (2.0/15 + r))
	r = float64(z * (2.0/13 + r))
	r = float64(z * (2.0/11 + r))
	r = float64(z * (2.0/9 + r))
	r = float64(z * (2.0/7 + r))
	r = float64(z * (2.0/5 + r))
	r = float64(z * (2.0/3 + r))
	tail := float64(k*ln2Lo) + lost
	return float64(k*ln2Hi) + (f - (float64(s*(f-r)) - tail))
}

// outside returns the logarithm of an x that is not finite and above 0, and
// whether it is one.
func outside(x float64) (log float64, is bool) {
	switch {
	case x > math.MaxFloat64 || x != x:
		return x, true
	case x < 0:
		return math.NaN(), true
	case x == 0:
		return math.Inf(-1), true
	}
	return 0, false
}

// Log returns the natural logarithm, ln x. Its error is below 1 ulp.
//
// Log(0) is −∞, Log(+∞) is +∞; below 0 there is none.
func Log(x float64) float64 {
	if log, is := outside(x); is {
		return log
	}
	return natural(x, 0)
}

// Log1p returns ln(1+x), for tiny x too. Its error is below 1 ulp.
//
// Log1p(−1) is −∞, Log1p(+∞) is +∞; below −1 there is none.
func Log1p(x float64) float64 {
	if math.Abs(x) < 0x1p-54 || x != x {
		return x
	}
	if x <= -1 || x > math.MaxFloat64 {
		return Log(1 + x)
	}
	// 1+x = u + lost, and ln(u+lost) = ln u + lost/u to the last digit.
	u := 1 + x
	lost := x - (u - 1)
	if x > 1 {
		lost = 1 - (u - x)
	}
	return natural(u, lost/u)
}

// Log2 returns log₂ x, exact for powers of two. Its error is below 0.6 ulp.
//
// Log2(0) is −∞, Log2(+∞) is +∞; below 0 there is none.
func Log2(x float64) float64 {
	if log, is := outside(x); is {
		return log
	}
	return logarithm(x).hi
}

// Log10 returns log₁₀ x, exact for powers of ten. Its error is below 0.6 ulp.
//
// Log10(0) is −∞, Log10(+∞) is +∞; below 0 there is none.
func Log10(x float64) float64 {
	if log, is := outside(x); is {
		return log
	}
	return logarithm(x).times(twofold{0x1.34413509f79ffp-2, -0x1.9dc1da994fd21p-59}).hi // times log₁₀ 2
}

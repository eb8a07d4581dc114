package elementary

import "math"

// Tanh returns the hyperbolic tangent. Its error is below 3 ulp.
func Tanh(x float64) float64 {
	t, _ := TanhSlope(x)
	return t
}

// TanhSlope returns the hyperbolic tangent and its slope 1 − tanh² x, with errors
// below 3 and 5 ulp for every x: tiny ones, where tanh x ≈ x, and large ones,
// where the slope is 4·e^−2|x|, too.
func TanhSlope(x float64) (tanh, slope float64) {
	below := -2 * math.Abs(x)
	if below < expNormal {
		return math.Copysign(1, x), 4 * Exp(below)
	}
	p, k := reduce(below)
	s := power(k)
	sp := float64(s * p)
	t := s + sp       // e^−2|x|
	m := (1 - s) - sp // 1 − e^−2|x|, without cancellation near 0
	n := 2 - m        // 1 + e^−2|x|
	return math.Copysign(m/n, x), 4 * t / float64(n*n)
}

// hyperbolicFar is from where on e⁻ˣ is lost beside eˣ.
const hyperbolicFar = 22

// Sinh returns the hyperbolic sine, (eˣ−e⁻ˣ)/2. Its error is below 1 ulp.
func Sinh(x float64) float64 {
	z := math.Abs(x)
	switch {
	case z < 1:
		return smallSinh(x)
	case z > hyperbolicFar:
		return math.Copysign(halfExp(z), x)
	}
	e := wideExp(z)
	inverse := 1 / e.hi
	sum := add(e.hi, -inverse)
	return math.Copysign((sum.hi+(sum.lo+e.lo))/2, x)
}

// Cosh returns the hyperbolic cosine, (eˣ+e⁻ˣ)/2. Its error is below 1 ulp.
func Cosh(x float64) float64 {
	z := math.Abs(x)
	if z > hyperbolicFar {
		return halfExp(z)
	}
	e := wideExp(z)
	inverse := 1 / e.hi
	// What e.lo adds to e.hi it takes, times the inverse squared, from the inverse.
	sum := add(e.hi, inverse)
	return (sum.hi + (sum.lo + float64(e.lo*(1-float64(inverse*inverse))))) / 2
}

// halfExp returns ½·eˣ for x > 22, which may be finite where eˣ is not.
func halfExp(x float64) float64 {
	const most = 710.5 // the half of e to anything larger overflows
	if x > most {
		return math.Inf(1)
	}
	p, k := reduce(x)
	return float64((1+p)*power(k-2)) * 2
}

// wideExp returns eˣ for |x| ≤ 708.
func wideExp(x float64) twofold {
	shifted := float64(x*log2e) + wholePart
	whole := shifted - wholePart
	r := fast(x-float64(whole*ln2Hi), -float64(whole*ln2Lo))
	e, s := raise(r), power(math.Float64bits(shifted))
	return twofold{e.hi * s, e.lo * s}
}

// smallSinh is x + x³/3! + … + x¹⁹/19! for |x| ≤ 1.
func smallSinh(x float64) float64 {
	z := x * x
	z2 := z * z
	even := 1.0/6 + float64(z2*(1.0/5040+float64(z2*(1.0/39916800+float64(z2*(1.0/1307674368000+float64(z2*(1.0/121645100408832000))))))))
	odd := 1.0/120 + float64(z2*(1.0/362880+float64(z2*(1.0/6227020800+float64(z2*(1.0/355687428096000))))))
	return x + float64(float64(x*z)*(even+float64(z*odd)))
}

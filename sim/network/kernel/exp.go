package kernel

import "math"

const (
	log2e = 1.4426950408889634
	// ln2Hi + ln2Lo is ln 2. The first has 32 bits after the point, so that its
	// product with a whole number of up to 20 bits is exact.
	ln2Hi = 0x1.62e42feep-1
	ln2Lo = 0x1.a39ef35793c76p-33
	// A number of moderate size plus wholePart is rounded to a whole number,
	// which then stands in the lowest bits of the sum.
	wholePart = 0x1.8p52

	expMax    = 709.782712893384   // exp of anything larger overflows
	expNormal = -708               // exp of anything smaller may be subnormal
	expMin    = -745.1332191019412 // exp of anything smaller rounds to 0
)

// reduce returns p = eʳ−1 and the bits that hold k, where x = k·ln 2 + r and
// |r| ≤ ½ ln 2: exp(x) is (1+p)·2ᵏ. It wants |x| < 2²⁰; a NaN gives a NaN.
//
// eʳ−1 = r + r²·(½ + r·q(r)), where q is the polynomial of degree 9 with the
// least largest error (7.9e-18, found by Remez's exchange in 60 digits).
func reduce(x float64) (p float64, k uint64) {
	const (
		q0 = 0x1.5555555555556p-3
		q1 = 0x1.5555555555556p-5
		q2 = 0x1.11111111109b4p-7
		q3 = 0x1.6c16c16c15dcbp-10
		q4 = 0x1.a01a01a7c3cc8p-13
		q5 = 0x1.a01a01a933e27p-16
		q6 = 0x1.71de0daf9ff0ep-19
		q7 = 0x1.27e4d4db44f00p-22
		q8 = 0x1.af38a6c713195p-26
		q9 = 0x1.1f7f185c1fd0ep-29
	)
	shifted := float64(x*log2e) + wholePart
	whole := shifted - wholePart
	r := (x - float64(whole*ln2Hi)) - float64(whole*ln2Lo)

	// Summed in pairs (Estrin), which is a shorter chain than Horner's rule.
	r2 := r * r
	r4 := r2 * r2
	low := (q0 + float64(q1*r)) + float64((q2+float64(q3*r))*r2)
	mid := (q4 + float64(q5*r)) + float64((q6+float64(q7*r))*r2)
	top := q8 + float64(q9*r)
	q := low + float64(r4*(mid+float64(r4*top)))
	return r + float64(r2*(0.5+float64(r*q))), math.Float64bits(shifted)
}

// power returns 2ᵏ for the bits of [reduce] and −1022 ≤ k ≤ 1023.
func power(k uint64) float64 {
	const bias, mantissa = 1023, 52
	return math.Float64frombits((k + bias) << mantissa)
}

// Exp returns eˣ. Its error is below one unit in the last place.
func Exp(x float64) float64 {
	const far = 64
	switch {
	case x > expMax:
		return math.Inf(1)
	case x < expMin:
		return 0
	case x < expNormal: // only the last product may round to a subnormal
		p, k := reduce(x)
		return float64((1+p)*power(k+far)) * (1.0 / (1 << far))
	case x > -expNormal: // 2ᵏ may be too large although eˣ is not
		p, k := reduce(x)
		return float64((1+p)*power(k-1)) * 2
	}
	p, k := reduce(x)
	return float64((1 + p) * power(k))
}

// Sigmoid returns the logistic function σ(z) = 1/(1+e⁻ᶻ) and its slope
// σ′(z) = σ(z)·σ(−z), to 2 and 4 units in the last place for every z: the slope
// of a saturated unit is tiny and not 0, unlike σ·(1−σ).
func Sigmoid(z float64) (a, slope float64) {
	x := -math.Abs(z)
	var t float64 // e^−|z|
	if x < expNormal {
		t = Exp(x)
	} else {
		p, k := reduce(x)
		s := power(k)
		t = s + float64(s*p)
	}
	large := 1 / (1 + t)
	small := t / (1 + t)
	a = large
	if z < 0 {
		a = small
	}
	return a, small * large
}

// Tanh returns the hyperbolic tangent and its slope 1 − tanh² z, to 3 and 5
// units in the last place for every z: tiny ones, where tanh z ≈ z, and large
// ones, where the slope is 4·e^−2|z|, too.
func Tanh(z float64) (a, slope float64) {
	x := -2 * math.Abs(z)
	if x < expNormal {
		return math.Copysign(1, z), 4 * Exp(x)
	}
	p, k := reduce(x)
	s := power(k)
	sp := float64(s * p)
	t := s + sp       // e^−2|z|
	m := (1 - s) - sp // 1 − e^−2|z|, without cancellation near 0
	n := 2 - m        // 1 + e^−2|z|
	return math.Copysign(m/n, z), 4 * t / float64(n*n)
}

// Log1p returns log(1+x) for x ≥ 0. Its error is below one unit in the last place.
func Log1p(x float64) float64 {
	if x < 0x1p-54 || x > math.MaxFloat64 || x != x {
		return x
	}
	// 1+x = u + lost, and log(u+lost) = log u + lost/u to the last digit.
	u := 1 + x
	lost := x - (u - 1)
	if x > 1 {
		lost = 1 - (u - x)
	}
	// u = 2ᵏ·(1+f) with √½ ≤ 1+f < √2.
	fraction, exponent := math.Frexp(u)
	if fraction < math.Sqrt2/2 {
		fraction *= 2
		exponent--
	}
	k, f := float64(exponent), fraction-1
	// log(1+f) = 2·artanh s = f − s·(f−r) with s = f/(2+f), r = ⅔s² + ⅖s⁴ + ….
	s := f / (2 + f)
	s2 := s * s
	r := 0.0
	for n := 21.0; n > 1; n -= 2 {
		r = float64(s2 * (2/n + r))
	}
	tail := float64(k*ln2Lo) + lost/u
	return float64(k*ln2Hi) + (f - (float64(s*(f-r)) - tail))
}

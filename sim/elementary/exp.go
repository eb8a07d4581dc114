package elementary

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
func reduce(x float64) (p float64, k uint64) {
	shifted := float64(x*log2e) + wholePart
	whole := shifted - wholePart
	r := (x - float64(whole*ln2Hi)) - float64(whole*ln2Lo)
	return r + float64(bend(r)), math.Float64bits(shifted)
}

// bend returns eʳ−1−r for |r| ≤ ½ ln 2.
//
// It is r²·(½ + r·q(r)), where q is the polynomial of degree 9 with the least
// largest error (7.9e-18, found by Remez's exchange in 60 digits).
func bend(r float64) float64 {
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
	// Summed in pairs (Estrin), which is a shorter chain than Horner's rule.
	r2 := r * r
	r4 := r2 * r2
	return r2 * (0.5 + float64(r*
		((q0+float64(q1*r))+float64((q2+float64(q3*r))*r2)+
			float64(r4*((q4+float64(q5*r))+float64((q6+float64(q7*r))*r2)+
				float64(r4*(q8+float64(q9*r))))))))
}

// power returns 2ᵏ for the bits of [reduce] and −1022 ≤ k ≤ 1023.
func power(k uint64) float64 {
	const bias, mantissa = 1023, 52
	return math.Float64frombits((k + bias) << mantissa)
}

// Exp returns eˣ. Its error is below 1 ulp.
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

// ExpExpm1 returns eˣ and eˣ−1, with errors below 1 and 2 ulp for every x:
// tiny ones, where eˣ−1 ≈ x, too.
func ExpExpm1(x float64) (exp, minus1 float64) {
	if x < expNormal || x > -expNormal {
		exp = Exp(x)
		return exp, exp - 1
	}
	p, k := reduce(x)
	s := power(k)
	sp := float64(s * p)
	minus1 = (s - 1) + sp // without cancellation near 0, where s is 1
	if x == 0 {
		minus1 = x // −0 too
	}
	return s + sp, minus1
}

// Sigmoid returns the logistic function σ(x) = 1/(1+e⁻ˣ). Its error is below 2 ulp.
func Sigmoid(x float64) float64 {
	s, _ := SigmoidSlope(x)
	return s
}

// SigmoidSlope returns the logistic function σ(x) = 1/(1+e⁻ˣ) and its slope
// σ′(x) = σ(x)·σ(−x), with errors below 2 and 4 ulp for every x: the slope of a
// saturated unit is tiny and not 0, unlike σ·(1−σ).
func SigmoidSlope(x float64) (sigmoid, slope float64) {
	below := -math.Abs(x)
	var t float64 // e^−|x|
	if below < expNormal {
		t = Exp(below)
	} else {
		p, k := reduce(below)
		s := power(k)
		t = s + float64(s*p)
	}
	large := 1 / (1 + t)
	small := t / (1 + t)
	sigmoid = large
	if x < 0 {
		sigmoid = small
	}
	return sigmoid, small * large
}

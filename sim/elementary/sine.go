package elementary

import "math"

// Sin returns the sine of x radians. Its error is below 1.5 ulp, however large x.
//
// The sine of ±∞ is NaN, that of −0 is −0.
func Sin(x float64) float64 {
	s, _ := Sincos(x)
	return s
}

// Cos returns the cosine of x radians. Its error is below 1.5 ulp, however large x.
//
// The cosine of ±∞ is NaN.
func Cos(x float64) float64 {
	_, c := Sincos(x)
	return c
}

// Sincos returns Sin(x) and Cos(x).
//
// Taylor's polynomials are summed by fused products; their first left-out term
// is below 3e-18.
func Sincos(x float64) (sin, cos float64) {
	const tiny = 0x1p-27 // below, sin x is x and cos x is 1 to the last digit
	if math.Abs(x) < tiny {
		return x, 1
	}
	quarters, r := quarter(x)
	s, c := smallSin(r.hi), smallCos(r.hi)
	switch quarters & 3 {
	case 1:
		return c, -s
	case 2:
		return -s, -c
	case 3:
		return -c, s
	default:
		return s, c
	}
}

// smallSin is x − x³/3! + … + x¹⁷/17! for |x| ≤ ¼π.
func smallSin(x float64) float64 {
	z := x * x
	return math.FMA(sinTail(z), z*x, x)
}

// sinTail is (sin x − x)/x³ for z = x².
func sinTail(z float64) float64 {
	p := 1.0 / 355687428096000
	p = math.FMA(p, z, -1.0/1307674368000)
	p = math.FMA(p, z, 1.0/6227020800)
	p = math.FMA(p, z, -1.0/39916800)
	p = math.FMA(p, z, 1.0/362880)
	p = math.FMA(p, z, -1.0/5040)
	p = math.FMA(p, z, 1.0/120)
	return math.FMA(p, z, -1.0/6)
}

// smallCos is 1 − x²/2! + … + x¹⁶/16! for |x| ≤ ¼π.
func smallCos(x float64) float64 {
	z := x * x
	return math.FMA(math.FMA(cosTail(z), z, -1.0/2), z, 1)
}

// cosTail is (cos x − 1 + ½x²)/x⁴ for z = x².
func cosTail(z float64) float64 {
	p := 1.0 / 20922789888000
	p = math.FMA(p, z, -1.0/87178291200)
	p = math.FMA(p, z, 1.0/479001600)
	p = math.FMA(p, z, -1.0/3628800)
	p = math.FMA(p, z, 1.0/40320)
	p = math.FMA(p, z, -1.0/720)
	return math.FMA(p, z, 1.0/24)
}

// Tan returns the tangent of x radians. Its error is below 0.8 ulp, however large x.
//
// The tangent of ±∞ is NaN, that of −0 is −0. No float64 is a pole.
func Tan(x float64) float64 {
	const tiny = 0x1p-27 // below, tan x is x to the last digit
	if math.Abs(x) < tiny {
		return x
	}
	// Sine and cosine in two numbers each: their errors and those of the
	// reduction would add up in a plain quotient.
	quarters, r := quarter(x)
	z := r.hi * r.hi
	lost := math.FMA(r.hi, r.hi, -z)
	s := fast(r.hi, float64(float64(z*r.hi)*sinTail(z))+float64(r.lo*(1-float64(z/2))))
	c := fast(1, -float64(z/2))
	c.lo += (float64(float64(z*z)*cosTail(z)) - float64(lost/2)) - float64(r.hi*r.lo)
	c = fast(c.hi, c.lo)
	if quarters&1 != 0 {
		s, c = c, twofold{-s.hi, -s.lo}
	}
	q := s.hi / c.hi
	return q + (math.FMA(-q, c.hi, s.hi)+(s.lo-float64(q*c.lo)))/c.hi
}

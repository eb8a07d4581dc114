package dataset

import "math"

// sincos returns the sine and cosine of x, the same bits on every machine: all
// arithmetic is either one operation or a fused multiply-add, which is rounded
// once wherever it runs. The error is within two units in the last place of 1.
//
// x is first brought to within a quarter of π of a multiple of ½π, with ½π as
// the sum of two numbers (Cody and Waite 1980); Taylor's polynomials do the
// rest, their first left-out term being below 3e-18. Beyond 2⁵⁰, where doubles
// are a quarter or more apart, x is first reduced by the rounded 2π: finite, in
// [−1, 1], and as meaningless as the digits of such an x.
func sincos(x float64) (sin, cos float64) {
	const (
		reach = 1 << 50
		high  = math.Pi / 2              // rounded to a float64 where it is used
		low   = 6.123233995736766036e-17 // ½π − high
	)
	if math.Abs(x) > reach {
		x = math.Mod(x, 2*math.Pi)
	}
	quarters := math.RoundToEven(x * (2 / math.Pi))
	r := math.FMA(-quarters, high, x)
	r = math.FMA(-quarters, low, r)
	s, c := smallSin(r), smallCos(r)
	switch int64(quarters) & 3 {
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
	p := 1.0 / 355687428096000
	p = math.FMA(p, z, -1.0/1307674368000)
	p = math.FMA(p, z, 1.0/6227020800)
	p = math.FMA(p, z, -1.0/39916800)
	p = math.FMA(p, z, 1.0/362880)
	p = math.FMA(p, z, -1.0/5040)
	p = math.FMA(p, z, 1.0/120)
	p = math.FMA(p, z, -1.0/6)
	cube := z * x
	return math.FMA(p, cube, x)
}

// smallCos is 1 − x²/2! + … + x¹⁶/16! for |x| ≤ ¼π.
func smallCos(x float64) float64 {
	z := x * x
	p := 1.0 / 20922789888000
	p = math.FMA(p, z, -1.0/87178291200)
	p = math.FMA(p, z, 1.0/479001600)
	p = math.FMA(p, z, -1.0/3628800)
	p = math.FMA(p, z, 1.0/40320)
	p = math.FMA(p, z, -1.0/720)
	p = math.FMA(p, z, 1.0/24)
	p = math.FMA(p, z, -1.0/2)
	return math.FMA(p, z, 1)
}

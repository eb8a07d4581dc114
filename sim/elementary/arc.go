package elementary

import "math"

// Asin returns the angle in [−½π, ½π] whose sine is x. Its error is below 1 ulp.
//
// Where |x| > 1 there is none; Asin(−0) is −0.
func Asin(x float64) float64 {
	z := math.Abs(x)
	switch {
	case !(z <= 1):
		return math.NaN()
	case z <= 0.5:
		return x + float64(x*arcTail(x*x))
	}
	// asin z = ½π − 2·asin √(½(1−z))
	half := halfChord(z)
	angle := fast(quarterHi, -float64(2*half.hi))
	return math.Copysign(angle.hi+(angle.lo+(quarterLo-2*half.lo)), x)
}

// Acos returns the angle in [0, π] whose cosine is x. Its error is below 1 ulp.
//
// Where |x| > 1 there is none.
func Acos(x float64) float64 {
	z := math.Abs(x)
	switch {
	case !(z <= 1):
		return math.NaN()
	case z <= 0.5:
		return quarterHi - (x - (quarterLo - float64(x*arcTail(x*x))))
	}
	half := halfChord(z)
	if x > 0 {
		return 2 * (half.hi + half.lo)
	}
	return 2 * (quarterHi - (half.hi - (quarterLo - half.lo)))
}

// halfChord returns asin √(½(1−z)) for ½ < z ≤ 1.
func halfChord(z float64) twofold {
	square := (1 - z) / 2 // exact
	root := math.Sqrt(square)
	if root == 0 {
		return twofold{}
	}
	lost := math.FMA(-root, root, square) / (2 * root)
	return twofold{root, float64(root*arcTail(square)) + lost}
}

// arcTail returns asin(x)/x − 1 for z = x² ≤ ¼: z times the polynomial with the
// least largest error (1.3e-17, found by Remez's exchange in 60 digits).
func arcTail(z float64) float64 {
	const (
		c0  = 0x1.5555555555556p-3
		c1  = 0x1.3333333332e3fp-4
		c2  = 0x1.6db6db6e3eebep-5
		c3  = 0x1.f1c71c16176eap-6
		c4  = 0x1.6e8bb2ee11010p-6
		c5  = 0x1.1c4d1b9cc47e8p-6
		c6  = 0x1.c9d1fd02b3227p-7
		c7  = 0x1.780a2925ccf7cp-7
		c8  = 0x1.52f4bab89dbdep-7
		c9  = 0x1.5fd03c9360858p-8
		c10 = 0x1.20fb468869f69p-6
		c11 = -0x1.f2869295a8db2p-7
		c12 = 0x1.db2081c4ba9bcp-6
	)
	z2 := z * z
	z4 := z2 * z2
	a := (c0 + float64(z*c1)) + float64(z2*(c2+float64(z*c3)))
	b := (c4 + float64(z*c5)) + float64(z2*(c6+float64(z*c7)))
	c := (c8 + float64(z*c9)) + float64(z2*(c10+float64(z*c11)))
	return float64(z * (a + float64(z4*(b+float64(z4*(c+float64(z4*c12)))))))
}

// Atan returns the angle in [−½π, ½π] whose tangent is x. Its error is below 1 ulp.
//
// Atan(±∞) is ±½π, Atan(−0) is −0.
//
// The argument is turned back by a known angle, atan c, of which there are four:
// atan x = atan c + atan((x−c)/(1+c·x)).
func Atan(x float64) float64 {
	const tiny = 0x1p-27 // below, atan x is x to the last digit
	z := math.Abs(x)
	var angle twofold
	var t float64
	switch {
	case z < tiny:
		return x
	case z < 7.0/16:
		return x - float64(x*atanTail(x*x))
	case z < 11.0/16:
		angle = twofold{0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56}
		t = (2*z - 1) / (2 + z)
	case z < 19.0/16:
		angle = twofold{math.Pi / 4, quarterLo / 2}
		t = (z - 1) / (z + 1)
	case z < 39.0/16:
		angle = twofold{0x1.f730bd281f69bp-1, 0x1.007887af0cbbdp-56}
		t = (2*z - 3) / (2 + float64(3*z))
	default:
		angle = twofold{quarterHi, quarterLo}
		t = -1 / z
	}
	return math.Copysign(angle.hi-((float64(t*atanTail(t*t))-angle.lo)-t), x)
}

// atanTail returns 1 − atan(t)/t for z = t² ≤ (7/16)²: −z times the polynomial
// with the least largest error (3.6e-18, found by Remez's exchange in 60 digits).
func atanTail(z float64) float64 {
	const (
		c0  = 0x1.5555555555555p-2
		c1  = -0x1.99999999998d3p-3
		c2  = 0x1.2492492486028p-3
		c3  = -0x1.c71c71bd9cbe9p-4
		c4  = 0x1.745d155ef4eb4p-4
		c5  = -0x1.3b13778ef4164p-4
		c6  = 0x1.110cb77d7e7edp-4
		c7  = -0x1.e172862cdee67p-5
		c8  = 0x1.ab6660057bc60p-5
		c9  = -0x1.7032c5e257247p-5
		c10 = 0x1.0fcefe2957192p-5
		c11 = -0x1.e5b1666e66bc5p-7
	)
	z2 := z * z
	z4 := z2 * z2
	a := (c0 + float64(z*c1)) + float64(z2*(c2+float64(z*c3)))
	b := (c4 + float64(z*c5)) + float64(z2*(c6+float64(z*c7)))
	c := (c8 + float64(z*c9)) + float64(z2*(c10+float64(z*c11)))
	return float64(z * (a + float64(z4*(b+float64(z4*c)))))
}

package elementary

import (
	"math"
	"math/bits"
)

// Cbrt returns the cube root of x, exact for cubes. Its error is below 0.6 ulp.
//
// Cbrt of ±0, ±∞ and NaN is the argument itself.
func Cbrt(x float64) float64 {
	const (
		mantissa = 52
		bias     = 1023
		third    = 1 << 10 * 3 // a multiple of 3 above all exponents
	)
	z := math.Abs(x)
	if z == 0 || !(z <= math.MaxFloat64) {
		return x
	}
	// z = 8ᵏ·m with 1 ≤ m < 8.
	lift := uint64(0)
	if z < 0x1p-1022 { // subnormal
		lift = uint64(bits.LeadingZeros64(math.Float64bits(z))) - (63 - mantissa)
		z *= power(lift)
	}
	number := math.Float64bits(z)
	exponent := number>>mantissa - bias - lift + third
	k := exponent/3 - third/3
	m := math.Float64frombits(number&(1<<mantissa-1) | (exponent%3+bias)<<mantissa)

	// A cubic that is within 0.6 % of ∛m, then twice Halley's step
	// y ← y + y·(m−y³)/(m+2y³), which cubes the error; the difference of the last
	// one must be known to more digits than y³ has.
	y := (0.68168314 + float64(0.36452908*m)) + float64(float64(m*m)*(float64(0.0023132424*m)-0.043310402))
	cube := float64(y * y * y)
	y = float64(y * ((cube + 2*m) / (2*cube + m)))
	square := float64(y * y)
	rest := math.FMA(-square, y, m) - float64(math.FMA(y, y, -square)*y)
	y += y * rest / (float64(2*square*y) + m)
	return math.Copysign(y*power(k), x)
}

package kernel

import (
	"math"

	"nabla/sim/elementary"
)

// The constants of selu, which keep a mean of 0 and a variance of 1 from layer
// to layer (Klambauer et al. 2017, to the digits that PyTorch has).
const (
	seluAlpha = 1.6732632423543772848170429916717
	seluScale = 1.0507009873554804934193349852946
)

// Where |z| is larger, silu and gelu are relu to the last digit.
const (
	siluFar = 800
	geluFar = 40
)

// Softsign returns z/(1+|z|) and its slope 1/(1+|z|)².
func Softsign(z float64) (a, slope float64) {
	if math.IsInf(z, 0) {
		return math.Copysign(1, z), 0
	}
	below := 1 / (1 + math.Abs(z))
	return z / (1 + math.Abs(z)), below * below
}

// Softplus returns log(1+eᶻ) and its slope σ(z), exact for every z: PyTorch
// returns z above 20, which differs by up to 2e-9.
func Softplus(z float64) (a, slope float64) {
	a = max(z, 0) + elementary.Log1p(elementary.Exp(-math.Abs(z)))
	slope, _ = Sigmoid(z)
	return a, slope
}

// ELU returns z where z > 0, else eᶻ−1; its slope is 1 or eᶻ.
func ELU(z float64) (a, slope float64) {
	if z > 0 {
		return z, 1
	}
	slope, a = elementary.ExpExpm1(z)
	return a, slope
}

// SELU returns λz where z > 0, else λα(eᶻ−1), with λ ≈ 1.0507 and α ≈ 1.6733;
// its slope is λ or λαeᶻ (that at 0 too, as PyTorch has it).
func SELU(z float64) (a, slope float64) {
	if z > 0 {
		return seluScale * z, seluScale
	}
	a, slope = ELU(z)
	return seluScale * seluAlpha * a, seluScale * seluAlpha * slope
}

// SiLU returns z·σ(z) and its slope σ(z) + z·σ′(z).
func SiLU(z float64) (a, slope float64) {
	if math.Abs(z) > siluFar {
		return ReLU(z)
	}
	s, bend := Sigmoid(z)
	return z * s, s + float64(z*bend)
}

// Each applies a function and its slope over whole buffers of one length.
func Each(a, slope, z []Lanes, f func(z float64) (a, slope float64)) {
	a, slope = a[:len(z)], slope[:len(z)]
	for i := range z {
		for lane := range Width {
			a[i][lane], slope[i][lane] = f(z[i][lane])
		}
	}
}

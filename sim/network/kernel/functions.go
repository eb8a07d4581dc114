package kernel

import (
	"math"

	"nabla/sim/elementary"
)

// Sigmoid returns the logistic function σ(z) = 1/(1+e⁻ᶻ) and its slope
// σ(z)·σ(−z), with errors below 3 and 5 units in the last place for every z: the
// slope of a saturated unit is tiny and not 0, unlike σ·(1−σ).
func Sigmoid(z float64) (a, slope float64) {
	below := -math.Abs(z)
	if !(below >= least) { // NaN, too
		return elementary.SigmoidSlope(z)
	}
	r, s := reduce(below)
	return sigmoidOf(z, bend(r), s)
}

// sigmoidOf takes e^−|z| = s + s·p.
func sigmoidOf(z, p, s float64) (a, slope float64) {
	t := math.FMA(s, p, s)
	large := 1 / (1 + t)
	small := t * large
	a = large
	if z < 0 {
		a = small
	}
	return a, small * large
}

// Tanh returns the hyperbolic tangent and its slope 1 − tanh² z, with errors below
// 3 and 5 units in the last place for every z: tiny ones, where tanh z ≈ z, and
// large ones, where the slope is 4·e^−2|z|, too.
func Tanh(z float64) (a, slope float64) {
	below := -2 * math.Abs(z)
	if !(below >= least) {
		return elementary.TanhSlope(z)
	}
	r, s := reduce(below)
	return tanhOf(z, bend(r), s)
}

// tanhOf takes e^−2|z| = s + s·p.
func tanhOf(z, p, s float64) (a, slope float64) {
	t := math.FMA(s, p, s)
	m := math.FMA(-s, p, 1-s) // 1 − e^−2|z|, without cancellation near 0
	inverse := 1 / (1 + t)
	return math.Copysign(m*inverse, z), 4 * t * (inverse * inverse)
}

// Identity returns z and the slope 1.
func Identity(z float64) (a, slope float64) { return z, 1 }

// ReLU returns max(0, z) and its slope: 1 where z > 0, else 0 (at 0 too, as
// PyTorch has it). A NaN stays a NaN, with the slope 1.
func ReLU(z float64) (a, slope float64) {
	// Masks instead of a branch, which would be mispredicted half of the time.
	keep := notPositive(z) - 1
	return math.Float64frombits(math.Float64bits(z) & keep),
		math.Float64frombits(math.Float64bits(1) & keep)
}

// LeakyReLU returns z where z > 0, else α·z; its slope is 1 or α (α at 0, as
// PyTorch has it). A NaN stays a NaN, with the slope 1.
func LeakyReLU(z, alpha float64) (a, slope float64) {
	slopes := [2]float64{1, alpha}
	slope = slopes[notPositive(z)&1]
	return z * slope, slope
}

// notPositive returns 1 where z ≤ 0, else 0.
func notPositive(z float64) uint64 {
	var n uint64
	if z <= 0 {
		n = 1
	}
	return n
}

// IdentityLanes is [Identity] over whole buffers of one length.
func IdentityLanes(a, slope, z []Lanes) {
	copy(a, z)
	for i := range slope {
		slope[i] = Lanes{1, 1, 1, 1}
	}
}

// SigmoidLanes is [Sigmoid] over whole buffers of one length, none of which may be
// another.
func SigmoidLanes(a, slope, z []Lanes) {
	a, slope = a[:len(z)], slope[:len(z)]
	if done := nearSigmoid(a, slope, z); done < len(z) {
		rest(a, slope, z, done, nearSigmoid, Sigmoid)
	}
}

// TanhLanes is [Tanh] over whole buffers of one length, none of which may be
// another.
func TanhLanes(a, slope, z []Lanes) {
	a, slope = a[:len(z)], slope[:len(z)]
	if done := nearTanh(a, slope, z); done < len(z) {
		rest(a, slope, z, done, nearTanh, Tanh)
	}
}

// rest goes on where near has come to a number that is far from 0 or none, which
// is rare: function does that one.
func rest(a, slope, z []Lanes, done int, near func(a, slope, z []Lanes) int, function func(z float64) (a, slope float64)) {
	for ; done < len(z); done += near(a[done:], slope[done:], z[done:]) {
		for lane := range Width {
			a[done][lane], slope[done][lane] = function(z[done][lane])
		}
		done++
	}
}

// sigmoidGo is [Sigmoid] until a number is far from 0 or none.
func sigmoidGo(a, slope, z []Lanes) int {
	n := powers(a, slope, z, 1)
	for i := range z[:n] {
		from, p, s := &z[i], &a[i], &slope[i]
		for lane := range from {
			p[lane], s[lane] = sigmoidOf(from[lane], p[lane], s[lane])
		}
	}
	return n
}

// tanhGo is [Tanh] until a number is far from 0 or none.
func tanhGo(a, slope, z []Lanes) int {
	n := powers(a, slope, z, 2)
	for i := range z[:n] {
		from, p, s := &z[i], &a[i], &slope[i]
		for lane := range from {
			p[lane], s[lane] = tanhOf(from[lane], p[lane], s[lane])
		}
	}
	return n
}

// ReLULanes is [ReLU] over whole buffers of one length.
func ReLULanes(a, slope, z []Lanes) {
	a, slope = a[:len(z)], slope[:len(z)]
	if len(z) == 0 || fastReLU(a, slope, z) {
		return
	}
	for i := range z {
		for lane := range Width {
			a[i][lane], slope[i][lane] = ReLU(z[i][lane])
		}
	}
}

// LeakyReLULanes is [LeakyReLU] over whole buffers of one length.
func LeakyReLULanes(a, slope, z []Lanes, alpha float64) {
	a, slope = a[:len(z)], slope[:len(z)]
	for i := range z {
		for lane := range Width {
			a[i][lane], slope[i][lane] = LeakyReLU(z[i][lane], alpha)
		}
	}
}

package sim

import (
	"math"
	"math/rand/v2"

	"nabla/sim/elementary"
)

// Random is a source of random numbers that is a value: copying it copies the
// place it has reached, so a cloned state draws what the original would have
// drawn. Its numbers are the same on every machine.
//
// It is a PCG-DXSM generator (O'Neill 2014, as in math/rand/v2) with 128 bits
// of state. The zero value is a valid source; use [NewRandom] to seed one.
type Random struct {
	pcg rand.PCG
}

// NewRandom returns a source for the seed. The stream number keeps apart the
// uses that share one seed: initial weights, data, the order of batches.
func NewRandom(seed, stream uint64) Random {
	return Random{pcg: *rand.NewPCG(seed, stream)}
}

// Uint64 returns 64 random bits.
func (r *Random) Uint64() uint64 { return r.pcg.Uint64() }

// Float64 returns a number in [0, 1), a multiple of 2⁻⁵³.
func (r *Random) Float64() float64 {
	return float64(r.pcg.Uint64()>>11) / (1 << 53)
}

// Uniform returns a number between lo and hi, lo included; hi only where
// rounding makes it so.
func (r *Random) Uniform(lo, hi float64) float64 {
	return lo + float64((hi-lo)*r.Float64())
}

// Norm returns a number from the standard normal distribution.
//
// It uses the ratio of uniforms with Leva's quadratic bounds (ACM TOMS 18,
// 1992, algorithm 712): what it returns is one quotient, so that rounding is
// the same wherever it runs. The logarithm, whose last bit differs between
// machines, decides one draw in 80, and would decide about one in 10¹⁵
// differently.
func (r *Random) Norm() float64 {
	const (
		s, t   = 0.449871, -0.386595
		a, b   = 0.19600, 0.25472
		inside = 0.27597
		beyond = 0.27846
	)
	for {
		u := 1 - r.Float64() // (0, 1]: the logarithm below is finite
		v := 1.7156 * (r.Float64() - 0.5)
		x, y := u-s, math.Abs(v)-t
		q := float64(x*x) + float64(y*(float64(a*y)-float64(b*x)))
		if q < inside {
			return v / u
		}
		if q <= beyond && float64(v*v) <= -4*float64(u*u)*elementary.Log(u) {
			return v / u
		}
	}
}

// IntN returns a whole number in [0, n), each as likely as the others. It
// panics if n ≤ 0.
func (r *Random) IntN(n int) int {
	if n <= 0 {
		panic("sim: Random.IntN needs a positive bound")
	}
	bound := uint64(n)
	// Values past the last whole multiple of bound would favour small results.
	limit := math.MaxUint64 - math.MaxUint64%bound
	for {
		if v := r.pcg.Uint64(); v < limit {
			return int(v % bound)
		}
	}
}

// Shuffle puts the numbers in p in random order (Fisher–Yates).
func (r *Random) Shuffle(p []int) {
	for i := len(p) - 1; i > 0; i-- {
		j := r.IntN(i + 1)
		p[i], p[j] = p[j], p[i]
	}
}

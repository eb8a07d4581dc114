package kernel

import (
	"math"
	"math/big"
	"testing"
)

// digits is the precision of the reference, in bits.
const digits = 300

func number(x float64) *big.Float { return new(big.Float).SetPrec(digits).SetFloat64(x) }

// raise returns eˣ by Taylor's series of e^(x/2ⁿ), squared n times.
func raise(x float64) *big.Float {
	const halvings, terms = 16, 60
	small := new(big.Float).SetMantExp(number(x), -halvings)
	sum, term := number(1), number(1)
	for i := 1; i <= terms; i++ {
		term.Mul(term, small)
		term.Quo(term, number(float64(i)))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	return sum
}

// ulps returns how far a result is from the exact one, in units in the last place.
func ulps(got float64, exact *big.Float) float64 {
	near, _ := exact.Float64()
	unit := math.Nextafter(math.Abs(near), math.Inf(1)) - math.Abs(near)
	off, _ := new(big.Float).Sub(number(got), exact).Float64()
	return math.Abs(off) / unit
}

// The errors are those that the functions state, over the whole range in which
// results are normal numbers, and for numbers near 0.
func TestErrors(t *testing.T) {
	t.Parallel()
	var worst [4]float64
	check := func(z float64) {
		e, one := raise(-math.Abs(z)), number(1)
		sum := new(big.Float).Add(one, e)
		large, small := new(big.Float).Quo(one, sum), new(big.Float).Quo(e, sum)
		value := large
		if z < 0 {
			value = small
		}
		a, slope := Sigmoid(z)
		worst[0] = max(worst[0], ulps(a, value))
		worst[1] = max(worst[1], ulps(slope, new(big.Float).Mul(large, small)))

		e.Mul(e, e)
		sum.Add(one, e)
		value = new(big.Float).Quo(new(big.Float).Sub(one, e), sum)
		if z < 0 {
			value.Neg(value)
		}
		e.Mul(e, number(4))
		a, slope = Tanh(z)
		worst[2] = max(worst[2], ulps(a, value))
		worst[3] = max(worst[3], ulps(slope, e.Quo(e, sum.Mul(sum, sum))))
	}
	const most = 350 // beyond it the slope of tanh is subnormal
	for i := range 6000 {
		z := float64(i) * 0.0583217
		if z < most {
			check(z)
			check(-z)
		}
		tiny := math.Ldexp(1+float64(i%97)/97, -i%60)
		check(tiny)
		check(-tiny)
	}
	stated := [4]float64{3, 5, 3, 5}
	for i, name := range []string{"sigmoid", "its slope", "tanh", "its slope"} {
		if worst[i] >= stated[i] {
			t.Errorf("%s is off by %.2f ulp, want less than %v", name, worst[i], stated[i])
		}
	}
	t.Logf("worst errors in ulp: %.2f", worst)
}

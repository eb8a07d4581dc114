package kernel

import (
	"math"
	"math/big"
	"testing"
)

const digits = 256 // bits of the references

func exact(x float64) *big.Float { return new(big.Float).SetPrec(digits).SetFloat64(x) }

// bigExp is eˣ by its series, after halving x until it is small.
func bigExp(x *big.Float) *big.Float {
	const halvings = 20
	small := new(big.Float).SetMantExp(x, -halvings)
	sum, term := exact(1), exact(1)
	for n := 1; n < 30; n++ {
		term.Mul(term, small)
		term.Quo(term, exact(float64(n)))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	return sum
}

// bigLog1p is log(1+x) by Newton's iteration y ← y + 2·(v−eʸ)/(v+eʸ).
func bigLog1p(x float64) *big.Float {
	v := exact(1)
	v.Add(v, exact(x))
	y := exact(math.Log1p(x))
	for range 2 {
		e := bigExp(y)
		above := new(big.Float).Sub(v, e)
		below := new(big.Float).Add(v, e)
		step := above.Quo(above, below)
		y.Add(y, step.Mul(step, exact(2)))
	}
	return y
}

// ulps returns how far got is from want, in units of want's last place.
func ulps(got float64, want *big.Float) float64 {
	near, _ := want.Float64()
	if math.IsInf(near, 0) || math.IsInf(got, 0) {
		if got == near {
			return 0
		}
		return math.Inf(1)
	}
	unit := math.Nextafter(math.Abs(near), math.Inf(1)) - math.Abs(near)
	diff := new(big.Float).Sub(exact(got), want)
	far, _ := diff.Quo(diff, exact(unit)).Float64()
	return math.Abs(far)
}

// arguments are where an approximation goes wrong: around 0, around the
// borders of the reduction, at both ends, and a fine grid between.
func arguments() []float64 {
	special := []float64{0, 5e-324, 1e-310, 1e-300, 1e-30, 1e-17, 1e-9, 1e-5, 0.5493061443340549, 0.693, 1, 19.0615, 22, 36.7, 37.5, 40, 353, 354, 355, 700, 707.9, 708, 708.1, 708.4, 709.7, 709.782712893384, 720, 744, 745.1, 745.2, 800}
	xs := append(make([]float64, 0, 3000), special...)
	for k := range 40 {
		border := (float64(k) + 0.5) * math.Ln2
		xs = append(xs, border, math.Nextafter(border, 0), math.Nextafter(border, 1e3))
	}
	for i := range 1200 {
		xs = append(xs, float64(i)*0.01737, float64(i)*0.6251)
	}
	for i := range 300 {
		xs = append(xs, math.Ldexp(1+float64(i)/300, -i))
	}
	both := make([]float64, 0, 2*len(xs))
	for _, x := range xs {
		both = append(both, x, -x)
	}
	return both
}

func TestAgainstManyDigits(t *testing.T) {
	one, four := exact(1), exact(4)
	var worst struct{ exp, sigmoid, sigmoidSlope, tanh, tanhSlope, log1p float64 }
	for _, x := range arguments() {
		e := bigExp(exact(x))
		worst.exp = max(worst.exp, ulps(Exp(x), e))

		// σ = e/(1+e), σ′ = e/(1+e)²
		below := new(big.Float).Add(one, e)
		sigma := new(big.Float).Quo(e, below)
		a, slope := Sigmoid(x)
		worst.sigmoid = max(worst.sigmoid, ulps(a, sigma))
		worst.sigmoidSlope = max(worst.sigmoidSlope, ulps(slope, new(big.Float).Quo(sigma, below)))

		// tanh = (e²−1)/(e²+1), tanh′ = 4e²/(e²+1)²
		square := new(big.Float).Mul(e, e)
		below.Add(square, one)
		over := new(big.Float).Sub(square, one)
		a, slope = Tanh(x)
		if math.Abs(x) > 1e-30 { // below, the bits do not hold e²−1
			worst.tanh = max(worst.tanh, ulps(a, over.Quo(over, below)))
		} else if a != x {
			t.Errorf("tanh %g = %g, want the argument itself", x, a)
		}
		over.Mul(four, square)
		over.Quo(over, below)
		worst.tanhSlope = max(worst.tanhSlope, ulps(slope, over.Quo(over, below)))

		if x > 1e-30 {
			worst.log1p = max(worst.log1p, ulps(Log1p(x), bigLog1p(x)))
		}
	}
	for _, c := range []struct {
		name         string
		found, bound float64
	}{
		{"exp", worst.exp, 1},
		{"sigmoid", worst.sigmoid, 2},
		{"sigmoid slope", worst.sigmoidSlope, 4},
		{"tanh", worst.tanh, 3},
		{"tanh slope", worst.tanhSlope, 5},
		{"log1p", worst.log1p, 1},
	} {
		t.Logf("%-13s %.3f units in the last place at worst", c.name, c.found)
		if !(c.found <= c.bound) {
			t.Errorf("%s is off by %g units in the last place, more than %g", c.name, c.found, c.bound)
		}
	}
}

package elementary

import (
	"math"
	"math/big"
	"sync"
)

// References in many digits, by the plainest series there are.

const (
	precision = 320  // bits of the references
	long      = 1500 // bits where much cancels
)

func exact(x float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(x) }

func bigAdd(a, b *big.Float) *big.Float { return new(big.Float).Add(a, b) }
func bigSub(a, b *big.Float) *big.Float { return new(big.Float).Sub(a, b) }
func bigMul(a, b *big.Float) *big.Float { return new(big.Float).Mul(a, b) }
func bigQuo(a, b *big.Float) *big.Float { return new(big.Float).Quo(a, b) }

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

// bigLog is ln v by Newton's iteration y ← y + 2·(v−eʸ)/(v+eʸ).
func bigLog(v *big.Float) *big.Float {
	fraction := new(big.Float)
	exponent := v.MantExp(fraction)
	near, _ := fraction.Float64()
	y := exact(math.Log(near) + float64(exponent)*math.Ln2)
	for range 3 {
		e := bigExp(y)
		step := bigQuo(bigSub(v, e), bigAdd(v, e))
		y = bigAdd(y, bigMul(step, exact(2)))
	}
	return y
}

// bigPi is π by Machin's formula, 16·atan(1/5) − 4·atan(1/239).
var bigPi = sync.OnceValue(func() *big.Float {
	atanInverse := func(n int64) *big.Float {
		number := func(i int64) *big.Float { return new(big.Float).SetPrec(long).SetInt64(i) }
		power := bigQuo(number(1), number(n))
		sum := number(0)
		for k := range int64(700) {
			term := bigQuo(power, number(2*k+1))
			if k%2 != 0 {
				term.Neg(term)
			}
			sum.Add(sum, term)
			power.Quo(power, number(n*n))
		}
		return sum
	}
	sixteen, four := new(big.Float).SetInt64(16), new(big.Float).SetInt64(4)
	return bigSub(bigMul(sixteen, atanInverse(5)), bigMul(four, atanInverse(239)))
})

// bigSincos takes whole turns away and sums the series.
func bigSincos(x float64) (sin, cos *big.Float) {
	turn := bigMul(bigPi(), new(big.Float).SetInt64(2))
	turns := bigQuo(new(big.Float).SetPrec(long).SetFloat64(x), turn)
	whole, _ := turns.Int(nil)
	r := bigMul(bigSub(turns, new(big.Float).SetPrec(long).SetInt(whole)), turn)
	r.SetPrec(precision + 64)
	return bigSeries(r)
}

// bigSeries is the sine and cosine of |r| ≤ 2π by Taylor's series.
func bigSeries(r *big.Float) (sin, cos *big.Float) {
	sin, cos = exact(0).SetPrec(precision+64), exact(0).SetPrec(precision+64)
	term := exact(1)
	term.SetPrec(precision + 64)
	for n := range 120 {
		switch n % 4 {
		case 0:
			cos.Add(cos, term)
		case 1:
			sin.Add(sin, term)
		case 2:
			cos.Sub(cos, term)
		case 3:
			sin.Sub(sin, term)
		}
		term.Mul(term, r)
		term.Quo(term, exact(float64(n+1)))
	}
	return sin, cos
}

// bigAtan2 is the angle of the point (x, y) for x ≥ 0: an angle a that is nearly
// it, and the arc tangent of the little that is left.
func bigAtan2(y, x *big.Float) *big.Float {
	nearY, _ := y.Float64()
	nearX, _ := x.Float64()
	a := math.Atan2(nearY, nearX)
	sin, cos := bigSeries(exact(a))
	d := bigQuo(bigSub(bigMul(y, cos), bigMul(x, sin)), bigAdd(bigMul(x, cos), bigMul(y, sin)))
	d2 := bigMul(d, d)
	series := bigSub(exact(1), bigMul(d2, bigSub(bigQuo(exact(1), exact(3)), bigQuo(d2, exact(5)))))
	return bigAdd(exact(a), bigMul(d, series))
}

func bigAsin(x float64) *big.Float { return bigAtan2(exact(x), bigCosine(x)) }

// bigAcos is the angle of the point (x, √(1−x²)), seen from the upper end of the axis.
func bigAcos(x float64) *big.Float {
	if x >= 0 {
		return bigAtan2(bigCosine(x), exact(x))
	}
	return bigSub(bigPi(), bigAtan2(bigCosine(x), exact(-x)))
}

// bigCosine is √(1−x²).
func bigCosine(x float64) *big.Float {
	square := bigMul(bigSub(exact(1), exact(x)), bigAdd(exact(1), exact(x)))
	return new(big.Float).Sqrt(square)
}

// bigCbrt is ∛x by Newton's iteration.
func bigCbrt(x float64) *big.Float {
	v, y := exact(x), exact(math.Cbrt(x))
	for range 4 {
		square := bigMul(y, y)
		y = bigSub(y, bigQuo(bigSub(bigMul(square, y), v), bigMul(square, exact(3))))
	}
	return y
}

// ulps returns how far got is from want, in units of want's last place.
func ulps(got float64, want *big.Float) float64 {
	near, _ := want.Float64()
	if math.IsInf(near, 0) || math.IsInf(got, 0) || near == 0 {
		if got == near {
			return 0
		}
		return math.Inf(1)
	}
	unit := math.Nextafter(math.Abs(near), math.Inf(1)) - math.Abs(near)
	if math.IsInf(unit, 0) {
		unit = 0x1p971
	}
	far, _ := bigQuo(bigSub(exact(got), want), exact(unit)).Float64()
	return math.Abs(far)
}

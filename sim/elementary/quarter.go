package elementary

import (
	"math"
	"math/bits"
)

// Half of π, in two numbers.
const (
	quarterHi = math.Pi / 2              // rounded to a float64 where it is used
	quarterLo = 6.123233995736766036e-17 // ½π − quarterHi
)

// quarter returns r and a number n, of which the last two bits count, such that
// x = n·½π + r and |r| ≤ ¼π; r.hi is r rounded. For ±∞ and NaN r is NaN.
//
// Up to 2²⁰ it subtracts n times ½π, which is given as a sum of two numbers
// (Cody and Waite). That the first product leaves an exact difference, and what
// the third part of ½π would add, is small beside r unless x happens to lie
// next to a multiple of ½π. Those x, and the large ones, go the exact way.
func quarter(x float64) (n uint64, r twofold) {
	const reach = 1 << 20
	z := math.Abs(x)
	switch {
	case z <= math.Pi/4:
		return 0, twofold{hi: x}
	case z <= reach:
		whole := math.RoundToEven(x * (2 / math.Pi))
		first := math.FMA(-whole, quarterHi, x)
		r.hi = math.FMA(-whole, quarterLo, first)
		if math.Abs(r.hi) < math.Abs(whole)*0x1p-48 {
			break
		}
		r.lo = math.FMA(-whole, quarterLo, first-r.hi)
		return uint64(int64(whole)), r
	case z > math.MaxFloat64 || x != x:
		return 0, twofold{hi: math.NaN()}
	}
	n, r = quarterExact(z)
	if x < 0 {
		return -n, twofold{-r.hi, -r.lo}
	}
	return n, r
}

// twoOverPi holds the bits of 2/π behind the point, a word of zeros before them.
// 2/π has 1152 of them here: the exponent of a float64, its 53 bits, the 61
// that may cancel at most, and some to spare.
var twoOverPi = [...]uint64{
	0,
	0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561, 0xb7246e3a424dd2e0,
	0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4,
	0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
	0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab,
}

// quarterExact does the work of [quarter] for a finite x ≥ ½ in whole numbers
// (Payne and Hanek 1983): x·2/π is needed but for multiples of 4, so that 192
// bits of 2/π suffice, and from the binary point of the product on it is read
// off what n and r are.
func quarterExact(x float64) (n uint64, r twofold) {
	const (
		mantissa = 52
		hidden   = 1 << mantissa
		bias     = 1023 + mantissa
	)
	number := math.Float64bits(x)
	m := number&(hidden-1) | hidden // x = m·2^exponent
	exponent := int(number>>mantissa) - bias

	// The first bit of 2/π that m·2^exponent does not make a multiple of 4.
	at := exponent - 2 + 64
	word, shift := at/64, uint(at%64)
	window := twoOverPi[word : word+4 : word+4]
	w0 := window[0]<<shift | window[1]>>(64-shift)
	w1 := window[1]<<shift | window[2]>>(64-shift)
	w2 := window[2]<<shift | window[3]>>(64-shift)

	carry2, p2 := bits.Mul64(w2, m)
	carry1, p1 := bits.Mul64(w1, m)
	p1, carry := bits.Add64(p1, carry2, 0)
	p0 := w0*m + carry1 + carry

	n = p0 >> 62
	f0, f1, f2 := p0<<2|p1>>62, p1<<2|p2>>62, p2<<2
	sign := 1.0
	if f0>>63 != 0 { // more than half: the next quarter is nearer
		n++
		sign = -1
		var borrow uint64
		f2, borrow = bits.Sub64(0, f2, 0)
		f1, borrow = bits.Sub64(0, f1, borrow)
		f0, _ = bits.Sub64(0, f0, borrow)
	}
	zeros := uint(bits.LeadingZeros64(f0))
	f0 = f0<<zeros | f1>>(64-zeros)
	f1 = f1<<zeros | f2>>(64-zeros)
	unit := sign * power(-uint64(zeros))
	fraction := twofold{float64(f0>>11) * 0x1p-53 * unit, float64(f0<<53|f1>>11) * 0x1p-117 * unit}
	return n, fraction.times(twofold{quarterHi, quarterLo})
}

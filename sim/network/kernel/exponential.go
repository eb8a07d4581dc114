package kernel

import "math"

// The constants of the exponential; those of elementary's, which does the same
// without fusing.
const (
	log2e = 1.4426950408889634
	ln2Hi = 0x1.62e42feep-1
	ln2Lo = 0x1.a39ef35793c76p-33
	// A number of moderate size plus wholePart is rounded to a whole number, which
	// then stands in the lowest bits of the sum.
	wholePart = 0x1.8p52

	// Down to here 2ᵏ is a normal number. What is smaller is elementary's.
	least = -708
)

// The exponential comes in two parts, short enough to be inlined into loops:
//
//	r, s := reduce(x)
//	p := bend(r)
//
// then eˣ = s + s·p, for least ≤ x ≤ 0.

// reduce returns r and s = 2ᵏ, where x = k·ln 2 + r and |r| ≤ ½ ln 2.
func reduce(x float64) (r, s float64) {
	const bias, mantissa = 1023, 52
	shifted := math.FMA(x, log2e, wholePart)
	whole := shifted - wholePart
	// The product with the first part is exact: to fuse it would change nothing.
	r = math.FMA(whole, -ln2Lo, x-float64(whole*ln2Hi))
	return r, math.Float64frombits((math.Float64bits(shifted) + bias) << mantissa)
}

// bend returns eʳ−1 for |r| ≤ ½ ln 2: the polynomial of degree 12 of
// elementary.Exp, every product fused with its sum.
func bend(r float64) float64 {
	const (
		q0 = 0x1.5555555555556p-3
		q1 = 0x1.5555555555556p-5
		q2 = 0x1.11111111109b4p-7
		q3 = 0x1.6c16c16c15dcbp-10
		q4 = 0x1.a01a01a7c3cc8p-13
		q5 = 0x1.a01a01a933e27p-16
		q6 = 0x1.71de0daf9ff0ep-19
		q7 = 0x1.27e4d4db44f00p-22
		q8 = 0x1.af38a6c713195p-26
		q9 = 0x1.1f7f185c1fd0ep-29
	)
	// Summed in pairs (Estrin), which is a shorter chain than Horner's rule.
	r2 := r * r
	r4 := r2 * r2
	low := math.FMA(math.FMA(q3, r, q2), r2, math.FMA(q1, r, q0))
	high := math.FMA(math.FMA(q7, r, q6), r2, math.FMA(q5, r, q4))
	q := math.FMA(math.FMA(math.FMA(q9, r, q8), r4, high), r4, low)
	return math.FMA(math.FMA(q, r, 0.5), r2, r)
}

// powers has p and s of x = −scale·|z| in two buffers, until a number is far
// from 0 or none, and returns how many that are. Its two loops, and a third for
// what is made of p and s, take half the time of one: each is short enough for
// a processor to have several numbers under way.
func powers(p, s, z []Lanes, scale float64) int {
	p, s = p[:len(z)], s[:len(z)]
	n := 0
near:
	for ; n < len(z); n++ {
		from, r, power := &z[n], &p[n], &s[n]
		for lane := range from {
			x := -scale * math.Abs(from[lane])
			if !(x >= least) { // NaN, too
				break near
			}
			r[lane], power[lane] = reduce(x)
		}
	}
	for i := range p[:n] {
		r := &p[i]
		r[0] = bend(r[0])
		r[1] = bend(r[1])
		r[2] = bend(r[2])
		r[3] = bend(r[3])
	}
	return n
}

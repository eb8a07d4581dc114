package elementary

import "math"

// twofold is the sum of two numbers, the second of which is small beside the
// last place of the first, or about as large: some 106 bits (Dekker 1971).
type twofold struct{ hi, lo float64 }

// fast returns a + b exactly, for |a| ≥ |b|.
func fast(a, b float64) twofold {
	s := a + b
	return twofold{s, (a - s) + b}
}

// add returns a + b exactly (Knuth).
func add(a, b float64) twofold {
	s := a + b
	t := s - a
	return twofold{s, (a - (s - t)) + (b - t)}
}

// times returns a·b, to about 2⁻¹⁰² of it.
func (a twofold) times(b twofold) twofold {
	p := float64(a.hi * b.hi)
	e := math.FMA(a.hi, b.hi, -p) + (float64(a.hi*b.lo) + float64(a.lo*b.hi))
	return fast(p, e)
}

// scaled returns a·x, to about 2⁻¹⁰² of it. The product of a.hi and x must be
// finite.
func (a twofold) scaled(x float64) twofold {
	p := float64(a.hi * x)
	return fast(p, math.FMA(a.hi, x, -p)+float64(a.lo*x))
}

// plus returns x + a, for |x| ≥ |a| or x = 0.
func (a twofold) plus(x float64) twofold {
	s := fast(x, a.hi)
	return fast(s.hi, s.lo+a.lo)
}

// raise returns eʳ for |r| ≤ ½ ln 2, to about 2⁻⁵⁸ of it.
func raise(r twofold) twofold {
	e := fast(1, r.hi)
	return e.with(float64(bend(r.hi)) + float64(r.lo*e.hi))
}

// logarithm returns log₂ x for a finite x > 0, to about 2⁻⁶⁸ of it.
//
// With x = 2ᵏ·m and √½ ≤ m < √2 it is k + (2/ln 2)·artanh s, where s = (m−1)/(m+1):
// the series (2/ln 2)·(s + s³/3 + … + s²⁵/25), its first terms in two numbers.
func logarithm(x float64) twofold {
	const (
		c0, d0 = 0x1.71547652b82fep+1, 0x1.777d0ffda0d24p-55 // 2/ln 2
		c1, d1 = 0x1.ec709dc3a03fdp-1, 0x1.d27f05548af0cp-55 // a third of it
		c2, d2 = 0x1.2776c50ef9bfep-1, 0x1.e4b29ccc535d4p-55 // a fifth, and so on
		c3     = 0x1.a61762a7aded9p-2
		c4     = 0x1.484b13d7c02a9p-2
		c5     = 0x1.0c9a84994022dp-2
		c6     = 0x1.c68f568d31760p-3
		c7     = 0x1.89f3b1694cffep-3
		c8     = 0x1.5b9ac9b743f0dp-3
		c9     = 0x1.3703c1f4d0ffep-3
		c10    = 0x1.1964ec6fc9491p-3
		c11    = 0x1.00ecd7e080215p-3
		c12    = 0x1.d8be0817f5ffep-4
	)
	k, f := split(x)
	below := add(2, f) // m + 1
	q := f / below.hi
	s := fast(q, (math.FMA(-q, below.hi, f)-float64(q*below.lo))/below.hi)
	z := s.times(s)

	w := z.hi
	w2 := w * w
	w4 := w2 * w2
	low := (c3 + float64(w*c4)) + float64(w2*(c5+float64(w*c6)))
	mid := (c7 + float64(w*c8)) + float64(w2*(c9+float64(w*c10)))
	top := c11 + float64(w*c12)
	rest := low + float64(w4*(mid+float64(w4*top)))

	t := fast(c2, d2+float64(w*rest))
	u := z.times(t)
	u = fast(c1, u.hi).with(d1 + u.lo)
	u = z.times(u)
	u = fast(c0, u.hi).with(d0 + u.lo)
	return s.times(u).plus(k)
}

// with returns a + x for an x about as small as a.lo.
func (a twofold) with(x float64) twofold { return fast(a.hi, a.lo+x) }

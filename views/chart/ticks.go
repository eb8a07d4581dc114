package chart

import (
	"math"
	"strconv"
)

// step is the distance of ticks: m·10ᵉ with m 1, 2 or 5; m 0 means none.
type step struct {
	m float64
	e int
}

// at is k steps from 0, the nearest float64 to the decimal number.
func (s step) at(k float64) float64 { return times10(k*s.m, s.e) }

// in is how many steps v is from 0.
func (s step) in(v float64) float64 {
	if s.e < 0 && s.e >= -300 {
		return v * math.Pow10(-s.e) / s.m
	}
	return v / s.m / math.Pow10(s.e)
}

// step is the smallest nice distance that puts no more than about n ticks on
// a scale.
func (s Scale) step(n int) step {
	span := s.Max/float64(n) - s.Min/float64(n)
	if n < 1 || !(span > 0) || span > math.MaxFloat64 {
		return step{}
	}
	e := int(math.Floor(log10(span)))
	if e < -300 {
		return step{}
	}
	for _, m := range [...]float64{1, 2, 5} {
		if times10(m, e) >= span*(1-epsilon) {
			return step{m, e}
		}
	}
	return step{1, e + 1}
}

// AppendTicks appends the values worth a tick, rising, at most about n: whole
// multiples of 1, 2 or 5 times a power of ten, or on a logarithmic scale whole
// decades (every second, third … of a long range; 1, 2 and 5 times them within
// a short one).
func (s Scale) AppendTicks(dst []float64, n int) []float64 {
	if n < 1 {
		return dst
	}
	if s.Log {
		if lo, hi := math.Ceil(log10(s.Min)), math.Floor(log10(s.Max)); hi-lo >= 2 || hi-lo == 1 && n <= 3 {
			return appendDecades(dst, int(lo), int(hi), n)
		}
		if s.Max >= 4*s.Min {
			return s.append125(dst, n)
		}
	}
	step := s.step(n)
	if s.Degrees {
		step = s.turn(n)
	}
	if step.m == 0 {
		return dst
	}
	first, last := math.Ceil(step.in(s.Min)-epsilon), math.Floor(step.in(s.Max)+epsilon)
	if !(math.Abs(first) < 1<<50 && math.Abs(last) < 1<<50) {
		return dst // a range so far from 0 that its ticks are all the same number
	}
	for k := first; k <= last; k++ {
		dst = append(dst, step.at(k)+0) // +0 turns −0 into 0
	}
	return dst
}

// turn is the step between ticks of an angle.
func (s Scale) turn(n int) step {
	for _, m := range [...]float64{15, 30, 45, 90, 180} {
		if m*float64(n) >= s.Max-s.Min {
			return step{m: m}
		}
	}
	return step{m: 360}
}

// appendDecades appends every so many-th power of ten, 10⁰ always among those
// that could be, so that ticks stay where they are while the range grows.
func appendDecades(dst []float64, lo, hi, n int) []float64 {
	every := 1
	for _, every = range [...]int{1, 2, 3, 5, 10, 20, 50, 100, 200} {
		if (hi-lo)/every+1 <= n {
			break
		}
	}
	for e := lo; e <= hi; e++ {
		if e%every == 0 {
			dst = append(dst, math.Pow10(e))
		}
	}
	return dst
}

// append125 appends 1, 2 and 5 times the powers of ten, or the powers alone
// where that would be too many.
func (s Scale) append125(dst []float64, n int) []float64 {
	start := len(dst)
	for e := int(math.Floor(log10(s.Min))); e <= int(math.Ceil(log10(s.Max))); e++ {
		for _, m := range [...]float64{1, 2, 5} {
			if v := times10(m, e); v >= s.Min*(1-epsilon) && v <= s.Max*(1+epsilon) {
				dst = append(dst, v)
			}
		}
	}
	if len(dst)-start > n {
		kept := dst[:start]
		for _, v := range dst[start:] {
			if l := log10(v); l == math.Trunc(l) {
				kept = append(kept, v)
			}
		}
		return kept
	}
	return dst
}

// labeller writes the labels of ticks so that those of one axis agree: as many
// decimals, or all with an exponent.
type labeller struct {
	log      bool
	raised   bool // powers of ten with raised figures
	exponent bool
	decimals int // after the point; with an exponent, of the step
}

// newLabeller looks at the ticks of an axis, which must be rising.
func newLabeller(s Scale, ticks []float64, raised bool) labeller {
	// On a short logarithmic scale the ticks are those of an even one.
	l := labeller{log: s.Log && s.Max >= 4*s.Min, raised: raised}
	if len(ticks) == 0 {
		return l
	}
	largest := max(math.Abs(ticks[0]), math.Abs(ticks[len(ticks)-1]))
	if l.log {
		l.exponent = largest >= 1e4 || ticks[0] < 0.999e-3
		return l
	}
	distance := largest
	if len(ticks) > 1 {
		distance = ticks[1] - ticks[0]
	}
	l.decimals = -int(math.Floor(log10(distance)))
	if distance == 0 {
		l.decimals = 0
	}
	l.exponent = largest >= 1e6 || l.decimals > 4
	return l
}

// append appends the label of one tick.
func (l labeller) append(dst []byte, v float64) []byte {
	switch {
	case v == 0:
		return append(dst, '0')
	case l.log:
		return l.appendLog(dst, v)
	case l.exponent:
		digits := max(int(math.Floor(log10(math.Abs(v))))+l.decimals, 0)
		start := len(dst)
		return trimExponent(strconv.AppendFloat(dst, v, 'e', min(digits, 3), 64), start)
	case l.decimals <= 0:
		return AppendGrouped(dst, int64(math.Round(v)))
	default:
		return strconv.AppendFloat(dst, v, 'f', l.decimals, 64)
	}
}

func (l labeller) appendLog(dst []byte, v float64) []byte {
	e := log10(v)
	start := len(dst)
	switch {
	case !l.exponent:
		return strconv.AppendFloat(dst, v, 'f', -1, 64)
	case l.raised && e == math.Trunc(e):
		return appendRaised(append(dst, "10"...), int(e))
	default:
		return trimExponent(strconv.AppendFloat(dst, v, 'e', -1, 64), start)
	}
}

// appendRaised appends a whole number in raised figures.
func appendRaised(dst []byte, n int) []byte {
	var buf [8]byte
	for _, c := range strconv.AppendInt(buf[:0], int64(n), 10) {
		if c == '-' {
			dst = append(dst, "⁻"...)
			continue
		}
		dst = append(dst, [...]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}[c-'0']...)
	}
	return dst
}

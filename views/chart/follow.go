package chart

import "math"

// follow leads the trace along a function over the whole plot, and lifts it
// where the function jumps: no upright line is drawn there.
func (t *trace) follow(f func(float64) float64, p Plot) {
	n := int(p.spanX()) * samplesPerDot
	tall := 2 * (p.Y.Max - p.Y.Min) / p.spanY() // what is worth a closer look: two dots
	x, y, full := math.NaN(), math.NaN(), -1
	for i := range n + 1 {
		share := float64(i) / float64(n)
		dots := float64(share * p.spanX())
		at := p.X.Value(share)
		v := f(at)
		if math.Abs(v-y) > tall && jumps(f, x, y, at, v) {
			// A column of dots is one run: it has no room for both sides.
			full = t.pen.column
			t.lift(p.Y)
		}
		if int(math.Round(dots)) != full {
			t.sample(dots, v, p.Y)
		}
		x, y = at, v
	}
}

// jumps reports whether a function jumps between a and b, where it has the
// values fa and fb: halving the way there, always to the side of the larger
// difference, leaves more than half of the difference in next to no distance, or
// leads to where there is no value. On what is merely steep it ends after a few
// halvings.
func jumps(f func(float64) float64, a, fa, b, fb float64) bool {
	third := math.Abs(fb-fa) / 3
	for range 48 {
		middle := a + float64((b-a)/2)
		if middle <= a || middle >= b {
			break
		}
		v := f(middle)
		if math.IsNaN(v) {
			return true
		}
		if math.Abs(v-fa) > math.Abs(fb-v) {
			b, fb = middle, v
		} else {
			a, fa = middle, v
		}
		if math.Abs(fb-fa) < third {
			return false
		}
	}
	return true
}

// clip is the part of the straight line through (x, y) that lies within the
// ranges, from left to right; ok is false where there is none.
func clip(x, y, slope float64, within, height Range) (x0, y0, x1, y1 float64, ok bool) {
	if math.IsNaN(x+y+slope) || math.IsInf(x+y+slope, 0) {
		return 0, 0, 0, 0, false
	}
	x0, x1 = within.Min, within.Max
	if slope != 0 {
		a, b := x+(height.Min-y)/slope, x+(height.Max-y)/slope
		x0, x1 = max(x0, min(a, b)), min(x1, max(a, b))
	}
	at := func(to float64) float64 { return y + float64(slope*(to-x)) }
	inside := func(v float64) float64 { return min(max(v, height.Min), height.Max) }
	y0, y1 = inside(at(x0)), inside(at(x1))
	return x0, y0, x1, y1, x0 < x1 && (slope != 0 || y >= height.Min && y <= height.Max)
}

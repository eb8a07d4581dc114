package experiment

import "math"

// look works out f, f′ and f″ where the ball is; f″ of a ball that nobody watches
// only where its method needs it.
func (d *Descent) look(b *Ball) {
	if b.quiet && !d.rule.method.bends() {
		b.F, b.Slope = d.curve.Formula().Slope(b.W)
	} else {
		b.F, b.Slope, b.curvature = d.curve.Formula().Curvature(b.W)
	}
	d.tip(b)
}

// tip takes the slope for 0 at a tip that the ball seeks and whose slope is no
// number, as that of √(w²) at 0: it is 0 by convention at that of |w|.
func (d *Descent) tip(b *Ball) {
	if finite(b.Slope) || !finite(b.F) {
		return
	}
	if p, near := d.nearest(b.W); near && p.Kind == d.Sought() && p.Kink && !d.better(p.F, b.F) {
		b.Slope = 0
	}
}

// better reports whether the value a is nearer to the goal than b.
func (d *Descent) better(a, b float64) bool {
	if d.rule.climb {
		return a > b
	}
	return a < b
}

// floor returns the level stretch of what is sought that a ball without a slope
// lies on: one that rises at either end, or goes on to the end of what is looked
// at. What is level only as far as numbers can tell, as the plateau of
// 1 − exp(−w²) or the end of exp(−w) is, is none; nor is what the ball is at a
// point that is known.
func (d *Descent) floor(b *Ball, known bool) (AtExtremum, bool) {
	lo, hi := d.Domain()
	lo, hi = min(lo-(hi-lo), b.W), max(hi+(hi-lo), b.W)
	if known || !d.endsWorse(b, lo) || !d.endsWorse(b, hi) {
		return AtExtremum{}, false
	}
	return AtExtremum{W: b.W, F: b.F, Maximum: d.rule.climb, Global: d.unbeaten(b.F, lo, hi)}, true
}

// glances is at how many places values are compared.
const glances = 1024

// endsWorse reports whether the level stretch that the ball is on, followed
// towards end, ends in values that are farther from the goal, and that by more
// than a function does that only comes near to being level. It is true if there
// is no end to it.
func (d *Descent) endsWorse(b *Ball, end float64) bool {
	tie := 1e-13 * max(1, math.Abs(b.F))
	level, beyond, ended := b.W, end, false
	for i := 1; i <= glances && !ended; i++ {
		beyond = b.W + float64((end-b.W)*(float64(i)/glances))
		if ended = !d.same(beyond, b.F, tie); !ended {
			level = beyond
		}
	}
	if !ended {
		return true
	}
	for range 60 {
		middle := level + float64((beyond-level)/2)
		if d.same(middle, b.F, tie) {
			level = middle
		} else {
			beyond = middle
		}
	}
	step := math.Copysign(1e-3*max(1, math.Abs(beyond)), end-b.W)
	after := d.curve.Formula().At(beyond + step)
	return d.better(b.F, after) && !d.same(beyond+step, b.F, float64(10*tie))
}

// same reports whether f(w) is the value, to within tie.
func (d *Descent) same(w, value, tie float64) bool {
	return math.Abs(d.curve.Formula().At(w)-value) <= tie
}

// unbeaten reports whether no value from lo to hi is better, nor that of any
// point that is sought.
func (d *Descent) unbeaten(f, lo, hi float64) bool {
	bar := f - float64(1e-12*max(1, math.Abs(f)))
	if d.rule.climb {
		bar = f + float64(1e-12*max(1, math.Abs(f)))
	}
	for i := range glances + 1 {
		if d.better(d.curve.Formula().At(lo+float64((hi-lo)*(float64(i)/glances))), bar) {
			return false
		}
	}
	for _, p := range d.points {
		if d.better(p.F, bar) {
			return false
		}
	}
	return true
}

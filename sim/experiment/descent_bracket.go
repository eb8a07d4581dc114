package experiment

import "math"

// golden is what a step outwards is longer than the one before, so that the place
// between two steps parts the bracket in the golden ratio; and the smaller share.
const (
	golden        = 1.618033988749895
	smallerGolden = 0.3819660112501051
)

// maxOutward is how many steps outwards are tried. Two hundred of them lead from
// the smallest range to beyond the largest.
const maxOutward = 200

// bracket looks for the ball's bracket from its start downhill, in steps that
// grow, within the range and as far again on both sides.
func (d *Descent) bracket(b *Ball) {
	r, m := &d.rule, &b.memory
	if d.rule.method == Bisection && b.Slope == 0 {
		m.lo, m.hi, m.bracketed = b.W, b.W, true
		return
	}
	step := float64(firstBracket * (r.hi - r.lo))
	if r.method == Bisection {
		d.bracketSlope(b, math.Copysign(step, -r.down(b.Slope)))
		return
	}
	d.bracketValue(b, step)
}

// outside reports whether a place is too far from the range for a bracket.
func (r *rule) outside(w float64) bool {
	width := r.hi - r.lo
	return !(r.lo-width <= w && w <= r.hi+width)
}

// bracketSlope goes on until f′ has changed its sign.
func (d *Descent) bracketSlope(b *Ball, step float64) {
	r, m := &d.rule, &b.memory
	from := b.W
	for range maxOutward {
		to := from + step
		if r.outside(to) && r.outside(from) {
			return
		}
		_, slope := d.curve.Formula().Slope(to)
		b.asked.Slope++
		if !finite(slope) {
			return
		}
		if float64(r.down(slope)*step) >= 0 {
			m.lo, m.hi, m.bracketed = min(from, to), max(from, to), true
			return
		}
		from, step = to, float64(golden*step)
	}
}

// bracketValue goes on until f gets worse: then the place before lies between two
// that are no better.
func (d *Descent) bracketValue(b *Ball, step float64) {
	r, m := &d.rule, &b.memory
	back, at, atF := b.W-step, b.W, b.F
	to := b.W + step
	toF := d.value(b, to)
	if d.better(atF, toF) || toF == atF {
		backF := d.value(b, back)
		if !d.better(backF, atF) && finite(backF) && finite(toF) {
			m.lo, m.hi, m.inner, m.innerF, m.bracketed = back, to, at, atF, true
			return
		}
		step, to, toF, back = -step, back, backF, to
	}
	for range maxOutward {
		if !finite(toF) || r.outside(at) {
			return
		}
		if !d.better(toF, atF) {
			m.lo, m.hi, m.inner, m.innerF, m.bracketed = min(back, to), max(back, to), at, atF, true
			return
		}
		step = float64(golden * step)
		back, at, atF = at, to, toF
		to = at + step
		toF = d.value(b, to)
	}
}

// value asks for f on behalf of the ball.
func (d *Descent) value(b *Ball, w float64) float64 {
	b.asked.F++
	return d.curve.Formula().At(w)
}

// probe returns where in its bracket the ball asks next: in the middle, or at the
// golden section of the longer part. Without a bracket it stays where it is.
func (r *rule) probe(b *Ball) float64 {
	m := &b.memory
	switch {
	case !m.bracketed:
		return b.W
	case r.method == Bisection:
		return m.lo + float64((m.hi-m.lo)/2)
	case m.hi-m.inner > m.inner-m.lo:
		return m.inner + float64(smallerGolden*(m.hi-m.inner))
	}
	return m.inner - float64(smallerGolden*(m.inner-m.lo))
}

// narrow takes the part of the bracket that the ball, which is in it, tells to be
// the right one.
func (d *Descent) narrow(b *Ball) {
	m := &b.memory
	if !m.bracketed {
		return
	}
	if d.rule.method == Bisection {
		switch slope := d.rule.down(b.Slope); {
		case slope < 0:
			m.lo = b.W
		case slope > 0:
			m.hi = b.W
		default:
			m.lo, m.hi = b.W, b.W
		}
		return
	}
	left := b.W < m.inner
	switch {
	case d.better(b.F, m.innerF) && left:
		m.hi, m.inner, m.innerF = m.inner, b.W, b.F
	case d.better(b.F, m.innerF):
		m.lo, m.inner, m.innerF = m.inner, b.W, b.F
	case left:
		m.lo = b.W
	default:
		m.hi = b.W
	}
}

// Bracket returns the ends of the ball's bracket; ok is false where its method
// has none, or found none.
func (b *Ball) Bracket() (lo, hi float64, ok bool) {
	return b.memory.lo, b.memory.hi, b.memory.bracketed
}

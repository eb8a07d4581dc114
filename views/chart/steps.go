package chart

import (
	"math"

	"nabla/views/theme"
)

// How many of a ball's last steps are drawn as whole lines, and how many before
// those as dots.
const (
	stepsWhole  = 3
	stepsDotted = 24
)

// drawSteps joins the places that a ball comes from by straight lines: the last
// steps whole, those before dotted, all in its colour. The oldest are not drawn.
func (c *Curve) drawSteps(th *theme.Theme, f func(float64) float64, ball *Ball) {
	from := ball.Trail[max(len(ball.Trail)-stepsWhole-stepsDotted, 0):]
	for i, x := range from {
		to, age := ball.X, len(from)-1-i
		if age > 0 {
			to = from[i+1]
		}
		if x == to || breaks(f, x, to) {
			continue
		}
		gap := 1
		if age >= stepsWhole {
			gap = 2
		}
		c.drawStep(th, ball, Range{x, to}, Range{f(x), f(to)}, gap)
	}
}

// breaks reports whether a function has no value, or jumps, somewhere between two
// places: a straight line from one to the other would cross what is not there.
func breaks(f func(float64) float64, a, b float64) bool {
	const parts = 32
	x, y := a, f(a)
	low, high := min(y, f(b)), max(y, f(b))
	for i := 1; i <= parts; i++ {
		at := a + float64((b-a)*(float64(i)/parts))
		v := f(at)
		beyond := v < low || v > high || y < low || y > high
		if math.IsNaN(v) || beyond && math.Abs(v-y) > (high-low)/2 && leaps(f, x, y, at, v) {
			return true
		}
		x, y = at, v
	}
	return false
}

// leaps is [jumps] for two places in either order.
func leaps(f func(float64) float64, a, fa, b, fb float64) bool {
	if a > b {
		a, fa, b, fb = b, fb, a, fa
	}
	return jumps(f, a, fa, b, fb)
}

// drawStep draws one step, every gap-th of its dots.
func (c *Curve) drawStep(th *theme.Theme, ball *Ball, x, y Range, gap int) {
	p := c.axes.Plot
	style := th.Series(ball.Look)
	x0, x1 := p.X.Map(x.Min)*p.spanX(), p.X.Map(x.Max)*p.spanX()
	y0, y1 := p.Y.Map(y.Min)*p.spanY(), p.Y.Map(y.Max)*p.spanY()
	from, to, across := within(x0, x1-x0, p.spanX(), 0, 1)
	from, to, upward := within(y0, y1-y0, p.spanY(), from, to)
	if !across || !upward {
		return
	}
	dots := int(math.Ceil((to - from) * max(math.Abs(x1-x0), math.Abs(y1-y0))))
	for i := range dots + 1 {
		if i%gap != 0 {
			continue
		}
		share := from + (to-from)*float64(i)/float64(max(dots, 1))
		right, down := int(math.Round(x0+(x1-x0)*share)), int(p.spanY()-math.Round(y0+(y1-y0)*share))
		col, row := right/dotsAcross, down/dotsDown
		if right < 0 || down < 0 || col >= p.box.Width() || row >= p.box.Height() || p.written(&c.ink, col, row) {
			continue
		}
		bits := c.ink.set(col, row, dotBits[down%dotsDown][right%dotsAcross])
		p.box.SetRune(col, row, th.Dots(bits), style)
	}
}

// within is the part of the way from share lo to share hi on which start + by·share
// lies between 0 and the span; ok is false where there is none.
func within(start, by, span, lo, hi float64) (from, to float64, ok bool) {
	if math.IsNaN(start) || math.IsNaN(by) || math.IsInf(start, 0) || math.IsInf(by, 0) {
		return 0, 0, false
	}
	if by == 0 {
		return lo, hi, 0 <= start && start <= span && lo <= hi
	}
	a, b := -start/by, (span-start)/by
	from, to = max(lo, min(a, b)), min(hi, max(a, b))
	return from, to, from <= to
}

package landscape

import (
	"iter"
	"math"
	"slices"

	"nabla/sim/calculus"
)

// cells is how many equal cells a range is cut into to look for stationary
// points. Two of them in one cell are found only where f″ tells of them.
const cells = 2048

// patience bounds how many places are looked at closer: so many, divided by the
// length of the formula, for the longer it is the more each of them costs.
const patience = 1 << 16

// Stationary returns the stationary points in [lo, hi] from left to right, and
// the lowest and highest points in kinks. Poles and jumps are none, though f′
// changes its sign there; nor are the ends of the range or of the domain. Of a
// level stretch that is a valley floor or a summit there is one point, in the
// middle.
//
// The sign of f′ is taken at the borders of 2048 equal cells, fewer for a formula
// of more than 400 bytes. A change is followed by interpolation and bisection to
// neighbouring numbers, and a step of Newton's method; where |f′| has a low point without one, f″ is followed in the
// same way. Where there are so many of both that to follow them all would take
// long, as in a sum of many fast sines, only some of them are, evenly spread.
//
// A minimum is global if none of those found and none of the values at the
// borders of the cells is lower by more than 1e-12, relative to the largest
// |F| of the points found, or 1 if that is larger. On a function without a
// bottom, such as w³ − 3w, none is. The same goes for maxima.
func (l *Landscape) Stationary(lo, hi float64) []Point {
	if !(lo < hi) || math.IsInf(hi-lo, 0) {
		return nil
	}
	s := l.framed
	if s == nil || s.lo != lo || s.hi != hi {
		s = newSurvey(l.formula, lo, hi)
	}
	points := slices.Collect(s.points())
	s.rank(points)
	return points
}

// sample is the curve at one place.
type sample struct{ w, f, slope float64 }

// survey is a range with the samples at the borders of its cells, and one more
// at either side. It does not change once it is made.
type survey struct {
	formula *calculus.Formula
	lo, hi  float64
	cell    float64 // width of a cell
	samples []sample
}

func newSurvey(f *calculus.Formula, lo, hi float64) *survey {
	n := cells
	if length := len(f.Text()); length > readable {
		n = cells * readable / length
	}
	s := &survey{formula: f, lo: lo, hi: hi, cell: (hi - lo) / float64(n), samples: make([]sample, n+3)}
	for i := range s.samples {
		s.samples[i] = s.at(lo + float64((hi-lo)*(float64(i-1)/float64(n))))
	}
	return s
}

// readable is how long a formula may be, in bytes, to be sampled in all cells: of
// a longer one there are fewer, so that it takes no more time.
const readable = 400

func (s *survey) at(w float64) sample {
	f, slope := s.formula.Slope(w)
	return sample{w: w, f: f, slope: slope}
}

// inside returns the samples within the range.
func (s *survey) inside() []sample { return s.samples[1 : len(s.samples)-1] }

// points finds the stationary points one after the other: at each sample that is
// level, between two whose slopes differ in sign, around one whose slope is the
// least of three.
func (s *survey) points() iter.Seq[Point] {
	return func(yield func(Point) bool) {
		var found []Point
		thin := s.thinner()
		last := len(s.samples) - 2
		for i := 1; i <= last; i++ {
			found, i = s.look(found[:0], i, last, &thin)
			for _, p := range found {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// look appends the points from sample i on to the next, and returns the last
// sample that it has judged.
func (s *survey) look(points []Point, i, last int, thin *thinner) ([]Point, int) {
	here := s.samples[i]
	if !finite(here.slope) {
		return points, i
	}
	if here.slope == 0 {
		end := i
		for end < last && s.samples[end+1].slope == 0 {
			end++
		}
		return s.level(points, i, end), end
	}
	switch next := s.after(i, last); {
	case s.changes(i, next):
		if thin.next() {
			points = s.between(points, here, s.samples[next])
		}
	case next <= last && s.dips(i):
		if thin.next() {
			points = s.dip(points, s.samples[i-1], here, s.samples[i+1])
		}
	}
	return points, i
}

// after returns the sample to the right of i whose slope tells of a change.
func (s *survey) after(i, last int) int {
	next := i + 1
	if next < last && !finite(s.samples[next].slope) && finite(s.samples[next].f) {
		next++ // a cusp right on a border
	}
	return next
}

// changes reports whether the slope changes its sign from sample i to next.
func (s *survey) changes(i, next int) bool {
	return next < len(s.samples)-1 && s.samples[i].slope*sign(s.samples[next].slope) < 0
}

// dips reports whether the slope, without a change of its sign, is less at
// sample i than at its neighbours.
func (s *survey) dips(i int) bool {
	a, b, c := s.samples[i-1].slope, s.samples[i].slope, s.samples[i+1].slope
	return a*sign(b) > 0 && c*sign(b) > 0 && math.Abs(b) < math.Abs(a) && math.Abs(b) <= math.Abs(c)
}

// thinner chooses which places to look at closer: keep of all, evenly spread.
type thinner struct{ keep, all, seen int }

func (s *survey) thinner() thinner {
	t := thinner{keep: patience / max(len(s.formula.Text()), 1)}
	last := len(s.samples) - 2
	for i := 1; i < last; i++ {
		if s.changes(i, s.after(i, last)) || s.dips(i) {
			t.all++
		}
	}
	return t
}

// next reports whether to look at the next place.
func (t *thinner) next() bool {
	t.seen++
	return t.all <= t.keep || t.seen*t.keep/t.all > (t.seen-1)*t.keep/t.all
}

// level judges samples without slope, from the first to the last.
func (s *survey) level(points []Point, first, last int) []Point {
	before, after := s.samples[first-1], s.samples[last+1]
	if first == last {
		w := s.samples[first]
		return s.admit(points, w, before, after)
	}
	if middle := s.at((s.samples[first].w + s.samples[last].w) / 2); before.slope*sign(after.slope) < 0 && middle.slope == 0 {
		return s.admit(points, middle, before, after)
	}
	return points
}

// between follows a change of sign from a to b, then judges what is there.
func (s *survey) between(points []Point, a, b sample) []Point {
	left, right := a, b
	found := s.narrow(&left, &right, func(x sample) float64 { return x.slope })
	return s.admit(points, s.polish(found, left, right, a.slope > 0), a, b)
}

// polish returns the best of the places where the search ended, and of the one
// that Newton's method leads to from there: the least slope, or in a kink the
// lowest value (the highest of a summit).
func (s *survey) polish(found, a, b sample, summit bool) sample {
	best := found
	if found.slope == 0 {
		return best
	}
	_, slope, curvature := s.formula.Curvature(found.w)
	if newton := s.at(found.w - slope/curvature); math.Abs(newton.w-found.w) <= s.cell && math.Abs(newton.slope) < math.Abs(best.slope) {
		best = newton
	}
	for _, end := range [...]sample{a, b} {
		lower := end.f < best.f
		if summit {
			lower = end.f > best.f
		}
		if lower && best.slope != 0 {
			best = end
		}
	}
	return best
}

// dip looks for a stationary point where the slope does not change its sign
// from a over b to c, but is least at b: f″ does.
func (s *survey) dip(points []Point, a, b, c sample) []Point {
	curvature := func(x sample) float64 {
		_, _, c := s.formula.Curvature(x.w)
		return c
	}
	if curvature(a)*sign(curvature(c)) >= 0 {
		return points
	}
	left, right := a, c
	found := s.narrow(&left, &right, curvature)
	switch {
	case found.slope*sign(b.slope) < 0: // two points in one cell
		return s.between(s.between(points, a, found), found, c)
	case math.Abs(found.slope) <= 1e-9*max(math.Abs(a.slope), math.Abs(c.slope)):
		return s.admit(points, found, a, c)
	}
	return points
}

// admit adds the point at the sample, unless it is a pole or a jump, or out of
// the range: before and after are samples to its left and right whose slopes
// tell what it is.
func (s *survey) admit(points []Point, at, before, after sample) []Point {
	if at.w < s.lo || at.w > s.hi || before.slope*after.slope == 0 ||
		!finite(at.f) || !finite(before.slope) || !finite(after.slope) {
		return points
	}
	near := math.Ldexp(s.cell, -20)
	left, right := s.at(at.w-near), s.at(at.w+near)
	if !s.settles(at, left, right) {
		return points
	}
	p := Point{W: at.w, F: at.f, Kind: Inflection}
	_, _, p.Curvature = s.formula.Curvature(at.w)
	switch {
	case before.slope < 0 && after.slope > 0:
		p.Kind = Minimum
	case before.slope > 0 && after.slope < 0:
		p.Kind = Maximum
	}
	if p.Kind != Inflection && !(math.Abs(right.slope-left.slope) <= 0.05*max(math.Abs(before.slope), math.Abs(after.slope))) {
		p.Kink = true
		p.Curvature = math.Inf(1)
		if p.Kind == Maximum {
			p.Curvature = math.Inf(-1)
		}
	}
	return append(points, p)
}

// settles reports whether f is continuous at the sample as far as numbers can
// tell: near to it, at left and right, the values are those at it, and halving
// the distance to it changes them less and less, not ever the same, as at ln|w|,
// nor more and more, as at a pole.
func (s *survey) settles(at, left, right sample) bool {
	f := s.formula.At
	nearer, far, half := math.Ldexp(s.cell, -21), math.Ldexp(s.cell, -2), math.Ldexp(s.cell, -3)
	step := max(math.Abs(left.f-at.f), math.Abs(right.f-at.f))
	here := math.Abs(right.f-f(at.w+nearer)) + math.Abs(left.f-f(at.w-nearer))
	there := math.Abs(f(at.w+far)-f(at.w+half)) + math.Abs(f(at.w-far)-f(at.w-half))
	return max(step, here) <= float64(there/2)+float64(1e-13*math.Abs(at.f))
}

// rank marks the global minima and maxima.
func (s *survey) rank(points []Point) {
	scale := 1.0
	for _, p := range points {
		scale = max(scale, math.Abs(p.F))
	}
	lowest, highest := math.Inf(1), math.Inf(-1)
	for _, x := range s.inside() {
		if !math.IsNaN(x.f) {
			lowest, highest = min(lowest, x.f), max(highest, x.f)
		}
	}
	for _, p := range points {
		lowest, highest = min(lowest, p.F), max(highest, p.F)
	}
	tie := 1e-12 * scale
	for i := range points {
		p := &points[i]
		p.Global = p.Kind == Minimum && p.F <= lowest+float64(tie) ||
			p.Kind == Maximum && p.F >= highest-float64(tie)
	}
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// sign returns −1, 0 or 1, and NaN for NaN.
func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return x
}

package landscape

import (
	"math"
	"slices"

	"nabla/sim/calculus"
)

// cells is how many equal cells a range is cut into to look for stationary
// points. Two of them in one cell are found only where f″ tells of them.
const cells = 2048

// Stationary returns the stationary points in [lo, hi] from left to right, and
// the lowest and highest points in kinks. Poles and jumps are none, though f′
// changes its sign there; nor are the ends of the range or of the domain. Of a
// level stretch that is a valley floor or a summit there is one point, in the
// middle.
//
// The sign of f′ is taken at the borders of 2048 equal cells. A change is
// followed by bisection to neighbouring numbers and a step of Newton's method;
// where |f′| has a low point without one, f″ is followed in the same way.
//
// A minimum is global if none of those found and none of the values at the
// borders of the cells is lower by more than 1e-12, relative to the largest
// |F| of the points found, or 1 if that is larger. On a function without a
// bottom, such as w³ − 3w, none is. The same goes for maxima.
func (l *Landscape) Stationary(lo, hi float64) []Point {
	if !(lo < hi) || math.IsInf(hi-lo, 0) {
		return nil
	}
	s := newSurvey(l.formula, lo, hi)
	points := s.points()
	s.rank(points)
	return points
}

// sample is the curve at one place.
type sample struct{ w, f, slope float64 }

// survey is a range with the samples at the borders of its cells, and one more
// at either side.
type survey struct {
	formula *calculus.Formula
	cell    float64 // width of a cell
	samples []sample
}

func newSurvey(f *calculus.Formula, lo, hi float64) *survey {
	s := &survey{formula: f, cell: (hi - lo) / cells, samples: make([]sample, cells+3)}
	for i := range s.samples {
		s.samples[i] = s.at(lo + float64((hi-lo)*(float64(i-1)/cells)))
	}
	return s
}

func (s *survey) at(w float64) sample {
	f, slope := s.formula.Slope(w)
	return sample{w: w, f: f, slope: slope}
}

// inside returns the samples within the range.
func (s *survey) inside() []sample { return s.samples[1 : len(s.samples)-1] }

// points finds the stationary points: at each sample that is level, between two
// whose slopes differ in sign, around one whose slope is the least of three.
func (s *survey) points() []Point {
	var points []Point
	last := len(s.samples) - 2
	for i := 1; i <= last; i++ {
		here := s.samples[i]
		if !finite(here.slope) {
			continue
		}
		if here.slope == 0 {
			end := i
			for end < last && s.samples[end+1].slope == 0 {
				end++
			}
			points = s.level(points, i, end)
			i = end
			continue
		}
		next := i + 1
		if next < last && !finite(s.samples[next].slope) && finite(s.samples[next].f) {
			next++ // a cusp right on a border
		}
		switch {
		case next > last:
		case here.slope*sign(s.samples[next].slope) < 0:
			points = s.between(points, here, s.samples[next])
		default:
			points = s.dip(points, s.samples[i-1], here, s.samples[i+1])
		}
	}
	return points
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
	found := s.bisect(&left, &right, func(x sample) float64 { return x.slope })
	return s.admit(points, s.polish(found, left, right, a.slope > 0), a, b)
}

// bisect narrows down a change of sign of what from a to b until no number is
// between them, or next to none, and returns where it met a zero or gave up.
func (s *survey) bisect(a, b *sample, what func(sample) float64) sample {
	rising := what(*a) < 0
	least := math.Ldexp(s.cell, -80)
	for b.w-a.w > least {
		w := a.w + float64((b.w-a.w)/2)
		if w <= a.w || w >= b.w {
			break
		}
		middle := s.at(w)
		switch v := what(middle); {
		case v == 0 || math.IsNaN(v):
			return middle
		case (v < 0) == rising:
			*a = middle
		default:
			*b = middle
		}
	}
	return s.at(a.w + float64((b.w-a.w)/2))
}

// polish returns the best of the places where bisection ended, and of the one
// that Newton's method leads to from there: the least slope, or in a kink the
// lowest value (the highest of a summit).
func (s *survey) polish(found, a, b sample, summit bool) sample {
	best := found
	_, slope, curvature := s.formula.Curvature(found.w)
	if newton := s.at(found.w - slope/curvature); math.Abs(newton.w-found.w) <= s.cell && math.Abs(newton.slope) < math.Abs(best.slope) {
		best = newton
	}
	for _, end := range []sample{a, b} {
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
	size := math.Abs(b.slope)
	if a.slope*sign(b.slope) <= 0 || c.slope*sign(b.slope) <= 0 || size >= math.Abs(a.slope) || size > math.Abs(c.slope) {
		return points
	}
	curvature := func(x sample) float64 {
		_, _, c := s.formula.Curvature(x.w)
		return c
	}
	if curvature(a)*sign(curvature(c)) >= 0 {
		return points
	}
	left, right := a, c
	found := s.bisect(&left, &right, curvature)
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
	inside := s.inside()
	if at.w < inside[0].w || at.w > inside[len(inside)-1].w || before.slope*after.slope == 0 ||
		!finite(at.f) || !finite(before.slope) || !finite(after.slope) || !s.settles(at) {
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
	near := math.Ldexp(s.cell, -20)
	left, right := s.at(at.w-near).slope, s.at(at.w+near).slope
	if p.Kind != Inflection && !(math.Abs(right-left) <= 0.05*max(math.Abs(before.slope), math.Abs(after.slope))) {
		p.Kink = true
		p.Curvature = math.Inf(1)
		if p.Kind == Maximum {
			p.Curvature = math.Inf(-1)
		}
	}
	return append(points, p)
}

// settles reports whether f is continuous at the sample as far as numbers can
// tell: near to it the values are those at it, and halving the distance to it
// changes them less and less, not ever the same, as at ln|w|, nor more and more,
// as at a pole.
func (s *survey) settles(at sample) bool {
	change := func(h float64) float64 {
		return math.Abs(s.at(at.w+h).f-s.at(at.w+float64(h/2)).f) + math.Abs(s.at(at.w-h).f-s.at(at.w-float64(h/2)).f)
	}
	near := math.Ldexp(s.cell, -20)
	step := max(math.Abs(s.at(at.w-near).f-at.f), math.Abs(s.at(at.w+near).f-at.f))
	return max(step, change(near)) <= float64(change(s.cell/4)/2)+float64(1e-13*math.Abs(at.f))
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

// extrema returns the points that are no inflections.
func extrema(points []Point) []Point {
	return slices.DeleteFunc(slices.Clone(points), func(p Point) bool { return p.Kind == Inflection })
}

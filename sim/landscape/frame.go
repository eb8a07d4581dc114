package landscape

import (
	"math"

	"nabla/sim/calculus"
	"nabla/sim/elementary"
)

// reaches are how far to both sides of 0 a formula is looked at.
var reaches = [...]float64{4, 16, 64, 256}

// frame chooses the range worth drawing of a formula.
//
//   - It is [−4, 4], if there is a minimum or a maximum in it.
//   - If there is none, but there is one within ±16, ±64 or ±256, it is what
//     lies between those, and 4 more at either side.
//   - If there is none at all, it is the first of these ranges in which the
//     formula has a value.
//   - What lies outside of the formula's domain at either end is cut off.
//   - If the ends are so high that two or more minima and maxima would look
//     flat, they are cut off.
func frame(f *calculus.Formula) (lo, hi float64) {
	var first *survey
	for _, reach := range reaches {
		s := newSurvey(f, -reach, reach)
		lo, hi, ok := s.domain()
		if !ok {
			continue
		}
		if first == nil {
			first = s
		}
		points := extrema(s.points())
		if len(points) == 0 {
			continue
		}
		left, right := points[0].W, points[len(points)-1].W
		if reach > reaches[0] {
			lo, hi = max(lo, math.Floor(left)-reaches[0]), min(hi, math.Ceil(right)+reaches[0])
		}
		return s.crop(points, lo, hi)
	}
	if first == nil {
		return -reaches[0], reaches[0]
	}
	lo, hi, _ = first.domain()
	return lo, hi
}

// domain returns the part of the range between the first and the last value of
// the formula, and whether it has any.
func (s *survey) domain() (lo, hi float64, ok bool) {
	inside := s.inside()
	lo, hi = inside[0].w, inside[len(inside)-1].w
	first, last := -1, -1
	for i, x := range inside {
		if finite(x.f) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 || first == last {
		return lo, hi, false
	}
	// The border of the domain is at most one cell further out.
	return inside[max(first-1, 0)].w, inside[min(last+1, len(inside)-1)].w, true
}

// crop cuts off ends that dwarf what lies between two or more points.
func (s *survey) crop(points []Point, lo, hi float64) (float64, float64) {
	const dwarfed = 10
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range points {
		low, high = min(low, p.F), max(high, p.F)
	}
	least, most := low, high
	for _, x := range s.inside() {
		if x.w >= lo && x.w <= hi && finite(x.f) {
			least, most = min(least, x.f), max(most, x.f)
		}
	}
	left, right := points[0].W, points[len(points)-1].W
	if left == right || most-least <= dwarfed*(high-low) {
		return lo, hi
	}
	margin := float64(0.4 * (right - left))
	unit := math.Pow10(int(math.Floor(elementary.Log10(right-left)))) / 2
	return max(lo, float64(unit*math.Floor((left-margin)/unit))), min(hi, float64(unit*math.Ceil((right+margin)/unit)))
}

// startIn returns a place in the range from which something can be seen to
// move: an eighth from the right end, if f has a slope there.
func startIn(f *calculus.Formula, lo, hi float64) float64 {
	for _, share := range [...]float64{7. / 8, 1. / 8, 3. / 4, 1. / 4, 5. / 8, 3. / 8} {
		w := lo + float64(share*(hi-lo))
		if value, slope := f.Slope(w); finite(value) && finite(slope) && slope != 0 {
			return w
		}
	}
	return lo + float64((hi-lo)/2)
}

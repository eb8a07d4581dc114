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
//
// It returns the survey that it took of that range too, if it took one.
func frame(f *calculus.Formula) (lo, hi float64, framed *survey) {
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
		e := s.extent(reach == reaches[0])
		if !e.found {
			continue
		}
		if reach > reaches[0] {
			lo, hi = max(lo, math.Floor(e.left)-reaches[0]), min(hi, math.Ceil(e.right)+reaches[0])
		}
		lo, hi = s.crop(&e, lo, hi)
		return lo, hi, s
	}
	if first == nil {
		return -reaches[0], reaches[0], nil
	}
	lo, hi, _ = first.domain()
	return lo, hi, first
}

// extent is what the minima and maxima of a survey span.
type extent struct {
	found       bool
	left, right float64
	low, high   float64
}

// dwarfed is how many times higher than what minima and maxima span a range may
// be.
const dwarfed = 10

// extent looks for the minima and maxima; those of the whole range only as far
// as it is to be seen that its ends do not dwarf them.
func (s *survey) extent(whole bool) extent {
	least, most := s.height(s.lo, s.hi)
	var e extent
	for p := range s.points() {
		if p.Kind == Inflection {
			continue
		}
		if !e.found {
			e = extent{found: true, left: p.W, right: p.W, low: p.F, high: p.F}
		}
		e.right, e.low, e.high = p.W, min(e.low, p.F), max(e.high, p.F)
		if whole && max(most, e.high)-min(least, e.low) <= dwarfed*(e.high-e.low) {
			break
		}
	}
	return e
}

// height returns the lowest and the highest of the samples from lo to hi.
func (s *survey) height(lo, hi float64) (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for _, x := range s.inside() {
		if x.w >= lo && x.w <= hi && finite(x.f) {
			least, most = min(least, x.f), max(most, x.f)
		}
	}
	return least, most
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
func (s *survey) crop(e *extent, lo, hi float64) (float64, float64) {
	least, most := s.height(lo, hi)
	if e.left == e.right || max(most, e.high)-min(least, e.low) <= dwarfed*(e.high-e.low) {
		return lo, hi
	}
	margin := float64(0.4 * (e.right - e.left))
	unit := math.Pow10(int(math.Floor(elementary.Log10(e.right-e.left)))) / 2
	return max(lo, float64(unit*math.Floor((e.left-margin)/unit))), min(hi, float64(unit*math.Ceil((e.right+margin)/unit)))
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

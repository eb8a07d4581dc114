package chart

import (
	"math"
	"slices"
)

// worthSeeing is the part of the y axis in which a curve is worth seeing, so
// that a cliff does not flatten all else. Given are its values at even
// distances; those that are not finite are passed over.
//
// Where the curve has hills and valleys within the range, it is these, and
// half of what they span above and below. With one valley or hill, it is four
// times the way from it to the median value. A curve that only rises or falls
// is shown to three times the distance of its quartiles beyond them. Never
// more is shown than the curve has.
func worthSeeing(values, scratch []float64) (r Range, sorted []float64) {
	sorted = scratch[:0]
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			sorted = append(sorted, v)
		}
	}
	if len(sorted) == 0 {
		return Range{}, sorted
	}
	turns, low, high, valley := turnings(values)
	slices.Sort(sorted)
	at := func(share float64) float64 { return sorted[int(share*float64(len(sorted)-1))] }
	median := at(0.5)
	switch {
	case turns >= 2:
		r = Range{low - (high-low)/2, high + (high-low)/2}
	case turns == 1 && valley:
		r = Range{low, low + 4*(median-low)}
	case turns == 1:
		r = Range{high - 4*(high-median), high}
	default:
		spread := 3 * (at(0.75) - at(0.25))
		r = Range{at(0.25) - spread, at(0.75) + spread}
	}
	r = Range{max(r.Min, sorted[0]), min(r.Max, sorted[len(sorted)-1])}
	if r.Min >= r.Max {
		f := fitter{}
		f.add(sorted[0])
		f.add(sorted[len(sorted)-1])
		s := f.scale()
		r = Range{s.Min, s.Max}
	}
	return r, sorted
}

// turnings counts the hills and valleys of a curve, a level stretch as one,
// and gives the lowest and the highest of them; valley tells what the last one
// was.
func turnings(values []float64) (n int, low, high float64, valley bool) {
	last, rising := math.NaN(), 0
	for _, v := range values {
		switch {
		case math.IsNaN(v) || math.IsInf(v, 0):
			last, rising = math.NaN(), 0
			continue
		case v == last || math.IsNaN(last):
			last = v
			continue
		}
		now := 1
		if v < last {
			now = -1
		}
		if rising != 0 && now != rising {
			if n == 0 {
				low, high = last, last
			}
			n++
			low, high, valley = min(low, last), max(high, last), now > 0
		}
		last, rising = v, now
	}
	return n, low, high, valley
}

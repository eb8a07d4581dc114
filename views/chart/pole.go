package chart

import (
	"math"
	"slices"
)

// worthSeeingOf is what is worth seeing of a function, given its values at even
// distances over a range. A function with poles is shown as one that only rises
// or falls: how high the nearest of its values stand beside a pole is chance.
func worthSeeingOf(f func(float64) float64, x Range, values, scratch []float64) (r Range, sorted []float64) {
	r, sorted = worthSeeing(values, scratch)
	if len(sorted) == 0 || !hasPole(f, x, values, sorted) {
		return r, sorted
	}
	at := func(share float64) float64 { return sorted[int(share*float64(len(sorted)-1))] }
	spread := float64(3 * (at(0.75) - at(0.25)))
	return Range{max(at(0.25)-spread, sorted[0]), min(at(0.75)+spread, sorted[len(sorted)-1])}, sorted
}

// hasPole reports whether the function grows without end beside one of its
// values that stands out from its neighbours.
func hasPole(f func(float64) float64, x Range, values, sorted []float64) bool {
	median, n := sorted[len(sorted)/2], float64(len(values)-1)
	usual := 3 * (sorted[len(sorted)*3/4] - sorted[len(sorted)/4])
	size := func(i int) float64 {
		if i < 0 || i >= len(values) || math.IsNaN(values[i]) {
			return 0
		}
		return math.Abs(values[i] - median)
	}
	place := func(i int) float64 { return x.Min + float64((x.Max-x.Min)*(float64(i)/n)) }
	for i := range values {
		if v := size(i); v > usual && v >= size(i-1) && v >= size(i+1) && grows(f, place(i-1), place(i+1), v) {
			return true
		}
	}
	return false
}

// grows reports whether a function becomes twenty times as large between a and b
// as v, if one looks closer and closer to where it is largest.
func grows(f func(float64) float64, a, b, v float64) bool {
	const parts, rounds, times = 8, 6, 20
	for range rounds {
		var sizes [parts + 1]float64
		for k := range sizes {
			size := math.Abs(f(a + float64((b-a)*(float64(k)/parts))))
			if math.IsInf(size, 0) || size > times*v {
				return true
			}
			if !math.IsNaN(size) {
				sizes[k] = size
			}
		}
		top := slices.Index(sizes[:], slices.Max(sizes[:]))
		a, b = a+float64((b-a)*(float64(max(top-1, 0))/parts)), a+float64((b-a)*(float64(min(top+1, parts))/parts))
	}
	return false
}

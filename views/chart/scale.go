package chart

import "math"

// Scale maps values to shares of an axis, 0 at Min and 1 at Max, evenly or by
// their logarithm.
type Scale struct {
	Min, Max float64 // finite, Min ≤ Max, both above 0 where Log is set
	Log      bool
	Degrees  bool // of an angle: ticks stand at parts of a whole turn
}

// Map is the value's share of the axis: between 0 and 1 within it, beyond
// outside. It is NaN for what has no place: NaN, the infinities, and on a
// logarithmic scale 0 and below. Where Min equals Max it is one half.
func (s Scale) Map(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) || s.Log && v <= 0 {
		return math.NaN()
	}
	lo, hi := s.Min, s.Max
	if s.Log {
		v, lo, hi = log10(v), log10(lo), log10(hi)
	}
	if math.IsInf(hi-lo, 0) || math.IsInf(v-lo, 0) {
		v, lo, hi = v/4, lo/4, hi/4
	}
	if hi == lo {
		return 0.5
	}
	return (v - lo) / (hi - lo)
}

// Value is the inverse of Map.
func (s Scale) Value(share float64) float64 {
	if s.Log {
		lo, hi := log10(s.Min), log10(s.Max)
		return math.Pow(10, lo+float64(share*(hi-lo)))
	}
	if math.IsInf(s.Max-s.Min, 0) {
		return float64((1-share)*s.Min) + float64(share*s.Max)
	}
	return s.Min + float64(share*(s.Max-s.Min))
}

// Nice is the scale rounded outwards to the ticks that it would have about n
// of; on a logarithmic scale to whole decades, or to 1, 2 or 5 times one where
// the range is short.
func (s Scale) Nice(n int) Scale {
	nice := s
	if s.Log {
		lo, hi := math.Floor(log10(s.Min)), math.Ceil(log10(s.Max))
		if nice.Min, nice.Max = math.Pow10(int(lo)), math.Pow10(int(hi)); hi-lo <= 2 {
			nice.Min, nice.Max = below125(s.Min), above125(s.Max)
		}
	} else if step := s.step(n); step.m > 0 {
		nice.Min = min(step.at(math.Floor(step.in(s.Min)+epsilon)), s.Min)
		nice.Max = max(step.at(math.Ceil(step.in(s.Max)-epsilon)), s.Max)
	}
	if math.IsInf(nice.Max, 0) || math.IsInf(nice.Min, 0) || s.Log && nice.Min == 0 {
		return s // there is no rounder number beyond
	}
	return nice
}

// epsilon is the part of a step that rounding may have added or taken.
const epsilon = 1e-9

// log10 is the decimal logarithm, exact for the powers of ten that a float64
// can only come near to.
func log10(v float64) float64 {
	l := math.Log10(v)
	if r := math.Round(l); math.Abs(l-r) < 1e-12*max(1, math.Abs(r)) {
		return r
	}
	return l
}

// below125 is the largest of 1, 2 or 5 times a power of ten that is not above v.
func below125(v float64) float64 {
	e := int(math.Floor(log10(v)))
	for _, m := range [...]float64{5, 2} {
		if t := times10(m, e); t <= v {
			return t
		}
	}
	return math.Pow10(e)
}

// above125 is the smallest of 1, 2 or 5 times a power of ten that is not below v.
func above125(v float64) float64 {
	e := int(math.Floor(log10(v)))
	for _, m := range [...]float64{1, 2, 5} {
		if t := times10(m, e); t >= v {
			return t
		}
	}
	return math.Pow10(e + 1)
}

// times10 is m·10ᵉ, rounded once.
func times10(m float64, e int) float64 {
	if e < 0 && e >= -22 {
		return m / math.Pow10(-e) // both exact
	}
	return m * math.Pow10(e)
}

// fitter finds the scale that just holds the values that have a place on it; ok
// is false while there are none.
type fitter struct {
	lo, hi float64
	log    bool
	ok     bool
}

func (f *fitter) add(v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) || f.log && v <= 0 {
		return
	}
	if !f.ok {
		f.lo, f.hi, f.ok = v, v, true
		return
	}
	f.lo, f.hi = min(f.lo, v), max(f.hi, v)
}

// scale is the scale that just holds what was added; what has a single value
// gets room on both sides.
func (f *fitter) scale() Scale {
	s := Scale{Min: f.lo, Max: f.hi, Log: f.log}
	switch {
	case !f.ok:
		return Scale{Min: 1, Max: 10, Log: f.log}
	case f.lo < f.hi:
	case f.log:
		s.Min, s.Max = max(f.lo/3, math.SmallestNonzeroFloat64), min(f.hi*3, math.MaxFloat64)
	case f.lo == 0:
		s.Min, s.Max = -1, 1
	default:
		half := math.Abs(f.lo) / 2
		s.Min, s.Max = f.lo-half, min(f.hi+half, math.MaxFloat64)
	}
	return s
}

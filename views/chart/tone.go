package chart

import (
	"math"
	"slices"
)

// tone takes the values of a surface to shares of a colour scale: evenly, or,
// where most of them would come to lie at one end, evenly about mid and by the
// logarithm of the distance from it farther away. Values beyond lo and hi, which
// are few and far, count as these.
type tone struct {
	lo, hi      float64
	mid, unit   float64 // unit is 0 for an even scale
	from, reach float64 // of bent(lo), and bent(hi) − bent(lo)
}

// What a tone is made by.
const (
	toneTail  = 0.02 // of the values at each end, from which it is told what is far
	toneFar   = 3    // times what lies between these tails, beyond them, is too far
	toneLeast = 0.25 // the share of the median from which a scale stays even
	toneAim   = 0.42 // the share it gets where the scale does not
	toneHeavy = 12   // times between the quartiles: both tails are long
)

// newTone looks at the finite values of a surface, which it sorts; ok is false
// where there are none.
func newTone(values []float64) (t tone, ok bool) {
	if len(values) == 0 {
		return tone{}, false
	}
	slices.Sort(values)
	at := func(share float64) float64 { return values[int(share*float64(len(values)-1))] }
	low, high := at(toneTail), at(1-toneTail)
	far := min(toneFar*(high-low), math.MaxFloat64/4)
	t.lo, t.hi = max(values[0], low-far), min(values[len(values)-1], high+far)
	if t.lo >= t.hi || math.IsInf(t.hi-t.lo, 0) {
		t.lo, t.hi = values[0], values[len(values)-1]
	}
	median := min(max(at(0.5), t.lo), t.hi)
	share := (median - t.lo) / (t.hi - t.lo)
	quartiles := at(0.75) - at(0.25)
	switch {
	case !(t.hi > t.lo) || math.IsInf(t.hi-t.lo, 0):
	case share < toneLeast:
		t.bend(t.lo, median, toneAim)
	case share > 1-toneLeast:
		t.bend(t.hi, median, 1-toneAim)
	case quartiles > 0 && high-low > toneHeavy*quartiles:
		t.mid, t.unit = median, quartiles/2
	}
	t.from = t.bent(t.lo)
	t.reach = t.bent(t.hi) - t.from
	return t, true
}

// bend finds the unit with which the median comes to lie at a share.
func (t *tone) bend(mid, median, aim float64) {
	t.mid = mid
	least, most := -9.0, 0.0 // of the range, as powers of ten
	for range 30 {
		middle := (least + most) / 2
		t.unit = (t.hi - t.lo) * math.Pow(10, middle)
		share := (t.bent(median) - t.bent(t.lo)) / (t.bent(t.hi) - t.bent(t.lo))
		if (share < aim) == (mid == t.lo) {
			most = middle
		} else {
			least = middle
		}
	}
}

func (t *tone) bent(v float64) float64 {
	if t.unit == 0 {
		return v
	}
	return math.Asinh((v - t.mid) / t.unit)
}

// share is where a value lies on the scale, from 0 to 1; NaN for what is not
// finite. A surface of one value lies in the middle.
func (t *tone) share(v float64) float64 {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return math.NaN()
	case !(t.reach > 0) || math.IsInf(t.reach, 0):
		return 0.5
	}
	return (t.bent(min(max(v, t.lo), t.hi)) - t.from) / t.reach
}

// value is the inverse of share.
func (t *tone) value(share float64) float64 {
	v := t.from + float64(share*t.reach)
	if t.unit == 0 {
		return v
	}
	return t.mid + float64(t.unit*math.Sinh(v))
}

// appendLevels appends values worth a contour, rising, about n of them: evenly
// far apart on the scale, each as round as its distance from the next allows.
func (t *tone) appendLevels(dst []float64, n int) []float64 {
	if !(t.reach > 0) || math.IsInf(t.reach, 0) {
		return dst
	}
	if t.unit == 0 {
		dst = Scale{Min: t.lo, Max: t.hi}.AppendTicks(dst, n)
		return slices.DeleteFunc(dst, func(v float64) bool { return v <= t.lo || v >= t.hi })
	}
	part := 1 / float64(n+1)
	for i := 1; i <= n; i++ {
		share := float64(i) * part
		v := t.value(share)
		unit := below125((t.value(share+part/2) - t.value(share-part/2)) / 2)
		v = unit * math.Round(v/unit)
		// Ten figures take off what the multiplication added.
		v = math.Round(v/unit*1e3) / 1e3 * unit
		if v > t.lo && v < t.hi && (len(dst) == 0 || v > dst[len(dst)-1]) {
			dst = append(dst, v)
		}
	}
	return dst
}

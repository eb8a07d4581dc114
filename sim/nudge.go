package sim

import (
	"math"
	"slices"
	"strconv"
)

// Nudge returns the value one notch up (by > 0) or down (by < 0), as the keys
// + and − and the mouse wheel change it, or v itself at the end of the range
// and for kinds that have no order.
//
// A number moves to the next notch of its range. In a log range the notches
// are 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 of each decade, of which whole
// numbers use the whole ones; from 0, where the range holds it, they begin a
// millionth of Max away. In an even range they are the multiples of Step, or
// else 1 for whole numbers and a fiftieth of the range rounded to 1, 2 or 5
// for the others. The ends of the range are notches too.
//
// Every entry of a list of numbers moves; a list of whole numbers grows by its
// last entry or loses it. Where names are accepted beside free text, the names
// are gone through, round and round.
func (p *Param) Nudge(v Value, by int) Value {
	if by == 0 {
		return v
	}
	switch p.Kind {
	case Number, Whole, Numbers:
		out := make([]float64, len(v.nums))
		for i, n := range v.nums {
			out[i] = p.notch(n, by > 0)
		}
		return p.or(v, formatNumbers(out))
	case Choice, File, Formula, Text:
		return p.nudgeChoice(v, p.Choices, by > 0)
	case YesNo:
		return p.nudgeChoice(v, []string{no, yes}, by > 0)
	case Wholes:
		return p.nudgeLength(v, by > 0)
	case Choices, Texts:
	}
	return v
}

// notch returns the notch next to n, above or below it.
func (p *Param) notch(n float64, up bool) float64 {
	if p.Log {
		n = p.logNotch(n, up)
	} else {
		n = evenNotch(n, p.evenStep(), up)
	}
	return min(max(n, p.Min), p.Max)
}

// logNotch returns the next notch of a log range, not held to its ends.
func (p *Param) logNotch(n float64, up bool) float64 {
	floor := p.logFloor()
	if n < floor {
		if up {
			return floor
		}
		return p.Min
	}
	n = nextLogNotch(n, up)
	for p.Kind.whole() && n > 1 && n != math.Trunc(n) {
		n = nextLogNotch(n, up)
	}
	if n < floor {
		return p.Min
	}
	return n
}

// logFloor returns the smallest positive notch of a log range.
func (p *Param) logFloor() float64 {
	switch {
	case p.Min > 0:
		return p.Min
	case p.Kind.whole():
		return 1
	}
	return nextLogNotch(p.Max*(1e-6-1e-12), true)
}

// nextLogNotch returns the number next to the positive n whose first digits
// are one of the ten that split a decade.
func nextLogNotch(n float64, up bool) float64 {
	exp := int(math.Floor(math.Log10(n)))
	// A decade to either side, for the neighbours and for what rounding does
	// to the logarithm.
	var notches []float64
	for e := exp - 1; e <= exp+1; e++ {
		for _, digits := range [...]string{"1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8"} {
			if x, err := strconv.ParseFloat(digits+"e"+strconv.Itoa(e), 64); err == nil {
				notches = append(notches, x)
			}
		}
	}
	return next(n, notches, up)
}

// next returns the one of the ascending notches that is next to n, or n where
// there is none.
func next(n float64, notches []float64, up bool) float64 {
	if up {
		for _, x := range notches {
			if x > n {
				return x
			}
		}
		return n
	}
	for _, x := range slices.Backward(notches) {
		if x < n {
			return x
		}
	}
	return n
}

// evenStep returns the distance between the notches of an even range.
func (p *Param) evenStep() float64 {
	switch {
	case p.Step > 0:
		return p.Step
	case p.Kind.whole():
		return 1
	}
	return niceStep((p.Max - p.Min) / 50)
}

// evenNotch returns the multiple of step next to n.
func evenNotch(n, step float64, up bool) float64 {
	var notches []float64
	for k := math.Round(n/step) - 2; len(notches) < 5; k++ {
		// Fifteen digits keep 3 · 0.1 from becoming 0.30000000000000004.
		x, err := strconv.ParseFloat(strconv.FormatFloat(k*step, 'g', 15, 64), 64)
		if err != nil {
			return n
		}
		notches = append(notches, x)
	}
	return next(n, notches, up)
}

// niceStep rounds a positive step to 1, 2 or 5 times a power of ten.
func niceStep(x float64) float64 {
	if !(x > 0) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(x)))
	switch m := x / power; {
	case m < 1.5:
		return power
	case m < 3.5:
		return 2 * power
	case m < 7.5:
		return 5 * power
	}
	return 10 * power
}

// nudgeChoice goes round the choices; a value that is none of them (the path
// of a file) is left for the first or the last.
func (p *Param) nudgeChoice(v Value, choices []string, up bool) Value {
	if len(choices) == 0 {
		return v
	}
	at := slices.Index(choices, v.text)
	switch {
	case up:
		at = (at + 1) % len(choices)
	case at <= 0:
		at = len(choices) - 1
	default:
		at--
	}
	return p.or(v, choices[at])
}

func (p *Param) nudgeLength(v Value, up bool) Value {
	nums := slices.Clone(v.nums)
	switch {
	case up && len(nums) == 0:
		nums = append(nums, max(p.Min, 1))
	case up:
		nums = append(nums, nums[len(nums)-1])
	case len(nums) > 0:
		nums = nums[:len(nums)-1]
	}
	return p.or(v, formatNumbers(nums))
}

// or returns the value of the text, or v where the parameter refuses it.
func (p *Param) or(v Value, text string) Value {
	next, err := p.Parse(text)
	if err != nil {
		return v
	}
	return next
}

// Fraction returns where the value stands in its range, 0 at Min and 1 at Max,
// and false for kinds that have no range.
func (p *Param) Fraction(v Value) (float64, bool) {
	if p.Kind != Number && p.Kind != Whole && (p.Kind != Numbers || len(v.nums) != 1) {
		return 0, false
	}
	n, lo, hi := v.nums[0], p.Min, p.Max
	if p.Log {
		lo = p.logFloor()
		n, lo, hi = math.Log(max(n, lo)), math.Log(lo), math.Log(hi)
	}
	if !(hi > lo) {
		return 0, false
	}
	return (n - lo) / (hi - lo), true
}

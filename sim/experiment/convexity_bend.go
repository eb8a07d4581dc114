package experiment

import (
	"math"
	"slices"
	"strconv"
)

// Bends is how a curve bends.
type Bends int8

// The ways of bending, by the sign of the second derivative.
const (
	Straight Bends = iota // 0, or so near to it that only rounding is seen
	Up                    // above 0: convex
	Down                  // below 0: concave
	Nowhere               // no value
)

// Stretch is a part of the axis in which a curve bends one way.
type Stretch struct {
	Lo, Hi float64
	Bends  Bends
}

// Kink is a place at which a curve turns at once, or is torn.
type Kink struct {
	X    float64
	Torn bool // f itself jumps
	Down bool // f′ jumps down, which no convex function does
}

// bending is how a curve bends along its axis.
type bending struct {
	stretches []Stretch
	kinks     []Kink
	tears     []float64 // where f″ jumps
}

// down reports whether something of it is impossible for a convex function: a
// part that bends down, a kink that turns down, or a tear.
func (b *bending) down() bool {
	return slices.ContainsFunc(b.stretches, func(s Stretch) bool { return s.Bends == Down }) ||
		slices.ContainsFunc(b.kinks, func(k Kink) bool { return k.Down || k.Torn })
}

// bendCells is how many equal cells an axis is divided into to see how a curve
// bends. Of two changes within one cell none is seen.
const bendCells = 256

// newBending looks at a curve between lo and hi.
func newBending(p *probe, lo, hi float64) bending {
	var b bending
	cell := (hi - lo) / bendCells
	border := func(i int) float64 { return lo + float64((hi-lo)*(float64(i)/bendCells)) }
	// A network of tanh is smooth, and many formulas are.
	smooth := p.line != nil || p.formula.Smooth()
	if !smooth {
		b.kinks = kinksOf(p, border)
	}
	middle := func(i int) float64 { return border(i) + float64(cell/2) }
	seconds := make([]float64, bendCells)
	for i := range seconds {
		_, _, seconds[i] = p.second(middle(i))
	}
	if !smooth {
		b.tears = tearsOf(p, seconds, middle)
	}
	noise := noiseOf(seconds, p)
	way := func(second float64) Bends {
		switch {
		case !finite(second):
			return Nowhere
		case math.Abs(second) <= noise:
			return Straight
		case second > 0:
			return Up
		}
		return Down
	}
	now := Stretch{Lo: lo, Bends: way(seconds[0])}
	last := bow{middle(0), seconds[0]}
	for i, second := range seconds {
		here := bow{middle(i), second}
		if next := way(second); next != now.Bends {
			now.Hi = b.change(p, last, here, way)
			b.stretches = append(b.stretches, now)
			now = Stretch{Lo: now.Hi, Bends: next}
		}
		last = here
	}
	now.Hi = hi
	b.stretches = append(b.stretches, now)
	return b
}

// noiseOf is below what a second derivative is taken for 0: a share of its usual
// size, more of one that is made of differences.
func noiseOf(seconds []float64, p *probe) float64 {
	var sizes []float64
	for _, s := range seconds {
		if finite(s) {
			sizes = append(sizes, math.Abs(s))
		}
	}
	if len(sizes) == 0 {
		return 0
	}
	slices.Sort(sizes)
	share := 1e-12
	if p.line != nil {
		share = 1e-5
	}
	return float64(share * sizes[len(sizes)/2])
}

// plainly returns a number without the digits that bisection does not know.
func plainly(x float64) float64 {
	short, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 9, 64), 64)
	if err != nil {
		return x
	}
	return short + 0 // no minus before a zero
}

// tearsOf finds where f″ jumps between the places at which it was taken: where
// it changes by much from one to the next, and still does once the cell between
// them was halved 32 times around the change.
func tearsOf(p *probe, seconds []float64, at func(int) float64) []float64 {
	const much = 0.05 // of all that it changes
	low, high := math.Inf(1), math.Inf(-1)
	for _, s := range seconds {
		if finite(s) {
			low, high = min(low, s), max(high, s)
		}
	}
	var tears []float64
	for i := 1; i < len(seconds); i++ {
		change := math.Abs(seconds[i] - seconds[i-1])
		if !(change > float64(much*(high-low))) {
			continue
		}
		if x, torn := tearWithin(p, bow{at(i - 1), seconds[i-1]}, bow{at(i), seconds[i]}); torn {
			tears = append(tears, plainly(x))
		}
	}
	return tears
}

// tearWithin follows the change of f″ between two places. That of a smooth curve
// is gone after a halving or two.
func tearWithin(p *probe, left, right bow) (x float64, torn bool) {
	least := 0.4 * math.Abs(right.second-left.second)
	for range halvings {
		m := bow{x: left.x + float64((right.x-left.x)/2)}
		_, _, m.second = p.second(m.x)
		if math.Abs(m.second-left.second) >= math.Abs(right.second-m.second) {
			right = m
		} else {
			left = m
		}
		if !(math.Abs(right.second-left.second) > least) {
			return 0, false
		}
	}
	return left.x, true
}

// spot is a curve at one place.
type spot struct{ x, f, slope, second float64 }

func spotAt(p *probe, x float64) spot {
	s := spot{x: x}
	s.f, s.slope, s.second = p.second(x)
	return s
}

func (s spot) finite() bool { return finite(s.f) && finite(s.slope) && finite(s.second) }

// jumps returns how much more f and f′ change from a to b than their
// derivatives at both ends tell.
func jumps(a, b spot) (f, slope float64) {
	half := float64((b.x - a.x) / 2)
	f = b.f - a.f - float64(half*(a.slope+b.slope))
	slope = b.slope - a.slope - float64(half*(a.second+b.second))
	return f, slope
}

// kinksOf finds the kinks in the cells with these borders and on the borders.
func kinksOf(p *probe, border func(int) float64) []Kink {
	var kinks []Kink
	before, a := spot{f: math.NaN()}, spotAt(p, border(0))
	for i := range bendCells {
		b := spotAt(p, border(i+1))
		switch {
		case a.finite() && b.finite():
			kinks = appendKink(kinks, p, a, b)
		case before.finite() && !a.finite() && b.finite():
			// A pole or a cusp right on a border.
			kinks = append(kinks, Kink{X: plainly(a.x), Torn: !finite(a.f), Down: b.slope < before.slope})
		}
		before, a = a, b
	}
	return kinks
}

// appendKink adds the kink in a cell, if there is one: where f or f′ still jumps
// as much after the cell was halved 32 times around the jump.
func appendKink(kinks []Kink, p *probe, a, b spot) []Kink {
	size := math.Abs(a.f) + math.Abs(b.f) + float64((math.Abs(a.slope)+math.Abs(b.slope))*(b.x-a.x))
	f, slope := jumps(a, b)
	torn := math.Abs(f) > float64(1e-6*size) && persists(p, a, b, f, jumpOfValue)
	bent := math.Abs(slope) > float64(1e-6*(math.Abs(a.slope)+math.Abs(b.slope))) && persists(p, a, b, slope, jumpOfSlope)
	if !torn && !bent {
		return kinks
	}
	x := locate(p, a, b, torn)
	if n := len(kinks); n > 0 && x-kinks[n-1].X <= float64(1e-9*(1+math.Abs(x))) {
		return kinks // on the border of two cells
	}
	return append(kinks, Kink{X: x, Torn: torn, Down: slope < 0})
}

func jumpOfValue(f, _ float64) float64 { return f }

func jumpOfSlope(_, slope float64) float64 { return slope }

const halvings = 32

// persists reports whether a jump is still there once the cell around it is
// next to nothing. That of a smooth curve is gone after a halving or two.
func persists(p *probe, a, b spot, jump float64, which func(f, slope float64) float64) bool {
	for range halvings {
		var ok bool
		if a, b, ok = narrow(p, a, b, which); !ok {
			return true // no value right at it: torn by a pole
		}
		if !(math.Abs(which(jumps(a, b))) > float64(0.4*math.Abs(jump))) {
			return false
		}
	}
	return true
}

// narrow returns the half of a cell that holds more of a jump.
func narrow(p *probe, a, b spot, which func(f, slope float64) float64) (left, right spot, ok bool) {
	m := spotAt(p, a.x+float64((b.x-a.x)/2))
	if !m.finite() {
		return a, b, false
	}
	if math.Abs(which(jumps(a, m))) >= math.Abs(which(jumps(m, b))) {
		return a, m, true
	}
	return m, b, true
}

// locate returns where in a cell the jump is.
func locate(p *probe, a, b spot, torn bool) float64 {
	which := jumpOfSlope
	if torn {
		which = jumpOfValue
	}
	for range halvings {
		var ok bool
		if a, b, ok = narrow(p, a, b, which); !ok {
			break
		}
	}
	return plainly((a.x + b.x) / 2)
}

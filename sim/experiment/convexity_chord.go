package experiment

import (
	"math"
	"slices"
)

// Parts is how many equal steps t takes from 0 to 1.
const Parts = 20

// rounding is what the curve may be above the chord, as a share of the values
// compared, and still count as on it: no more than their last few digits of 16.
const rounding = 1e-12

// Chord is the straight line between the points of a curve at A and B, with
// the values of the curve at t = k/[Parts] in between.
type Chord struct {
	A, B   float64
	FA, FB float64

	curve [Parts + 1]float64
	at    int // the k under test
}

func newChord(p *probe, a, b float64) Chord {
	c := Chord{A: a, B: b, FA: p.at(a), FB: p.at(b)}
	for k := range c.curve {
		c.curve[k] = p.at(c.X(k))
	}
	return c
}

// K returns which k is under test, and T the t that it stands for.
func (c *Chord) K() int { return c.at }

// T returns the t under test.
func (c *Chord) T() float64 { return float64(c.at) / Parts }

// X returns t·a + (1−t)·b for t = k/[Parts], without the rounding of t.
func (c *Chord) X(k int) float64 {
	switch k {
	case 0:
		return c.B
	case Parts:
		return c.A
	}
	return (float64(float64(k)*c.A) + float64(float64(Parts-k)*c.B)) / Parts
}

// Line returns the chord above X(k): t·f(a) + (1−t)·f(b).
func (c *Chord) Line(k int) float64 { return between(float64(k)/Parts, c.FA, c.FB) }

// Curve returns f at X(k).
func (c *Chord) Curve(k int) float64 { return c.curve[k] }

// Gap returns how far the curve is above the chord at X(k), below it if negative.
func (c *Chord) Gap(k int) float64 { return c.Curve(k) - c.Line(k) }

// Cut reports whether the curve is above the chord at X(k) by more than
// rounding, taken as 1e-12 of the values compared. Where one of them is not
// finite there is nothing to compare.
func (c *Chord) Cut(k int) bool {
	size := math.Abs(c.FA) + math.Abs(c.FB) + math.Abs(c.curve[k])
	return finite(size) && c.Gap(k) > float64(rounding*size)
}

// comparable reports whether there is a t between the ends at which curve and
// chord both have a value.
func (c *Chord) comparable() bool {
	return finite(c.FA) && finite(c.FB) && slices.ContainsFunc(c.curve[1:Parts], finite)
}

// Cuts returns at how many t the curve is above the chord.
func (c *Chord) Cuts() int {
	n := 0
	for k := range c.curve {
		if c.Cut(k) {
			n++
		}
	}
	return n
}

// worst returns the k at which the curve is highest above the chord, the middle
// if it is so nowhere.
func (c *Chord) worst() int {
	best := Parts / 2
	for k := range c.curve {
		if c.Cut(k) && !(c.Cut(best) && c.Gap(k) <= c.Gap(best)) {
			best = k
		}
	}
	return best
}

// Witness is a chord that is below the curve at one t: all it takes to show
// that the curve is not convex.
type Witness struct {
	A     float64 `json:"a"`
	B     float64 `json:"b"`
	T     float64 `json:"t"`
	Point float64 `json:"point"` // t·a + (1−t)·b
	Curve float64 `json:"curve"` // f there
	Chord float64 `json:"chord"` // t·f(a) + (1−t)·f(b)
	Gap   float64 `json:"gap"`   // Curve − Chord

	k int // of T
}

func (c *Chord) witness() Witness {
	k := c.at
	return Witness{A: c.A, B: c.B, T: c.T(), Point: c.X(k), Curve: c.Curve(k), Chord: c.Line(k), Gap: c.Gap(k), k: k}
}

// between returns t·u + (1−t)·v, which is u or v itself at the ends.
func between(t, u, v float64) float64 {
	switch t {
	case 0:
		return v
	case 1:
		return u
	}
	return float64(t*u) + float64((1-t)*v)
}

// chordGrid is the points that the chords of the whole range are tested between:
// the multiples of a step.
type chordGrid struct {
	step        float64 // 1, 2 or 5 times a power of ten
	first, last int
}

// gridSteps is about how many steps a range is divided into.
const gridSteps = 20

// newChordGrid returns the grid of what is within lo and hi.
func newChordGrid(lo, hi float64) chordGrid {
	unit := (hi - lo) / gridSteps
	power := math.Pow10(int(math.Floor(math.Log10(unit))))
	g := chordGrid{step: power}
	for _, m := range [...]float64{1, 2, 5, 10} {
		g.step = float64(m * power)
		if unit <= g.step*math.Sqrt2 {
			break
		}
	}
	// A hair beyond, so that 1/0.05 = 19.999… is 20.
	const hair = 1e-9
	g.first, g.last = int(math.Ceil(lo/g.step-hair)), int(math.Floor(hi/g.step+hair))
	return g
}

func (g chordGrid) size() int { return g.last - g.first + 1 }

func (g chordGrid) pairs() int { return g.size() * (g.size() - 1) / 2 }

// at returns point i, the nearest number to the multiple of the step.
func (g chordGrid) at(i int) float64 {
	n := float64(g.first + i)
	if g.step < 1 {
		return n / math.Round(1/g.step)
	}
	return n * g.step
}

// pair returns the points of pair n: those farthest apart first.
func (g chordGrid) pair(n int) (i, j int) {
	for apart := g.size() - 1; apart > 0; apart-- {
		if many := g.size() - apart; n >= many {
			n -= many
			continue
		}
		return n, n + apart
	}
	return 0, 0
}

package chart

import (
	"math"
	"slices"

	"github.com/NimbleMarkets/ntcharts/v2/canvas/runes"
)

// Dots in a cell of a braille grid.
const (
	dotsAcross = 2
	dotsDown   = 4
)

// trace turns one curve into dots. A column of dots holds one run of rows,
// from the highest to the lowest that the curve reaches in it, so that a spike
// among more samples than dots is kept.
type trace struct {
	w, h  int // cells
	runs  []run
	dash  dash
	drawn []run // what patterns shows
	pen   pen

	patterns [][]rune // of each row of cells, none before there are dots
	memory   []rune   // of the patterns
}

// run is the rows of dots from top to bottom, counted from above; none where
// bottom is above top.
type run struct{ top, bottom int32 }

func noRun() run { return run{math.MaxInt32, -1} }

// pen is where the trace stands: the samples of the present column, and the
// last sample before them.
type pen struct {
	open                  bool // there is a present column
	column                int
	enter, leave          float64 // the x of its first and last sample, in dots
	first, last, low, top float64 // the values of its samples
	cut                   bool    // a pole in this column: what follows in it is not drawn
	joined                bool    // there is a last sample
	x, height             float64 // where it stands, in dots
}

// begin empties the trace for a curve over w×h cells.
func (t *trace) begin(w, h int, d dash) {
	if w != t.w || h != t.h || t.dash != d {
		t.patterns, t.drawn = t.patterns[:0], t.drawn[:0]
	}
	t.w, t.h, t.dash, t.pen = w, h, d, pen{}
	t.runs = slices.Grow(t.runs[:0], w*dotsAcross)[:w*dotsAcross]
	for i := range t.runs {
		t.runs[i] = noRun()
	}
}

// sample leads the curve on to the value y at x, which is in dots. A value
// without a place on the scale interrupts the curve.
func (t *trace) sample(x, y float64, scale Scale) {
	if math.IsNaN(x) || math.IsNaN(y) || math.IsInf(y, 0) || scale.Log && y <= 0 {
		t.lift(scale)
		return
	}
	x = min(max(x, -farAway), farAway)
	p := &t.pen
	if column := int(math.Round(x)); !p.open || column != p.column {
		t.flush(scale)
		*p = pen{
			open: true, column: column, enter: x, leave: x, first: y, last: y, low: y, top: y,
			joined: p.joined, x: p.x, height: p.height,
		}
		return
	}
	if p.cut = p.cut || p.last < scale.Min && y > scale.Max || p.last > scale.Max && y < scale.Min; p.cut {
		return
	}
	p.leave, p.last, p.low, p.top = x, y, min(p.low, y), max(p.top, y)
}

// lift ends the curve; the next sample begins another.
func (t *trace) lift(scale Scale) {
	t.flush(scale)
	t.pen.joined = false
}

// farAway is far beyond any edge, in dots.
const farAway = 1e6

// height is where a value stands, in dots above the lowest.
func (t *trace) height(y float64, scale Scale) float64 {
	return min(max(scale.Map(y)*float64(t.h*dotsDown-1), -farAway), farAway)
}

// flush sets the present column and the way to it.
func (t *trace) flush(scale Scale) {
	p := &t.pen
	if !p.open {
		return
	}
	if p.joined {
		t.join(p.x, p.height, p.enter, t.height(p.first, scale))
	}
	t.fill(p.column, t.height(p.low, scale), t.height(p.top, scale))
	p.open, p.joined, p.x, p.height = false, !p.cut, p.leave, t.height(p.last, scale)
}

// join sets a straight line between two points in dots: in each column the
// nearest dot, and where the line is steep those above and below, half way to
// each neighbour. From beyond one edge to beyond the opposite one, as at a
// pole, there is no line.
func (t *trace) join(x0, y0, x1, y1 float64) {
	top := float64(t.h*dotsDown - 1)
	if y0 < 0 && y1 > top || y1 < 0 && y0 > top {
		return
	}
	if x1 < x0 {
		x0, y0, x1, y1 = x1, y1, x0, y0
	}
	first, last := int(math.Round(x0)), int(math.Round(x1))
	at := func(column int) float64 {
		switch column {
		case first:
			return math.Round(y0)
		case last:
			return math.Round(y1)
		}
		return math.Round(y0 + float64((y1-y0)*((float64(column)-x0)/(x1-x0))))
	}
	for column := max(first+1, 0); column <= min(last, len(t.runs)); column++ {
		before, here := at(column-1), at(column)
		half := math.Trunc((here - before) / 2)
		t.fill(column-1, before, before+half)
		t.fill(column, before+half+sign(here-before-half), here)
	}
}

func sign(v float64) float64 {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	default:
		return 0
	}
}

// fill sets the dots of a column between two heights.
func (t *trace) fill(column int, from, to float64) {
	top := float64(t.h*dotsDown - 1)
	low, high := math.Round(min(from, to)), math.Round(max(from, to))
	if column < 0 || column >= len(t.runs) || !(high >= 0 && low <= top) {
		return
	}
	r := &t.runs[column]
	r.top = min(r.top, int32(top-min(high, top)))
	r.bottom = max(r.bottom, int32(top-max(low, 0)))
}

// cells are the curve's braille patterns, by rows of cells. They are made anew
// only where a dot has changed since they were made.
func (t *trace) cells(scale Scale) [][]rune {
	t.flush(scale)
	if len(t.patterns) > 0 && slices.Equal(t.runs, t.drawn) {
		return t.patterns
	}
	t.clear()
	for x, r := range t.runs {
		for y := r.top; y <= r.bottom; y++ {
			if t.dash.shows(x, int(y), r) {
				t.patterns[y/dotsDown][x/dotsAcross] |= rune(dotBits[y%dotsDown][x%dotsAcross])
			}
		}
	}
	t.drawn = append(t.drawn[:0], t.runs...)
	return t.patterns
}

// clear makes every pattern one without dots.
func (t *trace) clear() {
	t.memory = slices.Grow(t.memory[:0], t.w*t.h)[:t.w*t.h]
	for i := range t.memory {
		t.memory[i] = runes.BrailleBlockOffset
	}
	t.patterns = t.patterns[:0]
	for y := range t.h {
		t.patterns = append(t.patterns, t.memory[y*t.w:(y+1)*t.w])
	}
}

// dash is which dots of a curve are left out, so that curves differ without
// colour too. The zero value leaves out none.
type dash uint8

const (
	solid dash = iota
	dashed
	dotted
	dashDotted
	dashes
)

// shows reports whether a dot of a column's run is set. Level parts of a curve
// are broken along x, steep ones along y: no slope falls wholly into a gap.
func (d dash) shows(x, y int, r run) bool {
	at := x
	if r.bottom-r.top > 2 {
		at = y
	}
	switch d {
	case dashed:
		return at%7 < 4
	case dotted:
		return at%2 == 0
	case dashDotted:
		return at%8 < 4 || at%8 == 6
	default:
		return true
	}
}

// ink is the dots that the curves of a plot have put into its cells, so that
// those that cross share a cell.
type ink struct {
	w    int
	dots []uint8
}

func (k *ink) begin(w, h int) {
	k.w = w
	k.dots = slices.Grow(k.dots[:0], w*h)[:w*h]
	clear(k.dots)
}

func (k *ink) at(x, y int) uint8 { return k.dots[y*k.w+x] }

// add puts the dots of a braille pattern into a cell and returns all its dots.
func (k *ink) add(x, y int, pattern rune) uint8 {
	return k.set(x, y, uint8(pattern-runes.BrailleBlockOffset))
}

// set puts dots into a cell and returns all its dots.
func (k *ink) set(x, y int, dots uint8) uint8 {
	i := y*k.w + x
	k.dots[i] |= dots
	return k.dots[i]
}

package experiment

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"

	"nabla/sim"
)

// Basins is a map of starts: of each, the point where what is dropped there
// comes to rest, and in how many steps. It is worked out cell by cell, row by
// row from below, by [Basins.Work]; however the work is parted, what comes of it
// is the same. [NewRaceBasins] and [NewDescentBasins] make it.
//
// It costs as many steps as it takes the starts to come to rest, at most
// [Basins.Limit] for each: BasinColumns·BasinRows of them are some seconds' work
// where no start comes to rest, and a fraction of one where all do.
type Basins struct {
	x, y  []float64 // of the columns, from the left, and of the rows, from below
	limit int
	fate  func(x, y float64) fate
	cells []BasinCell // those that are done
	ends  []AtSpot
}

// How fine the map is.
const (
	BasinColumns = 96
	BasinRows    = 48
)

// mostEnds is how many ends are told apart while the map is made, and namedEnds
// how many of them, the first of all, have a letter.
const (
	mostEnds  = 1024
	namedEnds = 26
)

// BasinCell is what comes of one start: which of the ends it rests at, or one of
// the fates below 0, and the step at which that is known.
type BasinCell struct {
	End   int
	Steps int
}

// The fates of starts that come to none of the ends.
const (
	BasinSlow  = -1 - iota // not at rest within the limit: on its way, or for ever to and fro
	BasinGone              // it diverges
	BasinStuck             // it stays at a place that is not level
	BasinOther             // at an end beyond those with a letter
)

// fate is what comes of a start.
type fate struct {
	end   int // one of the fates below 0, or 0 for the spot
	spot  AtSpot
	steps int
	cost  int // in steps, where that is more
}

func newBasins(x, y []float64, limit int, f func(x, y float64) fate) *Basins {
	return &Basins{x: x, y: y, limit: limit, fate: f, cells: make([]BasinCell, 0, len(x)*len(y))}
}

// Work goes on with the map for about so many steps, of one cell at least, or
// until it is cancelled. It reports whether there is more to do.
func (b *Basins) Work(ctx context.Context, steps int) (more bool) {
	all := len(b.x) * len(b.y)
	for len(b.cells) < all && steps > 0 && ctx.Err() == nil {
		i := len(b.cells)
		f := b.fate(b.x[i%len(b.x)], b.y[i/len(b.x)])
		b.cells = append(b.cells, BasinCell{End: b.number(f), Steps: f.steps})
		steps -= max(f.cost, f.steps) + 1
		if len(b.cells) == all {
			b.order()
		}
	}
	return len(b.cells) < all
}

// Done returns how many of the cells are done.
func (b *Basins) Done() (cells, all int) { return len(b.cells), len(b.x) * len(b.y) }

// number returns which end a fate is, and notes one that is new.
func (b *Basins) number(f fate) int {
	if f.end < 0 {
		return f.end
	}
	near := float64(10 * nearness * max(1, math.Abs(f.spot.X), math.Abs(f.spot.Y)))
	for i := range b.ends {
		if e := &b.ends[i]; e.Place == f.spot.Place && math.Abs(e.X-f.spot.X) <= near && math.Abs(e.Y-f.spot.Y) <= near {
			return i
		}
	}
	if len(b.ends) == mostEnds {
		return BasinOther
	}
	b.ends = append(b.ends, f.spot)
	return len(b.ends) - 1
}

// order numbers the ends anew: minima first, the lowest of them first, so that
// their letters do not depend on which start came to them before others.
func (b *Basins) order() {
	before := slices.Clone(b.ends)
	slices.SortFunc(b.ends, func(p, q AtSpot) int {
		return cmp.Or(
			cmp.Compare(p.rank(), q.rank()), cmp.Compare(p.F, q.F), cmp.Compare(p.X, q.X), cmp.Compare(p.Y, q.Y),
		)
	})
	b.ends = b.ends[:min(len(b.ends), namedEnds)]
	now := make([]int, len(before))
	for i, e := range before {
		if now[i] = slices.Index(b.ends, e); now[i] < 0 {
			now[i] = BasinOther
		}
	}
	for i := range b.cells {
		if c := &b.cells[i]; c.End >= 0 {
			c.End = now[c.End]
		}
	}
}

// rank puts minima of all kinds first, then saddles, then the rest.
func (r AtSpot) rank() int { return max(int(r.Place), int(AnyMinimum)) }

// X and Y return the starts of the columns, from the left, and of the rows, from
// below. The caller must not change them.
func (b *Basins) X() []float64 { return b.x }

// Y returns those of the rows; see X.
func (b *Basins) Y() []float64 { return b.y }

// Cell returns what comes of the start of a column and a row; only what is done
// can be asked for, and letters are those of the whole map only once it is.
func (b *Basins) Cell(column, row int) BasinCell { return b.cells[row*len(b.x)+column] }

// Ends returns the points where starts come to rest, 26 at most: minima first,
// the lowest first. The caller must not change them.
func (b *Basins) Ends() []AtSpot { return b.ends }

// Limit returns after how many steps a start that is not at rest is given up.
func (b *Basins) Limit() int { return b.limit }

// BasinTally is how many of the starts share a fate, and how many steps they
// took.
type BasinTally struct {
	End, Cells   int
	Fewest, Most int
}

// Tally counts the starts by their end: those of every end, then the fates below
// 0 that there are.
func (b *Basins) Tally() []BasinTally {
	counts := make([]BasinTally, len(b.ends)-BasinOther)
	for _, c := range b.cells {
		t := &counts[c.End-BasinOther]
		if t.Cells == 0 {
			*t = BasinTally{End: c.End, Fewest: c.Steps, Most: c.Steps}
		}
		t.Cells++
		t.Fewest, t.Most = min(t.Fewest, c.Steps), max(t.Most, c.Steps)
	}
	slices.Reverse(counts[:-BasinOther])
	counts = slices.Concat(counts[-BasinOther:], counts[:-BasinOther])
	return slices.DeleteFunc(counts, func(t BasinTally) bool { return t.Cells == 0 })
}

// spread returns n starts spread evenly from lo to hi, each in the middle of its
// part and with few digits: a tenth of what is between two of them is enough.
func spread(lo, hi float64, n int) []float64 {
	values := make([]float64, n)
	part := (hi - lo) / float64(n)
	for i := range values {
		values[i] = brief(lo+float64(part*(float64(i)+0.5)), part)
	}
	return values
}

// brief rounds a value to digits that matter in steps of this size.
func brief(v, step float64) float64 {
	unit := math.Pow10(exponent(step) - 1)
	if unit == 0 || math.IsInf(v/unit, 0) {
		return v
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(math.Round(v/unit)*unit, 'g', 12, 64), 64)
	if err != nil {
		return v
	}
	return short + 0 // no −0
}

// exponent is that of a number's first digit.
func exponent(v float64) int {
	text := strconv.FormatFloat(v, 'e', 0, 64)
	for i := range text {
		if text[i] == 'e' {
			if n, err := strconv.Atoi(text[i+1:]); err == nil {
				return n
			}
		}
	}
	return 0
}

// settledFate returns what a status says of a start; ok is false while it says
// nothing for good.
func settledFate(s sim.Status) (f fate, ok bool) {
	switch s.Outcome {
	case sim.Running, sim.Zigzagging:
		return fate{}, false
	case sim.Diverged:
		return fate{end: BasinGone}, true
	case sim.Converged, sim.Stuck, sim.Stopped:
	}
	if spot, at := s.Reason.(AtSpot); at {
		return fate{spot: spot}, true
	}
	return fate{end: BasinStuck}, true
}

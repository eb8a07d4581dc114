package experiment

import (
	"context"

	"nabla/sim"
)

// What a descent works out beside its run costs about so much: a step as much as
// the formula has numbers, names and operations, and that of what is around it.
const stepOverhead = 2

// stepCost is what a step of a ball costs.
func (d *Descent) stepCost() int { return d.size + stepOverhead }

// bare returns the descent without its balls and without noise: what others may
// work with while it goes on.
func (d *Descent) bare() *Descent {
	c := *d
	c.balls, c.row, c.history = nil, nil, sim.History{}
	c.rule.noise, c.rule.seed = 0, 0
	return &c
}

// BasinUnknown stands in a strip for what has yet to be worked out.
const BasinUnknown = -2

// DescentStrip tells for starts along an axis which goal each leads to; see
// [Descent.Basin]. It is worked out part by part, every eighth start first.
type DescentStrip struct {
	descent *Descent
	starts  []float64
	rate    float64
	basins  []int // by start
	done    int
}

// stripStride is how far apart the starts of a strip are that come first.
const stripStride = 8

// Strip returns the strip of the starts for a step size, with nothing of it worked
// out.
func (d *Descent) Strip(starts []float64, rate float64) *DescentStrip {
	s := &DescentStrip{descent: d.bare(), starts: starts, rate: rate, basins: make([]int, len(starts))}
	for i := range s.basins {
		s.basins[i] = BasinUnknown
	}
	return s
}

// Work goes on for about so many operations, of one start at least, or until it is
// cancelled. It reports whether there is more to do.
func (s *DescentStrip) Work(ctx context.Context, operations int) (more bool) {
	for s.done < len(s.starts) && operations > 0 && ctx.Err() == nil {
		at := strided(s.done, len(s.starts))
		basin, steps := s.descent.basin(s.starts[at], s.rate)
		s.basins[at] = basin
		operations -= (steps + 1) * s.descent.stepCost()
		s.done++
	}
	return s.done < len(s.starts)
}

// strided returns which of n is the k-th where every eighth comes first, then those
// halfway between, until none is left.
func strided(k, n int) int {
	for stride := stripStride; stride > 0; stride /= 2 {
		first, by := stride, 2*stride
		if stride == stripStride {
			first, by = 0, stride
		}
		count := 0
		if n > first {
			count = (n - first + by - 1) / by
		}
		if k < count {
			return first + k*by
		}
		k -= count
	}
	panic("experiment: beyond the end of a strip")
}

// Share is how much is done, from 0 to 1.
func (s *DescentStrip) Share() float64 { return float64(s.done) / float64(max(len(s.starts), 1)) }

// Basins returns which goal each start leads to, −1 for none and [BasinUnknown]
// where that has yet to be worked out. The caller must not change it, nor read it
// while somebody works on the strip.
func (s *DescentStrip) Basins() []int { return s.basins }

package views

import (
	"fmt"
	"slices"

	"nabla/sim/experiment"
	"nabla/views/chart"
)

// descentStrip tells for the columns of a landscape where a start there ends.
type descentStrip struct {
	later  later[*experiment.DescentStrip]
	starts []float64
	basins []int // as far as they are known
	shown  []int
	of     stripOf
	key    string // made of it
}

// stripOf is what a strip is worked out for.
type stripOf struct {
	rate, first, last float64
	columns           int
	terms             experiment.Terms
}

// want has the strip worked out for the columns of the last frame.
func (s *descentStrip) want(d *experiment.Descent, rate float64) {
	n := len(s.starts)
	if n == 0 {
		return
	}
	if of := (stripOf{rate, s.starts[0], s.starts[n-1], n, d.Terms()}); of != s.of || s.key == "" {
		s.of, s.key = of, fmt.Sprint("strip ", of.rate, " ", of.first, " ", of.last, " ", of.columns, " ", of.terms)
	}
	s.later.want(s.key, func() *experiment.DescentStrip { return d.Strip(slices.Clone(s.starts), rate) })
	if s.later.readable() {
		s.basins = append(s.basins[:0], s.later.task.Basins()...)
	}
}

// columns returns what the chart shows of the starts. What is not known between two
// that are and have the same end is taken for the same.
func (s *descentStrip) columns(starts []float64, d *experiment.Descent, rate float64, letters []int) []int {
	s.starts = append(s.starts[:0], starts...)
	s.want(d, rate)
	s.shown = s.shown[:0]
	for _, basin := range s.basins {
		s.shown = append(s.shown, charted(basin, letters))
	}
	last := -1 // of those that are known
	for i, basin := range s.shown {
		if basin == chart.UnknownBasin {
			continue
		}
		if last >= 0 && s.shown[last] == basin {
			for between := last + 1; between < i; between++ {
				s.shown[between] = basin
			}
		}
		last = i
	}
	return s.shown
}

// charted is what the chart calls a basin.
func charted(basin int, letters []int) int {
	switch {
	case basin >= 0:
		return letters[basin]
	case basin == experiment.BasinUnknown:
		return chart.UnknownBasin
	case basin == experiment.BasinLevel:
		return chart.LevelBasin
	}
	return chart.NoBasin
}

// Rest lends what of the strip of basins is yet to be worked out; ok is false where
// it is done, or there is none.
func (v *Landscape) Rest(d LandscapeData) (rest Rest, ok bool) {
	v.strip.want(d.Descent, d.Descent.Balls()[d.Focus].Rate)
	return v.strip.later.rest()
}

// Hear takes how far the strip is that was lent, and the strip once it is done.
func (v *Landscape) Hear(share float64, done Gradual) { v.strip.later.hear(share, done) }

package chart

import (
	"nabla/screen"
	"nabla/views/theme"
)

// legend names the series of a chart: in columns of its own at the right, each
// name in the row where its curve ends or near it; where the box is too narrow
// for that in a row above; where it is too small, not at all.
type legend struct {
	right int        // columns taken at the right
	side  screen.Box // those columns, or empty
	name  int        // columns of the longest name that is shown
	rows  []int      // the row of each series
	order []int      // the series from above
}

// What a legend takes besides names, and what it leaves.
const (
	legendRight  = 2 + 2 + 1 + NumberWidth // a gap, mark and blank, blank and number
	legendTop    = 2 + 2                   // a gap, mark and blank
	legendName   = 8                       // columns of a name that may be cut
	legendLeast  = 3                       // and of one in a row above
	legendPlot   = 28                      // columns that the plot keeps
	legendHeight = 5                       // rows that a legend above takes one of
)

// place decides where the legend stands and returns what is left of the box
// for the plot with its axes.
func (g *legend) place(b screen.Box, series []Series, th *theme.Theme) screen.Box {
	*g = legend{rows: g.rows[:0], order: g.order[:0]}
	longest, all := 0, 0
	for i := range series {
		width := screen.Width(series[i].Name)
		longest, all = max(longest, width), all+width+legendTop
	}
	if longest == 0 {
		return b
	}
	// At the right it may take two fifths: more would be the plot's.
	if room := min(b.Width()-legendPlot, b.Width()*2/5) - legendRight; room >= longest {
		g.name = longest
		g.right = legendRight + g.name
		g.side = b.Sub(b.Width()-g.right+2, 0, g.right-2, b.Height())
		return b
	}
	g.name = longest
	if all > b.Width() {
		g.name = b.Width()/len(series) - legendTop
	}
	if g.name >= min(longest, legendLeast) && b.Height() >= legendHeight {
		g.drawTop(b, series, th)
		return b.Sub(0, 1, b.Width(), b.Height()-1)
	}
	return b
}

// drawTop draws the legend in the box's first row, at the right, where curves
// seldom begin; with the last values if all of them fit.
func (g *legend) drawTop(b screen.Box, series []Series, th *theme.Theme) {
	width := 0
	for i := range series {
		width += min(screen.Width(series[i].Name), g.name) + legendTop
	}
	value := 0
	if width+len(series)*(1+NumberWidth) <= b.Width() {
		value = 1 + NumberWidth
	}
	x := max(b.Width()-width-len(series)*value, -2) // the first gap may fall away
	for i := range series {
		s := &series[i]
		b.SetRune(x+2, 0, th.SeriesMark(s.Look), th.Series(s.Look))
		x += legendTop + b.TextFit(x+legendTop, 0, g.name, s.Name, th.Style(theme.Text))
		if value > 0 {
			var buf [32]byte
			b.Sub(x, 0, value, 1).TextRight(0, string(s.appendLast(buf[:0], th)), th.Series(s.Look))
			x += value
		}
	}
}

// draw draws the legend at the right, beside a plot.
func (g *legend) draw(p Plot, series []Series, th *theme.Theme) {
	if g.right == 0 {
		return
	}
	g.spread(p, series)
	for i, n := range g.order {
		s := &series[n]
		style := th.Series(s.Look)
		g.side.SetRune(0, g.rows[i], th.SeriesMark(s.Look), style)
		g.side.TextFit(2, g.rows[i], g.name, s.Name, th.Style(theme.Text))
		var buf [32]byte
		g.side.TextRight(g.rows[i], string(s.appendLast(buf[:0], th)), style)
	}
}

// spread gives each series the row in which its curve ends, the first one if
// it ends nowhere in the plot, and moves those that would share a row apart.
// Series without a row of their own are left out.
func (g *legend) spread(p Plot, series []Series) {
	height := p.box.Height()
	for n := range series {
		g.order = append(g.order, n)
		for i := n; i > 0 && series[g.order[i-1]].end(p) < series[n].end(p); i-- {
			g.order[i], g.order[i-1] = g.order[i-1], g.order[i]
		}
	}
	n := min(len(series), height)
	g.order = g.order[:n]
	for _, i := range g.order {
		g.rows = append(g.rows, p.rowAt(series[i].end(p)))
	}
	for i := 1; i < n; i++ {
		g.rows[i] = max(g.rows[i], g.rows[i-1]+1)
	}
	for i := range n {
		g.rows[i] = min(g.rows[i], height-(n-i))
	}
}

// appendLast appends the last value, nothing where there is none.
func (s *Series) appendLast(dst []byte, th *theme.Theme) []byte {
	if len(s.Y) == 0 {
		return dst
	}
	return AppendNumber(dst, s.Y[len(s.Y)-1], th)
}

// end is where in a plot's height the series ends, as a share: at the top if it
// ends nowhere in the plot.
func (s *Series) end(p Plot) float64 {
	if len(s.Y) == 0 {
		return 1
	}
	if share := p.Y.Map(s.Y[len(s.Y)-1]); share >= 0 && share <= 1 {
		return share
	}
	return 1
}

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
	top   screen.Box // the row above, or empty
	name  int        // columns of the longest name that is shown
	rows  []int      // the row of each series
	order []int      // the series from above
}

// What a legend at the right and one above take besides names.
const (
	legendRight  = 2 + 2 + 1 + NumberWidth // a gap, mark and blank, blank and number
	legendTop    = 2 + 2                   // mark and blank, a gap
	legendName   = 4                       // columns of a name that is cut
	legendPlot   = 20                      // columns that the plot keeps
	legendHeight = 5                       // rows that a legend above takes one of
)

// place decides where the legend stands and returns what is left of the box
// for the plot with its axes.
func (g *legend) place(b screen.Box, series []Series, th *theme.Theme) screen.Box {
	*g = legend{rows: g.rows[:0], order: g.order[:0]}
	longest := 0
	for i := range series {
		longest = max(longest, screen.Width(series[i].Name))
	}
	if room := b.Width()/2 - legendRight; longest > 0 && room >= min(longest, legendName) && b.Width()-legendRight-min(longest, room) >= legendPlot {
		g.name = min(longest, room)
		g.right = legendRight + g.name
		g.side = b.Sub(b.Width()-g.right+2, 0, g.right-2, b.Height())
		return b
	}
	if each := b.Width()/max(len(series), 1) - legendTop; longest > 0 && each >= min(longest, legendName) && b.Height() >= legendHeight {
		g.name = min(longest, each)
		g.top = b.Sub(0, 0, b.Width(), 1)
		g.drawTop(series, th)
		return b.Sub(0, 1, b.Width(), b.Height()-1)
	}
	return b
}

func (g *legend) drawTop(series []Series, th *theme.Theme) {
	x := g.top.Width()
	for i := range series {
		x -= min(screen.Width(series[i].Name), g.name) + legendTop
	}
	x = max(x, 0) // at the right, where curves seldom begin
	for i := range series {
		s := &series[i]
		x += g.top.Text(x, 0, "  ", screen.Style{})
		g.top.SetRune(x, 0, th.SeriesMark(s.Look), th.Series(s.Look))
		x += 2 + g.top.TextFit(x+2, 0, g.name, s.Name, th.Style(theme.Text))
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
		if len(s.Y) > 0 {
			var buf [32]byte
			value := AppendNumber(buf[:0], s.Y[len(s.Y)-1], th)
			g.side.TextRight(g.rows[i], string(value), style)
		}
	}
}

// spread gives each series the row in which its curve ends, the first one if
// it ends nowhere in the plot, and moves those that would share a row apart.
// Series without a row of their own are left out.
func (g *legend) spread(p Plot, series []Series) {
	height := p.box.Height()
	for n := range series {
		row := series[n].endRow(p)
		g.rows = append(g.rows, row)
		g.order = append(g.order, n)
		for i := n; i > 0 && g.rows[i-1] > row; i-- {
			g.rows[i], g.rows[i-1] = g.rows[i-1], g.rows[i]
			g.order[i], g.order[i-1] = g.order[i-1], g.order[i]
		}
	}
	n := min(len(series), height)
	g.rows, g.order = g.rows[:n], g.order[:n]
	for i := 1; i < n; i++ {
		g.rows[i] = max(g.rows[i], g.rows[i-1]+1)
	}
	for i := range n {
		g.rows[i] = min(g.rows[i], height-(n-i))
	}
}

// endRow is the row of a plot in which the series ends.
func (s *Series) endRow(p Plot) int {
	if len(s.Y) == 0 {
		return 0
	}
	row, ok := p.Row(s.Y[len(s.Y)-1])
	if _, y, _ := p.box.Locate(0, row); ok {
		return y
	}
	return 0
}

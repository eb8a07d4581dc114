package views

import (
	"math"
	"strings"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// DepthData is what the chart of losses by depth shows.
type DepthData struct {
	Sweep *experiment.DepthSweep // nil while it is worked out
	Share float64                // of the work that is done
	Err   error                  // why there will be none
	Log   bool
}

// DepthLoss draws the loss after a number of steps over the depth, a curve for
// each activation. It keeps the memory it draws with.
type DepthLoss struct {
	lines  chart.Lines
	series []chart.Series
}

// Draw fills the box.
func (v *DepthLoss) Draw(box screen.Box, look Look, d DepthData) {
	switch {
	case d.Err != nil:
		box.Clear()
		for y, line := range wrap(look.Words.Error(d.Err), box.Width()-2) {
			box.TextFit(1, y, box.Width()-2, line, look.style(theme.Bad))
		}
		return
	case d.Sweep == nil:
		share := percent(math.Floor(100*d.Share) / 100)
		Progress{
			Text:  look.Words.T("vanishing.making", "Percent", share),
			Short: share + " %",
			Hint:  look.Words.T("basin.alive"),
			Share: d.Share,
		}.Draw(box, look)
		return
	}
	v.fill(d.Sweep)
	lines := wrap(strings.Join(v.words(look, d.Sweep), " · "), box.Width()-2)
	const chartHeight = 5
	lines = lines[:min(len(lines), max(box.Height()-chartHeight, 0))]
	plot := box.Sub(0, 0, box.Width(), box.Height()-len(lines))
	data := chart.LinesData{
		Series: v.series, LogY: d.Log, XLabel: look.Words.T("vanishing.depth"), Empty: look.Words.T("vanishing.all-diverged"),
	}
	if depths := d.Sweep.Depths(); len(depths) > 1 {
		data.X = chart.Range{Min: 1, Max: float64(depths[len(depths)-1])}
	}
	if !d.Log {
		data.Y.Max = v.ceiling()
	}
	v.lines.Draw(plot, look.Theme, data)
	for y, line := range lines {
		box.TextFit(1, plot.Height()+y, box.Width()-2, line, look.style(theme.Muted))
	}
}

// fill makes a curve of each activation's losses.
func (v *DepthLoss) fill(d *experiment.DepthSweep) {
	for len(v.series) < len(d.Names()) {
		v.series = append(v.series, chart.Series{})
	}
	v.series = v.series[:len(d.Names())]
	for name := range v.series {
		s := &v.series[name]
		s.Name, s.Look, s.X, s.Y = d.Names()[name], name, s.X[:0], s.Y[:0]
		for i, depth := range d.Depths() {
			s.X, s.Y = append(s.X, float64(depth)), append(s.Y, d.Loss(name, i))
		}
	}
}

// ceiling is the top of a linear axis.
func (v *DepthLoss) ceiling() float64 {
	highest := 0.0
	for i := range v.series {
		for _, y := range v.series[i].Y {
			if y > highest && y <= 1e300 {
				highest = y
			}
		}
	}
	return highest
}

// words names the best depth of each activation, and from which depth on it
// diverges.
func (v *DepthLoss) words(look Look, d *experiment.DepthSweep) []string {
	var words []string
	for name := range v.series {
		s := &v.series[name]
		best, broken := -1, 0
		for i, y := range s.Y {
			switch {
			case math.IsNaN(y) || math.IsInf(y, 0):
				if broken == 0 {
					broken = d.Depths()[i]
				}
			case best < 0 || y < s.Y[best]:
				best = i
			}
		}
		if best >= 0 {
			words = append(words, look.Words.T("vanishing.best-depth", "Name", s.Name, "Depth", d.Depths()[best], "Loss", chart.Number(s.Y[best])))
		}
		if broken > 0 {
			words = append(words, look.Words.T("vanishing.broken-depth", "Name", s.Name, "Depth", broken))
		}
	}
	return words
}

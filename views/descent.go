package views

import (
	"fmt"
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// LandscapeData is what the landscape shows.
type LandscapeData struct {
	Descent *experiment.Descent
	Focus   int // the ball with the tangent
}

// Landscape draws the curve of a descent with its balls and, for the one with
// the focus, the tangent and the step it is about to take, worked out. It keeps
// the memory it draws with and what does not change: the curve, its basins.
type Landscape struct {
	curve  chart.Curve
	balls  []chart.Ball
	origin Cell // of the box in the grid
}

// Draw fills the box.
func (v *Landscape) Draw(box screen.Box, look Look, d LandscapeData) {
	v.origin.X, v.origin.Y = box.Origin()
	lines := 0
	switch {
	case box.Height() >= 10:
		lines = 2
	case box.Height() >= 7:
		lines = 1
	}
	v.drawCurve(box.Sub(0, 0, box.Width(), box.Height()-lines), look, d)
	foot := box.Sub(0, box.Height()-lines, box.Width(), lines)
	foot.TextFit(1, 0, box.Width()-2, worked(look, d, box.Width()-2), look.style(theme.Text))
	if lines == 2 {
		status := outcome(d.Descent.Balls()[d.Focus].Status(), look)
		if screen.Width(ballName(look, d.Focus)+" "+status.text) > box.Width()-2 {
			status = ending(d.Descent.Balls()[d.Focus].Status(), look)
		}
		foot.TextFit(1, 1, box.Width()-2, ballName(look, d.Focus)+" "+status.text, status.style)
	}
}

func (v *Landscape) drawCurve(box screen.Box, look Look, d LandscapeData) {
	descent := d.Descent
	formula := descent.Curve().Formula()
	lo, hi := descent.Domain()
	focused := &descent.Balls()[d.Focus]
	rate := focused.Rate
	data := chart.CurveData{
		F: formula.At, ID: formula.Text(), X: chart.Range{Min: lo, Max: hi},
		Basin:     func(w float64) int { return descent.Basin(w, rate) },
		BasinID:   fmt.Sprint(formula.Text(), rate, descent.Newton(), descent.Climbs()),
		BasinName: look.Words.T("landscape.basins"),
		Tangent:   &chart.Tangent{X: focused.W, Slope: focused.Slope},
		XLabel:    "w",
	}
	for i, p := range descent.Goals() {
		name := look.Words.T("landscape.local")
		if p.Global {
			name = look.Words.T("landscape.global")
		}
		data.Minima = append(data.Minima, chart.Minimum{X: p.W, Global: p.Global, Name: name, Basin: i})
	}
	for _, p := range descent.Points() {
		if p.Kind != descent.Sought() {
			data.Maxima = append(data.Maxima, p.W)
		}
	}
	data.Balls = v.fill(descent, d.Focus, look)
	v.curve.Draw(box, look.Theme, data)
}

// fill makes the chart's balls.
func (v *Landscape) fill(descent *experiment.Descent, focus int, look Look) []chart.Ball {
	from := descent.Balls()
	for len(v.balls) < len(from) {
		v.balls = append(v.balls, chart.Ball{})
	}
	for i := range from {
		b := &v.balls[i]
		b.X, b.Look, b.Focused = from[i].W, i, i == focus
		b.Name = string(look.Theme.SeriesLetter(i))
		b.Trail = from[i].AppendTrail(b.Trail[:0])
	}
	return v.balls[:len(from)]
}

// worked is the focused ball's next step with its numbers: with five figures,
// or shorter with as many as the width has room for; numbers are never cut.
func worked(look Look, d LandscapeData, width int) string {
	b := &d.Descent.Balls()[d.Focus]
	id := "landscape.ball"
	switch {
	case d.Descent.Newton():
		id = "landscape.ball-newton"
	case d.Descent.Climbs():
		id = "landscape.ball-climb"
	}
	line := func(name string, n int) string {
		args := []any{"Ball", name, "W", figures(b.W, n), "Slope", figures(b.Slope, n), "Next", figures(d.Descent.Next(d.Focus), n)}
		if d.Descent.Newton() {
			args = append(args, "Curvature", figures(b.Curvature(), n))
		} else {
			args = append(args, "Rate", sim.FormatNumber(b.Rate))
		}
		return look.Words.T(id, args...)
	}
	if text := line(ballName(look, d.Focus), 5); screen.Width(text) <= width {
		return text
	}
	id += "-short"
	for n := 4; n > 1; n-- {
		if text := line(string(look.Theme.SeriesMark(d.Focus)), n); screen.Width(text) <= width {
			return text
		}
	}
	return ""
}

// figures writes a number with n figures: what it takes to check a step by hand.
func figures(x float64, n int) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', n, 64), 64)
	if err != nil {
		return sim.FormatNumber(x)
	}
	return sim.FormatNumber(rounded)
}

// BallAt returns the ball drawn nearest to a cell of the box, at most two
// columns away.
func (v *Landscape) BallAt(x, y int) (ball int, ok bool) {
	plot := v.curve.Plot()
	nearest := 3
	for i, b := range v.balls {
		col, shown := plot.Col(b.X)
		if away := max(col-(x+v.origin.X), x+v.origin.X-col); shown && away < nearest {
			nearest, ball, ok = away, i, true
		}
	}
	return ball, ok && plot.Contains(x+v.origin.X, y+v.origin.Y)
}

// ValueAt returns the w that a column of the box stands for, rounded to
// a thousandth of the range that is shown: a start with few digits.
func (v *Landscape) ValueAt(x int) float64 {
	plot := v.curve.Plot()
	unit := math.Pow(10, math.Floor(math.Log10(plot.X.Max-plot.X.Min))-2)
	w, err := strconv.ParseFloat(strconv.FormatFloat(math.Round(plot.XAt(x+v.origin.X)/unit)*unit, 'g', 6, 64), 64)
	if err != nil {
		return 0
	}
	return w
}

package views

import (
	"fmt"
	"math"
	"slices"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/sim/landscape"
	"nabla/views/chart"
	"nabla/views/theme"
)

// LandscapeData is what the landscape shows.
type LandscapeData struct {
	Descent *experiment.Descent
	Focus   int  // the ball with the tangent
	Signs   bool // its next step is drawn as an arrow, with its sign and that of the slope
}

// Landscape draws the curve of a descent with its balls and, for the one with
// the focus, the tangent and the step it is about to take, worked out. It keeps
// the memory it draws with and what does not change: the curve, its basins.
type Landscape struct {
	curve  chart.Curve
	balls  []chart.Ball
	origin Cell // of the box in the grid

	strip   descentStrip
	of      curveOf
	id      string      // made of it
	starts  []float64   // for which the window is
	window  chart.Range // of f
	tangent chart.Tangent
	letters []int
	minima  []chart.Minimum
	maxima  []float64
}

// curveOf is what the picture of a curve depends on.
type curveOf struct {
	formula string
	climbs  bool
	goals   int
}

// Draw fills the box.
func (v *Landscape) Draw(box screen.Box, look Look, d LandscapeData) {
	v.origin.X, v.origin.Y = box.Origin()
	lines := 0
	switch {
	case d.Signs && box.Height() >= 10:
		lines = 3
	case box.Height() >= 10:
		lines = 2
	case box.Height() >= 7:
		lines = 1
	}
	v.drawCurve(box.Sub(0, 0, box.Width(), box.Height()-lines), look, d)
	foot := box.Sub(0, box.Height()-lines, box.Width(), lines)
	foot.TextFit(1, 0, box.Width()-2, worked(look, d, box.Width()-2), look.style(theme.Text))
	if lines == 3 {
		signs := stepSigns(look, d, box.Width()-2)
		foot.TextFit(1, 1, box.Width()-2, signs.text, signs.style)
	}
	if lines >= 2 {
		status := outcome(d.Descent.Balls()[d.Focus].Status(), look)
		name := look.join(ballName(look, d.Focus), " ")
		if screen.Width(name)+screen.Width(status.text) > box.Width()-2 {
			status = ending(d.Descent.Balls()[d.Focus].Status(), look)
		}
		foot.TextFit(1, lines-1, box.Width()-2, look.join(name, status.text), status.style)
	}
}

func (v *Landscape) drawCurve(box screen.Box, look Look, d LandscapeData) {
	descent := d.Descent
	formula := descent.Curve().Formula()
	lo, hi := descent.Domain()
	focused := &descent.Balls()[d.Focus]
	rate := focused.Rate
	goals := descent.Goals()
	v.letters = appendInView(v.letters[:0], goals, lo, hi)
	v.frame(descent, len(goals), lo, hi)
	v.tangent = chart.Tangent{X: focused.W, Slope: focused.Slope}
	data := chart.CurveData{
		F: formula.At, ID: v.id,
		X:         chart.Range{Min: lo, Max: hi},
		Basins:    func(starts []float64) []int { return v.strip.columns(starts, descent, rate, v.letters) },
		BasinName: look.Words.T("landscape.basins"),
		Tangent:   &v.tangent,
		Y:         v.window,
		XLabel:    "w",
		Empty:     emptyText(focused, look),
	}
	v.minima, v.maxima = v.minima[:0], v.maxima[:0]
	for i, p := range goals {
		name := look.Words.T("landscape.local")
		if p.Global {
			name = look.Words.T("landscape.global")
		}
		v.minima = append(v.minima, chart.Minimum{X: p.W, Global: p.Global, Name: name, Basin: v.letters[i]})
	}
	for _, p := range descent.Points() {
		if p.Kind != descent.Sought() {
			v.maxima = append(v.maxima, p.W)
		}
	}
	data.Minima, data.Maxima = v.minima, v.maxima
	data.Balls = v.fill(descent, d.Focus, look)
	v.curve.Draw(box, look.Theme, data)
	if d.Signs {
		v.drawStep(box, look, d)
	}
}

// emptyText is said in place of a curve that has no value anywhere: why the ball
// has ended.
func emptyText(b *experiment.Ball, look Look) string {
	if reason := b.Status().Reason; reason != nil {
		return look.Words.Message(reason)
	}
	return ""
}

// frame names the picture and chooses its window.
func (v *Landscape) frame(descent *experiment.Descent, goals int, lo, hi float64) {
	of := curveOf{descent.Curve().Formula().Text(), descent.Climbs(), goals}
	if of == v.of && v.id != "" && slices.Equal(descent.Starts(), v.starts) {
		return
	}
	v.of, v.id = of, fmt.Sprintf("%q %t %d", of.formula, of.climbs, of.goals)
	v.starts = append(v.starts[:0], descent.Starts()...)
	v.window = startsInView(descent, lo, hi)
}

// appendInView appends the numbers of the goals for their letters: those in the
// picture first.
func appendInView(letters []int, goals []landscape.Point, lo, hi float64) []int {
	letters = append(letters, make([]int, len(goals))...)
	next := 0
	for _, inside := range [...]bool{true, false} {
		for i, p := range goals {
			if (lo <= p.W && p.W <= hi) == inside {
				letters[i] = next
				next++
			}
		}
	}
	return letters
}

// startsInView is a range of f that holds what every ball starts at, unless that
// would flatten the rest of the curve: then the chart chooses.
func startsInView(descent *experiment.Descent, lo, hi float64) chart.Range {
	const samples = 96
	values := make([]float64, 0, samples+1)
	for i := range samples + 1 {
		if y := descent.Curve().Formula().At(lo + (hi-lo)*float64(i)/samples); !math.IsNaN(y) && !math.IsInf(y, 0) {
			values = append(values, y)
		}
	}
	if len(values) == 0 {
		return chart.Range{}
	}
	slices.Sort(values)
	low, high := values[0], values[len(values)*3/4]
	if middle := values[len(values)/4]; middle-low > 8*(high-middle) {
		return chart.Range{} // it falls into a hole, as beside a pole
	}
	usual := high - low
	for _, w := range descent.Starts() {
		y := descent.Curve().Formula().At(w)
		low, high = min(low, y), max(high, y)
	}
	if !(high-low <= 3*usual) { // so written, NaN is refused too
		return chart.Range{}
	}
	margin := (high - low) / 15 // more below: the lowest minimum is named there
	return chart.Range{Min: low - 3*margin, Max: high + margin}
}

// mostPaths is how many balls have their steps drawn as lines; of more, only the
// one with the focus has.
const mostPaths = 6

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
		b.Steps = b.Focused || len(from) <= mostPaths
		b.Trail = from[i].AppendTrail(b.Trail[:0])
	}
	return v.balls[:len(from)]
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
func (v *Landscape) ValueAt(x int) float64 { return valueAt(v.curve.Plot(), v.origin, x) }

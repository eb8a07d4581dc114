package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// DescentColumns draws the step sizes side by side, each with its ball from the
// start of the ball with the focus: how it fares, what a step multiplies the
// distance by, the ball's path on the curve, and w over the steps. All columns show
// the same part of the curve. It keeps the memory it draws with.
type DescentColumns struct {
	lines  []chart.Lines
	curves []chart.Curve
	trail  []float64
	x, y   []float64
	balls  []chart.Ball
	series []chart.Series
	id     string // of the curve
	curve  string // the formula that id was made of
	f      func(float64) float64
}

// columnWidth is the least width of a column of the step sizes.
const columnWidth = 11

// Draw fills the box. Of too many step sizes those from the focused one's on are
// shown.
func (v *DescentColumns) Draw(box screen.Box, look Look, d LandscapeData, step int) {
	rates := len(d.Descent.Rates())
	shown := max(1, min(rates, box.Width()/columnWidth))
	for len(v.lines) < shown {
		v.lines, v.curves = append(v.lines, chart.Lines{}), append(v.curves, chart.Curve{})
	}
	if text := d.Descent.Curve().Formula().Text(); v.id == "" || text != v.curve {
		v.curve, v.id, v.f = text, strconv.Quote(text), d.Descent.Curve().Formula().At
	}
	first := d.Focus - d.Focus%rates
	from := max(0, min(d.Focus%rates, rates-shown))
	window := columnsWindow(d.Descent, d.Descent.Balls()[first].Start)
	for i := range shown {
		left, right := box.Width()*i/shown, box.Width()*(i+1)/shown
		column := box.Sub(left, 0, right-left-min(1, shown-1-i), box.Height())
		v.drawColumn(column, look, LandscapeData{Descent: d.Descent, Focus: first + from + i}, i, step, window)
	}
}

// columnsWindow is the part of the curve that the columns show: the domain and,
// on a quadratic, the first two steps of a ball that leaves, as far as that is not
// too far: so that one sees it leave.
func columnsWindow(d *experiment.Descent, start float64) chart.Range {
	lo, hi := d.Domain()
	goal, ok := d.Near(start)
	if d.Bowl() == 0 || !ok || d.Method() != experiment.GradientDescent {
		return chart.Range{Min: lo, Max: hi}
	}
	reach := 0.0
	for _, rate := range d.Rates() {
		if factor := d.Factor(rate, d.Bowl()); factor < -1 {
			reach = max(reach, 1.05*factor*factor*math.Abs(start-goal.W))
		}
	}
	reach = min(reach, hi-lo)
	return chart.Range{Min: min(lo, goal.W-reach), Max: max(hi, goal.W+reach)}
}

func (v *DescentColumns) drawColumn(box screen.Box, look Look, d LandscapeData, i, step int, window chart.Range) {
	b := &d.Descent.Balls()[d.Focus]
	y := drawHead(box, look, d)
	rest := box.Height() - y
	const tall = 9
	if rest >= tall {
		v.drawPath(box.Sub(0, y, box.Width(), rest/2), look, d, i, window)
		y, rest = y+rest/2, rest-rest/2
	}
	if rest >= 3 {
		v.drawTimes(box.Sub(0, y, box.Width(), rest), look, d, i, step, window)
		return
	}
	if rest >= 1 {
		end := ending(b.Status(), look)
		box.TextFit(0, y, box.Width(), look.join("w=", look.figure(b.W), " ", end.text), end.style)
	}
}

// drawHead writes the step size, how the ball fares, beside it where the column is
// low, and what a step multiplies the distance by. It returns how many rows it took:
// as many in all columns of a height.
func drawHead(box screen.Box, look Look, d LandscapeData) int {
	const twoRows, high = 3, 13
	name := look.join(ballName(look, d.Focus), " ", d.Descent.Method().String())
	if d.Descent.Method().TakesRate() {
		name = look.join(ballName(look, d.Focus), " µ=", look.significant(d.Descent.StepSize(d.Focus), 4))
	}
	y := 0
	box.TextFit(0, y, box.Width(), name, look.Theme.Series(d.Focus).With(screen.Bold))
	end := columnEnding(d, look, box.Width())
	switch width := screen.Width(end.text); {
	case box.Height() >= high:
		y++
		box.TextFit(0, y, box.Width(), end.text, end.style)
	case screen.Width(name)+2+width <= box.Width():
		box.TextFit(box.Width()-width, y, width, end.text, end.style)
	}
	if factor, ok := factorText(look, d, box.Width()); ok && box.Height() >= twoRows {
		y++
		box.TextFit(0, y, box.Width(), factor.text, factor.style)
	}
	return y + 1
}

// columnEnding says in a word or two how a ball fares, and since which step where
// that is for good and there is room for it.
func columnEnding(d LandscapeData, look Look, width int) cell {
	s := d.Descent.Balls()[d.Focus].Status()
	end := ending(s, look)
	if s.Outcome == sim.Running || s.Outcome == sim.Zigzagging {
		return end
	}
	if since := look.join(end.text, " k=", look.whole(s.Step)); screen.Width(since) <= width {
		end.text = since
	}
	end.style = end.style.With(screen.Bold)
	return end
}

// factorText writes out what a step multiplies the distance to the nearest of the
// points that are sought by, where that can be said.
func factorText(look Look, d LandscapeData, width int) (cell, bool) {
	b := &d.Descent.Balls()[d.Focus]
	point, ok := d.Descent.Near(b.W)
	if !ok || point.Kink || !d.Descent.Method().TakesRate() || math.IsNaN(point.Curvature) {
		return cell{}, false
	}
	rate, l := d.Descent.StepSize(d.Focus), math.Abs(point.Curvature)
	factor := d.Descent.Factor(rate, point.Curvature)
	role, word := theme.Good, "descent.glides"
	switch {
	case math.Abs(factor) > 1:
		role, word = theme.Bad, "descent.grows"
	case factor < 0:
		role, word = theme.Warn, "descent.zigzags"
	}
	by := look.significant(factor, 3)
	times := look.join("×", by)
	text := times
	const wide = 42
	switch {
	case d.Descent.Method() == experiment.Momentum:
	case width >= wide:
		text = look.join("1−µL = 1 − ", look.significant(rate, 3), "·", look.significant(l, 3), " = ", by)
	default:
		text = look.join("1−", look.significant(rate, 3), "·", look.significant(l, 3), "=", by)
	}
	said := look.join(" ", look.Words.T(word))
	if d.Descent.Method() == experiment.Momentum && math.Abs(factor) <= 1 {
		said = "" // it swings, whatever the sign
	}
	for _, form := range [...]string{look.join(text, said), text} {
		if screen.Width(form) <= width {
			return cell{form, look.style(role)}, true
		}
	}
	return cell{times, look.style(role)}, true
}

// drawPath draws the curve with the one ball and the steps that it comes by.
func (v *DescentColumns) drawPath(box screen.Box, look Look, d LandscapeData, i int, window chart.Range) {
	b := &d.Descent.Balls()[d.Focus]
	v.trail = b.AppendTrail(v.trail[:0])
	v.balls = append(v.balls[:0], chart.Ball{X: b.W, Trail: v.trail, Look: d.Focus, Focused: true, Steps: true})
	v.curves[i].Draw(box, look.Theme, chart.CurveData{
		F: v.f, ID: v.id, X: window, XLabel: "w", Balls: v.balls,
	})
}

// drawTimes draws w over the steps: all of them where they were recorded, else the
// last.
func (v *DescentColumns) drawTimes(box screen.Box, look Look, d LandscapeData, i, step int, window chart.Range) {
	b := &d.Descent.Balls()[d.Focus]
	v.x, v.y = v.x[:0], v.y[:0]
	first := 0
	if history, columns := d.Descent.History(); d.Focus < columns {
		for k := range history.Len() {
			v.x, v.y = append(v.x, float64(history.Step(k))), append(v.y, history.Value(k, d.Focus))
		}
	} else {
		v.y = b.AppendTrail(v.y)
		first = step - len(v.y)
		for k := range v.y {
			v.x = append(v.x, float64(first+k))
		}
	}
	if n := len(v.x); n == 0 || v.x[n-1] < float64(step) {
		v.x, v.y = append(v.x, float64(step)), append(v.y, b.W)
	}
	v.series = append(v.series[:0], chart.Series{X: v.x, Y: v.y, Look: d.Focus})
	data := chart.LinesData{
		Series: v.series,
		X:      chart.Range{Min: float64(first), Max: float64(max(step, first+10))}, Y: window,
		XLabel: look.Words.T("loss.step"), Empty: look.Words.Of("outcome.", sim.Diverged.String()),
	}
	if box.Width() < 24 {
		data.XLabel = "k"
	}
	v.lines[i].Draw(box, look.Theme, data)
}

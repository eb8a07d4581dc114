package views

import (
	"fmt"
	"math"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// DescentColumns draws the step sizes side by side, each with its ball from the
// start of the ball with the focus: what a step multiplies the distance by, the
// ball's path on the curve, and w over the steps. It keeps the memory it draws
// with.
type DescentColumns struct {
	lines  []chart.Lines
	curves []chart.Curve
	trail  []float64
	x, y   []float64
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
	first := d.Focus - d.Focus%rates
	from := max(0, min(d.Focus%rates, rates-shown))
	for i := range shown {
		left, right := box.Width()*i/shown, box.Width()*(i+1)/shown
		column := box.Sub(left, 0, right-left-min(1, shown-1-i), box.Height())
		v.drawColumn(column, look, LandscapeData{Descent: d.Descent, Focus: first + from + i}, i, step)
	}
}

func (v *DescentColumns) drawColumn(box screen.Box, look Look, d LandscapeData, i, step int) {
	b := &d.Descent.Balls()[d.Focus]
	name := ballName(look, d.Focus) + " " + d.Descent.Method().String()
	if d.Descent.Method().TakesRate() {
		name = ballName(look, d.Focus) + " µ=" + significant(d.Descent.StepSize(d.Focus), 4)
	}
	y := 0
	box.TextFit(0, y, box.Width(), name, look.Theme.Series(d.Focus).With(screen.Bold))
	if factor, ok := factorText(look, d, box.Width()); ok && box.Height() >= 3 {
		y++
		box.TextFit(0, y, box.Width(), factor.text, factor.style)
	}
	y++
	rest := box.Height() - y
	const tall = 11
	if rest >= tall {
		v.drawPath(box.Sub(0, y, box.Width(), rest/2), look, d, i)
		y, rest = y+rest/2, rest-rest/2
	}
	if rest >= 3 {
		v.drawTimes(box.Sub(0, y, box.Width(), rest), look, d, i, step)
		return
	}
	if rest >= 1 {
		end := ending(b.Status(), look)
		box.TextFit(0, y, box.Width(), "w="+chart.Number(b.W)+" "+end.text, end.style)
	}
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
	text := "1−" + significant(rate, 3) + "·" + significant(l, 3) + "=" + significant(factor, 3)
	if d.Descent.Method() == experiment.Momentum {
		text = "×" + significant(factor, 3)
	}
	swings := d.Descent.Method() == experiment.Momentum && math.Abs(factor) <= 1
	if long := text + " " + look.Words.T(word); !swings && screen.Width(long) <= width {
		text = long
	}
	if screen.Width(text) > width {
		text = "×" + significant(factor, 3)
	}
	return cell{text, look.style(role)}, true
}

// drawPath draws the curve with the one ball and the places that it comes from.
func (v *DescentColumns) drawPath(box screen.Box, look Look, d LandscapeData, i int) {
	descent := d.Descent
	b := &descent.Balls()[d.Focus]
	lo, hi := descent.Domain()
	v.trail = b.AppendTrail(v.trail[:0])
	v.curves[i].Draw(box, look.Theme, chart.CurveData{
		F: descent.Curve().Formula().At, ID: fmt.Sprintf("%q", descent.Curve().Formula().Text()),
		X: chart.Range{Min: lo, Max: hi}, XLabel: "w",
		Balls: []chart.Ball{{X: b.W, Trail: v.trail, Look: d.Focus, Focused: true}},
	})
}

// drawTimes draws w over the steps: all of them where they were recorded, else the
// last.
func (v *DescentColumns) drawTimes(box screen.Box, look Look, d LandscapeData, i, step int) {
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
	lo, hi := d.Descent.Domain()
	data := chart.LinesData{
		Series: []chart.Series{{X: v.x, Y: v.y, Look: d.Focus}},
		X:      chart.Range{Min: float64(first), Max: float64(max(step, first+10))}, Y: chart.Range{Min: lo, Max: hi},
		XLabel: look.Words.T("loss.step"), Empty: look.Words.T("outcome." + sim.Diverged.String()),
	}
	if box.Width() < 24 {
		data.XLabel = "k"
	}
	v.lines[i].Draw(box, look.Theme, data)
}

package views

import (
	"math"
	"slices"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// Bend draws the second derivative against the zero line: the other test for
// convexity. It keeps the memory it draws with.
type Bend struct {
	chart  chart.Contrast
	pins   []chart.Pin
	breaks []float64
}

// Draw fills the box.
func (v *Bend) Draw(box screen.Box, look Look, c *experiment.Convexity) {
	s, chord := c.Subject(), c.Chord()
	x := chord.X(chord.K())
	second := c.Second(x)
	lines := 0
	if box.Height() >= 5 {
		lines = 1
	}
	v.pins = append(v.pins[:0], chart.Pin{X: x, Y: second, Look: lookCurve})
	role := theme.Good
	if second < 0 {
		role = theme.Bad
	}
	v.breaks = append(v.breaks[:0], c.Tears()...)
	for _, k := range c.Kinks() {
		v.breaks = append(v.breaks, k.X)
	}
	slices.Sort(v.breaks)
	v.chart.Draw(box.Sub(0, 0, box.Width(), box.Height()-lines), look.Theme, chart.ContrastData{
		F: c.Second, ID: s.ID, X: chart.Range{Min: s.Lo, Max: s.Hi}, Smooth: c.Mode() == experiment.ModeNetwork, Breaks: v.breaks,
		X0: s.Lo, X1: s.Hi, Level: true,
		Marked: func(x, _ float64) bool { return bendsAt(c, x) == experiment.Down },
		Drop:   &chart.Drop{X: x, From: second, Role: role},
		Pins:   v.pins, XLabel: s.Variable, Empty: look.Words.T("convexity.nothing"),
	})
	foot := box.Sub(0, box.Height()-lines, box.Width(), lines)
	foot.Clear()
	at := bendAt(look, c, x, second, box.Width()-2)
	foot.TextFit(1, 0, box.Width()-2, at.text, at.style)
}

// bendsAt is how the curve bends at x.
func bendsAt(c *experiment.Convexity, x float64) experiment.Bends {
	for _, s := range c.Stretches() {
		if x <= s.Hi {
			return s.Bends
		}
	}
	return experiment.Nowhere
}

// bendAt says what the second derivative is at x, and what that means.
func bendAt(look Look, c *experiment.Convexity, x, second float64, width int) cell {
	s := c.Subject()
	args := []any{"F", s.Symbol, "X", axisPlace(look, x), "Value", look.significant(second, chordFigures)}
	f := c.At(x)
	switch {
	case math.IsNaN(f) || math.IsInf(f, 0):
		return cell{look.Words.T("convexity.second-valueless", "F", s.Symbol, "X", axisPlace(look, x)), look.style(theme.Warn)}
	case math.IsNaN(second) || math.IsInf(second, 0):
		return cell{look.Words.T("convexity.second-none", "F", s.Symbol, "X", axisPlace(look, x)), look.style(theme.Warn)}
	case bendsAt(c, x) == experiment.Straight:
		return cell{look.Words.T("convexity.second-straight", "F", s.Symbol, "X", axisPlace(look, x)), look.style(theme.Good)}
	case bendsAt(c, x) == experiment.Down:
		text := fitting([]string{look.Words.T("convexity.second-down", args...), look.Words.T("convexity.second-down-short", args...)}, width)
		return cell{text, look.style(theme.Bad)}
	}
	text := fitting([]string{look.Words.T("convexity.second-up", args...), look.Words.T("convexity.second-up-short", args...)}, width)
	return cell{text, look.style(theme.Good)}
}

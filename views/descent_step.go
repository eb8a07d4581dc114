package views

import (
	"math"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// RuleText is the formula of a descent's method.
func RuleText(d *experiment.Descent) string {
	sign := "−"
	if d.Climbs() {
		sign = "+"
	}
	switch d.Method() {
	case experiment.GradientDescent:
		return "w ← w " + sign + " µ·f′(w)"
	case experiment.Momentum:
		return "w ← w " + sign + " µ·(β·v + f′(w))"
	case experiment.Newton:
		return "w ← w − f′(w)/f″(w)"
	case experiment.MendedNewton:
		return "w ← w " + sign + " f′(w)/|f″(w)|"
	case experiment.Secant:
		return "w ← w − f′·Δw/Δf′"
	case experiment.Bisection:
		return "w ← (a + b)/2"
	case experiment.GoldenSection:
		return "w ← m ± 0.382·(b − m)"
	}
	return ""
}

// stepSigns says which sign the slope has and which the step, of the ball with the
// focus; or what of its step is not as one would think.
func stepSigns(look Look, d LandscapeData, width int) cell {
	b := &d.Descent.Balls()[d.Focus]
	step := d.Descent.Next(d.Focus) - b.W
	if math.IsNaN(step) || math.IsInf(step, 0) {
		return cell{}
	}
	bends, climbs := b.Curvature(), d.Descent.Climbs()
	wrong := bends <= 0 && !climbs || bends >= 0 && climbs
	args := []any{
		"Slope", significant(b.Slope, 4), "Step", significant(step, 4), "Curvature", significant(bends, 4),
		"SlopeSign", signOf(b.Slope), "StepSign", signOf(step), "Limit", significant(d.Descent.Limit(), 4),
	}
	say := func(id string, role theme.Role) cell {
		return cell{look.Words.T(id, args...), look.style(role)}
	}
	switch m := d.Descent.Method(); {
	case m == experiment.Newton && wrong && b.Slope != 0 && climbs:
		return say("descent.newton-falls", theme.Warn)
	case m == experiment.Newton && wrong && b.Slope != 0:
		return say("descent.newton-climbs", theme.Warn)
	case m == experiment.MendedNewton && b.Slope != 0 && cutShort(d):
		return say("descent.limited", theme.Accent)
	case m == experiment.MendedNewton && wrong && b.Slope != 0:
		return say("descent.mended", theme.Accent)
	}
	if whole := say("descent.signs", theme.Accent); screen.Width(whole.text) <= width {
		return whole
	}
	return say("descent.signs-short", theme.Accent)
}

// signOf writes the sign of a number, 0 for none.
func signOf(x float64) string {
	switch {
	case x > 0:
		return "+"
	case x < 0:
		return "−"
	}
	return "0"
}

// drawStep draws the next step of the ball with the focus as an arrow from the
// ball along w, over what is blank; a step too short for that as its head alone.
func (v *Landscape) drawStep(box screen.Box, look Look, d LandscapeData) {
	b := &d.Descent.Balls()[d.Focus]
	next := d.Descent.Next(d.Focus)
	plot, th := v.curve.Plot(), look.Theme
	from, ok := plot.Col(b.W)
	row, shown := plot.Row(d.Descent.Curve().Formula().At(b.W))
	if !ok || !shown || math.IsNaN(next) || next == b.W {
		return
	}
	along, head := 1, th.Glyphs().Right
	if next < b.W {
		along, head = -1, th.Glyphs().Left
	}
	to, inside := plot.Col(next)
	if !inside {
		left, _ := plot.Box().Origin()
		if to = left; along > 0 {
			to = left + plot.Box().Width() - 1
		}
	}
	if to == from {
		return
	}
	style := look.style(theme.Accent).With(screen.Bold)
	for col := from + along; col != to; col += along {
		if x := col - v.origin.X; box.At(x, row-v.origin.Y).Rune() == ' ' {
			box.SetRune(x, row-v.origin.Y, th.Glyphs().AxisX, style)
		}
	}
	box.SetRune(to-v.origin.X, row-v.origin.Y, head, style)
}

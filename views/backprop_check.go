package views

import (
	"strconv"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// BackpropCheck holds the chosen weight's derivative against a central difference.
type BackpropCheck struct{ Data BackpropData }

// agreed is the relative error from which on both are taken to differ.
const agreed = 1e-6

// Draw fills the box.
func (v BackpropCheck) Draw(box screen.Box, look Look) {
	b, name := v.Data.Run, gradientOf(v.Data.Weight)
	sign := look.sign(v.Data.Weight)
	text := box.Sub(1, 0, box.Width()-2, box.Height())
	if !b.Known(name) || b.Hidden(name) {
		for y, line := range wrap(look.Words.T("backprop.check-waits", "Name", look.sign(name)), text.Width()) {
			text.Text(0, y, line, look.style(theme.Muted))
		}
		return
	}
	c := b.Check(v.Data.Weight)
	plain, muted := look.style(theme.Text), look.style(theme.Muted)
	verdict, style := look.Words.T("backprop.agree"), look.style(theme.Good)
	differ, bad := look.Words.T("backprop.differ"), look.style(theme.Bad)
	if !(c.Relative <= agreed) {
		verdict, style = differ, bad
	}
	lines := []backpropLine{
		{look.join(look.sign(name), " = ", look.result(c.Exact, 9), "  ", look.Words.T("backprop.exact")), plain},
		{look.join("(L(w+h) − L(w−h))/2h = ", look.result(c.Numeric, 9)), plain},
		{look.join(look.Words.T("backprop.relative", "Error", look.result(c.Relative, 2)), "  ", verdict), style},
	}
	if whole, ok := b.CheckAll(); ok && b.Made(experiment.BackpropGradient, 0) && !v.asked() {
		all := backpropLine{look.Words.T("backprop.check-all", "Count", len(b.Network().Params()), "Error", look.result(whole, 2)), muted}
		if lines = append(lines, all); !(whole <= agreed) {
			lines = append(lines, backpropLine{differ, bad})
		}
	}
	lines = append(lines,
		backpropLine{look.join("w = ", sign, " = ", look.result(c.W, 9), ", h = ", look.exact(c.H)), muted},
		backpropLine{look.join("L(w+h) = ", strconv.FormatFloat(c.Above, 'f', 14, 64)), muted},
		backpropLine{look.join("L(w−h) = ", strconv.FormatFloat(c.Below, 'f', 14, 64)), muted},
	)
	for y, l := range lines {
		if screen.Width(l.text) <= text.Width() {
			text.Text(0, y, l.text, l.style)
		}
	}
}

// asked reports whether part of the gradient is still asked for.
func (v BackpropCheck) asked() bool {
	b := v.Data.Run
	for u := range b.Network().Sizes()[1] {
		if b.Hidden(inLayer(experiment.BackpropDB, 0, u)) {
			return true
		}
		for from := range b.Network().Sizes()[0] {
			if b.Hidden(edgeOf(experiment.BackpropDW, 0, u, from)) {
				return true
			}
		}
	}
	return false
}

package views

import (
	"math"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// Errors draws the error of every rule against h on logarithmic axes, and below
// what the last halving of h did to it. It keeps the memory it draws with.
type Errors struct {
	chart chart.LogLog
	h     []float64
	size  [experiment.Differences][]float64

	clouds []chart.Cloud
	guides []chart.Guide
}

// Draw fills the box.
func (v *Errors) Draw(box screen.Box, look Look, d *experiment.Derivative) {
	s := d.Spot()
	if s.Problem != nil {
		drawSides(box, look, s.Rungs[d.Halvings()])
		return
	}
	v.h = v.h[:0]
	for i := range s.Rungs {
		v.h = append(v.h, s.Rungs[i].H)
	}
	data := chart.LogLogData{X: v.h, Shown: len(v.h), XLabel: "h", YLabel: look.Words.T("derivative.size")}
	if !d.Slides() {
		data.Shown = d.Halvings() + 1
	}
	data.Front, v.clouds = int(d.Rule()), v.clouds[:0]
	for rule := range experiment.Difference(experiment.Differences) {
		v.size[rule] = v.size[rule][:0]
		for k := range s.Rungs {
			v.size[rule] = append(v.size[rule], math.Abs(s.Rungs[k].Error[rule]))
		}
		v.clouds = append(v.clouds, chart.Cloud{Name: RuleName(look, rule), Y: v.size[rule], Look: int(rule)})
	}
	v.guides = appendErrorGuides(v.guides[:0], look, s)
	data.Clouds, data.Guides = v.clouds, v.guides
	if box.Height() >= 6 {
		drawOutcome(box.Sub(0, box.Height()-1, box.Width(), 1), look, d)
		box = box.Sub(0, 0, box.Width(), box.Height()-1)
	}
	v.chart.Draw(box, look.Theme, data)
}

// drawSides says, where there is no f′, which slopes the rules have come to.
func drawSides(box screen.Box, look Look, r experiment.Rung) {
	top := max((box.Height()-2-experiment.Differences)/2, 0)
	box.TextCenter(top, look.Words.T("derivative.no-error"), look.style(theme.Muted))
	for rule := range experiment.Difference(experiment.Differences) {
		text := string(look.Theme.SeriesMark(int(rule))) + " " + RuleName(look, rule) + ": Δy/Δx = " + look.significant(r.Slope[rule], 5)
		box.TextCenter(top+2+int(rule), text, look.Theme.Series(int(rule)))
	}
}

// appendErrorGuides appends straight lines to hold the errors against: above them how they
// fall like h and how rounding grows like 1/h, below them how they fall like h².
// Each ends where rounding takes over.
func appendErrorGuides(guides []chart.Guide, look Look, s *experiment.Spot) []chart.Guide {
	const apart, ulp = 10, 0x1p-52
	first, last := s.Rungs[0], s.Rungs[len(s.Rungs)-1].H
	linear, square := math.Abs(first.Error[experiment.ForwardDifference]), math.Abs(first.Error[experiment.CentralDifference])
	rounding := ulp * math.Abs(s.F)
	add := func(g chart.Guide) {
		if g.Y > 0 && !math.IsInf(g.Y, 0) && g.From < g.To {
			guides = append(guides, g)
		}
	}
	line := math.Sqrt(rounding / linear * first.H)
	add(chart.Guide{X: first.H, Y: linear * apart, Power: 1, From: line, To: first.H, Name: look.Words.T("derivative.like-h")})
	add(chart.Guide{
		X: first.H, Y: square / apart, Power: 2, From: math.Cbrt(rounding / square * first.H * first.H), To: first.H,
		Name: look.Words.T("derivative.like-h2"),
	})
	add(chart.Guide{X: 1, Y: rounding * apart, Power: -1, From: last, To: line, Name: look.Words.T("derivative.rounding")})
	return guides
}

// drawOutcome says how the run stands or, while it is on its way, what the last
// halving made of the errors: ÷2 where they fall like h, ÷4 like h².
func drawOutcome(row screen.Box, look Look, d *experiment.Derivative) {
	s := d.Spot()
	best := s.Best(d.Rule())
	text := look.Words.T("derivative.best", "H", look.significant(best.H, 2), "Error", look.significant(math.Abs(best.Error[d.Rule()]), 2))
	k, status := d.Halvings(), d.Status()
	switch {
	case d.Slides():
		row.TextFit(1, 0, row.Width()-2, text, look.style(theme.Muted))
		return
	case status.Reason != nil:
		text = longest(row.Width()-2, look.Words.Message(status.Reason), text)
		row.TextFit(1, 0, row.Width()-2, text, look.style(outcomeRole(status.Outcome)))
		return
	case k == 0:
		row.TextFit(1, 0, row.Width()-2, look.Words.T("derivative.halve"), look.style(theme.Muted))
		return
	}
	x := 1 + row.TextFit(1, 0, row.Width()-2, look.Words.T("derivative.halved"), look.style(theme.Muted)) + 1
	for rule := range experiment.Difference(experiment.Differences) {
		text, style := change(look, math.Abs(s.Rungs[k-1].Error[rule]), math.Abs(s.Rungs[k].Error[rule])), look.Theme.Series(int(rule))
		if x+2+screen.Width(text) > row.Width() {
			return
		}
		row.SetRune(x, 0, look.Theme.SeriesMark(int(rule)), style)
		x += 2 + row.Text(x+2, 0, text, style) + 2
	}
}

// RuleName is what a rule is called.
func RuleName(look Look, rule experiment.Difference) string {
	switch rule {
	case experiment.BackwardDifference:
		return look.Words.T("derivative.backward")
	case experiment.CentralDifference:
		return look.Words.T("derivative.central")
	default:
		return look.Words.T("derivative.forward")
	}
}

// change writes what became of an error: ÷2.0, or ×1.7 where it grew.
func change(look Look, before, after float64) string {
	switch {
	case math.IsNaN(before + after):
		return none
	case after == 0:
		return "= 0"
	case after > before:
		return look.join("×", look.significant(after/before, 3))
	}
	return look.join("÷", look.significant(before/after, 3))
}

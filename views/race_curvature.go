package views

import (
	"math"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/sim/minimizer"
	"nabla/views/theme"
)

// curveLines say how the surface is curved where the optimiser with the focus is,
// and what that means for its step size.
func curveLines(look Look, d RaceData, width int) []insideLine {
	b := d.racer()
	h, modes := d.Race.Hessian(b.At)
	plain := look.style(theme.Text)
	second := func(i int) string { return significant(h[i], figures-1) }
	lines := []insideLine{{[]string{
		"H = ((" + second(0) + ", " + second(1) + "), (" + second(2) + ", " + second(3) + "))",
	}, plain, rankY}}
	low, high := significant(modes.Values[0], figures-1), significant(modes.Values[1], figures-1)
	lines = append(lines,
		insideLine{[]string{"λ = " + low + ", " + high + "   " + bendName(look, &modes), "λ = " + low + ", " + high}, plain.With(screen.Bold), rankCurve},
		insideLine{limitForms(look, b, &modes), plain, rankLimit})
	if rates, ok := d.Race.Rates(d.Focus); ok {
		lines = append(lines, insideLine{rateForms(look, rates), look.style(theme.Accent), rankCurve})
	}
	if modes.Values[0] > 0 {
		lines = append(lines, insideLine{bestForms(look, modes), plain, rankMore})
	}
	if modes.Values[0] < 0 && modes.Values[1] > 0 {
		for _, text := range wrap(look.Words.T("race.saddle-way"), width) {
			lines = append(lines, insideLine{[]string{text}, look.style(theme.Muted), rankMore})
		}
	}
	return lines
}

// bendName says what the surface looks like at the place.
func bendName(look Look, m *minimizer.Modes) string {
	switch {
	case math.IsNaN(m.Values[0]) || math.IsNaN(m.Values[1]):
		return ""
	case m.Straight(0) || m.Straight(1):
		return look.Words.T("race.bend-flat")
	case m.Values[0] > 0:
		return look.Words.T("race.bend-bowl")
	case m.Values[1] < 0:
		return look.Words.T("race.bend-summit")
	}
	return look.Words.T("race.bend-saddle")
}

// limitForms say from which step size on the rule overshoots farther and farther
// along the steepest curvature.
func limitForms(look Look, b *experiment.Racer, m *minimizer.Modes) []string {
	highest := m.Values[1]
	rate, _ := b.Rate()
	limit, ok := b.Limit(highest)
	if !ok {
		if !(highest > 0) {
			return []string{look.Words.T("race.no-limit"), "λmax ≤ 0"}
		}
		return []string{look.Words.T("race.limit-of-gd", "Limit", significant(2/highest, 4)), "2/λmax = " + significant(2/highest, 4)}
	}
	name := map[string]string{"sgd": "2/λmax", "momentum": "(2+2β)/λmax", "nesterov": "(2+2β)/((1+2β)·λmax)"}[b.Kind()]
	text := name + " = " + significant(limit, 4)
	step := "µ = " + significant(rate, 6)
	switch {
	case rate < limit && m.Values[0] < 0:
		return []string{step + " < " + text, step + " < " + significant(limit, 4)}
	case rate < limit:
		return []string{look.Words.T("race.below-limit", "Rate", step, "Limit", text), step + " < " + text, step + " < " + significant(limit, 4)}
	}
	return []string{look.Words.T("race.above-limit", "Rate", step, "Limit", text), step + " ≥ " + text, step + " ≥ " + significant(limit, 4)}
}

// rateForms hold what was predicted for a quadratic against what happens.
func rateForms(look Look, r experiment.Rates) []string {
	measured := "–"
	if !math.IsNaN(r.Measured) {
		measured = significant(r.Measured, 5)
	}
	predicted := significant(r.Predicted, 5)
	return []string{
		look.Words.T("race.rates", "Predicted", predicted, "Measured", measured, "Steps", r.Steps),
		look.Words.T("race.rates-short", "Predicted", predicted, "Measured", measured),
	}
}

// bestForms give κ and the step size that would be best for plain descent if the
// surface were this quadratic all over.
func bestForms(look Look, m minimizer.Modes) []string {
	kappa := "κ = λmax/λmin = " + significant(m.Values[1]/m.Values[0], 4)
	best := significant(2/(m.Values[0]+m.Values[1]), 4)
	return []string{
		kappa + "   " + look.Words.T("race.best", "Rate", best), kappa, "κ = " + significant(m.Values[1]/m.Values[0], 4),
	}
}

package views

import (
	"math"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/sim/minimizer"
	"nabla/views/theme"
)

// curve adds how the surface is curved where the optimiser with the focus is, and
// what that means for its step size.
func (w *insideWords) curve(d RaceData) {
	look, b := w.look, d.racer()
	h, modes := d.Race.Hessian(b.At)
	plain := look.style(theme.Text)
	var second [4]string
	for i := range second {
		second[i] = look.significant(h[i], figures-1)
	}
	w.put(rankY, plain, look.join("H = ((", second[0], ", ", second[1], "), (", second[2], ", ", second[3], "))"))
	low, high := look.significant(modes.Values[0], figures-1), look.significant(modes.Values[1], figures-1)
	values := look.join("λ = ", low, ", ", high)
	w.put(rankCurve, plain.With(screen.Bold), look.join(values, "   ", bendName(look, &modes)), values)
	w.limit(b, &modes)
	if rates, ok := d.Race.Rates(d.Focus); ok {
		w.rates(rates)
	}
	if modes.Values[0] > 0 {
		w.best(modes)
	}
	if modes.Values[0] < 0 && modes.Values[1] > 0 {
		for _, text := range wrap(look.Words.T("race.saddle-way"), w.width) {
			w.put(rankMore, look.style(theme.Muted), text)
		}
	}
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

// limit adds from which step size on the rule overshoots farther and farther along
// the steepest curvature.
func (w *insideWords) limit(b *experiment.Racer, m *minimizer.Modes) {
	look, plain, highest := w.look, w.look.style(theme.Text), m.Values[1]
	rate, _ := b.Rate()
	limit, ok := b.Limit(highest)
	if !ok {
		if !(highest > 0) {
			w.put(rankLimit, plain, look.Words.T("race.no-limit"), "λmax ≤ 0")
			return
		}
		value := look.significant(2/highest, 4)
		w.put(rankLimit, plain, look.Words.T("race.limit-of-gd", "Limit", value), look.join("2/λmax = ", value))
		return
	}
	value, step := look.significant(limit, 4), look.join("µ = ", look.significant(rate, 6))
	text := look.join(limitFormula(b.Kind()), " = ", value)
	switch {
	case rate < limit && m.Values[0] < 0:
		w.put(rankLimit, plain, look.join(step, " < ", text), look.join(step, " < ", value))
	case rate < limit:
		w.put(rankLimit, plain, look.Words.T("race.below-limit", "Rate", step, "Limit", text), look.join(step, " < ", text), look.join(step, " < ", value))
	default:
		w.put(rankLimit, plain, look.Words.T("race.above-limit", "Rate", step, "Limit", text), look.join(step, " ≥ ", text), look.join(step, " ≥ ", value))
	}
}

// limitFormula is the limit of an update rule, see [experiment.Racer.Limit].
func limitFormula(kind string) string {
	switch kind {
	case "sgd":
		return "2/λmax"
	case "momentum":
		return "(2+2β)/λmax"
	case "nesterov":
		return "(2+2β)/((1+2β)·λmax)"
	default:
		return ""
	}
}

// rates adds what was predicted for a quadratic, held against what happens.
func (w *insideWords) rates(r experiment.Rates) {
	look, measured := w.look, "–"
	if !math.IsNaN(r.Measured) {
		measured = look.significant(r.Measured, 5)
	}
	predicted := look.significant(r.Predicted, 5)
	w.put(rankCurve, look.style(theme.Accent),
		look.Words.T("race.rates", "Predicted", predicted, "Measured", measured, "Steps", r.Steps),
		look.Words.T("race.rates-short", "Predicted", predicted, "Measured", measured),
	)
}

// best adds κ and the step size that would be best for plain descent if the surface
// were this quadratic all over.
func (w *insideWords) best(m minimizer.Modes) {
	look := w.look
	value := look.significant(m.Values[1]/m.Values[0], 4)
	kappa := look.join("κ = λmax/λmin = ", value)
	best := look.Words.T("race.best", "Rate", look.significant(2/(m.Values[0]+m.Values[1]), 4))
	w.put(rankMore, look.style(theme.Text), look.join(kappa, "   ", best), kappa, look.join("κ = ", value))
}

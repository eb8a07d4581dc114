package views

import (
	"math"
	"strconv"
	"strings"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// backpropLine is a line under the drawing.
type backpropLine struct {
	text  string
	style screen.Style
}

// backpropWork is what a micro-step works out for the chosen unit or weight: in
// numbers of so many figures, in signs, and what else there is to say.
type backpropWork struct {
	name    experiment.BackpropName // of the number that comes out
	numbers func(figures int) string
	signs   string
	more    string
}

// backpropWorked writes the present micro-step out in so many rows, with as many
// figures as there is room for; numbers are never cut.
func backpropWorked(look Look, d BackpropData, width, rows int) []backpropLine {
	w := backpropNow(look, d)
	judged := backpropJudged(look, d.Run, w.name)
	accent, muted := look.style(theme.Accent), look.style(theme.Muted)
	for _, also := range [][]string{{w.signs, w.more}, {w.signs}, {w.more}, {}} {
		for figures := 6; figures >= fewest; figures-- {
			lines := styled(wrap(w.numbers(figures), width), accent)
			lines = append(lines, judged...)
			for _, text := range also {
				lines = append(lines, styled(wrap(text, width), muted)...)
			}
			if len(lines) <= rows {
				return lines
			}
		}
	}
	short := BackpropSign(w.name) + " = " + look.backpropNumber(d.Run, w.name)
	lines := append(styled([]string{short}, accent), judged...)
	return lines[:min(rows, len(lines))]
}

func styled(texts []string, style screen.Style) []backpropLine {
	lines := make([]backpropLine, 0, len(texts))
	for _, text := range texts {
		lines = append(lines, backpropLine{text, style})
	}
	return lines
}

// backpropJudged holds an answer against the right number.
func backpropJudged(look Look, b *experiment.Backprop, name experiment.BackpropName) []backpropLine {
	if b.Hidden(name) {
		return []backpropLine{{look.Words.T("backprop.ask", "Name", name.String()), look.style(theme.Warn)}}
	}
	answer, ok := b.Answer(name)
	if !ok {
		return nil
	}
	right := b.Number(name)
	text := look.Words.T("backprop.answer", "Answer", minus(look.exact(answer)), "Value", look.result(right, 6), "Difference", look.result(answer-right, 4))
	if experiment.BackpropRight(answer, right) {
		return []backpropLine{{text + " " + look.Words.T("backprop.right"), look.style(theme.Good)}}
	}
	return []backpropLine{{text + " " + look.Words.T("backprop.wrong"), look.style(theme.Bad)}}
}

// orAsked writes what comes out, or a question mark while it is asked for.
func orAsked(b *experiment.Backprop, name experiment.BackpropName, text string) string {
	if b.Hidden(name) {
		return "?"
	}
	return text
}

// backpropNow is what the present micro-step works out.
func backpropNow(look Look, d BackpropData) backpropWork {
	b := d.Run
	phase, layer := b.Phase()
	unit := d.Unit
	if d.Layer != layer+1 {
		unit = 0
	}
	switch phase {
	case experiment.BackpropSum:
		return sumWork(look, b, layer, unit)
	case experiment.BackpropActivation:
		return activationWork(b, layer, unit)
	case experiment.BackpropLoss:
		return lossWork(look, b)
	case experiment.BackpropDelta:
		if layer == b.Layers()-1 {
			return outputDelta(look, b, unit)
		}
		return hiddenDelta(look, b, layer, unit)
	case experiment.BackpropGradient:
		return gradientWork(look, b, weightIn(d, layer, unit))
	case experiment.BackpropUpdate:
		return updateWork(look, b, weightIn(d, layer, unit))
	case experiment.BackpropSample:
	}
	return sampleWork(look, d)
}

// weightIn is the chosen weight if it is of the layer, else the first of the
// chosen unit.
func weightIn(d BackpropData, layer, unit int) experiment.BackpropName {
	if d.Weight.Layer == layer {
		return d.Weight
	}
	return edgeOf(experiment.BackpropW, layer, unit, 0)
}

// sampleWork shows what the sample is.
func sampleWork(look Look, d BackpropData) backpropWork {
	b := d.Run
	name := experiment.BackpropName{Kind: experiment.BackpropX, Unit: min(d.Unit, b.Network().Sizes()[0]-1)}
	if d.Layer == b.Layers() {
		name = experiment.BackpropName{Kind: experiment.BackpropT, Unit: d.Unit}
	}
	return backpropWork{
		name: name,
		numbers: func(figures int) string {
			return vectorOf("x", b.Network().Sizes()[0], b.Input, figures) + "   " +
				vectorOf("t", b.Network().Sizes()[b.Layers()], b.Target, figures)
		},
		signs: look.Words.T("backprop.sample", "Sample", b.Row()+1, "Samples", b.Rows()),
		more:  look.Words.T("backprop.start"),
	}
}

// mostTerms is how many terms of a sum are written out.
const mostTerms = 12

// vectorOf writes a vector: x = (0, 1).
func vectorOf(sign string, n int, at func(int) float64, figures int) string {
	texts := make([]string, 0, n)
	for i := range min(n, mostTerms) {
		texts = append(texts, result(at(i), figures))
	}
	if n > mostTerms {
		texts = append(texts, "…")
	}
	return sign + " = (" + strings.Join(texts, ", ") + ")"
}

// backpropTerm is a term of a sum: two factors, by their signs and their numbers.
type backpropTerm struct {
	signs [2]string
	a, b  float64
}

// terms writes a sum of products in signs and in numbers. What is beyond the first
// few stands there as one number.
func terms(look Look, all []backpropTerm, figures int) (signs, numbers string, largest float64) {
	var s, n []string
	rest := 0.0
	for i, p := range all {
		value := float64(p.a * p.b)
		largest = max(largest, math.Abs(value))
		if i >= mostTerms {
			rest += value
			continue
		}
		s = append(s, p.signs[0]+"·"+p.signs[1])
		n = append(n, look.factor(p.a, figures)+"·"+look.factor(p.b, figures))
	}
	if more := len(all) - mostTerms; more > 0 {
		s = append(s, "…")
		n = append(n, look.factor(rest, figures)+" "+look.Words.T("backprop.other-terms", "Count", more))
	}
	return strings.Join(s, " + "), strings.Join(n, " + "), largest
}

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// sumWork is z = Σ w·a + b.
func sumWork(look Look, b *experiment.Backprop, layer, unit int) backpropWork {
	at := b.Ran(layer)
	all := make([]backpropTerm, at.In)
	for v := range all {
		all[v] = backpropTerm{
			signs: [2]string{BackpropSign(edgeOf(experiment.BackpropW, layer, unit, v)), BackpropSign(belowName(layer, v))},
			a:     at.Weights[unit*at.In+v], b: b.Below(layer, v),
		}
	}
	name, bias := inLayer(experiment.BackpropZ, layer, unit), at.Bias[unit]
	signs, _, _ := terms(look, all, 6)
	return backpropWork{
		name: name,
		numbers: func(figures int) string {
			_, text, largest := terms(look, all, figures)
			largest = max(largest, math.Abs(bias))
			return BackpropSign(name) + " = " + text + " + " + look.factor(bias, figures) + " = " + orAsked(b, name, asSum(b.Number(name), largest, figures))
		},
		signs: BackpropSign(name) + " = " + signs + " + " + BackpropSign(inLayer(experiment.BackpropB, layer, unit)),
	}
}

// hiddenDelta is δ = (Σ w·δ)·φ′(z).
func hiddenDelta(look Look, b *experiment.Backprop, layer, unit int) backpropWork {
	above := b.Ran(layer + 1)
	all := make([]backpropTerm, above.Out)
	for k := range all {
		all[k] = backpropTerm{
			signs: [2]string{BackpropSign(edgeOf(experiment.BackpropW, layer+1, k, unit)), BackpropSign(inLayer(experiment.BackpropD, layer+1, k))},
			a:     above.Weights[k*above.In+unit], b: b.Pass().Delta(layer+1, 0, k),
		}
	}
	name, slope := inLayer(experiment.BackpropD, layer, unit), b.Pass().Slope(layer, 0, unit)
	signs, _, _ := terms(look, all, 6)
	z := BackpropSign(inLayer(experiment.BackpropZ, layer, unit))
	return backpropWork{
		name: name,
		numbers: func(figures int) string {
			_, text, largest := terms(look, all, figures)
			return BackpropSign(name) + " = (" + text + ")·" + look.factor(slope, figures) + " = " +
				orAsked(b, name, asSum(b.Number(name), largest*math.Abs(slope), figures))
		},
		signs: BackpropSign(name) + " = (" + signs + ")·φ′(" + z + ")",
		more:  slopeLaw(b, layer, unit, 6),
	}
}

// gradientWork is ∂L/∂w = δ·a, or ∂L/∂b = δ.
func gradientWork(look Look, b *experiment.Backprop, weight experiment.BackpropName) backpropWork {
	name := gradientOf(weight)
	delta := inLayer(experiment.BackpropD, weight.Layer, weight.Unit)
	w := backpropWork{name: name, more: look.Words.T("backprop.other-weights")}
	if weight.Kind == experiment.BackpropB {
		w.signs = BackpropSign(name) + " = " + BackpropSign(delta)
		w.numbers = func(figures int) string {
			return BackpropSign(name) + " = " + BackpropSign(delta) + " = " + orAsked(b, name, look.result(b.Number(name), figures))
		}
		return w
	}
	below := belowName(weight.Layer, weight.From)
	w.signs = BackpropSign(name) + " = " + BackpropSign(delta) + "·" + BackpropSign(below)
	w.numbers = func(figures int) string {
		return BackpropSign(name) + " = " + look.factor(b.Number(delta), figures) + "·" + look.factor(b.Number(below), figures) + " = " +
			orAsked(b, name, look.result(b.Number(name), figures-1))
	}
	return w
}

// updateWork is w ← w − µ·∂L/∂w.
func updateWork(look Look, b *experiment.Backprop, name experiment.BackpropName) backpropWork {
	gradient := gradientOf(name)
	now, before := b.Bias(name.Layer, name.Unit)
	if name.Kind == experiment.BackpropW {
		now, before = b.Weight(name.Layer, name.Unit, name.From)
	}
	slope, rate := b.Number(gradient), b.Rate(name.Layer)
	w := backpropWork{
		name:  name,
		signs: BackpropSign(name) + " ← " + BackpropSign(name) + " − µ·" + BackpropSign(gradient),
		more:  look.Words.T("backprop.other-weights"),
	}
	if now != before-float64(rate*slope) {
		w.numbers = func(figures int) string {
			return BackpropSign(name) + " = " + orAsked(b, name, look.result(now, figures)) + " " + look.Words.T("backprop.by-hand")
		}
		return w
	}
	w.numbers = func(figures int) string {
		places := decimals(now-before, figures)
		if !isFinite(now - before) {
			places = figures
		}
		return BackpropSign(name) + " ← " + minus(look.rounded(before, places)) + " − " + look.exact(rate) + "·" + look.factor(slope, figures) + " = " +
			orAsked(b, name, minus(look.rounded(now, places)))
	}
	return w
}

// lost is how many figures a difference loses of those of its parts.
func lost(difference, a, b float64) int {
	size := max(math.Abs(a), math.Abs(b))
	if difference == 0 || size == 0 || !isFinite(size/difference) {
		return 0
	}
	return max(0, int(math.Ceil(float64(math.Log10(size/math.Abs(difference)))-0.3)))
}

// over writes what is divided by a count, which goes without saying for 1.
func over(text string, count int) string {
	if count == 1 {
		return text
	}
	return text + "/" + strconv.Itoa(count)
}

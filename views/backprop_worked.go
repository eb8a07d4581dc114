package views

import (
	"math"

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

// appendWorked appends the present micro-step written out in so many rows, with as many
// figures as there is room for; numbers are never cut.
func appendWorked(lines []backpropLine, look Look, d BackpropData, width, rows int) []backpropLine {
	w := backpropNow(look, d)
	judged, is := backpropJudged(look, d.Run, w.name)
	accent, muted := look.style(theme.Accent), look.style(theme.Muted)
	start := len(lines)
	for _, also := range [...][2]string{{w.signs, w.more}, {w.signs}, {w.more}, {}} {
		for figures := 6; figures >= fewest; figures-- {
			lines = appendStyled(lines[:start], w.numbers(figures), width, accent)
			if is {
				lines = append(lines, judged)
			}
			for _, text := range also {
				lines = appendStyled(lines, text, width, muted)
			}
			if len(lines)-start <= rows {
				return lines
			}
		}
	}
	lines = append(lines[:start], backpropLine{look.join(look.sign(w.name), " = ", look.backpropNumber(d.Run, w.name)), accent})
	if is {
		lines = append(lines, judged)
	}
	return lines[:min(start+rows, len(lines))]
}

// appendStyled appends the lines of a text.
func appendStyled(lines []backpropLine, text string, width int, style screen.Style) []backpropLine {
	if width <= 0 {
		return lines
	}
	var memory [8]string
	for _, line := range appendWrapped(memory[:0], text, width) {
		lines = append(lines, backpropLine{line, style})
	}
	return lines
}

// backpropJudged holds an answer against the right number.
func backpropJudged(look Look, b *experiment.Backprop, name experiment.BackpropName) (line backpropLine, ok bool) {
	if b.Hidden(name) {
		return backpropLine{look.Words.T("backprop.ask", "Name", name.String()), look.style(theme.Warn)}, true
	}
	answer, ok := b.Answer(name)
	if !ok {
		return backpropLine{}, false
	}
	right := b.Number(name)
	text := look.Words.T("backprop.answer", "Answer", look.minus(look.exact(answer)), "Value", look.result(right, 6), "Difference", look.result(answer-right, 4))
	if experiment.BackpropRight(answer, right) {
		return backpropLine{look.join(text, " ", look.Words.T("backprop.right")), look.style(theme.Good)}, true
	}
	return backpropLine{look.join(text, " ", look.Words.T("backprop.wrong")), look.style(theme.Bad)}, true
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
		return activationWork(look, b, layer, unit)
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
			return look.join(vectorOf(look, "x", b.Network().Sizes()[0], b.Input, figures), "   ",
				vectorOf(look, "t", b.Network().Sizes()[b.Layers()], b.Target, figures))
		},
		signs: look.Words.T("backprop.sample", "Sample", b.Row()+1, "Samples", b.Rows()),
		more:  look.Words.T("backprop.start"),
	}
}

// mostTerms is how many terms of a sum are written out.
const mostTerms = 12

// vectorOf writes a vector: x = (0, 1).
func vectorOf(look Look, sign string, n int, at func(int) float64, figures int) string {
	var scratch [256]byte
	text := append(append(scratch[:0], sign...), " = ("...)
	for i := range min(n, mostTerms) {
		if i > 0 {
			text = append(text, ", "...)
		}
		text = appendResult(text, at(i), figures)
	}
	if n > mostTerms {
		text = append(text, ", …"...)
	}
	return look.Words.Keep(append(text, ')'))
}

// backpropTerm is a term of a sum: two factors, by their signs and their numbers.
type backpropTerm struct {
	signs [2]string
	a, b  float64
}

// terms writes a sum of products in signs and in numbers. What is beyond the first
// few stands there as one number.
func terms(look Look, all []backpropTerm, figures int) (signs, numbers string, largest float64) {
	var first, second [256]byte
	s, n := first[:0], second[:0]
	rest := 0.0
	for i, p := range all {
		value := float64(p.a * p.b)
		largest = max(largest, math.Abs(value))
		if i >= mostTerms {
			rest += value
			continue
		}
		if i > 0 {
			s, n = append(s, " + "...), append(n, " + "...)
		}
		s = append(append(append(s, p.signs[0]...), "·"...), p.signs[1]...)
		n = appendFactor(append(appendFactor(n, p.a, figures), "·"...), p.b, figures)
	}
	if more := len(all) - mostTerms; more > 0 {
		s = append(s, " + …"...)
		n = append(appendFactor(append(n, " + "...), rest, figures), ' ')
		n = append(n, look.Words.T("backprop.other-terms", "Count", more)...)
	}
	return look.Words.Keep(s), look.Words.Keep(n), largest
}

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// sumWork is z = Σ w·a + b.
func sumWork(look Look, b *experiment.Backprop, layer, unit int) backpropWork {
	at := b.Ran(layer)
	all := make([]backpropTerm, at.In)
	for v := range all {
		all[v] = backpropTerm{
			signs: [2]string{look.sign(edgeOf(experiment.BackpropW, layer, unit, v)), look.sign(belowName(layer, v))},
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
			return look.join(look.sign(name), " = ", text, " + ", look.factor(bias, figures), " = ", orAsked(b, name, look.asSum(b.Number(name), largest, figures)))
		},
		signs: look.join(look.sign(name), " = ", signs, " + ", look.sign(inLayer(experiment.BackpropB, layer, unit))),
	}
}

// hiddenDelta is δ = (Σ w·δ)·φ′(z).
func hiddenDelta(look Look, b *experiment.Backprop, layer, unit int) backpropWork {
	above := b.Ran(layer + 1)
	all := make([]backpropTerm, above.Out)
	for k := range all {
		all[k] = backpropTerm{
			signs: [2]string{look.sign(edgeOf(experiment.BackpropW, layer+1, k, unit)), look.sign(inLayer(experiment.BackpropD, layer+1, k))},
			a:     above.Weights[k*above.In+unit], b: b.Pass().Delta(layer+1, 0, k),
		}
	}
	name, slope := inLayer(experiment.BackpropD, layer, unit), b.Pass().Slope(layer, 0, unit)
	signs, _, _ := terms(look, all, 6)
	z := look.sign(inLayer(experiment.BackpropZ, layer, unit))
	return backpropWork{
		name: name,
		numbers: func(figures int) string {
			_, text, largest := terms(look, all, figures)
			return look.join(look.sign(name), " = (", text, ")·", look.factor(slope, figures), " = ",
				orAsked(b, name, look.asSum(b.Number(name), largest*math.Abs(slope), figures)))
		},
		signs: look.join(look.sign(name), " = (", signs, ")·φ′(", z, ")"),
		more:  slopeLaw(look, b, layer, unit, 6),
	}
}

// gradientWork is ∂L/∂w = δ·a, or ∂L/∂b = δ.
func gradientWork(look Look, b *experiment.Backprop, weight experiment.BackpropName) backpropWork {
	name := gradientOf(weight)
	delta := inLayer(experiment.BackpropD, weight.Layer, weight.Unit)
	w := backpropWork{name: name, more: look.Words.T("backprop.other-weights")}
	if weight.Kind == experiment.BackpropB {
		w.signs = look.join(look.sign(name), " = ", look.sign(delta))
		w.numbers = func(figures int) string {
			return look.join(look.sign(name), " = ", look.sign(delta), " = ", orAsked(b, name, look.result(b.Number(name), figures)))
		}
		return w
	}
	below := belowName(weight.Layer, weight.From)
	w.signs = look.join(look.sign(name), " = ", look.sign(delta), "·", look.sign(below))
	w.numbers = func(figures int) string {
		return look.join(look.sign(name), " = ", look.factor(b.Number(delta), figures), "·", look.factor(b.Number(below), figures), " = ",
			orAsked(b, name, look.result(b.Number(name), figures-1)))
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
		signs: look.join(look.sign(name), " ← ", look.sign(name), " − µ·", look.sign(gradient)),
		more:  look.Words.T("backprop.other-weights"),
	}
	if now != before-float64(rate*slope) {
		w.numbers = func(figures int) string {
			return look.join(look.sign(name), " = ", orAsked(b, name, look.result(now, figures)), " ", look.Words.T("backprop.by-hand"))
		}
		return w
	}
	w.numbers = func(figures int) string {
		places := decimals(now-before, figures)
		if !isFinite(now - before) {
			places = figures
		}
		return look.join(look.sign(name), " ← ", look.minus(look.rounded(before, places)), " − ", look.exact(rate), "·", look.factor(slope, figures), " = ",
			orAsked(b, name, look.minus(look.rounded(now, places))))
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
func (l Look) over(text string, count int) string {
	if count == 1 {
		return text
	}
	return l.join(text, "/", l.whole(count))
}

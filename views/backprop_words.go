package views

import (
	"strconv"
	"strings"

	"nabla/sim/experiment"
)

// letter is how formulas call a kind of number.
func letter(kind experiment.BackpropKind) string {
	switch kind {
	case experiment.BackpropX:
		return "x"
	case experiment.BackpropT:
		return "t"
	case experiment.BackpropW:
		return "w"
	case experiment.BackpropB:
		return "b"
	case experiment.BackpropZ:
		return "z"
	case experiment.BackpropA:
		return "a"
	case experiment.BackpropL:
		return "L"
	case experiment.BackpropD:
		return "δ"
	case experiment.BackpropDW:
		return "∂L/∂w"
	default:
		return "∂L/∂b"
	}
}

// digitsFrom writes a number with other digits.
func digitsFrom(n int, digits *[10]string) string {
	if n >= 0 && n <= 9 {
		return digits[n] // takes no memory
	}
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		b.WriteString(digits[c-'0'])
	}
	return b.String()
}

// subscripts writes a number below the line.
func subscripts(n int) string {
	return digitsFrom(n, &[...]string{"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"})
}

// superscript writes the number of a layer: ⁽²⁾.
func superscript(layer int) string {
	small := [...]string{"⁽⁰⁾", "⁽¹⁾", "⁽²⁾", "⁽³⁾", "⁽⁴⁾", "⁽⁵⁾", "⁽⁶⁾", "⁽⁷⁾", "⁽⁸⁾", "⁽⁹⁾"}
	if layer >= 0 && layer < len(small) {
		return small[layer] // takes no memory
	}
	return "⁽" + digitsFrom(layer, &[...]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}) + "⁾"
}

// sign writes a number's name as formulas do: z₂⁽¹⁾, w₁₃⁽²⁾, x₁.
func (l Look) sign(n experiment.BackpropName) string {
	text := letter(n.Kind)
	switch n.Kind {
	case experiment.BackpropL:
		return text
	case experiment.BackpropX, experiment.BackpropT:
		return l.join(text, subscripts(n.Unit+1))
	case experiment.BackpropW, experiment.BackpropDW:
		comma := ""
		if n.Unit > 8 || n.From > 8 {
			comma = ","
		}
		return l.join(text, subscripts(n.Unit+1), comma, subscripts(n.From+1), superscript(n.Layer+1))
	default:
		return l.join(text, subscripts(n.Unit+1), superscript(n.Layer+1))
	}
}

// belowName is what a weight of a layer multiplies.
func belowName(layer, from int) experiment.BackpropName {
	if layer == 0 {
		return experiment.BackpropName{Kind: experiment.BackpropX, Unit: from}
	}
	return experiment.BackpropName{Kind: experiment.BackpropA, Layer: layer - 1, Unit: from}
}

// inLayer is the name of a unit's number.
func inLayer(kind experiment.BackpropKind, layer, unit int) experiment.BackpropName {
	return experiment.BackpropName{Kind: kind, Layer: layer, Unit: unit}
}

// edgeOf is a weight, or its derivative.
func edgeOf(kind experiment.BackpropKind, layer, unit, from int) experiment.BackpropName {
	return experiment.BackpropName{Kind: kind, Layer: layer, Unit: unit, From: from}
}

// gradientOf is the derivative by a weight or bias.
func gradientOf(n experiment.BackpropName) experiment.BackpropName {
	if n.Kind == experiment.BackpropW {
		n.Kind = experiment.BackpropDW
	} else {
		n.Kind = experiment.BackpropDB
	}
	return n
}

// BackpropSubject is the number that the present micro-step works out for the
// chosen unit or weight.
func BackpropSubject(d BackpropData) experiment.BackpropName {
	phase, layer := d.Run.Phase()
	unit := d.Unit
	if d.Layer != layer+1 {
		unit = 0
	}
	switch phase {
	case experiment.BackpropSum:
		return inLayer(experiment.BackpropZ, layer, unit)
	case experiment.BackpropActivation:
		return inLayer(experiment.BackpropA, layer, unit)
	case experiment.BackpropLoss:
		return experiment.BackpropName{Kind: experiment.BackpropL}
	case experiment.BackpropDelta:
		return inLayer(experiment.BackpropD, layer, unit)
	case experiment.BackpropGradient:
		return gradientOf(weightIn(d, layer, unit))
	case experiment.BackpropUpdate:
		return weightIn(d, layer, unit)
	case experiment.BackpropSample:
	}
	if d.Layer == d.Run.Layers() {
		return experiment.BackpropName{Kind: experiment.BackpropT, Unit: d.Unit}
	}
	return experiment.BackpropName{Kind: experiment.BackpropX, Unit: min(d.Unit, d.Run.Network().Sizes()[0]-1)}
}

// BackpropPhase names the present micro-step.
func BackpropPhase(look Look, b *experiment.Backprop) string {
	phase, layer := b.Phase()
	at := superscript(layer + 1)
	switch phase {
	case experiment.BackpropSum:
		return look.join(look.Words.T("backprop.forward"), " z", at)
	case experiment.BackpropActivation:
		if layer == b.Layers()-1 {
			return look.join(look.Words.T("backprop.prediction"), " a", at)
		}
		return look.join(look.Words.T("backprop.forward"), " a", at)
	case experiment.BackpropLoss:
		return look.join(look.Words.T("backprop.loss-phase"), " L")
	case experiment.BackpropDelta:
		return look.join(look.Words.T("backprop.backward"), " δ", at)
	case experiment.BackpropGradient:
		return look.join(look.Words.T("backprop.backward"), " ∂L/∂W", at)
	case experiment.BackpropUpdate:
		return look.join(look.Words.T("backprop.update"), " W", at)
	case experiment.BackpropSample:
	}
	return look.Words.T("backprop.sample-phase")
}

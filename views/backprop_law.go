package views

import (
	"math"
	"strings"

	"nabla/sim/experiment"
	"nabla/sim/network"
)

// functionOf is the name of a layer's function, as a formula calls it.
func functionOf(b *experiment.Backprop, layer int) string {
	c := b.Network().Config()
	if layer < b.Layers()-1 {
		return c.Activation.Name()
	}
	return c.Output.Name()
}

// activationWork is a = φ(z).
func activationWork(look Look, b *experiment.Backprop, layer, unit int) backpropWork {
	name, z := inLayer(experiment.BackpropA, layer, unit), inLayer(experiment.BackpropZ, layer, unit)
	function := functionOf(b, layer)
	w := backpropWork{name: name, more: slopeLaw(look, b, layer, unit, 6)}
	if b.Hidden(name) {
		w.more = "" // φ′ would give it away
	}
	switch function {
	case "softmax":
		return softmaxWork(look, b, layer, unit, w)
	case "linear", "identity":
		w.signs = look.join(look.sign(name), " = ", look.sign(z))
		w.numbers = func(figures int) string {
			return look.join(w.signs, " = ", orAsked(b, name, look.result(b.Number(name), figures)))
		}
		return w
	case "sigmoid":
		w.signs = look.join(look.sign(name), " = σ(", look.sign(z), "), σ(z) = ", network.ActivationFormula(function))
	default:
		w.signs = look.join(look.sign(name), " = φ(", look.sign(z), "), φ(z) = ", network.ActivationFormula(plainName(function)))
	}
	w.numbers = func(figures int) string {
		return look.join(look.sign(name), " = ", shortName(function), "(", look.result(b.Number(z), figures), ") = ", orAsked(b, name, look.result(b.Number(name), figures-2)))
	}
	return w
}

// plainName is a function's name without its options.
func plainName(function string) string {
	name, _, _ := strings.Cut(function, "(")
	return name
}

func shortName(function string) string {
	if function == "sigmoid" {
		return "σ"
	}
	return plainName(function)
}

// softmaxWork is a = e^z / Σ e^z.
func softmaxWork(look Look, b *experiment.Backprop, layer, unit int, w backpropWork) backpropWork {
	count := b.Network().Sizes()[layer+1]
	w.signs = look.join(look.sign(w.name), " = e^", look.sign(inLayer(experiment.BackpropZ, layer, unit)), " / Σ e^z", superscript(layer+1))
	w.numbers = func(figures int) string {
		var below []string
		for k := range min(count, mostTerms) {
			below = append(below, look.join("e^", look.factor(b.Pass().Z(layer, 0, k), figures)))
		}
		if count > mostTerms {
			below = append(below, "…")
		}
		return look.join(look.sign(w.name), " = e^", look.factor(b.Pass().Z(layer, 0, unit), figures), " / (", strings.Join(below, " + "), ") = ",
			orAsked(b, w.name, look.result(b.Number(w.name), figures-2)))
	}
	return w
}

// slopeLaw writes φ′(z) of a unit with its numbers.
func slopeLaw(look Look, b *experiment.Backprop, layer, unit, figures int) string {
	z, a := b.Pass().Z(layer, 0, unit), b.Pass().A(layer, 0, unit)
	slope := look.result(b.Pass().Slope(layer, 0, unit), figures-2)
	left := look.join("φ′(", look.sign(inLayer(experiment.BackpropZ, layer, unit)), ") = ")
	switch plainName(functionOf(b, layer)) {
	case "linear", "identity":
		return look.join(left, "1")
	case "sigmoid", "softmax":
		return look.join(left, "a·(1 − a) = ", look.factor(a, figures), "·(1 − ", look.factor(a, figures), ") = ", slope)
	case "tanh":
		return look.join(left, "1 − a² = 1 − ", look.power(look.factor(a, figures), "2"), " = ", slope)
	case "relu", "leaky-relu":
		if z > 0 {
			return look.join(left, slope, " (z > 0)")
		}
		return look.join(left, slope, " (z ≤ 0)")
	case "softsign":
		return look.join(left, "1/(1 + |z|)² = ", slope)
	case "softplus":
		return look.join(left, "σ(z) = ", slope)
	case "elu":
		if z > 0 {
			return look.join(left, slope, " (z > 0)")
		}
		return look.join(left, "eᶻ = ", slope)
	case "silu":
		return look.join(left, "σ(z)·(1 + z·(1 − σ(z))) = ", slope)
	case "gelu":
		return look.join(left, "Φ(z) + z·Φ′(z) = ", slope)
	}
	return left + slope
}

// lossWork is L.
func lossWork(look Look, b *experiment.Backprop) backpropWork {
	c := b.Network().Config()
	name := experiment.BackpropName{Kind: experiment.BackpropL}
	m := b.Network().Sizes()[b.Layers()]
	more := ""
	if c.Loss == network.BCE || c.Loss == network.CrossEntropy {
		more = look.Words.T("backprop.loss")
	}
	return backpropWork{
		name: name,
		numbers: func(figures int) string {
			var parts []string
			for k := range min(m, mostTerms) {
				parts = append(parts, lossTerm(look, b, k, figures))
			}
			if m > mostTerms {
				parts = append(parts, "…")
			}
			sum := strings.Join(parts, " + ")
			divisor := m
			switch c.Loss {
			case network.HalfMSE:
				divisor = 2 * m
			case network.CrossEntropy:
				divisor = 1
			default:
			}
			if len(parts) > 1 && divisor > 1 {
				sum = look.join("(", sum, ")")
			}
			return look.join("L = ", look.over(sum, divisor), " = ", orAsked(b, name, look.result(b.Loss(), max(1, figures-lossLost(b)))))
		},
		signs: look.join("L = ", c.Loss.Name(), ": ", network.LossFormula(c.Loss.Name())),
		more:  more,
	}
}

// lossLost is how many figures fewer the loss has than what it is worked out from.
func lossLost(b *experiment.Backprop) int {
	if b.Network().Config().Loss == network.BCE || b.Network().Config().Loss == network.CrossEntropy {
		return 3
	}
	var d, y, t float64 // of the output farthest off
	for k := range b.Network().Sizes()[b.Layers()] {
		a := b.Pass().A(b.Layers()-1, 0, k)
		if off := a - b.Target(k); math.Abs(off) >= math.Abs(d) {
			d, y, t = off, a, b.Target(k)
		}
	}
	return 2 + lost(d, y, t)
}

// lossTerm is what one output adds to the loss.
func lossTerm(look Look, b *experiment.Backprop, k, figures int) string {
	y, t := b.Pass().A(b.Layers()-1, 0, k), b.Target(k)
	difference := look.join(look.result(y, figures), " − ", look.factor(t, figures))
	switch b.Network().Config().Loss {
	case network.MAE:
		return look.join("|", difference, "|")
	case network.Huber:
		if math.Abs(y-t) > 1 {
			return look.join("(|", difference, "| − ½)")
		}
		return look.join("½·(", difference, ")²")
	case network.BCE:
		switch t {
		case 0:
			return look.join("(−ln(1 − ", look.factor(y, figures), "))")
		case 1:
			return look.join("(−ln ", look.factor(y, figures), ")")
		}
		return look.join("(−", look.factor(t, figures), "·ln ", look.factor(y, figures), " − (1 − ", look.factor(t, figures), ")·ln(1 − ", look.factor(y, figures), "))")
	case network.CrossEntropy:
		return look.join("(−", look.factor(t, figures), "·ln ", look.factor(y, figures), ")")
	default:
		return look.join("(", difference, ")²")
	}
}

// outputDelta is δ of an output.
func outputDelta(look Look, b *experiment.Backprop, unit int) backpropWork {
	layer, m := b.Layers()-1, b.Network().Sizes()[b.Layers()]
	name := inLayer(experiment.BackpropD, layer, unit)
	a, t := b.Pass().A(layer, 0, unit), b.Target(unit)
	as, ts := look.sign(inLayer(experiment.BackpropA, layer, unit)), look.join("t", subscripts(unit+1))
	w := backpropWork{name: name}
	if b.Together() {
		return togetherDelta(look, b, unit, w)
	}
	slope := b.Pass().Slope(layer, 0, unit)
	w.signs = look.join(look.sign(name), " = ∂L/∂", as, "·φ′(", look.sign(inLayer(experiment.BackpropZ, layer, unit)), ")")
	w.more = look.join("∂L/∂", as, " = ", lossSlopeLaw(look, b, look.join(as, " − ", ts), m), "; ", slopeLaw(look, b, layer, unit, 6))
	w.numbers = func(figures int) string {
		return look.join(look.sign(name), " = ", lossSlopeLaw(look, b, look.join(look.result(a, figures), " − ", look.factor(t, figures)), m), "·", look.factor(slope, figures), " = ",
			orAsked(b, name, look.result(b.Number(name), max(1, figures-1-lost(a-t, a, t)))))
	}
	return w
}

// lossSlopeLaw is ∂L/∂a in the difference a − t.
func lossSlopeLaw(look Look, b *experiment.Backprop, difference string, m int) string {
	switch b.Network().Config().Loss {
	case network.MSE:
		return look.over(look.join("2·(", difference, ")"), m)
	case network.MAE:
		return look.over(look.join("sign(", difference, ")"), m)
	case network.Huber:
		return look.over(look.join("max(−1, min(1, ", difference, "))"), m)
	default:
		return look.over(look.join("(", difference, ")"), m)
	}
}

// togetherDelta is δ of an output whose function and loss go together.
func togetherDelta(look Look, b *experiment.Backprop, unit int, w backpropWork) backpropWork {
	layer, m := b.Layers()-1, b.Network().Sizes()[b.Layers()]
	a, t := b.Pass().A(layer, 0, unit), b.Target(unit)
	as, ts := look.sign(inLayer(experiment.BackpropA, layer, unit)), look.join("t", subscripts(unit+1))
	total := 0.0
	for k := range m {
		total += b.Target(k)
	}
	c := b.Network().Config()
	w.more = look.Words.T("backprop.together")
	switch c.Loss {
	case network.BCE:
		w.signs = look.join(look.sign(w.name), " = ", look.over(look.join("(", as, " − ", ts, ")"), m))
		w.numbers = func(figures int) string {
			return look.join(look.sign(w.name), " = ", look.over(look.join("(", look.result(a, figures), " − ", look.factor(t, figures), ")"), m), " = ",
				orAsked(b, w.name, look.result(b.Number(w.name), max(1, figures-1-lost(a-t, a, t)))))
		}
	case network.CrossEntropy:
		w.signs = look.join(look.sign(w.name), " = ", as, "·Σt − ", ts)
		w.numbers = func(figures int) string {
			return look.join(look.sign(w.name), " = ", look.factor(a, figures), "·", look.factor(total, figures), " − ", look.factor(t, figures), " = ",
				orAsked(b, w.name, look.result(b.Number(w.name), max(1, figures-1-lost(float64(a*total)-t, a*total, t)))))
		}
	default:
		own, mean := b.LossSlope(unit), 0.0
		for k := range m {
			mean += float64(b.LossSlope(k) * b.Pass().A(layer, 0, k))
		}
		w.signs = look.join(look.sign(w.name), " = ", as, "·(g − Σ g·a), g = ∂L/∂a")
		w.numbers = func(figures int) string {
			return look.join(look.sign(w.name), " = ", look.factor(a, figures), "·(", look.result(own, figures), " − ", look.factor(mean, figures), ") = ",
				orAsked(b, w.name, look.result(b.Number(w.name), max(1, figures-1-lost(own-mean, own, mean)))))
		}
	}
	return w
}

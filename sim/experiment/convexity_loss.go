package experiment

import (
	"nabla/sim"
	"nabla/sim/calculus"
)

// The losses of one sample that are tested over the prediction.
const (
	lossMSE    = "mse"
	lossMAE    = "mae"
	lossHuber  = "huber"
	lossBCE    = "bce"
	lossLogits = "bce-logits"
)

// lossCurves lists the losses that can be tested over the prediction.
func lossCurves() []string { return []string{lossMSE, lossMAE, lossHuber, lossBCE, lossLogits} }

// lossCurve is a loss of one sample over what a network says of it.
type lossCurve struct {
	formula  *calculus.Formula
	variable string  // what is on the axis: the prediction ŷ or the logit z
	text     string  // as a textbook has it
	lo, hi   float64 // a range worth testing
}

// newLossCurve returns the loss over the prediction ŷ of a sample whose true
// value is y; bce-logits over z with ŷ = σ(z), as it is computed in training.
func newLossCurve(name string, y float64) (lossCurve, error) {
	truth := "(" + sim.FormatNumber(y) + ")"
	c := lossCurve{variable: "ŷ", text: aboutLossCurve(name), lo: -3, hi: 4}
	text := "(p - " + truth + ")^2"
	switch name {
	case lossMAE:
		text = "|p - " + truth + "|"
	case lossHuber:
		text = "min(|p - " + truth + "|, 1)^2/2 + max(|p - " + truth + "| - 1, 0)"
	case lossBCE:
		c.lo, c.hi = 0.05, 0.95
		text = crossEntropyText(y)
	case lossLogits:
		c.variable, c.lo, c.hi = "z", -6, 6
		text = "softplus(p) - " + truth + "*p"
	}
	f, err := calculus.Parse(text, "p")
	c.formula = f
	return c, err
}

// crossEntropyText leaves out the part that is 0, which would be 0·∞ at an end.
func crossEntropyText(y float64) string {
	switch y {
	case 0:
		return "-ln(1 - p)"
	case 1:
		return "-ln(p)"
	}
	return "-(" + sim.FormatNumber(y) + ")*ln(p) - (1 - " + sim.FormatNumber(y) + ")*ln(1 - p)"
}

// aboutLossCurve is the formula of a loss.
func aboutLossCurve(name string) string {
	switch name {
	case lossMSE:
		return "(ŷ − y)²"
	case lossMAE:
		return "|ŷ − y|"
	case lossHuber:
		return "½d² (|d|≤1), |d|−½; d = ŷ − y"
	case lossBCE:
		return "−y·ln ŷ − (1 − y)·ln(1 − ŷ)"
	case lossLogits:
		return "ln(1 + eᶻ) − y·z, ŷ = σ(z)"
	}
	return ""
}

// LossVerdict is what the chords of a grid say of a loss over the prediction.
type LossVerdict struct {
	Loss   string
	Convex bool // no chord is below the curve
	Chords int
}

// judgeLosses tests all chords of every loss at once.
func judgeLosses(truth float64) ([]LossVerdict, error) {
	names := lossCurves()
	verdicts := make([]LossVerdict, len(names))
	for i, name := range names {
		c, err := newLossCurve(name, truth)
		if err != nil {
			return nil, err
		}
		p, g := probe{formula: c.formula, sign: 1}, newChordGrid(c.lo, c.hi)
		v := LossVerdict{Loss: name, Convex: true, Chords: g.pairs()}
		for n := range v.Chords {
			from, to := g.pair(n)
			chord := newChord(&p, g.at(from), g.at(to))
			v.Convex = v.Convex && chord.Cuts() == 0
		}
		verdicts[i] = v
	}
	return verdicts, nil
}

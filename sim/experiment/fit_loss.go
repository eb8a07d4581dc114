package experiment

import (
	"math"

	"nabla/sim/elementary"
)

// fitLosses lists the losses that a fit can make small: the means over all
// points of the error e = ŷ − y by
//
//	mae    |e|
//	mse    e²
//	huber  ½e² where |e| ≤ 1, else |e| − ½
//	bce    −y·ln ŷ − (1−y)·ln(1−ŷ), with the logistic curve only
func fitLosses() []string { return []string{lossMAE, lossMSE, lossHuber, lossBCE} }

func aboutFitLoss(name string) string {
	switch name {
	case lossMAE:
		return "|ŷ−y|"
	case lossMSE:
		return "(ŷ−y)²"
	case lossHuber:
		return "|ŷ−y| ≤ 1: ½(ŷ−y)²; else |ŷ−y|−½"
	case lossBCE:
		return "−y·ln ŷ − (1−y)·ln(1−ŷ)"
	}
	return ""
}

// fitTask is what is fitted to what by which loss. It does not change, and clones
// share it.
type fitTask struct {
	curve fitCurve
	loss  string
	data  fitData
	id    string // see [Fit.ID]
}

// FitPoint is one point of the data at some parameters.
type FitPoint struct {
	X        float64 // as in the data
	Input    float64 // as the curve gets it: X, scaled
	Target   float64 // y
	Output   float64 // ŷ
	Residual float64 // ŷ − y
	Loss     float64 // ℓ, before the mean is taken
	Pull     float64 // ∂ℓ/∂ŷ; with bce ∂ℓ/∂z = ŷ − y, z being what ŷ is σ of
	Slopes   Theta   // ∂ŷ/∂θ; with bce ∂z/∂θ
	Gradient Theta   // ∂ℓ/∂θ = Pull·Slopes
}

// point works out one point.
func (t *fitTask) point(theta *Theta, i int) FitPoint {
	p := FitPoint{X: t.data.xs[i], Input: t.data.inputs[i], Target: t.data.targets[i]}
	logit := t.loss == lossBCE
	z, slopes := t.curve.at(theta, p.Input, logit)
	p.Slopes, p.Output = slopes, z
	if logit {
		p.Output = elementary.Sigmoid(z)
	}
	p.Residual = p.Output - p.Target
	p.Loss = t.cost(z, p.Target)
	switch t.loss {
	case lossMAE:
		p.Pull = sign(p.Residual)
	case lossHuber:
		p.Pull = min(max(p.Residual, -1), 1)
	case lossBCE:
		p.Pull = p.Residual
	default:
		p.Pull = 2 * p.Residual
	}
	for j := range p.Gradient {
		p.Gradient[j] = p.Pull * p.Slopes[j]
	}
	return p
}

// cost is the loss ℓ of a point with the target y, of ŷ or, with bce, of what ŷ is
// σ of.
func (t *fitTask) cost(output, y float64) float64 {
	e := output - y
	switch size := math.Abs(e); {
	case t.loss == lossBCE:
		return logisticCost(output, y)
	case t.loss == lossMAE:
		return size
	case t.loss == lossHuber && size > 1:
		return size - 0.5
	case t.loss == lossHuber:
		return float64(e*e) / 2
	}
	return e * e
}

// logisticCost is −y·ln σ(z) − (1−y)·ln σ(−z), without a logarithm of 0.
func logisticCost(z, y float64) float64 {
	return max(z, 0) - float64(z*y) + elementary.Log1p(elementary.Exp(-math.Abs(z)))
}

// sign is the slope of |e|; that at 0 is 0, as PyTorch has it.
func sign(e float64) float64 {
	switch {
	case e > 0:
		return 1
	case e < 0:
		return -1
	}
	return e // 0, or NaN
}

// sum works out all points: the loss L and its gradient ∂L/∂θ, means over the
// points.
func (t *fitTask) sum(theta *Theta) (loss float64, gradient Theta) {
	for i := range t.data.targets {
		p := t.point(theta, i)
		loss += p.Loss
		for j := range gradient {
			gradient[j] += p.Gradient[j]
		}
	}
	n := float64(len(t.data.targets))
	for j := range gradient {
		gradient[j] /= n
	}
	return loss / n, gradient
}

// quadratic reports whether the loss is a quadratic function of the parameters.
func (t *fitTask) quadratic() bool { return t.loss == lossMSE && t.curve.linear() }

// size is the number of parameters.
func (t *fitTask) size() int { return len(t.curve.names) }

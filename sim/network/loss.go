package network

import (
	"slices"

	"nabla/sim/elementary"
	"nabla/sim/network/kernel"
)

// Loss is the function that training makes small.
type Loss uint8

// The losses, where y are the outputs, t the targets, z the last layer's
// pre-activations, B the samples and m the outputs. Those without logarithms go
// with every output. PyTorch and Keras take the same means; that bce and cross-entropy
// are computed from z and not from y, which keeps them exact however large |z|
// is, is PyTorch's BCEWithLogitsLoss and CrossEntropyLoss, and from_logits=True
// in Keras.
const (
	MSE          Loss = iota // Σ (y−t)² / (B·m), PyTorch's MSELoss
	HalfMSE                  // half of it
	MAE                      // Σ |y−t| / (B·m), PyTorch's L1Loss
	Huber                    // Σ h(y−t) / (B·m), h(d) = ½d² where |d| ≤ 1, else |d|−½: PyTorch's HuberLoss with δ = 1
	BCE                      // Σ max(z,0) − t·z + log(1+e^−|z|), over B·m: with the sigmoid output only
	CrossEntropy             // −Σ t·log y, over B: with the softmax output only; t is one-hot or probabilities
)

var lossNames = [...]string{MSE: "mse", HalfMSE: "half-mse", MAE: "mae", Huber: "huber", BCE: "bce", CrossEntropy: "cross-entropy"}

// ParseLoss finds a loss by its name, one of [Losses]. The error is a [NameError].
func ParseLoss(name string) (Loss, error) {
	if i := slices.Index(lossNames[:], name); i >= 0 {
		return Loss(i), nil
	}
	return 0, NameError{Kind: "loss", Name: name, Accepted: Losses()}
}

// Losses lists the names that [ParseLoss] knows.
func Losses() []string { return slices.Clone(lossNames[:]) }

// Name returns what [ParseLoss] reads back.
func (l Loss) Name() string { return lossNames[l] }

// needs returns the one output a loss goes with, if there is only one.
func (l Loss) needs() (Output, bool) {
	switch l {
	case BCE:
		return SigmoidOutput, true
	case CrossEntropy:
		return SoftmaxOutput, true
	default:
		return 0, false
	}
}

// accepts reports whether the loss goes with the output.
func (l Loss) accepts(o Output) bool {
	only, limited := l.needs()
	return !limited || only == o
}

// Loss returns the loss of the loaded batch after [Pass.Forward], without the
// penalty. It panics if no targets were loaded.
func (p *Pass) Loss() float64 { return p.net.config.mean(p.addLoss(0), p.batch) }

// mean returns the loss that has the sum Σ over so many samples.
func (c Config) mean(sum float64, samples int) float64 {
	if c.Loss == CrossEntropy {
		return sum / float64(samples)
	}
	if c.Loss == HalfMSE {
		sum /= 2
	}
	return sum / float64(samples*c.Outputs)
}

// addLoss adds what the loaded samples cost to the Σ of the loss.
func (p *Pass) addLoss(sum float64) float64 {
	p.needTargets()
	last := &p.layers[len(p.layers)-1]
	units := p.net.config.Outputs
	for sample := range p.batch {
		first, lane := sample/kernel.Width*units, sample%kernel.Width
		a, z, t := last.a[first:][:units], last.z[first:][:units], p.t[first:][:units]
		switch p.net.config.Loss {
		case BCE:
			for u := range z {
				sum += logisticLoss(z[u][lane], t[u][lane])
			}
		case CrossEntropy:
			sum += crossEntropy(z, t, lane)
		default:
			for u := range a {
				sum += p.net.config.Loss.cost(a[u][lane] - t[u][lane])
			}
		}
	}
	return sum
}

// cost is what a difference d = y−t adds to Σ; half-mse is halved at the end.
func (l Loss) cost(d float64) float64 {
	size := max(d, -d)
	switch {
	case l == MAE:
		return size
	case l == Huber && size > 1:
		return size - 0.5
	case l == Huber:
		return float64(d*d) / 2
	default:
		return float64(d * d)
	}
}

// pull is the derivative of the cost by d, but for the factor 2 of the squares;
// that of |d| is 0 at 0, as PyTorch has it.
func (l Loss) pull(d float64) float64 {
	switch {
	case l == Huber:
		return max(-1, min(1, d))
	case l == MAE && d > 0:
		return 1
	case l == MAE && d < 0:
		return -1
	default:
		return d
	}
}

// logisticLoss is −t·log σ(z) − (1−t)·log σ(−z), without a logarithm of 0.
func logisticLoss(z, t float64) float64 {
	distance := max(z, -z)
	return (max(z, 0) - float64(t*z)) + elementary.Log1p(elementary.Exp(-distance))
}

// crossEntropy is −Σ t·log softmax(z) of one lane, by
// log softmax(z)ᵤ = zᵤ − zmax − log(1 + Σ over the others e^(z−zmax)).
func crossEntropy(z, t []kernel.Lanes, lane int) float64 {
	top := largest(z, lane)
	others := 0.0
	for u := range z {
		if u != top {
			others += elementary.Exp(z[u][lane] - z[top][lane])
		}
	}
	tail := elementary.Log1p(others)
	sum := 0.0
	for u := range z {
		if t[u][lane] != 0 { // a class that cannot be may have z = −∞
			sum += float64(t[u][lane] * ((z[top][lane] - z[u][lane]) + tail))
		}
	}
	return sum
}

// BackwardOutput computes δ = ∂L/∂z of the last layer from the outputs and the
// targets; [Pass.BackwardLayer] goes on from there. It panics if no targets
// were loaded.
func (p *Pass) BackwardOutput() {
	p.needTargets()
	config, last := &p.net.config, &p.layers[len(p.layers)-1]
	units := config.Outputs
	n := kernel.Strips(p.batch) * units
	switch {
	case config.Loss == BCE:
		logisticDelta(last.delta[:n], last.a, last.slope, p.t, 1/float64(p.total*units))
	case config.Loss == CrossEntropy:
		p.eachSample(func(first, lane int) {
			crossEntropyDelta(last.delta[first:][:units], last.a[first:], last.z[first:][:units], p.t[first:], lane, 1/float64(p.total))
		})
	case config.Output == SoftmaxOutput:
		factor := p.pullFactor()
		p.eachSample(func(first, lane int) {
			softmaxDelta(config.Loss, last.delta[first:][:units], last.a[first:], p.t[first:], lane, factor)
		})
	default:
		plainDelta(config.Loss, last.delta[:n], last.a, last.slope, p.t, p.pullFactor())
	}
	kernel.ClearDead(last.delta, units, p.batch)
}

// pullFactor is what ∂L/∂y has before what [Loss.pull] returns.
func (p *Pass) pullFactor() float64 {
	twice := 1.0
	if p.net.config.Loss == MSE {
		twice = 2
	}
	return twice / float64(p.total*p.net.config.Outputs)
}

// eachSample calls f with the first Lanes of a sample's outputs and its lane.
func (p *Pass) eachSample(f func(first, lane int)) {
	for sample := range p.batch {
		f(sample/kernel.Width*p.net.config.Outputs, sample%kernel.Width)
	}
}

// plainDelta is δ = factor·pull(a−t)·φ′(z).
func plainDelta(l Loss, delta, a, slope, t []kernel.Lanes, factor float64) {
	for i := range delta {
		for lane := range kernel.Width {
			delta[i][lane] = factor * l.pull(a[i][lane]-t[i][lane]) * slope[i][lane]
		}
	}
}

// softmaxDelta is δ = Jᵀg with g = factor·pull(a−t) and the softmax's
// Jacobian J = diag(a) − a·aᵀ: δᵤ = aᵤ·(gᵤ − Σ gᵥaᵥ).
func softmaxDelta(l Loss, delta, a, t []kernel.Lanes, lane int, factor float64) {
	mean := 0.0
	for u := range delta {
		g := factor * l.pull(a[u][lane]-t[u][lane])
		delta[u][lane] = g
		mean += float64(g * a[u][lane])
	}
	for u := range delta {
		delta[u][lane] = a[u][lane] * (delta[u][lane] - mean)
	}
}

// logisticDelta is δ = factor·(a−t), written a·(1−t) − t·(1−a) with 1−a taken
// from the slope a·(1−a), so that it is right when a is nearly t too.
func logisticDelta(delta, a, slope, t []kernel.Lanes, factor float64) {
	for i := range delta {
		for lane := range kernel.Width {
			y, target := a[i][lane], t[i][lane]
			complement := 1.0
			if y != 0 {
				complement = slope[i][lane] / y
			}
			delta[i][lane] = factor * (float64(y*(1-target)) - float64(target*complement))
		}
	}
}

// crossEntropyDelta is δ = factor·(a·Σt − t), where the largest output is
// taken as 1 − (the others), so that it is right when it is nearly 1 too.
func crossEntropyDelta(delta, a, z, t []kernel.Lanes, lane int, factor float64) {
	top := largest(z, lane)
	total, others := 0.0, 0.0
	for u := range delta {
		total += t[u][lane]
		if u != top {
			others += a[u][lane]
		}
	}
	for u := range delta {
		d := float64(a[u][lane]*total) - t[u][lane]
		if u == top {
			d = (total - t[u][lane]) - float64(others*total)
		}
		delta[u][lane] = factor * d
	}
}

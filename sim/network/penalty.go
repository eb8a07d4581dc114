package network

import "math"

// MaxPenalty is the largest L1 and L2 of a [Config].
const MaxPenalty = 1000

// Penalty returns what large weights cost,
//
//	L1·Σ|w| + ½·L2·Σw²
//
// over the weights of all layers, biases left out, with the L1 and L2 of the
// network's [Config]. Training makes the loss and the penalty together small;
// [Pass.Loss] is the loss alone, [Pass.Grad] the gradient of both. The penalty's
// part of ∂/∂w is L1·sign(w) + L2·w, with sign(0) = 0.
//
// This is TensorFlow Playground's. The weight_decay of PyTorch's SGD has the
// gradient L2·w too, but on biases as well unless they are left out. Keras's
// l2(λ) is λΣw², so that its λ is half of L2 here; its l1 is the same.
func (n *Network) Penalty() float64 {
	l1, l2 := n.config.L1, n.config.L2
	penalty := 0.0
	for l := range n.layers {
		// Each term only where asked for: 0·∞ would be NaN.
		if l1 != 0 {
			sum := 0.0
			for _, w := range n.layers[l].Weights {
				sum += math.Abs(w)
			}
			penalty += float64(l1 * sum)
		}
		if l2 != 0 {
			sum := 0.0
			for _, w := range n.layers[l].Weights {
				sum += float64(w * w)
			}
			penalty += float64(l2 / 2 * sum)
		}
	}
	return penalty
}

// penalize adds the penalty's gradient by layer l's weights to grad, which is
// laid out as Params.
func (n *Network) penalize(l int, grad []float64) {
	weights := n.layers[l].Weights
	grad = grad[n.layers[l].Lo:][:len(weights)]
	if l1 := n.config.L1; l1 != 0 {
		for i, w := range weights {
			if w != 0 {
				grad[i] += math.Copysign(l1, w)
			}
		}
	}
	if l2 := n.config.L2; l2 != 0 {
		for i, w := range weights {
			grad[i] += float64(l2 * w)
		}
	}
}

func (c Config) checkPenalty() error {
	if !validPenalty(c.L1) {
		return PenaltyError{Penalty: "l1", Value: c.L1}
	}
	if !validPenalty(c.L2) {
		return PenaltyError{Penalty: "l2", Value: c.L2}
	}
	return nil
}

func validPenalty(p float64) bool { return 0 <= p && p <= MaxPenalty }

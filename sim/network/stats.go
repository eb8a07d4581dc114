package network

import (
	"math"

	"nabla/sim/network/kernel"
)

// LayerStats is what one layer's training looks like from outside, as of the
// last forward and backward. Norms are Frobenius's, √Σx²; for numbers that are
// not finite they are Inf or NaN.
type LayerStats struct {
	GradientNorm     float64 // ‖∂L/∂W‖
	BiasGradientNorm float64 // ‖∂L/∂b‖
	DeltaNorm        float64 // ‖δ‖ over the batch's samples and the layer's units
	WeightNorm       float64 // ‖W‖

	// DeadShare is the share of units whose φ′ is 0 for every sample of the
	// batch: no sample moves their weights. 0 for the last layer.
	DeadShare float64

	// MeanDerivative is the mean of |φ′(z)| over samples and units; for the last
	// layer that of the output function, with the softmax's diagonal (see [Output]).
	MeanDerivative float64
}

// Stats returns layer l's statistics, after [Pass.Backward]. Those of W and φ′
// need [Pass.Forward] only.
func (p *Pass) Stats(l int) LayerStats {
	units := p.net.layers[l].Out
	n := kernel.Strips(p.batch) * units
	weights, bias := p.LayerGrad(l)
	s := LayerStats{
		GradientNorm:     Norm(weights),
		BiasGradientNorm: Norm(bias),
		DeltaNorm:        normOfLanes(p.layers[l].delta[:n]),
		WeightNorm:       Norm(p.net.layers[l].Weights),
	}
	dead := 0
	sum := 0.0
	for u := range units {
		total, moves := p.slopes(l, u)
		sum += total
		if !moves {
			dead++
		}
	}
	s.MeanDerivative = sum / float64(p.batch*units)
	if math.IsNaN(s.DeltaNorm) {
		// At a z that is no number φ has no slope, whatever was stored for it.
		s.MeanDerivative, s.DeadShare = math.NaN(), math.NaN()
		return s
	}
	if l < len(p.layers)-1 {
		s.DeadShare = float64(dead) / float64(units)
	}
	return s
}

// slopes sums |φ′| of a unit over the batch, and reports whether any is not 0.
func (p *Pass) slopes(l, unit int) (total float64, moves bool) {
	for sample := range p.batch {
		slope := p.Slope(l, sample, unit)
		total += math.Abs(slope)
		moves = moves || slope != 0
	}
	return total, moves
}

// Norm returns √Σx², also where the squares would overflow or underflow.
func Norm(x []float64) float64 {
	peak := largestAbs(0, x)
	if peak == 0 || math.IsInf(peak, 0) || math.IsNaN(peak) {
		return peak
	}
	down, up := scales(peak)
	return math.Ldexp(math.Sqrt(addSquares(0, x, down)), up)
}

// normOfLanes is [Norm] over strips whose dead lanes are 0.
func normOfLanes(x []kernel.Lanes) float64 {
	peak := 0.0
	for i := range x {
		peak = largestAbs(peak, x[i][:])
	}
	if peak == 0 || math.IsInf(peak, 0) || math.IsNaN(peak) {
		return peak
	}
	down, up := scales(peak)
	sum := 0.0
	for i := range x {
		sum = addSquares(sum, x[i][:], down)
	}
	return math.Ldexp(math.Sqrt(sum), up)
}

// largestAbs returns the largest |x|, or NaN if there is one.
func largestAbs(peak float64, x []float64) float64 {
	for _, value := range x {
		peak = max(peak, math.Abs(value))
	}
	return peak
}

// scales returns a power of two that brings numbers up to peak near 1, and the
// exponent that takes a norm of them back. Powers of two round nothing.
func scales(peak float64) (down float64, up int) {
	const lowest = -1000 // 2⁻ˡᵒʷᵉˢᵗ is still finite
	_, up = math.Frexp(peak)
	up = max(up, lowest)
	return math.Ldexp(1, -up), up
}

func addSquares(sum float64, x []float64, scale float64) float64 {
	for _, value := range x {
		value *= scale
		sum += float64(value * value)
	}
	return sum
}

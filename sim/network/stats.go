package network

import (
	"math"

	"nabla/sim/network/kernel"
)

// LayerStats is what one layer's training looks like from outside, as of the
// last forward and backward. Norms are Frobenius's, √Σx²; for numbers that are
// not finite they are Inf or NaN.
type LayerStats struct {
	GradientNorm     float64 // ‖∂L/∂W‖, with the penalty's part in it
	BiasGradientNorm float64 // ‖∂L/∂b‖
	DeltaNorm        float64 // ‖δ‖ over the batch's samples and the layer's units
	WeightNorm       float64 // ‖W‖

	// DeadShare is the share of units whose φ′ is 0 for every sample of the
	// batch: no sample moves their weights. 0 for the last layer.
	DeadShare float64

	// MeanDerivative is the mean of |φ′(z)| over samples and units; for the last
	// layer that of the output function, with the softmax's diagonal (see [Output]).
	MeanDerivative float64

	// RMSDerivative is √(mean of φ′(z)²), likewise.
	RMSDerivative float64
}

// Stats returns layer l's statistics, after [Pass.Backward]. Those of W and φ′
// need [Pass.Forward] only.
func (p *Pass) Stats(l int) LayerStats { return p.net.stats(l, p.grad, p.tally(l, nil), p.batch) }

// tally is what a layer's statistics gather from the samples.
type tally struct {
	delta  float64 // ‖δ‖
	slope  float64 // Σ|φ′| over samples and units
	square float64 // Σφ′² likewise
	dead   int     // units whose φ′ is 0 for every sample
}

// tally gathers from the loaded samples. Where moved is given it remembers the
// units whose φ′ was not 0, also for samples loaded before.
func (p *Pass) tally(l int, moved []bool) tally {
	units := p.net.layers[l].Out
	t := tally{delta: normOfLanes(p.layers[l].delta[:kernel.Strips(p.batch)*units])}
	for u := range units {
		total, square, moves := p.slopes(l, u)
		t.slope += total
		t.square += square
		if moved != nil {
			moved[u] = moved[u] || moves
			moves = moved[u]
		}
		if !moves {
			t.dead++
		}
	}
	return t
}

// slopes sums |φ′| and φ′² of a unit over the batch, and reports whether any is
// not 0.
func (p *Pass) slopes(l, unit int) (total, square float64, moves bool) {
	units, slope := p.net.layers[l].Out, p.layers[l].slope
	for first := 0; first < p.batch; first += kernel.Width {
		lanes := &slope[first/kernel.Width*units+unit]
		for lane := range min(kernel.Width, p.batch-first) {
			total += math.Abs(lanes[lane])
			square += float64(lanes[lane] * lanes[lane])
			moves = moves || lanes[lane] != 0
		}
	}
	return total, square, moves
}

// and joins the tallies of two sets of samples. The dead are those of the
// second, whose tally knew of the first.
func (t tally) and(more tally) tally {
	return tally{
		delta: Norm([]float64{t.delta, more.delta}),
		slope: t.slope + more.slope, square: t.square + more.square, dead: more.dead,
	}
}

// stats puts together layer l's statistics.
func (n *Network) stats(l int, grad []float64, t tally, samples int) LayerStats {
	layer := &n.layers[l]
	split := layer.Lo + len(layer.Weights)
	s := LayerStats{
		GradientNorm:     Norm(grad[layer.Lo:split]),
		BiasGradientNorm: Norm(grad[split:][:layer.Out]),
		DeltaNorm:        t.delta,
		WeightNorm:       Norm(layer.Weights),
		MeanDerivative:   t.slope / float64(samples*layer.Out),
		RMSDerivative:    math.Sqrt(t.square / float64(samples*layer.Out)),
	}
	if math.IsNaN(s.DeltaNorm) {
		// At a z that is no number φ has no slope, whatever was stored for it.
		s.MeanDerivative, s.RMSDerivative, s.DeadShare = math.NaN(), math.NaN(), math.NaN()
		return s
	}
	if l < len(n.layers)-1 {
		s.DeadShare = float64(t.dead) / float64(layer.Out)
	}
	return s
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

// largestAbs returns the largest |x|, or NaN if there is one. Without their
// signs numbers are ordered as their bits are, with NaN above all, and of whole
// numbers the largest costs less to find.
func largestAbs(peak float64, x []float64) float64 {
	bits := math.Float64bits(math.Abs(peak))
	for _, value := range x {
		bits = max(bits, math.Float64bits(math.Abs(value)))
	}
	return math.Float64frombits(bits)
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

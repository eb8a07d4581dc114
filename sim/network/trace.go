package network

import (
	"math"
	"slices"

	"nabla/sim/network/kernel"
)

// Part is one of the kinds of numbers that a network is made of or computes.
type Part uint8

// The parts, in the order in which a step comes by them.
const (
	NoPart       Part = iota
	PartWeights       // weights, biases, γ and β
	PartZ             // z, or what φ is taken of
	PartLoss          // the loss alone, its network being finite
	PartGradient      // ∂L/∂w, backwards from the last layer
)

// Trace makes a trip forward and back over the loaded samples and returns the
// first part on its way that is not finite, and the layer: of z the nearest to
// the inputs, of gradients the nearest to the outputs. It returns NoPart where
// all is finite. It panics if no targets were loaded.
func (s *Sweep) Trace() (layer int, what Part) {
	layer = len(s.net.layers)
	masks := s.masks
	for first := 0; first < s.n; first += s.pass.maxBatch {
		if s.several() {
			s.gather(first)
			if s.drops {
				s.pass.Drop(&masks)
			}
		}
		s.pass.Forward()
		layer = min(layer, s.pass.traceZ())
	}
	last := len(s.net.layers) - 1
	if layer <= last {
		return layer, PartZ
	}
	s.Run(nil)
	if loss := s.Loss(); notFinite(loss) {
		return last, PartLoss
	}
	for l := range slices.Backward(s.net.layers) {
		at := &s.net.layers[l]
		if slices.ContainsFunc(s.Grad()[at.Lo:at.Hi], notFinite) {
			return l, PartGradient
		}
	}
	return 0, NoPart
}

// traceZ returns the first layer with a z that is not finite, or the number of layers.
func (p *Pass) traceZ() int {
	for l := range p.layers {
		units := p.net.layers[l].Out
		z := p.layers[l].z
		if p.net.normed(l) && !anyNotFinite(z, units, p.batch) {
			z = p.layers[l].blocks.y
		}
		if anyNotFinite(z, units, p.batch) {
			return l
		}
	}
	return len(p.layers)
}

// anyNotFinite looks at the live lanes of a buffer.
func anyNotFinite(x []kernel.Lanes, units, batch int) bool {
	for sample := range batch {
		for _, lanes := range x[sample/kernel.Width*units:][:units] {
			if v := lanes[sample%kernel.Width]; math.IsNaN(v) || math.IsInf(v, 0) {
				return true
			}
		}
	}
	return false
}

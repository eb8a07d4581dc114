package network

import "nabla/sim/network/kernel"

// Z returns the pre-activation z of a unit of layer l for a sample. Like A,
// Slope and Delta it panics unless layer, sample and unit exist.
func (p *Pass) Z(l, sample, unit int) float64 { return p.at(p.layers[l].z, l, sample, unit) }

// Normalized returns what φ is taken of: ẑ where the layer is normalised, else z.
func (p *Pass) Normalized(l, sample, unit int) float64 {
	if p.net.normed(l) {
		return p.at(p.layers[l].blocks.y, l, sample, unit)
	}
	return p.Z(l, sample, unit)
}

// Mask returns what the mask of the last [Pass.Drop] multiplies φ of a unit of
// a hidden layer by: 0 or 1/(1−p); 1 where none was drawn for this batch.
func (p *Pass) Mask(l, sample, unit int) float64 {
	if !p.drops || l == len(p.layers)-1 {
		return 1
	}
	return p.at(p.layers[l].blocks.mask, l, sample, unit)
}

// A returns the activation a = φ(z), with what [Config] adds to it; in the last
// layer it is the output.
func (p *Pass) A(l, sample, unit int) float64 { return p.at(p.layers[l].a, l, sample, unit) }

// Slope returns φ′ at what φ is taken of, in the last layer the output function's (see [Output]).
func (p *Pass) Slope(l, sample, unit int) float64 { return p.at(p.layers[l].slope, l, sample, unit) }

// Delta returns δ = ∂L/∂z, where L is the mean over the batch.
func (p *Pass) Delta(l, sample, unit int) float64 { return p.at(p.layers[l].delta, l, sample, unit) }

// Input returns an input of a loaded sample.
func (p *Pass) Input(sample, input int) float64 {
	return p.pick(p.x, p.net.config.Inputs, sample, input)
}

// Target returns a target of a loaded sample. It panics if none were loaded.
func (p *Pass) Target(sample, output int) float64 {
	p.needTargets()
	return p.pick(p.t, p.net.config.Outputs, sample, output)
}

func (p *Pass) at(from []kernel.Lanes, l, sample, unit int) float64 {
	return p.pick(from, p.net.layers[l].Out, sample, unit)
}

func (p *Pass) pick(from []kernel.Lanes, units, sample, unit int) float64 {
	if uint(sample) >= uint(p.batch) || uint(unit) >= uint(units) {
		panic("network: no such sample or unit")
	}
	return from[sample/kernel.Width*units+unit][sample%kernel.Width]
}

// CopyOutput copies a sample's outputs to dst. It panics if dst is shorter.
func (p *Pass) CopyOutput(sample int, dst []float64) {
	last := len(p.layers) - 1
	dst = dst[:p.net.config.Outputs]
	for u := range dst {
		dst[u] = p.A(last, sample, u)
	}
}

// CopyUnit copies the activation of one unit of layer l for every sample of
// the batch, in order, to dst: what a map over the inputs shows. It panics if
// dst is shorter than the batch.
func (p *Pass) CopyUnit(l, unit int, dst []float64) {
	units := p.net.layers[l].Out
	if uint(unit) >= uint(units) {
		panic("network: no such unit")
	}
	a := p.layers[l].a
	dst = dst[:p.batch]
	i := unit
	for ; len(dst) >= kernel.Width; i += units {
		*(*kernel.Lanes)(dst) = a[i]
		dst = dst[kernel.Width:]
	}
	if len(dst) > 0 {
		copy(dst, a[i][:])
	}
}

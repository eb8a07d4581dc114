package network

import (
	"math"

	"nabla/sim"
	"nabla/sim/network/kernel"
)

// passBlocks holds what a hidden layer computed beyond φ(W·a + b).
type passBlocks struct {
	da             []kernel.Lanes // ∂L/∂a
	hat, y         []kernel.Lanes // x̂ = (z − mean)/√(var + ε) and ẑ
	mask           []kernel.Lanes // 0 or 1/(1−p)
	mean, variance []float64      // of each unit
	scale          []float64      // 1/√(var + ε) of each unit
	scales         []kernel.Lanes // of each sample
}

// makeBlocks takes the memory that the network's config asks for.
func (p *Pass) makeBlocks(strips int) {
	c := &p.net.config
	if !c.blocks() {
		return
	}
	widest := 0
	for l := range len(p.layers) - 1 {
		units := p.net.layers[l].Out
		widest = max(widest, units)
		b := &p.layers[l].blocks
		b.da = make([]kernel.Lanes, strips*units)
		if c.Norm != NoNorm {
			b.hat, b.y = make([]kernel.Lanes, strips*units), make([]kernel.Lanes, strips*units)
		}
		if c.Dropout > 0 {
			b.mask = make([]kernel.Lanes, strips*units)
		}
		switch c.Norm {
		case BatchNorm:
			b.mean, b.variance, b.scale = make([]float64, units), make([]float64, units), make([]float64, units)
		case LayerNorm:
			b.scales = make([]kernel.Lanes, strips)
		case NoNorm:
		}
	}
	p.ones = make([]kernel.Lanes, widest)
	for i := range p.ones {
		p.ones[i] = kernel.Lanes{1, 1, 1, 1}
	}
}

func (b *passBlocks) copyTo(to *passBlocks) {
	copy(to.da, b.da)
	copy(to.hat, b.hat)
	copy(to.y, b.y)
	copy(to.mask, b.mask)
	copy(to.mean, b.mean)
	copy(to.variance, b.variance)
	copy(to.scale, b.scale)
	copy(to.scales, b.scales)
}

// Evaluate chooses by what batch normalisation goes from the next forward on:
// by the running statistics of the network, as it is used once trained, or by
// those of the loaded batch, as in training and at first.
func (p *Pass) Evaluate(on bool) { p.evaluates = on }

// Drop draws a mask for the loaded batch: each unit of each hidden layer is
// left out for a sample with the probability p = Dropout, its φ taken times 0,
// else times 1/(1−p): PyTorch's inverted dropout. It holds for all trips forward
// and back until the next Drop or Load. The numbers are drawn sample by sample,
// and for each layer by layer. Without dropout it draws none.
func (p *Pass) Drop(rnd *sim.Random) {
	rate := p.net.config.Dropout
	if rate == 0 {
		return
	}
	p.drops = true
	keep := 1 / (1 - rate)
	for sample := range p.batch {
		strip, lane := sample/kernel.Width, sample%kernel.Width
		for l := range len(p.layers) - 1 {
			units := p.net.layers[l].Out
			mask := p.layers[l].blocks.mask[strip*units:][:units]
			for u := range mask {
				mask[u][lane] = keep
				if rnd.Float64() < rate {
					mask[u][lane] = 0
				}
			}
		}
	}
}

// Track moves the network's running statistics a tenth of the way to those of
// the batch that was last sent forward,
//
//	running ← 0.9·running + 0.1·batch
//
// the variance with n−1 in place of n under it, as PyTorch's BatchNorm1d does in
// training; Keras moves a hundredth, with n. It belongs to an update. After a
// batch of one sample, which has no spread, in evaluation and in networks without
// batch normalisation it does nothing.
func (p *Pass) Track() {
	if p.net.config.Norm != BatchNorm || p.evaluates || p.batch == 1 {
		return
	}
	unbiased := float64(p.batch) / float64(p.batch-1)
	for l := range len(p.layers) - 1 {
		layer, b := &p.net.layers[l], &p.layers[l].blocks
		for u := range b.mean {
			layer.RunningMean[u] = float64((1-normMomentum)*layer.RunningMean[u]) + float64(normMomentum*b.mean[u])
			layer.RunningVar[u] = float64((1-normMomentum)*layer.RunningVar[u]) + float64(normMomentum*float64(b.variance[u]*unbiased))
		}
	}
}

// activate computes hidden layer l's a and φ′ from z:
//
//	a = φ(ẑ) ⊙ mask + a⁽ˡ⁻¹⁾
//
// The mask is on the layer's own part, as in Vaswani et al. (2017), so that the
// residual link stays whole.
func (p *Pass) activate(l int, a, slope, z []kernel.Lanes) {
	if p.net.normed(l) {
		z = p.normalize(l, z)
	}
	activation := p.net.config.activation(l)
	activation.layer(a, slope, z)
	if p.drops {
		kernel.Multiply(a, p.layers[l].blocks.mask)
	}
	if p.net.residual(l) {
		kernel.Add(a, p.below(l))
	}
}

// normalize computes ẑ.
func (p *Pass) normalize(l int, z []kernel.Lanes) []kernel.Lanes {
	layer, b := &p.net.layers[l], &p.layers[l].blocks
	hat, y := b.hat[:len(z)], b.y[:len(z)]
	if p.net.config.Norm == BatchNorm {
		if p.evaluates {
			copy(b.mean, layer.RunningMean)
			copy(b.variance, layer.RunningVar)
		} else {
			kernel.UnitMoments(b.mean, b.variance, z, p.batch)
		}
		for u, variance := range b.variance {
			b.scale[u] = 1 / math.Sqrt(variance+normEpsilon)
		}
		kernel.NormalizeUnits(hat, z, b.mean, b.scale)
	} else {
		for strip := range kernel.Strips(p.batch) {
			at := strip * layer.Out
			mean, variance := kernel.SampleMoments(z[at:][:layer.Out])
			for lane := range kernel.Width {
				b.scales[strip][lane] = 1 / math.Sqrt(variance[lane]+normEpsilon)
			}
			kernel.NormalizeSamples(hat[at:][:layer.Out], z[at:][:layer.Out], mean, b.scales[strip])
		}
	}
	// What a dead lane holds must not become more than a number: it is summed.
	kernel.ClearDead(hat, layer.Out, p.batch)
	kernel.Affine(y, hat, layer.Gamma, layer.Beta)
	return y
}

// backBlocks takes δ of layer l back to that of layer l−1:
//
//	∂L/∂a = Wᵀ·δ, and where layer l is residual its own ∂L/∂a
//	∂L/∂ẑ = ∂L/∂a ⊙ mask ⊙ φ′(ẑ)
//
// and through the normalisation.
func (p *Pass) backBlocks(l int, delta []kernel.Lanes) {
	layer, below := &p.net.layers[l], &p.layers[l-1]
	n := kernel.Strips(p.batch) * layer.In
	da, d := below.blocks.da[:n], below.delta[:n]
	for strip := range kernel.Strips(p.batch) {
		kernel.DenseBack(da[strip*layer.In:][:layer.In], p.ones[:layer.In], delta[strip*layer.Out:][:layer.Out], layer.Weights, layer.Out)
	}
	if p.net.residual(l) {
		kernel.Add(da, p.layers[l].blocks.da)
	}
	kernel.ClearDead(da, layer.In, p.batch)
	copy(d, da)
	if p.drops {
		kernel.Multiply(d, below.blocks.mask)
	}
	kernel.Multiply(d, below.slope)
	kernel.ClearDead(d, layer.In, p.batch)
	if p.net.config.Norm != NoNorm {
		p.backNorm(l-1, d)
		kernel.ClearDead(d, layer.In, p.batch)
	}
}

// backNorm takes ∂L/∂ẑ of layer l back to ∂L/∂z, in place.
func (p *Pass) backNorm(l int, d []kernel.Lanes) {
	layer, b := &p.net.layers[l], &p.layers[l].blocks
	hat := b.hat[:len(d)]
	gamma, beta := p.NormGrad(l)
	kernel.AffineGradient(gamma, beta, d, hat)
	switch {
	case p.net.config.Norm == LayerNorm:
		for strip := range kernel.Strips(p.batch) {
			at := strip * layer.Out
			kernel.SamplesBack(d[at:][:layer.Out], hat[at:][:layer.Out], layer.Gamma, b.scales[strip])
		}
	case p.evaluates:
		kernel.ScaleUnits(d, layer.Gamma, b.scale)
	default:
		kernel.UnitsBack(d, hat, layer.Gamma, b.scale, gamma, beta, p.batch)
	}
}

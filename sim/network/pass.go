package network

import (
	"slices"

	"nabla/sim/network/kernel"
)

// Pass is the working memory of one trip forward and back over a batch: what
// every unit computed for every sample, and the gradient. It belongs to one
// network, whose parameters it reads anew at each call.
//
// The order is [Pass.Load] (or LoadRows) → [Pass.Forward] → [Pass.Loss] →
// [Pass.Backward]; Forward and Backward each can be had one layer at a time,
// with the same bits:
//
//	for l := range n.NumLayers() {
//		p.ForwardLayer(l)
//	}
//	p.BackwardOutput()
//	for l := n.NumLayers() - 1; l >= 0; l-- {
//		p.BackwardLayer(l)
//	}
//
// What is loaded stays: training on the same batch again needs no Load.
// Batch normalisation takes the statistics of the loaded batch, as in training,
// or after [Pass.Evaluate] the running ones; units are dropped only after
// [Pass.Drop].
//
// Nothing but [NewPass] and [Pass.Clone] allocates. How the numbers lie in
// memory is the pass's own business; they are read by [Pass.Z],
// [Pass.Normalized], [Pass.A], [Pass.Slope], [Pass.Delta], [Pass.CopyOutput] and
// [Pass.CopyUnit].
type Pass struct {
	net       *Network
	maxBatch  int
	batch     int
	total     int  // the loss is a mean over so many samples: batch, or in a Sweep all of them
	targets   bool // whether targets were loaded
	evaluates bool // by the running statistics
	drops     bool // by the masks
	x, t      []kernel.Lanes
	layers    []passLayer
	ones      []kernel.Lanes // as many as the widest layer needs; nil for plain layers
	grad      []float64
}

// passLayer holds what a layer computed, in strips.
type passLayer struct {
	z, a, slope, delta []kernel.Lanes
	blocks             passBlocks
}

// NewPass returns a pass for up to maxBatch samples at a time. It panics if
// maxBatch < 1.
func NewPass(n *Network, maxBatch int) *Pass {
	if maxBatch < 1 {
		panic("network: NewPass needs room for at least one sample")
	}
	strips := kernel.Strips(maxBatch)
	p := &Pass{
		net:      n,
		maxBatch: maxBatch,
		x:        make([]kernel.Lanes, strips*n.config.Inputs),
		t:        make([]kernel.Lanes, strips*n.config.Outputs),
		layers:   make([]passLayer, len(n.layers)),
		grad:     make([]float64, len(n.params)),
	}
	for l := range p.layers {
		size := strips * n.layers[l].Out
		p.layers[l] = passLayer{
			z: make([]kernel.Lanes, size), a: make([]kernel.Lanes, size),
			slope: make([]kernel.Lanes, size), delta: make([]kernel.Lanes, size),
		}
	}
	p.makeBlocks(strips)
	return p
}

// Clone returns a pass with the same numbers in memory of its own, for n: the
// pass's network or a clone of it. It panics if n has another shape.
func (p *Pass) Clone(n *Network) *Pass {
	if len(n.params) != len(p.grad) || len(n.layers) != len(p.layers) || n.config.buffers() != p.net.config.buffers() {
		panic("network: Clone needs a network of the same shape")
	}
	c := NewPass(n, p.maxBatch)
	c.batch, c.total, c.targets, c.evaluates, c.drops = p.batch, p.total, p.targets, p.evaluates, p.drops
	copy(c.x, p.x)
	copy(c.t, p.t)
	copy(c.grad, p.grad)
	for l := range p.layers {
		from, to := &p.layers[l], &c.layers[l]
		copy(to.z, from.z)
		copy(to.a, from.a)
		copy(to.slope, from.slope)
		copy(to.delta, from.delta)
		from.blocks.copyTo(&to.blocks)
	}
	return c
}

// Network returns the network that the pass belongs to.
func (p *Pass) Network() *Network { return p.net }

// Batch returns the number of samples loaded.
func (p *Pass) Batch() int { return p.batch }

// MaxBatch returns how many samples there is room for.
func (p *Pass) MaxBatch() int { return p.maxBatch }

// Load takes a batch: x holds the samples' inputs one after the other, t their
// targets likewise, or is nil when only outputs are wanted (then there is no
// loss and no backward). The numbers are copied.
//
// It panics unless there are 1 to MaxBatch whole samples in x and as many in t.
func (p *Pass) Load(x, t []float64) {
	in, out := p.net.config.Inputs, p.net.config.Outputs
	batch := len(x) / in
	if len(x) != batch*in || t != nil && len(t) != batch*out {
		panic("network: Load needs whole samples, and as many targets as inputs")
	}
	p.begin(batch, t != nil)
	gather(p.x, x, in, batch, nil)
	if t != nil {
		gather(p.t, t, out, batch, nil)
	}
}

// LoadRows is [Pass.Load] of chosen samples: rows are their numbers in x and
// t, in the order wanted; a sample may be chosen more than once. It panics
// unless there are 1 to MaxBatch rows and all of them are in x and in t.
func (p *Pass) LoadRows(x, t []float64, rows []int) {
	p.begin(len(rows), t != nil)
	gather(p.x, x, p.net.config.Inputs, len(rows), rows)
	if t != nil {
		gather(p.t, t, p.net.config.Outputs, len(rows), rows)
	}
}

func (p *Pass) begin(batch int, targets bool) {
	if batch < 1 || batch > p.maxBatch {
		panic("network: Load needs 1 to MaxBatch samples")
	}
	p.batch, p.total, p.targets, p.drops = batch, batch, targets, false
}

// gather lays samples, all of them or the chosen rows, out in strips.
func gather(to []kernel.Lanes, from []float64, units, batch int, rows []int) {
	row := func(sample int) []float64 {
		if rows != nil {
			sample = rows[sample]
		}
		return from[sample*units:][:units]
	}
	whole := batch - batch%kernel.Width
	for first := 0; first < whole; first += kernel.Width {
		a, b, c, d := row(first), row(first+1), row(first+2), row(first+3)
		strip := to[first/kernel.Width*units:][:units]
		for u := range strip {
			strip[u] = kernel.Lanes{a[u], b[u], c[u], d[u]}
		}
	}
	if whole == batch {
		return
	}
	strip := to[whole/kernel.Width*units:][:units]
	clear(strip) // the dead lanes
	for sample := whole; sample < batch; sample++ {
		for u, value := range row(sample) {
			strip[u][sample-whole] = value
		}
	}
}

// Forward computes all layers' z, a and φ′ from the loaded inputs.
func (p *Pass) Forward() {
	for l := range p.layers {
		p.ForwardLayer(l)
	}
}

// ForwardLayer computes layer l's z = W·a⁽ˡ⁻¹⁾ + b, a = φ(z) and φ′(z) from the
// layer before it, or from the inputs; with what [Config] adds to a hidden layer.
func (p *Pass) ForwardLayer(l int) {
	layer, own := &p.net.layers[l], &p.layers[l]
	strips := kernel.Strips(p.batch)
	n := strips * layer.Out
	z, a, slope := own.z[:n], own.a[:n], own.slope[:n]
	kernel.Dense(z, p.below(l)[:strips*layer.In], layer.Weights, layer.Bias)
	if l == len(p.layers)-1 {
		p.net.config.Output.layer(a, slope, z, layer.Out, p.batch)
	} else {
		p.activate(l, a, slope, z)
	}
	kernel.ClearDead(a, layer.Out, p.batch)
}

// below returns what layer l sees.
func (p *Pass) below(l int) []kernel.Lanes {
	if l == 0 {
		return p.x
	}
	return p.layers[l-1].a
}

// Backward computes every layer's δ and the gradient of the loss and of
// [Network.Penalty], after [Pass.Forward]. It panics if no targets were loaded.
func (p *Pass) Backward() {
	p.BackwardOutput()
	for l := range slices.Backward(p.layers) {
		p.BackwardLayer(l)
	}
}

// BackwardLayer computes, from layer l's δ, its ∂L/∂W, with the penalty's part
// in it, and ∂L/∂b, and of layer l−1, if there is one, δ and where it is
// normalised ∂L/∂γ and ∂L/∂β. Layer l's parameters are not needed after it, so
// that they may be updated before the next layer's turn.
func (p *Pass) BackwardLayer(l int) {
	p.backwardLoss(l)
	p.net.penalize(l, p.grad)
}

// backwardLoss is [Pass.BackwardLayer] without the penalty.
func (p *Pass) backwardLoss(l int) {
	layer := &p.net.layers[l]
	strips := kernel.Strips(p.batch)
	delta := p.layers[l].delta[:strips*layer.Out]
	weights, bias := p.LayerGrad(l)
	kernel.DenseGradient(weights, bias, delta, p.below(l)[:strips*layer.In])
	if l == 0 {
		return
	}
	if p.net.config.blocks() {
		p.backBlocks(l, delta)
		return
	}
	below := &p.layers[l-1]
	kernel.DenseBack(below.delta[:strips*layer.In], below.slope, delta, layer.Weights, layer.Out)
	kernel.ClearDead(below.delta, layer.In, p.batch)
}

func (p *Pass) needTargets() {
	if !p.targets {
		panic("network: the loss and its gradient need targets, and none were loaded")
	}
}

// Grad returns the gradient of the batch's loss and of the penalty, laid out as the network's
// Params. The next backward overwrites it.
func (p *Pass) Grad() []float64 { return p.grad }

// LayerGrad returns layer l's parts of [Pass.Grad]: ∂L/∂W, out×in row by row,
// and ∂L/∂b.
func (p *Pass) LayerGrad(l int) (weights, bias []float64) {
	layer := &p.net.layers[l]
	weights, rest := split(p.grad[layer.Lo:layer.Hi], layer.In*layer.Out)
	bias, _ = split(rest, layer.Out)
	return weights, bias
}

// NormGrad returns layer l's ∂L/∂γ and ∂L/∂β, nil where it is not normalised.
func (p *Pass) NormGrad(l int) (gamma, beta []float64) {
	layer := &p.net.layers[l]
	if layer.Gamma == nil {
		return nil, nil
	}
	return split(p.grad[layer.Hi-2*layer.Out:layer.Hi], layer.Out)
}

package experiment

import (
	"math"

	"nabla/sim/network"
)

// Network returns the network as it stands. It is to be read only.
func (b *Backprop) Network() *network.Network { return b.net }

// Layers returns how many layers of weights there are.
func (b *Backprop) Layers() int { return b.net.NumLayers() }

// Row returns which sample of the data is at hand, from 0.
func (b *Backprop) Row() int { return b.batches.Last()[0] }

// Rows returns how many samples the data has.
func (b *Backprop) Rows() int { return b.material.train.n }

// Epoch returns which pass over the data this is, from 1.
func (b *Backprop) Epoch() int { return 1 + (b.samples-1)/b.material.train.n }

// Rate returns the step size, or that of the layer's update where there was one
// for this sample.
func (b *Backprop) Rate(layer int) float64 {
	if b.Made(BackpropUpdate, layer) {
		return b.rates[layer]
	}
	return b.rate
}

// Input returns an input of the sample at hand.
func (b *Backprop) Input(i int) float64 { return b.x[i] }

// Target returns a target of the sample at hand.
func (b *Backprop) Target(i int) float64 { return b.t[i] }

// Weight returns a weight as it stands and, once its layer is updated, the one it
// was right before.
func (b *Backprop) Weight(layer, unit, from int) (now, before float64) {
	at := b.net.Layer(layer)
	i := at.Lo + unit*at.In + from
	return b.net.Params()[i], b.held[i]
}

// Bias is [Backprop.Weight] of a unit's bias.
func (b *Backprop) Bias(layer, unit int) (now, before float64) {
	at := b.net.Layer(layer)
	i := at.Lo + at.In*at.Out + unit
	return b.net.Params()[i], b.held[i]
}

// Ran returns the layer as it was when the sample was worked out. It is to be
// read only.
func (b *Backprop) Ran(layer int) network.Layer { return b.ran.Layer(layer) }

// Below returns what a layer sees from its unit: an input, or an activation.
func (b *Backprop) Below(layer, from int) float64 {
	if layer == 0 {
		return b.x[from]
	}
	return b.Pass().A(layer-1, 0, from)
}

// Loss returns the loss of the sample at hand.
func (b *Backprop) Loss() float64 { return b.Pass().Loss() }

// Together reports that the loss and the output's function are differentiated
// together, ∂L/∂z = … , as bce with the sigmoid and everything with the softmax.
func (b *Backprop) Together() bool {
	c := b.net.Config()
	return c.Output == network.SoftmaxOutput || c.Loss == network.BCE
}

// LossSlope returns ∂L/∂a of an output, where there is one by itself; see
// [Backprop.Together].
func (b *Backprop) LossSlope(output int) float64 {
	d := b.Pass().A(b.Layers()-1, 0, output) - b.t[output]
	m := float64(len(b.t))
	switch b.net.Config().Loss {
	case network.MSE:
		return 2 * d / m
	case network.MAE:
		if d == 0 {
			return 0
		}
		return math.Copysign(1, d) / m
	case network.Huber:
		return max(-1, min(1, d)) / m
	default:
		return d / m
	}
}

package network

import (
	"slices"

	"nabla/sim"
)

// Bounds of a network. They keep what a person may type from asking for more
// memory than there is, and every network's weights file below
// [MaxWeightsFile].
const (
	MaxWidth  = 4096    // inputs, units of a layer, outputs
	MaxLayers = 256     // layers of weights
	MaxParams = 1 << 21 // weights and biases
)

// Config says what a network looks like. The zero values of those from
// Activation on are identity, linear, mse, xavier-uniform and no penalty.
type Config struct {
	Inputs     int
	Hidden     []int // units of each hidden layer; none for a single layer of weights
	Outputs    int
	Activation Activation // of the hidden layers
	Output     Output
	Loss       Loss
	Init       Init
	L1, L2     float64 // 0 to MaxPenalty, see [Network.Penalty]
}

// Network is a dense network: its shape and its parameters. It is made by
// [New]; a [Pass] computes with it.
type Network struct {
	config Config
	sizes  []int // inputs, hidden layers, outputs
	params []float64
	layers []Layer
}

// Layer is a view of one layer's parameters: writing to it changes the network.
type Layer struct {
	In, Out int
	Weights []float64 // Out×In, row by row: the weight from input v to unit u is Weights[u*In+v]
	Bias    []float64 // Out
	Lo, Hi  int       // the layer is Params()[Lo:Hi], weights then biases
}

// New returns a network with weights drawn from rnd, layer by layer, and biases
// 0. The error is a [SizeError], a [PairError] or a [PenaltyError].
func New(c Config, rnd *sim.Random) (*Network, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	c.Hidden = slices.Clone(c.Hidden)
	n := &Network{config: c, sizes: c.sizes(), params: make([]float64, c.params())}
	n.cut()
	for _, l := range n.layers {
		c.Init.draw(l, rnd)
	}
	return n, nil
}

func (c Config) sizes() []int {
	return append(append([]int{c.Inputs}, c.Hidden...), c.Outputs)
}

// params counts weights and biases; at the bounds they pass 2³².
func (c Config) params() int64 {
	count, in := int64(0), c.Inputs
	for _, out := range c.sizes()[1:] {
		count += int64(in+1) * int64(out)
		in = out
	}
	return count
}

func (c Config) check() error {
	if !validWidth(c.Inputs) {
		return SizeError{Of: "inputs", Value: int64(c.Inputs), Max: MaxWidth}
	}
	if !validWidth(c.Outputs) {
		return SizeError{Of: "outputs", Value: int64(c.Outputs), Max: MaxWidth}
	}
	if layers := len(c.Hidden) + 1; layers > MaxLayers {
		return SizeError{Of: "depth", Value: int64(layers), Max: MaxLayers}
	}
	for i, units := range c.Hidden {
		if !validWidth(units) {
			return SizeError{Of: "width", Layer: i + 1, Value: int64(units), Max: MaxWidth}
		}
	}
	if params := c.params(); params > MaxParams {
		return SizeError{Of: "parameters", Value: params, Max: MaxParams}
	}
	if !c.Loss.accepts(c.Output) {
		return PairError{Loss: c.Loss, Output: c.Output}
	}
	return c.checkPenalty()
}

func validWidth(units int) bool { return 1 <= units && units <= MaxWidth }

// cut lays the layers' views over the flat parameters.
func (n *Network) cut() {
	n.layers = make([]Layer, len(n.sizes)-1)
	lo := 0
	for i := range n.layers {
		in, out := n.sizes[i], n.sizes[i+1]
		bias, hi := lo+in*out, lo+in*out+out
		n.layers[i] = Layer{
			In: in, Out: out, Lo: lo, Hi: hi,
			Weights: n.params[lo:bias:bias],
			Bias:    n.params[bias:hi:hi],
		}
		lo = hi
	}
}

// Clone returns a network of the same shape with parameters of its own.
func (n *Network) Clone() *Network {
	c := &Network{config: n.config, sizes: n.sizes, params: slices.Clone(n.params)}
	c.cut()
	return c
}

// Config returns what the network was made from. Its Hidden is not to be changed.
func (n *Network) Config() Config { return n.config }

// Sizes returns the number of inputs, of each hidden layer's units, and of
// outputs: one more than there are layers. It is not to be changed.
func (n *Network) Sizes() []int { return n.sizes }

// Params returns all weights and biases: for each layer its weights row by
// row, then its biases. Writing to it changes the network.
func (n *Network) Params() []float64 { return n.params }

// NumLayers returns the number of layers of weights: the hidden ones and one.
func (n *Network) NumLayers() int { return len(n.layers) }

// Layer returns layer l, counted from 0. It panics unless 0 ≤ l < NumLayers().
func (n *Network) Layer(l int) Layer { return n.layers[l] }

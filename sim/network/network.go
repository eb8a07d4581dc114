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
	MaxParams = 1 << 21 // weights, biases, γ and β
)

// Config says what a network looks like. The zero values of those from
// Activation on are identity, linear, mse, xavier-uniform, no penalty, no
// normalisation, no residual links and no dropout.
type Config struct {
	Inputs      int
	Hidden      []int // units of each hidden layer; none for a single layer of weights
	Outputs     int
	Activation  Activation   // of the hidden layers
	Activations []Activation // of each hidden layer; nil: Activation for all
	Output      Output
	Loss        Loss
	Init        Init
	Inits       []Init        // of each layer of weights; nil: Init for all
	L1, L2      float64       // 0 to MaxPenalty, see [Network.Penalty]
	Norm        Normalization // of the hidden layers

	// Residual adds what a hidden layer sees to what it makes of it, in every
	// hidden layer that has as many units as inputs: also the first, where the
	// data have that many.
	Residual bool

	// Dropout is the probability with which a unit of a hidden layer is left
	// out, 0 to MaxDropout; only where a mask was drawn, see [Pass.Drop].
	Dropout float64
}

// Network is a dense network: its shape, its parameters and the running
// statistics of batch normalisation. It is made by [New]; a [Pass] computes
// with it.
type Network struct {
	config  Config
	sizes   []int // inputs, hidden layers, outputs
	params  []float64
	running []float64 // layer by layer the means, then the variances
	layers  []Layer
}

// Layer is a view of one layer's parameters: writing to it changes the network.
type Layer struct {
	In, Out     int
	Weights     []float64 // Out×In, row by row: the weight from input v to unit u is Weights[u*In+v]
	Bias        []float64 // Out
	Gamma, Beta []float64 // Out, of the normalisation; nil where there is none
	Lo, Hi      int       // the layer is Params()[Lo:Hi]: weights, biases, γ, β

	// RunningMean and RunningVar, of Out numbers each, are what batch
	// normalisation takes in evaluation; nil without it. No gradient has to do
	// with them: see [Pass.Track].
	RunningMean, RunningVar []float64
}

// New returns a network with weights drawn from rnd, layer by layer, biases 0
// unless the [Init] draws them too, β 0 and γ 1. The error is a [SizeError], a
// [CountError], a [PairError], a [PenaltyError] or a [DropoutError].
func New(c Config, rnd *sim.Random) (*Network, error) {
	n, err := blank(c)
	if err != nil {
		return nil, err
	}
	for i, l := range n.layers {
		c.init(i).draw(l, rnd)
	}
	return n, nil
}

// blank returns a network with weights 0.
func blank(c Config) (*Network, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	c.Hidden, c.Activations, c.Inits = slices.Clone(c.Hidden), slices.Clone(c.Activations), slices.Clone(c.Inits)
	n := &Network{config: c, sizes: c.sizes(), params: make([]float64, c.params())}
	if c.Norm == BatchNorm {
		n.running = make([]float64, 2*(c.units()-c.Outputs))
	}
	n.cut()
	for _, l := range n.layers {
		l.resetNorm()
	}
	return n, nil
}

// resetNorm puts the normalisation to where it starts.
func (l *Layer) resetNorm() {
	for u := range l.Gamma {
		l.Gamma[u], l.Beta[u] = 1, 0
	}
	for u := range l.RunningVar {
		l.RunningMean[u], l.RunningVar[u] = 0, 1
	}
}

// With returns a network of another config with the weights and biases of n,
// and where the normalisation stays the same its γ, β and running statistics
// too; a new normalisation starts as in [New]. From says of each of its
// parameters which one of n's it was, −1 for a new one: what
// [optimizer.Rearrange] takes. The errors are those of New. With panics unless
// both have the same layers of the same sizes.
//
// [optimizer.Rearrange]: https://pkg.go.dev/nabla/sim/optimizer#Rearrange
func (n *Network) With(c Config) (changed *Network, from []int, err error) {
	changed, err = blank(c)
	if err != nil {
		return nil, nil, err
	}
	if !slices.Equal(changed.sizes, n.sizes) {
		panic("network: With needs layers of the same sizes")
	}
	from = make([]int, len(changed.params))
	for l := range n.layers {
		old, now := &n.layers[l], &changed.layers[l]
		kept := len(old.Weights) + len(old.Bias)
		if c.Norm == n.config.Norm {
			kept = old.Hi - old.Lo
			copy(now.RunningMean, old.RunningMean)
			copy(now.RunningVar, old.RunningVar)
		}
		copy(changed.params[now.Lo:now.Hi], n.params[old.Lo:][:kept])
		for i := range now.Hi - now.Lo {
			from[now.Lo+i] = -1
			if i < kept {
				from[now.Lo+i] = old.Lo + i
			}
		}
	}
	return changed, from, nil
}

func (c Config) sizes() []int {
	return append(append([]int{c.Inputs}, c.Hidden...), c.Outputs)
}

// params counts the parameters; at the bounds they pass 2³².
func (c Config) params() int64 {
	count, in := int64(0), c.Inputs
	for _, out := range c.sizes()[1:] {
		count += int64(in+1) * int64(out)
		in = out
	}
	if c.Norm != NoNorm {
		for _, units := range c.Hidden {
			count += 2 * int64(units)
		}
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
	if got := len(c.Activations); c.Activations != nil && got != len(c.Hidden) {
		return CountError{Activations: got, Hidden: len(c.Hidden)}
	}
	if c.Inits != nil && len(c.Inits) != len(c.Hidden)+1 {
		panic("network: New needs an Init for each layer of weights")
	}
	if !(0 <= c.Dropout && c.Dropout <= MaxDropout) {
		return DropoutError{Value: c.Dropout}
	}
	return c.checkPenalty()
}

func validWidth(units int) bool { return 1 <= units && units <= MaxWidth }

// cut lays the layers' views over the flat parameters.
func (n *Network) cut() {
	n.layers = make([]Layer, len(n.sizes)-1)
	rest, running, lo := n.params, n.running, 0
	for i := range n.layers {
		l := &n.layers[i]
		l.In, l.Out, l.Lo = n.sizes[i], n.sizes[i+1], lo
		l.Weights, rest = split(rest, l.In*l.Out)
		l.Bias, rest = split(rest, l.Out)
		if n.normed(i) {
			l.Gamma, rest = split(rest, l.Out)
			l.Beta, rest = split(rest, l.Out)
			if n.running != nil {
				l.RunningMean, running = split(running, l.Out)
				l.RunningVar, running = split(running, l.Out)
			}
		}
		l.Hi = len(n.params) - len(rest)
		lo = l.Hi
	}
}

// split cuts a slice after its first numbers.
func split(x []float64, count int) (head, tail []float64) { return x[:count:count], x[count:] }

// Clone returns a network of the same shape with parameters of its own.
func (n *Network) Clone() *Network {
	c := &Network{config: n.config, sizes: n.sizes, params: slices.Clone(n.params), running: slices.Clone(n.running)}
	c.cut()
	return c
}

// Config returns what the network was made from. Its slices are not to be changed.
func (n *Network) Config() Config { return n.config }

// Sizes returns the number of inputs, of each hidden layer's units, and of
// outputs: one more than there are layers. It is not to be changed.
func (n *Network) Sizes() []int { return n.sizes }

// Params returns all parameters: for each layer its weights row by row, then its
// biases, then γ and β where it is normalised. Writing to it changes the network.
func (n *Network) Params() []float64 { return n.params }

// NumLayers returns the number of layers of weights: the hidden ones and one.
func (n *Network) NumLayers() int { return len(n.layers) }

// Layer returns layer l, counted from 0. It panics unless 0 ≤ l < NumLayers().
func (n *Network) Layer(l int) Layer { return n.layers[l] }

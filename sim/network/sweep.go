package network

import (
	"slices"

	"nabla/sim"
	"nabla/sim/network/kernel"
)

// Bounds of a sweep's pass: samples, and numbers of its buffers, which at 8
// bytes each are 32 MB.
const (
	maxChunk   = 1024
	maxNumbers = 1 << 22
)

// Sweep is a trip over more samples than a [Pass] should hold: over a whole
// data set, or a batch of it. It takes them through one pass a chunk at a time
// and gives what a pass of all of them would give: the mean loss, its gradient,
// the statistics and each sample's outputs.
//
// A chunk has 1024 samples, or fewer (a multiple of four) where their numbers
// would take more than 32 MB: in networks of more than about a thousand units.
// Up to one chunk the numbers are those of a pass to the bit. Beyond that the
// gradients of the chunks, each one's share of the mean over all samples, are
// added in their order: as exact, but rounded elsewhere.
//
// The order is [Sweep.Load] (or LoadRows), once, and then at each new set of
// weights
//
//	Forward           for the loss and the outputs, or
//	Forward, Backward for the gradient and the statistics too, or
//	Run               for all of it in one trip
//
// With batch normalisation the statistics are those of all samples, which are
// then one chunk whatever their number ([CheckBatch] tells whether that is too
// many), unless the sweep evaluates: see [NewEvaluation].
//
// Only the last chunk's activations are kept, so that Backward has to go
// forward again if there are several; if there is one, it does not, and Run is
// no faster. Nothing but [NewSweep] allocates.
type Sweep struct {
	net    *Network
	pass   *Pass
	max    int
	n      int
	x, t   []float64
	rows   []int // nil for all
	output []float64
	drops  bool
	masks  sim.Random // where the drawing of the masks begins

	// What is gathered where there are several chunks.
	sum     float64 // Σ of the loss
	grad    []float64
	tallies []tally
	moved   []bool // all layers' units with φ′ ≠ 0 for some sample
}

// NewSweep returns a sweep over up to maxSamples samples at a time. It panics
// if maxSamples < 1.
func NewSweep(n *Network, maxSamples int) *Sweep {
	if n.config.Norm == BatchNorm {
		return newSweep(n, maxSamples, maxSamples)
	}
	return newSweep(n, maxSamples, n.config.chunk())
}

// NewEvaluation returns a sweep as [NewSweep] does, in which batch normalisation
// goes by the running statistics.
func NewEvaluation(n *Network, maxSamples int) *Sweep {
	s := newSweep(n, maxSamples, n.config.chunk())
	s.pass.Evaluate(true)
	return s
}

// CheckBatch returns a [BatchError] where a [NewSweep] over so many samples of a
// network of the config would need more memory, for batch normalisation, than
// it should have: 64 MB.
func CheckBatch(c Config, samples int) error {
	const most = 2 * maxNumbers
	if c.Norm == BatchNorm && len(c.Hidden) > 0 && samples > most/c.numbers() {
		return BatchError{Samples: samples, Units: c.units()}
	}
	return nil
}

func newSweep(n *Network, maxSamples, chunk int) *Sweep {
	s := &Sweep{
		net:    n,
		pass:   NewPass(n, min(maxSamples, chunk)),
		max:    maxSamples,
		output: make([]float64, n.config.Outputs),
	}
	if maxSamples > s.pass.maxBatch {
		s.grad = make([]float64, len(n.params))
		s.tallies = make([]tally, len(n.layers))
		s.moved = make([]bool, n.config.units())
	}
	return s
}

// units counts the units of all layers.
func (c Config) units() int {
	units := c.Outputs
	for _, width := range c.Hidden {
		units += width
	}
	return units
}

// numbers returns how many a pass holds for each sample.
func (c Config) numbers() int { return c.Inputs + c.Outputs + c.buffers()*c.units() }

// chunk returns how many samples a sweep's pass holds.
func (c Config) chunk() int {
	whole := maxNumbers / c.numbers() / kernel.Width * kernel.Width
	return min(maxChunk, max(kernel.Width, whole))
}

// Load takes the samples to sweep over: x holds their inputs one after the
// other, t their targets likewise, or is nil when only outputs are wanted. They
// are referred to, not copied, and must not change while they are loaded.
//
// It panics unless there are 1 to maxSamples whole samples in x and as many in t.
func (s *Sweep) Load(x, t []float64) {
	n := len(x) / s.net.config.Inputs
	if len(x) != n*s.net.config.Inputs || t != nil && len(t) != n*s.net.config.Outputs {
		panic("network: Load needs whole samples, and as many targets as inputs")
	}
	s.load(x, t, nil, n)
}

// LoadRows is [Sweep.Load] of chosen samples: rows are their numbers in x and
// t, in the order wanted; a sample may be chosen more than once. It panics
// unless there are 1 to maxSamples rows; a row that is not in x or t makes this
// or a later call panic.
func (s *Sweep) LoadRows(x, t []float64, rows []int) { s.load(x, t, rows, len(rows)) }

func (s *Sweep) load(x, t []float64, rows []int, n int) {
	if n < 1 || n > s.max {
		panic("network: Load needs 1 to maxSamples samples")
	}
	s.x, s.t, s.rows, s.n, s.drops = x, t, rows, n, false
	s.gather(0)
}

// Drop draws masks for the loaded samples, as [Pass.Drop] would for all of them
// at once. They hold for all trips until the next Drop or Load.
func (s *Sweep) Drop(rnd sim.Random) {
	s.drops, s.masks = s.net.config.Dropout > 0, rnd
	if s.drops && !s.several() {
		s.pass.Drop(&rnd)
	}
}

// Track is [Pass.Track] for the loaded samples, after a trip forward.
func (s *Sweep) Track() { s.pass.Track() }

// several reports whether the samples take more than one chunk.
func (s *Sweep) several() bool { return s.n > s.pass.maxBatch }

// gather loads the chunk that begins with sample first into the pass.
func (s *Sweep) gather(first int) {
	end := min(first+s.pass.maxBatch, s.n)
	switch in, out := s.net.config.Inputs, s.net.config.Outputs; {
	case s.rows != nil:
		s.pass.LoadRows(s.x, s.t, s.rows[first:end])
	case s.t == nil:
		s.pass.Load(s.x[first*in:end*in], nil)
	default:
		s.pass.Load(s.x[first*in:end*in], s.t[first*out:end*out])
	}
	s.pass.total = s.n
}

// Forward computes every sample's outputs, and the loss if there are targets.
// Unless visit is nil it is called with each sample's number, counted from 0 as
// loaded, and outputs, in their order; it must not keep or change the slice.
func (s *Sweep) Forward(visit func(sample int, output []float64)) {
	if s.several() {
		s.chunks(visit, false)
		return
	}
	s.pass.Forward()
	s.show(0, visit)
}

// Backward computes the gradient of the loss and of [Network.Penalty], and the
// statistics, after [Sweep.Forward] with the same weights. It panics if no
// targets were loaded.
func (s *Sweep) Backward() {
	if s.several() {
		s.chunks(nil, true)
		return
	}
	s.pass.Backward()
}

// Run is [Sweep.Forward] and [Sweep.Backward] in one trip. It panics if no
// targets were loaded.
func (s *Sweep) Run(visit func(sample int, output []float64)) {
	if s.several() {
		s.chunks(visit, true)
		return
	}
	s.Forward(visit)
	s.Backward()
}

// chunks makes a trip over several chunks.
func (s *Sweep) chunks(visit func(sample int, output []float64), back bool) {
	s.sum = 0
	if back {
		clear(s.grad)
		clear(s.tallies)
		clear(s.moved)
	}
	masks := s.masks
	for first := 0; first < s.n; first += s.pass.maxBatch {
		s.gather(first)
		if s.drops {
			s.pass.Drop(&masks)
		}
		s.pass.Forward()
		if s.t != nil {
			s.sum = s.pass.addLoss(s.sum)
		}
		s.show(first, visit)
		if back {
			s.backward()
		}
	}
	if back {
		for l := range s.net.layers {
			s.net.penalize(l, s.grad)
		}
	}
}

// show lets visit see the outputs of the chunk in the pass.
func (s *Sweep) show(first int, visit func(sample int, output []float64)) {
	if visit == nil {
		return
	}
	for i := range s.pass.batch {
		s.pass.CopyOutput(i, s.output)
		visit(first+i, s.output)
	}
}

// backward adds the gradient and the tallies of the chunk in the pass.
func (s *Sweep) backward() {
	s.pass.BackwardOutput()
	moved := s.moved
	for l := range slices.Backward(s.net.layers) {
		s.pass.backwardLoss(l)
		units := s.net.layers[l].Out
		more := s.pass.tally(l, moved[:units])
		moved = moved[units:]
		s.tallies[l] = s.tallies[l].and(more)
	}
	for i, g := range s.pass.grad {
		s.grad[i] += g
	}
}

// Loss returns the mean loss over all samples, without the penalty, after
// [Sweep.Forward] or [Sweep.Run]. It panics if no targets were loaded.
func (s *Sweep) Loss() float64 {
	if !s.several() {
		return s.pass.Loss()
	}
	s.pass.needTargets()
	return s.net.config.mean(s.sum, s.n)
}

// Grad returns the gradient of the loss and of the penalty, laid out as the
// network's Params. The next trip back overwrites it.
func (s *Sweep) Grad() []float64 {
	if s.several() {
		return s.grad
	}
	return s.pass.grad
}

// Stats returns layer l's statistics over all samples, after [Sweep.Backward]
// or [Sweep.Run].
func (s *Sweep) Stats(l int) LayerStats {
	if s.several() {
		return s.net.stats(l, s.grad, s.tallies[l], s.n)
	}
	return s.pass.Stats(l)
}

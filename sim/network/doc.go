// Package network holds dense networks of any depth and width: what they
// compute, what it costs, and the gradient of that by backpropagation, whole
// or one layer at a time.
//
// With a⁽⁰⁾ = x, layer l of L computes
//
//	z⁽ˡ⁾ = W⁽ˡ⁾·a⁽ˡ⁻¹⁾ + b⁽ˡ⁾        a⁽ˡ⁾ = φ(z⁽ˡ⁾)
//
// where φ is the [Activation] in the hidden layers and the [Output] in the
// last; W is out×in. A hidden layer can do more ([Config]):
//
//	ẑ⁽ˡ⁾ = γ ⊙ (z⁽ˡ⁾ − mean)/√(var + ε) + β       a [Normalization]
//	a⁽ˡ⁾ = φ(ẑ⁽ˡ⁾) ⊙ mask + a⁽ˡ⁻¹⁾                 dropout, a residual link
//
// The [Loss] L is a mean over the batch, to whose gradient
// [Network.Penalty], l1 and l2, adds its own, and δ = ∂L/∂z is
//
//	δ⁽ᴸ⁾   = ∂L/∂a⁽ᴸ⁾ ⊙ φ′(z⁽ᴸ⁾)
//	δ⁽ˡ⁻¹⁾ = (W⁽ˡ⁾ᵀ·δ⁽ˡ⁾) ⊙ φ′(z⁽ˡ⁻¹⁾)
//	∂L/∂W⁽ˡ⁾ = Σ δ⁽ˡ⁾·a⁽ˡ⁻¹⁾ᵀ        ∂L/∂b⁽ˡ⁾ = Σ δ⁽ˡ⁾    over the samples
//
// A [Network] is the weights and biases, all in one flat slice, so that an
// update rule needs to know nothing of layers. A [Pass] is the working memory
// of one trip forward and back over a batch, and what a lab reads its numbers
// from. A [Sweep] takes any number of samples through a pass in chunks: a whole
// data set. Layers are counted from 0 in code: layer 0 is the one that sees the
// inputs, layer NumLayers()−1 gives the outputs.
//
// Numbers that are not finite flow through and are never an error: a network
// that blows up is a lesson. Every number is the same on every machine (see
// [nabla/sim/network/kernel]), and a training step allocates nothing.
//
// # Where do I put X?
//
// A normalisation: its formula into normalization.go, its arithmetic into
// kernel, what a pass keeps of it and how δ goes back through it into
// pass_blocks.go, where residual links and dropout are too. Where numbers first
// stop being finite: trace.go. An activation: its function into kernel, a row
// into the table of activation.go. An output or a loss: output.go or loss.go, and what goes with
// what into loss.go. An initialiser: init.go, and a file of its own if it is as
// long as orthogonal.go. What weights cost by themselves: penalty.go. A number a
// lab wants to show of a layer: stats.go; if it is gathered from samples, into
// its tally, so that a sweep has it too. How weights are stored in a file: weights.go and
// weights_read.go. Update rules belong in [nabla/sim/optimizer]; choosing
// batches, counting epochs and everything that steps belongs in
// sim/experiment.
package network

package experiment

// BackpropPhase is what a micro-step does. For a network of L layers of weights a
// sample takes 5·L + 2 of them, in this order:
//
//	sample      the inputs and the targets are there
//	z, a        for each layer: z = W·a + b, then a = φ(z); the last a is called prediction
//	loss        L
//	delta, gradient  for each layer from the last: δ = ∂L/∂z, then ∂L/∂W = δ·aᵀ and ∂L/∂b = δ
//	update      for each layer: W ← W − µ·∂L/∂W, b ← b − µ·∂L/∂b
type BackpropPhase int

// The phases.
const (
	BackpropSample BackpropPhase = iota
	BackpropSum
	BackpropActivation
	BackpropLoss
	BackpropDelta
	BackpropGradient
	BackpropUpdate
)

// String returns the word that reports use.
func (p BackpropPhase) String() string {
	return [...]string{"sample", "z", "a", "loss", "delta", "gradient", "update"}[p]
}

// Cycle returns how many micro-steps a sample takes.
func (b *Backprop) Cycle() int { return 5*b.Layers() + 2 }

// At returns which micro-step of the sample the present one is, from 0.
func (b *Backprop) At() int { return b.at }

// Phase returns what the present micro-step has done and to which layer, from 0;
// the sample and the loss belong to none, −1.
func (b *Backprop) Phase() (phase BackpropPhase, layer int) {
	n := b.Layers()
	switch k := b.at; {
	case k == 0:
		return BackpropSample, -1
	case k <= 2*n && k%2 == 1:
		return BackpropSum, k / 2
	case k <= 2*n:
		return BackpropActivation, k/2 - 1
	case k == 2*n+1:
		return BackpropLoss, -1
	case k < 4*n+2 && k%2 == 0:
		return BackpropDelta, n - 1 - (k-2*n-2)/2
	case k < 4*n+2:
		return BackpropGradient, n - 1 - (k-2*n-2)/2
	default:
		return BackpropUpdate, k - 4*n - 2
	}
}

// moment is the micro-step of a sample that a phase comes to a layer at.
func (b *Backprop) moment(phase BackpropPhase, layer int) int {
	n := b.Layers()
	switch phase {
	case BackpropSum:
		return 2*layer + 1
	case BackpropActivation:
		return 2*layer + 2
	case BackpropLoss:
		return 2*n + 1
	case BackpropDelta:
		return 2*n + 2 + 2*(n-1-layer)
	case BackpropGradient:
		return 2*n + 3 + 2*(n-1-layer)
	case BackpropUpdate:
		return 4*n + 2 + layer
	default:
		return 0
	}
}

// Made reports whether the sample has come to a phase of a layer.
func (b *Backprop) Made(phase BackpropPhase, layer int) bool { return b.at >= b.moment(phase, layer) }

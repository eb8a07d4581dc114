package network

import "slices"

// Normalization is what is done to the z of the hidden layers before φ.
type Normalization uint8

// The normalisations. With γ = 1 and β = 0 at first, both parameters of the
// network, a hidden layer computes a = φ(ẑ) with
//
//	ẑ = γ ⊙ (z − mean)/√(var + ε) + β        ε = 10⁻⁵
//
// where mean and var are taken over the batch for each unit, or over the units
// for each sample; var is the sum of squares divided by their number. They are
// PyTorch's BatchNorm1d and LayerNorm (Ioffe, Szegedy 2015; Ba et al. 2016);
// Keras's ε is 10⁻³.
//
// A batch of one sample has the variance 0: batch normalisation then leaves
// nothing but β of it, and the gradient 0 below. PyTorch refuses it. So does
// layer normalisation in a layer of one unit.
const (
	NoNorm    Normalization = iota
	BatchNorm               // over the batch, or by the running statistics: see [Pass.Evaluate]
	LayerNorm               // over the units
)

const normEpsilon = 1e-5

// normMomentum is the share that a batch has in the running statistics it moves.
const normMomentum = 0.1

var normNames = [...]string{NoNorm: "none", BatchNorm: "batch", LayerNorm: "layer"}

// ParseNormalization finds a normalisation by its name, one of [Normalizations]. The error is a [NameError].
func ParseNormalization(name string) (Normalization, error) {
	if i := slices.Index(normNames[:], name); i >= 0 {
		return Normalization(i), nil
	}
	return 0, NameError{Kind: "norm", Name: name, Accepted: Normalizations()}
}

// Normalizations lists the names that [ParseNormalization] knows.
func Normalizations() []string { return slices.Clone(normNames[:]) }

// Name returns what [ParseNormalization] reads back.
func (n Normalization) Name() string { return normNames[n] }

// NormalizationFormula returns what a normalisation computes, as [ActivationFormula]
// does; "" for a name that none has.
func NormalizationFormula(name string) string {
	switch name {
	case "none":
		return "ẑ = z"
	case "batch":
		return "ẑ = γ(z − mean)/√(var + 1e-5) + β; mean, var: Σ/batch"
	case "layer":
		return "ẑ = γ(z − mean)/√(var + 1e-5) + β; mean, var: Σ/units"
	}
	return ""
}

// MaxDropout is the largest Dropout of a [Config].
const MaxDropout = 0.95

// blocks reports whether hidden layers do more than φ(W·a + b).
func (c Config) blocks() bool { return c.Norm != NoNorm || c.Residual || c.Dropout > 0 }

// buffers is how many numbers a pass keeps of each unit and sample.
func (c Config) buffers() int {
	count := 4 // z, a, φ′ and δ
	if c.blocks() {
		count++ // ∂L/∂a
	}
	if c.Norm != NoNorm {
		count += 2 // x̂ and ẑ
	}
	if c.Dropout > 0 {
		count++ // the mask
	}
	return count
}

// activation returns φ of hidden layer l.
func (c Config) activation(l int) Activation {
	if c.Activations != nil {
		return c.Activations[l]
	}
	return c.Activation
}

// init returns how the weights of layer l are drawn.
func (c Config) init(l int) Init {
	if c.Inits != nil {
		return c.Inits[l]
	}
	return c.Init
}

// residual reports whether layer l adds what it sees to what it makes of it.
func (n *Network) residual(l int) bool {
	return n.config.Residual && l < len(n.layers)-1 && n.layers[l].In == n.layers[l].Out
}

// normed reports whether layer l is normalised.
func (n *Network) normed(l int) bool { return n.config.Norm != NoNorm && l < len(n.layers)-1 }

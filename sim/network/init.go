package network

import (
	"math"

	"nabla/sim"
)

// Init says how the weights of a new network are drawn; biases start at 0.
// The zero value is Xavier's uniform. Inits come by name from [ParseInit], by
// the activation from [AutoInit], or from [XavierUniform], [XavierNormal],
// [HeNormal], [HeUniform] and [Zeros].
//
// With in and out the layer's inputs and outputs:
//
//	xavier-uniform   uniform in ±√(6/(in+out))       Glorot, Bengio 2010
//	xavier-normal    normal, σ = √(2/(in+out))
//	he-normal        normal, σ = √(2/in)             He et al. 2015
//	he-uniform       uniform in ±√(6/in)
//	zeros            0: all units of a layer stay alike
//
// PyTorch's xavier_ and kaiming_ functions with nonlinearity "relu" draw from
// the same distributions, though with another generator; its Linear layer,
// left alone, draws weights and biases uniformly in ±1/√in. Keras's Dense
// layer starts with xavier-uniform and biases 0; its normal ones are cut off
// at two σ and widened to the same variance.
type Init struct{ kind initKind }

type initKind uint8

const (
	xavierUniform initKind = iota
	xavierNormal
	heNormal
	heUniform
	zeros
)

// initNames has a row per kind, in their order.
var initNames = [...]struct {
	kind        initKind
	full, short string
}{
	{xavierUniform, "xavier-uniform", "xavier"},
	{xavierNormal, "xavier-normal", ""},
	{heNormal, "he-normal", "he"},
	{heUniform, "he-uniform", ""},
	{zeros, "zeros", ""},
}

// XavierUniform returns the initialiser of that name.
func XavierUniform() Init { return Init{xavierUniform} }

// XavierNormal returns the initialiser of that name.
func XavierNormal() Init { return Init{xavierNormal} }

// HeNormal returns the initialiser of that name.
func HeNormal() Init { return Init{heNormal} }

// HeUniform returns the initialiser of that name.
func HeUniform() Init { return Init{heUniform} }

// Zeros returns the initialiser of that name.
func Zeros() Init { return Init{zeros} }

// ParseInit finds an initialiser by its name, one of [Inits]: "xavier" is short
// for xavier-uniform and "he" for he-normal, the forms most people mean by them.
// The error is a [NameError].
func ParseInit(name string) (Init, error) {
	for _, known := range initNames {
		if name == known.short || name == known.full {
			return Init{known.kind}, nil
		}
	}
	return Init{}, NameError{Kind: "init", Name: name, Accepted: Inits()}
}

// Inits lists the names that [ParseInit] knows, the short ones too.
func Inits() []string {
	var names []string
	for _, known := range initNames {
		if known.short != "" {
			names = append(names, known.short)
		}
		names = append(names, known.full)
	}
	return names
}

// Name returns the full name, which [ParseInit] reads back.
func (i Init) Name() string { return initNames[i.kind].full }

// AutoInit returns the initialiser made for an activation: He's normal for
// the relu family, which halves the signal's variance; else Xavier's uniform.
func AutoInit(a Activation) Init {
	if activations[a.kind].reluIs {
		return HeNormal()
	}
	return XavierUniform()
}

// draw fills a layer's weights, row by row.
func (i Init) draw(l Layer, rnd *sim.Random) {
	in, both := float64(l.In), float64(l.In+l.Out)
	switch i.kind {
	case xavierUniform:
		drawUniform(l.Weights, math.Sqrt(6/both), rnd)
	case xavierNormal:
		drawNormal(l.Weights, math.Sqrt(2/both), rnd)
	case heNormal:
		drawNormal(l.Weights, math.Sqrt(2/in), rnd)
	case heUniform:
		drawUniform(l.Weights, math.Sqrt(6/in), rnd)
	default:
		clear(l.Weights)
	}
}

func drawUniform(w []float64, limit float64, rnd *sim.Random) {
	for i := range w {
		w[i] = rnd.Uniform(-limit, limit)
	}
}

func drawNormal(w []float64, sigma float64, rnd *sim.Random) {
	for i := range w {
		w[i] = sigma * rnd.Norm()
	}
}

package network

import (
	"math"
	"strconv"
	"strings"

	"nabla/sim"
)

// Init says how the weights of a new network are drawn; biases start at 0, but
// for nielsen's.
// The zero value is Xavier's uniform. Inits come by name from [ParseInit], or by
// the activation from [AutoInit].
//
// With in and out the layer's inputs and outputs:
//
//	xavier-uniform   uniform in ±√(6/(in+out))       Glorot, Bengio 2010
//	xavier-normal    normal, σ = √(2/(in+out))
//	he-normal        normal, σ = √(2/in)             He et al. 2015
//	he-uniform       uniform in ±√(6/in)
//	lecun-normal     normal, σ = √(1/in)             LeCun et al. 1998
//	lecun-uniform    uniform in ±√(3/in)
//	orthogonal(g)    g times a random rotation, of which out rows are taken, or
//	                 in columns if out > in: WWᵀ or WᵀW is g²·1. Saxe et al.
//	                 2014; 0 ≤ g ≤ 1000, 1 if not given
//	normal(σ)        normal, 0 ≤ σ ≤ 1000; 0.05 if not given, as in Keras
//	uniform(a)       uniform in ±a, 0 ≤ a ≤ 1000; 0.05 if not given, as in Keras
//	zeros            0: all units of a layer stay alike
//	nielsen          normal, σ = √(1/in), and biases normal, σ = 1: "Neural
//	                 Networks and Deep Learning", 2015, chapters 3 and 5
//
// PyTorch's xavier_, orthogonal_ and (with nonlinearity "relu") kaiming_
// functions draw from the same distributions, though with another generator; its Linear layer,
// left alone, draws weights and biases uniformly in ±1/√in. Keras's Dense
// layer starts with xavier-uniform and biases 0; its normal ones are cut off
// at two σ and widened to the same variance.
type Init struct {
	kind  initKind
	scale float64 // g of orthogonal, σ of normal, a of uniform
}

type initKind uint8

const (
	xavierUniform initKind = iota
	xavierNormal
	heNormal
	heUniform
	lecunNormal
	lecunUniform
	orthogonal
	normal
	uniform
	zeros
	nielsen
)

const maxScale = 1000

// initNames has a row per kind, in their order.
var initNames = [...]struct {
	kind        initKind
	full, short string
	scale       float64 // that is taken unless another is given; 0 if none can be
}{
	{xavierUniform, "xavier-uniform", "xavier", 0},
	{xavierNormal, "xavier-normal", "", 0},
	{heNormal, "he-normal", "he", 0},
	{heUniform, "he-uniform", "", 0},
	{lecunNormal, "lecun-normal", "lecun", 0},
	{lecunUniform, "lecun-uniform", "", 0},
	{orthogonal, "orthogonal", "", 1},
	{normal, "normal", "", 0.05},
	{uniform, "uniform", "", 0.05},
	{zeros, "zeros", "", 0},
	{nielsen, "nielsen", "", 0},
}

// ParseInit finds an initialiser by its name, one of [Inits]: "xavier" is short
// for xavier-uniform, "he" for he-normal and "lecun" for lecun-normal, the forms
// most people mean by them. "orthogonal(1.4)", "normal(0.1)" and
// "uniform(0.5)" give their own scale. The error is a [NameError] or a [ScaleError].
func ParseInit(text string) (Init, error) {
	name, number, scaled := strings.Cut(text, "(")
	for _, known := range initNames {
		if name != known.short && name != known.full || name == "" {
			continue
		}
		i := Init{kind: known.kind}
		switch {
		case i.scales() && scaled:
			var ok bool
			if i.scale, ok = parseScale(number); !ok {
				return Init{}, ScaleError{Init: name}
			}
		case i.scales():
			i.scale = known.scale
		case scaled:
			continue
		}
		return i, nil
	}
	return Init{}, NameError{Kind: "init", Name: text, Accepted: Inits()}
}

func (i Init) scales() bool { return initNames[i.kind].scale > 0 }

// parseScale reads what follows the opening parenthesis.
func parseScale(text string) (scale float64, ok bool) {
	number, closed := strings.CutSuffix(text, ")")
	scale, err := sim.ParseDecimal(strings.TrimSpace(number))
	return scale, err == nil && closed && 0 <= scale && scale <= maxScale
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
func (i Init) Name() string {
	name := initNames[i.kind].full
	if i.scales() && i.scale != initNames[i.kind].scale {
		name += "(" + strconv.FormatFloat(i.scale, 'g', -1, 64) + ")"
	}
	return name
}

// AutoInit returns the initialiser made for an activation: He's normal for
// relu, which halves the signal's variance, and for those that are nearly relu
// far from 0 (leaky-relu, elu, gelu, silu, softplus); LeCun's normal for selu,
// whose constants were found for it; else Xavier's uniform.
func AutoInit(a Activation) Init { return Init{kind: activations[a.kind].init} }

// draw fills a layer's weights, row by row, then its biases if they are not to
// be 0.
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
	case lecunNormal:
		drawNormal(l.Weights, math.Sqrt(1/in), rnd)
	case lecunUniform:
		drawUniform(l.Weights, math.Sqrt(3/in), rnd)
	case orthogonal:
		drawOrthogonal(l, i.scale, rnd)
	case normal:
		drawNormal(l.Weights, i.scale, rnd)
	case uniform:
		drawUniform(l.Weights, i.scale, rnd)
	case nielsen:
		drawNormal(l.Weights, math.Sqrt(1/in), rnd)
		drawNormal(l.Bias, 1, rnd)
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

package network

import (
	"strconv"
	"strings"

	"nabla/sim"
	"nabla/sim/network/kernel"
)

// Activation is the function φ of the hidden layers. Activations are values
// that can be compared; the zero value is the identity. They come by name from
// [ParseActivation]:
//
//	identity        z                      φ′ = 1
//	sigmoid         1/(1+e⁻ᶻ)              φ(z)·φ(−z) ≤ ¼
//	tanh            (eᶻ−e⁻ᶻ)/(eᶻ+e⁻ᶻ)      1 − φ(z)² ≤ 1
//	relu            max(0, z)              1 where z > 0, else 0
//	leaky-relu(α)   z, where z ≤ 0: α·z    1 or α; 0 ≤ α ≤ 1, [DefaultLeak] if not given
//	elu             z, where z ≤ 0: eᶻ−1   1 or eᶻ: α = 1
//	selu            λz or λα(eᶻ−1)         λ or λαeᶻ; λ ≈ 1.0507, α ≈ 1.6733 (Klambauer et al. 2017)
//	gelu            z·Φ(z)                 Φ(z) + z·Φ′(z)
//	silu            z·σ(z), or swish       σ(z) + z·σ′(z)
//	softplus        log(1+eᶻ)              σ(z)
//	softsign        z/(1+|z|)              1/(1+|z|)²
//
// σ is the sigmoid, and Φ the normal distribution function itself, not its
// approximation by tanh. Other constants are PyTorch's too.
type Activation struct {
	kind  activationKind
	alpha float64 // the slope of leaky-relu for z ≤ 0
}

type activationKind uint8

const (
	identity activationKind = iota
	sigmoid
	tanh
	relu
	leakyReLU
	elu
	selu
	gelu
	silu
	softplus
	softsign
)

// DefaultLeak is the slope of leaky-relu for z ≤ 0 unless another is asked
// for: 0.01 as in PyTorch (Keras's layer takes 0.3).
const DefaultLeak = 0.01

// activationRow is what there is to know of a kind: its name, φ and φ′ of one
// number, both over a layer's buffers, and the initialiser made for it.
type activationRow struct {
	name  string
	at    func(z, alpha float64) (a, slope float64)
	layer func(a, slope, z []kernel.Lanes, alpha float64)
	init  initKind
}

// activations has a row per kind.
var activations = [...]activationRow{
	identity:  plain("identity", kernel.Identity, kernel.IdentityLanes, xavierUniform),
	sigmoid:   plain("sigmoid", kernel.Sigmoid, kernel.SigmoidLanes, xavierUniform),
	tanh:      plain("tanh", kernel.Tanh, kernel.TanhLanes, xavierUniform),
	relu:      plain("relu", kernel.ReLU, kernel.ReLULanes, heNormal),
	leakyReLU: {"leaky-relu", kernel.LeakyReLU, kernel.LeakyReLULanes, heNormal},
	elu:       each("elu", kernel.ELU, heNormal),
	selu:      each("selu", kernel.SELU, lecunNormal),
	gelu:      each("gelu", kernel.GELU, heNormal),
	silu:      each("silu", kernel.SiLU, heNormal),
	softplus:  each("softplus", kernel.Softplus, heNormal),
	softsign:  each("softsign", kernel.Softsign, xavierUniform),
}

// plain is the row of a function without a parameter.
func plain(name string, at func(z float64) (a, slope float64), layer func(a, slope, z []kernel.Lanes), init initKind) activationRow {
	return activationRow{
		name,
		func(z, _ float64) (float64, float64) { return at(z) },
		func(a, slope, z []kernel.Lanes, _ float64) { layer(a, slope, z) },
		init,
	}
}

// each is [plain] for a function that costs so much more than a call that a
// loop of its own would gain nothing.
func each(name string, at func(z float64) (a, slope float64), init initKind) activationRow {
	return plain(name, at, func(a, slope, z []kernel.Lanes) { kernel.Each(a, slope, z, at) }, init)
}

func validLeak(alpha float64) bool { return 0 <= alpha && alpha <= 1 }

// ParseActivation finds an activation by its name, one of [Activations].
// "leaky-relu" has the slope [DefaultLeak], "leaky-relu(0.2)" its own.
// The error is a [NameError] or a [LeakError].
func ParseActivation(name string) (Activation, error) {
	for kind := range activations {
		if activations[kind].name != name {
			continue
		}
		a := Activation{kind: activationKind(kind)}
		if a.kind == leakyReLU {
			a.alpha = DefaultLeak
		}
		return a, nil
	}
	inner, found := strings.CutPrefix(name, activations[leakyReLU].name+"(")
	if !found {
		return Activation{}, NameError{Kind: "activation", Name: name, Accepted: Activations()}
	}
	number, closed := strings.CutSuffix(inner, ")")
	alpha, err := sim.ParseDecimal(strings.TrimSpace(number))
	if err != nil || !closed || !validLeak(alpha) {
		return Activation{}, LeakError{}
	}
	return Activation{kind: leakyReLU, alpha: alpha}, nil
}

// Activations lists the names that [ParseActivation] knows.
func Activations() []string {
	names := make([]string, len(activations))
	for kind := range activations {
		names[kind] = activations[kind].name
	}
	return names
}

// Name returns what [ParseActivation] reads back.
func (a Activation) Name() string {
	name := activations[a.kind].name
	if a.kind == leakyReLU && a.alpha != DefaultLeak {
		name += "(" + strconv.FormatFloat(a.alpha, 'g', -1, 64) + ")"
	}
	return name
}

// Value returns φ(z), to the bit what a layer computes.
func (a Activation) Value(z float64) float64 {
	value, _ := activations[a.kind].at(z, a.alpha)
	return value
}

// Slope returns φ′(z), to the bit what a layer computes.
func (a Activation) Slope(z float64) float64 {
	_, slope := activations[a.kind].at(z, a.alpha)
	return slope
}

// layer computes φ and φ′ over a layer's buffers.
func (a Activation) layer(value, slope, z []kernel.Lanes) {
	activations[a.kind].layer(value, slope, z, a.alpha)
}

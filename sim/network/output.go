package network

import (
	"slices"

	"nabla/sim/elementary"
	"nabla/sim/network/kernel"
)

// Output is the function of the last layer.
type Output uint8

// The outputs. Slopes are those shown for the layer; the softmax, whose
// outputs depend on all of a sample's z, shows the diagonal of its Jacobian,
// ∂aᵢ/∂zᵢ = aᵢ·(1−aᵢ), and is differentiated with the whole of it.
const (
	LinearOutput  Output = iota // a = z
	SigmoidOutput               // a = 1/(1+e⁻ᶻ)
	TanhOutput                  // a = tanh z
	SoftmaxOutput               // aᵢ = e^zᵢ / Σⱼ e^zⱼ
)

var outputNames = [...]string{LinearOutput: "linear", SigmoidOutput: "sigmoid", TanhOutput: "tanh", SoftmaxOutput: "softmax"}

// ParseOutput finds an output by its name, one of [Outputs]. The error is a [NameError].
func ParseOutput(name string) (Output, error) {
	if i := slices.Index(outputNames[:], name); i >= 0 {
		return Output(i), nil
	}
	return 0, NameError{Kind: "output", Name: name, Accepted: Outputs()}
}

// Outputs lists the names that [ParseOutput] knows.
func Outputs() []string { return slices.Clone(outputNames[:]) }

// Name returns what [ParseOutput] reads back.
func (o Output) Name() string { return outputNames[o] }

// layer computes the outputs of a batch and their slopes.
func (o Output) layer(a, slope, z []kernel.Lanes, units, batch int) {
	switch o {
	case SigmoidOutput:
		kernel.SigmoidLanes(a, slope, z)
	case TanhOutput:
		kernel.TanhLanes(a, slope, z)
	case SoftmaxOutput:
		for sample := range batch {
			first, lane := sample/kernel.Width*units, sample%kernel.Width
			softmax(a[first:][:units], slope[first:][:units], z[first:][:units], lane)
		}
	default:
		kernel.IdentityLanes(a, slope, z)
	}
}

// softmax takes one lane of one strip. Subtracting the largest z keeps the
// exponentials finite and leaves the quotients as they are.
func softmax(a, slope, z []kernel.Lanes, lane int) {
	top := largest(z, lane)
	others := 0.0 // Σ over all but the largest
	for u := range z {
		a[u][lane] = elementary.Exp(z[u][lane] - z[top][lane])
		if u != top {
			others += a[u][lane]
		}
	}
	sum := a[top][lane] + others
	for u := range z {
		p := a[u][lane] / sum
		rest := 1 - p
		if u == top {
			rest = others / sum // without the cancellation of 1−p
		}
		a[u][lane], slope[u][lane] = p, p*rest
	}
}

// largest returns the unit with the largest z, the first of several.
func largest(z []kernel.Lanes, lane int) int {
	top := 0
	for u := range z {
		if z[u][lane] > z[top][lane] {
			top = u
		}
	}
	return top
}

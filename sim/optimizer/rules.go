package optimizer

import (
	"math"
	"slices"
	"strconv"
)

// Rule declares an update rule.
type Rule struct {
	Name    string
	Formula string   // in signs: g is the gradient, µ the step size
	Options []Option // lr first
	build   func(size int, rate float64, values []float64) Optimizer
}

// Option declares a number that a rule takes.
type Option struct {
	Name    string
	Default float64 // lr has none: the step size is given to [Spec.New]
	Min     float64 // the smallest accepted
	Below   float64 // what an accepted value is smaller than; +Inf for no bound
}

// maxOptions is the largest number of options of a rule, lr included. It lets
// a Spec be a plain value.
const maxOptions = 5

// Options that several rules have.
var (
	lr    = Option{Name: "lr", Below: math.Inf(1)} // the step size µ
	beta  = Option{Name: "momentum", Default: 0.9, Below: 1}
	beta1 = Option{Name: "beta1", Default: 0.9, Below: 1}
	beta2 = Option{Name: "beta2", Default: 0.999, Below: 1}
)

// epsilon is what keeps a quotient finite.
func epsilon(value float64) Option {
	return Option{Name: "eps", Default: value, Below: math.Inf(1)}
}

// weightDecay is λ of the rules that shrink the parameters apart from the gradient.
func weightDecay(value float64) Option {
	return Option{Name: "weight_decay", Default: value, Below: math.Inf(1)}
}

// rules is the one place that names rules, options, defaults and ranges, in the
// order in which they are taught. All are as in PyTorch; of Lion, which it does
// not have, as in the paper.
var rules = [...]Rule{
	{
		"sgd",
		"w ← w − µ·g",
		[]Option{lr},
		func(size int, rate float64, _ []float64) Optimizer {
			return &SGD{rate: rate, size: size}
		},
	},
	{
		"momentum",
		"v ← β·v + g; w ← w − µ·v",
		[]Option{lr, beta},
		func(size int, rate float64, values []float64) Optimizer {
			return &Momentum{rate: rate, beta: values[1], velocity: make([]float64, size)}
		},
	},
	{
		"nesterov",
		"v ← β·v + g; w ← w − µ·(g + β·v)",
		[]Option{lr, beta},
		func(size int, rate float64, values []float64) Optimizer {
			return &Nesterov{Momentum{rate: rate, beta: values[1], velocity: make([]float64, size)}}
		},
	},
	{
		"adagrad",
		"s ← s + g²; w ← w − µ·g/(√s + ε)",
		[]Option{
			lr,
			{Name: "lr_decay", Below: math.Inf(1)},
			{Name: "initial_accumulator_value", Below: math.Inf(1)},
			epsilon(1e-10),
		},
		func(size int, rate float64, values []float64) Optimizer {
			return &Adagrad{rate: rate, decay: values[1], initial: values[2], sum: slices.Repeat(values[2:3], size), eps: values[3]}
		},
	},
	{
		"rmsprop",
		"s ← α·s + (1−α)·g²; w ← w − µ·g/(√s + ε)",
		[]Option{
			lr,
			{Name: "alpha", Default: 0.99, Below: 1},
			epsilon(1e-8),
		},
		func(size int, rate float64, values []float64) Optimizer {
			return &RMSprop{rate: rate, alpha: values[1], eps: values[2], square: make([]float64, size)}
		},
	},
	{
		"adadelta",
		"s ← ρ·s + (1−ρ)·g²; d ← g·√(u + ε)/√(s + ε); u ← ρ·u + (1−ρ)·d²; w ← w − µ·d",
		[]Option{
			lr,
			{Name: "rho", Default: 0.9, Below: 1},
			epsilon(1e-6),
		},
		func(size int, rate float64, values []float64) Optimizer {
			return &Adadelta{
				rate: rate, rho: values[1], eps: values[2],
				square: make([]float64, size), moved: make([]float64, size),
			}
		},
	},
	{
		"adam",
		"m ← β₁·m + (1−β₁)·g; v ← β₂·v + (1−β₂)·g²; m̂ = m/(1−β₁ᵗ); v̂ = v/(1−β₂ᵗ); w ← w − µ·m̂/(√v̂ + ε)",
		[]Option{lr, beta1, beta2, epsilon(1e-8)},
		func(size int, rate float64, values []float64) Optimizer {
			o := newAdam(size, rate, values)
			return &o
		},
	},
	{
		"adamw",
		"w ← w − µ·λ·w; adam",
		[]Option{lr, beta1, beta2, epsilon(1e-8), weightDecay(0.01)},
		func(size int, rate float64, values []float64) Optimizer {
			return &AdamW{Adam: newAdam(size, rate, values), decay: values[4]}
		},
	},
	{
		"nadam",
		"adam; m̂ ← κ′·m + (1−κ)·g; κ = β₁·(1 − ½·0.96^(t·ψ))",
		[]Option{
			lr, beta1, beta2, epsilon(1e-8),
			{Name: "momentum_decay", Default: 0.004, Below: math.Inf(1)},
		},
		func(size int, rate float64, values []float64) Optimizer {
			return newNAdam(newAdam(size, rate, values), values[4])
		},
	},
	{
		"radam",
		"adam; ρ > 5: w ← w − µ·r·m̂/(√v̂ + ε); ρ ≤ 5: w ← w − µ·m̂",
		[]Option{lr, beta1, beta2, epsilon(1e-8)},
		func(size int, rate float64, values []float64) Optimizer {
			return &RAdam{Adam: newAdam(size, rate, values)}
		},
	},
	{
		"lion",
		"c = β₁·m + (1−β₁)·g; w ← w − µ·(sign(c) + λ·w); m ← β₂·m + (1−β₂)·g",
		[]Option{
			lr,
			{Name: "beta1", Default: 0.9, Below: 1},
			{Name: "beta2", Default: 0.99, Below: 1},
			weightDecay(0),
		},
		func(size int, rate float64, values []float64) Optimizer {
			return &Lion{rate: rate, beta1: values[1], beta2: values[2], decay: values[3], mean: make([]float64, size)}
		},
	},
}

// newAdam makes Adam, alone or within another rule, of the options lr, beta1,
// beta2 and eps.
func newAdam(size int, rate float64, values []float64) Adam {
	return Adam{
		rate: rate, beta1: values[1], beta2: values[2], eps: values[3],
		first: make([]float64, size), second: make([]float64, size),
		power1: 1, power2: 1,
	}
}

// Rules returns the declarations of all rules. Their options are not to be changed.
func Rules() []Rule { return slices.Clone(rules[:]) }

// Names lists the names of the rules, as [Parse] knows them.
func Names() []string { return (*Table)(nil).Names() }

// accepts reports whether a value is in the option's range.
func (o Option) accepts(value float64) bool {
	return o.Min <= value && value < o.Below
}

// Range writes the accepted values, as in 0 ≤ beta1 < 1.
func (o Option) Range() string {
	text := format(o.Min) + " ≤ " + o.Name
	if !math.IsInf(o.Below, 1) {
		text += " < " + format(o.Below)
	}
	return text
}

// format writes a number so that it reads back to the same bits.
func format(value float64) string { return strconv.FormatFloat(value, 'g', -1, 64) }

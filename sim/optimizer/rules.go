package optimizer

import (
	"math"
	"slices"
	"strconv"
)

// Rule declares an update rule.
type Rule struct {
	Name    string
	Doc     string   // the id of a message that says in a line what it does
	Options []Option // lr first
	build   func(size int, rate float64, values []float64) Optimizer
}

// Option declares a number that a rule takes.
type Option struct {
	Name    string
	Doc     string  // the id of a message that says in a line what it is
	Default float64 // lr has none: the step size is given to [Spec.New]
	Min     float64 // the smallest accepted
	Below   float64 // what an accepted value is smaller than; +Inf for no bound
}

// maxOptions is the largest number of options of a rule, lr included. It lets
// a Spec be a plain value.
const maxOptions = 4

// lr is the step size µ.
var lr = Option{Name: "lr", Doc: "optimizer.doc-option-lr", Below: math.Inf(1)}

// rules is the one place that names rules, options, defaults and ranges, all as
// in PyTorch.
var rules = [...]Rule{
	{
		"sgd",
		"optimizer.doc-sgd",
		[]Option{lr},
		func(size int, rate float64, _ []float64) Optimizer {
			return &SGD{rate: rate, size: size}
		},
	},
	{
		"momentum",
		"optimizer.doc-momentum",
		[]Option{lr, {Name: "momentum", Doc: "optimizer.doc-option-momentum", Default: 0.9, Below: 1}},
		func(size int, rate float64, values []float64) Optimizer {
			return &Momentum{rate: rate, beta: values[1], velocity: make([]float64, size)}
		},
	},
	{
		"adam",
		"optimizer.doc-adam",
		[]Option{
			lr,
			{Name: "beta1", Doc: "optimizer.doc-option-beta1", Default: 0.9, Below: 1},
			{Name: "beta2", Doc: "optimizer.doc-option-beta2", Default: 0.999, Below: 1},
			{Name: "eps", Doc: "optimizer.doc-option-eps", Default: 1e-8, Below: math.Inf(1)},
		},
		func(size int, rate float64, values []float64) Optimizer {
			return &Adam{
				rate: rate, beta1: values[1], beta2: values[2], eps: values[3],
				first: make([]float64, size), second: make([]float64, size),
				power1: 1, power2: 1,
			}
		},
	},
}

// Rules returns the declarations of all rules. Their options are not to be changed.
func Rules() []Rule { return slices.Clone(rules[:]) }

// Names lists the names of the rules, as [Parse] knows them.
func Names() []string {
	names := make([]string, len(rules))
	for i := range rules {
		names[i] = rules[i].Name
	}
	return names
}

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

package calculus

import (
	"fmt"
	"math"
	"slices"
)

// Rule is a rule of differentiation.
type Rule uint8

// The rules, with the laws they stand for.
const (
	RuleConstant     Rule = iota // c′ = 0
	RuleVariable                 // x′ = 1
	RuleSum                      // (u + v)′ = u′ + v′, and of more than two terms of either sign
	RuleDifference               // (u − v)′ = u′ − v′
	RuleFactor                   // (c·u)′ = c·u′, (u/c)′ = u′/c, (−u)′ = −u′
	RuleProduct                  // (u·v)′ = u′·v + u·v′
	RuleQuotient                 // (u/v)′ = (u′·v − u·v′)/v², (c/v)′ = −c·v′/v²
	RulePower                    // (u^n)′ = n·u^(n − 1)·u′
	RuleExponential              // (a^u)′ = a^u·ln(a)·u′, (e^u)′ = e^u·u′
	RuleGeneralPower             // (u^v)′ = u^v·(v′·ln(u) + v·u′/u)
	RuleFunction                 // sin(x)′ = cos(x), of the variable itself
	RuleChain                    // sin(u)′ = cos(u)·u′, of anything else
	RuleSelection                // min(u, v)′ is u′ where u < v, v′ where v < u
)

// String returns the rule's name in English, in one or two words.
func (r Rule) String() string {
	names := [...]string{
		"constant", "variable", "sum", "difference", "constant factor", "product", "quotient",
		"power", "exponential", "general power", "function", "chain", "selection",
	}
	if int(r) >= len(names) {
		return fmt.Sprintf("rule %d", r)
	}
	return names[r]
}

// Trivial reports whether the rule is one that a walk may pass over: that of a
// constant or that of the variable.
func (r Rule) Trivial() bool { return r == RuleConstant || r == RuleVariable }

// Step is the differentiation of one part of a formula.
type Step struct {
	Rule Rule
	// Chain is whether the rule ends in the derivative of an inner part that is
	// not the plain variable: always for RuleChain, and for RulePower and
	// RuleExponential where it is u′ and not left out as the 1 of x.
	Chain  bool
	Text   string // the part of the formula, as [Formula.String] writes it
	Column int    // where that is in [Formula.Text], counted from 1
	Law    string // the rule in symbols: (u·v)′ = u′·v + u·v′
	Parts  []Part // what its symbols stand for, in the order of the text
	// Worked is the right side of the law with texts for its symbols, before it
	// is simplified to Derivative: 1·sin(x) + x·cos(x). Both are empty if they
	// are too long to write out.
	Worked     string
	Derivative string
}

// Part is what a symbol in a [Step.Law] stands for.
type Part struct {
	Symbol string // u, say; u′ is its derivative. The variable stands for itself
	Step   int    // the index of its step: its text, its derivative, its numbers
}

// StepValue is the numbers of a [Step] at a point.
type StepValue struct {
	Value      float64
	Derivative float64 // with respect to the variable of the derivation
}

// Derivation is how the derivative of a formula comes about, rule after rule: a
// tree of steps, of which each has those of its parts as its branches. A run of
// sums and differences is one step with a branch for each term. What does not
// depend on the variable is one leaf, whatever is in it; and every place of the
// variable is a leaf of its own.
//
// It never changes: any number of goroutines may use one at a time.
type Derivation struct {
	formula   *Formula
	variable  int
	steps     []Step
	nodes     []int     // the node of each step in the formula's program, −1 for a number
	constants []float64 // the value of each number
	result    *Formula
	err       error
}

// Derivation returns how the derivative of f with respect to the variable comes
// about. It panics if the variable is none of [Formula.Vars].
func (f *Formula) Derivation(variable string) *Derivation {
	k := slices.Index(f.variables, variable)
	if k < 0 {
		panic(fmt.Sprintf("calculus: no derivative with respect to %q, which is no variable", variable))
	}
	d := deriver{
		Derivation: &Derivation{formula: f, variable: k},
		simplifier: newSimplifier(),
		compiler:   f.program.compiler(),
		letters:    newLetters(f.variables),
		depends:    make(map[*expr]bool),
	}
	d.add(f.root())
	d.finish()
	return d.Derivation
}

// Steps returns the steps from the leaves up: each after those of its parts,
// which stand in the order of the text; the last is that of the whole formula.
// A walk that teaches passes over those that are [Rule.Trivial].
func (d *Derivation) Steps() []Step { return slices.Clone(d.steps) }

// Derivative is what [Formula.Derivative] returns.
func (d *Derivation) Derivative() (*Formula, error) { return d.result, d.err }

// Values sets values to the numbers of each of the steps at x. They are worked
// out in dual numbers, not from the texts, so that there are some for those that
// are too long to write out, and the text of the derivative can be checked
// against them. It allocates nothing. It panics unless there is one x for each
// of [Formula.Vars] and one value for each of the steps.
func (d *Derivation) Values(x []float64, values []StepValue) {
	d.formula.arguments(len(x))
	if len(values) != len(d.steps) {
		panic(fmt.Sprintf("calculus: %d values for a derivation of %d steps", len(values), len(d.steps)))
	}
	var n [MaxNodes]local
	p := &d.formula.program
	p.linearize(x, n[:])
	if i := slices.Index(p.inputs, d.variable); i >= 0 {
		n[i].t = 1
	}
	out := n[p.first():]
	for i := range p.code {
		c := &p.code[i]
		out[i].t = c.carry(1<<d.variable, out[i].da, n[c.a].t, out[i].db, n[c.b].t)
	}
	for i, node := range d.nodes {
		if node < 0 {
			values[i] = StepValue{Value: d.constants[i]}
		} else {
			values[i] = StepValue{Value: n[node].v, Derivative: n[node].t}
		}
	}
}

// compiler returns the compiler that made the program, which knows the node of
// every expression in it.
func (p *program) compiler() *compiler {
	c := &compiler{
		program:   *p,
		variables: make(map[int]uint16),
		values:    make(map[uint64]uint16),
		done:      make(map[instruction]uint16),
	}
	for i, k := range p.inputs {
		c.variables[k] = uint16(i)
		c.depends, c.curved = append(c.depends, 1<<k), append(c.curved, false)
	}
	for i, value := range p.constants {
		c.values[math.Float64bits(value)] = uint16(len(p.inputs) + i)
		c.depends, c.curved = append(c.depends, 0), append(c.curved, false)
	}
	for i, in := range p.code {
		c.done[in] = uint16(p.first() + i)
		c.depends, c.curved = append(c.depends, in.dependsA|in.dependsB), append(c.curved, in.curves())
	}
	return c
}

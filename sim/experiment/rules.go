package experiment

import (
	"math"
	"slices"

	"nabla/sim"
	"nabla/sim/calculus"
	"nabla/sim/landscape"
)

// RulesParams returns the parameters of the rules of differentiation.
func RulesParams() []sim.Param {
	return under("rules", []sim.Param{
		{
			Name: "f", Kind: sim.Formula, Default: "x^2*sin(3x)", Symbol: "f(x)",
			Choices: []string{
				"x^2*sin(3x)", "x^3-3x+1", "(x^2+1)^3", "x*exp(-x)", "sin(x)/x", "x^3/(x^2+1)",
				"exp(-x^2)", "sqrt(x^2+1)", "1/(1+exp(-x))", "2^x", "x^x", "|x-1|",
			},
			Check: checkLandscape, About: aboutDerivative,
		},
		{Name: "x", Kind: sim.Number, Default: "1", Min: -1000, Max: 1000, Step: 0.1, Live: true},
	}...)
}

// aboutDerivative gives a formula's derivative.
func aboutDerivative(formula string) string {
	f, err := calculus.Parse(formula, "x")
	if err != nil {
		return ""
	}
	slope, err := f.Derivative("x")
	if err != nil {
		return ""
	}
	return "f′ = " + slope.String()
}

// Rules is how the derivative of a formula of one variable comes about: a tree
// of its parts, each differentiated by one rule from the derivatives of its own
// parts. Step k differentiates the k-th part in the order from the leaves up;
// numbers and places of the variable, whose derivatives are 0 and 1, are passed
// over. With the last part, which is the formula itself, f′ is complete and the
// run stands.
//
// Every part has a value and a derivative at x too. They are worked out in dual
// numbers, so that f′(x) by the formula can be checked against them.
type Rules struct {
	tree  *ruleTree
	x     float64
	step  int
	parts []calculus.StepValue // at x
	check RulesCheck
}

// ruleTree is what of a formula's derivation does not depend on x.
type ruleTree struct {
	formula    *calculus.Formula
	variable   string
	derivation *calculus.Derivation
	nodes      []calculus.Step
	links      []RuleLink
	walk       []int // the nodes that are stepped on, in order
	lo, hi     float64
}

// RuleLink is how a part hangs in the tree of a formula.
type RuleLink struct {
	Parent int    // the part it is one of, −1 for the whole formula
	Symbol string // what it is called in the parent's law: u
}

// RulesCheck is f′(x) got in three ways. Where f has no derivative all are NaN.
type RulesCheck struct {
	F       float64 // f(x)
	Value   float64 // of the formula f′ at x; NaN if it is too long to write out
	Dual    float64 // by dual numbers
	Numeric float64 // (f(x+h) − f(x−h)) / 2h, 2h as it is in float64
	H       float64
	Problem error // why there is no f′(x), nil where there is
	TooLong error // why f′ is not written out, nil if it is
}

// Agrees reports whether the formula f′ and the dual numbers have the same
// value, to 10⁻¹² of it or, if it is below 1, of 1.
func (c *RulesCheck) Agrees() bool {
	return math.Abs(c.Value-c.Dual) <= 1e-12*max(1, math.Abs(c.Dual))
}

// NewRules starts to differentiate as the setup says.
func NewRules(setup sim.Setup, _ sim.Opener) (*Rules, error) {
	curve, err := landscape.Open(setup.Value("f").String())
	if err != nil {
		return nil, err
	}
	tree := &ruleTree{formula: curve.Formula(), variable: "x"}
	tree.lo, tree.hi = curve.Range()
	if names := tree.formula.Vars(); len(names) > 0 {
		tree.variable = names[0]
	} else if tree.formula, err = calculus.Parse(tree.formula.Text(), tree.variable); err != nil {
		return nil, err
	}
	tree.grow()
	r := &Rules{tree: tree}
	r.put(setup.Value("x").Number())
	return r, nil
}

// grow finds the nodes, how they hang together, and which are stepped on.
func (t *ruleTree) grow() {
	t.derivation = t.formula.Derivation(t.variable)
	t.nodes = t.derivation.Steps()
	t.links = slices.Repeat([]RuleLink{{Parent: -1}}, len(t.nodes))
	for i := range t.nodes {
		for _, part := range t.nodes[i].Parts {
			t.links[part.Step] = RuleLink{Parent: i, Symbol: part.Symbol}
		}
		if !t.nodes[i].Rule.Trivial() || i == len(t.nodes)-1 {
			t.walk = append(t.walk, i)
		}
	}
}

// put works the numbers out at x.
func (r *Rules) put(x float64) {
	t := r.tree
	r.x, r.parts = x, make([]calculus.StepValue, len(t.nodes)) // a clone keeps the old ones
	t.derivation.Values([]float64{x}, r.parts)
	root := len(t.nodes) - 1
	r.check = RulesCheck{F: r.parts[root].Value, H: DifferenceStep, Problem: problem(t.formula, x)}
	slope, err := t.derivation.Derivative()
	r.check.TooLong = err
	if r.check.Problem != nil {
		r.lose(r.check.Problem)
		r.check.Value, r.check.Dual, r.check.Numeric = math.NaN(), math.NaN(), math.NaN()
		return
	}
	r.check.Value, r.check.Dual = math.NaN(), r.parts[root].Derivative
	if err == nil {
		r.check.Value = slope.At(x)
	}
	r.check.Numeric = centralSlope(t.formula, x)
}

// lose takes their derivatives from the parts that have none at x: those to
// blame, and all that hold one of them.
func (r *Rules) lose(err error) {
	t := r.tree
	blame, _ := err.(*calculus.PointError) //nolint:errorlint // Check returns no other
	lost := make([]bool, len(t.nodes))
	lost[len(lost)-1] = true
	for i := range t.nodes {
		lost[i] = lost[i] || blame != nil && t.nodes[i].Text == blame.Part
		if lost[i] {
			r.parts[i].Derivative = math.NaN()
			if parent := t.links[i].Parent; parent >= 0 {
				lost[parent] = true
			}
		}
	}
}

// Step differentiates the next part, unless the run stands.
func (r *Rules) Step() { r.step++ }

// Clone returns a copy that shares the tree.
func (r *Rules) Clone() *Rules { c := *r; return &c }

// Apply moves x.
func (r *Rules) Apply(e sim.Edit) error {
	if e.Name != "x" {
		return restart(e)
	}
	r.put(e.Value.Number())
	return nil
}

// Formula returns f.
func (r *Rules) Formula() *calculus.Formula { return r.tree.formula }

// Variable returns the name of its variable.
func (r *Rules) Variable() string { return r.tree.variable }

// X returns where the numbers are worked out.
func (r *Rules) X() float64 { return r.x }

// Domain returns the range of x worth drawing, widened to hold x.
func (r *Rules) Domain() (lo, hi float64) {
	margin := (r.tree.hi - r.tree.lo) / 20
	lo, hi = r.tree.lo, r.tree.hi
	if r.x < lo {
		lo = r.x - margin
	}
	if r.x > hi {
		hi = r.x + margin
	}
	return lo, hi
}

// Nodes returns the parts of f, each after its own; the last is f. The caller
// must not change them.
func (r *Rules) Nodes() []calculus.Step { return r.tree.nodes }

// Links returns how the nodes hang together. The caller must not change it.
func (r *Rules) Links() []RuleLink { return r.tree.links }

// Values returns the numbers of the nodes at x; NaN where there is none. The
// caller must not change them.
func (r *Rules) Values() []calculus.StepValue { return r.parts }

// Walk returns the nodes in the order in which they are stepped on. The caller
// must not change it.
func (r *Rules) Walk() []int { return r.tree.walk }

// Walked returns how many of them have been stepped on.
func (r *Rules) Walked() int { return min(r.step, len(r.tree.walk)) }

// Lit returns the node stepped on last, −1 before the first step.
func (r *Rules) Lit() int {
	if n := r.Walked(); n > 0 {
		return r.tree.walk[n-1]
	}
	return -1
}

// Known reports whether the derivative of a node stands: it has been stepped
// on, or is passed over.
func (r *Rules) Known(node int) bool {
	return node <= r.Lit() || r.tree.nodes[node].Rule.Trivial() && node != len(r.tree.nodes)-1
}

// Last returns the step at which f′ stands.
func (r *Rules) Last() int { return len(r.tree.walk) }

// Finished reports whether f′ stands.
func (r *Rules) Finished() bool { return r.Walked() == len(r.tree.walk) }

// Check returns f′(x) in three ways.
func (r *Rules) Check() *RulesCheck { return &r.check }

// SlopeAt returns f′(x) as a chart draws it: NaN where there is none.
func (r *Rules) SlopeAt(x float64) float64 { return r.tree.formula.SmoothSlope(x) }

// Status tells what came of it once f′ stands: it has converged if f′ has
// a formula and a value at x, and is stuck if not.
func (r *Rules) Status() sim.Status {
	if !r.Finished() {
		return sim.Status{}
	}
	s := sim.Status{Outcome: sim.Stuck, Step: len(r.tree.walk)}
	switch c := &r.check; {
	case c.Problem != nil:
		s.Reason = NoDerivative{X: r.x, Err: c.Problem}
	case c.TooLong != nil:
		s.Reason = Unwritten{Err: c.TooLong}
	default:
		s.Outcome = sim.Converged
		s.Reason = Differentiated{X: r.x, Slope: c.Dual}
	}
	return s
}

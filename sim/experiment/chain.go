package experiment

import (
	"errors"
	"slices"
	"strconv"

	"nabla/sim"
	"nabla/sim/calculus"
)

// chainInput is the parameter that names the input whose paths are followed.
const chainInput = "input"

// ChainParams returns the parameters of a computation graph. The formula brings
// along the value of each of its variables, and the choice among them.
func ChainParams() []sim.Param {
	return under("chain", sim.Param{
		Name: "f", Kind: sim.Formula, Default: "sigmoid-chain", Symbol: "f",
		Choices: chainNames(), Check: checkChain, About: aboutChain, Brings: chainLetters,
	})
}

// ChainPhase is what a step of a chain does.
type ChainPhase int

// The phases of a chain, in their order.
const (
	ChainInputs   ChainPhase = iota // the inputs stand there
	ChainForward                    // a node gets its value
	ChainBackward                   // a derivative goes back over an edge
	ChainPaths                      // a path is walked from the output to the input
	ChainDone                       // nothing is left
)

// String returns the word that reports use.
func (p ChainPhase) String() string {
	names := [...]string{"inputs", "forward", "backward", "paths", "done"}
	return names[p]
}

// Chain works a formula out as a graph of nodes, one event a step:
//
//	forward   one operation gets its value v
//	backward  first ∂f/∂f = 1; then, over one edge from a node v back to an
//	          argument u, ∂f/∂u grows by ∂f/∂v · ∂v/∂u
//	paths     the product of the local derivatives on one path from the output
//	          to the chosen input; their sum is ∂f/∂input
//
// What all steps will come to is known from the start, so that an edit of
// a value ripples through at once and the run stands where it stood. When all is
// done the run stands still.
type Chain struct {
	formula *calculus.Formula
	letters []string
	names   []string // of the nodes
	first   int      // the first node that is an operation
	x       []float64
	input   int // a variable, which is its node too
	step    int

	// Of the present values; replaced, never changed.
	nodes   []calculus.Node
	edges   []ChainEdge
	out     [][]int // by node, its edges back to its arguments
	paths   []ChainPath
	total   int   // how many paths there are, listed or not
	problem error // why there is no gradient here, nil where there is one
}

// NewChain makes the graph that the setup says.
func NewChain(setup sim.Setup, _ sim.Opener) (*Chain, error) {
	f, _, err := parseChain(setup.Value("f").String())
	if err != nil {
		return nil, err
	}
	c := &Chain{formula: f, letters: f.Vars()}
	for _, name := range c.letters {
		c.x = append(c.x, setup.Value(name).Number())
	}
	c.input = slices.Index(c.letters, setup.Value(chainInput).String())
	c.work()
	c.first = len(c.letters)
	for c.first < len(c.nodes) && c.nodes[c.first].Op == "constant" {
		c.first++
	}
	c.names = make([]string, len(c.nodes))
	prefix := freePrefix(c.letters)
	for node := range c.names {
		switch {
		case node < len(c.letters):
			c.names[node] = c.letters[node]
		case node < c.first:
			c.names[node] = sim.FormatNumber(c.nodes[node].Value)
		default:
			c.names[node] = prefix + strconv.Itoa(node-c.first+1)
		}
	}
	return c, nil
}

// freePrefix returns a letter such that no variable is that letter and a number.
func freePrefix(letters []string) string {
	for _, prefix := range []string{"v", "u", "t", "s", "n", "q"} {
		if !slices.ContainsFunc(letters, func(name string) bool {
			_, err := strconv.Atoi(name[min(1, len(name)):])
			return err == nil && name[:1] == prefix
		}) {
			return prefix
		}
	}
	return "node"
}

// work works out everything for the present values.
func (c *Chain) work() {
	tape := c.formula.NewTape()
	tape.Gradient(c.x, make([]float64, len(c.x)))
	c.nodes = tape.Nodes()
	c.problem = nil
	if point, ok := errors.AsType[*calculus.PointError](c.formula.Check(c.x)); ok {
		c.problem = ChainPointError{Point: point}
		lose(c.nodes, point)
	}
	c.edges, c.out = walkBack(c.nodes)
	c.follow()
}

// Step goes on by one event, unless all is done.
func (c *Chain) Step() { c.step++ }

// Clone returns a copy that shares the graph.
func (c *Chain) Clone() *Chain {
	next := *c
	next.x = slices.Clone(c.x)
	return &next
}

// Apply gives a variable another value, or follows another input.
func (c *Chain) Apply(e sim.Edit) error {
	if e.Name == chainInput {
		c.input = slices.Index(c.letters, e.Value.String())
		c.follow()
		return nil
	}
	i := slices.Index(c.letters, e.Name)
	if i < 0 {
		return restart(e)
	}
	c.x[i] = e.Value.Number()
	c.work()
	return nil
}

// Formula returns the formula.
func (c *Chain) Formula() *calculus.Formula { return c.formula }

// Nodes returns the nodes: the variables, the constants, the operations, each
// after those it works on; the last is the output. Their adjoints are those of
// the end. A derivative that there is none of is NaN, local ones too. The caller
// must not change them.
func (c *Chain) Nodes() []calculus.Node { return c.nodes }

// Edges returns the edges that derivatives go back over, in that order. Edges
// to constants are none of them. The caller must not change them.
func (c *Chain) Edges() []ChainEdge { return c.edges }

// Out returns which edges lead from a node back to its arguments. The caller
// must not change it.
func (c *Chain) Out(node int) []int { return c.out[node] }

// Input returns the node of the input whose paths are followed.
func (c *Chain) Input() int { return c.input }

// Problem returns why the formula has no gradient at the present values, nil
// where it has one.
func (c *Chain) Problem() error { return c.problem }

// Operation reports whether the node is an operation, no variable or constant.
func (c *Chain) Operation(node int) bool { return node >= c.first }

// Constant reports whether the node is a constant.
func (c *Chain) Constant(node int) bool { return node >= len(c.letters) && node < c.first }

// Name returns what a node is called: a variable as in the formula, a constant
// by its value, the operations v1, v2, v3, … (or u1, … where a variable is
// called v1).
func (c *Chain) Name(node int) string { return c.names[node] }

// Output returns the last node.
func (c *Chain) Output() int { return len(c.nodes) - 1 }

// The lengths of the phases.
func (c *Chain) forwards() int  { return len(c.nodes) - c.first }
func (c *Chain) backwards() int { return 1 + len(c.edges) }

// Last returns the step at which nothing is left to do, the one after the last
// path.
func (c *Chain) Last() int { return c.forwards() + c.backwards() + len(c.paths) + 1 }

// Phase returns what the present step has done, how many of its kind that makes,
// and out of how many.
func (c *Chain) Phase() (phase ChainPhase, done, of int) {
	switch k, f, b := c.step, c.forwards(), c.backwards(); {
	case k == 0:
		return ChainInputs, 0, 0
	case k <= f:
		return ChainForward, k, f
	case k <= f+b:
		return ChainBackward, k - f, b
	case k <= f+b+len(c.paths):
		return ChainPaths, k - f - b, len(c.paths)
	default:
		return ChainDone, c.Last(), c.Last()
	}
}

// Computed reports whether a node has its value.
func (c *Chain) Computed(node int) bool { return node < c.first+c.step }

// Walked returns how many of the edges a derivative has gone back over, and
// whether the output has its own, 1.
func (c *Chain) Walked() (edges int, seeded bool) {
	n := c.step - c.forwards() - 1
	return min(max(n, 0), len(c.edges)), n >= 0
}

// Adjoint returns ∂f/∂node as far as the edges walked have brought it together:
// whether anything has come, and whether that is all.
func (c *Chain) Adjoint(node int) (adjoint float64, some, all bool) {
	walked, seeded := c.Walked()
	if node == c.Output() {
		return 1, seeded, seeded
	}
	all = true
	for i := range c.edges {
		switch e := &c.edges[i]; {
		case e.Arg != node:
		case i < walked:
			adjoint, some = e.After, true
		default:
			all = false
		}
	}
	return adjoint, some, all && some
}

// Lit returns what the present step has done something to: a node in the phase
// forward, an edge (−1 for the output's own derivative) in the phase backward,
// a path in the phase paths; −1 for what it is not.
func (c *Chain) Lit() (node, edge, path int) {
	switch phase, k, _ := c.Phase(); phase {
	case ChainForward:
		return c.first + k - 1, -1, -1
	case ChainBackward:
		if k == 1 {
			return c.Output(), -1, -1
		}
		return c.edges[k-2].Arg, k - 2, -1
	case ChainPaths:
		return -1, -1, k - 1
	default:
		return -1, -1, -1
	}
}

package calculus

// Tape differentiates a formula backwards: the values of all nodes are worked
// out first and kept, then, from the result back to the variables, the adjoint
// of every node, which is the derivative of the result with respect to it. One
// pass gives the whole gradient, however many variables there are.
//
// It is also where to look at each node: see [Tape.Nodes]. One goroutine at a
// time may use a tape.
type Tape struct {
	formula  *Formula
	labels   []string
	nodes    []local // t is the adjoint
	reaching []bool  // the result depends on the node
}

// NewTape returns a tape for the formula, all of whose values are still 0.
func (f *Formula) NewTape() *Tape {
	t := &Tape{
		formula:  f,
		labels:   make([]string, f.program.len()),
		nodes:    make([]local, f.program.len()),
		reaching: make([]bool, f.program.len()),
	}
	for i, e := range f.program.exprs {
		t.labels[i] = pretty(e)
	}
	return t
}

// Gradient returns the formula's value at x and sets grad to its gradient
// there. It panics unless x and grad have one entry for each of the variables.
func (t *Tape) Gradient(x, grad []float64) float64 {
	t.formula.arguments(len(x))
	t.formula.arguments(len(grad))
	p := &t.formula.program
	p.linearize(x, t.nodes)
	t.backward(p)
	clear(grad)
	for i, k := range p.inputs {
		grad[k] = t.nodes[i].t
	}
	return t.nodes[p.root].v
}

// backward sets the adjoints: each instruction hands its own, times the local
// derivative, on to its arguments.
func (t *Tape) backward(p *program) {
	for i := range t.nodes {
		t.nodes[i].t = 0
	}
	clear(t.reaching)
	t.nodes[p.root].t = 1
	t.reaching[p.root] = true
	first := p.first()
	for i := len(p.code) - 1; i >= 0; i-- {
		if !t.reaching[first+i] {
			continue
		}
		c, n := &p.code[i], &t.nodes[first+i]
		if c.dependsA != 0 && (n.da != 0 || !c.selects) {
			t.nodes[c.a].t += float64(n.da * n.t)
			t.reaching[c.a] = true
		}
		if c.dependsB != 0 && (n.db != 0 || !c.selects) {
			t.nodes[c.b].t += float64(n.db * n.t)
			t.reaching[c.b] = true
		}
	}
}

// Node is a step in working out a formula: a variable, a constant or an
// operation on earlier nodes. What occurs in a formula more than once is one
// node that several others use.
type Node struct {
	// Op is "variable", "constant", "+", "-", "*", "/", "^", "neg" or the name
	// of a function.
	Op     string
	Label  string // the part of the formula it stands for
	Column int    // where that is in the text, counted from 1
	Args   []int  // indices of the nodes it works on
	// Partials are its local derivatives, one for each of Args; that with
	// respect to a constant is 0.
	Partials []float64
	Value    float64
	Adjoint  float64 // the derivative of the result with respect to this node
}

// Nodes returns the nodes as the last call of [Tape.Gradient] left them, each
// after those it works on: the variables, the constants, the operations, the
// last of which is the result.
func (t *Tape) Nodes() []Node {
	p := &t.formula.program
	nodes := make([]Node, p.len())
	for i := range nodes {
		n := &t.nodes[i]
		nodes[i] = Node{Op: opNumber.String(), Label: t.labels[i], Column: p.exprs[i].column, Value: n.v, Adjoint: n.t}
		switch code := i - p.first(); {
		case i < len(p.inputs):
			nodes[i].Op = opVariable.String()
		case code >= 0:
			t.describe(&nodes[i], &p.code[code], n)
		}
	}
	return nodes
}

// describe fills in what a node has if it is an operation.
func (t *Tape) describe(node *Node, c *instruction, n *local) {
	node.Op = c.op.String()
	node.Args, node.Partials = []int{int(c.a)}, []float64{n.da}
	if !c.op.binary() {
		return
	}
	node.Args, node.Partials = append(node.Args, int(c.b)), append(node.Partials, n.db)
	for k, depends := range [...]uint64{c.dependsA, c.dependsB} {
		if depends == 0 {
			node.Partials[k] = 0
		}
	}
}

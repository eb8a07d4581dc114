package calculus

import "math"

// program is a formula without its text: a list of nodes, each after those it
// depends on. First come the variables that occur, then the constants, then
// the operations; equal nodes are one. What is constant is worked out already.
type program struct {
	inputs    []int     // which variable each of the first nodes is
	constants []float64 // the values of the nodes that follow
	code      []instruction
	root      int
	exprs     []*expr // where each node stands in the text
}

// instruction is the operation of one node.
type instruction struct {
	op      op
	selects bool
	a, b    uint16 // the nodes it works on; b is a for those of one argument
	// Bit k is set if the argument depends on variable k. Where it does not,
	// its derivative is no number that happens to be 0 but none at all.
	dependsA, dependsB uint64
	// Whether the argument is more than a sum of multiples of variables.
	curvedA, curvedB bool
}

func (p *program) len() int { return len(p.inputs) + len(p.constants) + len(p.code) }

// first returns the node of the first instruction.
func (p *program) first() int { return len(p.inputs) + len(p.constants) }

// compiler builds a program.
type compiler struct {
	program
	variables map[int]uint16         // node of a variable
	values    map[uint64]uint16      // node of a constant, by its bits
	done      map[instruction]uint16 // node of an operation
	depends   []uint64               // by node
	curved    []bool                 // by node
}

// compile turns an expression in so many variables into a program.
func compile(root *expr, variables int) program {
	c := compiler{
		variables: make(map[int]uint16),
		values:    make(map[uint64]uint16),
		done:      make(map[instruction]uint16),
	}
	occurring := make([]*expr, variables)
	find(root, occurring)
	for k, e := range occurring {
		if e != nil {
			c.variables[k] = c.node(e, 1<<k, false)
			c.inputs = append(c.inputs, k)
		}
	}
	c.constantsOf(root)
	c.root = int(c.operation(root))
	return c.program
}

// find notes the first place of every variable in e.
func find(e *expr, places []*expr) {
	if e.op == opVariable && places[e.variable] == nil {
		places[e.variable] = e
	}
	for _, a := range e.args {
		find(a, places)
	}
}

// node adds a node that depends on the variables in the mask.
func (c *compiler) node(e *expr, depends uint64, curved bool) uint16 {
	c.exprs = append(c.exprs, e)
	c.depends = append(c.depends, depends)
	c.curved = append(c.curved, curved)
	return uint16(len(c.exprs) - 1)
}

// constantsOf adds the largest constant parts of e.
func (c *compiler) constantsOf(e *expr) {
	if e.fixed {
		bits := math.Float64bits(e.value)
		if _, ok := c.values[bits]; !ok {
			c.values[bits] = c.node(e, 0, false)
			c.constants = append(c.constants, e.value)
		}
		return
	}
	if natural(e) {
		c.constantsOf(e.args[1])
		return
	}
	for _, a := range e.args {
		c.constantsOf(a)
	}
}

// natural reports whether e is a power of the constant e, which exp works out
// better than pow.
func natural(e *expr) bool { return e.op == opPow && e.args[0].value == math.E && !e.args[1].fixed }

// operation adds what is needed for e and returns its node.
func (c *compiler) operation(e *expr) uint16 {
	switch {
	case e.fixed:
		return c.values[math.Float64bits(e.value)]
	case e.op == opVariable:
		return c.variables[e.variable]
	case natural(e):
		a := c.operation(e.args[1])
		return c.instruction(e, opExp, a, a)
	case len(e.args) == 1:
		a := c.operation(e.args[0])
		return c.instruction(e, e.op, a, a)
	}
	a := c.operation(e.args[0])
	for _, arg := range e.args[1:] {
		a = c.instruction(e, refine(e.op, arg), a, c.operation(arg))
	}
	return a
}

// instruction adds an operation, unless it is there already.
func (c *compiler) instruction(e *expr, o op, a, b uint16) uint16 {
	in := instruction{op: o, selects: o.selects(), a: a, b: b, dependsA: c.depends[a], curvedA: c.curved[a]}
	if o.binary() {
		in.dependsB, in.curvedB = c.depends[b], c.curved[b]
	}
	if at, ok := c.done[in]; ok {
		return at
	}
	c.code = append(c.code, in)
	at := c.node(e, in.dependsA|in.dependsB, in.curves())
	c.done[in] = at
	return at
}

// curves reports whether the result is more than a sum of multiples of
// variables.
func (c *instruction) curves() bool {
	switch c.op {
	case opAdd, opSub, opNeg:
		return c.curvedA || c.curvedB
	case opMul:
		return c.curvedA || c.curvedB || c.dependsA != 0 && c.dependsB != 0
	case opDiv:
		return c.curvedA || c.dependsB != 0
	default:
		return true
	}
}

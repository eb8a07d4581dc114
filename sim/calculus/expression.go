package calculus

import "math"

// What a formula may be at most. The bounds keep every frame and every step of
// a typed formula cheap.
const (
	MaxLength    = 1000 // bytes of text
	MaxNodes     = 512  // numbers, names and operations
	MaxDepth     = 64   // parentheses, bars, exponents and signs inside each other
	MaxVariables = 64
)

// expr is a node of the tree that was written: what [Formula.String] prints and
// compile turns into a program.
type expr struct {
	op       op
	column   int // of the operator, the name or the number
	args     []*expr
	name     string  // of a constant or a variable
	variable int     // index of a variable
	fixed    bool    // there is no variable in it,
	value    float64 // and this is its value
}

// operation returns the node of an operation, worked out at once where no
// variable is in it.
func operation(o op, column int, args ...*expr) *expr {
	e := &expr{op: o, column: column, args: args, fixed: true}
	for _, a := range args {
		e.fixed = e.fixed && a.fixed
	}
	if !e.fixed {
		return e
	}
	e.value = args[0].value
	if len(args) == 1 {
		e.value = o.apply(e.value, 0)
	}
	for _, a := range args[1:] {
		e.value = refine(o, a).apply(e.value, a.value)
	}
	return e
}

// literal reports whether e is a number as it was typed.
func (e *expr) literal() bool { return e.op == opNumber && e.name == "" }

// maxWhole is the largest exponent that is worked out by multiplying: beyond
// it elementary.Pow, which loses nothing, is as fast.
const maxWhole = 64

// refine returns opWhole for a power whose exponent is constant and a small
// whole number, and o for everything else.
func refine(o op, second *expr) op {
	if o == opPow && second.fixed && math.Abs(second.value) <= maxWhole && second.value == math.Trunc(second.value) {
		return opWhole
	}
	return o
}

package calculus

import (
	"math"
	"slices"
)

// PointError is what is wrong with a formula at a point, and which part of it
// is to blame.
type PointError struct {
	Column int    // of that part in the text, counted from 1
	Part   string // as [Formula.String] would write it

	fault fault
}

const (
	faultUndefined fault = "formula.undefined"
	faultInfinite  fault = "formula.infinite"
	faultKink      fault = "formula.not-differentiable"
)

func (e *PointError) Error() string {
	return english(e.Column, e.fault.english(), e.args())
}

// Message returns the id and the arguments of the translated text.
func (e *PointError) Message() (string, map[string]any) {
	return string(e.fault), placed(e.Column, e.args())
}

func (e *PointError) args() map[string]any { return map[string]any{"Part": clip(e.Part)} }

// Check returns nil where the formula has a finite value and a finite gradient.
// Else it returns a [*PointError] about the first part, in the order of working
// out, that has no value, an infinite one or, if there is no such part, no
// finite derivative. A corner in what min, max or relu does not take is none of
// the formula's. Check panics unless there is one x for each variable.
func (f *Formula) Check(x []float64) error {
	f.arguments(len(x))
	p := &f.program
	n := make([]local, p.len())
	p.linearize(x, n)
	for i := range n {
		if fault := p.valueFault(n, i); fault != "" {
			return p.blame(i, fault)
		}
	}
	taken := p.taken(n)
	for i := range p.code {
		c, at := &p.code[i], p.first()+i
		if c.kinked(n, &n[at]) && (taken[at] || !c.continuous()) {
			return p.blame(at, faultKink)
		}
	}
	return p.checkSlopes(n, taken)
}

// taken reports of each node whether the result follows it, or is worked out
// from one that it follows.
func (p *program) taken(n []local) []bool {
	taken := make([]bool, len(n))
	taken[p.root] = true
	for i, c := range slices.Backward(p.code) {
		own := &n[p.first()+i]
		if !taken[p.first()+i] {
			continue
		}
		taken[c.a] = taken[c.a] || own.da != 0 || !c.selects
		taken[c.b] = taken[c.b] || c.op.binary() && (own.db != 0 || !c.selects)
	}
	return taken
}

// continuous reports whether the operation has values on both sides of where it
// has no derivative, without a jump: only then is what is not taken there not
// taken nearby either.
func (c *instruction) continuous() bool {
	switch c.op {
	case opAbs, opReLU, opMin, opMax, opCbrt:
		return true
	default:
		return false
	}
}

// checkSlopes looks for the first part whose derivative leaves the numbers
// although no local derivative does: a product of large ones.
func (p *program) checkSlopes(n []local, taken []bool) error {
	for i := range p.inputs {
		p.forward(n, i)
		for j := range p.code {
			if at := p.first() + j; taken[at] && !finite(n[at].t) {
				return p.blame(at, faultKink)
			}
		}
	}
	return nil
}

func (p *program) blame(node int, fault fault) error {
	e := p.exprs[node]
	return &PointError{Column: e.column, Part: pretty(e), fault: fault}
}

// valueFault says what is wrong with the value of a node, if anything is.
func (p *program) valueFault(n []local, node int) fault {
	switch v := n[node].v; {
	case math.IsNaN(v):
		return faultUndefined
	case math.IsInf(v, 0):
		return faultInfinite
	}
	return ""
}

// kinked reports whether the instruction has no finite derivative at its
// arguments.
func (c *instruction) kinked(n []local, own *local) bool {
	a, b := n[c.a].v, n[c.b].v
	switch c.op {
	case opAbs, opSign, opReLU:
		return a == 0
	case opMin, opMax:
		return a == b && c.a != c.b
	case opPow:
		// 0^y jumps from 1 to 0 behind y = 0.
		if a == 0 && b == 0 && c.dependsB != 0 {
			return true
		}
		return c.steep(own)
	default:
		return c.steep(own)
	}
}

// steep reports whether a local derivative that counts is not finite.
func (c *instruction) steep(own *local) bool {
	return c.dependsA != 0 && !finite(own.da) || c.dependsB != 0 && !finite(own.db)
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

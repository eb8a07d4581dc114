package calculus

import "math"

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

// Check returns nil where the formula has a finite value and a derivative. Else
// it returns a [*PointError] about the first part, in the order of working
// out, that has no value, an infinite one or, if there is no such part, no
// finite derivative. It panics unless there is one x for each variable.
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
	for i := range p.code {
		if p.code[i].kinked(n, &n[p.first()+i]) {
			return p.blame(p.first()+i, faultKink)
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
	default:
		return c.dependsA != 0 && !finite(own.da) || c.dependsB != 0 && !finite(own.db)
	}
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

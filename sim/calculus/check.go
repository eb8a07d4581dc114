package calculus

import (
	"math"
	"slices"
)

// PointError is what is wrong with a formula at a point, and which part of it
// is to blame.
type PointError struct {
	Column int    // of that part in the text that was parsed, counted from 1
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
	if node, fault, _ := f.program.examine(x); fault != "" {
		return f.program.blame(node, fault)
	}
	return nil
}

// SmoothSlope returns f′(w), and NaN where [Formula.Check] finds that there is
// none. It panics if the formula has more than one variable.
func (f *Formula) SmoothSlope(w float64) float64 {
	x, n := f.single(w)
	if _, fault, slope := f.program.examine(x[:n]); fault == "" {
		return slope
	}
	return math.NaN()
}

// SmoothCurvature returns f″(w), and NaN where [Formula.Check] finds that there
// is no f′(w). It panics if the formula has more than one variable.
func (f *Formula) SmoothCurvature(w float64) float64 {
	if math.IsNaN(f.SmoothSlope(w)) {
		return math.NaN()
	}
	_, _, curvature := f.Curvature(w)
	return curvature
}

// examine finds the first node that is at fault at x. If none is, the fault is
// empty, and slope the derivative with respect to the last of the inputs.
func (p *program) examine(x []float64) (node int, fault fault, slope float64) {
	if p.len() <= small {
		var n [small]local
		var taken [small]bool
		return p.inspect(x, n[:], taken[:])
	}
	return p.examineLarge(x)
}

func (p *program) examineLarge(x []float64) (node int, fault fault, slope float64) {
	var n [MaxNodes]local
	var taken [MaxNodes]bool
	return p.inspect(x, n[:], taken[:])
}

// inspect is examine in the memory of n and taken, which are clear.
func (p *program) inspect(x []float64, n []local, taken []bool) (node int, fault fault, slope float64) {
	p.linearize(x, n)
	for i := range p.len() {
		if fault := valueFault(n[i].v); fault != "" {
			return i, fault, 0
		}
	}
	p.take(n, taken)
	for i := range p.code {
		c, at := &p.code[i], p.first()+i
		if c.kinked(n, &n[at]) && (taken[at] || !c.continuous()) {
			return at, faultKink, 0
		}
	}
	if at := p.steepest(n, taken); at >= 0 {
		return at, faultKink, 0
	}
	return 0, "", n[p.root].t
}

// take marks each node that the result follows, or is worked out from one that
// it follows.
func (p *program) take(n []local, taken []bool) {
	taken[p.root] = true
	for i, c := range slices.Backward(p.code) {
		own := &n[p.first()+i]
		if !taken[p.first()+i] {
			continue
		}
		taken[c.a] = taken[c.a] || own.da != 0 || !c.selects
		taken[c.b] = taken[c.b] || c.op.binary() && (own.db != 0 || !c.selects)
	}
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

// steepest returns the first node whose derivative leaves the numbers although
// no local derivative does, a product of large ones; −1 if there is none.
func (p *program) steepest(n []local, taken []bool) int {
	for i := range p.inputs {
		p.forward(n, i)
		for j := range p.code {
			if at := p.first() + j; taken[at] && !finite(n[at].t) {
				return at
			}
		}
	}
	return -1
}

func (p *program) blame(node int, fault fault) error {
	e := p.exprs[node]
	return &PointError{Column: e.column, Part: pretty(e), fault: fault}
}

// valueFault says what is wrong with a value, if anything is.
func valueFault(v float64) fault {
	switch {
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

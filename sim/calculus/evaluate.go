package calculus

import "fmt"

// small is up to how many nodes a formula is evaluated in a short array, which
// is quicker to clear than one of MaxNodes. Hardly any formula has more.
const small = 32

// arguments checks the number of values for the variables.
func (f *Formula) arguments(n int) {
	if n != len(f.variables) {
		panic(fmt.Sprintf("calculus: %d values for a formula of %d variables", n, len(f.variables)))
	}
}

// single checks that the formula has one variable at most, and returns it.
func (f *Formula) single(w float64) (x [1]float64, n int) {
	if len(f.variables) > 1 {
		f.arguments(1)
	}
	return [1]float64{w}, len(f.variables)
}

// Eval returns the formula's value where its variables have the values x, in
// the order of [Formula.Vars]. It panics unless there are as many of them.
func (f *Formula) Eval(x []float64) float64 {
	f.arguments(len(x))
	if f.program.len() <= small {
		var v [small]float64
		return f.program.eval(x, v[:])
	}
	return f.program.evalLarge(x)
}

// At returns f(w). It panics if the formula has more than one variable.
func (f *Formula) At(w float64) float64 {
	x, n := f.single(w)
	return f.Eval(x[:n])
}

// evalLarge keeps the long array off the stack of everybody else.
func (p *program) evalLarge(x []float64) float64 {
	var v [MaxNodes]float64
	return p.eval(x, v[:])
}

func (p *program) eval(x, v []float64) float64 {
	for i, k := range p.inputs {
		v[i] = x[k]
	}
	copy(v[len(p.inputs):], p.constants)
	out := v[p.first():]
	for i := range p.code {
		c := &p.code[i]
		switch a, b := v[c.a], v[c.b]; c.op {
		case opAdd:
			out[i] = a + b
		case opSub:
			out[i] = a - b
		case opMul:
			out[i] = a * b
		case opDiv:
			out[i] = a / b
		default:
			out[i] = c.op.apply(a, b)
		}
	}
	return v[p.root]
}

// dual is a number v + t·ε with ε² = 0: a value and its derivative.
type dual struct{ v, t float64 }

// Slope returns f(w) and f′(w). It panics if the formula has more than one
// variable.
func (f *Formula) Slope(w float64) (value, slope float64) {
	x, n := f.single(w)
	if n == 0 {
		return f.Eval(nil), 0
	}
	var r dual
	if f.program.len() <= small {
		var d [small]dual
		r = f.program.slope(x[0], d[:])
	} else {
		r = f.program.slopeLarge(x[0])
	}
	return r.v, r.t
}

func (p *program) slopeLarge(w float64) dual {
	var d [MaxNodes]dual
	return p.slope(w, d[:])
}

// slope works through the program of one variable in dual numbers.
func (p *program) slope(w float64, d []dual) dual {
	if len(p.inputs) == 1 {
		d[0] = dual{v: w, t: 1}
	}
	for i, value := range p.constants {
		d[len(p.inputs)+i].v = value
	}
	out := d[p.first():]
	for i := range p.code {
		c := &p.code[i]
		a, b := &d[c.a], &d[c.b]
		v := c.op.apply(a.v, b.v)
		da, db := c.op.partials(a.v, b.v, v)
		out[i] = dual{v: v, t: c.carry(1, da, a.t, db, b.t)}
	}
	return d[p.root]
}

// carry returns the derivative of an instruction with respect to the variable
// of the bit, from the local derivatives da and db and the derivatives ta and
// tb of the arguments: the chain rule.
func (c *instruction) carry(bit uint64, da, ta, db, tb float64) float64 {
	t := 0.0
	if c.dependsA&bit != 0 && (da != 0 || !c.selects) {
		t = da * ta
	}
	if c.dependsB&bit != 0 && (db != 0 || !c.selects) {
		t = float64(t) + float64(db*tb)
	}
	return t
}

// local is a node's value, its local derivatives, and its derivative with
// respect to one variable.
type local struct{ v, da, db, t float64 }

// Gradient returns the formula's value at x and sets grad to its gradient
// there, one entry for each of [Formula.Vars]. It panics unless x and grad have
// as many entries.
//
// It computes in dual numbers: the values and local derivatives once, then the
// ε part once for each variable.
func (f *Formula) Gradient(x, grad []float64) float64 {
	f.arguments(len(x))
	f.arguments(len(grad))
	if f.program.len() > small {
		return f.program.gradientLarge(x, grad)
	}
	if inputs := len(f.program.inputs); inputs == 1 || inputs == 2 {
		if value, ok := f.program.slopes(x, grad); ok {
			return value
		}
	}
	return f.program.gradientSmall(x, grad)
}

func (p *program) gradientSmall(x, grad []float64) float64 {
	var n [small]local
	return p.gradient(x, grad, n[:])
}

func (p *program) gradientLarge(x, grad []float64) float64 {
	var n [MaxNodes]local
	return p.gradient(x, grad, n[:])
}

func (p *program) gradient(x, grad []float64, n []local) float64 {
	p.linearize(x, n)
	clear(grad)
	for i, k := range p.inputs {
		p.forward(n, i)
		grad[k] = n[p.root].t
	}
	return n[p.root].v
}

// forward sets the derivatives of all nodes with respect to one of the inputs,
// from the local derivatives that linearize has left.
func (p *program) forward(n []local, input int) {
	for i := range p.inputs {
		n[i].t = 0
	}
	n[input].t = 1
	bit := uint64(1) << p.inputs[input]
	out := n[p.first():]
	for i := range p.code {
		c := &p.code[i]
		out[i].t = c.carry(bit, out[i].da, n[c.a].t, out[i].db, n[c.b].t)
	}
}

// linearize sets the values and local derivatives of all nodes.
func (p *program) linearize(x []float64, n []local) {
	for i, k := range p.inputs {
		n[i].v = x[k]
	}
	for i, value := range p.constants {
		n[len(p.inputs)+i].v = value
	}
	out := n[p.first():]
	for i := range p.code {
		c, o := &p.code[i], &out[i]
		// What op's methods do, without the calls for what is most frequent.
		switch a, b := n[c.a].v, n[c.b].v; c.op {
		case opAdd:
			o.v, o.da, o.db = a+b, 1, 1
		case opSub:
			o.v, o.da, o.db = a-b, 1, -1
		case opMul:
			o.v, o.da, o.db = a*b, b, a
		case opWhole:
			o.v, o.db = whole(a, int(b)), 0
			o.da = scaled(b, whole(a, int(b)-1))
		default:
			o.v = c.op.apply(a, b)
			o.da, o.db = c.op.partials(a, b, o.v)
		}
	}
}

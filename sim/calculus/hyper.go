package calculus

// hyper is a hyper-dual number v + i·ε₁ + j·ε₂ + ij·ε₁ε₂ with ε₁² = ε₂² = 0: a
// value, its derivatives with respect to two variables and the mixed second
// one. They are exact, unlike differences (Fike and Alonso, AIAA 2011-886).
type hyper struct{ v, i, j, ij float64 }

// Curvature returns f(w), f′(w) and f″(w). It panics if the formula has more
// than one variable.
func (f *Formula) Curvature(w float64) (value, slope, curvature float64) {
	x, n := f.single(w)
	if n == 0 {
		return f.Eval(nil), 0, 0
	}
	h := f.program.second(x[:], 0, 0)
	return h.v, h.i, h.ij
}

// Hessian returns the formula's value at x and sets hess, row by row, to the
// matrix of its second derivatives there. It panics unless x has n entries and
// hess n×n, where n is the number of [Formula.Vars].
func (f *Formula) Hessian(x, hess []float64) float64 {
	n := len(f.variables)
	f.arguments(len(x))
	if len(hess) != n*n {
		panic("calculus: the Hessian of n variables needs n×n entries")
	}
	for i := range n {
		for j := range i + 1 {
			h := f.program.second(x, i, j)
			hess[i*n+j], hess[j*n+i] = h.ij, h.ij
		}
	}
	return f.Eval(x)
}

// second returns the root in hyper-dual numbers for the variables i and j.
func (p *program) second(x []float64, i, j int) hyper {
	if p.len() <= small {
		var h [small]hyper
		return p.hyper(x, i, j, h[:])
	}
	return p.secondLarge(x, i, j)
}

func (p *program) secondLarge(x []float64, i, j int) hyper {
	var h [MaxNodes]hyper
	return p.hyper(x, i, j, h[:])
}

func (p *program) hyper(x []float64, i, j int, h []hyper) hyper {
	for at, k := range p.inputs {
		h[at].v = x[k]
		if k == i {
			h[at].i = 1
		}
		if k == j {
			h[at].j = 1
		}
	}
	for at, value := range p.constants {
		h[len(p.inputs)+at].v = value
	}
	out := h[p.first():]
	for at := range p.code {
		out[at] = p.code[at].hyper(&h[p.code[at].a], &h[p.code[at].b], 1<<i, 1<<j)
	}
	return h[p.root]
}

// hyper returns what the instruction makes of its arguments, i and j being the
// bits of the two variables.
func (c *instruction) hyper(a, b *hyper, i, j uint64) hyper {
	v := c.op.apply(a.v, b.v)
	da, db := c.op.partials(a.v, b.v, v)
	aa, ab, bb := c.op.seconds(a.v, b.v, v, da, db)
	ai, aj := c.dependsA&i != 0, c.dependsA&j != 0
	bi, bj := c.dependsB&i != 0, c.dependsB&j != 0
	r := hyper{
		v: v,
		i: c.carry(i, da, a.i, db, b.i),
		j: c.carry(j, da, a.j, db, b.j),
	}
	if ai && aj {
		r.ij = c.bend(c.curvedA, da, a.ij) + mixed(aa, a.i, a.j)
	}
	if bi && bj {
		r.ij += c.bend(c.curvedB, db, b.ij) + mixed(bb, b.i, b.j)
	}
	if ai && bj {
		r.ij += mixed(ab, a.i, b.j)
	}
	if aj && bi {
		r.ij += mixed(ab, a.j, b.i)
	}
	return r
}

// bend returns what the second derivative of an argument adds to that of the
// result: nothing, if the argument is a straight line or is not selected.
func (c *instruction) bend(curved bool, d, second float64) float64 {
	if !curved || d == 0 && c.selects {
		return 0
	}
	return float64(d * second)
}

// mixed returns what a second local derivative adds. That of something linear
// is 0 and adds nothing, however steep the arguments are.
func mixed(second, p, q float64) float64 {
	if second == 0 {
		return 0
	}
	return float64(second * p * q)
}

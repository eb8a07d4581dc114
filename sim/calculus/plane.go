package calculus

import "math"

// dual2 is a value and its derivatives by two variables.
type dual2 struct{ v, x, y float64 }

// tiny is up to how many nodes [program.slopes] has a still shorter array.
const tiny = 16

// slopes is [Formula.Gradient] of at most two variables, in one trip. It does not
// look whether an argument depends on a variable, but has 0 for the derivative of
// one that does not. Where that matters, beside an infinite local derivative, the
// result is no number: then ok is false, and the trip was in vain.
func (p *program) slopes(x, grad []float64) (value float64, ok bool) {
	var r dual2
	if p.len() <= tiny {
		var n [tiny]dual2
		r = p.carryBoth(x, n[:])
	} else {
		var n [small]dual2
		r = p.carryBoth(x, n[:])
	}
	if s := r.v + r.x + r.y; math.IsNaN(s) {
		return 0, false
	}
	clear(grad)
	for i, k := range p.inputs {
		grad[k] = [2]float64{r.x, r.y}[i]
	}
	return r.v, true
}

// carryBoth works through the program in such numbers.
func (p *program) carryBoth(x []float64, n []dual2) dual2 {
	for i, k := range p.inputs {
		n[i].v = x[k]
	}
	n[0].x, n[len(p.inputs)-1].y = 1, float64(len(p.inputs)-1)
	for i, value := range p.constants {
		n[len(p.inputs)+i].v = value
	}
	out := n[p.first():]
	for i := range p.code {
		c := &p.code[i]
		switch a, b, o := &n[c.a], &n[c.b], &out[i]; c.op {
		case opAdd:
			o.v, o.x, o.y = a.v+b.v, a.x+b.x, a.y+b.y
		case opSub:
			o.v, o.x, o.y = a.v-b.v, a.x-b.x, a.y-b.y
		case opMul:
			o.v = a.v * b.v
			o.x = float64(b.v*a.x) + float64(a.v*b.x)
			o.y = float64(b.v*a.y) + float64(a.v*b.y)
		case opWhole:
			o.v = whole(a.v, int(b.v))
			da := scaled(b.v, whole(a.v, int(b.v)-1))
			o.x, o.y = da*a.x, da*a.y
		default:
			o.v = c.op.apply(a.v, b.v)
			da, db := c.op.partials(a.v, b.v, o.v)
			o.x = float64(da*a.x) + float64(db*b.x)
			o.y = float64(da*a.y) + float64(db*b.y)
		}
	}
	return n[p.root]
}

package calculus

// Smooth reports whether the formula is made of nothing that could have a kink, a
// jump, a pole or an end: sums, products, whole powers from 0 on and functions
// that have derivatives of every order everywhere. Of others it makes no claim:
// sqrt(x^2 + 1) has no kink either.
func (f *Formula) Smooth() bool {
	p := &f.program
	for i := range p.code {
		if !p.smooth(&p.code[i]) {
			return false
		}
	}
	return true
}

func (p *program) smooth(c *instruction) bool {
	switch c.op {
	case opAdd, opSub, opMul, opNeg, opSin, opCos, opAtan, opSinh, opCosh, opTanh, opExp,
		opSigmoid, opSoftplus, opGELU, opNormCDF:
		return true
	case opDiv:
		divisor, ok := p.constant(int(c.b))
		return ok && divisor != 0
	case opWhole:
		exponent, ok := p.constant(int(c.b))
		return ok && exponent >= 0
	default:
		return false
	}
}

// constant returns the value of a node that is a number.
func (p *program) constant(node int) (value float64, ok bool) {
	if node < len(p.inputs) || node >= p.first() {
		return 0, false
	}
	return p.constants[node-len(p.inputs)], true
}

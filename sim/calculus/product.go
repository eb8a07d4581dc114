package calculus

func (p *parser) product() (*expr, error) {
	var chain chain
	left, err := p.factor(&chain)
	for err == nil {
		t := p.peek()
		o := opMul
		operand := p.factor
		switch {
		case t.kind == '*' || t.kind == '/':
			p.at++
			if t.kind == '/' {
				o = opDiv
			}
			chain.operator = t.kind
			operand = p.signedFactor
		case p.beginsFactor(t):
			if err := chain.admits(t); err != nil {
				return nil, err
			}
		default:
			return left, nil
		}
		var right *expr
		if right, err = operand(&chain); err == nil {
			chain.fraction = o == opDiv && left.literal() && right.literal()
			left, err = p.operation(o, t.column, left, right)
		}
	}
	return nil, err
}

// chain is what of a product decides whether another factor may follow without
// a sign between.
type chain struct {
	operator kind // the last * or / that was written
	fraction bool // all of it is the quotient of two plain numbers
	exponent bool // the last factor ends in an exponent that a name would seem to continue
}

// admits refuses a factor without a sign before it where people differ on what
// is meant: x/2y, e^2x.
func (c *chain) admits(t token) error {
	if c.operator == '/' && !c.fraction {
		return about(faultDenominator, t.column, t.text)
	}
	c.operator = '*'
	if c.exponent && !t.spaced && (t.kind == kindVariable || t.kind == kindConstant) {
		return about(faultExponent, t.column, t.text)
	}
	return nil
}

// beginsFactor reports whether the token begins a factor although no sign
// stands before it. A bar closes one that is open.
func (p *parser) beginsFactor(t token) bool {
	switch t.kind {
	case kindVariable, kindConstant, kindFunction, '(':
		return true
	case '|':
		return p.bars == 0
	default:
		return false
	}
}

func (p *parser) signedFactor(c *chain) (*expr, error) {
	return p.signed(func() (*expr, error) { return p.factor(c) })
}

// factor reads a power and notes how it ends.
func (p *parser) factor(c *chain) (*expr, error) {
	from := p.at
	e, err := p.power()
	if err != nil {
		return nil, err
	}
	last, before := p.tokens[p.at-1], p.at-2
	for before > from && (p.tokens[before].kind == '-' || p.tokens[before].kind == '+') {
		before--
	}
	raised := before > from && p.tokens[before].kind == '^'
	c.exponent = raised && (last.kind != kindNumber || e.args[0].fixed)
	return e, nil
}

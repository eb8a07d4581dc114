package calculus

// simplifier writes expressions as a person would: numbers are worked out where
// that is exact, like terms and powers are collected, signs stand in front, and
// otherwise the order is that of the source.
//
// What it makes has the value of what it was given, but for rounding, wherever
// that has one. Of holes it fills those of parts that drop out (0·ln(x),
// ln(x) − ln(x)), never that of a quotient: x²/x stays what it is. Of 1/(1/x) it
// makes x, to which that comes at 0 too, 1/∞ being 0.
type simplifier struct {
	done    map[*expr]*expr // what expressions are simplified to; what is simple, to itself
	keys    map[*expr]string
	nonzero map[string]bool // the keys of what is known not to be 0
}

func newSimplifier() *simplifier {
	return &simplifier{done: make(map[*expr]*expr), keys: make(map[*expr]string)}
}

// key returns the same text for equal expressions, and only for those.
func (s *simplifier) key(e *expr) string {
	key, ok := s.keys[e]
	if !ok {
		key = pretty(e)
		s.keys[e] = key
	}
	return key
}

// simplify returns e simplified.
func (s *simplifier) simplify(e *expr) *expr {
	if r, ok := s.done[e]; ok {
		return r
	}
	sum := newSum(s)
	sum.gather(e, 1)
	r := s.mark(sum.settled().shortest())
	s.done[e] = r
	return r
}

// term returns e as a coefficient times powers.
func (s *simplifier) term(e *expr) term {
	if opaque(e) {
		return s.atom(e)
	}
	if r, ok := s.done[e]; ok {
		e = r
	}
	switch e.op {
	case opNumber:
		if r, ok := exactly(e.value); ok && e.literal() {
			return term{coef: r}
		} else if e.literal() {
			return term{coef: integer(1), factors: []factor{s.numeral(e, integer(1), false)}}
		}
		return s.atom(e)
	case opVariable:
		return s.atom(e)
	case opNeg:
		t := s.term(e.args[0])
		t.coef = t.coef.negated()
		return t
	case opMul:
		return s.times(s.term(e.args[0]), s.term(e.args[1]))
	case opDiv:
		below := s.term(e.args[1])
		if below.coef.num == 0 {
			return s.atom(s.mark(operation(opDiv, 0, s.simplify(e.args[0]), number(0))))
		}
		return s.times(s.term(e.args[0]), s.power(below, integer(-1), false))
	case opAdd, opSub:
		r := s.simplify(e)
		if r.op == opAdd || r.op == opSub {
			return s.atom(r)
		}
		return s.term(r)
	case opPow:
		return s.powerTerm(e)
	default:
		return s.call(e)
	}
}

// opaque reports whether e is a constant that is no number, which is left as it
// is: 1/0 − 1/0 is not 0.
func opaque(e *expr) bool { return e.fixed && !finite(e.value) }

// atom returns the term that is e to the power of one.
func (s *simplifier) atom(e *expr) term {
	return term{coef: integer(1), factors: []factor{{base: e, key: s.key(e), exp: integer(1)}}}
}

func (s *simplifier) powerTerm(e *expr) term {
	exponent := s.simplify(e.args[1])
	if t := s.term(exponent); len(t.factors) == 0 {
		base := s.term(e.args[0])
		if base.coef.num == 0 && t.coef.num < 0 {
			return s.atom(raise(number(0), t.coef.signed()))
		}
		return s.power(base, t.coef, t.coef.num < 0)
	}
	return s.atom(s.mark(operation(opPow, 0, s.simplify(e.args[0]), exponent)))
}

// call returns a function of simplified arguments.
func (s *simplifier) call(e *expr) term {
	if s.done[e] == e {
		return s.atom(e)
	}
	args := make([]*expr, len(e.args))
	for i, a := range e.args {
		args[i] = s.simplify(a)
	}
	if e.op == opLn && args[0].literal() && args[0].value == 1 {
		return term{coef: integer(0)}
	}
	return s.atom(s.mark(operation(e.op, 0, args...)))
}

// mark notes that e is simplified.
func (s *simplifier) mark(e *expr) *expr {
	s.done[e] = e
	return e
}

// sum is terms that are added, like ones collected, in the order in which they
// appeared first.
type sum struct {
	*simplifier
	terms []term
	at    map[string]int
	parts int // how many terms have been multiplied out
}

func newSum(s *simplifier) *sum { return &sum{simplifier: s, at: make(map[string]int)} }

// gather adds the terms of e with the sign, which is 1 or −1.
func (c *sum) gather(e *expr, sign int64) {
	switch {
	case opaque(e):
	case e.op == opAdd:
		c.gather(e.args[0], sign)
		c.gather(e.args[1], sign)
		return
	case e.op == opSub:
		c.gather(e.args[0], sign)
		c.gather(e.args[1], -sign)
		return
	case e.op == opNeg:
		c.gather(e.args[0], -sign)
		return
	}
	t := c.term(e)
	t.coef.num *= sign
	c.add(t)
}

// add adds a term, joining it to a like one.
func (c *sum) add(t term) {
	if inner, ok := t.lone(); ok {
		c.gather(inner, t.coef.num)
		return
	}
	if t.coef.num == 0 {
		return
	}
	key := t.like()
	i, ok := c.at[key]
	if ok {
		if coef, ok := c.terms[i].coef.plus(t.coef); ok {
			c.terms[i].coef = coef
			return
		}
	} else {
		c.at[key] = len(c.terms)
	}
	c.terms = append(c.terms, t)
}

// lone returns the sum that the term is, if it is one, its sign apart.
func (t term) lone() (*expr, bool) {
	if len(t.factors) != 1 || !t.coef.is(1) && !t.coef.is(-1) || !t.factors[0].summed() {
		return nil, false
	}
	return t.factors[0].base, true
}

// summed reports whether the factor is a sum that can be multiplied out.
func (f factor) summed() bool {
	return f.exp.is(1) && (f.base.op == opAdd || f.base.op == opSub) && !opaque(f.base)
}

// settled returns the sum without terms that have become 0, and with those
// dissolved that have become sums.
func (c *sum) settled() *sum {
	for {
		again := newSum(c.simplifier)
		dissolved := false
		for _, t := range c.terms {
			_, lone := t.lone()
			dissolved = dissolved || lone
			again.add(t)
		}
		if !dissolved {
			return again
		}
		c = again
	}
}

// shortest returns the sum as an expression, multiplied out where that makes it
// shorter: 2x·(x − 1) − (x² + 1) is x² − 2x − 1.
func (c *sum) shortest() *expr {
	kept := c.expr()
	if len(c.terms) < 2 {
		return kept
	}
	out := newSum(c.simplifier)
	distributed := false
	for _, t := range c.terms {
		done, ok := out.distribute(t)
		if !ok {
			return kept
		}
		distributed = distributed || done
	}
	if !distributed {
		return kept
	}
	if short := out.settled().expr(); size(short) < size(kept) {
		return short
	}
	return kept
}

// maxParts is how many terms are worked out at most to multiply out a sum.
const maxParts = 32

// distribute adds a term after multiplying it out. It reports whether there was
// anything to multiply, and whether the sum stays short enough.
func (c *sum) distribute(t term) (done, ok bool) {
	for i, f := range t.factors {
		if !f.summed() {
			continue
		}
		rest := term{coef: t.coef}
		rest.factors = append(rest.factors, t.factors[:i]...)
		rest.factors = append(rest.factors, t.factors[i+1:]...)
		inner := newSum(c.simplifier)
		inner.gather(f.base, 1)
		for _, part := range inner.terms {
			if _, ok := c.distribute(c.times(rest, part)); !ok {
				return true, false
			}
		}
		return true, true
	}
	c.add(t)
	c.parts++
	return false, c.parts <= maxParts
}

// expr returns the sum as it is written.
func (c *sum) expr() *expr {
	var e *expr
	for _, t := range c.terms {
		switch {
		case e == nil:
			e = c.termExpr(t)
		case t.coef.num < 0:
			e = operation(opSub, 0, e, c.sizeExpr(t))
		default:
			e = operation(opAdd, 0, e, c.sizeExpr(t))
		}
	}
	if e == nil {
		return number(0)
	}
	return e
}

// size returns the number of nodes of e, counted as the parser counts them.
func size(e *expr) int {
	n := max(1, len(e.args)-1)
	for _, a := range e.args {
		n += size(a)
	}
	return n
}

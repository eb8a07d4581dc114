package calculus

import (
	"slices"
	"strings"
)

// term is a coefficient times powers: 3·x²·sin(x).
type term struct {
	coef    rational
	factors []factor
}

// factor is a power with a constant exponent.
type factor struct {
	base   *expr
	key    string // what base is printed as: equal bases have equal keys
	exp    rational
	up     bool // a negative exponent is written as one: x⁻², not 1/x²
	number bool // base is a number too large, or too near 0, to be in a coefficient
}

// times returns the product of two terms.
func (s *simplifier) times(a, b term) term {
	if a.coef.num == 0 || b.coef.num == 0 {
		return term{coef: integer(0)}
	}
	out := term{factors: slices.Clone(a.factors)}
	coef, ok := a.coef.times(b.coef)
	out.coef = coef
	if !ok {
		out.coef = a.coef
		if b.coef.num < 0 {
			out.coef = a.coef.negated()
		}
		out.factors = append(out.factors, s.numeral(b.coef.expr(), integer(1), false))
	}
	for _, f := range b.factors {
		out.factors = s.multiply(out.factors, f)
	}
	return out
}

// numeral returns the power of a number that is no coefficient.
func (s *simplifier) numeral(base *expr, exp rational, up bool) factor {
	return factor{base: base, key: s.key(base), exp: exp, up: up, number: true}
}

// multiply adds a factor to a product, merging it with all those of the same
// base that it can be merged with.
func (s *simplifier) multiply(factors []factor, f factor) []factor {
	at := len(factors)
	for i := 0; i < len(factors); i++ {
		merged, ok := s.merge(factors[i], f)
		if !ok {
			continue
		}
		factors = slices.Delete(factors, i, i+1)
		if merged.exp.num == 0 {
			return factors
		}
		f, at, i = merged, min(at, i), -1
	}
	return slices.Insert(factors, min(at, len(factors)), f)
}

// merge returns the product of two powers as one, if that has a value at the
// same places: x^0.5·x^0.5 is x only for x ≥ 0, and x²/x is x only for x ≠ 0,
// but x/x² is 1/x wherever it is anything.
func (s *simplifier) merge(a, b factor) (factor, bool) {
	if a.key != b.key || a.number || b.number {
		return factor{}, false
	}
	exp, ok := a.exp.plus(b.exp)
	if !ok || exp.whole() && !(a.exp.whole() && b.exp.whole()) {
		return factor{}, false
	}
	if (a.exp.num < 0) != (b.exp.num < 0) && exp.num >= 0 && !s.nonzero[a.key] && !nonzero(a.base) {
		return factor{}, false
	}
	up := a.up && b.up
	if a.exp.num > 0 || b.exp.num > 0 {
		up = a.up || b.up
	}
	a.exp, a.up = exp, up
	return a, true
}

// nonzero reports whether e is a constant other than 0.
func nonzero(e *expr) bool { return e.fixed && finite(e.value) && e.value != 0 }

// power returns the term raised to a constant exponent; up says whether a
// negative one is written as an exponent.
func (s *simplifier) power(t term, r rational, up bool) term {
	switch {
	case r.num == 0:
		return term{coef: integer(1)}
	case r.is(1):
		return t
	case !r.whole():
		base := s.termExpr(t)
		f := factor{base: base, key: s.key(base), exp: r, up: up}
		return term{coef: integer(1), factors: []factor{f}}
	}
	out := term{coef: integer(1)}
	if coef, ok := t.coef.power(r.num); ok {
		out.coef = coef
	} else {
		out.factors = append(out.factors, s.numeral(t.coef.signed(), r, up))
	}
	for _, f := range t.factors {
		out.factors = s.multiply(out.factors, s.raise(f, r, up))
	}
	return out
}

// raise returns a power raised to a whole exponent.
func (s *simplifier) raise(f factor, r rational, up bool) factor {
	exp, ok := f.exp.times(r)
	if !ok || exp.whole() && !f.exp.whole() {
		base := s.factorExpr(f, f.exp)
		return factor{base: base, key: s.key(base), exp: r, up: up}
	}
	f.exp = exp
	if r.num < 0 {
		f.up = up
	}
	return f
}

// like returns what terms have in common that can be added.
func (t term) like() string {
	keys := make([]string, len(t.factors))
	for i, f := range t.factors {
		keys[i] = f.key
		if !f.exp.is(1) {
			keys[i] += "\x00" + pretty(f.exp.signed())
		}
	}
	slices.Sort(keys)
	return strings.Join(keys, "\x01")
}

// termExpr returns the term as it is written, with its sign.
func (s *simplifier) termExpr(t term) *expr {
	if t.coef.num < 0 {
		return operation(opNeg, 0, s.sizeExpr(t))
	}
	return s.sizeExpr(t)
}

// sizeExpr returns the term without its sign: what multiplies over what
// divides, each in the order 2·π·x·sin(x)·ln(2).
func (s *simplifier) sizeExpr(t term) *expr {
	factors := slices.Clone(t.factors)
	slices.SortStableFunc(factors, func(a, b factor) int { return a.rank() - b.rank() })
	var above, below *expr
	if v, ok := t.coef.point(); ok {
		above = number(v)
	} else {
		if num := max(t.coef.num, -t.coef.num); num != 1 {
			above = number(float64(num))
		}
		if t.coef.den != 1 {
			below = number(float64(t.coef.den))
		}
	}
	for _, f := range factors {
		if f.exp.num < 0 && !f.up {
			below = multiplied(below, s.factorExpr(f, f.exp.negated()))
		} else {
			above = multiplied(above, s.factorExpr(f, f.exp))
		}
	}
	if above == nil {
		above = number(1)
	}
	if below == nil {
		return above
	}
	return operation(opDiv, 0, above, below)
}

// multiplied returns a·b, where nil is no factor at all.
func multiplied(a, b *expr) *expr {
	if a == nil {
		return b
	}
	return operation(opMul, 0, a, b)
}

// factorExpr returns the power of the factor's base.
func (s *simplifier) factorExpr(f factor, exp rational) *expr {
	if exp.is(1) {
		return f.base
	}
	return operation(opPow, 0, f.base, exp.signed())
}

// rank is where people write a factor: numbers and named constants first, then
// variables, then everything else, and constants such as ln(2) last.
func (f factor) rank() int {
	switch {
	case f.base.fixed && f.base.op >= opMin:
		return 3
	case f.base.fixed:
		return 0
	case f.base.op == opVariable:
		return 1
	}
	return 2
}

package calculus

import (
	"slices"
	"strconv"
	"strings"
)

// form is an expression as a rule sees it.
type form struct {
	rule    Rule
	chain   bool
	inner   int // the part whose derivative is left out unless chain; else −1
	exprs   []*expr
	symbols []string
	shape   func(p []*expr) *expr     // the expression of its parts
	derive  func(p, dp []*expr) *expr // its derivative, of the parts and theirs
}

// form returns the rule for e, and what its parts are.
func (d *deriver) form(e *expr) form {
	switch {
	case !d.varies(e):
		return leafForm(RuleConstant, d.letters.c, 0)
	case e.op == opVariable:
		return leafForm(RuleVariable, e.name, 1)
	case e.op == opAdd || e.op == opSub:
		return d.sumForm(e)
	}
	f := form{inner: -1, exprs: e.args, shape: func(p []*expr) *expr { return operation(e.op, 0, p...) }}
	switch e.op {
	case opNeg:
		f.rule, f.symbols = RuleFactor, []string{d.letters.u}
		f.derive = func(_, dp []*expr) *expr { return negate(dp[0]) }
	case opMul, opDiv:
		d.productForm(&f, e)
	case opPow:
		d.powerForm(&f, e)
	case opMin, opMax:
		f.rule, f.symbols = RuleSelection, d.letters.of(len(e.args))
		f.derive = func(p, dp []*expr) *expr { return selected(e.op, p, dp) }
	default:
		f.rule, f.inner = RuleChain, 0
		f.symbols = []string{d.letters.u}
		if d.plain(&f) {
			f.rule = RuleFunction
		}
		f.derive = func(p, dp []*expr) *expr { return chained(outer(e.op, p[0]), dp[0]) }
	}
	return f
}

// leafForm is what has no parts, the symbol standing for all of it.
func leafForm(rule Rule, symbol string, derivative float64) form {
	return form{
		rule: rule, inner: -1,
		shape:  func([]*expr) *expr { return placeholder(symbol) },
		derive: func(_, _ []*expr) *expr { return number(derivative) },
	}
}

// plain settles whether the inner part is the variable itself, which is then
// its own symbol.
func (d *deriver) plain(f *form) bool {
	inner := f.exprs[f.inner]
	f.chain = inner.op != opVariable
	if !f.chain {
		f.symbols[f.inner] = inner.name
	}
	return !f.chain
}

// sumForm takes a run of sums and differences together.
func (d *deriver) sumForm(e *expr) form {
	var signs []op
	var terms []*expr
	for ; e.op == opAdd || e.op == opSub; e = e.args[0] {
		signs, terms = append(signs, e.op), append(terms, e.args[1])
	}
	terms = append(terms, e)
	slices.Reverse(signs)
	slices.Reverse(terms)
	f := form{rule: RuleSum, inner: -1, exprs: terms, symbols: d.letters.of(len(terms))}
	if len(signs) == 1 && signs[0] == opSub {
		f.rule = RuleDifference
	}
	f.shape = func(p []*expr) *expr {
		e := p[0]
		for i, sign := range signs {
			e = operation(sign, 0, e, p[i+1])
		}
		return e
	}
	f.derive = func(_, dp []*expr) *expr { return f.shape(dp) }
	return f
}

// productForm takes a product or a quotient.
func (d *deriver) productForm(f *form, e *expr) {
	left, right := d.varies(e.args[0]), d.varies(e.args[1])
	u, v, c := d.letters.u, d.letters.v, d.letters.c
	f.rule = RuleFactor
	switch {
	case !right:
		f.symbols = []string{u, c}
		f.derive = func(p, dp []*expr) *expr { return operation(e.op, 0, dp[0], p[1]) }
	case !left && e.op == opMul:
		f.symbols = []string{c, u}
		f.derive = func(p, dp []*expr) *expr { return multiply(p[0], dp[1]) }
	case !left:
		f.rule, f.symbols = RuleQuotient, []string{c, v}
		f.derive = func(p, dp []*expr) *expr { return negate(divide(multiply(p[0], dp[1]), square(p[1]))) }
	case e.op == opMul:
		f.rule, f.symbols = RuleProduct, []string{u, v}
		f.derive = func(p, dp []*expr) *expr { return add(multiply(dp[0], p[1]), multiply(p[0], dp[1])) }
	default:
		f.rule, f.symbols = RuleQuotient, []string{u, v}
		f.derive = func(p, dp []*expr) *expr {
			return divide(subtract(multiply(dp[0], p[1]), multiply(p[0], dp[1])), square(p[1]))
		}
	}
}

// powerForm takes a power, according to what of it depends on the variable.
func (d *deriver) powerForm(f *form, e *expr) {
	base, exponent := e.args[0], e.args[1]
	u := d.letters.u
	switch {
	case !d.varies(exponent):
		f.rule, f.inner, f.symbols = RulePower, 0, []string{u, d.letters.n}
		f.derive = func(p, dp []*expr) *expr {
			return chained(multiply(p[1], raise(p[0], subtract(p[1], number(1)))), dp[0])
		}
	case !d.varies(base):
		f.rule, f.inner, f.symbols = RuleExponential, 1, []string{d.letters.a, u}
		f.derive = func(p, dp []*expr) *expr {
			return chained(multiply(raise(p[0], p[1]), call(opLn, p[0])), dp[1])
		}
		if base.name == "e" && base.fixed {
			f.symbols[0] = base.name
			f.derive = func(p, dp []*expr) *expr { return chained(raise(p[0], p[1]), dp[1]) }
		}
	default:
		f.rule, f.symbols = RuleGeneralPower, []string{u, d.letters.v}
		f.derive = func(p, dp []*expr) *expr {
			inner := add(multiply(dp[1], call(opLn, p[0])), divide(multiply(p[1], dp[0]), p[0]))
			return multiply(raise(p[0], p[1]), inner)
		}
		return
	}
	d.plain(f)
}

// selected returns the derivative of the least or the greatest part: with two
// parts u and v, u′·s(v − u) + v′·s(u − v), or the other way round, where s is
// the step from 0 to 1.
func selected(o op, p, dp []*expr) *expr {
	u, du := p[0], dp[0]
	for i, v := range p[1:] {
		first, second := subtract(v, u), subtract(u, v)
		if o == opMax {
			first, second = second, first
		}
		du = add(multiply(du, step(first)), multiply(dp[i+1], step(second)))
		u = call(o, u, v)
	}
	return du
}

// law returns the rule in symbols.
func (f *form) law() string {
	switch f.rule {
	case RuleSum:
		if len(f.symbols) > manyParts {
			return manyTerms(f.symbols)
		}
	case RuleSelection:
		return f.selection()
	default:
	}
	p, dp := f.placeholders()
	return primed(f.shape(p)) + " = " + pretty(f.derive(p, dp))
}

// manyParts is how many parts a law lists at most.
const manyParts = 4

// placeholders returns the symbols and their derivatives as expressions.
func (f *form) placeholders() (p, dp []*expr) {
	for i, symbol := range f.symbols {
		p, dp = append(p, placeholder(symbol)), append(dp, placeholder(symbol+"′"))
		if i == f.inner && !f.chain {
			dp[i] = nil
		}
	}
	return p, dp
}

// placeholder returns what is printed as the symbol.
func placeholder(symbol string) *expr { return &expr{op: opVariable, name: symbol} }

// primed returns the expression with a prime behind it.
func primed(e *expr) string {
	if e.level() < levelPrimary {
		return "(" + pretty(e) + ")′"
	}
	return pretty(e) + "′"
}

// manyTerms is the law of a sum too long to list.
func manyTerms(symbols []string) string {
	first, last := symbols[0], symbols[len(symbols)-1]
	return "(" + first + " ± … ± " + last + ")′ = " + first + "′ ± … ± " + last + "′"
}

// selection is the law of min and max: which derivative it is, and where.
func (f *form) selection() string {
	p, _ := f.placeholders()
	if len(p) > manyParts {
		p = append(p[:1], placeholder("…"), p[len(p)-1])
	}
	e := f.shape(p)
	if len(f.symbols) > 2 {
		chosen := strings.TrimRight(f.symbols[0], "₁") + "ₖ"
		return primed(e) + " = " + chosen + "′ (" + pretty(e) + " = " + chosen + ")"
	}
	u, v, sign := f.symbols[0], f.symbols[1], " < "
	if e.op == opMax {
		sign = " > "
	}
	return primed(e) + " = " + u + "′ (" + u + sign + v + "), " + v + "′ (" + v + sign + u + ")"
}

// letters are the symbols of laws, none of which is a variable of the formula.
type letters struct{ u, v, c, n, a string }

// newLetters returns the usual letters, or others where a variable has one.
func newLetters(variables []string) letters {
	taken := slices.Clone(variables)
	take := func(candidates string) string {
		for _, r := range candidates {
			if !slices.Contains(taken, string(r)) {
				taken = append(taken, string(r))
				return string(r)
			}
		}
		return candidates[:1]
	}
	return letters{u: take("upgFUP"), v: take("vqhGVQ"), c: take("ckCK"), n: take("nmNM"), a: take("abAB")}
}

// of returns the symbols of so many parts: u, v or u₁, u₂, u₃ ….
func (l letters) of(n int) []string {
	if n == 2 {
		return []string{l.u, l.v}
	}
	symbols := make([]string, n)
	for i := range symbols {
		symbols[i] = l.u + strings.Map(func(r rune) rune { return '₀' + r - '0' }, strconv.Itoa(i+1))
	}
	return symbols
}

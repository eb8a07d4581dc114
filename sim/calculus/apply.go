package calculus

import (
	"math"
	"unicode/utf8"
)

// application is a function on its way to its argument.
type application struct {
	name  token
	index int    // of the name among the tokens
	power string // the exponent between the name and the argument: ^2 or ²
}

// apply reads what a function, whose name is taken already, is applied to: what
// is in parentheses or, where nothing else can be meant, the one name or number
// behind it. An exponent between the two is one of the value: sin²(x).
func (p *parser) apply(name token) (*expr, error) {
	a := application{name: name, index: p.at - 1}
	if k := p.peek().kind; (k == '^' || k == kindSuperscript) && !isRoot(name) {
		return p.raised(&a)
	}
	return p.argument(&a)
}

// isRoot reports whether the token is a root sign.
func isRoot(t token) bool { return t.text == "√" || t.text == "∛" }

// argument reads the argument of a function and makes the call.
func (p *parser) argument(a *application) (*expr, error) {
	if p.peek().kind == '(' {
		return p.call(a.name)
	}
	if err := p.enter(a.name.column); err != nil {
		return nil, err
	}
	defer p.leave()
	o, takes, _ := lookup(a.name.text)
	if takes.min > 1 || !p.beginsBare(p.peek()) {
		return nil, p.parenthesize(a, takes)
	}
	from := p.at
	arg, err := p.primary()
	if err != nil {
		return nil, err
	}
	if !p.endsBare(a, from) {
		return nil, p.unclear(a, from)
	}
	return p.operation(o, a.name.column, arg)
}

// beginsBare reports whether the token can begin an argument without
// parentheses: a name or a number, a root, or bars.
func (p *parser) beginsBare(t token) bool {
	switch t.kind {
	case kindNumber, kindConstant, kindVariable:
		return true
	case kindFunction:
		return isRoot(t)
	case '|':
		return p.bars == 0
	default:
		return false
	}
}

// endsBare reports whether an argument without parentheses, which begins at the
// token from, is over for every reader: not in sin 2x, sin x^2, sin x(y) or
// sin x/2, where the sign holds together more closely than the function does.
func (p *parser) endsBare(a *application, from int) bool {
	switch t := p.peek(); t.kind {
	case kindEnd, ')', ',', '+', '-':
		return true
	case '|':
		return p.bars > 0
	case '*', '/':
		loose := t.spaced || !p.tokens[from].spaced
		return loose || p.tokens[p.at+1].kind == kindFunction
	case kindFunction:
		return !isRoot(t) && !p.inExponent(a.index)
	default:
		return false
	}
}

// inExponent reports whether the token at the index is the first of an exponent.
func (p *parser) inExponent(index int) bool {
	for index--; index >= 0; index-- {
		if k := p.tokens[index].kind; k != '+' && k != '-' {
			return k == '^'
		}
	}
	return false
}

// raised reads the exponent of a function, then what the function is of.
func (p *parser) raised(a *application) (*expr, error) {
	from, sign := p.at, p.peek()
	p.skipExponent()
	a.power = p.source(from, p.at)
	exponent := p.tokens[p.at-1]
	if count := p.at - from; count > 2 || count == 2 && exponent.kind != kindNumber || !positiveWhole(exponent) {
		return nil, p.misplaced(a, from)
	}
	next := p.peek()
	if sign.kind == '^' && next.kind != '(' && !next.spaced && p.beginsBare(next) {
		return nil, p.misplaced(a, from) // sin^2x
	}
	base, err := p.argument(a)
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind == '^' || t.kind == kindSuperscript {
		return nil, mistake(faultTower, t.column)
	}
	power, err := p.leaf(expr{op: opNumber, column: exponent.column, value: exponent.value, fixed: true})
	if err != nil {
		return nil, err
	}
	return p.operation(opPow, sign.column, base, power)
}

// skipExponent takes the tokens of an exponent: a raised one, or ^ and what is
// behind it, signs and parentheses included.
func (p *parser) skipExponent() {
	if p.accept(kindSuperscript) {
		return
	}
	p.at++
	for k := p.peek().kind; k == '-' || k == '+'; k = p.peek().kind {
		p.at++
	}
	switch p.peek().kind {
	case '(':
		if end := p.closing(p.at); end > 0 {
			p.at = end
		}
	case kindNumber, kindVariable, kindConstant:
		p.at++
	default:
	}
}

// positiveWhole reports whether a number is whole and above 0.
func positiveWhole(t token) bool {
	return t.over == 0 && t.value >= 1 && t.value == math.Trunc(t.value)
}

// closing returns the index behind the parenthesis that closes the one at the
// index, or 0.
func (p *parser) closing(open int) int {
	depth := 0
	for i := open; i < len(p.tokens); i++ {
		if k := p.tokens[i].kind; k == '(' {
			depth++
		} else if k == ')' {
			depth--
		}
		if depth == 0 {
			return i + 1
		}
	}
	return 0
}

// run returns the index behind the factors that begin at the token from and are
// written without a sign or with one close to them, or 0 where a parenthesis in
// them is never closed.
func (p *parser) run(from int) int {
	joined := true // the last token waits for an operand
	for i := from; ; i++ {
		t := p.tokens[i]
		switch t.kind {
		case kindEnd, ')', ',':
			return i
		case '|':
			if p.bars > 0 {
				return i
			}
			joined = false
		case '+', '-':
			if !joined {
				return i
			}
		case '*', '/':
			if t.spaced {
				return i
			}
			joined = true
		case '^':
			joined = true
		case kindFunction:
			if !joined {
				return i
			}
			joined = true
		case '(':
			end := p.closing(i)
			if end == 0 {
				return 0
			}
			i = end - 1
			joined = false
		default:
			joined = false
		}
	}
}

// source returns the text from one token to before another.
func (p *parser) source(from, to int) string {
	if from >= to {
		return ""
	}
	last := p.tokens[to-1]
	end := last.column - 1 + utf8.RuneCountInString(last.text)
	return string([]rune(p.text)[p.tokens[from].column-1 : end])
}

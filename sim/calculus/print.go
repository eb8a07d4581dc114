package calculus

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// How tightly an expression holds together, from loose to tight.
const (
	levelSum = iota
	levelSign
	levelProduct
	levelPower
	levelPrimary
)

// level returns how tightly the outermost operation of e holds together.
func (e *expr) level() int {
	switch e.op {
	case opAdd, opSub:
		return levelSum
	case opNeg:
		return levelSign
	case opMul, opDiv:
		return levelProduct
	case opPow:
		return levelPower
	default:
		return levelPrimary
	}
}

// printer writes expressions as they stand in a textbook. Reading what it
// writes gives the same tree again.
type printer struct {
	strings.Builder
	bars bool // inside of bars: what is in them uses abs( )
}

// pretty returns e as text.
func pretty(e *expr) string {
	var p printer
	p.print(e)
	return p.String()
}

// readable reports whether what was printed keeps to the bounds of what can be
// read: printing adds spaces, and parentheses around exponents.
func (p *parser) readable(pretty string) bool {
	if len(pretty) > MaxLength {
		return false
	}
	return p.deepest <= MaxDepth/3 || p.reads(pretty)
}

// reads reports whether the text is a formula in the same variables.
func (p *parser) reads(text string) bool {
	tokens, err := scan(text)
	if err == nil {
		tokens, _, err = resolve(tokens, p.variables, left{})
	}
	if err != nil {
		return false
	}
	again := parser{text: text, variables: p.variables, tokens: tokens, trial: true}
	_, err = again.sum()
	return err == nil && again.peek().kind == kindEnd
}

// at prints e, in parentheses if it holds together less tightly than level.
func (p *printer) at(level int, e *expr) {
	if e.level() >= level {
		p.print(e)
		return
	}
	p.WriteByte('(')
	p.print(e)
	p.WriteByte(')')
}

func (p *printer) print(e *expr) {
	switch e.op {
	case opNumber:
		p.number(e)
	case opVariable:
		p.WriteString(e.name)
	case opAdd, opSub:
		p.sum(e)
	case opNeg:
		p.WriteString("−")
		p.at(levelProduct, e.args[0])
	case opMul, opDiv:
		p.product(e)
	case opPow:
		p.power(e)
	case opAbs:
		p.absolute(e)
	default:
		p.call(e, e.op.String())
	}
}

func (p *printer) number(e *expr) {
	switch {
	case e.name == "pi":
		p.WriteString("π")
	case e.name != "":
		p.WriteString(e.name)
	case e.value == 0 || e.value >= 1e-4 && e.value < 1e15:
		p.WriteString(strconv.FormatFloat(e.value, 'f', -1, 64))
	default:
		p.WriteString(strings.NewReplacer("e+", "e", "e-0", "e-").Replace(strconv.FormatFloat(e.value, 'e', -1, 64)))
	}
}

func (p *printer) sum(e *expr) {
	left, right := e.args[0], e.args[1]
	p.print(left) // a sign in front of a sum needs no parentheses
	if e.op == opAdd {
		p.WriteString(" + ")
	} else {
		p.WriteString(" − ")
	}
	p.at(levelProduct, right)
}

// product prints the factors from left to right, and reports whether a division
// is among them, which a factor without a sign would seem to belong to.
func (p *printer) product(e *expr) (divided bool) {
	left, right := e.args[0], e.args[1]
	if left.op == opMul || left.op == opDiv {
		divided = p.product(left)
	} else {
		p.at(levelProduct, left)
	}
	switch {
	case e.op == opDiv:
		p.WriteByte('/')
		divided = true
	case divided || !p.adjoin(left, right):
		p.WriteString("·")
	}
	p.at(levelPower, right)
	return divided
}

// power prints a small whole exponent raised, any other after ^.
func (p *printer) power(e *expr) {
	base, exponent := e.args[0], e.args[1]
	p.at(levelPrimary, base)
	if raised, ok := raised(exponent); ok {
		p.WriteString(raised)
		return
	}
	p.WriteByte('^')
	p.at(levelPrimary, exponent)
}

// raised returns an exponent in raised digits, if it is a small whole number.
func raised(e *expr) (string, bool) {
	sign := ""
	if e.op == opNeg {
		e, sign = e.args[0], "⁻"
	}
	if !e.literal() || e.value != math.Trunc(e.value) || e.value > 999 {
		return "", false
	}
	digits := []rune(superscripts)
	return sign + strings.Map(func(d rune) rune { return digits[d-'0'] }, strconv.Itoa(int(e.value))), true
}

func (p *printer) absolute(e *expr) {
	if p.bars {
		p.call(e, "abs")
		return
	}
	p.bars = true
	p.WriteByte('|')
	p.print(e.args[0])
	p.WriteByte('|')
	p.bars = false
}

func (p *printer) call(e *expr, name string) {
	p.WriteString(name)
	for i, arg := range e.args {
		if i == 0 {
			p.WriteByte('(')
		} else {
			p.WriteString(", ")
		}
		p.print(arg)
	}
	p.WriteByte(')')
}

// adjoin reports whether two factors can stand side by side and read back as
// the product they are, if there is no division among those to the left.
func (p *printer) adjoin(left, right *expr) bool {
	last := left
	if left.op == opMul {
		last = left.args[1]
	}
	grouped := right.level() < levelPower
	head := right
	if right.op == opPow {
		head = right.args[0]
		grouped = head.level() < levelPrimary
	}
	name := !grouped && head.name != ""
	switch {
	case left.level() < levelProduct || last != left && last.level() < levelPower:
		return grouped // (x + 1)(x − 1)
	case last.op == opNumber && last.name == "":
		return grouped || name && !exponentLike(head.name) || head.op >= opMin && !(head.op == opAbs && p.bars)
	case last.op == opNumber && last.value == math.Pi:
		return grouped || name
	case last.op == opPow:
		_, ok := raised(last.args[1])
		return ok && (grouped || name)
	}
	return false
}

// exponentLike reports whether a name behind a number would be read as part of
// the number: 2·e1.
func exponentLike(name string) bool {
	return len(name) > 1 && slices.Contains([]byte("eE"), name[0]) && isDigit(rune(name[1]))
}

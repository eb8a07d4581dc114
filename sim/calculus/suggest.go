package calculus

import "unicode/utf8"

// longest is how many characters a suggestion has at most: a longer one would
// not be read.
const longest = 40

// suggestion is english for the faults that offer what to write, and for those
// of a left side.
func (f fault) suggestion() string {
	switch f {
	case faultParentheses:
		return `write the argument of {{.Name}} in parentheses, as in {{.Try}}`
	case faultLeft:
		return `the left side has the variable {{.Name}}, which the formula does not; use one name on both sides`
	case faultEquation:
		return `write a formula, not an equation: {{.Try}}`
	case faultArgument:
		return `it is unclear where the argument of {{.Name}} ends; write {{.Try}} or {{.Or}}`
	case faultInverse:
		return `it is unclear whether the inverse of {{.Name}} is meant or one over it; write {{.Try}} or {{.Or}}`
	case faultRaised:
		return `write the exponent of {{.Name}} behind its argument, as in {{.Try}}`
	default:
		return string(f)
	}
}

// of writes the function with its argument in parentheses and the exponent
// behind them.
func (a *application) of(argument string) string {
	return a.name.text + "(" + argument + ")" + a.power
}

// parenthesize returns the error of a function that nothing it could be applied
// to stands behind, or something that has to be in parentheses: sin -x.
func (p *parser) parenthesize(a *application, takes arity) error {
	try := a.of("x")
	if takes.min > 1 {
		try = a.of("x, y")
	} else if k := p.peek().kind; k == '-' || k == kindFunction {
		if end := p.run(p.at); end > p.at+1 {
			try = p.offer(a.of(p.source(p.at, end)), try)
		}
	}
	err := named(faultParentheses, a.name.column, a.name.text)
	err.args["Try"] = try
	return err
}

// unclear returns the error of an argument without parentheses that begins at
// the token from and may or may not include what is behind the next one.
func (p *parser) unclear(a *application, from int) error {
	end := p.run(p.at)
	if end <= p.at {
		err := named(faultParentheses, a.name.column, a.name.text)
		err.args["Try"] = a.of("x")
		return err
	}
	sign := "*"
	if k := p.peek().kind; k == '*' || k == '/' || k == '^' || k == kindSuperscript {
		sign = ""
	}
	err := named(faultArgument, a.name.column, a.name.text)
	err.args["Try"] = p.offer(a.of(p.source(from, end)), a.of("…"))
	err.args["Or"] = p.offer(a.of(p.source(from, p.at))+sign+p.source(p.at, end), a.of(p.source(from, p.at))+sign+"…")
	return err
}

// misplaced returns the error of an exponent, from the token from on, that
// cannot stand between a function and its argument.
func (p *parser) misplaced(a *application, from int) error {
	argument := "x"
	switch t := p.peek(); {
	case t.kind == '(':
		if end := p.closing(p.at); end > p.at+2 {
			argument = p.source(p.at+1, end-1)
		}
	case p.beginsBare(t) && t.kind != '|' && t.kind != kindFunction:
		argument = t.text
	}
	name := a.name.text
	if inverse := inverse(name); inverse != "" && p.minusOne(from) {
		err := named(faultInverse, a.name.column, name)
		err.args["Try"] = p.offer(inverse+"("+argument+")", inverse+"(x)")
		err.args["Or"] = p.offer("1/"+name+"("+argument+")", "1/"+name+"(x)")
		return err
	}
	if !p.trial && !p.reads(a.of("1")) {
		a.power = "^2"
	}
	err := named(faultRaised, a.name.column, name)
	err.args["Try"] = p.offer(a.of(argument), a.of("x"))
	return err
}

// minusOne reports whether the exponent from the token on is −1.
func (p *parser) minusOne(from int) bool {
	negative := false
	for _, t := range p.tokens[from:p.at] {
		switch t.kind {
		case '^', '(', ')':
		case '-':
			negative = !negative
		case kindSuperscript, kindNumber:
			if negative {
				return t.value == 1
			}
			return t.value == -1
		default:
			return false
		}
	}
	return false
}

// inverse returns the name of the inverse function, if there is one.
func inverse(name string) string {
	switch name {
	case "sin":
		return "asin"
	case "cos":
		return "acos"
	case "tan":
		return "atan"
	case "asin", "arcsin":
		return "sin"
	case "acos", "arccos":
		return "cos"
	case "atan", "arctan":
		return "tan"
	case "exp":
		return "ln"
	case "ln", "log":
		return "exp"
	default:
		return ""
	}
}

// offer returns the text if it is short and can be read, else the other one. While
// that is tried out nothing is offered: each trial would lead to two more.
func (p *parser) offer(text, other string) string {
	if p.trial || utf8.RuneCountInString(text) > longest || !p.reads(text) {
		return other
	}
	return text
}

package calculus

import "fmt"

// parser reads the tokens by recursive descent:
//
//	sum     = term {("+" | "-") term} .
//	term    = ("-" | "+") term | product .
//	product = power {["*" | "/"] signed} .
//	signed  = ("-" | "+") signed | power .
//	power   = primary [superscript] ["^" signed] .
//	primary = number | constant | variable | "(" sum ")" | "|" sum "|"
//	        | function [exponent] ("(" sum {"," sum} ")" | bare) .
//	bare    = number | constant | variable | root | "|" sum "|" .
//
// An exponent is raised or ^ and digits; a root is one of the function √ or ∛.
type parser struct {
	text      string // as the scanner reads it
	variables []string
	tokens    []token
	at        int
	depth     int
	deepest   int // depth there was
	nodes     int
	bars      int  // bars open since the last open parenthesis
	trial     bool // whether it can be read counts, not what to write instead
}

// Parse reads a formula in the named variables; their order is that of the
// arguments of [Formula.Eval] and of the entries of a gradient. Without names
// every name that is nothing else is a variable, in the order of appearance.
//
// A left side such as f(x) = is read and left out. Where the variables are open,
// those in its parentheses come first, and are the variables of a formula that
// has none: f(x) = 3.
//
// The error, if any, is a [*SyntaxError]. Parse panics if a name that is given
// cannot be one of a variable, or is given twice.
func Parse(text string, variables ...string) (*Formula, error) {
	variables = checked(variables)
	tokens, err := scan(text)
	if err != nil {
		return nil, err
	}
	side, tokens, err := cutLeft(text, tokens)
	if err != nil {
		return nil, err
	}
	tokens, variables, err = resolve(tokens, variables, side)
	if err != nil {
		return nil, err
	}
	p := parser{text: text, variables: variables, tokens: tokens}
	if p.peek().kind == kindEnd && side.equals == 0 {
		return nil, mistake(faultEmpty, 1)
	}
	root, err := p.sum()
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != kindEnd {
		return nil, p.unexpected(t)
	}
	text = side.formula(text)
	f := &Formula{text: text, pretty: pretty(root), variables: variables, program: compile(root, len(variables))}
	if !p.readable(f.pretty) {
		f.pretty = text
	}
	return f, nil
}

// checked returns the names as the scanner would write them.
func checked(variables []string) []string {
	names := make([]string, 0, len(variables))
	seen := make(map[string]bool)
	for _, name := range variables {
		tokens, err := scan(name)
		if err != nil || len(tokens) != 2 || tokens[0].kind != kindName {
			panic(fmt.Sprintf("calculus: %q cannot name a variable", name))
		}
		name = tokens[0].text
		if _, _, taken := lookup(name); taken || name == "π" || seen[name] || len(names) == MaxVariables {
			panic(fmt.Sprintf("calculus: %q cannot name a variable here", name))
		}
		seen[name] = true
		names = append(names, name)
	}
	return names
}

func (p *parser) peek() token { return p.tokens[p.at] }

// accept takes the next token if it is of the kind.
func (p *parser) accept(k kind) bool {
	if p.peek().kind != k {
		return false
	}
	p.at++
	return true
}

// enter counts one more level of nesting; leave ends it.
func (p *parser) enter(column int) error {
	if p.depth++; p.depth > MaxDepth {
		return limit(faultDepth, column, MaxDepth)
	}
	p.deepest = max(p.deepest, p.depth)
	return nil
}

func (p *parser) leave() { p.depth-- }

// count admits n more nodes.
func (p *parser) count(column, n int) error {
	if p.nodes += n; p.nodes > MaxNodes {
		return limit(faultNodes, column, MaxNodes)
	}
	return nil
}

// operation makes a node of an operator with one or two operands.
func (p *parser) operation(o op, column int, args ...*expr) (*expr, error) {
	if err := p.count(column, max(1, len(args)-1)); err != nil {
		return nil, err
	}
	return operation(o, column, args...), nil
}

// leaf makes a node of a number or a name.
func (p *parser) leaf(e expr) (*expr, error) {
	if err := p.count(e.column, 1); err != nil {
		return nil, err
	}
	return &e, nil
}

func (p *parser) sum() (*expr, error) {
	left, err := p.term()
	for err == nil {
		t := p.peek()
		o := opAdd
		switch t.kind {
		case '+':
		case '-':
			o = opSub
		default:
			return left, nil
		}
		p.at++
		var right *expr
		if right, err = p.term(); err == nil {
			left, err = p.operation(o, t.column, left, right)
		}
	}
	return nil, err
}

// signed reads signs and what operand they stand before.
func (p *parser) signed(operand func() (*expr, error)) (*expr, error) {
	t := p.peek()
	if t.kind != '-' && t.kind != '+' {
		return operand()
	}
	p.at++
	if err := p.enter(t.column); err != nil {
		return nil, err
	}
	defer p.leave()
	e, err := p.signed(operand)
	if err != nil || t.kind == '+' {
		return e, err
	}
	return p.operation(opNeg, t.column, e)
}

func (p *parser) term() (*expr, error) { return p.signed(p.product) }

func (p *parser) power() (*expr, error) {
	base, err := p.primary()
	if err != nil {
		return nil, err
	}
	t := p.peek()
	if t.kind == kindSuperscript {
		p.at++
		if next := p.peek(); next.kind == '^' {
			return nil, mistake(faultTower, next.column)
		}
		return p.raise(base, t)
	}
	if !p.accept('^') {
		return base, nil
	}
	if err := p.enter(t.column); err != nil {
		return nil, err
	}
	defer p.leave()
	exponent, err := p.signed(p.power)
	if err != nil {
		return nil, err
	}
	return p.operation(opPow, t.column, base, exponent)
}

// raise makes the power of an exponent in raised digits.
func (p *parser) raise(base *expr, t token) (*expr, error) {
	value := t.value
	if value < 0 {
		value = -value
	}
	exponent, err := p.leaf(expr{op: opNumber, column: t.column, value: value, fixed: true})
	if err == nil && t.value < 0 {
		exponent, err = p.operation(opNeg, t.column, exponent)
	}
	if err != nil {
		return nil, err
	}
	return p.operation(opPow, t.column, base, exponent)
}

func (p *parser) primary() (*expr, error) {
	t := p.peek()
	p.at++
	switch t.kind {
	case kindNumber:
		return p.number(t)
	case kindConstant:
		return p.leaf(expr{op: opNumber, column: t.column, value: t.value, name: t.text, fixed: true})
	case kindVariable:
		return p.leaf(expr{op: opVariable, column: t.column, variable: t.variable, name: t.text})
	case kindFunction:
		return p.apply(t)
	case '(':
		return p.bracketed(t, ')', p.sum)
	case '|':
		return p.absolute(t)
	default:
		p.at--
		return nil, p.unexpected(t)
	}
}

// number makes the node of a number, or those of a fraction such as ½.
func (p *parser) number(t token) (*expr, error) {
	above, err := p.leaf(expr{op: opNumber, column: t.column, value: t.value, fixed: true})
	if err != nil || t.over == 0 {
		return above, err
	}
	below, err := p.leaf(expr{op: opNumber, column: t.column, value: t.over, fixed: true})
	if err != nil {
		return nil, err
	}
	return p.operation(opDiv, t.column, above, below)
}

// absolute reads what is between bars.
func (p *parser) absolute(opening token) (*expr, error) {
	if err := p.enter(opening.column); err != nil {
		return nil, err
	}
	defer p.leave()
	p.bars++
	inner, err := p.sum()
	if err != nil {
		return nil, err
	}
	p.bars--
	if !p.accept('|') {
		return nil, p.unclosed(opening)
	}
	return p.operation(opAbs, opening.column, inner)
}

// bracketed reads what is in parentheses that are open already.
func (p *parser) bracketed(opening token, closing kind, content func() (*expr, error)) (*expr, error) {
	if err := p.enter(opening.column); err != nil {
		return nil, err
	}
	defer p.leave()
	bars := p.bars
	p.bars = 0
	inner, err := content()
	if err != nil {
		return nil, err
	}
	p.bars = bars
	if !p.accept(closing) {
		return nil, p.unclosed(opening)
	}
	return inner, nil
}

// call reads the arguments of a function, whose name is taken already, in the
// parentheses that follow.
func (p *parser) call(name token) (*expr, error) {
	opening := p.peek()
	p.at++
	return p.bracketed(opening, ')', func() (*expr, error) {
		var args []*expr
		for len(args) == 0 || p.accept(',') {
			arg, err := p.sum()
			if err != nil {
				return nil, err
			}
			args = append(args, arg)
		}
		o, takes, _ := lookup(name.text)
		if len(args) < takes.min || takes.max > 0 && len(args) > takes.max {
			return nil, takes.refuse(name, len(args))
		}
		return p.operation(o, name.column, args...)
	})
}

// refuse returns the error of a wrong number of arguments.
func (a arity) refuse(name token, count int) error {
	fault := faultOneArg
	switch a.max {
	case 0:
		fault = faultManyArgs
	case 2:
		fault = faultTwoArgs
	}
	err := named(fault, name.column, name.text)
	err.args["Count"] = count
	return err
}

// unexpected returns the error of a token that cannot stand where it does.
func (p *parser) unexpected(t token) error {
	afterOperand := p.at > 0 && endsOperand(p.tokens[p.at-1].kind)
	switch {
	case t.kind == '=':
		return mistake(faultEquals, t.column)
	case t.kind == kindEnd:
		return mistake(faultEnd, max(1, t.column-1))
	case afterOperand && t.kind != ')' && t.kind != ',':
		return about(faultOperator, t.column, t.text)
	}
	return about(faultUnexpected, t.column, t.text)
}

// endsOperand reports whether an operator may follow a token of the kind.
func endsOperand(k kind) bool {
	switch k {
	case kindNumber, kindConstant, kindVariable, kindSuperscript, ')', '|':
		return true
	default:
		return false
	}
}

// unclosed returns the error of a bracket whose other half is missing: that it
// is so, or what stands in the way of it.
func (p *parser) unclosed(opening token) error {
	if t := p.peek(); t.kind != kindEnd && t.kind != ')' {
		return p.unexpected(t)
	}
	return about(faultUnclosed, opening.column, opening.text)
}

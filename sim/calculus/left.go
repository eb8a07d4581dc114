package calculus

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// left is what stands before the formula, such as f(x) = or y =. It defines
// nothing, but says which letters are variables; without one all of it is zero.
type left struct {
	name   string
	args   []token
	equals int // column of the sign
}

// cutLeft takes a left side off the tokens. An equals sign anywhere else is a
// mistake.
func cutLeft(text string, tokens []token) (left, []token, error) {
	isEquals := func(t token) bool { return t.kind == '=' }
	at := slices.IndexFunc(tokens, isEquals)
	if at < 0 {
		return left{}, tokens, nil
	}
	right := tokens[at+1:]
	if again := slices.IndexFunc(right, isEquals); again >= 0 {
		return left{}, nil, mistake(faultEquals, right[again].column)
	}
	l := left{equals: tokens[at].column}
	if !l.read(tokens[:at]) {
		return left{}, nil, equation(text, tokens, at)
	}
	return l, right, nil
}

// equation returns the error of an equals sign, the token at the index, behind
// what is no left side: which side to write, where that is clear.
func equation(text string, tokens []token, at int) error {
	column := tokens[at].column
	right := tokens[at+1:]
	bare := right[0].kind == kindEnd || right[0].kind == kindNumber && right[1].kind == kindEnd
	isName := func(t token) bool { return t.kind == kindName }
	try := strings.TrimSpace(string([]rune(text)[:column-1]))
	var open parser // to any variables
	if !bare || !slices.ContainsFunc(tokens[:at], isName) || open.offer(try, "") == "" {
		return mistake(faultEquals, column)
	}
	return &SyntaxError{Column: column, fault: faultEquation, args: map[string]any{"Try": try}}
}

// read reports whether the tokens are a name that is free, with names in
// parentheses behind it or not.
func (l *left) read(tokens []token) bool {
	if len(tokens) == 0 || tokens[0].kind != kindName || reserved(tokens[0].text) {
		return false
	}
	l.name, tokens = tokens[0].text, tokens[1:]
	if len(tokens) == 0 {
		return true
	}
	for i, t := range tokens {
		want := kind(',')
		switch {
		case i == 0:
			want = '('
		case i == len(tokens)-1:
			want = ')'
		case i%2 == 1:
			want = kindName
			l.args = append(l.args, t)
		}
		if t.kind != want {
			return false
		}
	}
	return len(tokens)%2 == 1 && len(tokens) > 1
}

// reserved reports whether a name is that of a constant or a function.
func reserved(name string) bool {
	_, isConstant := constant(name)
	_, _, isFunction := lookup(name)
	return isConstant || isFunction
}

// formula returns the part of the text behind the left side.
func (l *left) formula(text string) string {
	if l.equals == 0 {
		return text
	}
	for range l.equals {
		_, size := utf8.DecodeRuneInString(text)
		text = text[size:]
	}
	return strings.TrimSpace(text)
}

// declare makes the letters of the left side the first variables where these
// are open.
func (n *names) declare(l *left) error {
	for _, arg := range l.args {
		if reserved(arg.text) && !slices.Contains(n.variables, arg.text) {
			return named(faultLeft, arg.column, arg.text)
		}
		if !n.open {
			continue
		}
		n.single = append(n.single, singles([]string{arg.text})...)
		if err := n.define(&arg); err != nil {
			return err
		}
	}
	return nil
}

// agrees checks that the left side fits the formula: its letters are variables
// there, unless that has none at all, and its name is not.
func (n *names) agrees(l *left, tokens []token) error {
	used := make([]string, 0, len(n.variables))
	for _, t := range tokens {
		if t.kind == kindVariable {
			used = append(used, t.text)
		}
	}
	if slices.Contains(used, l.name) {
		return mistake(faultEquals, l.equals)
	}
	has := used
	if !n.open || len(used) == 0 {
		has = n.variables
	}
	for _, arg := range l.args {
		if !slices.Contains(has, arg.text) {
			return named(faultLeft, arg.column, arg.text)
		}
	}
	return nil
}

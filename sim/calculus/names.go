package calculus

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// names says what the names of a formula mean.
type names struct {
	variables []string
	open      bool     // variables are added as they appear
	single    []string // the variables of one letter that make up products
}

// constant returns the value of a named constant.
func constant(name string) (float64, bool) {
	switch name {
	case "pi", "π":
		return math.Pi, true
	case "e":
		return math.E, true
	}
	return 0, false
}

// resolve says of every name in the tokens what it is, cutting it up where it
// is a product.
func resolve(tokens []token, variables []string, side left) ([]token, []string, error) {
	n := names{variables: slices.Clone(variables), open: len(variables) == 0}
	n.single = singles(n.variables)
	if n.open {
		n.single = lone(tokens)
	}
	if err := n.declare(&side); err != nil {
		return nil, nil, err
	}
	resolved := make([]token, 0, len(tokens))
	for i, t := range tokens {
		if t.kind != kindName {
			resolved = append(resolved, t)
			continue
		}
		parts, err := n.parts(t, tokens[i+1].kind)
		if err != nil {
			return nil, nil, err
		}
		for _, p := range parts {
			if err := n.define(&p); err != nil {
				return nil, nil, err
			}
			resolved = append(resolved, p)
		}
	}
	if err := n.agrees(&side, resolved); err != nil {
		return nil, nil, err
	}
	return resolved, n.variables, nil
}

// singles returns the names that are one letter.
func singles(names []string) []string {
	var one []string
	for _, name := range names {
		if r, size := utf8.DecodeRuneInString(name); size == len(name) && unicode.IsLetter(r) {
			one = append(one, name)
		}
	}
	return one
}

// lone returns the letters that stand alone somewhere, or behind pi or a function
// only, constants left out: 2pix is a product although x is nowhere else.
func lone(tokens []token) []string {
	var all []string
	for _, t := range tokens {
		if t.kind != kindName {
			continue
		}
		name := t.text
		if rest := strings.TrimPrefix(name, "pi"); rest != "" {
			name = rest
		}
		if rest := glued(name); rest != "" && !reserved(name) {
			name = rest
		}
		if _, known := constant(name); !known && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return singles(all)
}

// parts returns the names a name is made of: itself, if it is known or may be
// a new variable.
func (n *names) parts(t token, next kind) ([]token, error) {
	called := next == '('
	switch {
	case slices.Contains(n.variables, t.text), reserved(t.text):
		return []token{t}, nil
	case n.open && utf8.RuneCountInString(t.text) == 1:
		return []token{t}, nil
	}
	switch cuts, ways := n.cut(t.text, called); ways {
	case 0:
		return n.whole(t, next)
	case 1:
		return split(t, cuts), nil
	default:
		return nil, named(faultSplit, t.column, t.text)
	}
}

// whole returns the parts of a name that neither is known nor is a product: what
// there is of a function whose parentheses were left out, or a new variable, if
// those are open.
func (n *names) whole(t token, next kind) ([]token, error) {
	if next == '(' {
		return nil, unknownFunction(t.column, t.text)
	}
	if next == kindName || next == kindNumber { // xsin 2
		if cuts, ways := n.cut(t.text, true); ways == 1 {
			return split(t, cuts), nil
		}
	}
	if parts, err := n.applied(t); len(parts) > 0 || err != nil {
		return parts, err
	}
	if n.open {
		return []token{t}, nil
	}
	return nil, unknownName(t.column, t.text, n.variables)
}

// cut returns where to cut a name into variables of one letter and constants,
// the last part being a function if it is called, and in how many ways that
// can be done (2 standing for more).
func (n *names) cut(text string, called bool) (cuts []int, ways int) {
	// From the back: in how many ways text[i:] falls apart, and the length of
	// its first part in one of them.
	count := make([]int, len(text)+1)
	first := make([]int, len(text)+1)
	if called {
		for i := range text {
			if _, _, ok := lookup(text[i:]); ok {
				count[i], first[i] = 1, len(text)-i
			}
		}
	} else {
		count[len(text)] = 1
	}
	parts := append([]string{"pi", "e"}, n.single...)
	for i := len(text) - 1; i >= 0; i-- {
		for k, part := range parts {
			if !strings.HasPrefix(text[i:], part) || slices.Contains(parts[:k], part) {
				continue
			}
			if ways := count[i+len(part)]; ways > 0 {
				count[i] = min(count[i]+ways, 2)
				first[i] = len(part)
			}
		}
	}
	if count[0] == 1 {
		for i := 0; i < len(text); i += first[i] {
			cuts = append(cuts, i)
		}
	}
	return cuts, count[0]
}

// split cuts a token at the offsets, the first of which is 0.
func split(t token, cuts []int) []token {
	parts := make([]token, len(cuts))
	for i, from := range cuts {
		to := len(t.text)
		if i+1 < len(cuts) {
			to = cuts[i+1]
		}
		parts[i] = token{
			kind: kindName, text: t.text[from:to], spaced: t.spaced && i == 0,
			column: t.column + utf8.RuneCountInString(t.text[:from]),
		}
	}
	return parts
}

// define turns a name into a variable, a constant or a function. A variable
// hides a constant of its name.
func (n *names) define(t *token) error {
	if t.kind != kindName {
		return nil
	}
	if i := slices.Index(n.variables, t.text); i >= 0 {
		t.kind, t.variable = kindVariable, i
		return nil
	}
	if value, ok := constant(t.text); ok {
		t.kind, t.value = kindConstant, value
		return nil
	}
	if _, _, ok := lookup(t.text); ok {
		t.kind = kindFunction
		return nil
	}
	if !n.open {
		return unknownName(t.column, t.text, n.variables)
	}
	if len(n.variables) == MaxVariables {
		return limit(faultVariables, t.column, MaxVariables)
	}
	n.variables = append(n.variables, t.text)
	t.kind, t.variable = kindVariable, len(n.variables)-1
	return nil
}

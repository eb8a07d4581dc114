package calculus

import (
	"unicode"
	"unicode/utf8"
)

// applied returns the parts of a name that is a function without parentheses
// around its argument, behind a product or not: sinx, cos2, xsinx. If it is no
// such name there are none.
func (n *names) applied(t token) ([]token, error) {
	for i := range t.text {
		lengths := n.functions(t.text[i:])
		if i > 0 && len(lengths) > 0 {
			if _, ways := n.cut(t.text[:i], false); ways != 1 {
				continue
			}
		}
		switch {
		case len(lengths) > 1: // log2x
			return nil, twice(t, i, lengths)
		case len(lengths) == 1:
			return n.take(t, i, i+lengths[0])
		}
	}
	return nil, nil
}

// functions returns the lengths of the functions the text begins with and
// continues with an argument of, the longest first.
func (n *names) functions(text string) []int {
	var lengths []int
	const most = len("softplus")
	for i := min(most, len(text)-1); i > 0; i-- {
		if _, _, ok := lookup(text[:i]); ok && n.argument(text[i:]) {
			lengths = append(lengths, i)
		}
	}
	return lengths
}

// argument reports whether the text looks like the argument of a function whose
// parentheses were left out: a letter, a name that is known, something with a
// digit in front, or a product.
func (n *names) argument(text string) bool {
	behind := text[digits(text):]
	first, size := utf8.DecodeRuneInString(behind)
	switch letter := unicode.IsLetter(first); {
	case behind != "" && !letter: // log_2
		return false
	case len(behind) < len(text), letter && size == len(text):
		return true
	}
	_, ways := n.cut(text, false)
	return ways > 0
}

// twice returns the error of a name in which a function and its argument can be
// told apart in two ways.
func twice(t token, from int, lengths []int) error {
	column := t.column + utf8.RuneCountInString(t.text[:from])
	text := t.text[from:]
	try := func(length int) string { return clip(text[:length] + "(" + text[length:] + ")") }
	err := named(faultArgument, column, text[:lengths[1]])
	err.args["Try"], err.args["Or"] = try(lengths[0]), try(lengths[1])
	return err
}

// take cuts a name into a product, which ends where a function begins, that
// function and what it is applied to.
func (n *names) take(t token, function, argument int) ([]token, error) {
	var cuts []int
	if function > 0 {
		cuts, _ = n.cut(t.text[:function], false)
	}
	cuts = append(cuts, function, argument)
	behind := argument + digits(t.text[argument:])
	if behind > argument && behind < len(t.text) {
		cuts = append(cuts, behind)
	}
	if rest, ways := n.cut(t.text[behind:], false); ways == 1 && len(rest) > 1 {
		for _, at := range rest[1:] {
			cuts = append(cuts, behind+at)
		}
	}
	parts := split(t, cuts)
	for i := range parts {
		if isDigit(rune(parts[i].text[0])) {
			parts[i].kind = kindNumber
			if err := parts[i].measure(parts[i].text); err != nil {
				return nil, err
			}
		}
	}
	return parts, nil
}

// glued returns the letter at the end of a name that is all else a function, or
// ends in one: the x of sinx and xsinx.
func glued(name string) string {
	_, size := utf8.DecodeLastRuneInString(name)
	before := name[:len(name)-size]
	for i := range before {
		if _, takes, ok := lookup(before[i:]); ok && takes.max == 1 {
			return name[len(before):]
		}
	}
	return ""
}

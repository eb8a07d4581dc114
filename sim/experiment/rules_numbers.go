package experiment

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"nabla/sim"
	"nabla/sim/calculus"
)

// Numbers returns the right side of a node's law with the numbers at x for its
// symbols: 2·0.14112 + 1·(-2.96998). They have as many figures as it takes for
// them to give the derivative to five, six at the least. It is empty where
// there is nothing to work out: at leaves, for laws that choose a part or list
// only some, and where a number is missing.
func (r *Rules) Numbers(node int) string {
	n := &r.tree.nodes[node]
	want := r.parts[node].Derivative
	_, law, _ := strings.Cut(n.Law, " = ")
	if n.Rule.Trivial() || n.Rule == calculus.RuleSelection || strings.ContainsRune(law, '…') || !finite(want) {
		return ""
	}
	var scratch [128]byte
	text := ""
	for figures := 6; figures <= 17; figures++ {
		filled, ok := r.appendFilled(scratch[:0], law, n.Parts, figures)
		if !ok {
			return ""
		}
		text = string(filled)
		f, err := calculus.Parse(text)
		if err != nil {
			return ""
		}
		if got := f.Eval(nil); math.Abs(got-want) <= 5e-6*math.Abs(want) {
			break
		}
	}
	return text
}

// appendFilled appends a law with numbers of so many figures for its symbols. It
// fails where one of them is missing.
func (r *Rules) appendFilled(dst []byte, law string, parts []calculus.Part, figures int) (text []byte, ok bool) {
	ok = true
	for law != "" {
		name := leadingName(law)
		if name == "" {
			_, n := utf8.DecodeRuneInString(law)
			dst = append(dst, law[:n]...)
			law = law[n:]
			continue
		}
		law = law[len(name):]
		part, known := partOf(parts, name)
		if !known || name == "e" {
			dst = append(dst, name...)
			continue
		}
		x := r.parts[part].Value
		if rest, primed := strings.CutPrefix(law, "′"); primed {
			x, law = r.parts[part].Derivative, rest
		}
		ok = ok && finite(x)
		dst = appendOperand(dst, x, figures)
	}
	return dst, ok
}

// leadingName returns the name that the text begins with, of a symbol or
// a function; empty if it begins with anything else.
func leadingName(text string) string {
	for i, c := range text {
		digit := i > 0 && (unicode.IsDigit(c) || c >= '₀' && c <= '₉')
		if !unicode.IsLetter(c) && !digit {
			return text[:i]
		}
	}
	return text
}

func partOf(parts []calculus.Part, symbol string) (node int, ok bool) {
	for _, part := range parts {
		if part.Symbol == symbol {
			return part.Step, true
		}
	}
	return 0, false
}

// appendOperand appends a number with so many figures as it stands between signs: in
// parentheses unless it is plain digits.
func appendOperand(dst []byte, x float64, figures int) []byte {
	var scratch [32]byte
	rounded, err := strconv.ParseFloat(string(strconv.AppendFloat(scratch[:0], x, 'g', figures, 64)), 64)
	if err != nil {
		return append(dst, "NaN"...)
	}
	text := sim.AppendNumber(scratch[:0], rounded+0)
	if bytes.ContainsAny(text, "-e") {
		return append(append(append(dst, '('), text...), ')')
	}
	return append(dst, text...)
}

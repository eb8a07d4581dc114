package locale

import (
	"strconv"
	"strings"
	"unicode"
)

// template is a text with values, {{.Name}} each, taken apart: literals[0],
// the value of names[0], literals[1] and so on, one literal more than names.
type template struct {
	literals []string
	names    []string
}

// parseTemplate takes a text apart. It is not ok for one that does more than put values
// in: that is for text/template.
func parseTemplate(text string) (t template, ok bool) {
	for {
		before, action, found := strings.Cut(text, "{{")
		t.literals = append(t.literals, before)
		if !found {
			return t, true
		}
		inner, after, closed := strings.Cut(action, "}}")
		name, field := strings.CutPrefix(inner, ".")
		if !closed || !field || !isName(name) {
			return template{}, false
		}
		t.names = append(t.names, name)
		text = after
	}
}

// isName reports whether text is the name of a value, as text/template has them.
func isName(text string) bool {
	for i, r := range text {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return text != ""
}

// values are those of a message: pairs of name and value or, where there are none, a
// map from names to values.
type values struct {
	pairs []any
	named map[string]any
}

// of returns the value of the name, the last one where there are several.
func (v values) of(name string) (value any, given bool) {
	for i := len(v.pairs) - 2; i >= 0; i -= 2 {
		if v.pairs[i].(string) == name {
			return v.pairs[i+1], true
		}
	}
	value, given = v.named[name]
	return value, given
}

// append appends the text with its values. It is not ok where a value is none of the kinds that [appendValue] knows.
func (t template) append(dst []byte, given values) (text []byte, ok bool) {
	for i, name := range t.names {
		dst = append(dst, t.literals[i]...)
		value, there := given.of(name)
		if !there {
			dst = append(dst, "<no value>"...) // as text/template says
			continue
		}
		if dst, ok = appendValue(dst, value); !ok {
			return dst, false
		}
	}
	return append(dst, t.literals[len(t.names)]...), true
}

// appendValue writes a value as fmt.Print does, if it is a string, a bool or a
// plain number. It keeps to those so that the compiler sees that a value is never
// kept, and has callers put the values on their stacks.
func appendValue(dst []byte, value any) (text []byte, ok bool) {
	switch v := value.(type) {
	case string:
		return append(dst, v...), true
	case int:
		return strconv.AppendInt(dst, int64(v), 10), true
	case int64:
		return strconv.AppendInt(dst, v, 10), true
	case uint64:
		return strconv.AppendUint(dst, v, 10), true
	case bool:
		return strconv.AppendBool(dst, v), true
	case float64:
		return strconv.AppendFloat(dst, v, 'g', -1, 64), true
	default:
		return dst, false
	}
}

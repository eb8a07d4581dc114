package dataset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"nabla/sim"
)

// tidy returns a name from a file as it is kept: composed (NFC, since Hangul
// from some systems comes in pieces that are drawn wrongly), without what
// cannot be seen, with single spaces.
func tidy(name string) string {
	name = strings.Join(strings.Fields(norm.NFC.String(name)), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, name)
}

// some returns the names, or the first of them where they are too many to list.
func some(names []string) []string {
	const limit = 20
	short := make([]string, 0, limit+1)
	for i, name := range names {
		if i == limit {
			return append(short, "…")
		}
		short = append(short, sim.Printable(name))
	}
	return short
}

// isText reports whether a value can be shown and compared: UTF-8 without NUL,
// which a file in UTF-16 is full of.
func isText(value string) bool {
	return utf8.ValidString(value) && strings.IndexByte(value, 0) < 0
}

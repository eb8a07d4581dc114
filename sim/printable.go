package sim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable returns the text as an error may show it: on one line, without
// control characters, and cut to 60 characters.
func Printable(text string) string {
	const limit = 60
	var b strings.Builder
	shown := 0
	for _, r := range text {
		if shown == limit {
			b.WriteRune('…')
			break
		}
		if !unicode.IsPrint(r) {
			r = utf8.RuneError
		}
		b.WriteRune(r)
		shown++
	}
	return b.String()
}

package views

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Texts in the memory of the frame's texts, see [locale.Localizer.Own].

// whole writes a whole number.
func (l Look) whole(n int) string {
	var scratch [20]byte
	return l.Words.Keep(strconv.AppendInt(scratch[:0], int64(n), 10))
}

// enclose writes parentheses around a number with a sign.
func (l Look) enclose(text string) string {
	if signed(text) {
		return l.join("(", text, ")")
	}
	return text
}

// plus writes a number as what is added: "+ 0.5", "− 0.5".
func (l Look) plus(x float64, figures int) string {
	if x < 0 {
		return l.join("− ", l.significant(-x, figures))
	}
	return l.join("+ ", l.significant(x, figures))
}

// count is [Count].
func (l Look) count(i, n int) string {
	var scratch [40]byte
	text := append(strconv.AppendInt(scratch[:0], int64(i), 10), '/')
	return l.Words.Keep(strconv.AppendInt(text, int64(n), 10))
}

// runes puts signs behind each other.
func (l Look) runes(signs ...rune) string {
	var scratch [64]byte
	text := scratch[:0]
	for _, r := range signs {
		text = utf8.AppendRune(text, r)
	}
	return l.Words.Keep(text)
}

// unspaced takes the blanks out of a text.
func (l Look) unspaced(text string) string {
	var scratch [256]byte
	dense := scratch[:0]
	for part := range strings.SplitSeq(text, " ") {
		dense = append(dense, part...)
	}
	return l.Words.Keep(dense)
}

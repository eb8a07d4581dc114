package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"
)

// longest is how many bytes are searched for the end of a grapheme cluster.
// Marks beyond it could not be kept in a cell anyway.
const longest = 64

// Width is the number of columns that text takes when drawn: the one measure
// for everything put on a grid.
func Width(text string) int {
	width := 0
	for text != "" {
		_, w, n := next(text)
		width += w
		text = text[n:]
	}
	return width
}

// Truncate returns the text if it fits into width columns, else as much of its
// beginning as fits together with the tail ("…"). A wide character is never
// halved, so the result may be a column narrower than asked for. Where not
// even the tail fits, the result is empty.
func Truncate(text string, width int, tail string) string {
	if Width(text) <= width {
		return text
	}
	room := width - Width(tail)
	if room < 0 {
		return ""
	}
	return text[:prefix(text, room)] + tail
}

// prefix returns the number of bytes of text that fit into width columns.
func prefix(text string, width int) int {
	at := 0
	for at < len(text) {
		_, w, n := next(text[at:])
		if w > width {
			break
		}
		width -= w
		at += n
	}
	return at
}

// next takes the first grapheme cluster off a text that is not empty: what a
// cell holds of it, how many columns it takes (0 for what is not shown at
// all), and its length in text.
func next(text string) (c cluster, width, n int) {
	if text[0] < utf8.RuneSelf {
		if plainNext(text[1:]) {
			return ascii(text[0])
		}
		if n := marked(text); n > 0 && plainNext(text[n:]) {
			copy(c[:], text[:n])
			return c, 1, n
		}
	} else {
		r, size := utf8.DecodeRuneInString(text)
		if w := plainWidth(r); w > 0 && plainNext(text[size:]) {
			copy(c[:], text[:size])
			return c, w, size
		}
	}
	// The segmenter keeps hold of its argument; a copy leaves the caller's
	// text free to live on the stack.
	head := strings.Clone(text[:cut(text)])
	first := graphemes.FromString(head).First()
	c, width = compose(first)
	return c, width, len(first)
}

func ascii(b byte) (c cluster, width, n int) {
	switch {
	case b > ' ' && b < 0x7f:
		c[0] = b
		return c, 1, 1
	case b == ' ' || b >= '\t' && b <= '\r':
		return c, 1, 1
	default:
		return c, 0, 1
	}
}

// cut bounds the text that is searched for a cluster, at a rune's edge.
func cut(text string) int {
	if len(text) <= longest {
		return len(text)
	}
	n := longest
	for n > longest-utf8.UTFMax && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}

// plainWidth is the width of a rune that is known to be in NFC and to begin a
// cluster of its own, 0 for every other rune. It spares the usual text (ASCII,
// Hangul, Latin, frames, braille, arrows, mathematics) the table look-ups.
func plainWidth(r rune) int {
	switch {
	case r > ' ' && r < 0x7f:
		return 1
	case r >= 0xac00 && r <= 0xd7a3, r >= 0x4e00 && r <= 0x9fff:
		return 2 // Hangul syllables, Han
	case r >= 0x2500 && r <= 0x25fc, r >= 0x2800 && r <= 0x28ff:
		return 1 // frames, blocks and shapes; braille
	case r >= 0x00b0 && r <= 0x02ff, r >= 0x0391 && r <= 0x03c9, r >= 0x1d00 && r <= 0x1dbf:
		return 1 // Latin, Greek, raised letters
	case r >= 0x2010 && r <= 0x2027, r >= 0x2030 && r <= 0x205e:
		return 1 // dashes, quotation marks, …
	case r >= 0x2190 && r <= 0x22ff, r >= 0x2070 && r <= 0x209c:
		return 1 // arrows, mathematics; raised and lowered figures
	case r == 'ℓ', r == '⏎', r == '✓', r == '✗':
		return 1
	default:
		return 0
	}
}

// marked is the length of the letter with a mark that the text begins with, 0 if it
// is none of those that formulas have. NFC has no sign of its own for any of them.
func marked(text string) int {
	for _, letter := range [...]string{"m\u0302", "v\u0302", "x\u0304"} {
		if strings.HasPrefix(text, letter) {
			return len(letter)
		}
	}
	return 0
}

// plainNext reports whether the text goes on in a way that cannot belong to
// the cluster before it.
func plainNext(text string) bool {
	if text == "" || text[0] < utf8.RuneSelf {
		return true
	}
	r, _ := utf8.DecodeRuneInString(text)
	return plainWidth(r) > 0
}

// compose makes what a cell can hold of any grapheme cluster: its first rune
// in NFC and the marks upon it, as far as they fit. Joiners, variation
// selectors and what is joined to the first rune are left out, because
// terminals do not agree on how wide they are.
func compose(text string) (c cluster, width int) {
	text = norm.NFC.String(text)
	base, size := utf8.DecodeRuneInString(text)
	width = baseWidth(base, text[size:])
	if width == 0 || unicode.IsSpace(base) {
		return c, width
	}
	if base == utf8.RuneError || isRegional(base) && width == 1 {
		copy(c[:], "\ufffd")
		return c, 1
	}
	n := copy(c[:], text[:size])
	for _, r := range text[size:] {
		paired := isRegional(base) && isRegional(r)
		if (isMark(r) || paired) && n+utf8.RuneLen(r) <= clusterSize {
			n += utf8.EncodeRune(c[n:], r)
		}
	}
	return c, width
}

// baseWidth is the width of a cluster that begins with the rune: 0 for what is
// not shown, 1 for white space of any kind.
func baseWidth(r rune, rest string) int {
	switch {
	case r < utf8.RuneSelf:
		_, width, _ := ascii(byte(r))
		return width
	case r == '\u3000':
		return 2 // the wide space
	case unicode.IsSpace(r):
		return 1
	case unicode.Is(unicode.C, r) && !unicode.Is(unicode.Co, r), unicode.Is(unicode.M, r):
		return 0
	case r >= 0x1160 && r <= 0x11ff, r >= 0xd7b0 && r <= 0xd7ff:
		return 0 // vowels and finals of Hangul without their initial
	case isRegional(r):
		if second, _ := utf8.DecodeRuneInString(rest); isRegional(second) {
			return 2
		}
		return 1
	default:
		return min(displaywidth.Rune(r), 2)
	}
}

// isRegional reports whether the rune is half of a flag.
func isRegional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// isMark reports whether the rune takes no column of its own: accents and the
// like, variation selectors apart.
func isMark(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me) && !unicode.Is(unicode.Variation_Selector, r)
}

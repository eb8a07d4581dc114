package views

import (
	"math"
	"strconv"

	"nabla/keymap"
	"nabla/locale"
	"nabla/screen"
	"nabla/views/theme"
)

// Look is how a frame is drawn: its colours and signs, and its language.
type Look struct {
	Theme *theme.Theme
	Words *locale.Localizer
}

// style is how a role looks.
func (l Look) style(r theme.Role) screen.Style { return l.Theme.Style(r) }

// key writes the keys of a binding with the signs that the theme has.
func (l Look) key(b keymap.Binding) string {
	if l.Theme.Key().Glyphs == theme.ASCII {
		return b.ASCII()
	}
	return b.Label()
}

// Cell is a place on the screen or in a box.
type Cell struct{ X, Y int }

// Span is part of a row: W columns from column X on.
type Span struct{ X, W int }

// Contains reports whether the column lies in the span.
func (s Span) Contains(x int) bool { return x >= s.X && x < s.X+s.W }

// Count writes a place in a list: "3/12".
func Count(i, n int) string { return strconv.Itoa(i) + "/" + strconv.Itoa(n) }

// Grouped writes a whole number with its digits in threes: "1 240".
func Grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + " " + digits[i:]
	}
	return digits
}

// percent writes a share as a number of hundredths, to a tenth where it is not
// whole; what is not all is never rounded to 100, nor what is not nothing to 0.
func percent(share float64) string {
	tenths := math.Round(1000 * share)
	switch {
	case math.IsNaN(share):
		return "–"
	case tenths == 0 && share > 0:
		tenths = 1
	case tenths == 1000 && share < 1:
		tenths = 999
	}
	return strconv.FormatFloat(tenths/10, 'f', -1, 64)
}

// write puts a text into the first row and returns the column after it.
func write(box screen.Box, x int, text string, style screen.Style) int {
	return x + box.Text(x, 0, text, style)
}

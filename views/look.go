package views

import (
	"math"
	"strconv"
	"unicode/utf8"

	"nabla/keymap"
	"nabla/locale"
	"nabla/screen"
	"nabla/sim"
	"nabla/views/chart"
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
	var scratch [64]byte
	if l.Theme.Key().Glyphs == theme.ASCII {
		return l.Words.Keep(b.AppendASCII(scratch[:0]))
	}
	return l.Words.Keep(b.AppendLabel(scratch[:0]))
}

// join puts texts behind each other, in the memory of the frame's texts.
func (l Look) join(parts ...string) string {
	var scratch [256]byte
	text := scratch[:0]
	for _, part := range parts {
		text = append(text, part...)
	}
	return l.Words.Keep(text)
}

// runed is a sign with a text behind it, in the memory of the frame's texts.
func (l Look) runed(sign rune, text string) string {
	var scratch [64]byte
	return l.Words.Keep(append(utf8.AppendRune(scratch[:0], sign), text...))
}

// joinWith puts texts behind each other with a separator between them, in the memory
// of the frame's texts.
func (l Look) joinWith(separator string, items ...string) string {
	var scratch [256]byte
	text := scratch[:0]
	for i, item := range items {
		if i > 0 {
			text = append(text, separator...)
		}
		text = append(text, item...)
	}
	return l.Words.Keep(text)
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
	var scratch [32]byte
	return string(chart.AppendGrouped(scratch[:0], int64(n)))
}

// grouped is [Grouped] in the memory of the frame's texts.
func (l Look) grouped(n int) string {
	var scratch [32]byte
	return l.Words.Keep(chart.AppendGrouped(scratch[:0], int64(n)))
}

// significant writes a number with so many figures, in the memory of the frame's
// texts, as [significant] does.
func (l Look) significant(x float64, figures int) string {
	var scratch [64]byte
	return l.Words.Keep(appendSignificant(scratch[:0], x, figures))
}

// rounded writes a number to so many decimal places, in the memory of the frame's
// texts.
func (l Look) rounded(x float64, places int) string {
	var scratch [64]byte
	return l.Words.Keep(appendRounded(scratch[:0], x, places))
}

// figure writes a number as charts do, in the memory of the frame's texts.
func (l Look) figure(x float64) string {
	var scratch [32]byte
	return l.Words.Keep(chart.AppendPlainNumber(scratch[:0], x))
}

// exact writes a number as [sim.FormatNumber] does, in the memory of the frame's
// texts.
func (l Look) exact(x float64) string {
	var scratch [32]byte
	return l.Words.Keep(sim.AppendNumber(scratch[:0], x))
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

package screen

import "unicode/utf8"

// clusterSize is how many bytes of UTF-8 a cell holds: any one rune with up to
// two combining marks. Keeping them in the cell rather than behind a pointer
// makes cells comparable between grids, grids invisible to the garbage
// collector, and writing them out a copy.
const clusterSize = 8

// cluster is one grapheme cluster, padded with zeros; all zeros is a blank.
type cluster [clusterSize]byte

// span tells how a cell lies in its row. The zero value is an ordinary cell,
// so that zeroed memory is a blank row.
type span uint8

const (
	narrow span = iota
	wide
	continuation
)

// Cell is one place of a grid: a grapheme cluster and how it looks. The zero
// value is a blank in the default style. Cells are comparable.
type Cell struct {
	text  cluster
	Style Style
	span  span
}

// NewCell returns the cell for the first grapheme cluster of text, normalised
// as [Box.Text] does it. A text with nothing to show gives a blank.
func NewCell(text string, style Style) Cell {
	for text != "" {
		c, width, n := next(text)
		if width > 0 {
			return Cell{text: c, Style: style, span: spanOf(width)}
		}
		text = text[n:]
	}
	return Cell{Style: style}
}

func spanOf(width int) span {
	if width == 2 {
		return wide
	}
	return narrow
}

// Width is the number of columns that the cell takes: 1; 2 for a wide cell; 0
// for the continuation that follows a wide cell.
func (c Cell) Width() int {
	switch c.span {
	case wide:
		return 2
	case continuation:
		return 0
	default:
		return 1
	}
}

// String is what the cell shows: its cluster, a space for a blank, nothing for
// a continuation.
func (c Cell) String() string {
	return string(c.appendTo(nil))
}

// Rune is the first rune of what the cell shows: a space for a blank, 0 for a
// continuation.
func (c Cell) Rune() rune {
	switch {
	case c.span == continuation:
		return 0
	case c.blank():
		return ' '
	}
	r, _ := utf8.DecodeRune(c.text[:])
	return r
}

// blank reports whether the cell holds no ink of its own.
func (c Cell) blank() bool { return c.text[0] == 0 && c.span != continuation }

func (c Cell) appendTo(dst []byte) []byte {
	switch {
	case c.span == continuation:
		return dst
	case c.text[0] == 0 && c.span == wide:
		return append(dst, "  "...) // the wide space
	case c.text[0] == 0:
		return append(dst, ' ')
	case c.text[1] == 0:
		return append(dst, c.text[0])
	}
	n := 2
	for n < clusterSize && c.text[n] != 0 {
		n++
	}
	return append(dst, c.text[:n]...)
}

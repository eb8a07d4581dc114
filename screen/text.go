package screen

import "unicode/utf8"

// Text draws a line of text from column x of row y on and returns how many
// columns of the box it took. What lies outside the box is cut off; a wide
// character at the edge is never halved, its place becomes a blank.
//
// White space of any kind, tabs and line ends too, is drawn as a blank. Other
// control and formatting characters are left out, invalid bytes drawn as
// U+FFFD. Text is drawn in NFC.
func (b Box) Text(x, y int, text string, style Style) int {
	if y < 0 || y >= b.h || b.w == 0 {
		return 0
	}
	row := b.grid.row(b.y + y)
	from := max(x, 0)
	for text != "" && x < b.w {
		c, width, n := next(text)
		text = text[n:]
		switch {
		case width == 0:
			continue
		case x < 0 && x+width > 0 || x+width > b.w:
			put(row, b.x+max(x, 0), Cell{Style: style})
		case x >= 0:
			put(row, b.x+x, Cell{text: c, Style: style, span: spanOf(width)})
		}
		x += width
	}
	return max(min(x, b.w)-from, 0)
}

// TextFit draws text as Text does, in at most width columns: where it does not
// fit, its end gives way to the grid's ellipsis.
func (b Box) TextFit(x, y, width int, text string, style Style) int {
	b = b.Sub(0, 0, min(x+width, b.w), b.h)
	width = b.w - x
	if width <= 0 || Width(text) <= width {
		return b.Text(x, y, text, style)
	}
	text = text[:prefix(text, width-1)]
	end := x + Width(text)
	b.Text(x, y, text, style)
	b.SetRune(end, y, b.grid.ellipsis(), style)
	return max(end+1-max(x, 0), 0)
}

// TextRight draws text so that it ends at the box's right edge, shortened as
// by TextFit where the box is too narrow, and returns how many columns it took.
func (b Box) TextRight(y int, text string, style Style) int {
	return b.TextFit(max(b.w-Width(text), 0), y, b.w, text, style)
}

// TextCenter draws text in the middle of the box's width, a column further
// left where it cannot be exact, shortened as by TextFit where the box is too
// narrow, and returns how many columns it took.
func (b Box) TextCenter(y int, text string, style Style) int {
	return b.TextFit(max((b.w-Width(text))/2, 0), y, b.w, text, style)
}

// runeCell is the cell for a single rune.
func runeCell(r rune, style Style) Cell {
	if width := plainWidth(r); width > 0 {
		c := Cell{Style: style, span: spanOf(width)}
		utf8.EncodeRune(c.text[:], r)
		return c
	}
	if r == ' ' {
		return Cell{Style: style}
	}
	return NewCell(string(r), style)
}

package termtest

import (
	"fmt"

	"nabla/screen"
)

// Diff tells where two screens look different, in one line; "" if they look the
// same. Of a blank, its background and lines are seen, and no more.
func Diff(got, want *screen.Grid) string {
	if got.Width() != want.Width() || got.Height() != want.Height() {
		return fmt.Sprintf("%d×%d cells, want %d×%d", got.Width(), got.Height(), want.Width(), want.Height())
	}
	for y := range want.Height() {
		for x := range want.Width() {
			g, w := seen(got.At(x, y)), seen(want.At(x, y))
			if g != w {
				return fmt.Sprintf("column %d of row %d shows %q %+v, want %q %+v", x, y, g, g.Style, w, w.Style)
			}
		}
	}
	return ""
}

// seen is the cell without what nobody sees of it.
func seen(c screen.Cell) screen.Cell {
	const lines = screen.Underline | screen.Reverse | screen.Strike
	switch {
	case c.Width() == 0:
		c.Style = screen.Style{}
	case c.String() == " " && c.Style.Attr&lines == 0:
		c.Style = screen.Style{Bg: c.Style.Bg}
	case c.String() == " ":
		c.Style.Attr &= lines
	}
	return c
}

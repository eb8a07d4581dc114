package views

import (
	"nabla/screen"
	"nabla/views/theme"
)

// Progress says how far work in the background has come: what is done, a bar, and
// a hint, in the middle of a box.
type Progress struct {
	Text  string  // what is done
	Short string  // the same where there is little room
	Hint  string  // below the bar
	Share float64 // from 0 to 1
}

// progressWidth is how wide the bar is at most.
const progressWidth = 48

// Draw fills the box.
func (v Progress) Draw(box screen.Box, look Look) {
	box.Clear()
	w, h := box.Width(), box.Height()
	y := max((h-3)/2, 0)
	box.TextCenter(y, fitting([]string{v.Text, v.Short}, w), look.style(theme.Text))
	if h < 2 || w < 4 {
		return
	}
	n := min(w-2, progressWidth)
	v.bar(box.Sub((w-n)/2, y+1, n, 1), look)
	if h > 3 {
		box.TextCenter(y+3, fitting([]string{v.Hint}, w), look.style(theme.Muted))
	}
}

// bar fills a row to an eighth of a cell.
func (v Progress) bar(row screen.Box, look Look) {
	g, style := look.Theme.Glyphs(), look.style(theme.Accent)
	style.Bg = look.style(theme.Track).Bg
	eighths := int(min(max(v.Share, 0), 1) * float64(8*row.Width()))
	for x := range row.Width() {
		part := min(max(eighths-8*x, 0), 8)
		glyph, ink := g.Bars[part], style
		if part == 0 && style.Bg == 0 {
			glyph, ink = g.Rest, look.style(theme.Faint)
		}
		row.SetRune(x, 0, glyph, ink)
	}
}

package views

import (
	"nabla/screen"
	"nabla/views/theme"
)

// Prompt is the sheet with one line to type: where to go, or a line to copy.
type Prompt struct {
	Title string // id of the message above
	Field Field
	Err   error
	Help  string
}

// promptWidth is the width of the sheet where there is room.
const promptWidth = 76

// Draw puts the sheet into the middle of the box and returns where the text
// cursor belongs.
func (p Prompt) Draw(box screen.Box, look Look) Cell {
	width := min(promptWidth, box.Width()-2)
	text, style := p.Help, look.style(theme.Muted)
	if p.Err != nil {
		text, style = look.Words.Error(p.Err), look.style(theme.Bad)
	}
	lines := wrap(text, width-2)
	inner := sheet(box, width, 2+len(lines), look.Words.T(p.Title), "", look)
	x := p.Field.Draw(inner.Sub(1, 0, inner.Width()-2, 1), look.style(theme.Selected))
	for i, line := range lines {
		inner.Text(1, 2+i, line, style)
	}
	left, top := inner.Origin()
	return Cell{X: left + 1 + x, Y: top}
}

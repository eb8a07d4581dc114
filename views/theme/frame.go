package theme

import (
	"charm.land/lipgloss/v2"

	"nabla/screen"
)

// Frame draws the frames of panes. lipgloss makes each once per size, theme
// and focus; titles are written over it, so that one that counts steps costs
// nothing. The zero value is ready; it belongs to one session.
type Frame struct {
	lines screen.Parsed[frameKey]
}

type frameKey struct {
	theme   Options
	focused bool
}

// Title and note keep this far from the frame's corners, and a line's length
// from each other.
const frameMargin = 2

// Draw fills the box with a frame and blanks, the title in its upper line at
// the left, the note at the right, and returns the room within. A title that
// is too long is cut; a note has what the title leaves and is dropped where
// that is too little to read. A focused frame has heavy lines in another
// colour, and a bright title.
//
// A box with no room within a frame is left as it is and returned whole.
func (f *Frame) Draw(b screen.Box, t *Theme, title, note string, focused bool) screen.Box {
	if b.Width() < 3 || b.Height() < 3 {
		return b
	}
	line := Faint
	if focused {
		line = Focused
	}
	f.lines.Draw(b, frameKey{t.options, focused}, func(w, h int) string {
		return t.Lipgloss(line).Render(
			lipgloss.NewStyle().Border(t.Border(focused)).Width(w).Height(h).Render(""))
	})
	titleStyle := t.Style(Title)
	if focused {
		titleStyle.Fg = t.Style(Focused).Fg
	}
	free := b.Width() - 2*frameMargin
	used := label(b, frameMargin, free, title, titleStyle)
	const shortest = 4 // columns of a note that is cut
	if free -= used + 1; screen.Width(note)+2 <= free || free >= shortest+2 {
		width := min(screen.Width(note)+2, free)
		label(b, b.Width()-frameMargin-width, width, note, t.Style(Muted))
	}
	inner := b.Inset(1, 1)
	inner.Clear()
	return inner
}

// label writes text with a blank on either side into the upper line and
// returns the columns taken.
func label(b screen.Box, x, width int, text string, style screen.Style) int {
	if text == "" || width < 3 {
		return 0
	}
	used := b.TextFit(x+1, 0, width-2, text, style)
	b.SetRune(x, 0, ' ', screen.Style{})
	b.SetRune(x+1+used, 0, ' ', screen.Style{})
	return used + 2
}

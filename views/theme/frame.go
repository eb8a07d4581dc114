package theme

import (
	"strconv"

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

// Tabs are the titles of what shares one frame, the one in front among them.
type Tabs struct {
	Titles []string
	Front  int
}

// Draw fills the box with a frame and blanks, the title in its upper line at
// the left, the note at the right, and returns the room within. A title that
// is too long is cut; a note has what the title leaves and is dropped where
// that is too little to read. A focused frame has heavy lines in another
// colour, and a bright title.
//
// A box with no room within a frame is left as it is and returned whole.
func (f *Frame) Draw(b screen.Box, t *Theme, title, note string, focused bool) screen.Box {
	return f.DrawTabs(b, t, Tabs{Titles: []string{title}}, note, focused)
}

// DrawTabs is [Frame.Draw] of what shares its frame with others: their titles
// stand beside its own, or only how many there are where there is less room.
func (f *Frame) DrawTabs(b screen.Box, t *Theme, tabs Tabs, note string, focused bool) screen.Box {
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
	used := tabs.draw(b, t, free, screen.Width(note), titleStyle)
	const shortest = 4 // columns of a note that is cut
	if free -= used + 1; screen.Width(note)+2 <= free || free >= shortest+2 {
		width := min(screen.Width(note)+2, free)
		label(b, b.Width()-frameMargin-width, width, note, t.Style(Muted))
	}
	inner := b.Inset(1, 1)
	inner.Clear()
	return inner
}

// draw writes the titles into the upper line and returns the columns taken. All
// of them are written where that leaves the note its columns.
func (tabs Tabs) draw(b screen.Box, t *Theme, free, note int, front screen.Style) int {
	title := tabs.Titles[tabs.Front]
	if len(tabs.Titles) == 1 {
		return label(b, frameMargin, free, title, front)
	}
	const around, between = 2, 2 // blanks around a title, and a line and a blank to the next one
	all := 0
	for _, other := range tabs.Titles {
		all += screen.Width(other) + between + 1
	}
	if all+note+around > free {
		used := label(b, frameMargin, free, title, front)
		count := strconv.Itoa(tabs.Front+1) + "/" + strconv.Itoa(len(tabs.Titles))
		if used+len(count)+around > free {
			return used
		}
		return used + label(b, frameMargin+used, free-used, count, t.Style(Muted))
	}
	x := 0
	for i, other := range tabs.Titles {
		style := t.Style(Muted)
		if i == tabs.Front {
			style = front
		}
		x += label(b, frameMargin+x, free-x, other, style) + 1
	}
	return x - 1
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

package views

import (
	"nabla/keymap"
	"nabla/screen"
	"nabla/views/theme"
)

// Help is the sheet of all keys, drawn from the key map.
type Help struct {
	Bindings []keymap.Binding
	Top      int // the first row shown
}

// helpRow is a heading, or a key and what it does.
type helpRow struct{ heading, key, text string }

// Draw puts the sheet into the middle of the box and returns how many rows it
// shows and how many there are.
func (h Help) Draw(box screen.Box, look Look) (page, rows int) {
	list := h.rows(look)
	keys, texts := 0, 0
	for _, r := range list {
		keys = max(keys, screen.Width(r.key))
		texts = max(texts, screen.Width(r.text))
	}
	note := look.Words.T("help.note")
	if len(list) > box.Height()-2 {
		note = look.Words.T("help.note-long")
	}
	inner := sheet(box, keys+texts+5, len(list), look.Words.T("help.title"), note, look)
	page = inner.Height()
	top := max(0, min(h.Top, len(list)-page))
	for y := range min(page, len(list)-top) {
		r := list[top+y]
		inner.Text(1, y, r.heading, look.style(theme.Title))
		inner.Text(1, y, r.key, look.style(theme.Accent))
		inner.Text(keys+3, y, r.text, look.style(theme.Text))
	}
	return page, len(list)
}

func (h Help) rows(look Look) []helpRow {
	var rows []helpRow
	var group keymap.Group
	for _, b := range h.Bindings {
		if b.Group != group {
			group = b.Group
			if len(rows) > 0 {
				rows = append(rows, helpRow{})
			}
			rows = append(rows, helpRow{heading: look.Words.T(string(group))})
		}
		rows = append(rows, helpRow{key: look.key(b), text: look.Words.T(b.Help)})
	}
	return rows
}

// sheet dims the box, draws a frame of the wanted inner size into its middle,
// smaller where the box is, and returns the frame's inside.
func sheet(box screen.Box, w, h int, title, note string, look Look) screen.Box {
	dim := look.style(theme.Faint)
	box.Restyle(func(screen.Style) screen.Style { return dim })
	w, h = min(w+2, box.Width()), min(h+2, box.Height())
	frame := box.Sub((box.Width()-w)/2, (box.Height()-h)/2, w, h)
	frame.Fill(' ', look.style(theme.Text))
	return new(theme.Frame).Draw(frame, look.Theme, title, note, true)
}

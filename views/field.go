package views

import "nabla/screen"

// Field is a line of text being typed, with its cursor before the rune at
// Cursor.
type Field struct {
	Text   string
	Cursor int
}

// Draw shows as much of the text as fits into the row, the cursor always, and
// returns the column where the cursor stands.
func (f Field) Draw(box screen.Box, style screen.Style) int {
	box.Fill(' ', style)
	runes := []rune(f.Text)
	cursor := min(f.Cursor, len(runes))
	// Back from the cursor rather than on from the front: a pasted text may be
	// thousands of runes long.
	start, room := cursor, box.Width()-1
	for start > 0 && room >= screen.Width(string(runes[start-1])) {
		start--
		room -= screen.Width(string(runes[start]))
	}
	box.Text(0, 0, string(runes[start:]), style)
	return min(screen.Width(string(runes[start:cursor])), max(box.Width()-1, 0))
}

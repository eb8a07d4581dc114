package views

import (
	"nabla/screen"
	"nabla/views/theme"
)

// column is a column of a table: its heading and how wide its cells may get.
type column struct {
	heading string
	right   bool // numbers stand to the right
}

// cell is a text of a table with its look.
type cell struct {
	text  string
	style screen.Style
}

// table draws headings and rows, each column as wide as its widest cell, and
// leaves out the last columns that have no room.
type table struct {
	columns []column
	rows    [][]cell
	chosen  int // the row with the pointer, −1 for none

	memory []cell // of the rows that were added
	widths []int  // of the columns
}

// begin empties the table and gives it other columns, no row of it with the pointer:
// one that is kept draws again in the memory that it has.
func (t *table) begin(columns ...column) {
	t.columns, t.rows, t.memory, t.chosen = append(t.columns[:0], columns...), t.rows[:0], t.memory[:0], -1
}

// add adds a row. The cells are copied, so that those of a call take no memory of
// their own.
func (t *table) add(cells ...cell) {
	if cap(t.memory)-len(t.memory) < len(cells) {
		const several = 96
		t.memory = make([]cell, 0, max(several, len(cells), 2*cap(t.memory))) // rows keep what was before
	}
	if t.rows == nil {
		t.rows = make([][]cell, 0, 16)
	}
	start := len(t.memory)
	t.memory = append(t.memory, cells...)
	t.rows = append(t.rows, t.memory[start:len(t.memory):len(t.memory)])
}

// draw fills the box. Of too many rows those around the chosen one are shown.
func (t *table) draw(box screen.Box, look Look) {
	widths, shown := t.layout(box.Width())
	x := 2
	for c := range shown {
		t.put(box, x, 0, c, widths[c], cell{t.columns[c].heading, look.style(theme.Muted)})
		x += widths[c] + 2
	}
	height := box.Height() - 1
	top := max(0, min(t.chosen-height/2, len(t.rows)-height))
	for y := 0; y < height && top+y < len(t.rows); y++ {
		if top+y == t.chosen {
			box.SetRune(0, y+1, look.Theme.Glyphs().Pointer, look.style(theme.Accent))
		}
		x := 2
		for c := range shown {
			t.put(box, x, y+1, c, widths[c], t.rows[top+y][c])
			x += widths[c] + 2
		}
	}
}

// layout returns the widths of the columns and how many are shown.
func (t *table) layout(width int) (widths []int, shown int) {
	t.widths = append(t.widths[:0], make([]int, len(t.columns))...)
	widths = t.widths
	x := 2
	for c, col := range t.columns {
		widths[c] = screen.Width(col.heading)
		for _, row := range t.rows {
			widths[c] = max(widths[c], screen.Width(row[c].text))
		}
		if left := width - x; widths[c] > left {
			// A word may be cut, a number never.
			if col.right || left < 6 {
				return widths, c
			}
			widths[c] = left
			return widths, c + 1
		}
		x += widths[c] + 2
	}
	return widths, len(t.columns)
}

func (t *table) put(box screen.Box, x, y, c, width int, what cell) {
	if t.columns[c].right {
		x += max(0, width-screen.Width(what.text))
	}
	box.TextFit(x, y, width, what.text, what.style)
}

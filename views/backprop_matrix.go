package views

import (
	"strings"

	"nabla/screen"
	"nabla/views/theme"
)

// matrix is a matrix or a vector: what it is called, its numbers as text, and which row and
// column are lit, −1 for none.
type matrix struct {
	name     string
	texts    []string // row by row
	cols     int
	row, col int
	before   string // the sign between it and the one before
}

// rows is how many rows the matrix has.
func (m *matrix) rows() int { return len(m.texts) / m.cols }

// cellWidth is how wide a matrix's cells are.
func (m *matrix) cellWidth() int {
	width := 1
	for _, text := range m.texts {
		width = max(width, screen.Width(text))
	}
	return width
}

// width is how many columns it takes, brackets and the sign before it included.
func (m *matrix) width() int {
	return max(m.cols*(m.cellWidth()+1)+2, screen.Width(m.name)) + 2
}

// breakLine appends the lines that have room for the matrices, as parts of their list.
func breakLine(lines [][]matrix, all []matrix, width int) [][]matrix {
	start, used := 0, 0
	for i := range all {
		w := all[i].width()
		if i > start && used+w > width {
			lines = append(lines, all[start:i])
			start, used = i, 0
		}
		used += w
	}
	return append(lines, all[start:])
}

// matrixRows is how many rows lines of matrices take.
func matrixRows(lines [][]matrix) (rows int) {
	for _, line := range lines {
		most := 0
		for i := range line {
			most = max(most, line[i].rows())
		}
		rows += most + 1
	}
	return rows
}

// drawMatrices draws a line of matrices, names above them, and returns how many
// rows that took. Of too many rows or columns those about the lit ones are shown.
func drawMatrices(box screen.Box, look Look, line []matrix) int {
	shown := min(matrixRows([][]matrix{line}), box.Height()) - 1
	x := 0
	for i := range line {
		m := &line[i]
		if m.before != "" {
			box.Text(x, 1+(shown-1)/2, m.before, look.style(theme.Muted))
		}
		x += 2
		box.Text(x, 0, m.name, look.style(theme.Muted))
		m.draw(box.Sub(x, 1, box.Width()-x, shown), look)
		x += m.width() - 2
	}
	return shown + 1
}

// draw draws the numbers between brackets.
func (m *matrix) draw(box screen.Box, look Look) {
	cell := m.cellWidth()
	cols := m.cols
	fits := max((box.Width()-2)/(cell+1), 0)
	left := 0
	if cols > fits {
		left = max(0, min(m.col-fits/2, cols-fits))
		cols = fits
	}
	top := max(0, min(m.row-box.Height()/2, m.rows()-box.Height()))
	bracket := look.style(theme.Faint)
	for y := range min(box.Height(), m.rows()) {
		row := m.texts[(top+y)*m.cols:][:m.cols]
		box.Text(0, y, "[", bracket)
		if y == 0 && top > 0 || y == box.Height()-1 && top+y+1 < m.rows() {
			box.SetRune(0, y, look.Theme.Glyphs().More, bracket)
		}
		for c := range cols {
			text := row[left+c]
			style := look.style(theme.Text)
			switch onRow, onCol := top+y == m.row, left+c == m.col; {
			case onRow && (onCol || m.col < 0) || onCol && m.row < 0:
				style = look.style(theme.Selected)
			case onRow || onCol:
				style = look.style(theme.Accent)
			case text == "?":
				style = look.style(theme.Warn)
			}
			box.Text(1+c*(cell+1), y, strings.Repeat(" ", cell-screen.Width(text)), style)
			box.Text(1+c*(cell+1)+cell-screen.Width(text), y, text, style)
		}
		end := "]"
		if left+cols < m.cols {
			end = string(look.Theme.Glyphs().Ellipsis)
		}
		box.Text(max(1, cols*(cell+1)), y, end, bracket)
	}
}

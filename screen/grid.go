package screen

import "slices"

// Grid is a rectangle of cells. The zero value is empty and ready for Resize.
// A grid is not safe for concurrent use.
type Grid struct {
	// Ellipsis stands for what was cut off where text is fitted into too few
	// columns; 0 means '…'. It must be one column wide.
	Ellipsis rune

	w, h   int
	cells  []Cell
	shared bool // nobody changes it any more
}

// New returns a blank grid of w columns and h rows; less than none means none.
func New(w, h int) *Grid {
	g := new(Grid)
	g.Resize(w, h)
	return g
}

// Resize makes the grid w columns by h rows and blank. It allocates only where
// the grid was never that large before.
func (g *Grid) Resize(w, h int) {
	g.w, g.h = max(w, 0), max(h, 0)
	if n := g.w * g.h; n <= cap(g.cells) {
		g.cells = g.cells[:n]
		clear(g.cells)
	} else {
		g.cells = make([]Cell, n)
	}
}

// Shared returns a copy of the grid that nobody may change, and so anybody may
// read at the same time.
func (g *Grid) Shared() *Grid {
	c := g.clone()
	c.shared = true
	return c
}

func (g *Grid) clone() *Grid {
	return &Grid{Ellipsis: g.Ellipsis, w: g.w, h: g.h, cells: slices.Clone(g.cells)}
}

// Width is the number of columns.
func (g *Grid) Width() int { return g.w }

// Height is the number of rows.
func (g *Grid) Height() int { return g.h }

// Clear makes every cell a blank in the default style.
func (g *Grid) Clear() { clear(g.cells) }

// Fill makes every cell a blank in the given style.
func (g *Grid) Fill(style Style) {
	for i := range g.cells {
		g.cells[i] = Cell{Style: style}
	}
}

// At returns the cell in column x of row y, a blank outside the grid.
func (g *Grid) At(x, y int) Cell {
	if x < 0 || y < 0 || x >= g.w || y >= g.h {
		return Cell{}
	}
	return g.cells[y*g.w+x]
}

// Set puts a cell into column x of row y; outside the grid it does nothing. A
// wide cell takes the next column too, and is a blank where there is none.
// What is left of a wide cell half overwritten becomes a blank.
func (g *Grid) Set(x, y int, c Cell) { g.Box().Set(x, y, c) }

// Box is the whole grid as a box.
func (g *Grid) Box() Box { return Box{grid: g, w: g.w, h: g.h} }

func (g *Grid) ellipsis() rune {
	if g.Ellipsis == 0 {
		return '…'
	}
	return g.Ellipsis
}

func (g *Grid) row(y int) []Cell { return g.cells[y*g.w : (y+1)*g.w : (y+1)*g.w] }

// put stores a cell at a column of a row, which must have room for it.
func put(row []Cell, x int, c Cell) {
	if row[x].span != narrow {
		tear(row, x)
	}
	if c.span == wide {
		if row[x+1].span != narrow {
			tear(row, x+1)
		}
		row[x+1] = Cell{Style: c.Style, span: continuation}
	}
	row[x] = c
}

// tear takes the wide cell that covers column x apart into two blanks.
func tear(row []Cell, x int) {
	switch row[x].span {
	case wide:
		row[x] = Cell{Style: row[x].Style}
		row[x+1] = Cell{Style: row[x].Style}
	case continuation:
		row[x-1] = Cell{Style: row[x-1].Style}
		row[x] = Cell{Style: row[x-1].Style}
	case narrow:
	}
}

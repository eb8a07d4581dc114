package screen

// Box is a rectangle of a grid in which drawing is clipped. Columns and rows
// count from its upper left corner. The zero value is empty: drawing in it
// does nothing. Boxes are small and passed by value.
//
// Only one thing ever reaches past a box's edge: where the edge runs through a
// wide cell and the half inside is overwritten, the half outside becomes a
// blank.
type Box struct {
	grid       *Grid
	x, y, w, h int
}

// Width is the number of columns.
func (b Box) Width() int { return b.w }

// Height is the number of rows.
func (b Box) Height() int { return b.h }

// Origin is where the box's upper left corner lies in the grid.
func (b Box) Origin() (x, y int) { return b.x, b.y }

// Empty reports whether the box has no cells.
func (b Box) Empty() bool { return b.w == 0 || b.h == 0 }

// Locate turns a place of the grid (where the mouse is, say) into one of the
// box, and tells whether it lies inside.
func (b Box) Locate(gridX, gridY int) (x, y int, inside bool) {
	x, y = gridX-b.x, gridY-b.y
	return x, y, x >= 0 && y >= 0 && x < b.w && y < b.h
}

// Sub is the part of the rectangle of w columns and h rows at (x, y) that lies
// within the box. Where the rectangle begins left of or above the box, the
// result begins at the box's edge.
func (b Box) Sub(x, y, w, h int) Box {
	left, top := max(x, 0), max(y, 0)
	right, bottom := min(x+w, b.w), min(y+h, b.h)
	return Box{
		grid: b.grid,
		x:    b.x + left, y: b.y + top,
		w: max(right-left, 0), h: max(bottom-top, 0),
	}
}

// Inset is the box without dx columns on the left and right and dy rows at the
// top and bottom.
func (b Box) Inset(dx, dy int) Box { return b.Sub(dx, dy, b.w-2*dx, b.h-2*dy) }

// At returns the cell in column x of row y, a blank outside the box.
func (b Box) At(x, y int) Cell {
	if x < 0 || y < 0 || x >= b.w || y >= b.h {
		return Cell{}
	}
	return b.grid.At(b.x+x, b.y+y)
}

// Set puts a cell into column x of row y; outside the box it does nothing. A
// wide cell takes the next column too, and is a blank where the box ends
// before. A continuation is put as a blank.
func (b Box) Set(x, y int, c Cell) {
	if x < 0 || y < 0 || x >= b.w || y >= b.h {
		return
	}
	if c.span == continuation || c.span == wide && x+1 >= b.w {
		c = Cell{Style: c.Style}
	}
	put(b.grid.row(b.y+y), b.x+x, c)
}

// SetRune puts a single rune into column x of row y, as Set does.
func (b Box) SetRune(x, y int, r rune, style Style) {
	b.Set(x, y, runeCell(r, style))
}

// Clear makes every cell of the box a blank in the default style.
func (b Box) Clear() { b.Fill(' ', Style{}) }

// Fill repeats a rune over the whole box. Where a wide rune leaves a last
// column over, that becomes a blank.
func (b Box) Fill(r rune, style Style) {
	if b.Empty() {
		return
	}
	c := runeCell(r, style)
	for y := range b.h {
		if c.span == narrow {
			row := b.grid.row(b.y + y)
			tear(row, b.x)
			tear(row, b.x+b.w-1)
			row = row[b.x : b.x+b.w]
			for x := range row {
				row[x] = c
			}
			continue
		}
		for x := 0; x < b.w; x += 2 {
			b.Set(x, y, c)
		}
	}
}

// Restyle changes the style of every cell in the box and leaves what it shows:
// to dim what is under a dialog, or to light a row up.
func (b Box) Restyle(change func(Style) Style) {
	for y := range b.h {
		row := b.grid.row(b.y + y)[b.x : b.x+b.w]
		for x := range row {
			row[x].Style = change(row[x].Style)
		}
	}
}

// Draw copies a grid into the box, its upper left corner at (x, y), blanks
// included. A wide cell that is cut by the box's edge becomes a blank.
func (b Box) Draw(x, y int, src *Grid) {
	left, right := max(x, 0), min(x+src.w, b.w)
	if left >= right {
		return
	}
	for row := max(y, 0); row < min(y+src.h, b.h); row++ {
		dst := b.grid.row(b.y + row)
		from, to := b.x+left, b.x+right
		tear(dst, from)
		tear(dst, to-1)
		copy(dst[from:to], src.row(row - y)[left-x:right-x])
		if dst[from].span == continuation {
			dst[from] = Cell{Style: dst[from].Style}
		}
		if dst[to-1].span == wide {
			dst[to-1] = Cell{Style: dst[to-1].Style}
		}
	}
}

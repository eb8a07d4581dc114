package screen

// painter writes the bytes that turn one grid into another on a terminal. It
// keeps track of the terminal's cursor and pen while it writes, and counts on
// nothing before: a frame begins by placing the one, and begins and ends with
// the other as a terminal starts with it, so that whoever writes in between
// finds what they expect.
type painter struct {
	dialect Dialect
	out     []byte
	w, h    int
	pen     Style
	x, y    int // where the cursor is; nowhere as far as that is not certain
}

// nowhere is a column or row that is not known.
const nowhere = -1

// paint appends what turns old into now, which are of the same size; old is nil
// where anything may be on the screen. It allocates nothing but for the room of
// the output.
func (p *painter) paint(old, now *Grid) {
	p.w, p.h = now.w, now.h
	p.pen, p.x, p.y = Style{}, nowhere, nowhere
	for y := range now.h {
		var before []Cell
		if old != nil {
			before = old.row(y)
		}
		p.row(y, before, now.row(y))
	}
	p.use(Style{})
}

// row writes what has changed in a row. What is blank up to the right edge is
// erased where that is shorter.
func (p *painter) row(y int, old, now []Cell) {
	first, last := changes(old, now)
	if first == last {
		return
	}
	tail := len(now)
	for tail > first && now[tail-1].empty() {
		tail--
	}
	erased := last - tail
	if erased > len("\x1b[K") {
		last = tail
	}
	for x := first; x < last; {
		if same(old, now, x) {
			x += width(now[x])
			continue
		}
		p.move(now, x, y)
		x = p.stroke(old, now, x, last)
	}
	if erased > len("\x1b[K") {
		for (p.y != y || p.x != tail) && same(old, now, tail) {
			tail++
		}
		p.use(Style{})
		p.move(now, tail, y)
		p.out = append(p.out, "\x1b[K"...)
	}
}

// changes returns the first column that has changed and the one after the last.
func changes(old, now []Cell) (first, last int) {
	if old == nil {
		return 0, len(now)
	}
	for first < len(now) && same(old, now, first) {
		first++
	}
	for last = len(now); last > first && same(old, now, last-1); {
		last--
	}
	return first, last
}

// same reports whether the terminal shows a cell already. The half of a wide
// cell is never the same as anything else, so that what a terminal clears when
// the other half is overwritten is always written too, and after it.
func same(old, now []Cell, x int) bool {
	return old != nil && (old[x] == now[x] || alike(old[x], now[x]))
}

// alike reports whether two cells look the same.
func alike(a, b Cell) bool {
	return a.span == b.span && a.text == b.text &&
		(a.Style == b.Style || a.span == continuation || a.looksSame(b.Style))
}

// empty reports whether the cell looks as an erased one does.
func (c Cell) empty() bool { return c.span == narrow && c.blank() && c.looksSame(Style{}) }

// width is the number of columns to the next cell.
func width(c Cell) int {
	if c.span == wide {
		return 2
	}
	return 1
}

// stroke writes the changed cell at column x, where the cursor is, together
// with those after it that look alike if there is a shorter way than to write
// each. It returns the column after them.
func (p *painter) stroke(old, now []Cell, x, last int) int {
	c := now[x]
	n := p.alikes(old, now, x, last)
	switch {
	// A step over what was erased has to follow.
	case p.dialect.Erase && n > 2*len("\x1b[12X") && c.empty():
		p.use(Style{})
		p.out = append(appendNumber(append(p.out, "\x1b["...), n), 'X')
		return x + n
	case p.dialect.Repeat && (n-1)*max(c.size(), 1) > len("\x1b[12b"):
		p.cell(now, x, last)
		p.out = append(appendNumber(append(p.out, "\x1b["...), n-1), 'b')
		p.x += n - 1
		return x + n
	}
	p.cell(now, x, last)
	return x + width(c)
}

// alikes counts the cells from x on that look alike, up to the last one that
// has changed. The last column is left out: terminals differ in what happens
// there.
func (p *painter) alikes(old, now []Cell, x, last int) int {
	c, changed := now[x], 1
	if c.span != narrow || !c.certain() {
		return 1
	}
	for n := 1; x+n < min(last, p.w-1) && alike(c, now[x+n]); n++ {
		if !same(old, now, x+n) {
			changed = n + 1
		}
	}
	return changed
}

// cell writes the cell in column x, where the cursor is. The last one of the
// screen must not scroll it.
func (p *painter) cell(row []Cell, x, last int) {
	c := row[x]
	p.use(p.ink(row, x, last))
	if x+width(c) == p.w && p.y == p.h-1 {
		p.out = append(p.out, "\x1b[?7l"...)
		p.out = append(c.appendTo(p.out), "\x1b[?7h"...)
	} else {
		p.out = c.appendTo(p.out)
	}
	if p.x += width(c); p.x >= p.w || !c.certain() {
		p.x = nowhere
	}
}

// move brings the cursor to column x of row y: by writing what is there
// already, if that is no longer than to leap over it.
func (p *painter) move(row []Cell, x, y int) {
	if p.x == x && p.y == y {
		return
	}
	const worth = len("\x1b[12C")
	if p.y == y && p.x != nowhere && p.x < x && x-p.x <= worth && p.bridge(row, x) {
		return
	}
	p.out = appendMove(p.out, p.x, p.y, x, y)
	p.x, p.y = x, y
}

// bridge writes the cells between the cursor and column x again, unless that
// is longer than to leap over them, the way to the next pen included.
func (p *painter) bridge(row []Cell, x int) bool {
	mark, start, pen := len(p.out), p.x, p.pen
	for p.x != nowhere && p.x < x {
		p.cell(row, p.x, x+1)
	}
	arrived, last := p.x == x, p.pen
	written := len(p.out) - mark + p.cost(p.pen, p.ink(row, x, x+1))
	p.pen = pen
	end := len(p.out)
	leap := len(appendMove(p.out, start, p.y, x, p.y)) - end + p.cost(p.pen, p.ink(row, x, x+1))
	if arrived && written <= leap {
		p.pen = last
		return true
	}
	p.out, p.x = p.out[:mark], start
	return false
}

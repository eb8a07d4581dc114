package chart

import (
	"slices"

	"nabla/screen"
	"nabla/views/theme"
)

// axis is a scale with its ticks and their labels, which are made anew only
// where the scale changes.
type axis struct {
	scale  Scale
	n      int
	raised bool
	closer bool // the ticks stand closer than n asks for
	ticks  []float64
	text   []byte
	ends   []int // of each label in text
	width  int   // of the widest label
}

// set gives the axis its scale, with about n ticks.
func (a *axis) set(s Scale, n int, th *theme.Theme) {
	raised := th.Glyphs().RaisedExponents()
	if a.scale == s && a.n == n && a.raised == raised && n > 0 {
		return
	}
	a.scale, a.n, a.raised, a.closer = s, n, raised, false
	a.ticks = s.AppendTicks(a.ticks[:0], n)
	a.write()
}

// refine puts the ticks closer, by the next smaller step; once for a scale.
func (a *axis) refine() {
	if a.closer {
		return
	}
	a.closer = true
	few := len(a.ticks)
	for n := a.n + 1; len(a.ticks) <= few && n <= 4*a.n; n++ {
		a.ticks = a.scale.AppendTicks(a.ticks[:0], n)
	}
	a.write()
}

// write makes the labels of the ticks.
func (a *axis) write() {
	a.text, a.ends, a.width = a.text[:0], a.ends[:0], 0
	labels := newLabeller(a.scale, a.ticks, a.raised)
	for _, v := range a.ticks {
		start := len(a.text)
		a.text = labels.append(a.text, v)
		a.ends = append(a.ends, len(a.text))
		a.width = max(a.width, screen.Width(string(a.text[start:])))
	}
}

func (a *axis) label(i int) []byte {
	if i == 0 {
		return a.text[:a.ends[0]]
	}
	return a.text[a.ends[i-1]:a.ends[i]]
}

// axes lays a plot out with its axes.
type axes struct {
	x, y axis
	Plot

	least     int  // columns left of the plot at the least, where the axes are drawn
	perTick   int  // columns from one tick of x to the next at the least; 0 means colPerTick
	left      int  // columns left of the plot: labels and the axis itself
	lines     bool // the axes are drawn
	tickRow   int  // rows for the labels of x: 0 or 1
	belowAxis int  // further rows below, for a strip
}

// Sizes from which parts of a chart have room.
const (
	axesWidth, axesHeight   = 16, 4 // the axes
	tickWidth, tickHeight   = 24, 7 // the labels of x
	rowsPerTick, colPerTick = 3, 12
)

// arrange divides the box: labels and axis at the left, the plot, reserved
// columns at the right, the x axis and what belongs under it below. The scales
// are given; the y axis is drawn with the ticks of its scale.
func (a *axes) arrange(b screen.Box, x, y Scale, right, below int, th *theme.Theme) {
	w, h := b.Width(), b.Height()
	a.lines = w >= axesWidth && h >= axesHeight+below
	a.left, a.tickRow, a.belowAxis = 0, 0, below
	axisRow := 0
	if a.lines {
		axisRow = 1
		if h >= tickHeight+below && w >= tickWidth {
			a.tickRow = 1
		}
	}
	rows := max(h-axisRow-a.tickRow-below, 0)
	if a.lines {
		a.y.set(y, yTicks(rows), th)
		a.left = max(a.y.width+1, a.least)
		if a.left > w/3 {
			a.left = 1
		}
	}
	a.Plot = Plot{X: x, Y: y, box: b.Sub(a.left, 0, w-a.left-right, rows)}
	if a.lines {
		perTick := colPerTick
		if a.perTick > 0 {
			perTick = a.perTick
		}
		a.x.set(x, max(a.box.Width()/perTick, 2), th)
	}
}

// yTicks is how many ticks fit beside so many rows.
func yTicks(rows int) int { return min(max(rows/rowsPerTick+1, min(rows/2+1, 4), 2), 8) }

// draw draws both axes into the box that was arranged; title stands at the
// right end of the x axis.
func (a *axes) draw(b screen.Box, th *theme.Theme, title string) {
	if !a.lines {
		return
	}
	g, line, label := th.Glyphs(), th.Style(theme.Faint), th.Style(theme.Muted)
	bottom := a.box.Height()
	column := a.left - 1
	for y := range bottom {
		b.SetRune(column, y, g.AxisY, line)
	}
	b.SetRune(column, bottom, g.Corner, line)
	for x := range a.box.Width() {
		b.SetRune(a.left+x, bottom, g.AxisX, line)
	}
	a.drawY(b, label, line, g)
	end := a.left + a.box.Width()
	row := bottom
	if a.tickRow > 0 {
		row = bottom + 1
	}
	if title != "" {
		width := min(screen.Width(title)+1, a.box.Width()*2/3)
		end -= width
		b.SetRune(end, row, ' ', screen.Style{})
		b.TextFit(end+1, row, width-1, title, label)
	}
	if a.tickRow > 0 {
		if a.labelled(end) < 2 {
			a.x.refine() // one label alone tells nothing of the scale
		}
		a.drawX(b, end, label, line, g)
	}
}

// drawY draws the ticks and labels of the y axis, each in a row of its own. One
// at the very bottom stands on the x axis.
func (a *axes) drawY(b screen.Box, label, line screen.Style, g theme.GlyphSet) {
	last := -1
	bottom := a.box.Height()
	for i, v := range slices.Backward(a.y.ticks) {
		_, row, ok := a.cell(a.X.Min, v)
		if !ok {
			continue
		}
		glyph := g.TickY
		if a.Y.Map(v) == 0 {
			row, glyph = bottom, g.Origin
		}
		if row <= last {
			continue
		}
		last = row
		b.SetRune(a.left-1, row, glyph, line)
		if a.left > 1 {
			text := string(a.y.label(i))
			b.Text(a.left-1-screen.Width(text), row, text, label)
		}
	}
}

// drawX draws the ticks of the x axis and below them their labels, as far as
// they keep a blank between each other and end before the given column.
func (a *axes) drawX(b screen.Box, end int, label, line screen.Style, g theme.GlyphSet) {
	row := a.box.Height()
	free := 0
	for i := range a.x.ticks {
		col, at, next := a.placeX(i, free, end)
		if col > 0 {
			b.SetRune(a.left+col, row, g.TickX, line)
		}
		if next > free {
			b.Text(at, row+1, string(a.x.label(i)), label)
			free = next
		}
	}
}

// placeX places a tick of the x axis at a column of the plot, −1 if it lies
// outside, and its label at a column of the chart, between free and end. Next is
// where the label after it may begin; it is free where this one has no room.
func (a *axes) placeX(i, free, end int) (col, at, next int) {
	col, _, ok := a.cell(a.x.ticks[i], a.Y.Min)
	if !ok {
		return -1, 0, free
	}
	width := screen.Width(string(a.x.label(i)))
	at = max(a.left+col-width/2, 0)
	if at < free || at+width > end {
		return col, at, free
	}
	return col, at, at + width + 1
}

// labelled counts the labels of the x axis that there is room for.
func (a *axes) labelled(end int) int {
	n, free := 0, 0
	for i := range a.x.ticks {
		if _, _, next := a.placeX(i, free, end); next > free {
			n, free = n+1, next
		}
	}
	return n
}

// nameY names the y axis in the uppermost of its rows that has room.
func (a *axes) nameY(b screen.Box, th *theme.Theme, name string) {
	room := a.left - 1
	for y := range min(3, a.box.Height()) {
		if screen.Width(name) <= room && blank(b, 0, y, room) {
			b.Text(room-screen.Width(name), y, name, th.Style(theme.Muted))
			return
		}
	}
}

// open draws the axes that were arranged, or says why there are none, and reports
// whether there is a plot to draw in.
func (a *axes) open(b screen.Box, th *theme.Theme, arranged bool, xLabel, empty string) bool {
	if !arranged {
		a.Plot = Plot{}
		placeholder(b, th, empty)
		return false
	}
	a.draw(b, th, xLabel)
	return !a.Plot.box.Empty()
}

package chart

import (
	"nabla/screen"
	"nabla/views/theme"
)

// CellsData is what [Cells] draws.
type CellsData struct {
	X, Y          Range // of the whole: Columns parts along x and Rows along y
	Columns, Rows int

	// Cell is how a part looks, counted from the left and from below. One in
	// the middle is asked for each cell of the plot.
	Cell func(column, row int) (rune, screen.Style)

	Marks          []Mark
	XLabel, YLabel string // at the right end of the x axis, above the y axis
	Empty          string // said where there is no range
}

// Cells is a plane in parts, each of which is of some kind: a letter with a look,
// for kinds have no order that a scale of colours could show. The zero value is
// ready.
type Cells struct {
	axes          axes
	columns, rows int
}

// Plot is where the plane was drawn last.
func (c *Cells) Plot() Plot { return c.axes.Plot }

// Draw fills the box.
func (c *Cells) Draw(b screen.Box, th *theme.Theme, d *CellsData) {
	b.Clear()
	if !d.X.given() || !d.Y.given() || d.Columns <= 0 || d.Rows <= 0 || b.Empty() {
		c.axes.Plot = Plot{}
		placeholder(b, th, d.Empty)
		return
	}
	c.columns, c.rows = d.Columns, d.Rows
	c.axes.perTick = mapPerTick
	c.axes.arrange(b, Scale{Min: d.X.Min, Max: d.X.Max}, Scale{Min: d.Y.Min, Max: d.Y.Max}, 0, 0, th)
	c.axes.draw(b, th, d.XLabel)
	plot := c.axes.box
	for y := range plot.Height() {
		for x := range plot.Width() {
			column, row := c.part(x, y)
			glyph, style := d.Cell(column, row)
			plot.SetRune(x, y, glyph, style)
		}
	}
	c.axes.nameY(b, th, d.YLabel)
	for i := range d.Marks {
		c.drawMark(th, &d.Marks[i])
	}
}

// part is the part that the middle of a cell of the plot lies in.
func (c *Cells) part(x, y int) (column, row int) {
	w, h := c.axes.box.Width(), c.axes.box.Height()
	return (2*x + 1) * c.columns / (2 * w), (2*(h-1-y) + 1) * c.rows / (2 * h)
}

// PartAt returns the part that is drawn in a cell of the grid; ok is false beside
// the plot.
func (c *Cells) PartAt(col, row int) (column, up int, ok bool) {
	x, y, ok := c.axes.box.Locate(col, row)
	if !ok {
		return 0, 0, false
	}
	column, up = c.part(x, y)
	return column, up, true
}

// drawMark draws a sign with its name on the terminal's own background.
func (c *Cells) drawMark(th *theme.Theme, k *Mark) {
	col, row, ok := c.axes.cell(k.X, k.Y)
	if !ok {
		return
	}
	glyph := k.Glyph
	if glyph == 0 {
		glyph = th.SeriesMark(k.Look)
	}
	style := th.Series(k.Look).With(screen.Bold)
	if k.Focused {
		style = style.With(screen.Reverse)
	}
	x, text := col-1, " "+string(glyph)+k.Name+" "
	x = min(max(x, 0), max(c.axes.box.Width()-screen.Width(text), 0))
	c.axes.box.Text(x, row, text, style)
}

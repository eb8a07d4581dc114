package chart

import (
	"math"

	"nabla/screen"
	"nabla/views/theme"
)

// drawPoint marks a point, or with an arrow the edge beyond which it lies.
func (g *Plane) drawPoint(th *theme.Theme, d *PlanePoint) {
	col, row, ok := g.nearest(d)
	if !ok {
		return
	}
	p, glyphs, mark, style := g.axes.Plot, th.Glyphs(), d.Mark, d.Style
	switch {
	case d.Y > p.Y.Max:
		mark = glyphs.Above
	case d.Y < p.Y.Min:
		mark = glyphs.Below
	case d.X < p.X.Min:
		mark = glyphs.Left
	case d.X > p.X.Max:
		mark = glyphs.Right
	}
	if d.Bold {
		style = style.With(screen.Bold | screen.Reverse)
	}
	p.box.SetRune(col, row, mark, style)
}

// nearest is the cell of the plot that is nearest to a point; ok is false where
// there is no such point.
func (g *Plane) nearest(d *PlanePoint) (col, row int, ok bool) {
	p := g.axes.Plot
	if math.IsNaN(d.X) || math.IsNaN(d.Y) {
		return 0, 0, false
	}
	return p.cell(min(max(d.X, p.X.Min), p.X.Max), min(max(d.Y, p.Y.Min), p.Y.Max))
}

// namePoint writes a point's name beside it where there is room, unless one of
// the later points lies over it.
func (g *Plane) namePoint(d *PlanePoint, later []PlanePoint) {
	p, width := g.axes.Plot, screen.Width(d.Name)
	col, row, ok := g.nearest(d)
	if !ok || width == 0 {
		return
	}
	for i := range later {
		if c, r, shown := g.nearest(&later[i]); shown && c == col && r == row {
			return
		}
	}
	for _, at := range [...]struct{ x, y int }{
		{col - width/2, row - 1},
		{col - width/2, row + 1},
		{col + 2, row},
		{col - 1 - width, row},
		{col + 1, row - 1},
		{col - width, row - 1},
		{col + 1, row + 1},
		{col - width, row + 1},
	} {
		fits := at.x >= 0 && at.x+width <= p.box.Width() && at.y >= 0 && at.y < p.box.Height()
		if fits && g.free(at.x, at.y, width) {
			p.box.Text(at.x, at.y, d.Name, d.Style)
			return
		}
	}
}

// free reports whether nothing but helping lines is drawn in part of a row.
func (g *Plane) free(x, y, width int) bool {
	p := g.axes.Plot
	for i := max(x, 0); i < min(x+width, p.box.Width()); i++ {
		if r := p.box.At(i, y).Rune(); r != ' ' && r != g.level && r != g.upright {
			return false
		}
	}
	return true
}

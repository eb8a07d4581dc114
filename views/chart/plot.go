package chart

import (
	"math"

	"nabla/screen"
	"nabla/views/theme"
)

// Plot is where a chart's curves were drawn: it takes values to the cells of
// the grid and back, for what a view adds to a chart and for the mouse. Columns
// and rows are the grid's. The zero value contains nothing.
type Plot struct {
	X, Y Scale

	box screen.Box
}

// Box is the part of the grid that the plot takes.
func (p Plot) Box() screen.Box { return p.box }

// Contains reports whether a cell of the grid lies in the plot.
func (p Plot) Contains(col, row int) bool {
	_, _, inside := p.box.Locate(col, row)
	return inside
}

// XAt is the x of the middle of a column of the grid, beyond the scale for a
// column beside the plot.
func (p Plot) XAt(col int) float64 {
	x, _, _ := p.box.Locate(col, 0)
	return p.X.Value((float64(x*dotsAcross) + 0.5) / p.spanX())
}

// YAt is the y of the middle of a row of the grid, beyond the scale for a row
// above or below the plot.
func (p Plot) YAt(row int) float64 {
	_, y, _ := p.box.Locate(0, row)
	return p.Y.Value(1 - (float64(y*dotsDown)+1.5)/p.spanY())
}

// Col is the column of the grid that an x lies in, and whether that is within
// the plot.
func (p Plot) Col(x float64) (col int, ok bool) {
	dot := math.Round(p.X.Map(x) * p.spanX())
	left, _ := p.box.Origin()
	if !(dot >= 0 && dot < float64(p.box.Width()*dotsAcross)) {
		return left, false
	}
	return left + int(dot)/dotsAcross, true
}

// Row is the row of the grid that a y lies in, and whether that is within the
// plot.
func (p Plot) Row(y float64) (row int, ok bool) {
	share := p.Y.Map(y)
	_, top := p.box.Origin()
	if dot := math.Round(share * p.spanY()); !(dot >= 0 && dot <= p.spanY()) || p.box.Empty() {
		return top, false
	}
	return top + p.rowAt(share), true
}

// rowAt is the row of the plot's box at a share of its height.
func (p Plot) rowAt(share float64) int {
	return int(p.spanY()-math.Round(share*p.spanY())) / dotsDown
}

// cell is Col and Row in the columns and rows of the plot's box.
func (p Plot) cell(x, y float64) (col, row int, ok bool) {
	col, okX := p.Col(x)
	row, okY := p.Row(y)
	col, row, _ = p.box.Locate(col, row)
	return col, row, okX && okY
}

// spanX and spanY are the distances from the first dot to the last.
func (p Plot) spanX() float64 { return float64(max(p.box.Width()*dotsAcross-1, 1)) }
func (p Plot) spanY() float64 { return float64(max(p.box.Height()*dotsDown-1, 1)) }

// draw copies a curve into the plot's cells, text in them apart.
func (p Plot) draw(t *trace, k *ink, th *theme.Theme, style screen.Style) {
	for y, row := range t.cells(p.Y) {
		for x, pattern := range row {
			if uint8(pattern) != 0 && !p.written(k, x, y) {
				p.box.SetRune(x, y, th.Dots(k.add(x, y, pattern)), style)
			}
		}
	}
}

// written reports whether a cell of the plot holds something other than the
// dots of curves.
func (p Plot) written(k *ink, x, y int) bool {
	return k.at(x, y) == 0 && p.box.At(x, y).Rune() != ' '
}

// placeholder says that there is nothing to draw yet.
func placeholder(b screen.Box, th *theme.Theme, text string) {
	b.TextCenter((b.Height()-1)/2, text, th.Style(theme.Muted))
}

package views

import (
	"nabla/sim/experiment"
	"nabla/views/chart"
)

// spotX returns the x that a cell of a box stands for, if it is one of the plot.
func spotX(p chart.Plot, origin Cell, x, y int) (at []float64, ok bool) {
	if x, y = x+origin.X, y+origin.Y; !p.Contains(x, y) {
		return nil, false
	}
	return []float64{fewDigits(p.XAt(x), p.XAt(x+1))}, true
}

// spotXY returns the point that a cell of a box stands for, if it is one of the plot.
func spotXY(p chart.Plot, origin Cell, x, y int) (at []float64, ok bool) {
	if !p.Contains(x+origin.X, y+origin.Y) {
		return nil, false
	}
	px, py := placeAt(p, origin, x, y)
	return []float64{px, py}, true
}

// cellXY returns the cell of a box in which a point lies, if it is in the plot.
func cellXY(p chart.Plot, origin Cell, x, y float64) (cell Cell, ok bool) {
	col, okX := p.Col(x)
	row, okY := p.Row(y)
	return Cell{X: col - origin.X, Y: row - origin.Y}, okX && okY
}

// cellOn is cellXY for a place on a curve or, where the curve is out of sight there,
// at the lower end of the plot.
func cellOn(p chart.Plot, origin Cell, x float64, f func(float64) float64) (cell Cell, ok bool) {
	col, ok := p.Col(x)
	row, seen := p.Row(f(x))
	if !seen {
		_, top := p.Box().Origin()
		row = top + p.Box().Height() - 1
	}
	return Cell{X: col - origin.X, Y: row - origin.Y}, ok
}

// Spot returns the w that a cell of the box stands for.
func (v *Landscape) Spot(x, y int) (at []float64, ok bool) {
	return spotX(v.curve.Plot(), v.origin, x, y)
}

// Cell returns where on the curve a w is.
func (v *Landscape) Cell(at []float64, d *experiment.Descent) (cell Cell, ok bool) {
	if len(at) != 1 {
		return cell, false
	}
	return cellOn(v.curve.Plot(), v.origin, at[0], d.Curve().Formula().At)
}

// Spot returns the x that a cell of the box stands for.
func (v *Secant) Spot(x, y int) (at []float64, ok bool) {
	return spotX(v.plane.Plot(), v.origin, x, y)
}

// Cell returns where on the curve an x is.
func (v *Secant) Cell(at []float64, d *experiment.Derivative) (cell Cell, ok bool) {
	if len(at) != 1 {
		return cell, false
	}
	return cellOn(v.plane.Plot(), v.origin, at[0], d.Curve().Formula().At)
}

// Spot returns the point that a cell of the box stands for.
func (v *SurfaceMap) Spot(x, y int) (at []float64, ok bool) {
	return spotXY(v.chart.Plot(), v.origin, x, y)
}

// Cell returns where on the map a point is.
func (v *SurfaceMap) Cell(at []float64) (cell Cell, ok bool) {
	if len(at) != 2 {
		return cell, false
	}
	return cellXY(v.chart.Plot(), v.origin, at[0], at[1])
}

// Spot returns the point that a cell of the box stands for.
func (v *RaceMap) Spot(x, y int) (at []float64, ok bool) {
	return spotXY(v.chart.Plot(), v.origin, x, y)
}

// Cell returns where on the map a point is.
func (v *RaceMap) Cell(at []float64) (cell Cell, ok bool) {
	if len(at) != 2 {
		return cell, false
	}
	return cellXY(v.chart.Plot(), v.origin, at[0], at[1])
}

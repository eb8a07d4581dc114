package views

import (
	"math"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// UnitsData is what the views of a network's units show: one of them is chosen,
// both counted from 0, the layers from the first hidden one.
type UnitsData struct {
	Train       *experiment.Train
	Layer, Unit int
}

// TrainUnits draws what each unit makes of the plane that the map shows: a little
// map each, lit where it is the chosen one's. It keeps the memory it draws with.
type TrainUnits struct {
	field  experiment.Field
	xs, ys []float64
	places []unitPlace
	origin Cell
}

// unitPlace is where a unit's map was drawn in the box.
type unitPlace struct{ layer, unit, x, y, w, h int }

// The size of a little map, its name's row included, and what lies between two.
const (
	unitWidth, unitHeight = 13, 6
	leastUnitWidth        = 9
	leastUnitHeight       = 4
	unitGap               = 1
)

// Draw fills the box.
func (v *TrainUnits) Draw(box screen.Box, look Look, d UnitsData) {
	v.origin.X, v.origin.Y = box.Origin()
	v.places = v.places[:0]
	if d.Train.Plane().Line() {
		box.TextCenter((box.Height()-1)/2, look.Words.T("train.no-units-line"), look.style(theme.Muted))
		return
	}
	foot := 0
	if box.Height() >= 7 {
		foot = 1
	}
	area := box.Sub(1, 0, box.Width()-2, box.Height()-foot)
	if !v.lay(area, d) {
		return
	}
	low, high := math.NaN(), math.NaN()
	w, h := v.places[0].w, v.places[0].h-1
	v.grid(d.Train.Plane(), w, 2*h)
	for layer := range d.Train.Network().NumLayers() {
		looked := false
		for _, at := range v.places {
			if at.layer != layer {
				continue
			}
			if !looked {
				v.field.Look(d.Train, layer, v.xs, v.ys)
				looked = true
			}
			values := v.field.Unit(at.unit)
			chosen := layer == d.Layer && at.unit == d.Unit
			if chosen {
				low, high = extent(values)
			}
			v.drawUnit(area.Sub(at.x, at.y, at.w, at.h), look, d.Train, at, values, chosen)
		}
	}
	if foot > 0 {
		text := look.Words.T("train.unit-range", "Name", unitName(look, d.Train, d.Layer+1, d.Unit+1), "Low", result(low, 3), "High", result(high, 3))
		box.TextFit(1, box.Height()-1, box.Width()-2, text, look.style(theme.Muted))
	}
}

// lay places as many units as there is room for, the chosen one among them; ok is
// false where there is room for none.
func (v *TrainUnits) lay(area screen.Box, d UnitsData) (ok bool) {
	sizes := d.Train.Sizes()[1:]
	all, chosen := 0, 0
	for layer, n := range sizes {
		if layer == d.Layer {
			chosen = all + d.Unit
		}
		all += n
	}
	w, h := unitWidth, unitHeight
	fits := func() int { return (area.Width() + unitGap) / (w + unitGap) * (area.Height() / h) }
	for fits() < all && (w > leastUnitWidth || h > leastUnitHeight) {
		if w > leastUnitWidth {
			w--
		}
		if h > leastUnitHeight && w < (unitWidth+leastUnitWidth)/2 {
			h--
		}
	}
	columns, rows := (area.Width()+unitGap)/(w+unitGap), area.Height()/h
	if columns*rows == 0 {
		return false
	}
	page := columns * rows
	first := 0
	if page < all {
		first = chosen / page * page
	} else if per := (all + columns - 1) / columns; per > 0 {
		h = max(h, min(area.Height()/per, 2*unitHeight)) // the room that is there
	}
	n := 0
	for layer, units := range sizes {
		for unit := range units {
			if at := n - first; at >= 0 && at < page {
				v.places = append(v.places, unitPlace{layer, unit, at % columns * (w + unitGap), at / columns * h, w, h})
			}
			n++
		}
	}
	return true
}

// grid makes the places of a little map of w×h half cells.
func (v *TrainUnits) grid(p *experiment.Plane, w, h int) {
	v.xs, v.ys = v.xs[:0], v.ys[:0]
	for i := range w {
		v.xs = append(v.xs, p.X[0]+(float64(i)+0.5)/float64(w)*(p.X[1]-p.X[0]))
	}
	for j := range h {
		v.ys = append(v.ys, p.Y[1]-(float64(j)+0.5)/float64(h)*(p.Y[1]-p.Y[0]))
	}
}

// drawUnit draws a unit's name and its map.
func (v *TrainUnits) drawUnit(box screen.Box, look Look, t *experiment.Train, at unitPlace, values []float64, chosen bool) {
	style := look.style(theme.Muted)
	name := unitName(look, t, at.layer+1, at.unit+1)
	if chosen {
		style = look.style(theme.Selected)
		box.Sub(0, 0, box.Width(), 1).Fill(' ', style)
		name = string(look.Theme.Glyphs().Pointer) + name
	}
	box.TextFit(0, 0, box.Width(), name, style)
	low, high := extent(values)
	reach := max(math.Abs(low), math.Abs(high))
	w := len(v.xs)
	for y := 1; y < box.Height(); y++ {
		for x := range w {
			j := 2 * (y - 1)
			chart.PaintSigned(box, look.Theme, x, y, values[j*w+x]/reach, values[(j+1)*w+x]/reach)
		}
	}
}

// extent is the least and the greatest of some values, NaN where one is.
func extent(values []float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, x := range values {
		low, high = min(low, x), max(high, x)
	}
	return low, high
}

// UnitAt returns the unit whose map is at a cell of the box.
func (v *TrainUnits) UnitAt(x, y int) (layer, unit int, ok bool) {
	for _, at := range v.places {
		if x-1 >= at.x && x-1 < at.x+at.w && y >= at.y && y < at.y+at.h {
			return at.layer, at.unit, true
		}
	}
	return 0, 0, false
}

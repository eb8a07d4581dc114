package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim/network"
	"nabla/views/chart"
	"nabla/views/theme"
)

// TrainWeights draws the weights of the chosen unit's layer: a row a unit, a column
// what it sees, the bias last; as numbers where there is room, else as colours with
// their signs.
type TrainWeights struct {
	top    int // the unit in the first row drawn
	layer  int
	header int
	rows   int
}

// What a weight takes: as a number, and as a sign.
const (
	weightNumber = 7 // with three places, a blank included
	weightShort  = 6 // with two
	weightSign   = 2
)

// Draw fills the box.
func (v *TrainWeights) Draw(box screen.Box, look Look, d UnitsData) {
	layer := d.Train.Network().Layer(d.Layer)
	names := v.names(look, d, layer.Out)
	heads := 0
	for _, name := range names {
		heads = max(heads, screen.Width(name)+1)
	}
	box = box.Sub(1, 0, box.Width()-1, box.Height())
	foot := 0
	if box.Height() >= 6 {
		foot = 1
	}
	rows := box.Height() - 1 - foot
	if rows < 1 || box.Width() < heads+2*weightSign {
		return
	}
	columns := layer.In + 1
	cell := weightSign
	for _, width := range [...]int{weightShort, weightNumber} {
		if heads+columns*width <= box.Width() {
			cell = width
		}
	}
	shown := min(columns-1, (box.Width()-heads)/cell-1)
	top := max(0, min(d.Unit-rows/2, layer.Out-rows))
	v.top, v.layer, v.header, v.rows = top, d.Layer, 1, min(rows, layer.Out-top)
	reach := heaviest(layer)
	v.heading(box.Sub(heads, 0, box.Width()-heads, 1), look, d, shown, cell)
	for y := range v.rows {
		u := top + y
		style := look.style(theme.Muted)
		if u == d.Unit {
			style = look.style(theme.Selected)
			box.Sub(0, y+1, heads, 1).Fill(' ', style)
		}
		box.TextFit(0, y+1, heads-1, names[u], style)
		row := box.Sub(heads, y+1, box.Width()-heads, 1)
		for j := range shown {
			drawWeight(row.Sub(j*cell, 0, cell, 1), look, layer.Weights[u*layer.In+j], reach)
		}
		drawWeight(row.Sub(shown*cell, 0, cell, 1), look, layer.Bias[u], reach)
	}
	if foot > 0 {
		text := look.Words.T("train.weights-scale", "Reach", number(reach))
		if shown < layer.In || v.rows < layer.Out {
			text = look.Words.T("train.weights-part", "Units", v.rows, "Outs", layer.Out, "Inputs", shown, "Ins", layer.In, "Reach", number(reach))
		}
		box.TextFit(0, box.Height()-1, box.Width(), text, look.style(theme.Muted))
	}
}

// names are those of the layer's units.
func (v *TrainWeights) names(look Look, d UnitsData, units int) []string {
	names := make([]string, units)
	for u := range names {
		names[u] = unitName(look, d.Train, d.Layer+1, u+1)
	}
	return names
}

// heading names what the units see.
func (v *TrainWeights) heading(row screen.Box, look Look, d UnitsData, shown, cell int) {
	muted := look.style(theme.Muted)
	for j := range shown {
		name := strconv.Itoa(j + 1)
		if cell > weightSign {
			name = "a" + strconv.Itoa(d.Layer) + "·" + name
			if d.Layer == 0 {
				name = d.Train.Inputs()[j]
			}
			row.Sub(j*cell, 0, cell-1, 1).TextRight(0, name, muted)
			continue
		}
		if j%5 == 0 && (j*cell)+len(name) <= row.Width() {
			row.Text(j*cell, 0, name, muted)
		}
	}
	at := row.Sub(shown*cell, 0, cell, 1)
	at.Clear()
	if cell > weightSign {
		row.Sub(shown*cell, 0, cell-1, 1).TextRight(0, "b", muted)
		return
	}
	at.Text(0, 0, "b", muted)
}

// drawWeight draws a weight in a cell: its number, or its sign, on the colour of
// its size.
func drawWeight(cell screen.Box, look Look, w, reach float64) {
	share := w / reach
	if reach == 0 {
		share = 0
	}
	style := screen.Style{Bg: chart.SignedColor(look.Theme, share)}
	plain := look.Theme.Key().Profile == theme.NoColor
	if cell.Width() < weightShort {
		sign := chart.SignOf(share)
		if !plain {
			sign = ' '
			switch {
			case w < 0:
				sign = '−'
			case w > 0:
				sign = '+'
			}
			if look.Theme.Key().Glyphs == theme.ASCII && sign == '−' {
				sign = '-'
			}
			style.Fg = chart.InkOn(look.Theme, share)
		}
		cell.SetRune(0, 0, sign, style)
		cell.SetRune(1, 0, ' ', screen.Style{})
		return
	}
	if plain {
		style = look.style(theme.Text)
	} else {
		style.Fg = chart.InkOn(look.Theme, share)
	}
	inner := cell.Sub(0, 0, cell.Width()-1, 1)
	inner.Fill(' ', style)
	inner.TextRight(0, weightText(w, cell.Width()), style)
}

// weightText writes a weight in fewer columns than the cell has, with as many places
// as these hold.
func weightText(w float64, cell int) string {
	places := cell - len("-0. ")
	for ; places >= 0; places-- {
		if text := minus(strconv.FormatFloat(w, 'f', places, 64)); screen.Width(text) < cell {
			return text
		}
	}
	return minus(strconv.FormatFloat(w, 'e', 0, 64))
}

// heaviest is the largest |w| or |b| of a layer.
func heaviest(l network.Layer) float64 {
	most := 0.0
	for _, part := range [][]float64{l.Weights, l.Bias} {
		for _, w := range part {
			most = max(most, math.Abs(w))
		}
	}
	return most
}

// UnitAt returns the unit in a row of the box.
func (v *TrainWeights) UnitAt(y int) (unit int, ok bool) {
	at := y - v.header
	return v.top + at, at >= 0 && at < v.rows
}

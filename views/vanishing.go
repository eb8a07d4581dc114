package views

import (
	"math"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
)

// GradientData is what the chart of gradients shows: networks of one shape,
// side by side. Chosen is the layer that other panes are about, counted from 1; 0
// for none.
type GradientData struct {
	Series []GradientSeries
	Chosen int
}

// GradientSeries is one network: the name of its activation and its layers, the
// first at the inputs.
type GradientSeries struct {
	Name   string
	Layers []experiment.LayerReport
}

// Gradients draws the norm of the gradient of every layer as bars on
// a logarithmic scale, the output layer on top. It keeps the memory it draws
// with.
type Gradients struct {
	bars    chart.Bars
	labels  []string
	columns []chart.BarColumn
}

// Draw fills the box.
func (v *Gradients) Draw(box screen.Box, look Look, d GradientData) {
	v.labels = v.labels[:0]
	layers := len(d.Series[0].Layers)
	for row := range layers {
		label := layerLabel(layers-row, layers, look)
		switch d.Chosen {
		case 0:
		case layers - row:
			label = look.runed(look.Theme.Glyphs().Pointer, label)
		default:
			label = look.join(" ", label)
		}
		v.labels = append(v.labels, label)
	}
	for len(v.columns) < len(d.Series) {
		v.columns = append(v.columns, chart.BarColumn{})
	}
	bounded := ""
	for i := range d.Series {
		column, series := &v.columns[i], &d.Series[i]
		column.Name, column.Look = series.Name, i
		column.Values, column.Bounds = column.Values[:0], column.Bounds[:0]
		for row := range layers {
			column.Values = append(column.Values, series.Layers[layers-1-row].GradientNorm)
		}
		if series.Name == "sigmoid" {
			bounded = look.Words.T("gradients.bound")
			column.Bounds = appendBounds(column.Bounds, column.Values)
		}
	}
	v.bars.Draw(box, look.Theme, chart.BarsData{
		Labels: v.labels, Columns: v.columns[:len(d.Series)], Log: true, Bound: bounded,
		Range: gradientRange(v.columns[:len(d.Series)], layers),
		Empty: look.Words.T("loss.none"),
	})
}

// gradientRange is the range of the axis: from a hundredth of 4⁻ᴸ to 10, so that
// it stays where it is while the values change from step to step, and beyond
// that in decades where values are.
func gradientRange(columns []chart.BarColumn, layers int) chart.Range {
	decade := func(x float64) float64 { return math.Pow(10, math.Floor(math.Log10(x))) }
	r := chart.Range{Min: decade(math.Ldexp(0.01, -2*(layers-1))), Max: 10}
	for i := range columns {
		for _, x := range columns[i].Values {
			if x > 0 && x <= math.MaxFloat64/10 {
				r.Min, r.Max = min(r.Min, decade(x)), max(r.Max, 10*decade(x))
			}
		}
	}
	return r
}

// appendBounds appends what σ′ ≤ ¼ alone would leave of the output layer's
// gradient k layers below it: 4⁻ᵏ of it.
func appendBounds(bounds, values []float64) []float64 {
	for k := range values {
		bounds = append(bounds, math.Ldexp(values[0], -2*k))
	}
	return bounds
}

// layerLabel names a layer by its number, the first and the last by what they
// lie at too.
func layerLabel(layer, layers int, look Look) string {
	label := look.whole(layer)
	switch layer {
	case layers:
		return look.join(label, " ", look.Words.T("gradients.output"))
	case 1:
		return look.join(label, " ", look.Words.T("gradients.input"))
	}
	return label
}

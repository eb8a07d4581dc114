package views

import (
	"math"
	"slices"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// Slices draws a surface cut along both axes through the point: one variable goes
// on, the other is held; each cut with its tangent, whose slope is one of the
// partial derivatives. Both have the same range of f, so that the eye compares the
// slopes. It keeps the memory it draws with.
type Slices struct {
	curves [2]chart.Curve
	values []float64
}

// sideBySide is the width from which the slices stand beside each other, and
// slicesRows the height that two of them need one above the other.
const (
	sideBySide = 34
	slicesRows = 14
)

// Draw fills the box.
func (v *Slices) Draw(box screen.Box, look Look, g *experiment.Gradient) {
	window := v.window(g)
	boxes := [2]screen.Box{}
	w, h := box.Width(), box.Height()
	switch {
	case w >= sideBySide && (h < slicesRows || w >= 2*sideBySide-12):
		half := (w - 1) / 2
		boxes = [2]screen.Box{box.Sub(0, 0, half, h), box.Sub(half+1, 0, w-half-1, h)}
	case h >= slicesRows:
		boxes = [2]screen.Box{box.Sub(0, 0, w, h/2), box.Sub(0, h/2, w, h-h/2)}
	default:
		boxes[0] = box
	}
	for axis := range boxes {
		if !boxes[axis].Empty() {
			v.drawSlice(boxes[axis], look, g, axis, window)
		}
	}
}

// drawSlice draws the cut along one axis under its name and slope.
func (v *Slices) drawSlice(box screen.Box, look Look, g *experiment.Gradient, axis int, window chart.Range) {
	f, at, s := g.Terrain().Formula(), g.At(), g.Slopes()
	names := f.Vars()
	texts := [2]string{}
	texts[0], texts[1] = coordinates(look, g)
	texts[axis] = names[axis]
	title := pointText(look, texts[0], texts[1])
	slope := look.join(partial(look, names[axis]), " = ", look.significant(s.Gradient[axis], 5))
	style := look.style(theme.Accent)
	if s.Problem != nil {
		before, after := g.Sides(axis)
		slope = look.Words.T("gradient.sides", "Before", oneSided(look, before), "After", oneSided(look, after))
		style = look.style(theme.Bad)
	}
	if box.Height() >= 4 {
		x := box.TextFit(0, 0, box.Width(), slope, style) + 2
		if x+screen.Width(title) <= box.Width() {
			box.Text(x, 0, title, look.style(theme.Muted))
		}
		box = box.Sub(0, 1, box.Width(), box.Height()-1)
	}
	d := chart.CurveData{
		F:  func(t float64) float64 { return cut(g, axis, t) },
		ID: look.join(f.Text(), " ", look.exact(at[1-axis])),
		X:  sliceRange(g, axis), Y: window,
		Balls:   []chart.Ball{{X: at[axis]}},
		PerTick: 5,
		XLabel:  names[axis], Empty: look.Words.T("gradient.no-values"),
	}
	if s.Problem == nil {
		d.Tangent = &chart.Tangent{X: at[axis], Slope: s.Gradient[axis]}
	}
	v.curves[axis].Draw(box, look.Theme, d)
}

// oneSided writes a slope to one side; there may be none.
func oneSided(look Look, slope float64) string {
	if math.IsNaN(slope) || math.IsInf(slope, 0) {
		return none
	}
	return look.significant(slope, 4)
}

// cut is f where one variable is t and the other the point's.
func cut(g *experiment.Gradient, axis int, t float64) float64 {
	at := g.At()
	at[axis] = t
	return g.Terrain().Formula().Eval(at[:])
}

func sliceRange(g *experiment.Gradient, axis int) chart.Range {
	x, y := g.Range()
	if axis == 1 {
		x = y
	}
	return chart.Range{Min: x.Lo, Max: x.Hi}
}

// window is the range of f that both slices are drawn in: what three quarters of
// each reach, and the point, unless that would flatten all else.
func (v *Slices) window(g *experiment.Gradient) chart.Range {
	const samples = 48
	low, high := math.Inf(1), math.Inf(-1)
	for axis := range 2 {
		v.values = v.values[:0]
		r := sliceRange(g, axis)
		for i := range samples + 1 {
			share := float64(i) / samples
			if y := cut(g, axis, float64(r.Min*(1-share))+float64(r.Max*share)); !math.IsNaN(y) && !math.IsInf(y, 0) {
				v.values = append(v.values, y)
			}
		}
		if len(v.values) > 0 {
			slices.Sort(v.values)
			low = min(low, v.values[len(v.values)/16])
			high = max(high, v.values[(len(v.values)-1)*13/16])
		}
	}
	usual := high - low
	if at := g.Slopes().Value; !math.IsNaN(at) && !math.IsInf(at, 0) {
		low, high = min(low, at), max(high, at)
	}
	if !(high > low) || !(high-low <= 4*usual) {
		return chart.Range{} // the chart chooses
	}
	margin := (high - low) / 12
	return chart.Range{Min: low - margin, Max: high + margin}
}

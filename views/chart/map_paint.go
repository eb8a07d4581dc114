package chart

import (
	"math"

	"nabla/screen"
	"nabla/views/theme"
)

// The halves of a cell.
const (
	upperHalf = '▀'
	lowerHalf = '▄'
)

// contourAway is how many levels the colour of a contour is away from the map's
// around it.
const contourAway = 11

// A surface without colours keeps to the lighter shades, for what is drawn over
// it to be seen.
const shadePart = 2

// paint draws the surface with its contours, and arrows if it has them.
func (m *Map) paint(th *theme.Theme, d *MapData) {
	w, h := m.field.w, m.field.h
	if m.base == nil {
		m.base = screen.New(w, h)
	}
	m.base.Clear()
	b := m.base.Box()
	for y := range h {
		for x := range w {
			m.paintCell(b, th, x, y)
		}
	}
	if d.Slope != nil {
		m.paintSlopes(b, th, d)
	}
}

func (m *Map) paintCell(b screen.Box, th *theme.Theme, x, y int) {
	level := m.field.cellLevel(x, y)
	plain := th.Key().Profile == theme.NoColor
	if dots := m.field.contours.at(x, y); dots != 0 {
		style := th.Style(theme.Text)
		if level >= 0 && !plain {
			style = screen.Style{Fg: contourColor(th, level), Bg: th.Ramp(level)}
		}
		b.SetRune(x, y, th.Dots(dots), style)
		return
	}
	switch {
	case level < 0:
	case plain:
		b.SetRune(x, y, th.Shade(level/shadePart), th.Style(theme.Muted))
	case th.Key().Glyphs == theme.ASCII:
		b.SetRune(x, y, ' ', screen.Style{Bg: th.Ramp(level)})
	default:
		paintHalves(b, th, x, y, m.field.level(x, 2*y), m.field.level(x, 2*y+1))
	}
}

// paintHalves gives a cell two colours, one above the other; below 0 means none.
func paintHalves(b screen.Box, th *theme.Theme, x, y, upper, lower int) {
	switch {
	case upper < 0 && lower < 0:
	case upper < 0:
		b.SetRune(x, y, lowerHalf, screen.Style{Fg: th.Ramp(lower)})
	case lower < 0:
		b.SetRune(x, y, upperHalf, screen.Style{Fg: th.Ramp(upper)})
	case th.Ramp(upper) == th.Ramp(lower):
		b.SetRune(x, y, ' ', screen.Style{Bg: th.Ramp(upper)})
	default:
		b.SetRune(x, y, upperHalf, screen.Style{Fg: th.Ramp(upper), Bg: th.Ramp(lower)})
	}
}

// contourColor is brighter than a dark level and darker than a bright one.
func contourColor(th *theme.Theme, level int) screen.Color {
	if level < theme.Levels/2 {
		return th.Ramp(level + contourAway)
	}
	return th.Ramp(level - contourAway)
}

// How far apart the arrows of a field are.
const (
	slopeColumns = 6
	slopeRows    = 3
)

// paintSlopes draws the field of arrows, one glyph each.
func (m *Map) paintSlopes(b screen.Box, th *theme.Theme, d *MapData) {
	p := m.axes.Plot
	for y := slopeRows / 2; y < m.field.h; y += slopeRows {
		for x := slopeColumns / 2; x < m.field.w; x += slopeColumns {
			atX := p.X.Value((float64(x*dotsAcross) + 0.5) / p.spanX())
			atY := p.Y.Value(1 - (float64(y*dotsDown)+1.5)/p.spanY())
			way, ok := p.way(d.Slope(atX, atY))
			if !ok || m.field.cellLevel(x, y) < 0 {
				continue
			}
			b.SetRune(x, y, th.Glyphs().Arrows[way.eighth()], m.ink(th, x, y))
		}
	}
}

// way is a direction along the axes as it looks: of length 1, in dots, down being
// positive. ok is false for what has no direction.
func (p Plot) way(dx, dy float64) (way dotPlace, ok bool) {
	x, y := dx*p.spanX()/(p.X.Max-p.X.Min), -dy*p.spanY()/(p.Y.Max-p.Y.Min)
	most := max(math.Abs(x), math.Abs(y))
	if !(most > 0) || math.IsInf(most, 0) {
		return dotPlace{}, false
	}
	x, y = x/most, y/most
	n := math.Hypot(x, y)
	return dotPlace{x / n, y / n}, true
}

// colored reports whether a cell of the map has a colour.
func (m *Map) colored(th *theme.Theme, x, y int) bool {
	return m.field.cellLevel(x, y) >= 0 && th.Key().Profile != theme.NoColor
}

// ink is the style of what is drawn over a cell of the map.
func (m *Map) ink(th *theme.Theme, x, y int) screen.Style {
	if !m.colored(th, x, y) {
		return th.Style(theme.Text)
	}
	level := m.field.cellLevel(x, y)
	return screen.Style{Fg: th.Ink(level), Bg: th.Ramp(level)}
}

// drawBar draws the scale of colours from below, the contours' values beside it.
func (m *Map) drawBar(b screen.Box, th *theme.Theme, name string) {
	h := b.Height()
	if name != "" && h > 1 {
		b.TextFit(0, 0, b.Width(), name, th.Style(theme.Muted))
		b, h = b.Sub(0, 1, b.Width(), h-1), h-1
	}
	halves := float64(2*h - 1)
	for y := range h {
		for x := range barWidth {
			upper, lower := theme.Level(1-float64(2*y)/halves), theme.Level(1-float64(2*y+1)/halves)
			switch {
			case th.Key().Profile == theme.NoColor:
				b.SetRune(x, y, th.Shade(upper/shadePart), th.Style(theme.Muted))
			case th.Key().Glyphs == theme.ASCII:
				b.SetRune(x, y, ' ', screen.Style{Bg: th.Ramp(upper)})
			default:
				paintHalves(b, th, x, y, upper, lower)
			}
		}
	}
	label := func(value float64, style screen.Style) {
		row := min(max(int(math.Round((1-m.field.tone.share(value))*halves))/2, 0), h-1)
		if blank(b, barWidth+1, row, NumberWidth) {
			b.Text(barWidth+1, row, m.height(value, th), style)
		}
	}
	label(m.field.tone.hi, th.Style(theme.Muted))
	label(m.field.tone.lo, th.Style(theme.Muted))
	for _, v := range m.field.levels {
		label(v, th.Style(theme.Text))
	}
}

// height writes a value of the scale; what is 0 but for rounding is 0.
func (m *Map) height(v float64, th *theme.Theme) string {
	if math.Abs(v) < 1e-12*max(math.Abs(m.field.tone.lo), math.Abs(m.field.tone.hi)) {
		v = 0
	}
	var scratch [16]byte
	return string(AppendNumber(scratch[:0], v, th))
}

// drawScale draws the scale of colours in a row, its ends beside it.
func (m *Map) drawScale(b screen.Box, th *theme.Theme, name string) {
	style := th.Style(theme.Muted)
	x := b.Text(0, 0, name+" ", style)
	x += b.Text(x, 0, m.height(m.field.tone.lo, th)+" ", style)
	end := m.height(m.field.tone.hi, th)
	n := min(b.Width()-x-1-screen.Width(end), theme.Levels)
	for i := range n {
		level := theme.Level((float64(i) + 0.5) / float64(n))
		if th.Key().Profile == theme.NoColor {
			b.SetRune(x+i, 0, th.Shade(level/shadePart), style)
		} else {
			b.SetRune(x+i, 0, ' ', screen.Style{Bg: th.Ramp(level)})
		}
	}
	if n > 0 {
		b.Text(x+n+1, 0, end, style)
	}
}

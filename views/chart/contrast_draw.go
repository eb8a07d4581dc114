package chart

import (
	"nabla/screen"
	"nabla/views/theme"
)

// drawMarked gives the curve its other look where it is on the wrong side, and
// hatches what is between it and the line.
func (c *Contrast) drawMarked(th *theme.Theme, d *ContrastData) {
	p := c.axes.Plot
	left, _ := p.box.Origin()
	style := th.Style(theme.Bad)
	hatch := th.Shade(theme.Levels / 4)
	for col := range p.box.Width() {
		x, y := p.XAt(left+col), c.columns[col]
		if !(x >= d.X0 && x <= d.X1 && d.Marked(x, y)) {
			continue
		}
		from, ok := c.rowOf(y)
		to, onLine := c.rowOf(d.lineAt(x))
		if !ok || !onLine {
			continue
		}
		for row := range p.box.Height() {
			inside := min(from, to) <= row && row <= max(from, to) && row != to // the line's own row
			switch {
			case c.ink.at(col, row) != 0:
				p.box.SetRune(col, row, th.Dots(c.ink.at(col, row)), style.With(screen.Bold))
			case inside:
				p.box.SetRune(col, row, hatch, style)
			}
		}
	}
}

// lineAt is the straight line at x.
func (d *ContrastData) lineAt(x float64) float64 {
	share := (x - d.X0) / (d.X1 - d.X0)
	return float64((1-share)*d.Y0) + float64(share*d.Y1)
}

func (c *Contrast) drawDrop(th *theme.Theme, d *Drop) {
	p := c.axes.Plot
	col, ok := p.Col(d.X)
	from, known := c.rowOf(d.From)
	to, alsoKnown := c.rowOf(d.To)
	if !ok || !known || !alsoKnown {
		return
	}
	col, _, _ = p.box.Locate(col, 0)
	for row := min(from, to); row <= max(from, to); row++ {
		p.box.SetRune(col, row, th.Glyphs().AxisY, th.Style(d.Role).With(screen.Bold))
	}
}

// drawPins draws the points, later ones over earlier ones, then their names. At
// the edge beyond which a point lies stands an arrow.
func (c *Contrast) drawPins(th *theme.Theme, pins []Pin) {
	p, g := c.axes.Plot, th.Glyphs()
	for i := range pins {
		pin := &pins[i]
		row, ok := c.rowOf(pin.Y)
		col, inside := p.Col(pin.X)
		if !ok || !inside {
			continue
		}
		col, _, _ = p.box.Locate(col, 0)
		glyph := th.SeriesMark(pin.Look)
		switch {
		case pin.Y > p.Y.Max:
			glyph = g.Above
		case pin.Y < p.Y.Min:
			glyph = g.Below
		}
		p.box.SetRune(col, row, glyph, th.Series(pin.Look).With(screen.Bold))
	}
	for i := range pins {
		c.namePin(th, &pins[i])
	}
}

// namePin writes a point's name beside it where nothing but hatching stands.
func (c *Contrast) namePin(th *theme.Theme, pin *Pin) {
	b, width := c.axes.box, screen.Width(pin.Name)
	row, ok := c.rowOf(pin.Y)
	col, inside := c.axes.Col(pin.X)
	if width == 0 || !ok || !inside {
		return
	}
	col, _, _ = b.Locate(col, 0)
	for _, at := range [...]struct{ x, y int }{
		{col - width/2, row - 1}, {col + 2, row}, {col - 1 - width, row}, {col - width/2, row + 1},
	} {
		if at.x >= 0 && at.x+width <= b.Width() && at.y >= 0 && at.y < b.Height() && blank(b, at.x, at.y, width) {
			b.Text(at.x, at.y, pin.Name, th.Series(pin.Look).With(screen.Bold))
			return
		}
	}
}

// drawStrip draws the signs of the columns below the axis.
func (c *Contrast) drawStrip(b screen.Box, th *theme.Theme, d *ContrastData) {
	if c.axes.belowAxis == 0 || d.Strip == nil {
		return
	}
	p := c.axes.Plot
	w := p.box.Width()
	row := b.Sub(c.axes.left, b.Height()-1, w, 1)
	for x := range w {
		glyph, role := d.Strip(p.X.Value(float64(x)/float64(w)), p.X.Value(float64(x+1)/float64(w)))
		row.SetRune(x, 0, glyph, th.Style(role))
	}
	if width := screen.Width(d.StripName); width > 0 && width < c.axes.left {
		b.Text(c.axes.left-width, b.Height()-1, d.StripName, th.Style(theme.Muted))
	}
}

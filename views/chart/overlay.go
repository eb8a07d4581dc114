package chart

import (
	"math"

	"nabla/screen"
	"nabla/views/theme"
)

// tangentLength is how far a tangent reaches to each side, as a share of the
// plot's width.
const tangentLength = 0.22

// drawTangent draws a stretch of the line that touches the landscape, as long
// on the screen whatever its slope.
func (c *Curve) drawTangent(th *theme.Theme, d *CurveData) {
	p := c.axes.Plot
	at, slope := d.Tangent.X, d.Tangent.Slope
	y := d.F(at)
	if math.IsNaN(p.X.Map(at)) || math.IsNaN(p.Y.Map(y)) || math.IsNaN(slope) || math.IsInf(slope, 0) {
		return
	}
	// The slope as seen: dots up for each dot across.
	seen := slope * ((p.X.Max - p.X.Min) / p.spanX()) / ((p.Y.Max - p.Y.Min) / p.spanY())
	across := tangentLength * p.spanX() / math.Hypot(1, seen) * (p.X.Max - p.X.Min) / p.spanX()
	c.tangent.begin(p.box.Width(), p.box.Height(), dashed)
	for _, x := range [2]float64{at - across, at + across} {
		c.tangent.sample(p.X.Map(x)*p.spanX(), y+float64(slope*(x-at)), p.Y)
	}
	p.draw(&c.tangent, &c.ink, th, th.Style(theme.Accent))
}

// drawGoal marks a minimum below the curve, or a maximum above it, and names it
// where the curve leaves room.
func (c *Curve) drawGoal(th *theme.Theme, d *CurveData, m *Minimum) {
	p := c.axes.Plot
	col, row, ok := p.cell(m.X, d.F(m.X))
	if !ok {
		return
	}
	style := th.Style(theme.Text)
	letter := rune(0)
	if d.Basins != nil && m.Basin >= 0 {
		style, letter = th.Basin(m.Basin), th.BasinLetter(m.Basin)
	}
	mark := th.Glyphs().Local
	if m.Global {
		mark = th.Glyphs().Global
	}
	width := 1
	if letter != 0 {
		width += 2
	}
	if m.Name != "" {
		width += 1 + screen.Width(m.Name)
	}
	// The mark stands right at the goal, and the name beside it on the side that
	// has room.
	at, name := col, col+2
	if col+width > p.box.Width() {
		at, name = col-width+1, col-width+1
	}
	side := 1
	if hill(d, m) {
		side = -1
	}
	for _, y := range [...]int{row + side, row + 2*side, row - side, row - 2*side} {
		if y < 0 || y >= p.box.Height() || at < 0 || !blank(p.box, at-1, y, width+2) {
			continue
		}
		p.box.SetRune(col, y, mark, style)
		x := name
		if letter != 0 {
			p.box.SetRune(x, y, letter, style.With(screen.Bold))
			x += 2
		}
		p.box.Text(x, y, m.Name, th.Style(theme.Muted))
		return
	}
	// No room for a name: the mark alone, beside the curve or on it.
	row = min(max(row+side, 0), p.box.Height()-1)
	p.box.SetRune(col, row, mark, style)
}

// hill reports whether the landscape falls to both sides of a goal.
func hill(d *CurveData, m *Minimum) bool {
	const near = 1.0 / 256
	step := (d.X.Max - d.X.Min) * near
	y := d.F(m.X)
	return d.F(m.X-step) < y && d.F(m.X+step) < y
}

// blank reports whether nothing is drawn in part of a row.
func blank(b screen.Box, x, y, width int) bool {
	for i := max(x, 0); i < min(x+width, b.Width()); i++ {
		if b.At(i, y).Rune() != ' ' {
			return false
		}
	}
	return true
}

// How many of the last places of a ball are shown, and how many of those as
// points of their own.
const (
	trailLength = 48
	trailPoints = 6
)

// drawTrail shows where a ball was: its last places as points, those before in
// its colour on the curve, the oldest in grey. Without colour the older ones
// are small points.
func (c *Curve) drawTrail(th *theme.Theme, f func(float64) float64, ball *Ball) {
	p, g := c.axes.Plot, th.Glyphs()
	trail := ball.Trail[max(len(ball.Trail)-trailLength, 0):]
	for i, x := range trail {
		col, row, ok := p.cell(x, f(x))
		if !ok || p.written(&c.ink, col, row) {
			continue
		}
		dots := c.ink.at(col, row)
		glyph, style := th.Dots(dots), th.Series(ball.Look)
		switch {
		case i >= len(trail)-trailPoints:
			glyph = g.Trail
		case dots == 0 || th.Key().Profile == theme.NoColor:
			glyph = g.Dot
		}
		if 3*i < len(trail)-trailPoints {
			style = th.Style(theme.Muted)
		}
		p.box.SetRune(col, row, glyph, style)
	}
}

// ballPlace is where in the plot a ball is drawn and as what.
type ballPlace struct {
	col, row int
	glyph    rune
	shown    bool
}

// drawBalls draws the balls, the focused one over the others. Where balls meet
// the name is that of the one on top.
func (c *Curve) drawBalls(th *theme.Theme, d *CurveData) {
	c.places = c.places[:0]
	for i := range d.Balls {
		c.places = append(c.places, c.ballAt(th, d.F, &d.Balls[i]))
	}
	for _, focused := range [...]bool{false, true} {
		for i, at := range c.places {
			if ball := &d.Balls[i]; at.shown && ball.Focused == focused {
				style := th.Series(ball.Look)
				if focused {
					style = style.With(screen.Bold | screen.Reverse)
				}
				c.axes.box.SetRune(at.col, at.row, at.glyph, style)
			}
		}
	}
	for i, at := range c.places {
		if at.shown && !c.covered(d.Balls, i) {
			c.nameBall(at, d.Balls[i].Name, th.Series(d.Balls[i].Look))
		}
	}
}

// covered reports whether another ball is drawn over ball i.
func (c *Curve) covered(balls []Ball, i int) bool {
	for j, at := range c.places {
		over := balls[j].Focused || j > i && !balls[i].Focused
		if j != i && over && at.shown && at.col == c.places[i].col && at.row == c.places[i].row {
			return true
		}
	}
	return false
}

// nameBall writes a ball's name beside it where there is room.
func (c *Curve) nameBall(place ballPlace, name string, style screen.Style) {
	b, width := c.axes.box, screen.Width(name)
	if width == 0 {
		return
	}
	for _, at := range [...]struct{ x, y int }{
		{place.col + 2, place.row}, {place.col - 1 - width, place.row}, {place.col - width/2, place.row - 1},
	} {
		fits := at.x >= 0 && at.x+width <= b.Width() && at.y >= 0 && at.y < b.Height()
		if fits && blank(b, at.x-1, at.y, width+2) {
			b.Text(at.x, at.y, name, style)
			return
		}
	}
}

// ballAt is where in the plot a ball is drawn and as what: its mark, or an
// arrow at the edge beyond which it lies.
func (c *Curve) ballAt(th *theme.Theme, f func(float64) float64, ball *Ball) ballPlace {
	var col, row int
	p, g := c.axes.Plot, th.Glyphs()
	y := f(ball.X)
	if math.IsNaN(ball.X) || math.IsNaN(y) && p.X.Min <= ball.X && ball.X <= p.X.Max {
		return ballPlace{}
	}
	glyph := th.SeriesMark(ball.Look)
	if at, ok := p.Row(y); ok {
		_, row, _ = p.box.Locate(0, at)
	} else if y < p.Y.Min {
		row, glyph = p.box.Height()-1, g.Below
	} else {
		row, glyph = 0, g.Above
	}
	if at, ok := p.Col(ball.X); ok {
		col, _, _ = p.box.Locate(at, 0)
	} else if ball.X < p.X.Min {
		col, glyph = 0, g.Left
	} else {
		col, glyph = p.box.Width()-1, g.Right
	}
	return ballPlace{col: col, row: row, glyph: glyph, shown: true}
}

// drawStrip draws the basins below the axis: in the look and with the letter
// of each, the borders at the maxima.
func (c *Curve) drawStrip(b screen.Box, th *theme.Theme, d *CurveData) {
	p := c.axes.Plot
	if c.axes.belowAxis == 0 || d.Basins == nil {
		return
	}
	w := p.box.Width()
	left, _ := p.box.Origin()
	c.columns = c.columns[:0]
	for x := range w {
		c.columns = append(c.columns, p.XAt(left+x))
	}
	basins := d.Basins(c.columns)
	row := b.Sub(c.axes.left, b.Height()-1, w, 1)
	for start := 0; start < w; {
		end := start + 1
		for end < w && basins[end] == basins[start] {
			end++
		}
		drawBasin(row, th, basins[start], start, end)
		start = end
	}
	for _, x := range d.Maxima {
		if col, ok := p.Col(x); ok {
			row.SetRune(col-left, 0, th.Glyphs().Border, th.Style(theme.Text))
		}
	}
	if width := screen.Width(d.BasinName); width > 0 && width+2 <= w/6 {
		row.SetRune(w-width-1, 0, ' ', screen.Style{})
		row.Text(w-width, 0, d.BasinName, th.Style(theme.Muted))
	}
}

// drawBasin draws the columns from start to end of the strip.
func drawBasin(row screen.Box, th *theme.Theme, basin, start, end int) {
	g := th.Glyphs()
	glyph, style := g.Basin, th.Style(theme.Text)
	switch {
	case basin >= 0:
		style = th.Basin(basin)
	case basin == UnknownBasin:
		glyph, style = g.Dot, th.Style(theme.Faint)
	case basin != LevelBasin:
		glyph, style = g.Cross, th.Style(theme.Bad)
	}
	for x := start; x < end; x++ {
		row.SetRune(x, 0, glyph, style)
	}
	if width := end - start; basin >= 0 && width >= 3 {
		middle := start + width/2
		row.SetRune(middle, 0, th.BasinLetter(basin), style.With(screen.Bold))
		if width >= 7 {
			row.SetRune(middle-1, 0, ' ', screen.Style{})
			row.SetRune(middle+1, 0, ' ', screen.Style{})
		}
	}
}

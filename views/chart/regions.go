package chart

import (
	"math"

	"nabla/screen"
	"nabla/views/theme"
)

// Tint is what a place of [Regions] is: of two kinds, or a number, a share from 0
// to 1, of which one half is the border between the two kinds; of more kinds, which
// one. A share that is NaN is nothing at all.
type Tint struct {
	Share float64
	Kind  int
}

// RegionsData is what [Regions] draws.
type RegionsData struct {
	X, Y Range

	// Kinds is how many kinds there are: 2 are told apart by a share, and so is a
	// number, with 0 kinds; of more each place is of one.
	Kinds int

	// Look tells what the places are, for every y of ys, from above, each x of xs.
	Look func(xs, ys []float64, tints []Tint)

	// Coarse is how many half cells along each side one place stands for; 0 means 1.
	Coarse int

	Dots []Dot

	XLabel, YLabel string
	Low, High      float64 // the numbers of share 0 and 1, for the scale where Kinds is 0
	Name           string  // above that scale
	Empty          string  // said where there is no range
}

// Dot is a point with a sign of its own.
type Dot struct {
	X, Y  float64
	Glyph rune
	Style screen.Style // its background is that of the place
}

// Regions is a plane that is divided: what each place is taken for as a colour of
// half a cell, or a shade where there are no colours, with the border between two
// kinds as a line, and points over it. It is looked at anew for every frame. The
// zero value is ready.
type Regions struct {
	axes   axes
	xs, ys []float64
	tints  []Tint
	coarse int
	border raster
}

// Plot is where the plane was drawn last.
func (g *Regions) Plot() Plot { return g.axes.Plot }

// Places returns how many places a box may have at the most, for Coarse 1.
func (g *Regions) Places(b screen.Box) int { return 2 * b.Width() * b.Height() }

// Draw fills the box.
func (g *Regions) Draw(b screen.Box, th *theme.Theme, d *RegionsData) {
	b.Clear()
	if d.Look == nil || !d.X.given() || !d.Y.given() || b.Empty() {
		g.axes.Plot = Plot{}
		placeholder(b, th, d.Empty)
		return
	}
	right := 0
	if d.Kinds == 0 && b.Width() >= scaleWidth && b.Height() >= scaleHeight {
		right = barRight
	}
	g.axes.perTick, g.axes.least = mapPerTick, 0
	if width := screen.Width(d.YLabel); width <= shortName {
		g.axes.least = width + 1
	}
	g.axes.arrange(b, Scale{Min: d.X.Min, Max: d.X.Max}, Scale{Min: d.Y.Min, Max: d.Y.Max}, right, 0, th)
	g.axes.draw(b, th, d.XLabel)
	if g.axes.box.Empty() {
		return
	}
	g.look(d)
	g.paint(th, d)
	g.axes.nameY(b, th, d.YLabel)
	for i := range d.Dots {
		g.drawDot(th, d, &d.Dots[i])
	}
	if right > 0 {
		g.drawBar(b.Sub(b.Width()-right+1, 0, right-1, g.axes.box.Height()), th, d)
	}
}

// look asks what the places are: the middles of squares of so many half cells.
func (g *Regions) look(d *RegionsData) {
	g.coarse = max(d.Coarse, 1)
	p, w, h := g.axes.Plot, g.axes.box.Width(), g.axes.box.Height()
	g.xs, g.ys = g.xs[:0], g.ys[:0]
	for i := 0; i < w; i += g.coarse {
		g.xs = append(g.xs, p.X.Value(g.middle(i)/p.spanX()))
	}
	for j := 0; j < 2*h; j += g.coarse {
		g.ys = append(g.ys, p.Y.Value(1-g.middle(j)/p.spanY()))
	}
	n := len(g.xs) * len(g.ys)
	for len(g.tints) < n {
		g.tints = append(g.tints, Tint{})
	}
	g.tints = g.tints[:n]
	d.Look(g.xs, g.ys, g.tints)
}

// middle is where the square that begins at a half cell has its middle, in dots.
func (g *Regions) middle(i int) float64 { return float64(i*halfDots) + float64(g.coarse) - 0.5 }

// at is the place that a half cell belongs to.
func (g *Regions) at(i, j int) Tint { return g.tints[j/g.coarse*len(g.xs)+i/g.coarse] }

// paint colours the cells.
func (g *Regions) paint(th *theme.Theme, d *RegionsData) {
	w, h := g.axes.box.Width(), g.axes.box.Height()
	g.border.begin(w, h)
	if d.Kinds == 2 {
		g.trace()
	}
	for y := range h {
		for x := range w {
			g.paintCell(th, d, x, y)
		}
	}
}

func (g *Regions) paintCell(th *theme.Theme, d *RegionsData, x, y int) {
	upper, lower := g.at(x, 2*y), g.at(x, 2*y+1)
	if dots := g.border.at(x, y); dots != 0 {
		style := th.Style(theme.Text)
		style.Bg = d.color(th, lower)
		g.axes.box.SetRune(x, y, th.Dots(dots), style)
		return
	}
	if th.Key().Profile == theme.NoColor {
		g.axes.box.SetRune(x, y, d.shade(th, upper), th.Style(theme.Muted))
		return
	}
	above, below := d.color(th, upper), d.color(th, lower)
	if above == below || th.Key().Glyphs == theme.ASCII {
		g.axes.box.SetRune(x, y, ' ', screen.Style{Bg: below})
		return
	}
	g.axes.box.SetRune(x, y, upperHalf, screen.Style{Fg: above, Bg: below})
}

// shortName is the width of a name of the y axis that room is made for.
const shortName = 4

// sideLevel is the level of a diverging map that a share of two kinds is shown by: far
// enough from the map's ends for the series' colours to be seen, which are like
// these, and from its middle for the two sides to be told apart.
func sideLevel(th *theme.Theme, share float64) int {
	first, steps := 9, 5
	if th.Key().Profile == theme.ANSI16 {
		first, steps = 11, 4
	}
	share = min(max(share, 0), 1)
	if share <= 0.5 {
		return first + min(int(2*share*float64(steps)), steps-1)
	}
	return theme.Levels - 1 - first - min(int(2*(1-share)*float64(steps)), steps-1)
}

// color is the colour of a tint, none for nothing.
func (d *RegionsData) color(th *theme.Theme, t Tint) screen.Color {
	switch {
	case math.IsNaN(t.Share):
		return screen.Style{}.Bg
	case d.Kinds > 2:
		return th.Wash(t.Kind)
	case d.Kinds == 2:
		return th.Diverging(sideLevel(th, t.Share))
	}
	return th.Ramp(theme.Level(t.Share))
}

// shade is the sign of a tint where there are no colours: of two kinds the second
// is shaded, of more each has its letter, a number the more ink the larger it is.
func (d *RegionsData) shade(th *theme.Theme, t Tint) rune {
	switch {
	case math.IsNaN(t.Share):
		return ' '
	case d.Kinds > 2:
		return th.SeriesLetter(t.Kind)
	case d.Kinds == 2 && t.Share <= 0.5:
		return ' '
	case d.Kinds == 2:
		return th.Shade(theme.Levels / 3)
	}
	return th.Shade(theme.Level(t.Share) / shadePart)
}

// trace draws the line on which the share is one half, by marching squares over
// the middles of the places.
func (g *Regions) trace() {
	const half = 0.5
	columns, rows := len(g.xs), len(g.ys)
	for j := range rows - 1 {
		for i := range columns - 1 {
			s := square{}
			low, high := math.Inf(1), math.Inf(-1)
			whole := true
			for k, by := range [4][2]int{{0, 0}, {1, 0}, {1, 1}, {0, 1}} {
				share := g.tints[(j+by[1])*columns+i+by[0]].Share
				s.share[k] = share
				s.at[k] = dotPlace{g.middle((i + by[0]) * g.coarse), g.middle((j + by[1]) * g.coarse)}
				low, high = min(low, share), max(high, share)
				whole = whole && !math.IsNaN(share)
			}
			if whole && low < half && half <= high {
				s.cross(&g.border, half)
			}
		}
	}
}

func (g *Regions) drawDot(th *theme.Theme, d *RegionsData, dot *Dot) {
	col, row, ok := g.axes.cell(dot.X, dot.Y)
	if !ok {
		return
	}
	style := dot.Style
	if th.Key().Profile != theme.NoColor {
		// The half that the point lies in.
		half := 2 * row
		if up := (1 - g.axes.Y.Map(dot.Y)) * g.axes.spanY(); up-float64(row*dotsDown) >= dotsDown/2 {
			half++
		}
		tint := g.at(col, half)
		style.Bg = d.color(th, tint)
		switch {
		case d.Kinds == 0:
			style.Fg = th.Ink(theme.Level(tint.Share))
		case th.Key().Profile == theme.ANSI16 && th.Key().Dark != (d.Kinds > 2):
			style.Fg = screen.Indexed(15)
		case th.Key().Profile == theme.ANSI16:
			style.Fg = screen.Indexed(0)
		}
	}
	g.axes.box.SetRune(col, row, dot.Glyph, style)
}

// drawBar draws the scale of numbers from below, with five of them beside it.
func (g *Regions) drawBar(b screen.Box, th *theme.Theme, d *RegionsData) {
	style := th.Style(theme.Muted)
	b.TextFit(0, 0, b.Width(), d.Name, style)
	b = b.Sub(0, 1, b.Width(), b.Height()-1)
	h := b.Height()
	if h < 2 {
		return
	}
	halves := float64(2*h - 1)
	for y := range h {
		upper, lower := Tint{Share: 1 - float64(2*y)/halves}, Tint{Share: 1 - float64(2*y+1)/halves}
		for x := range barWidth {
			if th.Key().Profile == theme.NoColor {
				b.SetRune(x, y, d.shade(th, upper), style)
			} else {
				paintHalves(b, th, x, y, theme.Level(upper.Share), theme.Level(lower.Share))
			}
		}
	}
	const labels = 4
	for i := range labels + 1 {
		share := float64(i) / labels
		row := min(max(int(math.Round((1-share)*halves))/2, 0), h-1)
		value := d.Low + float64(share*(d.High-d.Low))
		if blank(b, barWidth+1, row, NumberWidth) {
			b.Text(barWidth+1, row, string(AppendNumber(nil, value, th)), style)
		}
	}
}

package chart

import (
	"nabla/screen"
	"nabla/views/theme"
)

// PlaneCurve is a function that [Plane] draws.
type PlaneCurve struct {
	// F is the function and ID its name: what is drawn of F is kept until ID, a
	// range or the size changes. NaN and the infinities leave a gap, and so does
	// a jump.
	F      func(float64) float64
	ID     string
	Style  screen.Style
	Dashed bool

	// Shown, if it is not nil, tells of each column's x whether the curve is
	// drawn there.
	Shown func(x float64) bool

	// Aside is whether the curve has no say in what range of y is worth seeing.
	Aside bool
}

// PlaneLine is the straight line through a point.
type PlaneLine struct {
	X, Y, Slope float64
	Style       screen.Style
	Dashed      bool
}

// PlanePoint is a point that is marked. One that lies beyond an edge is an arrow
// there.
type PlanePoint struct {
	X, Y  float64
	Mark  rune
	Name  string // written beside it where there is room
	Style screen.Style
	Bold  bool // its mark stands out
}

// PlaneData is what [Plane] draws.
type PlaneData struct {
	X      Range
	Y      Range     // the zero value means what is worth seeing of the curves
	Hold   []float64 // values that the range of y is widened for, unless that would flatten the curves
	Curves []PlaneCurve
	Lines  []PlaneLine
	Points []PlanePoint // later ones over those before

	Upright float64 // x of a dotted line from top to bottom; NaN for none
	Level   bool    // y = 0 is drawn
	Left    int     // columns at the left of the plot at the least, so that planes line up

	XLabel string // at the right end of the x axis
	Empty  string // said where there is nothing to draw
}

// Plane is functions of one variable over common axes, with straight lines and
// points. The zero value is ready.
type Plane struct {
	axes   axes
	curves []planeCurve
	lines  []trace
	ink    ink

	level, upright  rune // what helping lines are drawn with
	samples, sorted []float64
}

// planeCurve is the dots of a curve and what they depend on, and what range of y
// is worth seeing of it.
type planeCurve struct {
	trace   trace
	key     planeKey
	y       Scale
	seen    Range
	seenKey planeKey
}

// planeKey is the name of a curve, how it is drawn, and a range of x.
type planeKey struct {
	id     string
	dashed bool
	x      Range
}

// Plot is where the curves were drawn last.
func (g *Plane) Plot() Plot { return g.axes.Plot }

// Draw fills the box.
func (g *Plane) Draw(b screen.Box, th *theme.Theme, d PlaneData) {
	b.Clear()
	for len(g.curves) < len(d.Curves) {
		g.curves = append(g.curves, planeCurve{})
	}
	y := g.rangeOfY(&d)
	if !d.X.given() || !y.given() || b.Empty() {
		g.axes.Plot = Plot{}
		placeholder(b, th, d.Empty)
		return
	}
	g.axes.least = d.Left
	g.axes.arrange(b, Scale{Min: d.X.Min, Max: d.X.Max}, Scale{Min: y.Min, Max: y.Max}, 0, 0, th)
	g.axes.draw(b, th, d.XLabel)
	p := g.axes.Plot
	if p.box.Empty() {
		return
	}
	g.ink.begin(p.box.Width(), p.box.Height())
	for i := range d.Curves {
		g.drawCurve(th, &g.curves[i], &d.Curves[i])
	}
	for len(g.lines) < len(d.Lines) {
		g.lines = append(g.lines, trace{})
	}
	for i := range d.Lines {
		g.drawLine(th, &g.lines[i], &d.Lines[i])
	}
	g.drawHelp(th, &d)
	for i := range d.Points {
		g.drawPoint(th, &d.Points[i])
	}
	for i := range d.Points {
		g.namePoint(&d.Points[i], d.Points[i+1:])
	}
}

// rangeOfY is the range of y: as given, or what is worth seeing of the curves
// and as far as that goes the values to hold.
func (g *Plane) rangeOfY(d *PlaneData) Range {
	if d.Y.given() {
		return d.Y
	}
	if !d.X.given() {
		return Range{}
	}
	var y Range
	for i := range d.Curves {
		if d.Curves[i].Aside {
			continue
		}
		c := &g.curves[i]
		if key := (planeKey{id: d.Curves[i].ID, x: d.X}); c.seenKey != key {
			c.seenKey, c.seen = key, g.worthSeeing(&d.Curves[i], d.X)
		}
		y = union(y, c.seen)
	}
	return hold(y, d.Hold)
}

func (g *Plane) worthSeeing(c *PlaneCurve, x Range) (r Range) {
	const n = 512
	g.samples = g.samples[:0]
	for i := range n + 1 {
		g.samples = append(g.samples, c.F(x.Min+float64((x.Max-x.Min)*(float64(i)/n))))
	}
	r, g.sorted = worthSeeingOf(c.F, x, g.samples, g.sorted)
	return r
}

func union(a, b Range) Range {
	switch {
	case !a.given():
		return b
	case !b.given():
		return a
	}
	return Range{min(a.Min, b.Min), max(a.Max, b.Max)}
}

// hold widens a range for values, and by a little more, so that what lies at
// its ends is seen whole. A value that would make it more than twice as wide is
// left outside.
func hold(r Range, values []float64) Range {
	if !r.given() {
		return r
	}
	span := r.Max - r.Min
	for _, v := range values {
		if lo, hi := min(r.Min, v), max(r.Max, v); hi-lo <= 2*span {
			r = Range{lo, hi}
		}
	}
	margin := (r.Max - r.Min) / 20
	return Range{r.Min - margin, r.Max + margin}
}

// drawCurve draws a curve; it is followed anew only where it is another one
// than before, or elsewhere.
func (g *Plane) drawCurve(th *theme.Theme, c *planeCurve, d *PlaneCurve) {
	p := g.axes.Plot
	key := planeKey{id: d.ID, dashed: d.Dashed, x: Range{p.X.Min, p.X.Max}}
	if c.key != key || c.y != p.Y || c.trace.w != p.box.Width() || c.trace.h != p.box.Height() {
		c.key, c.y = key, p.Y
		c.trace.begin(p.box.Width(), p.box.Height(), dashIf(d.Dashed))
		c.trace.follow(d.F, p)
	}
	left, _ := p.box.Origin()
	for y, row := range c.trace.cells(p.Y) {
		for x, pattern := range row {
			if uint8(pattern) != 0 && !p.written(&g.ink, x, y) && (d.Shown == nil || d.Shown(p.XAt(left+x))) {
				p.box.SetRune(x, y, th.Dots(g.ink.add(x, y, pattern)), d.Style)
			}
		}
	}
}

func dashIf(yes bool) dash {
	if yes {
		return dashed
	}
	return solid
}

// drawLine draws a straight line as far as it lies in the plot.
func (g *Plane) drawLine(th *theme.Theme, t *trace, d *PlaneLine) {
	p := g.axes.Plot
	x0, y0, x1, y1, ok := clip(d.X, d.Y, d.Slope, Range{p.X.Min, p.X.Max}, Range{p.Y.Min, p.Y.Max})
	if !ok {
		return
	}
	line := dashIf(d.Dashed)
	if line == solid && th.Key().Profile == theme.NoColor {
		line = dashDotted // curves are solid
	}
	t.begin(p.box.Width(), p.box.Height(), line)
	t.sample(p.X.Map(x0)*p.spanX(), y0, p.Y)
	t.sample(p.X.Map(x1)*p.spanX(), y1, p.Y)
	p.draw(t, &g.ink, th, d.Style)
}

// drawHelp draws the level of 0 and the upright line where nothing else is.
func (g *Plane) drawHelp(th *theme.Theme, d *PlaneData) {
	p, style := g.axes.Plot, th.Style(theme.Faint)
	g.level, g.upright = th.Glyphs().AxisX, th.Glyphs().Dot
	if _, row, ok := p.cell(p.X.Min, 0); ok && d.Level {
		for x := range p.box.Width() {
			if p.box.At(x, row).Rune() == ' ' {
				p.box.SetRune(x, row, g.level, style)
			}
		}
	}
	if col, _, ok := p.cell(d.Upright, p.Y.Min); ok {
		for y := range p.box.Height() {
			if p.box.At(col, y).Rune() == ' ' {
				p.box.SetRune(col, y, g.upright, style)
			}
		}
	}
}

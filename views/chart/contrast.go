package chart

import (
	"math"

	"nabla/screen"
	"nabla/views/theme"
)

// Pin is a named point of a [Contrast].
type Pin struct {
	X, Y float64
	Look int    // which of the theme's series it looks like
	Name string // written beside it where there is room
}

// Drop is a vertical line of a [Contrast] from one value to another.
type Drop struct {
	X, From, To float64
	Role        theme.Role
}

// ContrastData is what [Contrast] draws.
type ContrastData struct {
	// F is the curve and ID its name: what is drawn of F is kept until ID, the
	// range or the size changes.
	F  func(float64) float64
	ID string
	X  Range
	Y  Range // the zero value means what is worth seeing of F over X

	// Smooth tells that nothing of F is narrower than a column of dots: F is then
	// looked at once in each, which is worth it where F takes long.
	Smooth bool

	// Breaks are where the curve is torn, from left to right: it is not drawn
	// across them.
	Breaks []float64

	// The straight line that the curve is held against, from (X0, Y0) to
	// (X1, Y1). There is none unless X0 < X1.
	X0, Y0, X1, Y1 float64

	// Level tells that the line stays: what is shown of y holds it.
	Level bool

	// Marked tells of a point of the curve whether it is on the wrong side of
	// the line: there the curve is drawn as what is bad, and what lies between
	// both is hatched. Nil marks nothing.
	Marked func(x, y float64) bool

	Drop *Drop // nil for none
	Pins []Pin

	// Strip is the sign of the columns between x and x′ in a row under the
	// axis, and how it looks. Nil means no strip.
	Strip     func(x, to float64) (rune, theme.Role)
	StripName string // at the strip's right end

	XLabel string // at the right end of the x axis
	Empty  string // said where there is no curve
}

// Contrast is a curve of one variable against a straight line, a chord, say, or
// the zero line: where the curve is on the wrong side, it has another colour and
// the room between is hatched. The zero value is ready.
type Contrast struct {
	axes     axes
	line     trace
	straight trace
	ink      ink
	key      curveKey
	y        Range

	samples, sorted []float64
	columns         []float64 // the curve in the middle of each column
}

// Plot is where the curve was drawn last.
func (c *Contrast) Plot() Plot { return c.axes.Plot }

// Draw fills the box.
func (c *Contrast) Draw(b screen.Box, th *theme.Theme, d ContrastData) {
	b.Clear()
	arranged := d.F != nil && d.X.given() && !b.Empty() && c.arrange(b, th, &d)
	if !c.axes.open(b, th, arranged, d.XLabel, d.Empty) {
		return
	}
	p := c.axes.Plot
	c.ink.begin(p.box.Width(), p.box.Height())
	p.draw(&c.line, &c.ink, th, th.Style(theme.Text))
	if d.X0 < d.X1 && d.Marked != nil {
		c.drawMarked(th, &d)
	}
	if d.X0 < d.X1 {
		c.straight.begin(p.box.Width(), p.box.Height(), dashed)
		for _, end := range [2][2]float64{{d.X0, d.Y0}, {d.X1, d.Y1}} {
			c.straight.sample(p.X.Map(end[0])*p.spanX(), end[1], p.Y)
		}
		p.draw(&c.straight, &c.ink, th, th.Style(theme.Accent))
	}
	if d.Drop != nil {
		c.drawDrop(th, d.Drop)
	}
	c.drawPins(th, d.Pins)
	c.drawStrip(b, th, &d)
}

// arrange makes the layout, and the curve where it is not the one of the last
// frame; ok is false for a curve without a finite value.
func (c *Contrast) arrange(b screen.Box, th *theme.Theme, d *ContrastData) bool {
	below := 0
	if d.Strip != nil && b.Height() >= stripHeight {
		below = 1
	}
	x := Scale{Min: d.X.Min, Max: d.X.Max}
	key := curveKey{id: d.ID, x: d.X, y: d.Y, w: b.Width(), h: b.Height() - below}
	fresh := c.key != key
	if fresh {
		c.key = key
		if c.y = d.Y; !d.Y.given() {
			c.y = c.fitY(x, d)
		}
	}
	if !c.y.given() {
		c.key = curveKey{}
		return false
	}
	c.axes.arrange(b, x, Scale{Min: c.y.Min, Max: c.y.Max}, 0, below, th)
	w, h := c.axes.box.Width(), c.axes.box.Height()
	if fresh || w != c.line.w || h != c.line.h {
		c.sample(x, d)
	}
	return true
}

// sample sets the curve on its trace.
func (c *Contrast) sample(x Scale, d *ContrastData) {
	w, h := c.axes.box.Width(), c.axes.box.Height()
	c.line.begin(w, h, solid)
	n := int(c.axes.spanX())
	if !d.Smooth {
		n *= samplesPerDot
	}
	breaks := d.Breaks
	near := float64((x.Max - x.Min) * epsilon)
	for i := range n + 1 {
		share := float64(i) / float64(n)
		at := x.Value(share)
		torn := false
		for len(breaks) > 0 && at >= breaks[0]-near {
			// Right at the break the curve may still be that of before.
			if torn = at <= breaks[0]+near; torn {
				break
			}
			c.line.lift(c.axes.Y)
			breaks = breaks[1:]
		}
		if !torn {
			c.line.sample(float64(share*c.axes.spanX()), d.F(at), c.axes.Y)
		}
	}
	left, _ := c.axes.box.Origin()
	c.columns = c.columns[:0]
	for col := range w {
		c.columns = append(c.columns, d.F(c.axes.XAt(left+col)))
	}
}

// fitY is the whole of the curve unless that would flatten what of it is worth
// seeing.
func (c *Contrast) fitY(x Scale, d *ContrastData) Range {
	c.samples = c.samples[:0]
	n := 512
	if d.Smooth {
		n = 128
	}
	for i := range n + 1 {
		c.samples = append(c.samples, d.F(x.Value(float64(i)/float64(n))))
	}
	var r Range
	if r, c.sorted = worthSeeing(c.samples, c.sorted); len(c.sorted) == 0 {
		return r
	}
	const flat = 3
	if low, high := c.sorted[0], c.sorted[len(c.sorted)-1]; low < high && high-low <= flat*(r.Max-r.Min) {
		r = Range{low, high}
	}
	if d.Level {
		r = Range{min(r.Min, d.Y0, d.Y1), max(r.Max, d.Y0, d.Y1)}
	}
	margin := (r.Max - r.Min) / 20
	return Range{r.Min - margin, r.Max + margin}
}

// rowOf is the row of the plot's box that a value lies in, the nearest for one
// beyond an edge; ok is false for what is not a number.
func (c *Contrast) rowOf(y float64) (row int, ok bool) {
	share := c.axes.Y.Map(y)
	if math.IsNaN(share) {
		return 0, false
	}
	return c.axes.rowAt(min(max(share, 0), 1)), true
}

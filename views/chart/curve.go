package chart

import (
	"nabla/screen"
	"nabla/views/theme"
)

// Minimum is a minimum of the landscape, marked and named below it; a maximum,
// where that is what is sought, above it.
type Minimum struct {
	X      float64
	Global bool   // its mark is ◆, that of others ◇
	Name   string // "global", "local"
	Basin  int    // the basin around it, as CurveData.Basin counts them; −1 for none
}

// What becomes of a start that ends at no minimum.
const (
	NoBasin      = -1 // it does not come to rest at one
	UnknownBasin = -2 // that has yet to be worked out
	LevelBasin   = -3 // it is at rest where all around is level
)

// Ball is a ball on the landscape.
type Ball struct {
	X       float64
	Trail   []float64 // where it was before, oldest first
	Look    int       // which of the theme's series it looks like
	Name    string    // written beside it where there is room
	Focused bool
	Steps   bool // the places in Trail are joined
}

// Tangent is the straight line that touches the landscape at X.
type Tangent struct{ X, Slope float64 }

// CurveData is what [Curve] draws.
type CurveData struct {
	// F is the landscape and ID its name: what is drawn of F is kept until ID,
	// the range or the size changes.
	F  func(float64) float64
	ID string
	X  Range
	Y  Range // the zero value means what is worth seeing of F over X

	Minima []Minimum
	Maxima []float64 // marked in the strip of basins

	// Basins tells for starts, a column each, which minimum each ends at, counted
	// from 0, or what else comes of it: [NoBasin] and so on. It is asked for every
	// frame. Without Basins there is no strip.
	Basins    func(starts []float64) []int
	BasinName string // at the strip's right end: "basins"

	Balls   []Ball
	Tangent *Tangent // nil for none

	Degrees bool   // x is an angle in degrees
	PerTick int    // columns from one tick of x to the next at the least; 0 means 12
	XLabel  string // at the right end of the x axis
	Empty   string // said where there is no landscape
}

// Curve is a landscape of one variable: its curve, marks for its minima, balls
// on it with the places they came from, a tangent, and below the axis a strip
// that tells for each start where it ends. The zero value is ready.
type Curve struct {
	axes    axes
	line    trace
	tangent trace
	ink     ink
	key     curveKey
	y       Range

	samples, sorted []float64

	columns []float64   // the x of each
	places  []ballPlace // of the balls drawn last
}

// curveKey is what the curve's dots and its range of y depend on.
type curveKey struct {
	id   string
	x, y Range
	w, h int
}

// samplesPerDot is how often the landscape is looked at between two columns of
// dots, so that a narrow spike is not stepped over.
const samplesPerDot = 4

// stripHeight is the least number of rows of a chart with a strip.
const stripHeight = 5

// Plot is where the curve was drawn last.
func (c *Curve) Plot() Plot { return c.axes.Plot }

// Draw fills the box.
func (c *Curve) Draw(b screen.Box, th *theme.Theme, d CurveData) {
	b.Clear()
	arranged := d.F != nil && d.X.given() && !b.Empty() && c.arrange(b, th, &d)
	if !c.axes.open(b, th, arranged, d.XLabel, d.Empty) {
		return
	}
	p := c.axes.Plot
	c.ink.begin(p.box.Width(), p.box.Height())
	p.draw(&c.line, &c.ink, th, th.Style(theme.Text))
	// Names first: where they stand must not depend on what moves.
	for i := range d.Minima {
		c.drawGoal(th, &d, &d.Minima[i])
	}
	for i := range d.Balls {
		if d.Balls[i].Steps {
			c.drawSteps(th, d.F, &d.Balls[i])
		}
	}
	for i := range d.Balls {
		c.drawTrail(th, d.F, &d.Balls[i])
	}
	if d.Tangent != nil {
		c.drawTangent(th, &d)
	}
	c.drawBalls(th, &d)
	c.drawStrip(b, th, &d)
}

// arrange makes the layout, and the curve where it is not the one of the last
// frame; ok is false for a landscape without a finite value.
func (c *Curve) arrange(b screen.Box, th *theme.Theme, d *CurveData) bool {
	below := 0
	if d.Basins != nil && b.Height() >= stripHeight {
		below = 1
	}
	x := Scale{Min: d.X.Min, Max: d.X.Max, Degrees: d.Degrees}
	// How wide the labels of y are is known once the range of y is, which
	// depends on the plot's width only in which samples are taken: so the range
	// is that of the box's width.
	key := curveKey{id: d.ID, x: d.X, y: d.Y, w: b.Width(), h: b.Height() - below}
	fresh := c.key != key
	if fresh {
		c.key = key
		c.y = d.Y
		if !d.Y.given() {
			c.y = c.fitY(x, d)
		}
	}
	if !c.y.given() {
		c.key = curveKey{}
		return false
	}
	c.axes.perTick = d.PerTick
	c.axes.arrange(b, x, Scale{Min: c.y.Min, Max: c.y.Max}, 0, below, th)
	w, h := c.axes.box.Width(), c.axes.box.Height()
	if fresh || w != c.line.w || h != c.line.h {
		c.line.begin(w, h, solid)
		c.line.follow(d.F, c.axes.Plot)
	}
	return true
}

// fitY is what of the landscape is worth seeing, with room for the names of
// its minima and maxima.
func (c *Curve) fitY(x Scale, d *CurveData) Range {
	c.samples = c.samples[:0]
	const n = 512
	for i := range n + 1 {
		c.samples = append(c.samples, d.F(x.Value(float64(i)/n)))
	}
	var r Range
	r, c.sorted = worthSeeingOf(d.F, d.X, c.samples, c.sorted)
	// A row for the mark and the name, of those that the plot will have.
	room := (r.Max - r.Min) * min(2/float64(max(c.key.h, 1)), 0.3)
	below, above := 0.0, 0.0
	for i := range d.Minima {
		if hill(d, &d.Minima[i]) {
			above = room
		} else {
			below = room
		}
	}
	return Range{r.Min - below, r.Max + above}
}

package chart

import (
	"math"

	"nabla/screen"
	"nabla/views/theme"
)

// MapData is what [Map] draws.
type MapData struct {
	// F is the surface and ID its name: what is drawn of F is kept until ID,
	// the ranges, the size or the theme change.
	F    func(x, y float64) float64
	ID   string
	X, Y Range

	// Equal makes a length look the same along both axes, by showing more along
	// one of them: right angles look right.
	Equal bool

	// Slope is the direction of an arrow at each of many places: of the
	// gradient, say. It goes with ID as F does; nil means no arrows.
	Slope func(x, y float64) (dx, dy float64)

	// Level is a height whose contour is drawn over the others, as that of a mark
	// is; nil for none.
	Level *float64

	Trails []Trail
	Arrows []Arrow
	Corner *Corner // nil for none
	Marks  []Mark

	XLabel, YLabel string // at the right end of the x axis, above the y axis
	Name           string // above the scale of colours: "f"
	Empty          string // said where there is no surface
}

// Arrow is a straight arrow from a point of the map. Its length is on the
// screen, for slopes of any size to be seen.
type Arrow struct {
	X, Y   float64
	DX, DY float64 // where it points, along the axes
	Length float64 // as a share of the plot's shorter side
	Line   bool    // a dashed line to both sides, without a head
	Heavy  bool    // twice as thick
	Dotted bool
	Name   string // beyond its head

	// Style is that of a plate under its head and its name; the zero value
	// means none.
	Style screen.Style
}

// Corner is the sign of a right angle at a point between two directions.
type Corner struct {
	X, Y float64
	A, B [2]float64
}

// Trail is where something has been, oldest first: a line in the colour of its
// series, on a ground nearly as dark or bright as the terminal's.
type Trail struct {
	X, Y []float64
	Look int // which of the theme's series it looks like elsewhere
}

// Mark is a sign at a point of the map.
type Mark struct {
	X, Y    float64
	Glyph   rune   // 0 means that of the series
	Look    int    // which of the theme's series it looks like
	Name    string // written beside it
	Focused bool
}

// Map is a surface of two variables seen from above: its height as colours, or
// as shades where there are none, with contours, axes, and a scale that gives
// the contours' values; over it trails, arrows and marks. The zero value is
// ready.
type Map struct {
	axes  axes
	field mapField
	key   mapKey // what field and the scales of axes depend on
	x, y  Scale
	drawn paintKey
	base  *screen.Grid // the plot without what lies over it
	tints tints
	over  raster
	taken []taken // by arrows, where names of marks do not go
	level raster  // the contour of Level,
	thick raster  // and the same in bold
	cut   float64
}

// mapKey is what the look of a surface depends on, colours apart.
type mapKey struct {
	id    string
	x, y  Range
	equal bool
	w, h  int
}

// paintKey is what its colours depend on.
type paintKey struct {
	theme theme.Options
	slope bool
}

// mapPerTick is how many columns there are from one tick of x to the next.
const mapPerTick = 5

// What the scale of colours takes.
const (
	barWidth    = 2
	barRight    = 1 + barWidth + 1 + NumberWidth // a gap, the bar and a blank before
	scaleWidth  = 30                             // columns of a box with the scale at its right
	scaleHeight = 8                              // rows from which there is a scale
)

// Plot is where the map was drawn last.
func (m *Map) Plot() Plot { return m.axes.Plot }

// Draw fills the box.
func (m *Map) Draw(b screen.Box, th *theme.Theme, d *MapData) {
	b.Clear()
	if d.F == nil || !d.X.given() || !d.Y.given() || b.Empty() {
		m.fail(b, th, d)
		return
	}
	whole, right := b, 0
	if b.Height() >= scaleHeight {
		if b.Width() >= scaleWidth {
			right = barRight
		} else {
			b = b.Sub(0, 1, b.Width(), b.Height()-1)
		}
	}
	if !m.arrange(b, th, d, right) {
		m.fail(whole, th, d)
		return
	}
	m.axes.draw(b, th, d.XLabel)
	switch {
	case right > 0:
		m.drawBar(b.Sub(b.Width()-right+1, 0, right-1, m.axes.box.Height()), th, d.Name)
	case whole.Height() > b.Height():
		m.drawScale(whole.Sub(0, 0, whole.Width(), 1), th, d.Name)
	}
	if m.axes.box.Empty() {
		return
	}
	m.axes.box.Draw(0, 0, m.base)
	m.axes.nameY(b, th, d.YLabel)
	if d.Level != nil {
		m.drawLevel(th, *d.Level)
	}
	m.tints.mix(th)
	m.drawOver(th, d)
}

func (m *Map) fail(b screen.Box, th *theme.Theme, d *MapData) {
	m.axes.Plot, m.key = Plot{}, mapKey{}
	placeholder(b, th, d.Empty)
}

// arrange makes the layout, and looks at the surface and paints it where it is
// not that of the last frame; ok is false for one without a finite value.
func (m *Map) arrange(b screen.Box, th *theme.Theme, d *MapData, right int) (ok bool) {
	key := mapKey{id: d.ID, x: d.X, y: d.Y, equal: d.Equal, w: b.Width(), h: b.Height()}
	fresh := m.key != key
	m.axes.perTick = mapPerTick
	if fresh {
		m.x, m.y = Scale{Min: d.X.Min, Max: d.X.Max}, Scale{Min: d.Y.Min, Max: d.Y.Max}
		m.axes.arrange(b, m.x, m.y, right, 0, th)
		// How wide the labels are depends on the scale, and the scale on how
		// wide they are: a second look settles it but for a column or two.
		for range 2 {
			if d.Equal {
				m.x, m.y = equal(d.X, d.Y, m.axes.Plot)
				m.axes.arrange(b, m.x, m.y, right, 0, th)
			}
		}
	} else {
		m.axes.arrange(b, m.x, m.y, right, 0, th)
	}
	// The labels of another theme may take other room.
	w, h := m.axes.box.Width(), m.axes.box.Height()
	if fresh || w != m.field.w || h != m.field.h {
		m.key, m.drawn, m.cut = key, paintKey{}, math.NaN()
		if m.base = nil; !m.field.survey(d.F, m.axes.Plot) {
			return false
		}
	}
	paint := paintKey{theme: th.Key(), slope: d.Slope != nil}
	if m.base == nil || m.drawn != paint {
		m.drawn = paint
		m.paint(th, d)
	}
	return true
}

// equal widens one of two ranges so that a dot is as much along both axes.
func equal(x, y Range, p Plot) (Scale, Scale) {
	unitX, unitY := (x.Max-x.Min)/p.spanX(), (y.Max-y.Min)/p.spanY()
	unit := max(unitX, unitY)
	widen := func(r Range, span float64) Scale {
		middle, half := r.Min/2+r.Max/2, unit*span/2
		return Scale{Min: middle - half, Max: middle + half}
	}
	if unitX < unitY {
		return widen(x, p.spanX()), Scale{Min: y.Min, Max: y.Max}
	}
	return Scale{Min: x.Min, Max: x.Max}, widen(y, p.spanY())
}

package chart

import (
	"math"
	"slices"

	"nabla/screen"
	"nabla/views/theme"
)

// Sizes of what is drawn over a map, in dots.
const (
	headRoom    = 2.0 // before a head, which is a glyph in a cell of its own
	cornerSize  = 6.0
	beyondHead  = 6.0 // to the name
	dashLength  = 4.0
	dotApart    = 2.5
	markedRoom  = 2.0 // kept free by an arrow around its point
	leastLength = 6.0
)

// drawOver draws what lies over the map: trails lowest, then arrows, marks on top.
func (m *Map) drawOver(th *theme.Theme, d *MapData) {
	m.taken = m.taken[:0]
	for i := range d.Trails {
		m.drawTrail(th, &d.Trails[i], len(d.Trails) == 1)
	}
	if len(d.Arrows) > 0 || d.Corner != nil {
		m.over.begin(m.field.w, m.field.h)
		for i := range d.Arrows {
			m.setArrow(&d.Arrows[i])
		}
		if d.Corner != nil {
			m.setCorner(d.Corner)
		}
		m.drawDots(th, &m.over, screen.Bold)
		for i := range d.Arrows {
			m.drawHead(th, &d.Arrows[i])
			m.nameArrow(th, &d.Arrows[i], d.Slope != nil)
		}
	}
	for i := range d.Marks {
		m.drawMark(th, &d.Marks[i])
	}
}

// drawLevel draws the contour of one height, which is looked for anew only where
// the height or the surface has changed.
func (m *Map) drawLevel(th *theme.Theme, value float64) {
	cut := m.field.tone.share(value)
	if math.IsNaN(cut) || value < m.field.tone.lo || value > m.field.tone.hi {
		return
	}
	if m.cut != cut {
		m.cut = cut
		m.field.trace(&m.level, []float64{cut})
		m.thick = m.level.thicker(m.thick)
	}
	if th.Key().Profile == theme.NoColor {
		m.drawDots(th, &m.thick, 0) // nothing else tells it from the others
		return
	}
	m.drawDots(th, &m.level, 0)
}

// dotAt is where a point of the surface lies among the dots.
func (p Plot) dotAt(x, y float64) dotPlace {
	return dotPlace{p.X.Map(x) * p.spanX(), (1 - p.Y.Map(y)) * p.spanY()}
}

// drawTrail draws a trail as a line in the colour of its series, on a ground on
// which that is seen: no colour would be on all of the map's.
func (m *Map) drawTrail(th *theme.Theme, t *Trail, alone bool) {
	p := m.axes.Plot
	m.over.begin(m.field.w, m.field.h)
	n := min(len(t.X), len(t.Y))
	for i := range n {
		from := p.dotAt(t.X[max(i-1, 0)], t.Y[max(i-1, 0)])
		m.over.line(from, p.dotAt(t.X[i], t.Y[i]))
	}
	for y := range m.field.h {
		for x := range m.field.w {
			dots := m.over.at(x, y)
			if dots == 0 {
				continue
			}
			if th.Key().Profile == theme.NoColor && m.field.cellLevel(x, y) >= 0 {
				p.box.SetRune(x, y, trailGlyph(th, t, alone), th.Style(theme.Text).With(screen.Bold))
				continue
			}
			p.box.SetRune(x, y, th.Dots(dots), m.tints.over(th, t.Look, m.field.cellLevel(x, y)))
		}
	}
}

// reach is how long an arrow is, in dots, and ok whether it points anywhere.
func (m *Map) reach(a *Arrow) (from, way dotPlace, length float64, ok bool) {
	p := m.axes.Plot
	from = p.dotAt(a.X, a.Y)
	way, ok = p.way(a.DX, a.DY)
	length = max(a.Length*min(p.spanX(), p.spanY()), leastLength)
	length = min(length, 2*(p.spanX()+p.spanY())) // beyond that nothing is seen of it, and dashes would have no end
	return from, way, length, ok && from.finite()
}

func (m *Map) setArrow(a *Arrow) {
	from, way, length, ok := m.reach(a)
	if !ok {
		return
	}
	if a.Line {
		for at := markedRoom; at < length; at += 2 * dashLength {
			for _, side := range [...]float64{1, -1} {
				m.over.line(from.plus(way, side*at), from.plus(way, side*min(at+dashLength-1, length)))
			}
		}
		return
	}
	if a.Dotted {
		for at := markedRoom; at <= length-headRoom; at += dotApart {
			m.over.line(from.plus(way, at), from.plus(way, at))
		}
		return
	}
	m.over.line(from.plus(way, markedRoom), from.plus(way, length-headRoom))
	if a.Heavy {
		aside := dotPlace{0, 1}
		if math.Abs(way.y) > math.Abs(way.x) {
			aside = dotPlace{1, 0}
		}
		m.over.line(from.plus(way, markedRoom).plus(aside, 1), from.plus(way, length-headRoom).plus(aside, 1))
	}
}

// drawHead puts an arrow's head into the cell of its tip.
func (m *Map) drawHead(th *theme.Theme, a *Arrow) {
	from, way, length, ok := m.reach(a)
	if !ok || a.Line {
		return
	}
	tip := from.plus(way, length)
	x, y := cellOf(tip)
	if x >= 0 && x < m.field.w && y >= 0 && y < m.field.h {
		style := m.ink(th, x, y)
		if a.Style != (screen.Style{}) {
			style = a.Style.With(screen.Reverse)
		}
		m.axes.box.SetRune(x, y, th.Glyphs().Arrows[way.eighth()], style.With(screen.Bold))
		m.taken = append(m.taken, taken{x, y, 1})
	}
}

// cellOf is the cell that a place among the dots lies in.
func cellOf(p dotPlace) (x, y int) {
	return int(math.Floor((p.x + 0.5) / dotsAcross)), int(math.Floor((p.y + 0.5) / dotsDown))
}

// eighth is a direction in eighths of a turn, counted to the left from the right.
func (p dotPlace) eighth() int { return int(math.Round(math.Atan2(-p.y, p.x)/(math.Pi/4)+8)) % 8 }

func (m *Map) setCorner(c *Corner) {
	p := m.axes.Plot
	a, okA := p.way(c.A[0], c.A[1])
	b, okB := p.way(c.B[0], c.B[1])
	at := p.dotAt(c.X, c.Y)
	if !okA || !okB || !at.finite() {
		return
	}
	far := at.plus(a, cornerSize).plus(b, cornerSize)
	m.over.line(at.plus(a, cornerSize), far)
	m.over.line(at.plus(b, cornerSize), far)
}

// drawDots puts dots into the plot, black or white on the colour below.
func (m *Map) drawDots(th *theme.Theme, dots *raster, attr screen.Attr) {
	for y := range m.field.h {
		for x := range m.field.w {
			if bits := dots.at(x, y); bits != 0 {
				m.axes.box.SetRune(x, y, th.Dots(bits), m.ink(th, x, y).With(attr))
			}
		}
	}
}

// nameArrow writes an arrow's name beyond its head, as far as it lies in the plot;
// apart from the small arrows of a field if need be.
func (m *Map) nameArrow(th *theme.Theme, a *Arrow, apart bool) {
	from, way, length, ok := m.reach(a)
	width := screen.Width(a.Name)
	if !ok || width == 0 {
		return
	}
	at := from.plus(way, length+beyondHead)
	x, y := cellOf(at)
	if way.x < 0 {
		x -= width - 1
	}
	if math.Abs(way.x) < 0.4 {
		x, _ = cellOf(at)
		x -= (width - 1) / 2
	}
	name := a.Name
	if apart {
		x, name = x-1, " "+name+" "
	}
	if a.Style != (screen.Style{}) {
		width = screen.Width(name)
		m.axes.box.Text(max(min(x, m.axes.box.Width()-width), 0), min(max(y, 0), m.axes.box.Height()-1), name, a.Style.With(screen.Bold|screen.Reverse))
		return
	}
	m.write(th, x, y, name)
}

// write puts a text over the map, on the colours that are there.
func (m *Map) write(th *theme.Theme, x, y int, text string) {
	width := screen.Width(text)
	b := m.axes.box
	x, y = min(max(x, 0), b.Width()-width), min(max(y, 0), b.Height()-1)
	if x < 0 {
		return
	}
	m.taken = append(m.taken, taken{x, y, width})
	for _, r := range text {
		b.SetRune(x, y, r, m.ink(th, x, y).With(screen.Bold))
		x += screen.Width(string(r))
	}
}

// taken is a part of a row where an arrow has its head or its name.
type taken struct{ x, y, width int }

// nameAt is where the name of a mark stands: to the right of it, or where an arrow
// has that place on another side.
func (m *Map) nameAt(col, row, width int) (x, y int) {
	right, left := col+2, col-1-width
	if right+width > m.axes.box.Width() {
		right = left
	}
	for _, at := range [...][2]int{{right, row}, {left, row}, {col, row - 1}, {col, row + 1}} {
		fits := at[0] >= 0 && at[0]+width <= m.axes.box.Width() && at[1] >= 0 && at[1] < m.axes.box.Height()
		if fits && !slices.ContainsFunc(m.taken, func(t taken) bool {
			return t.y == at[1] && t.x <= at[0]+width && at[0] <= t.x+t.width
		}) {
			return at[0], at[1]
		}
	}
	return right, row
}

// drawMark draws a sign on the ground of trails, on which its colour is seen.
func (m *Map) drawMark(th *theme.Theme, k *Mark) {
	col, row, ok := m.axes.cell(k.X, k.Y)
	if !ok {
		return
	}
	glyph := k.Glyph
	if glyph == 0 {
		glyph = th.SeriesMark(k.Look)
	}
	style := m.tints.over(th, k.Look, m.field.cellLevel(col, row)).With(screen.Bold)
	if k.Focused {
		style = style.With(screen.Reverse)
	}
	m.axes.box.SetRune(col, row, glyph, style)
	if k.Name == "" {
		return
	}
	x, row := m.nameAt(col, row, screen.Width(k.Name))
	for _, r := range k.Name {
		if x >= 0 {
			m.axes.box.SetRune(x, row, r, m.tints.over(th, k.Look, m.field.cellLevel(x, row)).With(screen.Bold))
		}
		x += screen.Width(string(r))
	}
}

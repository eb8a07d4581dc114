package chart

import (
	"math"

	"nabla/screen"
	"nabla/views/theme"
)

// surfaceBox is the box that a surface stands in: the three of its sides that lie
// behind the surface, with lines at the ticks, and its axes' ticks and names.
type surfaceBox struct {
	x, y, z axis
	dots    raster
	labels  bool
}

// Sizes from which a box has labels, and the room that they take.
const (
	boxWidth, boxRows = 30, 11 // cells
	labelColumns      = 6
	labelRows         = 1.5
	labelAway         = 3.0 // dots from the box to its labels
	nameAway          = 9.0 // dots to the names, at the least
	cellsPerTick      = 7
	dotsPerPoint      = 3 // of the lines at ticks
)

// margins are how many dots a picture of w×h cells keeps free for labels.
func (e *surfaceBox) margins(w, h int) (side, top, bottom float64) {
	if e.labels = w >= boxWidth && h >= boxRows; !e.labels {
		return 0, 0, 0
	}
	return labelColumns * dotsAcross, 1 * dotsDown, labelRows * dotsDown
}

// sides tells which sides of the box are at the front.
func (l *lens) sides() (frontX, frontY float64) {
	frontX, frontY = boxHalf, -boxHalf
	if l.sin < 0 {
		frontX = -boxHalf
	}
	if l.cos < 0 {
		frontY = boxHalf
	}
	return frontX, frontY
}

// set draws the lines.
func (e *surfaceBox) set(s *Surface, th *theme.Theme) {
	l := &s.scene.lens
	e.dots.begin(s.sights.w, s.sights.h)
	side := int(l.scale / eyeAway / dotsAcross) // columns
	e.x.set(s.mesh.x, min(max(side/cellsPerTick, 2), 6), th)
	e.y.set(s.mesh.y, min(max(side/cellsPerTick, 2), 6), th)
	e.z.set(Scale{Min: s.mesh.tone.lo, Max: s.mesh.tone.hi}, min(max(s.sights.h/rowsPerTick/2, 2), 6), th)
	frontX, frontY := l.sides()
	plain := th.Key().Profile == theme.NoColor && th.Key().Glyphs == theme.Braille
	line := func(x0, y0, z0, x1, y1, z1 float64) {
		if plain {
			e.dotted(l.project(x0, y0, z0).dotPlace, l.project(x1, y1, z1).dotPlace)
			return
		}
		e.dots.line(l.project(x0, y0, z0).dotPlace, l.project(x1, y1, z1).dotPlace)
	}
	const top = boxHeight
	for _, z := range [2]float64{0, top} {
		line(-frontX, -boxHalf, z, -frontX, boxHalf, z)
		line(-boxHalf, -frontY, z, boxHalf, -frontY, z)
	}
	line(frontX, -boxHalf, 0, frontX, boxHalf, 0)
	line(-boxHalf, frontY, 0, boxHalf, frontY, 0)
	for _, at := range [3][2]float64{{-frontX, -boxHalf}, {-frontX, boxHalf}, {frontX, -frontY}} {
		line(at[0], at[1], 0, at[0], at[1], top)
	}
	if th.Key().Profile == theme.NoColor || th.Key().Glyphs != theme.Braille {
		return // lines that are no finer than those of the surface would only confuse
	}
	for _, v := range e.x.ticks {
		x := s.mesh.x.Map(v) - boxHalf
		e.dotted(l.project(x, -boxHalf, 0).dotPlace, l.project(x, boxHalf, 0).dotPlace)
		e.dotted(l.project(x, -frontY, 0).dotPlace, l.project(x, -frontY, top).dotPlace)
	}
	for _, v := range e.y.ticks {
		y := s.mesh.y.Map(v) - boxHalf
		e.dotted(l.project(-boxHalf, y, 0).dotPlace, l.project(boxHalf, y, 0).dotPlace)
		e.dotted(l.project(-frontX, y, 0).dotPlace, l.project(-frontX, y, top).dotPlace)
	}
	for _, v := range e.heights(s) {
		z := s.mesh.height(v)
		e.dotted(l.project(-frontX, -boxHalf, z).dotPlace, l.project(-frontX, boxHalf, z).dotPlace)
		e.dotted(l.project(-boxHalf, -frontY, z).dotPlace, l.project(boxHalf, -frontY, z).dotPlace)
	}
}

// heights are the values with a tick on the upright axis.
func (e *surfaceBox) heights(s *Surface) []float64 {
	if s.mesh.bent && s.mesh.tone.unit != 0 {
		return s.mesh.levels
	}
	return e.z.ticks
}

// dotted sets every so many-th dot of a straight line.
func (e *surfaceBox) dotted(a, b dotPlace) {
	a, b, ok := e.dots.clip(a, b)
	if !ok {
		return
	}
	n := max(math.Round(max(math.Abs(b.x-a.x), math.Abs(b.y-a.y))/dotsPerPoint), 1)
	for i := range int(n) + 1 {
		p := a.plus(dotPlace{b.x - a.x, b.y - a.y}, float64(i)/n)
		e.dots.set(int(math.Round(p.x)), int(math.Round(p.y)))
	}
}

// label writes the numbers at the ticks and the names of the axes: of x and y along
// the nearest edges of the ground, of the height at the left.
func (e *surfaceBox) label(s *Surface, b screen.Box, th *theme.Theme) {
	if !e.labels {
		return
	}
	l := &s.scene.lens
	frontX, frontY := l.sides()
	number, name := th.Style(theme.Muted), th.Style(theme.Text)
	away := func(x0, y0, x1, y1 float64) dotPlace {
		from, to := l.project(x0, y0, 0), l.project(x1, y1, 0)
		x, y := to.x-from.x, to.y-from.y
		long := max(math.Hypot(x, y), 1)
		return dotPlace{x / long, y / long}
	}
	left := e.leftmost(l, frontX, frontY)
	out := away(0, -frontY, 0, frontY)
	for i, v := range e.x.ticks {
		s.write(b, l.project(s.mesh.x.Map(v)-boxHalf, frontY, 0).dotPlace, out, labelAway, string(e.x.label(i)), number)
	}
	s.writeName(b, l.project(0, frontY, 0).dotPlace, out, s.sights.x, name)
	out = away(-frontX, 0, frontX, 0)
	for i, v := range e.y.ticks {
		s.write(b, l.project(frontX, s.mesh.y.Map(v)-boxHalf, 0).dotPlace, out, labelAway, string(e.y.label(i)), number)
	}
	s.writeName(b, l.project(frontX, 0, 0).dotPlace, out, s.sights.y, name)
	var text [NumberWidth * 4]byte
	for i, v := range e.heights(s) {
		at := l.project(left[0], left[1], s.mesh.height(v)).dotPlace
		label := text[:0]
		if s.mesh.bent && s.mesh.tone.unit != 0 {
			label = AppendNumber(label, v, th)
		} else {
			label = append(label, e.z.label(i)...)
		}
		s.write(b, at, dotPlace{-1, 0}, labelAway, string(label), number)
	}
	s.writeName(b, l.project(left[0], left[1], boxHeight).dotPlace, dotPlace{-0.7, -0.7}, s.sights.z, name)
}

// leftmost is the corner of the box at the left of the picture.
func (e *surfaceBox) leftmost(l *lens, frontX, frontY float64) [2]float64 {
	a, b := [2]float64{-frontX, frontY}, [2]float64{frontX, -frontY}
	if l.project(a[0], a[1], 0).x <= l.project(b[0], b[1], 0).x {
		return a
	}
	return b
}

// writeName writes an axis's name where there is room for it, as near as can be.
func (s *Surface) writeName(b screen.Box, at, out dotPlace, name string, style screen.Style) {
	if name == "" {
		return
	}
	for far := nameAway; far < 2.5*nameAway; far++ {
		if s.write(b, at, out, far, name, style) {
			return
		}
	}
}

// write writes a text some dots away from a place, where neither the surface nor a
// text is.
func (s *Surface) write(b screen.Box, at, out dotPlace, far float64, text string, style screen.Style) bool {
	width := screen.Width(text)
	x, y := cellOf(at.plus(out, far))
	switch {
	case out.x < -0.4:
		x -= width - 1
	case out.x <= 0.4:
		x -= (width - 1) / 2
	}
	w := b.Width()
	if x < 0 || x+width > w || y < 0 || y >= b.Height() {
		return false
	}
	for i := max(x-1, 0); i < min(x+width+1, w); i++ {
		if cell := s.cells[y*w+i]; cell.text || cell.level >= 0 {
			return false
		}
	}
	b.Text(x, y, text, style)
	for i := range width {
		s.cells[y*w+x+i].text = true
	}
	return true
}

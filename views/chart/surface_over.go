package chart

import (
	"math"
	"slices"

	"nabla/screen"
	"nabla/views/theme"
)

// trailPieces is into how many pieces a step of a trail is cut at the most, to lie
// on the surface.
const trailPieces = 256

// drawOver draws what lies on the surface: trails, then marks, the focused ones on
// top.
func (s *Surface) drawOver(b screen.Box, th *theme.Theme, d *SurfaceData) {
	for i := range d.Trails {
		s.drawTrail(b, th, &d.Trails[i], len(d.Trails) == 1)
	}
	s.taken = slices.Grow(s.taken[:0], len(s.cells))[:len(s.cells)]
	clear(s.taken)
	for _, focused := range [2]bool{false, true} {
		for i := range d.Marks {
			if d.Marks[i].Focused == focused {
				s.drawMark(b, th, &d.Marks[i])
			}
		}
	}
	for _, focused := range [2]bool{true, false} {
		for i := range d.Marks {
			if d.Marks[i].Focused == focused {
				s.nameMark(b, th, &d.Marks[i])
			}
		}
	}
}

// drawTrail draws a trail on the surface, on a ground on which its colour is seen;
// where the surface hides it, as points in the surface's own colours.
func (s *Surface) drawTrail(b screen.Box, th *theme.Theme, t *Trail, alone bool) {
	w, h := b.Width(), b.Height()
	s.trail.begin(w, h)
	s.hidden.begin(w, h)
	n := min(len(t.X), len(t.Y))
	for i := range n {
		from := s.mesh.samplesAt(t.X[max(i-1, 0)], t.Y[max(i-1, 0)])
		if from, to, ok := s.mesh.within(from, s.mesh.samplesAt(t.X[i], t.Y[i])); ok {
			s.lead(from, to)
		}
	}
	style := th.Series(t.Look)
	for y := range h {
		for x := range w {
			cell := &s.cells[y*w+x]
			dots, below := s.trail.at(x, y), s.hidden.at(x, y)
			switch {
			case cell.text:
			case dots != 0 && cell.level >= 0 && th.Key().Profile != theme.NoColor:
				b.SetRune(x, y, th.Dots(dots), s.tints.over(th, t.Look, int(cell.level)))
			case dots != 0 && cell.level >= 0:
				b.SetRune(x, y, trailGlyph(th, t, alone), th.Style(theme.Text).With(screen.Bold))
			case dots != 0:
				b.SetRune(x, y, th.Dots(dots), style.With(screen.Bold))
			case below != 0 && (x+y)%2 == 0:
				b.SetRune(x, y, th.Glyphs().Dot, s.inkAt(th, cell))
			}
		}
	}
}

// trailGlyph is what a trail is drawn with where there are no colours: the letter
// of its series, unless there is no other.
func trailGlyph(th *theme.Theme, t *Trail, alone bool) rune {
	if alone {
		return th.Glyphs().Trail
	}
	return th.SeriesLetter(t.Look)
}

// inkAt is the style of what lies behind the surface in a cell.
func (s *Surface) inkAt(th *theme.Theme, cell *surfaceCell) screen.Style {
	if cell.level < 0 || th.Key().Profile == theme.NoColor {
		return th.Style(theme.Muted)
	}
	return screen.Style{Fg: th.Ink(int(cell.level)), Bg: cell.color}
}

// lead sets the dots of a straight step, counted in samples, where it lies on the
// surface.
func (s *Surface) lead(from, to dotPlace) {
	way := dotPlace{to.x - from.x, to.y - from.y}
	n := int(min(max(math.Ceil(2*max(math.Abs(way.x), math.Abs(way.y))), 1), trailPieces))
	var last spot
	for i := range n + 1 {
		x, y, z := s.mesh.place(from.plus(way, float64(i)/float64(n)))
		at := s.scene.lens.project(x, y, z)
		if i > 0 {
			s.stroke(last, at)
		}
		last = at
	}
}

// stroke sets the dots of a short line in space.
func (s *Surface) stroke(a, b spot) {
	if !a.finite() || !b.finite() {
		return
	}
	way := dotPlace{b.x - a.x, b.y - a.y}
	n := math.Ceil(max(math.Abs(way.x), math.Abs(way.y), 1))
	for i := range int(n) + 1 {
		share := float64(i) / n
		p := a.plus(way, share)
		x, y := int(math.Round(p.x)), int(math.Round(p.y))
		if s.scene.hides(x, y, a.near+float64(share*(b.near-a.near))) {
			s.hidden.set(x, y)
		} else {
			s.trail.set(x, y)
		}
	}
}

// within cuts a step off at the surface's edges; ok is false where none of it is
// left.
func (m *surfaceMesh) within(a, b dotPlace) (from, to dotPlace, ok bool) {
	if !a.finite() || !b.finite() {
		return a, b, false
	}
	way := dotPlace{b.x - a.x, b.y - a.y}
	enter, leave := 0.0, 1.0
	for _, side := range [4][2]float64{
		{-way.x, a.x},
		{way.x, float64(m.columns-1) - a.x},
		{-way.y, a.y},
		{way.y, float64(m.rows-1) - a.y},
	} {
		switch {
		case side[0] == 0 && side[1] < 0:
			return a, b, false
		case side[0] < 0:
			enter = max(enter, side[1]/side[0])
		case side[0] > 0:
			leave = min(leave, side[1]/side[0])
		}
	}
	return a.plus(way, enter), a.plus(way, leave), enter <= leave
}

// locate is the cell of a mark, and whether the surface hides it. Over a hole it
// lies on the ground.
func (s *Surface) locate(k *Mark) (x, y int, hidden, ok bool) {
	from := s.mesh.samplesAt(k.X, k.Y)
	at, _, ok := s.mesh.within(from, from)
	if !ok {
		return 0, 0, false, false
	}
	inX, inY, z := s.mesh.place(at)
	open := math.IsNaN(z)
	if open {
		z = 0
	}
	p := s.scene.lens.project(inX, inY, z)
	x, y = cellOf(p.dotPlace)
	ok = x >= 0 && y >= 0 && x < s.sights.w && y < s.sights.h
	return x, y, open || s.scene.hides(int(math.Round(p.x)), int(math.Round(p.y)), p.near), ok
}

// drawMark draws a sign on the ground of trails, on which its colour is seen; one behind the surface as if it shone through.
func (s *Surface) drawMark(b screen.Box, th *theme.Theme, k *Mark) {
	x, y, hidden, ok := s.locate(k)
	if !ok {
		return
	}
	b.SetRune(x, y, markGlyph(th, k), s.markStyle(th, k, x, y, hidden))
	s.taken[y*s.sights.w+x] = true
}

func markGlyph(th *theme.Theme, k *Mark) rune {
	if k.Glyph != 0 {
		return k.Glyph
	}
	return th.SeriesMark(k.Look)
}

func (s *Surface) markStyle(th *theme.Theme, k *Mark, x, y int, hidden bool) screen.Style {
	style := s.tints.over(th, k.Look, int(s.cells[y*s.sights.w+x].level)).With(screen.Bold)
	switch {
	case hidden && k.Focused:
		return s.inkAt(th, &s.cells[y*s.sights.w+x]).With(screen.Bold | screen.Underline)
	case hidden:
		return s.inkAt(th, &s.cells[y*s.sights.w+x])
	case k.Focused:
		return style.With(screen.Reverse)
	}
	return style
}

// nameMark writes a mark's name beside it where no other mark or name is.
func (s *Surface) nameMark(b screen.Box, th *theme.Theme, k *Mark) {
	width := screen.Width(k.Name)
	x, y, hidden, ok := s.locate(k)
	if !ok || width == 0 {
		return
	}
	for _, from := range [2]int{x + 2, x - 1 - width} {
		if from < 0 || from+width > b.Width() || slices.Contains(s.taken[y*s.sights.w+from:y*s.sights.w+from+width], true) {
			continue
		}
		at := from
		for _, r := range k.Name {
			cell := &s.cells[y*s.sights.w+at]
			style := s.inkAt(th, cell)
			if !hidden {
				style = s.tints.over(th, k.Look, int(cell.level)).With(screen.Bold)
			}
			b.SetRune(at, y, r, style)
			for range screen.Width(string(r)) {
				s.taken[y*s.sights.w+at] = true
				at++
			}
		}
		return
	}
}

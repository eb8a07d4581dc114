package chart

import (
	"slices"

	"nabla/screen"
	"nabla/views/theme"
)

// surfaceCell is what is known of a painted cell, for what is drawn over it.
type surfaceCell struct {
	level int8 // of the scale of colours, −1 without a surface
	color screen.Color
	text  bool // a label is written here
}

// Light and shade.
const (
	shadeLight  = 0.60 // on what is turned away from the light
	lampLight   = 0.52 // what is added on what is turned to it
	underLight  = 0.42 // on the lower side
	underLamp   = 0.22
	lineLight   = 0.40 // what a line of the mesh takes away, or adds on dark colours
	edgeLight   = 0.50 // what an outline takes away
	darkLight   = 0.62 // below which it is dark
	darkShade   = theme.Levels * 3 / 4
	brightLines = 5 // the level below which lines are brighter than what is around
)

// How many dots are from one line of the mesh to the next, on the nearer side of
// the box.
const (
	meshDots  = 11
	meshLeast = 2
	meshMost  = 24
	coarser   = 3 // times, in quadrants
)

// paint makes the picture of the surface.
func (s *Surface) paint(th *theme.Theme) {
	w, h := s.sights.w, s.sights.h
	s.base.Resize(w, h)
	s.cells = slices.Grow(s.cells[:0], w*h)[:w*h]
	s.tints.mix(th)
	left, top, bottom := s.edges.margins(w, h)
	s.scene.lens.aim(s.sights.camera, float64(w*dotsAcross), float64(h*dotsDown), left, top, bottom)
	s.scene.look(&s.mesh, w, h)
	n := min(max(int(s.scene.lens.scale/eyeAway/meshDots), meshLeast), meshMost)
	if th.Key().Glyphs != theme.Braille {
		n = max(n/coarser, meshLeast)
	}
	s.scene.draw(newMeshStep(s.mesh.x, s.mesh.columns, n), newMeshStep(s.mesh.y, s.mesh.rows, n))
	s.edges.set(s, th)
	b := s.base.Box()
	for y := range h {
		for x := range w {
			s.cells[y*w+x] = s.paintCell(b, th, x, y)
		}
	}
	s.edges.label(s, b, th)
}

// half is the upper or lower half of a cell.
type half struct {
	dots       int // that the surface covers
	share, lit float64
	ends       float64 // how much of it is outlines
}

// half gathers the dots of half a cell.
func (s *Surface) half(x, y, lower int) (p half) {
	covered, edges := s.scene.cover.at(x, y), s.scene.edges.at(x, y)
	for row := 2 * lower; row < 2*lower+2; row++ {
		for col := range dotsAcross {
			bit := dotBits[row][col]
			if covered&bit == 0 {
				continue
			}
			dot := &s.scene.dots[(y*dotsDown+row)*s.scene.w+x*dotsAcross+col]
			p.dots++
			p.share += float64(dot.share)
			p.lit += lightOf(dot)
			if edges&bit != 0 {
				p.ends++
			}
		}
	}
	if p.dots > 0 {
		n := float64(p.dots)
		p.share, p.lit, p.ends = p.share/n, p.lit/n, p.ends/n
	}
	return p
}

func lightOf(dot *surfaceDot) float64 {
	lit := float64(dot.lit)
	if dot.under {
		return underLight + float64(underLamp*max(-lit, 0))
	}
	return shadeLight + float64(lampLight*max(lit, 0))
}

// color is that of half a cell.
func (s *Surface) color(p half) (level int, c screen.Color) {
	return s.tints.at(p.share, p.lit*(1-float64(edgeLight*p.ends)))
}

// plus is a whole cell of two halves.
func (p half) plus(q half) half {
	n := float64(p.dots + q.dots)
	of := func(a, b float64) float64 { return (float64(a*float64(p.dots)) + float64(b*float64(q.dots))) / n }
	return half{p.dots + q.dots, of(p.share, q.share), of(p.lit, q.lit), of(p.ends, q.ends)}
}

// lineColor is that of a line of the mesh: darker than what is around, or brighter
// where that is dark already.
func (s *Surface) lineColor(th *theme.Theme, p half) (c screen.Color) {
	level := theme.Level(p.share)
	switch th.Key().Profile {
	case theme.ANSI16:
		return th.Ink(level)
	case theme.ANSI256:
		if p.lit < darkLight {
			return th.Ramp(level)
		}
		return contourColor(th, level)
	default:
		line := -lineLight
		if level < brightLines {
			line = lineLight
		}
		_, c = s.tints.at(p.share, p.lit*(1+line))
	}
	return c
}

func (s *Surface) paintCell(b screen.Box, th *theme.Theme, x, y int) surfaceCell {
	covered := s.scene.cover.at(x, y)
	if covered == 0 {
		if around := s.edges.dots.at(x, y); around != 0 {
			b.SetRune(x, y, th.Dots(around), th.Style(theme.Faint))
		}
		return surfaceCell{level: -1}
	}
	upper, lower := s.half(x, y, 0), s.half(x, y, 1)
	whole := upper.plus(lower)
	level, c := s.color(whole)
	cell := surfaceCell{level: int8(level), color: c}
	o := th.Key()
	switch {
	case o.Glyphs == theme.ASCII && whole.dots < dotsAcross*dotsDown/2:
		return surfaceCell{level: -1}
	case o.Glyphs == theme.ASCII && o.Profile == theme.NoColor:
		b.SetRune(x, y, th.Shade(int(whole.brightness()*theme.Levels)), th.Style(theme.Text))
	case o.Glyphs == theme.ASCII:
		b.SetRune(x, y, ' ', screen.Style{Bg: c})
	case o.Profile == theme.NoColor:
		if lines := s.lines(x, y); lines != 0 {
			b.SetRune(x, y, th.Dots(lines|s.edges.dots.at(x, y)&^covered), th.Style(theme.Text))
		}
	case quadrantsOf(covered) != fullBlock:
		b.SetRune(x, y, quadrantsOf(covered), screen.Style{Fg: c})
	case s.scene.lines.at(x, y) != 0 && o.Glyphs == theme.Braille:
		b.SetRune(x, y, th.Dots(s.scene.lines.at(x, y)), screen.Style{Fg: s.lineColor(th, whole), Bg: c})
	case o.Profile == theme.ANSI16 && whole.lit < darkLight:
		b.SetRune(x, y, th.Shade(darkShade), screen.Style{Fg: c, Bg: screen.Indexed(0)})
	default:
		s.paintTwo(b, x, y, upper, lower)
	}
	return cell
}

// lines are all dots of a cell where there is a line on the surface or around it.
func (s *Surface) lines(x, y int) uint8 {
	return s.scene.lines.at(x, y) | s.scene.edges.at(x, y) | s.scene.rims.at(x, y)
}

// brightness is how much of a cell is ink where there is no colour: light, and
// some more for height.
func (p half) brightness() float64 {
	const least, ofLight, ofHeight = 0.1, 0.65, 0.25
	light := (p.lit - underLight) / (shadeLight + lampLight - underLight)
	return least + float64(ofLight*light*light) + float64(ofHeight*p.share)
}

// paintTwo gives the halves of a cell their colours.
func (s *Surface) paintTwo(b screen.Box, x, y int, upper, lower half) {
	_, a := s.color(upper)
	_, c := s.color(lower)
	if a == c {
		b.SetRune(x, y, ' ', screen.Style{Bg: a})
		return
	}
	b.SetRune(x, y, upperHalf, screen.Style{Fg: a, Bg: c})
}

const fullBlock = '█'

// quadrantsOf is the quarters of a cell that hold one of the dots.
func quadrantsOf(dots uint8) rune {
	n := 0
	for i, quarter := range [4]uint8{
		dotBits[0][0] | dotBits[1][0], dotBits[0][1] | dotBits[1][1],
		dotBits[2][0] | dotBits[3][0], dotBits[2][1] | dotBits[3][1],
	} {
		if dots&quarter != 0 {
			n |= 1 << i
		}
	}
	return [16]rune{' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', fullBlock}[n]
}

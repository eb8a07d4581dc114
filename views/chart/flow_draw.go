package chart

import (
	"nabla/screen"
	"nabla/views/theme"
)

// Where lines lead from a cell.
const (
	north = 1 << iota
	east
	south
	west
)

// linesOf returns the sign for every set of directions, heavy or light.
func linesOf(th *theme.Theme, heavy bool) [16]rune {
	ascii := th.Key().Glyphs == theme.ASCII
	switch {
	case ascii && heavy:
		return [16]rune{' ', '#', '=', '#', '#', '#', '#', '#', '=', '#', '=', '#', '#', '#', '#', '#'}
	case ascii:
		return [16]rune{' ', '|', '-', '+', '|', '|', '+', '+', '-', '+', '-', '+', '+', '+', '+', '+'}
	case heavy:
		return [16]rune{' ', '┃', '━', '┗', '┃', '┃', '┏', '┣', '━', '┛', '━', '┻', '┓', '┫', '┳', '╋'}
	}
	return [16]rune{' ', '│', '─', '╰', '│', '│', '╭', '├', '─', '╯', '─', '┴', '╮', '┤', '┬', '┼'}
}

// wire is what lies in one cell.
type wire struct {
	mask  uint8
	state FlowState
	net   int // one more than the node whose wire it is, 0 for nothing
}

// wires are the cells of a window of the drawing.
type wires struct {
	cells      []wire
	w, h, x, y int
	net        int // of what is being drawn
	state      FlowState
	lighting   bool // only the state of what is there is raised
}

func (w *wires) begin(width, height, x, y int) {
	if n := width * height; cap(w.cells) < n {
		w.cells = make([]wire, n)
	} else {
		w.cells = w.cells[:n]
		clear(w.cells)
	}
	w.w, w.h, w.x, w.y = width, height, x, y
}

// put adds directions to a cell. Where two wires cross, the upright one is seen
// and passes over the other.
func (w *wires) put(x, y int, mask uint8) {
	x, y = x-w.x, y-w.y
	if x < 0 || y < 0 || x >= w.w || y >= w.h {
		return
	}
	c := &w.cells[y*w.w+x]
	switch {
	case w.lighting:
		if c.net == w.net {
			c.state = max(c.state, w.state)
		}
	case c.net == 0 || c.net == w.net:
		c.mask, c.net, c.state = c.mask|mask, w.net, max(c.state, w.state)
	case mask&(east|west) == 0 && c.mask&(north|south) == 0:
		*c = wire{mask: mask, net: w.net, state: w.state}
	}
}

// upright draws from one row to another, both included, open at both ends.
func (w *wires) upright(x, from, to int) {
	for y := max(from, w.y); y <= min(to, w.y+w.h-1); y++ {
		w.put(x, y, north|south)
	}
}

// sideways draws between two columns, corners left to those who turn there.
func (w *wires) sideways(y, from, to int) {
	if from == to {
		return
	}
	lo, hi := min(from, to), max(from, to)
	w.put(lo, y, east)
	w.put(hi, y, west)
	for x := max(lo+1, w.x); x <= min(hi-1, w.x+w.w-1); x++ {
		w.put(x, y, east|west)
	}
}

// segment draws a piece of a wire through its gap.
func (w *wires) segment(p *gap, s segment) {
	last := p.y + p.rows - 1
	if s.track < 0 {
		w.upright(s.from, p.y, last)
		return
	}
	turn := p.y + s.track
	w.upright(s.from, p.y, turn-1)
	w.put(s.from, turn, north)
	w.sideways(turn, s.from, s.to)
	w.put(s.to, turn, south)
	w.upright(s.to, turn+1, last)
}

// pass draws a wire through the layer of a dummy.
func (w *wires) pass(v *vertex, y, height int) {
	x := 2 * v.unit
	if v.in == x {
		w.upright(x, y, y+height-1)
		return
	}
	w.put(v.in, y, north|west)
	w.put(x, y, east|south)
	w.upright(x, y+1, y+height-1)
}

func (w *wires) draw(b screen.Box, th *theme.Theme) {
	light, heavy := linesOf(th, false), linesOf(th, true)
	styles := [...]screen.Style{
		FlowWaiting: th.Style(theme.Faint), FlowKnown: th.Style(theme.Muted), FlowLit: th.Style(theme.Accent),
	}
	for i, c := range w.cells {
		if c.net == 0 {
			continue
		}
		r := light[c.mask]
		if c.state == FlowLit {
			r = heavy[c.mask]
		}
		b.SetRune(i%w.w, i/w.w, r, styles[c.state])
	}
}

// drawWires draws all wires, first as they are, then again what is known or lit.
func (g *Flow) drawWires(d FlowData) {
	l, w := g.shown, &g.wires
	w.lighting, w.state = false, FlowWaiting
	for i := range l.gaps {
		p := &l.gaps[i]
		if p.y+p.rows <= w.y || p.y >= w.y+w.h {
			continue
		}
		for _, s := range p.segments {
			w.net = l.vertices[s.top].source + 1
			w.segment(p, s)
		}
	}
	for v := range l.vertices[g.nodes:] {
		d := &l.vertices[g.nodes+v]
		w.net = d.source + 1
		w.pass(d, l.y[d.layer], g.size.height)
	}
	w.lighting = true
	for _, state := range [...]FlowState{FlowKnown, FlowLit} {
		for i := range d.Links {
			if d.Links[i].State == state {
				g.light(d, i)
			}
		}
	}
}

// light raises the state of all that a link runs over, from its lower end up.
func (g *Flow) light(d FlowData, link int) {
	l, w := g.shown, &g.wires
	w.net, w.state = d.Links[link].From+1, d.Links[link].State
	v := d.Links[link].To
	at := 0
	for k, s := range l.vertices[v].up {
		if s.link == link {
			at = k
		}
	}
	for {
		s := l.vertices[v].up[at]
		p := &l.gaps[l.vertices[v].layer-1]
		for _, routed := range p.segments {
			if routed.top == s.top && routed.bottom == s.bottom && routed.link == s.link {
				w.segment(p, routed)
			}
		}
		if v, at = s.top, 0; !l.vertices[v].dummy {
			return
		}
		w.pass(&l.vertices[v], l.y[l.vertices[v].layer], g.size.height)
	}
}

// drawLabels writes what stands on the links: all labels, then what goes on from
// them as far as there is room, of lit links first; and the arrows of lit ones.
func (g *Flow) drawLabels(b screen.Box, th *theme.Theme, d FlowData, x, y int) {
	for _, pass := range [...]struct{ lit, more bool }{{false, false}, {true, false}, {true, true}, {false, true}} {
		for i := range g.shown.gaps {
			p := &g.shown.gaps[i]
			if p.y+p.rows <= y || p.y >= y+b.Height() {
				continue
			}
			for _, s := range p.segments {
				if s.link < 0 || pass.lit != (d.Links[s.link].State == FlowLit) {
					continue
				}
				style := th.Style(theme.Muted)
				if pass.lit {
					style = th.Style(theme.Accent)
				}
				g.drawLabel(b, p, s, &d.Links[s.link], style, pass.more, x, y)
				g.drawArrow(b, th, p, s, &d.Links[s.link], x, y)
			}
		}
	}
}

// drawLabel writes a label in the last row of its gap: on the wire where it goes
// sideways, or beside its end.
func (g *Flow) drawLabel(b screen.Box, p *gap, s segment, link *FlowLink, style screen.Style, more bool, x, y int) {
	row := p.y + p.rows - 1 - y
	text := flowLabel{short: link.Label}
	if more {
		text.more = link.More
	}
	short := text
	short.more = ""
	if p.inline && s.track >= 0 {
		lo, hi := min(s.from, s.to), max(s.from, s.to)
		for _, text := range [...]flowLabel{text, short} {
			at := lo + 1 + (hi-lo-text.width())/2 - x
			if text.width() < hi-lo && g.inside(at, text) {
				g.put(b, at, row, text, style)
				return
			}
		}
		return
	}
	extra := screen.Width(text.more)
	switch g.shown.sides[s.link] {
	case leftSide:
		at := s.to - text.width() - x
		if !g.inside(at, text) || !vacant(b, at, row, extra) {
			at, text = at+extra, short
		}
		g.put(b, at, row, text, style)
	case rightSide:
		at := s.to + 1 - x
		if !g.inside(at, text) || !vacant(b, at+short.width(), row, extra) {
			text = short
		}
		g.put(b, at, row, text, style)
	case noSide:
	}
}

// flowLabel is the text on a link and what goes on from it.
type flowLabel struct{ short, more string }

func (l flowLabel) width() int { return screen.Width(l.short) + screen.Width(l.more) }

// inside reports whether a text has all of its columns in the box: a number that
// is cut would be another one.
func (g *Flow) inside(x int, text flowLabel) bool { return x >= g.lo && x+text.width() <= g.hi }

// put writes a text where all of it is seen.
func (g *Flow) put(b screen.Box, x, y int, text flowLabel, style screen.Style) {
	if g.inside(x, text) {
		b.Text(x, y, text.short, style)
		b.Text(x+screen.Width(text.short), y, text.more, style)
	}
}

// vacant reports whether so many cells of a row are in the box and blank.
func vacant(b screen.Box, x, y, width int) bool {
	for i := range width {
		if x+i < 0 || x+i >= b.Width() || b.At(x+i, y).Rune() != ' ' {
			return false
		}
	}
	return true
}

// drawArrow puts an arrow where something arrives over a lit link.
func (g *Flow) drawArrow(b screen.Box, th *theme.Theme, p *gap, s segment, link *FlowLink, x, y int) {
	if link.State != FlowLit {
		return
	}
	glyphs, style := th.Glyphs(), th.Style(theme.Accent)
	switch link.Arrow {
	case FlowDown:
		b.SetRune(s.to-x, p.y+p.rows-1-y, glyphs.Below, style)
	case FlowUp:
		top := link.From
		above := &g.shown.gaps[g.shown.vertices[top].layer]
		b.SetRune(g.shown.middle(top)-x, above.y-y, glyphs.Above, style)
	case FlowNoArrow:
	}
}

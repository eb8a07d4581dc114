package chart

import (
	"nabla/screen"
	"nabla/views/theme"
)

// drawNode draws the box of a node.
func (g *Flow) drawNode(b screen.Box, th *theme.Theme, d FlowData, v, x, y int) {
	l, n := g.shown, &d.Nodes[v]
	left, top := l.middle(v)-l.half-x, l.y[l.vertices[v].layer]-y
	if left >= b.Width() || top >= b.Height() || left+g.size.width <= 0 || top+g.size.height <= 0 {
		return
	}
	style := nodeStyle(th, n.State)
	lines := n.Lines[:]
	switch {
	case g.size.height == 1:
		lines = []FlowText{n.Short}
	case g.size.narrow():
		lines = n.Narrow[:]
	}
	for row := range g.size.height {
		for col := range g.size.width {
			b.SetRune(left+col, top+row, ' ', style)
		}
	}
	rim := 0
	if g.size.framed {
		rim = 1
	}
	g.drawRim(b, th, left, top, n.State, style)
	for i, line := range lines {
		g.clipped(b, left+1, top+rim+i, line, string(th.Glyphs().Ellipsis), style)
	}
	if v == d.Chosen {
		b.SetRune(left, top+rim, th.Glyphs().Pointer, th.Style(theme.Accent))
	}
}

// nodeStyle is how a node looks. Where it has a ground of its own, its ink does not
// rely on the terminal's.
func nodeStyle(th *theme.Theme, state FlowState) screen.Style {
	switch state {
	case FlowLit:
		return th.Style(theme.Selected)
	case FlowWaiting:
		return th.Style(theme.Muted)
	case FlowKnown:
	}
	style := th.Style(theme.Text)
	if ground := th.Style(theme.Track).Bg; ground != style.Bg {
		style.Bg, style.Fg = ground, th.Ink(0)
		if !th.Key().Dark {
			style.Fg = th.Ink(theme.Levels - 1)
		}
	}
	return style
}

// drawRim draws what makes a box of a node: a frame, or brackets at its sides.
func (g *Flow) drawRim(b screen.Box, th *theme.Theme, left, top int, state FlowState, style screen.Style) {
	right, bottom := left+g.size.width-1, top+g.size.height-1
	lines := linesOf(th, state == FlowLit)
	switch {
	case g.size.framed:
		for col := left + 1; col < right; col++ {
			b.SetRune(col, top, lines[east|west], style)
			b.SetRune(col, bottom, lines[east|west], style)
		}
		for row := top + 1; row < bottom; row++ {
			b.SetRune(left, row, lines[north|south], style)
			b.SetRune(right, row, lines[north|south], style)
		}
		b.SetRune(left, top, lines[south|east], style)
		b.SetRune(right, top, lines[south|west], style)
		b.SetRune(left, bottom, lines[north|east], style)
		b.SetRune(right, bottom, lines[north|west], style)
	case g.size.height == 1:
		b.SetRune(left, top, '[', style)
		b.SetRune(right, top, ']', style)
	default:
		for row := top; row <= bottom; row++ {
			b.SetRune(left, row, lines[north|south], style)
			b.SetRune(right, row, lines[north|south], style)
		}
	}
}

// clipped writes a line of a node, of which a part may lie outside the box: a name
// is cut there, a number left out. The right text goes before the left one where
// both have no room.
func (g *Flow) clipped(b screen.Box, x, y int, line FlowText, ellipsis string, style screen.Style) {
	width := g.size.width - 2
	right := min(screen.Width(line.Right), width)
	room := width
	if right > 0 {
		room = max(0, width-right-1)
	}
	if room = min(room, g.hi-x); x >= g.lo && room > 0 {
		b.Text(x, y, screen.Truncate(line.Left, room, ellipsis), style)
	}
	if at := x + width - right; at >= g.lo && at+right <= g.hi {
		b.Text(at, y, line.Right, style)
	}
}

package chart

import (
	"nabla/screen"
	"nabla/views/theme"
)

// FlowState is how a node or a link stands.
type FlowState uint8

// The states.
const (
	FlowWaiting FlowState = iota // nothing has come there yet
	FlowKnown                    // what is there is known
	FlowLit                      // it is happening here
)

// FlowText is a line of a node: a text to the left and one to the right.
type FlowText struct{ Left, Right string }

// FlowNode is a node of a [Flow]. Where there is room it shows both Lines,
// else Short.
type FlowNode struct {
	Short FlowText
	Lines [2]FlowText
	State FlowState
}

// FlowLink leads from a node down to another. Several into one node come in from
// left to right in their order.
type FlowLink struct {
	From, To int    // From is less than To
	Label    string // at its lower end, of NumberWidth + 1 columns at most
	More     string // goes on from the label where nothing is in its way
	Bare     bool   // it never has a label
	State    FlowState
	Arrow    FlowArrow // of a lit link
}

// FlowArrow is the way that something goes over a link.
type FlowArrow uint8

// The ways.
const (
	FlowNoArrow FlowArrow = iota
	FlowDown
	FlowUp
)

// FlowData is what [Flow] draws.
type FlowData struct {
	ID     string // of the number of nodes and which are linked: another ID, another layout
	Nodes  []FlowNode
	Links  []FlowLink
	Focus  int // the node that is kept in view, −1 for the top
	Chosen int // the node with the pointer, −1 for none
}

// Flow draws a graph without cycles in layers from top to bottom: boxes for the
// nodes, lines at right angles for the links, which part only where one node has
// several links and pass over each other everywhere else. It chooses the largest
// of three sizes of nodes in which all is seen; where the smallest is too large,
// the part around Focus is, and arrows at the edges say where there is more. It
// keeps the layout from one frame to the next. The zero value is ready.
type Flow struct {
	id      string
	layouts [len(flowSizes)]*flowLayout
	wires   wires
	shown   *flowLayout
	size    flowSize
	nodes   int
	origin  [2]int // of the drawing in the grid
	box     screen.Box
}

// flowSize is how large nodes are drawn.
type flowSize struct {
	width, height int
	framed        bool
}

// flowSizes are the sizes, from the largest.
var flowSizes = [...]flowSize{
	{width: 19, height: 4, framed: true},
	{width: 17, height: 2},
	{width: 17, height: 1},
}

// Draw fills the box.
func (g *Flow) Draw(b screen.Box, th *theme.Theme, d FlowData) {
	b.Clear()
	g.box, g.nodes, g.shown = b, len(d.Nodes), nil
	if len(d.Nodes) == 0 || b.Empty() {
		return
	}
	if g.id != d.ID {
		g.id, g.layouts = d.ID, [len(flowSizes)]*flowLayout{}
	}
	g.choose(b, d)
	x, y := g.scroll(b, d.Focus)
	gx, gy := b.Origin()
	g.origin = [2]int{gx - x, gy - y}
	g.wires.begin(b.Width(), b.Height(), x, y)
	g.drawWires(d)
	g.wires.draw(b, th)
	g.drawLabels(b, th, d, x, y)
	for v := range d.Nodes {
		g.drawNode(b, th, d, v, x, y)
	}
	g.drawEdges(b, th, x, y)
}

// choose takes the largest size in which the whole graph has room, else the
// smallest.
func (g *Flow) choose(b screen.Box, d FlowData) {
	for i, size := range flowSizes {
		if g.layouts[i] == nil {
			g.layouts[i] = layOut(len(d.Nodes), d.Links, size)
		}
		g.shown, g.size = g.layouts[i], size
		if g.shown.width <= b.Width() && g.shown.height <= b.Height() {
			return
		}
	}
}

// scroll returns the column and row of the drawing that are at the box's upper
// left corner.
func (g *Flow) scroll(b screen.Box, focus int) (x, y int) {
	l := g.shown
	left, top := 0, 0
	if focus >= 0 {
		left, top = l.middle(focus)-l.half, l.y[l.vertices[focus].layer]
	}
	return into(left, left+g.size.width, l.width, b.Width()), into(top, top+g.size.height, l.height, b.Height())
}

// into returns where a window must begin to show what lies between from and to,
// with one more on either side. It moves by halves of the window, so that it
// stands still for most steps. What is smaller than the window stands in its
// middle.
func into(from, to, whole, window int) int {
	if whole <= window {
		return -(window - whole) / 2
	}
	at := 0
	for to+1 > at+window && at+window < whole {
		at += max(1, window/2)
	}
	return min(at, whole-window, max(from-1, 0))
}

// NodeAt returns the node drawn at a cell of the box.
func (g *Flow) NodeAt(x, y int) (node int, ok bool) {
	if g.shown == nil {
		return 0, false
	}
	bx, by := g.box.Origin()
	x, y = x+bx-g.origin[0], y+by-g.origin[1]
	for v := range g.nodes {
		top := g.shown.y[g.shown.vertices[v].layer]
		if away := x - g.shown.middle(v); max(away, -away) <= g.shown.half && y >= top && y < top+g.size.height {
			return v, true
		}
	}
	return 0, false
}

// drawNode draws the box of a node.
func (g *Flow) drawNode(b screen.Box, th *theme.Theme, d FlowData, v, x, y int) {
	l, n := g.shown, &d.Nodes[v]
	left, top := l.middle(v)-l.half-x, l.y[l.vertices[v].layer]-y
	if left >= b.Width() || top >= b.Height() || left+g.size.width <= 0 || top+g.size.height <= 0 {
		return
	}
	style := nodeStyle(th, n.State)
	lines := n.Lines[:]
	if g.size.height == 1 {
		lines = []FlowText{n.Short}
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
		clipped(b, left+1, top+rim+i, g.size.width-2, line, string(th.Glyphs().Ellipsis), style)
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

// clipped writes a line of a node, of which a part may lie outside the box; the
// right text goes before the left one where both have no room.
func clipped(b screen.Box, x, y, width int, line FlowText, ellipsis string, style screen.Style) {
	right := min(screen.Width(line.Right), width)
	left := line.Left
	room := width
	if right > 0 {
		room = max(0, width-right-1)
	}
	if screen.Width(left) > room {
		left = screen.Truncate(left, room, ellipsis)
	}
	b.Text(x, y, left, style)
	b.Text(x+width-right, y, line.Right, style)
}

// drawEdges puts arrows on the edges of the box beyond which there is more.
func (g *Flow) drawEdges(b screen.Box, th *theme.Theme, x, y int) {
	glyphs, style := th.Glyphs(), th.Style(theme.Accent)
	w, h := b.Width(), b.Height()
	if y > 0 {
		b.SetRune(w-1, 0, glyphs.Above, style)
	}
	if y+h < g.shown.height {
		b.SetRune(w-1, h-1, glyphs.Below, style)
	}
	if x > 0 {
		b.SetRune(0, h/2, glyphs.Left, style)
	}
	if x+w < g.shown.width {
		b.SetRune(w-1, h/2, glyphs.Right, style)
	}
}

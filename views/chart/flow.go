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

// FlowNode is a node of a [Flow]. Where there is room it shows both Lines, where
// there is height but no width what is Narrow, else Short.
type FlowNode struct {
	Short  FlowText
	Lines  [2]FlowText
	Narrow [3]FlowText // of 9 columns
	State  FlowState
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
	ID     string // of the number of nodes, which are linked, and Room: another ID, another layout
	Room   int    // columns for Lines and Short, FlowRoom at the least
	Nodes  []FlowNode
	Links  []FlowLink
	Focus  int // the node that is kept in view, −1 for the top
	Chosen int // the node with the pointer, −1 for none
}

// FlowRoom is how many columns a node has inside, unless more are asked for.
const FlowRoom = 15

// Flow draws a graph without cycles in layers from top to bottom: boxes for the
// nodes, lines at right angles for the links, which part only where one node has
// several links and pass over each other everywhere else. It chooses the largest
// of four sizes of nodes in which all is seen; where the smallest is too large,
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
	lo, hi  int    // the columns of the box free of arrows to what lies outside
	box     screen.Box
}

// flowSize is how large nodes are drawn.
type flowSize struct {
	width, height int
	framed        bool
}

// flowSizes are the sizes, from the largest.
var flowSizes = [...]flowSize{
	{width: FlowRoom + 4, height: 4, framed: true},
	{width: FlowRoom + 2, height: 2},
	{width: 11, height: 3},
	{width: FlowRoom + 2, height: 1},
}

// narrow reports whether nodes show what is for few columns.
func (s flowSize) narrow() bool { return s.height == 3 }

// with is the size with so many columns inside; the width stays odd, so that
// there is a middle.
func (s flowSize) with(room int) flowSize {
	if room > FlowRoom && !s.narrow() {
		s.width += (room - FlowRoom + 1) / 2 * 2
	}
	return s
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
	g.lo, g.hi = 0, b.Width()
	if x > 0 {
		g.lo = 1
	}
	if x+b.Width() < g.shown.width || y > 0 || y+b.Height() < g.shown.height {
		g.hi--
	}
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
		if size = size.with(d.Room); size.narrow() && !hasRoom(d.Nodes, size.width-2) {
			continue
		}
		if g.layouts[i] == nil {
			g.layouts[i] = layOut(len(d.Nodes), d.Links, size)
		}
		g.shown, g.size = g.layouts[i], size
		if g.shown.width <= b.Width() && g.shown.height <= b.Height() {
			return
		}
	}
}

// hasRoom reports whether what stands in narrow nodes fits into so many columns.
func hasRoom(nodes []FlowNode, width int) bool {
	for i := range nodes {
		if screen.Width(nodes[i].Narrow[0].Left) > width {
			return false
		}
	}
	return true
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

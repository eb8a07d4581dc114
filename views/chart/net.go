package chart

import (
	"math"

	"nabla/screen"
	"nabla/views/theme"
)

// NetRow is a line of a unit: what the number is called, and the number as text.
type NetRow struct{ Name, Value string }

// NetUnit is a unit of a [Net]: its lines where there is height, else Short.
type NetUnit struct {
	Rows  []NetRow
	Short NetRow
	State FlowState
}

// NetLayer is a row of units.
type NetLayer struct {
	Title string // stands in the margin
	Units []NetUnit
}

// NetEdge is how an edge looks: its share of the largest, from −1 to 1, gives its
// width and its sign, and whether anything came over it.
type NetEdge struct {
	Share float64
	State FlowState
	Label string // stands on it where there is room
}

// NetGap is what lies between two layers: an edge from every unit to every other.
type NetGap struct {
	Label string // stands in the margin
	State FlowState
	Edge  func(to, from int) NetEdge
}

// NetPlace is a unit, or with From ≥ 0 the edge into it from a unit of the layer
// above.
type NetPlace struct{ Layer, Unit, From int }

// NetData is what [Net] draws: layers from top to bottom, of which each has an edge
// to every unit of the next.
type NetData struct {
	Layers []NetLayer
	Gaps   []NetGap // one less
	Unit   NetPlace // with the pointer; Layer −1 for none
	Edge   NetPlace // that stands out; Layer −1 for none
}

// The sizes of a net: the margin, the narrowest and the widest text of a unit, the
// rows between layers at the least and where there is room.
const (
	netMargin  = 8
	netNarrow  = 5
	netWide    = 13
	netGap     = 2
	netGapRoom = 3
	netGapMost = 9
)

// Net draws layers of units with an edge between each two of neighbouring layers:
// the wider an edge the larger its share, dashed where it is negative, in the
// diverging colours. The zero value is ready.
type Net struct {
	box     screen.Box
	counts  []int
	tops    []int // of the layers
	heights []int
	framed  bool
	margin  int
	width   int // of a unit
	raster  raster
	texts   []netText
	over    []int32 // of each cell the rank of the edge that gives it its colour
	style   []screen.Style
}

// netText is where a label stands.
type netText struct{ x, y, w int }

// NetRoom returns how many columns a unit's text has in a box of so many, where
// the widest layer has so many units; 0 where that is too few.
func NetRoom(width, widest int) int {
	_, room := netWidths(width, widest)
	return room
}

func netWidths(width, widest int) (margin, room int) {
	if widest < 1 {
		return 0, 0
	}
	for _, margin := range []int{netMargin, 0} {
		// Boxes stand apart where they can, else side by side.
		for _, rim := range []int{3, 2} {
			if room := min((width-margin)/widest-rim, netWide); room >= netNarrow {
				return margin, room
			}
		}
	}
	return 0, 0
}

// Draw fills the box and reports whether it had room; if not, it is blank.
func (n *Net) Draw(b screen.Box, th *theme.Theme, d *NetData) bool {
	b.Clear()
	n.box, n.tops = b, n.tops[:0]
	if !n.layOut(b, d) {
		n.tops = n.tops[:0]
		return false
	}
	n.drawEdges(b, th, d)
	for l := range d.Layers {
		layer := &d.Layers[l]
		if n.margin > 0 {
			b.TextFit(0, n.tops[l]+n.heights[l]/2, n.margin-1, layer.Title, th.Style(theme.Muted))
		}
		for u := range layer.Units {
			n.drawUnit(b, th, &layer.Units[u], l, u, d.Unit == NetPlace{l, u, -1})
		}
	}
	return true
}

// layOut finds the largest form in which all has room.
func (n *Net) layOut(b screen.Box, d *NetData) bool {
	widest := 0
	n.counts = n.counts[:0]
	for i := range d.Layers {
		n.counts = append(n.counts, len(d.Layers[i].Units))
		widest = max(widest, len(d.Layers[i].Units))
	}
	var room int
	if n.margin, room = netWidths(b.Width(), widest); room == 0 {
		return false
	}
	n.width = room + 2
	gaps := len(d.Gaps)
	for _, form := range []struct {
		framed, short bool
		gap           int
	}{{true, false, netGapRoom}, {false, false, netGapRoom}, {false, false, netGap}, {false, true, netGap}, {false, true, 1}} {
		n.framed, n.heights = form.framed, n.heights[:0]
		total := 0
		for i := range d.Layers {
			h := 1
			if !form.short {
				for u := range d.Layers[i].Units {
					h = max(h, len(d.Layers[i].Units[u].Rows))
				}
			}
			if form.framed {
				h += 2
			}
			n.heights = append(n.heights, h)
			total += h
		}
		if total+gaps*form.gap > b.Height() {
			continue
		}
		gap := form.gap
		if gaps > 0 {
			gap = min((b.Height()-total)/gaps, netGapMost)
		}
		y := (b.Height() - total - gaps*gap) / 2
		for _, h := range n.heights {
			n.tops = append(n.tops, y)
			y += h + gap
		}
		return true
	}
	return false
}

// middle is the column of a unit's middle.
func (n *Net) middle(layer, unit int) int {
	w := n.box.Width() - n.margin
	return n.margin + (2*unit+1)*w/(2*n.counts[layer])
}

// drawUnit draws the box of a unit.
func (n *Net) drawUnit(b screen.Box, th *theme.Theme, u *NetUnit, layer, unit int, chosen bool) {
	left, top, height := n.middle(layer, unit)-n.width/2, n.tops[layer], n.heights[layer]
	style := nodeStyle(th, u.State)
	b.Sub(left, top, n.width, height).Fill(' ', style)
	rim := 0
	lines := linesOf(th, u.State == FlowLit || chosen)
	right, bottom := left+n.width-1, top+height-1
	if n.framed {
		rim = 1
		for x := left + 1; x < right; x++ {
			b.SetRune(x, top, lines[east|west], style)
			b.SetRune(x, bottom, lines[east|west], style)
		}
		b.SetRune(left, top, lines[south|east], style)
		b.SetRune(right, top, lines[south|west], style)
		b.SetRune(left, bottom, lines[north|east], style)
		b.SetRune(right, bottom, lines[north|west], style)
	}
	for y := top + rim; y <= bottom-rim; y++ {
		b.SetRune(left, y, lines[north|south], style)
		b.SetRune(right, y, lines[north|south], style)
	}
	rows := u.Rows
	if height == 1 && len(rows) != 1 {
		rows = []NetRow{u.Short}
	}
	for i, row := range rows {
		text := b.Sub(left+1, top+rim+i, n.width-2, 1)
		if free := text.Width() - screen.Width(row.Value); free >= 0 {
			text.Text(0, 0, screen.Truncate(row.Name, max(free-1, 0), ""), style)
			text.Text(free, 0, row.Value, style)
		}
	}
	if chosen {
		b.SetRune(left, top+rim, th.Glyphs().Pointer, th.Style(theme.Accent))
	}
}

// At returns the unit or, between the layers, the edge that is nearest to a cell of
// the box.
func (n *Net) At(x, y int) (at NetPlace, ok bool) {
	for l, top := range n.tops {
		if y >= top && y < top+n.heights[l] {
			for u := range n.counts[l] {
				if left := n.middle(l, u) - n.width/2; x >= left && x < left+n.width {
					return NetPlace{l, u, -1}, true
				}
			}
			return NetPlace{}, false
		}
		if l+1 < len(n.tops) && y >= top+n.heights[l] && y < n.tops[l+1] {
			return n.nearest(l, x, y)
		}
	}
	return NetPlace{}, false
}

// nearest returns the edge of a gap that passes nearest to a cell, within two
// columns of it.
func (n *Net) nearest(g, x, y int) (at NetPlace, ok bool) {
	best := 2.0 * dotsAcross
	for to := range n.counts[g+1] {
		for from := range n.counts[g] {
			a, b := n.ends(g, to, from)
			share := (float64(y*dotsDown) + 1.5 - a.y) / max(b.y-a.y, 1)
			away := math.Abs(a.x + float64(share*(b.x-a.x)) - float64(x*dotsAcross) - 0.5)
			if away < best {
				best, at, ok = away, NetPlace{g + 1, to, from}, true
			}
		}
	}
	return at, ok
}

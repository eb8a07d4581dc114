package chart

import (
	"math"
	"slices"

	"nabla/screen"
	"nabla/views/theme"
)

// drawEdges draws all edges, those that stand out over the others.
func (n *Net) drawEdges(b screen.Box, th *theme.Theme, d *NetData) {
	n.raster.begin(b.Width(), b.Height())
	cells := b.Width() * b.Height()
	n.over = slices.Grow(n.over[:0], cells)[:cells]
	n.style = slices.Grow(n.style[:0], cells)[:cells]
	clear(n.over)
	for g := range d.Gaps {
		gap := &d.Gaps[g]
		for to := range n.counts[g+1] {
			for from := range n.counts[g] {
				e, chosen := gap.Edge(to, from), d.Edge == NetPlace{g + 1, to, from}
				touches := d.Unit == NetPlace{g, from, -1} || d.Unit == NetPlace{g + 1, to, -1}
				if crowd := n.counts[g]*n.counts[g+1] > netCrowd; crowd && !touches && !chosen {
					if math.Abs(e.Share) < netSeen || e.State == FlowWaiting {
						continue // those of the chosen unit are to be seen
					}
					e.Share = math.Copysign(thin, e.Share)
				}
				n.edge(th, g, to, from, e, chosen)
			}
		}
		n.label(b, th, g, gap)
	}
	n.putDots(b, th)
	n.texts = n.texts[:0]
	for g := range d.Gaps {
		for to := range n.counts[g+1] {
			for from := range n.counts[g] {
				n.putLabel(b, th, g, to, from, d.Gaps[g].Edge(to, from).Label)
			}
		}
	}
}

// onEdge are the places along an edge where a label may stand, best first.
func onEdge() []float64 { return []float64{0.5, 0.65, 0.35, 0.8, 0.2} }

// putLabel writes a label on its edge where it meets no other.
func (n *Net) putLabel(b screen.Box, th *theme.Theme, g, to, from int, text string) {
	if text == "" || n.tops[g+1]-n.tops[g]-n.heights[g] < netGapRoom {
		return
	}
	w := screen.Width(text)
	a, z := n.ends(g, to, from)
	for _, share := range onEdge() {
		p := a.plus(dotPlace{z.x - a.x, z.y - a.y}, share)
		x, y := int(p.x)/dotsAcross-w/2, int(p.y)/dotsDown
		free := x >= n.margin && x+w <= b.Width()
		for _, t := range n.texts {
			free = free && (t.y != y || x+w < t.x || t.x+t.w < x)
		}
		if free {
			n.texts = append(n.texts, netText{x, y, w})
			b.Text(x, y, text, th.Style(theme.Text))
			return
		}
	}
}

// putDots draws the dots of all edges.
func (n *Net) putDots(b screen.Box, th *theme.Theme) {
	for y := range b.Height() {
		for x := range b.Width() {
			if dots := n.raster.at(x, y); dots != 0 {
				b.SetRune(x, y, th.Dots(dots), n.style[y*b.Width()+x])
			}
		}
	}
}

// label writes what the edges of a gap are.
func (n *Net) label(b screen.Box, th *theme.Theme, g int, gap *NetGap) {
	style := th.Style(theme.Muted)
	if gap.State == FlowLit {
		style = th.Style(theme.Accent)
	}
	top := n.tops[g] + n.heights[g]
	width := n.margin
	if width == 0 {
		width = netMargin
	}
	b.TextFit(0, top+(n.tops[g+1]-top)/2, width, gap.Label, style)
}

// dashes are the dots of a dashed edge that are drawn and left out, and of one over
// which nothing came yet.
const (
	dashOn, dashOff = 4, 3
	restOff         = 3
)

// thin is the share up to which an edge is a dot wide; twice that is two, more is
// three. Of more than netCrowd edges in a gap, those that lead to other units than
// the chosen one are thin, and left out where their share is less than netSeen.
const (
	thin     = 1.0 / 3
	netCrowd = 24
	netSeen  = 0.6
)

// edge draws one edge.
func (n *Net) edge(th *theme.Theme, g, to, from int, e NetEdge, chosen bool) {
	a, b := n.ends(g, to, from)
	size := math.Abs(e.Share)
	style := edgeStyle(th, e)
	rank := int32(1 + float64(8*size))
	wide := 1
	switch {
	case e.State == FlowWaiting:
		rank, wide = 1, 1
	case size > 2*thin:
		wide = 3
	case size > thin:
		wide = 2
	}
	if e.State == FlowLit {
		rank += 16
	}
	if chosen {
		rank, style, wide = 64, th.Style(theme.Accent), max(wide, 2)
	}
	count := int(math.Ceil(max(math.Abs(b.x-a.x), math.Abs(b.y-a.y))))
	for i := range count + 1 {
		switch {
		case e.State == FlowWaiting && !chosen && i%restOff != 0:
			continue
		case e.State != FlowWaiting && e.Share < 0 && i%(dashOn+dashOff) >= dashOn:
			continue
		}
		p := a.plus(dotPlace{b.x - a.x, b.y - a.y}, float64(i)/float64(max(count, 1)))
		x, y := int(math.Round(p.x)), int(math.Round(p.y))
		for dx := range wide {
			n.dot(x+dx-wide/2, y, rank, style)
		}
	}
}

// dot sets a dot; the edge of the highest rank gives its cell its look.
func (n *Net) dot(x, y int, rank int32, style screen.Style) {
	n.raster.set(x, y)
	cx, cy := x/dotsAcross, y/dotsDown
	if x < 0 || y < 0 || cx >= n.raster.w || cy >= n.raster.h {
		return
	}
	if i := cy*n.raster.w + cx; n.over[i] < rank {
		n.over[i], n.style[i] = rank, style
	}
}

// ends are the dots that an edge leads between.
func (n *Net) ends(g, to, from int) (a, b dotPlace) {
	a = dotPlace{float64(n.middle(g, from)*dotsAcross + 1), float64((n.tops[g] + n.heights[g]) * dotsDown)}
	b = dotPlace{float64(n.middle(g+1, to)*dotsAcross + 1), float64(n.tops[g+1]*dotsDown - 1)}
	return a, b
}

// edgeStyle is the colour of an edge: the farther from 0, the farther from the
// background.
func edgeStyle(th *theme.Theme, e NetEdge) screen.Style {
	switch {
	case e.State == FlowWaiting || e.Share == 0:
		return th.Style(theme.Faint)
	case th.Key().Profile == theme.NoColor:
		return th.Style(theme.Text)
	}
	// Even a small share is to be seen against the background.
	const least = 0.45
	share := least + float64((1-least)*min(math.Abs(e.Share), 1))
	if e.Share < 0 {
		share = -share
	}
	style := screen.Style{Fg: th.Diverging(theme.Level((1 + share) / 2))}
	if e.State == FlowLit {
		style = style.With(screen.Bold)
	}
	return style
}

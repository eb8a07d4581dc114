package chart

import "slices"

// How a layered graph is laid out, after Sugiyama, Tagawa and Toda (1981): layers
// by the longest way to a sink, dummies where a wire passes a layer, an order
// with few crossings by barycentres, and places by least squares.
//
// Columns come in pairs. The middle of a node and the way of a wire down from it
// are in even columns, the ways into nodes in odd ones (or straight from above):
// so no two wires ever want the same column of a gap, and each gap needs only as
// many rows as there are wires that overlap.

// vertex is a node in its layer, or the place where a wire passes a layer.
type vertex struct {
	source int // the node whose wire it carries; the node itself
	dummy  bool
	layer  int
	unit   int       // its middle is in column 2·unit
	in     int       // a dummy's column where the wire comes in: its middle or right of it
	up     []segment // into it, in the order of its links
	down   []segment
}

// segment is a piece of a wire through one gap.
type segment struct {
	top, bottom int // vertices
	link        int // that ends here, −1 at a dummy
	from, to    int // columns
	track       int // row of the gap on which it goes sideways, −1 for straight
}

// side is one side of a wire.
type side int8

const (
	noSide side = iota // no room for a label
	leftSide
	rightSide
)

// gap is what lies between two layers.
type gap struct {
	segments []segment
	tracks   int
	inline   bool // labels stand on the wires; else in rows of their own
	y, rows  int
}

// flowLayout is where everything is, in columns and rows of the whole drawing.
type flowLayout struct {
	vertices      []vertex // the nodes by their numbers, then the dummies
	layers        [][]int
	gaps          []gap  // below each layer but the last
	sides         []side // by link, of its end, where its label stands
	y             []int  // of each layer
	half          int    // columns of a node on either side of its middle
	width, height int
}

// layOut finds the places of n nodes. Links lead from lower to higher numbers.
func layOut(n int, links []FlowLink, size flowSize) *flowLayout {
	g := &flowLayout{half: size.width / 2, sides: make([]side, len(links))}
	g.assign(n, links)
	g.connect(n, links)
	g.order()
	g.place()
	g.wire()
	g.stack(links, size)
	return g
}

// assign gives every node its layer: as low as its links allow.
func (g *flowLayout) assign(n int, links []FlowLink) {
	above := make([]int, n) // layers above the lowest
	byFrom := make([][]int, n)
	for i, l := range links {
		byFrom[l.From] = append(byFrom[l.From], i)
	}
	highest := 0
	for v := n - 1; v >= 0; v-- {
		for _, i := range byFrom[v] {
			above[v] = max(above[v], above[links[i].To]+1)
		}
		highest = max(highest, above[v])
	}
	g.vertices = make([]vertex, n)
	for v := range n {
		g.vertices[v] = vertex{source: v, layer: highest - above[v]}
	}
	g.layers = make([][]int, highest+1)
	g.gaps = make([]gap, highest)
}

// connect makes the segments of all links, with one chain of dummies for all
// links of a node.
func (g *flowLayout) connect(n int, links []FlowLink) {
	chains := make([][]int, n) // of a node, its dummies layer by layer
	for _, l := range links {
		from, to := g.vertices[l.From].layer, g.vertices[l.To].layer
		for layer := from + 1 + len(chains[l.From]); layer < to; layer++ {
			chains[l.From] = append(chains[l.From], len(g.vertices))
			g.vertices = append(g.vertices, vertex{source: l.From, dummy: true, layer: layer})
		}
	}
	for v, chain := range chains {
		for _, d := range chain {
			g.join(segment{top: v, bottom: d, link: -1})
			v = d
		}
	}
	for i, l := range links {
		top, between := l.From, g.vertices[l.To].layer-g.vertices[l.From].layer-1
		if between > 0 {
			top = chains[l.From][between-1]
		}
		g.join(segment{top: top, bottom: l.To, link: i})
	}
}

func (g *flowLayout) join(s segment) {
	top, bottom := &g.vertices[s.top], &g.vertices[s.bottom]
	top.down, bottom.up = append(top.down, s), append(bottom.up, s)
}

// order sets the order in the layers: that of a walk from the sinks, which is
// right for trees, made better by barycentres while that saves crossings.
func (g *flowLayout) order() {
	seen := make([]bool, len(g.vertices))
	var visit func(v int)
	visit = func(v int) {
		if seen[v] {
			return
		}
		seen[v] = true
		layer := g.vertices[v].layer
		g.layers[layer] = append(g.layers[layer], v)
		for _, s := range g.vertices[v].up {
			visit(s.top)
		}
	}
	for v := range g.vertices {
		if len(g.vertices[v].down) == 0 {
			visit(v)
		}
	}
	best, fewest := g.copyLayers(), g.crossings()
	for sweep := 0; sweep < 8 && fewest > 0; sweep++ {
		g.sweep(sweep%2 == 0)
		if n := g.crossings(); n < fewest {
			best, fewest = g.copyLayers(), n
		}
	}
	g.layers = best
}

func (g *flowLayout) copyLayers() [][]int {
	layers := make([][]int, len(g.layers))
	for i := range g.layers {
		layers[i] = slices.Clone(g.layers[i])
	}
	return layers
}

// positions returns where in its layer each vertex stands.
func (g *flowLayout) positions() []int {
	at := make([]int, len(g.vertices))
	for _, layer := range g.layers {
		for i, v := range layer {
			at[v] = i
		}
	}
	return at
}

// crossings counts the pairs of segments that cross.
func (g *flowLayout) crossings() int {
	at := g.positions()
	count := 0
	var lower []int
	for _, layer := range g.layers[:len(g.layers)-1] {
		lower = lower[:0]
		for _, v := range layer {
			from := len(lower)
			for _, s := range g.vertices[v].down {
				for _, other := range lower[:from] {
					if other > at[s.bottom] {
						count++
					}
				}
				lower = append(lower, at[s.bottom])
			}
		}
	}
	return count
}

// sweep orders each layer by the mean places of the neighbours below, or above.
func (g *flowLayout) sweep(below bool) {
	at := g.positions()
	middle := make([]float64, len(g.vertices))
	for i := range g.layers {
		if below {
			i = len(g.layers) - 1 - i
		}
		layer := g.layers[i]
		for _, v := range layer {
			middle[v] = g.mean(v, below, func(u int) float64 { return float64(at[u]) }, float64(at[v]))
		}
		slices.SortStableFunc(layer, func(a, b int) int {
			switch {
			case middle[a] < middle[b]:
				return -1
			case middle[a] > middle[b]:
				return 1
			}
			return 0
		})
		for i, v := range layer {
			at[v] = i
		}
	}
}

// leaf reports whether a vertex is a node that is made of no other and serves one
// alone: it stands beside what is made of something.
func (g *flowLayout) leaf(v int) bool {
	return !g.vertices[v].dummy && len(g.vertices[v].up) == 0 && len(g.vertices[v].down) == 1
}

// mean is that of a value of the neighbours below or above a vertex, leaves left
// out if there are others, or what it is without any.
func (g *flowLayout) mean(v int, below bool, value func(int) float64, without float64) float64 {
	segments := g.vertices[v].up
	if below {
		segments = g.vertices[v].down
	}
	if len(segments) == 0 {
		return without
	}
	sum, count, leaves, least := 0.0, 0, 0.0, 0
	for _, s := range segments {
		u := s.top
		if below {
			u = s.bottom
		}
		if g.leaf(u) {
			leaves, least = leaves+value(u), least+1
		} else {
			sum, count = sum+value(u), count+1
		}
	}
	if count == 0 {
		return leaves / float64(least)
	}
	return sum / float64(count)
}

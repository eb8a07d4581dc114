package views

import (
	"slices"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
)

// chainFold is a chain's graph as it is shown: without constants, which stand in
// the signs of the operations, and with folded parts as one node each.
type chainFold struct {
	nodes []int    // of the chain, that are shown
	texts []string // what stands in them
	place []int    // of each node of the chain, the index of the one that shows it, −1 for none
	links []foldLink
}

// foldLink is all edges from what a shown node holds back to another one.
type foldLink struct {
	from, to int   // nodes of the chain: the argument, and what is made of it
	edges    []int // of the chain, that end at the argument
}

// foldChain folds the nodes that are in folded: each takes in every operation that
// serves it alone. Variables are always shown.
func foldChain(c *experiment.Chain, folded []int) *chainFold {
	n := len(c.Nodes())
	owner := make([]int, n) // of each node, the folded one that holds it, or itself
	users := make([][]int, n)
	for _, e := range c.Edges() {
		users[e.Arg] = append(users[e.Arg], e.Node)
	}
	for v := n - 1; v >= 0; v-- {
		owner[v] = v
		if !c.Operation(v) || len(users[v]) == 0 {
			continue
		}
		common := owner[users[v][0]]
		for _, u := range users[v] {
			if owner[u] != common {
				common = -1
			}
		}
		if common >= 0 && slices.Contains(folded, common) {
			owner[v] = common
		}
	}
	f := &chainFold{place: make([]int, n)}
	for v := range n {
		f.place[v] = -1
		if owner[v] == v && !c.Constant(v) {
			f.place[v] = len(f.nodes)
			f.nodes = append(f.nodes, v)
		}
	}
	for v := range n {
		if owner[v] != v {
			f.place[v] = f.place[owner[v]]
		}
	}
	for _, v := range f.nodes {
		f.links = f.linksInto(c, owner, v)
	}
	f.write(c)
	return f
}

// linksInto adds the links into a shown node, in the order in which its part of
// the formula comes to them.
func (f *chainFold) linksInto(c *experiment.Chain, owner []int, v int) []foldLink {
	first := len(f.links)
	links := f.links
	single := true // a plain operation keeps two links to one argument apart
	for u := range owner {
		single = single && (owner[u] != v || u == v)
	}
	seen := make([]bool, len(owner))
	var visit func(u int)
	visit = func(u int) {
		if seen[u] {
			return
		}
		seen[u] = true
		for _, i := range c.Out(u) {
			arg := c.Edges()[i].Arg
			if owner[arg] == v {
				visit(arg)
				continue
			}
			at := slices.IndexFunc(links[first:], func(l foldLink) bool { return l.from == arg })
			if at < 0 || single {
				links = append(links, foldLink{from: arg, to: v, edges: []int{i}})
			} else {
				links[first+at].edges = append(links[first+at].edges, i)
			}
		}
	}
	visit(v)
	return links
}

// local is the derivative of a link's upper node with respect to its lower one:
// the sum over all ways through what is folded.
func (l *foldLink) local(c *experiment.Chain) float64 {
	edges := c.Edges()
	if len(l.edges) == 1 && edges[l.edges[0]].Node == l.to {
		return edges[l.edges[0]].Local
	}
	within := map[int]float64{l.to: 1}
	sum := 0.0
	for v := l.to; v >= 0; v-- {
		up, reached := within[v]
		if !reached {
			continue
		}
		for _, i := range c.Out(v) {
			e := &edges[i]
			switch {
			case e.Stops:
			case slices.Contains(l.edges, i):
				sum += float64(e.Local * up)
			case e.Arg != l.from:
				within[e.Arg] += float64(e.Local * up)
			}
		}
	}
	return sum
}

// write makes the texts in the nodes.
func (f *chainFold) write(c *experiment.Chain) {
	f.texts = make([]string, len(f.nodes))
	for i, v := range f.nodes {
		switch {
		case f.holds(v):
			f.texts[i] = c.Name(v) + "=" + c.Nodes()[v].Label
		case c.Operation(v):
			f.texts[i] = short(c, v)
		default:
			f.texts[i] = c.Name(v)
		}
	}
}

// room is how many columns a node needs inside for its text and a number of four
// figures, which has a column less without a sign; longer texts are cut.
func (f *chainFold) room() int {
	const most = 19
	room := 0
	for i, v := range f.nodes {
		if !f.holds(v) {
			room = max(room, screen.Width(f.texts[i])+chart.NumberWidth)
		}
	}
	return min(room, most)
}

// holds reports whether a shown node stands for more than itself.
func (f *chainFold) holds(v int) bool {
	for u, place := range f.place {
		if u != v && place == f.place[v] {
			return true
		}
	}
	return false
}

package views

import (
	"fmt"
	"slices"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// ChainData is what a chain's panes show.
type ChainData struct {
	Chain  *experiment.Chain
	Chosen int   // the node with the pointer, −1 for none
	Led    bool  // the view follows the pointer, not what happens
	Folded []int // operations that stand for all that serves them alone
	Path   int   // the path that is lit in place of what happens, −1 for none
}

// ChainGraph draws the graph of a chain and, below it, what the present step
// works out. It keeps the layout from one frame to the next.
type ChainGraph struct {
	graph   chart.Flow
	data    chart.FlowData
	fold    *chainFold // of the formula, with these nodes folded
	formula string
	folded  []int
}

// Draw fills the box.
func (v *ChainGraph) Draw(box screen.Box, look Look, d ChainData) {
	lines := 0
	switch {
	case box.Height() >= 10:
		lines = 2
	case box.Height() >= 7:
		lines = 1
	}
	var problem []string
	if err := d.Chain.Problem(); err != nil && lines > 0 {
		problem = wrap(look.Words.Error(err), box.Width()-2)
	}
	v.update(look, d)
	foot := box.Sub(1, box.Height()-lines-len(problem), box.Width()-2, lines+len(problem))
	v.graph.Draw(box.Sub(0, 0, box.Width(), box.Height()-lines-len(problem)), look.Theme, v.data)
	worked := [2]form{{width: foot.Width()}, {width: foot.Width()}}
	chainWorked(look, d, &worked[0], &worked[1])
	for i, line := range worked[:lines] {
		style := look.style(theme.Text)
		if i > 0 {
			style = look.style(theme.Muted)
			if _, edge, path := d.Chain.Lit(); edge >= 0 || path >= 0 || d.Path >= 0 {
				style = look.style(theme.Accent)
			}
		}
		foot.TextFit(0, i, foot.Width(), line.text, style) // a text, not a number, may be cut
	}
	for i, line := range problem {
		foot.Text(0, lines+i, line, look.style(theme.Bad))
	}
}

// Shown returns the nodes that are shown, in the order of the formula.
func (v *ChainGraph) Shown(d ChainData) []int {
	v.refold(d)
	return v.fold.nodes
}

// NodeAt returns the node drawn at a cell of the box.
func (v *ChainGraph) NodeAt(x, y int) (node int, ok bool) {
	at, ok := v.graph.NodeAt(x, y)
	if !ok || v.fold == nil {
		return 0, false
	}
	return v.fold.nodes[at], true
}

// refold folds the graph anew if another formula or other nodes are to be folded.
func (v *ChainGraph) refold(d ChainData) {
	if text := d.Chain.Formula().Text(); v.fold == nil || v.formula != text || !slices.Equal(v.folded, d.Folded) {
		v.fold, v.formula, v.folded = foldChain(d.Chain, d.Folded), text, slices.Clone(d.Folded)
		v.data.ID, v.data.Room = fmt.Sprint(text, d.Folded), v.fold.room()
	}
}

// update makes the chart's data.
func (v *ChainGraph) update(look Look, d ChainData) {
	v.refold(d)
	c, g := d.Chain, &v.data
	g.Focus, g.Chosen = -1, -1
	g.Nodes, g.Links = g.Nodes[:0], g.Links[:0]
	for i, n := range v.fold.nodes {
		g.Nodes = append(g.Nodes, v.node(look, c, n, v.fold.texts[i]))
	}
	for i := range v.fold.links {
		g.Links = append(g.Links, v.link(look, c, &v.fold.links[i]))
	}
	v.light(look, d, g)
	if d.Chosen >= 0 && d.Chosen <= c.Output() {
		g.Chosen = v.fold.place[d.Chosen]
	}
	if d.Led && g.Chosen >= 0 {
		g.Focus = g.Chosen
	}
}

// node is how a node looks: what it is, its value and, behind ∂f, its adjoint.
func (v *ChainGraph) node(look Look, c *experiment.Chain, n int, text string) chart.FlowNode {
	var node chart.FlowNode
	node.Short.Left, node.Lines[0].Left, node.Narrow[0].Left = text, text, text
	if !c.Computed(n) {
		return node
	}
	node.State = chart.FlowKnown
	value := c.Nodes()[n].Value
	room := max(v.data.Room, chart.FlowRoom) - 1 - screen.Width(text)
	node.Short.Right = look.within(value, max(room, 6))
	node.Lines[0].Right = node.Short.Right
	node.Narrow[1].Right = look.number(value)
	if adjoint, some, _ := c.Adjoint(n); some {
		node.Lines[1] = chart.FlowText{Left: "∂f", Right: look.number(adjoint)}
		if node.Short.Right = look.join("∂f ", node.Lines[1].Right); screen.Width(node.Short.Right) > room {
			node.Short.Right = look.join("∂", look.within(adjoint, max(room-1, 4)))
		}
		if node.Narrow[2] = node.Lines[1]; screen.Width(node.Lines[1].Right) == chart.NumberWidth {
			node.Narrow[2] = chart.FlowText{Right: look.join("∂f", node.Lines[1].Right)}
		}
	}
	return node
}

// link is how a link looks: its label comes when a derivative has gone over all
// of it.
func (v *ChainGraph) link(look Look, c *experiment.Chain, l *foldLink) chart.FlowLink {
	link := chart.FlowLink{From: v.fold.place[l.from], To: v.fold.place[l.to]}
	walked, _ := c.Walked()
	product := 0.0
	for _, e := range l.edges {
		if e >= walked {
			if c.Computed(l.to) {
				link.State = chart.FlowKnown
			}
			return link
		}
		product += c.Edges()[e].Product
	}
	link.State = chart.FlowKnown
	link.Label = look.join("×", look.number(l.local(c)))
	link.More = look.join(" = ", look.number(product))
	return link
}

// light marks what the present step is about, and puts it into view.
func (v *ChainGraph) light(look Look, d ChainData, g *chart.FlowData) {
	c := d.Chain
	node, edge, path := c.Lit()
	if d.Path >= 0 {
		edge, path = -1, d.Path
	}
	switch {
	case edge >= 0:
		v.lightEdge(g, edge, chart.FlowUp)
		g.Focus = v.fold.place[c.Edges()[edge].Arg]
		g.Nodes[g.Focus].State = chart.FlowLit
	case path >= 0:
		listed, _ := c.Paths()
		g.Nodes[v.fold.place[c.Output()]].State = chart.FlowLit
		g.Focus = v.fold.place[c.Input()]
		product := 1.0
		for _, e := range listed[path].Edges {
			product *= c.Edges()[e].Local
			v.lightEdge(g, e, chart.FlowNoArrow)
			v.onPath(look, g, e, product)
			g.Nodes[v.fold.place[c.Edges()[e].Arg]].State = chart.FlowLit
		}
	case node >= 0:
		g.Focus = v.fold.place[node]
		g.Nodes[g.Focus].State = chart.FlowLit
		for i := range g.Links {
			if g.Links[i].To == g.Focus {
				g.Links[i].State, g.Links[i].Arrow = chart.FlowLit, chart.FlowDown
			}
		}
	case len(g.Nodes) > 0:
		if phase, _, _ := c.Phase(); phase == experiment.ChainDone {
			g.Focus = v.fold.place[c.Input()]
		}
	}
}

func (v *ChainGraph) lightEdge(g *chart.FlowData, edge int, arrow chart.FlowArrow) {
	for i := range v.fold.links {
		if slices.Contains(v.fold.links[i].edges, edge) {
			g.Links[i].State, g.Links[i].Arrow = chart.FlowLit, arrow
		}
	}
}

// onPath writes the product so far on an edge of a path, unless the edge is part
// of what is folded: its link then has more paths than this one.
func (v *ChainGraph) onPath(look Look, g *chart.FlowData, edge int, product float64) {
	for i := range v.fold.links {
		l := &v.fold.links[i]
		if !slices.Contains(l.edges, edge) {
			continue
		}
		g.Links[i].More = ""
		if g.Links[i].Label != "" && !v.fold.holds(l.to) {
			g.Links[i].More = look.join(" = ", look.number(product))
		}
	}
}

package views

import (
	"slices"
	"strings"

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
}

// ChainGraph draws the graph of a chain and, below it, what the present step
// works out. It keeps the layout from one frame to the next.
type ChainGraph struct {
	graph  chart.Flow
	data   chart.FlowData
	fold   *chainFold
	folded string
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
	problem := d.Chain.Problem()
	if problem != nil && lines > 0 {
		lines++
	}
	v.update(d)
	v.graph.Draw(box.Sub(0, 0, box.Width(), box.Height()-lines), look.Theme, v.data)
	foot := box.Sub(1, box.Height()-lines, box.Width()-2, lines)
	for i, forms := range chainWorked(look, d.Chain) {
		style := look.style(theme.Text)
		if i > 0 {
			style = look.style(theme.Muted)
			if _, edge, path := d.Chain.Lit(); edge >= 0 || path >= 0 {
				style = look.style(theme.Accent)
			}
		}
		text := fitting(forms, foot.Width())
		if text == "" { // a text, not a number, may be cut
			text = forms[len(forms)-1]
		}
		foot.TextFit(0, i, foot.Width(), text, style)
	}
	if problem != nil {
		foot.TextFit(0, lines-1, foot.Width(), look.Words.Error(problem), look.style(theme.Bad))
	}
}

// Shown returns the nodes that are shown, in the order of the formula.
func (v *ChainGraph) Shown(d ChainData) []int {
	v.update(d)
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

// update makes the chart's data.
func (v *ChainGraph) update(d ChainData) {
	c := d.Chain
	d.Folded = slices.DeleteFunc(slices.Clone(d.Folded), func(n int) bool { return n > c.Output() || !c.Operation(n) })
	fold := &chainFold{}
	if id := fold.id(c, d.Folded); v.fold == nil || v.folded != id {
		v.fold, v.folded = foldChain(c, d.Folded), id
	}
	g := &v.data
	g.ID, g.Focus, g.Chosen = v.folded, -1, -1
	g.Nodes, g.Links = g.Nodes[:0], g.Links[:0]
	for _, n := range v.fold.nodes {
		g.Nodes = append(g.Nodes, v.node(c, n))
	}
	for i := range v.fold.links {
		g.Links = append(g.Links, v.link(c, &v.fold.links[i]))
	}
	v.light(c, g)
	if d.Chosen >= 0 && d.Chosen <= c.Output() {
		g.Chosen = v.fold.place[d.Chosen]
	}
	if d.Led && g.Chosen >= 0 {
		g.Focus = g.Chosen
	}
}

// node is how a node looks.
func (v *ChainGraph) node(c *experiment.Chain, n int) chart.FlowNode {
	name, sign := c.Name(n), ""
	what := ""
	if c.Operation(n) {
		sign, what = chainSign(c, n), operation(c, n, func(u int) string { return named(c, u) })
		if v.fold.holds(n) {
			sign, what = "…", c.Nodes()[n].Label
		}
		name += " "
	}
	const inside = 15 // columns in the smallest box
	node := chart.FlowNode{Short: chart.FlowText{Left: name + sign}}
	node.Lines[0] = chart.FlowText{Left: name + "= " + strings.ReplaceAll(what, "sigmoid(", "σ(")}
	if what == "" {
		node.Lines[0].Left = name
	}
	if !c.Computed(n) {
		return node
	}
	node.State = chart.FlowKnown
	value := c.Nodes()[n].Value
	room := inside - 1 - screen.Width(name+sign)
	node.Short.Right = within(value, room)
	node.Lines[1].Left = chart.Number(value)
	if adjoint, some, _ := c.Adjoint(n); some {
		node.Short.Right = "∂" + within(adjoint, room-1)
		node.Lines[1].Right = "∂" + within(adjoint, inside-2-screen.Width(node.Lines[1].Left))
	}
	return node
}

// link is how a link looks: its label comes when a derivative has gone over all
// of it.
func (v *ChainGraph) link(c *experiment.Chain, l *foldLink) chart.FlowLink {
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
	link.Label = "×" + chart.Number(l.local(c))
	link.More = " = " + chart.Number(product)
	return link
}

// light marks what the present step is about, and puts it into view.
func (v *ChainGraph) light(c *experiment.Chain, g *chart.FlowData) {
	node, edge, path := c.Lit()
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
			v.onPath(g, e, product)
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
func (v *ChainGraph) onPath(g *chart.FlowData, edge int, product float64) {
	for i := range v.fold.links {
		l := &v.fold.links[i]
		if !slices.Contains(l.edges, edge) {
			continue
		}
		g.Links[i].More = " = " + chart.Number(product)
		if v.fold.holds(l.to) {
			g.Links[i].More = ""
		}
	}
}

// ChainNodes is the table of all nodes.
type ChainNodes struct{ Data ChainData }

// Draw fills the box.
func (v ChainNodes) Draw(box screen.Box, look Look) {
	c := v.Data.Chain
	t := table{chosen: -1, columns: []column{
		{heading: look.Words.T("chain.column-node")},
		{heading: look.Words.T("chain.column-value"), right: true},
		{heading: "∂f/∂", right: true},
		{heading: look.Words.T("chain.column-operation")},
	}}
	node, edge, _ := c.Lit()
	if edge >= 0 {
		node = c.Edges()[edge].Arg
	}
	if v.Data.Led && v.Data.Chosen >= 0 {
		node = v.Data.Chosen
	}
	for n := range c.Nodes() {
		if c.Constant(n) {
			continue
		}
		if n == node {
			t.chosen = len(t.rows)
		}
		t.rows = append(t.rows, nodeRow(look, c, n))
	}
	t.draw(box, look)
}

func nodeRow(look Look, c *experiment.Chain, n int) []cell {
	plain, muted := look.style(theme.Text), look.style(theme.Muted)
	adjoint, some, all := c.Adjoint(n)
	derivative := cell{chainNumber(adjoint, some), plain}
	if some && !all { // more is to come
		derivative.text += " + …"
		derivative.style = look.style(theme.Warn)
	}
	what := look.Words.T("chain.variable")
	if c.Operation(n) {
		what = operation(c, n, func(u int) string { return named(c, u) })
	}
	return []cell{
		{c.Name(n), plain},
		{chainNumber(c.Nodes()[n].Value, c.Computed(n)), plain},
		derivative,
		{what, muted},
	}
}

// ChainPaths lists the paths from the output to the chosen input, and their sum.
type ChainPaths struct{ Chain *experiment.Chain }

// Draw fills the box.
func (v ChainPaths) Draw(box screen.Box, look Look) {
	c := v.Chain
	listed, total := c.Paths()
	walked, sum := c.PathsWalked()
	head := []string{look.Words.T("chain.paths", "Total", countText(total))}
	style := look.style(theme.Muted)
	if walked > 0 {
		style = look.style(theme.Accent)
		left := ""
		if walked < total {
			left = " + …"
		}
		head = head[:0]
		for figures := 6; figures > 1; figures-- {
			head = append(head, derivativeOf(c, c.Input())+" = "+look.Words.T("chain.sum-of")+" = "+result(sum, figures)+left)
		}
		head = append(head, result(sum, 3)+left)
	}
	box.TextFit(2, 0, box.Width()-2, fitting(head, box.Width()-2), style)
	t := table{chosen: -1, columns: []column{
		{heading: look.Words.T("chain.column-product"), right: true},
		{heading: look.Words.T("chain.column-path")},
	}}
	_, _, lit := c.Lit()
	for i := range listed {
		product := cell{chainNumber(listed[i].Product, i < walked), look.style(theme.Text)}
		if i == lit {
			t.chosen, product.style = i, look.style(theme.Accent)
		}
		t.rows = append(t.rows, []cell{product, {pathNodes(c, &listed[i]), look.style(theme.Muted)}})
	}
	if len(listed) < total {
		t.rows = append(t.rows, []cell{
			{"…", look.style(theme.Muted)},
			{look.Words.T("chain.more-paths", "Listed", len(listed), "Total", countText(total)), look.style(theme.Warn)},
		})
	}
	t.draw(box.Sub(0, 1, box.Width(), box.Height()-1), look)
}

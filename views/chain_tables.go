package views

import (
	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// ChainNodes is the table of all nodes. It keeps the memory it draws with.
type ChainNodes struct {
	table      table
	operations []string // of the nodes of the formula
	formula    string
}

// Draw fills the box.
func (v *ChainNodes) Draw(box screen.Box, look Look, d ChainData) {
	c, t := d.Chain, &v.table
	t.begin(
		column{heading: look.Words.T("chain.column-node")},
		column{heading: look.Words.T("chain.column-value"), right: true},
		column{heading: "∂f/∂", right: true},
		column{heading: look.Words.T("chain.column-operation")},
	)
	v.write(c)
	node, edge, _ := c.Lit()
	if edge >= 0 {
		node = c.Edges()[edge].Arg
	}
	if d.Led && d.Chosen >= 0 {
		node = d.Chosen
	}
	for n := range c.Nodes() {
		if c.Constant(n) {
			continue
		}
		if n == node {
			t.chosen = len(t.rows)
		}
		v.add(look, c, n)
	}
	t.draw(box, look)
}

// write makes the texts of the operations, which are those of the formula.
func (v *ChainNodes) write(c *experiment.Chain) {
	if text := c.Formula().Text(); v.formula != text {
		v.formula, v.operations = text, make([]string, len(c.Nodes()))
		for n := range v.operations {
			if c.Operation(n) {
				v.operations[n] = operation(c, n)
			}
		}
	}
}

func (v *ChainNodes) add(look Look, c *experiment.Chain, n int) {
	plain, muted := look.style(theme.Text), look.style(theme.Muted)
	adjoint, some, all := c.Adjoint(n)
	derivative := cell{look.chainNumber(adjoint, some), plain}
	if some && !all { // more is to come
		derivative.text = look.join(derivative.text, " + …")
		derivative.style = look.style(theme.Warn)
	}
	what := v.operations[n]
	if !c.Operation(n) {
		what = look.Words.T("chain.variable")
	}
	v.table.add(cell{c.Name(n), plain}, cell{look.chainNumber(c.Nodes()[n].Value, c.Computed(n)), plain}, derivative, cell{what, muted})
}

// ChainPaths lists the paths from the output to the chosen input, and their sum. It
// keeps which of them were drawn.
type ChainPaths struct {
	top, drawn int
	table      table
}

// pathsHead is how many rows stand above the list.
const pathsHead = 2

// Draw fills the box.
func (v *ChainPaths) Draw(box screen.Box, look Look, d ChainData) {
	c := d.Chain
	listed, total := c.Paths()
	walked, _ := c.PathsWalked()
	v.drawHead(box, look, c)
	_, _, at := c.Lit()
	if d.Path >= 0 {
		at = d.Path
	}
	rows := len(listed)
	if len(listed) < total {
		rows++
		if phase, _, _ := c.Phase(); phase == experiment.ChainDone && d.Path < 0 {
			at = rows - 1 // the rest, without which the sum is not right
		}
	}
	height := max(box.Height()-pathsHead, 0)
	v.top = max(0, min(at-height/2, rows-height))
	v.drawn = max(0, min(rows-v.top, height))
	t := &v.table
	t.begin(
		column{heading: look.Words.T("chain.column-product"), right: true},
		column{heading: look.Words.T("chain.column-path")},
	)
	t.chosen = at - v.top
	for i := v.top; i < v.top+v.drawn; i++ {
		if i == len(listed) {
			others, rest := c.OtherPaths()
			t.add(
				cell{look.chainNumber(rest, walked == len(listed)), look.style(theme.Text)},
				cell{look.Words.T("chain.other-paths", "Count", look.pathCount(others)), look.style(theme.Warn)},
			)
			continue
		}
		product := cell{look.chainNumber(listed[i].Product, i < walked), look.style(theme.Text)}
		if i == at {
			product.style = look.style(theme.Accent)
		}
		t.add(product, cell{look.pathNodes(c, &listed[i]), look.style(theme.Muted)})
	}
	t.draw(box.Sub(0, 1, box.Width(), box.Height()-1), look)
}

// drawHead says how many paths there are or, once some are walked, their sum.
func (v *ChainPaths) drawHead(box screen.Box, look Look, c *experiment.Chain) {
	listed, total := c.Paths()
	walked, sum := c.PathsWalked()
	head, style := form{width: box.Width() - 2}, look.style(theme.Muted)
	if walked == 0 {
		count := look.pathCount(total)
		ends := []any{"Count", total, "Total", count, "Output", c.Name(c.Output()), "Input", c.Name(c.Input())}
		if !head.try(look.Words.T("chain.paths", ends...)) {
			head.try(count)
		}
	} else {
		style = look.style(theme.Accent)
		left := ""
		if walked < len(listed) {
			left = " + …"
		}
		derivative := look.derivativeOf(c, c.Input())
		for figures := 6; figures > 1 && !head.fits; figures-- {
			head.try(look.join(derivative, " = ", look.Words.T("chain.sum-of"), " = ", look.result(sum, figures), left))
		}
		head.try(look.join(look.result(sum, 3), left))
	}
	if head.fits { // a number is never cut
		box.TextFit(2, 0, box.Width()-2, head.text, style)
	}
}

// PathAt returns the path drawn in a row of the box.
func (v *ChainPaths) PathAt(y int, c *experiment.Chain) (path int, ok bool) {
	listed, _ := c.Paths()
	path = v.top + y - pathsHead
	return path, y >= pathsHead && y < pathsHead+v.drawn && path < len(listed)
}

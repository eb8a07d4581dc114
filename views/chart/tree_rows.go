package chart

import (
	"strings"

	"nabla/screen"
	"nabla/views/theme"
)

// outlineTree is the layout of a tree with a row for every node.
type outlineTree struct {
	order        []int  // the nodes from top to bottom
	row          []int  // the row of each node, that of its parent if it is left out
	last         []bool // whether a node is the last one below its parent
	indent       int    // columns by which each level is further in
	note, result int    // columns at which these begin
	marks        bool   // of the results there is room for the marks only
	deepest      int
}

// margin is how many columns stand left of the root, for the pointer.
const margin = 2

// layOut puts the nodes in order and divides the width among their texts.
// Without room for all rows the minor nodes have none.
func (o *outlineTree) layOut(t *Tree, nodes []TreeNode, w, h int) {
	*o = outlineTree{order: o.order[:0], row: make([]int, len(nodes)), last: make([]bool, len(nodes))}
	root := len(nodes) - 1
	o.visit(t, nodes, root, true)
	if len(o.order) > h {
		o.order = o.order[:0]
		o.visit(t, nodes, root, false)
	}
	for _, i := range o.order {
		o.deepest = max(o.deepest, t.depth[i])
	}
	o.indent = 3
	for o.indent > 1 && o.indent*o.deepest > w/4 {
		o.indent--
	}
	o.divide(t, w)
}

// divide gives the texts the columns they need, as long as that leaves a third
// of them to the results; where these have next to none, only their marks are
// drawn.
func (o *outlineTree) divide(t *Tree, w int) {
	const apart = 2
	text, note, result := 0, 0, 0
	for _, i := range o.order {
		text = max(text, min(o.indent*t.depth[i], w/3)+t.widths[i].text)
		note, result = max(note, t.widths[i].note), max(result, t.widths[i].result+2)
	}
	room := w - margin - note - 2*apart - 1 // at the end, for an arrow
	if text > room-min(result, w/3) {
		text = min(text, max(room-min(result, w/3), w/2))
	}
	if o.marks = room-text < min(result, 6); o.marks {
		text = max(room-1, 1)
	}
	o.note = margin + text + apart
	o.result = o.note + note + apart
}

// visit adds a node and those below it.
func (o *outlineTree) visit(t *Tree, nodes []TreeNode, node int, minors bool) {
	o.row[node] = len(o.order)
	o.order = append(o.order, node)
	shown := -1
	for _, k := range t.below[node] {
		if nodes[k].Minor && !minors {
			o.row[k] = o.row[node]
			continue
		}
		o.visit(t, nodes, k, minors)
		o.last[k] = false
		shown = k
	}
	if shown >= 0 {
		o.last[shown] = true
	}
}

// drawOutline draws the rows around the focus.
func (t *Tree) drawOutline(b screen.Box, th *theme.Theme, d *TreeData) {
	o, h := &t.outline, b.Height()
	focus := min(max(d.Focus, 0), len(d.Nodes)-1)
	top := max(0, min(o.row[focus]-h/2, len(o.order)-h))
	shift := max(0, o.indent*t.depth[o.order[o.row[focus]]]-b.Width()/3)
	for y := 0; y < h && top+y < len(o.order); y++ {
		t.drawRow(b, th, d, o.order[top+y], y, shift)
	}
	style := th.Style(theme.Accent)
	if top > 0 {
		b.SetRune(b.Width()-1, 0, th.Glyphs().Above, style)
	}
	if top+h < len(o.order) {
		b.SetRune(b.Width()-1, h-1, th.Glyphs().Below, style)
	}
}

// drawRow draws a node, so many columns further to the left.
func (t *Tree) drawRow(b screen.Box, th *theme.Theme, d *TreeData, node, y, shift int) {
	o, n := &t.outline, &d.Nodes[node]
	t.spots = append(t.spots, treeSpot{node, 0, y, b.Width(), 1})
	style := treeStyle(th, n, node == d.Chosen)
	if n.State == TreeLit {
		b.Sub(0, y, b.Width(), 1).Fill(' ', style)
	}
	from := margin - shift + o.indent*t.depth[node]
	t.drawStems(b, th, d, node, y, shift)
	end := b.Width() - 1
	if n.Note != "" || n.Result != "" {
		end = o.note - 1
		b.TextFit(o.note, y, o.result-1-o.note, n.Note, noteStyle(th, n))
		mark := treeMark(n)
		if o.marks {
			mark, _, _ = strings.Cut(mark, " ")
		}
		b.TextFit(o.result, y, b.Width()-o.result-1, mark, resultStyle(th, n))
	}
	if n.Label != "" {
		from += b.TextFit(from, y, end-from, n.Label, noteStyle(th, n)) + 1
	}
	if from >= 0 {
		b.TextFit(from, y, end-from, n.Text, style)
	} else {
		b.SetRune(0, y, th.Glyphs().Left, th.Style(theme.Muted))
	}
	if node == d.Chosen {
		b.SetRune(0, y, th.Glyphs().Pointer, th.Style(theme.Accent))
	}
}

// drawStems draws the lines to the left of a node: to itself, and past it from
// what is above to what is below.
func (t *Tree) drawStems(b screen.Box, th *theme.Theme, d *TreeData, node, y, shift int) {
	o := &t.outline
	for at := node; d.Nodes[at].Parent >= 0; at = d.Nodes[at].Parent {
		parent := d.Nodes[at].Parent
		lines, style := linesOf(th, d.Nodes[parent].State == TreeLit), branchStyle(th, &d.Nodes[parent])
		if d.Nodes[node].State == TreeLit {
			style.Bg = th.Style(theme.Selected).Bg
		}
		x := margin - shift + o.indent*t.depth[parent]
		mask := north | south
		switch {
		case at == node && o.last[at]:
			mask = north | east
		case at == node:
			mask = north | east | south
		case o.last[at]:
			continue
		}
		if x < 0 {
			return
		}
		b.SetRune(x, y, lines[mask], style)
		if at == node && o.indent > 2 {
			b.SetRune(x+1, y, lines[east|west], style)
		}
	}
}

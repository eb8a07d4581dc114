package chart

import (
	"slices"

	"nabla/screen"
	"nabla/views/theme"
)

// grownTree is the layout of a tree with its root on top. All widths are odd,
// so that what stands in the middle does so exactly.
type grownTree struct {
	width  int
	levels []int // rows of the nodes of each level
	block  []int // columns of each node's block, 0 if it is left out
	whole  []int // columns of it with all that hangs below
	middle []int // column of its middle
	mask   []int // of a row, what lines of each column go where
}

// layOut gives every node its place, with blocks of so many columns at most and
// with or without the minor nodes.
func (g *grownTree) layOut(t *Tree, nodes []TreeNode, widest int, minors bool) {
	g.levels = g.levels[:0]
	g.block, g.whole, g.middle = make([]int, len(nodes)), make([]int, len(nodes)), make([]int, len(nodes))
	root := len(nodes) - 1
	for i := range nodes {
		if nodes[i].Minor && !minors && i != root {
			continue
		}
		w := t.widths[i]
		result := 0
		if w.result > 0 {
			result = w.result + 2 // the mark
		}
		g.block[i] = min(max(w.text, w.note, result), widest) + 2
		g.block[i] += 1 - g.block[i]%2
		row := -1
		for _, k := range t.below[i] {
			if g.block[k] > 0 {
				row += g.whole[k] + 1
			}
		}
		g.whole[i] = max(g.block[i], row)
		for len(g.levels) <= t.depth[i] {
			g.levels = append(g.levels, 0)
		}
		g.levels[t.depth[i]] = max(g.levels[t.depth[i]], blockRows(&nodes[i]))
	}
	g.width = g.whole[root]
	g.place(t, root, 0)
}

// blockRows is how many rows a node's block has.
func blockRows(n *TreeNode) int {
	rows := 1
	for _, text := range [...]string{n.Note, n.Result} {
		if text != "" {
			rows++
		}
	}
	return rows
}

// place puts a node and all below it in the columns from x on.
func (g *grownTree) place(t *Tree, node, x int) {
	g.middle[node] = x + g.whole[node]/2
	row := -1
	for _, k := range t.below[node] {
		if g.block[k] > 0 {
			row += g.whole[k] + 1
		}
	}
	x += (g.whole[node] - row) / 2
	for _, k := range t.below[node] {
		if g.block[k] > 0 {
			g.place(t, k, x)
			x += g.whole[k] + 1
		}
	}
}

// height is how many rows the tree has with so many between two levels.
func (g *grownTree) height(between int) int {
	h := between * (len(g.levels) - 1)
	for _, rows := range g.levels {
		h += rows
	}
	return h
}

// drawGrown draws the blocks and the lines between them.
func (t *Tree) drawGrown(b screen.Box, th *theme.Theme, d *TreeData) {
	g := &t.blocks
	between := 1
	if g.height(2) <= b.Height() {
		between = 2
	}
	left, top := (b.Width()-g.width)/2, (b.Height()-g.height(between))/2
	rows := make([]int, len(g.levels))
	for level := range g.levels {
		rows[level] = top
		top += g.levels[level] + between
	}
	for i := range d.Nodes {
		if g.block[i] == 0 {
			continue
		}
		t.drawBranches(b, th, d, i, left, rows[t.depth[i]]+g.levels[t.depth[i]], between)
	}
	for i := range d.Nodes {
		if g.block[i] > 0 {
			t.drawBlock(b, th, d, i, left+g.middle[i]-g.block[i]/2, rows[t.depth[i]])
		}
	}
}

// drawBranches draws the lines from a node to those below it, from row y on.
func (t *Tree) drawBranches(b screen.Box, th *theme.Theme, d *TreeData, node, left, y, between int) {
	g := &t.blocks
	first, last := -1, -1
	for _, k := range t.below[node] {
		if g.block[k] > 0 {
			if first < 0 {
				first = left + g.middle[k]
			}
			last = left + g.middle[k]
		}
	}
	if first < 0 {
		return
	}
	n := &d.Nodes[node]
	lines, style := linesOf(th, n.State == TreeLit), branchStyle(th, n)
	at := left + g.middle[node]
	mask := slices.Grow(g.mask[:0], b.Width()+1)[:b.Width()+1]
	g.mask = mask
	clear(mask)
	for x := first; x <= last; x++ {
		if x > first {
			mask[x] |= west
		}
		if x < last {
			mask[x] |= east
		}
	}
	mask[at] |= north
	for _, k := range t.below[node] {
		if g.block[k] > 0 {
			mask[left+g.middle[k]] |= south
		}
	}
	for x := first; x <= last; x++ {
		b.SetRune(x, y, lines[mask[x]], style)
	}
	for _, k := range t.below[node] {
		for row := 1; row < between && g.block[k] > 0; row++ {
			b.SetRune(left+g.middle[k], y+row, lines[north|south], style)
		}
	}
}

// drawBlock draws a node's texts, each in the middle of the block.
func (t *Tree) drawBlock(b screen.Box, th *theme.Theme, d *TreeData, node, x, y int) {
	n, w := &d.Nodes[node], t.blocks.block[node]
	rows := blockRows(n)
	block := b.Sub(x, y, w, rows)
	t.spots = append(t.spots, treeSpot{node, x, y, w, rows})
	style := treeStyle(th, n, node == d.Chosen)
	if n.State == TreeLit {
		block.Fill(' ', style)
	}
	label := 0
	if n.Label != "" {
		label = columns(n.Label) + 1
	}
	from := max(1, (w-t.widths[node].text)/2)
	block.TextFit(from, 0, w-1-from, n.Label, noteStyle(th, n))
	block.TextFit(from+label, 0, w-1-from-label, n.Text, style)
	if node == d.Chosen {
		block.SetRune(from-1, 0, th.Glyphs().Pointer, th.Style(theme.Accent))
	}
	row := 1
	if n.Note != "" {
		centred(block, row, n.Note, noteStyle(th, n))
		row++
	}
	if n.Result != "" {
		centred(block, row, treeMark(n), resultStyle(th, n))
	}
}

// centred writes a text into the middle of a row, clear of its ends.
func centred(block screen.Box, y int, text string, style screen.Style) {
	w := block.Width()
	from := max(1, (w-columns(text))/2)
	block.TextFit(from, y, w-1-from, text, style)
}

package chart

import (
	"nabla/screen"
	"nabla/views/theme"
)

// TreeState is how a node of a tree stands.
type TreeState uint8

// The states.
const (
	TreeOpen  TreeState = iota // its result is not known yet
	TreeKnown                  // it is
	TreeLit                    // it has just come out
)

// TreeNode is a node of a [Tree].
type TreeNode struct {
	Parent int    // the node it hangs from, −1 for the root
	Label  string // what its parent calls it
	Text   string // what it is
	Note   string // what is done there
	Result string // what comes out: a question mark until that is known
	State  TreeState

	// Minor is a leaf of which there is no more to say than its text. Where
	// not all nodes have room, those are left out.
	Minor bool
}

// TreeData is what [Tree] draws.
type TreeData struct {
	ID     string     // of the nodes and their texts: another ID, another layout
	Nodes  []TreeNode // each after those below it, siblings from left to right; the last is the root
	Focus  int        // the node that is kept in view
	Chosen int        // the node with the pointer, −1 for none
}

// Tree draws a tree. Where it has room, the root is on top and every node a
// block: its text, its note and its result. Else every node is a row, those
// below it indented under it, and what has no room even so is scrolled; arrows
// at the edge say where there is more. Which way it is drawn depends on the
// texts and the size alone, so that nothing moves while results come in. The
// zero value is ready.
type Tree struct {
	key    treeKey
	below  [][]int // the nodes below each
	depth  []int
	widths []treeWidths

	grown   bool
	blocks  grownTree
	outline outlineTree
	spots   []treeSpot
}

// treeKey is what a layout depends on.
type treeKey struct {
	id   string
	w, h int
}

// treeWidths are how many columns the texts of a node take.
type treeWidths struct{ text, note, result int }

// treeSpot is where a node was drawn.
type treeSpot struct{ node, x, y, w, h int }

// Draw fills the box.
func (t *Tree) Draw(b screen.Box, th *theme.Theme, d TreeData) {
	b.Clear()
	t.spots = t.spots[:0]
	if b.Empty() || len(d.Nodes) == 0 {
		return
	}
	if key := (treeKey{d.ID, b.Width(), b.Height()}); key != t.key {
		t.key = key
		t.measure(d.Nodes)
		t.layOut(d.Nodes, b.Width(), b.Height())
	}
	if t.grown {
		t.drawGrown(b, th, &d)
		return
	}
	t.drawOutline(b, th, &d)
}

// NodeAt returns the node drawn at a cell of the box.
func (t *Tree) NodeAt(x, y int) (node int, ok bool) {
	for _, s := range t.spots {
		if x >= s.x && x < s.x+s.w && y >= s.y && y < s.y+s.h {
			return s.node, true
		}
	}
	return 0, false
}

// manyColumns is more than any node is drawn with: longer texts are not
// measured to their end.
const manyColumns = 200

// measure finds what hangs below each node, how deep it is, and how wide its
// texts are.
func (t *Tree) measure(nodes []TreeNode) {
	t.below, t.depth = make([][]int, len(nodes)), make([]int, len(nodes))
	t.widths = make([]treeWidths, len(nodes))
	for i := range nodes {
		if parent := nodes[i].Parent; parent >= 0 {
			t.below[parent] = append(t.below[parent], i)
		}
	}
	for i := len(nodes) - 1; i >= 0; i-- {
		n := &nodes[i]
		if n.Parent >= 0 {
			t.depth[i] = t.depth[n.Parent] + 1
		}
		t.widths[i] = treeWidths{text: columns(n.Text), note: columns(n.Note), result: columns(n.Result)}
		if n.Label != "" {
			t.widths[i].text += columns(n.Label) + 1
		}
	}
}

// columns is how wide a text is, or that it is very wide.
func columns(text string) int {
	if len(text) > 4*manyColumns {
		return manyColumns
	}
	return screen.Width(text)
}

// layOut chooses the way to draw the tree: blocks with as much of the texts as
// there is room for, else rows.
func (t *Tree) layOut(nodes []TreeNode, w, h int) {
	for _, minors := range [...]bool{true, false} {
		for _, widest := range [...]int{48, 32, 24} {
			t.blocks.layOut(t, nodes, widest, minors)
			if t.grown = t.blocks.width <= w && t.blocks.height(1) <= h; t.grown {
				return
			}
		}
	}
	t.outline.layOut(t, nodes, w, h)
}

// treeMark is the sign of a state.
func treeMark(n *TreeNode) string {
	if n.State == TreeOpen {
		return "?"
	}
	return "✓ " + n.Result
}

// treeStyle is the look of a node's text.
func treeStyle(th *theme.Theme, n *TreeNode, chosen bool) screen.Style {
	switch {
	case n.State == TreeLit:
		return th.Style(theme.Selected)
	case chosen:
		return th.Style(theme.Accent)
	case n.State == TreeOpen || n.Minor:
		return th.Style(theme.Muted)
	}
	return th.Style(theme.Text)
}

// resultStyle is the look of its result.
func resultStyle(th *theme.Theme, n *TreeNode) screen.Style {
	switch n.State {
	case TreeLit:
		return th.Style(theme.Selected).With(screen.Bold)
	case TreeKnown:
		return th.Style(theme.Good)
	case TreeOpen:
	}
	return th.Style(theme.Muted)
}

// noteStyle is the look of its note.
func noteStyle(th *theme.Theme, n *TreeNode) screen.Style {
	if n.State == TreeLit {
		return th.Style(theme.Selected)
	}
	return th.Style(theme.Muted)
}

// branchStyle is the look of the lines below it.
func branchStyle(th *theme.Theme, n *TreeNode) screen.Style {
	switch n.State {
	case TreeLit:
		return th.Style(theme.Accent)
	case TreeKnown:
		return th.Style(theme.Muted)
	case TreeOpen:
	}
	return th.Style(theme.Faint)
}

package chart

import (
	"fmt"
	"strings"
	"testing"

	"nabla/screen"
	"nabla/views/theme"
)

// productTree is the tree of x²·sin(3x), with the first so many of its rules
// done.
func productTree(done int) TreeData {
	nodes := []TreeNode{
		{Parent: 2, Text: "x", Minor: true},
		{Parent: 2, Label: "n =", Text: "2", Minor: true},
		{Parent: 7, Label: "u =", Text: "x²", Note: "power", Result: "2x"},
		{Parent: 5, Label: "c =", Text: "3", Minor: true},
		{Parent: 5, Label: "u =", Text: "x", Minor: true},
		{Parent: 6, Label: "u =", Text: "3x", Note: "multiple", Result: "3"},
		{Parent: 7, Label: "v =", Text: "sin(3x)", Note: "chain", Result: "3cos(3x)"},
		{Parent: -1, Text: "x²·sin(3x)", Note: "product", Result: "2x·sin(3x) + 3x²·cos(3x)"},
	}
	d := TreeData{ID: "product", Nodes: nodes, Focus: 7, Chosen: -1}
	for i := range nodes {
		if nodes[i].Minor {
			nodes[i].State = TreeKnown
		}
	}
	for k, i := range []int{2, 5, 6, 7} {
		switch {
		case k+1 == done:
			nodes[i].State, d.Focus = TreeLit, i
		case k < done:
			nodes[i].State = TreeKnown
		}
	}
	return d
}

// drawTree returns what a tree looks like, without blanks at line ends.
func drawTree(t *Tree, d TreeData, w, h int, o theme.Options) string {
	g := screen.New(w, h)
	t.Draw(g.Box(), theme.New(o), d)
	rows := make([]string, 0, h)
	for y := range h {
		row := ""
		for x := range w {
			row += g.At(x, y).String()
		}
		rows = append(rows, strings.TrimRight(row, " "))
	}
	return strings.TrimRight(strings.Join(rows, "\n"), "\n")
}

func TestTreeDrawsBlocks(t *testing.T) {
	var tree Tree
	got := drawTree(&tree, productTree(2), 38, 13, theme.Options{})
	want := strings.TrimPrefix(`
             x²·sin(3x)
               product
                  ?
          ╭───────┴─────╮
       u = x²      v = sin(3x)
        power         chain
        ✓ 2x            ?
      ╭───┴─╮           │
      x   n = 2      u = 3x
                    multiple
                       ✓ 3
                    ┏━━━┻━━━┓
                  c = 3   u = x`, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	// Without room for all, the minor ones go.
	got = drawTree(&tree, productTree(4), 38, 11, theme.Options{})
	if strings.Contains(got, "n = 2") || !strings.Contains(got, "✓ 2x·sin(3x) + 3x²·cos(3x)") || !strings.Contains(got, "✓ 3cos(3x)") {
		t.Errorf("in 11 rows:\n%s", got)
	}
}

func TestTreeDrawsRows(t *testing.T) {
	var tree Tree
	got := drawTree(&tree, productTree(3), 46, 8, theme.Options{})
	want := strings.TrimPrefix(`
  x²·sin(3x)      product   ?
  ├─ u = x²       power     ✓ 2x
  │  ├─ x
  │  ╰─ n = 2
  ╰─ v = sin(3x)  chain     ✓ 3cos(3x)
     ┗━ u = 3x    multiple  ✓ 3
        ├─ c = 3
        ╰─ u = x`, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	// Too few rows and columns: minor nodes go, then texts of results; the
	// pointer and an arrow to what is above.
	d := productTree(3)
	d.Chosen = 2
	got = drawTree(&tree, d, 31, 3, theme.Options{Glyphs: theme.ASCII})
	want = strings.TrimPrefix(`
> +- u = x²        power     ✓^
  +- v = sin(3x)   chain     ✓
     #= u = 3x     multiple  ✓`, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// What is drawn of a node lies at the same place whatever is known.
func TestTreeStandsStill(t *testing.T) {
	for _, size := range [][2]int{{38, 13}, {60, 20}, {46, 8}, {30, 5}, {80, 4}} {
		var tree Tree
		places := ""
		for done := range 5 {
			d := productTree(done)
			d.Focus = 7
			drawTree(&tree, d, size[0], size[1], theme.Options{})
			if now := fmt.Sprint(tree.spots); done > 0 && now != places {
				t.Errorf("at %v, step %d: %s, want %s", size, done, now, places)
			} else {
				places = now
			}
		}
	}
}

func TestTreeKeepsTheFocusInView(t *testing.T) {
	deep := TreeData{ID: "deep", Chosen: -1}
	const n = 200
	for i := range n {
		deep.Nodes = append(deep.Nodes, TreeNode{Parent: i + 1, Text: fmt.Sprint("node ", i), Note: "rule", Result: "r"})
	}
	deep.Nodes[n-1].Parent = -1
	var tree Tree
	for _, size := range [][2]int{{1, 1}, {5, 3}, {38, 10}, {120, 40}, {200, 60}} {
		for _, focus := range []int{0, 77, n - 1} {
			deep.Focus = focus
			text := drawTree(&tree, deep, size[0], size[1], theme.Options{})
			shown := false
			for _, s := range tree.spots {
				shown = shown || s.node == focus
				if node, ok := tree.NodeAt(s.x, s.y); !ok || node != s.node {
					t.Errorf("at (%d, %d) there is node %d, want %d", s.x, s.y, node, s.node)
				}
			}
			if !shown || size[0] >= 38 && !strings.Contains(text, fmt.Sprint("node ", focus)) {
				t.Errorf("at %v node %d is not in view:\n%s", size, focus, text)
			}
		}
	}
	if _, ok := tree.NodeAt(-1, 0); ok {
		t.Error("there is a node beside the box")
	}
	drawTree(&tree, TreeData{}, 20, 5, theme.Options{})
	if _, ok := tree.NodeAt(3, 0); ok {
		t.Error("there is a node in no tree")
	}
}

func BenchmarkTree(b *testing.B) {
	var tree Tree
	th, g, d := theme.New(theme.Options{}), screen.New(100, 40), productTree(2)
	b.ReportAllocs()
	for b.Loop() {
		tree.Draw(g.Box(), th, d)
	}
}

package chart

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/screen"
	"nabla/views/theme"
)

func drawFlow(w, h int, o theme.Options, d FlowData) string {
	grid := screen.New(w, h)
	var f Flow
	f.Draw(grid.Box(), theme.New(o), d)
	return grid.Text()
}

// diamond is one node used by two, of which a third is made; and one beside it.
func diamond() FlowData {
	d := FlowData{ID: "diamond", Focus: 0, Chosen: 1, Links: []FlowLink{
		{From: 0, To: 1, Label: "×2", State: FlowKnown},
		{From: 0, To: 2, Label: "×-1"},
		{From: 1, To: 3, Label: "×0.5", State: FlowLit, Arrow: FlowUp},
		{From: 2, To: 3, Label: "×12.34"},
	}}
	for _, name := range []string{"x", "a", "b", "y"} {
		line := FlowText{Left: name, Right: "1"}
		d.Nodes = append(d.Nodes, FlowNode{Short: line, Lines: [2]FlowText{line, {Left: "second"}}, State: FlowKnown})
	}
	d.Nodes[1].State = FlowLit
	return d
}

func TestFlow(t *testing.T) {
	for _, tt := range []struct {
		name    string
		w, h    int
		options theme.Options
		data    FlowData
		want    string
	}{
		{"small", 38, 7, theme.Options{}, diamond(), `
          [x             1]
         ╭────────┴──────────╮
         │×2                 │×-1
›a             1]   [b             1]
        ↑━━×0.5━━┓ ╭─×12.34─╯
          [y             1]
`},
		{"ASCII", 38, 7, theme.Options{Glyphs: theme.ASCII}, diamond(), `
          [x             1]
         +--------+----------+
         |×2                 |×-1
>a             1]   [b             1]
        ^==×0.5==# +-×12.34-+
          [y             1]
`},
		{"larger", 60, 12, theme.Options{}, diamond(), `
                     │x             1│
                     │second         │
                    ╭────────┴──────────╮
                    │×2                 │×-1
           ›a             1┃   │b             1│
           ┃second         ┃   │second         │
                   ↑━━×0.5━━┓ ╭─×12.34─╯
                     │y             1│
                     │second         │
`},
		{"framed", 60, 24, theme.Options{}, diamond(), `
                     ╭─────────────────╮
                     │x               1│
                     │second           │
                     ╰─────────────────╯
                     ╭────────┴──────────╮
                     │×2                 │×-1
           ┏━━━━━━━━━━━━━━━━━┓ ╭─────────────────╮
           ›a               1┃ │b               1│
           ┃second           ┃ │second           │
           ┗━━━━━━━━━━━━━━━━━┛ ╰─────────────────╯
                    ↑━━×0.5━━┓ ╭─×12.34─╯
                     ╭─────────────────╮
                     │y               1│
                     │second           │
                     ╰─────────────────╯
`},
		{"scrolled", 24, 4, theme.Options{}, FlowData{ID: "d", Nodes: diamond().Nodes, Links: diamond().Links, Focus: 3, Chosen: -1}, `
│×2                 │  ↑
      1]   [b
←━×0.5━━┓ ╭─×12.34─╯   →
 [y             1]
`},
	} {
		got := drawFlow(tt.w, tt.h, tt.options, tt.data)
		if trim(got) != trim(tt.want) {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// trim takes off blanks at the ends of lines, and empty lines around.
func trim(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// anyFlow is a random graph without cycles.
func anyFlow(t *rapid.T) FlowData {
	n := rapid.IntRange(0, 24).Draw(t, "nodes")
	d := FlowData{Focus: rapid.IntRange(-1, n-1).Draw(t, "focus"), Chosen: rapid.IntRange(-1, n-1).Draw(t, "chosen")}
	text := rapid.SampledFrom([]string{"", "x", "v12 ^2", "시그모이드 함수", "0.12345678901234567890"})
	state := rapid.SampledFrom([]FlowState{FlowWaiting, FlowKnown, FlowLit})
	for range n {
		line := FlowText{Left: text.Draw(t, "left"), Right: text.Draw(t, "right")}
		d.Nodes = append(d.Nodes, FlowNode{Short: line, Lines: [2]FlowText{line, line}, State: state.Draw(t, "state")})
	}
	for to := 1; to < n; to++ {
		for range rapid.IntRange(0, 4).Draw(t, "links") {
			l := FlowLink{From: rapid.IntRange(0, to-1).Draw(t, "from"), To: to, State: state.Draw(t, "state")}
			l.Label, l.More = rapid.SampledFrom([]string{"", "×0.5", "×-1.234"}).Draw(t, "label"), " = 1"
			l.Arrow = FlowArrow(rapid.IntRange(0, 2).Draw(t, "arrow"))
			d.Links = append(d.Links, l)
		}
	}
	for _, l := range d.Links {
		d.ID += fmt.Sprint(l.From, "-", l.To, " ")
	}
	d.ID += fmt.Sprint(n)
	return d
}

func TestFlowOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyFlow(t)
		var f Flow
		inBox(t, func(b screen.Box, th *theme.Theme) { f.Draw(b, th, d) })
	})
}

// Nodes of a layer keep apart, each stands below those that lead to it, wires of
// different nodes share no upright piece and no sideways one, and all lies within
// the drawing.
func TestFlowLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyFlow(t)
		if len(d.Nodes) == 0 {
			return
		}
		size := rapid.SampledFrom(flowSizes[:]).Draw(t, "size")
		l := layOut(len(d.Nodes), d.Links, size)
		for _, layer := range l.layers {
			for i := 1; i < len(layer); i++ {
				a, b := layer[i-1], layer[i]
				room := 2
				for _, v := range []int{a, b} {
					if !l.vertices[v].dummy {
						room += l.half
					}
				}
				if l.middle(b)-l.middle(a) < room {
					t.Fatalf("%d at %d and %d at %d are too near", a, l.middle(a), b, l.middle(b))
				}
			}
		}
		for _, link := range d.Links {
			if l.vertices[link.From].layer >= l.vertices[link.To].layer {
				t.Fatalf("%d does not stand above %d", link.From, link.To)
			}
		}
		for v := range d.Nodes {
			if left := l.middle(v) - l.half; left < 0 || l.middle(v)+l.half >= l.width {
				t.Fatalf("node %d at %d does not lie within %d columns", v, l.middle(v), l.width)
			}
		}
		checkGaps(t, l)
	})
}

// checkGaps marks what each wire takes of each gap, and finds what two take.
func checkGaps(t *rapid.T, l *flowLayout) {
	for i := range l.gaps {
		p := &l.gaps[i]
		type piece struct {
			x, y    int
			upright bool
		}
		taken := map[piece]int{}
		take := func(x, y int, upright bool, source int) {
			at := piece{x, y, upright}
			if other, ok := taken[at]; ok && other != source {
				t.Fatalf("gap %d: the wires of %d and %d share column %d of row %d", i, other, source, x, y)
			}
			taken[at] = source
		}
		for _, s := range p.segments {
			source := l.vertices[s.top].source
			for y := range p.rows {
				switch {
				case s.track < 0 || y < s.track:
					take(s.from, y, true, source)
				case y > s.track:
					take(s.to, y, true, source)
				}
			}
			if s.track >= 0 {
				for x := min(s.from, s.to); x <= max(s.from, s.to); x++ {
					take(x, s.track, false, source)
				}
			}
		}
	}
}

func TestFlowNodeAt(t *testing.T) {
	var f Flow
	g := screen.New(60, 20)
	box := g.Box().Sub(3, 2, 50, 15)
	f.Draw(box, theme.New(theme.Options{}), diamond())
	found := map[int]bool{}
	for y := range box.Height() {
		for x := range box.Width() {
			if v, ok := f.NodeAt(x, y); ok {
				found[v] = true
			}
		}
	}
	if len(found) != 4 {
		t.Errorf("the mouse finds %v", found)
	}
	if _, ok := f.NodeAt(-5, 0); ok {
		t.Error("there is a node outside of the box")
	}
}

// wide is a heavy graph: 120 nodes, each made of two of those shortly before.
func wide() FlowData {
	d := FlowData{ID: "wide", Chosen: -1}
	for v := range 120 {
		line := FlowText{Left: fmt.Sprint("v", v), Right: "0.1234"}
		d.Nodes = append(d.Nodes, FlowNode{Short: line, Lines: [2]FlowText{line, line}, State: FlowKnown})
		if v > 8 {
			d.Links = append(d.Links, FlowLink{From: v - 8 + v%7, To: v, Label: "×0.5"}, FlowLink{From: v / 3, To: v, Label: "×-1.234"})
		}
	}
	return d
}

func BenchmarkFlow(b *testing.B) {
	d, th, g := wide(), theme.New(theme.Options{}), screen.New(118, 36)
	b.Run("drawing", func(b *testing.B) {
		var f Flow
		b.ReportAllocs()
		for b.Loop() {
			d.Focus = (d.Focus + 1) % len(d.Nodes)
			f.Draw(g.Box(), th, d)
		}
	})
	b.Run("layout", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			layOut(len(d.Nodes), d.Links, flowSizes[1])
		}
	})
}

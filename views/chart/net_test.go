package chart_test

import (
	"strings"
	"testing"

	"nabla/screen"
	"nabla/views/chart"
	"nabla/views/theme"
)

// netOf is a net of so many units a layer, with two lines each.
func netOf(counts ...int) *chart.NetData {
	d := &chart.NetData{Unit: chart.NetPlace{Layer: 1, Unit: 0, From: -1}, Edge: chart.NetPlace{Layer: -1}}
	for l, n := range counts {
		layer := chart.NetLayer{Title: "layer"}
		for range n {
			layer.Units = append(layer.Units, chart.NetUnit{
				Rows: []chart.NetRow{{Name: "z", Value: "0.25"}, {Name: "a", Value: "0.5"}}, Short: chart.NetRow{Name: "a", Value: "0.5"}, State: chart.FlowKnown,
			})
		}
		d.Layers = append(d.Layers, layer)
		if l > 0 {
			d.Gaps = append(d.Gaps, chart.NetGap{Label: "W", State: chart.FlowKnown, Edge: func(to, from int) chart.NetEdge {
				return chart.NetEdge{Share: 1 - float64(to+from), State: chart.FlowKnown}
			}})
		}
	}
	return d
}

// drawNet draws without colour.
func drawNet(w, h int, d *chart.NetData) (*chart.Net, *screen.Grid, bool) {
	g := screen.New(w, h)
	n := &chart.Net{}
	ok := n.Draw(g.Box(), theme.New(theme.Options{Profile: theme.NoColor}), d)
	return n, g, ok
}

func TestNetShowsEveryUnit(t *testing.T) {
	for _, tt := range []struct {
		w, h   int
		counts []int
		values int // how often 0.5 is seen
	}{
		{60, 30, []int{2, 3, 2, 1}, 8},
		{38, 12, []int{2, 3, 2, 1}, 8},
		{60, 30, []int{4, 8, 8, 8, 8, 8, 8, 3}, 55},
		{58, 15, []int{4, 8, 8, 8, 8, 8, 8, 3}, 55},
		{20, 5, []int{1, 1}, 2},
	} {
		_, g, ok := drawNet(tt.w, tt.h, netOf(tt.counts...))
		if got := strings.Count(g.Text(), "0.5"); !ok || got != tt.values {
			t.Errorf("%v in %d×%d: it shows %d units, want %d:\n%s", tt.counts, tt.w, tt.h, got, tt.values, g.Text())
		}
	}
}

// What has no room is not drawn at all, in any size.
func TestNetSaysWhereThereIsNoRoom(t *testing.T) {
	for w := range 40 {
		for h := range 20 {
			_, g, ok := drawNet(w, h, netOf(4, 8, 3))
			if !ok && strings.TrimSpace(g.Text()) != "" {
				t.Fatalf("in %d×%d it says there is no room and draws\n%s", w, h, g.Text())
			}
			if room := chart.NetRoom(w, 8); room == 0 && ok {
				t.Fatalf("%d columns are too few for 8 units, and it draws them", w)
			}
		}
	}
	if chart.NetRoom(80, 0) != 0 || chart.NetRoom(80, 4) == 0 {
		t.Error("there is room for no unit, or none for four in 80 columns")
	}
}

// Without colours too, a negative edge differs from a positive one, and a wide one
// from a narrow one.
func TestNetMarksSignAndSize(t *testing.T) {
	pictures := map[string]float64{}
	for _, share := range []float64{1, 0.5, 0.1, -1, -0.5, -0.1} {
		d := netOf(1, 1)
		d.Gaps[0].Edge = func(int, int) chart.NetEdge { return chart.NetEdge{Share: share, State: chart.FlowKnown} }
		_, g, _ := drawNet(20, 12, d)
		if other, seen := pictures[g.Text()]; seen {
			t.Errorf("an edge of %v looks like one of %v:\n%s", share, other, g.Text())
		}
		pictures[g.Text()] = share
	}
}

func TestNetLabelsEdges(t *testing.T) {
	d := netOf(3, 2)
	d.Gaps[0].Edge = func(to, from int) chart.NetEdge {
		e := chart.NetEdge{Share: 1, State: chart.FlowLit}
		if to == 0 {
			e.Label = []string{"-0.25", "0.125", "7"}[from]
		}
		return e
	}
	_, g, _ := drawNet(60, 16, d)
	for _, label := range []string{"-0.25", "0.125", "7"} {
		if !strings.Contains(g.Text(), label) {
			t.Errorf("%s is not on its edge:\n%s", label, g.Text())
		}
	}
}

// Every unit is found where it is drawn, and between layers the nearest edge.
func TestNetAt(t *testing.T) {
	n, g, _ := drawNet(60, 30, netOf(2, 3, 1))
	units, edges := map[chart.NetPlace]bool{}, map[chart.NetPlace]bool{}
	for y := range g.Height() {
		for x := range g.Width() {
			at, ok := n.At(x, y)
			switch {
			case ok && at.From < 0:
				units[at] = true
			case ok:
				edges[at] = true
			case g.At(x, y).Rune() == 'z':
				t.Errorf("nothing is at %d, %d, where a unit stands", x, y)
			}
		}
	}
	if len(units) != 6 || len(edges) != 9 {
		t.Errorf("%d units and %d edges can be found, want 6 and 9", len(units), len(edges))
	}
	if _, ok := (&chart.Net{}).At(0, 0); ok {
		t.Error("there is something in a net that was not drawn")
	}
}

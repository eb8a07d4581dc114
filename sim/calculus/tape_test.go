package calculus_test

import (
	"math"
	"slices"
	"testing"

	"nabla/sim/calculus"
)

// sin(xy) + x at x = 2, y = 3, node after node, worked by hand.
func TestNodes(t *testing.T) {
	tape := parse(t, "sin(x y) + 2x").NewTape()
	var grad [2]float64
	tape.Gradient([]float64{2, 3}, grad[:])
	cos6 := math.Cos(6)
	want := []calculus.Node{
		{Op: "variable", Label: "x", Column: 5, Value: 2, Adjoint: 3*cos6 + 2},
		{Op: "variable", Label: "y", Column: 7, Value: 3, Adjoint: 2 * cos6},
		{Op: "constant", Label: "2", Column: 12, Value: 2},
		{Op: "*", Label: "x·y", Column: 7, Args: []int{0, 1}, Partials: []float64{3, 2}, Value: 6, Adjoint: cos6},
		{Op: "sin", Label: "sin(x·y)", Column: 1, Args: []int{3}, Partials: []float64{cos6}, Value: math.Sin(6), Adjoint: 1},
		{Op: "*", Label: "2x", Column: 13, Args: []int{2, 0}, Partials: []float64{0, 2}, Value: 4, Adjoint: 1},
		{Op: "+", Label: "sin(x·y) + 2x", Column: 10, Args: []int{4, 5}, Partials: []float64{1, 1}, Value: math.Sin(6) + 4, Adjoint: 1},
	}
	got := tape.Nodes()
	if len(got) != len(want) {
		t.Fatalf("%d nodes, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		g := got[i]
		if g.Op != w.Op || g.Label != w.Label || g.Column != w.Column || !slices.Equal(g.Args, w.Args) ||
			!slices.Equal(g.Partials, w.Partials) || g.Value != w.Value || g.Adjoint != w.Adjoint {
			t.Errorf("node %d: %+v\nwant %+v", i, g, w)
		}
	}
	if grad != [2]float64{3*cos6 + 2, 2 * cos6} {
		t.Errorf("∇ = %v", grad)
	}
}

// What is equal is one node; what is constant is worked out; the second
// gradient of a tape knows nothing of the first.
func TestTapeShares(t *testing.T) {
	f := parse(t, "sin(2pi x)^2 + sin(2pi x)^2 + min(x, 2pi, y)", "x", "y", "unused")
	tape := f.NewTape()
	ops := make(map[string]int)
	for _, n := range tape.Nodes() {
		ops[n.Op]++
	}
	for op, want := range map[string]int{"variable": 2, "constant": 2, "*": 1, "sin": 1, "^": 1, "+": 2, "min": 2} {
		if ops[op] != want {
			t.Errorf("%d nodes of %q, want %d", ops[op], op, want)
		}
	}
	fresh, used := make([]float64, 3), []float64{9, 9, 9}
	tape.Gradient([]float64{1, 5, 7}, used)
	tape.Gradient([]float64{3, 2, 7}, used)
	f.NewTape().Gradient([]float64{3, 2, 7}, fresh)
	if !slices.Equal(used, fresh) || used[2] != 0 {
		t.Errorf("∇ = %v on a used tape, %v on a fresh one", used, fresh)
	}
}

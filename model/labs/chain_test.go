package labs_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"nabla/internal/labtest"
	"nabla/locale"
	"nabla/sim/experiment"
	"nabla/views/chart"
)

// chainScenes are the graph while values flow, while derivatives do, on a path, at
// the end, larger than its pane, folded, and where there is no gradient.
func chainScenes() []scene {
	return []scene{
		{lab: "chain", name: "forward", step: 4},
		{lab: "chain", name: "backward", step: 15},
		{lab: "chain", name: "accumulates", step: 9, changes: []string{"f", "two-paths"}},
		{lab: "chain", name: "path", step: 11, changes: []string{"f", "two-paths"}},
		{lab: "chain", name: "micrograd", step: 38, changes: []string{"f", "micrograd"}},
		{lab: "chain", name: "folded", step: 38, changes: []string{"f", "micrograd"}, keys: strings.Repeat("o ", 19) + "f"},
		{lab: "chain", name: "kink", step: 9, changes: []string{"f", "|x - y|*x", "x", "2", "y", "2"}},
	}
}

// TestChainShowsItsReport holds the tables and the boxes of the graph to what the
// experiment reports.
func TestChainShowsItsReport(t *testing.T) {
	t.Parallel()
	for _, changes := range [][]string{nil, {"f", "micrograd", "input", "b"}, {"f", "two-paths", "x", "-1.5"}, {"f", "product"}, {"f", "x"}} {
		for _, step := range []int{0, 2, 7, 20, 33, 60, 100} {
			m := labtest.Moment(t, labtest.Entry(t, "chain"), step, changes...)
			run, err := experiment.NewChain(m.Setup, nil)
			if err != nil {
				t.Fatal(err)
			}
			for range step {
				run.Step()
			}
			r, ok := run.Report().(experiment.ChainReport)
			if !ok {
				t.Fatalf("it reports %T", run.Report())
			}
			for _, language := range labtest.Languages {
				s := labtest.Open(t, m, labtest.Size{W: 200, H: 120}, language)
				showsNodes(s, &r)
				showsPaths(s, &r)
				showsGraph(s, &r)
			}
		}
	}
}

// known writes a number that a report may not have yet.
func known(x *float64) string {
	if x == nil || math.IsNaN(*x) {
		return "–"
	}
	return strings.Replace(chart.Number(*x), "-", "−", 1)
}

func showsNodes(s *labtest.Session, r *experiment.ChainReport) {
	s.Helper()
	rows := s.Lines("chain-nodes")[1:]
	at := 0
	for _, n := range r.Nodes {
		if n.Op == "constant" {
			continue
		}
		want := []string{n.Name, known(n.Value), known(n.Adjoint)}
		if n.Adjoint != nil && !n.Complete {
			want[2] += " + …"
		}
		if got := fields(rows[at]); strings.Join(got[:3], "|") != strings.Join(want, "|") {
			s.Errorf("the row of %s is %q, want %q", n.Name, got, want)
		}
		at++
	}
}

func showsPaths(s *labtest.Session, r *experiment.ChainReport) {
	s.Helper()
	rows := s.Lines("chain-paths")
	for i, p := range r.Paths {
		names := make([]string, len(p.Nodes))
		for k, n := range p.Nodes {
			names[k] = r.Nodes[n].Name
		}
		want := []string{known(p.Product), strings.Join(names, "←")}
		if got := fields(rows[2+i]); strings.Join(got, "|") != strings.Join(want, "|") {
			s.Errorf("path %d is %q, want %q", i+1, got, want)
		}
	}
	if r.Sum != nil && !strings.Contains(rows[0], strings.Replace(strconv.FormatFloat(*r.Sum, 'g', 6, 64), "-", "−", 1)) {
		s.Errorf("the sum is %v and the line says %q", *r.Sum, rows[0])
	}
}

// showsGraph checks that each node's box has its value and its adjoint.
func showsGraph(s *labtest.Session, r *experiment.ChainReport) {
	s.Helper()
	text := strings.Join(s.Lines("chain"), "\n")
	for _, n := range r.Nodes {
		if n.Op == "constant" {
			continue
		}
		if !strings.Contains(text, n.Name) {
			s.Errorf("%s is not in the graph:\n%s", n.Name, text)
		}
		for _, x := range []*float64{n.Value, n.Adjoint} {
			if x == nil {
				continue
			}
			figures := known(x) // of which a box may show fewer
			if !strings.Contains(text, figures[:min(5, len(figures))]) {
				s.Errorf("%v of %s is not in the graph:\n%s", *x, n.Name, text)
			}
		}
	}
}

// A variable is dragged to another value in the graph, from the playhead on.
func TestChainDragsInputs(t *testing.T) {
	t.Parallel()
	for _, step := range []int{0, 9} {
		s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "chain"), step), labtest.Size{W: 120, H: 40}, locale.English)
		at := s.Pane("chain")
		for y, row := range s.Lines("chain") {
			if before, _, found := strings.Cut(row, "w1"); found {
				from := labtest.Cell{X: at.X + len([]rune(before)), Y: at.Y + y}
				s.Drag(from, labtest.Cell{X: from.X + 7, Y: from.Y})
				break
			}
		}
		if got := s.Holds("w1"); got != "1.2" {
			t.Errorf("at step %d w1 was 0.5, is dragged by 7 columns and holds %s, want 1.2", step, got)
		}
		if m := s.App.Moment(); m.Step != step {
			t.Errorf("the run stands at step %d, want %d", m.Step, step)
		}
	}
}

// Values of variables and the input are edits like others: seeks go over them, and
// the share line brings them back.
func TestChainEditsAreShared(t *testing.T) {
	t.Parallel()
	e := labtest.Entry(t, "chain")
	s := labtest.Open(t, labtest.Moment(t, e, 0, "f", "two-paths"), labtest.Usual, locale.English)
	s.Seek(5)
	s.Command("x=3")
	s.Seek(9)
	s.Command("input=y")
	s.Seek(11) // the end: one path leads to y
	atEnd := s.Panes()
	s.Seek(4)
	if got := strings.Join(s.Lines("chain-nodes"), "\n"); !strings.Contains(got, "1.683") { // 2·sin 1
		t.Errorf("before the edits the output is not 1.683:\n%s", got)
	}
	s.Seek(11)
	labtest.Same(t, "there and back", s.Panes(), atEnd)
	line := s.App.Moment().String()
	if want := "chain f=two-paths 5:x=3 9:input=y @11"; line != want {
		t.Errorf("the line is %s, want %s", line, want)
	}
	other := labtest.Open(t, labtest.Moment(t, e, 0), labtest.Usual, locale.English)
	other.Command(line)
	labtest.Same(t, "the share line "+line, other.Panes(), atEnd)
}

// A folded node takes in what serves it alone, and a second time lets it out.
func TestChainFolds(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "chain"), 30), labtest.Size{W: 120, H: 40}, locale.English)
	shows := func(name string) bool {
		return strings.Contains(strings.Join(s.Lines("chain"), "\n"), "│"+name+"=") || strings.Contains(strings.Join(s.Lines("chain"), "\n"), "│"+name+" ")
	}
	before := s.Frame()
	s.Keys("o o o o o o o o o") // x w1 w2 w3 y v1 v2 v3 v4
	if !strings.Contains(strings.Join(s.Lines("chain-nodes"), "\n"), "› v4") {
		t.Errorf("v4 is not the node that is chosen:\n%s", s.Text())
	}
	s.Keys("f")
	if shows("v1") || shows("v2") || shows("v3") || !shows("w1") || !shows("v5") {
		t.Errorf("v4 is folded:\n%s", s.Text())
	}
	// ∂v4/∂x through all that is folded: σ′(v3)·w2·σ′(v1)·w1.
	if text := strings.Join(s.Lines("chain"), "\n"); !strings.Contains(text, "×−0.0408") {
		t.Errorf("the derivative through the fold is not on its link:\n%s", text)
	}
	s.Keys("f")
	if !shows("v1") || !shows("v3") {
		t.Errorf("v4 is unfolded:\n%s", s.Text())
	}
	s.Keys("right left")
	s.Keys("i o")
	if s.Frame() == before {
		t.Error("nothing shows which node is chosen")
	}
}

// A path is chosen by key or mouse, stays lit wherever the run goes, and is let go
// again; another input has paths of its own.
func TestChainChoosesPaths(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "chain"), 8, "f", "two-paths"), labtest.Size{W: 120, H: 40}, locale.English)
	followed := s.Panes()
	s.Keys("c c")
	text := s.Text()
	if !strings.Contains(text, "(2/2 chosen)") || !strings.Contains(strings.Join(s.Lines("chain-paths"), "\n"), "›       –  v3←v2←v1←x") {
		t.Errorf("the second path is not chosen:\n%s", text)
	}
	if foot := strings.Join(s.Lines("chain"), "\n"); !strings.Contains(foot, "2·0.540302·0.5 = 0.5403") {
		t.Errorf("its product is not worked out:\n%s", foot)
	}
	if s.Keys("c"); s.Panes() != followed {
		t.Errorf("a third time does not lead back:\n%s", s.Text())
	}
	at := s.Pane("chain-paths")
	s.Click(labtest.Cell{X: at.X + 12, Y: at.Y + 2})
	if text := s.Text(); !strings.Contains(text, "(1/2 chosen)") {
		t.Errorf("a click does not choose the first path:\n%s", text)
	}
	s.Seek(2)
	if text := s.Text(); !strings.Contains(text, "(1/2 chosen)") || !strings.Contains(strings.Join(s.Lines("chain"), "\n"), "v3←x") {
		t.Errorf("the choice does not last:\n%s", text)
	}
	s.Command("input=y")
	s.Keys("enter") // it changes the past
	if text := s.Text(); strings.Contains(text, "chosen)") {
		t.Errorf("a path to x is chosen among those to y:\n%s", text)
	}
}

// More paths than are listed: the others stand in a row, and all sum to the adjoint.
func TestChainSumsOtherPaths(t *testing.T) {
	t.Parallel()
	f := "x"
	for range 7 {
		f = "(" + f + ")*(" + f + ")"
	}
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "chain"), 100, "f", f), labtest.Size{W: 120, H: 40}, locale.English)
	joined := strings.Join(s.Lines("chain-paths"), "\n")
	if !strings.Contains(joined, "∂f/∂x = sum of paths = 128") || !strings.Contains(joined, "64  the other 64") {
		t.Errorf("at the end the paths are\n%s", joined)
	}
}

// heavyChain is about as large a formula as a chain takes, in wide layers: a sum of
// 24 sines of one sum each.
func heavyChain() string {
	terms := make([]string, 24)
	for i := range terms {
		terms[i] = fmt.Sprintf("sin(%d*x + %s)", i+2, []string{"y", "z", "w"}[i%3])
	}
	return strings.Join(terms, " + ")
}

// BenchmarkChainHeavy is a key press to the new frame with that formula: a step, an
// edit that ripples through, and a fold, which lays the graph out anew.
func BenchmarkChainHeavy(b *testing.B) {
	for name, keys := range map[string]string{"step": "right", "edit": "+", "fold": "f"} {
		b.Run(name, func(b *testing.B) {
			s := labtest.Open(b, labtest.Moment(b, labtest.Entry(b, "chain"), 60, "f", heavyChain()), labtest.Size{W: 120, H: 40}, locale.English)
			s.Keys("down down i i i")
			b.ReportAllocs()
			for b.Loop() {
				s.Keys(keys)
				s.Frame()
			}
		})
	}
}

// Pointing at a variable in the graph chooses its parameter, so that + changes
// it in place.
func TestChainPointsAtParameters(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "chain"), 30), labtest.Usual, locale.English)
	s.Keys("o o o +") // x w1 w2
	if got := s.Holds("w2"); got != "-1.9" {
		t.Errorf("w2 was -2, is pointed at and raised, and holds %s, want -1.9", got)
	}
	s.Keys("o o o +") // w3 y and v1, which is no parameter: y stays chosen
	if got := s.Holds("y"); got != "1.1" {
		t.Errorf("y was 1 and holds %s, want 1.1", got)
	}
}

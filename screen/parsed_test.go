package screen

import (
	"strings"
	"testing"
)

func TestParsed(t *testing.T) {
	var p Parsed[string]
	renders := 0
	render := func(w, h int) string {
		renders++
		return strings.Repeat("\x1b[31m한\x1b[m"+strings.Repeat("-", w-2)+"\n", h)
	}
	g := New(6, 2)
	g.Box().Fill('x', Style{})
	for range 3 {
		p.Draw(g.Box().Sub(1, 0, 4, 2), "a", render)
	}
	verify(t, g)
	if got, want := g.Text(), "x한--x\nx한--x"; got != want || renders != 1 {
		t.Errorf("text %q, rendered %d times; want %q, once", got, renders, want)
	}
	if got := g.At(1, 1).Style.Fg; got != Indexed(1) {
		t.Errorf("colour %v, want red", got)
	}
	p.Draw(g.Box().Sub(1, 0, 5, 2), "a", render)
	p.Draw(g.Box(), "b", render)
	if renders != 3 {
		t.Errorf("rendered %d times, want again for another size and another key", renders)
	}
	p.Draw(Box{}, "c", render)
	if renders != 3 {
		t.Error("rendered for a box without cells")
	}
}

func TestParsedForgets(t *testing.T) {
	p := Parsed[int]{Cells: 40}
	renders := 0
	render := func(int, int) string { renders++; return "text" }
	g := New(10, 1)
	for key := range 1000 {
		p.Draw(g.Box(), key, render)
		p.Draw(g.Box(), -1, render) // drawn all the time, never forgotten
		if n := len(p.young) + len(p.old); n > 8 {
			t.Fatalf("%d texts of 10 cells are kept, want 8 at the most", n)
		}
	}
	if renders != 1001 {
		t.Errorf("rendered %d times, want 1001", renders)
	}
}

func TestParsedAllocates(t *testing.T) {
	var p Parsed[string]
	g := New(40, 10)
	prefix := "\x1b[1m"
	if allocs := testing.AllocsPerRun(50, func() {
		p.Draw(g.Box(), "help", func(int, int) string { return prefix + "경사 하강법" })
	}); allocs != 0 {
		t.Errorf("drawing what is kept allocates %v times, want 0", allocs)
	}
}

package chart

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/screen"
	"nabla/views/theme"
)

func TestScatterOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 300).Draw(t, "n")
		numbers := rapid.SliceOfN(anyNumber(), n, n)
		d := ScatterData{
			Xs: numbers.Draw(t, "x"), Ys: numbers.Draw(t, "y"), X: anyRange(t, "x"), Y: anyRange(t, "y"),
			Chosen: rapid.IntRange(-1, 301).Draw(t, "chosen"), Square: rapid.Bool().Draw(t, "square"),
			XLabel: anyName().Draw(t, "x label"), YLabel: anyName().Draw(t, "y label"), Empty: anyName().Draw(t, "empty"),
		}
		slope := anyNumber().Draw(t, "slope")
		if rapid.Bool().Draw(t, "curve") {
			d.F = func(x float64) float64 { return slope * x }
		}
		var s Scatter
		inBox(t, func(b screen.Box, th *theme.Theme) { s.Draw(b, th, &d) })
	})
}

// Points stand where they are, the chosen one with another sign, and each is found
// by the mouse.
func TestScatterPoints(t *testing.T) {
	t.Parallel()
	d := ScatterData{
		Xs: []float64{0, 1, 2}, Ys: []float64{0, 2, 1}, X: Range{0, 2}, Y: Range{0, 2}, Chosen: 1,
		F: func(float64) float64 { return 1 }, XLabel: "x",
	}
	g := screen.New(40, 12)
	th := theme.New(theme.Options{Dark: true})
	var s Scatter
	s.Draw(g.Box(), th, &d)
	for i := range d.Xs {
		col, okX := s.Plot().Col(d.Xs[i])
		row, okY := s.Plot().Row(d.Ys[i])
		want := th.SeriesMark(0)
		if i == d.Chosen {
			want = th.SeriesMark(1)
		}
		if !okX || !okY || g.At(col, row).Rune() != want {
			t.Errorf("point %d: %q stands at column %d of row %d", i, g.At(col, row), col, row)
		}
		if got, ok := s.Nearest(&d, col-1, row, 3); !ok || got != i {
			t.Errorf("beside point %d the mouse finds %d (%v)", i, got, ok)
		}
	}
	if _, ok := s.Nearest(&d, 0, 0, 3); ok {
		t.Error("the mouse finds a point where there is none")
	}
	// The rod of the middle point: from 2 down to 1, half of the plot.
	col, _ := s.Plot().Col(1)
	top, _ := s.Plot().Row(2)
	bottom, _ := s.Plot().Row(1)
	for row := top + 1; row < bottom; row++ {
		if g.At(col, row).Rune() == ' ' {
			t.Errorf("the rod has a gap in row %d:\n%s", row, g.Text())
		}
	}
}

// The square has the rod for a side, and is one on the screen: as many dots across
// as up, two columns to a row. It is not drawn where the curve is out of sight.
func TestScatterSquare(t *testing.T) {
	t.Parallel()
	draw := func(height float64) string {
		d := ScatterData{
			Xs: []float64{0.2, 1}, Ys: []float64{0, 0}, X: Range{0, 1}, Y: Range{0, 1},
			F: func(float64) float64 { return height }, Square: true,
		}
		g := screen.New(60, 21)
		new(Scatter).Draw(g.Box(), theme.New(theme.Options{Dark: true, Glyphs: theme.ASCII}), &d)
		return g.Text()
	}
	rows := strings.Split(draw(0.5), "\n")
	width := 0
	for _, row := range rows {
		width = max(width, strings.Count(row, "_"), strings.Count(row, "."))
	}
	if math.Abs(float64(width)-18) > 3 { // half of 18 rows is 9, two columns each
		t.Errorf("the square is %d columns wide:\n%s", width, strings.Join(rows, "\n"))
	}
	if text := draw(2); strings.Contains(text, "__") {
		t.Errorf("there is a square below a curve out of sight:\n%s", text)
	}
}

func BenchmarkScatter(b *testing.B) {
	const n = 10_000
	d := ScatterData{Xs: make([]float64, n), Ys: make([]float64, n), Chosen: 3, F: math.Sin}
	for i := range n {
		d.Xs[i], d.Ys[i] = float64(i)/1000, math.Sin(float64(i*i))
	}
	g := screen.New(60, 20)
	th := theme.New(theme.Options{Dark: true})
	var s Scatter
	b.ReportAllocs()
	for b.Loop() {
		s.Draw(g.Box(), th, &d)
	}
}

package chart_test

import (
	"math"
	"testing"

	"nabla/screen"
	"nabla/views/chart"
	"nabla/views/theme"
)

// halves is a plane whose left half is of the first kind.
func halves(xs, ys []float64, tints []chart.Tint) {
	for j := range ys {
		for i, x := range xs {
			tints[j*len(xs)+i] = chart.Tint{Share: 0.5 + x/4, Kind: int(math.Floor(x)) & 3}
		}
	}
}

func regions(kinds int) *chart.RegionsData {
	return &chart.RegionsData{
		X: chart.Range{Min: -1, Max: 1}, Y: chart.Range{Min: -1, Max: 1}, Kinds: kinds, Look: halves,
		XLabel: "x", YLabel: "y", Name: "f", Low: -2, High: 2, Empty: "nothing",
	}
}

// The border between two kinds is a line where the share is one half, in the middle
// of the plot, and to its sides the colours are the two sides' of the diverging map.
func TestRegionsBorder(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Options{Dark: true})
	for _, coarse := range []int{1, 3} {
		g, d := screen.New(50, 20), regions(2)
		d.Coarse = coarse
		var c chart.Regions
		c.Draw(g.Box(), th, d)
		p := c.Plot()
		middle, _ := p.Col(0)
		_, top := p.Box().Origin()
		for row := top + 3; row < top+p.Box().Height()-3; row++ {
			dots := 0
			for col := middle - 1; col <= middle+1; col++ {
				if r := g.At(col, row).Rune(); r > 0x2800 && r <= 0x28ff {
					dots++
				}
			}
			if dots == 0 {
				t.Fatalf("coarse %d: row %d has no border by column %d:\n%s", coarse, row, middle, g.Text())
			}
		}
		left, right := g.At(middle-12, top+5).Style.Bg, g.At(middle+12, top+5).Style.Bg
		if lr, _, lb, _ := left.RGB(); lr >= lb {
			t.Errorf("coarse %d: the first kind is not blue", coarse)
		}
		if rr, _, rb, _ := right.RGB(); rr <= rb {
			t.Errorf("coarse %d: the second kind is not orange", coarse)
		}
	}
}

// A point keeps its sign and its own colour, on the colour of its place.
func TestRegionsDots(t *testing.T) {
	t.Parallel()
	for _, o := range []theme.Options{
		{Dark: true}, {}, {Dark: true, Profile: theme.ANSI256}, {Dark: true, Profile: theme.ANSI16}, {Profile: theme.ANSI16}, {Profile: theme.NoColor},
	} {
		th := theme.New(o)
		for _, kinds := range []int{0, 2, 4} {
			g, d := screen.New(50, 20), regions(kinds)
			d.Dots = []chart.Dot{
				{X: -0.5, Y: 0.5, Glyph: '●', Style: th.Series(0)},
				{X: 0.5, Y: -0.5, Glyph: '□', Style: th.Series(1)},
				{X: 5, Y: 5, Glyph: '▲'},
			}
			var c chart.Regions
			c.Draw(g.Box(), th, d)
			for _, dot := range d.Dots[:2] {
				col, _ := c.Plot().Col(dot.X)
				row, _ := c.Plot().Row(dot.Y)
				at := g.At(col, row)
				if at.Rune() != dot.Glyph || o.Profile != theme.NoColor && at.Style.Fg == at.Style.Bg {
					t.Errorf("%+v, %d kinds: a point is %q in %+v", o, kinds, at.Rune(), at.Style)
				}
			}
		}
	}
}

func TestRegionsAnyBox(t *testing.T) {
	t.Parallel()
	for _, o := range []theme.Options{{}, {Profile: theme.NoColor}, {Glyphs: theme.ASCII}} {
		th := theme.New(o)
		var c chart.Regions
		for _, kinds := range []int{0, 2, 4} {
			for w := range 60 {
				for _, h := range []int{0, 1, 2, 3, 5, 9, 30} {
					g := screen.New(w, h)
					c.Draw(g.Box(), th, regions(kinds))
				}
			}
		}
	}
	g, d := screen.New(40, 10), regions(2)
	d.Look = func(_, _ []float64, tints []chart.Tint) {
		for i := range tints {
			tints[i].Share = math.NaN()
		}
	}
	var c chart.Regions
	c.Draw(g.Box(), theme.New(theme.Options{}), d)
	d.X = chart.Range{}
	c.Draw(g.Box(), theme.New(theme.Options{}), d)
	if c.Plot().Contains(20, 5) {
		t.Error("without a range there is a plot")
	}
}

func TestRegionsAllocateNothing(t *testing.T) {
	th := theme.New(theme.Options{Dark: true})
	g, d := screen.New(60, 30), regions(2)
	d.Dots = []chart.Dot{{X: 0.5, Y: 0.5, Glyph: '●', Style: th.Series(0)}}
	var c chart.Regions
	c.Draw(g.Box(), th, d)
	if n := testing.AllocsPerRun(20, func() { c.Draw(g.Box(), th, d) }); n > 2 {
		t.Errorf("a frame allocates %v times", n)
	}
}

func TestSignOf(t *testing.T) {
	t.Parallel()
	for v, want := range map[float64]rune{1: '#', 0.5: '#', 0.2: '+', 0.05: ' ', 0: ' ', -0.2: '-', -0.7: '='} {
		if got := chart.SignOf(v); got != want {
			t.Errorf("SignOf(%v) = %q, want %q", v, got, want)
		}
	}
	if got := chart.SignOf(math.NaN()); got != ' ' {
		t.Errorf("SignOf(NaN) = %q", got)
	}
}

// What is drawn on a signed colour can be told from it.
func TestInkOnSignedColors(t *testing.T) {
	t.Parallel()
	for _, dark := range []bool{false, true} {
		for _, p := range []theme.Profile{theme.TrueColor, theme.ANSI256, theme.ANSI16} {
			th := theme.New(theme.Options{Dark: dark, Profile: p})
			for _, v := range []float64{-1, -0.6, 0.6, 1} {
				if ink := chart.InkOn(th, v); ink == 0 || ink == chart.SignedColor(th, v) {
					t.Errorf("dark %v, %v: the ink on %v is %#x", dark, p, v, ink)
				}
			}
		}
	}
}

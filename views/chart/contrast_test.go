package chart

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/screen"
	"nabla/views/theme"
)

func drawContrast(c *Contrast, w, h int, d ContrastData) *screen.Grid {
	g := screen.New(w, h)
	c.Draw(g.Box(), theme.New(theme.Options{}), d)
	return g
}

// cutChord is a hill that stands out of its chord.
func cutChord() ContrastData {
	hill := func(x float64) float64 { return 4 - x*x }
	return ContrastData{
		F: hill, ID: "hill", X: Range{-2, 2}, XLabel: "w",
		X0: -1.5, Y0: hill(-1.5), X1: 1.5, Y1: hill(1.5),
		Marked: func(_, y float64) bool { return y > hill(1.5) },
		Drop:   &Drop{X: 0, From: 4, To: hill(1.5), Role: theme.Bad},
		Pins: []Pin{
			{X: -1.5, Y: hill(-1.5), Look: 0, Name: "a"},
			{X: 1.5, Y: hill(1.5), Look: 1, Name: "b"},
			{X: 0, Y: hill(1.5), Look: 3},
			{X: 0, Y: 4, Look: 2},
		},
		Strip:     func(float64, float64) (rune, theme.Role) { return '-', theme.Bad },
		StripName: "f",
	}
}

func TestContrast(t *testing.T) {
	var c Contrast
	g := drawContrast(&c, 41, 14, cutChord())
	text := g.Text()
	for _, sign := range []string{"▲", "◆", "●", "a", "■", "b", "│", "░", "f" + strings.Repeat("-", 30)} {
		if !strings.Contains(text, sign) {
			t.Errorf("%q is not drawn:\n%s", sign, text)
		}
	}
	bad := theme.New(theme.Options{}).Style(theme.Bad).Fg
	plot := c.Plot()
	for _, x := range []float64{-1, 0.7} {
		col, _ := plot.Col(x)
		hatched, coloured := 0, 0
		for row := range g.Height() {
			switch cell := g.At(col, row); {
			case cell.Rune() == '░':
				hatched++
			case cell.Style.Fg == bad && cell.Rune() >= 0x2800 && cell.Rune() < 0x2900:
				coloured++
			}
		}
		if hatched == 0 || coloured == 0 {
			t.Errorf("at %v, above the chord, %d cells are hatched and %d of the curve are marked:\n%s", x, hatched, coloured, text)
		}
	}
}

// At a break there is no vertical line.
func TestContrastBreaks(t *testing.T) {
	step := func(x float64) float64 {
		if x < 0 {
			return 0
		}
		return 1
	}
	var c Contrast
	g := drawContrast(&c, 40, 12, ContrastData{F: step, ID: "step", X: Range{-2, 2}, Breaks: []float64{0}})
	left, top := c.Plot().Box().Origin()
	for row := top + 2; row < top+c.Plot().Box().Height()-2; row++ {
		for x := left; x < 40; x++ {
			if r := g.At(x, row).Rune(); r != ' ' {
				t.Errorf("column %d of row %d shows %q:\n%s", x, row, r, g.Text())
			}
		}
	}
	if joined := drawContrast(&Contrast{}, 40, 12, ContrastData{F: step, ID: "step", X: Range{-2, 2}}).Text(); joined == g.Text() {
		t.Error("without the break it is the same picture: this test would find nothing")
	}
}

func TestContrastOfAnything(t *testing.T) {
	curves := map[string]func(float64) float64{
		"square": func(x float64) float64 { return x * x },
		"pole":   func(x float64) float64 { return 1 / x },
		"log":    math.Log,
		"step":   math.Floor,
		"none":   func(float64) float64 { return math.NaN() },
		"level":  func(float64) float64 { return 7 },
		"huge":   func(x float64) float64 { return x * math.MaxFloat64 },
	}
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.SampledFrom([]string{"square", "pole", "log", "step", "none", "level", "huge"}).Draw(t, "f")
		n := anyNumber()
		d := ContrastData{
			F: curves[id], ID: id, X: Range{-2, 2}, Y: anyRange(t, "y"), Breaks: rapid.SliceOfN(n, 0, 3).Draw(t, "breaks"),
			Level: rapid.Bool().Draw(t, "level"), X0: n.Draw(t, "x0"), Y0: n.Draw(t, "y0"), X1: n.Draw(t, "x1"), Y1: n.Draw(t, "y1"),
			XLabel: anyName().Draw(t, "x label"), Empty: anyName().Draw(t, "empty"), StripName: anyName().Draw(t, "strip"),
		}
		if rapid.Bool().Draw(t, "any range") {
			d.X = anyRange(t, "x")
		}
		if rapid.Bool().Draw(t, "marked") {
			d.Marked = func(x, y float64) bool { return x > y }
		}
		if rapid.Bool().Draw(t, "drop") {
			d.Drop = &Drop{X: n.Draw(t, "at"), From: n.Draw(t, "from"), To: n.Draw(t, "to"), Role: theme.Good}
		}
		if rapid.Bool().Draw(t, "with strip") {
			d.Strip = func(float64, float64) (rune, theme.Role) { return '+', theme.Good }
		}
		for range rapid.IntRange(0, 4).Draw(t, "pins") {
			d.Pins = append(d.Pins, Pin{X: n.Draw(t, "x"), Y: n.Draw(t, "y"), Look: rapid.IntRange(-3, 20).Draw(t, "look"), Name: anyName().Draw(t, "name")})
		}
		var c Contrast
		inBox(t, func(b screen.Box, th *theme.Theme) { c.Draw(b, th, d) })
	})
}

// A frame in which only the chord moves costs no more than the dots of the chord.
func BenchmarkContrast(b *testing.B) {
	d := cutChord()
	th, g := theme.New(theme.Options{}), screen.New(110, 37)
	var c Contrast
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.X0 = -1.5 + float64(i%100)/100
		c.Draw(g.Box(), th, d)
	}
}

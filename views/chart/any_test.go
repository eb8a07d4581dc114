package chart

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"nabla/screen"
	"nabla/views/theme"
)

// inBox draws into a box of random size with something around it, and fails if
// anything outside changes or anything inside was left.
func inBox(t *rapid.T, draw func(screen.Box, *theme.Theme)) {
	w, h := rapid.IntRange(0, 140).Draw(t, "w"), rapid.IntRange(0, 45).Draw(t, "h")
	if rapid.Bool().Draw(t, "small") {
		w, h = w%20, h%8
	}
	th := theme.New(theme.Options{
		Dark:    rapid.Bool().Draw(t, "dark"),
		Profile: theme.Profile(rapid.IntRange(0, 3).Draw(t, "profile")),
		Glyphs:  theme.Glyphs(rapid.IntRange(0, 2).Draw(t, "glyphs")),
	})
	g := screen.New(w+4, h+2)
	around := screen.NewCell("밖", screen.Style{Fg: screen.Indexed(99)})
	for range 2 { // once with fresh memory, once with memory of the first time
		g.Box().Fill('밖', around.Style)
		box := g.Box().Sub(2, 1, w, h)
		draw(box, th)
		for y := range g.Height() {
			for x := range g.Width() {
				_, _, inside := box.Locate(x, y)
				cut := w%2 == 1 && (x == 1 || x == 2+w || x == 3+w) // half of what is around was drawn over
				c := g.At(x, y)
				if !inside && !cut && x%2 == 0 && c != around {
					t.Fatalf("column %d of row %d, outside, shows %q", x-2, y-1, c)
				}
				if inside && c.String() == "밖" {
					t.Fatalf("column %d of row %d was not drawn", x-2, y-1)
				}
			}
		}
	}
}

// any number at all, the odd ones often.
func anyNumber() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.Float64Range(-10, 10),
		rapid.Float64(),
		rapid.SampledFrom([]float64{
			0, math.Copysign(0, -1), 1, 1e-300, math.NaN(), math.Inf(1), math.Inf(-1),
			math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64,
		}),
	)
}

func anyName() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"", "x", "sigmoid", "시그모이드 함수", "leaky-relu with a long name", "\x1b[31m\n"})
}

func anyRange(t *rapid.T, label string) Range {
	if rapid.Bool().Draw(t, label+" fitted") {
		return Range{}
	}
	return Range{anyNumber().Draw(t, label+" from"), anyNumber().Draw(t, label+" to")}
}

func TestLinesOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfN(anyNumber(), 0, 40)
		d := LinesData{
			LogY: rapid.Bool().Draw(t, "log"), X: anyRange(t, "x"), Y: anyRange(t, "y"),
			XLabel: anyName().Draw(t, "x label"), Empty: anyName().Draw(t, "empty"),
		}
		for range rapid.IntRange(0, 10).Draw(t, "series") {
			s := Series{Name: anyName().Draw(t, "name"), Y: numbers.Draw(t, "y"), Look: rapid.IntRange(-3, 20).Draw(t, "look")}
			if rapid.Bool().Draw(t, "with x") {
				s.X = numbers.Draw(t, "x")
			}
			d.Series = append(d.Series, s)
		}
		var l Lines
		inBox(t, func(b screen.Box, th *theme.Theme) { l.Draw(b, th, d) })
	})
}

func TestBarsOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfN(anyNumber(), 0, 30)
		d := BarsData{
			Labels: rapid.SliceOfN(anyName(), 0, 30).Draw(t, "labels"),
			Log:    rapid.Bool().Draw(t, "log"), Range: anyRange(t, "range"),
			Bound: anyName().Draw(t, "bound"), Empty: anyName().Draw(t, "empty"),
		}
		for range rapid.IntRange(0, 9).Draw(t, "columns") {
			d.Columns = append(d.Columns, BarColumn{
				Name: anyName().Draw(t, "name"), Look: rapid.IntRange(-3, 20).Draw(t, "look"),
				Values: numbers.Draw(t, "values"), Bounds: numbers.Draw(t, "bounds"),
			})
		}
		var c Bars
		inBox(t, func(b screen.Box, th *theme.Theme) { c.Draw(b, th, d) })
	})
}

func TestCurveOfAnything(t *testing.T) {
	landscapes := map[string]func(float64) float64{
		"square": func(x float64) float64 { return x * x },
		"pole":   func(x float64) float64 { return 1 / x },
		"log":    math.Log,
		"exp":    math.Exp,
		"step":   math.Floor,
		"none":   func(float64) float64 { return math.NaN() },
		"level":  func(float64) float64 { return 7 },
		"huge":   func(x float64) float64 { return x * math.MaxFloat64 },
		"wave":   func(x float64) float64 { return math.Sin(20 * x) },
	}
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.SampledFrom([]string{"square", "pole", "log", "exp", "step", "none", "level", "huge", "wave"}).Draw(t, "f")
		numbers := rapid.SliceOfN(anyNumber(), 0, 6)
		d := CurveData{
			F: landscapes[id], ID: id, X: Range{-2, 2}, Y: anyRange(t, "y"),
			Maxima: numbers.Draw(t, "maxima"), BasinName: anyName().Draw(t, "basins"),
			XLabel: anyName().Draw(t, "x label"), Empty: anyName().Draw(t, "empty"),
		}
		if rapid.Bool().Draw(t, "any range") {
			d.X = anyRange(t, "x")
		}
		if rapid.Bool().Draw(t, "with basins") {
			d.Basins = each(func(x float64) int { return int(math.Floor(math.Mod(x, 4) * 3)) })
		}
		for _, x := range numbers.Draw(t, "minima") {
			d.Minima = append(d.Minima, Minimum{X: x, Name: anyName().Draw(t, "name"), Basin: rapid.IntRange(-1, 9).Draw(t, "basin")})
		}
		for _, x := range numbers.Draw(t, "balls") {
			d.Balls = append(d.Balls, Ball{
				X: x, Trail: numbers.Draw(t, "trail"), Name: anyName().Draw(t, "name"),
				Look: rapid.IntRange(-3, 20).Draw(t, "look"), Focused: rapid.Bool().Draw(t, "focused"),
			})
		}
		if rapid.Bool().Draw(t, "with tangent") {
			d.Tangent = &Tangent{X: anyNumber().Draw(t, "at"), Slope: anyNumber().Draw(t, "slope")}
		}
		var c Curve
		inBox(t, func(b screen.Box, th *theme.Theme) { c.Draw(b, th, d) })
	})
}

// Every size there may be, one by one.
func TestEverySize(t *testing.T) {
	th := theme.New(theme.Options{})
	var l Lines
	var b Bars
	var c Curve
	g := screen.New(0, 0)
	for w := range 50 {
		for h := range 16 {
			g.Resize(w, h)
			l.Draw(g.Box(), th, twoLines())
			b.Draw(g.Box(), th, fourLayers())
			c.Draw(g.Box(), th, parabola())
			if text := g.Text(); w > 0 && h > 0 && text == "" {
				t.Errorf("%d×%d: nothing is drawn", w, h)
			}
		}
	}
	g.Resize(300, 100)
	l.Draw(g.Box(), th, twoLines())
	c.Draw(g.Box(), th, parabola())
	if p := c.Plot(); p.Box().Width() < 280 || p.Box().Height() < 90 {
		t.Errorf("a large box has a plot of %d×%d", p.Box().Width(), p.Box().Height())
	}
}

package chart

import (
	"math"
	"strings"
	"testing"

	"nabla/screen"
	"nabla/views/theme"
)

func drawCurve(c *Curve, w, h int, d CurveData) string {
	g := screen.New(w, h)
	c.Draw(g.Box(), theme.New(theme.Options{}), d)
	return g.Text()
}

func parabola() CurveData {
	return CurveData{
		F: func(x float64) float64 { return x * x }, ID: "x^2", X: Range{-2, 2}, XLabel: "w",
		Minima: []Minimum{{X: 0, Global: true, Name: "global", Basin: 0}},
		Basins: each(func(float64) int { return 0 }), BasinName: "basins",
		Balls: []Ball{{X: 1, Name: "µ=0.4", Look: 1}, {X: -3, Look: 2}},
	}
}

func TestCurve(t *testing.T) {
	wave := func(w float64) float64 { return w*w*w*w - 3*w*w + w }
	for _, c := range []struct {
		name string
		w, h int
		data CurveData
		want string
	}{
		{"parabola", 41, 12, parabola(), `
4┤←⡄                                   ⢀⠞
 │ ⠙⢆                                 ⣰⠋
 │  ⠈⠳⡄                             ⢀⠞⠁
2┤    ⠘⢦⡀                         ⢀⡴⠋
 │      ⠙⢦⡀                     ⢀⡴⠋
 │        ⠙⠢⣀                 ⣀■⠋
 │          ⠈⠑⠦⣄⡀         ⢀⣠⠴⠚⠁
0┤              ⠉⠙⠒⠒⠦⠤⠴⠒⠒⠋⠉
 │                   ▴ A global
 └───────────────────┬──────────────────┬
 -2                  0                  w
  ━━━━━━━━━━━━━━━━━━ A ━━━━━━━━━━━━━━━━━━`},
		{"low", 24, 8, parabola(), `
4┤←⣄                  ⢠⠞
2┤ ⠈⠣⡀              ⢀⡴⠁
 │   ⠈⠲⣄    µ=0.4 ■⠔⠋
0┤     ⠈⠙⠲⠤⢤⣀⣀⡠⠤⠖⠋⠁
 │           ▴ A global
 └───────────┬─────────┬
 -2          0         w
  ━━━━━━━━━━ A ━━━━━━━━━`},
		{"without labels of x", 20, 6, parabola(), `
4┤←⣄              ⣠⠞
2┤ ⠈⠳⣄          ⣠⠞⠁
 │   ⠈⠙⠦⢄⣀⡀⢀⣀⣠⠴■⠁
0┤        ⠈▴
 └──────────────── w
  ━━━━━━━━ A ━━━━━━━`},
		{"without axes", 10, 4, parabola(), `
←⡀       ⡜
 ⢳⡀    ⢀⡜
  ⠙⢦⣀⣀⡠■
    ⠈▴`},
		{"two valleys", 50, 14, CurveData{
			F: wave, ID: "wave", X: Range{-2.5, 2.5},
			Minima: []Minimum{{X: -1.3008, Global: true, Name: "전역", Basin: 0}, {X: 1.1309, Name: "지역", Basin: 1}},
			Maxima: []float64{0.1699},
			Basins: each(func(x float64) int {
				switch {
				case x > 2.2 || x < -2.3:
					return NoBasin
				case x > 0.1699:
					return 1
				}
				return 0
			}),
			Balls: []Ball{{X: 0.9, Trail: []float64{0.3, 0.5, 0.7}}, {X: 2.4, Look: 1}},
		}, `
  │    ⠈⡆                                 ⡸     ↑
  │     ⢇                                ⢀⠇
  │     ⢸                                ⡜
 0┤     ⠈⡆              ⢀⡤⠒⠊⠙•⠦•⡀       ⡸⠁
  │      ⢣            ⢀⠔⠁       ⠉•●⡀  ⢀⡜⠁
  │      ⠘⡄          ⡴⠋            ⠉⠉⠉⠁
-2┤       ⢣        ⢀⠞                ▵ B 지역
  │       ⠈⣆      ⡰⠋
  │        ⠘⣆   ⣠⠞⠁
  │         ⠈⠓⠒⠚⠁
-4┤           ▴ A 전역
  └────┬──────────────────┬──────────────────┬────
      -2                  0                  2
   ××━━━━━━━━━━ A ━━━━━━━━━━┿━━━━━━━ B ━━━━━━━━×××`},
		{"maximum", 30, 8, CurveData{
			F: func(x float64) float64 { return 1 - x*x }, ID: "1-x^2", X: Range{-1, 1},
			Minima: []Minimum{{X: 0, Global: true, Name: "global"}},
		}, `
   │             ▴ global
1.0┤       ⢀⣀⠤⠖⠒⠒⠒⠒⠲⠤⣄⡀
   │     ⣠⠔⠋          ⠙⠲⣄
0.5┤   ⣠⠞⠁              ⠈⠳⣄
   │ ⢀⠞⠁                  ⠈⠳⡄
   │⡰⠋                      ⠘⢦
  0┼─────────────┬───────────┬
   -1            0           1`},
		{"tangent", 40, 8, CurveData{
			F: func(x float64) float64 { return x * x }, ID: "x^2", X: Range{-2, 2},
			Tangent: &Tangent{X: -1, Slope: -2}, Balls: []Ball{{X: -1, Focused: true}},
		}, `
4┤⠱⣄                                  ⣠⠞
3┤ ⠈⠳⣄                              ⢀⠞⠁
2┤   ⠨⣳⣄                          ⣠⠖⠁
 │     ⠉⠓⢤⡀                    ⢀⡠⠚⠁
1┤        ⠉●⢤⣀              ⣀⡤⠖⠉
 │           ⠈⠙⠒⡦⠤⣄⣀⣀⣀⣀⣠⠤⠴⠒⠋⠁
0┼───────────────────┬─────────────────┬
 -2                  0                 2`},
		{"a gap", 30, 6, CurveData{F: math.Sqrt, ID: "sqrt", X: Range{-1, 1}}, `
1.0┤                     ⢀⣠⠴⠒⠋
   │                 ⢀⣠⠔⠊⠁
0.5┤               ⣠⠖⠉
   │             ⢠⠎
   │             ⡇
  0┼──────────────────────────`},
		{"nothing finite", 20, 3, CurveData{F: func(float64) float64 { return math.NaN() }, X: Range{0, 1}, Empty: "no value"}, `

      no value
`},
		{"no landscape", 20, 3, CurveData{Empty: "none"}, `

        none
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var chart Curve
			if got := "\n" + drawCurve(&chart, c.w, c.h, c.data); got != c.want {
				t.Errorf("got%s\nwant%s", got, c.want)
			}
		})
	}
}

// The mouse finds what is drawn: a column's x lies in that column again, a
// ball is in the cell that Col and Row say, on the curve.
func TestPlot(t *testing.T) {
	g := screen.New(70, 20)
	box := g.Box().Sub(5, 3, 61, 15)
	th := theme.New(theme.Options{})
	var c Curve
	d := parabola()
	for i := range 60 {
		d.Balls = []Ball{{X: -1.9 + float64(i)/16}}
		c.Draw(box, th, d)
		p := c.Plot()
		col, okCol := p.Col(d.Balls[0].X)
		row, okRow := p.Row(d.F(d.Balls[0].X))
		if !okCol || !okRow || g.At(col, row).Rune() != th.SeriesMark(0) || !p.Contains(col, row) {
			t.Errorf("ball at %v: cell %d,%d shows %q", d.Balls[0].X, col, row, g.At(col, row))
		}
	}
	p := c.Plot()
	left, top := p.Box().Origin()
	for col := left; col < left+p.Box().Width(); col++ {
		if back, ok := p.Col(p.XAt(col)); !ok || back != col {
			t.Errorf("column %d: its x is in column %d, %v", col, back, ok)
		}
	}
	for y, want := range map[float64]int{p.Y.Max: top, p.Y.Min: top + p.Box().Height() - 1} {
		if row, ok := p.Row(y); !ok || row != want {
			t.Errorf("%v is in row %d, %v; want %d", y, row, ok, want)
		}
	}
	if _, ok := p.Col(5); ok || p.XAt(left-1) >= -2 {
		t.Error("what lies beside the plot is taken for a part of it")
	}
	if (Plot{}).Contains(0, 0) {
		t.Error("the zero plot contains a cell")
	}
}

// What does not change is not evaluated again: the landscape is looked at once
// for a size and range, then only where balls are.
func TestCurveIsKept(t *testing.T) {
	calls := 0
	d := parabola()
	square := d.F
	d.F = func(x float64) float64 { calls++; return square(x) }
	var c Curve
	drawCurve(&c, 60, 20, d)
	calls = 0
	first := drawCurve(&c, 60, 20, d)
	if calls > 10 {
		t.Errorf("the second frame evaluates the landscape %d times", calls)
	}
	calls = 0
	d.ID = "other"
	if drawCurve(&c, 60, 20, d); calls < 500 {
		t.Errorf("another landscape is evaluated %d times", calls)
	}
	drawCurve(&c, 30, 10, d)
	if again := drawCurve(&c, 60, 20, d); again != first {
		t.Errorf("after another size the frame is\n%s\nwant\n%s", again, first)
	}
}

func TestBallsBeyondTheEdges(t *testing.T) {
	d := CurveData{
		F: func(x float64) float64 { return x * x * x * x }, ID: "x^4", X: Range{-2, 2}, Y: Range{1, 4},
		Balls: []Ball{{X: 2}, {X: 0, Look: 1}, {X: -9, Look: 2}, {X: math.Inf(1), Look: 3}, {X: math.NaN(), Look: 4}},
	}
	var c Curve
	got := strings.Split(drawCurve(&c, 12, 3, d), "\n")
	if !strings.HasPrefix(got[0], "←") || !strings.HasSuffix(got[0], "→") || !strings.Contains(got[2], "↓") {
		t.Errorf("want ← and → in the first row, ↓ in the last\n%s", strings.Join(got, "\n"))
	}
}

func TestFocusedBallIsOnTop(t *testing.T) {
	th := theme.New(theme.Options{Profile: theme.NoColor})
	g := screen.New(40, 10)
	var c Curve
	d := parabola()
	d.Balls = []Ball{{X: 1, Look: 1, Focused: true}, {X: 1, Look: 2}}
	c.Draw(g.Box(), th, d)
	col, _ := c.Plot().Col(1)
	row, _ := c.Plot().Row(1)
	if got := g.At(col, row); got.Rune() != th.SeriesMark(1) || got.Style.Attr&screen.Reverse == 0 {
		t.Errorf("the cell of both balls shows %q in %+v", got, got.Style)
	}
}

func TestCurveAllocates(t *testing.T) {
	var c Curve
	th := theme.New(theme.Options{})
	g := screen.New(120, 40)
	d := parabola()
	allocs := testing.AllocsPerRun(50, func() {
		d.Balls[0].X *= 0.99
		c.Draw(g.Box(), th, d)
	})
	if allocs != 0 {
		t.Errorf("a landscape with balls that move allocates %v times a frame, want 0", allocs)
	}
}

func BenchmarkCurve(b *testing.B) {
	for _, tangent := range []bool{false, true} {
		b.Run(map[bool]string{false: "balls", true: "tangent"}[tangent], func(b *testing.B) {
			var c Curve
			th := theme.New(theme.Options{})
			g := screen.New(120, 40)
			d := parabola()
			if tangent {
				d.Tangent = new(Tangent)
			}
			b.ReportAllocs()
			for b.Loop() {
				d.Balls[0].X = math.Mod(d.Balls[0].X+0.01, 2)
				if tangent {
					*d.Tangent = Tangent{X: d.Balls[0].X, Slope: 2 * d.Balls[0].X}
				}
				c.Draw(g.Box(), th, d)
			}
		})
	}
}

// Wherever a jump falls among the columns, there is no upright line.
func TestCurveBreaksAtEveryJump(t *testing.T) {
	t.Parallel()
	for i := range 97 {
		at := -1 + float64(i)/48
		d := CurveData{
			X: Range{-1.5, 1.5}, Y: Range{-2, 2}, ID: "sign",
			F: func(x float64) float64 { return math.Copysign(1, x-at) },
		}
		rows := strings.Split(drawCurve(new(Curve), 40, 20, d), "\n")
		for y := 7; y < 11; y++ { // between −1 and 1
			if strings.ContainsFunc(rows[y], func(r rune) bool { return r > 0x2800 && r <= 0x28ff }) {
				t.Fatalf("a jump at %v:\n%s", at, strings.Join(rows, "\n"))
			}
		}
	}
}

// each asks for the basin of one start after the other.
func each(basin func(float64) int) func([]float64) []int {
	var basins []int
	return func(starts []float64) []int {
		basins = basins[:0]
		for _, x := range starts {
			basins = append(basins, basin(x))
		}
		return basins
	}
}

package chart

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/screen"
	"nabla/views/theme"
)

func drawPlane(g *Plane, w, h int, d PlaneData) string {
	grid := screen.New(w, h)
	g.Draw(grid.Box(), theme.New(theme.Options{}), d)
	return grid.Text()
}

func TestPlane(t *testing.T) {
	square := PlaneCurve{F: func(x float64) float64 { return x * x }, ID: "x^2"}
	step := PlaneCurve{F: func(x float64) float64 { return math.Copysign(1, x) }, ID: "sign"}
	for _, c := range []struct {
		name string
		w, h int
		data PlaneData
		want string
	}{
		{"secant and two points", 40, 11, PlaneData{
			X: Range{-2, 2}, Y: Range{-1, 4}, Curves: []PlaneCurve{square}, Level: true, Left: 6, XLabel: "x", Upright: 0.5,
			Lines:  []PlaneLine{{X: 0.5, Y: 0.25, Slope: 2}},
			Points: []PlanePoint{{X: 1.5, Y: 2.25, Mark: 'q', Name: "Q"}, {X: 0.5, Y: 0.25, Mark: 'p', Name: "P"}},
		}, `
    4┤⠱⡄                   ·          ⢀⠞
     │ ⠙⣄                  ·         ⣠⢏⠔
     │  ⠈⢣⡀                ·       ⢀⡴⠓⠁
    2┤    ⠙⣄               ·     ⢀⣤q
     │     ⠈⠳⣄             ·   ⣀⣴⠟⠁Q
     │       ⠈⠓⢤⡀          P ⣠⡪⠞⠁
     │          ⠉⠓⠤⣄⣀    ⣀⣀p⠟⠉
    0┤──────────────⠈⠉⠉⠉⡩⠓⠁─────────────
     │               ⢀⡠⠊   ·
     └─────────────────┬───────────────┬
     -2                0               x`},
		{"a jump has no upright line", 30, 8, PlaneData{
			X: Range{-1, 1}, Y: Range{-2, 2}, Curves: []PlaneCurve{step}, Upright: math.NaN(),
		}, `
 2┤
 1┤             ⠠⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤
 0┤
  │
-1┤⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠂
  │
-2┼─────────────┬────────────┬
  -1            0            1`},
		{"beyond the edges", 30, 8, PlaneData{
			X: Range{-1, 1}, Y: Range{0, 1}, Curves: []PlaneCurve{square}, Upright: math.NaN(),
			Points: []PlanePoint{{X: 5, Y: 0.5, Mark: 'r', Name: "R"}, {X: 0, Y: -3, Mark: 'd'}, {X: 0.5, Y: 9, Mark: 'u'}, {X: math.NaN(), Y: 0, Mark: 'n'}},
		}, `
1.0┤⠱⡀                 ↑    ⢀⡞
   │ ⠙⣄                    ⢠⠎R
0.5┤  ⠈⢦                  ⡰⠃ →
   │    ⠱⣄              ⣠⠞⠁
   │     ⠈⠳⣄          ⣠⠞⠁
   │        ⠙⠲⠤⣄⣀↓⣀⠤⠖⠋
  0┼─────────────┬───────────┬
   -1            0           1`},
		{"as far as it is shown", 30, 8, PlaneData{
			X: Range{-2, 2}, Y: Range{0, 4}, Upright: math.NaN(),
			Curves: []PlaneCurve{{F: square.F, ID: "x^2", Shown: func(x float64) bool { return x < 0.5 }}},
		}, `
4┤⠱⡄
3┤ ⠙⣄
2┤  ⠈⢣⡀
 │    ⠙⢦⡀
1┤      ⠙⢦⣀
 │        ⠈⠑⠢⠤⣀⣀⣀⣀⡤
0┼──────────────┬────────────┬
 -2             0            2`},
		{"nothing to draw", 30, 3, PlaneData{
			X: Range{-2, 2}, Curves: []PlaneCurve{{F: func(float64) float64 { return math.NaN() }, ID: "nan"}}, Empty: "no value",
		}, `

           no value`},
	} {
		got := strings.TrimRight(drawPlane(new(Plane), c.w, c.h, c.data), " \n")
		if got != strings.TrimPrefix(c.want, "\n") {
			t.Errorf("%s:\n%s\nwant%s", c.name, got, c.want)
		}
	}
}

// What is kept from one frame to the next changes nothing.
func TestPlaneKeepsNothingStale(t *testing.T) {
	g := new(Plane)
	data := func(power float64) PlaneData {
		return PlaneData{
			X: Range{-2, 2 + power}, Level: true,
			Curves: []PlaneCurve{{F: func(x float64) float64 { return math.Pow(x, power) }, ID: strings.Repeat("x", int(power))}},
			Lines:  []PlaneLine{{X: 1, Y: 1, Slope: power}},
		}
	}
	for _, power := range []float64{1, 2, 3, 2, 1} {
		for _, size := range [][2]int{{40, 10}, {60, 20}, {40, 10}} {
			if got, want := drawPlane(g, size[0], size[1], data(power)), drawPlane(new(Plane), size[0], size[1], data(power)); got != want {
				t.Errorf("x^%v at %v is\n%s\nwant\n%s", power, size, got, want)
			}
		}
	}
}

func TestPlaneOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(anyNumber(), 1, 9).Draw(t, "values")
		f := func(x float64) float64 {
			if i := int(math.Abs(x)*3) % len(values); i >= 0 {
				return values[i]
			}
			return x
		}
		number := func(label string) float64 { return anyNumber().Draw(t, label) }
		d := PlaneData{
			X: anyRange(t, "x"), Y: anyRange(t, "y"), Hold: values, Upright: number("upright"), Level: rapid.Bool().Draw(t, "level"),
			Left: rapid.IntRange(0, 9).Draw(t, "left"), XLabel: anyName().Draw(t, "x label"), Empty: anyName().Draw(t, "empty"),
			Curves: []PlaneCurve{{F: f, ID: "f", Dashed: rapid.Bool().Draw(t, "dashed")}},
			Lines:  []PlaneLine{{X: number("lx"), Y: number("ly"), Slope: number("slope")}},
			Points: []PlanePoint{{X: number("px"), Y: number("py"), Mark: '●', Name: anyName().Draw(t, "point")}},
		}
		inBox(t, func(b screen.Box, th *theme.Theme) { new(Plane).Draw(b, th, d) })
	})
}

// A function jumps where halving finds no end to the difference, and not where
// it is merely steep.
func TestJumps(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(float64) float64
		want bool
	}{
		{"sign", func(x float64) float64 { return math.Copysign(1, x-0.3) }, true},
		{"sign with 0 in the middle", func(x float64) float64 {
			switch {
			case x > 0.25:
				return 1
			case x < 0.25:
				return -1
			}
			return 0
		}, true},
		{"sign without a value in the middle", func(x float64) float64 { return x / math.Abs(x) }, true},
		{"floor", math.Floor, true},
		{"a pole", func(x float64) float64 { return 1 / (x - 0.3) }, true},
		{"steep", func(x float64) float64 { return math.Tanh(1e6 * (x - 0.3)) }, false},
		{"a straight line", func(x float64) float64 { return 1e9 * x }, false},
		{"a cube root", func(x float64) float64 { return math.Cbrt(x - 0.3) }, false},
	} {
		if got := jumps(c.f, -1, c.f(-1), 1, c.f(1)); got != c.want {
			t.Errorf("%s: jumps is %v", c.name, got)
		}
	}
}

func TestClip(t *testing.T) {
	unit := Range{0, 1}
	for _, c := range []struct {
		x, y, slope float64
		want        [4]float64
		ok          bool
	}{
		{0.5, 0.5, 1, [4]float64{0, 0, 1, 1}, true},
		{0.5, 0.5, -2, [4]float64{0.25, 1, 0.75, 0}, true},
		{-3, 0.25, 0, [4]float64{0, 0.25, 1, 0.25}, true},
		{2, 1.5, 1, [4]float64{0.5, 0, 1, 0.5}, true},
		{0.5, 2, 0, [4]float64{}, false},
		{5, 0, 1, [4]float64{}, false},
		{0, 0, math.Inf(1), [4]float64{}, false},
		{math.NaN(), 0, 1, [4]float64{}, false},
	} {
		x0, y0, x1, y1, ok := clip(c.x, c.y, c.slope, unit, unit)
		if ok != c.ok || ok && [4]float64{x0, y0, x1, y1} != c.want {
			t.Errorf("the line of slope %v through (%v, %v) is seen from (%v, %v) to (%v, %v), %v; want %v", c.slope, c.x, c.y, x0, y0, x1, y1, ok, c.want)
		}
	}
}

// A frame in which nothing but the points moved follows no curve again.
func TestPlaneFollowsACurveOnce(t *testing.T) {
	calls := 0
	d := PlaneData{X: Range{-2, 2}, Curves: []PlaneCurve{{F: func(x float64) float64 { calls++; return x * x }, ID: "x^2"}}}
	g, grid, th := new(Plane), screen.New(80, 30), theme.New(theme.Options{})
	g.Draw(grid.Box(), th, d)
	calls = 0
	d.Points = []PlanePoint{{X: 1, Y: 1, Mark: 'p', Name: "P"}}
	if g.Draw(grid.Box(), th, d); calls != 0 {
		t.Errorf("the curve was looked at %d times again", calls)
	}
	if n := testing.AllocsPerRun(20, func() { g.Draw(grid.Box(), th, d) }); n > 4 {
		t.Errorf("a frame allocates %v times", n)
	}
}

// Wherever a jump falls among the columns, there is no upright line.
func TestPlaneBreaksAtEveryJump(t *testing.T) {
	for i := range 97 {
		at := -1 + float64(i)/48
		d := PlaneData{
			X: Range{-1.5, 1.5}, Y: Range{-2, 2}, Upright: math.NaN(),
			Curves: []PlaneCurve{{F: func(x float64) float64 { return math.Copysign(1, x-at) }, ID: "sign"}},
		}
		rows := strings.Split(drawPlane(new(Plane), 40, 20, d), "\n")
		for y := 7; y < 11; y++ { // between −1 and 1
			if strings.ContainsFunc(rows[y], func(r rune) bool { return r > 0x2800 && r <= 0x28ff }) {
				t.Fatalf("a jump at %v:\n%s", at, strings.Join(rows, "\n"))
			}
		}
	}
}

// Wherever zero lies, and however wide the chart: where x has labels at all it
// has two or more.
func TestPlaneLabelsOfX(t *testing.T) {
	t.Parallel()
	var plane Plane
	for _, x := range []Range{
		{-5, 5},
		{-4, 4},
		{-4.5, 4.5},
		{-2.2, 2.2},
		{-6, 6},
		{-1.9, 1.9},
		{-0.02, 0.02},
		{0, 4},
		{0.1, 4},
		{-1, 12},
		{-250, 250},
		{96, 104},
		{-4.9e5, 4.9e5},
		{1e-3, 9e-3},
		{-97.3, 12.1},
		{0, math.Pi},
		{-1e-7, 3.3e-7},
	} {
		for w := 30; w <= 140; w++ {
			rows := strings.Split(strings.TrimRight(drawPlane(&plane, w, 10, PlaneData{
				X: x, XLabel: "x", Upright: math.NaN(),
				Curves: []PlaneCurve{{F: math.Sin, ID: "sin"}},
			}), "\n"), "\n")
			labels := strings.Fields(rows[len(rows)-1])
			if len(labels) < 3 { // with the x
				t.Errorf("%v over %d columns: %q", x, w, labels)
			}
		}
	}
}

// A curve that stands aside is drawn, and changes no range.
func TestPlaneAside(t *testing.T) {
	t.Parallel()
	curve := PlaneCurve{F: func(x float64) float64 { return x }, ID: "x"}
	steep := PlaneCurve{F: func(x float64) float64 { return 50 * x }, ID: "50x"}
	var alone, with, beside Plane
	b, th := screen.New(40, 12).Box(), theme.New(theme.Options{})
	alone.Draw(b, th, PlaneData{X: Range{-1, 1}, Curves: []PlaneCurve{curve}})
	with.Draw(b, th, PlaneData{X: Range{-1, 1}, Curves: []PlaneCurve{curve, steep}})
	steep.Aside = true
	beside.Draw(b, th, PlaneData{X: Range{-1, 1}, Curves: []PlaneCurve{curve, steep}})
	if got, want := beside.Plot().Y, alone.Plot().Y; got != want || with.Plot().Y == want {
		t.Errorf("beside a curve that stands aside y is %v, want %v; with it %v", got, want, with.Plot().Y)
	}
}

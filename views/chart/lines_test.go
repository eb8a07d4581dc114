package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"nabla/screen"
	"nabla/views/theme"
)

func drawLines(l *Lines, w, h int, d LinesData) string {
	g := screen.New(w, h)
	l.Draw(g.Box(), theme.New(theme.Options{Profile: theme.NoColor}), d)
	return g.Text()
}

func twoLines() LinesData {
	return LinesData{XLabel: "step 8", Series: []Series{
		{Name: "시그모이드", Y: []float64{8, 7, 6, 5, 4, 3, 2, 1, 0}},
		{Name: "relu", Look: 1, Y: []float64{4, 4, 4, math.NaN(), 4, 4, 4, 4, 2}},
	}}
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		name string
		w, h int
		data LinesData
		want string
	}{
		{"legend at the side", 60, 8, twoLines(), `
8┤⠉⠒⠢⠤⣀⡀
6┤     ⠈⠉⠒⠢⠤⢄⣀
4┤⣀⣀ ⢀⣀⡀ ⣀⣀   ⠉⠑⠒⠤⢄⣀⣀⡀ ⣀⣀ ⢀⣀⡀ ⣀⣀
 │                  ⠈⠑⠒⠤⢄⣀       ⠈⠒⠄
2┤                        ⠉⠑⠒⠢⠤⣀⡀    ■  ■ relu             2
 │                              ⠈⠉⠒⠢⠤●  ● 시그모이드       0
0┼──────────────────────┬─────────────
  0                     5       step 8`},
		{"legend above", 40, 10, twoLines(), `
    ● 시그모이드       0  ■ relu       2
8┤⠉⠒⠢⢄⣀
6┤     ⠉⠑⠒⠤⢄⡀
 │          ⠈⠉⠒⠢⠤⣀
4┤⠒⠒ ⠐⠒⠂ ⠒⠒       ⠉⠑⠒⠢⢄⣒⠒ ⠐⠒⠂ ⠒⠒ ⠐⠒⠂
 │                      ⠉⠒⠢⠤⣀⡀       ⠒⢄
2┤                           ⠈⠑⠒⠤⢄⣀    ■
 │                                 ⠉⠑⠢⠤●
0┼───────────────────────┬──────────────
  0                      5        step 8`},
		{"legend above without values", 24, 6, twoLines(), `
    ● 시그모이드  ■ relu
 │⠉⠒⠢⠤⣀⡀
5┤⣀⣀ ⢀⣀⡈⠑⠒⠤⢄⣀⣀⡀ ⣀⣀ ⢀⣀⡀
 │           ⠈⠑⠒⠤⢄⡀    ■
 │                ⠈⠉⠒⠢⠤●
0┼─────────────── step 8`},
		{"the plot alone", 14, 4, twoLines(), `
⠑⠢⢄⡀
⣀⣀ ⢈⠑⠤⣀⣀⣀ ⢀⣀⡀
       ⠈⠒⢄⡀ ⠁■
          ⠈⠑⠢●`},
		{"small", 8, 3, twoLines(), `
⠑⠢⡀
⠒⠒⠈⠑⢖⡂ ⡀
     ⠈⠢■`},
		{"logarithm", 30, 6, LinesData{
			LogY:   true,
			Series: []Series{{Y: []float64{1, 0.1, 0, 0.01, 1e-3, -1, 1e-4}}},
		}, `
 10⁰┤⠑⠢⢄⡀
    │   ⠈⠂
10⁻²┤            ⠐⢄
    │              ⠉⠒⠤
    │                        ●
10⁻⁴┼─────────────────────────`},
		{"one sample", 20, 4, LinesData{Series: []Series{{Y: []float64{4}}}}, `
6┤
4┤         ●
 │
2┼──────────────────`},
		{"all equal", 20, 5, LinesData{Series: []Series{{Y: []float64{0, 0, 0}}}}, `
 1┤
 0┤⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀●
  │
  │
-1┼─────────────────`},
		{"diverged", 44, 6, LinesData{Series: []Series{
			{Name: "a", X: []float64{0, 10, 20, 30}, Y: []float64{1, 2, math.Inf(1), math.NaN()}},
			{Name: "b", X: []float64{0, 10, 20, 30}, Y: []float64{1, 1, 1, 1}, Look: 1},
		}}, `
2.0┤       ⢀⠔●                   ● a     NaN
   │     ⢀⠔⠁
1.5┤   ⢀⠔⠁
   │  ⡠⠃
   │⣠⣊ ⢀⣀⡀ ⣀⣀ ⢀⣀⡀ ⣀⣀ ⢀⣀⡀ ⣀⣀ ⢀⣀■  ■ b       1
1.0┼───────────────────────────`},
		{"no data", 20, 3, LinesData{Empty: "아직 값이 없습니다", Series: []Series{{Name: "x"}}}, `

 아직 값이 없습니다
`},
		{"nothing that has a place", 20, 3, LinesData{Empty: "no data yet", LogY: true, Series: []Series{{Y: []float64{0, math.NaN()}}}}, `

    no data yet
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var l Lines
			if got := "\n" + drawLines(&l, c.w, c.h, c.data); got != c.want {
				t.Errorf("got%s\nwant%s", got, c.want)
			}
		})
	}
}

// The end of a curve and its name are in the same row where nothing is in the
// way, and each series is named once.
func TestLegend(t *testing.T) {
	var l Lines
	got := drawLines(&l, 70, 12, LinesData{Series: []Series{
		{Name: "one", Y: []float64{0, 1}},
		{Name: "two", Y: []float64{1, 0}, Look: 1},
		{Name: "three", Y: []float64{0, 0.02}, Look: 2},
		{Name: "four", Y: []float64{0, 0.01}, Look: 3},
	}})
	rows := strings.Split(got, "\n")
	for name, row := range map[string]int{"one": 0, "three": 7, "four": 8, "two": 9} {
		if !strings.Contains(rows[row], " "+name+" ") || strings.Count(got, name) != 1 {
			t.Errorf("%q is not in row %d, once\n%s", name, row, got)
		}
	}
	// More series than rows: the rest is left out.
	few := make([]Series, 20)
	for i := range few {
		few[i] = Series{Name: "series", Y: []float64{1, float64(i)}, Look: i}
	}
	if n := strings.Count(drawLines(&l, 70, 8, LinesData{Series: few}), "series"); n != 6 {
		t.Errorf("%d names beside a plot of 6 rows", n)
	}
}

func TestLinesColors(t *testing.T) {
	th := theme.New(theme.Options{Dark: true})
	g := screen.New(60, 8)
	var l Lines
	l.Draw(g.Box(), th, twoLines())
	col, row := l.Plot().Box().Origin()
	if got := g.At(col, row).Style; got != th.Series(0) {
		t.Errorf("the first curve begins in %+v, want %+v", got, th.Series(0))
	}
	if got := g.At(col, row+2).Style; got != th.Series(1) {
		t.Errorf("the second curve begins in %+v, want %+v", got, th.Series(1))
	}
}

func TestLinesAllocate(t *testing.T) {
	var l Lines
	th := theme.New(theme.Options{})
	g := screen.New(120, 40)
	data := twoLines()
	if allocs := testing.AllocsPerRun(20, func() { l.Draw(g.Box(), th, data) }); allocs != 0 {
		t.Errorf("lines that did not change allocate %v times, want 0", allocs)
	}
	shift := 0.0
	allocs := testing.AllocsPerRun(20, func() {
		shift += 0.25
		data.Series[1].Y[1] = 4 - math.Mod(shift, 3)
		l.Draw(g.Box(), th, data)
	})
	if allocs > 0 {
		t.Errorf("a curve that changed allocates %v times, want 0", allocs)
	}
}

func BenchmarkLines(b *testing.B) {
	for name, n := range map[string]int{"1k": 1000, "100k": 100_000} {
		for _, moving := range []bool{false, true} {
			b.Run(name+map[bool]string{false: "/still", true: "/moving"}[moving], func(b *testing.B) {
				var l Lines
				th := theme.New(theme.Options{})
				g := screen.New(120, 40)
				y, z := make([]float64, n), make([]float64, n)
				for i := range y {
					y[i] = math.Exp(-float64(i) / float64(n) * 3)
					z[i] = y[i] * y[i]
				}
				data := LinesData{LogY: true, XLabel: "step", Series: []Series{{Name: "sigmoid", Y: y}, {Name: "relu", Y: z, Look: 1}}}
				b.ReportAllocs()
				for b.Loop() {
					if moving {
						y[n/2] = 0.3 - y[n/2]
						z[n/2] = 0.3 - z[n/2]
					}
					l.Draw(g.Box(), th, data)
				}
			})
		}
	}
}

func ExampleLines() {
	grid := screen.New(32, 6)
	var chart Lines
	chart.Draw(grid.Box(), theme.New(theme.Options{Glyphs: theme.ASCII}), LinesData{
		Series: []Series{{Name: "loss", Y: []float64{4, 2, 1, 0.5, 0.25}}},
		XLabel: "step 4",
	})
	fmt.Println(grid.Text())
	// Output:
	// o loss  0.2500
	// 4+\\\.
	// 2+   '\\\_
	//  |        "\-\-\__
	//  |                """"-----\---o
	// 0+----------------------- step 4
}

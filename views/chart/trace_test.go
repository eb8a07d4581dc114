package chart

import (
	"math"
	"slices"
	"testing"

	"github.com/NimbleMarkets/ntcharts/v2/canvas"
	"github.com/NimbleMarkets/ntcharts/v2/canvas/graph"
	"github.com/NimbleMarkets/ntcharts/v2/canvas/runes"
	"pgregory.net/rapid"
)

// dots are the dots that patterns show, by rows and columns.
func dots(patterns [][]rune) [][]bool {
	bits := [4][2]rune{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}
	out := make([][]bool, len(patterns)*dotsDown)
	for y := range out {
		row := patterns[y/dotsDown]
		out[y] = make([]bool, len(row)*dotsAcross)
		for x := range out[y] {
			out[y][x] = row[x/dotsAcross]&bits[y%dotsDown][x%dotsAcross] != 0
		}
	}
	return out
}

// A straight line through one sample a column of dots has one dot in each
// column, where ntcharts' own GridPoint puts the sample.
func TestStraightLine(t *testing.T) {
	const w, h = 20, 6
	scale := Scale{Min: -1, Max: 3}
	for _, slope := range []float64{0, 0.02, -0.05, 0.1} {
		grid := graph.NewBrailleGrid(w, h, 0, w*dotsAcross-1, scale.Min, scale.Max)
		var tr trace
		tr.begin(w, h, solid)
		y := func(x int) float64 { return 1 + slope*(float64(x)-20) }
		for x := range w * dotsAcross {
			tr.sample(float64(x), y(x), scale)
		}
		got := dots(tr.cells(scale))
		for x := range w * dotsAcross {
			want := grid.GridPoint(canvas.Float64Point{X: float64(x), Y: y(x)})
			for row := range got {
				// A neighbour more than one row away is led half way to.
				if got[row][x] != (row == want.Y) && math.Abs(slope) < 0.1 {
					t.Errorf("slope %v: dot %v in column %d, row %d; want one in row %d", slope, got[row][x], x, row, want.Y)
				}
			}
			if !got[want.Y][x] {
				t.Errorf("slope %v: no dot in column %d, row %d", slope, x, want.Y)
			}
		}
	}
}

// Between two samples the line runs straight: the dot of each column is the
// nearest to it.
func TestLineBetweenSamples(t *testing.T) {
	const w, h = 10, 5 // 20×20 dots
	scale := Scale{Min: 0, Max: 19}
	var tr trace
	tr.begin(w, h, solid)
	tr.sample(0, 0, scale)
	tr.sample(19, 9.5, scale)
	got := dots(tr.cells(scale))
	for x := range 20 {
		for row := range 20 {
			want := row == 19-int(math.Round(float64(x)/2))
			if got[row][x] != want {
				t.Errorf("column %d, row %d: dot %v, want %v", x, row, got[row][x], want)
			}
		}
	}
}

// A steep line is unbroken: each row between its ends has a dot, half of them
// in either column.
func TestSteepLine(t *testing.T) {
	const w, h = 1, 5
	scale := Scale{Min: 0, Max: 19}
	var tr trace
	tr.begin(w, h, solid)
	tr.sample(0, 19, scale)
	tr.sample(1, 0, scale)
	got := dots(tr.cells(scale))
	for row := range 20 {
		if left := row < 10; got[row][0] != left || got[row][1] == left {
			t.Errorf("row %d: dots %v, want the left one %v", row, got[row], left)
		}
	}
}

// One outlier among many more samples than dots is seen, and in its column.
func TestSpikeIsKept(t *testing.T) {
	const n = 100_000
	for _, spike := range []int{0, 1, 777, 50_000, n - 1} {
		y := make([]float64, n)
		y[spike] = 1
		var l Lines
		drawn := drawLines(&l, 30, 6, LinesData{Series: []Series{{Y: y}}, X: Range{0, n - 1}, Y: Range{0, 1}})
		got := dots(l.traces[0].patterns)
		column := int(math.Round(float64(spike) / (n - 1) * float64(len(got[0])-1)))
		for x, dot := range got[0] {
			if dot != (x == column) {
				t.Errorf("spike at %d: dot %v in column %d of the top row, want it in %d\n%s", spike, dot, x, column, drawn)
			}
		}
	}
}

// What has no place interrupts the curve and is not drawn.
func TestGaps(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		name string
		y    []float64
		log  bool
		want string // the columns of dots that hold any
	}{
		{"none", []float64{1, 1, 1, 1, 1, 1, 1, 1}, false, "########"},
		{"NaN", []float64{1, 1, nan, nan, 1, 1, 1, 1}, false, "##..####"},
		{"infinity", []float64{1, inf, 1, -inf, 1, 1, 1, 1}, false, "#.#.####"},
		{"at the ends", []float64{nan, 1, 1, 1, 1, 1, 1, nan}, false, ".######."},
		{"no logarithm", []float64{1, 0, 1, -1, 1, 1, 1, 1}, true, "#.#.####"},
		{"nothing", []float64{nan, nan, nan, nan, nan, nan, nan, nan}, false, "........"},
	} {
		var tr trace
		scale := Scale{Min: 0.5, Max: 2, Log: c.log}
		tr.begin(4, 2, solid)
		for x, y := range c.y {
			tr.sample(float64(x), y, scale)
		}
		got := make([]byte, 8)
		all := dots(tr.cells(scale))
		for x := range got {
			got[x] = '.'
			for row := range all {
				if all[row][x] {
					got[x] = '#'
				}
			}
		}
		if string(got) != c.want {
			t.Errorf("%s: columns %s, want %s", c.name, got, c.want)
		}
	}
}

// A pole is not a line from the top to the bottom.
func TestPole(t *testing.T) {
	var tr trace
	scale := Scale{Min: -1, Max: 1}
	tr.begin(10, 4, solid)
	for i := range 201 {
		x := float64(i)/10 - 9.55
		tr.sample(float64(i)/10, 1/x/10, scale)
	}
	tr.lift(scale)
	for x, r := range tr.runs {
		if r.bottom-r.top > 8 {
			t.Errorf("column %d: dots from row %d to %d, across the pole", x, r.top, r.bottom)
		}
	}
}

// Dashes leave dots out, never a whole curve, whatever its slope.
func TestDashes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const w, h = 12, 6
		scale := Scale{Min: 0, Max: 1}
		y0, y1 := rapid.Float64Range(0, 1).Draw(t, "y0"), rapid.Float64Range(0, 1).Draw(t, "y1")
		counts := map[dash]int{}
		for d := range dashes {
			var tr trace
			tr.begin(w, h, d)
			tr.sample(0, y0, scale)
			tr.sample(w*dotsAcross-1, y1, scale)
			for _, row := range dots(tr.cells(scale)) {
				for _, dot := range row {
					if dot {
						counts[d]++
					}
				}
			}
		}
		for d := solid + 1; d < dashes; d++ {
			if counts[d]*3 < counts[solid] || counts[d]*10 > counts[solid]*9 {
				t.Fatalf("dash %d shows %d of %d dots", d, counts[d], counts[solid])
			}
		}
	})
}

// Curves that follow each other use the memory of the first, and each shows its
// own dots.
func TestPatternsMoveWithTheCurve(t *testing.T) {
	var tr trace
	scale := Scale{Min: 0, Max: 10}
	draw := func(tr *trace, y float64) [][]rune {
		tr.begin(10, 4, solid)
		tr.sample(0, 0, scale)
		tr.sample(19, y, scale)
		return tr.cells(scale)
	}
	for _, y := range []float64{5, 5, 6, 2} {
		var fresh trace
		want := draw(&fresh, y)
		for row, got := range draw(&tr, y) {
			if !slices.Equal(got, want[row]) {
				t.Errorf("to %v, row %d: %q, want %q", y, row, string(got), string(want[row]))
			}
		}
	}
	y := 0.0
	if allocs := testing.AllocsPerRun(10, func() { y++; draw(&tr, y) }); allocs != 0 {
		t.Errorf("a curve that moves allocates %v times, want 0", allocs)
	}
}

// The patterns are those that ntcharts' braille grid makes of the same dots.
func TestPatternsOfNtcharts(t *testing.T) {
	const w, h = 7, 3
	rapid.Check(t, func(t *rapid.T) {
		grid := runes.NewPatternDotsGrid(w*dotsAcross, h*dotsDown)
		tr := trace{}
		tr.begin(w, h, solid)
		for x := range tr.runs {
			top, bottom := rapid.Int32Range(0, h*dotsDown-1).Draw(t, "top"), rapid.Int32Range(-1, h*dotsDown-1).Draw(t, "bottom")
			tr.runs[x] = run{top, bottom}
			for y := top; y <= bottom; y++ {
				grid.Set(x, int(y))
			}
		}
		want := grid.BraillePatterns()
		for row, got := range tr.cells(Scale{}) {
			if !slices.Equal(got, want[row]) {
				t.Fatalf("row %d: %q, want %q", row, string(got), string(want[row]))
			}
		}
	})
}

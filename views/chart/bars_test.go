package chart

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"nabla/screen"
	"nabla/views/theme"
)

func drawBars(w, h int, o theme.Options, d BarsData) string {
	g := screen.New(w, h)
	var c Bars
	c.Draw(g.Box(), theme.New(o), d)
	return g.Text()
}

func fourLayers() BarsData {
	return BarsData{
		Log: true, Labels: []string{"4 out", "3", "2", "1 in"}, Bound: "4⁻ᴸ",
		Columns: []BarColumn{
			{Name: "sigmoid", Values: []float64{.1, .01, .001, 1e-4}, Bounds: []float64{.25, .0625, .015625, .00390625}},
			{Name: "relu", Look: 1, Values: []float64{1, 0, math.NaN(), math.Inf(1)}},
		},
	}
}

func TestBars(t *testing.T) {
	for _, c := range []struct {
		name    string
		w, h    int
		options theme.Options
		data    BarsData
		want    string
	}{
		{name: "wide", w: 60, h: 9, data: fourLayers(), want: `
      ● sigmoid            │ 4⁻ᴸ  ■ relu
4 out ███████████████▎│   1.0e-1  ███████████████████  1.0e0

3     ███████████▍  │     1.0e-2                           0

2     ███████▋    │       1.0e-3                         NaN

1 in  ███▊     │          1.0e-4                           ∞
        10⁻⁴   10⁻²     10⁰         10⁻⁴   10⁻²     10⁰`},
		{name: "room for thick bars", w: 44, h: 9, data: BarsData{Labels: []string{"2 out", "1 in"}, Columns: []BarColumn{{Name: "tanh", Values: []float64{1, 0.5}, Bounds: []float64{0.75, 0.25}}}}, want: `
      ● tanh
      ███████████████████████│███████
2 out ███████████████████████│███████      1
      ███████████████████████│███████

      ███████│███████▌
1 in  ███████│███████▌                0.5000
      ███████│███████▌
      0    0.2   0.4    0.6   0.8   1.0`},
		{name: "fewer rows than layers", w: 44, h: 5, data: fourLayers(), want: `
      ● sigmoid    │ 4⁻ᴸ  ■ relu
4 out⋮████████▊│  1.0e-1  ███████████  1.0e0
2     ████▍  │    1.0e-3                 NaN
1 in  ██▎  │      1.0e-4                   ∞
        0.001    1          0.001    1`},
		{name: "no room for the scale", w: 30, h: 4, data: fourLayers(), want: `
      ● sigmoid    ■ relu
4 out⋮███│ 1.0e-1  ████  1.0e0
2     █▋│  1.0e-3          NaN
1 in  ▊ │  1.0e-4            ∞`},
		{name: "no room for values", w: 20, h: 3, data: fourLayers(), want: `
      ● sig…  ■ relu
4 out⋮████▊│  ██████
1 in  █▎ │`},
		{name: "tiny", w: 9, h: 2, data: fourLayers(), want: `
4…⋮████▊│
1… █▎ │`},
		{name: "ASCII", w: 44, h: 6, options: theme.Options{Profile: theme.NoColor, Glyphs: theme.ASCII}, data: fourLayers(), want: `
      o sigmoid    | 4⁻ᴸ  # relu
4 out ########=|  1.0e-1  ###########  1.0e0
3     ######= |   1.0e-2                   0
2     ####-  |    1.0e-3                 NaN
1 in  ##-  |      1.0e-4                 inf
        0.001    1          0.001    1`},
		{name: "linear", w: 36, h: 5, data: BarsData{
			Labels:  []string{"층 2", "층 1", "층 0"},
			Columns: []BarColumn{{Name: "비율", Values: []float64{0.5, 1, -3}}},
		}, want: `
     ● 비율
층 2 ████████████             0.5000
층 1 ████████████████████████      1
층 0                              -3
     0          0.5         1.0`},
		{name: "nothing", w: 16, h: 3, data: BarsData{Empty: "no layers"}, want: `

   no layers
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := "\n" + drawBars(c.w, c.h, c.options, c.data); got != c.want {
				t.Errorf("got%s\nwant%s", got, c.want)
			}
		})
	}
}

// A bar's length is the value's share of the track, to the nearest eighth of a
// cell, and what is above 0 is never without one.
func TestBarLength(t *testing.T) {
	for _, c := range []struct {
		v    float64
		want string
	}{
		{1, "████████"},
		{0.5, "████    "},
		{0.5 + 1.0/64, "████▏   "},
		{0.5 + 7.0/64, "████▉   "},
		{1e-9, "▏       "},
		{0, "        "},
		{-0.5, "        "},
		{2, "████████"},
		{math.NaN(), "        "},
		{math.Inf(1), "        "},
	} {
		g := screen.New(8, 1)
		th := theme.New(theme.Options{})
		chart := Bars{scale: Scale{Min: 0, Max: 1}, glyph: th.Glyphs()}
		chart.drawBar(g.Box(), th, th.Series(0), c.v, math.NaN())
		got := g.Text() + strings.Repeat(" ", 8-screen.Width(g.Text()))
		if got != c.want {
			t.Errorf("bar of %v: %q, want %q", c.v, got, c.want)
		}
	}
}

// The bound stands at its share of the track whatever the bar does, and is seen
// on the bar as well as beside it.
func TestBound(t *testing.T) {
	th := theme.New(theme.Options{Dark: true})
	for _, v := range []float64{0.2, 0.9} {
		g := screen.New(8, 1)
		chart := Bars{scale: Scale{Min: 0, Max: 1}, glyph: th.Glyphs()}
		chart.drawBar(g.Box(), th, th.Series(0), v, 0.6)
		if got := g.At(4, 0); got.Rune() != '│' || got.Style.Fg == got.Style.Bg {
			t.Errorf("value %v: cell 4 is %q in %+v, want the bound", v, got, got.Style)
		}
	}
}

func TestEveryRowShownIsLabelled(t *testing.T) {
	d := BarsData{Log: true, Columns: []BarColumn{{Name: "sigmoid"}}}
	for i := range 100 {
		d.Labels = append(d.Labels, "L"+string(rune('0'+i/10))+string(rune('0'+i%10)))
		d.Columns[0].Values = append(d.Columns[0].Values, math.Pow(0.25, float64(i)))
	}
	for h := 1; h < 40; h++ {
		rows := strings.Split(drawBars(40, h, theme.Options{}, d), "\n")
		if h >= barsHeader {
			rows = rows[1:]
		}
		if h >= barsFooter {
			rows = rows[:len(rows)-1]
		}
		last := ""
		for _, row := range rows {
			label, _, _ := strings.Cut(row, " ")
			if label <= last {
				t.Errorf("height %d: %q after %q", h, label, last)
			}
			last = label
		}
		if len(rows) > 1 && (!strings.HasPrefix(rows[0], "L00") || last != "L99") {
			t.Errorf("height %d: from %q to %q, want the first and the last", h, rows[0], last)
		}
	}
}

func TestBarsScale(t *testing.T) {
	for _, c := range []struct {
		name string
		data BarsData
		want Scale
	}{
		{"whole decades", BarsData{Log: true, Columns: []BarColumn{{Values: []float64{2.1e-6, 0.3}}}}, Scale{Min: 1e-6, Max: 1, Log: true}},
		{"a decade below an exact one", BarsData{Log: true, Columns: []BarColumn{{Values: []float64{1e-3, 0.1}}}}, Scale{Min: 1e-4, Max: 0.1, Log: true}},
		{"bounds too", BarsData{Log: true, Columns: []BarColumn{{Values: []float64{0.3}, Bounds: []float64{3e-3}}}}, Scale{Min: 1e-3, Max: 1, Log: true}},
		{"no value", BarsData{Log: true, Columns: []BarColumn{{Values: []float64{0, math.NaN()}}}}, Scale{Min: 0.1, Max: 1, Log: true}},
		{"linear from 0", BarsData{Columns: []BarColumn{{Values: []float64{3, 17}}}}, Scale{Min: 0, Max: 20}},
		{"given", BarsData{Range: Range{1e-9, 1}, Log: true, Columns: []BarColumn{{Values: []float64{3}}}}, Scale{Min: 1e-9, Max: 1, Log: true}},
		{"given without a logarithm", BarsData{Range: Range{-1, 1}, Log: true, Columns: []BarColumn{{Values: []float64{3}}}}, Scale{Min: 1, Max: 10, Log: true}},
	} {
		if got := c.data.scale(); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestBarsAllocate(t *testing.T) {
	var c Bars
	th := theme.New(theme.Options{})
	g := screen.New(120, 40)
	d := fourLayers()
	allocs := testing.AllocsPerRun(50, func() {
		d.Columns[0].Values[3] *= 0.999
		c.Draw(g.Box(), th, d)
	})
	if allocs != 0 {
		t.Errorf("bars allocate %v times a frame, want 0", allocs)
	}
}

func BenchmarkBars(b *testing.B) {
	var c Bars
	th := theme.New(theme.Options{})
	g := screen.New(120, 40)
	d := BarsData{Log: true, Bound: "4⁻ᴸ", Columns: []BarColumn{{Name: "sigmoid"}, {Name: "relu", Look: 1}}}
	for i := range 38 {
		d.Labels = append(d.Labels, "layer")
		for j := range d.Columns {
			d.Columns[j].Values = append(d.Columns[j].Values, math.Pow(0.2, float64(i)))
			d.Columns[j].Bounds = append(d.Columns[j].Bounds, math.Pow(0.25, float64(i)))
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Draw(g.Box(), th, d)
	}
}

// Rows that are left out are said to be: a sign stands behind the label above
// them, and behind no other.
func TestBarsSayWhatIsLeftOut(t *testing.T) {
	d := BarsData{Log: true, Columns: []BarColumn{{Name: "x"}}}
	for i := range 9 {
		d.Labels = append(d.Labels, strconv.Itoa(9-i))
		d.Columns[0].Values = append(d.Columns[0].Values, 1)
	}
	for _, rows := range []int{4, 7, 9} {
		g := screen.New(40, rows+2)
		new(Bars).Draw(g.Box(), theme.New(theme.Options{}), d)
		labels := []int{}
		signs := []bool{}
		for line := range strings.SplitSeq(g.Text(), "\n") {
			if line != "" && line[0] >= '1' && line[0] <= '9' {
				labels = append(labels, int(line[0]-'0'))
				signs = append(signs, strings.HasPrefix(line[1:], "⋮") || strings.HasPrefix(line[1:], " ⋮"))
			}
		}
		for i, sign := range signs {
			if gap := i+1 < len(labels) && labels[i]-labels[i+1] > 1; sign != gap {
				t.Errorf("%d rows: the sign of rows left out below layer %d is %v, want %v:\n%s", rows, labels[i], sign, gap, g.Text())
			}
		}
	}
}

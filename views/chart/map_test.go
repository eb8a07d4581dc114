package chart

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/screen"
	"nabla/views/theme"
)

func bowl(x, y float64) float64 { return x*x + y*y }

// mapOf draws a map alone.
func mapOf(w, h int, o theme.Options, d *MapData) (*Map, *screen.Grid) {
	var m Map
	g := screen.New(w, h)
	m.Draw(g.Box(), theme.New(o), d)
	return &m, g
}

// dotsOf lists the dots of a raster as points of the surface.
func dotsOf(m *Map, r *raster) (points [][2]float64) {
	p := m.Plot()
	for y := range r.h * dotsDown {
		for x := range r.w * dotsAcross {
			if r.at(x/dotsAcross, y/dotsDown)&dotBits[y%dotsDown][x%dotsAcross] != 0 {
				points = append(points, [2]float64{p.X.Value(float64(x) / p.spanX()), p.Y.Value(1 - float64(y)/p.spanY())})
			}
		}
	}
	return points
}

// The contours of x² + y² are circles with the roots of the levels as radii, all
// the way round.
func TestMapContoursOfABowl(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{60, 25}, {100, 50}, {160, 50}} {
		m, _ := mapOf(size[0], size[1], theme.Options{}, &MapData{F: bowl, ID: "bowl", X: Range{-4, 4}, Y: Range{-4, 4}, Equal: true})
		p := m.Plot()
		unit := (p.X.Max - p.X.Min) / p.spanX()
		if other := (p.Y.Max - p.Y.Min) / p.spanY(); math.Abs(other/unit-1) > 1e-9 {
			t.Errorf("%v: a dot is %v across and %v up", size, unit, other)
		}
		if n := len(m.field.levels); n < 4 || n > 12 {
			t.Fatalf("%v: levels %v", size, m.field.levels)
		}
		seen := map[float64]int{}
		for _, at := range dotsOf(m, &m.field.contours) {
			nearest, off := 0.0, math.Inf(1)
			for _, level := range m.field.levels {
				if away := math.Abs(math.Hypot(at[0], at[1]) - math.Sqrt(level)); away < off {
					nearest, off = level, away
				}
			}
			if off > 1.2*unit {
				t.Errorf("%v: a dot at %v is %.2g dots from any contour", size, at, off/unit)
			}
			seen[nearest] |= 1 << (int(math.Floor(math.Atan2(at[1], at[0])/(math.Pi/8))) + 8)
		}
		for _, level := range m.field.levels {
			if math.Sqrt(level) < 3.5 && seen[level] != 1<<16-1 {
				t.Errorf("%v: the contour of %v goes round by %016b only", size, level, seen[level])
			}
		}
	}
}

// Of a saddle the contour of 0 is both diagonals, and of a plane all are straight.
func TestMapContoursOfOthers(t *testing.T) {
	t.Parallel()
	zero := 0.0
	m, _ := mapOf(81, 42, theme.Options{}, &MapData{
		F: func(x, y float64) float64 { return x*x - y*y }, ID: "saddle", X: Range{-4, 4}, Y: Range{-4, 4}, Equal: true, Level: &zero,
	})
	points := dotsOf(m, &m.level)
	if len(points) < 200 {
		t.Errorf("the contour of 0 has %d dots", len(points))
	}
	for _, at := range points {
		if math.Abs(math.Abs(at[0])-math.Abs(at[1])) > 0.15 {
			t.Errorf("the contour of 0 goes through %v", at)
		}
	}
	m, _ = mapOf(81, 42, theme.Options{}, &MapData{F: func(x, y float64) float64 { return x + 2*y }, ID: "plane", X: Range{-4, 4}, Y: Range{-4, 4}})
	for _, at := range dotsOf(m, &m.field.contours) {
		if v := at[0] + 2*at[1]; math.Abs(v-math.Round(v)) > 0.3 {
			t.Errorf("a contour of the plane goes through %v, where it is %v", at, v)
		}
	}
}

// Where there is no value nothing is drawn, and no contour leads along a jump.
func TestMapBreaks(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		f    func(x, y float64) float64
		// clear tells where no contour may be, and void where nothing at all.
		clear, void func(x, y float64) bool
	}{
		{
			"half a plane", func(x, y float64) float64 { return math.Log(x) + y },
			func(x, _ float64) bool { return x <= 0 }, func(x, _ float64) bool { return x < -0.1 },
		},
		{
			"a pole", func(x, y float64) float64 { return 1/x + y/10 },
			func(x, _ float64) bool { return math.Abs(x) < 0.03 }, nil,
		},
		{
			"a step", func(x, y float64) float64 { return math.Copysign(1, x) + y/4 },
			func(x, y float64) bool { return math.Abs(x) < 0.08 && math.Abs(math.Remainder(y, 1)) > 0.2 }, nil,
		},
		{
			"a cliff", func(x, y float64) float64 { return math.Floor(x+0.013)*3 + math.Abs(y)/100 },
			func(_, y float64) bool { return math.Abs(y) > 0.2 }, nil,
		},
		{
			"a hole", func(x, y float64) float64 { return math.Sqrt(x*x + y*y - 1) },
			func(x, y float64) bool { return x*x+y*y < 1 }, func(x, y float64) bool { return x*x+y*y < 0.7 },
		},
	}
	for _, tt := range tests {
		m, g := mapOf(90, 40, theme.Options{}, &MapData{F: tt.f, ID: tt.name, X: Range{-4, 4}, Y: Range{-4, 4}})
		n := 0
		for _, at := range dotsOf(m, &m.field.contours) {
			n++
			if tt.clear(at[0], at[1]) {
				t.Errorf("%s: a contour goes through %v", tt.name, at)
			}
		}
		if n == 0 && tt.name != "a cliff" {
			t.Errorf("%s: there are no contours", tt.name)
		}
		left, top := m.Plot().Box().Origin()
		for y := range m.field.h {
			for x := range m.field.w {
				c := g.At(left+x, top+y)
				atX, atY := m.Plot().XAt(left+x), m.Plot().YAt(top+y)
				if tt.void != nil && tt.void(atX, atY) && (c.Rune() != ' ' || c.Style.Bg != 0) {
					t.Errorf("%s: at (%v, %v) stands %q", tt.name, atX, atY, c)
				}
			}
		}
	}
}

// What does not change is looked at once: the surface is asked for no value
// again for another mark, arrow, contour or theme.
func TestMapKeepsItsSurface(t *testing.T) {
	t.Parallel()
	looks, slopes := 0, 0
	level := 3.0
	d := MapData{
		F:  func(x, y float64) float64 { looks++; return bowl(x, y) },
		ID: "bowl", X: Range{-4, 4}, Y: Range{-4, 4}, Equal: true, Level: &level,
		Slope: func(x, y float64) (float64, float64) { slopes++; return x, y },
	}
	var m Map
	g := screen.New(60, 25)
	draw := func(what string, o theme.Options, again bool) {
		t.Helper()
		before := looks
		m.Draw(g.Box(), theme.New(o), &d)
		if got := looks > before; got != again {
			t.Errorf("%s: %d looks at the surface, again %t", what, looks-before, again)
		}
	}
	draw("first", theme.Options{}, true)
	if most := 2 * 60 * 2 * 25; looks > most {
		t.Errorf("a map of 60×25 looks %d times", looks)
	}
	first := slopes
	draw("the same", theme.Options{}, false)
	d.Marks = []Mark{{X: 1, Y: 1}}
	d.Arrows = []Arrow{{X: 1, Y: 1, DX: 1, Length: 0.3}}
	level = 5
	draw("another mark, arrow and level", theme.Options{}, false)
	if slopes != first {
		t.Errorf("the field of arrows was looked at %d times more", slopes-first)
	}
	draw("another theme", theme.Options{Dark: true, Profile: theme.ANSI16}, false)
	d.X.Max = 5
	draw("another range", theme.Options{}, true)
	d.ID = "other"
	draw("another surface", theme.Options{}, true)
	g.Resize(70, 25)
	draw("another size", theme.Options{}, true)
}

func TestMapDrawnAgainAllocatesLittle(t *testing.T) {
	level := 3.0
	d := MapData{
		F: bowl, ID: "bowl", X: Range{-4, 4}, Y: Range{-4, 4}, Equal: true, Level: &level,
		Arrows: []Arrow{{X: 1, Y: 1, DX: 1, DY: 1, Length: 0.3, Name: "∇f"}},
		Marks:  []Mark{{X: 1, Y: 1}},
	}
	var m Map
	th := theme.New(theme.Options{})
	g := screen.New(60, 25)
	// The labels of ticks and heights are texts made for the moment.
	if n := testing.AllocsPerRun(20, func() { m.Draw(g.Box(), th, &d) }); n > 40 {
		t.Errorf("a map drawn again allocates %v times", n)
	}
}

// An arrow ends where it points to, as long whatever its numbers, and on equal
// scales a right angle is one on the screen.
func TestMapArrows(t *testing.T) {
	t.Parallel()
	for degrees := range 360 {
		sin, cos := math.Sincos(float64(degrees) * math.Pi / 180)
		m, g := mapOf(80, 40, theme.Options{}, &MapData{
			F: bowl, ID: "bowl", X: Range{-4, 4}, Y: Range{-4, 4}, Equal: true,
			Arrows: []Arrow{{X: 0, Y: 0, DX: cos * 1e-9, DY: sin * 1e-9, Length: 0.3}},
		})
		p := m.Plot()
		length := 0.3 * min(p.spanX(), p.spanY())
		at := p.dotAt(0, 0)
		col, row := cellOf(dotPlace{at.x + length*cos, at.y - length*sin})
		left, top := p.Box().Origin()
		want := []rune("→↗↑↖←↙↓↘")[int(math.Round(float64(degrees)/45))%8]
		if got := g.At(left+col, top+row).Rune(); got != want && degrees%45 != 22 && degrees%45 != 23 {
			t.Errorf("at %d° the head is %q, want %q:\n%s", degrees, got, want, g.Text())
		}
		a, _ := p.way(cos, sin)
		b, _ := p.way(-sin, cos)
		if dot := a.x*b.x + a.y*b.y; math.Abs(dot) > 1e-12 {
			t.Errorf("at %d° the right angle is seen with a cosine of %v", degrees, dot)
		}
	}
}

// The scale at the right names the heights of the contours beside their colours.
func TestMapScale(t *testing.T) {
	t.Parallel()
	for _, o := range []theme.Options{{}, {Profile: theme.NoColor}, {Glyphs: theme.ASCII}, {Profile: theme.ANSI16, Dark: true}} {
		m, g := mapOf(70, 30, o, &MapData{F: bowl, ID: "bowl", X: Range{-4, 4}, Y: Range{-4, 4}, Name: "f"})
		for _, level := range m.field.levels {
			if want := " " + Number(level); !strings.Contains(g.Text(), want) {
				t.Errorf("%v: the scale does not name %s:\n%s", o, want, g.Text())
			}
		}
		_, g = mapOf(28, 12, o, &MapData{F: bowl, ID: "bowl", X: Range{-4, 4}, Y: Range{-4, 4}, Name: "f"})
		if row, _, _ := strings.Cut(g.Text(), "\n"); !strings.HasPrefix(row, "f 0 ") && !strings.HasPrefix(row, "f 0.") {
			t.Errorf("%v: the row of the scale is %q", o, row)
		}
	}
}

// In plain ASCII nothing else is drawn.
func TestMapInASCII(t *testing.T) {
	t.Parallel()
	for p := range theme.NoColor + 1 {
		_, g := mapOf(70, 30, theme.Options{Profile: p, Glyphs: theme.ASCII}, &MapData{
			F: bowl, ID: "bowl", X: Range{-4, 4}, Y: Range{-4, 4}, XLabel: "x", YLabel: "y", Name: "f",
			Slope:  func(x, y float64) (float64, float64) { return x, y },
			Arrows: []Arrow{{X: 1, DX: 1, DY: 1, Length: 0.3, Name: "g"}}, Marks: []Mark{{Name: "a"}},
			Trails: []Trail{{X: []float64{-3, 2}, Y: []float64{-2, 1}}},
		})
		if i := strings.IndexFunc(g.Text(), func(r rune) bool { return r > '~' }); i >= 0 {
			t.Errorf("%v: %q is drawn:\n%s", p, g.Text()[i:i+4], g.Text())
		}
	}
}

func TestMapMarksAndTrails(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Options{})
	m, g := mapOf(70, 30, theme.Options{}, &MapData{
		F: bowl, ID: "bowl", X: Range{-4, 4}, Y: Range{-4, 4},
		Marks:  []Mark{{X: 2, Y: 2, Look: 2, Name: "c"}, {X: 9, Y: 0, Look: 3}, {X: math.NaN()}},
		Trails: []Trail{{X: []float64{-3, -3, 1e300, math.NaN(), 0}, Y: []float64{3, -3, 0}, Look: 1}},
	})
	p := m.Plot()
	col, _ := p.Col(2)
	row, _ := p.Row(2)
	if c := g.At(col, row); c.Rune() != th.SeriesMark(2) || c.Style.Fg != m.tints.series[2].Fg || !darker(c.Style.Bg, th.Ramp(0)) {
		t.Errorf("at (2, 2) stands %q", c)
	}
	if strings.ContainsRune(g.Text(), th.SeriesMark(3)) {
		t.Error("a mark beyond the range is drawn")
	}
	left, top := p.Box().Origin()
	col, _ = p.Col(-3)
	row, _ = p.Row(0)
	want := m.tints.over(th, 1, m.field.cellLevel(col-left, row-top))
	if c := g.At(col, row); c.Style != want || want.Fg != m.tints.series[1].Fg || c.Rune() < 0x2800 || c.Rune() > 0x28ff {
		t.Errorf("on the way of the trail stands %q", c)
	}
}

// darker reports whether a colour is.
func darker(a, than screen.Color) bool {
	r, g, b, _ := a.RGB()
	x, y, z, _ := than.RGB()
	return int(r)+int(g)+int(b) < int(x)+int(y)+int(z)
}

// Without colour the trails of several are their letters, on both themes and in
// both pictures of a surface.
func TestTrailsWithoutColor(t *testing.T) {
	t.Parallel()
	trails := []Trail{{X: []float64{-1, 1}, Y: []float64{0.4, 0.4}}, {X: []float64{-1, 1}, Y: []float64{-0.4, -0.4}, Look: 1}}
	o := theme.Options{Profile: theme.NoColor}
	_, g := mapOf(70, 30, o, &MapData{F: bowl, ID: "bowl", X: Range{-4, 4}, Y: Range{-4, 4}, Trails: trails})
	if text := g.Text(); !strings.Contains(text, "aaaa") || !strings.Contains(text, "bbbb") {
		t.Errorf("the map has no trails of letters:\n%s", text)
	}
	var s Surface
	d := surfaceOf(roundBowl, 41)
	d.Trails = trails
	if text := drawSurface(&s, 100, 40, theme.New(o), d).Text(); !strings.Contains(text, "a") || !strings.Contains(text, "b") {
		t.Errorf("the surface has no trails of letters:\n%s", text)
	}
}

// What lies over a surface stands out from its ground by 3:1 (WCAG 2.2, 1.4.11).
func TestSeriesOverSurfaces(t *testing.T) {
	t.Parallel()
	for _, dark := range []bool{true, false} {
		var made tints
		th := theme.New(theme.Options{Dark: dark})
		made.mix(th)
		for series := range theme.SeriesCount {
			for level := range theme.Levels {
				style := made.over(th, series, level)
				a, b := luminance(style.Fg)+0.05, luminance(style.Bg)+0.05
				if ratio := max(a, b) / min(a, b); ratio < 3 {
					t.Errorf("series %d on the ground of level %d: %.2f", series, level, ratio)
				}
			}
		}
	}
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c screen.Color) float64 {
	r, g, b, _ := c.RGB()
	part := func(v uint8) float64 {
		if s := float64(v) / 255; s > 0.04045 {
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return float64(v) / 255 / 12.92
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

// An arrow without an end is drawn as far as the map goes.
func TestMapEndlessArrows(t *testing.T) {
	t.Parallel()
	for _, a := range []Arrow{{}, {Line: true}, {Dotted: true}, {Heavy: true}} {
		a.DX, a.DY, a.Length = 1, 1, math.MaxFloat64
		m, g := mapOf(40, 20, theme.Options{}, &MapData{F: bowl, ID: "bowl", X: Range{-4, 4}, Y: Range{-4, 4}, Arrows: []Arrow{a}})
		left, top := m.Plot().Box().Origin()
		n := 0
		for y := range m.field.h {
			for x := range m.field.w {
				if g.At(left+x, top+y).Style.Attr&screen.Bold != 0 {
					n++
				}
			}
		}
		if n < 10 {
			t.Errorf("of %+v %d cells are drawn:\n%s", a, n, g.Text())
		}
	}
}

func TestMapOfAnything(t *testing.T) {
	surfaces := map[string]func(x, y float64) float64{
		"bowl":  bowl,
		"pole":  func(x, y float64) float64 { return 1 / (x * y) },
		"log":   func(x, y float64) float64 { return math.Log(x - y) },
		"none":  func(float64, float64) float64 { return math.NaN() },
		"inf":   func(float64, float64) float64 { return math.Inf(-1) },
		"level": func(float64, float64) float64 { return 7 },
		"huge":  func(x, y float64) float64 { return (x + y) * math.MaxFloat64 / 4 },
		"tiny":  func(x, y float64) float64 { return (x + y) * math.SmallestNonzeroFloat64 },
		"noise": func(x, y float64) float64 { return math.Sin(1e5*x) * math.Sin(1e5*y) },
		"steep": func(x, y float64) float64 { return math.Exp(20*x) - math.Exp(-30*y) },
	}
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.SampledFrom([]string{"bowl", "pole", "log", "none", "inf", "level", "huge", "tiny", "noise", "steep"}).Draw(t, "f")
		d := MapData{
			F: surfaces[id], ID: id, X: Range{-2, 2}, Y: Range{-1, 2}, Equal: rapid.Bool().Draw(t, "equal"),
			XLabel: anyName().Draw(t, "x label"), YLabel: anyName().Draw(t, "y label"),
			Name: anyName().Draw(t, "name"), Empty: anyName().Draw(t, "empty"),
		}
		if rapid.Bool().Draw(t, "any range") {
			d.X, d.Y = anyRange(t, "x"), anyRange(t, "y")
		}
		if rapid.Bool().Draw(t, "with slopes") {
			d.Slope = func(x, y float64) (float64, float64) { return math.Sqrt(x), y }
		}
		if rapid.Bool().Draw(t, "with a level") {
			level := anyNumber().Draw(t, "level")
			d.Level = &level
		}
		numbers := rapid.SliceOfN(anyNumber(), 0, 6)
		for range rapid.IntRange(0, 3).Draw(t, "things") {
			n := numbers.Draw(t, "numbers")
			n = append(n, 0, 1, -1, 0.5, 0.2)
			name, look := anyName().Draw(t, "thing"), rapid.IntRange(-3, 20).Draw(t, "look")
			d.Marks = append(d.Marks, Mark{X: n[0], Y: n[1], Look: look, Name: name, Focused: look > 4})
			d.Arrows = append(d.Arrows, Arrow{X: n[1], Y: n[0], DX: n[2], DY: n[3], Length: n[4], Name: name, Line: look > 4, Heavy: look > 8, Dotted: look < 2})
			d.Trails = append(d.Trails, Trail{X: n, Y: n[1:], Look: look})
			d.Corner = &Corner{X: n[0], Y: n[2], A: [2]float64{n[3], n[1]}, B: [2]float64{n[4], n[0]}}
		}
		var m Map
		inBox(t, func(b screen.Box, th *theme.Theme) { m.Draw(b, th, &d) })
	})
}

func TestMapEverySize(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Options{})
	var m Map
	g := screen.New(0, 0)
	for w := range 60 {
		for h := range 18 {
			g.Resize(w, h)
			m.Draw(g.Box(), th, &MapData{F: bowl, ID: "bowl", X: Range{-4, 4}, Y: Range{-4, 4}, Equal: true, Name: "f"})
			if drawn := m.Plot().Box(); w > 0 && h > 0 && drawn.Empty() {
				t.Errorf("%d×%d: nothing is drawn", w, h)
			}
		}
	}
}

// Columns and rows lead to places and back.
func TestPlotThereAndBack(t *testing.T) {
	t.Parallel()
	m, _ := mapOf(70, 30, theme.Options{}, &MapData{F: bowl, ID: "bowl", X: Range{-4, 4}, Y: Range{-3, 9}})
	p := m.Plot()
	left, top := p.Box().Origin()
	for x := range p.Box().Width() {
		if col, ok := p.Col(p.XAt(left + x)); !ok || col != left+x {
			t.Errorf("column %d stands for %v, which lies in column %d", left+x, p.XAt(left+x), col)
		}
	}
	for y := range p.Box().Height() {
		if row, ok := p.Row(p.YAt(top + y)); !ok || row != top+y {
			t.Errorf("row %d stands for %v, which lies in row %d", top+y, p.YAt(top+y), row)
		}
	}
}

func BenchmarkMapSurface(b *testing.B) {
	var m Map
	th := theme.New(theme.Options{})
	g := screen.New(58, 24)
	d := MapData{F: bowl, X: Range{-4, 4}, Y: Range{-4, 4}, Equal: true}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.ID = string(rune('a' + i%2))
		m.Draw(g.Box(), th, &d)
	}
}

func BenchmarkMapAgain(b *testing.B) {
	var m Map
	th := theme.New(theme.Options{})
	g := screen.New(58, 24)
	level := 3.0
	d := MapData{F: bowl, ID: "bowl", X: Range{-4, 4}, Y: Range{-4, 4}, Equal: true, Level: &level}
	b.ReportAllocs()
	for b.Loop() {
		m.Draw(g.Box(), th, &d)
	}
}

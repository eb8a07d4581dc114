package chart

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/screen"
	"nabla/views/theme"
)

// surfaceOf samples f over −2 to 2 both ways.
func surfaceOf(f func(x, y float64) float64, n int) *SurfaceData {
	d := &SurfaceData{
		Columns: n, Rows: n, X: Range{-2, 2}, Y: Range{-2, 2}, ID: "f",
		Camera: NewCamera(), XLabel: "x", YLabel: "y", ZLabel: "f", Empty: "nothing",
	}
	for j := range n {
		for i := range n {
			at := func(k int) float64 { return -2 + 4*float64(k)/float64(n-1) }
			d.Values = append(d.Values, f(at(i), at(j)))
		}
	}
	return d
}

func roundBowl(x, y float64) float64 { return x*x + y*y }

// twoBumps has a bump at (0, −1), the nearer one at azimuth 0, and one at (0, 1).
func twoBumps(x, y float64) float64 {
	return math.Exp(-4*(x*x+(y+1)*(y+1))) + 0.9*math.Exp(-4*(x*x+(y-1)*(y-1)))
}

func darkTheme(p theme.Profile, g theme.Glyphs) *theme.Theme {
	return theme.New(theme.Options{Dark: true, Profile: p, Glyphs: g})
}

func drawSurface(s *Surface, w, h int, th *theme.Theme, d *SurfaceData) *screen.Grid {
	g := screen.New(w, h)
	s.Draw(g.Box(), th, d)
	return g
}

// eye is where the camera stands in the box.
func (l *lens) eye() (x, y, z float64) {
	return l.sin * l.level * eyeAway, -l.cos * l.level * eyeAway, l.up*eyeAway + boxHeight/2
}

// behind tells by going along the ray to the camera whether the surface is in the
// way of a point on it: by how much it is above the ray at the most.
func behind(s *Surface, x, y, z float64) (above float64) {
	eyeX, eyeY, eyeZ := s.scene.lens.eye()
	above = math.Inf(-1)
	for k := 1; k < 4000; k++ {
		t := float64(k) / 4000
		atX, atY, atZ := x+t*(eyeX-x), y+t*(eyeY-y), z+t*(eyeZ-z)
		if math.Abs(atX) > boxHalf || math.Abs(atY) > boxHalf {
			break
		}
		n := float64(s.mesh.columns - 1)
		_, _, here := s.mesh.place(dotPlace{(atX + boxHalf) * n, (atY + boxHalf) * n})
		switch {
		case math.Hypot(atX-x, atY-y) > 0.05:
			above = max(above, here-atZ)
		case here > atZ+1e-3: // hidden by what is right before it, by a hair
			above = max(above, 0)
		}
	}
	return above
}

func TestSurfaceHidesWhatIsBehind(t *testing.T) {
	for _, camera := range []Camera{{0, 12, 1}, {0, 30, 1}, {37, 20, 1}, {200, 45, 1}, {310, 60, 1}} {
		var s Surface
		d := surfaceOf(twoBumps, 81)
		d.Camera = camera
		drawSurface(&s, 100, 40, darkTheme(theme.TrueColor, theme.Braille), d)
		hidden, shown := 0, 0
		for k := range s.mesh.points {
			p := &s.mesh.points[k]
			at := s.scene.lens.project(p.x, p.y, p.z)
			got := s.scene.hides(int(math.Round(at.x)), int(math.Round(at.y)), at.near)
			const dot = 0.013 // from an outline is near enough to it
			above := behind(&s, p.x, p.y, p.z)
			switch beside := min(above, behind(&s, p.x-dot, p.y, p.z), behind(&s, p.x+dot, p.y, p.z)); {
			case beside > 0.03:
				hidden++
				if !got {
					t.Fatalf("%+v: (%.2f, %.2f) is hidden by %.3f but is drawn", camera, p.x, p.y, above)
				}
			case above < -0.03:
				shown++
				if got {
					t.Fatalf("%+v: (%.2f, %.2f) is not hidden, by %.3f, but is not drawn", camera, p.x, p.y, above)
				}
			}
		}
		if shown == 0 || hidden == 0 && camera.Elevation < 20 {
			t.Errorf("%+v: %d points are hidden and %d shown", camera, hidden, shown)
		}
	}
}

func TestSurfacePick(t *testing.T) {
	var s Surface
	d := surfaceOf(twoBumps, 81)
	d.Camera = Camera{Azimuth: 25, Elevation: 40}
	drawSurface(&s, 100, 40, darkTheme(theme.TrueColor, theme.Braille), d)
	picked := 0
	for row := range 40 {
		for col := range 100 {
			x, y, ok := s.Pick(col, row)
			if !ok {
				continue
			}
			picked++
			toCol, toRow, hidden, ok := s.locate(&Mark{X: x, Y: y})
			if !ok || hidden || max(abs(toCol-col), abs(toRow-row)) > 1 {
				t.Fatalf("cell (%d, %d) is (%.3f, %.3f), which is in cell (%d, %d), hidden %v", col, row, x, y, toCol, toRow, hidden)
			}
		}
	}
	if picked < 800 {
		t.Errorf("only %d cells show the surface", picked)
	}
	if _, _, ok := s.Pick(0, 0); ok {
		t.Error("a corner of the box shows the surface")
	}
	if _, _, ok := s.Pick(-1, 99); ok {
		t.Error("a cell outside shows the surface")
	}
}

func TestSurfaceTonesOfAPlane(t *testing.T) {
	for _, elevation := range []float64{90, 35} {
		var s Surface
		d := surfaceOf(func(x, _ float64) float64 { return x }, 41)
		d.Camera = Camera{Azimuth: 0, Elevation: elevation}
		drawSurface(&s, 100, 40, darkTheme(theme.TrueColor, theme.Braille), d)
		for y := range 40 {
			last := -1
			for x := range 100 {
				level := int(s.cells[y*100+x].level)
				if level < 0 {
					continue
				}
				if level < last {
					t.Fatalf("elevation %v: level %d comes after %d in row %d", elevation, level, last, y)
				}
				last = level
			}
		}
		if level := s.cells[20*100+50].level; level < theme.Levels/2-2 || level > theme.Levels/2+1 {
			t.Errorf("elevation %v: the middle has level %d", elevation, level)
		}
	}
}

// What looks alike from four sides is drawn alike from four sides, and what is the
// same left and right is so on the screen.
func TestSurfaceSymmetry(t *testing.T) {
	var first Surface
	d := surfaceOf(roundBowl, 41)
	th := darkTheme(theme.TrueColor, theme.Braille)
	drawSurface(&first, 100, 40, th, d)
	for _, turn := range []float64{90, 180, 270} {
		var s Surface
		d.Camera = NewCamera().Turned(turn, 0)
		drawSurface(&s, 100, 40, th, d)
		for k := range s.cells {
			if a, b := first.cells[k], s.cells[k]; a.level != b.level || a.color != b.color {
				t.Fatalf("turned by %v: cell (%d, %d) is %+v, want %+v", turn, k%100, k/100, b, a)
			}
		}
	}
	for _, azimuth := range []float64{0, 45} {
		var s Surface
		d.Camera = Camera{Azimuth: azimuth, Elevation: 30}
		drawSurface(&s, 100, 40, th, d)
		for y := range s.scene.h {
			for x := range s.scene.w {
				a, b := s.scene.dots[y*s.scene.w+x], s.scene.dots[y*s.scene.w+s.scene.w-1-x]
				if math.Abs(float64(a.share-b.share)) > 0.02 && (a.near == 0) == (b.near == 0) {
					t.Fatalf("azimuth %v: dot (%d, %d) has share %v, at the other side %v", azimuth, x, y, a.share, b.share)
				}
			}
		}
	}
}

func TestSurfaceHoles(t *testing.T) {
	for name, hole := range map[string]float64{"NaN": math.NaN(), "∞": math.Inf(1), "-∞": math.Inf(-1)} {
		var s Surface
		d := surfaceOf(func(x, y float64) float64 {
			if math.Hypot(x, y) < 0.7 {
				return hole
			}
			return x + y
		}, 61)
		d.Camera = Camera{Elevation: 90}
		drawSurface(&s, 80, 40, darkTheme(theme.TrueColor, theme.Braille), d)
		x, y := cellOf(s.scene.lens.project(0, 0, 0).dotPlace)
		if _, _, ok := s.Pick(x, y); ok {
			t.Errorf("%s: the hole shows a surface", name)
		}
		whole := 0
		for col := range 80 {
			if x, y, ok := s.Pick(col, 18); ok {
				whole++
				if math.Hypot(x, y) < 0.6 {
					t.Errorf("%s: the surface is seen at (%v, %v), in its hole", name, x, y)
				}
			}
		}
		if whole < 10 {
			t.Errorf("%s: %d cells of a row show the surface", name, whole)
		}
	}
}

// Where a surface has a pole it stays in its box and is open.
func TestSurfacePole(t *testing.T) {
	var s Surface
	d := surfaceOf(func(x, _ float64) float64 { return 1 / (x - 0.01) }, 401)
	d.Camera = Camera{Elevation: 90}
	drawSurface(&s, 80, 40, darkTheme(theme.TrueColor, theme.Braille), d)
	clipped := 0
	for _, p := range s.mesh.points {
		if !(p.z >= 0 && p.z <= boxHeight) {
			t.Fatalf("a sample is %v high", p.z)
		}
		if p.beyond != 0 {
			clipped++
		}
	}
	_, _, z := s.mesh.place(dotPlace{201, 200.5})
	if clipped == 0 || !math.IsNaN(z) {
		t.Errorf("%d samples are beyond the scale; the pole is %v high", clipped, z)
	}
}

func TestSurfaceMarksAndTrails(t *testing.T) {
	for _, p := range []theme.Profile{theme.TrueColor, theme.ANSI256, theme.ANSI16} {
		var s Surface
		th := darkTheme(p, theme.Braille)
		d := surfaceOf(twoBumps, 81)
		d.Camera = Camera{Azimuth: 0, Elevation: 15}
		front, back := Mark{X: 0.1, Y: -1.3, Look: 1, Name: "a"}, Mark{X: 0, Y: -0.3, Look: 2, Name: "b"}
		d.Marks = []Mark{front, back, {X: 9, Y: 0}, {X: math.NaN(), Y: 0}}
		d.Trails = []Trail{{X: []float64{-1.5, 1.5}, Y: []float64{-0.3, -0.3}, Look: 3}}
		g := drawSurface(&s, 100, 40, th, d)
		for _, k := range []struct {
			mark   Mark
			hidden bool
		}{{front, false}, {back, true}} {
			x, y, hidden, ok := s.locate(&k.mark)
			if !ok || hidden != k.hidden {
				t.Errorf("%v: mark %s is hidden %v, on screen %v", p, k.mark.Name, hidden, ok)
			}
			cell := g.At(x, y)
			if cell.Rune() != th.SeriesMark(k.mark.Look) {
				t.Errorf("%v: mark %s is drawn as %q", p, k.mark.Name, cell)
			}
			if own := cell.Style == s.tints.over(th, k.mark.Look, int(s.cells[y*100+x].level)).With(screen.Bold); own == k.hidden {
				t.Errorf("%v: mark %s looks as %+v", p, k.mark.Name, cell.Style)
			}
		}
		trail, points := 0, 0
		for y := range 40 {
			for x := range 100 {
				switch c := g.At(x, y); {
				case c.Rune() == th.Glyphs().Dot:
					points++
				case c.Style.Fg == th.Series(3).Fg:
					trail++
				}
			}
		}
		if trail < 15 || points < 3 {
			t.Errorf("%v: the trail has %d cells that are seen and %d behind the bump", p, trail, points)
		}
	}
}

// A trail of one long step lies on the surface, not between its ends.
func TestSurfaceTrailFollows(t *testing.T) {
	var s Surface
	d := surfaceOf(roundBowl, 41)
	d.Trails = []Trail{{X: []float64{-2, 2}, Y: []float64{0, 0}}}
	d.Camera = Camera{Azimuth: 0, Elevation: 30}
	drawSurface(&s, 100, 40, darkTheme(theme.TrueColor, theme.Braille), d)
	at := s.scene.lens.project(0, 0, 0)
	x, y := cellOf(at.dotPlace)
	if s.trail.at(x, y) == 0 {
		t.Error("the trail does not go through the bottom of the bowl")
	}
}

func TestSurfaceFallbacks(t *testing.T) {
	d := surfaceOf(twoBumps, 41)
	for p := theme.TrueColor; p <= theme.NoColor; p++ {
		for g := theme.Braille; g <= theme.ASCII; g++ {
			var s Surface
			grid := drawSurface(&s, 60, 20, darkTheme(p, g), d)
			filled := 0
			for y := range 20 {
				for x := range 60 {
					c := grid.At(x, y)
					if p == theme.NoColor && (c.Style.Fg != 0 || c.Style.Bg != 0) {
						t.Fatalf("%v, %v: a cell has the colours %+v", p, g, c.Style)
					}
					if r := c.Rune(); g == theme.ASCII && r > '~' {
						t.Fatalf("%v, %v: %q is not ASCII", p, g, r)
					}
					if c != (screen.Cell{}) {
						filled++
					}
				}
			}
			if filled < 200 {
				t.Errorf("%v, %v: %d cells show anything", p, g, filled)
			}
		}
	}
}

func TestSurfaceWire(t *testing.T) {
	var s Surface
	d := surfaceOf(roundBowl, 41)
	got := drawSurface(&s, 40, 14, darkTheme(theme.NoColor, theme.Braille), d).Text()
	for _, want := range []string{"x", "y", "f", "-2", "2", "⠁"} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %q in\n%s", want, got)
		}
	}
}

func TestSurfaceOfNothing(t *testing.T) {
	th := darkTheme(theme.TrueColor, theme.Braille)
	for name, d := range map[string]*SurfaceData{
		"no values":  {X: Range{0, 1}, Y: Range{0, 1}, Empty: "nothing"},
		"too few":    {X: Range{0, 1}, Y: Range{0, 1}, Columns: 3, Rows: 3, Values: make([]float64, 8), Empty: "nothing"},
		"one row":    {X: Range{0, 1}, Y: Range{0, 1}, Columns: 3, Rows: 1, Values: make([]float64, 3), Empty: "nothing"},
		"no range":   {Columns: 2, Rows: 2, Values: make([]float64, 4), Empty: "nothing"},
		"not finite": surfaceOf(func(float64, float64) float64 { return math.NaN() }, 9),
	} {
		var s Surface
		if got := drawSurface(&s, 40, 10, th, d).Text(); !strings.Contains(got, "nothing") {
			t.Errorf("%s: drawn is %q", name, got)
		}
		if _, _, ok := s.Pick(20, 5); ok {
			t.Errorf("%s: there is a point", name)
		}
	}
	var s Surface
	drawSurface(&s, 40, 10, th, surfaceOf(func(float64, float64) float64 { return 3 }, 9))
	if _, _, ok := s.Pick(20, 5); !ok {
		t.Error("a level surface is not drawn")
	}
}

func TestCamera(t *testing.T) {
	for _, c := range []struct{ got, want Camera }{
		{Camera{}.Turned(0, 0), Camera{0, LeastElevation, 1}},
		{NewCamera().Turned(-45, 100), Camera{345, MostElevation, 1}},
		{Camera{720 + 15, 40, 9}.Turned(0, 0), Camera{15, 40, MostZoom}},
		{NewCamera().Zoomed(1.5), Camera{30, 32, 1.5}},
		{NewCamera().Zoomed(0.01), Camera{30, 32, LeastZoom}},
		{Camera{math.NaN(), math.NaN(), math.NaN()}.Turned(0, 0), NewCamera()},
		{Camera{math.Inf(1), math.Inf(1), 1}.Turned(0, 0), Camera{30, MostElevation, 1}},
	} {
		if c.got != c.want {
			t.Errorf("got %+v, want %+v", c.got, c.want)
		}
	}
}

func TestSurfaceOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns, rows := rapid.IntRange(-1, 12).Draw(t, "columns"), rapid.IntRange(-1, 12).Draw(t, "rows")
		numbers := rapid.SliceOfN(anyNumber(), 0, 5)
		d := &SurfaceData{
			Columns: columns, Rows: rows, Values: rapid.SliceOfN(anyNumber(), max(columns*rows, 0), 150).Draw(t, "values"),
			ID: "f", X: anyRange(t, "x"), Y: anyRange(t, "y"), Bent: rapid.Bool().Draw(t, "bent"),
			Camera: Camera{anyNumber().Draw(t, "azimuth"), anyNumber().Draw(t, "elevation"), anyNumber().Draw(t, "zoom")},
			XLabel: anyName().Draw(t, "x label"), YLabel: anyName().Draw(t, "y label"), ZLabel: anyName().Draw(t, "z label"),
			Empty: anyName().Draw(t, "empty"),
		}
		for range rapid.IntRange(0, 3).Draw(t, "trails") {
			d.Trails = append(d.Trails, Trail{X: numbers.Draw(t, "x"), Y: numbers.Draw(t, "y"), Look: rapid.IntRange(-3, 20).Draw(t, "look")})
			d.Marks = append(d.Marks, Mark{
				X: anyNumber().Draw(t, "x"), Y: anyNumber().Draw(t, "y"), Look: rapid.IntRange(-3, 20).Draw(t, "look"),
				Name: anyName().Draw(t, "name"), Focused: rapid.Bool().Draw(t, "focused"),
			})
		}
		var s Surface
		inBox(t, func(b screen.Box, th *theme.Theme) {
			s.Draw(b, th, d)
			s.Pick(rapid.IntRange(-5, 150).Draw(t, "column"), rapid.IntRange(-5, 50).Draw(t, "row"))
		})
	})
}

// From one cell to a large screen, with one chart that is drawn again and again.
func TestSurfaceOfEverySize(t *testing.T) {
	var s Surface
	d := surfaceOf(twoBumps, 21)
	d.Marks = []Mark{{X: 0, Y: -1, Name: "a"}}
	d.Trails = []Trail{{X: []float64{-2, 2}, Y: []float64{-2, 2}}}
	th := darkTheme(theme.TrueColor, theme.Braille)
	g := screen.New(0, 0)
	for _, w := range []int{1, 2, 3, 5, 8, 13, 20, 29, 30, 31, 44, 80, 120, 200} {
		for _, h := range []int{1, 2, 3, 4, 7, 10, 11, 12, 24, 40, 60} {
			g.Resize(w+2, h+2)
			g.Box().Fill('#', screen.Style{})
			s.Draw(g.Box().Inset(1, 1), th, d)
			for x := range w + 2 {
				if g.At(x, 0).Rune() != '#' || g.At(x, h+1).Rune() != '#' {
					t.Fatalf("%d×%d: drawn beyond column %d", w, h, x)
				}
			}
			for y := range h + 2 {
				if g.At(0, y).Rune() != '#' || g.At(w+1, y).Rune() != '#' {
					t.Fatalf("%d×%d: drawn beyond row %d", w, h, y)
				}
			}
			fresh := Surface{}
			again := screen.New(w+2, h+2)
			again.Box().Fill('#', screen.Style{})
			fresh.Draw(again.Box().Inset(1, 1), th, d)
			if g.String() != again.String() {
				t.Fatalf("%d×%d: a chart drawn before draws something else than a fresh one", w, h)
			}
		}
	}
}

// race is a surface as a race of eight draws it.
func race() *SurfaceData {
	d := surfaceOf(twoBumps, 65)
	for k := range 8 {
		trail := Trail{Look: k}
		for i := range 1000 {
			angle := float64(i)/60 + float64(k)
			trail.X = append(trail.X, float64(1.9-float64(i)/600)*math.Cos(angle))
			trail.Y = append(trail.Y, float64(1.9-float64(i)/600)*math.Sin(angle))
		}
		d.Trails = append(d.Trails, trail)
		d.Marks = append(d.Marks, Mark{X: trail.X[999], Y: trail.Y[999], Look: k, Name: string(rune('a' + k)), Focused: k == 3})
	}
	return d
}

func TestSurfaceAllocatesNothing(t *testing.T) {
	for p := theme.TrueColor; p <= theme.NoColor; p++ {
		var s Surface
		d, g, th := race(), screen.New(120, 40), darkTheme(p, theme.Braille)
		d.Bent = true
		for range 36 {
			d.Camera = d.Camera.Turned(10, 0)
			s.Draw(g.Box(), th, d)
		}
		if n := testing.AllocsPerRun(36, func() {
			d.Camera = d.Camera.Turned(10, 0)
			s.Draw(g.Box(), th, d)
		}); n != 0 {
			t.Errorf("%v: a turn allocates %v times", p, n)
		}
	}
}

func benchmarkSurface(b *testing.B, p theme.Profile, d *SurfaceData, turn float64) {
	b.ReportAllocs()
	var s Surface
	g, th := screen.New(120, 40), darkTheme(p, theme.Braille)
	s.Draw(g.Box(), th, d)
	for b.Loop() {
		d.Camera = d.Camera.Turned(turn, 0)
		s.Draw(g.Box(), th, d)
	}
}

func BenchmarkSurfaceTurn(b *testing.B) {
	benchmarkSurface(b, theme.TrueColor, surfaceOf(twoBumps, 65), 3)
}

func BenchmarkSurfaceTurnWire(b *testing.B) {
	benchmarkSurface(b, theme.NoColor, surfaceOf(twoBumps, 65), 3)
}
func BenchmarkSurfaceTurnRace(b *testing.B)  { benchmarkSurface(b, theme.TrueColor, race(), 3) }
func BenchmarkSurfaceStillRace(b *testing.B) { benchmarkSurface(b, theme.TrueColor, race(), 0) }

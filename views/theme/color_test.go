package theme

import (
	"math"
	"testing"

	"nabla/screen"
)

// linear is a colour's red, green and blue light, 0 to 1, as sRGB defines it.
func linear(t *testing.T, c screen.Color) (v [3]float64) {
	t.Helper()
	r, g, b, ok := c.RGB()
	if n, indexed := c.Index(); indexed {
		r, g, b = xterm(n)
	} else if !ok {
		t.Fatalf("no colour: %#x", c)
	}
	for i, x := range [3]uint8{r, g, b} {
		s := float64(x) / 255
		if s <= 0.04045 {
			v[i] = s / 12.92
		} else {
			v[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return v
}

// xterm is what xterm shows for a palette entry by default.
func xterm(n uint8) (r, g, b uint8) {
	switch {
	case n < 16:
		c := [16]hex{
			0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
			0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
		}[n]
		return uint8(c >> 16), uint8(c >> 8), uint8(c)
	case n >= 232:
		v := 8 + 10*(n-232)
		return v, v, v
	default:
		step := [6]uint8{0, 95, 135, 175, 215, 255}
		n -= 16
		return step[n/36], step[n/6%6], step[n%6]
	}
}

// luminance is WCAG 2's relative luminance.
func luminance(t *testing.T, c screen.Color) float64 {
	t.Helper()
	v := linear(t, c)
	return 0.2126*v[0] + 0.7152*v[1] + 0.0722*v[2]
}

// contrast is WCAG 2's contrast ratio, 1 to 21.
func contrast(t *testing.T, a, b screen.Color) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrastOfKnownPairs(t *testing.T) {
	for _, c := range []struct {
		a, b hex
		want float64
	}{{0x000000, 0xffffff, 21}, {0x777777, 0xffffff, 4.48}, {0x0000ff, 0xffffff, 8.59}} {
		if got := contrast(t, c.a.color(), c.b.color()); math.Abs(got-c.want) > 0.005 {
			t.Errorf("contrast of %06x and %06x is %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// backgrounds are the ends of what people use: black and a dark grey, white
// and a cream. The 16 colours can only be held to black and white.
func backgrounds(o Options) []screen.Color {
	switch {
	case o.Dark && o.Profile == ANSI16:
		return []screen.Color{hex(0).color()}
	case o.Dark:
		return []screen.Color{hex(0).color(), hex(0x282c34).color()}
	case o.Profile == ANSI16:
		return []screen.Color{hex(0xffffff).color()}
	default:
		return []screen.Color{hex(0xffffff).color(), hex(0xfdf6e3).color()}
	}
}

func colored(f func(o Options, th *Theme)) {
	for _, dark := range []bool{false, true} {
		for p := range NoColor {
			o := Options{Dark: dark, Profile: p}
			f(o, New(o))
		}
	}
}

func TestContrast(t *testing.T) {
	least := map[Role]float64{
		Muted: 4.5, Good: 3, Warn: 3, Bad: 3, Accent: 4.5, Focused: 3, Faint: 2.8, Positive: 3, Negative: 3,
	}
	colored(func(o Options, th *Theme) {
		for _, bg := range backgrounds(o) {
			for i := range SeriesCount {
				if got := contrast(t, th.Series(i).Fg, bg); got < 3 {
					t.Errorf("%+v: series %d has a contrast of %.2f, want 3", o, i, got)
				}
			}
			for role, want := range least {
				if fg := th.Style(role).Fg; fg != 0 {
					if got := contrast(t, fg, bg); got < want {
						t.Errorf("%+v: role %d has a contrast of %.2f, want %v", o, role, got, want)
					}
				}
			}
		}
		if s := th.Style(Selected); s.Bg != 0 {
			if got := contrast(t, s.Fg, s.Bg); got < 4.5 {
				t.Errorf("%+v: what is selected has a contrast of %.2f, want 4.5", o, got)
			}
		}
	})
}

// oklab is a colour in Björn Ottosson's Oklab (2020): lightness, and two axes
// of hue in which equal distances look about equal.
func oklab(v [3]float64) [3]float64 {
	r, g, b := max(v[0], 0), max(v[1], 0), max(v[2], 0)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return [3]float64{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

func distance(a, b [3]float64) float64 {
	p, q := oklab(a), oklab(b)
	return 100 * math.Hypot(math.Hypot(p[0]-q[0], p[1]-q[1]), p[2]-q[2])
}

// visions are what is left of red, green and blue light for full protanopia,
// deuteranopia and tritanopia: Machado, Oliveira and Fernandes (2009).
func visions() map[string][3][3]float64 {
	return map[string][3][3]float64{
		"normal":       {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
		"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
		"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
		"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
	}
}

func seen(m [3][3]float64, v [3]float64) (w [3]float64) {
	for i, row := range m {
		w[i] = row[0]*v[0] + row[1]*v[1] + row[2]*v[2]
	}
	return w
}

// Two series are far apart to everyone, and so, where there are colours enough
// to choose from, are six. A distance of 2 is just noticed side by side.
func TestSeriesForAllKindsOfColourVision(t *testing.T) {
	colored(func(o Options, th *Theme) {
		for vision, m := range visions() {
			for i := range 6 {
				for j := range i {
					want := 6.5
					if j == 0 && i == 1 {
						want = 15
					} else if o.Profile == ANSI16 {
						want = 3.5
					}
					a, b := seen(m, linear(t, th.Series(i).Fg)), seen(m, linear(t, th.Series(j).Fg))
					if got := distance(a, b); got < want {
						t.Errorf("%+v: series %d and %d are %.1f apart with %s vision, want %.1f", o, j, i, got, vision, want)
					}
				}
			}
		}
	})
}

func TestSeriesWithoutColor(t *testing.T) {
	th := New(Options{Profile: NoColor})
	for i := range SeriesCount {
		if th.Series(i) != (screen.Style{}) {
			t.Errorf("series %d is styled", i)
		}
		for j := range i {
			if th.SeriesMark(i) == th.SeriesMark(j) || th.SeriesLetter(i) == th.SeriesLetter(j) {
				t.Errorf("series %d and %d share a mark or a letter", j, i)
			}
		}
	}
	if th.SeriesMark(9) != th.SeriesMark(1) || th.SeriesMark(-1) != th.SeriesMark(7) || th.SeriesLetter(2) != 'c' {
		t.Error("series do not begin anew after the last")
	}
}

// A map never gets darker on its way up, with 24 bits strictly brighter, and
// by about the same step each time.
func TestRamp(t *testing.T) {
	colored(func(o Options, th *Theme) {
		for level := 1; level < Levels; level++ {
			below, here := th.Ramp(level-1), th.Ramp(level)
			if luminance(t, here) < luminance(t, below) {
				t.Errorf("%+v: level %d is darker than the one below", o, level)
			}
			if o.Profile != TrueColor {
				continue
			}
			step := 100 * (oklab(linear(t, here))[0] - oklab(linear(t, below))[0])
			if step < 1.5 || step > 2.6 {
				t.Errorf("%+v: level %d is brighter by %.2f, want 1.5 to 2.6", o, level, step)
			}
		}
		if th.Ramp(-5) != th.Ramp(0) || th.Ramp(99) != th.Ramp(Levels-1) {
			t.Error("levels beyond the ends are not the ends")
		}
	})
	// The ends of viridis, as published.
	if th := New(Options{}); th.Ramp(0) != hex(0x440154).color() || th.Ramp(Levels-1) != hex(0xfde725).color() {
		t.Error("the ramp does not run from viridis's first colour to its last")
	}
}

// A map with two sides moves away from the background on both, equally far,
// and its sides are told apart by blue against red with every vision.
func TestDiverging(t *testing.T) {
	colored(func(o Options, th *Theme) {
		sign := 1.0
		if !o.Dark {
			sign = -1
		}
		for level := Levels / 2; level < Levels-1; level++ {
			for _, pair := range [][2]int{{level, level + 1}, {Levels - 1 - level, Levels - 2 - level}} {
				inner, outer := luminance(t, th.Diverging(pair[0])), luminance(t, th.Diverging(pair[1]))
				if o.Profile != ANSI16 && sign*(outer-inner) < 0 {
					t.Errorf("%+v: level %d is nearer to the background than %d", o, pair[1], pair[0])
				}
			}
		}
		for vision, m := range visions() {
			a, b := linear(t, th.Diverging(0)), linear(t, th.Diverging(Levels-1))
			if got := distance(seen(m, a), seen(m, b)); got < 15 {
				t.Errorf("%+v: the ends are %.1f apart with %s vision, want 15", o, got, vision)
			}
		}
	})
}

func TestLevel(t *testing.T) {
	for _, c := range []struct {
		share float64
		want  int
	}{{math.NaN(), 0}, {math.Inf(-1), 0}, {0, 0}, {0.031, 0}, {0.0313, 1}, {0.5, 16}, {0.999, 31}, {1, 31}, {math.Inf(1), 31}} {
		if got := Level(c.share); got != c.want {
			t.Errorf("Level(%v) = %d, want %d", c.share, got, c.want)
		}
	}
}

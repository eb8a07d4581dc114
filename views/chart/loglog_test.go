package chart

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/screen"
	"nabla/views/theme"
)

// powers is y = x and y = x² from 1 down to 2⁻²⁰, and a cloud that is 0 at last.
func powers(shown int) LogLogData {
	d := LogLogData{XLabel: "h", YLabel: "error:", Shown: shown, Clouds: []Cloud{{Name: "one"}, {Name: "two", Look: 1}, {Name: "none", Look: 2}}}
	for k := range 20 {
		h := math.Ldexp(1, -k)
		d.X = append(d.X, h)
		d.Clouds[0].Y = append(d.Clouds[0].Y, h)
		d.Clouds[1].Y = append(d.Clouds[1].Y, h*h)
		d.Clouds[2].Y = append(d.Clouds[2].Y, max(0, h-1e-3))
	}
	d.Guides = []Guide{{X: 1, Y: 1e3, Power: 1, From: 1e-5, To: 1, Name: "like h"}}
	return d
}

func TestLogLog(t *testing.T) {
	for _, c := range []struct {
		name string
		w, h int
		data LogLogData
		want string
	}{
		{"half of the points", 50, 14, powers(10), `
error:  ● one  ■ two  ▲ none
  10⁰┤              ⡀⡀⠄⠄⠂⠂⠁               ●⣀⡠▲⣔⠶⠚⠉
     │      ⡀⠄⠄⠄⠂⠂⠁⠁ like h       ⣀⣀▲⠤⠒⠒⠋⠉⡡⠤⠒⠉
     │                       ●⠶⠚⠋●   ⢀⡠⠔⠒⠉
     │                           ⢀⡠⠔⠊⠁
 10⁻⁵┤                       ■⠤⠒⠉⠁
     │
     │
     │
     │
10⁻¹⁰┤
     │
     └─────────────┬──────────────┬──────────────┬
                 10⁻⁴           10⁻²             h`},
		{"all of them", 50, 14, powers(20), `
error:  ● one  ■ two  ▲ none
  10⁰┤              ⡀⡀⠄⠄⠂⠂⠁               ●⣀⡠▲⣔⠶⠚⠉
     │      ⡀⠄⠄⠄⠂⠂⠁⠁ like h       ⣀⣀▲⠤⠒⠒⠋⠉⡡⠤⠒⠉
     │                   ⢀⣀⡠⠤⡴⠶⠚⠋●   ⢀⡠⠔⠒⠉
     │           ⣀⣀⠤⠤⠒⠒⠉●⠁       ⢀⡠⠔⠊⠁
 10⁻⁵┤  ⢀⣀⡠⠤⠔⠒⠊●⠉            ⣀⠤⠒⠉⠁
     │●⠉⠁                ⣀⠤⠒⠉
     │              ⢀⡠⠔⠊⠉
     │          ⢀⡠⠔⠊⠁
     │      ⣀⡠⠒⠉⠁
10⁻¹⁰┤  ⣀⠤⠒⠉
     │↓⠉↓ ↓  ↓ ↓ ↓ ↓  ↓ ↓ ↓
     └─────────────┬──────────────┬──────────────┬
                 10⁻⁴           10⁻²             h`},
		{"low", 24, 5, powers(20), `
● one  ■ two  ▲ none
  10⁰┤  ⠄⠄⠂⠂⣂⣁⣁●⠤⠤▲⡲⠶■⠛⠉
     │●⠒⠊⠉⠉⣉■⠤⠤⠒⠉⠉
10⁻¹⁰┤↓↓↓↓↓↓↓↓↓
     └──────────────── h`},
	} {
		grid := screen.New(c.w, c.h)
		new(LogLog).Draw(grid.Box(), theme.New(theme.Options{}), c.data)
		if got := strings.TrimRight(grid.Text(), " \n"); got != strings.TrimPrefix(c.want, "\n") {
			t.Errorf("%s:\n%s\nwant%s", c.name, got, c.want)
		}
	}
}

// Axes and names stay where they are while the points come in.
func TestLogLogStands(t *testing.T) {
	th := theme.New(theme.Options{})
	text := func(shown int) string {
		grid := screen.New(50, 14)
		new(LogLog).Draw(grid.Box(), th, powers(shown))
		return grid.Text()
	}
	rest := func(frame string) string {
		frame = strings.Map(func(r rune) rune {
			if r >= 0x2800 && r <= 0x28ff || strings.ContainsRune("●■▲↓", r) {
				return ' '
			}
			return r
		}, frame)
		lines := strings.Split(frame, "\n")
		for i := range lines {
			lines[i] = strings.TrimRight(lines[i], " ")
		}
		return strings.Join(lines, "\n")
	}
	for shown := range 20 {
		if got, want := rest(text(shown+1)), rest(text(1)); got != want {
			t.Fatalf("with %d points the chart is\n%s\nand with one\n%s", shown+1, got, want)
		}
	}
}

func TestLogLogOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfN(anyNumber(), 0, 20)
		d := LogLogData{
			X: numbers.Draw(t, "x"), Front: rapid.IntRange(0, 3).Draw(t, "front"), Shown: rapid.IntRange(0, 30).Draw(t, "shown"),
			XLabel: anyName().Draw(t, "x label"), YLabel: anyName().Draw(t, "y label"), Empty: anyName().Draw(t, "empty"),
		}
		for range rapid.IntRange(0, 4).Draw(t, "clouds") {
			d.Clouds = append(d.Clouds, Cloud{Name: anyName().Draw(t, "name"), Y: numbers.Draw(t, "y"), Look: rapid.IntRange(-3, 20).Draw(t, "look")})
		}
		number := func(label string) float64 { return anyNumber().Draw(t, label) }
		d.Guides = []Guide{{X: number("gx"), Y: number("gy"), Power: number("power"), From: number("from"), To: number("to"), Name: anyName().Draw(t, "guide")}}
		inBox(t, func(b screen.Box, th *theme.Theme) { new(LogLog).Draw(b, th, d) })
	})
}

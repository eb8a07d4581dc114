package screen_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"nabla/internal/termtest"
	"nabla/screen"
)

func Example() {
	g := screen.New(14, 2)
	b := g.Box()
	b.Text(0, 0, "손실", screen.Style{Attr: screen.Bold})
	b.TextRight(0, "0.6931", screen.Style{Fg: screen.Indexed(2)})
	b.TextFit(0, 1, 14, "gradient descent", screen.Style{})
	fmt.Println(g.Text())
	fmt.Printf("%q\n", g)
	// Output:
	// 손실    0.6931
	// gradient desc…
	// "\x1b[1m손실    \x1b[22;32m0.6931\x1b[m\ngradient desc…"
}

func TestString(t *testing.T) {
	red, blue := screen.Indexed(1), screen.RGB(0, 0, 255)
	type run struct {
		text  string
		style screen.Style
	}
	for _, c := range []struct {
		name string
		runs []run
		want string
	}{
		{"plain", []run{{"ab", screen.Style{}}}, "ab  "},
		{"one escape a run", []run{{"ab", screen.Style{Fg: red}}}, "\x1b[31mab  \x1b[m"},
		{
			"only what changes",
			[]run{{"a", screen.Style{Fg: red, Bg: blue}}, {"b", screen.Style{Fg: blue, Bg: blue}}},
			"\x1b[31;48;2;0;0;255ma\x1b[38;2;0;0;255mb\x1b[m  ",
		},
		{
			"back to the default",
			[]run{{"a", screen.Style{Fg: red, Attr: screen.Bold}}, {"b", screen.Style{}}},
			"\x1b[1;31ma\x1b[mb  ",
		},
		{
			"attributes off",
			[]run{
				{"a", screen.Style{Attr: screen.Bold | screen.Italic | screen.Strike}},
				{"b", screen.Style{Attr: screen.Faint | screen.Strike}},
				{"c", screen.Style{Attr: screen.Reverse | screen.Underline}},
				{"d", screen.Style{Attr: screen.Underline}},
			},
			"\x1b[1;3;9ma\x1b[22;2;23mb\x1b[22;4;7;29mc\x1b[27md\x1b[m",
		},
		{
			"palette",
			[]run{
				{"a", screen.Style{Fg: screen.Indexed(7), Bg: screen.Indexed(8)}},
				{"b", screen.Style{Fg: screen.Indexed(15), Bg: screen.Indexed(16)}},
				{"c", screen.Style{Fg: screen.Indexed(255)}},
			},
			"\x1b[37;100ma\x1b[97;48;5;16mb\x1b[38;5;255;49mc \x1b[m",
		},
		{
			"a blank's ink is not seen",
			[]run{{"a", screen.Style{Fg: red}}, {" ", screen.Style{}}, {"b", screen.Style{Fg: red}}},
			"\x1b[31ma b \x1b[m",
		},
		{
			"a blank's line is",
			[]run{{"a", screen.Style{Fg: red}}, {" ", screen.Style{Attr: screen.Underline}}},
			"\x1b[31ma\x1b[4;39m \x1b[m  ",
		},
		{"the wide space", []run{{"a\u3000b", screen.Style{}}}, "a  b"},
		{"wide", []run{{"한글", screen.Style{Bg: red}}}, "\x1b[41m한글\x1b[m"},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := screen.New(4, 1)
			x := 0
			for _, r := range c.runs {
				x += g.Box().Text(x, 0, r.text, r.style)
			}
			if got := g.String(); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestRowsStandForThemselves(t *testing.T) {
	g := screen.New(2, 3)
	g.Fill(screen.Style{Bg: screen.Indexed(4)})
	want := strings.TrimSuffix(strings.Repeat("\x1b[44m  \x1b[m\n", 3), "\n")
	if got := g.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// An emulated terminal shows exactly the cells that were drawn, whether it
// takes widths by rune or by cluster.
func TestStringOnATerminal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := randomGrid(t)
		for _, method := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
			term := termtest.New(g.Width(), g.Height())
			term.Method = method
			if _, err := term.Write(g.AppendTo(nil)); err != nil {
				t.Fatal(err)
			}
			same(t, term.Grid(), g)
		}
	})
}

func randomGrid(t *rapid.T) *screen.Grid {
	g := screen.New(rapid.IntRange(1, 30).Draw(t, "w"), rapid.IntRange(1, 5).Draw(t, "h"))
	color := rapid.Custom(func(t *rapid.T) screen.Color {
		n := rapid.Uint8().Draw(t, "n")
		return rapid.SampledFrom([]screen.Color{0, screen.Indexed(n), screen.Indexed(n % 16), screen.RGB(n, n/2, 255-n)}).Draw(t, "color")
	})
	for range rapid.IntRange(0, 20).Draw(t, "texts") {
		g.Box().Text(
			rapid.IntRange(-4, 30).Draw(t, "x"), rapid.IntRange(0, 4).Draw(t, "y"),
			rapid.OneOf(
				rapid.SampledFrom([]string{"경사 하강법", "a한b", "⠉⠒⠤⣀█▌●", "x\u0302 ŷ", "  ", "漢字カナ", "🙂"}),
				rapid.StringOf(rapid.RuneFrom([]rune("ab 한글é─⣿"))),
			).Draw(t, "text"),
			screen.Style{
				Fg: color.Draw(t, "fg"), Bg: color.Draw(t, "bg"),
				Attr: screen.Attr(rapid.IntRange(0, 63).Draw(t, "attr")),
			},
		)
	}
	return g
}

// same compares what is seen.
func same(t *rapid.T, got, want *screen.Grid) {
	t.Helper()
	if d := termtest.Diff(got, want); d != "" {
		t.Fatalf("%s\nof %q", d, want.String())
	}
}

func TestTextOfGrid(t *testing.T) {
	g := screen.New(6, 3)
	g.Box().Text(0, 0, "a한", screen.Style{Fg: screen.Indexed(1)})
	g.Box().Text(2, 2, "b", screen.Style{Bg: screen.Indexed(1)})
	if got, want := g.Text(), "a한\n\n  b"; got != want {
		t.Errorf("Text() = %q, want %q", got, want)
	}
}

// dashboard is a grid as full of styles as a real frame.
func dashboard(w, h int) *screen.Grid {
	g := screen.New(w, h)
	for y := range h {
		for x := range w {
			style := screen.Style{Fg: screen.RGB(uint8(x/3*9), uint8(y*6), 120)}
			if y%4 == 0 {
				style.Bg = screen.RGB(20, 20, uint8(x/8*3))
			}
			g.Box().SetRune(x, y, rune(0x2800+(x*7+y*13)%256), style)
		}
		g.Box().Text(2, y, "경사 하강법 gradient descent", screen.Style{Attr: screen.Bold})
	}
	return g
}

func TestAppendToAllocates(t *testing.T) {
	g := dashboard(120, 40)
	buf := g.AppendTo(nil)
	if allocs := testing.AllocsPerRun(20, func() { buf = g.AppendTo(buf[:0]) }); allocs != 0 {
		t.Errorf("AppendTo allocates %v times, want 0", allocs)
	}
	if string(buf) != g.String() {
		t.Error("AppendTo and String differ")
	}
}

func BenchmarkAppendTo(b *testing.B) {
	g := dashboard(120, 40)
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		buf = g.AppendTo(buf[:0])
	}
	b.SetBytes(int64(len(buf)))
}

func BenchmarkText(b *testing.B) {
	g := screen.New(120, 40)
	b.ReportAllocs()
	for b.Loop() {
		for y := range 40 {
			g.Box().Text(0, y, "경사 하강법 gradient descent µ = 0.02 ████████▌ ⠉⠒⠤⣀", screen.Style{})
		}
	}
}

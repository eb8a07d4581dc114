package theme

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/screen"
)

func TestFrame(t *testing.T) {
	for _, c := range []struct {
		name, title, note string
		w, h              int
		options           Options
		focused           bool
		want              string
	}{
		{name: "title and note", title: "loss", note: "step 7", w: 24, h: 3, want: `
╭─ loss ────── step 7 ─╮
│                      │
╰──────────────────────╯`},
		{name: "focused", title: "loss", w: 14, h: 4, focused: true, want: `
┏━ loss ━━━━━┓
┃            ┃
┃            ┃
┗━━━━━━━━━━━━┛`},
		{name: "Hangul", title: "손실 함수", note: "반복 7", w: 26, h: 3, want: `
╭─ 손실 함수 ─── 반복 7 ─╮
│                        │
╰────────────────────────╯`},
		{name: "a title too long", title: "gradient by layer", note: "log", w: 14, h: 3, want: `
╭─ gradien… ─╮
│            │
╰────────────╯`},
		{name: "Hangul too long", title: "층별 기울기", w: 12, h: 3, want: `
╭─ 층별 … ─╮
│          │
╰──────────╯`},
		{name: "a note too long", title: "f", note: "w^4 - 3w^2 + w", w: 18, h: 3, want: `
╭─ f ─ w^4 - 3… ─╮
│                │
╰────────────────╯`},
		{name: "no room for the note", title: "loss", note: "step 1240", w: 15, h: 3, want: `
╭─ loss ──────╮
│             │
╰─────────────╯`},
		{name: "ASCII", title: "loss", w: 12, h: 3, options: Options{Glyphs: ASCII}, want: `
+- loss ---+
|          |
+----------+`},
		{name: "ASCII focused", title: "loss", w: 12, h: 3, options: Options{Glyphs: ASCII}, focused: true, want: `
#= loss ===#
#          #
#==========#`},
		{name: "least", title: "loss", w: 3, h: 3, want: `
╭─╮
│ │
╰─╯`},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := screen.New(c.w, c.h)
			var f Frame
			f.Draw(g.Box(), New(c.options), c.title, c.note, c.focused)
			if got := "\n" + g.Text(); got != c.want {
				t.Errorf("got%s\nwant%s", got, c.want)
			}
		})
	}
}

func TestFrameTabs(t *testing.T) {
	titles := []string{"map", "units", "landscape"}
	for _, c := range []struct {
		name, note string
		w, front   int
		want       string
	}{
		{name: "all", note: "L", w: 36, front: 1, want: `
╭─ map ─ units ─ landscape ──── L ─╮
│                                  │
╰──────────────────────────────────╯`},
		{name: "the number of them", note: "L = 0.6931", w: 36, front: 2, want: `
╭─ landscape  3/3 ──── L = 0.6931 ─╮
│                                  │
╰──────────────────────────────────╯`},
		{name: "no room for the number", w: 15, front: 2, want: `
╭─ landscape ─╮
│             │
╰─────────────╯`},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := screen.New(c.w, 3)
			var f Frame
			f.DrawTabs(g.Box(), New(Options{}), Tabs{Titles: titles, Front: c.front}, c.note, false)
			if got := "\n" + g.Text(); got != c.want {
				t.Errorf("got%s\nwant%s", got, c.want)
			}
		})
	}
}

func TestFrameLooks(t *testing.T) {
	every(func(th *Theme) {
		var f Frame
		g := screen.New(12, 4)
		f.Draw(g.Box().Sub(0, 0, 12, 4), th, "loss", "", false)
		plain := g.At(0, 1)
		f.Draw(g.Box(), th, "loss", "", true)
		if focused := g.At(0, 1); focused.Rune() == plain.Rune() {
			t.Errorf("%+v: the focused frame has the lines of others", th.Key())
		}
		if th.Key().Profile != NoColor && g.At(0, 1).Style == plain.Style {
			t.Errorf("%+v: the focused frame has the colour of others", th.Key())
		}
		if got := g.At(3, 0); got.Rune() != 'l' || got.Style.Attr&screen.Bold == 0 {
			t.Errorf("%+v: title begins %q in %+v", th.Key(), got, got.Style)
		}
	})
}

// Whatever the size and the texts, the frame fills its box, draws nothing
// outside and leaves the room that it says.
func TestFrameOfAnySize(t *testing.T) {
	var f Frame
	th := New(Options{})
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(0, 40).Draw(t, "w"), rapid.IntRange(0, 8).Draw(t, "h")
		text := rapid.SampledFrom([]string{"", "f", "loss", "층별 기울기", "f(w) = w⁴ − 3w² + w", "\x1b[31mred\n"})
		g := screen.New(w+2, h+2)
		g.Box().Fill('#', screen.Style{})
		box := g.Box().Inset(1, 1)
		inner := f.Draw(box, th, text.Draw(t, "title"), text.Draw(t, "note"), rapid.Bool().Draw(t, "focused"))
		for y := range g.Height() {
			for x := range g.Width() {
				_, _, in := box.Locate(x, y)
				_, _, within := inner.Locate(x, y)
				c := g.At(x, y)
				switch {
				case !in && c.Rune() != '#':
					t.Fatalf("column %d of row %d, outside, is %q", x, y, c)
				case w >= 3 && h >= 3 && within && c != (screen.Cell{}):
					t.Fatalf("column %d of row %d, within, is %q", x, y, c)
				case w >= 3 && h >= 3 && in && strings.ContainsRune("#", c.Rune()):
					t.Fatalf("column %d of row %d was not drawn", x, y)
				}
			}
		}
	})
}

func TestFrameAllocates(t *testing.T) {
	var f Frame
	th := New(Options{})
	g := screen.New(60, 20)
	allocs := testing.AllocsPerRun(50, func() {
		f.Draw(g.Box(), th, "층별 기울기", "step 1240", true)
	})
	if allocs != 0 {
		t.Errorf("a frame drawn again allocates %v times, want 0", allocs)
	}
}

func BenchmarkFrame(b *testing.B) {
	var f Frame
	th := New(Options{})
	g := screen.New(60, 20)
	b.ReportAllocs()
	for b.Loop() {
		f.Draw(g.Box(), th, "gradient by layer", "step 1240", true)
	}
}

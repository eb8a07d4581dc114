package screen_test

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"

	"nabla/internal/termtest"
	"nabla/screen"
)

func TestStyled(t *testing.T) {
	red, bold := screen.Style{Fg: screen.Indexed(1)}, screen.Style{Attr: screen.Bold}
	for _, c := range []struct {
		name, in string
		want     screen.Style // of the x
	}{
		{"none", "x", screen.Style{}},
		{"red", "\x1b[31mx", red},
		{"bright", "\x1b[91;102mx", screen.Style{Fg: screen.Indexed(9), Bg: screen.Indexed(10)}},
		{"palette", "\x1b[38;5;200;48;5;17mx", screen.Style{Fg: screen.Indexed(200), Bg: screen.Indexed(17)}},
		{"direct", "\x1b[38;2;1;2;3;48;2;4;5;6mx", screen.Style{Fg: screen.RGB(1, 2, 3), Bg: screen.RGB(4, 5, 6)}},
		{"colons", "\x1b[38:2::1:2:3;48:5:9mx", screen.Style{Fg: screen.RGB(1, 2, 3), Bg: screen.Indexed(9)}},
		{"colons without a space", "\x1b[38:2:1:2:3;1mx", screen.Style{Fg: screen.RGB(1, 2, 3), Attr: screen.Bold}},
		{"colons with a space and a tolerance", "\x1b[38:2:0:1:2:3:4:1;1mx", screen.Style{Fg: screen.RGB(1, 2, 3), Attr: screen.Bold}},
		{"reset", "\x1b[1;31m\x1b[mx", screen.Style{}},
		{"reset by zero", "\x1b[1;31;0;3mx", screen.Style{Attr: screen.Italic}},
		{"empty parameter is zero", "\x1b[1;;3mx", screen.Style{Attr: screen.Italic}},
		{"default colours", "\x1b[31;41;39;49mx", screen.Style{}},
		{
			"attributes", "\x1b[1;2;3;4;7;9mx",
			screen.Style{Attr: screen.Bold | screen.Faint | screen.Italic | screen.Underline | screen.Reverse | screen.Strike},
		},
		{"attributes off", "\x1b[1;2;3;4;7;9m\x1b[22;23;24;27;29mx", screen.Style{}},
		{"weight off takes both", "\x1b[1;2;3;22mx", screen.Style{Attr: screen.Italic}},
		{"curly underline", "\x1b[4:3mx", screen.Style{Attr: screen.Underline}},
		{"no underline", "\x1b[4m\x1b[4:0mx", screen.Style{}},
		{"underline colour", "\x1b[58:2::1:2:3;1mx", bold},
		{"blink is left out", "\x1b[5;31mx", red},
		{"hyperlink", "\x1b]8;;http://a\x1b\\\x1b[31mx\x1b]8;;\x1b\\", red},
		{"cursor movement", "\x1b[31m\x1b[5Cx", red},
		{"private", "\x1b[?1;31mx", screen.Style{}},
		{"broken colour", "\x1b[1m\x1b[38;2;1mx", bold},
		{"broken kind", "\x1b[1m\x1b[38;7;1mx", bold},
		{"out of range", "\x1b[38;5;999mx", screen.Style{Fg: screen.Indexed(255)}},
		{"unfinished", "x\x1b[31", screen.Style{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := screen.New(3, 1)
			g.Box().Styled(0, 0, c.in)
			if got := g.At(0, 0); got.String() != "x" || got.Style != c.want || g.Text() != "x" {
				t.Errorf("%q gives %q in %+v, want x in %+v", c.in, g.Text(), got.Style, c.want)
			}
		})
	}
}

func TestStyledRows(t *testing.T) {
	g := screen.New(8, 4)
	g.Box().Styled(1, 1, "\x1b[31mab\r\n한글과 한글\n\nlast")
	if got, want := g.Text(), "\n ab\n 한글과\n"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	if got := g.At(1, 2).Style.Fg; got != screen.Indexed(1) {
		t.Errorf("the style ends at the line's end: %v", got)
	}
}

// What lipgloss renders comes out as a terminal would show it.
func TestStyledLikeATerminal(t *testing.T) {
	text := lipgloss.NewStyle().
		Border(lipgloss.RoundedBorder()).BorderForeground(lipgloss.Color("63")).
		Foreground(lipgloss.Color("#ff8800")).Background(lipgloss.Color("4")).
		Bold(true).Italic(true).Underline(true).Padding(1, 2).Width(24).
		Render("경사 하강법 gradient\n" + lipgloss.NewStyle().Faint(true).Strikethrough(true).Reverse(true).Render("plain"))
	w, h := lipgloss.Size(text)
	g := screen.New(w, h)
	g.Box().Styled(0, 0, text)

	term := termtest.New(w, h)
	if _, err := term.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	want := term.Grid()
	if g.Text() != want.Text() || !strings.Contains(g.Text(), "경사 하강법") {
		t.Errorf("text\n%s\nwant\n%s", g.Text(), want.Text())
	}
	for y := range h {
		for x := range w {
			if g.At(x, y) != want.At(x, y) && g.At(x, y).Width() != 0 {
				t.Errorf("column %d of row %d: %+v, want %+v", x, y, g.At(x, y), want.At(x, y))
			}
		}
	}
}

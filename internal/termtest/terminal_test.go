package termtest_test

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"nabla/internal/termtest"
	"nabla/screen"
)

func TestWrite(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
	}{
		{"text", "abc", "abc\n\n"},
		{"line ends", "ab\ncd\r\nef", "ab\ncd\nef"},
		{"full rows do not wrap twice", "abcdef\nghi", "abcdef\nghi\n"},
		{"wrap", "abcdefgh", "abcdef\ngh\n"},
		{"wide wraps whole", "abcde한", "abcde\n한\n"},
		{"marks", "x\u0302e\u0301한\u0301", "x\u0302é한\u0301\n\n"},
		{"scroll", "1\n2\n3\n4", "2\n3\n4"},
		{"position", "\x1b[2;3Hx\x1b[Hy", "y\n  x\n"},
		{"movement", "abc\x1b[2Dx\x1b[Bz\x1b[Ay\x1b[6Gq", "axcy q\n  z\n"},
		{"return and backspace", "abc\rx\b\by", "ybc\n\n"},
		{"tab", "\ta", "     a\n\n"},
		{"tabs", "x\x1b[2Iy\x1b[Zz", "z    y\n\n"},
		{"erase to the end", "abc\ndef\x1b[1;2H\x1b[J", "a\n\n"},
		{"erase up to here", "abc\ndef\x1b[2;2H\x1b[1J", "\n  f\n"},
		{"erase the row", "abc\x1b[2K", "\n\n"},
		{"erase to the row's end", "abc\x1b[2G\x1b[K", "a\n\n"},
		{"erase characters", "abcdef\x1b[2G\x1b[3X", "a   ef\n\n"},
		{"insert and delete characters", "abcd\x1b[2G\x1b[@\x1b[4G\x1b[P", "a bd\n\n"},
		{"insert row", "a\nb\x1b[1;1H\x1b[L", "\na\nb"},
		{"delete row", "a\nb\nc\x1b[1;1H\x1b[M", "b\nc\n"},
		{"scrolling region", "a\nb\nc\x1b[2;3r\x1b[3;1H\nd", "a\nc\nd"},
		{"reverse index", "a\x1b[1;1H\x1bMb", "b\na\n"},
		{"repeat", "ab\x1b[3b", "abbbb\n\n"},
		{"save and restore", "a\x1b7\x1b[3;3H\x1b8b", "ab\n\n"},
		{"half of a wide cell overwritten", "한\x1b[2Gx", " x\n\n"},
		{"alternate screen", "a\x1b[?1049hb\x1b[?1049lc", "ac\n\n"},
		{"in the alternate screen", "a\x1b[?1049h\x1b[Hb", "b\n\n"},
		{"reset", "abc\x1bcd", "d\n\n"},
		{"titles and links leave no trace", "\x1b]2;title\aa\x1b]8;;http://x\x1b\\b", "ab\n\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			term := termtest.New(6, 3)
			for i := range len(c.in) { // byte by byte: sequences cut everywhere
				if _, err := term.Write([]byte{c.in[i]}); err != nil {
					t.Fatal(err)
				}
			}
			if got := term.Text(); got != c.want {
				t.Errorf("screen %q, want %q", got, c.want)
			}
			if u := term.Unknown(); u != nil {
				t.Errorf("not understood: %q", u)
			}
		})
	}
}

// What a program writes is cut by the kernel where it likes.
func TestCutAnywhere(t *testing.T) {
	const text = "\x1b[1m──한é\x1b[38;2;1;2;3m─\x1b]2;ti─tle\x1b\\─\x1b[m─"
	whole := termtest.New(20, 2)
	write(t, whole, text)
	for cut := range len(text) {
		term := termtest.New(20, 2)
		write(t, term, text[:cut])
		write(t, term, text[cut:])
		if got, want := term.Text(), whole.Text(); got != want {
			t.Errorf("cut into %q and %q: screen %q, want %q", text[:cut], text[cut:], got, want)
		}
	}
}

func TestRaw(t *testing.T) {
	term := termtest.New(6, 3)
	term.Raw = true
	write(t, term, "ab\ncd")
	if got, want := term.Text(), "ab\n  cd\n"; got != want {
		t.Errorf("screen %q, want %q", got, want)
	}
	if got, want := term.Line(1), "  cd"; got != want {
		t.Errorf("row %q, want %q", got, want)
	}
}

func TestStyle(t *testing.T) {
	term := termtest.New(4, 1)
	write(t, term, "\x1b[1;3;4;31ma\x1b[22;2;7;9;38;5;200;48;2;1;2;3mb\x1b[mc")
	for x, want := range []screen.Style{
		{Fg: screen.Indexed(1), Attr: screen.Bold | screen.Italic | screen.Underline},
		{
			Fg: screen.Indexed(200), Bg: screen.RGB(1, 2, 3),
			Attr: screen.Faint | screen.Italic | screen.Underline | screen.Reverse | screen.Strike,
		},
		{},
	} {
		if got := term.Grid().At(x, 0).Style; got != want {
			t.Errorf("cell %d: style %+v, want %+v", x, got, want)
		}
	}
}

func TestState(t *testing.T) {
	term := termtest.New(10, 4)
	write(t, term, "\x1b[?1049h\x1b[?2026h\x1b[?25l\x1b]0;nabla\x1b\\\x1b[3;5H\x1b[>1u")
	if !term.AltScreen() || !term.Mode(2026) || term.Mode(25) || term.Title() != "nabla" {
		t.Errorf("alternate %v, synchronized %v, cursor %v, title %q",
			term.AltScreen(), term.Mode(2026), term.Mode(25), term.Title())
	}
	if x, y, visible := term.Cursor(); x != 4 || y != 2 || visible {
		t.Errorf("cursor at %d,%d visible %v, want 4,2 hidden", x, y, visible)
	}
	if u := term.Unknown(); len(u) != 1 || u[0] != "\x1b[>1u" {
		t.Errorf("unknown %q, want the keyboard sequence alone", u)
	}
	term.Resize(3, 2)
	if x, y, _ := term.Cursor(); x != 2 || y != 1 {
		t.Errorf("cursor at %d,%d after the window shrank, want 2,1", x, y)
	}
}

// A family in one cluster is two columns for a terminal that knows clusters
// and more for one that adds runes up.
func TestMethod(t *testing.T) {
	const text = "👍🏽|"
	for _, c := range []struct {
		method ansi.Method
		want   int
	}{{ansi.WcWidth, 5}, {ansi.GraphemeWidth, 3}} {
		term := termtest.New(10, 1)
		term.Method = c.method
		write(t, term, text)
		if x, _, _ := term.Cursor(); x != c.want {
			t.Errorf("method %v: %d columns, want %d", c.method, x, c.want)
		}
	}
}

func write(t *testing.T, term *termtest.Terminal, s string) {
	t.Helper()
	if _, err := term.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
}

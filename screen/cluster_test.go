package screen

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"
)

// The quick way for plain runes must be what the tables say of each of them.
func TestPlainRunes(t *testing.T) {
	plain := 0
	for r := rune(0); r <= utf8.MaxRune; r++ {
		width := plainWidth(r)
		if width == 0 {
			continue
		}
		plain++
		s := string(r)
		if norm.NFC.String(s) != s {
			t.Errorf("%U is not in NFC", r)
		}
		if got := ansi.StringWidth(s); got != width {
			t.Errorf("%U is %d wide, want %d", r, width, got)
		}
		if got := ansi.StringWidthWc(s); got != width {
			t.Errorf("%U is %d wide, %d to a terminal that adds runes up", r, width, got)
		}
		for _, other := range []string{"a", "한", "é"} {
			if got := graphemes.FromString(other + s).First(); got != other {
				t.Errorf("%U joins the character before it", r)
			}
			if got := graphemes.FromString(s + other).First(); got != s {
				t.Errorf("%U joins the character after it", r)
			}
		}
	}
	if plain < 30000 {
		t.Errorf("%d plain runes, want Hangul and Han at the least", plain)
	}
}

// The quick way for letters with a mark must come to what the long one does.
func TestMarkedLetters(t *testing.T) {
	for _, letter := range []string{"m\u0302", "v\u0302", "x\u0304"} {
		if n := marked(letter + "1"); n != len(letter) {
			t.Errorf("%s is %d bytes, want %d", letter, n, len(letter))
		}
		if norm.NFC.String(letter) != letter {
			t.Errorf("%s is not in NFC", letter)
		}
		want, width := compose(letter)
		for _, rest := range []string{"", "₁", " ", "\u0301", "\u200d"} {
			whole := graphemes.FromString(letter + rest).First()
			c, w, n := next(letter + rest)
			if n != len(whole) || w != width || whole == letter && c != want {
				t.Errorf("%q is %q of %d columns and %d bytes", letter+rest, c, w, n)
			}
		}
	}
	for _, other := range []string{"", "m", "m1", "a\u0302", "\u0302"} {
		if n := marked(other); n != 0 {
			t.Errorf("%q is taken for a letter of %d bytes", other, n)
		}
	}
}

func TestWidth(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"", 0},
		{"abc", 3},
		{"경사 하강법", 11},
		{norm.NFD.String("경사 하강법"), 11},
		{"∇f(w) = w⁴ − 3w²", 16},
		{"µ ∂L/∂W⁽ˡ⁾ ŷ", 12},
		{"x\u0302", 1},
		{"漢字カナ", 8},
		{"⠉⠒⠤⣀█▌●▶", 8},
		{"\x1b[31mred", 7},    // the escape's ESC vanishes, the rest is text
		{"a\u200b\u200db", 2}, // nothing of no width
		{"a\u202eb", 2},       // no change of direction
		{"\u0301a", 1},        // a mark with nothing to sit on
		{"☀\ufe0f", 1},        // no variation: terminals differ on its width
		{"👍🏽", 2},             // no skin colour, for the same reason
		{"👩‍🔬", 2},            // nor the flask
		{"🇰🇷", 2},
		{"🇰", 1},
		{"a\tb\nc\u2028d\u3000e", 10},
		{"\xff\xc0", 2},
	} {
		if got := Width(c.text); got != c.want {
			t.Errorf("Width(%q) = %d, want %d", c.text, got, c.want)
		}
	}
}

func TestCells(t *testing.T) {
	for _, c := range []struct {
		text, want string
		width      int
	}{
		{"a", "a", 1},
		{" ", " ", 1},
		{"", " ", 1},
		{"\x07\u200b", " ", 1},
		{"\x07b", "b", 1},
		{"한글", "한", 2},
		{"\u1112\u1161\u11ab", "한", 2}, // composed
		{"x\u0302y", "x\u0302", 1},
		{"e\u0301", "é", 1},
		{"q\u0301\u0302\u0303\u0304", "q\u0301\u0302\u0303", 1}, // eight bytes, no more
		{"☀\ufe0f", "☀", 1},
		{"👩‍🔬", "👩", 2},
		{"🇰🇷", "🇰🇷", 2},
		{"🇰", "\ufffd", 1},
		{"\xff", "\ufffd", 1},
		{"a" + strings.Repeat("\u0301", 1000), "á\u0301\u0301\u0301", 1},
	} {
		cell := NewCell(c.text, Style{})
		if got := cell.String(); got != c.want || cell.Width() != c.width {
			t.Errorf("NewCell(%q) shows %q, width %d; want %q, %d", c.text, got, cell.Width(), c.want, c.width)
		}
		if r, _ := utf8.DecodeRuneInString(c.want); cell.Rune() != r {
			t.Errorf("NewCell(%q).Rune() = %q, want %q", c.text, cell.Rune(), r)
		}
	}
}

func TestTruncate(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		tail  string
		want  string
	}{
		{"gradient", 8, "…", "gradient"},
		{"gradient", 7, "…", "gradie…"},
		{"기울기 사라짐", 13, "…", "기울기 사라짐"},
		{"기울기 사라짐", 12, "…", "기울기 사라…"},
		{"기울기 사라짐", 11, "…", "기울기 사…"}, // a column less rather than half a syllable
		{"기울기", 2, "…", "…"},
		{"기울기", 1, "…", "…"},
		{"기울기", 0, "…", ""},
		{"abcdef", 4, "..", "ab.."},
		{"abcdef", 1, "..", ""},
		{"abc", -1, "…", ""},
		{"", 0, "…", ""},
	} {
		if got := Truncate(c.text, c.width, c.tail); got != c.want {
			t.Errorf("Truncate(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// What Width measures is what Text draws, and no byte below space or escape
// gets through, for any text at all.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"abc", "경사 하강법", "x\u0302y", "\x1b[31m", "👩‍🔬🇰🇷🇰", "a\u202eb\x9b0m", "\xff\xfe",
		"\u1100\u1161\u11a8\u11a8", strings.Repeat("\u0301", 200), "\u3000\u2028",
	} {
		f.Add(s, 3, 20)
	}
	f.Fuzz(func(t *testing.T, s string, x, w int) {
		w = min(max(w, 0), 200)
		x = min(max(x, -50), 250)
		g := New(w, 1)
		used := g.Box().Text(x, 0, s, Style{})
		verify(t, g)
		visible := max(min(x+Width(s), w)-max(x, 0), 0)
		if used != visible {
			t.Errorf("Text(%d, %q) used %d columns of %d, Width says %d", x, s, used, w, visible)
		}
		for _, r := range g.String() {
			if r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u202e' || r == '\u200d' {
				t.Errorf("%U of %q reached the output", r, s)
			}
		}
	})
}

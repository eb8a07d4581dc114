package screen

import "testing"

// Any bytes at all may come in as styled text: nothing is drawn outside the
// box, the cells stay whole, and no escape of the text's comes out again.
func FuzzStyled(f *testing.F) {
	for _, s := range []string{
		"plain", "\x1b[31mred\x1b[m", "\x1b[38;2;1;2;3m한글\n다음", "\x1b]8;;x\x1b\\link\x1b]8;;\a",
		"\x1b[38;5m\x1b[48:2::1mx", "\x1b[", "\x1b", "\x9b31mx", "\x1bPdata\x1b\\x", "한\x1b[1m\u0301",
		"\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;30;31;32;33;34mx",
		"\x1b[99999999999999999999mx",
	} {
		f.Add(s, 1, 0, 5, 2)
	}
	f.Fuzz(func(t *testing.T, s string, x, y, w, h int) {
		g := New(12, 4)
		g.Box().Fill('#', Style{Bg: Indexed(7)})
		b := g.Box().Sub(2, 1, w%9, h%3)
		b.Styled(x%20, y%6, s)
		verify(t, g)
		for row := range g.Height() {
			for col := range g.Width() {
				if _, _, in := b.Locate(col, row); !in && g.At(col, row) != NewCell("#", Style{Bg: Indexed(7)}) {
					t.Errorf("column %d of row %d, outside the box, became %q", col, row, g.At(col, row))
				}
			}
		}
		for _, r := range g.Text() {
			if r < ' ' && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 {
				t.Errorf("%U of %q reached the output", r, s)
			}
		}
	})
}

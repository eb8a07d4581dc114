package screen

import (
	"testing"

	"pgregory.net/rapid"
)

func TestZeroGrid(t *testing.T) {
	var g Grid
	if g.String() != "" || g.Text() != "" || g.At(0, 0) != (Cell{}) {
		t.Error("the zero grid shows something")
	}
	g.Set(0, 0, NewCell("x", Style{}))
	g.Box().Text(0, 0, "x", Style{})
	g.Resize(2, 1)
	if got, want := g.String(), "  "; got != want {
		t.Errorf("after Resize: %q, want %q", got, want)
	}
	var b Box
	b.Fill('x', Style{})
	b.Set(0, 0, NewCell("x", Style{}))
	b.Styled(0, 0, "x\ny")
	b.Draw(0, 0, &g)
	if b.Text(0, 0, "x", Style{}) != 0 || b.TextRight(0, "x", Style{}) != 0 || !b.Empty() {
		t.Error("the zero box took something")
	}
}

func TestResize(t *testing.T) {
	g := New(20, 10)
	g.Fill(Style{Bg: Indexed(1)})
	if allocs := testing.AllocsPerRun(10, func() { g.Resize(10, 20); g.Resize(20, 10) }); allocs != 0 {
		t.Errorf("Resize within the old size allocates %v times", allocs)
	}
	if g.Width() != 20 || g.Height() != 10 || g.At(3, 3) != (Cell{}) {
		t.Errorf("%d×%d, %+v; want a blank 20×10", g.Width(), g.Height(), g.At(3, 3))
	}
	g.Resize(-1, 5)
	if g.Width() != 0 || g.Text() != "\n\n\n\n" {
		t.Errorf("width %d, text %q; want no columns, five rows", g.Width(), g.Text())
	}
}

func TestSetWide(t *testing.T) {
	han, x := NewCell("한", Style{Fg: Indexed(1)}), NewCell("x", Style{})
	for _, c := range []struct {
		name string
		draw func(Box)
		want string
	}{
		{"whole", func(b Box) { b.Set(1, 0, han) }, " 한 "},
		{"over the left half", func(b Box) { b.Set(1, 0, han); b.Set(1, 0, x) }, " x  "},
		{"over the right half", func(b Box) { b.Set(1, 0, han); b.Set(2, 0, x) }, "  x "},
		{"over itself", func(b Box) { b.Set(1, 0, han); b.Set(1, 0, han) }, " 한 "},
		{"a column further", func(b Box) { b.Set(1, 0, han); b.Set(2, 0, han) }, "  한"},
		{"between two", func(b Box) { b.Set(0, 0, han); b.Set(2, 0, han); b.Set(1, 0, han) }, " 한 "},
		{"in the last column", func(b Box) { b.Set(3, 0, han) }, "    "},
		{"outside", func(b Box) { b.Set(-1, 0, han); b.Set(4, 0, x); b.Set(0, 1, x); b.Set(0, -1, x) }, "    "},
		{"in a box's last column", func(b Box) { b.Sub(0, 0, 2, 1).Set(1, 0, han) }, "    "},
		{"a continuation", func(b Box) { b.Set(0, 0, han); b.Set(3, 0, b.At(1, 0)) }, "한  "},
		{"fill", func(b Box) { b.Fill('한', Style{}) }, "한한"},
		{"fill an odd width", func(b Box) { b.Sub(0, 0, 3, 1).Fill('한', Style{}) }, "한  "},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := New(4, 1)
			c.draw(g.Box())
			verify(t, g)
			if got := g.String(); plain(g) != c.want {
				t.Errorf("row %q, want %q", got, c.want)
			}
		})
	}
}

// plain is the only row of the grid with its trailing blanks.
func plain(g *Grid) string {
	s := ""
	for x := range g.Width() {
		s += g.At(x, 0).String()
	}
	return s
}

func TestBox(t *testing.T) {
	g := New(10, 6)
	b := g.Box().Sub(2, 1, 6, 4)
	for _, c := range []struct {
		name       string
		box        Box
		x, y, w, h int
	}{
		{"sub", b, 2, 1, 6, 4},
		{"sub of sub", b.Sub(1, 1, 2, 2), 3, 2, 2, 2},
		{"too large", b.Sub(4, 2, 100, 100), 6, 3, 2, 2},
		{"begins outside", b.Sub(-2, -1, 4, 3), 2, 1, 2, 2},
		{"beside", b.Sub(6, 0, 3, 3), 8, 1, 0, 3},
		{"negative", b.Sub(1, 1, -3, -3), 3, 2, 0, 0},
		{"inset", b.Inset(1, 1), 3, 2, 4, 2},
		{"inset to nothing", b.Inset(4, 4), 6, 5, 0, 0},
	} {
		x, y := c.box.Origin()
		if x != c.x || y != c.y || c.box.Width() != c.w || c.box.Height() != c.h {
			t.Errorf("%s: %d×%d at %d,%d; want %d×%d at %d,%d",
				c.name, c.box.Width(), c.box.Height(), x, y, c.w, c.h, c.x, c.y)
		}
		c.box.Fill('x', Style{})
		verify(t, g)
	}
	if x, y, in := b.Locate(3, 4); x != 1 || y != 3 || !in {
		t.Errorf("Locate(3, 4) = %d, %d, %v", x, y, in)
	}
	for _, at := range [][2]int{{1, 1}, {8, 1}, {2, 0}, {2, 5}} {
		if _, _, in := b.Locate(at[0], at[1]); in {
			t.Errorf("Locate(%v) is inside", at)
		}
	}
}

func TestRestyle(t *testing.T) {
	g := New(4, 1)
	g.Box().Text(0, 0, "a한b", Style{})
	g.Box().Sub(1, 0, 3, 1).Restyle(func(s Style) Style { return s.With(Faint) })
	for x, want := range []Attr{0, Faint, Faint, Faint} {
		if got := g.At(x, 0).Style.Attr; got != want {
			t.Errorf("column %d: attributes %b, want %b", x, got, want)
		}
	}
	if got, want := g.Text(), "a한b"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
}

// Whatever is drawn in a box, wherever and in what order, the grid stays whole
// and nothing outside the box changes, save the other half of a wide cell that
// the box's edge cut.
func TestDrawingStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := New(rapid.IntRange(1, 12).Draw(t, "w"), rapid.IntRange(1, 4).Draw(t, "h"))
		around := rapid.SampledFrom([]rune{'#', '밖'}).Draw(t, "around")
		g.Box().Fill(around, Style{Bg: Indexed(7)})
		before := New(g.Width(), g.Height())
		before.Box().Draw(0, 0, g)

		at := rapid.IntRange(-3, 14)
		b := g.Box().Sub(at.Draw(t, "x"), at.Draw(t, "y")%5, at.Draw(t, "bw"), at.Draw(t, "bh"))
		for range rapid.IntRange(1, 8).Draw(t, "operations") {
			draw(t, b, at)
			verify(t, g)
		}
		for y := range g.Height() {
			for x := range g.Width() {
				_, _, inside := b.Locate(x, y)
				cut := around == '밖' && (x == b.x-1 || x == b.x+b.w)
				if !inside && !cut && g.At(x, y) != before.At(x, y) {
					t.Fatalf("column %d of row %d, outside the box, changed to %q", x, y, g.At(x, y))
				}
			}
		}
	})
}

func draw(t *rapid.T, b Box, at *rapid.Generator[int]) {
	text := rapid.SampledFrom([]string{"한", "abc", "a한b글c", "x\u0302한", "긴 한글 문장입니다"}).Draw(t, "text")
	x, y := at.Draw(t, "x"), at.Draw(t, "y")%5
	switch rapid.IntRange(0, 7).Draw(t, "operation") {
	case 0:
		b.Text(x, y, text, Style{})
	case 1:
		b.TextFit(x, y, at.Draw(t, "width"), text, Style{})
	case 2:
		b.TextRight(y, text, Style{})
		b.TextCenter(y, text, Style{})
	case 3:
		b.Set(x, y, NewCell(text, Style{}))
	case 4:
		b.Styled(x, y, text+"\n\x1b[1m"+text)
	case 5:
		src := New(5, 2)
		src.Box().Text(0, 0, text, Style{})
		b.Draw(x, y, src)
	case 6:
		b.Sub(x, y, at.Draw(t, "sub"), 1).Fill('글', Style{})
	case 7:
		b.Sub(x, y, at.Draw(t, "sub"), 1).Fill('-', Style{})
	}
}

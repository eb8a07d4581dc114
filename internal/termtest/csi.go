package termtest

import (
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"nabla/screen"
)

// csi carries out a control sequence, which the parser has taken apart.
func (t *Terminal) csi(seq string) {
	cmd := ansi.Cmd(t.parser.Command())
	switch {
	case cmd.Prefix() == '?' && cmd.Intermediate() == 0 && (cmd.Final() == 'h' || cmd.Final() == 'l'):
		for i := range t.parser.Params() {
			t.setMode(t.param(i, 0), cmd.Final() == 'h')
		}
	case cmd.Prefix() != 0 || cmd.Intermediate() != 0:
		// Keyboard protocols, cursor shapes, reports: nothing is seen of them.
		t.unknown = append(t.unknown, seq)
	case cmd.Final() == 'm':
		uv.ReadStyle(t.parser.Params(), &t.pen)
	case strings.ContainsRune("ABCDEFGHIZadef`r", rune(cmd.Final())):
		t.move(cmd.Final())
	case !t.edit(cmd.Final()):
		t.unknown = append(t.unknown, seq)
	}
}

// param is a parameter, or the default where it is left out.
func (t *Terminal) param(i, def int) int {
	n, ok := t.parser.Param(i, def)
	if !ok {
		return def
	}
	return n
}

// move carries out the sequences that only move the cursor.
func (t *Terminal) move(final byte) {
	n := max(t.param(0, 1), 1)
	t.wrap = false
	switch final {
	case 'A':
		t.y -= n
	case 'B', 'e':
		t.y += n
	case 'C', 'a':
		t.x += n
	case 'D':
		t.x -= n
	case 'E':
		t.x, t.y = 0, t.y+n
	case 'F':
		t.x, t.y = 0, t.y-n
	case 'G', '`':
		t.x = n - 1
	case 'd':
		t.y = n - 1
	case 'I':
		t.x = (t.x/8 + n) * 8
	case 'Z':
		t.x = ((t.x+7)/8 - n) * 8
	case 'H', 'f':
		t.x, t.y = max(t.param(1, 1), 1)-1, n-1
	case 'r':
		t.top, t.bottom = n-1, min(max(t.param(1, t.h), 1), t.h)
		if t.top >= t.bottom {
			t.top, t.bottom = 0, t.h
		}
		t.x, t.y = 0, 0
	}
	t.x, t.y = min(max(t.x, 0), t.w-1), min(max(t.y, 0), t.h-1)
}

// edit carries out the sequences that change cells and reports whether the
// final byte is one of them.
func (t *Terminal) edit(final byte) bool {
	n := max(t.param(0, 1), 1)
	b, blank := t.buffer(), t.blank()
	switch final {
	case 'J':
		t.erase(t.param(0, 0), uv.Rect(0, 0, t.w, t.y), uv.Rect(0, t.y+1, t.w, t.h-t.y-1))
	case 'K':
		t.erase(t.param(0, 0), uv.Rectangle{}, uv.Rectangle{})
	case 'X':
		b.FillArea(blank, uv.Rect(t.x, t.y, min(n, t.w-t.x), 1))
	case '@':
		b.InsertCell(t.x, t.y, n, blank)
	case 'P':
		b.DeleteCell(t.x, t.y, n, blank)
	case 'L':
		b.InsertLineArea(t.y, n, blank, uv.Rect(0, t.top, t.w, t.bottom-t.top))
	case 'M':
		b.DeleteLineArea(t.y, n, blank, uv.Rect(0, t.top, t.w, t.bottom-t.top))
	case 'S':
		t.scroll(n)
	case 'T':
		t.scroll(-n)
	case 'b':
		for range n {
			t.print(t.last, t.Method.StringWidth(t.last))
		}
	case 's':
		t.saved = position{t.x, t.y, t.pen}
	case 'u':
		t.x, t.y, t.pen = t.saved.x, t.saved.y, t.saved.pen
	default:
		return false
	}
	return true
}

// erase clears the row from the cursor on (0), up to it (1) or all of it (2
// and above), and the areas before and after it as far as they are meant too.
func (t *Terminal) erase(what int, before, after uv.Rectangle) {
	b, blank := t.buffer(), t.blank()
	row := uv.Rect(0, t.y, t.w, 1)
	switch what {
	case 0:
		row.Min.X = t.x
		b.FillArea(blank, after)
	case 1:
		row.Max.X = t.x + 1
		b.FillArea(blank, before)
	default:
		b.FillArea(blank, before)
		b.FillArea(blank, after)
	}
	b.FillArea(blank, row)
}

func (t *Terminal) setMode(n int, on bool) {
	t.modes[n] = on
	if n == 1049 || n == 1047 || n == 47 {
		if on && !t.inAlt {
			t.saved = position{t.x, t.y, t.pen}
			t.alt.Clear()
		} else if !on && t.inAlt {
			t.x, t.y, t.pen = t.saved.x, t.saved.y, t.saved.pen
		}
		t.inAlt = on
	}
}

// osc takes note of the window's title.
func (t *Terminal) osc() {
	if cmd := t.parser.Command(); cmd == 0 || cmd == 2 {
		_, t.title, _ = strings.Cut(string(t.parser.Data()), ";")
	}
}

func (t *Terminal) escape(seq string) {
	switch seq[1:] {
	case "7":
		t.saved = position{t.x, t.y, t.pen}
	case "8":
		t.x, t.y, t.pen = t.saved.x, t.saved.y, t.saved.pen
	case "D":
		t.lineFeed()
	case "E":
		t.x = 0
		t.lineFeed()
	case "M":
		if t.y == t.top {
			t.scroll(-1)
		} else {
			t.y = max(t.y-1, 0)
		}
	case "c":
		fresh := New(t.w, t.h)
		fresh.Raw, fresh.Method, fresh.unknown = t.Raw, t.Method, t.unknown
		*t = *fresh
	default:
		t.unknown = append(t.unknown, seq)
	}
}

// style turns ultraviolet's style into this project's.
func style(s uv.Style) screen.Style {
	out := screen.Style{Fg: toColor(s.Fg), Bg: toColor(s.Bg)}
	for _, a := range []struct {
		uv uint8
		to screen.Attr
	}{
		{uv.AttrBold, screen.Bold},
		{uv.AttrFaint, screen.Faint},
		{uv.AttrItalic, screen.Italic},
		{uv.AttrReverse, screen.Reverse},
		{uv.AttrStrikethrough, screen.Strike},
	} {
		if s.Attrs&a.uv != 0 {
			out.Attr |= a.to
		}
	}
	if s.Underline != ansi.UnderlineNone {
		out.Attr |= screen.Underline
	}
	return out
}

func toColor(c color.Color) screen.Color {
	switch c := c.(type) {
	case nil:
		return 0
	case ansi.BasicColor:
		return screen.Indexed(uint8(c))
	case ansi.IndexedColor:
		return screen.Indexed(uint8(c))
	default:
		r, g, b, _ := c.RGBA()
		return screen.RGB(uint8(r>>8), uint8(g>>8), uint8(b>>8))
	}
}

package termtest

import (
	"slices"
	"strings"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"nabla/screen"
)

// Terminal is an emulated terminal: an io.Writer with a screen.
type Terminal struct {
	// Raw makes "\n" move down and nothing else, as a terminal in raw mode
	// does. Otherwise it goes to the next row's beginning, as when the tty
	// turns it into "\r\n".
	Raw bool
	// Method is how wide a cluster is: by its runes (the zero value, as most
	// terminals have it) or as a whole, as with mode 2027.
	Method ansi.Method

	w, h        int
	main, alt   uv.ScreenBuffer
	inAlt       bool
	x, y        int
	wrap        bool // the last column was written: the next character wraps
	top, bottom int  // the rows that scroll, bottom excluded
	pen         uv.Style
	saved       position
	last        string // the last cluster written, for "repeat"
	modes       map[int]bool
	title       string
	unknown     []string
	pending     []byte
	parser      *ansi.Parser
}

type position struct {
	x, y int
	pen  uv.Style
}

// New returns a terminal of w columns and h rows, the cursor at its upper left.
func New(w, h int) *Terminal {
	t := &Terminal{
		w: w, h: h, bottom: h,
		main:   uv.NewScreenBuffer(w, h),
		alt:    uv.NewScreenBuffer(w, h),
		modes:  map[int]bool{7: true, 25: true},
		parser: ansi.NewParser(),
	}
	t.parser.SetParamsSize(256)
	return t
}

// Resize changes the size, as when the window is dragged. What fits is kept.
func (t *Terminal) Resize(w, h int) {
	t.w, t.h, t.top, t.bottom, t.wrap = w, h, 0, h, false
	t.main.Resize(w, h)
	t.alt.Resize(w, h)
	t.x, t.y = min(t.x, max(w-1, 0)), min(t.y, max(h-1, 0))
}

// Write takes what a program writes; sequences and characters may be cut
// anywhere between two calls. It never fails.
func (t *Terminal) Write(p []byte) (int, error) {
	data := append(t.pending, p...)
	t.pending = nil
	whole := wholeRunes(data)
	data, rest := data[:whole], data[whole:]
	for len(data) > 0 {
		decode := ansi.DecodeSequence[[]byte]
		if t.Method == ansi.WcWidth {
			decode = ansi.DecodeSequenceWc[[]byte]
		}
		seq, width, n, state := decode(data, ansi.NormalState, t.parser)
		if state != ansi.NormalState || cutInEnd(data, n) {
			break
		}
		t.handle(string(seq), width)
		data = data[n:]
	}
	t.pending = slices.Concat(data, rest)
	return len(p), nil
}

// wholeRunes is how much of the data comes before a character that is cut off
// at its end.
func wholeRunes(data []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(data); n++ {
		if at := len(data) - n; utf8.RuneStart(data[at]) {
			if utf8.FullRune(data[at:]) {
				break
			}
			return at
		}
	}
	return len(data)
}

// cutInEnd reports whether a string sequence seems to be cancelled only because
// its end, ESC \, is not all there yet.
func cutInEnd(data []byte, n int) bool {
	return n > 1 && n == len(data)-1 && data[0] == ansi.ESC && data[n] == ansi.ESC
}

func (t *Terminal) handle(seq string, width int) {
	switch {
	case width > 0:
		t.print(seq, width)
	case ansi.HasCsiPrefix(seq):
		t.csi(seq)
	case ansi.HasOscPrefix(seq):
		t.osc()
	case len(seq) > 1 && seq[0] == ansi.ESC:
		t.escape(seq)
	case len(seq) == 1:
		t.control(seq[0])
	case seq[0] >= utf8.RuneSelf:
		t.combine(seq)
	}
}

func (t *Terminal) buffer() uv.ScreenBuffer {
	if t.inAlt {
		return t.alt
	}
	return t.main
}

func (t *Terminal) print(text string, width int) {
	if t.wrap || t.x+width > t.w {
		t.wrap = false
		if t.modes[7] {
			t.x = 0
			t.lineFeed()
		} else {
			t.x = max(t.w-width, 0)
		}
	}
	t.buffer().SetCell(t.x, t.y, &uv.Cell{Content: text, Width: width, Style: t.pen})
	t.last = text
	t.x += width
	if t.x >= t.w {
		t.x, t.wrap = t.w-1, true
	}
}

// combine puts a mark without a width of its own upon what was written last.
func (t *Terminal) combine(mark string) {
	x := t.x
	if !t.wrap {
		x--
	}
	c := t.buffer().CellAt(x, t.y)
	if c != nil && c.Width == 0 {
		c = t.buffer().CellAt(x-1, t.y)
	}
	if c != nil {
		c.Content += mark
	}
}

func (t *Terminal) control(c byte) {
	switch c {
	case '\n', '\v', '\f':
		if !t.Raw {
			t.x = 0
		}
		t.wrap = false
		t.lineFeed()
	case '\r':
		t.x, t.wrap = 0, false
	case '\b':
		t.x, t.wrap = max(t.x-1, 0), false
	case '\t':
		t.x, t.wrap = min(t.x/8*8+8, t.w-1), false
	}
}

func (t *Terminal) lineFeed() {
	switch t.y {
	case t.bottom - 1:
		t.scroll(1)
	case t.h - 1:
	default:
		t.y++
	}
}

// scroll moves the rows of the scrolling region n up, or down for n < 0.
func (t *Terminal) scroll(n int) {
	region := uv.Rect(0, t.top, t.w, t.bottom-t.top)
	if n > 0 {
		t.buffer().DeleteLineArea(t.top, n, t.blank(), region)
	} else {
		t.buffer().InsertLineArea(t.top, -n, t.blank(), region)
	}
}

// blank is what clearing leaves behind: the background of the pen.
func (t *Terminal) blank() *uv.Cell {
	return &uv.Cell{Content: " ", Width: 1, Style: uv.Style{Bg: t.pen.Bg}}
}

// Grid is what the screen shows now, as this project's cells.
func (t *Terminal) Grid() *screen.Grid {
	g := screen.New(t.w, t.h)
	for y := range t.h {
		for x := range t.w {
			if c := t.buffer().CellAt(x, y); c != nil && c.Width > 0 {
				g.Set(x, y, screen.NewCell(c.Content, style(c.Style)))
			}
		}
	}
	return g
}

// Text is what the screen shows now: rows joined by "\n", the blanks at their
// ends left out.
func (t *Terminal) Text() string { return t.Grid().Text() }

// Line is one row of Text.
func (t *Terminal) Line(y int) string { return strings.Split(t.Text(), "\n")[y] }

// Cursor is where the cursor stands and whether it is shown.
func (t *Terminal) Cursor() (x, y int, visible bool) { return t.x, t.y, t.modes[25] }

// Mode reports whether a private mode is set, 2026 (synchronized update) say.
func (t *Terminal) Mode(n int) bool { return t.modes[n] }

// AltScreen reports whether the alternate screen is shown.
func (t *Terminal) AltScreen() bool { return t.inAlt }

// Title is the window's title.
func (t *Terminal) Title() string { return t.title }

// Unknown lists the sequences that were met and not understood, in order.
func (t *Terminal) Unknown() []string { return t.unknown }

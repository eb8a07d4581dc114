package screen_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"nabla/internal/termtest"
	"nabla/screen"
)

// slow is a terminal that reads only when it is let.
type slow struct {
	*termtest.Terminal
	let    chan struct{} // one for every write, or closed
	shows  chan string   // what it shows after each
	writes int
}

func (s *slow) Write(b []byte) (int, error) {
	<-s.let
	s.writes++
	n, err := s.Terminal.Write(b)
	s.shows <- strings.TrimSpace(s.Text())
	return n, err
}

// settle waits until all that was presented before has gone out.
func settle(t interface{ Fatal(...any) }, p *screen.Presenter) {
	if _, err := p.Write(nil); err != nil {
		t.Fatal(err)
	}
}

// on presents a grid on the terminal and waits until it is there.
func on(t interface{ Fatal(...any) }, p *screen.Presenter, g *screen.Grid, c screen.Cursor) {
	p.Present(g, c)
	settle(t, p)
}

// Whatever grids follow each other, and whatever others write in between, the
// terminal shows the newest one, and so it does by way of its text.
func TestFramesOnATerminal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term := termtest.New(12, 4)
		term.Raw = true
		term.Method = rapid.SampledFrom([]ansi.Method{ansi.WcWidth, ansi.GraphemeWidth}).Draw(t, "method")
		p := screen.NewPresenter(term, screen.Dialect{
			Erase: rapid.Bool().Draw(t, "erase"), Repeat: rapid.Bool().Draw(t, "repeat"),
		})
		p.Synchronize(rapid.Bool().Draw(t, "synchronized"))
		g := screen.New(12, 4)
		for range rapid.IntRange(1, 8).Draw(t, "frames") {
			disturb(t, p, term, g)
			scribble(t, g)
			c := screen.Cursor{
				X: rapid.IntRange(0, g.Width()-1).Draw(t, "x"), Y: rapid.IntRange(0, g.Height()-1).Draw(t, "y"),
				Shown: rapid.Bool().Draw(t, "shown"),
			}
			if rapid.Bool().Draw(t, "shared") {
				lent, was := g.Shared(), g.Shared()
				on(t, p, lent, c)
				defer func() { same(t, lent, was) }()
			} else {
				on(t, p, g, c)
			}
			same(t, term.Grid(), g)
			if x, y, shown := term.Cursor(); shown != c.Shown || shown && (x != c.X || y != c.Y) {
				t.Fatalf("cursor at %d, %d, shown %v; want %+v", x, y, shown, c)
			}
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		restored(t, term)
	})
}

// restored checks that a terminal that was left is set as a shell expects it,
// and was told nothing it does not know but the questions.
func restored(t interface {
	Helper()
	Errorf(format string, args ...any)
}, term *termtest.Terminal,
) {
	t.Helper()
	for _, mode := range []int{1000, 1002, 1003, 1006, 2004, 2026, 2027} {
		if term.Mode(mode) {
			t.Errorf("mode %d is left on", mode)
		}
	}
	if term.AltScreen() || !term.Mode(7) || !term.Mode(25) {
		t.Errorf("left behind: alternate %v, wraps %v, cursor %v", term.AltScreen(), term.Mode(7), term.Mode(25))
	}
	for _, seq := range term.Unknown() {
		if seq != ansi.RequestModeSynchronizedOutput && seq != ansi.RequestModeUnicodeCore {
			t.Errorf("sent %q", seq)
		}
	}
}

// disturb has something happen to the terminal that the presenter is told of,
// if anything.
func disturb(t *rapid.T, p *screen.Presenter, term *termtest.Terminal, g *screen.Grid) {
	foreign := func(text string) {
		if _, err := p.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	switch rapid.IntRange(0, 9).Draw(t, "disturbance") {
	case 0:
		foreign("\x1b[2J\x1b[H")
	case 1:
		foreign("\x1b[3;5H\x1b[31;44;4mstray 한글\x1b[m\x1b[?25h")
	case 2:
		foreign(ansi.ResetModeAltScreenSaveCursor)
		scribble(t, g)
		p.Present(g, screen.Cursor{}) // never seen
		foreign("in the shell" + ansi.SetModeAltScreenSaveCursor + "\x1b[2J")
	case 3:
		w, h := rapid.IntRange(1, 14).Draw(t, "w"), rapid.IntRange(1, 5).Draw(t, "h")
		settle(t, p)
		term.Resize(w, h)
		foreign("\x1b[2J")
		g.Resize(w, h)
	}
}

// scribble draws into the grid at random, so that frames share much, as those
// of a program do.
func scribble(t *rapid.T, g *screen.Grid) {
	color := rapid.SampledFrom([]screen.Color{0, 0, screen.Indexed(1), screen.Indexed(12), screen.RGB(200, 100, 50), screen.RGB(30, 30, 30)})
	style := rapid.Custom(func(t *rapid.T) screen.Style {
		return screen.Style{
			Fg: color.Draw(t, "fg"), Bg: color.Draw(t, "bg"),
			Attr: screen.Attr(rapid.SampledFrom([]int{0, 0, 0, 1, 2, 8, 16, 37, 63}).Draw(t, "attr")),
		}
	})
	for range rapid.IntRange(0, 4).Draw(t, "strokes") {
		x, y := rapid.IntRange(-2, g.Width()).Draw(t, "x"), rapid.IntRange(0, g.Height()).Draw(t, "y")
		if rapid.IntRange(0, 3).Draw(t, "fills") == 0 {
			r := rapid.SampledFrom([]rune(" ─█a한")).Draw(t, "rune")
			g.Box().Sub(x, y, rapid.IntRange(0, 14).Draw(t, "w"), rapid.IntRange(0, 2).Draw(t, "h")).Fill(r, style.Draw(t, "style"))
			continue
		}
		text := rapid.OneOf(
			rapid.SampledFrom([]string{"경사 하강법", "a한b", "⠉⠒⠤⣀█▌●", "x\u0302 ŷ", "      ", "漢字カナ", "🙂☀", "aaaaaaaaaaaa"}),
			rapid.StringOf(rapid.RuneFrom([]rune("ab 한글é─⣿"))),
		).Draw(t, "text")
		g.Box().Text(x, y, text, style.Draw(t, "style"))
	}
}

// The same as TestFramesOnATerminal, for whoever has the time. Which goroutine
// runs when changes what is covered, so that inputs are made shorter in vain: run
// it with -fuzzminimizetime 1x.
func FuzzFrames(f *testing.F) {
	// Bytes enough for all frames: what runs out of them is given up.
	for seed := range byte(8) {
		data := make([]byte, 1<<12)
		_, _ = rand.NewChaCha8([32]byte{seed}).Read(data) // never fails
		f.Add(data)
	}
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		term := termtest.New(9, 3)
		term.Raw = true
		term.Method = rapid.SampledFrom([]ansi.Method{ansi.WcWidth, ansi.GraphemeWidth}).Draw(t, "method")
		p := screen.NewPresenter(term, screen.Dialect{
			Erase: rapid.Bool().Draw(t, "erase"), Repeat: rapid.Bool().Draw(t, "repeat"),
		})
		// Given up or not, its goroutine must not stay.
		defer func() { _ = p.Close() }()
		g := screen.New(9, 3)
		for range 4 {
			disturb(t, p, term, g)
			scribble(t, g)
			on(t, p, g, screen.Cursor{})
			same(t, term.Grid(), g)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		restored(t, term)
	}))
}

// frame is a grid that shows a text.
func frame(text string) *screen.Grid {
	g := screen.New(20, 3)
	g.Box().Text(0, 1, text, screen.Style{})
	return g
}

func TestWhatIsSent(t *testing.T) {
	red := screen.Style{Fg: screen.Indexed(1)}
	const bold, from, to = screen.Bold, "\x1b[?2026h", "\x1b[?2026l"
	tests := []struct {
		name    string
		dialect screen.Dialect
		draw    func(b screen.Box) // upon a row of digits, a blank one, one of Hangul
		want    string
	}{
		{"nothing", screen.Dialect{}, func(screen.Box) {}, ""},
		{"a cell", screen.Dialect{}, func(b screen.Box) { b.Text(5, 0, "x", red) }, "\x1b[1;6H\x1b[31mx\x1b[m"},
		{"a short gap", screen.Dialect{}, func(b screen.Box) { b.Text(1, 0, "x1x3x", screen.Style{}) }, "\x1b[1;2Hx1x3x"},
		{"a gap", screen.Dialect{}, func(b screen.Box) {
			b.Text(1, 0, "x", screen.Style{})
			b.Text(8, 0, "x", screen.Style{})
		}, "\x1b[1;2Hx\x1b[6Cx"},
		{"the next row", screen.Dialect{}, func(b screen.Box) {
			b.Text(1, 0, "x", screen.Style{})
			b.Text(0, 1, "y", screen.Style{})
		}, "\x1b[1;2Hx\r\ny"},
		{"below", screen.Dialect{}, func(b screen.Box) {
			b.Text(1, 0, "x", screen.Style{})
			b.Text(2, 1, "y", screen.Style{})
		}, "\x1b[1;2Hx\x1b[By"},
		{"the rest of a row", screen.Dialect{}, func(b screen.Box) { b.Sub(3, 0, 40, 1).Clear() }, "\x1b[1;4H\x1b[K"},
		{"cleared in between", screen.Dialect{Erase: true}, func(b screen.Box) { b.Sub(3, 0, 35, 1).Clear() }, "\x1b[1;4H\x1b[35X"},
		{"cleared, not known how", screen.Dialect{}, func(b screen.Box) { b.Sub(3, 0, 30, 1).Clear() }, "\x1b[1;4H" + strings.Repeat(" ", 30)},
		{"repeated", screen.Dialect{Repeat: true}, func(b screen.Box) { b.Sub(0, 1, 30, 1).Fill('─', red) }, "\x1b[2H\x1b[31m─\x1b[29b\x1b[m"},
		{"Hangul", screen.Dialect{}, func(b screen.Box) { b.Text(2, 2, "손", screen.Style{}) }, "\x1b[3;3H손"},
		{"the wide space", screen.Dialect{}, func(b screen.Box) { b.Text(2, 2, "\u3000", screen.Style{}) }, "\x1b[3;3H  "},
		{"over half of it", screen.Dialect{}, func(b screen.Box) { b.Text(1, 2, "x", screen.Style{}) }, "\x1b[3H x"},
		{"a blank's pen", screen.Dialect{}, func(b screen.Box) { b.Text(0, 1, "a b", red.With(bold)) }, "\x1b[2H\x1b[1;31ma b\x1b[m"},
		{"less than before", screen.Dialect{}, func(b screen.Box) {
			b.Text(0, 1, "a", screen.Style{Fg: screen.Indexed(1), Bg: screen.Indexed(2), Attr: bold | screen.Underline})
			b.Text(1, 1, "b", red)
		}, "\x1b[2H\x1b[1;4;31;42ma\x1b[0;31mb\x1b[m"},
		{"the last cell", screen.Dialect{}, func(b screen.Box) { b.Text(39, 2, "x", screen.Style{}) }, "\x1b[3;40H\x1b[?7lx\x1b[?7h"},
		{"a width in doubt", screen.Dialect{}, func(b screen.Box) { b.Text(0, 1, "☀x", screen.Style{}) }, "\x1b[2H☀\x1b[2Gx"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			p := screen.NewPresenter(&out, tt.dialect)
			p.Synchronize(true)
			g := screen.New(40, 3)
			g.Box().Text(0, 0, "0123456789012345678901234567890123456789", screen.Style{})
			g.Box().Text(0, 2, "기울기", screen.Style{})
			on(t, p, g, screen.Cursor{})
			out.Reset()
			tt.draw(g.Box())
			on(t, p, g, screen.Cursor{})
			got := out.String()
			if tt.want != "" {
				tt.want = from + tt.want + to
			}
			if got != tt.want {
				t.Errorf("sent %q\nwant %q", got, tt.want)
			}
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestWholeFrame(t *testing.T) {
	var out bytes.Buffer
	p := screen.NewPresenter(&out, screen.Dialect{})
	p.Present(frame("loss 0.6931"), screen.Cursor{})
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	const want = "\x1b[?1049h\x1b[?2004h\x1b[?1002h\x1b[?1006h\x1b[?2026$p\x1b[?2027$p\x1b]11;?\a" +
		"\x1b[?25l\x1b[m\x1b[H\x1b[K\r\nloss 0.6931\x1b[K\r\n\x1b[K" +
		"\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[?25h\x1b[?1049l"
	if got := out.String(); got != want {
		t.Errorf("sent %q\nwant %q", got, want)
	}
}

// A terminal that does not read holds nobody up, and when it reads again it is
// shown the newest frame and none of those between.
func TestBlockedTerminal(t *testing.T) {
	term := &slow{Terminal: termtest.New(20, 3), let: make(chan struct{}), shows: make(chan string, 9)}
	term.Raw = true
	p := screen.NewPresenter(term, screen.Dialect{})
	for _, text := range []string{"first", "second", "third", "fourth"} {
		p.Present(frame(text), screen.Cursor{})
	}
	for range 3 { // nor does anybody else who writes
		if _, err := p.Write([]byte("\x1b]2;title\a")); err != nil {
			t.Fatal(err)
		}
	}
	p.Present(frame("last"), screen.Cursor{})
	close(term.let)
	for shown := ""; shown != "last"; {
		shown = <-term.shows
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	// What was taken before it blocked, the newest, and the way out.
	if term.writes > 3 || term.Title() != "title" {
		t.Errorf("%d writes, title %q", term.writes, term.Title())
	}
}

func TestTooMuchForABlockedTerminal(t *testing.T) {
	term := &slow{Terminal: termtest.New(20, 3), let: make(chan struct{}), shows: make(chan string, 9)}
	p := screen.NewPresenter(term, screen.Dialect{})
	var err error
	for range 100 {
		if _, err = p.Write(make([]byte, 1<<12)); err != nil {
			break
		}
	}
	if err == nil {
		t.Error("a terminal that does not read takes any amount")
	}
	close(term.let)
	if err := p.Close(); err != nil {
		t.Error(err)
	}
}

// A frame after the alternate screen was left would be drawn over the shell.
func TestNothingAfterTheEnd(t *testing.T) {
	term := termtest.New(20, 3)
	term.Raw = true
	p := screen.NewPresenter(term, screen.Dialect{})
	on(t, p, frame("inside"), screen.Cursor{})
	if _, err := p.Write([]byte(ansi.ResetModeAltScreenSaveCursor)); err != nil {
		t.Fatal(err)
	}
	p.Present(frame("late"), screen.Cursor{})
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p.Present(frame("later"), screen.Cursor{})
	if _, err := p.Write([]byte("latest")); err == nil {
		t.Error("a closed presenter takes more")
	}
	if got := term.Text(); strings.TrimSpace(got) != "" {
		t.Errorf("the main screen shows %q", got)
	}
	if err := p.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
}

// A program that goes on after having been stopped is back with its next frame,
// however long whoever left the screen takes to open it again.
func TestResume(t *testing.T) {
	term := termtest.New(20, 3)
	term.Raw = true
	p := screen.NewPresenter(term, screen.Dialect{})
	on(t, p, frame("before"), screen.Cursor{})
	if !term.Mode(1002) || !term.Mode(2004) {
		t.Error("neither mouse nor paste is reported")
	}
	foreign := func(text string) {
		t.Helper()
		if _, err := p.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	foreign(ansi.ResetModeAltScreenSaveCursor + ansi.ResetModeMouseButtonEvent + ansi.ResetModeBracketedPaste)
	on(t, p, frame("stopped"), screen.Cursor{})
	if term.AltScreen() || strings.TrimSpace(term.Text()) != "" {
		t.Errorf("in the shell it shows %q", term.Text())
	}
	p.Resume()
	on(t, p, frame("after"), screen.Cursor{})
	foreign(ansi.SetModeAltScreenSaveCursor + "\x1b[2J") // nothing new
	if !term.AltScreen() || !term.Mode(1002) || !term.Mode(2004) || strings.TrimSpace(term.Text()) != "after" {
		t.Errorf("alternate %v, shows %q", term.AltScreen(), term.Text())
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	restored(t, term)
}

type broken struct{ err error }

func (b broken) Write([]byte) (int, error) {
	if b.err == nil {
		panic("broken")
	}
	return 0, b.err
}

// What goes wrong in the goroutine is an error outside of it.
func TestBrokenTerminal(t *testing.T) {
	gone := errors.New("gone")
	p := screen.NewPresenter(broken{gone}, screen.Dialect{})
	p.Present(frame("x"), screen.Cursor{})
	if _, err := p.Write(nil); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
	if err := p.Err(); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
	if _, err := p.Write([]byte("x")); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
	if err := p.Close(); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}

	p = screen.NewPresenter(broken{}, screen.Dialect{})
	p.Present(frame("x"), screen.Cursor{})
	err := p.Close()
	if fault, ok := errors.AsType[*screen.PanicError](err); !ok || fault.Value != any("broken") || len(fault.Stack) == 0 {
		t.Errorf("got %v", err)
	}
}

func TestDialects(t *testing.T) {
	for term, want := range map[string]screen.Dialect{
		"":                      {},
		"dumb":                  {},
		"vt100":                 {},
		"xterm-256color":        {Erase: true},
		"xterm":                 {Erase: true},
		"xterm-kitty":           {Erase: true, Repeat: true},
		"xterm-ghostty":         {Erase: true, Repeat: true},
		"tmux-256color":         {Erase: true},
		"screen.xterm-256color": {},
		"screen-256color":       {Erase: true},
		"linux":                 {Erase: true},
	} {
		if got := screen.DialectOf(term); got != want {
			t.Errorf("%q: %+v, want %+v", term, got, want)
		}
	}
}

// rows is a grid whose cells change a little from frame to frame.
func rows(g *screen.Grid, n int) {
	for y := range g.Height() {
		g.Box().Text(3, y, "손실 loss 0.6931 ⠉⠒⠤⣀", screen.Style{Fg: screen.RGB(9, uint8(y), 9)})
		g.Box().SetRune((n*7+y*3)%g.Width(), y, rune('a'+n%26), screen.Style{Attr: screen.Bold})
	}
}

// counted is a terminal that tells of every write.
type counted struct {
	bytes int
	came  chan struct{}
}

func (c *counted) Write(b []byte) (int, error) {
	c.bytes += len(b)
	c.came <- struct{}{}
	return len(b), nil
}

// Once warm, a frame costs no memory.
func TestPresenterAllocates(t *testing.T) {
	out := &counted{came: make(chan struct{})}
	p := screen.NewPresenter(out, screen.Dialect{Erase: true, Repeat: true})
	g, n := screen.New(120, 40), 0
	frame := func() {
		rows(g, n)
		p.Present(g, screen.Cursor{})
		<-out.came
		n++
	}
	for range 50 {
		frame()
	}
	if allocs := testing.AllocsPerRun(200, frame); allocs != 0 {
		t.Errorf("a frame allocates %v times, want 0", allocs)
	}
	go func() { <-out.came }()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
}

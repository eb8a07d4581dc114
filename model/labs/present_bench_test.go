package labs_test

import (
	"strconv"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nabla/locale"
	"nabla/model"
	"nabla/model/labs"
	"nabla/screen"
	"nabla/sim"
	"nabla/views/theme"
)

// paper is a screen that is drawn on and sent nowhere.
type paper struct{ grid *screen.Grid }

func (p *paper) Present(g *screen.Grid, _ screen.Cursor) { p.grid = g }
func (*paper) Synchronize(bool)                          {}
func (*paper) Resume()                                   {}
func (*paper) Write(b []byte) (int, error)               { return len(b), nil }
func (*paper) Err() error                                { return nil }

// wire is a terminal that counts what it is sent.
type wire int

func (w *wire) Write(b []byte) (int, error) {
	*w += wire(len(b))
	return len(b), nil
}

// onScreens runs a benchmark for every lab on both sizes of screen.
func onScreens(b *testing.B, f func(*testing.B, model.Options)) {
	entries := labs.All()
	for _, size := range [][2]int{{120, 40}, {240, 67}} {
		for _, e := range entries {
			for _, language := range []locale.Language{locale.English, locale.Korean} {
				name := e.Name + "/" + language.String() + "/" + strconv.Itoa(size[0]) + "x" + strconv.Itoa(size[1])
				b.Run(name, func(b *testing.B) {
					f(b, model.Options{
						Entries: entries, Moment: sim.Moment{Setup: sim.NewSetup(e.Name, e.Params)},
						Language: language, Theme: theme.Options{Dark: true, Profile: theme.TrueColor},
						Width: size[0], Height: size[1], Paused: true,
					})
				})
			}
		}
	}
}

// stepper returns the program with a function that makes a step, which the
// benchmark's time leaves out.
func stepper(b *testing.B, o model.Options) (*model.App, func()) {
	b.Helper()
	app, err := model.New(o)
	if err != nil {
		b.Fatal(err)
	}
	return app, func() {
		b.StopTimer()
		app.Update(tea.KeyPressMsg{Code: tea.KeyRight})
		b.StartTimer()
	}
}

// BenchmarkView is the drawing of each lab after a step.
func BenchmarkView(b *testing.B) {
	onScreens(b, func(b *testing.B, o model.Options) {
		o.Screen = new(paper)
		app, step := stepper(b, o)
		app.View()
		b.ReportAllocs()
		for b.Loop() {
			step()
			app.View()
		}
	})
}

// BenchmarkPresent is the drawing of each lab after a step, and the way of what
// has changed to the terminal; B/frame is what is sent, and x/least how much
// that is against [least], what any way has to send.
func BenchmarkPresent(b *testing.B) {
	onScreens(b, func(b *testing.B, o model.Options) {
		var sent wire
		p := screen.NewPresenter(&sent, screen.DialectOf("xterm-256color"))
		p.Synchronize(true)
		o.Screen = p
		app, step := stepper(b, o)
		app.View()
		_, _ = p.Write(nil) // waits for the frame, and never fails here
		sent = 0
		frames := 0
		for b.Loop() {
			step()
			app.View()
			_, _ = p.Write(nil)
			frames++
		}
		b.ReportMetric(float64(sent)/float64(frames), "B/frame")
		if err := p.Close(); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkBytes is 60 frames of each lab, a step each: how many bytes are sent
// for one, and how much that is against [least]: to a terminal of which no more is
// known than its most usual name, and to one that repeats characters.
func BenchmarkBytes(b *testing.B) {
	onScreens(b, func(b *testing.B, o model.Options) {
		for b.Loop() {
			for unit, name := range map[string]string{"": "xterm-256color", "/repeating": "xterm-kitty"} {
				sent, needed := frames60(b, o, screen.DialectOf(name))
				b.ReportMetric(float64(sent)/60, "B/frame"+unit)
				b.ReportMetric(float64(sent)/float64(max(needed, 1)), "x/least"+unit)
			}
		}
	})
}

// frames60 returns how many bytes 60 frames take and how many they need.
func frames60(b *testing.B, o model.Options, d screen.Dialect) (sent wire, needed int) {
	p := screen.NewPresenter(&sent, d)
	p.Synchronize(true)
	sheet := new(paper)
	o.Screen = sheet
	app, step := stepper(b, o)
	app.View()
	p.Present(sheet.grid, screen.Cursor{})
	_, _ = p.Write(nil)
	sent = 0
	before := screen.New(o.Width, o.Height)
	for range 60 {
		before.Box().Draw(0, 0, sheet.grid)
		step()
		app.View()
		needed += least(before, sheet.grid, d)
		p.Present(sheet.grid, screen.Cursor{})
		_, _ = p.Write(nil)
	}
	all := sent // without the way out
	if err := p.Close(); err != nil {
		b.Fatal(err)
	}
	return all, needed
}

// least counts the bytes without which no way leads from one screen to another
// on a terminal of the dialect, taken in the order of reading: the characters that
// have changed; a change of the pen where the next of them looks different; the
// shortest leap to the next, or a byte for each column of a gap that is written
// over instead. Many alike count as one and its repetition, blanks as their
// erasure, where the terminal knows that; not all erase in a colour. What an
// update is wrapped in is not needed.
func least(before, now *screen.Grid, d screen.Dialect) int {
	sum, pen := 0, screen.Style{}
	lastX, lastY := 0, -1 // after the last change
	var alike run
	for y := range now.Height() {
		for x := 0; x < now.Width(); x += max(now.At(x, y).Width(), 1) {
			c := now.At(x, y)
			if look(c) == look(before.At(x, y)) {
				continue
			}
			way := 0
			if lastX != x || lastY != y {
				way = leap(lastX, lastY, x, y)
			}
			if !alike.takes(now, x, y) {
				sum += alike.least(now.Width(), d) + way
				alike, way = run{cell: look(c), x: x, y: y}, 0
			}
			alike.single += way + len(c.String())
			alike.end = x + max(c.Width(), 1)
			sum += change(&pen, c)
			lastX, lastY = alike.end, y
		}
	}
	return sum + alike.least(now.Width(), d)
}

// run is changed cells of a row that look alike, as those between them do.
type run struct {
	cell      screen.Cell
	x, end, y int
	single    int // bytes to write them one by one
}

// takes reports whether the cell in column x of row y goes on with the run.
func (r run) takes(now *screen.Grid, x, y int) bool {
	if r.end == 0 || y != r.y {
		return false
	}
	for ; r.end <= x; r.end += max(r.cell.Width(), 1) {
		if look(now.At(r.end, y)) != r.cell {
			return false
		}
	}
	return true
}

// least is the fewest bytes that write the run on a screen of so many columns.
func (r run) least(width int, d screen.Dialect) int {
	n := r.end - r.x
	fewest := r.single
	if blank := r.cell == (screen.Cell{}); blank && r.end == width {
		fewest = min(fewest, len("\x1b[K"))
	} else if blank && d.Erase {
		fewest = min(fewest, steps(n))
	}
	if d.Repeat && n > 1 {
		fewest = min(fewest, len(r.cell.String())+steps(n-1))
	}
	return fewest
}

// steps is the length of CSI, n and a letter: a movement by n, n repetitions.
// One needs no number.
func steps(n int) int {
	switch n {
	case 0:
		return 0
	case 1:
		return len("\x1b[C")
	}
	return len("\x1b[C") + len(strconv.Itoa(n))
}

// leap is the length of the shortest of the ways from one place to another.
func leap(fromX, fromY, x, y int) int {
	place := len("\x1b[H") + len(strconv.Itoa(y+1))
	if x > 0 {
		place += len(";") + len(strconv.Itoa(x+1))
	}
	switch {
	case fromY < 0:
		return place
	case fromY == y:
		return min(x-fromX, steps(x-fromX))
	}
	down := min(y-fromY, steps(y-fromY)) // line feeds, or a sequence
	across := min(1+steps(x), 3+len(strconv.Itoa(x+1)))
	if back := fromX - x; back >= 0 {
		across = min(across, back, steps(back)) // backspaces
	} else {
		across = min(across, steps(-back))
	}
	return min(place, down+across)
}

const lines = screen.Underline | screen.Reverse | screen.Strike

// look is the cell without what nobody sees of a blank.
func look(c screen.Cell) screen.Cell {
	if c.String() == " " && c.Style.Attr&lines == 0 {
		c.Style = screen.Style{Bg: c.Style.Bg}
	}
	return c
}

// change takes the pen that a cell needs and counts the escape for it.
func change(pen *screen.Style, c screen.Cell) int {
	to := c.Style
	if c.String() == " " && to.Attr&lines == 0 {
		to = screen.Style{Fg: pen.Fg, Bg: to.Bg, Attr: pen.Attr &^ lines}
	}
	from := *pen
	if from == to {
		return 0
	}
	*pen = to
	if to == (screen.Style{}) {
		return len("\x1b[m")
	}
	params := 0
	for _, color := range [...][2]screen.Color{{from.Fg, to.Fg}, {from.Bg, to.Bg}} {
		if color[0] == color[1] {
			continue
		}
		if r, g, b, ok := color[1].RGB(); ok {
			params += len("38;2;") + len(strconv.Itoa(int(r))) + len(strconv.Itoa(int(g))) + len(strconv.Itoa(int(b))) + 3
		} else {
			params += len("0;")
		}
	}
	if from.Attr != to.Attr {
		params += len("1;")
	}
	return len("\x1b[") + params // the last semicolon is the m
}

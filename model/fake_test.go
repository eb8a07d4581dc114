package model

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"nabla/screen"
	"nabla/sim"
	"nabla/views"
	"nabla/views/theme"
)

// tally is the simplest state: n grows by the parameter each step.
type tally struct {
	n     int
	grow  int
	steps *int // counts those of all clones, where somebody wants to know
}

func (s *tally) Step() {
	s.n += s.grow
	if s.steps != nil {
		*s.steps++
	}
}
func (s *tally) Clone() *tally { c := *s; return &c }
func (s *tally) Apply(e sim.Edit) error {
	if e.Name != "rate" {
		return fmt.Errorf("%s: %w", e.Name, sim.ErrNeedsRestart)
	}
	s.grow = int(e.Value.Number())
	return nil
}
func (s *tally) Report() any        { return s.n }
func (s *tally) Status() sim.Status { return sim.Status{} }

// fakeLab is a lab of one pane that writes the tally.
type fakeLab struct {
	run     *sim.Timeline[*tally]
	pane    *fakePane
	reads   bool   // the value of data is the name of a file, unless it is a choice
	content string // of that file
	ends    int    // the step at which the run ends, 0 for never
	steps   *int   // see tally
}

var _ Sharer = (*fakeLab)(nil)

var errFake = errors.New("no such data")

func (l *fakeLab) Load(setup sim.Setup, files sim.Opener) (start func(), err error) {
	content := ""
	if name := setup.Value("data").String(); l.reads && name != "xor" {
		f, err := files(name)
		if err != nil {
			return nil, err
		}
		read, err := io.ReadAll(f)
		if err != nil {
			return nil, err
		}
		content = string(read)
	}
	if setup.Value("data").String() == "bad" {
		return nil, errFake
	}
	return func() {
		l.content = content
		l.run = sim.NewTimeline(&tally{grow: int(setup.Value("rate").Number()), n: int(setup.Seed) * 1000, steps: l.steps})
		l.pane.n = func() int { return l.run.Now().n }
	}, nil
}

func (l *fakeLab) Share() Shared { return l.run.Snapshot() }

func (l *fakeLab) Adopt(_ sim.Setup, run Shared) bool {
	snapshot, ok := run.(sim.Snapshot[*tally])
	if ok {
		l.run = snapshot.Timeline()
		l.pane.n = func() int { return l.run.Now().n }
	}
	return ok
}

func (l *fakeLab) Length() int               { return l.ends }
func (l *fakeLab) Timeline() Timeline        { return l.run }
func (l *fakeLab) Panes() []Pane             { return []Pane{l.pane} }
func (l *fakeLab) Summary(views.Look) string { return "fake" }

type fakePane struct {
	n      func() int
	grabs  bool
	tapped int
}

func (p *fakePane) Name() string           { return "loss" }
func (p *fakePane) Place() Place           { return Place{Weight: 1, MinHeight: 3} }
func (p *fakePane) Note(views.Look) string { return "" }
func (p *fakePane) Draw(box screen.Box, _ views.Look) {
	box.Text(0, 0, fmt.Sprintf("n=%d", p.n()), screen.Style{})
}
func (p *fakePane) Grab(int, int) bool { return p.grabs }
func (p *fakePane) Drag(x, _ int) Change {
	return Change{Name: "rate", Text: fmt.Sprint(x)}
}

func (p *fakePane) Actions() []Action { return []Action{"axis-scale"} }

func (p *fakePane) Act(a Action) bool {
	if a == "axis-scale" {
		p.tapped++
		return true
	}
	return false
}

func fakeParams() []sim.Param {
	return []sim.Param{
		{Name: "rate", Kind: sim.Number, Default: "1", Min: 1, Max: 100, Live: true},
		{Name: "data", Kind: sim.File, Default: "xor", Choices: []string{"xor", "bad", "spiral"}},
		{Name: "samples", Kind: sim.Whole, Default: "10", Min: 1, Max: 20},
	}
}

// clock is a clock that a test moves; it also moves by tick each time it is
// read, as if stepping took that long.
type clock struct {
	now  time.Time
	tick time.Duration
}

func (c *clock) read() time.Time {
	c.now = c.now.Add(c.tick)
	return c.now
}

// tester is an app with the fake lab twice, and the last pane of the first.
type tester struct {
	*testing.T
	*App
	clock clock
	pane  *fakePane
}

func newTester(t *testing.T) *tester {
	t.Helper()
	x := &tester{T: t, pane: &fakePane{}}
	entry := func(name string) Entry {
		return Entry{Name: name, Params: fakeParams(), New: func() Lab { return &fakeLab{pane: x.pane} }}
	}
	app, err := New(Options{
		Entries: []Entry{entry("train"), entry("descent")},
		Moment:  sim.Moment{Setup: sim.NewSetup("train", fakeParams())},
		Theme:   theme.Options{Dark: true}, Width: 100, Height: 24, Paused: true, Now: x.clock.read,
	})
	if err != nil {
		t.Fatal(err)
	}
	x.App = app
	return x
}

// keys presses keys named as Bubble Tea names them, with blanks between.
func (x *tester) keys(names string) {
	x.Helper()
	for name := range strings.FieldsSeq(names) {
		x.Update(keyPress(name))
	}
}

// typed types a text, character by character.
func (x *tester) typed(text string) {
	for _, r := range text {
		x.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func keyPress(name string) tea.KeyPressMsg {
	special := map[string]rune{
		"space": tea.KeySpace, "left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown,
		"home": tea.KeyHome, "end": tea.KeyEnd, "enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab,
		"backspace": tea.KeyBackspace, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
	}
	var msg tea.KeyPressMsg
	if rest, ok := strings.CutPrefix(name, "shift+"); ok {
		name, msg.Mod = rest, tea.ModShift
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		name, msg.Mod = rest, tea.ModCtrl
	}
	if code, ok := special[name]; ok {
		msg.Code = code
		if code == tea.KeySpace {
			msg.Text = " "
		}
		return msg
	}
	r := []rune(name)[0]
	msg.Code = r
	if msg.Mod == 0 {
		msg.Text = name
	}
	return msg
}

// beats delivers so many ticks of the living chain.
func (x *tester) beats(n int) {
	for range n {
		x.Update(tickMsg{x.playback.generation})
	}
}

// at checks where the playhead stands.
func (x *tester) at(step int) {
	x.Helper()
	if got := x.lab.Timeline().Step(); got != step {
		x.Errorf("the playhead is at %d, want %d", got, step)
	}
}

// shows checks that the screen has a text on it.
func (x *tester) shows(text string) {
	x.Helper()
	x.View()
	if !strings.Contains(x.grid.Text(), text) {
		x.Errorf("the screen does not show %q:\n%s", text, x.grid.Text())
	}
}

// hides checks that the screen does not have a text on it.
func (x *tester) hides(text string) {
	x.Helper()
	x.View()
	if strings.Contains(x.grid.Text(), text) {
		x.Errorf("the screen shows %q:\n%s", text, x.grid.Text())
	}
}

// value returns what holds at the playhead.
func (x *tester) value(name string) string {
	setup := x.current()
	return setup.Value(name).String()
}

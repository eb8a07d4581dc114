package labs_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"nabla/internal/termtest"
	"nabla/locale"
	"nabla/model"
	"nabla/model/labs"
	"nabla/screen"
	"nabla/sim"
	"nabla/views/theme"
)

// size is that of a terminal.
type size struct{ w, h int }

// session is a person at a terminal that runs the program.
type session struct {
	testing.TB
	app      *model.App
	size     size
	language locale.Language

	seen  string       // the frame that was put on the screen last
	shown *screen.Grid // and what it came to
}

// frozen is a clock that stands still: no seek ever runs out of its budget.
func frozen() time.Time { return time.Time{} }

// open starts the program paused at a moment.
func open(t testing.TB, m sim.Moment, s size, language locale.Language) *session {
	t.Helper()
	app, err := model.New(model.Options{
		Entries: labs.All(), Moment: m, Language: language, Theme: theme.Options{Dark: true}, FixTheme: true,
		Width: s.w, Height: s.h, Paused: true, Now: frozen,
	})
	if err != nil {
		t.Fatalf("open %s: %v", m, err)
	}
	return &session{TB: t, app: app, size: s, language: language}
}

// moment is a lab's at a step, with changes given as name, text pairs.
func moment(t testing.TB, e model.Entry, step int, changes ...string) sim.Moment {
	t.Helper()
	s := sim.NewSetup(e.Name, e.Params)
	for i := 0; i < len(changes); i += 2 {
		var err error
		if s, err = s.With(changes[i], changes[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	return sim.Moment{Setup: s, Step: step}
}

// small is a lab's with little to compute, at a step.
func small(t testing.TB, e model.Entry, step int, changes ...string) sim.Moment {
	t.Helper()
	little := []string{"samples", "12", "batch", "5", "depth", "3", "width", "4"}
	for i := 0; i < len(little); i += 2 {
		if slices.ContainsFunc(e.Params, func(p sim.Param) bool { return p.Name == little[i] }) {
			changes = append(changes, little[i], little[i+1])
		}
	}
	return moment(t, e, step, changes...)
}

// entry is the lab of the name.
func entry(t testing.TB, name string) model.Entry {
	t.Helper()
	for _, e := range labs.All() {
		if e.Name == name {
			return e
		}
	}
	t.Fatalf("there is no lab %s", name)
	return model.Entry{}
}

// frame is what the program draws: one line a row, with all escapes.
func (s *session) frame() string { return s.app.View().Content }

// grid is what a terminal makes of the frame. It is to be read only.
func (s *session) grid() *screen.Grid {
	s.Helper()
	frame := s.frame()
	if s.shown != nil && s.seen == frame {
		return s.shown
	}
	term := termtest.New(s.size.w, s.size.h)
	if _, err := term.Write([]byte(frame)); err != nil {
		s.Fatal(err)
	}
	if unknown := term.Unknown(); unknown != nil {
		s.Fatalf("the terminal does not understand %q", unknown)
	}
	s.seen, s.shown = frame, term.Grid()
	return s.shown
}

// text is what a person reads.
func (s *session) text() string {
	s.Helper()
	return s.grid().Text()
}

// panes is the frame without the footer, which tells how far the run has been
// and so depends on the way that was taken.
func (s *session) panes() string {
	rows := strings.Split(s.frame(), "\n")
	return strings.Join(rows[:len(rows)-2], "\n")
}

// keys presses keys as Bubble Tea names them, with blanks between.
func (s *session) keys(names string) {
	special := map[string]rune{
		"space": tea.KeySpace, "left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown,
		"home": tea.KeyHome, "end": tea.KeyEnd, "enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab,
	}
	for name := range strings.FieldsSeq(names) {
		var msg tea.KeyPressMsg
		if rest, ok := strings.CutPrefix(name, "shift+"); ok {
			name, msg.Mod = rest, tea.ModShift
		}
		if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
			name, msg.Mod = rest, tea.ModCtrl
		}
		msg.Code = special[name]
		if msg.Code == 0 {
			msg.Code = []rune(name)[0]
			if msg.Mod == 0 {
				msg.Text = name
			}
		}
		s.app.Update(msg)
	}
}

// command types a line at the prompt.
func (s *session) command(line string) {
	s.keys(":")
	s.app.Update(tea.PasteMsg{Content: line})
	s.keys("enter")
}

// enter types a text into the field of the parameter that is chosen.
func (s *session) enter(text string) {
	s.keys("enter ctrl+u")
	s.app.Update(tea.PasteMsg{Content: text})
	s.keys("enter")
}

// seek moves the playhead to a step by keys.
func (s *session) seek(step int) {
	s.Helper()
	for away := step - s.app.Moment().Step; away != 0; away = step - s.app.Moment().Step {
		switch {
		case away >= 10:
			s.keys("shift+right")
		case away > 0:
			s.keys("right")
		case away <= -10:
			s.keys("shift+left")
		default:
			s.keys("left")
		}
	}
}

func (s *session) resize(to size) {
	s.size = to
	s.app.Update(tea.WindowSizeMsg{Width: to.w, Height: to.h})
}

// cell is a place on the screen.
type cell struct{ x, y int }

// click presses the left button at a cell and lets go.
func (s *session) click(at cell) { s.drag(at, at) }

// wheel turns the wheel at a cell, up for by > 0.
func (s *session) wheel(at cell, by int) {
	button := tea.MouseWheelUp
	if by < 0 {
		button = tea.MouseWheelDown
	}
	s.app.Update(tea.MouseWheelMsg{X: at.x, Y: at.y, Button: button})
}

// drag presses the left button at a cell, moves to another and lets go.
func (s *session) drag(from, to cell) {
	s.app.Update(tea.MouseClickMsg{X: from.x, Y: from.y, Button: tea.MouseLeft})
	if to != from {
		s.app.Update(tea.MouseMotionMsg{X: to.x, Y: to.y, Button: tea.MouseLeft})
	}
	s.app.Update(tea.MouseReleaseMsg{X: to.x, Y: to.y, Button: tea.MouseLeft})
}

package labtest

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

// Size is that of a terminal.
type Size struct{ W, H int }

// Session is a person at a terminal that runs the program.
type Session struct {
	testing.TB
	App      *model.App
	Size     Size
	Language locale.Language

	seen  string       // the frame that was put on the screen last
	shown *screen.Grid // and what it came to
}

// frozen is a clock that stands still: no seek ever runs out of its budget.
func frozen() time.Time { return time.Time{} }

// Open starts the program paused at a moment.
func Open(t testing.TB, m sim.Moment, s Size, language locale.Language) *Session {
	t.Helper()
	app, err := model.New(model.Options{
		Entries: labs.All(), Moment: m, Language: language, Theme: theme.Options{Dark: true}, FixTheme: true,
		Width: s.W, Height: s.H, Paused: true, Now: frozen,
	})
	if err != nil {
		t.Fatalf("open %s: %v", m, err)
	}
	return &Session{TB: t, App: app, Size: s, Language: language}
}

// Moment is a lab's at a step, with changes given as name, text pairs.
func Moment(t testing.TB, e model.Entry, step int, changes ...string) sim.Moment {
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

// params are the parameters of a lab, with those that its formula brings along.
func params(e model.Entry) []*sim.Param {
	all := sim.NewSetup(e.Name, e.Params).Params()
	list := make([]*sim.Param, len(all))
	for i := range all {
		list[i] = &all[i]
	}
	return list
}

// Small is a lab's with little to compute, at a step.
func Small(t testing.TB, e model.Entry, step int, changes ...string) sim.Moment {
	t.Helper()
	little := []string{"samples", "12", "batch", "5", "depth", "3", "width", "4"}
	for i := 0; i < len(little); i += 2 {
		if slices.ContainsFunc(e.Params, func(p sim.Param) bool { return p.Name == little[i] }) {
			changes = append(changes, little[i], little[i+1])
		}
	}
	return Moment(t, e, step, changes...)
}

// Entry is the lab of the name.
func Entry(t testing.TB, name string) model.Entry {
	t.Helper()
	for _, e := range labs.All() {
		if e.Name == name {
			return e
		}
	}
	t.Fatalf("there is no lab %s", name)
	return model.Entry{}
}

// Frame is what the program draws: one line a row, with all escapes.
func (s *Session) Frame() string { return s.App.View().Content }

// Grid is what a terminal makes of the frame. It is to be read only.
func (s *Session) Grid() *screen.Grid {
	s.Helper()
	frame := s.Frame()
	if s.shown != nil && s.seen == frame {
		return s.shown
	}
	term := termtest.New(s.Size.W, s.Size.H)
	if _, err := term.Write([]byte(frame)); err != nil {
		s.Fatal(err)
	}
	if unknown := term.Unknown(); unknown != nil {
		s.Fatalf("the terminal does not understand %q", unknown)
	}
	s.seen, s.shown = frame, term.Grid()
	return s.shown
}

// Text is what a person reads.
func (s *Session) Text() string {
	s.Helper()
	return s.Grid().Text()
}

// Panes is the frame without the footer, which tells how far the run has been
// and so depends on the way that was taken.
func (s *Session) Panes() string {
	rows := strings.Split(s.Frame(), "\n")
	return strings.Join(rows[:len(rows)-2], "\n")
}

// Keys presses keys as Bubble Tea names them, with blanks between.
func (s *Session) Keys(names string) {
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
		s.App.Update(msg)
	}
}

// Command types a line at the prompt.
func (s *Session) Command(line string) {
	s.Keys(":")
	s.App.Update(tea.PasteMsg{Content: line})
	s.Keys("enter")
}

// Enter types a text into the field of the parameter that is chosen.
func (s *Session) Enter(text string) {
	s.Keys("enter ctrl+u")
	s.App.Update(tea.PasteMsg{Content: text})
	s.Keys("enter")
}

// Seek moves the playhead to a step by keys, or to the end of a run that ends
// before it.
func (s *Session) Seek(step int) {
	s.Helper()
	for at := -1; at != s.App.Moment().Step; {
		at = s.App.Moment().Step
		switch away := step - at; {
		case away == 0:
			return
		case away >= 10:
			s.Keys("shift+right")
		case away > 0:
			s.Keys("right")
		case away <= -10:
			s.Keys("shift+left")
		default:
			s.Keys("left")
		}
	}
}

// Resize gives the terminal another size.
func (s *Session) Resize(to Size) {
	s.Size = to
	s.App.Update(tea.WindowSizeMsg{Width: to.W, Height: to.H})
}

// Cell is a place on the screen.
type Cell struct{ X, Y int }

// Click presses the left button at a cell and lets go.
func (s *Session) Click(at Cell) { s.Drag(at, at) }

// Wheel turns the wheel at a cell, up for by > 0.
func (s *Session) Wheel(at Cell, by int) {
	button := tea.MouseWheelUp
	if by < 0 {
		button = tea.MouseWheelDown
	}
	s.App.Update(tea.MouseWheelMsg{X: at.X, Y: at.Y, Button: button})
}

// Drag presses the left button at a cell, moves to another and lets go.
func (s *Session) Drag(from, to Cell) {
	s.App.Update(tea.MouseClickMsg{X: from.X, Y: from.Y, Button: tea.MouseLeft})
	if to != from {
		s.App.Update(tea.MouseMotionMsg{X: to.X, Y: to.Y, Button: tea.MouseLeft})
	}
	s.App.Update(tea.MouseReleaseMsg{X: to.X, Y: to.Y, Button: tea.MouseLeft})
}

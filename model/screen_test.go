package model

import (
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"nabla/screen"
	"nabla/sim"
)

// slate is a screen that takes note of what it is told.
type slate struct {
	shown   string // the last frame
	frames  int
	synced  bool
	resumed int
	written string
	err     error
}

func (s *slate) Present(g *screen.Grid, _ screen.Cursor) {
	s.shown = g.Text()
	s.frames++
}
func (s *slate) Synchronize(on bool) { s.synced = on }
func (s *slate) Resume()             { s.resumed++ }
func (s *slate) Err() error          { return s.err }

func (s *slate) Write(b []byte) (int, error) {
	s.written += string(b)
	return len(b), nil
}

// newSlate opens the lab of the tests on a slate.
func newSlate(t *testing.T) (*slate, *App) {
	t.Helper()
	s := new(slate)
	entries := []Entry{{Name: "train", Params: fakeParams(), New: func() Lab { return &fakeLab{pane: &fakePane{}} }}}
	app, err := New(Options{
		Entries: entries, Moment: sim.Moment{Setup: sim.NewSetup("train", fakeParams())},
		Width: 80, Height: 24, Paused: true, Screen: s,
	})
	if err != nil {
		t.Fatal(err)
	}
	app.View()
	return s, app
}

// Nothing is drawn twice, and nothing is left to Bubble Tea that it would do
// when it next looks.
func TestScreenOfItsOwn(t *testing.T) {
	s, app := newSlate(t)
	if app.View().Content != " " || s.frames != 1 || s.shown == "" {
		t.Errorf("%d frames, the view is %q", s.frames, app.View().Content)
	}
	app.Update(tea.ModeReportMsg{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeReset})
	if app.View(); !s.synced || s.frames != 1 {
		t.Errorf("synchronized %v, %d frames", s.synced, s.frames)
	}
	app.Update(tea.ResumeMsg{})
	if app.View(); s.resumed != 1 || s.frames != 2 {
		t.Errorf("resumed %d times, %d frames", s.resumed, s.frames)
	}
	_, cmd := app.Update(tea.KeyPressMsg{Code: 's', Text: "s"})
	for _, msg := range messages(cmd) {
		if msg != nil {
			t.Errorf("sharing leaves %#v to Bubble Tea", msg)
		}
	}
	if want := ansi.SetSystemClipboard(app.Moment().String()); s.written != want {
		t.Errorf("written %q, want %q", s.written, want)
	}
	s.err = errors.New("gone")
	if _, cmd := app.Update(tea.FocusMsg{}); cmd == nil || cmd() != (tea.QuitMsg{}) {
		t.Error("it goes on without a screen")
	}
}

// messages runs a command, and those of a batch.
func messages(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	batch, ok := msg.(tea.BatchMsg)
	if !ok {
		return []tea.Msg{msg}
	}
	var all []tea.Msg
	for _, cmd := range batch {
		all = append(all, messages(cmd)...)
	}
	return all
}

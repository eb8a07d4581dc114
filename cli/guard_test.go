//go:build unix

package cli

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nabla/screen"
)

// fragile is a program on the screen that breaks at a key, where a test says.
type fragile struct {
	command      tea.Cmd // of the key
	update, view bool    // whether it breaks at the key, or in the drawing after
	presented    bool    // whether a presenter draws
	pressed      bool
	after        int // updates after the break
}

// run runs it in a terminal.
func (f *fragile) run(t *testing.T, c *console) error {
	env := []string{"TERM=xterm-256color"}
	if !f.presented {
		return run(t.Context(), f, c.tty, c.tty, env)
	}
	p := newPresented(c.tty, env)
	g := screen.New(120, 40)
	g.Box().Text(0, 0, "waiting", screen.Style{})
	p.presenter.Present(g, screen.Cursor{})
	return errors.Join(run(t.Context(), f, c.tty, p, env), p.close())
}

const broken = "broken"

func (f *fragile) Init() tea.Cmd { return nil }

func (f *fragile) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); !ok {
		return f, nil
	}
	if f.pressed {
		f.after++
	}
	f.pressed = true
	if f.update {
		panic(broken)
	}
	return f, f.command
}

func (f *fragile) View() tea.View {
	if f.pressed && f.view {
		panic(broken)
	}
	v := tea.NewView("waiting")
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	return v
}

func TestPanicLeavesTheTerminalAsItWas(t *testing.T) {
	t.Parallel()
	breaks := func() tea.Msg { panic(broken) }
	idle := func() tea.Msg { return nil }
	tests := []struct {
		name string
		app  fragile
	}{
		{"in an update", fragile{update: true}},
		{"in the drawing", fragile{view: true}},
		{"in a command", fragile{command: breaks}},
		{"in a batch", fragile{command: tea.Batch(breaks, idle)}},
		{"in a batch of batches", fragile{command: tea.Batch(tea.Batch(breaks, breaks), idle)}},
		{"before Bubble Tea has written anything", fragile{update: true, presented: true}},
		{"in a drawing for the presenter", fragile{view: true, presented: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newConsole(t, true)
			ended := make(chan error, 1)
			go func() { ended <- tt.app.run(t, c) }()
			c.shows("waiting")
			c.press("xxx")
			err := <-ended
			crash, ok := errors.AsType[*crashError](err)
			if !ok || crash.Value != any(broken) || exitStatus(err) != statusFailure {
				t.Fatalf("got %v, status %d", err, exitStatus(err))
			}
			if !strings.Contains(err.Error(), broken) {
				t.Errorf("%q does not say what went wrong", err)
			}
			if !strings.Contains(string(crash.Stack), "guard_test.go") {
				t.Errorf("the stack does not lead to where it went wrong:\n%s", crash.Stack)
			}
			if tt.app.after > 0 && tt.app.command == nil {
				t.Errorf("%d updates after the panic", tt.app.after)
			}
			if said := c.untouched(); said != "" {
				t.Errorf("says %q", said)
			}
		})
	}
}

// Whoever meets a fault is told in the last line what to report; what the
// person who mends it needs stands above.
func TestCrashIsReported(t *testing.T) {
	t.Parallel()
	r := nablaWith(t, func(d *Deps) {
		d.Play = func(context.Context, PlayOptions) error {
			return &crashError{Value: broken, Stack: []byte("goroutine 1\nmain.go:1\n"), Line: "drift rate=2 @7"}
		}
	})
	const want = "goroutine 1\nmain.go:1\n" +
		"nabla: this is a fault of the program: broken; please report it with the lines above and what was open: drift rate=2 @7\n"
	if r.status != statusFailure || r.errors != want {
		t.Errorf("status %d, says %q, want %q", r.status, r.errors, want)
	}
}

package cli

import (
	"fmt"
	"runtime/debug"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// guard keeps a panic of the program on the screen from being the last word: it
// leaves the program in good order and keeps what went wrong. Bubble Tea would
// restore the terminal too, but then says only that there was a panic.
//
// It draws as part of every update, so that one that panics while drawing can
// be left in the same way.
type guard struct {
	inner tea.Model
	view  tea.View

	mu    sync.Mutex // commands run beside each other
	crash *crashError
}

func (g *guard) Init() tea.Cmd {
	return g.do(func() tea.Cmd { return g.inner.Init() })
}

func (g *guard) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	return g, g.do(func() tea.Cmd {
		var cmd tea.Cmd
		g.inner, cmd = g.inner.Update(msg)
		return cmd
	})
}

func (g *guard) View() tea.View { return g.view }

// do calls f and draws. What a crash leaves behind is not touched again.
func (g *guard) do(f func() tea.Cmd) (cmd tea.Cmd) {
	if g.err() != nil {
		return tea.Quit
	}
	defer func() {
		if value := recover(); value != nil {
			g.keep(value)
			cmd = tea.Quit
		}
	}()
	cmd = f()
	g.view = g.inner.View()
	return g.command(cmd)
}

// command guards a command, and those of a batch, which run by themselves.
func (g *guard) command(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if value := recover(); value != nil {
				g.keep(value)
				msg = tea.Quit()
			}
		}()
		msg = cmd()
		batch, ok := msg.(tea.BatchMsg)
		if !ok {
			return msg
		}
		guarded := make(tea.BatchMsg, len(batch))
		for i, cmd := range batch {
			guarded[i] = g.command(cmd)
		}
		return guarded
	}
}

// keep keeps what a panic said: the first one, which the others may follow from.
func (g *guard) keep(value any) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.crash == nil {
		g.crash = &crashError{Value: value, Stack: debug.Stack()}
	}
}

// err returns the crash, if there was one.
func (g *guard) err() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.crash == nil {
		return nil
	}
	return g.crash
}

// crashError is a fault of the program itself that ended it.
type crashError struct {
	Value any    // what it panicked with
	Stack []byte // of the goroutine
	Line  string // the share line of what was on the screen
}

func (e *crashError) Error() string {
	return fmt.Sprintf("this is a fault of the program: %v; please report it with the lines above and what was open: %s", e.Value, e.Line)
}

func (e *crashError) Message() (string, map[string]any) {
	return "cli.crash", map[string]any{"Value": fmt.Sprint(e.Value), "Line": e.Line}
}

func (*crashError) exitStatus() int { return statusFailure }

package model

import (
	"runtime/debug"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// Guard keeps a panic of the program on the screen from being the last word: it
// leaves the program in good order and keeps what went wrong. Bubble Tea would
// restore the terminal too, but then says only that there was a panic.
//
// It draws as part of every update, so that one that panics while drawing can
// be left in the same way.
type Guard struct {
	Inner tea.Model // the program
	view  tea.View

	mu    sync.Mutex // commands run beside each other
	crash *Crash
}

// Init starts the program.
func (g *Guard) Init() tea.Cmd {
	return g.do(func() tea.Cmd { return g.Inner.Init() })
}

// Update hands the message on, and draws.
func (g *Guard) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	return g, g.do(func() tea.Cmd {
		var cmd tea.Cmd
		g.Inner, cmd = g.Inner.Update(msg)
		return cmd
	})
}

// View returns what was drawn last.
func (g *Guard) View() tea.View { return g.view }

// do calls f and draws. What a crash leaves behind is not touched again.
func (g *Guard) do(f func() tea.Cmd) (cmd tea.Cmd) {
	if g.Crash() != nil {
		return tea.Quit
	}
	defer func() {
		if value := recover(); value != nil {
			g.keep(value)
			cmd = tea.Quit
		}
	}()
	cmd = f()
	g.view = g.Inner.View()
	return g.command(cmd)
}

// command guards a command, and those of a batch, which run by themselves.
func (g *Guard) command(cmd tea.Cmd) tea.Cmd {
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
func (g *Guard) keep(value any) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.crash == nil {
		g.crash = &Crash{Value: value, Stack: debug.Stack()}
	}
}

// Crash returns the first panic, nil if there was none.
func (g *Guard) Crash() *Crash {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.crash
}

// Crash is a fault of the program itself that ended it.
type Crash struct {
	Value any    // what it panicked with
	Stack []byte // of the goroutine
}

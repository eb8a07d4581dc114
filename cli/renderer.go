package cli

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"nabla/screen"
)

// The renderers: the program's own, and Bubble Tea's, which is sent every frame
// as text and finds out by itself what has changed.
const (
	ownRenderer = "nabla"
	teaRenderer = "tea"
)

func renderers() []string { return []string{ownRenderer, teaRenderer} }

// presented is a terminal that a presenter writes to, and Bubble Tea through the
// presenter. It is still a file, for Bubble Tea to see that it is a terminal.
type presented struct {
	term.File
	presenter *screen.Presenter
}

// Write writes by way of the presenter. What Bubble Tea asks the presenter has
// asked already, or nobody wants to know; on its way out, where it asks what it
// had no turn to ask before, the answers would come to the shell.
func (p presented) Write(b []byte) (int, error) {
	n := len(b)
	for _, question := range [...]string{
		ansi.RequestModeSynchronizedOutput, ansi.RequestModeUnicodeCore, ansi.RequestKittyKeyboard,
	} {
		b = bytes.ReplaceAll(b, []byte(question), nil)
	}
	if _, err := p.presenter.Write(b); err != nil {
		return 0, err
	}
	return n, nil
}

// newPresented returns the terminal with a presenter of its own, which has to
// be closed.
func newPresented(terminal term.File, env []string) presented {
	name := ""
	for _, e := range env {
		if v, ok := strings.CutPrefix(e, "TERM="); ok {
			name = v
		}
	}
	return presented{File: terminal, presenter: screen.NewPresenter(terminal, screen.DialectOf(name))}
}

// close ends the presenter and returns what went wrong with it, a [*crashError]
// where it was a fault.
func (p presented) close() error {
	err := p.presenter.Close()
	if fault, ok := errors.AsType[*screen.PanicError](err); ok {
		return &crashError{Value: fault.Value, Stack: fault.Stack}
	}
	if err != nil {
		return fmt.Errorf("the terminal cannot be written to: %w", err)
	}
	return nil
}

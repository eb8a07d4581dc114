package model

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	tea "charm.land/bubbletea/v2"

	"nabla/sim"
)

// maxFile is how much of a file is read: a byte more than the largest that any
// reader takes, so that a larger one is refused and not cut.
const maxFile = 64<<20 + 1

// maxRead is how many files are kept: a setup names two at most.
const maxRead = 2

// notReadError is what opening a file gives in Update before a command has read
// it: Update itself waits for nothing.
type notReadError struct{ name string }

func (e notReadError) Error() string { return "file " + e.name + " has not been read yet" }

// fileMsg is a file that a command has read, and what waits for it.
type fileMsg struct {
	name string
	data []byte
	err  error

	lab  string // that was open; in another nobody waits any more
	do   func() error
	tell func(error)
}

// opener is what a lab opens files with: nil where there are none to be had, the
// real one before the program runs, and then the files that were read.
func (a *App) opener() sim.Opener {
	if a.files == nil || !a.running {
		return a.files
	}
	return func(name string) (io.ReadCloser, error) {
		for i := range a.read {
			if f := &a.read[i]; f.name == name {
				return io.NopCloser(bytes.NewReader(f.data)), f.err
			}
		}
		return nil, notReadError{name}
	}
}

// attempt does something that may open a lab, and tells how it ended. If it takes
// a file which has not been read, the result is a command that reads it, after
// which it is done again.
func (a *App) attempt(do func() error, tell func(error)) tea.Cmd {
	err := do()
	need, ok := errors.AsType[notReadError](err)
	if !ok {
		tell(sim.Guess(err))
		return a.playback.tick()
	}
	a.say(a.look.Words.T("notice.reading", "Name", need.name))
	files, msg := a.files, fileMsg{name: need.name, lab: a.setup.Lab, do: do, tell: tell}
	return func() tea.Msg {
		msg.data, msg.err = readFile(files, msg.name)
		return msg
	}
}

func readFile(files sim.Opener, name string) ([]byte, error) {
	f, err := files(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read from: nothing is lost
	data, err := io.ReadAll(io.LimitReader(f, maxFile))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return data, nil
}

// arrive takes a file that a command has read and goes on with what waited.
func (a *App) arrive(msg fileMsg) tea.Cmd {
	a.notice = ""
	a.read = append(a.read, msg)
	if len(a.read) > maxRead {
		a.read = a.read[1:]
	}
	if msg.lab != a.setup.Lab {
		return nil
	}
	return a.attempt(msg.do, msg.tell)
}

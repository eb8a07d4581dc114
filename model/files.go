package model

import (
	"errors"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"

	"nabla/sim"
)

// needsFileError is a setup whose lab takes a file: Update waits for none, so
// that a command has to load it.
type needsFileError struct{ name string }

func (e needsFileError) Error() string { return "file " + e.name + " is to be read by a command" }

// loaded is a run that a command has made ready, or why it cannot be.
type loaded struct {
	line  string // the setup's
	lab   Lab
	start func()
	err   error
}

// loadedMsg is what a command has loaded, and what waits for it.
type loadedMsg struct {
	loaded
	reading *sim.Reading

	open string // the lab that was; in another nobody waits any more
	do   func() error
	tell func(error)
}

// opener is what a lab opens files with: nil where there are none to be had, the
// real one before the program runs, and then one that calls for a command.
func (a *App) opener() sim.Opener {
	if a.files == nil || !a.running {
		return a.files
	}
	return func(name string) (io.ReadCloser, error) { return nil, needsFileError{name} }
}

// load makes the run of a setup ready to start in the lab, or in a new one,
// unless a command has done so already.
func (a *App) load(lab Lab, isNew bool, setup sim.Setup) loaded {
	line := sim.Moment{Setup: setup}.String()
	if a.loaded.line == line && (isNew || a.loaded.lab == lab) {
		return a.loaded
	}
	start, err := lab.Load(setup, a.opener())
	if _, needs := errors.AsType[needsFileError](err); needs {
		a.wanted = func(files sim.Opener) loaded {
			start, err := lab.Load(setup, files)
			return loaded{line, lab, start, err}
		}
	}
	return loaded{line, lab, start, err}
}

// attempt does something that may open a lab, and tells how it ended. If that
// takes a file, the result is a command that loads the lab, after which it is
// done again.
func (a *App) attempt(do func() error, tell func(error)) tea.Cmd {
	err := do()
	need, ok := errors.AsType[needsFileError](err)
	if !ok {
		tell(sim.Guess(err))
		return a.playback.tick()
	}
	a.say(a.look.Words.T("notice.reading", "Name", need.name))
	want, files, open := a.wanted, a.files, a.setup.Lab
	a.wanted = nil
	a.reading = new(sim.Reading)
	reading := a.reading
	return tea.Batch(
		func() tea.Msg {
			return loadedMsg{want(reading.Watch(files)), reading, open, do, tell}
		},
		readTick(need.name, reading),
	)
}

// arrive takes what a command has loaded and goes on with what waited.
func (a *App) arrive(msg loadedMsg) tea.Cmd {
	if a.reading == msg.reading {
		a.reading, a.notice = nil, ""
	}
	if msg.open != a.setup.Lab {
		return nil
	}
	a.loaded = msg.loaded
	defer func() { a.loaded = loaded{} }()
	return a.attempt(msg.do, msg.tell)
}

// readTickMsg asks to show how much of a file has been read.
type readTickMsg struct {
	name    string
	reading *sim.Reading
}

func readTick(name string, reading *sim.Reading) tea.Cmd {
	const beat = 200 * time.Millisecond
	return tea.Tick(beat, func(time.Time) tea.Msg { return readTickMsg{name, reading} })
}

// readOn shows how much of a file has been read, while it is.
func (a *App) readOn(msg readTickMsg) tea.Cmd {
	if a.reading != msg.reading {
		return nil
	}
	if percent, known := msg.reading.Percent(); known {
		a.say(a.look.Words.T("notice.reading-percent", "Name", msg.name, "Percent", percent))
	}
	return readTick(msg.name, msg.reading)
}

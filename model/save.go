package model

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"

	"nabla/sim"
)

// Saving writes a file of a name. Where the program does not run on the person's
// own machine, there is none.
type Saving func(name string, write func(io.Writer) error) error

// saveCommand reads "save NAME", as it is typed at the prompt.
func saveCommand(line string) (name string, ok bool) {
	word, name, _ := strings.Cut(strings.TrimSpace(line), " ")
	return strings.TrimSpace(name), word == "save"
}

// savedMsg is what a command has written, or why it could not.
type savedMsg struct {
	name string
	err  error
}

// savedSuffix is how the name of a file ends that the prompt may write: nothing
// else that a person has is overwritten by a slip.
const savedSuffix = ".json"

// save has a command write what the lab keeps, as it is now.
func (a *App) save(name string) (tea.Cmd, error) {
	saver, ok := a.lab.(Saver)
	switch {
	case a.saving == nil:
		return nil, CannotSaveError{}
	case !ok:
		return nil, NothingToSaveError{Lab: a.setup.Lab}
	case !strings.HasSuffix(name, savedSuffix) || name == savedSuffix:
		return nil, SaveNameError{Name: sim.Printable(name)}
	}
	var kept bytes.Buffer
	if err := saver.Save(&kept); err != nil {
		return nil, err
	}
	write := a.saving
	return func() tea.Msg {
		return savedMsg{name, write(name, func(w io.Writer) error {
			_, err := w.Write(kept.Bytes())
			return err
		})}
	}, nil
}

// saved says how it went.
func (a *App) saved(msg savedMsg) {
	if msg.err != nil {
		a.say(a.look.Words.Error(msg.err))
		return
	}
	a.say(a.look.Words.T("notice.saved", "Name", msg.name))
}

// CannotSaveError is a file asked for where none may be written.
type CannotSaveError struct{}

func (CannotSaveError) Error() string { return "files cannot be written here" }

// Message returns the id and the arguments of the translated text.
func (CannotSaveError) Message() (string, map[string]any) { return "error.cannot-save", nil }

// NothingToSaveError is a lab that has no weights.
type NothingToSaveError struct{ Lab string }

func (e NothingToSaveError) Error() string {
	return fmt.Sprintf("the lab %s has no weights to save; train has", e.Lab)
}

// Message returns the id and the arguments of the translated text.
func (e NothingToSaveError) Message() (string, map[string]any) {
	return "error.nothing-to-save", map[string]any{"Lab": e.Lab}
}

// SaveNameError is a name that the prompt does not write to.
type SaveNameError struct{ Name string }

func (e SaveNameError) Error() string {
	return fmt.Sprintf(`"%s": give a file that ends in .json, as in save weights.json`, e.Name)
}

// Message returns the id and the arguments of the translated text.
func (e SaveNameError) Message() (string, map[string]any) {
	return "error.save-name", map[string]any{"Name": e.Name}
}

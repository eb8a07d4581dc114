package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// writeError is an output that cannot be written. Name is "" for standard output.
type writeError struct {
	Name string
	Err  error
}

func (e writeError) Error() string {
	if e.Name == "" {
		return fmt.Sprintf("cannot write to standard output: %v", e.Err)
	}
	return fmt.Sprintf("cannot write %q: %v", e.Name, e.Err)
}

func (e writeError) Unwrap() error { return e.Err }

func (e writeError) Message() (string, map[string]any) {
	if e.Name == "" {
		return "cli.write-output", map[string]any{"Err": e.Err}
	}
	return "cli.write", map[string]any{"Name": e.Name, "Err": e.Err}
}

func (writeError) exitStatus() int { return statusFailure }

// openError is why a file cannot be opened, without its name: whoever asked for
// the file says which it is.
type openError struct{ Err error }

func (e openError) Error() string {
	switch {
	case errors.Is(e.Err, fs.ErrNotExist):
		return "there is no such file"
	case errors.Is(e.Err, fs.ErrPermission):
		return "reading it is not permitted"
	}
	return bare(e.Err).Error()
}

func (e openError) Unwrap() error { return e.Err }

func (e openError) Message() (string, map[string]any) {
	switch {
	case errors.Is(e.Err, fs.ErrNotExist):
		return "cli.no-such-file", nil
	case errors.Is(e.Err, fs.ErrPermission):
		return "cli.not-permitted", nil
	}
	return "cli.cannot-open", map[string]any{"Err": bare(e.Err)}
}

// bare takes the operation and the name off a file's error.
func bare(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}

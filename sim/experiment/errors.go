package experiment

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

func joined(names []string) string { return strings.Join(names, ", ") }

// plain leaves out of a file system's error the operation and the path, which
// the message around it names already. An error with a message of its own stays.
func plain(err error) error {
	if _, ok := errors.AsType[interface {
		error
		Message() (id string, args map[string]any)
	}](err); ok {
		return err
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// NoFilesError is a data file asked for where files are not to be had.
type NoFilesError struct{ Accepted []string }

func (e NoFilesError) Error() string {
	return fmt.Sprintf("files cannot be read here; give one of %s", joined(e.Accepted))
}

// Message returns the id and the arguments of the translated text.
func (e NoFilesError) Message() (string, map[string]any) {
	return "error.no-files", map[string]any{"Accepted": joined(e.Accepted)}
}

// FileError is a name that is neither that of known data nor of a file that
// can be read.
type FileError struct {
	Accepted []string
	Err      error
}

func (e FileError) Error() string {
	return fmt.Sprintf("%v; give one of %s or a CSV or IDX file that can be read", plain(e.Err), joined(e.Accepted))
}

// Unwrap returns why the file cannot be read.
func (e FileError) Unwrap() error { return e.Err }

// Message returns the id and the arguments of the translated text.
func (e FileError) Message() (string, map[string]any) {
	return "error.file", map[string]any{"Err": plain(e.Err), "Accepted": joined(e.Accepted)}
}

// Unknown returns no name, for it is the whole value, and the data there are.
func (e FileError) Unknown() (name string, known []string) { return "", e.Accepted }

// NeedsClassesError is an output or a loss for classes, with numbers to learn.
type NeedsClassesError struct{ Target string }

func (e NeedsClassesError) Error() string {
	return fmt.Sprintf("is for classes, and %q holds numbers; give output linear and loss mse, or auto", e.Target)
}

// Message returns the id and the arguments of the translated text.
func (e NeedsClassesError) Message() (string, map[string]any) {
	return "error.needs-classes", map[string]any{"Target": e.Target}
}

// NoColumnsError is a target column asked of data that is not from a file.
type NoColumnsError struct{ Data string }

func (e NoColumnsError) Error() string {
	return fmt.Sprintf("the data %s have no columns to choose from; leave it empty, or give the path of a CSV file as data", e.Data)
}

// Message returns the id and the arguments of the translated text.
func (e NoColumnsError) Message() (string, map[string]any) {
	return "error.no-columns", map[string]any{"Data": e.Data}
}

// RateTwiceError is a step size among an optimiser's options, where the
// parameter rate holds it.
type RateTwiceError struct{}

func (RateTwiceError) Error() string { return "set the step size by rate, not by lr" }

// Message returns the id and the arguments of the translated text.
func (RateTwiceError) Message() (string, map[string]any) { return "error.rate-twice", nil }

// WeightsFileError is a file of weights that cannot be opened.
type WeightsFileError struct{ Err error }

func (e WeightsFileError) Error() string {
	return fmt.Sprintf("%v; give a JSON file of weights that can be read", plain(e.Err))
}

// Unwrap returns why the file cannot be opened.
func (e WeightsFileError) Unwrap() error { return e.Err }

// Message returns the id and the arguments of the translated text.
func (e WeightsFileError) Message() (string, map[string]any) {
	return "error.weights-file", map[string]any{"Err": plain(e.Err)}
}

// TooMuchError is a network that would take too much memory or time for the
// points it is given.
type TooMuchError struct{ Points, Weights int }

func (e TooMuchError) Error() string {
	return fmt.Sprintf("%d points times %d weights are more than %d products for one update; give a smaller batch, fewer points, layers or units", e.Points, e.Weights, maxProducts)
}

// Message returns the id and the arguments of the translated text.
func (e TooMuchError) Message() (string, map[string]any) {
	return "error.too-much", map[string]any{"Points": e.Points, "Weights": e.Weights, "Limit": maxProducts}
}

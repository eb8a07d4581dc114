package sim

import (
	"errors"
	"fmt"
	"strings"
)

// ErrNeedsRestart is what [State.Apply] returns, wrapped, for a change that a
// running experiment cannot take: the run has to start again with it.
var ErrNeedsRestart error = restartError{}

// ErrNotNow is what an error of [State.Apply] is, in the sense of [errors.Is],
// where the change is refused only because of the step: at another it may be
// taken.
var ErrNotNow = errors.New("not at this step")

type restartError struct{}

func (restartError) Error() string {
	return "a run under way cannot take this change; start a new run with it"
}

// Message returns the id and the arguments of the translated text.
func (restartError) Message() (string, map[string]any) { return "error.needs-restart", nil }

// ParamError is a value that a parameter does not accept.
type ParamError struct {
	Name string // of the parameter
	Text string // as it was given
	Err  error  // what is wrong, and what would be accepted
}

func (e *ParamError) Error() string {
	return fmt.Sprintf("%s: %q: %v", e.Name, clip(e.Text), e.Err)
}

// Unwrap returns what is wrong.
func (e *ParamError) Unwrap() error { return e.Err }

// Message returns the id and the arguments of the translated text.
func (e *ParamError) Message() (string, map[string]any) {
	return "error.param", map[string]any{"Name": e.Name, "Text": clip(e.Text), "Err": e.Err}
}

// clip cuts a text to 60 characters, for an error that quotes it. [Printable]
// is for one that does not.
func clip(text string) string {
	const limit = 60
	count := 0
	for i := range text {
		if count == limit {
			return text[:i] + "…"
		}
		count++
	}
	return text
}

// UnknownParamError is a name that no parameter of the lab has.
type UnknownParamError struct {
	Lab, Name string
	Known     []string
}

func (e UnknownParamError) Error() string {
	return fmt.Sprintf("%s has no parameter %q; it has %s", e.Lab, clip(e.Name), strings.Join(e.Known, ", "))
}

// Message returns the id and the arguments of the translated text.
func (e UnknownParamError) Message() (string, map[string]any) {
	return "error.unknown-param", map[string]any{"Lab": e.Lab, "Name": clip(e.Name), "Known": strings.Join(e.Known, ", ")}
}

// Unknown returns the name that was given and those there are.
func (e UnknownParamError) Unknown() (name string, known []string) { return e.Name, e.Known }

// RangeError is a number outside of the accepted range.
type RangeError struct {
	Entry    string
	Min, Max float64
	Whole    bool
}

func (e RangeError) Error() string {
	return fmt.Sprintf("%s is out of range; give a %s from %s to %s", clip(e.Entry), numberWord(e.Whole), FormatNumber(e.Min), FormatNumber(e.Max))
}

// Message returns the id and the arguments of the translated text.
func (e RangeError) Message() (string, map[string]any) {
	id := "error.range"
	if e.Whole {
		id = "error.range-whole"
	}
	return id, map[string]any{"Entry": clip(e.Entry), "Min": FormatNumber(e.Min), "Max": FormatNumber(e.Max)}
}

// NotNumberError is a text that should be a number.
type NotNumberError struct {
	Entry    string
	Min, Max float64
	Whole    bool
}

func (e NotNumberError) Error() string {
	return fmt.Sprintf("%q is not a %s; give one from %s to %s", clip(e.Entry), numberWord(e.Whole), FormatNumber(e.Min), FormatNumber(e.Max))
}

// Message returns the id and the arguments of the translated text.
func (e NotNumberError) Message() (string, map[string]any) {
	id := "error.not-number"
	if e.Whole {
		id = "error.not-whole"
	}
	return id, map[string]any{"Entry": clip(e.Entry), "Min": FormatNumber(e.Min), "Max": FormatNumber(e.Max)}
}

func numberWord(whole bool) string {
	if whole {
		return "whole number"
	}
	return "number"
}

// ChoiceError is a word that is none of those accepted.
type ChoiceError struct {
	Entry    string // the entry of a list, empty where the whole value is meant
	Accepted []string
}

func (e ChoiceError) Error() string {
	if e.Entry != "" {
		return fmt.Sprintf("%q is not one of %s", clip(e.Entry), strings.Join(e.Accepted, ", "))
	}
	return "give one of " + strings.Join(e.Accepted, ", ")
}

// Message returns the id and the arguments of the translated text.
func (e ChoiceError) Message() (string, map[string]any) {
	accepted := strings.Join(e.Accepted, ", ")
	if e.Entry != "" {
		return "error.choice-entry", map[string]any{"Entry": clip(e.Entry), "Accepted": accepted}
	}
	return "error.choice", map[string]any{"Accepted": accepted}
}

// Unknown returns the name that was given, empty where it is the whole value,
// and those there are.
func (e ChoiceError) Unknown() (name string, known []string) { return e.Entry, e.Accepted }

// TwiceError is an entry that a list names more than once.
type TwiceError struct{ Entry string }

func (e TwiceError) Error() string {
	return fmt.Sprintf("%q is named twice; name it once", clip(e.Entry))
}

// Message returns the id and the arguments of the translated text.
func (e TwiceError) Message() (string, map[string]any) {
	return "error.twice", map[string]any{"Entry": clip(e.Entry)}
}

// TooManyError is a list with more entries than accepted.
type TooManyError struct{ Count, Limit int }

func (e TooManyError) Error() string {
	return fmt.Sprintf("%d entries; give %d at most", e.Count, e.Limit)
}

// Message returns the id and the arguments of the translated text.
func (e TooManyError) Message() (string, map[string]any) {
	return "error.too-many", map[string]any{"Count": e.Count, "Limit": e.Limit}
}

// TooLongError is a text longer than accepted.
type TooLongError struct{ Limit int }

func (e TooLongError) Error() string { return fmt.Sprintf("too long; give %d bytes at most", e.Limit) }

// Message returns the id and the arguments of the translated text.
func (e TooLongError) Message() (string, map[string]any) {
	return "error.too-long", map[string]any{"Limit": e.Limit}
}

// ControlError is a text with control characters or broken UTF-8 in it.
type ControlError struct{}

func (ControlError) Error() string { return "holds control characters; give plain text" }

// Message returns the id and the arguments of the translated text.
func (ControlError) Message() (string, map[string]any) { return "error.control", nil }

// SeedError is a text that is no seed.
type SeedError struct{}

func (SeedError) Error() string { return "give a whole number from 0 to 18446744073709551615" }

// Message returns the id and the arguments of the translated text.
func (SeedError) Message() (string, map[string]any) { return "error.seed", nil }

// EditError is an edit whose text is not STEP:NAME=VALUE.
type EditError struct{ Text string }

func (e EditError) Error() string {
	return fmt.Sprintf("edit %q: give STEP:NAME=VALUE, such as 40:rate=0.1", clip(e.Text))
}

// Message returns the id and the arguments of the translated text.
func (e EditError) Message() (string, map[string]any) {
	return "error.edit", map[string]any{"Text": clip(e.Text)}
}

// LineError is a share line that cannot be read.
type LineError struct{ Text string }

func (e LineError) Error() string {
	return fmt.Sprintf("line: %q: give LAB [seed=N] [NAME=VALUE]… [STEP:NAME=VALUE]… [@STEP]", clip(e.Text))
}

// Message returns the id and the arguments of the translated text.
func (e LineError) Message() (string, map[string]any) {
	return "error.line", map[string]any{"Text": clip(e.Text)}
}

// UnknownLabError is a name that no lab has.
type UnknownLabError struct {
	Name  string
	Known []string
}

func (e UnknownLabError) Error() string {
	return fmt.Sprintf("no lab is called %q; there are %s", clip(e.Name), strings.Join(e.Known, ", "))
}

// Message returns the id and the arguments of the translated text.
func (e UnknownLabError) Message() (string, map[string]any) {
	return "error.unknown-lab", map[string]any{"Name": clip(e.Name), "Known": strings.Join(e.Known, ", ")}
}

// Unknown returns the name that was given and those there are.
func (e UnknownLabError) Unknown() (name string, known []string) { return e.Name, e.Known }

package cli

import (
	"fmt"
	"slices"
	"strings"
)

// Every type here says what is wrong, with which value, and what would be
// accepted: in English by Error, in the person's language by Message.

// unknownCommandError is a word that is neither a lab nor a command.
type unknownCommandError struct {
	Name           string
	Labs, Commands []string
}

func (e unknownCommandError) Error() string {
	return fmt.Sprintf("%q is neither a lab (%s) nor a command (%s)", e.Name, strings.Join(e.Labs, ", "), strings.Join(e.Commands, ", "))
}

func (e unknownCommandError) Message() (string, map[string]any) {
	return "cli.unknown-command", map[string]any{
		"Name": e.Name, "Labs": strings.Join(e.Labs, ", "), "Commands": strings.Join(e.Commands, ", "),
	}
}

func (e unknownCommandError) Unknown() (name string, known []string) {
	return e.Name, slices.Concat(e.Labs, e.Commands)
}

// unknownFlagError is a flag that the command does not have.
type unknownFlagError struct {
	Flag, Command string
	Known         []string
}

func (e unknownFlagError) Error() string {
	return fmt.Sprintf("unknown flag %s; %s has %s", e.Flag, e.Command, strings.Join(e.Known, ", "))
}

func (e unknownFlagError) Message() (string, map[string]any) {
	return "cli.unknown-flag", map[string]any{"Flag": e.Flag, "Command": e.Command, "Known": strings.Join(e.Known, ", ")}
}

func (e unknownFlagError) Unknown() (name string, known []string) { return e.Flag, e.Known }

// noValueError is a flag at the end of the arguments that wants a value.
type noValueError struct{ Flag string }

func (e noValueError) Error() string {
	return fmt.Sprintf("%s needs a value; write %s VALUE", e.Flag, e.Flag)
}

func (e noValueError) Message() (string, map[string]any) {
	return "cli.no-value", map[string]any{"Flag": e.Flag}
}

// extraArgumentError is an argument beyond what the command takes.
type extraArgumentError struct{ Extra, Command string }

func (e extraArgumentError) Error() string {
	return fmt.Sprintf("%q is one argument too many for %s; set parameters with --set NAME=VALUE, and put a line with spaces in quotes", e.Extra, e.Command)
}

func (e extraArgumentError) Message() (string, map[string]any) {
	return "cli.extra-argument", map[string]any{"Extra": e.Extra, "Command": e.Command}
}

// setError is a --set whose value is not NAME=VALUE.
type setError struct{ Text string }

func (e setError) Error() string {
	return fmt.Sprintf("--set %q: give NAME=VALUE, such as rate=0.1", e.Text)
}

func (e setError) Message() (string, map[string]any) {
	return "cli.set", map[string]any{"Text": e.Text}
}

// missingLabError is a run that names no lab.
type missingLabError struct{ Known []string }

func (e missingLabError) Error() string {
	return fmt.Sprintf("no lab is named; give one of %s, or --setup FILE", strings.Join(e.Known, ", "))
}

func (e missingLabError) Message() (string, map[string]any) {
	return "cli.missing-lab", map[string]any{"Known": strings.Join(e.Known, ", ")}
}

// labMismatchError is a setup of another lab than the command names.
type labMismatchError struct{ Named, Setup string }

func (e labMismatchError) Error() string {
	return fmt.Sprintf("the command names %q and the setup is one of %q; leave the lab out or name the same", e.Named, e.Setup)
}

func (e labMismatchError) Message() (string, map[string]any) {
	return "cli.lab-mismatch", map[string]any{"Named": e.Named, "Setup": e.Setup}
}

// twoSetupsError is a share line together with a setup line.
type twoSetupsError struct{ Line string }

func (e twoSetupsError) Error() string {
	return fmt.Sprintf("%q and --setup both say how to start; give one, or only the lab's name beside --setup", e.Line)
}

func (e twoSetupsError) Message() (string, map[string]any) {
	return "cli.two-setups", map[string]any{"Line": e.Line}
}

// lateEditError is an edit behind the end of the run.
type lateEditError struct {
	Edit  string
	Steps int
}

func (e lateEditError) Error() string {
	return fmt.Sprintf("edit %q: the run ends at step %d; give an earlier step or more --steps", e.Edit, e.Steps)
}

func (e lateEditError) Message() (string, map[string]any) {
	return "cli.late-edit", map[string]any{"Edit": e.Edit, "Steps": e.Steps}
}

// notLiveError is an edit of a parameter that only a new run can take.
type notLiveError struct {
	Lab, Edit, Name string
	Live            []string
}

func (e notLiveError) Error() string {
	if len(e.Live) == 0 {
		return fmt.Sprintf("edit %q: no parameter of %s can change in a run; start with --set %s=…", e.Edit, e.Lab, e.Name)
	}
	return fmt.Sprintf("edit %q: %s cannot change in a run of %s; %s can", e.Edit, e.Name, e.Lab, strings.Join(e.Live, ", "))
}

func (e notLiveError) Message() (string, map[string]any) {
	if len(e.Live) == 0 {
		return "cli.none-live", map[string]any{"Edit": e.Edit, "Name": e.Name, "Lab": e.Lab}
	}
	return "cli.not-live", map[string]any{"Edit": e.Edit, "Name": e.Name, "Lab": e.Lab, "Live": strings.Join(e.Live, ", ")}
}

// restartError is an edit of a parameter that can change in a run, but not to
// this value.
type restartError struct{ Edit, Name string }

func (e restartError) Error() string {
	return fmt.Sprintf("edit %q: this value needs a new run; start with --set %s=…, or keep the number of entries", e.Edit, e.Name)
}

func (e restartError) Message() (string, map[string]any) {
	return "cli.restart", map[string]any{"Edit": e.Edit, "Name": e.Name}
}

// noWeightsError is --save-weights for a lab that has none.
type noWeightsError struct{ Lab string }

func (e noWeightsError) Error() string {
	return fmt.Sprintf("--save-weights: %s has no weights to save; leave it out", e.Lab)
}

func (e noWeightsError) Message() (string, map[string]any) {
	return "cli.no-weights", map[string]any{"Lab": e.Lab}
}

// sameFileError is one name for two outputs.
type sameFileError struct{ Name string }

func (e sameFileError) Error() string {
	return fmt.Sprintf("--out and --save-weights both name %q; give two files", e.Name)
}

func (e sameFileError) Message() (string, map[string]any) {
	return "cli.same-file", map[string]any{"Name": e.Name}
}

// setupFileError is a setup that --setup names and that cannot be taken.
type setupFileError struct {
	File string
	Err  error
}

func (e setupFileError) Error() string { return fmt.Sprintf("--setup %q: %v", e.File, e.Err) }

func (e setupFileError) Unwrap() error { return e.Err }

func (e setupFileError) Message() (string, map[string]any) {
	return "cli.setup", map[string]any{"File": e.File, "Err": e.Err}
}

// notSetupLineError is a line that is no setup line.
type notSetupLineError struct{}

func (notSetupLineError) Error() string {
	return "this is not a setup line; give the first line that nabla run printed"
}

func (notSetupLineError) Message() (string, map[string]any) { return "cli.not-setup-line", nil }

// unknownFieldError is a name that a setup line does not have.
type unknownFieldError struct {
	Name  string
	Known []string
}

func (e unknownFieldError) Error() string {
	return fmt.Sprintf("unknown field %q; there are %s", e.Name, strings.Join(e.Known, ", "))
}

func (e unknownFieldError) Message() (string, map[string]any) {
	return "cli.unknown-field", map[string]any{"Name": e.Name, "Known": strings.Join(e.Known, ", ")}
}

func (e unknownFieldError) Unknown() (name string, known []string) { return e.Name, e.Known }

// jsonValueError is a JSON value that no parameter takes.
type jsonValueError struct{}

func (jsonValueError) Error() string { return "give a number, a string, true, false or a list of them" }

func (jsonValueError) Message() (string, map[string]any) { return "cli.json-value", nil }

// notTerminalError is a screen that is none.
type notTerminalError struct{ Lab string }

func (e notTerminalError) Error() string {
	return fmt.Sprintf("standard input and output are not a terminal; for numbers without a screen use: nabla run %s", e.Lab)
}

func (e notTerminalError) Message() (string, map[string]any) {
	return "cli.not-terminal", map[string]any{"Lab": e.Lab}
}

// interruptedError is a run that was told to stop.
type interruptedError struct{ Step, Steps int }

func (e interruptedError) Error() string {
	return fmt.Sprintf("interrupted at step %d of %d", e.Step, e.Steps)
}

func (e interruptedError) Message() (string, map[string]any) {
	return "cli.interrupted", map[string]any{"Step": e.Step, "Steps": e.Steps}
}

func (interruptedError) exitStatus() int { return statusInterrupted }

// columnsError is a report that does not fit under the header of the first.
type columnsError struct{ Step int }

func (e columnsError) Error() string {
	return fmt.Sprintf("step %d has other columns than the first line; use --format jsonl", e.Step)
}

func (e columnsError) Message() (string, map[string]any) {
	return "cli.columns", map[string]any{"Step": e.Step}
}

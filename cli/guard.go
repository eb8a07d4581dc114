package cli

import "fmt"

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

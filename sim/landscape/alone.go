package landscape

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// AloneError is a formula in which the name of a curve or a surface stands as if
// it were a value.
type AloneError struct{ Name string }

func (e *AloneError) Error() string {
	return fmt.Sprintf("the name %s stands alone, not in a formula; give the name or a formula", e.Name)
}

// Message returns the id and the arguments of the translated text.
func (e *AloneError) Message() (string, map[string]any) {
	return "landscape.alone", map[string]any{"Name": e.Name}
}

// alone returns what is wrong with a text that is no formula: that one of the
// names is in it, if one is, else the parser's error.
func alone(err error, text string, names []string) error {
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-'
	})
	for _, name := range names {
		if name != "abs" && slices.Contains(words, name) { // abs is a function too
			return &AloneError{Name: name}
		}
	}
	return err
}

package sim

import (
	"errors"
	"fmt"
	"strings"
)

// Guess adds to an error about an unknown name the known one that may have been
// meant, as a [NearError]. The error is of a type with a method
//
//	Unknown() (name string, known []string)
//
// or wraps one; any other error is returned as it is. Of a [*ParamError] only
// what is wrong is replaced, so that its parameter stays in front.
func Guess(err error) error {
	if _, ok := errors.AsType[NearError](err); ok {
		return err
	}
	e, ok := errors.AsType[interface {
		error
		Unknown() (name string, known []string)
	}](err)
	if !ok {
		return err
	}
	name, known := e.Unknown()
	p, wrapped := errors.AsType[*ParamError](err)
	if wrapped && name == "" {
		name = p.Text
	}
	near := closest(strings.ToLower(name), known)
	switch {
	case near == "":
		return err
	case wrapped && err == error(p): //nolint:errorlint // the outermost is meant
		return &ParamError{Name: p.Name, Text: p.Text, Err: NearError{Err: p.Err, Near: near}}
	}
	return NearError{Err: err, Near: near}
}

// NearError adds to an error the name that may have been meant.
type NearError struct {
	Err  error
	Near string
}

func (e NearError) Error() string { return fmt.Sprintf("%v; did you mean %s?", e.Err, e.Near) }

// Unwrap returns the error about the name that was given.
func (e NearError) Unwrap() error { return e.Err }

// Message returns the id and the arguments of the translated text.
func (e NearError) Message() (string, map[string]any) {
	return "error.did-you-mean", map[string]any{"Err": e.Err, "Near": e.Near}
}

// closest returns the known name that the fewest typing mistakes turn into the
// given one, of several the one that begins alike, or "" where that would take
// more than one in three letters.
func closest(name string, known []string) string {
	const longest = 40 // nobody mistypes more, and the cost grows with the square
	if len(name) > longest {
		return ""
	}
	best, near := max(1, len(name)/3)+1, ""
	for _, k := range known {
		d := mistakes(name, k)
		if d < len(k) && (d < best || d == best && near != "" && alike(name, k) > alike(name, near)) {
			best, near = d, k
		}
	}
	return near
}

// alike counts the bytes with which both names begin.
func alike(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// mistakes counts how many bytes to insert, delete, replace or swap with their
// neighbour to turn a into b (the distance of optimal string alignment).
func mistakes(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := range len(a) {
		for j := range len(b) {
			change := d[i][j]
			if a[i] != b[j] {
				change++
			}
			least := min(change, d[i][j+1]+1, d[i+1][j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				least = min(least, d[i-1][j-1]+1)
			}
			d[i+1][j+1] = least
		}
	}
	return d[len(a)][len(b)]
}

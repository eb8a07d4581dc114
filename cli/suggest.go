package cli

import (
	"errors"
	"slices"

	"nabla/sim"
)

// guess adds to an error about an unknown name the known one that may have been
// meant.
func guess(err error) error {
	if _, ok := errors.AsType[nearError](err); ok {
		return err
	}
	var name string
	var known []string
	if e, ok := errors.AsType[sim.UnknownLabError](err); ok {
		name, known = e.Name, e.Known
	}
	if e, ok := errors.AsType[sim.UnknownParamError](err); ok {
		name, known = e.Name, e.Known
	}
	if e, ok := errors.AsType[unknownCommandError](err); ok {
		name, known = e.Name, slices.Concat(e.Labs, e.Commands)
	}
	if e, ok := errors.AsType[unknownFlagError](err); ok {
		name, known = e.Flag, e.Known
	}
	if e, ok := errors.AsType[unknownFieldError](err); ok {
		name, known = e.Name, e.Known
	}
	if e, ok := errors.AsType[sim.ChoiceError](err); ok {
		name, known = e.Entry, e.Accepted
		if p, ok := errors.AsType[*sim.ParamError](err); ok && name == "" {
			name = p.Text
		}
	}
	if near := closest(name, known); near != "" {
		return nearError{Err: err, Near: near}
	}
	return err
}

// closest returns the known name that the fewest typing mistakes turn into the
// given one, or "" where that would take more than one in three letters.
func closest(name string, known []string) string {
	const longest = 40 // nobody mistypes more, and the cost grows with the square
	if len(name) > longest {
		return ""
	}
	best, near := max(1, len(name)/3)+1, ""
	for _, k := range known {
		if d := mistakes(name, k); d < best && d < len(k) {
			best, near = d, k
		}
	}
	return near
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

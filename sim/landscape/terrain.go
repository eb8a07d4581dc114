package landscape

import (
	"fmt"
	"slices"
	"strings"

	"nabla/sim/calculus"
)

// Terrain is a function of two variables, with what is needed to draw it and to
// start on it. It never changes. [OpenSurface] makes it.
type Terrain struct {
	surface Surface // what is known of it; of a formula that was typed, nothing
	formula *calculus.Formula
	x, y    Interval
	start   [2]float64
}

// OpenSurface returns the named surface, or the terrain of a formula in two
// variables: x and y, one of which may be missing, or any two of one letter,
// taken in alphabetical order. Its errors are those of [calculus.Parse], a
// [*SurfaceVariablesError] or, for what looks like a name, an
// [*UnknownSurfaceError].
func OpenSurface(text string) (*Terrain, error) {
	text = strings.TrimSpace(text)
	for _, s := range Surfaces() {
		if s.Name != text {
			continue
		}
		f, err := calculus.Parse(s.Formula, "x", "y")
		if err != nil {
			return nil, err
		}
		return &Terrain{surface: s, formula: f, x: s.X, y: s.Y, start: s.Start}, nil
	}
	f, err := readTwo(text)
	if err != nil {
		return nil, err
	}
	t := &Terrain{formula: f}
	t.x, t.y, t.start = window(f)
	return t, nil
}

// readTwo parses a formula in two variables.
func readTwo(text string) (*calculus.Formula, error) {
	f, err := calculus.Parse(text, "x", "y")
	if err == nil {
		return f, nil
	}
	free, freeErr := calculus.Parse(text)
	if freeErr != nil {
		err = freeErr
	} else {
		letters := slices.DeleteFunc(slices.Sorted(slices.Values(free.Vars())), long)
		switch {
		case len(letters) == 2:
			f, err = calculus.Parse(text, letters...)
		case len(letters) == len(free.Vars()):
			return nil, &SurfaceVariablesError{Variables: letters}
		}
	}
	switch {
	case err != nil && nameLike(text):
		return nil, &UnknownSurfaceError{Name: text, Names: SurfaceNames()}
	case err != nil:
		return nil, alone(err, text, SurfaceNames())
	}
	return f, nil
}

// Name returns the name of the surface, empty for a formula that was typed.
func (t *Terrain) Name() string { return t.surface.Name }

// Surface returns what is known of a named surface, nothing of a formula that
// was typed. Its slices must not be changed.
func (t *Terrain) Surface() Surface { return t.surface }

// Formula returns the function, the two variables of which are those to the
// right and upwards, in this order.
func (t *Terrain) Formula() *calculus.Formula { return t.formula }

// Range returns the range worth drawing.
func (t *Terrain) Range() (x, y Interval) { return t.x, t.y }

// Start returns where to start unless somebody says otherwise.
func (t *Terrain) Start() (x, y float64) { return t.start[0], t.start[1] }

// UnknownSurfaceError is a word that is neither the name of a surface nor a
// formula.
type UnknownSurfaceError struct {
	Name  string
	Names []string // those there are
}

func (e *UnknownSurfaceError) Error() string {
	return fmt.Sprintf("no surface is called %q; there are %s, or type a formula such as x^2 + y^2", e.Name, strings.Join(e.Names, ", "))
}

// Unknown returns the name that was given and those there are.
func (e *UnknownSurfaceError) Unknown() (name string, known []string) { return e.Name, e.Names }

// Message returns the id and the arguments of the translated text.
func (e *UnknownSurfaceError) Message() (string, map[string]any) {
	return "landscape.unknown-surface", map[string]any{"Name": e.Name, "Names": strings.Join(e.Names, ", ")}
}

// SurfaceVariablesError is a formula in one variable other than x and y, or in
// more than two.
type SurfaceVariablesError struct{ Variables []string }

func (e *SurfaceVariablesError) Error() string {
	return fmt.Sprintf("the formula is written in %s; write it in two variables, such as x and y", strings.Join(e.Variables, ", "))
}

// Message returns the id and the arguments of the translated text.
func (e *SurfaceVariablesError) Message() (string, map[string]any) {
	return "landscape.surface-variables", map[string]any{"Variables": strings.Join(e.Variables, ", ")}
}

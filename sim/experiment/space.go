package experiment

import (
	"slices"
	"strconv"

	"nabla/sim"
	"nabla/sim/dataset"
)

// space is the inputs that a network sees as a space with names, scales and
// places, to be mapped over two of its directions.
//
// With features made of x1 and x2 its coordinates are x1 and x2, of which they are
// made; else they are the network's inputs.
type space struct {
	names    []string
	scaler   dataset.Scaler  // of the network's inputs
	derive   dataset.Deriver // of features made of x1 and x2
	derived  bool
	raw      [2][]float64 // x1 and x2 of the first rows, in training and test, where they are derived from
	constant []string     // inputs that have one value in the whole training set
	axes     axes
}

// axes is what a map's two axes are: two coordinates, or the two directions along
// which the inputs vary most.
type axes struct {
	principal bool
	column    [2]int
}

// principalAxes is how a setup asks for the principal directions.
const principalAxes = "pca"

// shownRows is how many rows of each set a map shows at most.
const shownRows = 500

func newSpace(setup sim.Setup, base, set *dataset.Set, scaler dataset.Scaler, train, test []int) (space, error) {
	s := space{names: set.Features, scaler: scaler}
	if names := setup.Value("features").String(); names != "" && base.NumFeatures() == 2 {
		var err error
		if s.derive, err = dataset.NewDeriver(base, splitNames(names)); err != nil {
			return s, err
		}
		s.derived, s.names = true, base.Features
		for k, rows := range [][]int{train, test} {
			s.raw[k] = base.Select(rows[:min(len(rows), shownRows)]).Inputs
		}
	}
	s.constant = constantColumns(set, train)
	if !slices.ContainsFunc(setup.Params(), func(p sim.Param) bool { return p.Name == "axes" }) {
		return s, nil // a lab that shows no map
	}
	var err error
	s.axes, err = s.parseAxes(setup.Value("axes").String())
	return s, err
}

// constantColumns returns the names of the inputs that have one value in all of
// several rows.
func constantColumns(set *dataset.Set, rows []int) (names []string) {
	if len(rows) < 2 {
		return nil
	}
	varies := make([]bool, set.NumFeatures())
	first := set.Input(rows[0])
	for _, i := range rows[1:] {
		for j, x := range set.Input(i) {
			varies[j] = varies[j] || x != first[j]
		}
	}
	for j, name := range set.Features {
		if !varies[j] {
			names = append(names, name)
		}
	}
	return names
}

// parseAxes reads what the axes are to be: auto, pca, or two columns by number
// or name.
func (s *space) parseAxes(text string) (axes, error) {
	switch {
	case len(s.names) < 2, text == auto && len(s.names) == 2:
		return axes{column: [2]int{0, min(1, len(s.names)-1)}}, nil
	case text == auto, text == principalAxes:
		return axes{principal: true}, nil
	}
	refuse := func(err error) (axes, error) {
		return axes{}, &sim.ParamError{Name: "axes", Text: text, Err: err}
	}
	words := splitNames(text)
	if len(words) != 2 {
		return refuse(AxesError{Known: s.names})
	}
	var a axes
	for k, word := range words {
		at := slices.Index(s.names, word)
		if number, err := strconv.Atoi(word); at < 0 && err == nil {
			at = number - 1
		}
		if at < 0 || at >= len(s.names) {
			return refuse(AxesError{Entry: sim.Printable(word), Known: s.names})
		}
		a.column[k] = at
	}
	if a.column[0] == a.column[1] {
		return refuse(sim.TwiceError{Entry: sim.Printable(words[1])})
	}
	return a, nil
}

// checkAxes refuses what cannot be two axes of any data.
func checkAxes(text string) error {
	if text == auto || text == principalAxes || len(splitNames(text)) == 2 && !slices.Contains(splitNames(text), "") {
		return nil
	}
	return AxesError{}
}

// AxesError is axes of a map that the data do not have.
type AxesError struct {
	Entry string   // the one that is not known, empty where they are not two
	Known []string // the columns
}

// some returns the first of the columns.
func (e AxesError) some() string {
	const few = 6
	if len(e.Known) > few {
		return joined(e.Known[:few]) + ", …"
	}
	return joined(e.Known)
}

func (e AxesError) Error() string {
	switch {
	case e.Known == nil:
		return "give auto, pca, or two columns by number or name, as in 1,2"
	case e.Entry == "":
		return "give auto, pca, or two columns by number or name; there are " + e.some()
	}
	return "no column " + strconv.Quote(e.Entry) + "; give auto, pca, or two by number or name of " + e.some()
}

// Message returns the id and the arguments of the translated text.
func (e AxesError) Message() (string, map[string]any) {
	args := map[string]any{"Entry": e.Entry, "Known": e.some()}
	switch {
	case e.Known == nil:
		return "error.axes", args
	case e.Entry == "":
		return "error.axes-two", args
	}
	return "error.axes-column", args
}

// Unknown returns the column that there is none of, and those there are.
func (e AxesError) Unknown() (name string, known []string) { return e.Entry, e.Known }

package dataset

import (
	"slices"
	"strings"

	"nabla/sim"
	"nabla/sim/elementary"
)

// DerivedNames returns the features that [Derive] makes of two inputs.
func DerivedNames() []string {
	return []string{"x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)"}
}

// Derive returns the set with these features for its inputs, in this order. A
// feature is one of the set's own, by name, or, where the set has two inputs,
// one of [DerivedNames], in which x1 is the first of them and x2 the second. No
// features means all of the set's own.
//
// Others are a [sim.ChoiceError], one listed twice is a [sim.TwiceError].
func Derive(s *Set, features []string) (*Set, error) {
	if len(features) == 0 {
		return s, nil
	}
	d, err := NewDeriver(s, features)
	if err != nil {
		return nil, err
	}
	inputs := make([]float64, 0, s.Len()*len(d.formulas))
	for i := range s.Len() {
		inputs = d.Append(inputs, s.Input(i))
	}
	return s.withInputs(d.names, inputs), nil
}

// Deriver makes features of one row after the other, for places that no row of
// a set has. It is made by [NewDeriver].
type Deriver struct {
	names    []string
	formulas []formula
}

// NewDeriver returns what makes these features of rows of the set; names and
// errors are those of [Derive].
func NewDeriver(s *Set, features []string) (Deriver, error) {
	var d Deriver
	for _, entry := range features {
		name, f := s.formula(entry)
		if f == nil {
			return Deriver{}, sim.ChoiceError{Entry: sim.Printable(entry), Accepted: some(s.formulas())}
		}
		if slices.Contains(d.names, name) {
			return Deriver{}, sim.TwiceError{Entry: sim.Printable(name)}
		}
		d.names = append(d.names, name)
		d.formulas = append(d.formulas, f)
	}
	return d, nil
}

// Append appends the features of a row with these inputs.
func (d Deriver) Append(dst, row []float64) []float64 {
	for _, f := range d.formulas {
		dst = append(dst, f(row))
	}
	return dst
}

// formula is a feature as a function of the inputs of a row.
type formula func(x []float64) float64

// formula returns the feature's full name and its function, nil for none.
func (s *Set) formula(entry string) (string, formula) {
	name := tidy(entry)
	if j := slices.Index(s.Features, name); j >= 0 {
		return name, func(x []float64) float64 { return x[j] }
	}
	if s.NumFeatures() != 2 {
		return name, nil
	}
	name = strings.ReplaceAll(name, " ", "")
	return name, derived(name)
}

func derived(name string) formula {
	switch name {
	case "x1":
		return func(x []float64) float64 { return x[0] }
	case "x2":
		return func(x []float64) float64 { return x[1] }
	case "x1^2":
		return func(x []float64) float64 { return x[0] * x[0] }
	case "x2^2":
		return func(x []float64) float64 { return x[1] * x[1] }
	case "x1*x2":
		return func(x []float64) float64 { return x[0] * x[1] }
	case "sin(x1)":
		return func(x []float64) float64 { return elementary.Sin(x[0]) }
	case "sin(x2)":
		return func(x []float64) float64 { return elementary.Sin(x[1]) }
	default:
		return nil
	}
}

// formulas returns the names of all features that can be asked of the set.
func (s *Set) formulas() []string {
	names := slices.Clone(s.Features)
	if s.NumFeatures() != 2 {
		return names
	}
	for _, name := range DerivedNames() {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

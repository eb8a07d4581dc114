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
	formulas := make([]formula, 0, len(features))
	names := make([]string, 0, len(features))
	for _, entry := range features {
		name, f := s.formula(entry)
		if f == nil {
			return nil, sim.ChoiceError{Entry: sim.Printable(entry), Accepted: some(s.formulas())}
		}
		if slices.Contains(names, name) {
			return nil, sim.TwiceError{Entry: sim.Printable(name)}
		}
		names = append(names, name)
		formulas = append(formulas, f)
	}
	inputs := make([]float64, 0, s.Len()*len(formulas))
	for i := range s.Len() {
		row := s.Input(i)
		for _, f := range formulas {
			inputs = append(inputs, f(row))
		}
	}
	return s.withInputs(names, inputs), nil
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

package sim

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Setup is how an experiment starts: its lab, a seed and a value for every
// parameter. It is a value: With returns a changed copy.
type Setup struct {
	Lab  string
	Seed uint64

	params   []Param // those declared, then those that values of these bring
	declared int
	defaults []Value // one per parameter, in their order
	values   []Value // likewise
}

// DefaultSeed is the seed of a setup unless another is given.
const DefaultSeed = 7

// seedName is what the text forms call the seed, so that no parameter may.
const seedName = "seed"

// NewSetup returns the lab's setup with every parameter at its default. It
// panics at a mistake in the declaration: a default that its own parameter
// refuses, a name that is given twice, is "seed", or is not a letter followed
// by letters, digits, '-' and '_' (the share line could not hold it), a range
// that is none or has no logarithm, a choice that could not be chosen.
func NewSetup(lab string, params []Param) Setup {
	if !isName(lab) {
		panic(fmt.Sprintf("sim: %q cannot be the name of a lab", lab))
	}
	s := Setup{Lab: lab, Seed: DefaultSeed, params: params, declared: len(params)}
	s.defaults = s.standard()
	s.values = s.defaults
	return s.brought()
}

// standard returns the defaults of all parameters, and panics at a mistake in
// their declarations.
func (s Setup) standard() []Value {
	defaults := make([]Value, len(s.params))
	for i := range s.params {
		p := &s.params[i]
		if s.index(p.Name) != i {
			panic(fmt.Sprintf("sim: %s declares %s twice", s.Lab, p.Name))
		}
		if fault := p.fault(); fault != "" {
			panic(fmt.Sprintf("sim: %s: parameter %q: %s", s.Lab, p.Name, fault))
		}
		v, err := p.Parse(p.Default)
		if err != nil {
			panic("sim: default of " + s.Lab + ": " + err.Error())
		}
		defaults[i] = v
	}
	return defaults
}

// brought returns the setup with the parameters that its values bring along.
// One that was there before under the same name keeps a value that was given.
func (s Setup) brought() Setup {
	params := s.params[:s.declared:s.declared]
	for i := range params {
		if p := &params[i]; p.Brings != nil {
			params = append(params, p.Brings(s.values[i].text)...)
		}
	}
	if len(params) == s.declared && len(s.params) == s.declared {
		return s
	}
	next := Setup{Lab: s.Lab, Seed: s.Seed, params: params, declared: s.declared}
	next.defaults = next.standard()
	next.values = slices.Concat(s.values[:s.declared], next.defaults[s.declared:])
	for i := s.declared; i < len(params); i++ {
		old := s.index(params[i].Name)
		if old < 0 || s.values[old].text == s.defaults[old].text {
			continue
		}
		if v, err := params[i].Parse(s.values[old].text); err == nil {
			next.values[i] = v
		}
	}
	return next
}

// fault returns what is wrong with the declaration, apart from its default.
func (p *Param) fault() string {
	switch {
	case p.Name == seedName || !isName(p.Name):
		return "a parameter cannot have this name"
	case p.Kind.numeric() && !(p.Min <= p.Max && !math.IsInf(p.Max-p.Min, 0)):
		return "its range is none"
	case p.Kind.numeric() && p.Log && !(p.Min >= 0 && p.Max > 0):
		return "its range has no logarithm"
	case p.Kind.whole() && max(-p.Min, p.Max) > 1<<53:
		return "its range holds whole numbers that a float64 does not"
	}
	for _, choice := range p.Choices {
		if choice == "" || choice != strings.TrimSpace(choice) || p.Kind.List() && strings.Contains(choice, ",") {
			return fmt.Sprintf("%q could not be chosen", choice)
		}
	}
	return ""
}

// isName reports whether the text can name a lab or a parameter in a share
// line, where '=', ':', '@', '"' and blanks mean something else.
func isName(text string) bool {
	for i, r := range text {
		if !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r) && r != '-' && r != '_') {
			return false
		}
	}
	return text != ""
}

// Params returns the declarations, in order, and then those of the parameters
// that values bring along. The caller must not change them.
func (s Setup) Params() []Param { return s.params }

// Param returns the declaration of the name, or an [UnknownParamError].
func (s Setup) Param(name string) (*Param, error) {
	i := s.index(name)
	if i < 0 {
		known := make([]string, len(s.params))
		for j := range s.params {
			known[j] = s.params[j].Name
		}
		return nil, UnknownParamError{Lab: s.Lab, Name: name, Known: known}
	}
	return &s.params[i], nil
}

// Value returns the value of the named parameter. It panics when the lab does
// not declare one of that name.
func (s Setup) Value(name string) Value { return s.values[s.must(name)] }

// With returns a copy in which the named parameter has the value that the text
// stands for. On an error the copy is unchanged.
func (s Setup) With(name, text string) (Setup, error) {
	p, err := s.Param(name)
	if err != nil {
		return s, err
	}
	v, err := p.Parse(text)
	if err != nil {
		return s, err
	}
	return s.WithValue(name, v), nil
}

// WithValue returns a copy in which the named parameter has the value, with the
// parameters that this brings along. It panics when the lab does not declare
// one of that name.
func (s Setup) WithValue(name string, v Value) Setup {
	i := s.must(name)
	s.values = slices.Clone(s.values)
	s.values[i] = v
	if s.params[i].Brings == nil {
		return s
	}
	return s.brought()
}

// ParseEdit reads an edit of this lab from its text form, STEP:NAME=VALUE. Its
// errors are [EditError], [UnknownParamError] and [*ParamError], of the name
// "step" where that is what is wrong.
func (s Setup) ParseEdit(text string) (Edit, error) {
	at, rest, timed := strings.Cut(text, ":")
	name, value, valued := strings.Cut(rest, "=")
	if !timed || !valued {
		return Edit{}, EditError{Text: text}
	}
	step, err := parseStep(at)
	if err != nil {
		return Edit{}, err
	}
	p, err := s.Param(name)
	if err != nil {
		return Edit{}, err
	}
	v, err := p.Parse(value)
	if err != nil {
		return Edit{}, err
	}
	return Edit{Step: step, Name: name, Value: v}, nil
}

func (s Setup) index(name string) int {
	return slices.IndexFunc(s.params, func(p Param) bool { return p.Name == name })
}

// must returns the index of a parameter that the lab's own code names.
func (s Setup) must(name string) int {
	i := s.index(name)
	if i < 0 {
		panic("sim: " + s.Lab + " declares no parameter " + name)
	}
	return i
}

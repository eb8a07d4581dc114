package optimizer

import (
	"fmt"
	"strings"

	"nabla/sim"
)

// RuleError is a name that no update rule has.
type RuleError struct {
	Name  string
	table *Table // in which there is none of the name
}

func (e RuleError) Error() string {
	return fmt.Sprintf(`unknown optimizer "%s"; give one of %s`, sim.Printable(e.Name), strings.Join(e.table.Names(), ", "))
}

// Unknown returns the name that was given and those there are.
func (e RuleError) Unknown() (name string, known []string) { return e.Name, e.table.Names() }

// Message returns the id and the arguments of the translated text.
func (e RuleError) Message() (id string, args map[string]any) {
	return "optimizer.unknown", map[string]any{"Name": sim.Printable(e.Name), "Accepted": strings.Join(e.table.Names(), ", ")}
}

// OptionError is an option that the rule does not have, or that is given twice.
type OptionError struct {
	Rule, Option string
	Twice        bool
	table        *Table // that the rule is of
}

func (e OptionError) Error() string {
	if e.Twice {
		return fmt.Sprintf(`%s: "%s" is given twice; give it once`, e.Rule, sim.Printable(e.Option))
	}
	return fmt.Sprintf(`%s: unknown option "%s"; give one of %s`, e.Rule, sim.Printable(e.Option), strings.Join(e.options(), ", "))
}

// Unknown returns the option that was given and those there are. One that is
// given twice is not unknown: it has nothing to compare it with.
func (e OptionError) Unknown() (name string, known []string) {
	if e.Twice {
		return e.Option, nil
	}
	return e.Option, e.options()
}

// Message returns the id and the arguments of the translated text.
func (e OptionError) Message() (id string, args map[string]any) {
	args = map[string]any{"Rule": e.Rule, "Option": sim.Printable(e.Option)}
	if e.Twice {
		return "optimizer.twice", args
	}
	args["Accepted"] = strings.Join(e.options(), ", ")
	return "optimizer.option", args
}

func (e OptionError) options() []string {
	var names []string
	for _, rule := range e.table.list() {
		if rule.Name == e.Rule {
			for _, option := range rule.Options {
				names = append(names, option.Name)
			}
		}
	}
	return names
}

// ValueError is an option's value that is no number or out of range.
type ValueError struct {
	Rule   string
	Option Option
	Text   string
}

func (e ValueError) Error() string {
	return fmt.Sprintf(`%s: %s="%s"; give a number with %s`, e.Rule, e.Option.Name, sim.Printable(e.Text), e.Option.Range())
}

// Message returns the id and the arguments of the translated text.
func (e ValueError) Message() (id string, args map[string]any) {
	return "optimizer.value", map[string]any{
		"Rule": e.Rule, "Option": e.Option.Name, "Text": sim.Printable(e.Text), "Range": e.Option.Range(),
	}
}

// SyntaxError is a text that is neither NAME nor NAME(OPTION=VALUE,…).
type SyntaxError struct{ Text string }

func (e SyntaxError) Error() string {
	return fmt.Sprintf(`"%s": give a name and options, such as adam(beta1=0.8,eps=1e-7)`, sim.Printable(e.Text))
}

// Message returns the id and the arguments of the translated text.
func (e SyntaxError) Message() (id string, args map[string]any) {
	return "optimizer.syntax", map[string]any{"Text": sim.Printable(e.Text)}
}

// ClipError is a text that is no [Clip].
type ClipError struct {
	Text    string
	unknown bool // there is no clip of the name
}

func (ClipError) Error() string {
	return "give none, or value(c) or norm(c) with a number c > 0, such as norm(1)"
}

// Unknown returns the name that was given and those there are; no name where it
// is only the number that cannot be used.
func (e ClipError) Unknown() (name string, known []string) {
	if !e.unknown {
		return "", nil
	}
	name, _, _ = strings.Cut(e.Text, "(")
	return strings.TrimSpace(name), Clips()
}

// Message returns the id and the arguments of the translated text.
func (ClipError) Message() (id string, args map[string]any) { return "optimizer.clip", nil }

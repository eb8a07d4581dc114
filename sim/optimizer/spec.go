package optimizer

import (
	"strings"

	"nabla/sim"
)

// Spec is an update rule and its options. Specs are values that can be
// compared; the zero value is sgd. They come from [Parse].
type Spec struct {
	table   *Table
	rule    int // in the table
	given   [maxOptions]bool
	values  [maxOptions]float64 // where given, else 0
	Rate    float64             // the option lr, where HasRate
	HasRate bool
}

// Parse reads NAME or NAME(OPTION=VALUE,…), as in momentum or
// adam(lr=0.1,beta1=0.8), with blanks anywhere between. Options not given have
// their defaults; lr goes to Rate. The error is a [RuleError], [OptionError],
// [ValueError] or [SyntaxError].
func Parse(text string) (Spec, error) { return (*Table)(nil).Parse(text) }

// Table is a list of rules to choose from, in which there may be others than
// this package's: declarations of methods that are carried out elsewhere. The
// nil Table is the list of [Rules].
type Table struct{ rules []Rule }

// NewTable returns the table of the rules. It panics if one has more than five
// options.
func NewTable(rules ...Rule) *Table {
	for i := range rules {
		if len(rules[i].Options) > maxOptions {
			panic("optimizer: " + rules[i].Name + " has too many options")
		}
	}
	return &Table{rules: rules}
}

func (t *Table) list() []Rule {
	if t == nil {
		return rules[:]
	}
	return t.rules
}

// Names lists the names of the rules, as Parse knows them.
func (t *Table) Names() []string {
	list := t.list()
	names := make([]string, len(list))
	for i := range list {
		names[i] = list[i].Name
	}
	return names
}

// Parse is the package's [Parse] with the rules of the table.
func (t *Table) Parse(text string) (Spec, error) {
	name, inner, hasOptions := strings.Cut(text, "(")
	name = strings.TrimSpace(name)
	s, err := t.find(name)
	if err != nil || !hasOptions {
		return s, err
	}
	inner, closed := strings.CutSuffix(strings.TrimSpace(inner), ")")
	if !closed {
		return Spec{}, SyntaxError{Text: text}
	}
	if strings.TrimSpace(inner) == "" {
		return s, nil
	}
	for part := range strings.SplitSeq(inner, ",") {
		option, value, found := strings.Cut(part, "=")
		if !found {
			return Spec{}, SyntaxError{Text: text}
		}
		if s, err = s.with(strings.TrimSpace(option), strings.TrimSpace(value)); err != nil {
			return Spec{}, err
		}
	}
	return s, nil
}

func (t *Table) find(name string) (Spec, error) {
	for i, known := range t.Names() {
		if known == name {
			return Spec{table: t, rule: i}, nil
		}
	}
	return Spec{}, RuleError{Name: name, table: t}
}

// declared is the rule's declaration.
func (s Spec) declared() *Rule { return &s.table.list()[s.rule] }

func (s Spec) with(name, text string) (Spec, error) {
	for i, option := range s.declared().Options {
		if option.Name != name {
			continue
		}
		if s.given[i] {
			return s, OptionError{Rule: s.Name(), Option: name, Twice: true, table: s.table}
		}
		value, err := sim.ParseDecimal(text)
		if err != nil || !option.accepts(value) {
			return s, ValueError{Rule: s.Name(), Option: option, Text: text}
		}
		s.given[i], s.values[i] = true, value
		if option.Name == lr.Name {
			s.Rate, s.HasRate = value, true
		}
		return s, nil
	}
	return s, OptionError{Rule: s.Name(), Option: name, table: s.table}
}

// Name returns the name of the rule.
func (s Spec) Name() string { return s.declared().Name }

// Value returns the value of an option, its default where it was not given,
// and whether the rule has such an option. The step size is in Rate.
func (s Spec) Value(option string) (value float64, ok bool) {
	for i, o := range s.declared().Options {
		if o.Name == option {
			return s.value(i), true
		}
	}
	return 0, false
}

func (s Spec) value(i int) float64 {
	if s.given[i] {
		return s.values[i]
	}
	return s.declared().Options[i].Default
}

// String writes the rule with the options that were given, in the order of
// their declaration. [Parse] reads the same Spec back.
func (s Spec) String() string {
	var b strings.Builder
	b.WriteString(s.Name())
	separator := "("
	for i, option := range s.declared().Options {
		if s.given[i] {
			b.WriteString(separator + option.Name + "=" + format(s.values[i]))
			separator = ","
		}
	}
	if separator == "," {
		b.WriteString(")")
	}
	return b.String()
}

// New returns an optimizer for size parameters with the step size rate. An lr
// among the options is not looked at; who accepts it passes s.Rate. New panics
// if size < 0, and where the rule is not one of [Rules].
func (s Spec) New(size int, rate float64) Optimizer {
	options := s.declared().Options
	values := make([]float64, len(options))
	for i := range options {
		values[i] = s.value(i)
	}
	return s.declared().build(size, rate, values)
}

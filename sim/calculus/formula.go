package calculus

import "slices"

// Formula is a formula that was read from text. It never changes: any number of
// goroutines may use one at a time. [Parse] makes it.
type Formula struct {
	text      string
	pretty    string
	variables []string
	program   program
}

// String returns the formula as it stands in a textbook, such as w⁴ − 3w² + w.
// Parsing it, with the same variables, gives the same values again. (It may be
// longer than the text that was parsed, and so longer than [MaxLength].)
func (f *Formula) String() string { return f.pretty }

// Text returns the formula as it was typed.
func (f *Formula) Text() string { return f.text }

// Vars returns the names of the variables in their order.
func (f *Formula) Vars() []string { return slices.Clone(f.variables) }

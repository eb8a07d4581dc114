package calculus

// Formula is a formula that was read from text. It never changes: any number of
// goroutines may use one at a time. [Parse] makes it.
type Formula struct {
	text      string
	pretty    string
	variables []string
	program   program
}

// String returns the formula as it stands in a textbook, such as w⁴ − 3w² + w.
// Parsing it, with the same variables, gives the same values again. (Where that
// would be longer than [MaxLength] or deeper than [MaxDepth], for printing adds
// spaces and parentheses, it is the text as it was typed.)
func (f *Formula) String() string { return f.pretty }

// Text returns the formula as it was typed, without a left side such as f(x) =.
func (f *Formula) Text() string { return f.text }

// Vars returns the names of the variables in their order.
func (f *Formula) Vars() []string {
	// A list that a caller only looks at needs no memory of its own this way.
	names := make([]string, len(f.variables))
	copy(names, f.variables)
	return names
}

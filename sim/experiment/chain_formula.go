package experiment

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"nabla/sim"
	"nabla/sim/calculus"
)

// What the formula of a chain may have at most: each variable is a parameter of
// its own, and each node a place in a picture.
const (
	maxChainVariables = 12
	maxChainNodes     = 128
)

// chainPreset is a named formula with values that make something of it.
type chainPreset struct {
	name    string
	formula string
	input   string // whose paths are followed
	letters []chainLetter
}

// chainLetter is a variable with the value it begins with.
type chainLetter struct {
	name  string
	value float64
}

// chainPresets returns the named formulas in the order in which to teach them.
func chainPresets() []chainPreset {
	return []chainPreset{
		{
			// A network of three layers of one unit, and its squared error.
			name: "sigmoid-chain", formula: "(sigmoid(w3*sigmoid(w2*sigmoid(w1*x))) - y)^2", input: "w1",
			letters: []chainLetter{{"x", 1}, {"w1", 0.5}, {"w2", -2}, {"w3", 1.5}, {"y", 1}},
		},
		{
			name: "product", formula: "a*b*c*d", input: "a",
			letters: []chainLetter{{"a", 2}, {"b", -3}, {"c", 0.5}, {"d", 4}},
		},
		{
			// x comes in twice, so that two paths lead to it.
			name: "two-paths", formula: "x*sin(x*y)", input: "x",
			letters: []chainLetter{{"x", 2}, {"y", 0.5}},
		},
		{
			// The example of micrograd's README as one formula. With e for what is
			// squared there: e²/2 + 10/e².
			name: "micrograd", input: "a",
			formula: "(2(2(a + b) + 1) + 1 - a - (4(3(a b + b^3) + relu(b + a)) + relu(b - a)))^2/2" +
				" + 10/(2(2(a + b) + 1) + 1 - a - (4(3(a b + b^3) + relu(b + a)) + relu(b - a)))^2",
			letters: []chainLetter{{"a", -4}, {"b", 2}},
		},
	}
}

func chainNames() []string {
	presets := chainPresets()
	names := make([]string, len(presets))
	for i := range presets {
		names[i] = presets[i].name
	}
	return names
}

// aboutChain gives a named formula.
func aboutChain(name string) string {
	for _, p := range chainPresets() {
		if p.name == name {
			return p.formula
		}
	}
	return ""
}

// parseChain reads a name or a formula, and returns with it what its variables
// begin with and whose paths are followed: of a typed one the first, and 1, 2,
// 3, … in the order of appearance.
func parseChain(text string) (*calculus.Formula, chainPreset, error) {
	for _, p := range chainPresets() {
		if p.name == text {
			names := make([]string, len(p.letters))
			for i, l := range p.letters {
				names[i] = l.name
			}
			f, err := calculus.Parse(p.formula, names...)
			return f, p, err
		}
	}
	f, err := calculus.Parse(text)
	if err != nil {
		return nil, chainPreset{}, err
	}
	p := chainPreset{formula: text}
	for i, name := range f.Vars() {
		p.letters = append(p.letters, chainLetter{name, float64(i + 1)})
	}
	if len(p.letters) > 0 {
		p.input = p.letters[0].name
	}
	return f, p, nil
}

// checkChain refuses what is no formula, has no variable or too many, would make
// too large a graph, or has a variable that cannot be a parameter.
func checkChain(text string) error {
	f, p, err := parseChain(text)
	switch {
	case err != nil:
		return err
	case len(p.letters) == 0:
		return ChainEmptyError{}
	case len(p.letters) > maxChainVariables:
		return ChainSizeError{Variables: len(p.letters), Limit: maxChainVariables}
	}
	for _, l := range p.letters {
		if slices.Contains(chainReserved(), l.name) || strings.ContainsFunc(l.name, unicode.IsMark) {
			return ChainNameError{Name: l.name}
		}
	}
	if n := len(f.NewTape().Nodes()); n > maxChainNodes {
		return ChainSizeError{Nodes: n, Limit: maxChainNodes}
	}
	return nil
}

// chainReserved are the names that no variable of a chain may have: those of its
// parameters, and what setups call the seed.
func chainReserved() []string { return []string{"f", chainInput, "seed"} }

// chainLetters are the parameters that a formula brings along: whose paths are
// followed, and the values of the variables.
func chainLetters(text string) []sim.Param {
	_, p, err := parseChain(text)
	if err != nil {
		return nil // refused by checkChain
	}
	names := make([]string, len(p.letters))
	params := make([]sim.Param, 1, 1+len(p.letters))
	for i, l := range p.letters {
		names[i] = l.name
		params = append(params, sim.Param{
			Name: l.name, Kind: sim.Number, Default: sim.FormatNumber(l.value),
			Min: -1000, Max: 1000, Step: 0.1, Live: true, Letter: true,
		})
	}
	params[0] = sim.Param{Name: chainInput, Kind: sim.Choice, Default: p.input, Choices: names, Live: true}
	return under("chain", params...)
}

// ChainEmptyError is a formula without a variable.
type ChainEmptyError struct{}

func (ChainEmptyError) Error() string {
	return "the formula has no variable; write one with variables, such as a*b"
}

// Message returns the id and the arguments of the translated text.
func (ChainEmptyError) Message() (string, map[string]any) { return "chain.no-variable", nil }

// ChainNameError is a variable that cannot be a parameter: one is called so
// already, or the name holds marks that a setup's line cannot.
type ChainNameError struct{ Name string }

// free is a name that would do.
func (e ChainNameError) free() string {
	return strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return r
	}, e.Name) + "1"
}

func (e ChainNameError) Error() string {
	return fmt.Sprintf("no variable can be called %q here; give it another name, such as %s", e.Name, e.free())
}

// Message returns the id and the arguments of the translated text.
func (e ChainNameError) Message() (string, map[string]any) {
	return "chain.name", map[string]any{"Name": e.Name, "Free": e.free()}
}

// ChainSizeError is a formula of too many variables or, if Variables is 0, of
// too many nodes.
type ChainSizeError struct{ Variables, Nodes, Limit int }

func (e ChainSizeError) Error() string {
	if e.Variables > 0 {
		return "the formula has " + strconv.Itoa(e.Variables) + " variables; write it in " + strconv.Itoa(e.Limit) + " at most"
	}
	return "the graph has " + strconv.Itoa(e.Nodes) + " nodes; write a formula of " + strconv.Itoa(e.Limit) + " at most"
}

// Message returns the id and the arguments of the translated text.
func (e ChainSizeError) Message() (string, map[string]any) {
	if e.Variables > 0 {
		return "chain.variables", map[string]any{"Count": e.Variables, "Limit": e.Limit}
	}
	return "chain.nodes", map[string]any{"Count": e.Nodes, "Limit": e.Limit}
}

package experiment

import "slices"

// Method is how the balls of a descent move. g is f′(w), with noise on it if
// there is any; where the goal is a maximum, f is −f.
type Method int

// The methods of a descent.
const (
	GradientDescent Method = iota // w ← w − µ·g
	Momentum                      // v ← β·v + g, w ← w − µ·v (Polyak 1964, as PyTorch writes it)
	Newton                        // w ← w − f′/f″: to where the slope would be 0, up or down
	MendedNewton                  // w ← w − f′/|f″|: always down, and no farther than a quarter of the range
	Secant                        // w ← w − f′·Δw/Δf′: Newton's with the last two slopes for f″
	Bisection                     // halves a bracket at whose ends f′ has different signs
	GoldenSection                 // narrows a bracket that holds a minimum to 0.618 of it, by f alone
)

// methods is how many there are.
const methods = int(GoldenSection) + 1

func methodNames() []string {
	return []string{"gd", "momentum", "newton", "newton-mended", "secant", "bisection", "golden"}
}

// String returns the name of the method as it is typed.
func (m Method) String() string { return methodNames()[m] }

// Methods returns all methods in the order in which they are listed.
func Methods() []Method {
	all := make([]Method, methods)
	for i := range all {
		all[i] = Method(i)
	}
	return all
}

// methodOf returns the method of a name that was checked.
func methodOf(name string) Method { return Method(slices.Index(methodNames(), name)) }

func aboutMethod(name string) string {
	return [...]string{
		"w − µ·f′", "v ← β·v + f′, w − µ·v", "w − f′/f″", "w − f′/|f″|", "w − f′·Δw/Δf′", "f′ = 0 ∈ [a, b] → ½", "f ∈ [a, b] → 0.618",
	}[methodOf(name)]
}

// TakesRate reports whether a step size belongs to the method.
func (m Method) TakesRate() bool { return m == GradientDescent || m == Momentum }

// bends reports whether the method asks for f″.
func (m Method) bends() bool { return m == Newton || m == MendedNewton }

// brackets reports whether the method narrows a bracket.
func (m Method) brackets() bool { return m == Bisection || m == GoldenSection }

// Evaluations is how often a method has asked for f, f′ and f″, the start and the
// search for a bracket included. That f is known where a ball is drawn does not
// count.
type Evaluations struct {
	F         int `json:"f"`
	Slope     int `json:"slope"`
	Curvature int `json:"curvature"`
}

// Total returns how many evaluations there were of any kind.
func (e Evaluations) Total() int { return e.F + e.Slope + e.Curvature }

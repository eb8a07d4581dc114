package experiment

import (
	"fmt"
	"math"

	"nabla/sim"
)

// RulesReport is what one step of the rules of differentiation reports: the
// part that it differentiates and, once that is the whole formula, f′. What has
// no value is NaN, what has no text empty.
type RulesReport struct {
	X float64 `json:"x"`
	F float64 `json:"f"` // f(x)

	Node       int     `json:"node"` // −1 before the first step
	Part       string  `json:"part"`
	Rule       string  `json:"rule"`
	Chain      bool    `json:"chain"`        // the derivative of an inner part is a factor
	Law        string  `json:"law"`          // in symbols
	Worked     string  `json:"worked"`       // with texts for the symbols
	Numbers    string  `json:"numbers"`      // with numbers for them, rounded
	Simplified string  `json:"simplified"`   // Worked, simplified: the derivative of the part
	PartValue  float64 `json:"part_value"`   // the part at x
	PartSlope  float64 `json:"part_slope"`   // its derivative at x
	Known      int     `json:"nodes_walked"` // how many parts are differentiated
	Total      int     `json:"nodes"`        // of so many

	Derivative string  `json:"derivative"` // f′
	Value      float64 `json:"value"`      // of that text at x
	Dual       float64 `json:"dual"`       // f′(x) by dual numbers
	Numeric    float64 `json:"numeric"`    // (f(x+h) − f(x−h)) / 2h
	H          float64 `json:"h"`
	Agrees     bool    `json:"agrees"`  // value and dual, to 1e-12
	Problem    string  `json:"problem"` // why there is no f′(x), or no text of f′
}

// Report returns a [RulesReport].
func (r *Rules) Report() any {
	c := r.Check()
	report := RulesReport{
		X: r.x, F: c.F, Node: r.Lit(), PartValue: math.NaN(), PartSlope: math.NaN(),
		Known: r.Walked(), Total: len(r.tree.walk),
		Value: math.NaN(), Dual: c.Dual, Numeric: c.Numeric, H: c.H,
	}
	switch {
	case c.Problem != nil:
		report.Problem = c.Problem.Error()
	case c.TooLong != nil:
		report.Problem = c.TooLong.Error()
	}
	if i := report.Node; i >= 0 {
		n := &r.tree.nodes[i]
		report.Part, report.Rule, report.Chain = n.Text, n.Rule.String(), n.Chain
		report.Law, report.Worked, report.Simplified = n.Law, n.Worked, n.Derivative
		report.Numbers = r.Numbers(i)
		report.PartValue, report.PartSlope = r.parts[i].Value, r.parts[i].Derivative
	}
	if slope, err := r.tree.derivation.Derivative(); r.Finished() && err == nil {
		report.Derivative, report.Value, report.Agrees = slope.String(), c.Value, c.Agrees()
	}
	return report
}

// Differentiated is the reason of a run in which f′ stands.
type Differentiated struct {
	X, Slope float64
}

func (r Differentiated) String() string {
	return fmt.Sprintf("f′ is complete; f′(%s) = %.6g", sim.FormatNumber(r.X), r.Slope)
}

// Message returns the id and the arguments of the translated text.
func (r Differentiated) Message() (string, map[string]any) {
	return "reason.differentiated", map[string]any{"X": sim.FormatNumber(r.X), "Slope": fmt.Sprintf("%.6g", r.Slope)}
}

// Unwritten is the reason of a run in which f′ is too long to write out.
type Unwritten struct{ Err error }

func (r Unwritten) String() string { return r.Err.Error() }

// Message returns the id and the arguments of the translated text.
func (r Unwritten) Message() (string, map[string]any) {
	return "reason.unwritten", map[string]any{"Err": r.Err}
}

var (
	_ sim.Reason = Differentiated{}
	_ sim.Reason = Unwritten{}
)

package experiment_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/calculus"
	"nabla/sim/experiment"
)

// rulesOf starts to differentiate a formula at x.
func rulesOf(t *testing.T, formula string, x float64) *experiment.Rules {
	t.Helper()
	setup := sim.NewSetup("rules", experiment.RulesParams())
	for name, text := range map[string]string{"f": formula, "x": sim.FormatNumber(x)} {
		var err error
		if setup, err = setup.With(name, text); err != nil {
			t.Fatal(err)
		}
	}
	r, err := experiment.NewRules(setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// finish steps until f′ stands.
func finish(t *testing.T, r *experiment.Rules) experiment.RulesReport {
	t.Helper()
	for range 600 {
		if r.Finished() {
			return r.Report().(experiment.RulesReport)
		}
		r.Step()
	}
	t.Fatal("f′ does not stand after 600 steps")
	return experiment.RulesReport{}
}

// Textbook functions, their derivatives written by hand.
func TestRulesDifferentiate(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		f     string
		x     float64
		rules string // from the leaves up
		text  string
		slope float64
	}{
		{"x^2*sin(3x)", 1, "power, constant factor, chain, product", "2x·sin(3x) + 3x²·cos(3x)", 2*math.Sin(3) + 3*math.Cos(3)},
		{"x^3 - 3x + 1", 2, "power, constant factor, sum", "3x² − 3", 9},
		{"x^2 - x", -1.5, "power, difference", "2x − 1", -4},
		{"(x^2+1)^3", 1, "power, sum, power", "6x·(x² + 1)²", 24},
		{"x*exp(-x)", 0.5, "constant factor, chain, product", "exp(−x) − x·exp(−x)", 0.5 * math.Exp(-0.5)},
		{"sin(x)/x", math.Pi, "function, quotient", "(x·cos(x) − sin(x))/x²", -1 / math.Pi},
		{"x^3/(x^2+1)", 1, "power, power, sum, quotient", "(x⁴ + 3x²)/(x² + 1)²", 1},
		{"exp(-x^2)", 1, "power, constant factor, chain", "−2x·exp(−x²)", -2 / math.E},
		{"sqrt(x^2+1)", 0.75, "power, sum, chain", "x/sqrt(x² + 1)", 0.6},
		{"1/(1+exp(-x))", 0, "constant factor, chain, sum, quotient", "exp(−x)/(1 + exp(−x))²", 0.25},
		{"2^x", 3, "exponential", "2^x·ln(2)", 8 * math.Ln2},
		{"x^x", 2, "general power", "x^x·(ln(x) + 1)", 4 * (math.Ln2 + 1)},
		{"ln(w^2)", -4, "power, chain", "2/w", -0.5},
		{"min(x^2, 4)", 1, "power, selection", "", 2},
		{"x", 7, "variable", "1", 1},
		{"5", 7, "constant", "0", 0},
		{"u-shape", 3, "power", "2w", 6},
	} {
		r := rulesOf(t, test.f, test.x)
		var names []string
		for !r.Finished() {
			r.Step()
			names = append(names, r.Report().(experiment.RulesReport).Rule)
		}
		if got := strings.Join(names, ", "); test.rules != "" && got != test.rules {
			t.Errorf("%s: the rules are %s, want %s", test.f, got, test.rules)
		}
		report := finish(t, r)
		if test.text != "" && report.Derivative != test.text {
			t.Errorf("(%s)′ = %s, want %s", test.f, report.Derivative, test.text)
		}
		size := max(1, math.Abs(test.slope))
		if math.Abs(report.Value-test.slope) > 1e-12*size || math.Abs(report.Dual-test.slope) > 1e-12*size || !report.Agrees {
			t.Errorf("%s at %v: by the formula %v, by dual numbers %v, want %v", test.f, test.x, report.Value, report.Dual, test.slope)
		}
		if math.Abs(report.Numeric-test.slope) > 1e-6*size || report.H != 1e-5 {
			t.Errorf("%s at %v: %v with h = %v, want %v", test.f, test.x, report.Numeric, report.H, test.slope)
		}
		if s := r.Status(); s.Outcome != sim.Converged || s.Step != len(r.Walk()) {
			t.Errorf("%s: %+v", test.f, s)
		}
	}
}

// The walk reaches a part only after its own, and what is said of a part before
// f′ stands does not give f′ away.
func TestRulesWalkFromTheLeavesUp(t *testing.T) {
	t.Parallel()
	r := rulesOf(t, "x^2*exp(-x)*cos(x) + sqrt(x^2+1)/ln(x+3)", 1)
	if r.Lit() != -1 || r.Known(len(r.Nodes())-1) {
		t.Error("something is differentiated before the first step")
	}
	for !r.Finished() {
		if report := r.Report().(experiment.RulesReport); report.Derivative != "" || report.Agrees || !math.IsNaN(report.Value) {
			t.Errorf("f′ stands after %d steps: %+v", r.Walked(), report)
		}
		if s := r.Status(); s.Outcome != sim.Running {
			t.Errorf("after %d steps: %+v", r.Walked(), s)
		}
		r.Step()
		for _, part := range r.Nodes()[r.Lit()].Parts {
			if !r.Known(part.Step) || r.Links()[part.Step] != (experiment.RuleLink{Parent: r.Lit(), Symbol: part.Symbol}) {
				t.Errorf("%s comes before its %s", r.Nodes()[r.Lit()].Text, part.Symbol)
			}
		}
	}
	before := fmt.Sprint(r.Report())
	r.Step()
	if after := fmt.Sprint(r.Report()); after != before {
		t.Errorf("a step beyond the end leads to\n%s\nfrom\n%s", after, before)
	}
}

// The numbers put into a law give what is printed as its result.
func TestRulesNumbers(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		f    string
		x    float64
		want string // of the last step
	}{
		{"x^2*sin(3x)", 1, "2·0.14112 + 1·(-2.96998)"},
		{"x^4", -2, "4·(-2)^(4 − 1)"},
		{"e^(2x)", 0.5, "e^1·2"},
		{"atan(2x)", 1, "2/(1 + 2²)"},
		{"x^x", 2, "2^2·(1·ln(2) + 2·1/2)"},
		{"x/(x+1)", 1e-7, "(1·1 − (1e-7)·1)/1²"},
		{"max(x, 2)", 3, ""},
		{"x+x+x+x+x", 3, ""},
		{"x", 3, ""},
		{"ln(x)", -1, ""},
	} {
		got := finish(t, rulesOf(t, test.f, test.x)).Numbers
		if got != test.want {
			t.Errorf("%s at %v: %s, want %s", test.f, test.x, got, test.want)
		}
	}
	for _, p := range experiment.RulesParams()[0].Choices {
		for _, x := range []float64{-12.345, -1, 0.3, 1.1, 3.14159} {
			r := rulesOf(t, p, x)
			for !r.Finished() {
				r.Step()
				report := r.Report().(experiment.RulesReport)
				if report.Numbers == "" {
					continue
				}
				f, err := calculus.Parse(report.Numbers)
				if err != nil {
					t.Errorf("%s at %v: %s: %v", p, x, report.Numbers, err)
					continue
				}
				if got := f.Eval(nil); math.Abs(got-report.PartSlope) > 5e-6*math.Abs(report.PartSlope) {
					t.Errorf("%s at %v: %s is %v, want %v", p, x, report.Numbers, got, report.PartSlope)
				}
			}
		}
	}
}

func TestRulesWithoutDerivative(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		f       string
		x       float64
		problem string
	}{
		{"sin(|x-1|)", 1, "column 5: |x − 1| has no derivative here"},
		{"sqrt(x)", 0, "column 1: sqrt(x) has no derivative here"},
		{"3relu(x)", 0, "column 2: relu(x) has no derivative here"},
		{"x*ln(x)", -1, "column 3: ln(x) has no value here"},
	} {
		r := rulesOf(t, test.f, test.x)
		report := finish(t, r)
		if report.Problem != test.problem || report.Derivative == "" {
			t.Errorf("%s: %+v, want the problem %q", test.f, report, test.problem)
		}
		for _, v := range []float64{report.Value, report.Dual, report.Numeric, report.PartSlope} {
			if !math.IsNaN(v) {
				t.Errorf("%s has the derivative %v at %v", test.f, v, test.x)
			}
		}
		if s := r.Status(); s.Outcome != sim.Stuck || !strings.Contains(s.Text(), test.problem) {
			t.Errorf("%s: %+v", test.f, s)
		}
	}
	// Parts beside the one to blame keep theirs.
	r := rulesOf(t, "x^2 + |x-1|", 1)
	r.Step()
	if report := r.Report().(experiment.RulesReport); report.PartSlope != 2 {
		t.Errorf("%+v, want the slope 2", report)
	}
}

func TestRulesTooLong(t *testing.T) {
	t.Parallel()
	factors := make([]string, 60)
	for i := range factors {
		factors[i] = fmt.Sprintf("sin(%dx)", i+1)
	}
	r := rulesOf(t, strings.Join(factors, "*"), 1)
	report := finish(t, r)
	if report.Derivative != "" || report.Problem == "" || math.IsNaN(report.Dual) || math.Abs(report.Dual-report.Numeric) > 1e-6 {
		t.Errorf("%+v", report)
	}
	long, ok := errors.AsType[*calculus.TooLongError](r.Check().TooLong)
	if s := r.Status(); !ok || s.Outcome != sim.Stuck || s.Text() != long.Error() {
		t.Errorf("%+v", s)
	}
}

func TestRulesEdits(t *testing.T) {
	r := rulesOf(t, "x^2", 1)
	r.Step()
	other := r.Clone()
	x := experiment.RulesParams()[1]
	v, err := x.Parse("-3")
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Apply(sim.Edit{Name: "x", Value: v}); err != nil {
		t.Fatal(err)
	}
	if got := r.Report().(experiment.RulesReport); got.Dual != -6 || got.PartSlope != -6 || got.X != -3 || got.Derivative != "2x" {
		t.Errorf("at −3: %+v", got)
	}
	if got := other.Report().(experiment.RulesReport); got.Dual != 2 || got.PartSlope != 2 {
		t.Errorf("the copy is at 1: %+v", got)
	}
	if err := r.Apply(sim.Edit{Name: "f"}); !errors.Is(err, sim.ErrNeedsRestart) {
		t.Errorf("another f: %v", err)
	}
	if n := testing.AllocsPerRun(100, r.Step); n != 0 {
		t.Errorf("a step allocates %v times", n)
	}
	lo, hi := rulesOf(t, "x^2", 900).Domain()
	if lo > -1 || hi < 900 {
		t.Errorf("the range [%v, %v] does not hold 900", lo, hi)
	}
}

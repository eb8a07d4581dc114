package calculus_test

import (
	"fmt"
	"math"
	"testing"

	"nabla/sim/calculus"
)

// The rule for every kind of node, its law, and the law worked out.
func TestLaws(t *testing.T) {
	for _, test := range []struct {
		text             string
		rule             calculus.Rule
		chain            bool
		law, worked, end string
	}{
		{"y", calculus.RuleConstant, false, "c′ = 0", "0", "0"},
		{"x", calculus.RuleVariable, false, "x′ = 1", "1", "1"},
		{"x^2 + x", calculus.RuleSum, false, "(u + v)′ = u′ + v′", "2x + 1", "2x + 1"},
		{"x^2 - x", calculus.RuleDifference, false, "(u − v)′ = u′ − v′", "2x − 1", "2x − 1"},
		{"x^3 - x + 1", calculus.RuleSum, false, "(u₁ − u₂ + u₃)′ = u₁′ − u₂′ + u₃′", "3x² − 1 + 0", "3x² − 1"},
		{"x+x+x+x+x", calculus.RuleSum, false, "(u₁ ± … ± u₅)′ = u₁′ ± … ± u₅′", "1 + 1 + 1 + 1 + 1", "5"},
		{"3x^2", calculus.RuleFactor, false, "(c·u)′ = c·u′", "3·(2x)", "6x"},
		{"x^2/3", calculus.RuleFactor, false, "(u/c)′ = u′/c", "2x/3", "2x/3"},
		{"-x^2", calculus.RuleFactor, false, "(−u)′ = −u′", "−2x", "−2x"},
		{"x*sin(x)", calculus.RuleProduct, false, "(u·v)′ = u′·v + u·v′", "1·sin(x) + x·cos(x)", "sin(x) + x·cos(x)"},
		{"x/sin(x)", calculus.RuleQuotient, false, "(u/v)′ = (u′·v − u·v′)/v²", "(1·sin(x) − x·cos(x))/sin(x)²", "(sin(x) − x·cos(x))/sin(x)²"},
		{"3/x", calculus.RuleQuotient, false, "(c/v)′ = −c·v′/v²", "−3·1/x²", "−3/x²"},
		{"x^4", calculus.RulePower, false, "(x^n)′ = n·x^(n − 1)", "4·x^(4 − 1)", "4x³"},
		{"(3x+1)^2", calculus.RulePower, true, "(u^n)′ = n·u^(n − 1)·u′", "2·(3x + 1)^(2 − 1)·3", "6(3x + 1)"},
		{"2^x", calculus.RuleExponential, false, "(a^x)′ = a^x·ln(a)", "2^x·ln(2)", "2^x·ln(2)"},
		{"e^(x^2)", calculus.RuleExponential, true, "(e^u)′ = e^u·u′", "e^(x²)·(2x)", "2x·e^(x²)"},
		{"x^x", calculus.RuleGeneralPower, false, "(u^v)′ = u^v·(v′·ln(u) + v·u′/u)", "x^x·(1·ln(x) + x·1/x)", "x^x·(ln(x) + 1)"},
		{"sin(x)", calculus.RuleFunction, false, "sin(x)′ = cos(x)", "cos(x)", "cos(x)"},
		{"sin(x^2)", calculus.RuleChain, true, "sin(u)′ = cos(u)·u′", "cos(x²)·(2x)", "2x·cos(x²)"},
		{"|x^2|", calculus.RuleChain, true, "|u|′ = sign(u)·u′", "sign(x²)·(2x)", "2x·sign(x²)"},
		{"sqrt(3x)", calculus.RuleChain, true, "sqrt(u)′ = u′/(2sqrt(u))", "3/(2sqrt(3x))", "3/(2sqrt(3x))"},
		{
			"min(x, 1)", calculus.RuleSelection, false, "min(u, v)′ = u′ (u < v), v′ (v < u)",
			"1·((1 + sign(1 − x))/2) + 0·((1 + sign(x − 1))/2)", "(1 + sign(1 − x))/2",
		},
		{"max(0, x, 0)", calculus.RuleSelection, false, "max(u₁, u₂, u₃)′ = uₖ′ (max(u₁, u₂, u₃) = uₖ)", "", ""},
	} {
		steps := parse(t, test.text, "x", "y").Derivation("x").Steps()
		s := steps[len(steps)-1]
		if s.Rule != test.rule || s.Chain != test.chain || s.Law != test.law {
			t.Errorf("%s: %v %v %s, want %v %v %s", test.text, s.Rule, s.Chain, s.Law, test.rule, test.chain, test.law)
		}
		if test.end != "" && (s.Worked != test.worked || s.Derivative != test.end) {
			t.Errorf("(%s)′ = %s = %s, want %s = %s", test.text, s.Worked, s.Derivative, test.worked, test.end)
		}
	}
	// Letters keep out of the way of variables.
	steps := parse(t, "(3u + n)^2", "u", "n", "c").Derivation("u").Steps()
	if got, want := steps[len(steps)-1].Law, "(p^m)′ = m·p^(m − 1)·p′"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for r := calculus.RuleConstant; r <= calculus.RuleSelection; r++ {
		if r.String() == "" || r.Trivial() != (r <= calculus.RuleVariable) {
			t.Errorf("rule %d is %q, trivial %v", r, r, r.Trivial())
		}
	}
}

// x·sin(x²) at x = 2, worked by hand.
func TestValuesOfSteps(t *testing.T) {
	d := parse(t, "x*sin(x^2)").Derivation("x")
	steps := d.Steps()
	values := make([]calculus.StepValue, len(steps))
	d.Values([]float64{2}, values)
	cos4, sin4 := math.Cos(4), math.Sin(4)
	want := []struct {
		text   string
		column int
		calculus.StepValue
	}{
		{"x", 1, calculus.StepValue{Value: 2, Derivative: 1}},
		{"x", 7, calculus.StepValue{Value: 2, Derivative: 1}},
		{"2", 9, calculus.StepValue{Value: 2}},
		{"x²", 8, calculus.StepValue{Value: 4, Derivative: 4}},
		{"sin(x²)", 3, calculus.StepValue{Value: sin4, Derivative: 4 * cos4}},
		{"x·sin(x²)", 2, calculus.StepValue{Value: 2 * sin4, Derivative: sin4 + 8*cos4}},
	}
	if len(steps) != len(want) {
		t.Fatalf("%d steps, want %d", len(steps), len(want))
	}
	for i, w := range want {
		if steps[i].Text != w.text || steps[i].Column != w.column || !near(values[i].Value, w.Value, 1e-15) || !near(values[i].Derivative, w.Derivative, 1e-15) {
			t.Errorf("step %d: %+v %v, want %v", i, steps[i], values[i], w)
		}
		for _, p := range steps[i].Parts {
			if p.Step >= i || p.Symbol == "" {
				t.Errorf("step %d has the part %v", i, p)
			}
		}
	}
	x := []float64{2}
	if n := testing.AllocsPerRun(100, func() { d.Values(x, values) }); n != 0 {
		t.Errorf("Values allocates %v times", n)
	}
	if !panics(func() { d.Values(x, nil) }) {
		t.Error("Values takes too few places")
	}
}

func ExampleFormula_Derivation() {
	f, _ := calculus.Parse("x^2 sin(3x)")
	d := f.Derivation("x")
	for _, s := range d.Steps() {
		if !s.Rule.Trivial() {
			fmt.Printf("%-15s (%s)′ = %s\n", s.Rule, s.Text, s.Derivative)
		}
	}
	// Output:
	// power           (x²)′ = 2x
	// constant factor (3x)′ = 3
	// chain           (sin(3x))′ = 3cos(3x)
	// product         (x²·sin(3x))′ = 2x·sin(3x) + 3x²·cos(3x)
}

func ExampleFormula_Derivative() {
	f, _ := calculus.Parse("w^4 - 3w^2 + w")
	slope, err := f.Derivative("w")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(slope)
	fmt.Println(slope.At(2))
	// Output:
	// 4w³ − 6w + 1
	// 21
}

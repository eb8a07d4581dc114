package experiment_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim"
	"nabla/sim/calculus"
	"nabla/sim/experiment"
)

// chainSetup returns the defaults with changes given as name, text pairs.
func chainSetup(t testing.TB, changes ...string) sim.Setup {
	t.Helper()
	s := sim.NewSetup("chain", experiment.ChainParams())
	for i := 0; i < len(changes); i += 2 {
		var err error
		if s, err = s.With(changes[i], changes[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func openChain(t testing.TB, changes ...string) *experiment.Chain {
	t.Helper()
	c, err := experiment.NewChain(chainSetup(t, changes...), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func chainReport(t testing.TB, c *experiment.Chain) experiment.ChainReport {
	t.Helper()
	r, ok := c.Report().(experiment.ChainReport)
	if !ok {
		t.Fatalf("it reports %T", c.Report())
	}
	return r
}

func finishChain(c *experiment.Chain) *experiment.Chain {
	for range c.Last() {
		c.Step()
	}
	return c
}

// The figures of micrograd's README: g = 24.7041, dg/da = 138.8338 and
// dg/db = 645.5773 at a = −4, b = 2.
func TestChainOfMicrograd(t *testing.T) {
	for _, tt := range []struct {
		input string
		want  float64
	}{{"a", 138.8338}, {"b", 645.5773}} {
		r := chainReport(t, finishChain(openChain(t, "f", "micrograd", "input", tt.input)))
		if math.Abs(*r.Value-24.7041) > 5e-5 || math.Abs(*r.Adjoint-tt.want) > 5e-5 || math.Abs(*r.Sum-tt.want) > 5e-5 {
			t.Errorf("g = %v, dg/d%s = %v, by paths %v; want 24.7041 and %v", *r.Value, tt.input, *r.Adjoint, *r.Sum, tt.want)
		}
		// Five ways lead from e to either input, and e, squared, is used twice.
		if r.Total != 10 || len(r.Paths) != 10 {
			t.Errorf("%d paths to %s, %d of them listed, want 10", r.Total, tt.input, len(r.Paths))
		}
	}
}

// Every step of x·sin(x·y) at x = 2, y = ½, worked by hand.
func TestChainStepByStep(t *testing.T) {
	c := openChain(t, "f", "two-paths")
	sin1, cos1 := math.Sin(1), math.Cos(1)
	none := math.NaN()
	for step, want := range []struct {
		phase    string
		values   [3]float64 // of v1 = x·y, v2 = sin(v1), v3 = x·v2
		adjoints [5]float64 // of x, y, v1, v2, v3
		sum      float64
	}{
		{"inputs", [3]float64{none, none, none}, [5]float64{none, none, none, none, none}, none},
		{"forward", [3]float64{1, none, none}, [5]float64{none, none, none, none, none}, none},
		{"forward", [3]float64{1, sin1, none}, [5]float64{none, none, none, none, none}, none},
		{"forward", [3]float64{1, sin1, 2 * sin1}, [5]float64{none, none, none, none, none}, none},
		{"backward", [3]float64{1, sin1, 2 * sin1}, [5]float64{none, none, none, none, 1}, none},
		{"backward", [3]float64{1, sin1, 2 * sin1}, [5]float64{sin1, none, none, none, 1}, none},
		{"backward", [3]float64{1, sin1, 2 * sin1}, [5]float64{sin1, none, none, 2, 1}, none},
		{"backward", [3]float64{1, sin1, 2 * sin1}, [5]float64{sin1, none, 2 * cos1, 2, 1}, none},
		{"backward", [3]float64{1, sin1, 2 * sin1}, [5]float64{sin1 + cos1, none, 2 * cos1, 2, 1}, none},
		{"backward", [3]float64{1, sin1, 2 * sin1}, [5]float64{sin1 + cos1, 4 * cos1, 2 * cos1, 2, 1}, none},
		{"paths", [3]float64{1, sin1, 2 * sin1}, [5]float64{sin1 + cos1, 4 * cos1, 2 * cos1, 2, 1}, sin1},
		{"paths", [3]float64{1, sin1, 2 * sin1}, [5]float64{sin1 + cos1, 4 * cos1, 2 * cos1, 2, 1}, sin1 + cos1},
		{"done", [3]float64{1, sin1, 2 * sin1}, [5]float64{sin1 + cos1, 4 * cos1, 2 * cos1, 2, 1}, sin1 + cos1},
	} {
		r := chainReport(t, c)
		if r.Phase != want.phase {
			t.Errorf("step %d is %s, want %s", step, r.Phase, want.phase)
		}
		for i, v := range want.values {
			sameOrNone(t, fmt.Sprint("step ", step, ": the value of ", r.Nodes[2+i].Name), r.Nodes[2+i].Value, v)
		}
		for i, a := range want.adjoints {
			sameOrNone(t, fmt.Sprint("step ", step, ": the adjoint of ", r.Nodes[i].Name), r.Nodes[i].Adjoint, a)
		}
		sameOrNone(t, fmt.Sprint("step ", step, ": the sum of paths"), r.Sum, want.sum)
		c.Step()
	}
	if s := c.Status(); s.Outcome != sim.Converged || s.Step != 12 {
		t.Errorf("it ends %v at step %d", s.Outcome, s.Step)
	}
}

// sameOrNone compares a number that may not be there with one that is NaN for that.
func sameOrNone(t *testing.T, what string, got *float64, want float64) {
	t.Helper()
	switch {
	case got == nil && math.IsNaN(want):
	case got == nil || math.IsNaN(want):
		t.Errorf("%s: %v, want %v", what, got, want)
	case math.Abs(*got-want) > 1e-15*max(1, math.Abs(want)):
		t.Errorf("%s: %v, want %v", what, *got, want)
	}
}

// chainFormulas are formulas with every operation, and a point of each.
var chainFormulas = []string{
	"a*b*c*d", "sigmoid-chain", "two-paths", "micrograd", "x", "3x", "x*x", "x - y", "-x^2", "x/y + y/x", "x^y", "2^x + x^3 + x^0.5",
	"sin(x)*cos(y)*tan(x/9)", "asin(x/9) + acos(y/9) - atan(x - y)", "sinh(x)*cosh(y)/tanh(2x)", "exp(x)*ln(y) + log2(x)*log10(3 + y)",
	"sqrt(x^2 + y^2)*cbrt(x*y)", "|x - y|*sign(x) + relu(y)*softplus(x)", "sigmoid(x)*gelu(y)*gelu(x)", "min(x, y, 1.5)*max(x^2, -y)",
	"(w - t)^2 + ((w*u - s)^2)*(w + u*s*t)", "v1*v2 + v1", "가*나 + 가^2", "relu(b - a) + min(a, b)",
}

func TestChainAdjointsAreDerivatives(t *testing.T) {
	for _, text := range chainFormulas {
		c := openChain(t, "f", text)
		for input := range c.Formula().Vars() {
			if err := c.Apply(chainEdit(t, c, "input", c.Name(input))); err != nil {
				t.Fatal(err)
			}
			checkChain(t, c)
		}
		finishChain(c)
		if s := c.Status(); s.Outcome != sim.Converged {
			t.Errorf("%s ends %v: %s", text, s.Outcome, s.Text())
		}
	}
}

// chainEdit is an edit of a running chain.
func chainEdit(t testing.TB, c *experiment.Chain, name, text string) sim.Edit {
	t.Helper()
	s := chainSetup(t, "f", c.Formula().Text())
	s, err := s.With(name, text)
	if err != nil {
		t.Fatal(err)
	}
	return sim.Edit{Name: name, Value: s.Value(name)}
}

// chainValues returns the values of a chain's variables.
func chainValues(c *experiment.Chain) []float64 {
	x := make([]float64, len(c.Formula().Vars()))
	for i := range x {
		x[i] = c.Nodes()[i].Value
	}
	return x
}

// checkChain holds the adjoints of the last step to the tape, to the bit; to dual
// numbers; to the sum of the paths; and to central differences.
func checkChain(t chainTester, c *experiment.Chain) {
	t.Helper()
	f, x := c.Formula(), chainValues(c)
	end := c.Clone()
	for range end.Last() {
		end.Step()
	}
	dual, back := make([]float64, len(x)), make([]float64, len(x))
	f.Gradient(x, dual)
	f.NewTape().Gradient(x, back)
	for i := range x {
		adjoint, some, all := end.Adjoint(i)
		if c.Problem() == nil && math.Float64bits(adjoint) != math.Float64bits(back[i]) {
			t.Errorf("%s at %v: ∂f/∂%s = %v, the tape has %v", f.Text(), x, c.Name(i), adjoint, back[i])
		}
		if !some || !all {
			t.Errorf("%s: ∂f/∂%s is not complete at the end", f.Text(), c.Name(i))
		}
	}
	if c.Problem() != nil {
		return
	}
	listed, total := end.Paths()
	size, sum := 1e-290, 0.0
	for i := range listed {
		size += math.Abs(listed[i].Product)
		sum += listed[i].Product
	}
	in := c.Input()
	// Forward and backward mode sum the same paths in another order: they differ
	// by a share of the sum of the sizes of the paths.
	if total == len(listed) && (math.Abs(sum-back[in]) > 1e-12*size || math.Abs(dual[in]-back[in]) > 1e-12*size) {
		t.Errorf("%s at %v: ∂f/∂%s = %v, in dual numbers %v, the paths sum to %v", f.Text(), x, c.Name(in), back[in], dual[in], sum)
	}
}

type chainTester interface {
	Helper()
	Errorf(format string, args ...any)
}

func TestChainAgainstDifferences(t *testing.T) {
	for _, text := range chainFormulas {
		c := openChain(t, "f", text)
		f, x := c.Formula(), chainValues(c)
		for i := range x {
			const h = 1e-5
			at := slices.Clone(x)
			at[i] = x[i] + h
			after := f.Eval(at)
			at[i] = x[i] - h
			difference := (after - f.Eval(at)) / (2 * h)
			if got := c.Nodes()[i].Adjoint; math.Abs(got-difference) > 1e-6*max(1, math.Abs(got)) {
				t.Errorf("%s: ∂f/∂%s = %v, the central difference is %v", text, c.Name(i), got, difference)
			}
		}
	}
}

// anyChain is a random formula with much sharing: each part is made of two that
// were there before.
func anyChain(t *rapid.T) string {
	parts := []string{"x", "y", "z"}
	for range rapid.IntRange(1, 6).Draw(t, "parts") {
		a, b := rapid.SampledFrom(parts).Draw(t, "a"), rapid.SampledFrom(parts).Draw(t, "b")
		part := rapid.SampledFrom([]string{
			"(" + a + " + " + b + ")", "(" + a + ")*(" + b + ")", "(" + a + " - (" + b + "))", "sin(" + a + ")", "sigmoid(" + a + ")",
			"tanh(" + a + ")*(" + b + ")", "relu(" + a + ")", "min(" + a + ", " + b + ")", "(" + a + ")/(" + b + ")", "(" + a + ")^2", "sqrt(" + a + ")",
		}).Draw(t, "part")
		if len(part) < 400 {
			parts = append(parts, part)
		}
	}
	return parts[len(parts)-1]
}

func TestChainOfAnyFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyChain(t)
		s, err := sim.NewSetup("chain", experiment.ChainParams()).With("f", text)
		if err != nil {
			t.Skip(err.Error())
		}
		for _, p := range s.Params() {
			if p.Letter {
				s, err = s.With(p.Name, sim.FormatNumber(rapid.Float64Range(-3, 3).Draw(t, p.Name)))
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		c, err := experiment.NewChain(s, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkChain(t, c)
		last := c.Last() + 2
		for range last {
			c.Step()
			c.Report()
		}
		if s := c.Status(); s.Outcome != sim.Converged && s.Outcome != sim.Stuck {
			t.Errorf("%s ends %v", text, s.Outcome)
		}
	})
}

// An edit ripples through and leaves the run where it is.
func TestChainEdits(t *testing.T) {
	c := openChain(t, "f", "product")
	for range 5 {
		c.Step()
	}
	other := c.Clone()
	if err := c.Apply(chainEdit(t, c, "b", "5")); err != nil {
		t.Fatal(err)
	}
	fresh := openChain(t, "f", "product", "b", "5")
	for range 5 {
		fresh.Step()
	}
	if got, want := fmt.Sprintf("%+v", jsonish(t, c)), fmt.Sprintf("%+v", jsonish(t, fresh)); got != want {
		t.Errorf("after the edit %s, of a new run %s", got, want)
	}
	if got := *chainReport(t, other).Value; got != -12 {
		t.Errorf("the clone's output is %v, want −12", got)
	}
	if err := c.Apply(sim.Edit{Name: "f"}); !errors.Is(err, sim.ErrNeedsRestart) {
		t.Errorf("another formula: %v", err)
	}
}

// jsonish is a report with its numbers in place of pointers to them.
func jsonish(t testing.TB, c *experiment.Chain) []string {
	t.Helper()
	r := chainReport(t, c)
	lines := append(make([]string, 0, len(r.Nodes)+3), r.Phase, r.Input, r.Problem)
	for _, n := range r.Nodes {
		line := fmt.Sprint(n.ID, n.Op, n.Name, n.Args, n.Complete)
		for _, p := range append([]*float64{n.Value, n.Adjoint}, n.Locals...) {
			if p != nil {
				line += fmt.Sprint(" ", *p)
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// Where there is no gradient it says so, and stands still at the end.
func TestChainPointErrors(t *testing.T) {
	for _, tt := range []struct{ f, x, want string }{
		{"|x|*y", "0", "|x| has no derivative here"},
		{"relu(x) + y", "0", "relu(x) has no derivative here"},
		{"sqrt(x)*y", "0", "sqrt(x) has no derivative here"},
		{"y/x", "0", "y/x is infinite here"},
		{"ln(x) + y", "-1", "ln(x) has no value here"},
	} {
		c := finishChain(openChain(t, "f", tt.f, "x", tt.x))
		if r := chainReport(t, c); !strings.Contains(r.Problem, tt.want) {
			t.Errorf("%s at x = %s reports %q, want %q", tt.f, tt.x, r.Problem, tt.want)
		}
		if s := c.Status(); s.Outcome != sim.Stuck || !strings.Contains(s.Text(), tt.want) {
			t.Errorf("%s at x = %s ends %v: %s", tt.f, tt.x, s.Outcome, s.Text())
		}
	}
}

// What goes over an operation without a derivative is no number, in the report of
// no step; what goes past it is one.
func TestChainWithoutDerivative(t *testing.T) {
	for _, tt := range []struct {
		f       string
		changes []string
		want    map[string]float64 // adjoints at the end
	}{
		{"max(a, b)", []string{"a", "2", "b", "2"}, map[string]float64{"a": math.NaN(), "b": math.NaN(), "v1": 1}},
		{"max(a, b) + min(b, c) + 3c", []string{"a", "2", "b", "2", "c", "2"}, map[string]float64{"a": math.NaN(), "b": math.NaN(), "c": math.NaN()}},
		{"|a|*b + 2b", []string{"a", "0", "b", "3"}, map[string]float64{"a": math.NaN(), "b": 2}},
		{"relu(a) + b^2", []string{"a", "0", "b", "3"}, map[string]float64{"a": math.NaN(), "b": 6}},
		{"b/a", []string{"a", "0"}, map[string]float64{"a": math.NaN(), "b": math.NaN()}},
	} {
		c := openChain(t, append([]string{"f", tt.f}, tt.changes...)...)
		for range c.Last() + 1 {
			r := chainReport(t, c)
			for _, n := range r.Nodes {
				if want, ok := tt.want[n.Name]; ok && n.Adjoint != nil && n.Complete && *n.Adjoint != want && !(math.IsNaN(*n.Adjoint) && math.IsNaN(want)) {
					t.Errorf("%s: ∂f/∂%s = %v, want %v", tt.f, n.Name, *n.Adjoint, want)
				}
			}
			if r.Sum != nil && !math.IsNaN(*r.Sum) || r.Problem == "" {
				t.Errorf("%s: the paths to %s sum to %v, the problem is %q", tt.f, r.Input, *r.Sum, r.Problem)
			}
			c.Step()
		}
	}
}

// The local derivatives of a node are known with its value.
func TestChainLocals(t *testing.T) {
	c := openChain(t, "f", "product")
	locals := func(node int) string {
		var text []string
		for _, partial := range chainReport(t, c).Nodes[node].Locals {
			if partial == nil {
				text = append(text, "null")
			} else {
				text = append(text, fmt.Sprint(*partial))
			}
		}
		return strings.Join(text, " ")
	}
	if got := locals(4); got != "null null" {
		t.Errorf("before the first step the local derivatives are %s", got)
	}
	c.Step()
	if got := locals(4) + ", " + locals(5); got != "-3 2, null null" {
		t.Errorf("after it they are %s, want -3 2 and none of the next", got)
	}
}

// Paths double with each node that is used twice: only so many are listed.
func TestChainBoundsPaths(t *testing.T) {
	text := "x"
	for range 7 {
		text = "(" + text + ")*(" + text + ")"
	}
	c := finishChain(openChain(t, "f", text))
	r := chainReport(t, c)
	if r.Total != 128 || len(r.Paths) != 64 || *r.Adjoint != 128 || *r.Sum != 128 || *r.Others != 64 {
		t.Errorf("x^128: %d paths, %d listed, adjoint %v, sum %v, of those not listed %v; want 128, 64, 128, 128, 64", r.Total, len(r.Paths), *r.Adjoint, *r.Sum, *r.Others)
	}
}

// What cannot be a chain is refused in words.
func TestChainRefuses(t *testing.T) {
	names := make([]string, 13)
	for i := range names {
		names[i] = "x" + string(rune('a'+i))
	}
	long := "x"
	for i := range 70 {
		long += fmt.Sprintf(" + sin(%d*x)", i+2)
	}
	for _, tt := range []struct{ f, want string }{
		{"f*x", `no variable can be called "f" here; give it another name, such as f1`},
		{"seed + 1", `no variable can be called "seed" here; give it another name, such as seed1`},
		{"input^2", `no variable can be called "input" here; give it another name, such as input1`},
		{"a\u0301 + 1", `give it another name, such as a1`},
		{"1 + 2", "the formula has no variable; write one with variables, such as a*b"},
		{strings.Join(names, " + "), "the formula has 13 variables; write it in 12 at most"},
		{long, "nodes; write a formula of 128 at most"},
		{"", "the formula is empty"},
		{"x +", "the formula ends too early"},
	} {
		_, err := sim.NewSetup("chain", experiment.ChainParams()).With("f", tt.f)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.f, err, tt.want)
		}
	}
}

// Names of operations keep apart from those of variables.
func TestChainNames(t *testing.T) {
	c := openChain(t, "f", "v1*x + sin(u2)")
	names := make([]string, len(c.Nodes()))
	for i := range names {
		names[i] = c.Name(i)
	}
	if got, want := strings.Join(names, " "), "v1 x u2 t1 t2 t3"; got != want {
		t.Errorf("the nodes are %s, want %s", got, want)
	}
}

// The presets are what they are said to be.
func TestChainPresets(t *testing.T) {
	for _, name := range experiment.ChainParams()[0].Choices {
		about := experiment.ChainParams()[0].About(name)
		f, err := calculus.Parse(about)
		if err != nil {
			t.Fatal(err)
		}
		if got := openChain(t, "f", name).Formula().String(); got != f.String() {
			t.Errorf("%s is %s, said to be %s", name, got, f)
		}
	}
	// (σ(1.5·σ(−2·σ(0.5))) − 1)², by hand.
	s := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
	want := math.Pow(s(1.5*s(-2*s(0.5)))-1, 2)
	if got := *chainReport(t, finishChain(openChain(t))).Value; math.Abs(got-want) > 1e-15 {
		t.Errorf("the sigmoid chain is worth %v, want %v", got, want)
	}
}

func TestChainStepsWithoutAllocating(t *testing.T) {
	c := openChain(t, "f", "micrograd")
	if n := testing.AllocsPerRun(100, c.Step); n != 0 {
		t.Errorf("a step allocates %v times", n)
	}
}

package views

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"nabla/locale"
	"nabla/sim"
	"nabla/sim/calculus"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

func openedChain(t *testing.T, changes ...string) *experiment.Chain {
	t.Helper()
	s := sim.NewSetup("chain", experiment.ChainParams())
	for i := 0; i < len(changes); i += 2 {
		var err error
		if s, err = s.With(changes[i], changes[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	c, err := experiment.NewChain(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// What is worked out can be worked out again from what is printed, at any width:
// what stands before the last sign of equality is worth what stands behind it, to
// one in the last figure.
func TestChainWorkedLinesAreRight(t *testing.T) {
	look := Look{Theme: theme.New(theme.Options{}), Words: locale.For(locale.English)}
	checked := 0
	for _, f := range []string{
		"sigmoid-chain", "micrograd", "product", "two-paths", "x/y + y/x - 1.9", "x^y - y^x", "2^x + x^3 + x^-2", "(x - 1.01)^2*y + x",
		"sin(x)*cos(y)*tan(x/9)", "asin(x/9) + acos(y/9) - atan(x - y)", "sinh(x)*cosh(y)/tanh(2x)", "exp(x)*ln(y) + log2(x)*log10(3 + y)",
		"sqrt(x^2 + y^2)*cbrt(x*y)", "|x - y|*sign(x) + relu(y)*softplus(x)", "min(x, y, 1.5)*max(x^2, -y)", "sigmoid(9x)*tanh(3x)", "-x*-y - x",
	} {
		c := openedChain(t, "f", f)
		for range c.Last() + 1 {
			lines := make(map[string]bool)
			for width := range 120 {
				first, second := form{width: width}, form{width: width}
				chainWorked(look, ChainData{Chain: c, Chosen: -1, Path: -1}, &first, &second)
				lines[first.text], lines[second.text] = true, true
			}
			for line := range lines {
				if checkEquation(t, f, line) {
					checked++
				}
			}
			c.Step()
		}
	}
	if checked < 1000 {
		t.Errorf("only %d lines were checked", checked)
	}
}

var spelled = regexp.MustCompile(`\b(cosh?|sinh?|ln|sign) (\(−?[\d.e−-]+\)|[\d.]+)`)

// checkEquation works out the last equation of a line, and reports whether it is
// one of numbers.
func checkEquation(t *testing.T, f, line string) bool {
	t.Helper()
	parts := strings.Split(line, " = ")
	last := len(parts) - 1
	if last < 1 {
		return false
	}
	printed := strings.ReplaceAll(parts[last], "−", "-")
	want, err := strconv.ParseFloat(printed, 64)
	if err != nil {
		return false
	}
	left := strings.ReplaceAll(spelled.ReplaceAllString(parts[last-1], "$1($2)"), "√", "sqrt")
	formula, err := calculus.Parse(left)
	if err != nil || len(formula.Vars()) > 0 {
		return false // a name or a derivative, or what only people read
	}
	if got := formula.Eval(nil); !(math.Abs(got-want) <= lastPlace(printed)) {
		t.Errorf("%s: %q: the left side is %v", f, line, got)
	}
	return true
}

// lastPlace is what one more in the last figure of a number is worth; of a whole
// number, which may have lost zeros behind its point, in the second.
func lastPlace(text string) float64 {
	mantissa, exponent, _ := strings.Cut(text, "e")
	scale := 1.0
	if n, err := strconv.Atoi(exponent); err == nil {
		scale = math.Pow10(n)
	}
	if _, places, found := strings.Cut(mantissa, "."); found {
		return scale * math.Pow10(-len(places))
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0
	}
	return math.Pow10(int(math.Floor(math.Log10(max(math.Abs(x), 1e-3)))) - 1)
}

// A fold takes in what serves a node alone, and its link has the derivative through
// all that is folded.
func TestFoldChain(t *testing.T) {
	c := openedChain(t, "f", "(x*y + x)^2*z")
	name := func(f *chainFold) string {
		names := make([]string, len(f.nodes))
		for i, v := range f.nodes {
			names[i] = c.Name(v)
		}
		return strings.Join(names, " ")
	}
	for _, tt := range []struct {
		folded []int
		want   string
		links  int
	}{
		{nil, "x y z v1 v2 v3 v4", 7},
		{[]int{6}, "x y z v3 v4", 4}, // v3 = (x·y + x)²
		{[]int{7}, "x y z v4", 3},
		{[]int{5, 6, 7}, "x y z v4", 3},
	} {
		f := foldChain(c, tt.folded)
		if name(f) != tt.want || len(f.links) != tt.links {
			t.Errorf("with %v folded there are %s and %d links, want %s and %d", tt.folded, name(f), len(f.links), tt.want, tt.links)
		}
		for _, l := range f.links {
			if c.Name(l.to) != "v4" || len(tt.folded) == 0 || tt.folded[0] == 6 {
				continue
			}
			if got, want := l.local(c), c.Nodes()[l.from].Adjoint; math.Abs(got-want) > 1e-12*math.Abs(want) {
				t.Errorf("with all folded ∂f/∂%s = %v, want %v", c.Name(l.from), got, want)
			}
		}
	}
}

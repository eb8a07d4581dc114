package calculus_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"nabla/sim/calculus"
)

func parse(t testing.TB, text string, variables ...string) *calculus.Formula {
	t.Helper()
	f, err := calculus.Parse(text, variables...)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return f
}

// What people write, what it means (as Go would compute it) at x = 0.7, y = −1.3
// and w = 0.45, and how it is printed.
func TestParse(t *testing.T) {
	const x, y, w = 0.7, -1.3, 0.45
	for _, test := range []struct {
		text, pretty string
		want         float64
	}{
		{"w^4 - 3w^2 + w", "w⁴ − 3w² + w", math.Pow(w, 4) - 3*w*w + w},
		{"2pi*x", "2πx", 2 * math.Pi * x},
		{"sin(x)*exp(-x/3)", "sin(x)·exp(−x/3)", math.Sin(x) * math.Exp(-x/3)},
		{"sigmoid(3x-1)", "sigmoid(3x − 1)", 1 / (1 + math.Exp(1-3*x))},
		{"(x-1)^2 + 10(y-x^2)^2", "(x − 1)² + 10(y − x²)²", (x-1)*(x-1) + 10*(y-x*x)*(y-x*x)},
		{"-x^2", "−x²", -(x * x)},
		{"(-x)^2", "(−x)²", x * x},
		{"-x^2y", "−x²y", -x * x * y},
		{"2^x^2", "2^(x²)", math.Pow(2, x*x)},
		{"(2^x)^2", "(2^x)²", math.Pow(2, 2*x)},
		{"x^-2", "x⁻²", 1 / (x * x)},
		{"2^-x", "2^(−x)", math.Pow(2, -x)},
		{"x**2", "x²", x * x},
		{"x² + y³", "x² + y³", x*x + y*y*y},
		{"x⁻¹", "x⁻¹", 1 / x},
		{"2³", "2³", 8},
		{"2^x³", "2^(x³)", math.Pow(2, x*x*x)},
		{"x^(1/3)", "x^(1/3)", math.Cbrt(x)},
		{"x^0.5", "x^0.5", math.Sqrt(x)},
		{"pow(x, 2) + pow(x, w)", "x² + x^w", x*x + math.Pow(x, w)},
		{"e^x", "e^x", math.Exp(x)},
		{"2e", "2e", 2 * math.E},
		{"2e-x", "2e − x", 2*math.E - x},
		{"2e3x", "2000x", 2000 * x},
		{"2e-3x", "0.002x", 0.002 * x},
		{"1e-9x + 1e30", "1e-9x + 1e30", 1e30},
		{".5x + 3.", "0.5x + 3", 0.5*x + 3},
		{"2exp(x)", "2exp(x)", 2 * math.Exp(x)},
		{"|y|", "|y|", -y},
		{"||x|-1|", "|abs(x) − 1|", 1 - x},
		{"2|x||y|", "2|x|·|y|", -2 * x * y},
		{"|x|^2|y|", "|x|²·|y|", -x * x * y},
		{"|(|x|)|", "|abs(x)|", x},
		{"x|y|w", "x·|y|·w", -x * y * w},
		{"x·y×w", "x·y·w", x * y * w},
		{"x÷y − w – 1", "x/y − w − 1", x/y - w - 1},
		{"2π", "2π", 2 * math.Pi},
		{"πx", "πx", math.Pi * x},
		{"xy", "x·y", x * y},
		{"2xyw", "2x·y·w", 2 * x * y * w},
		{"pix", "πx", math.Pi * x},
		{"ex", "e·x", math.E * x},
		{"xexp(x)", "x·exp(x)", x * math.Exp(x)},
		{"x sin(x)", "x·sin(x)", x * math.Sin(x)},
		{"sin(x)cos(x)", "sin(x)·cos(x)", math.Sin(x) * math.Cos(x)},
		{"sin(x)^2", "sin(x)²", math.Sin(x) * math.Sin(x)},
		{"(x+1)(x-1)", "(x + 1)(x − 1)", x*x - 1},
		{"x(x+1)", "x·(x + 1)", x * (x + 1)},
		{"x(x+1)^2", "x·(x + 1)²", x * (x + 1) * (x + 1)},
		{"1/2x^2", "1/2·x²", x * x / 2},
		{"1/2x y", "1/2·x·y", x * y / 2},
		{"1/(2x)", "1/(2x)", 1 / (2 * x)},
		{"x/2*y", "x/2·y", x / 2 * y},
		{"x/y/w", "x/y/w", x / y / w},
		{"x/(y/w)", "x/(y/w)", x / (y / w)},
		{"x*(y*w)", "x·(y·w)", x * (y * w)},
		{"x-(y-w)", "x − (y − w)", x - (y - w)},
		{"x-y-w", "x − y − w", x - y - w},
		{"x*-y", "x·(−y)", -x * y},
		{"x--y", "x − (−y)", x + y},
		{"+x", "x", x},
		{"-(x+y)", "−(x + y)", -x - y},
		{"-x/y", "−x/y", -x / y},
		{"min(x, y, w)", "min(x, y, w)", y},
		{"max(x, max(y, w))", "max(x, max(y, w))", x},
		{"log(x)", "ln(x)", math.Log(x)},
		{"log2(x) + log10(x)", "log2(x) + log10(x)", math.Log2(x) + math.Log10(x)},
		{"  w\t^ 2 ", "w²", w * w},
		{"2^2 w", "2²w", 4 * w},
		{"２ｘ＾２　－　（ｙ＋０．５）／３", "2x² − (y + 0.5)/3", 2*x*x - (y+0.5)/3},
		{"ｓｉｎ（ｘ）·｜y｜＊１ｅ－１", "sin(x)·|y|·0.1", math.Sin(x) * -y / 10},
	} {
		f := parse(t, test.text, "x", "y", "w")
		if got := f.Eval([]float64{x, y, w}); !near(got, test.want, 1e-15) {
			t.Errorf("%q = %v, want %v", test.text, got, test.want)
		}
		if f.String() != test.pretty {
			t.Errorf("%q is printed as %q, want %q", test.text, f, test.pretty)
		}
		if f.Text() != test.text {
			t.Errorf("%q: Text() = %q", test.text, f.Text())
		}
	}
}

// near reports whether a and b agree to the tolerance, relative to 1 or to
// their size. NaN agrees with NaN, and infinities with themselves.
func near(a, b, tolerance float64) bool {
	if math.IsNaN(a) || math.IsNaN(b) {
		return math.IsNaN(a) && math.IsNaN(b)
	}
	return a == b || math.Abs(a-b) <= tolerance*max(1, math.Abs(a), math.Abs(b))
}

func TestParseError(t *testing.T) {
	for _, test := range []struct {
		text, want string
		variables  string
	}{
		{"w + 3*foo(w)", `column 7: unknown function "foo"; there are abs, acos, asin, atan, cbrt, cos, cosh, exp, gelu, ln, log, log10, log2, max, min, normcdf, pow, relu, sigmoid, sign, sin, sinh, softplus, sqrt, tan, tanh`, "w"},
		{"w*q", `column 3: unknown name "q"; the variable is w`, "w"},
		{"x*q", `column 3: unknown name "q"; the variables are x, y`, "x y"},
		{"signal", `column 1: unknown name "signal"; the variable is w`, "w"},
		{"µ*q", `column 3: unknown name "q"; the variable is µ`, "µ"},
		{"W", `column 1: unknown name "W"; the variable is w`, "w"},
		{"", `column 1: the formula is empty; type one such as w^2`, ""},
		{" \t", `column 1: the formula is empty; type one such as w^2`, ""},
		{"w $ 2", `column 3: "$" means nothing in a formula; write numbers, names, + - * / ^ | and parentheses`, ""},
		{"w\x00", `column 2: "\x00" means nothing in a formula; write numbers, names, + - * / ^ | and parentheses`, ""},
		{"π\xff", `column 2: "\xff" means nothing in a formula; write numbers, names, + - * / ^ | and parentheses`, ""},
		{"w + 1.2.3", `column 5: 1.2.3 is no number; write digits with one point at most, such as 0.02`, ""},
		{"3..4", `column 1: 3..4 is no number; write digits with one point at most, such as 0.02`, ""},
		{"w ＋ ２．．３", `column 5: 2..3 is no number; write digits with one point at most, such as 0.02`, ""},
		{"2·1e999", `column 3: 1e999 is no number a float64 can hold; write one up to 1.79e308, such as 0.02`, ""},
		{".", `column 1: . is no number; write digits with one point at most, such as 0.02`, ""},
		{"x⁻", `column 2: ⁻ is no number; write digits with one point at most, such as 0.02`, ""},
		{"w +", `column 3: the formula ends too early; a number, a name or "(" is missing`, ""},
		{"w + * 2", `column 5: expected a number, a name or "(" but found "*"`, ""},
		{"w + )", `column 5: expected a number, a name or "(" but found ")"`, ""},
		{"sin()", `column 5: expected a number, a name or "(" but found ")"`, ""},
		{"w)", `column 2: expected a number, a name or "(" but found ")"`, ""},
		{"(w + 1", `column 1: "(" is never closed`, ""},
		{"2 + |w", `column 5: "|" is never closed`, ""},
		{"sin(w + 1", `column 4: "(" is never closed`, ""},
		{"(|w)", `column 2: "|" is never closed`, ""},
		{"(w, 2)", `column 3: expected a number, a name or "(" but found ","`, ""},
		{"sin(w, 2)", `column 1: sin takes one argument, not 2`, "w"},
		{"pow(w)", `column 1: pow takes two arguments, not 1`, "w"},
		{"1 + min(w)", `column 5: min takes two arguments or more, not 1`, "w"},
		{"2 3", `column 3: an operator is missing before "3"`, ""},
		{"(w)2", `column 4: an operator is missing before "2"`, ""},
		{"w²²", ``, ""},
		{"w² ³", `column 4: an operator is missing before "³"`, ""},
		{"w²^3", `column 3: two exponents in a row; write parentheses`, ""},
		{"x/2y", `column 4: it is unclear whether to divide or to multiply by "y"; write * before it, or parentheses`, "x y"},
		{"1/x(x+1)", `column 4: it is unclear whether to divide or to multiply by "("; write * before it, or parentheses`, "x y"},
		{"e^2x", `column 4: it is unclear whether "x" belongs to the exponent; write * before it, or parentheses`, "x"},
		{"e^-2x", `column 5: it is unclear whether "x" belongs to the exponent; write * before it, or parentheses`, "x"},
		{"2^xy", `column 4: it is unclear whether "y" belongs to the exponent; write * before it, or parentheses`, "x y"},
		{"xpi", `column 1: "xpi" can be read in more than one way; write * between the factors`, "x p i"},
	} {
		_, err := calculus.Parse(test.text, strings.Fields(test.variables)...)
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("Parse(%q): %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestLimits(t *testing.T) {
	deep := strings.Repeat("(", calculus.MaxDepth) + "w" + strings.Repeat(")", calculus.MaxDepth)
	parts := strings.Repeat("w+", calculus.MaxNodes/2-1) + "-w"
	var many strings.Builder
	for i := range calculus.MaxVariables {
		fmt.Fprintf(&many, "+v%d", i)
	}
	for _, text := range []string{deep, parts, "w" + strings.Repeat(" ", calculus.MaxLength-1), many.String()} {
		parse(t, text)
	}
	for text, want := range map[string]string{
		"(" + deep + ")":                          "column 65: nested more than 64 deep; write it flatter",
		strings.Repeat("-", 65) + "w":             "column 65: nested more than 64 deep; write it flatter",
		strings.Repeat("w^", 65) + "w":            "column 130: nested more than 64 deep; write it flatter",
		strings.Repeat("|", 65) + "w":             "column 65: nested more than 64 deep; write it flatter",
		parts + "+w":                              "column 514: the formula has more than 512 numbers, names and operations; write a shorter one",
		strings.Repeat(" ", 1000) + "w":           "column 1001: the formula goes on beyond 1000 bytes; write a shorter one",
		strings.Repeat("π", 501):                  "column 501: the formula goes on beyond 1000 bytes; write a shorter one",
		many.String() + "*q":                      "column 248: the formula has more than 64 variables; write it in 64 at most",
		"min(" + strings.Repeat("w,", 300) + "w)": "column 1: the formula has more than 512 numbers, names and operations; write a shorter one",
	} {
		if _, err := calculus.Parse(text); err == nil || err.Error() != want {
			t.Errorf("Parse(%.20q…): %v, want %s", text, err, want)
		}
	}
}

// What would print longer or deeper than can be read stays as it was typed.
func TestPrintingKeepsToTheBounds(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("w+", calculus.MaxNodes/2-1) + "-w",
		strings.Repeat("w^", calculus.MaxDepth-1) + "w",
		strings.Repeat("2^-", calculus.MaxDepth/2-1) + "w",
		strings.Repeat("sin(", calculus.MaxDepth-1) + "w" + strings.Repeat(")", calculus.MaxDepth-1),
		strings.Repeat("-", calculus.MaxDepth) + "w",
	} {
		checkReadsBack(t, parse(t, text), []float64{0.3})
	}
	if got := parse(t, "w^w^w").String(); got != "w^(w^w)" {
		t.Errorf("a short tower is printed as %q", got)
	}
}

func TestVars(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"3 + pi", nil},
		{"y*x + y", []string{"y", "x"}},
		{"loss - w1*w2", []string{"loss", "w1", "w2"}},
		{"x + y + xy", []string{"x", "y"}},
		{"sin(2pix)", []string{"x"}},
		{"pix + xx", []string{"x"}},
		{"μ^2 + µ", []string{"µ"}}, // both signs are one variable
		{"a(b + c)", []string{"a", "b", "c"}},
	} {
		if got := parse(t, test.text).Vars(); !slices.Equal(got, test.want) {
			t.Errorf("%q has the variables %q, want %q", test.text, got, test.want)
		}
	}
	if got := parse(t, "2", "w").Vars(); !slices.Equal(got, []string{"w"}) {
		t.Errorf("a variable that does not occur is lost: %q", got)
	}
	if got := parse(t, "e^2 + 1", "e").At(3); got != 10 {
		t.Errorf("a variable named e: %v, want 10", got)
	}
}

func TestParsePanics(t *testing.T) {
	for _, names := range [][]string{{"sin"}, {"2"}, {"x y"}, {""}, {"x", "x"}, {"π"}, {"a+b"}} {
		if !panics(func() { _, _ = calculus.Parse("1", names...) }) {
			t.Errorf("variables %q are accepted", names)
		}
	}
	f := parse(t, "x + y")
	for name, call := range map[string]func(){
		"Eval":      func() { f.Eval([]float64{1}) },
		"At":        func() { f.At(1) },
		"Slope":     func() { f.Slope(1) },
		"Curvature": func() { f.Curvature(1) },
		"Gradient":  func() { f.Gradient([]float64{1, 2}, nil) },
		"Hessian":   func() { f.Hessian([]float64{1, 2}, make([]float64, 2)) },
		"Tape":      func() { f.NewTape().Gradient(nil, nil) },
		"Check":     func() { _ = f.Check(nil) },
	} {
		if !panics(call) {
			t.Errorf("%s takes the wrong number of values", name)
		}
	}
}

func panics(call func()) (did bool) {
	defer func() { did = recover() != nil }()
	call()
	return false
}

// FuzzParse: no text makes the parser panic; an error names a place inside of
// the text; what parses prints as something that parses to the same values;
// derivatives forwards and backwards agree.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"w^4 - 3w^2 + w", "2pi*x", "sin(x)*exp(-x/3)", "sigmoid(3x-1)", "|x||y|-||x|-1|",
		"e^-x·µ²", "min(x,y,1)max(x,-y)", "x/(2y)", "1/2x^2", "1e-9x", "x⁻¹ − –2", "pix+xx", "sqrt(x*y)",
		"-(-x)^-2^y", "2 e1 + 3(x)", "log10(x)/tanh(y)", "relu(x-y)^3gelu(x)softplus(y)", "((", "x^^2", "ㅋ가",
		"f(x, y) = √x + ∛(y) sin²x cosy", "sin 2x", "log2x/x", "e^sin -x^2", "y=½x^½-⅓", "sin^-1(x)xsinx", "√√|sin x|*ln y/2", "log_", "sin=",
	} {
		f.Add(text, 0.7, -1.3)
	}
	f.Fuzz(func(t *testing.T, text string, x, y float64) {
		for _, names := range [][]string{nil, {"x", "y"}} {
			formula, err := calculus.Parse(text, names...)
			if err != nil {
				checkError(t, text, err)
				if names != nil {
					checkOffers(t, text, err, names)
				}
				continue
			}
			checkLeft(t, formula)
			at := make([]float64, len(formula.Vars()))
			for i := range at {
				at[i] = [...]float64{x, y}[i%2]
			}
			checkReadsBack(t, formula, at)
			checkGradients(t, formula, at)
		}
	})
}

func checkError(t *testing.T, text string, err error) {
	t.Helper()
	var syntax *calculus.SyntaxError
	if !errors.As(err, &syntax) {
		t.Fatalf("%q: %T", text, err)
	}
	if syntax.Column < 1 || syntax.Column > max(1, utf8.RuneCountInString(text)) {
		t.Errorf("%q: column %d is outside of the text: %v", text, syntax.Column, err)
	}
}

// checkOffers parses what an error offers to write, unless that is cut short or
// has a name in it that is another mistake.
func checkOffers(t *testing.T, text string, err error, names []string) {
	t.Helper()
	var syntax *calculus.SyntaxError
	if !errors.As(err, &syntax) {
		return
	}
	_, args := syntax.Message()
	for _, key := range []string{"Try", "Or"} {
		offer, ok := args[key].(string)
		if !ok || strings.Contains(offer, "…") {
			continue
		}
		var wrong *calculus.SyntaxError
		if _, err := calculus.Parse(offer, names...); errors.As(err, &wrong) {
			if name, _ := wrong.Unknown(); name == "" {
				t.Errorf("%q: %v\nbut %q: %v", text, syntax, offer, err)
			}
		}
	}
}

// checkLeft holds a formula to the same with a left side.
func checkLeft(t *testing.T, f *calculus.Formula) {
	t.Helper()
	const side = "nosuchname = "
	with, err := calculus.Parse(side+f.Text(), f.Vars()...)
	if len(f.Vars()) == 0 || len(side)+len(f.Text()) > calculus.MaxLength || strings.Contains(f.Text(), "nosuchname") {
		return
	}
	if err != nil || with.String() != f.String() && with.Text() != f.Text() {
		t.Errorf("%q: with a left side it is %v, %v, not %v", f.Text(), with, err, f)
	}
}

func checkReadsBack(t *testing.T, f *calculus.Formula, at []float64) {
	t.Helper()
	for _, names := range [][]string{nil, f.Vars()} {
		again, err := calculus.Parse(f.String(), names...)
		if err != nil {
			t.Fatalf("%q is printed as %q: %v", f.Text(), f, err)
		}
		if !slices.Equal(again.Vars(), f.Vars()) && names == nil && len(f.Vars()) > 0 && uses(f) {
			t.Fatalf("%q has the variables %q, but as %q %q", f.Text(), f.Vars(), f, again.Vars())
		}
		if !slices.Equal(again.Vars(), f.Vars()) {
			continue
		}
		if a, b := f.Eval(at), again.Eval(at); math.Float64bits(a) != math.Float64bits(b) && !(math.IsNaN(a) && math.IsNaN(b)) {
			t.Fatalf("%q = %v, but as %q = %v", f.Text(), a, f, b)
		}
	}
}

// uses reports whether every variable occurs, in the order of their names' list.
func uses(f *calculus.Formula) bool {
	free, err := calculus.Parse(f.Text())
	return err == nil && slices.Equal(free.Vars(), f.Vars())
}

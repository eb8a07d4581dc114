package calculus_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nabla/sim/calculus"
)

// What is left out or written otherwise than a computer has it: what it means at
// x = 0.7, y = −1.3, and how it is printed.
func TestHandwriting(t *testing.T) {
	const x, y = 0.7, -1.3
	sin, cos, root := math.Sin(x), math.Cos(x), math.Sqrt(x)
	for _, test := range []struct {
		text, pretty string
		want         float64
	}{
		{"√x", "sqrt(x)", root},
		{"√(x+1)", "sqrt(x + 1)", math.Sqrt(x + 1)},
		{"√(x+1)(x-1)", "sqrt(x + 1)·(x − 1)", math.Sqrt(x+1) * (x - 1)},
		{"√(x)^2", "sqrt(x)²", x},
		{"∛x + √2·x", "cbrt(x) + sqrt(2)·x", math.Cbrt(x) + math.Sqrt2*x},
		{"3√x/2", "3sqrt(x)/2", 3 * root / 2},
		{"√√x", "sqrt(sqrt(x))", math.Sqrt(root)},
		{"√|y|", "sqrt(|y|)", math.Sqrt(-y)},
		{"|√x|", "|sqrt(x)|", root},
		{"1/√x", "1/sqrt(x)", 1 / root},
		{"2^√x", "2^sqrt(x)", math.Pow(2, root)},
		{"sin²(x)", "sin(x)²", sin * sin},
		{"sin^2(x)", "sin(x)²", sin * sin},
		{"sin**3 (x)", "sin(x)³", sin * sin * sin},
		{"sin² x", "sin(x)²", sin * sin},
		{"sin²x+cos^2 x", "sin(x)² + cos(x)²", 1},
		{"-2sin²x cos²x", "−2sin(x)²·cos(x)²", -2 * sin * sin * cos * cos},
		{"x^sin²(x)", "x^(sin(x)²)", math.Pow(x, sin*sin)},
		{"log²(x)", "ln(x)²", math.Log(x) * math.Log(x)},
		{"arcsin(x)", "asin(x)", math.Asin(x)},
		{"arccos(x) - arctan x", "acos(x) − atan(x)", math.Acos(x) - math.Atan(x)},
		{"sin x", "sin(x)", sin},
		{"sinx", "sin(x)", sin},
		{"3sin x", "3sin(x)", 3 * sin},
		{"3sinx - xcosx", "3sin(x) − x·cos(x)", 3*sin - x*cos},
		{"2cos x + 1", "2cos(x) + 1", 2*cos + 1},
		{"(sin x)(cos x)", "sin(x)·cos(x)", sin * cos},
		{"sin x cos x", "sin(x)·cos(x)", sin * cos},
		{"sin x * cos x", "sin(x)·cos(x)", sin * cos},
		{"sin x/cos x", "sin(x)/cos(x)", sin / cos},
		{"sin x / 2", "sin(x)/2", sin / 2},
		{"sinx/2", "sin(x)/2", sin / 2},
		{"x sin x", "x·sin(x)", x * sin},
		{"xsin x", "x·sin(x)", x * sin},
		{"1/sin x", "1/sin(x)", 1 / sin},
		{"max(sin x, cosx)", "max(sin(x), cos(x))", cos},
		{"|sin y|", "|sin(y)|", -math.Sin(y)},
		{"ln |y|", "ln(|y|)", math.Log(-y)},
		{"sin 2 + sin2", "sin(2) + sin(2)", 2 * math.Sin(2)},
		{"sinπ + ln e + sinpi", "sin(π) + ln(e) + sin(π)", 1},
		{"log2 x + log10 x", "log2(x) + log10(x)", math.Log2(x) + math.Log10(x)},
		{"e^sinx", "e^sin(x)", math.Exp(sin)},
		{"ｓｉｎ　ｘ", "sin(x)", sin},
		{"½x", "1/2·x", x / 2},
		{"½x^2 + ¼", "1/2·x² + 1/4", x*x/2 + 0.25},
		{"⅓x - ⅔ + ¾", "1/3·x − 2/3 + 3/4", x/3 - 2./3 + 0.75},
		{"x^½y", "x^(1/2)·y", root * y},
		{"-½(x+1)", "−1/2·(x + 1)", -(x + 1) / 2},
		{"2×10^3", "2·10³", 2000},
	} {
		f := parse(t, test.text, "x", "y")
		if got := f.Eval([]float64{x, y}); !near(got, test.want, 4e-15) {
			t.Errorf("%q = %v, want %v", test.text, got, test.want)
		}
		if f.String() != test.pretty {
			t.Errorf("%q is printed as %q, want %q", test.text, f, test.pretty)
		}
		checkReadsBack(t, f, []float64{x, y})
	}
}

// What a function without parentheses might mean is said, not guessed.
func TestSuggestions(t *testing.T) {
	const ends = "it is unclear where the argument of "
	for text, want := range map[string]string{
		"sin 2x":                          "1: " + ends + "sin ends; write sin(2x) or sin(2)*x",
		"1 + sin2x":                       "5: " + ends + "sin ends; write sin(2x) or sin(2)*x",
		"sin x y":                         "1: " + ends + "sin ends; write sin(x y) or sin(x)*y",
		"sinxy":                           "1: " + ends + "sin ends; write sin(xy) or sin(x)*y",
		"sin x^2 + 1":                     "1: " + ends + "sin ends; write sin(x^2) or sin(x)^2",
		"sinx²":                           "1: " + ends + "sin ends; write sin(x²) or sin(x)²",
		"sin x(x+1)":                      "1: " + ends + "sin ends; write sin(x(x+1)) or sin(x)*(x+1)",
		"sin x/2":                         "1: " + ends + "sin ends; write sin(x/2) or sin(x)/2",
		"sin 2*x":                         "1: " + ends + "sin ends; write sin(2*x) or sin(2)*x",
		"sin^2 2x":                        "1: " + ends + "sin ends; write sin(2x)^2 or sin(2)^2*x",
		"sin 2x cos x":                    "1: " + ends + "sin ends; write sin(2x) or sin(2)*x",
		"e^sin x cos x":                   "3: " + ends + "sin ends; write sin(x cos x) or sin(x)*cos x",
		"sin x |y|":                       "1: " + ends + "sin ends; write sin(x |y|) or sin(x)*|y|",
		"√2x":                             "1: " + ends + "√ ends; write √(2x) or √(2)*x",
		"x - √x^2":                        "5: " + ends + "√ ends; write √(x^2) or √(x)^2",
		"log2x":                           "1: " + ends + "log ends; write log2(x) or log(2x)",
		"sin":                             "1: write the argument of sin in parentheses, as in sin(x)",
		"sin + 1":                         "1: write the argument of sin in parentheses, as in sin(x)",
		"sin^2 + 1":                       "1: write the argument of sin in parentheses, as in sin(x)^2",
		"sin -2x + 1":                     "1: write the argument of sin in parentheses, as in sin(-2x)",
		"sin cos x":                       "1: write the argument of sin in parentheses, as in sin(cos x)",
		"√sin(x)":                         "1: write the argument of √ in parentheses, as in √(sin(x))",
		"max x":                           "1: write the argument of max in parentheses, as in max(x, y)",
		"sin 2(x":                         "1: write the argument of sin in parentheses, as in sin(x)",
		"sin^-1(x)":                       "1: it is unclear whether the inverse of sin is meant or one over it; write asin(x) or 1/sin(x)",
		"2 + cos⁻¹(x+y)":                  "5: it is unclear whether the inverse of cos is meant or one over it; write acos(x+y) or 1/cos(x+y)",
		"arctan^(-1) x":                   "1: it is unclear whether the inverse of arctan is meant or one over it; write tan(x) or 1/arctan(x)",
		"ln⁻¹(y)":                         "1: it is unclear whether the inverse of ln is meant or one over it; write exp(y) or 1/ln(y)",
		"cosh^-1(x)":                      "1: write the exponent of cosh behind its argument, as in cosh(x)^-1",
		"sin^y(x)":                        "1: write the exponent of sin behind its argument, as in sin(x)^y",
		"sin^2.5(x)":                      "1: write the exponent of sin behind its argument, as in sin(x)^2.5",
		"sin^½(x)":                        "1: write the exponent of sin behind its argument, as in sin(x)^½",
		"sin^2x":                          "1: write the exponent of sin behind its argument, as in sin(x)^2",
		"sin^":                            "1: write the exponent of sin behind its argument, as in sin(x)^2",
		"sin²(x)²":                        "8: two exponents in a row; write parentheses",
		"2½":                              `2: an operator is missing before "½"`,
		"sinq":                            `4: unknown name "q"; the variables are x, y`,
		"√(x, y)":                         "1: √ takes one argument, not 2",
		"sin 2" + strings.Repeat("x", 50): "1: " + ends + "sin ends; write sin(…) or sin(2)*…",
	} {
		_, err := calculus.Parse(text, "x", "y")
		if got := message(err); got != "column "+want {
			t.Errorf("Parse(%q): %s\nwant column %s", text, got, want)
		}
	}
}

func message(err error) string {
	if err == nil {
		return "no error"
	}
	return err.Error()
}

func TestLeftSides(t *testing.T) {
	for _, test := range []struct {
		text, formula, pretty string
		variables             []string
	}{
		{"f(x) = x^2", "x^2", "x²", []string{"x"}},
		{"y = x^2", "x^2", "x²", []string{"x"}},
		{"f =w", "w", "w", []string{"w"}},
		{"L(w)=2w+1", "2w+1", "2w + 1", []string{"w"}},
		{" cost ( t ) = sin t ", "sin t", "sin(t)", []string{"t"}},
		{"f(x, y) = xy", "xy", "x·y", []string{"x", "y"}},
		{"f(y,x) = x - y", "x - y", "x − y", []string{"y", "x"}},
		{"f(x) = a x", "a x", "a·x", []string{"x", "a"}},
		{"f(x) = 3", "3", "3", []string{"x"}},
		{"μ(x) = x", "x", "x", []string{"x"}},
		{"ｆ（ｘ）＝ｘ", "ｘ", "x", []string{"x"}},
	} {
		f := parse(t, test.text)
		if f.Text() != test.formula || f.String() != test.pretty || !slices.Equal(f.Vars(), test.variables) {
			t.Errorf("%q is %q, printed as %q, with %q", test.text, f.Text(), f, f.Vars())
		}
	}
	for text, want := range map[string]string{
		"f(x) = w^2":     "3: the left side has the variable x, which the formula does not; use one name on both sides",
		"f(x, y) = x":    "6: the left side has the variable y, which the formula does not; use one name on both sides",
		"f(e) = e^2":     "3: the left side has the variable e, which the formula does not; use one name on both sides",
		"f(x) = y = x":   `10: write only what stands to the right of "="`,
		"y = x*y":        `3: write only what stands to the right of "="`,
		"f(x) = f(x-1)":  `6: write only what stands to the right of "="`,
		"x^2 = y":        `5: write only what stands to the right of "="`,
		"x^2 - 4 = 0":    "9: write a formula, not an equation: x^2 - 4",
		"3x + 1 =":       "8: write a formula, not an equation: 3x + 1",
		"2 = 2":          `3: write only what stands to the right of "="`,
		"f(2) = x":       `6: write only what stands to the right of "="`,
		"f() = x":        `5: write only what stands to the right of "="`,
		"f(x,) = x":      `7: write only what stands to the right of "="`,
		"f(x = x":        `5: write only what stands to the right of "="`,
		"f( = x":         `4: write only what stands to the right of "="`,
		"f(x)(y) = x":    `9: write only what stands to the right of "="`,
		"sin(x) = x":     `8: write only what stands to the right of "="`,
		"= x":            `1: write only what stands to the right of "="`,
		"f(x) =":         `6: the formula ends too early; a number, a name or "(" is missing`,
		"f(x) = x + q(2": `13: "(" is never closed`,
		"f(x) = x + |":   `12: the formula ends too early; a number, a name or "(" is missing`,
	} {
		if _, err := calculus.Parse(text); message(err) != "column "+want {
			t.Errorf("Parse(%q): %v\nwant column %s", text, err, want)
		}
	}
	// Where the variables are given, the formula need not use them.
	if f := parse(t, "y = x", "x", "y"); f.Eval([]float64{2, 3}) != 2 {
		t.Error("y = x is not x")
	}
	parse(t, "f(x, y) = 1", "x", "y")
	if _, err := calculus.Parse("f(u) = 1", "x", "y"); message(err) != "column 3: the left side has the variable u, which the formula does not; use one name on both sides" {
		t.Errorf("f(u) in x and y: %v", err)
	}
	// A place is one in the whole text.
	if err := parse(t, "f(x) = 1/x").Check([]float64{0}); message(err) != "column 9: 1/x is infinite here" {
		t.Error(err)
	}
}

// Open variables are taken from names that only stand behind a function.
func TestGluedVariables(t *testing.T) {
	for text, want := range map[string][]string{
		"xsinx":             {"x"},
		"cost":              {"t"},
		"sinx + cosy - xy":  {"x", "y"},
		"sinh(x) + hat":     {"x", "hat"},
		"log_ + sin2_a":     {"log_", "sin2_a"},
		"signal + basin":    {"signal", "basin"},
		"tanhx - log10(x)x": {"x"},
	} {
		if got := parse(t, text).Vars(); !slices.Equal(got, want) {
			t.Errorf("%q has the variables %q, want %q", text, got, want)
		}
	}
}

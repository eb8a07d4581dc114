package calculus_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim/calculus"
)

// Derivatives as a textbook has them, with respect to x or, where there is
// none, to w.
func TestDerivative(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"w^4 - 3w^2 + w", "4w³ − 6w + 1"},
		{"sin(3w) + w^2/10", "3cos(3w) + w/5"},
		{"5 + 0x", "0"},
		{"x*2*3", "6"},
		{"x/2/3", "1/6"},
		{"0.1x^3", "0.3x²"},
		{"x*x*x*y", "3x²y"},
		{"x*sin(x)", "sin(x) + x·cos(x)"},
		{"x^2 sin(x)", "2x·sin(x) + x²·cos(x)"},
		{"sin(x)*exp(-x/3)", "cos(x)·exp(−x/3) − sin(x)·exp(−x/3)/3"},
		{"x/(1+x^2)", "(1 − x²)/(1 + x²)²"},
		{"(x^2+1)/(x-1)", "(x² − 2x − 1)/(x − 1)²"},
		{"(2x+1)/(x+1)", "1/(x + 1)²"},
		{"(x+1)(x+2)(x+3)", "3x² + 12x + 11"},
		{"(x-1)^2 + 10(y-x^2)^2", "2(x − 1) − 40x·(y − x²)"},
		{"0.5(x - 3)^2", "x − 3"},
		{"(3x+1)^2", "6(3x + 1)"},
		{"-(x+1)*sin(x)", "−sin(x) − (x + 1)·cos(x)"},
		{"x - (1 - x)", "2"},
		{"1/x", "−1/x²"},
		{"1/x^2", "−2/x³"},
		{"x^-2", "−2x⁻³"},
		{"x^2/x", "x²/x²"}, // not 1: there is a hole at 0
		{"x^0.5", "0.5x^(−0.5)"},
		{"x^(1/3)", "x^(−2/3)/3"},
		{"x^pi", "πx^(π − 1)"},
		{"pow(x, y)", "y·x^(y − 1)"},
		{"2^x", "2^x·ln(2)"},
		{"e^(-x^2)", "−2x·e^(−x²)"},
		{"x^x", "x^x·(ln(x) + 1)"},
		{"0^x", "0"},
		{"1^x", "0"},
		{"sin(2pix)", "2π·cos(2πx)"},
		{"cos(x)^2", "−2cos(x)·sin(x)"},
		{"tan(x)", "1/cos(x)²"},
		{"asin(x) - acos(x)", "2/sqrt((1 − x)(1 + x))"},
		{"atan(2x)", "2/(1 + 4x²)"},
		{"sinh(x)cosh(x)", "cosh(x)² + sinh(x)²"},
		{"tanh(x)", "1/cosh(x)²"},
		{"exp(x)/x", "(x·exp(x) − exp(x))/x²"},
		{"ln(x^2)", "2/x"},
		{"ln(sin(x))", "cos(x)/sin(x)"},
		{"log2(x) + log10(x)", "1/(x·ln(2)) + 1/(x·ln(10))"},
		{"sqrt(1+x^2)", "x/sqrt(1 + x²)"},
		{"cbrt(x)", "1/(3cbrt(x)²)"},
		{"|x|", "sign(x)"},
		{"sign(x)", "0"},
		{"sigmoid(3x-1)", "3sigmoid(3x − 1)·sigmoid(−3x + 1)"},
		{"relu(x)", "(1 + sign(x))/2"},
		{"max(0, x)", "(1 + sign(x))/2"},
		{"softplus(x)", "sigmoid(x)"},
		{"gelu(x)", "normcdf(x) + x·exp(−x²/2)/sqrt(2π)"},
	} {
		f := parse(t, test.text)
		variable := "x"
		if f.Vars()[0] == "w" {
			variable = "w"
		}
		got, err := f.Derivative(variable)
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
		} else if got.String() != test.want {
			t.Errorf("(%s)′ = %s, want %s", test.text, got, test.want)
		}
	}
}

// The symbolic derivatives of every function and operator, the second ones too,
// equal the closed forms to 1e-12.
func TestDerivativeClosedForms(t *testing.T) {
	for _, test := range closedForms {
		f := parse(t, test.text)
		first, err := f.Derivative(f.Vars()[0])
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		second, err := first.Derivative(f.Vars()[0])
		if err != nil {
			t.Errorf("%s, twice: %v", test.text, err)
			continue
		}
		for i := range 41 {
			x := test.lo + (test.hi-test.lo)*float64(i)/40
			if got, want := first.At(x), test.first(x); !near(got, want, 1e-12) {
				t.Errorf("(%s)′ = %s at %v = %v, want %v", test.text, first, x, got, want)
			}
			if got, want := second.At(x), test.second(x); !near(got, want, 1e-11) {
				t.Errorf("(%s)″ = %s at %v = %v, want %v", test.text, second, x, got, want)
			}
		}
	}
}

// The text of a derivative keeps its digits wherever the number does: far out,
// where a function is all but level, and at the ends of its domain.
func TestDerivativeKeepsItsDigits(t *testing.T) {
	for _, test := range []struct {
		text   string
		points []float64
	}{
		{"sigmoid(x)", []float64{-700, -40, -1, 0, 1e-9, 1, 37, 40, 100, 700}},
		{"sigmoid(3x-1)", []float64{-200, -13, 0, 13, 14, 200}},
		{"tanh(x)", []float64{-340, -20, -1e-9, 0, 1, 19, 20, 40, 340}},
		{"tanh(x/2)^2", []float64{-600, -40, 0.5, 40, 600}},
		{"softplus(x)", []float64{-700, -40, 0, 40, 700}},
		{"asin(x)", []float64{-1 + 1e-15, -0.5, 0, 0.9, 1 - 1e-9, 1 - 1e-15}},
		{"acos(x)", []float64{-1 + 1e-15, -0.5, 0, 0.9, 1 - 1e-9, 1 - 1e-15}},
		{"asin(2x)", []float64{-0.5 + 1e-15, 0.25, 0.5 - 1e-15}},
		{"atan(x)", []float64{-1e100, -3, 0, 1e-9, 1e8, 1e100}},
		{"exp(-x^2)", []float64{-26, -1, 0, 1e-9, 5, 26}},
		{"ln(x)", []float64{1e-300, 1e-9, 1, 1e300}},
		{"sqrt(x)", []float64{1e-300, 1e-9, 1, 1e300}},
		{"cbrt(x)", []float64{-1e200, -1e-200, 1e-200, 1e200}},
		{"normcdf(x)", []float64{-37, -5, 0, 5, 37}},
	} {
		f := parse(t, test.text)
		derivative, err := f.Derivative("x")
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range test.points {
			_, want := f.Slope(x)
			if got := derivative.At(x); !(math.Abs(got-want) <= 1e-12*math.Abs(want)) {
				t.Errorf("(%s)′ = %s at %v = %v, want %v", f, derivative, x, got, want)
			}
		}
	}
}

// checkDerivative holds every partial derivative in symbols to that in dual
// numbers, and its text to the formula, wherever the formula has a derivative.
func checkDerivative(t *testing.T, f *calculus.Formula, at []float64) {
	t.Helper()
	grad := make([]float64, len(at))
	f.Gradient(at, grad)
	defined := f.Check(at) == nil && tame(f, at)
	for i, name := range f.Vars() {
		derivation := f.Derivation(name)
		steps := derivation.Steps()
		values := make([]calculus.StepValue, len(steps))
		derivation.Values(at, values)
		last := values[len(values)-1]
		if value := f.Eval(at); !near(last.Value, value, 0) || !near(last.Derivative, grad[i], 0) {
			t.Fatalf("%q at %v: the last step has %v, want %v and %v", f.Text(), at, last, value, grad[i])
		}
		derivative, err := derivation.Derivative()
		if err != nil {
			if long, ok := errors.AsType[*calculus.TooLongError](err); !ok || long.Part == "" {
				t.Fatalf("%q: %v", f.Text(), err)
			}
			continue
		}
		if again := parse(t, derivative.String(), f.Vars()...); again.String() != derivative.String() {
			t.Fatalf("∂/∂%s of %q is %q, which reads back as %q", name, f.Text(), derivative, again)
		}
		if !defined || math.IsInf(grad[i], 0) || math.IsNaN(grad[i]) {
			continue
		}
		got := derivative.Eval(at)
		if bound := roundings(derivative, at); math.Abs(got-grad[i]) > 1e-9*max(1, bound, math.Abs(grad[i])) {
			t.Errorf("∂/∂%s of %q at %v = %v, but of %q %v", name, f.Text(), at, grad[i], derivative, got)
		}
	}
}

// tame reports whether the values are of a size at which the parts of a
// derivative can neither leave the numbers nor lose them to rounding.
func tame(f *calculus.Formula, at []float64) bool {
	tape := f.NewTape()
	tape.Gradient(at, make([]float64, len(at)))
	for _, n := range tape.Nodes() {
		if size := math.Abs(n.Value); size > 1e4 || size < 1e-4 {
			return false
		}
		for _, p := range n.Partials {
			if size := math.Abs(p); size > 1e4 {
				return false
			}
		}
	}
	return true
}

// roundings returns how far rounding may move the formula's value, in units of
// the last place: the sum of all nodes, each by what it adds.
func roundings(f *calculus.Formula, at []float64) float64 {
	tape := f.NewTape()
	tape.Gradient(at, make([]float64, len(at)))
	sum := 0.0
	for _, n := range tape.Nodes() {
		sum += math.Abs(n.Value * n.Adjoint)
	}
	return sum
}

func TestRandomSymbolic(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		x, y := rapid.Float64Range(-3, 3).Draw(r, "x"), rapid.Float64Range(-3, 3).Draw(r, "y")
		text := draw(r, rapid.IntRange(0, 3).Draw(r, "depth"), x, y).text
		checkDerivative(t, parse(t, text, "x", "y"), []float64{x, y})
		if t.Failed() {
			r.Fatal(text)
		}
	})
}

// FuzzDerivative: whatever parses has a derivative, or one that is too long,
// which is worth what the dual numbers say.
func FuzzDerivative(f *testing.F) {
	for _, test := range closedForms {
		f.Add(test.text, 0.7, -1.3)
	}
	f.Add("min(x, y, 1)max(x, -y)/(2y)^x", 0.7, 1.3)
	f.Add("-(-x)^-2^y·x⁻¹ − 3x/x + 1e300x", 0.7, 1.3)
	f.Add("0/0 + 1/0·x − 0x^0.5·x^0.5 + u·v/n^a", 0.7, 1.3)
	f.Fuzz(func(t *testing.T, text string, x, y float64) {
		formula, err := calculus.Parse(text)
		if err != nil {
			return
		}
		at := make([]float64, len(formula.Vars()))
		for i := range at {
			at[i] = [...]float64{x, y}[i%2]
		}
		checkDerivative(t, formula, at)
	})
}

// The largest formulas end, in a derivative within bounds or in the error.
func TestDerivativeBounds(t *testing.T) {
	for text, long := range map[string]bool{
		enormous:                                                                      false,
		"w" + strings.Repeat("*w", 255):                                               false,
		"w" + strings.Repeat("+w", 255):                                               false,
		"w" + strings.Repeat("/w", 255):                                               false,
		"sin(w)" + strings.Repeat("sin(w)", 150):                                      false,
		"w" + strings.Repeat("^w", 60):                                                true,
		"min(w" + strings.Repeat(",w+1", 120) + ")":                                   true,
		strings.Repeat("sigmoid(w*", 60) + "w" + strings.Repeat(")", 60):              true,
		strings.Repeat("(w+1)*(1-", 60) + "w" + strings.Repeat(")", 60):               true,
		strings.Repeat("(w^2+1)*w/(w-2)+", 40) + "w":                                  false,
		"(w+1)(w+2)(w+3)(w+4)(w+5)(w+6)(w+7)(w+8)(w+9)(w+10)(w+11)(w+12)(w+13)sin(w)": false,
	} {
		f := parse(t, text)
		derivative, err := f.Derivative("w")
		if (err != nil) != long {
			t.Errorf("%.30s…: %v, %v", text, derivative, err)
		}
		if err != nil {
			continue
		}
		if _, slope := f.Slope(0.75); !near(derivative.At(0.75), slope, 1e-9) {
			t.Errorf("%.30s… = %v, want %v", text, derivative.At(0.75), slope)
		}
	}
	_, err := parse(t, "w"+strings.Repeat("^w", 60)).Derivative("w")
	var tooLong *calculus.TooLongError
	if !errors.As(err, &tooLong) {
		t.Fatal(err)
	}
	want := "the derivative of w^(w^(w^(w^(w^(w^(w^(w^(w^(w^(w^(w^(w^(w… is too long to write out, " +
		"having more than 512 numbers, names and operations or 1000 bytes; take a shorter formula"
	if err.Error() != want {
		t.Errorf("%s\nwant %s", err, want)
	}
	if id, args := tooLong.Message(); id != "formula.derivative-too-long" || args["Limit"] != 512 || args["Bytes"] != 1000 {
		t.Errorf("%s, %v", id, args)
	}
	if !panics(func() { _, _ = parse(t, "x").Derivative("y") }) {
		t.Error("a derivative with respect to what is no variable")
	}
}

func BenchmarkDerivation(b *testing.B)       { benchmarkDerivation(b, "w", wShape) }
func BenchmarkDerivationTwenty(b *testing.B) { benchmarkDerivation(b, "x", twenty) }
func BenchmarkDerivationLarge(b *testing.B) {
	benchmarkDerivation(b, "w", "w"+strings.Repeat("*w", 255))
}

func benchmarkDerivation(b *testing.B, variable, text string) {
	b.Helper()
	f := parse(b, text)
	b.ReportAllocs()
	for b.Loop() {
		f.Derivation(variable)
	}
}

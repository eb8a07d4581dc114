package calculus_test

import (
	"math"
	"strings"
	"testing"
)

// The formulas that are measured: the descent's own, one of 20 nodes, and the
// largest there may be.
var (
	wShape   = "w^4 - 3w^2 + w"
	twenty   = "(1 - x)^2 + 100(y - x^2)^2 + 3x*y/(2 + x^2) - 5(x - y)"
	sines    = "sin(3x)*exp(-y/3) + (1 - x)^2 + 10(y - x^2)^2 + x*y/4 - x"
	enormous = "sin(w)" + strings.Repeat("*w+1", 126)
)

func TestNoAllocations(t *testing.T) {
	x, grad, hess := []float64{0.5, 0.25}, make([]float64, 2), make([]float64, 4)
	one, single := parse(t, wShape), []float64{0.5}
	two, big := parse(t, sines), parse(t, enormous)
	corner := parse(t, "|w|")
	tape := two.NewTape()
	for name, call := range map[string]func(){
		"Eval":              func() { two.Eval(x) },
		"At":                func() { one.At(0.5) },
		"Slope":             func() { one.Slope(0.5) },
		"Curvature":         func() { one.Curvature(0.5) },
		"Gradient":          func() { two.Gradient(x, grad) },
		"Hessian":           func() { two.Hessian(x, hess) },
		"Tape.Gradient":     func() { tape.Gradient(x, grad) },
		"Check":             func() { _ = two.Check(x) },
		"SmoothSlope":       func() { one.SmoothSlope(0.5) },
		"SmoothCurvature":   func() { one.SmoothCurvature(0.5) },
		"SmoothSlope, none": func() { corner.SmoothSlope(0) },
		"Check, large":      func() { _ = big.Check(single) },
		"Eval, large":       func() { big.Eval(single) },
		"Slope, large":      func() { big.Slope(0.5) },
		"Curvature, large":  func() { big.Curvature(0.5) },
		"Gradient, large":   func() { big.Gradient(single, grad[:1]) },
		"Hessian, large":    func() { big.Hessian(single, hess[:1]) },
	} {
		if n := testing.AllocsPerRun(100, call); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}

// What is measured has as many nodes as it is said to have.
func TestTwentyNodes(t *testing.T) {
	for _, text := range []string{twenty, sines} {
		if n := len(parse(t, text, "x", "y").NewTape().Nodes()); n < 20 {
			t.Errorf("%s has %d nodes", text, n)
		}
	}
}

// A formula gives the same bits wherever it is evaluated: first one of
// operations that IEEE 754 rounds, then all of the functions.
func TestBits(t *testing.T) {
	f := parse(t, "(1.1 - x)^2 + 100.3(y - x^3)^2/(0.7 + x*y) - sqrt(x)y^-5")
	at := []float64{0.3, 0.7}
	var grad [2]float64
	var hess [4]float64
	value := f.Gradient(at, grad[:])
	f.Hessian(at, hess[:])
	for i, number := range []struct {
		got  float64
		want uint64
	}{
		{value, 0x4047a6c370ed8803}, // as Python works it out
		{grad[0], 0xc0555f4a20d0621a},
		{grad[1], 0x406365a14059a4a9},
		{hess[0], 0xc05dcdb641e6ba53},
		{hess[1], 0xc062e5a4c024a758},
		{hess[3], 0xc050833a5bc2a04a},
	} {
		if got := math.Float64bits(number.got); got != number.want {
			t.Errorf("number %d has the bits %#x, want %#x", i, got, number.want)
		}
	}
}

// The value, gradient and Hessian of each of these at (0.3, 0.7), summed up.
func TestBitsOfFunctions(t *testing.T) {
	for _, test := range []struct {
		text string
		want uint64
	}{
		{"sin(3x)cos(y)/tan(x y)", 0x3e4ab672b25e1710},
		{"asin(x)acos(y) - atan(7x y)", 0x7c941e1943d65e9},
		{"sinh(x)cosh(y)tanh(x y)", 0xb6f87db6e93a1e65},
		{"exp(x - y)ln(y)log2(x)log10(x y)", 0xcc12ba49920cdda0},
		{"sqrt(x)cbrt(y)|x - y|sign(y)", 0xe5eb94de83b0639c},
		{"min(x, y)^y + max(x, y)^2.5 + 2^x", 0x41db7cba50d9b97a},
		{"sigmoid(5x)relu(y)softplus(x - y)gelu(3y)", 0x7e934f3fef903131},
	} {
		var grad [2]float64
		var hess [4]float64
		f, at := parse(t, test.text, "x", "y"), []float64{0.3, 0.7}
		value := f.Gradient(at, grad[:])
		f.Hessian(at, hess[:])
		bits := uint64(0)
		for _, number := range append(append(hess[:], grad[:]...), value) {
			bits = bits*0x9e3779b97f4a7c15 + math.Float64bits(number)
		}
		if bits != test.want {
			t.Errorf("%s: the bits sum to %#x, want %#x", test.text, bits, test.want)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		parse(b, twenty)
	}
}

func BenchmarkEval(b *testing.B) {
	f, x := parse(b, twenty), []float64{0.5, 0.25}
	b.ReportAllocs()
	for b.Loop() {
		f.Eval(x)
	}
}

func BenchmarkSlope(b *testing.B) {
	f := parse(b, wShape)
	b.ReportAllocs()
	for b.Loop() {
		f.Slope(0.5)
	}
}

func BenchmarkCurvature(b *testing.B) {
	f := parse(b, wShape)
	b.ReportAllocs()
	for b.Loop() {
		f.Curvature(0.5)
	}
}

func BenchmarkGradient(b *testing.B)      { benchmarkGradient(b, twenty) }
func BenchmarkGradientSines(b *testing.B) { benchmarkGradient(b, sines) }

func benchmarkGradient(b *testing.B, text string) {
	b.Helper()
	f, x, grad := parse(b, text), []float64{0.5, 0.25}, make([]float64, 2)
	b.ReportAllocs()
	for b.Loop() {
		f.Gradient(x, grad)
	}
}

func BenchmarkTape(b *testing.B)      { benchmarkTape(b, twenty) }
func BenchmarkTapeSines(b *testing.B) { benchmarkTape(b, sines) }

func benchmarkTape(b *testing.B, text string) {
	b.Helper()
	f, x, grad := parse(b, text), []float64{0.5, 0.25}, make([]float64, 2)
	tape := f.NewTape()
	b.ReportAllocs()
	for b.Loop() {
		tape.Gradient(x, grad)
	}
}

func BenchmarkHessian(b *testing.B) {
	f, x, hess := parse(b, twenty), []float64{0.5, 0.25}, make([]float64, 4)
	b.ReportAllocs()
	for b.Loop() {
		f.Hessian(x, hess)
	}
}

func BenchmarkSlopeLarge(b *testing.B) {
	f := parse(b, enormous)
	b.ReportAllocs()
	for b.Loop() {
		f.Slope(0.5)
	}
}

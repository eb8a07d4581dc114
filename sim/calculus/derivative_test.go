package calculus_test

import (
	"math"
	"slices"
	"testing"

	"nabla/sim/calculus"
)

// phi is the density of the standard normal distribution, capPhi its
// distribution function.
func phi(x float64) float64    { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }
func capPhi(x float64) float64 { return (1 + math.Erf(x/math.Sqrt2)) / 2 }

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// Derivatives of every function and operator as a table of formulas has them.
var closedForms = []struct {
	text          string
	lo, hi        float64
	first, second func(x float64) float64
}{
	{"x + 2", -3, 3, func(float64) float64 { return 1 }, zero},
	{"2 - x", -3, 3, func(float64) float64 { return -1 }, zero},
	{"x - 2 + x", -3, 3, func(float64) float64 { return 2 }, zero},
	{"3x", -3, 3, func(float64) float64 { return 3 }, zero},
	{"-x", -3, 3, func(float64) float64 { return -1 }, zero},
	{"x*x*x", -3, 3, func(x float64) float64 { return 3 * x * x }, func(x float64) float64 { return 6 * x }},
	{"x/3", -3, 3, func(float64) float64 { return 1. / 3 }, zero},
	{"1/x", 0.2, 4, func(x float64) float64 { return -1 / (x * x) }, func(x float64) float64 { return 2 / (x * x * x) }},
	{"1/x", -4, -0.2, func(x float64) float64 { return -1 / (x * x) }, func(x float64) float64 { return 2 / (x * x * x) }},
	{"x/(1 + x^2)", -4, 4, func(x float64) float64 { return (1 - x*x) / ((1 + x*x) * (1 + x*x)) }, func(x float64) float64 {
		return 2 * x * (x*x - 3) / ((1 + x*x) * (1 + x*x) * (1 + x*x))
	}},
	{"x^0", -2, 2, zero, zero},
	{"x^1", -2, 2, func(float64) float64 { return 1 }, zero},
	{"x^2", -3, 3, func(x float64) float64 { return 2 * x }, func(float64) float64 { return 2 }},
	{"x^5", -3, 3, func(x float64) float64 { return 5 * math.Pow(x, 4) }, func(x float64) float64 { return 20 * x * x * x }},
	{"x^-3", -3, -0.5, func(x float64) float64 { return -3 * math.Pow(x, -4) }, func(x float64) float64 { return 12 * math.Pow(x, -5) }},
	{"x^64", -1.5, 1.5, func(x float64) float64 { return 64 * math.Pow(x, 63) }, func(x float64) float64 { return 64 * 63 * math.Pow(x, 62) }},
	{"x^101", -1.2, -0.8, func(x float64) float64 { return 101 * math.Pow(x, 100) }, func(x float64) float64 { return 101 * 100 * math.Pow(x, 99) }},
	{"x^2.5", 0, 3, func(x float64) float64 { return 2.5 * math.Pow(x, 1.5) }, func(x float64) float64 { return 3.75 * math.Sqrt(x) }},
	{"x^-0.5", 0.2, 3, func(x float64) float64 { return -0.5 * math.Pow(x, -1.5) }, func(x float64) float64 { return 0.75 * math.Pow(x, -2.5) }},
	{"2^x", -3, 3, func(x float64) float64 { return math.Ln2 * math.Exp2(x) }, func(x float64) float64 { return math.Ln2 * math.Ln2 * math.Exp2(x) }},
	{"e^x", -3, 3, math.Exp, math.Exp},
	{"x^x", 0.2, 3, func(x float64) float64 { return math.Pow(x, x) * (math.Log(x) + 1) }, func(x float64) float64 {
		l := math.Log(x) + 1
		return math.Pow(x, x) * (l*l + 1/x)
	}},
	{"sin(x)", -7, 7, math.Cos, func(x float64) float64 { return -math.Sin(x) }},
	{"cos(x)", -7, 7, func(x float64) float64 { return -math.Sin(x) }, func(x float64) float64 { return -math.Cos(x) }},
	{"tan(x)", -1.4, 1.4, func(x float64) float64 { return 1 / (math.Cos(x) * math.Cos(x)) }, func(x float64) float64 { return 2 * math.Tan(x) / (math.Cos(x) * math.Cos(x)) }},
	{"asin(x)", -0.95, 0.95, func(x float64) float64 { return 1 / math.Sqrt(1-x*x) }, func(x float64) float64 { return x / math.Pow(1-x*x, 1.5) }},
	{"arcsin(x)", -0.95, 0.95, func(x float64) float64 { return 1 / math.Sqrt(1-x*x) }, func(x float64) float64 { return x / math.Pow(1-x*x, 1.5) }},
	{"acos(x)", -0.95, 0.95, func(x float64) float64 { return -1 / math.Sqrt(1-x*x) }, func(x float64) float64 { return -x / math.Pow(1-x*x, 1.5) }},
	{"arccos(x)", -0.95, 0.95, func(x float64) float64 { return -1 / math.Sqrt(1-x*x) }, func(x float64) float64 { return -x / math.Pow(1-x*x, 1.5) }},
	{"atan(x)", -9, 9, func(x float64) float64 { return 1 / (1 + x*x) }, func(x float64) float64 { return -2 * x / ((1 + x*x) * (1 + x*x)) }},
	{"arctan(x)", -9, 9, func(x float64) float64 { return 1 / (1 + x*x) }, func(x float64) float64 { return -2 * x / ((1 + x*x) * (1 + x*x)) }},
	{"sinh(x)", -3, 3, math.Cosh, math.Sinh},
	{"cosh(x)", -3, 3, math.Sinh, math.Cosh},
	{"tanh(x)", -3, 3, func(x float64) float64 { return 1 - math.Tanh(x)*math.Tanh(x) }, func(x float64) float64 {
		return -2 * math.Tanh(x) * (1 - math.Tanh(x)*math.Tanh(x))
	}},
	{"exp(x)", -3, 3, math.Exp, math.Exp},
	{"ln(x)", 0.1, 9, func(x float64) float64 { return 1 / x }, func(x float64) float64 { return -1 / (x * x) }},
	{"log(x)", 0.1, 9, func(x float64) float64 { return 1 / x }, func(x float64) float64 { return -1 / (x * x) }},
	{"log2(x)", 0.1, 9, func(x float64) float64 { return 1 / (x * math.Ln2) }, func(x float64) float64 { return -1 / (x * x * math.Ln2) }},
	{"log10(x)", 0.1, 9, func(x float64) float64 { return 1 / (x * math.Ln10) }, func(x float64) float64 { return -1 / (x * x * math.Ln10) }},
	{"sqrt(x)", 0.1, 9, func(x float64) float64 { return 0.5 * math.Pow(x, -0.5) }, func(x float64) float64 { return -0.25 * math.Pow(x, -1.5) }},
	{"cbrt(x)", 0.1, 9, func(x float64) float64 { return math.Pow(x, -2./3) / 3 }, func(x float64) float64 { return -2. / 9 * math.Pow(x, -5./3) }},
	{"cbrt(x)", -9, -0.1, func(x float64) float64 { return math.Pow(-x, -2./3) / 3 }, func(x float64) float64 { return 2. / 9 * math.Pow(-x, -5./3) }},
	{"abs(x)", 0.1, 3, func(float64) float64 { return 1 }, zero},
	{"|x|", -3, -0.1, func(float64) float64 { return -1 }, zero},
	{"sign(x)", 0.1, 3, zero, zero},
	{"sigmoid(x)", -8, 8, func(x float64) float64 { return logistic(x) * (1 - logistic(x)) }, func(x float64) float64 {
		return logistic(x) * (1 - logistic(x)) * (1 - 2*logistic(x))
	}},
	{"relu(x)", 0.1, 3, func(float64) float64 { return 1 }, zero},
	{"relu(x)", -3, -0.1, zero, zero},
	{"softplus(x)", -8, 8, logistic, func(x float64) float64 { return logistic(x) * (1 - logistic(x)) }},
	{"gelu(x)", -5, 5, func(x float64) float64 { return capPhi(x) + x*phi(x) }, func(x float64) float64 { return phi(x) * (2 - x*x) }},
	{"normcdf(x)", -5, 5, phi, func(x float64) float64 { return -x * phi(x) }},
	{"min(x, x^2)", 1.1, 3, func(float64) float64 { return 1 }, zero},
	{"min(x, x^2)", 0.1, 0.9, func(x float64) float64 { return 2 * x }, func(float64) float64 { return 2 }},
	{"max(x, x^2, 5)", 0.1, 2.2, zero, zero},
	{"max(x, x^2, 5)", 2.3, 3, func(x float64) float64 { return 2 * x }, func(float64) float64 { return 2 }},
	{"pow(x, 3)", -2, 2, func(x float64) float64 { return 3 * x * x }, func(x float64) float64 { return 6 * x }},
	{"sin(x)*exp(-x/3)", -3, 3, func(x float64) float64 {
		return math.Exp(-x/3) * (math.Cos(x) - math.Sin(x)/3)
	}, func(x float64) float64 { return math.Exp(-x/3) * (-8./9*math.Sin(x) - 2./3*math.Cos(x)) }},
	{"w^4 - 3w^2 + w", -2, 2, func(w float64) float64 { return 4*w*w*w - 6*w + 1 }, func(w float64) float64 { return 12*w*w - 6 }},
}

func zero(float64) float64 { return 0 }

// Exact derivatives, forwards and backwards, equal the closed forms to 1e-12,
// and central differences to what those are good for.
func TestClosedForms(t *testing.T) {
	for _, test := range closedForms {
		f := parse(t, test.text)
		tape := f.NewTape()
		for i := range 41 {
			x := test.lo + (test.hi-test.lo)*float64(i)/40
			value, slope := f.Slope(x)
			v2, s2, curvature := f.Curvature(x)
			var grad, back, hess [1]float64
			v3, v4, v5 := f.Gradient([]float64{x}, grad[:]), tape.Gradient([]float64{x}, back[:]), f.Hessian([]float64{x}, hess[:])
			if at := f.At(x); value != at || v2 != at || v3 != at || v4 != at || v5 != at {
				t.Fatalf("%s at %v: the values differ: %v", test.text, x, []float64{at, value, v2, v3, v4, v5})
			}
			if want := test.first(x); !near(slope, want, 1e-12) {
				t.Errorf("%s: slope at %v = %v, want %v", test.text, x, slope, want)
			}
			if s2 != slope || grad[0] != slope || !near(back[0], slope, 1e-14) {
				t.Errorf("%s at %v: slopes %v, %v, %v, backwards %v", test.text, x, slope, s2, grad[0], back[0])
			}
			if want := test.second(x); !near(curvature, want, 1e-12) || hess[0] != curvature {
				t.Errorf("%s: curvature at %v = %v and %v, want %v", test.text, x, curvature, hess[0], want)
			}
			if x == test.lo || x == test.hi {
				continue // the difference may reach out of the domain
			}
			h := 1e-5 * max(1, math.Abs(x))
			if d := (f.At(x+h) - f.At(x-h)) / (2 * h); !near(slope, d, 1e-6) {
				t.Errorf("%s: slope at %v = %v, but the central difference is %v", test.text, x, slope, d)
			}
		}
	}
}

// Values of the functions whose forms are this package's own, from tables: σ and
// softplus to 17 digits, GELU from Hendrycks and Gimpel's definition x·Φ(x)
// with Φ(1) = 0.841344746068542948.
func TestValues(t *testing.T) {
	for _, test := range []struct {
		text string
		want float64
	}{
		{"sigmoid(0)", 0.5},
		{"sigmoid(1)", 0.73105857863000488},
		{"sigmoid(-1)", 0.26894142136999512},
		{"sigmoid(-1000)", 0},
		{"sigmoid(1000)", 1},
		{"softplus(0)", 0.69314718055994531},
		{"softplus(1000)", 1000},
		{"softplus(-40)", 4.248354255291589e-18},
		{"gelu(1)", 0.841344746068542948},
		{"gelu(-1)", -0.158655253931457051},
		{"normcdf(1)", 0.841344746068542948},
		{"normcdf(0)", 0.5},
		{"relu(-2) + relu(3)", 3},
		{"sign(-2) + sign(0)", -1},
		{"cbrt(-8)", -2},
		{"log2(8)", 3},
		{"log10(1000)", 3},
		{"(-2)^3", -8},
		{"(-8)^(1/3)", math.NaN()},
		{"0^0", 1},
		{"1/0", math.Inf(1)},
		{"ln(0)", math.Inf(-1)},
		{"sqrt(-1)", math.NaN()},
		{"0/0", math.NaN()},
		{"min(1, 0/0)", math.NaN()},
	} {
		if got := parse(t, test.text).Eval(nil); !near(got, test.want, 1e-15) {
			t.Errorf("%s = %v, want %v", test.text, got, test.want)
		}
	}
	// The derivatives of the tails keep their digits: σ′(40) is e⁻⁴⁰ but for a
	// factor of 1−2e⁻⁴⁰.
	for _, text := range []string{"sigmoid(x)", "tanh(x/2)/2"} {
		if _, slope := parse(t, text).Slope(40); math.Abs(slope/math.Exp(-40)-1) > 1e-13 {
			t.Errorf("%s: slope at 40 = %v, want e⁻⁴⁰", text, slope)
		}
	}
}

// What stands in where there is no derivative.
func TestConventions(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, test := range []struct {
		text             string
		x                float64
		slope, curvature float64
	}{
		{"|x|", 0, 0, 0},
		{"relu(x)", 0, 0, 0},
		{"sign(x)", 0, 0, 0},
		{"min(x, 2x)", 0, 1, 0},
		{"max(3x, 2x)", 0, 3, 0},
		{"sqrt(x)", 0, inf, -inf},
		{"ln(x)", 0, inf, -inf},
		{"cbrt(x)", 0, inf, nan},
		{"ln(x)", -1, nan, nan},
		{"log2(x)", -1, nan, nan},
		{"sqrt(x)", -1, nan, nan},
		{"asin(x)", 2, nan, nan},
		{"x^0", 0, 0, 0},
		{"x^1", 0, 1, 0},
		{"x^2", 0, 0, 2},
		{"x^3", 0, 0, 0},
		{"x^0.5", 0, inf, -inf},
		{"x^1.5", 0, 0, inf},
		{"0^x", 1, 0, 0},
		{"(-2)^x", 2, nan, nan},
		{"sqrt(x^2)", 0, nan, nan}, // ∞·0: there is none
		{"sqrt(x^4)", 0, nan, nan},
		{"x*sqrt(0)", 1, 0, 0},           // what is constant has no slope, not 0·∞
		{"min(1, sqrt(x) + 2)", 0, 0, 0}, // nor has the branch not taken
		{"relu(sqrt(x) - 1)", 0, 0, 0},
		{"max(0, ln(x))", 0, 0, 0},
		{"min(x, 0/0)", 1, nan, 0},
		{"1/x", 0, -inf, inf},
		{"gelu(x)", -1e200, 0, 0},
	} {
		f := parse(t, test.text)
		_, slope, curvature := f.Curvature(test.x)
		if !near(slope, test.slope, 0) || !near(curvature, test.curvature, 0) {
			t.Errorf("%s at %v: slope %v, curvature %v, want %v, %v", test.text, test.x, slope, curvature, test.slope, test.curvature)
		}
		var back [1]float64
		f.NewTape().Gradient([]float64{test.x}, back[:])
		if !near(back[0], test.slope, 0) {
			t.Errorf("%s at %v: slope backwards %v, want %v", test.text, test.x, back[0], test.slope)
		}
	}
}

// In several variables: one that does not occur in a part is no factor 0.
func TestConventionsOfSeveral(t *testing.T) {
	for _, test := range []struct {
		text string
		at   []float64
		want []float64
	}{
		{"x*sqrt(y)", []float64{3, 0}, []float64{0, math.Inf(1)}},
		{"x^y", []float64{0, 2}, []float64{0, 0}},
		{"x^y", []float64{0, 0}, []float64{0, 0}},
		{"x^y", []float64{-2, 3}, []float64{12, math.NaN()}},
		{"min(x, y)", []float64{1, 1}, []float64{1, 0}},
		{"max(x, y)", []float64{1, 1}, []float64{1, 0}},
		{"x + 0y", []float64{1, 1}, []float64{1, 0}},
	} {
		f := parse(t, test.text, "x", "y")
		var dual, back [2]float64
		f.Gradient(test.at, dual[:])
		f.NewTape().Gradient(test.at, back[:])
		for i, want := range test.want {
			if !near(dual[i], want, 0) || !near(back[i], want, 0) {
				t.Errorf("%s at %v: ∇ = %v, backwards %v, want %v", test.text, test.at, dual, back, test.want)
			}
		}
	}
}

// The example of micrograd's README as one formula; its figures are g = 24.7041,
// ∂g/∂a = 138.8338, ∂g/∂b = 645.5773.
const micrograd = "(2(2(a + b) + 1) + 1 - a - (4(3(a b + b^3) + relu(a + b)) + relu(b - a)))^2/2" +
	" + 10/(2(2(a + b) + 1) + 1 - a - (4(3(a b + b^3) + relu(a + b)) + relu(b - a)))^2"

func TestMicrograd(t *testing.T) {
	f := parse(t, micrograd, "a", "b")
	at := []float64{-4, 2}
	var dual, back [2]float64
	value := f.Gradient(at, dual[:])
	tape := f.NewTape()
	tape.Gradient(at, back[:])
	for _, check := range [][2]float64{{value, 24.7041}, {dual[0], 138.8338}, {dual[1], 645.5773}, {back[0], 138.8338}, {back[1], 645.5773}} {
		if math.Abs(check[0]-check[1]) > 5e-5 {
			t.Errorf("got %v, want %v", check[0], check[1])
		}
	}
	// The square that occurs twice is one node, used by both terms.
	uses, nodes := 0, tape.Nodes()
	for _, n := range nodes {
		for _, a := range n.Args {
			if nodes[a].Op == "^" && nodes[a].Label != "b³" {
				uses++
			}
		}
	}
	if uses != 2 {
		t.Errorf("the square is used %d times, want 2", uses)
	}
}

// Rosenbrock's function at its usual start: f, ∇f and the Hessian by hand.
func TestRosenbrock(t *testing.T) {
	f := parse(t, "(1 - x)^2 + 100(y - x^2)^2")
	at := []float64{-1.2, 1}
	var grad [2]float64
	var hess [4]float64
	value := f.Gradient(at, grad[:])
	f.Hessian(at, hess[:])
	got := append([]float64{value}, append(grad[:], hess[:]...)...)
	for i, want := range []float64{24.2, -215.6, -88, 1200*1.44 - 400 + 2, 480, 480, 200} {
		if !near(got[i], want, 1e-13) {
			t.Errorf("got %v, want %v", got[i], want)
		}
	}
}

// Hessians of every operation of two arguments against differences of gradients.
func TestHessian(t *testing.T) {
	at := []float64{0.7, 1.3, 0.4}
	for _, text := range []string{
		"x*y*z", "x/y + z/x", "x^y", "x^(y z)", "(x + y)^z", "sin(x y)exp(z/x)", "min(x, y)*max(x, z)^2",
		"sqrt(x + y)ln(z + x y)", "sigmoid(x sigmoid(y sigmoid(z)))", "x - y + 2z", "z",
	} {
		f := parse(t, text, "x", "y", "z")
		var hess [9]float64
		if f.Hessian(at, hess[:]) != f.Eval(at) {
			t.Errorf("%s: Hessian gives another value than Eval", text)
		}
		for j := range at {
			const h = 1e-6
			var above, below [3]float64
			x := at[j]
			at[j] = x + h
			f.Gradient(at, above[:])
			at[j] = x - h
			f.Gradient(at, below[:])
			at[j] = x
			for i := range at {
				if want := (above[i] - below[i]) / (2 * h); !near(hess[3*i+j], want, 1e-8) {
					t.Errorf("%s: ∂²/∂%d∂%d = %v, difference %v", text, i, j, hess[3*i+j], want)
				}
			}
		}
	}
}

// checkGradients holds the gradient forwards to that backwards. They sum the
// same paths in another order, so that what they may differ by is a share of
// the sum of all paths' sizes; and where a path leaves the numbers, only the
// finite results are compared.
func checkGradients(t *testing.T, f *calculus.Formula, at []float64) {
	t.Helper()
	n := len(at)
	dual, back := make([]float64, n), make([]float64, n)
	f.Gradient(at, dual)
	tape := f.NewTape()
	tape.Gradient(at, back)
	size := pathSizes(tape.Nodes())
	for i, name := range f.Vars() {
		bound, occurs := size[name]
		if !occurs && dual[i] == 0 && back[i] == 0 {
			continue
		}
		if math.IsNaN(dual[i]) || math.IsNaN(back[i]) || math.IsInf(bound, 0) || math.IsNaN(bound) {
			continue
		}
		if math.Abs(dual[i]-back[i]) > 1e-10*bound+1e-290 {
			t.Errorf("%q at %v: ∂/∂%s = %v, backwards %v", f.Text(), at, name, dual[i], back[i])
		}
	}
	if n == 1 {
		if _, slope := f.Slope(at[0]); !near(slope, dual[0], 0) {
			t.Errorf("%q at %v: Slope %v, Gradient %v", f.Text(), at, slope, dual[0])
		}
	}
}

// pathSizes returns, by variable, the sum over all paths of |∏ partials|.
func pathSizes(nodes []calculus.Node) map[string]float64 {
	adjoint := make([]float64, len(nodes))
	adjoint[len(nodes)-1] = 1
	size := make(map[string]float64)
	for i, n := range slices.Backward(nodes) {
		for k, a := range n.Args {
			adjoint[a] += math.Abs(n.Partials[k]) * adjoint[i]
		}
		if n.Op == "variable" {
			size[n.Label] = adjoint[i]
		}
	}
	return size
}

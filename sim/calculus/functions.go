package calculus

import (
	"math"
	"slices"

	"nabla/sim/elementary"
)

// function is a function φ of one argument with its derivatives. They are given
// what is known already: v = φ(x) and d = φ′(x).
type function struct {
	name   string
	value  func(x float64) float64
	first  func(x, v float64) float64
	second func(x, v, d float64) float64
}

// functions holds the functions of one argument, in the order of their
// operations. It is never written to.
var functions = [...]function{
	{"sin", elementary.Sin, func(x, _ float64) float64 { return elementary.Cos(x) }, oscillate},
	{"cos", elementary.Cos, func(x, _ float64) float64 { return -elementary.Sin(x) }, oscillate},
	{"tan", elementary.Tan, func(_, v float64) float64 { return 1 + float64(v*v) }, func(_, v, d float64) float64 { return 2 * v * d }},
	{"asin", elementary.Asin, func(x, _ float64) float64 { return 1 / math.Sqrt((1-x)*(1+x)) }, arc},
	{"acos", elementary.Acos, func(x, _ float64) float64 { return -1 / math.Sqrt((1-x)*(1+x)) }, arc},
	{"atan", elementary.Atan, func(x, _ float64) float64 { return 1 / (1 + float64(x*x)) }, func(x, _, d float64) float64 { return -2 * (x * d) * d }},
	{"sinh", elementary.Sinh, func(x, _ float64) float64 { return elementary.Cosh(x) }, func(_, v, _ float64) float64 { return v }},
	{"cosh", elementary.Cosh, func(x, _ float64) float64 { return elementary.Sinh(x) }, func(_, v, _ float64) float64 { return v }},
	{"tanh", elementary.Tanh, tanhSlope, func(_, v, d float64) float64 { return -2 * v * d }},
	{"exp", elementary.Exp, func(_, v float64) float64 { return v }, func(_, v, _ float64) float64 { return v }},
	{"ln", elementary.Log, func(x, _ float64) float64 { return logSlope(x, 1) }, logBend},
	{"log2", elementary.Log2, func(x, _ float64) float64 { return logSlope(x, math.Ln2) }, logBend},
	{"log10", elementary.Log10, func(x, _ float64) float64 { return logSlope(x, math.Ln10) }, logBend},
	{"sqrt", math.Sqrt, func(_, v float64) float64 { return 0.5 / math.Abs(v) }, func(x, _, d float64) float64 { return -0.5 * d / math.Abs(x) }},
	{"cbrt", elementary.Cbrt, func(_, v float64) float64 { return 1 / (3 * v * v) }, cbrtBend},
	{"abs", math.Abs, func(x, _ float64) float64 { return sign(x) }, straight},
	{"sign", sign, flat, straight},
	{"sigmoid", elementary.Sigmoid, func(x, _ float64) float64 { return sigmoidSlope(x) }, sigmoidBend},
	{"relu", relu, reluSlope, straight},
	{"softplus", softplus, func(x, _ float64) float64 { return elementary.Sigmoid(x) }, func(x, _, _ float64) float64 { return sigmoidSlope(x) }},
	{"gelu", gelu, geluSlope, geluBend},
	{"normcdf", normalBelow, normalSlope, normalBend},
}

// arity says how many arguments a function takes, max 0 meaning any number.
type arity struct{ min, max int }

// lookup returns the function with the name, which may be another that people
// have for one in the table.
func lookup(name string) (op, arity, bool) {
	switch name {
	case "log":
		return opLn, arity{1, 1}, true
	case "√":
		return opSqrt, arity{1, 1}, true
	case "∛":
		return opCbrt, arity{1, 1}, true
	case "arcsin":
		return opAsin, arity{1, 1}, true
	case "arccos":
		return opAcos, arity{1, 1}, true
	case "arctan":
		return opAtan, arity{1, 1}, true
	case "pow":
		return opPow, arity{2, 2}, true
	case "min":
		return opMin, arity{min: 2}, true
	case "max":
		return opMax, arity{min: 2}, true
	}
	for i := range functions {
		if functions[i].name == name {
			return opSin + op(i), arity{1, 1}, true
		}
	}
	return 0, arity{}, false
}

// functionNames returns the names of all functions, sorted, but for the longer
// ones of asin, acos and atan.
func functionNames() []string {
	names := make([]string, 0, len(functions)+4)
	names = append(names, "log", "pow", "min", "max")
	for i := range functions {
		names = append(names, functions[i].name)
	}
	slices.Sort(names)
	return names
}

// longNames returns the names that functionNames leaves out.
func longNames() []string { return []string{"arcsin", "arccos", "arctan"} }

// oscillate is sin″ = −sin and cos″ = −cos.
func oscillate(_, v, _ float64) float64 { return -v }

// arc is asin″ = x/(1−x²)^(3/2) and acos″, its negative: both x·φ′³.
func arc(x, _, d float64) float64 { return x * d * d * d }

// tanhSlope is 1/cosh²: 1−tanh² would lose all digits where tanh is near ±1.
func tanhSlope(x, _ float64) float64 {
	_, slope := elementary.TanhSlope(x)
	return slope
}

// logSlope is 1/(x·scale), and NaN where there is no logarithm.
func logSlope(x, scale float64) float64 {
	if x < 0 {
		return math.NaN()
	}
	return 1 / (math.Abs(x) * scale)
}

func logBend(x, _, d float64) float64 { return -d / math.Abs(x) }

// cbrtBend is −2/9·x^(−5/3); at 0 its sides go to ±∞.
func cbrtBend(x, _, d float64) float64 {
	if x == 0 {
		return math.NaN()
	}
	return -2 * d / (3 * x)
}

// straight is the second derivative of what is made of straight pieces.
func straight(x, _, _ float64) float64 { return flat(x, 0) }

// flat is the first derivative of what is made of level pieces.
func flat(x, _ float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	return 0
}

// sign returns −1, 0 or 1.
func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return x // 0 or NaN
}

// sigmoidSlope is σ·(1−σ), whose tails keep their digits.
func sigmoidSlope(x float64) float64 {
	_, slope := elementary.SigmoidSlope(x)
	return slope
}

// sigmoidBend is σ′·(1−2σ), and 1−2σ(x) is −tanh(x/2).
func sigmoidBend(x, _, d float64) float64 { return -d * elementary.Tanh(x/2) }

func relu(x float64) float64 {
	if x < 0 {
		return 0
	}
	return x
}

func reluSlope(x, _ float64) float64 {
	if x > 0 {
		return 1
	}
	return flat(x, 0)
}

// softplus returns ln(1+eˣ), by the form that cannot overflow.
func softplus(x float64) float64 {
	return math.Max(x, 0) + elementary.Log1p(elementary.Exp(-math.Abs(x)))
}

// normal returns the density and the distribution function of the standard
// normal distribution.
func normal(x float64) (density, below float64) {
	const scale = 0.39894228040143267793994605993438 // 1/√(2π)
	below, bell := elementary.Normal(x)
	return scale * bell, below
}

// gelu returns x·Φ(x), exact, not its approximation by tanh.
func gelu(x float64) float64 {
	_, below := normal(x)
	return scaled(below, x)
}

func geluSlope(x, _ float64) float64 {
	density, below := normal(x)
	return below + float64(scaled(density, x))
}

func geluBend(x, _, _ float64) float64 {
	density, _ := normal(x)
	return scaled(density, 2-float64(x*x))
}

// normalBelow is Φ, whose derivatives are the density φ and −x·φ.
func normalBelow(x float64) float64 {
	_, below := normal(x)
	return below
}

func normalSlope(x, _ float64) float64 {
	density, _ := normal(x)
	return density
}

func normalBend(x, _, d float64) float64 { return scaled(d, -x) }

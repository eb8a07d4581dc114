package calculus

import (
	"math"

	"nabla/sim/elementary"
)

// op is what a node does. Operations from opSin on are the functions of one
// argument in the table of functions.go.
type op uint8

const (
	opNumber op = iota
	opVariable
	opAdd
	opSub
	opMul
	opDiv
	opNeg
	opPow
	opWhole // a power whose exponent is a whole number and constant
	opMin
	opMax
	opSin
	opCos
	opTan
	opAsin
	opAcos
	opAtan
	opSinh
	opCosh
	opTanh
	opExp
	opLn
	opLog2
	opLog10
	opSqrt
	opCbrt
	opAbs
	opSign
	opSigmoid
	opReLU
	opSoftplus
	opGELU
	opNormCDF
)

// String returns the operation's name in plain ASCII.
func (o op) String() string {
	switch o {
	case opNumber:
		return "constant"
	case opVariable:
		return "variable"
	case opAdd:
		return "+"
	case opSub:
		return "-"
	case opMul:
		return "*"
	case opDiv:
		return "/"
	case opNeg:
		return "neg"
	case opPow, opWhole:
		return "^"
	case opMin:
		return "min"
	case opMax:
		return "max"
	default:
		return functions[o-opSin].name
	}
}

// binary reports whether the operation has two arguments.
func (o op) binary() bool { return o >= opAdd && o <= opMax && o != opNeg }

// selects reports whether the operation passes on one argument or none, so
// that a local derivative of 0 stops even an infinite one.
func (o op) selects() bool {
	return o == opMin || o == opMax || o == opReLU || o == opSign
}

// apply returns the operation's value; b counts for those of two arguments.
func (o op) apply(a, b float64) float64 {
	switch o {
	case opAdd:
		return a + b
	case opSub:
		return a - b
	case opMul:
		return a * b
	case opDiv:
		return a / b
	case opNeg:
		return -a
	case opPow:
		return elementary.Pow(a, b)
	case opWhole:
		return whole(a, int(b))
	case opMin:
		return math.Min(a, b)
	case opMax:
		return math.Max(a, b)
	default:
		return functions[o-opSin].value(a)
	}
}

// partials returns the local derivatives ∂v/∂a and ∂v/∂b of v = apply(a, b).
func (o op) partials(a, b, v float64) (da, db float64) {
	switch o {
	case opAdd:
		return 1, 1
	case opSub:
		return 1, -1
	case opMul:
		return b, a
	case opDiv:
		return 1 / b, -v / b
	case opNeg:
		return -1, 0
	case opPow:
		return powPartials(a, b, v)
	case opWhole:
		return scaled(b, whole(a, int(b)-1)), 0
	case opMin:
		return choose(a <= b, a > b)
	case opMax:
		return choose(a >= b, a < b)
	default:
		return functions[o-opSin].first(a, v), 0
	}
}

// seconds returns the local second derivatives ∂²v/∂a², ∂²v/∂a∂b and ∂²v/∂b²
// of v = apply(a, b), whose first ones are da and db.
func (o op) seconds(a, b, v, da, db float64) (aa, ab, bb float64) {
	switch o {
	case opAdd, opSub, opNeg, opMin, opMax:
		return 0, 0, 0
	case opMul:
		return 0, 1, 0
	case opDiv:
		return 0, -da / b, -2 * db / b
	case opPow:
		return powSeconds(a, b, v)
	case opWhole:
		return scaled(b*(b-1), whole(a, int(b)-2)), 0, 0
	default:
		return functions[o-opSin].second(a, v, da), 0, 0
	}
}

// choose returns the local derivatives of an operation that follows its first
// or its second argument; neither where one is NaN.
func choose(first, second bool) (da, db float64) {
	switch {
	case first:
		return 1, 0
	case second:
		return 0, 1
	}
	return math.NaN(), math.NaN()
}

// scaled returns c·x, but 0 for c = 0 even where x is infinite: the derivative
// of x⁰ is 0 at 0 too.
func scaled(c, x float64) float64 {
	if c == 0 {
		return 0
	}
	return c * x
}

// whole returns xⁿ by repeated squaring: exact for x², and the same on every
// machine. x⁰ is 1 for every x.
func whole(x float64, n int) float64 {
	switch n {
	case 1:
		return x
	case 2:
		return x * x
	case 3:
		return x * x * x
	}
	if n < 0 {
		return 1 / whole(x, -n)
	}
	v := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 != 0 {
			v *= x
		}
		x *= x
	}
	return v
}

// powPartials returns ∂(a^b)/∂a = b·a^(b−1) and ∂(a^b)/∂b = a^b·ln a.
func powPartials(a, b, v float64) (da, db float64) {
	da = scaled(b, elementary.Pow(a, b-1))
	if a == 0 && b >= 0 {
		return da, 0
	}
	return da, v * elementary.Log(a)
}

// powSeconds returns b(b−1)·a^(b−2), a^(b−1)·(1 + b·ln a) and a^b·ln² a.
func powSeconds(a, b, v float64) (aa, ab, bb float64) {
	aa = scaled(b*(b-1), elementary.Pow(a, b-2))
	if a == 0 && b >= 0 {
		if b <= 1 {
			ab = math.NaN() // a^(b−1) jumps here as b changes
		}
		return aa, ab, 0
	}
	ln := elementary.Log(a)
	return aa, elementary.Pow(a, b-1) * (1 + float64(b*ln)), v * ln * ln
}

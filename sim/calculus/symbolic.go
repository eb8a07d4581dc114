package calculus

import "fmt"

// Derivative returns the formula of the derivative with respect to the variable,
// the other variables held, simplified as a person would write it. It has the
// variables of f, and its String parses back to the same values.
//
// It has the value of the derivative wherever f has one, but for rounding and
// but for what follows, and may have one elsewhere: ln(x)′ = 1/x is defined for
// x < 0 too. So ask [Formula.Check] of f, not of its derivative, where f has a
// derivative. The derivative of
//
//   - u^v, both of them variable, is written with ln(u), which has no value
//     where u = 0;
//   - min and max are the mean of the sides' where these are equal, and have no
//     value where the side not taken has no derivative.
//
// The error, if any, is a [*TooLongError]: a derivative keeps to the bounds of
// formulas. Derivative panics if the variable is none of [Formula.Vars].
func (f *Formula) Derivative(variable string) (*Formula, error) {
	return f.Derivation(variable).Derivative()
}

// TooLongError says that a derivative is too long to be written out, as those of
// long products are. Its values can be worked out all the same.
type TooLongError struct {
	Part  string // of which it is the derivative, as [Formula.String] would write it
	Limit int    // how many numbers, names and operations there may be
}

const faultDerivative fault = "formula.derivative-too-long"

func (e *TooLongError) Error() string {
	return fmt.Sprintf("the derivative of %s is too long to write out, having more than %d numbers, names and operations or %d bytes; take a shorter formula",
		clip(e.Part), e.Limit, MaxLength)
}

// Message returns the id and the arguments of the translated text.
func (e *TooLongError) Message() (string, map[string]any) {
	return string(faultDerivative), map[string]any{"Part": clip(e.Part), "Limit": e.Limit, "Bytes": MaxLength}
}

// root returns the tree that was written.
func (f *Formula) root() *expr { return f.program.exprs[f.program.root] }

// The shapes that derivatives are put together from.

func add(a, b *expr) *expr        { return operation(opAdd, 0, a, b) }
func subtract(a, b *expr) *expr   { return operation(opSub, 0, a, b) }
func multiply(a, b *expr) *expr   { return operation(opMul, 0, a, b) }
func divide(a, b *expr) *expr     { return operation(opDiv, 0, a, b) }
func negate(a *expr) *expr        { return operation(opNeg, 0, a) }
func raise(a, b *expr) *expr      { return operation(opPow, 0, a, b) }
func square(a *expr) *expr        { return raise(a, number(2)) }
func call(o op, u ...*expr) *expr { return operation(o, 0, u...) }

// outer returns φ′(u) for the function φ of one argument. Of the ways to write
// that, it takes one that keeps its digits where φ is all but level or steep:
// 1 − tanh(u)² and 1 − sigmoid(u) have none left far out, nor has 1 − u² near 1.
func outer(o op, u *expr) *expr {
	one := number(1)
	switch o {
	case opSin:
		return call(opCos, u)
	case opCos:
		return negate(call(opSin, u))
	case opTan:
		return divide(one, square(call(opCos, u)))
	case opAsin:
		return divide(one, cathetus(u))
	case opAcos:
		return negate(divide(one, cathetus(u)))
	case opAtan:
		return divide(one, add(one, square(u)))
	case opSinh:
		return call(opCosh, u)
	case opCosh:
		return call(opSinh, u)
	case opTanh:
		return divide(one, square(call(opCosh, u)))
	case opExp:
		return call(opExp, u)
	case opLn:
		return divide(one, u)
	case opLog2:
		return divide(one, multiply(u, call(opLn, number(2))))
	case opLog10:
		return divide(one, multiply(u, call(opLn, number(10))))
	default:
		return outerMore(o, u)
	}
}

// cathetus returns √(1 − u²) by its factors.
func cathetus(u *expr) *expr {
	one := number(1)
	return call(opSqrt, multiply(subtract(one, u), add(one, u)))
}

// outerMore goes on where outer ends: roots, what is made of straight pieces,
// and activations.
func outerMore(o op, u *expr) *expr {
	one, two := number(1), number(2)
	switch o {
	case opSqrt:
		return divide(one, multiply(two, call(opSqrt, u)))
	case opCbrt:
		return divide(one, multiply(number(3), square(call(opCbrt, u))))
	case opAbs:
		return call(opSign, u)
	case opSign:
		return number(0)
	case opSigmoid:
		return multiply(call(opSigmoid, u), call(opSigmoid, negate(u)))
	case opReLU:
		return step(u)
	case opSoftplus:
		return call(opSigmoid, u)
	case opGELU:
		return add(call(opNormCDF, u), multiply(u, normalDensity(u)))
	case opNormCDF:
		return normalDensity(u)
	default:
		panic(fmt.Sprintf("calculus: %v has no rule", o))
	}
}

// step returns what is 0 for u < 0 and 1 for u > 0.
func step(u *expr) *expr { return divide(add(number(1), call(opSign, u)), number(2)) }

// normalDensity returns the density of the standard normal distribution at u.
func normalDensity(u *expr) *expr {
	pi := &expr{op: opNumber, name: "pi", fixed: true}
	pi.value, _ = constant(pi.name)
	bell := call(opExp, negate(divide(square(u), number(2))))
	return divide(bell, call(opSqrt, multiply(number(2), pi)))
}

// chained returns outer·du, du standing above where outer is one over
// something; a nil du is the 1 of the plain variable.
func chained(outer, du *expr) *expr {
	switch {
	case du == nil:
		return outer
	case outer.op == opNeg:
		return negate(chained(outer.args[0], du))
	case outer.op == opDiv && outer.args[0].literal() && outer.args[0].value == 1:
		return divide(du, outer.args[1])
	}
	return multiply(outer, du)
}

// Package calculus reads formulas as people write them, evaluates them and
// differentiates them exactly.
//
// [Parse] turns text into a [Formula], which is immutable and may be shared.
// From one flat program, built once, a formula gives
//
//   - its value: [Formula.Eval], [Formula.At];
//   - first derivatives by dual numbers: [Formula.Slope], [Formula.Gradient];
//   - second derivatives by hyper-dual numbers: [Formula.Curvature],
//     [Formula.Hessian];
//   - first derivatives backwards, node after node: [Tape];
//   - what is wrong at a point, and where in the text: [Formula.Check].
//
// None of these fails: a result that is not a number or not finite is a value
// like any other. Only a new Tape and Check allocate.
//
// # The language
//
//	numbers       3  0.5  .5  1e-3  ½ ⅓ ⅔ ¼ ¾
//	constants     pi or π, e
//	operators     + - * / ^, also ** for ^ and the signs − – · ⋅ × ÷
//	powers        x^2, x², x⁻¹; 2^x^2 is 2^(x^2); -x^2 is −(x²)
//	grouping      (x + 1), |x| for abs(x)
//	products      3w^2, 2pi*x, 2(x + 1), x sin(x): the * may be left out
//	roots         √x, √(x + 1), ∛x
//	left sides    f(x) = x^2, y = x^2: what is before the = is left out
//	full width    ２ｗ＋１ is 2w+1, as some input methods for Korean write it
//	functions     sin cos tan asin acos atan sinh cosh tanh exp ln log2 log10
//	              sqrt cbrt abs sign sigmoid relu softplus gelu normcdf (Φ)
//	              of one argument, pow of two, min and max of two or more; log
//	              is ln, and arcsin, arccos, arctan are asin, acos, atan
//
// A name is a letter and then letters, digits and underscores; letters of any
// script, µ and μ being the same. It is read as the longest known name. One
// that is not known but falls apart, in one way only, into variables of one
// letter and constants (and, before a parenthesis, a function) is their
// product: xy, 2pix, xsin(x).
//
// The parentheses of a function may be left out around one name, one number, a
// root or bars, if nothing follows that could belong to them too: sin x + 1,
// 3cosx, ln |x|, sin x cos x, sin x / 2. An exponent of a function, a whole number
// above 0, is one of its value: sin²(x) and sin^2 x are (sin(x))².
//
// Where people read a text in two ways it is refused, not guessed, with the place
// and, for functions, with the ways to write it: x/2y, e^2x, sin 2x, sin x^2,
// sin x/2, √2x, log2x, sin^-1(x). Only a fraction of two plain numbers is taken
// for what it is meant as: 1/2x^2 is ½·x².
//
// A left side is a free name, with variables in parentheses behind it or not. The
// formula must have these variables, unless it has none at all, and must not have
// that name: y = x*y is an equation to solve, and refused.
//
// # Conventions
//
// Powers are real: x^n with a whole constant n is defined for every x (and
// x^0 = 1), x^y with any other y for x ≥ 0 and, where x < 0, only at the points
// at which y happens to be whole: w^w has a value at −30, but no derivative, for
// there is none beside it. For cube roots there is cbrt.
//
// Where a function has no derivative a convention stands in. It is PyTorch's but
// for min and max of equals, whose slope PyTorch shares out among them:
//
//	|x|′ = 0 and sign′(x) = 0 and relu′(x) = 0     at x = 0
//	sqrt′(0) = ln′(0) = cbrt′(0) = +∞
//	∂(x^y)/∂y = 0                                  at x = 0, y ≥ 0
//	min(a, b)′ = max(a, b)′ = a′                   where a = b
//
// What does not depend on a variable has no derivative with respect to it,
// whatever its value; nor has the branch that min, max or relu does not take.
// Elsewhere 0·∞ is NaN: the slope of sqrt(x²) at 0 is NaN, for it has none.
//
// # The same bits everywhere
//
// A formula has the same values and derivatives, bit for bit, on every machine:
// no compiler can fuse a product with a sum here, and every function but √ is one
// of [nabla/sim/elementary], never of package math.
//
// # Where do I put X?
//
// A new function is a row of the table in functions.go, from which all kinds of
// derivative in numbers follow, and a formula of its derivative in symbolic.go;
// a new operator or constant is a case in token.go and parser.go. How a
// derivative is written as a person would is simplify.go. A new way of evaluating
// is a method beside those in evaluate.go. Named functions with known minima
// belong in [nabla/sim/landscape].
package calculus

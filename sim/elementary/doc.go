// Package elementary holds the elementary functions with the same bits on every
// machine: powers, exponentials, logarithms, the functions of the circle and of
// the hyperbola, the logistic function and the normal distribution.
//
// Package math gives other bits on another processor: some of its functions are
// written in assembly for one and in Go for the next, and where they are in Go a
// compiler may fuse a product with a sum (arm64 does; amd64 from level v3 on).
// What is computed here must not depend on that, for a run is repeated by
// its setup alone, on whatever machine. So nothing here calls a function of
// package math that is not exact or rounded once by definition (Sqrt, FMA,
// RoundToEven, Abs and their like are), and every product that is added to
// something is written float64(x*y), which forbids fusing.
//
// # Errors
//
// Each function states its largest error in units in the last place (ulp) of
// the result; ½ would be perfect rounding. The tests measure it against many
// digits. A result that is subnormal may be off by one unit more. [Pow], [Cbrt],
// [Log2] and [Log10] are exact wherever their value is a float64: 2³, ∛27, log₂ 8.
//
// A NaN gives a NaN, except that x⁰ and 1ʸ are 1 whatever x and y. Outside of a
// function's domain the result is NaN. Nothing here panics or allocates.
//
// # Sources
//
// The reductions of the arguments are those of Cody and Waite (Software Manual
// for the Elementary Functions, 1980) and, for large angles, of Payne and Hanek
// (1983); the shape of the logarithm and of the functions' inverses is that of
// fdlibm (Sun, 1993), as most libraries have it. The coefficients are Taylor's,
// or were found in 60 digits by Remez's exchange or Chebyshev's interpolation.
// Sums of two floating-point numbers are Dekker's (1971), with fused products.
//
// # Where do I put X?
//
// A function of one or two numbers that a library of mathematics would have goes
// here, beside its relatives. What belongs to networks, such as gelu, is in
// [nabla/sim/network/kernel]; what belongs to formulas, such as their derivatives,
// in [nabla/sim/calculus].
package elementary

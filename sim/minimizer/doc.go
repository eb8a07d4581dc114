// Package minimizer holds the classical methods that look for a minimum of
// a function of two variables with more than a gradient and a fixed step:
// Newton's, with second derivatives; BFGS, L-BFGS and conjugate gradients, with
// line searches; and Nelder and Mead's, with no derivative at all.
//
// [Rules] declares them and their options in the form of
// [nabla/sim/optimizer], [New] makes a [Minimizer] of what was parsed. A step of
// it is one iterate.
//
// Newton's method is written here. The others are gonum.org/v1/gonum/optimize's:
// each is run to its end, or to a bound, when it is made, and its iterates are
// recorded; a step shows the next of them.
//
// # The same numbers everywhere?
//
// Newton's iterates have the same bits on every machine. Gonum's have on
// machines of one kind, run after run; between kinds they may differ in the
// last figures, as gonum's sums go by other instructions on amd64 than elsewhere
// and compilers for other processors may fuse its products. What a run
// leads to, and the figures that a screen shows, are the same but for long runs
// of Nelder and Mead's, which compares numbers that are all but equal. Writing
// the four methods again would mend that, and give up what a library of
// experience with line searches knows. In a classroom all sessions run on one
// machine.
//
// # Where do I put X?
//
// A new method is a row in the table of rules.go and a type in a file of its
// own that implements [Minimizer], or, for one of gonum's, a case in record.go.
// Rules that turn a gradient into a step belong in [nabla/sim/optimizer].
package minimizer

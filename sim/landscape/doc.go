// Package landscape holds the functions that balls roll on: named curves with
// their minima, and any formula of one variable that somebody types.
//
// [Open] takes a name or a formula and returns a [Landscape], which is
// immutable: the formula, a range worth drawing, a start worth taking, and its
// stationary points, found by [Landscape.Stationary].
//
// # Where do I put X?
//
// A new named curve is an entry of [Curves], as a formula if a formula can say
// it, with its source and its minima; the tests then hold it to them. How
// stationary points are found is in stationary.go, how the range of a typed
// formula is chosen in frame.go. What formulas can say, and how they are
// differentiated, belongs in [nabla/sim/calculus].
package landscape

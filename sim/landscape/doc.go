// Package landscape holds the functions that balls roll on: named curves of one
// variable and surfaces of two, with their minima, and any formula of one or two
// variables that somebody types.
//
// [Open] takes a name or a formula and returns a [Landscape], which is
// immutable: the formula, a range worth drawing, a start worth taking, and its
// stationary points, found by [Landscape.Stationary].
//
// [OpenSurface] does so in two variables and returns a [Terrain]. What is known
// of the named ones, their saddles and maxima too, is in [Surfaces].
//
// # Where do I put X?
//
// A new named curve is an entry of [Curves], as a formula if a formula can say
// it, with its source and its minima; the tests then hold it to them. How
// stationary points are found is in stationary.go and narrow.go, how the range
// of a typed formula is chosen in frame.go. What formulas can say, and how they
// are differentiated, belongs in [nabla/sim/calculus].
//
// A new named surface is a function in the file of its kind (quadratics.go,
// valleys.go, wells.go, camels.go, ripples.go) and an entry of [Surfaces]; the
// tests hold it too to what it says. The range of a typed formula in two
// variables is chosen in window.go.
package landscape

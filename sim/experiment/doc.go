// Package experiment puts the blocks of sim together into what a lab shows:
// each file holds one kind of experiment, a deterministic [sim.State] with its
// parameters, its report and its status.
//
//	descent    balls on a curve, by start and step size
//	train      one network on one data set
//	vanishing  several activations from one seed, side by side
//	race       several optimisers on one surface
//	dashboard  vanishing and descent together: the first screen
//
// # Where do I put X?
//
// A new experiment is a file here (its Params, its New, its State methods, its
// report struct) and one line in [All]; mathematics that could serve another
// experiment belongs into a block below. What is drawn of it is in views, what
// is typed at it in model/labs. This package imports sim and its blocks only.
package experiment

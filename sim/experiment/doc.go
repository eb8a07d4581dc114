// Package experiment puts the blocks of sim together into what a lab shows:
// each file holds one kind of experiment, a deterministic [sim.State] with its
// parameters, its report and its status.
//
//	derivative f′ at a point as the limit of slopes between two points
//	descent    balls on a curve, by start and step size
//	chain      a formula as a graph: values forward, derivatives back
//	fit        a curve that is fitted to points by descent on its loss
//	train      one network on one data set
//	vanishing  several activations from one seed, side by side
//	race       several optimisers on one surface
//	convexity  chords against a curve, a loss or a network's loss
//	dashboard  vanishing and descent together: the first screen
//
// # Where do I put X?
//
// A new experiment is a file here (its Params, its New, its State methods, its
// report struct) and one line in [All], with its presets: setups that are worth a
// look, of which tests hold what their texts claim. Mathematics that could serve another
// experiment belongs into a block below. What is drawn of it is in views, what
// is typed at it in model/labs. This package imports sim and its blocks only.
package experiment

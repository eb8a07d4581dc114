// Package dataset holds the data that networks learn from, and everything that
// happens to data before a network sees it.
//
// A [Set] is a table of inputs with one target per row, never changed once it
// is made. It comes from [Generate] (drawn from a seed), [Iris] (real, built
// in) or [Read] (a CSV file, or a pair of IDX files such as MNIST's; either may
// be packed by gzip). From there, in this order:
//
//   - [Derive] replaces the inputs by functions of them, such as x1·x2 (a
//     [Deriver] does so for a place that is no row);
//   - [Draw] chooses so many of a file's rows;
//   - [Split] chooses the rows to train and to test on;
//   - [Fit] measures a [Scaler] on the training rows; its Select picks rows and
//     scales them, so that no more than two copies of the data are ever held;
//   - [Set.Targets] encodes the targets as the network's output wants them;
//   - [Batches] deals the training rows out, epoch after epoch.
//
// Only inputs are ever scaled, never targets, so that a loss is in the units of
// the data.
//
// The numbers are the same on every machine: products are rounded before they
// are added, and sines are those of package elementary, since the standard
// library's may differ in the last bit from one processor to another.
//
// # Where do I put X?
//
// A generated set of classes goes into classes.go, one with a curve to fit into
// regression.go, and either into the table in generate.go, which is all that
// makes it available by name. Real data is a CSV file embedded as iris.go does
// it. Another file format is told by its first bytes in read.go and gets a file
// like idx.go that ends in a [Set]; another packing goes into source.go. What a
// person can get wrong in a file is a problem in error.go, with its message.
package dataset

package dataset

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"nabla/sim"
)

// The limits of a file.
const (
	maxBytes   = 512 << 20 // a million rows of ten numbers of 18 digits take 190 MB
	maxNumbers = 64 << 20  // the inputs kept; MNIST's 60 000 pictures have 47 million
	maxLine    = 1 << 20   // keeps a file that is no table from becoming a row of millions
	maxColumns = 1024
	maxPixels  = 1 << 16 // numbers of a sample in an IDX file: 256 × 256
	maxClasses = 100
	maxValue   = 1e75 // the squares of squares, summed over all rows, stay finite
)

// limits are those that depend on no other: a test sets them lower, in order to
// reach them soon.
type limits struct {
	bytes   int // of the file as it is, and unpacked
	numbers int // inputs kept
}

// Options says how to take a file. The zero value takes the last column for the
// target, its whole numbers for numbers, and no second file.
type Options struct {
	// Target names the target's column; empty means the last. An IDX file has
	// one target only, "label".
	Target string
	// AsClasses takes whole numbers in the target for the names of classes.
	AsClasses bool
	// Open opens the file of labels that goes with an IDX file of inputs, under
	// the name that [LabelsName] gives or, if there is none, with .gz added or
	// taken away. It is called only if the file turns out to be IDX; what it
	// returns is closed here.
	Open sim.Opener
}

// Read reads a CSV or an IDX file, by its name in errors. Which of them it is,
// and whether it is packed by gzip, its first bytes tell.
//
// In CSV a line of column names comes first, then rows of numbers, one column of
// them the target. The target decides what is learnt, and its first value
// decides how the rest is read. Names are classes, in the order of their code
// points. Numbers that are all 0 or 1, or all −1 or 1, are two classes; see
// [Encoding] for how they keep their values. Other numbers are regression,
// unless AsClasses makes each different one a class, in numerical order. A
// single row whose target is 0, 1 or −1 is one of two classes as well: it is a
// sample to be worked by hand.
//
// Values are separated by commas, or by the semicolons or tabs of a header that
// has no comma. They may be quoted and have spaces around them, lines may end in
// CR LF, and the file may begin with a byte order mark. Column and class names
// are taken in Unicode's composed form with single spaces. Empty lines are
// passed over.
//
// IDX is the format of MNIST (LeCun, Cortes and Burges 1998): inputs of any
// number of dimensions in one file, one label per sample in another. Inputs stay
// as they are in the file, row after row; the pixel in row 3 and column 5 of a
// picture is the feature r3c5. Labels that are integers are classes, in numerical
// order and named by the number; labels in floating point are taken as a CSV
// file's numbers are.
//
// Bounds: 512 MiB, packed or unpacked, 1 MiB a line, [MaxRows] rows, 1024
// columns or 65536 numbers a sample, 67108864 inputs in all, 100 classes, numbers
// within ±1e75. A set takes 8 bytes per input, 512 MiB at most, and reading it
// twice as much for a moment; what a header promises takes no memory before it
// arrives. NaN, infinities and missing values are refused, and so is a target
// that is the same class in every row of several. What is wrong is a
// [*FileError]; there is then no set.
func Read(name string, r io.Reader, o Options) (*Set, error) {
	return limits{bytes: maxBytes, numbers: maxNumbers}.read(name, r, o)
}

func (most limits) read(name string, r io.Reader, o Options) (*Set, error) {
	in, err := source(name, r, most.bytes)
	if err != nil {
		return nil, err
	}
	start, err := in.Peek(buffered)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, unreadable(name, err) // before anything in a broken file is believed
	}
	if bytes.HasPrefix(start, []byte(idxMark)) {
		return readIDX(name, in, o, most)
	}
	return readCSV(name, in, o, most)
}

func readCSV(name string, in *bufio.Reader, o Options, most limits) (*Set, error) {
	t := newTable(name, in, most.numbers)
	if err := t.header(o.Target); err != nil {
		return nil, err
	}
	t.labels.asClasses = o.AsClasses
	for {
		err := t.row()
		if errors.Is(err, io.EOF) {
			return t.set()
		}
		if err != nil {
			return nil, err
		}
	}
}

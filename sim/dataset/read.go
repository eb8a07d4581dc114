package dataset

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"nabla/sim"
)

// The limits of a file.
const (
	maxBytes   = 64 << 20
	maxLine    = 1 << 20 // keeps a file that is no table from becoming a row of millions
	maxColumns = 1024
	maxClasses = 100
	maxValue   = 1e75 // the squares of squares, summed over all rows, stay finite
)

// Options says how to take a file. The zero value takes the last column for the
// target, and its whole numbers for numbers.
type Options struct {
	// Target names the target's column; empty means the last.
	Target string
	// AsClasses takes whole numbers in the target for the names of classes.
	AsClasses bool
}

// Read reads a CSV file, by its name in errors: first a line of column names,
// then rows of numbers, one column of them the target.
//
// The target decides what is learnt, and its first value decides how the rest
// is read. Names are classes, in the order of their code points. Numbers that
// are all 0 or 1, or all −1 or 1, are two classes; see [Encoding] for how they
// keep their values. Other numbers are regression, unless AsClasses makes each
// different one a class, in numerical order. A single row whose target is 0, 1
// or −1 is one of two classes as well: it is a sample to be worked by hand.
//
// Values may be quoted and have spaces around them, lines may end in CR LF, and
// the file may begin with a byte order mark. Column and class names are taken
// in Unicode's composed form with single spaces. Empty lines are passed over.
//
// Bounds: 64 MiB, 1 MiB a line, [MaxRows] rows, 1024 columns, 100 classes,
// numbers within ±1e75. NaN, infinities and missing values are refused, and so
// is a target that is the same class in every row of several. What is wrong is a
// [*FileError]; there is then no set.
func Read(name string, r io.Reader, o Options) (*Set, error) {
	t := newTable(name, r)
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

// table is a file on its way to becoming a set.
type table struct {
	file   string
	csv    *csv.Reader
	names  []string // of the columns
	target int      // its column
	inputs []float64
	labels labels
}

func newTable(name string, r io.Reader) *table {
	in := bufio.NewReaderSize(&unpadded{r: &bounded{r: r, file: name}}, 1<<16)
	const mark = "\uFEFF"
	if start, _ := in.Peek(len(mark)); string(start) == mark {
		_, _ = in.Discard(len(mark)) // it has just been seen to be there
	}
	t := &table{file: name, csv: csv.NewReader(in)}
	t.csv.ReuseRecord = true
	t.csv.TrimLeadingSpace = true
	t.csv.FieldsPerRecord = -1 // counted here, for an error of our own
	return t
}

// record returns the next line that is not blank, or io.EOF.
func (t *table) record() ([]string, error) {
	for {
		record, err := t.csv.Read()
		if err != nil {
			return nil, t.failure(err)
		}
		if len(record) > 1 || strings.TrimSpace(record[0]) != "" {
			return record, nil
		}
	}
}

// failure returns the error of reading a record in this package's terms.
func (t *table) failure(err error) error {
	var syntax *csv.ParseError
	var file *FileError
	switch {
	case errors.Is(err, io.EOF):
		return io.EOF
	case errors.As(err, &file):
		return file
	case errors.As(err, &syntax):
		return &FileError{File: sim.Printable(t.file), Line: syntax.StartLine, problem: problemQuotes}
	default:
		return &FileError{File: sim.Printable(t.file), problem: problemUnreadable, err: err}
	}
}

// whole returns the error of a problem with the whole file.
func (t *table) whole(p problem) *FileError {
	return &FileError{File: sim.Printable(t.file), problem: p}
}

// line returns the error of a problem with the line last read.
func (t *table) line(p problem) *FileError {
	e := t.whole(p)
	e.Line, _ = t.csv.FieldPos(0)
	return e
}

// cell returns the error of a problem with a value of the line last read.
func (t *table) cell(p problem, column int, value string) *FileError {
	if p == problemNotText {
		return t.line(p) // seldom one value's fault: the file is in another encoding
	}
	e := t.whole(p)
	e.Line, _ = t.csv.FieldPos(column)
	e.Column, e.Value = sim.Printable(t.names[column]), sim.Printable(strings.TrimSpace(value))
	return e
}

// header reads the names of the columns and finds the target among them.
func (t *table) header(target string) error {
	record, err := t.record()
	if errors.Is(err, io.EOF) {
		return t.whole(problemEmpty)
	}
	if err != nil {
		return err
	}
	if err := t.checkHeader(record); err != nil {
		return err
	}
	for i, name := range record {
		name = strings.Clone(tidy(name))
		switch {
		case name == "":
			e := t.line(problemUnnamed)
			e.count = i + 1
			return e
		case slices.Contains(t.names, name):
			e := t.line(problemDuplicate)
			e.Value = sim.Printable(name)
			return e
		}
		t.names = append(t.names, name)
	}
	t.target = len(t.names) - 1
	if target == "" {
		return nil
	}
	if t.target = slices.Index(t.names, tidy(target)); t.target < 0 {
		e := t.whole(problemNoTarget)
		e.Value, e.other = sim.Printable(target), strings.Join(some(t.names), ", ")
		return e
	}
	return nil
}

// checkHeader refuses a first line that cannot be one of column names.
func (t *table) checkHeader(record []string) error {
	switch n := len(record); {
	case !isText(strings.Join(record, ",")):
		return t.line(problemNotText)
	case n < 2:
		return t.line(problemOneColumn)
	case n > maxColumns:
		e := t.line(problemManyColumns)
		e.count, e.limit = n, maxColumns
		return e
	case isRow(record):
		e := t.line(problemNoHeader)
		e.Value = sim.Printable(strings.TrimSpace(record[0]))
		return e
	}
	return nil
}

// isRow reports whether the line looks like data: numbers, but for the target.
// Columns named 0, 1, 2 … are names: pandas writes them.
func isRow(record []string) bool {
	counting := true
	for i, name := range record[:len(record)-1] {
		name = strings.TrimSpace(name)
		if _, err := strconv.ParseFloat(name, 64); err != nil {
			return false
		}
		counting = counting && name == strconv.Itoa(i)
	}
	return !counting
}

// row reads one row, or returns io.EOF.
func (t *table) row() error {
	record, err := t.record()
	if err != nil {
		return err
	}
	if len(record) != len(t.names) {
		e := t.line(problemRagged)
		e.count, e.limit = len(record), len(t.names)
		return e
	}
	if len(t.labels.values) == MaxRows {
		e := t.whole(problemManyRows)
		e.limit = MaxRows
		return e
	}
	for i, value := range record {
		if i == t.target {
			if p := t.labels.add(value); p != "" {
				return t.targetError(p, value)
			}
			continue
		}
		v, p := number(value)
		if p != "" {
			return t.cell(p, i, value)
		}
		t.inputs = append(t.inputs, v)
	}
	return nil
}

// targetError is cell for a value of the target.
func (t *table) targetError(p problem, value string) error {
	e := t.cell(p, t.target, value)
	e.other, e.limit = sim.Printable(t.labels.first), maxClasses
	return e
}

// set returns the set of the rows read.
func (t *table) set() (*Set, error) {
	if len(t.labels.values) == 0 {
		return nil, t.whole(problemNoRows)
	}
	s := &Set{
		Name:     t.file,
		Features: slices.Delete(slices.Clone(t.names), t.target, t.target+1),
		Target:   t.names[t.target],
		Inputs:   t.inputs,
	}
	if !t.labels.fill(s) {
		e := t.whole(problemOneClass)
		e.Column, e.Value = sim.Printable(s.Target), sim.Printable(t.labels.first)
		return nil, e
	}
	return s, nil
}

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

// table is a file on its way to becoming a set.
type table struct {
	file   string
	most   int // inputs kept
	csv    *csv.Reader
	names  []string // of the columns
	target int      // its column
	inputs numbers
	labels labels
}

func newTable(name string, in *bufio.Reader, most int) *table {
	const mark = "\uFEFF"
	if start, _ := in.Peek(len(mark)); string(start) == mark {
		_, _ = in.Discard(len(mark)) // it has just been seen to be there
	}
	start, _ := in.Peek(buffered)
	between := separator(start)
	text := &unpadded{r: &lines{r: in, file: name}, separator: between}
	t := &table{file: name, most: most, csv: csv.NewReader(bufio.NewReaderSize(text, buffered))}
	t.csv.Comma = rune(between)
	t.csv.ReuseRecord = true
	t.csv.TrimLeadingSpace = between != '\t' // or empty values would be skipped
	t.csv.FieldsPerRecord = -1               // counted here, for an error of our own
	return t
}

// separator returns what stands between the values of a table that starts so:
// the one of comma, semicolon and tab that its header has. A header that has
// commas is separated by them, whatever else it has, and so is one in which
// both others stand, or none.
func separator(start []byte) byte {
	var semicolon, tab, quoted, begun bool
	for _, c := range start {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == ',':
			return ','
		case c == ';':
			semicolon = true
		case c == '\t':
			tab = true
		case c == '\n' && begun:
			return either(semicolon, tab)
		case c == '\n':
			tab = false // the line was blank
		}
		begun = begun || c > ' '
	}
	return either(semicolon, tab)
}

func either(semicolon, tab bool) byte {
	switch {
	case semicolon && !tab:
		return ';'
	case tab && !semicolon:
		return '\t'
	default:
		return ','
	}
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
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	if syntax, ok := errors.AsType[*csv.ParseError](err); ok {
		return &FileError{File: sim.Printable(t.file), Line: syntax.StartLine, problem: problemQuotes}
	}
	return unreadable(t.file, err)
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
		e.Value, e.other, e.known = sim.Printable(target), strings.Join(some(t.names), ", "), t.names
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
		if _, err := sim.ParseDecimal(name); err != nil {
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
	if t.inputs.n+len(record)-1 > t.most {
		e := t.whole(problemManyNumbers)
		e.limit = t.most
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
		t.inputs.add(v)
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
		Inputs:   t.inputs.joined(),
	}
	if !t.labels.fill(s) {
		e := t.whole(t.labels.uniform())
		e.Column, e.Value = sim.Printable(s.Target), sim.Printable(t.labels.first)
		return nil, e
	}
	return s, nil
}

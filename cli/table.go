package cli

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"nabla/locale"
	"nabla/sim"
)

// tableSample is how many rows are looked at before the columns get their
// widths. A wider value further down widens its column from there on.
const tableSample = 64

// tableDigits is how many significant digits people get.
const tableDigits = 6

// tableFormat writes aligned columns for people: one row a step or, where the
// report compares runs, one a step and run. Other lists of records stay out, or
// a row would be too long to read; a line below the table names them.
type tableFormat struct {
	text     *locale.Localizer
	reporter reporter

	columns []column
	pending [][]string // rows that wait for the widths
	settled bool       // the header is written
	leftOut []string
}

// column is one column of the table.
type column struct {
	name  string
	width int
	word  bool // words stand at the left of a column, numbers at its right
}

// cell is one value of a row.
type cell struct {
	column
	text string
}

func (*tableFormat) begin(dst []byte, r *request) []byte {
	return append(append(append(dst, "# "...), r.moment.String()...), '\n')
}

func (f *tableFormat) step(dst []byte, step int, report any) ([]byte, error) {
	v := reflect.Indirect(reflect.ValueOf(report))
	list := f.runs(v.Type())
	head := []cell{{column: column{name: "step"}, text: strconv.Itoa(step)}}
	head = f.cells(head, "", v, list)
	if list < 0 {
		f.add(head)
	} else {
		for i := range v.Field(list).Len() {
			f.add(f.cells(slices.Clone(head), "", v.Field(list).Index(i), -1))
		}
	}
	if f.settled || len(f.pending) >= tableSample {
		dst = f.flush(dst)
	}
	return dst, nil
}

func (f *tableFormat) end(dst []byte, step int, status sim.Status) []byte {
	dst = f.flush(dst)
	if len(f.leftOut) > 0 {
		dst = append(dst, "# "+f.text.T("cli.left-out", "Names", strings.Join(f.leftOut, ", "))+"\n"...)
	}
	dst = append(dst, "# step "+strconv.Itoa(step)+": "+outcome(status)...)
	if status.Reason != nil {
		dst = append(dst, ": "+f.text.Error(reasonError{status.Reason})...)
	}
	return append(dst, '\n')
}

// reasonError lets a localizer say a reason as it says an error.
type reasonError struct{ sim.Reason }

func (e reasonError) Error() string { return e.String() }

// runs returns the index of the field whose entries get a row each: the one
// named runs, or the first list of records where there is nothing but lists.
// It is -1 where the report is one row.
func (f *tableFormat) runs(t reflect.Type) int {
	only := -1
	for _, field := range f.reporter.plan(t) {
		switch records := isRecords(t.Field(field.index).Type); {
		case records && field.name == "runs":
			return field.index
		case records && only == -1:
			only = field.index
		case !records:
			only = -2
		}
	}
	return max(only, -1)
}

// isRecords reports whether a field is a list of structs.
func isRecords(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct
}

// cells appends the values of a struct, without the field at index skip.
func (f *tableFormat) cells(row []cell, prefix string, v reflect.Value, skip int) []cell {
	for _, field := range f.reporter.plan(v.Type()) {
		value, name := v.Field(field.index), prefix+field.name
		switch {
		case field.index == skip || field.omitEmpty && empty(value):
			continue
		case isRecords(value.Type()):
			if !slices.Contains(f.leftOut, name) {
				f.leftOut = append(f.leftOut, name)
			}
			continue
		}
		if value.Kind() == reflect.Pointer && value.IsNil() {
			row = append(row, cell{column{name: name}, absent})
			continue
		}
		value = reflect.Indirect(value)
		if value.Kind() == reflect.Struct {
			row = f.cells(row, name+".", value, -1)
			continue
		}
		row = append(row, cell{column{name: name, word: value.Kind() == reflect.String}, cellText(value)})
	}
	return row
}

// absent stands for a value that a step does not have.
const absent = "–"

// cellText returns a value, or the values of a list, for people.
func cellText(v reflect.Value) string {
	if v.Kind() != reflect.Slice {
		return string(appendText(nil, v, tableDigits))
	}
	texts := make([]string, v.Len())
	for i := range texts {
		texts[i] = cellText(v.Index(i))
	}
	return strings.Join(texts, " ")
}

// add takes a row; the first one declares the columns.
func (f *tableFormat) add(row []cell) {
	texts := make([]string, len(row))
	for i, c := range row {
		if i == len(f.columns) {
			c.width = ansi.StringWidth(c.name)
			f.columns = append(f.columns, c.column)
		}
		texts[i] = c.text
		f.columns[i].width = max(f.columns[i].width, ansi.StringWidth(c.text))
	}
	f.pending = append(f.pending, texts)
}

// flush writes the rows that wait, the header before the first.
func (f *tableFormat) flush(dst []byte) []byte {
	if !f.settled {
		f.settled = true
		names := make([]string, len(f.columns))
		for i, c := range f.columns {
			names[i] = c.name
		}
		dst = f.line(dst, names)
	}
	for _, row := range f.pending {
		dst = f.line(dst, row)
	}
	f.pending = f.pending[:0]
	return dst
}

func (f *tableFormat) line(dst []byte, texts []string) []byte {
	var b strings.Builder
	for i, text := range texts {
		if i > 0 {
			b.WriteString("  ")
		}
		gap := strings.Repeat(" ", f.columns[i].width-ansi.StringWidth(text))
		if f.columns[i].word {
			b.WriteString(text + gap)
		} else {
			b.WriteString(gap + text)
		}
	}
	dst = append(dst, strings.TrimRight(b.String(), " ")...)
	return append(dst, '\n')
}

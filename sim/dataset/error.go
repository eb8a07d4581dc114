package dataset

import "fmt"

// FileError is a file that cannot be read as data: which file, where in it, and
// what would be accepted. Its texts are fit to be shown: short, and without
// control characters, whatever the file holds.
type FileError struct {
	File   string
	Line   int    // counted from 1; 0 where the file as a whole is meant
	Sample int    // in place of Line in a file that has no lines
	Column string // the column's name; empty where none is meant
	Value  string // what stands there

	problem problem
	other   string // what Value is held against
	count   int
	limit   int
	known   []string // the targets to be had, where Value is none of them
	err     error
}

// problem is what is wrong with a file: the id of its message.
type problem string

const (
	problemEmpty       problem = "dataset.file-empty"
	problemUnreadable  problem = "dataset.file-unreadable"
	problemTooBig      problem = "dataset.file-too-big"
	problemLongLine    problem = "dataset.line-too-long"
	problemNotText     problem = "dataset.not-text"
	problemQuotes      problem = "dataset.quotes"
	problemNoHeader    problem = "dataset.no-header"
	problemOneColumn   problem = "dataset.one-column"
	problemManyColumns problem = "dataset.many-columns"
	problemUnnamed     problem = "dataset.unnamed-column"
	problemDuplicate   problem = "dataset.duplicate-column"
	problemNoTarget    problem = "dataset.no-target"
	problemNoRows      problem = "dataset.no-rows"
	problemManyRows    problem = "dataset.many-rows"
	problemRagged      problem = "dataset.ragged"
	problemMissing     problem = "dataset.missing"
	problemNotNumber   problem = "dataset.not-number"
	problemNotFinite   problem = "dataset.not-finite"
	problemTooLarge    problem = "dataset.too-large"
	problemMixed       problem = "dataset.mixed-target"
	problemNotWhole    problem = "dataset.not-whole"
	problemManyClasses problem = "dataset.many-classes"
	problemOneClass    problem = "dataset.one-class"
	problemOneValue    problem = "dataset.one-value"
	problemComma       problem = "dataset.comma"
	problemManyNumbers problem = "dataset.many-numbers"
	problemGzip        problem = "dataset.gzip"

	problemIDXTarget      problem = "dataset.idx-target"
	problemIDXMark        problem = "dataset.idx-mark"
	problemIDXHeader      problem = "dataset.idx-header"
	problemIDXNone        problem = "dataset.idx-none"
	problemIDXWide        problem = "dataset.idx-wide"
	problemIDXShort       problem = "dataset.idx-short"
	problemIDXLong        problem = "dataset.idx-long"
	problemIDXValue       problem = "dataset.idx-value"
	problemIDXNotWhole    problem = "dataset.idx-not-whole"
	problemIDXManyClasses problem = "dataset.idx-many-classes"
	problemNoLabels       problem = "dataset.no-labels"
	problemLabels         problem = "dataset.labels"
	problemLabelsClosed   problem = "dataset.labels-unreadable"
	problemLabelsShape    problem = "dataset.labels-shape"
	problemLabelsCount    problem = "dataset.labels-count"
)

func (e *FileError) Error() string {
	place := e.File
	if e.Line > 0 {
		place += fmt.Sprintf(" line %d", e.Line)
	}
	if e.Sample > 0 {
		place += fmt.Sprintf(" sample %d", e.Sample)
	}
	if e.Column != "" {
		place += fmt.Sprintf(`, column "%s"`, e.Column)
	}
	return place + ": " + e.what()
}

// what says what is wrong, without the place. Values are not put through %q:
// they are printable already, and a translation could not escape them alike.
func (e *FileError) what() string {
	switch e.problem {
	case problemEmpty:
		return "the file is empty; give a line of column names, then rows"
	case problemUnreadable:
		return e.err.Error()
	case problemTooBig:
		return fmt.Sprintf("larger than %d MiB; give a smaller file", e.limit)
	case problemLongLine:
		return fmt.Sprintf("longer than %d KiB; give shorter lines, one row each", e.limit)
	case problemNotText:
		return "not UTF-8 text; save the file as CSV in UTF-8"
	case problemQuotes:
		return `a quotation mark inside a value, or one that is never closed; write "" for a mark inside a quoted value`
	case problemNoHeader:
		return fmt.Sprintf(`"%s" is a number; the first line must name the columns`, e.Value)
	case problemOneColumn:
		return "one column only; give at least one input and the target, with a comma, semicolon or tab between"
	case problemManyColumns:
		return fmt.Sprintf("%d columns; give %d at most", e.count, e.limit)
	case problemUnnamed:
		return fmt.Sprintf("column %d has no name; give every column a name of its own", e.count)
	case problemDuplicate:
		return fmt.Sprintf(`two columns are named "%s"; give every column a name of its own`, e.Value)
	case problemNoTarget:
		return fmt.Sprintf(`no column is named "%s"; there are %s`, e.Value, e.other)
	case problemNoRows:
		return "no rows below the column names; give at least one"
	case problemManyRows:
		return fmt.Sprintf("more than %d rows; give fewer", e.limit)
	case problemManyNumbers:
		return fmt.Sprintf("more than %d inputs; give fewer rows or columns", e.limit)
	case problemGzip:
		return "the gzip file is damaged or cut short; give the whole file"
	case problemRagged:
		return fmt.Sprintf("row length %d with %d columns; give every row one value per column", e.count, e.limit)
	default:
		return e.cell()
	}
}

// cell says what is wrong with a value.
func (e *FileError) cell() string {
	switch e.problem {
	case problemMissing:
		return "the value is missing; give one in every column"
	case problemNotNumber:
		return fmt.Sprintf(`"%s" is not a number; write one such as 0.5 or -1.2e3`, e.Value)
	case problemComma:
		return fmt.Sprintf(`"%s" has a comma; write numbers as 1234.5, with a point and no other marks`, e.Value)
	case problemNotFinite:
		return fmt.Sprintf(`"%s" is not a finite number; give numbers from -1e75 to 1e75`, e.Value)
	case problemTooLarge:
		return fmt.Sprintf(`"%s" is too large; give numbers from -1e75 to 1e75`, e.Value)
	case problemMixed:
		return fmt.Sprintf(`"%s" does not go with "%s"; a target is all numbers or all names`, e.Value, e.other)
	case problemNotWhole:
		return fmt.Sprintf(`"%s" is not a whole number, so not a class; give whole numbers or names`, e.Value)
	case problemManyClasses:
		return fmt.Sprintf("more than %d classes; give fewer", e.limit)
	case problemOneClass:
		return fmt.Sprintf(`every row is "%s"; give rows of at least two classes`, e.Value)
	case problemOneValue:
		return fmt.Sprintf(`every row is "%s"; give rows of at least two values`, e.Value)
	default:
		return e.idx()
	}
}

// idx says what is wrong with a file in IDX.
func (e *FileError) idx() string {
	switch e.problem {
	case problemIDXTarget:
		return fmt.Sprintf(`the target of an IDX file is "%s", not "%s"`, e.other, e.Value)
	case problemIDXMark:
		return fmt.Sprintf("begins with the bytes %s; an IDX file begins with 00 00, a type (08, 09, 0b … 0e) and the number of dimensions", e.Value)
	case problemIDXHeader:
		return "ends within the header of an IDX file; give the whole file"
	case problemIDXNone:
		return fmt.Sprintf("the header promises %s numbers; give at least one in each dimension", e.Value)
	case problemIDXWide:
		return fmt.Sprintf("a sample has %s numbers; give %d at most", e.Value, e.limit)
	case problemIDXShort:
		return fmt.Sprintf("cut short: %d of the %s numbers that the header promises; give the whole file", e.count, e.Value)
	case problemIDXLong:
		return fmt.Sprintf("goes on after the %s numbers that the header promises; give one IDX file alone", e.Value)
	case problemIDXValue:
		return fmt.Sprintf("%s is no number from -1e75 to 1e75", e.Value)
	case problemIDXNotWhole:
		return fmt.Sprintf("%s is not a whole number, so not a class; give whole numbers", e.Value)
	case problemIDXManyClasses:
		return fmt.Sprintf("more than %d classes; give fewer", e.limit)
	default:
		return e.labels()
	}
}

// labels says what is wrong with the labels of a file in IDX.
func (e *FileError) labels() string {
	switch e.problem {
	case problemNoLabels:
		return "IDX inputs without labels; name the files as train-images-idx3-ubyte and train-labels-idx1-ubyte, in one folder"
	case problemLabels:
		return fmt.Sprintf("these are labels; give the file of their inputs, %s", e.Value)
	case problemLabelsClosed:
		return fmt.Sprintf("its labels, %s: %v", e.Value, e.err)
	case problemLabelsShape:
		return fmt.Sprintf("labels in %d dimensions; give one label per sample", e.count)
	case problemLabelsCount:
		return fmt.Sprintf("label count %d, sample count %d in %s; give one label per sample", e.count, e.limit, e.other)
	default:
		return string(e.problem)
	}
}

// Unwrap returns the error of the file's reader, where that is what went wrong.
func (e *FileError) Unwrap() error { return e.err }

// Unknown returns the name of a target that the file does not have, and those
// that it has; nothing where something else is wrong.
func (e *FileError) Unknown() (name string, known []string) {
	if e.known == nil {
		return "", nil
	}
	return e.Value, e.known
}

// Message returns the id and the arguments of the translated text.
func (e *FileError) Message() (id string, args map[string]any) {
	return string(e.problem), map[string]any{
		"File":   e.File,
		"Line":   e.Line,
		"Sample": e.Sample,
		"Column": e.Column,
		"Value":  e.Value,
		"Other":  e.other,
		"Count":  e.count,
		"Limit":  e.limit,
		"Err":    e.err,
	}
}

package dataset

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"text/template"
)

// english are the messages as a translator writes them.
func english() map[string]string {
	sample := `{{.File}} sample {{.Sample}}, column "{{.Column}}": `
	line := "{{.File}} line {{.Line}}: "
	cell := `{{.File}} line {{.Line}}, column "{{.Column}}": `
	return map[string]string{
		"dataset.file-empty":       "{{.File}}: the file is empty; give a line of column names, then rows",
		"dataset.file-unreadable":  "{{.File}}: {{.Err}}",
		"dataset.file-too-big":     "{{.File}}: larger than {{.Limit}} MiB; give a smaller file",
		"dataset.line-too-long":    line + "longer than {{.Limit}} KiB; give shorter lines, one row each",
		"dataset.not-text":         line + "not UTF-8 text; save the file as CSV in UTF-8",
		"dataset.quotes":           line + `a quotation mark inside a value, or one that is never closed; write "" for a mark inside a quoted value`,
		"dataset.no-header":        line + `"{{.Value}}" is a number; the first line must name the columns`,
		"dataset.one-column":       line + "one column only; give at least one input and the target, with a comma, semicolon or tab between",
		"dataset.many-columns":     line + "{{.Count}} columns; give {{.Limit}} at most",
		"dataset.unnamed-column":   line + "column {{.Count}} has no name; give every column a name of its own",
		"dataset.duplicate-column": line + `two columns are named "{{.Value}}"; give every column a name of its own`,
		"dataset.no-target":        `{{.File}}: no column is named "{{.Value}}"; there are {{.Other}}`,
		"dataset.no-rows":          "{{.File}}: no rows below the column names; give at least one",
		"dataset.many-rows":        "{{.File}}: more than {{.Limit}} rows; give fewer",
		"dataset.ragged":           line + "row length {{.Count}} with {{.Limit}} columns; give every row one value per column",
		"dataset.missing":          cell + "the value is missing; give one in every column",
		"dataset.not-number":       cell + `"{{.Value}}" is not a number; write one such as 0.5 or -1.2e3`,
		"dataset.not-finite":       cell + `"{{.Value}}" is not a finite number; give numbers from -1e75 to 1e75`,
		"dataset.too-large":        cell + `"{{.Value}}" is too large; give numbers from -1e75 to 1e75`,
		"dataset.mixed-target":     cell + `"{{.Value}}" does not go with "{{.Other}}"; a target is all numbers or all names`,
		"dataset.not-whole":        cell + `"{{.Value}}" is not a whole number, so not a class; give whole numbers or names`,
		"dataset.many-classes":     cell + "more than {{.Limit}} classes; give fewer",
		"dataset.one-class":        `{{.File}}, column "{{.Column}}": every row is "{{.Value}}"; give rows of at least two classes`,
		"dataset.one-value":        `{{.File}}, column "{{.Column}}": every row is "{{.Value}}"; give rows of at least two values`,
		"dataset.comma":            cell + `"{{.Value}}" has a comma; write numbers as 1234.5, with a point and no other marks`,
		"dataset.many-numbers":     "{{.File}}: more than {{.Limit}} inputs; give fewer rows or columns",
		"dataset.gzip":             "{{.File}}: the gzip file is damaged or cut short; give the whole file",

		"dataset.idx-target":        `{{.File}}: the target of an IDX file is "{{.Other}}", not "{{.Value}}"`,
		"dataset.idx-mark":          "{{.File}}: begins with the bytes {{.Value}}; an IDX file begins with 00 00, a type (08, 09, 0b … 0e) and the number of dimensions",
		"dataset.idx-header":        "{{.File}}: ends within the header of an IDX file; give the whole file",
		"dataset.idx-none":          "{{.File}}: the header promises {{.Value}} numbers; give at least one in each dimension",
		"dataset.idx-wide":          "{{.File}}: a sample has {{.Value}} numbers; give {{.Limit}} at most",
		"dataset.idx-short":         "{{.File}}: cut short: {{.Count}} of the {{.Value}} numbers that the header promises; give the whole file",
		"dataset.idx-long":          "{{.File}}: goes on after the {{.Value}} numbers that the header promises; give one IDX file alone",
		"dataset.idx-value":         sample + "{{.Value}} is no number from -1e75 to 1e75",
		"dataset.idx-not-whole":     sample + "{{.Value}} is not a whole number, so not a class; give whole numbers",
		"dataset.idx-many-classes":  sample + "more than {{.Limit}} classes; give fewer",
		"dataset.no-labels":         "{{.File}}: IDX inputs without labels; name the files as train-images-idx3-ubyte and train-labels-idx1-ubyte, in one folder",
		"dataset.labels":            "{{.File}}: these are labels; give the file of their inputs, {{.Value}}",
		"dataset.labels-unreadable": "{{.File}}: its labels, {{.Value}}: {{.Err}}",
		"dataset.labels-shape":      "{{.File}}: labels in {{.Count}} dimensions; give one label per sample",
		"dataset.labels-count":      "{{.File}}: label count {{.Count}}, sample count {{.Limit}} in {{.Other}}; give one label per sample",
	}
}

// inEnglish returns the error's message as a translation into English says it.
func inEnglish(t *testing.T, e *FileError) string {
	t.Helper()
	id, args := e.Message()
	text, ok := english()[id]
	if !ok {
		t.Fatalf("no message has the id %q", id)
	}
	var b strings.Builder
	if err := template.Must(template.New(id).Option("missingkey=error").Parse(text)).Execute(&b, args); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMessagesSayWhatErrorsSay(t *testing.T) {
	said := map[string]bool{}
	for _, c := range badFiles() {
		_, err := Read("iris.csv", strings.NewReader(c.file), c.o)
		e, ok := err.(*FileError) //nolint:errorlint // Read returns it unwrapped, and says so
		if !ok {
			t.Fatalf("%.60q: %T", c.file, err)
		}
		if got := inEnglish(t, e); got != c.want {
			t.Errorf("message %q, error %q", got, c.want)
		}
		said[string(e.problem)] = true
	}
	for _, c := range badIDX() {
		_, err := readBadIDX(c)
		e, ok := errors.AsType[*FileError](err)
		if !ok {
			t.Fatalf("%s: %T", c.want, err)
		}
		if got := inEnglish(t, e); got != c.want {
			t.Errorf("message %q, error %q", got, c.want)
		}
		said[string(e.problem)] = true
	}
	// Those that need a large or a broken file are read in TestReadIsBounded and
	// TestReadPassesOnTheReadersError, those of labels in idx_test.go.
	elsewhere := []string{"dataset.file-too-big", "dataset.file-unreadable", "dataset.line-too-long", "dataset.idx-not-whole", "dataset.idx-target", "dataset.no-labels", "dataset.labels"}
	for _, id := range slices.Sorted(maps.Keys(english())) {
		if !said[id] && !slices.Contains(elsewhere, id) {
			t.Errorf("no bad file leads to %s", id)
		}
	}
}

func TestMessagesOfLimits(t *testing.T) {
	for _, e := range []*FileError{
		{File: "a.csv", problem: problemTooBig, limit: 64},
		{File: "a.csv", Line: 9, problem: problemLongLine, limit: 1024},
		{File: "a.csv", problem: problemManyRows, limit: MaxRows},
		{File: "a.csv", problem: problemManyNumbers, limit: maxNumbers},
	} {
		if got := inEnglish(t, e); got != e.Error() {
			t.Errorf("message %q, error %q", got, e.Error())
		}
	}
}

func TestUnknownTargetNamesTheColumns(t *testing.T) {
	_, err := Read("trees.csv", strings.NewReader("width,height,kind\n1,2,x\n"), Options{Target: "heihgt"})
	e, ok := errors.AsType[*FileError](err)
	if !ok {
		t.Fatalf("%T %v", err, err)
	}
	if name, known := e.Unknown(); name != "heihgt" || !slices.Equal(known, []string{"width", "height", "kind"}) {
		t.Errorf("%q is unknown of %q", name, known)
	}
	other := &FileError{File: "trees.csv", Value: "x", problem: problemNotNumber}
	if name, known := other.Unknown(); name != "" || known != nil {
		t.Errorf("%q is unknown of %q in %v", name, known, other)
	}
}

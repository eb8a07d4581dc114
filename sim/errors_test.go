package sim_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"text/template"

	"nabla/sim"
)

// message is what every error that a person can cause has.
type message interface {
	error
	Message() (id string, args map[string]any)
}

// The English messages as a locale file has them, by id. What an error says by
// itself is what its message says.
var english = map[string]string{
	"error.needs-restart": `a run under way cannot take this change; start a new run with it`,
	"error.param":         `{{.Name}}: {{printf "%q" .Text}}: {{.Err}}`,
	"error.unknown-param": `{{.Lab}} has no parameter {{printf "%q" .Name}}; it has {{.Known}}`,
	"error.range":         `{{.Entry}} is out of range; give a number from {{.Min}} to {{.Max}}`,
	"error.range-whole":   `{{.Entry}} is out of range; give a whole number from {{.Min}} to {{.Max}}`,
	"error.not-number":    `{{printf "%q" .Entry}} is not a number; give one from {{.Min}} to {{.Max}}`,
	"error.not-whole":     `{{printf "%q" .Entry}} is not a whole number; give one from {{.Min}} to {{.Max}}`,
	"error.choice":        `give one of {{.Accepted}}`,
	"error.choice-entry":  `{{printf "%q" .Entry}} is not one of {{.Accepted}}`,
	"error.twice":         `{{printf "%q" .Entry}} is named twice; name it once`,
	"error.too-many":      `{{.Count}} entries; give {{.Limit}} at most`,
	"error.too-long":      `too long; give {{.Limit}} bytes at most`,
	"error.control":       `holds control characters; give plain text`,
	"error.seed":          `give a whole number from 0 to 18446744073709551615`,
	"error.edit":          `edit {{printf "%q" .Text}}: give STEP:NAME=VALUE, such as 40:rate=0.1`,
	"error.line":          `line: {{printf "%q" .Text}}: give LAB [seed=N] [NAME=VALUE]… [STEP:NAME=VALUE]… [@STEP]`,
	"error.did-you-mean":  `{{.Err}}; did you mean {{.Near}}?`,
	"error.unknown-lab":   `no lab is called {{printf "%q" .Name}}; there are {{.Known}}`,
}

func TestErrorsSayWhatTheirMessagesSay(t *testing.T) {
	restart, ok := sim.ErrNeedsRestart.(message) //nolint:errorlint // the sentinel itself
	if !ok {
		t.Fatal("ErrNeedsRestart has no Message")
	}
	odd := []string{"", "plain", `a "b" c:\d`, "tab\tnul\x00esc\x1bcsi\u009b", "bad\xff\xfe", "\u202eback", "가나다 é", strings.Repeat("길다", 50)}
	cases := make([]message, 0, 9+9*len(odd))
	cases = append(cases,
		restart,
		sim.RangeError{Entry: "11", Min: 1e-9, Max: 1e6},
		sim.RangeError{Entry: strings.Repeat("9", 99), Min: -3, Max: 8, Whole: true},
		sim.TooManyError{Count: 300, Limit: 256},
		sim.TooLongError{Limit: 8192},
		sim.ControlError{},
		sim.SeedError{},
		sim.NearError{Err: sim.SeedError{}, Near: "a"},
		sim.ChoiceError{Accepted: []string{"a", "b"}},
		&sim.ParamError{Name: "p", Text: "t", Err: errors.New("plain error of a Check")},
	)
	for _, text := range odd {
		cases = append(cases,
			&sim.ParamError{Name: "p", Text: text, Err: sim.TwiceError{Entry: text}},
			sim.UnknownParamError{Lab: "train", Name: text, Known: []string{"rate", "hidden"}},
			sim.NotNumberError{Entry: text, Min: 0, Max: 2_500_000},
			sim.NotNumberError{Entry: text, Min: 0, Max: 100, Whole: true},
			sim.ChoiceError{Entry: text, Accepted: []string{"a", "b"}},
			sim.TwiceError{Entry: text},
			sim.EditError{Text: text},
			sim.LineError{Text: text},
			sim.UnknownLabError{Name: text, Known: []string{"train", "descent"}},
		)
	}
	used := map[string]bool{}
	for _, err := range cases {
		id, args := err.Message()
		used[id] = true
		want := render(t, id, args)
		if got := err.Error(); got != want {
			t.Errorf("%T says %q, and its message %q", err, got, want)
		}
		checkTyped(t, err)
	}
	for id := range english {
		if !used[id] {
			t.Errorf("no error of this test has the message %s", id)
		}
	}
}

// render renders a message as go-i18n does, with text/template; every argument
// must be used.
func render(t *testing.T, id string, args map[string]any) string {
	t.Helper()
	text, ok := english[id]
	if !ok {
		t.Fatalf("there is no message %q", id)
	}
	for name := range args {
		if !strings.Contains(text, "."+name+"}}") {
			t.Errorf("%s does not use %s", id, name)
		}
	}
	var b strings.Builder
	if err := template.Must(template.New(id).Option("missingkey=error").Parse(text)).Execute(&b, args); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestErrorsShowTextsOnOneShortLine(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", `p: "": why`},
		{`C:\a "b"`, `p: "C:\\a \"b\"": why`},
		{"a\nb\x1b[0m", `p: "a\nb\x1b[0m": why`},
		{"\u009b\u2028\u202e\u200b", `p: "\u009b\u2028\u202e\u200b": why`},
		{"\xff\ufffd", `p: "\xff` + "\ufffd" + `": why`},
		{"붓꽃 é", `p: "붓꽃 é": why`},
		{strings.Repeat("가", 60), `p: "` + strings.Repeat("가", 60) + `": why`},
		{strings.Repeat("가", 61), `p: "` + strings.Repeat("가", 60) + `…": why`},
		{strings.Repeat("\xff", 1<<20), `p: "` + strings.Repeat(`\xff`, 60) + `…": why`},
	} {
		err := &sim.ParamError{Name: "p", Text: tt.text, Err: errors.New("why")}
		if got := err.Error(); got != tt.want {
			t.Errorf("%.60q shows as %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestWrappedErrorsAreFound(t *testing.T) {
	err := fmt.Errorf("rates: %w", sim.ErrNeedsRestart)
	if !errors.Is(err, sim.ErrNeedsRestart) {
		t.Error("a wrapped ErrNeedsRestart is not found")
	}
	_, err = param(t, "numbers").Parse("1,x")
	if entry, ok := errors.AsType[sim.NotNumberError](err); !ok || entry.Entry != "x" {
		t.Errorf("what is wrong with 1,x is %v, want that x is not a number", err)
	}
}

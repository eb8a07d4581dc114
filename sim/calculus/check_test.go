package calculus_test

import (
	"errors"
	"math"
	"testing"

	"nabla/sim/calculus"
)

func TestCheck(t *testing.T) {
	for _, test := range []struct {
		text string
		x    float64
		want string
	}{
		{"w^2", 0, ""},
		{"2 + ln(w - 3)", 1, "column 5: ln(w − 3) has no value here"},
		{"2 + ln(w - 3)", 3, "column 5: ln(w − 3) is infinite here"},
		{"w + 1/w", 0, "column 6: 1/w is infinite here"},
		{"sin(w)/w", 0, "column 7: sin(w)/w has no value here"},
		{"3|w - 1|", 1, "column 2: |w − 1| has no derivative here"},
		{"relu(w)", 0, "column 1: relu(w) has no derivative here"},
		{"sqrt(w)", 0, "column 1: sqrt(w) has no derivative here"},
		{"max(w, 2w)", 0, "column 1: max(w, 2w) has no derivative here"},
		{"max(w, w)", 0, ""},
		{"w + sqrt(0)", 0, ""},
		{"(-8)^w", 1, "column 5: (−8)^w has no derivative here"},
		{"w", math.NaN(), "column 1: w has no value here"},
	} {
		got := ""
		if err := parse(t, test.text).Check([]float64{test.x}); err != nil {
			got = err.Error()
			var point *calculus.PointError
			if !errors.As(err, &point) || point.Column < 1 || point.Part == "" {
				t.Errorf("%s at %v: %#v", test.text, test.x, err)
			}
		}
		if got != test.want {
			t.Errorf("%s at %v: %q, want %q", test.text, test.x, got, test.want)
		}
	}
}

// Every message has an id of its own and the column among its arguments.
func TestMessages(t *testing.T) {
	ids := make(map[string]string)
	for _, text := range []string{
		"", "$", "1e999", "+", "*", "(w", "w=", "foo(w)", "q", "sin", "sin(w,w)", "pow(w)", "min(w)",
		"2 3", "w/2w", "e^2w", "w²^2",
	} {
		_, err := calculus.Parse(text, "w")
		var syntax *calculus.SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%q: %v", text, err)
			continue
		}
		id, args := syntax.Message()
		if before, twice := ids[id]; twice {
			t.Errorf("%q and %q are both %s", text, before, id)
		}
		ids[id] = text
		if args["Column"] != syntax.Column {
			t.Errorf("%q: the arguments %v lack the column %d", text, args, syntax.Column)
		}
	}
	_, args := parseFails(t, "foo(w)").Message()
	if args["Name"] != "foo" {
		t.Errorf("the arguments %v lack the name", args)
	}
	var point *calculus.PointError
	if !errors.As(parse(t, "1/w").Check([]float64{0}), &point) {
		t.Fatal("1/w at 0 passes")
	}
	if id, args := point.Message(); id != "formula.infinite" || args["Part"] != "1/w" || args["Column"] != 2 {
		t.Errorf("%s, %v", id, args)
	}
}

func parseFails(t *testing.T, text string) *calculus.SyntaxError {
	t.Helper()
	_, err := calculus.Parse(text, "w")
	var syntax *calculus.SyntaxError
	if !errors.As(err, &syntax) {
		t.Fatalf("%q: %v", text, err)
	}
	return syntax
}

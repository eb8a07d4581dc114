package calculus_test

import (
	"errors"
	"math"
	"slices"
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
		{"asin(w)", 1, "column 1: asin(w) has no derivative here"},
		{"acos(2w)", 1, "column 1: acos(2w) has no value here"},
		{"1 + sign(w)", 0, "column 5: sign(w) has no derivative here"},
		{"cbrt(w - 2)", 2, "column 1: cbrt(w − 2) has no derivative here"},
		{"sqrt(w^2)", 0, "column 1: sqrt(w²) has no derivative here"},
		{"w^0.5", 0, "column 2: w^0.5 has no derivative here"},
		{"w^-2", 0, "column 2: w⁻² is infinite here"},
		{"3 + w^1.5", -1, "column 6: w^1.5 has no value here"},
		{"0^w", 0, "column 2: 0^w has no derivative here"},
		{"w^w", 0, "column 2: w^w has no derivative here"},
		{"w^w", -30, "column 2: w^w has no derivative here"}, // but a value, the exponent being whole
		{"w^w", -30.5, "column 2: w^w has no value here"},
		{"0^w", 2, ""},
		{"exp(w)", 1000, "column 1: exp(w) is infinite here"},
		{"2w + ln(w)/0", 2, "column 11: ln(w)/0 is infinite here"},
		{"log10(w)", 0, "column 1: log10(w) is infinite here"},
		{"log2(-w)", 1, "column 1: log2(−w) has no value here"},
		{"max(5, |w|)", 0, ""}, // smooth: the corner is below
		{"max(5, 2 + relu(|w - 1| - 9))", 1, ""},
		{"min(cbrt(w), -1) + w", 0, ""},
		{"max(-5, |w|)", 0, "column 9: |w| has no derivative here"},
		{"max(1/2, sign(w))", 0, "column 10: sign(w) has no derivative here"}, // 1 beside it
		{"max(5, sqrt(w))", 0, "column 8: sqrt(w) has no derivative here"},    // nothing below
		{"min(1, 1/w)", 0, "column 9: 1/w is infinite here"},
		{"min(w^2, w)", 1, "column 1: min(w², w) has no derivative here"},
		{"pow(w, 1/3)", -8, "column 1: w^(1/3) has no value here"},
		{"sin(1e200(1e200 w))", 0, "column 10: 1e200(1e200w) has no derivative here"}, // 10⁴⁰⁰
		{"tan(w) + w", 1.5707963267948966, ""},                                        // no float64 is a pole
		{"softplus(w) + gelu(w) + sigmoid(w)", 0, ""},
		{"w", math.Inf(1), "column 1: w is infinite here"},
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
		holdSmooth(t, parse(t, test.text), test.x, test.want == "")
	}
}

// holdSmooth checks that the smooth derivatives are the others where Check finds
// nothing, to the bit, and not there elsewhere.
func holdSmooth(t *testing.T, f *calculus.Formula, x float64, passes bool) {
	t.Helper()
	_, slope, curvature := f.Curvature(x)
	if !passes {
		slope, curvature = math.NaN(), math.NaN()
	}
	same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
	if s, c := f.SmoothSlope(x), f.SmoothCurvature(x); !same(s, slope) || !same(c, curvature) {
		t.Errorf("%s at %v has the smooth derivatives %v and %v, want %v and %v", f, x, s, c, slope, curvature)
	}
}

// Every message has an id of its own and the column among its arguments.
func TestMessages(t *testing.T) {
	ids := make(map[string]string)
	for _, text := range []string{
		"", "$", "1e999", "+", "*", "(w", "w^2=w", "w^2=1", "f(q)=w", "sin 2w", "sin^-1(w)", "sin^w(w)", "foo(w)", "q", "sin", "sin(w,w)", "pow(w)", "min(w)",
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

// An error about an unknown name says what was typed and what would be known.
func TestUnknown(t *testing.T) {
	for _, test := range []struct{ text, name, known string }{
		{"w + 3*sni(w)", "sni", "sin"},
		{"w*sigmod(w)", "sigmod", "sigmoid"},
		{"2 + logg(w)", "logg", "log"},
		{"w*omega", "omega", "w"},
		{"w*PI", "PI", "pi"},
		{"w*sqr", "sqr", "sqrt"},
	} {
		name, known := parseFails(t, test.text).Unknown()
		if name != test.name || !slices.Contains(known, test.known) {
			t.Errorf("%q: unknown %q of %q, want %q with %q", test.text, name, known, test.name, test.known)
		}
	}
	if name, known := parseFails(t, "w +").Unknown(); name != "" || known != nil {
		t.Errorf("an error about no name has %q of %q", name, known)
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

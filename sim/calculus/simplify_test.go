package calculus

import (
	"math"
	"testing"
)

func simple(e *expr) *expr { return newSimplifier().simplify(e) }

func TestSimplify(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"x*1 + 0", "x"},
		{"0x", "0"},
		{"2*3", "6"},
		{"1/3", "1/3"},
		{"2/6 + 1/6", "1/2"},
		{"0.1 + 0.2", "0.3"},
		{"0.1*3x", "0.3x"},
		{"0.5/3", "1/6"},
		{"2*x*1", "2x"},
		{"w^2*w", "w³"},
		{"(w^2)^3", "w⁶"},
		{"(2w)^2", "4w²"},
		{"(-w)^3", "−w³"},
		{"x + x - 3x", "−x"},
		{"x*y - y*x", "0"},
		{"-(x - 1)", "−x + 1"},
		{"x - -y", "x + y"},
		{"x*-y", "−x·y"},
		{"x/x", "x/x"},
		{"x/x^2", "1/x"},
		{"x^3/x", "x³/x"},
		{"x*x^0.5", "x^1.5"},
		{"x^0.5*x^0.5", "x^0.5·x^0.5"},
		{"(x^0.5)^2", "(x^0.5)²"},
		{"pi/pi*x", "x"},
		{"x^0", "1"},
		{"x^1", "x"},
		{"2x(x - 1) - (x^2 + 1)", "x² − 2x − 1"},
		{"3(x + 1)", "3(x + 1)"},
		{"(x + 1)/2", "(x + 1)/2"},
		{"sin(x*2*3)cos(x)*x", "x·sin(6x)·cos(x)"},
		{"1/0 - 1/0", "1/0 − 1/0"},
		{"x/0", "x/0"},
		{"10^400", "10⁴⁰⁰"}, // infinite,
		{"1e30*3x", "3·1e30x"},
		{"9007199254740993x", "9.007199254740992e15x"},
	} {
		f, err := Parse(test.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := pretty(simple(f.root())); got != test.want {
			t.Errorf("%s is simplified to %s, want %s", test.text, got, test.want)
		}
	}
}

// FuzzSimplify: what is simplified is simple, and worth the same.
func FuzzSimplify(f *testing.F) {
	for _, text := range []string{
		"2x(x - 1) - (x^2 + 1)", "x*x^0.5/x^-2*x⁻¹", "10^400*10^-399x", "1e30x*3e30/7e-30", "(2x/3y)^-2^x", "1/0-1/0*0", "0/0*a/0/0 + 1/(b/0)^2 + (0c)^-2",
		"2(x+1)-(x+1)+x(x+y(x+1))", "|x||y|-|y||x|", "(x+1)^2(x+1)^-3(x+1)^.5", "-(-(x-1)/-2)/-3", "min(x+x,2*3)^x",
	} {
		f.Add(text, 0.7, -1.3)
	}
	f.Fuzz(func(t *testing.T, text string, x, y float64) {
		formula, err := Parse(text)
		if err != nil {
			return
		}
		once := simple(formula.root())
		if twice := simple(once); pretty(twice) != pretty(once) {
			t.Fatalf("%q is simplified to %q, and then to %q", text, pretty(once), pretty(twice))
		}
		again, err := Parse(pretty(once), formula.variables...)
		if err != nil || len(formula.variables) == 0 {
			return // too long, or nothing to put in
		}
		at := make([]float64, len(formula.variables))
		for i := range at {
			at[i] = [...]float64{x, y}[i%2]
		}
		want, got := formula.Eval(at), again.Eval(at)
		for _, n := range append(tapeAt(formula, at), tapeAt(again, at)...) {
			if size := math.Abs(n.Value); !(size < 1e4 && size > 1e-4) || !(math.Abs(n.Adjoint) < 1e4) {
				return // rounding may move it far
			}
		}
		if math.Abs(got-want) > 1e-7*max(1, math.Abs(want)) {
			t.Fatalf("%q at %v = %v, but %q = %v", text, at, want, pretty(once), got)
		}
	})
}

func tapeAt(f *Formula, at []float64) []Node {
	tape := f.NewTape()
	tape.Gradient(at, make([]float64, len(at)))
	return tape.Nodes()
}

func TestRational(t *testing.T) {
	third, _ := ratio(1, 3, false)
	if sum, ok := third.plus(third); !ok || sum.num != 2 || sum.den != 3 {
		t.Errorf("⅓ + ⅓ = %v", sum)
	}
	if r, ok := ratio(4, -6, false); !ok || r.num != -2 || r.den != 3 {
		t.Errorf("4/−6 = %v", r)
	}
	if r, ok := third.power(-3); !ok || !r.is(27) {
		t.Errorf("(⅓)⁻³ = %v", r)
	}
	if r, ok := integer(-1).power(1 << 52); !ok || !r.is(1) {
		t.Errorf("(−1)^2⁵² = %v", r)
	}
	if r, ok := integer(-1).power(1<<52 + 1); !ok || !r.is(-1) {
		t.Errorf("(−1)^(2⁵² + 1) = %v", r)
	}
	if _, ok := integer(0).power(-1); ok {
		t.Error("0⁻¹ is a number")
	}
	if _, ok := integer(maxPart).times(integer(2)); ok {
		t.Error("the bound is passed")
	}
	for _, v := range []float64{0.1, 0.25, 1e-9, 123456.789, 3} {
		if r, ok := exactly(v); !ok || r.float() != v {
			t.Errorf("%v is taken for %v", v, r)
		}
	}
}

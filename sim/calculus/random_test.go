package calculus_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim/elementary"
)

// typed is a formula as somebody might type it, beside what it is worth.
type typed struct {
	text  string
	value float64
}

// draw returns a random formula in x and y for the given values of theirs.
func draw(t *rapid.T, depth int, x, y float64) typed {
	leaves := []typed{{"x", x}, {"y", y}, {"pi", math.Pi}, {"π", math.Pi}, {"e", math.E}, {"2", 2}, {"0.5", 0.5}, {"3e2", 300}}
	if depth == 0 {
		return rapid.SampledFrom(leaves).Draw(t, "leaf")
	}
	a := draw(t, depth-1, x, y)
	b := draw(t, rapid.IntRange(0, depth-1).Draw(t, "depth"), x, y)
	return rapid.SampledFrom([]typed{
		{a.text + " + (" + b.text + ")", a.value + b.value},
		{a.text + " - (" + b.text + ")", a.value - b.value},
		{"(" + a.text + ")*(" + b.text + ")", a.value * b.value},
		{"2(" + a.text + ")(" + b.text + ")", 2 * a.value * b.value},
		{"(" + a.text + ")/(" + b.text + ")", a.value / b.value},
		{"-(" + a.text + ")", -a.value},
		{"(" + a.text + ")^2", a.value * a.value},
		{"(" + a.text + ")⁻²", 1 / (a.value * a.value)},
		{"|" + a.text + "| − |" + b.text + "|", math.Abs(a.value) - math.Abs(b.value)},
		{"sin(" + a.text + ")", elementary.Sin(a.value)},
		{"3sqrt(" + a.text + ")", 3 * math.Sqrt(a.value)},
		{"(" + a.text + ")tanh(" + b.text + ")", a.value * elementary.Tanh(b.value)},
		{"min(" + a.text + ", " + b.text + ")", math.Min(a.value, b.value)},
	}).Draw(t, "operation")
}

// Random formulas, typed without care, are worth what they should be, print as
// what reads back to the same bits, and have the same gradient both ways.
func TestRandomFormulas(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		x, y := rapid.Float64Range(-3, 3).Draw(r, "x"), rapid.Float64Range(-3, 3).Draw(r, "y")
		want := draw(r, rapid.IntRange(0, 4).Draw(r, "depth"), x, y)
		f := parse(t, want.text, "x", "y")
		at := []float64{x, y}
		if got := f.Eval(at); math.Float64bits(got) != math.Float64bits(want.value) && !(math.IsNaN(got) && math.IsNaN(want.value)) {
			r.Fatal(fmt.Sprintf("%q at %v = %v, want %v", want.text, at, got, want.value))
		}
		checkReadsBack(t, f, at)
		checkGradients(t, f, at)
	})
}

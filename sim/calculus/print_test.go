package calculus_test

import (
	"strings"
	"testing"

	"nabla/sim/calculus"
)

// A long product with a division in it keeps its signs behind that, and not
// before.
func TestPrintLongProduct(t *testing.T) {
	before, behind := strings.Repeat("2w(w + 1)*", 40), strings.Repeat("*2*w", 20)
	got := parse(t, before+"w/w"+behind).String()
	want := strings.Repeat("2w·(w + 1)·", 40) + "w/w" + strings.Repeat("·2·w", 20)
	if got != want {
		t.Errorf("%s is printed as\n%s", before+"w/w"+behind, got)
	}
}

func BenchmarkDerivationLongProduct(b *testing.B) {
	f, err := calculus.Parse(strings.Repeat("w*", calculus.MaxNodes/2-1) + "w")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		f.Derivation("w")
	}
}

// What is offered in place of a text that cannot be read is tried out once, and
// not what would be offered in place of that, too.
func TestSuggestionsCostLittle(t *testing.T) {
	text := strings.Repeat("√x", 14)
	if n := testing.AllocsPerRun(1, func() { _, _ = calculus.Parse(text) }); n > 500 {
		t.Errorf("%v allocations for the error of %s", n, text)
	}
}

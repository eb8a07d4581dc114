package landscape

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// heavy is about the longest formula that may be typed.
func heavy() string {
	text := "x^2"
	for i := 1; len(text) < 790; i++ {
		text += fmt.Sprintf("+sin(%dx)*exp(-x^2/%d)", i, i)
	}
	return text
}

// wiggly has more minima and maxima than there are cells to tell them by.
func wiggly() string {
	text := "sin(1000x)"
	for i := 901; len(text) < 790; i -= 17 {
		text += fmt.Sprintf("+sin(%dx+%d)", i, i%9)
	}
	return text
}

func mustOpen(t testing.TB, text string) *Landscape {
	t.Helper()
	l, err := Open(text)
	if err != nil {
		t.Fatalf("Open(%q): %v", text, err)
	}
	return l
}

// A change of sign is narrowed down to neighbouring numbers, smooth or not, and
// where f′ is smooth in few looks.
func TestNarrow(t *testing.T) {
	for _, test := range []struct {
		text  string
		a, b  float64
		want  float64
		looks int
	}{
		{"w^2", -1, 1, 0, 1},
		{"w^2", -1, 3, 0, 3},
		{"sin(w)", 1, 2, math.Pi / 2, 12},
		{"w^4 - 3w^2 + w", 1, 1.3, 1.1309011226299859, 12},
		{"w^2/10 + sin(3w)", 1.3, 1.7, 1.5365898801477500, 12},
		{"w^10 - w", 0.1, 1.5, math.Pow(10, -1./9), 20},
		{"exp(w) - 2w", -20, 3, math.Ln2, 20},
		{"|w - 0.3|", 0, 1, 0.3, 80},
		{"w^2 + |w - 0.3|", 0, 1, 0.3, 80},
		{"sqrt(|w - 0.3|)", 0, 1, 0.3, 80},
		{"1/(w - 0.3)^2", 0, 1, 0.3, 80},
	} {
		l := mustOpen(t, test.text)
		s := &survey{formula: l.formula, lo: test.a, hi: test.b, cell: test.b - test.a}
		a, b := s.at(test.a), s.at(test.b)
		looks := -2
		found := s.narrow(&a, &b, func(x sample) float64 {
			looks++
			return x.slope
		})
		if math.Abs(found.w-test.want) > 1e-15*(1+math.Abs(test.want)) || looks > test.looks {
			t.Errorf("%s: %v after %d looks, want %v after %d", test.text, found.w, looks, test.want, test.looks)
		}
		met := found.slope == 0 || math.IsNaN(found.slope)
		if !(a.w < b.w) || a.w > found.w || b.w < found.w || !met && b.w-a.w > s.least() && math.Nextafter(a.w, b.w) != b.w {
			t.Errorf("%s: left between %v and %v", test.text, a.w, b.w)
		}
	}
}

// The points of the range by which a formula was framed are those of that range.
func TestFramed(t *testing.T) {
	for _, text := range []string{"w^2", "sin(5w)", "exp(w)", "(w - 10)^2", "ln(w)", "w ln(w)", "|w|", heavy()} {
		l := mustOpen(t, text)
		lo, hi := l.Range()
		fresh := &Landscape{formula: l.formula}
		for _, to := range []float64{hi, hi + 1} {
			if got, want := l.Stationary(lo, to), fresh.Stationary(lo, to); !slices.Equal(got, want) {
				t.Errorf("%s in [%v, %v]: %+v, want %+v", text, lo, to, got, want)
			}
		}
	}
}

// However many changes of sign there are, no more are followed than is patience
// for, from one end of the range to the other.
func TestPatience(t *testing.T) {
	text := wiggly()
	l := mustOpen(t, text)
	points := l.Stationary(-4, 4)
	most := patience / len(text)
	if len(points) > most*11/10 || len(points) < most*7/10 || points[0].W > -3.9 || points[len(points)-1].W < 3.9 {
		t.Errorf("%d points, want about %d from end to end", len(points), most)
	}
	for all := range 40 {
		for keep := 1; keep <= 40; keep++ {
			thin, kept := thinner{keep: keep, all: all}, 0
			for range all {
				if thin.next() {
					kept++
				}
			}
			if kept != min(all, keep) {
				t.Errorf("%d of %d are kept, want %d", kept, all, min(all, keep))
			}
		}
	}
	if points := mustOpen(t, "sin(100w)").Stationary(-4, 4); len(points) != 254 { // odd multiples of π/200
		t.Errorf("sin(100w) has %d points", len(points))
	}
}

// Check says what Open does.
func TestCheck(t *testing.T) {
	for _, text := range append(Names(), " w-shape ", "w^2", "", "w-shap", "u-shape + 1", "abs + 1", "x + y", "w +", "loss^2", strings.Repeat("w+", 5000)) {
		_, want := Open(text)
		if got := Check(text); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("Check(%q) = %v, but Open says %v", text, got, want)
		}
	}
}

func BenchmarkHeavy(b *testing.B) {
	for _, formula := range []struct{ name, text string }{{"heavy", heavy()}, {"wiggly", wiggly()}} {
		l := mustOpen(b, formula.text)
		b.Run(formula.name+"/check", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := Check(formula.text); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(formula.name+"/open", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				mustOpen(b, formula.text)
			}
		})
		b.Run(formula.name+"/stationary", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.Stationary(l.Range())
			}
		})
	}
}

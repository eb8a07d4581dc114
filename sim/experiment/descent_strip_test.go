package experiment_test

import (
	"slices"
	"testing"

	"nabla/sim/experiment"
)

// A strip worked out in small parts is what every start has for itself, and every
// eighth of it comes first.
func TestStripInParts(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 9, 64, 101} {
		d := descent(t, "f", "w-shape", "starts", "0.4", "rates", "0.05")
		starts := make([]float64, n)
		for i := range starts {
			starts[i] = -2 + 4*float64(i)/float64(n)
		}
		s := d.Strip(starts, 0.05)
		for k := 0; s.Work(t.Context(), 1); k++ {
			known := n - count(s.Basins(), experiment.BasinUnknown)
			if known != k+1 {
				t.Fatalf("%d starts: after %d parts %d are known", n, k+1, known)
			}
			if eighths := (n + 7) / 8; known == eighths {
				for i, b := range s.Basins() {
					if known := b != experiment.BasinUnknown; known != (i%8 == 0) {
						t.Errorf("%d starts: start %d is known too early or too late", n, i)
					}
				}
			}
		}
		for i, w := range starts {
			if got, want := s.Basins()[i], d.Basin(w, 0.05); got != want {
				t.Errorf("from %v: basin %d, want %d", w, got, want)
			}
		}
		if n > 0 && s.Share() != 1 {
			t.Errorf("%d starts: %v is done", n, s.Share())
		}
	}
}

func count(values []int, of int) int {
	return len(slices.DeleteFunc(slices.Clone(values), func(v int) bool { return v != of }))
}

// Where all is level a ball ends where it was dropped, and the strip says so.
func TestStripOfALevelCurve(t *testing.T) {
	for formula, want := range map[string]int{"3": experiment.BasinLevel, "max(w, 0)": experiment.BasinLevel, "w": -1} {
		d := descent(t, "f", formula, "starts", "-1", "rates", "0.1")
		if got := d.Basin(-1, 0.1); got != want {
			t.Errorf("%s: basin %d, want %d", formula, got, want)
		}
	}
}

// What is known of a curve is used again, and changes nothing.
func TestDescentsBeginTheSame(t *testing.T) {
	var again experiment.Descents
	for _, params := range [][]string{
		{"f", "sin(3w)+w^2/5"}, {"f", "sin(3w)+w^2/5"}, {"f", "sin(3w)+w^2/5", "starts", "40"}, {"f", "w-shape", "goal", "max"}, {"f", "w^2"},
	} {
		s := setup(t, "descent", params...)
		got, err := again.Begin(s, nil)
		if err != nil {
			t.Fatal(err)
		}
		want, err := experiment.NewDescent(s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got.Terms() != want.Terms() || !slices.Equal(got.Points(), want.Points()) || got.Bowl() != want.Bowl() {
			t.Errorf("%v: %s with %v, want %s with %v", params, got.Terms(), got.Points(), want.Terms(), want.Points())
		}
	}
}

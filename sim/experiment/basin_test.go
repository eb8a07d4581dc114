package experiment_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// made works a map out in parts of so many steps.
func made(t testing.TB, b *experiment.Basins, part int) *experiment.Basins {
	t.Helper()
	before := 0
	for more := true; more; {
		more = b.Work(t.Context(), part)
		done, all := b.Done()
		if done <= before || done > all || more != (done < all) {
			t.Fatalf("%d of %d cells are done after %d were; more: %t", done, all, before, more)
		}
		before = done
	}
	return b
}

func descentBasins(t testing.TB, changes ...string) *experiment.Basins {
	t.Helper()
	return descentOf(t, changes...).Basins().Begin()
}

func descentOf(t testing.TB, changes ...string) *experiment.Descent {
	t.Helper()
	s, changes := sim.NewSetup("descent", experiment.DescentParams()), wShape(changes...)
	for i := 0; i < len(changes); i += 2 {
		var err error
		if s, err = s.With(changes[i], changes[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	d, err := experiment.NewDescent(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// With small steps a ball never crosses a maximum: which side of it it starts on
// tells where it ends. The maximum of the w-shape is known to 20 digits.
func TestBasinsOfTheWShape(t *testing.T) {
	const maximum = 0.16993844331159128
	b := made(t, descentBasins(t), 5000)
	ends := b.Ends()
	if len(ends) < 2 || math.Abs(ends[0].X+1.3008395659415772) > 1e-9 || math.Abs(ends[1].X-1.1309011226299859) > 1e-9 {
		t.Fatalf("the ends are %+v", ends)
	}
	if ends[0].Place != experiment.GlobalMinimum || ends[1].Place != experiment.LocalMinimum {
		t.Errorf("the minima are %+v", ends)
	}
	rows := 0
	for row, rate := range b.Y() {
		if rate > 0.05 { // 1/f″ is 0.018 at the edges, where balls are thrown farther
			break
		}
		rows++
		for column, w := range b.X() {
			if math.Abs(w) > 1.3 {
				continue
			}
			want := 0
			if w > maximum {
				want = 1
			}
			if got := b.Cell(column, row); got.End != want && got.End != experiment.BasinSlow {
				t.Errorf("from %v with µ = %v: %+v, want end %d", w, rate, got, want)
			}
		}
	}
	if rows < 3 {
		t.Errorf("only %d rows are of small step sizes", rows)
	}
}

// On w² everything converges below 2/L = 1 and diverges above it.
func TestBasinsOfAParabola(t *testing.T) {
	b := made(t, descentBasins(t, "f", "w^2"), 5000)
	below, above := 0, 0
	for row, rate := range b.Y() {
		for column := range b.X() {
			switch c := b.Cell(column, row); {
			case rate < 0.99 && rate > 0.01:
				if below++; c.End != 0 {
					t.Fatalf("from %v with µ = %v: %+v", b.X()[column], rate, c)
				}
			case rate > 1.01:
				if above++; c.End != experiment.BasinGone {
					t.Fatalf("from %v with µ = %v: %+v", b.X()[column], rate, c)
				}
			}
		}
	}
	if below == 0 || above == 0 {
		t.Errorf("%d cells below the limit, %d above", below, above)
	}
}

// Himmelblau's four minima have the height 0; every start of plain descent comes
// to one of them, as to its nearest where it begins beside it.
func TestBasinsOfHimmelblau(t *testing.T) {
	minima := [][2]float64{{3, 2}, {-2.805118, 3.131313}, {-3.779310, -3.283186}, {3.584428, -1.848127}}
	for _, optimizer := range []string{"sgd(lr=0.01)", "newton", "damped-newton", "bfgs"} {
		b := made(t, race(t, "f", "himmelblau", "optimizers", optimizer).Basins(0).Begin(), 50_000)
		for _, m := range minima {
			end := slices.IndexFunc(b.Ends(), func(s experiment.AtSpot) bool { return math.Hypot(s.X-m[0], s.Y-m[1]) < 1e-5 })
			if end < 0 || b.Ends()[end].Place != experiment.GlobalMinimum {
				t.Errorf("%s: no start ends at %v but at %+v", optimizer, m, b.Ends())
				continue
			}
			column, row := closest(b.X(), m[0]), closest(b.Y(), m[1])
			if c := b.Cell(column, row); c.End != end {
				t.Errorf("%s: the start beside %v ends at %+v", optimizer, m, c)
			}
		}
		for _, c := range b.Tally() {
			if c.Fewest > c.Most || c.Cells < 1 {
				t.Errorf("%s: %+v", optimizer, c)
			}
		}
	}
}

func closest(values []float64, v float64) int {
	best := 0
	for i := range values {
		if math.Abs(values[i]-v) < math.Abs(values[best]-v) {
			best = i
		}
	}
	return best
}

// What a cell says is what the race says that starts there.
func TestBasinsAreWhatTheRaceDoes(t *testing.T) {
	for _, optimizer := range []string{"adam(lr=0.1)", "momentum", "newton", "nelder-mead"} {
		b := made(t, race(t, "f", "six-hump-camel", "rate", "0.01", "optimizers", optimizer).Basins(0).Begin(), 50_000)
		for i := 0; i < experiment.BasinColumns*experiment.BasinRows; i += 331 {
			column, row := i%experiment.BasinColumns, i/experiment.BasinColumns
			c := b.Cell(column, row)
			r := race(t, "f", "six-hump-camel", "rate", "0.01", "optimizers", optimizer, "start", point(b.X()[column], b.Y()[row]))
			status := advance(r, c.Steps).Racers()[0].Status()
			if c.End < 0 {
				continue
			}
			if spot, ok := status.Reason.(experiment.AtSpot); !ok || spot != b.Ends()[c.End] || status.Step != c.Steps {
				t.Errorf("%s from (%v, %v): %+v at %+v, and the race %+v", optimizer, b.X()[column], b.Y()[row], c, b.Ends(), status)
			}
		}
	}
}

// However the work is parted, and whatever became of a map before, the map is the
// same.
func TestBasinsAreTheSameInParts(t *testing.T) {
	begin := race(t, "f", "himmelblau", "rate", "0.02", "optimizers", "momentum").Basins(0)
	whole := made(t, begin.Begin(), math.MaxInt)
	for _, part := range []int{1, 777, 40_000} {
		parts := made(t, begin.Begin(), part)
		if !slices.Equal(parts.Ends(), whole.Ends()) || !slices.Equal(parts.Tally(), whole.Tally()) {
			t.Fatalf("in parts of %d steps: %+v, and at once %+v", part, parts.Tally(), whole.Tally())
		}
		for row := range whole.Y() {
			for column := range whole.X() {
				if a, b := parts.Cell(column, row), whole.Cell(column, row); a != b {
					t.Fatalf("in parts of %d steps: %+v, and at once %+v", part, a, b)
				}
			}
		}
	}
}

func TestBasinsCanBeCancelled(t *testing.T) {
	b := descentBasins(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if more := b.Work(ctx, math.MaxInt); !more {
		t.Error("what is cancelled is done")
	}
	if done, all := b.Done(); done != 0 || all != experiment.BasinColumns*experiment.BasinRows {
		t.Errorf("%d of %d cells are done", done, all)
	}
}

func TestBasinsKeys(t *testing.T) {
	key := func(changes ...string) string { return race(t, changes...).Basins(0).Key() }
	if key() != key("start", "0.5,0.5") {
		t.Error("the start changes the map")
	}
	for _, changes := range [][]string{{"f", "booth"}, {"rate", "0.002"}, {"optimizers", "adam"}, {"optimizers", "sgd(lr=0.5)"}} {
		if key() == key(changes...) {
			t.Errorf("%v does not change the map", changes)
		}
	}
	if key("optimizers", "newton") != key("optimizers", "newton", "rate", "0.5") {
		t.Error("the step size changes the map of a method that has its own")
	}
	if a, b := descentOf(t).Basins().Key(), descentOf(t, "goal", "max").Basins().Key(); a == b {
		t.Error("the goal does not change the map")
	}
}

// Starts that can be typed, evenly spread.
func TestBasinsStartsAreShort(t *testing.T) {
	b := descentBasins(t)
	if x := b.X(); !slices.IsSorted(x) || x[0] != -2.177 || x[1] != -2.131 {
		t.Errorf("the starts begin with %v", x[:4])
	}
	for i, rate := range b.Y() {
		if text := sim.FormatNumber(rate); len(text) > 7 || rate <= 0 {
			t.Errorf("step size %d is %s", i, text)
		}
	}
}

func BenchmarkBasins(b *testing.B) {
	for name, begin := range map[string]func() *experiment.Basins{
		"descent":                func() *experiment.Basins { return descentOf(b).Basins().Begin() },
		"race himmelblau sgd":    race(b, "f", "himmelblau", "rate", "0.01").Basins(0).Begin,
		"race rosenbrock sgd":    race(b).Basins(0).Begin,
		"race rosenbrock newton": race(b, "optimizers", "newton").Basins(0).Begin,
		"race rosenbrock nm":     race(b, "optimizers", "nelder-mead").Basins(0).Begin,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				made(b, begin(), 20_000)
			}
		})
	}
}

package experiment

import (
	"testing"

	"nabla/sim"
)

// Going through edits again looks for no stationary points, and asked for in a
// range that was seen before they are known.
func TestDerivativeReplaysWithoutSurveys(t *testing.T) {
	t.Parallel()
	setup, err := DefaultSetup("derivative")
	if err != nil {
		t.Fatal(err)
	}
	d, err := NewDerivative(setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	run := sim.NewTimeline(d)
	for step, x := range []string{"20", "-30", "40", "-50", "60", "1"} {
		run.Seek(step)
		changed, err := setup.With("x", x)
		if err != nil {
			t.Fatal(err)
		}
		if err := run.Edit("x", changed.Value("x")); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []int{5, 2, 0, 4, 3, 9} {
		run.Seek(step)
		run.Now().Report()
	}
	if n := len(run.Now().found.done); n != 0 {
		t.Errorf("replaying six edits made %d surveys, want none", n)
	}
	for _, step := range []int{0, 1, 2, 1, 0, 2, 6} {
		run.Seek(step)
		run.Now().Points()
	}
	// Each edit is at the step it was made at; the last puts x back into the range.
	if n := len(run.Now().found.done); n != 4 {
		t.Errorf("of four ranges there are %d surveys", n)
	}
}

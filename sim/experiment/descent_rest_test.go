package experiment_test

import (
	"strings"
	"testing"

	"nabla/sim"
)

// What the lab begins with comes to rest: 3·0.2¹⁰ and 3·(−0.2)¹⁰ are within a
// millionth of 0, and 3·1.4¹⁷ = 914.7 is the first of its kind beyond a hundred
// widths of 8. It is certain from the first step that the last one diverges.
func TestDescentComesToRest(t *testing.T) {
	d := descent(t)
	for k := range 17 {
		if d.Rests() {
			t.Fatalf("it rests at step %d", k)
		}
		d.Step()
	}
	if !d.Rests() {
		t.Error("it does not rest at step 17")
	}
	for i, want := range []sim.Outcome{sim.Converged, sim.Converged, sim.Diverged} {
		s := d.Balls()[i].Status()
		if at := []int{10, 10, 1}[i]; s.Outcome != want || s.Step != at {
			t.Errorf("ball %d: %v at step %d, want %v at %d", i+1, s.Outcome, s.Step, want, at)
		}
	}
	noisy := descent(t, "rates", "0.4", "noise", "0.1")
	for range 60 {
		noisy.Step()
	}
	if noisy.Rests() {
		t.Error("noise comes to rest")
	}
}

// A ball that leaves the domain of f is blamed on that, not on a slope without end.
func TestDescentLeavesTheDomain(t *testing.T) {
	d := descent(t, "f", "log(w)", "rates", "0.4")
	for range 30 {
		d.Step()
	}
	if s := d.Balls()[0].Status(); s.Outcome != sim.Diverged || !strings.Contains(s.Text(), "ln(w) has no value here") {
		t.Errorf("log(w): %v, %q", s.Outcome, s.Text())
	}
}

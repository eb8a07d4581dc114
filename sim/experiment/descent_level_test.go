package experiment_test

import (
	"testing"

	"nabla/sim"
)

// Where f has no value or no slope, or is level over a stretch, it is said what
// is so.
func TestDescentLevelPlaces(t *testing.T) {
	const numeric = "slope 0 is too small to move w"
	for _, test := range []struct {
		f, start string
		changes  []string
		want     sim.Outcome
		reason   string
	}{
		{"sqrt(w-1)", "0.5", nil, sim.Diverged, "f(0.5): column 1: sqrt(w − 1) has no value here"},
		{"1/0", "0.5", nil, sim.Diverged, "f(0.5): column 2: 1/0 is infinite here"},
		{"ln(w)", "0", nil, sim.Diverged, "f(0): column 1: ln(w) is infinite here"},
		{"cbrt(w)", "0", nil, sim.Diverged, "f(0): column 1: cbrt(w) has no derivative here"},
		{"-sqrt(w^2)", "0", nil, sim.Diverged, "f(0): column 2: sqrt(w²) has no derivative here"},
		{"-|w|", "0", nil, sim.Stuck, "f(0): column 2: |w| has no derivative here"},
		{"sign(w)", "0", nil, sim.Stuck, "f(0): column 1: sign(w) has no derivative here"},
		{"sqrt(w^2)", "0", nil, sim.Converged, "global minimum w = 0, f = 0"},
		{"sqrt((w-0.3)^2)", "0.3", nil, sim.Converged, "global minimum w = 0.3, f = 0"},
		{"sqrt(w^2)", "0", []string{"method", "newton"}, sim.Converged, "global minimum w = 0, f = 0"},
		{"-sqrt(w^2)", "0", []string{"goal", "max"}, sim.Converged, "global maximum w = 0, f = 0"},
		{"|w|", "0", nil, sim.Converged, "global minimum w = 0, f = 0"},
		{"w^4", "0", nil, sim.Converged, "global minimum w = 0, f = 0"},
		{"w^4", "0", []string{"method", "newton"}, sim.Converged, "global minimum w = 0, f = 0"},
		{"|w-1| + |w+1|", "0.3", nil, sim.Converged, "global minimum w = 0.3, f = 2"},
		{"|w-1| + |w+1|", "3", []string{"rates", "0.3"}, sim.Converged, "global minimum w = 0.6, f = 2"},
		{"-|w-1| - |w+1|", "0.3", []string{"goal", "max"}, sim.Converged, "global maximum w = 0.3, f = -2"},
		{"min(|w-1| + |w+1|, |w-10|)", "0.5", nil, sim.Converged, "local minimum w = 0.5, f = 2"},
		{"max(w^2, 1)", "0.5", nil, sim.Converged, "global minimum w = 0.5, f = 1"},
		{"relu(w)", "-2", nil, sim.Converged, "global minimum w = -2, f = 0"},
		{"3", "0.5", nil, sim.Converged, "global minimum w = 0.5, f = 3"},
		{"sign(w)", "0.5", nil, sim.Stuck, numeric},
		{"1 - exp(-w^2)", "40", nil, sim.Stuck, numeric}, // level to the last digit only
		{"exp(-w)", "750", nil, sim.Stuck, numeric},
	} {
		d := descent(t, append([]string{"f", test.f, "starts", test.start, "rates", "0.25"}, test.changes...)...)
		for range 20 {
			d.Step()
		}
		if got := d.Balls()[0].Status(); got.Outcome != test.want || got.Text() != test.reason {
			t.Errorf("%s from %s %v, at %v: %v, %q; want %v, %q", test.f, test.start, test.changes, d.Balls()[0].W, got.Outcome, got.Text(), test.want, test.reason)
		}
	}
}

func TestDescentAtRestAllocatesNothing(t *testing.T) {
	for _, f := range []string{"sqrt(w^2)", "|w-1| + |w+1|", "-|w|", "w^4", "3"} {
		d := descent(t, "f", f, "starts", "0")
		d.Step()
		if allocs := testing.AllocsPerRun(100, d.Step); allocs != 0 {
			t.Errorf("%s: %v allocations per step", f, allocs)
		}
	}
}

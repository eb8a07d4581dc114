package optimizer

import (
	"math"
	"testing"
)

// Closed forms at some steps, with γ = ½ and T = 4.
func TestSchedule(t *testing.T) {
	for _, c := range []struct {
		kind              string
		want              [9]float64 // at steps 0, 1, …
		changes, vanishes bool
		settled           int // from which step on, −1 for never
	}{
		{Constant, [9]float64{1, 1, 1, 1, 1, 1, 1, 1, 1}, false, false, 0},
		{"", [9]float64{1, 1, 1, 1, 1, 1, 1, 1, 1}, false, false, 0},
		{Stairs, [9]float64{1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25}, true, true, -1},
		{
			Exponential,
			[9]float64{1, math.Pow(2, -0.25), math.Sqrt2 / 2, math.Pow(2, -0.75), 0.5, math.Pow(2, -1.25), math.Sqrt2 / 4, math.Pow(2, -1.75), 0.25},
			true, true, -1,
		},
		{Cosine, [9]float64{1, (1 + math.Sqrt2/2) / 2, 0.5, (1 - math.Sqrt2/2) / 2, 0, 0, 0, 0, 0}, true, true, -1},
		{WarmUp, [9]float64{0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1}, true, false, 3},
	} {
		s := Schedule{Kind: c.kind, Decay: 0.5, Period: 4}
		for k, want := range c.want {
			if got := s.Factor(k); math.Abs(got-want) > 1e-15 {
				t.Errorf("%s at step %d is %.17g, want %.17g", c.kind, k, got, want)
			}
			if got := s.Rate(0.3, k); got != 0.3*s.Factor(k) {
				t.Errorf("%s at step %d takes 0.3 to %g", c.kind, k, got)
			}
			if settled := c.settled >= 0 && k >= c.settled; s.SettledAt(k) != settled {
				t.Errorf("%s is settled at step %d: %t", c.kind, k, !settled)
			}
		}
		if s.Changes() != c.changes || s.Vanishes() != c.vanishes {
			t.Errorf("%s changes %t and vanishes %t", c.kind, s.Changes(), s.Vanishes())
		}
	}
	for _, kind := range append(Schedules(), "?") {
		if (ScheduleFormula(kind) == "") != (kind == "?") {
			t.Errorf("the formula of %s is %q", kind, ScheduleFormula(kind))
		}
	}
}

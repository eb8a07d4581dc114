package chart

import (
	"math"
	"strings"
	"testing"
)

// A step is a straight line from a place on the landscape to the next, as far as it
// lies in the plot; a ball whose steps are not joined has none.
func TestSteps(t *testing.T) {
	count := func(steps bool, trail ...float64) int {
		d := parabola()
		d.Minima, d.Balls = nil, []Ball{{X: -1.8, Trail: trail, Steps: steps}}
		dots := 0
		for _, r := range drawCurve(new(Curve), 60, 20, d) {
			if r > 0x2800 && r <= 0x28ff {
				dots++
			}
		}
		return dots
	}
	if joined, apart := count(true, 1.8), count(false, 1.8); joined < apart+30 {
		t.Errorf("a step over the valley adds %d cells, want a line", joined-apart)
	}
	for _, from := range []float64{9, -1e300, math.Inf(1), math.NaN()} {
		if got := count(true, from); got < count(false, from) {
			t.Errorf("a step from %v takes something away: %d cells", from, got)
		}
	}
	if text := drawCurve(new(Curve), 1, 1, parabola()); strings.Contains(text, "\n\n") {
		t.Errorf("a single cell is %q", text)
	}
}

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		start, by, span float64
		from, to        float64
		ok              bool
	}{
		{0, 10, 10, 0, 1, true},
		{-5, 10, 10, 0.5, 1, true},
		{15, -10, 10, 0.5, 1, true},
		{5, 20, 10, 0, 0.25, true},
		{5, 0, 10, 0, 1, true},
		{11, 0, 10, 0, 1, false},
		{11, 5, 10, 0, 0, false},
		{math.NaN(), 5, 10, 0, 0, false},
		{0, math.Inf(1), 10, 0, 0, false},
	} {
		from, to, ok := within(c.start, c.by, c.span, 0, 1)
		if ok != c.ok || ok && (from != c.from || to != c.to) {
			t.Errorf("within(%v, %v, %v) = %v, %v, %v", c.start, c.by, c.span, from, to, ok)
		}
	}
}

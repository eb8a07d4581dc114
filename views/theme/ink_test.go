package theme

import (
	"testing"

	"nabla/screen"
)

// What is drawn over a map can be read on every level of it.
func TestInkStandsOut(t *testing.T) {
	t.Parallel()
	for p := range NoColor {
		th := New(Options{Profile: p})
		for level := range Levels {
			if got := contrast(t, th.Ink(level), th.Ramp(level)); got < 3.9 {
				t.Errorf("%v: on level %d the ink has a contrast of %.2f", p, level, got)
			}
		}
	}
	if got := New(Options{Profile: NoColor}).Ink(3); got != screen.Color(0) {
		t.Errorf("without colours the ink is %#x", got)
	}
}

package views

import "testing"

func TestGrouped(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1 000", 1234567: "1 234 567", -1234: "-1 234"} {
		if got := Grouped(n); got != want {
			t.Errorf("Grouped(%d) = %q, want %q", n, got, want)
		}
	}
}

// What is not all is never rounded to 100, nor what is not nothing to 0.
func TestPercent(t *testing.T) {
	t.Parallel()
	for share, want := range map[float64]string{0: "0", 1: "100", 0.5: "50", 0.995: "99.5", 0.9999: "99.9", 0.0001: "0.1", 2.0 / 3: "66.7"} {
		if got := percent(share); got != want {
			t.Errorf("percent(%v) = %q, want %q", share, got, want)
		}
	}
}

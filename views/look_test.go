package views

import (
	"math"
	"strconv"
	"testing"

	"nabla/locale"
	"nabla/sim"
)

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

// A number is rounded to decimal places as by writing it in full, however large it is.
func TestRounded(t *testing.T) {
	look := Look{Words: locale.For(locale.English)}
	for _, x := range []float64{0, math.Copysign(0, -1), -0.04, 2.5, 1e15, 1<<53 - 1, 1 << 53, -3e20, 1e300, -math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN()} {
		for _, places := range []int{0, 1, 4, 12} {
			whole, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', places, 64), 64)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := look.rounded(x, places), sim.FormatNumber(whole+0); got != want {
				t.Errorf("%v to %d places is %s, want %s", x, places, got, want)
			}
		}
	}
}

package sim_test

import (
	"errors"
	"math"
	"strconv"
	"testing"

	"nabla/sim"
)

func TestParseDecimal(t *testing.T) {
	for text, want := range map[string]float64{
		"0.1": 0.1, "-2": -2, "+.5": 0.5, "5.": 5, "1e-300": 1e-300, "1E3": 1000, "Inf": math.Inf(1), "-inf": math.Inf(-1),
	} {
		if got, err := sim.ParseDecimal(text); got != want || err != nil {
			t.Errorf("%s is %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "x", "1_0", "0x1p4", "0X10", "1,5", "1 2", "--1"} {
		if got, err := sim.ParseDecimal(text); !errors.Is(err, strconv.ErrSyntax) {
			t.Errorf("%q is %v, %v; want an error of syntax", text, got, err)
		}
	}
	if _, err := sim.ParseDecimal("1e400"); !errors.Is(err, strconv.ErrRange) {
		t.Errorf("1e400: %v, want that it is out of range", err)
	}
}

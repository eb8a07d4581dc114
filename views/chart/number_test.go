package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/screen"
	"nabla/views/theme"
)

func ExampleNumber() {
	fmt.Println(Number(math.Ln2), Number(2.13e-6), Number(1240), Number(math.Inf(1)))
	// Output: 0.6931 2.1e-6 1 240 ∞
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		v    float64
		want string
	}{
		{0, "0"},
		{math.Copysign(0, -1), "0"},
		{1, "1"},
		{-3, "-3"},
		{12, "12"},
		{999, "999"},
		{0.5, "0.5000"},
		{-0.6931471805599453, "-0.6931"},
		{0.02, "0.0200"},
		{0.001, "0.0010"},
		{0.00099, "9.9e-4"},
		{1.5, "1.500"},
		{-1.2345, "-1.234"},
		{12.345, "12.35"},
		{123.45, "123.5"},
		{-123.45, "-123.5"},
		{0.99996, "1.000"},
		{9.99996, "10.00"},
		{99.9996, "100.0"},
		{999.96, "1 000"},
		{1000, "1 000"},
		{1240, "1 240"},
		{1240.4, "1 240"},
		{-12345, "-12 345"},
		{123456, "123 456"},
		{-123456, "-1.2e5"},
		{999999.4, "999 999"},
		{999999.6, "1.0e6"},
		{1e6, "1.0e6"},
		{1234567, "1.2e6"},
		{2.13e-6, "2.1e-6"},
		{-2.13e-6, "-2.1e-6"},
		{2.13e-66, "2.1e-66"},
		{-2.13e-66, "-2e-66"},
		{2.13e-100, "2e-100"},
		{-2.13e-100, "-2e-100"},
		{9.99e9, "1.0e10"},
		{math.SmallestNonzeroFloat64, "5e-324"},
		{-math.MaxFloat64, "-2e308"},
		{math.NaN(), "NaN"},
		{math.Inf(1), "∞"},
		{math.Inf(-1), "-∞"},
	} {
		if got := Number(c.v); got != c.want {
			t.Errorf("Number(%v) = %q, want %q", c.v, got, c.want)
		}
	}
	ascii := theme.New(theme.Options{Glyphs: theme.ASCII})
	if got := string(AppendNumber([]byte("x"), math.Inf(-1), ascii)); got != "x-inf" {
		t.Errorf("in ASCII −∞ is %q, want -inf", got)
	}
}

// Every number fits, and reads back to within half of its last figure.
func TestNumberOfAnyValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-1e307, 1e307).Draw(t, "v")
		s := Number(v)
		if w := screen.Width(s); w > NumberWidth {
			t.Fatalf("Number(%v) = %q is %d columns wide", v, s, w)
		}
		back, err := strconv.ParseFloat(strings.ReplaceAll(s, " ", ""), 64)
		if err != nil || math.Abs(back-v) > 0.5*math.Abs(v)*(1+1e-9) {
			t.Fatalf("Number(%v) = %q", v, s)
		}
		if a := math.Abs(v); a >= 1e-3 && a < 1e5 && math.Abs(back-v) > max(0.0000501, 0.0006*a) {
			t.Fatalf("Number(%v) = %q is off by %v", v, s, back-v)
		}
	})
}

package sim

import "testing"

func TestMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"abc", "", 3},
		{"kitten", "sitting", 3}, // the textbook example
		{"train", "train", 0},
		{"trian", "train", 1},
		{"ca", "abc", 3}, // what tells optimal string alignment from Damerau's distance
	}
	for _, test := range tests {
		if got := mistakes(test.a, test.b); got != test.want {
			t.Errorf("%q to %q: %d, want %d", test.a, test.b, got, test.want)
		}
	}
}

func TestClosest(t *testing.T) {
	t.Parallel()
	known := []string{"rate", "rates", "starts", "samples", "f"}
	for name, want := range map[string]string{
		"rat": "rate", "raets": "rates", "sample": "samples", "samlpes": "samples",
		"data": "", "g": "", "": "", "momentum": "", "x": "",
	} {
		if got := closest(name, known); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

package landscape_test

import (
	"slices"
	"testing"

	"nabla/sim/landscape"
)

// A left side and a function without parentheses are read as they are meant, and
// leave the variable as it is.
func TestOpenHandwriting(t *testing.T) {
	for _, test := range []struct{ text, pretty, variable string }{
		{"f(x) = x^2", "x²", "x"},
		{"y = x^2 - 3x", "x² − 3x", "x"},
		{"L(w)=(w-1)^2", "(w − 1)²", "w"},
		{"f(t) = 3", "3", "t"},
		{"sinx", "sin(x)", "x"},
		{"2cos t + 1", "2cos(t) + 1", "t"},
		{"sin²(w) + √w", "sin(w)² + sqrt(w)", "w"},
	} {
		l, err := landscape.Open(test.text)
		if err != nil {
			t.Errorf("Open(%q): %v", test.text, err)
			continue
		}
		if f := l.Formula(); f.String() != test.pretty || !slices.Equal(f.Vars(), []string{test.variable}) {
			t.Errorf("%q is %v in %q, want %s in %s", test.text, f, f.Vars(), test.pretty, test.variable)
		}
	}
	for _, test := range []struct{ text, pretty, first, second string }{
		{"z = x^2 + y^2", "x² + y²", "x", "y"},
		{"f(x, y) = xy", "x·y", "x", "y"},
		{"f(x, y) = x^2", "x²", "x", "y"},
		{"L(b, a) = sin a cos b", "sin(a)·cos(b)", "a", "b"},
	} {
		s, err := landscape.OpenSurface(test.text)
		if err != nil {
			t.Errorf("OpenSurface(%q): %v", test.text, err)
			continue
		}
		if f := s.Formula(); f.String() != test.pretty || !slices.Equal(f.Vars(), []string{test.first, test.second}) {
			t.Errorf("%q is %v in %q, want %s in %s and %s", test.text, f, f.Vars(), test.pretty, test.first, test.second)
		}
	}
}

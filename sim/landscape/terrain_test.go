package landscape_test

import (
	"math"
	"slices"
	"testing"

	"nabla/sim/landscape"
)

func TestOpenSurface(t *testing.T) {
	for _, test := range []struct {
		text   string
		x, y   string
		reach  float64
		startX float64
		startY float64
	}{
		{text: "x^2 + y^2", x: "x", y: "y", reach: 4, startX: 3, startY: 2},
		{text: " y^2 + x^2 ", x: "x", y: "y", reach: 4, startX: 3, startY: 2},
		{text: "y", x: "x", y: "y", reach: 4, startX: 3, startY: 2},
		{text: "x^2", x: "x", y: "y", reach: 4, startX: 3, startY: 2},
		{text: "xy", x: "x", y: "y", reach: 4, startX: 3, startY: 2},
		{text: "3", x: "x", y: "y", reach: 4},
		{text: "w^2 + b^2", x: "b", y: "w", reach: 4, startX: 3, startY: 2},
		{text: "w2^2 + w1^4", x: "w1", y: "w2", reach: 4, startX: 3, startY: 2},
		{text: "x^2 + w^2", x: "w", y: "x", reach: 4, startX: 3, startY: 2},
		{text: "(x - 10)^2 + (y + 9)^2", x: "x", y: "y", reach: 16, startX: 12, startY: 8},
		{text: "ln(x + y - 100)", x: "x", y: "y", reach: 64, startX: 64, startY: 64},
		{text: "relu(-x)", x: "x", y: "y", reach: 4, startX: -3, startY: 2},
		{text: "sqrt(-1 - x^2 - y^2)", x: "x", y: "y", reach: 4},
	} {
		s := openSurface(t, test.text)
		x, y := s.Range()
		startX, startY := s.Start()
		side := landscape.Interval{Lo: -test.reach, Hi: test.reach}
		if s.Name() != "" || !slices.Equal(s.Formula().Vars(), []string{test.x, test.y}) || x != side || y != side || startX != test.startX || startY != test.startY {
			t.Errorf("%q: in %v, ranges %v and %v, start (%v, %v); want %+v", test.text, s.Formula().Vars(), x, y, startX, startY, test)
		}
	}
}

func TestOpenSurfaceErrors(t *testing.T) {
	const names = "there are ravine, booth, matyas, saddle, rosenbrock, beale, himmelblau, styblinski-tang, mccormick, branin, " +
		"three-hump-camel, six-hump-camel, goldstein-price, rastrigin, ackley, or type a formula such as x^2 + y^2"
	for text, want := range map[string]struct{ id, message string }{
		"2booth + x": {"formula.unknown-name-of-several", `column 2: unknown name "booth"; the variables are x, y`},
		"x + booth":  {"landscape.alone", "the name booth stands alone, not in a formula; give the name or a formula"},
		"rosenbrok":  {"landscape.unknown-surface", `no surface is called "rosenbrok"; ` + names},
		"Booth":      {"landscape.unknown-surface", `no surface is called "Booth"; ` + names},
		"w^2":        {"landscape.surface-variables", "the formula is written in w; write it in two variables, such as x and y"},
		"x + y + z":  {"landscape.surface-variables", "the formula is written in x, y, z; write it in two variables, such as x and y"},
		"a + b +":    {"formula.ends-early", ""},
		"x + bias":   {"", `column 5: unknown name "bias"; the variables are x, y`},
		"a*b + bias": {"", `column 7: unknown name "bias"; the variables are a, b`},
		"foo(x) + y": {"formula.unknown-function", ""},
	} {
		_, err := landscape.OpenSurface(text)
		message, ok := err.(interface {
			Message() (string, map[string]any)
		})
		if !ok {
			t.Errorf("OpenSurface(%q): %T has no message", text, err)
			continue
		}
		if want.message != "" && err.Error() != want.message {
			t.Errorf("OpenSurface(%q): %v, want %s", text, err, want.message)
		}
		if id, args := message.Message(); want.id != "" && id != want.id || len(args) == 0 {
			t.Errorf("OpenSurface(%q): message %s %v, want %s", text, id, args, want.id)
		}
	}
}

// Whatever formula is typed: it has two variables, the range is one, and the
// start is in it, and the same text gives the same terrain.
func FuzzOpenSurface(f *testing.F) {
	for _, text := range append(landscape.SurfaceNames(), "x^2 + y^2", "xy", "ln(x)/y", "a^b", "w", "x+y+z", "1e300x^9y", "|x|^-y", "exp(exp(x*y))") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := landscape.OpenSurface(text)
		if err != nil {
			if err.Error() == "" {
				t.Fatalf("%q: an error without a word", text)
			}
			return
		}
		x, y := s.Range()
		startX, startY := s.Start()
		if len(s.Formula().Vars()) != 2 || !(x.Lo < x.Hi) || !(y.Lo < y.Hi) || math.IsInf(x.Hi-x.Lo, 0) || !within(x, startX) || !within(y, startY) {
			t.Fatalf("%q: in %v, ranges %v and %v, start (%v, %v)", text, s.Formula().Vars(), x, y, startX, startY)
		}
		again, err := landscape.OpenSurface(text)
		if err != nil {
			t.Fatalf("%q opens once only: %v", text, err)
		}
		if againX, againY := again.Start(); againX != startX || againY != startY || again.Formula().String() != s.Formula().String() {
			t.Fatalf("%q opens as two different terrains", text)
		}
	})
}

func BenchmarkOpenSurface(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		openSurface(b, "sin(x)*exp(-y/3)")
	}
}

package optimizer

import (
	"math"
	"slices"
	"testing"
)

// By hand: ‖(3, −4)‖ = 5.
func TestClip(t *testing.T) {
	for _, c := range []struct {
		clip       string
		g, want    []float64
		wantFactor float64
	}{
		{"none", []float64{3, -4}, []float64{3, -4}, 1},
		{"value(3.5)", []float64{3, -4}, []float64{3, -3.5}, 0.875},
		{"value", []float64{3, -4}, []float64{1, -1}, 0.25},
		{"value(5)", []float64{3, -4}, []float64{3, -4}, 1},
		{"norm(2.5)", []float64{3, -4}, []float64{3 * (2.5 / (5 + 1e-6)), -4 * (2.5 / (5 + 1e-6))}, 2.5 / (5 + 1e-6)},
		{"norm", []float64{3, -4}, []float64{3 / (5 + 1e-6), -4 / (5 + 1e-6)}, 1 / (5 + 1e-6)},
		{"norm(6)", []float64{3, -4}, []float64{3, -4}, 1},
		{"norm( 6 )", []float64{0, 0}, []float64{0, 0}, 1},
		{"norm(1)", []float64{3e200, -4e200}, []float64{0.6, -0.8}, 2e-201},
		{"value(1)", []float64{math.Inf(-1), 0.5}, []float64{-1, 0.5}, 0},
	} {
		clip, err := ParseClip(c.clip)
		if err != nil {
			t.Errorf("%s: %v", c.clip, err)
			continue
		}
		g := slices.Clone(c.g)
		if factor := clip.Apply(g); !(math.Abs(factor-c.wantFactor) <= 1e-15*c.wantFactor) {
			t.Errorf("%s of %g: the factor is %g, want %g", c.clip, c.g, factor, c.wantFactor)
		}
		for i, want := range c.want {
			if !(math.Abs(g[i]-want) <= 1e-15*math.Abs(want)) {
				t.Errorf("%s of %g is %g, want %g", c.clip, c.g, g, c.want)
			}
		}
		if again, err := ParseClip(clip.String()); err != nil || again != clip {
			t.Errorf("%s is written as %s, which reads as %v (%v)", c.clip, clip, again, err)
		}
		if clip.Clips() != (c.clip != "none") {
			t.Errorf("%s: Clips is %t", c.clip, clip.Clips())
		}
	}
	for _, name := range []string{"value", "norm"} {
		clip, err := ParseClip(name)
		if err != nil {
			t.Fatal(err)
		}
		g := []float64{math.NaN(), 1}
		if clip.Apply(g); !math.IsNaN(g[0]) {
			t.Errorf("%s makes a number of NaN: %g", name, g)
		}
		if n := testing.AllocsPerRun(10, func() { clip.Apply(g) }); n != 0 {
			t.Errorf("%s allocates %g times", name, n)
		}
	}
}

func TestParseClipErrors(t *testing.T) {
	for _, text := range []string{
		"", "length", "norm(0)", "norm(-1)", "value(x)", "norm(1", "norm()", "value(1)x", "norm(1,2)", "none(1)", "value(1e999)", "value(NaN)", "norm(+Inf)",
	} {
		clip, err := ParseClip(text)
		const want = `give none, or value(c) or norm(c) with a number c > 0, such as norm(1)`
		if err == nil || err.Error() != want || clip.Clips() {
			t.Errorf("%q gives %v and %v, want %s", text, clip, err, want)
		}
	}
	_, err := ParseClip("nrom(2)")
	unknown, ok := err.(interface{ Unknown() (string, []string) })
	if !ok {
		t.Fatalf("%v says nothing of names", err)
	}
	if name, known := unknown.Unknown(); name != "nrom" || !slices.Equal(known, Clips()) {
		t.Errorf("unknown is %s of %s", name, known)
	}
	for _, name := range append(Clips(), "?") {
		if (ClipFormula(name) == "") != (name == "?") {
			t.Errorf("the formula of %s is %q", name, ClipFormula(name))
		}
	}
}

package landscape_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nabla/sim/landscape"
)

func open(t testing.TB, text string) *landscape.Landscape {
	t.Helper()
	l, err := landscape.Open(text)
	if err != nil {
		t.Fatalf("Open(%q): %v", text, err)
	}
	return l
}

// Every named curve has just the minima and maxima that are known of it.
func TestCurves(t *testing.T) {
	for _, c := range landscape.Curves() {
		l := open(t, c.Name)
		lo, hi := l.Range()
		if l.Name() != c.Name || l.Formula().Text() != c.Formula || lo != c.Lo || hi != c.Hi || l.Start() != c.Start {
			t.Errorf("%s is opened as %+v", c.Name, l)
		}
		if c.Source == "" || c.Start < c.Lo || c.Start > c.Hi || strings.ToLower(c.Name) != c.Name {
			t.Errorf("%s is incomplete: %+v", c.Name, c)
		}
		var minima, maxima []landscape.Point
		for _, p := range l.Stationary(lo, hi) {
			switch p.Kind {
			case landscape.Minimum:
				minima = append(minima, p)
			case landscape.Maximum:
				maxima = append(maxima, p)
			case landscape.Inflection:
			}
		}
		checkKnown(t, c.Name, minima, c.Minima, 1)
		checkKnown(t, c.Name, maxima, c.Maxima, -1)
	}
	if names := landscape.Names(); len(names) != len(landscape.Curves()) || !slices.Contains(names, "w-shape") {
		t.Errorf("the names are %q", names)
	}
	landscape.Curves()[0].Name = "changed"
	if landscape.Curves()[0].Name != "u-shape" {
		t.Error("Curves hands out the same slice twice")
	}
}

// checkKnown holds points found to those known, which curve by this sign.
func checkKnown(t *testing.T, name string, points []landscape.Point, known []landscape.Known, sign float64) {
	t.Helper()
	if len(points) != len(known) {
		t.Errorf("%s has the points %+v, want %+v", name, points, known)
		return
	}
	for i, want := range known {
		p := points[i]
		if math.Abs(p.W-want.W) > 1e-12 || math.Abs(p.F-want.F) > 1e-12 || p.Global != want.Global {
			t.Errorf("%s: point %+v, want %+v", name, p, want)
		}
		if p.Kink != (name == "abs") || !(sign*p.Curvature > 0) {
			t.Errorf("%s: point %+v: kink or curvature is wrong", name, p)
		}
	}
}

// First and second derivatives against central differences, all over the range.
func TestCurveDerivatives(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 71))
	for _, c := range landscape.Curves() {
		f := open(t, c.Name).Formula()
		for range 200 {
			w := c.Lo + random.Float64()*(c.Hi-c.Lo)
			const h = 1e-6
			value, slope, curvature := f.Curvature(w)
			right, slopeRight := f.Slope(w + h)
			left, slopeLeft := f.Slope(w - h)
			size := 1e-6 * (1 + math.Abs(value) + math.Abs(slope) + math.Abs(curvature))
			if !(math.Abs(slope-(right-left)/(2*h)) <= size) || !(math.Abs(curvature-(slopeRight-slopeLeft)/(2*h)) <= size) {
				t.Errorf("%s at %v: slope %v and curvature %v, by differences %v and %v", c.Name, w, slope, curvature, (right-left)/(2*h), (slopeRight-slopeLeft)/(2*h))
			}
		}
	}
}

// Errors about unknown names say which there are, for a suggestion.
func TestUnknownNames(t *testing.T) {
	type unknown interface{ Unknown() (string, []string) }
	_, err := landscape.Open("w-shap")
	if e, ok := err.(unknown); !ok {
		t.Errorf("%T does not say what is known", err)
	} else if name, known := e.Unknown(); name != "w-shap" || !slices.Equal(known, landscape.Names()) {
		t.Errorf("unknown is %q of %q", name, known)
	}
	_, err = landscape.OpenSurface("rosenbrok")
	if e, ok := err.(unknown); !ok {
		t.Errorf("%T does not say what is known", err)
	} else if name, known := e.Unknown(); name != "rosenbrok" || !slices.Equal(known, landscape.SurfaceNames()) {
		t.Errorf("unknown is %q of %q", name, known)
	}
}

// Stationary points worked out by hand.
func TestStationary(t *testing.T) {
	const lowest, top, level = landscape.Minimum, landscape.Maximum, landscape.Inflection
	type point struct {
		w, f      float64
		kind      landscape.Kind
		curvature float64
		kink      bool
		global    bool
	}
	inf := math.Inf(1)
	third := 1. / 3
	for _, test := range []struct {
		text   string
		lo, hi float64
		want   []point
	}{
		{"w^2", -4, 4, []point{{0, 0, lowest, 2, false, true}}},
		{"w^2", -1, 2.3, []point{{0, 0, lowest, 2, false, true}}}, // 0 is on no border
		{"w^2 - 2w + 1", -4, 4, []point{{1, 0, lowest, 2, false, true}}},
		{"3 - (w - 0.1)^2", -4, 4, []point{{0.1, 3, top, -2, false, true}}},
		{"w^4 - 3w^2 + w", -2.2, 2.2, []point{
			{-1.3008395659415771, -3.5139050389347890, lowest, 12*1.3008395659415771*1.3008395659415771 - 6, false, true},
			{0.16993844331159128, 0.084135220710943207, top, 12*0.16993844331159128*0.16993844331159128 - 6, false, false},
			{1.1309011226299859, -1.0702301817761541, lowest, 12*1.1309011226299859*1.1309011226299859 - 6, false, false},
		}},
		{"w^4 - 2w^2", -2, 2, []point{{-1, -1, lowest, 8, false, true}, {0, 0, top, -4, false, false}, {1, -1, lowest, 8, false, true}}},
		{"w^3 - 3w", -4, 4, []point{{-1, 2, top, -6, false, false}, {1, -2, lowest, 6, false, false}}}, // no bottom
		{"w^3 - 3w", -1.5, 1.5, []point{{-1, 2, top, -6, false, true}, {1, -2, lowest, 6, false, true}}},
		{"sin(w)", 0, 6, []point{{math.Pi / 2, 1, top, -1, false, true}, {3 * math.Pi / 2, -1, lowest, 1, false, true}}},
		{"w^3", -4, 4, []point{{0, 0, level, 0, false, false}}},
		{"(w - 0.3)^3", -4, 4, []point{{0.3, 0, level, 0, false, false}}},
		{"w^3(3w - 4)", -4, 4, []point{{0, 0, level, 0, false, false}, {1, -1, lowest, 12, false, true}}},
		{"w ln(w)", -4, 4, []point{{1 / math.E, -1 / math.E, lowest, math.E, false, true}}},
		{"w^2 + 1/w", -4, 4, []point{{math.Cbrt(0.5), 3 * math.Cbrt(0.25), lowest, 6, false, false}}}, // the pole is none
		// Two points in one cell, which the slopes at its borders do not show.
		{"w^3/3 - 1e-6w + w/1e9", -4, 4, []point{
			{-math.Sqrt(1e-6 - 1e-9), 2 * third * math.Pow(1e-6-1e-9, 1.5), top, -2 * math.Sqrt(1e-6-1e-9), false, false},
			{math.Sqrt(1e-6 - 1e-9), -2 * third * math.Pow(1e-6-1e-9, 1.5), lowest, 2 * math.Sqrt(1e-6-1e-9), false, false},
		}},
		// Kinks.
		{"|w|", -4, 4, []point{{0, 0, lowest, inf, true, true}}},
		{"|w - 0.3|", -4, 4, []point{{0.3, 0, lowest, inf, true, true}}},
		{"1 - |w - 0.3|", -4, 4, []point{{0.3, 1, top, -inf, true, true}}},
		{"max(-w, 2w - 1)", -4, 4, []point{{third, -third, lowest, inf, true, true}}},
		{"sqrt(|w - 0.3|)", -4, 4, []point{{0.3, 0, lowest, inf, true, true}}},
		{"sqrt(|w|)", -4, 4, []point{{0, 0, lowest, inf, true, true}}},
		{"||w| - 1|", -4, 4, []point{{-1, 0, lowest, inf, true, true}, {0, 1, top, -inf, true, false}, {1, 0, lowest, inf, true, true}}},
		// Level stretches: a valley floor is one point, a shelf is none.
		{"relu(|w| - 1)", -4, 4, []point{{0, 0, lowest, 0, false, true}}},
		{"relu(w)", -4, 4, nil},
		{"relu(w - 1) - relu(-w - 1)", -4, 4, nil},
		{"3", -4, 4, nil},
		{"2w + 1", -4, 4, nil},
		// Neither poles nor jumps nor ends of a domain.
		{"1/w^2", -4, 4, nil},
		{"1/w^2", -4.1, 4, nil},
		{"1/w", -4, 4, nil},
		{"ln(|w|)", -4, 4, nil},
		{"ln(|w^2 - 2|)", -4, 4, []point{{0, math.Ln2, top, -1, false, false}}},
		{"tan(w)^2", 1, 2, nil},
		{"|w| + sign(w)", -4, 4, nil},
		{"|w - 0.3| + sign(w - 0.3)", -4, 4, nil},
		{"sqrt(w)", -4, 4, nil},
		{"w^1.5", -4, 4, nil},
		{"w^2", 4, -4, nil},
		{"w^2", math.Inf(-1), 4, nil},
		{"w^2", math.NaN(), 4, nil},
	} {
		got := open(t, test.text).Stationary(test.lo, test.hi)
		if len(got) != len(test.want) {
			t.Errorf("%s in [%v, %v]: %+v, want %+v", test.text, test.lo, test.hi, got, test.want)
			continue
		}
		for i, w := range test.want {
			p := got[i]
			if math.Abs(p.W-w.w) > 1e-12 || math.Abs(p.F-w.f) > 1e-12 || p.Kind != w.kind || p.Kink != w.kink || p.Global != w.global {
				t.Errorf("%s: %+v, want %+v", test.text, p, w)
			}
			if p.Curvature != w.curvature && !(math.Abs(p.Curvature-w.curvature) <= 1e-9) {
				t.Errorf("%s: curvature at %v = %v, want %v", test.text, p.W, p.Curvature, w.curvature)
			}
		}
	}
}

func TestOpen(t *testing.T) {
	for _, test := range []struct {
		text          string
		variable      string
		lo, hi, start float64
	}{
		{"w^2", "w", -4, 4, 3},
		{" x^2 ", "x", -4, 4, 3},
		{"µ^2", "µ", -4, 4, 3},
		{"w1^2", "w1", -4, 4, 3},
		{"sin(2pix)", "x", -4, 4, 3},
		{"2ww", "w", -4, 4, 3},
		{"3", "", -4, 4, 0},
		{"ln(w)", "w", 0, 4, 3.5},
		{"w ln(w)", "w", 0, 4, 3.5},
		{"sqrt(w - 10)", "w", 10, 16, 15.25},
		{"asin(w)", "w", -1, 1, 0.75},
		{"ln(0w - 1)", "w", -4, 4, 0},
		{"exp(w)", "w", -4, 4, 3},
		{"1/w", "w", -4, 4, 3},
		{"relu(-w)", "w", -4, 4, -3},
		{"(w - 10)^2", "w", 6, 14, 13},
		{"(w + 100.5)^2", "w", -105, -96, -97.125},
		{"w^4 - 3w^2 + w", "w", -2.5, 2.5, 1.875},
		{"(w^2 - 1)^2", "w", -2, 2, 1.5},
		{"1000(w^2 - 0.0001)^2", "w", -0.02, 0.02, 0.015},
	} {
		l := open(t, test.text)
		variable := ""
		if names := l.Formula().Vars(); len(names) > 0 {
			variable = names[0]
		}
		lo, hi := l.Range()
		if l.Name() != "" || variable != test.variable || !near(lo, test.lo) || !near(hi, test.hi) || !near(l.Start(), test.start) {
			t.Errorf("%q: variable %q, range [%v, %v], start %v; want %+v", test.text, variable, lo, hi, l.Start(), test)
		}
	}
}

// near allows for the cell at the border of a domain.
func near(a, b float64) bool { return math.Abs(a-b) <= 0.02 }

func TestOpenErrors(t *testing.T) {
	const names = "there are u-shape, w-shape, w-symmetric, sine-bowl, plateau, cliff, abs, or type a formula such as w^2"
	for text, want := range map[string]string{
		"":             "column 1: the formula is empty; type one such as w^2",
		"w-shap":       `no curve is called "w-shap"; ` + names,
		"u-shape + 1":  "the name u-shape stands alone, not in a formula; give the name or a formula",
		"2*plateau":    "the name plateau stands alone, not in a formula; give the name or a formula",
		"abs + 1":      "column 1: write the argument of abs in parentheses, as in abs(x)",
		"cliffs":       `no curve is called "cliffs"; ` + names,
		"W-Shape":      `no curve is called "W-Shape"; ` + names,
		"x + y":        "the formula has the variables x, y; write it in one, such as w",
		"w + 3*foo(w)": `column 7: unknown function "foo"; there are abs, acos, asin, atan, cbrt, cos, cosh, exp, gelu, ln, log, log10, log2, max, min, normcdf, pow, relu, sigmoid, sign, sin, sinh, softplus, sqrt, tan, tanh`,
		"loss^2":       `column 1: unknown name "loss"; the variable is w`,
		"x + bias":     `column 5: unknown name "bias"; the variable is x`,
		"w^2 = w":      `column 5: write only what stands to the right of "="`,
	} {
		if _, err := landscape.Open(text); err == nil || err.Error() != want {
			t.Errorf("Open(%q): %v, want %s", text, err, want)
		}
	}
}

func TestMessages(t *testing.T) {
	for text, want := range map[string]string{"cliffs": "landscape.unknown", "x + y": "landscape.variables", "w +": "formula.ends-early"} {
		_, err := landscape.Open(text)
		message, ok := err.(interface {
			Message() (string, map[string]any)
		})
		if !ok {
			t.Errorf("Open(%q): %T has no message", text, err)
			continue
		}
		if id, args := message.Message(); id != want || len(args) == 0 {
			t.Errorf("Open(%q): %s %v, want %s", text, id, args, want)
		}
	}
}

// Whatever formula is typed: the range is one, the start is in it, and the
// stationary points are in order, inside, finite, and the same every time.
func FuzzOpen(f *testing.F) {
	for _, text := range append(landscape.Names(), "w^2", "ln(w)", "1/w", "sin(1/w)", "tan(w)^w", "1e300w^9", "w^w", "|w|^-1", "exp(exp(w))", "relu(w)") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l, err := landscape.Open(text)
		if err != nil {
			return
		}
		lo, hi := l.Range()
		if !(lo < hi) || math.IsInf(hi-lo, 0) || l.Start() < lo || l.Start() > hi {
			t.Fatalf("%q: range [%v, %v], start %v", text, lo, hi, l.Start())
		}
		points := l.Stationary(lo, hi)
		for i, p := range points {
			if p.W < lo || p.W > hi || math.IsNaN(p.F) || math.IsInf(p.F, 0) || i > 0 && p.W <= points[i-1].W {
				t.Fatalf("%q: %+v", text, points)
			}
			if p.F != l.Formula().At(p.W) {
				t.Fatalf("%q: f(%v) = %v, but the point says %v", text, p.W, l.Formula().At(p.W), p.F)
			}
		}
	})
}

func BenchmarkStationary(b *testing.B) {
	l := open(b, "w-shape")
	b.ReportAllocs()
	for b.Loop() {
		l.Stationary(-6.6, 6.6)
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		open(b, "sin(w)*exp(-w/3)")
	}
}

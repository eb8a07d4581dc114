package landscape_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"nabla/sim/landscape"
)

func openSurface(t testing.TB, text string) *landscape.Terrain {
	t.Helper()
	s, err := landscape.OpenSurface(text)
	if err != nil {
		t.Fatalf("OpenSurface(%q): %v", text, err)
	}
	return s
}

// eigenvalues returns those of the Hessian at (x, y), the lower one first.
func eigenvalues(s *landscape.Terrain, x, y float64) (low, high float64) {
	var h [4]float64
	s.Formula().Hessian([]float64{x, y}, h[:])
	middle, radius := (h[0]+h[3])/2, math.Hypot((h[0]-h[3])/2, h[1])
	return middle - radius, middle + radius
}

func within(i landscape.Interval, v float64) bool { return v >= i.Lo && v <= i.Hi }

func TestSurfaces(t *testing.T) {
	for _, s := range landscape.Surfaces() {
		opened := openSurface(t, " "+s.Name+" ")
		x, y := opened.Range()
		startX, startY := opened.Start()
		if opened.Name() != s.Name || opened.Formula().Text() != s.Formula || x != s.X || y != s.Y || [2]float64{startX, startY} != s.Start {
			t.Errorf("%s is opened as %+v", s.Name, opened)
		}
		if known := opened.Surface(); known.Name != s.Name || len(known.Minima) != len(s.Minima) {
			t.Errorf("of %s this is known: %+v", s.Name, known)
		}
		if s.Source == "" || !within(x, startX) || !within(y, startY) || !slices.Equal(opened.Formula().Vars(), []string{"x", "y"}) {
			t.Errorf("%s is incomplete: %+v", s.Name, s)
		}
		var slope [2]float64
		if opened.Formula().Gradient([]float64{startX, startY}, slope[:]); !(math.Hypot(slope[0], slope[1]) > 1e-3) {
			t.Errorf("%s: nothing moves at the start: slope %v", s.Name, slope)
		}
	}
	if names := landscape.SurfaceNames(); len(names) != 15 || len(slices.Compact(slices.Sorted(slices.Values(names)))) != 15 {
		t.Errorf("the names are %q", names)
	}
	landscape.Surfaces()[0].Name = "changed"
	if landscape.Surfaces()[0].Name != "ravine" {
		t.Error("Surfaces hands out the same slice twice")
	}
}

// Every spot lies in the range, is level and has the value and the kind it is
// said to have.
func TestSpots(t *testing.T) {
	for _, s := range landscape.Surfaces() {
		opened := openSurface(t, s.Name)
		lowest := math.Inf(1)
		for _, p := range s.Minima {
			lowest = min(lowest, p.F)
		}
		check := func(kind string, spots []landscape.Spot, low, high float64) {
			for _, p := range spots {
				if !within(s.X, p.X) || !within(s.Y, p.Y) || p.Global != (kind == "minimum" && p.F == lowest) {
					t.Errorf("%s: %s %+v is out of the range, or wrongly global", s.Name, kind, p)
				}
				if p.Kink {
					checkTip(t, opened, p)
					continue
				}
				var slope [2]float64
				f := opened.Formula().Gradient([]float64{p.X, p.Y}, slope[:])
				l, h := eigenvalues(opened, p.X, p.Y)
				steep := max(1, math.Abs(l), math.Abs(h))
				if !(math.Hypot(slope[0], slope[1]) <= 1e-14*steep*max(1, math.Abs(p.X), math.Abs(p.Y))) {
					t.Errorf("%s: the slope at the %s %+v is %v", s.Name, kind, p, slope)
				}
				if !(math.Abs(f-p.F) <= 1e-13*max(1, math.Abs(p.F))) {
					t.Errorf("%s: f = %v at the %s %+v", s.Name, f, kind, p)
				}
				if !(l*low > 0) || !(h*high > 0) {
					t.Errorf("%s: eigenvalues %v and %v at the %s %+v", s.Name, l, h, kind, p)
				}
			}
		}
		check("minimum", s.Minima, 1, 1)
		check("saddle", s.Saddles, -1, 1)
		check("maximum", s.Maxima, -1, -1)
	}
}

// Newton's method, started all over the range, finds no spot that is missing.
func TestSpotsAreAll(t *testing.T) {
	for _, s := range landscape.Surfaces() {
		if s.Name == "rastrigin" || s.Name == "ackley" {
			continue
		}
		opened := openSurface(t, s.Name)
		known := slices.Concat(s.Minima, s.Saddles, s.Maxima)
		found := make([]bool, len(known))
		const n = 30
		for i := range n * n {
			x := s.X.Lo + (s.X.Hi-s.X.Lo)*(float64(i%n)+0.5)/n
			y := s.Y.Lo + (s.Y.Hi-s.Y.Lo)*(float64(i/n)+0.5)/n
			x, y, ok := newton(opened, x, y)
			if !ok || !within(s.X, x) || !within(s.Y, y) {
				continue
			}
			k := slices.IndexFunc(known, func(p landscape.Spot) bool { return math.Hypot(p.X-x, p.Y-y) < 1e-6 })
			if k < 0 {
				t.Errorf("%s is level at (%v, %v), which is not known", s.Name, x, y)
				continue
			}
			found[k] = true
		}
		if k := slices.Index(found, false); k >= 0 {
			t.Errorf("%s: nothing leads to %+v", s.Name, known[k])
		}
	}
}

// newton returns where Newton's method for a slope of 0 settles.
func newton(s *landscape.Terrain, x, y float64) (lastX, lastY float64, ok bool) {
	var g [2]float64
	var h [4]float64
	for range 100 {
		at := []float64{x, y}
		s.Formula().Gradient(at, g[:])
		s.Formula().Hessian(at, h[:])
		d := h[0]*h[3] - h[1]*h[2]
		dx, dy := (h[3]*g[0]-h[1]*g[1])/d, (h[0]*g[1]-h[2]*g[0])/d
		x, y = x-dx, y-dy
		if math.Hypot(dx, dy) < 1e-11 {
			return x, y, true
		}
	}
	return x, y, false
}

// checkTip looks at a minimum without a gradient from all sides.
func checkTip(t *testing.T, s *landscape.Terrain, p landscape.Spot) {
	t.Helper()
	if f := s.Formula().Eval([]float64{p.X, p.Y}); math.Abs(f-p.F) > 1e-14 {
		t.Errorf("%s: f = %v at %+v", s.Name(), f, p)
	}
	for angle := 0.0; angle < 6.3; angle += 0.1 {
		const h = 1e-6
		f := s.Formula().Eval([]float64{p.X + h*math.Cos(angle), p.Y + h*math.Sin(angle)})
		if !((f-p.F)/h > 0.1) {
			t.Errorf("%s: %+v is no tip: f rises by %v", s.Name(), p, f-p.F)
		}
	}
}

// Figures published elsewhere, to the digits they are published with.
func TestPublishedSpots(t *testing.T) {
	type spot struct{ x, y, f, digits float64 }
	published := map[string][]spot{
		"ravine":     {{0, 0, 0, 0}},
		"booth":      {{1, 3, 0, 0}},
		"matyas":     {{0, 0, 0, 0}},
		"saddle":     {{0, 0, 0, 0}},
		"rosenbrock": {{1, 1, 0, 0}},
		"rastrigin":  {{0, 0, 0, 0}},
		"ackley":     {{0, 0, 0, 0}},
		"beale":      {{3, 0.5, 0, 0}, {0, 1, 14.203125, 0}},
		"himmelblau": {
			{3, 2, 0, 0},
			{-2.805118, 3.131313, 0, 0},
			{-3.779310, -3.283186, 0, 0},
			{3.584428, -1.848127, 0, 0},
			{-0.270845, -0.923039, 181.616522, 1e-6},
			{3.385154, 0.073852, 13.311926, 1e-6},
			{0.086678, 2.884255, 67.719150, 1e-6},
		},
		"styblinski-tang":  {{-2.903534, -2.903534, -78.33233141, 1e-8}},
		"goldstein-price":  {{0, -1, 3, 0}, {-0.6, -0.4, 30, 0}, {1.8, 0.2, 84, 0}, {1.2, 0.8, 840, 0}},
		"six-hump-camel":   {{0.089842, -0.712656, -1.0316284535, 1e-10}, {-0.089842, 0.712656, -1.0316284535, 1e-10}},
		"three-hump-camel": {{0, 0, 0, 0}, {1.747552, -0.873776, 0.2986384, 1e-7}, {-1.747552, 0.873776, 0.2986384, 1e-7}},
		"branin": {
			{-math.Pi, 12.275, 0.3978873577, 1e-10},
			{math.Pi, 2.275, 0.3978873577, 1e-10},
			{9.424778, 2.475, 0.3978873577, 1e-10},
		},
		"mccormick": {{-0.547198, -1.547198, -1.91322295, 1e-8}},
	}
	for _, s := range landscape.Surfaces() {
		if len(published[s.Name]) == 0 {
			t.Errorf("%s has no published figures", s.Name)
		}
		known := slices.Concat(s.Minima, s.Saddles, s.Maxima)
		for _, want := range published[s.Name] {
			if !slices.ContainsFunc(known, func(p landscape.Spot) bool {
				return math.Abs(p.X-want.x) <= 1e-6 && math.Abs(p.Y-want.y) <= 1e-6 && math.Abs(p.F-want.f) <= want.digits
			}) {
				t.Errorf("%s: nothing known at %+v", s.Name, want)
			}
		}
	}
}

func TestPublishedEigenvalues(t *testing.T) {
	for _, test := range []struct {
		name            string
		x, y, low, high float64
		digits          float64
	}{
		{"rosenbrock", 1, 1, 0.399361, 1001.600639, 1e-6},
		{"booth", 1, 3, 2, 18, 1e-13},
		{"matyas", 0, 0, 0.04, 1, 1e-15},
		{"saddle", 0, 0, -2, 2, 0},
		{"ravine", 8, 1, 1, 100, 0},
	} {
		if low, high := eigenvalues(openSurface(t, test.name), test.x, test.y); !(math.Abs(low-test.low) <= test.digits) || !(math.Abs(high-test.high) <= test.digits) {
			t.Errorf("%s: eigenvalues %v and %v, want %v and %v", test.name, low, high, test.low, test.high)
		}
	}
	start := landscape.Surfaces()[slices.Index(landscape.SurfaceNames(), "rosenbrock")].Start
	var slope [2]float64
	f := openSurface(t, "rosenbrock").Formula().Gradient(start[:], slope[:])
	if math.Abs(f-24.2) > 1e-12 || math.Abs(slope[0]+215.6) > 1e-12 || math.Abs(slope[1]+88) > 1e-12 {
		t.Errorf("rosenbrock starts with f = %v and slope %v", f, slope)
	}
	if f := openSurface(t, "ackley").Formula().Eval([]float64{1, 1}); math.Abs(f-3.6253849) > 5e-8 {
		t.Errorf("ackley(1, 1) = %v", f)
	}
}

// Gradients and Hessians against central differences, all over the range.
func TestSurfaceDerivatives(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 14))
	for _, s := range landscape.Surfaces() {
		f := openSurface(t, s.Name).Formula()
		for range 200 {
			x := s.X.Lo + random.Float64()*(s.X.Hi-s.X.Lo)
			y := s.Y.Lo + random.Float64()*(s.Y.Hi-s.Y.Lo)
			const h = 1e-6
			var slope, right, left, up, down [2]float64
			value := f.Gradient([]float64{x, y}, slope[:])
			dx := (f.Gradient([]float64{x + h, y}, right[:]) - f.Gradient([]float64{x - h, y}, left[:])) / (2 * h)
			dy := (f.Gradient([]float64{x, y + h}, up[:]) - f.Gradient([]float64{x, y - h}, down[:])) / (2 * h)
			tolerance := 1e-6 * (1 + math.Abs(value) + math.Hypot(slope[0], slope[1]))
			if !(math.Abs(slope[0]-dx) <= tolerance) || !(math.Abs(slope[1]-dy) <= tolerance) {
				t.Errorf("%s at (%v, %v): slope %v, by differences %v, %v", s.Name, x, y, slope, dx, dy)
			}
			var hessian [4]float64
			f.Hessian([]float64{x, y}, hessian[:])
			size := 0.0
			for i, want := range [4]float64{
				(right[0] - left[0]) / (2 * h), (up[0] - down[0]) / (2 * h),
				(right[1] - left[1]) / (2 * h), (up[1] - down[1]) / (2 * h),
			} {
				size = max(size, math.Abs(hessian[i]))
				if !(math.Abs(hessian[i]-want) <= 1e-6*(1+size+math.Hypot(slope[0], slope[1]))) {
					t.Errorf("%s at (%v, %v): entry %d of the Hessian is %v, by differences %v", s.Name, x, y, i, hessian[i], want)
				}
			}
		}
	}
}

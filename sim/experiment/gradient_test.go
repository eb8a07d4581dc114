package experiment_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"nabla/sim"
	"nabla/sim/calculus"
	"nabla/sim/experiment"
	"nabla/sim/landscape"
)

func gradientAt(t *testing.T, changes ...string) *experiment.Gradient {
	t.Helper()
	g, err := experiment.NewGradient(setup(t, "gradient", changes...), nil)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func gradientReport(t *testing.T, g *experiment.Gradient) experiment.GradientReport {
	t.Helper()
	r, ok := g.Report().(experiment.GradientReport)
	if !ok {
		t.Fatalf("the report is a %T", g.Report())
	}
	return r
}

func TestGradientOfRosenbrock(t *testing.T) {
	t.Parallel()
	r := gradientReport(t, gradientAt(t, "f", "rosenbrock", "x", "-1.2", "y", "1"))
	near(t, "f", r.Value, 24.2)
	near(t, "∂f/∂x", r.Gradient[0], -215.6)
	near(t, "∂f/∂y", r.Gradient[1], -88)
	near(t, "f_xx", r.Hessian[0][0], 1330) // 2 − 400(y − 3x²)
	near(t, "f_xy", r.Hessian[0][1], 480)  // −400x
	near(t, "f_yx", r.Hessian[1][0], 480)
	near(t, "f_yy", r.Hessian[1][1], 200)
	for i, exact := range r.Gradient {
		if off := math.Abs(r.Numeric[i]/exact - 1); off > 1e-8 {
			t.Errorf("numeric derivative %d is %v, %.1g off %v", i, r.Numeric[i], off, exact)
		}
	}
	if r.Problem != "" {
		t.Errorf("there is a problem: %s", r.Problem)
	}
}

// The point (2, 1) of x² + 3y², worked out by hand: ∇f = (4, 6), ‖∇f‖ = √52.
func TestGradientByHand(t *testing.T) {
	t.Parallel()
	g := gradientAt(t, "turn", "90")
	r := gradientReport(t, g)
	near(t, "‖∇f‖", r.Norm, math.Sqrt(52))
	near(t, "angle of ∇f", r.GradientAngle, math.Atan2(6, 4)*180/math.Pi)
	near(t, "t₁", r.Tangent[0], -6/math.Sqrt(52))
	near(t, "t₂", r.Tangent[1], 4/math.Sqrt(52))
	// Along the axes the slope is a partial derivative, exactly.
	for step, want := range []float64{4, 6, -4, -6, 4} {
		if r := gradientReport(t, g); r.SlopeAlong != want || r.Angle != step*90%360 {
			t.Errorf("step %d: slope %v at %d°, want %v", step, r.SlopeAlong, r.Angle, want)
		}
		g.Step()
	}
}

// What the words say: the slope is greatest along the gradient, 0 along the
// contour, and everywhere what a difference along the direction says.
func TestSlopesByDirection(t *testing.T) {
	t.Parallel()
	for _, s := range landscape.Surfaces() {
		g := gradientAt(t, "f", s.Name, "x", sim.FormatNumber(s.Start[0]), "y", sim.FormatNumber(s.Start[1]), "turn", "1")
		f := g.Terrain().Formula()
		steepest, at := math.Inf(-1), 0
		for range 360 {
			r := gradientReport(t, g)
			u := r.Direction
			near(t, s.Name+": ‖u‖", math.Hypot(u[0], u[1]), 1)
			const h = 1e-6
			ahead := f.Eval([]float64{r.X + h*u[0], r.Y + h*u[1]})
			behind := f.Eval([]float64{r.X - h*u[0], r.Y - h*u[1]})
			if measured := (ahead - behind) / (2 * h); math.Abs(measured-r.SlopeAlong) > 1e-6*math.Max(1, r.Norm) {
				t.Errorf("%s: at %d° the slope is %v, measured %v", s.Name, r.Angle, r.SlopeAlong, measured)
			}
			if math.Abs(r.Product) > 1e-14*r.Norm {
				t.Errorf("%s: ∇f·t = %v", s.Name, r.Product)
			}
			if r.SlopeAlong > steepest {
				steepest, at = r.SlopeAlong, r.Angle
			}
			g.Step()
		}
		r := gradientReport(t, g)
		if away := math.Abs(math.Remainder(float64(at)-r.GradientAngle, 360)); r.Norm > 0 && away > 0.51 {
			t.Errorf("%s: the slope is greatest at %d°, the gradient is at %v°", s.Name, at, r.GradientAngle)
		}
		if r.Angle != 0 {
			t.Errorf("%s: after 360 steps of 1° the direction is at %d°", s.Name, r.Angle)
		}
	}
}

// Every known level place of every named surface is recognised, and as what it is.
func TestLevelPlaces(t *testing.T) {
	t.Parallel()
	for _, s := range landscape.Surfaces() {
		kinds := map[experiment.LevelKind][]landscape.Spot{
			experiment.Hollow: s.Minima, experiment.Summit: s.Maxima, experiment.Saddle: s.Saddles,
		}
		for want, spots := range kinds {
			for _, spot := range spots {
				g := gradientAt(t, "f", s.Name, "x", sim.FormatNumber(spot.X), "y", sim.FormatNumber(spot.Y))
				slopes := g.Slopes()
				if spot.Kink {
					if slopes.Problem == nil {
						t.Errorf("%s has a derivative at its tip (%v, %v)", s.Name, spot.X, spot.Y)
					}
					continue
				}
				if kind, ok := slopes.Kind(); !slopes.Level() || slopes.Points() || !ok || kind != want {
					t.Errorf("%s at (%v, %v): level %t, kind %v %t, want %v; ‖∇f‖ = %v",
						s.Name, spot.X, spot.Y, slopes.Level(), kind, ok, want, slopes.Norm)
				}
			}
		}
		start := gradientAt(t, "f", s.Name, "x", sim.FormatNumber(s.Start[0]), "y", sim.FormatNumber(s.Start[1]))
		if start.Slopes().Level() {
			t.Errorf("%s is level at its start", s.Name)
		}
	}
}

func TestWhereThereIsNoGradient(t *testing.T) {
	t.Parallel()
	tests := []struct{ f, x, y string }{
		{"|x| + y", "0", "1"},
		{"relu(x*y)", "0", "2"},
		{"sqrt(x^2 + y^2)", "0", "0"},
		{"1/x + y", "0", "1"},
		{"ln(x) + y", "-1", "1"},
		{"sign(y) + x", "1", "0"},
		{"max(x, y)", "1", "1"},
	}
	for _, tt := range tests {
		g := gradientAt(t, "f", tt.f, "x", tt.x, "y", tt.y)
		r, s := gradientReport(t, g), g.Slopes()
		var at *calculus.PointError
		if r.Problem == "" || !errors.As(s.Problem, &at) || s.Points() || s.Level() {
			t.Errorf("%s at (%s, %s): problem %q, points %t, level %t", tt.f, tt.x, tt.y, r.Problem, s.Points(), s.Level())
		}
		numbers := append([]float64{r.Norm, r.GradientAngle, r.SlopeAlong, r.Product}, r.Gradient...)
		for _, number := range slices.Concat(numbers, r.Tangent, r.Hessian[0], r.Hessian[1]) {
			if !math.IsNaN(number) {
				t.Errorf("%s at (%s, %s): there is no gradient, and yet %+v", tt.f, tt.x, tt.y, r)
				break
			}
		}
		if tangent := s.Tangent(); !math.IsNaN(tangent[0]) || !math.IsNaN(s.GradientAngle()) {
			t.Errorf("%s: the contour has a tangent %v", tt.f, tangent)
		}
	}
	before, after := gradientAt(t, "f", "|x| + 2y", "x", "0", "y", "1").Sides(0)
	if math.Abs(before+1) > 1e-9 || math.Abs(after-1) > 1e-9 {
		t.Errorf("the slopes to both sides of |x| at 0 are %v and %v, want -1 and 1", before, after)
	}
}

func TestGradientEdits(t *testing.T) {
	t.Parallel()
	g := gradientAt(t)
	before := g.Clone()
	for _, e := range []struct{ name, value string }{{"x", "-3"}, {"y", "0.5"}, {"angle", "90"}, {"turn", "-45"}} {
		apply(t, g, e.name, e.value)
	}
	g.Step()
	r := gradientReport(t, g)
	if r.X != -3 || r.Y != 0.5 || r.Gradient[0] != -6 || r.Gradient[1] != 3 || r.Angle != 45 {
		t.Errorf("after the edits the report is %+v", r)
	}
	if r := gradientReport(t, before); r.X != 2 || r.Angle != 0 {
		t.Errorf("the edits reached a clone: %+v", r)
	}
	v, err := setup(t, "gradient").With("f", "booth")
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Apply(sim.Edit{Name: "f", Value: v.Value("f")}); !errors.Is(err, sim.ErrNeedsRestart) {
		t.Errorf("another surface: %v", err)
	}
}

func apply(t *testing.T, g *experiment.Gradient, name, value string) {
	t.Helper()
	s, err := setup(t, "gradient").With(name, value)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Apply(sim.Edit{Name: name, Value: s.Value(name)}); err != nil {
		t.Errorf("%s=%s: %v", name, value, err)
	}
}

// The range grows by doubling until it holds the point, and so stays as it is
// while the point moves about.
func TestGradientRange(t *testing.T) {
	t.Parallel()
	for x, want := range map[string]landscape.Interval{
		"0": {Lo: -4, Hi: 4}, "4": {Lo: -4, Hi: 4}, "-4.1": {Lo: -8, Hi: 8}, "8": {Lo: -8, Hi: 8}, "1000": {Lo: -1024, Hi: 1024},
	} {
		if got, y := gradientAt(t, "x", x).Range(); got != want || (y != landscape.Interval{Lo: -4, Hi: 4}) {
			t.Errorf("with x = %s the ranges are %v and %v, want %v", x, got, y, want)
		}
	}
}

func TestGradientStepsAllocateNothing(t *testing.T) {
	g := gradientAt(t, "f", "goldstein-price")
	if n := testing.AllocsPerRun(100, g.Step); n != 0 {
		t.Errorf("a step allocates %v times", n)
	}
}

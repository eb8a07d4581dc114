package minimizer

import (
	"math"
	"slices"
	"testing"

	"nabla/sim/optimizer"
)

// surface is a function with derivatives written by hand.
type surface struct {
	value    func(x, y float64) float64
	gradient func(x, y float64) [2]float64
	hessian  func(x, y float64) [4]float64
}

func (s surface) Eval(at []float64) float64 { return s.value(at[0], at[1]) }

func (s surface) Gradient(at, gradient []float64) float64 {
	g := s.gradient(at[0], at[1])
	copy(gradient, g[:])
	return s.Eval(at)
}

func (s surface) Hessian(at, hessian []float64) float64 {
	h := s.hessian(at[0], at[1])
	copy(hessian, h[:])
	return s.Eval(at)
}

func rosenbrock() surface {
	return surface{
		func(x, y float64) float64 { return (1-x)*(1-x) + 100*(y-x*x)*(y-x*x) },
		func(x, y float64) [2]float64 { return [2]float64{-2*(1-x) - 400*x*(y-x*x), 200 * (y - x*x)} },
		func(x, y float64) [4]float64 { return [4]float64{2 - 400*(y-3*x*x), -400 * x, -400 * x, 200} },
	}
}

// quadratic is ½(x, y)H(x, y)ᵀ + (a, b)·(x, y).
func quadratic(h [4]float64, a, b float64) surface {
	return surface{
		func(x, y float64) float64 { return (h[0]*x*x+2*h[1]*x*y+h[3]*y*y)/2 + a*x + b*y },
		func(x, y float64) [2]float64 { return [2]float64{h[0]*x + h[1]*y + a, h[1]*x + h[3]*y + b} },
		func(float64, float64) [4]float64 { return h },
	}
}

func made(t *testing.T, text string, f Function, start [2]float64) Minimizer {
	t.Helper()
	spec, err := optimizer.NewTable(Rules()...).Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return New(spec, f, start)
}

// Newton's method solves a quadratic in one step, whatever its curvature: it
// goes to the saddle and to the summit too.
func TestNewtonOnQuadratics(t *testing.T) {
	for _, h := range [][4]float64{{2, 0, 0, 100}, {10, 8, 8, 10}, {2, 0, 0, -2}, {-1, 0.3, 0.3, -2}, {1e-3, 5, 5, 1e3}} {
		at := [2]float64{3, -7}
		n := made(t, "newton", quadratic(h, 1, -2), at)
		n.Step(&at)
		det := h[0]*h[3] - h[1]*h[1]
		want := [2]float64{(-h[3] - 2*h[1]) / det, (2*h[0] + h[1]) / det}
		if math.Abs(at[0]-want[0]) > 1e-12*math.Abs(want[0])+1e-12 || math.Abs(at[1]-want[1]) > 1e-12*math.Abs(want[1])+1e-12 {
			t.Errorf("%v: it leads to %v, want %v", h, at, want)
		}
		if got := n.Evaluations(); got != (Evaluations{Gradient: 2, Hessian: 1}) {
			t.Errorf("%v: evaluations %+v", h, got)
		}
	}
}

// The digits of Newton's method double on a smooth convex function: the error of
// a step is at most a constant times the square of that before.
func TestNewtonDigitsDouble(t *testing.T) {
	f := surface{ // eˣ − x + cosh y, lowest at (0, 0)
		func(x, y float64) float64 { return math.Exp(x) - x + math.Cosh(y) },
		func(x, y float64) [2]float64 { return [2]float64{math.Exp(x) - 1, math.Sinh(y)} },
		func(x, y float64) [4]float64 { return [4]float64{math.Exp(x), 0, 0, math.Cosh(y)} },
	}
	at := [2]float64{1, 0.8}
	n := made(t, "newton", f, at)
	before, digits := math.Hypot(at[0], at[1]), 0
	for range 6 {
		n.Step(&at)
		after := math.Hypot(at[0], at[1])
		if after > before*before+1e-16 {
			t.Errorf("the error falls from %v to %v", before, after)
		}
		if after < 1e-15 {
			digits++
		}
		before = after
	}
	if digits == 0 {
		t.Errorf("after six steps the error is %v", before)
	}
}

// Where the Hessian is not positive definite Newton's method climbs, and its
// mended form never does.
func TestDampedNeverClimbs(t *testing.T) {
	for name, f := range map[string]surface{
		"rosenbrock": rosenbrock(), "saddle": quadratic([4]float64{2, 0, 0, -2}, 0, 0),
		"double well": {
			func(x, y float64) float64 { return x*x*x*x - 2*x*x + y*y },
			func(x, y float64) [2]float64 { return [2]float64{4*x*x*x - 4*x, 2 * y} },
			func(x, _ float64) [4]float64 { return [4]float64{12*x*x - 4, 0, 0, 2} },
		},
	} {
		at := [2]float64{-0.4, 1}
		d := made(t, "damped-newton", f, at)
		value := f.value(at[0], at[1])
		for range 60 {
			d.Step(&at)
			next := f.value(at[0], at[1])
			if !(next <= value) {
				t.Errorf("%s: f rises from %v to %v", name, value, next)
			}
			value = next
		}
	}
	f := surface{
		func(x, y float64) float64 { return x*x*x*x - 2*x*x + y*y },
		func(x, y float64) [2]float64 { return [2]float64{4*x*x*x - 4*x, 2 * y} },
		func(x, _ float64) [4]float64 { return [4]float64{12*x*x - 4, 0, 0, 2} },
	}
	at := [2]float64{-0.4, 1}
	made(t, "newton", f, at).Step(&at)
	if f.value(at[0], at[1]) <= f.value(-0.4, 0) {
		t.Errorf("Newton's method does not climb: it is at %v", at)
	}
}

// Every method finds Rosenbrock's minimum from his start; what gonum's needed is
// within what its own tests of the function need.
func TestRosenbrock(t *testing.T) {
	for _, text := range []string{"newton", "damped-newton", "bfgs", "lbfgs", "cg", "nelder-mead"} {
		at := [2]float64{-1.2, 1}
		m := made(t, text, rosenbrock(), at)
		steps := 0
		for ; steps < 400 && m.Ended() == NotEnded && math.Hypot(at[0]-1, at[1]-1) > 1e-9; steps++ {
			m.Step(&at)
		}
		if math.Hypot(at[0]-1, at[1]-1) > 1e-9 {
			t.Errorf("%s: after %d steps it is at %v: %v", text, steps, at, m.Ended())
		}
		e := m.Evaluations()
		if e.Value+e.Gradient > 700 {
			t.Errorf("%s: %+v", text, e)
		}
		for range 3000 {
			m.Step(&at)
		}
		if r, ok := m.(*Recorded); ok && (r.Ended() == NotEnded || r.Ended() == Bounded) {
			t.Errorf("%s ends as %v after %d iterates", text, r.Ended(), len(r.iterates))
		}
	}
}

// The iterates of gonum's are the same each time, and those of a clone.
func TestRecordedTwice(t *testing.T) {
	for _, text := range []string{"bfgs", "lbfgs(memory=3)", "cg(curvature=0.3)", "nelder-mead(size=1)"} {
		a, b := [2]float64{-1.2, 1}, [2]float64{-1.2, 1}
		one, two := made(t, text, rosenbrock(), a), made(t, text, rosenbrock(), b)
		for i := range 300 {
			if i == 7 {
				two = two.Clone()
			}
			one.Step(&a)
			two.Step(&b)
			if a != b || one.Evaluations() != two.Evaluations() {
				t.Fatalf("%s: step %d leads to %v and %v", text, i, a, b)
			}
		}
	}
}

// Whatever the function, a recording comes to an end, within its bounds.
func TestRecordingEnds(t *testing.T) {
	bad := math.NaN()
	for name, f := range map[string]surface{
		"nothing":   {func(float64, float64) float64 { return bad }, func(float64, float64) [2]float64 { return [2]float64{bad, bad} }, nil},
		"constant":  quadratic([4]float64{}, 0, 0),
		"no bottom": quadratic([4]float64{-2, 0, 0, -2}, 0, 1),
		"a slope":   quadratic([4]float64{}, 1, 2),
		"a summit":  quadratic([4]float64{-2, 0, 0, -2}, 0, 0),
		"a pole": {
			func(x, y float64) float64 { return 1/x + y*y },
			func(x, y float64) [2]float64 { return [2]float64{-1 / (x * x), 2 * y} }, nil,
		},
		"half a plane": {
			func(x, y float64) float64 { return math.Sqrt(x) + y*y },
			func(x, y float64) [2]float64 { return [2]float64{0.5 / math.Sqrt(x), 2 * y} }, nil,
		},
		"a wrong gradient": {
			func(x, y float64) float64 { return x*x + y*y },
			func(x, y float64) [2]float64 { return [2]float64{-x, -y} }, nil,
		},
		"endless": {
			func(x, _ float64) float64 { return -math.Exp(x) },
			func(x, _ float64) [2]float64 { return [2]float64{-math.Exp(x), 0} }, nil,
		},
	} {
		for _, text := range []string{"bfgs", "lbfgs", "cg", "nelder-mead"} {
			for _, start := range [][2]float64{{1, 2}, {0, 0}, {-1, 1e6}} {
				at := start
				r, ok := made(t, text, f, start).(*Recorded)
				if !ok {
					t.Fatal("it is not recorded")
				}
				last := r.iterates[len(r.iterates)-1].counts
				if n := len(r.iterates); n > mostIterates || last.Value+last.Gradient > mostEvaluations+10 {
					t.Errorf("%s on %s: %d iterates, %+v", text, name, n, last)
				}
				if r.iterates[0].at != start {
					t.Errorf("%s on %s begins at %v", text, name, r.iterates[0].at)
				}
				for range len(r.iterates) {
					r.Step(&at)
				}
				if r.Ended() == NotEnded {
					t.Errorf("%s on %s has no end", text, name)
				}
			}
		}
	}
}

func TestStepAllocatesNothing(t *testing.T) {
	for _, text := range []string{"newton", "damped-newton", "bfgs", "nelder-mead"} {
		at := [2]float64{-1.2, 1}
		m := made(t, text, rosenbrock(), at)
		if n := testing.AllocsPerRun(50, func() { m.Step(&at) }); n != 0 {
			t.Errorf("a step of %s allocates %v times", text, n)
		}
	}
}

func TestModes(t *testing.T) {
	for _, h := range [][4]float64{{2, 0, 0, 100}, {5, 0, 0, -3}, {10, 8, 8, 10}, {-1, 1e-9, 1e-9, 1}, {1, -4, -4, 3}, {7, 2, 2, -1}} {
		m := NewModes(h)
		if m.Values[0] > m.Values[1] {
			t.Errorf("%v: the values are %v", h, m.Values)
		}
		for i, value := range m.Values {
			v := m.Along(i)
			image := [2]float64{h[0]*v[0] + h[1]*v[1], h[2]*v[0] + h[3]*v[1]}
			for k := range v {
				if math.Abs(image[k]-value*v[k]) > 1e-13*m.Size() {
					t.Errorf("%v: H·v = %v, λ·v = %v·%v", h, image, value, v)
				}
			}
			if math.Abs(Length(v)-1) > 1e-15 {
				t.Errorf("%v: the length of %v is %v", h, v, Length(v))
			}
		}
	}
}

func TestRules(t *testing.T) {
	names := make([]string, 0, len(Rules()))
	for _, r := range Rules() {
		names = append(names, r.Name)
		if !Known(r.Name) {
			t.Errorf("%s is not known", r.Name)
		}
		made(t, r.Name, rosenbrock(), [2]float64{})
	}
	if want := []string{"newton", "damped-newton", "bfgs", "lbfgs", "cg", "nelder-mead"}; !slices.Equal(names, want) {
		t.Errorf("there are %q", names)
	}
	if Known("sgd") {
		t.Error("sgd is known here")
	}
}

func BenchmarkRecord(b *testing.B) {
	for _, text := range []string{"bfgs", "lbfgs", "cg", "nelder-mead"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			spec, err := optimizer.NewTable(Rules()...).Parse(text)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				New(spec, rosenbrock(), [2]float64{-1.2, 1})
			}
		})
	}
}

package experiment_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/sim/network"
)

// scikit-learn's PCA of the standardised iris flowers gives explained_variance_ratio_
// 0.72962445, 0.22850762 (its documentation and many a lecture).
func TestPrincipalPlaneOfIris(t *testing.T) {
	t.Parallel()
	p := train(t, nil, "data", "iris").Plane()
	if !p.Principal || math.Abs(p.Share-(0.72962445+0.22850762)) > 1e-8 {
		t.Errorf("the plane has %.9f of the variance, want 0.958132070", p.Share)
	}
	// Centred, and uncorrelated: what principal components are.
	var x, y, xy float64
	for _, at := range p.Train {
		x, y, xy = x+at.X, y+at.Y, xy+at.X*at.Y
	}
	if math.Abs(x)+math.Abs(y)+math.Abs(xy) > 1e-9 {
		t.Errorf("sums of the scores %v, %v, of their products %v, want 0", x, y, xy)
	}
}

// Twenty columns, of which the third varies by ±3 and the ninth by ±2 and the others
// by ±0.1, each by itself: the variances are 9/20, 4/20 and 18 times 0.01/20 over 40
// rows, so that the plane holds 13 of 13.18.
func TestPrincipalPlaneOfManyColumns(t *testing.T) {
	t.Parallel()
	p := train(t, wideFile(20), "data", "wide.csv", "scale", "none").Plane()
	near(t, "share", p.Share, 13/13.18)
	far := 0.0
	for _, at := range p.Train {
		far = max(far, at.X)
		if at.X > 1 && math.Abs(at.X-3) > 1e-9 || at.Y > 1 && math.Abs(at.Y-2) > 1e-9 {
			t.Errorf("a row lies at %v, %v", at.X, at.Y)
		}
	}
	near(t, "farthest along the first", far, 3)
}

// wideFile serves rows that vary in one column each, as far as the test above says.
func wideFile(columns int) sim.Opener {
	var b strings.Builder
	for j := range columns {
		fmt.Fprintf(&b, "c%d,", j+1)
	}
	b.WriteString("t\n")
	for i := range 2 * columns {
		for j := range columns {
			size := map[int]float64{2: 3, 8: 2}[j]
			if size == 0 {
				size = 0.1
			}
			switch {
			case i/2 != j:
				size = 0
			case i%2 == 1:
				size = -size
			}
			fmt.Fprintf(&b, "%g,", size)
		}
		fmt.Fprintf(&b, "%d\n", i%2)
	}
	return files(map[string]string{"wide.csv": b.String()})
}

// What the map shows at a place is what the network makes of it: of two columns with
// the others at their mean, of features made of x1 and x2, and where hundreds of
// inputs are taken together.
func TestFieldIsTheNetwork(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		open    sim.Opener
		changes []string
		inputs  func(x, y float64) []float64
	}{
		{"two inputs", nil, []string{"data", "circle"}, func(x, y float64) []float64 { return []float64{x, y} }},
		{
			"features", nil,
			[]string{"data", "circle", "features", "x1^2,x1*x2,sin(x2)"},
			func(x, y float64) []float64 { return []float64{x * x, x * y, math.Sin(y)} },
		},
		{
			// Means and deviations of the petals: 3.758, 1.199333 and 1.759404, 0.759693.
			"columns", nil,
			[]string{"data", "iris", "axes", "3,4"},
			func(x, y float64) []float64 {
				return []float64{0, 0, (x - 3.758) / 1.7594040657753032, (y - 1.1993333333333334) / 0.7596926279021594}
			},
		},
		{
			"many inputs", wideFile(20),
			[]string{"data", "wide.csv", "scale", "none", "axes", "3,9"},
			func(x, y float64) []float64 {
				in := make([]float64, 20)
				in[2], in[8] = x, y
				return in
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			run := train(t, tt.open, tt.changes...)
			for range 20 {
				run.Step()
			}
			var f experiment.Field
			xs, ys := []float64{-1.5, 0, 2, 4.25}, []float64{1.75, -0.5, 0.25}
			for layer := range run.Network().NumLayers() {
				f.Look(run, layer, xs, ys)
				pass := network.NewPass(run.Network(), 1)
				for place := range len(xs) * len(ys) {
					pass.Load(tt.inputs(xs[place%len(xs)], ys[place/len(xs)]), nil)
					pass.Forward()
					for u := range run.Sizes()[layer+1] {
						if got, want := f.At(u, place), pass.A(layer, 0, u); math.Abs(got-want) > 1e-12 {
							t.Fatalf("layer %d unit %d at place %d: %v, want %v", layer+1, u+1, place, got, want)
						}
					}
				}
			}
		})
	}
}

func TestFieldAllocatesNothing(t *testing.T) {
	for _, changes := range [][]string{{"data", "iris"}, {"data", "circle", "features", "x1,x2,x1*x2"}} {
		run := train(t, nil, changes...)
		var f experiment.Field
		xs, ys := make([]float64, 60), make([]float64, 50)
		f.Look(run, 2, xs, ys)
		if n := testing.AllocsPerRun(10, func() { f.Look(run, 2, xs, ys) }); n != 0 {
			t.Errorf("%v: a look allocates %v times, want 0", changes, n)
		}
	}
}

// A column of one value becomes 0, is named, and makes no number infinite.
func TestConstantColumnsAreNamed(t *testing.T) {
	t.Parallel()
	open := files(map[string]string{"c.csv": "a,b,c,d,t\n1,5,0.5,2,0\n2,5,1.5,2,1\n3,5,2,2,0\n4,5,2.5,2,1\n"})
	for _, scale := range []string{"none", "standard", "minmax"} {
		run := train(t, open, "data", "c.csv", "scale", scale)
		run.Watch()
		run.Step()
		if got := strings.Join(run.Constant(), " "); got != "b d" {
			t.Errorf("constant columns are %q, want b d", got)
		}
		if p := run.Plane(); !(p.X[0] < p.X[1] && p.Y[0] < p.Y[1]) || math.IsNaN(p.Share) || math.IsNaN(run.Loss()) {
			t.Errorf("scale=%s: map %v × %v, share %v, loss %v", scale, p.X, p.Y, p.Share, run.Loss())
		}
	}
	open = files(map[string]string{"c.csv": "a,b,c,t\n5,5,5,0\n5,5,5,1\n5,5,5,1\n"})
	p := train(t, open, "data", "c.csv").Plane()
	if !math.IsNaN(p.Share) || !(p.X[0] < p.X[1] && p.Y[0] < p.Y[1]) {
		t.Errorf("of nothing but constants the map is %v × %v, the share %v", p.X, p.Y, p.Share)
	}
}

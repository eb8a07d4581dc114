package experiment

import (
	"context"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/network"
)

// landscapeData are the files of these tests: four points of two inputs, and
// weights to begin with.
func landscapeData(name string) (io.ReadCloser, error) {
	text := map[string]string{
		"plane.csv": "x1,x2,y\n1,2,1\n-1,0.5,-0.5\n0.3,-1.2,2\n2,1,0.25\n",
		"w.json":    `{"layers":[{"weights":[[0.5,-0.3]],"bias":[0.1]}]}`,
		"line.csv":  "x,y\n1,2\n2,4\n4,-1\n",
	}[name]
	return io.NopCloser(strings.NewReader(text)), nil
}

// linear is a network without a hidden layer on mse: three parameters.
func linear() []string {
	return []string{"data", "plane.csv", "scale", "none", "hidden", "", "weights", "w.json", "rate", "0.1", "batch", "0", "loss", "mse"}
}

// trained returns a run with its edits at a step, and the landscape of it.
func trained(tb testing.TB, plane LandscapePlane, step int, edits []string, changes ...string) (*Train, LandscapeOf) {
	tb.Helper()
	setup := sim.NewSetup("train", TrainParams())
	var err error
	for i := 0; i < len(changes); i += 2 {
		if setup, err = setup.With(changes[i], changes[i+1]); err != nil {
			tb.Fatal(err)
		}
	}
	run, err := NewTrain(setup, landscapeData)
	if err != nil {
		tb.Fatal(err)
	}
	run.Watch()
	line := sim.NewTimeline(run)
	for _, text := range edits {
		e, err := setup.ParseEdit(text)
		if err != nil {
			tb.Fatal(err)
		}
		line.Seek(e.Step)
		if err := line.Edit(e.Name, e.Value); err != nil {
			tb.Fatal(err)
		}
	}
	line.Seek(step)
	return line.Now(), LandscapeOf{Start: line.Start(), Edits: line.Edits(), Step: step, Seed: setup.Seed, Plane: plane}
}

func finished(o LandscapeOf) *LossLandscape {
	l := o.Begin()
	l.Work(context.Background(), math.MaxInt)
	return l
}

// wild are settings in which more goes on than descent with a step size.
var wild = map[string][]string{
	"plain":   {"data", "moons", "samples", "60", "hidden", "5"},
	"batch":   {"data", "xor", "samples", "80", "hidden", "4,4", "norm", "batch", "batch", "8"},
	"layer":   {"data", "xor", "samples", "80", "hidden", "4,4", "norm", "layer", "residual", "yes"},
	"dropout": {"data", "circle", "samples", "80", "hidden", "6", "dropout", "0.4", "optimizer", "adam", "l2", "0.01"},
	"float":   {"data", "xor", "samples", "80", "hidden", "4", "precision", "bfloat16"},
}

// The centre is the loss that the run reports, and every sample that of a network
// whose parameters were set by hand.
func TestLandscapeIsTheLoss(t *testing.T) {
	for name, changes := range wild {
		for _, plane := range []LandscapePlane{RandomPlane, PathPlane} {
			run, of := trained(t, plane, 30, []string{"12:rate=0.05"}, changes...)
			l := finished(of)
			if l.Center() != run.Loss() {
				t.Errorf("%s: the centre is %v, the run's loss %v", name, l.Center(), run.Loss())
			}
			if !slices.Equal(l.now, run.Network().Params()) {
				t.Errorf("%s: the run was not made again", name)
			}
			net := run.learner.net.Clone()
			for _, i := range []int{0, 7, l.Side()*3 + 5, l.Side()*l.Side() - 1} {
				a, b := l.Coordinate(0, i%l.Side()), l.Coordinate(1, i/l.Side())
				for j := range net.Params() {
					net.Params()[j] = l.now[j] + float64(a*l.axes[0][j]) + float64(b*l.axes[1][j])
				}
				s := network.NewSweep(net, run.learner.seen.n)
				s.Load(run.learner.seen.x, run.learner.seen.t)
				s.Forward(nil)
				if got := l.Values()[i]; math.Abs(got-s.Loss()) > 1e-12*max(1, s.Loss()) || got != l.Value(a, b) && math.Abs(got-l.Value(a, b)) > 1e-9 {
					t.Errorf("%s: the loss at (%v, %v) is %v and %v, want %v", name, a, b, got, l.Value(a, b), s.Loss())
				}
			}
			at, lowest := l.Lowest()
			for _, v := range l.Values() {
				if v < lowest {
					t.Errorf("%s: %v is less than the lowest, %v", name, v, lowest)
				}
			}
			if v := l.Value(at[0], at[1]); math.Abs(v-lowest) > 1e-9 {
				t.Errorf("%s: the lowest is %v, at its place is %v", name, lowest, v)
			}
		}
	}
}

// Every unit's part of a random direction is as long as its weights; what is no
// weight stays.
func TestRandomDirectionsAreFilterNormalized(t *testing.T) {
	for name, changes := range wild {
		_, of := trained(t, RandomPlane, 5, nil, changes...)
		l := finished(of)
		net := of.Start.Clone().learner.net
		copy(net.Params(), l.now)
		for _, way := range l.axes {
			weights := 0
			for i := range net.NumLayers() {
				layer := net.Layer(i)
				for u := range layer.Out {
					part := way[layer.Lo+u*layer.In:][:layer.In]
					got, want := network.Norm(part), network.Norm(layer.Weights[u*layer.In:][:layer.In])
					if math.Abs(got-want) > 1e-12*want {
						t.Errorf("%s: layer %d unit %d: ‖d‖ = %v, ‖w‖ = %v", name, i, u, got, want)
					}
				}
				weights += len(layer.Weights)
				for j, x := range way[layer.Lo+len(layer.Weights) : layer.Hi] {
					if x != 0 {
						t.Errorf("%s: layer %d: bias %d has %v", name, i, j, x)
					}
				}
			}
			if n := len(way) - slices.Index(way, 0); n > len(way)-1 || weights == 0 {
				t.Errorf("%s: there are no biases", name)
			}
		}
		if at, lo := l.Coordinate(0, l.Side()/2), -l.Coordinate(0, 0); at != 0 || lo != 1 {
			t.Errorf("%s: the middle is at %v, the edge at −%v", name, at, lo)
		}
	}
}

// The loss of a linear network on mse is a parabola in every direction. Closed
// form: with residuals r = ŷ − y and slopes s = ∂r/∂α, L(α) = mean((r + αs)²), so
// that κ = 2·mean(s²)/‖d‖².
func TestLandscapeOfALinearNetwork(t *testing.T) {
	x := [][3]float64{{1, 2, 1}, {-1, 0.5, 1}, {0.3, -1.2, 1}, {2, 1, 1}}
	y := []float64{1, -0.5, 2, 0.25}
	for _, plane := range []LandscapePlane{RandomPlane, PathPlane} {
		_, of := trained(t, plane, 20, nil, linear()...)
		l := finished(of)
		for i, got := range l.Values() {
			a, b := l.Coordinate(0, i%l.Side()), l.Coordinate(1, i/l.Side())
			want := 0.0
			for k := range x {
				e := -y[k]
				for j := range 3 {
					e += (l.now[j] + a*l.axes[0][j] + b*l.axes[1][j]) * x[k][j]
				}
				want += e * e / 4
			}
			if math.Abs(got-want) > 1e-12*max(1, want) {
				t.Fatalf("L(%v, %v) = %v, want %v", a, b, got, want)
			}
		}
		for axis := range 2 {
			want, length := 0.0, 0.0
			for k := range x {
				s := 0.0
				for j := range 3 {
					s += l.axes[axis][j] * x[k][j]
				}
				want += 2 * s * s / 4
			}
			for _, d := range l.axes[axis] {
				length += d * d
			}
			c := l.Curvature(axis)
			if want /= length; math.Abs(c.Value-want) > 1e-5*want {
				t.Errorf("κ along axis %d is %v, want %v", axis, c.Value, want)
			}
			if again := (c.After - 2*c.Here + c.Before) / (c.H * c.Length * c.H * c.Length); math.Abs(again-c.Value) > 1e-12*want {
				t.Errorf("κ by hand is %v, not %v", again, c.Value)
			}
		}
	}
}

// The figures are those of a program of its own in Python, which follows the same
// descent with plain lists and finds the principal axes by power iteration on the
// 3×3 covariance of the 21 points.
func TestPrincipalAxesOfAPath(t *testing.T) {
	_, of := trained(t, PathPlane, 20, nil, linear()...)
	l := finished(of)
	tests := []struct {
		share, start, kappa float64
		axis                [3]float64
	}{
		{0.995765277415079, -0.637274360037794, 1.29120103237821, [3]float64{-0.156880596381188, -0.333258072056367, 0.929692172650903}},
		{0.00404732943896228, -0.0294652716294133, 4.93442561124068, [3]float64{0.871022623478602, 0.397022255270365, 0.289297283444704}},
	}
	for k, want := range tests {
		at := l.Path()[0]
		got := []float64{l.Explained()[k], at[k], l.axes[k][0], l.axes[k][1], l.axes[k][2]}
		for i, w := range []float64{want.share, want.start, want.axis[0], want.axis[1], want.axis[2]} {
			if math.Abs(got[i]-w) > 1e-10 {
				t.Errorf("axis %d: number %d is %.15g, want %.15g", k, i, got[i], w)
			}
		}
		if c := l.Curvature(k); math.Abs(c.Value-want.kappa) > 1e-5*want.kappa {
			t.Errorf("axis %d: κ = %v, want %v", k, c.Value, want.kappa)
		}
	}
	if math.Abs(l.Center()-0.502104952518914) > 1e-13 {
		t.Errorf("L = %.15g", l.Center())
	}
	if l.Straight() || l.Plane() != PathPlane || len(l.Path()) != 21 || l.PathSteps()[20] != 20 || l.Path()[20] != [2]float64{} {
		t.Errorf("the path is %v at steps %v", l.Path(), l.PathSteps())
	}
}

// Two parameters are a plane: all of the path lies in it.
func TestPathOfTwoParameters(t *testing.T) {
	_, of := trained(t, PathPlane, 15, nil, "data", "line.csv", "scale", "none", "hidden", "", "rate", "0.05", "batch", "0", "loss", "mse")
	l := finished(of)
	if sum := l.Explained()[0] + l.Explained()[1]; math.Abs(sum-1) > 1e-12 || l.Straight() {
		t.Errorf("%v of the path are explained", l.Explained())
	}
}

// The shares never add up to more than 1, on any plane.
func TestSharesOfThePath(t *testing.T) {
	for name, changes := range wild {
		for _, plane := range []LandscapePlane{RandomPlane, PathPlane} {
			_, of := trained(t, plane, 25, nil, changes...)
			e := finished(of).Explained()
			if sum := e[0] + e[1]; !(e[0] >= 0 && e[1] >= 0 && sum <= 1) || plane == PathPlane && !(e[0] >= e[1] && sum > 0.5) {
				t.Errorf("%s, plane %d: shares %v", name, plane, e)
			}
		}
	}
}

// At step 0 there is no path; after one step it is straight.
func TestShortPaths(t *testing.T) {
	_, of := trained(t, PathPlane, 0, nil, wild["plain"]...)
	if l := finished(of); l.Plane() != RandomPlane || len(l.Path()) != 1 || !math.IsNaN(l.Explained()[0]) {
		t.Errorf("at step 0: plane %d, path %v, shares %v", l.Plane(), l.Path(), l.Explained())
	}
	_, of = trained(t, PathPlane, 1, nil, wild["plain"]...)
	l := finished(of)
	if l.Plane() != PathPlane || !l.Straight() || len(l.Path()) != 2 || math.Abs(l.Explained()[0]-1) > 1e-12 {
		t.Errorf("at step 1: plane %d, path %v, shares %v", l.Plane(), l.Path(), l.Explained())
	}
	if cross := dot(l.axes[0], l.axes[1]); math.Abs(cross) > 1e-14 || math.Abs(l.Length(1)-1) > 1e-14 {
		t.Errorf("the second axis: d₁·d₂ = %v, ‖d₂‖ = %v", cross, l.Length(1))
	}
}

// However the work is parted and however often it is cancelled, the same comes of
// it, and what is done only grows.
func TestLandscapePartByPart(t *testing.T) {
	for _, plane := range []LandscapePlane{RandomPlane, PathPlane} {
		_, of := trained(t, plane, 40, []string{"20:dropout=0.2"}, wild["batch"]...)
		whole, parts := finished(of), of.Begin()
		cancelled, cancel := context.WithCancel(context.Background())
		cancel()
		for share, more := 0.0, true; more; {
			if before := parts.Share(); !parts.Work(cancelled, math.MaxInt) || parts.Share() != before {
				t.Fatal("cancelled work goes on")
			}
			more = parts.Work(context.Background(), 1)
			if parts.Share() < share || parts.Share() > 1 {
				t.Fatalf("%v after %v", parts.Share(), share)
			}
			share = parts.Share()
		}
		if !slices.Equal(whole.Values(), parts.Values()) || whole.Curvature(1) != parts.Curvature(1) || parts.Share() != 1 {
			t.Error("the work in parts is another one")
		}
	}
}

// A path is kept at 64 steps at the most, and in a bounded memory; an edit that
// changes the number of parameters begins it anew.
func TestPathIsBounded(t *testing.T) {
	_, of := trained(t, PathPlane, 300, nil, wild["plain"]...)
	l := finished(of)
	if steps := l.PathSteps(); len(steps) != 64 || steps[0] != 0 || steps[63] != 300 || !slices.IsSorted(steps) {
		t.Errorf("the path is kept at %v", steps)
	}
	if l.path.points != nil || l.sweep != nil || l.run != nil {
		t.Error("a landscape keeps what it was made with")
	}
	for _, params := range []int{1, 1000, 1 << 16, 1 << 20, 1 << 21} {
		p := newLandscapePath(1_000_000, params)
		if p.room > 64 || p.room < 3 || p.room > 3 && p.room*params > 1<<22 || p.wanted(p.room-1) != 1_000_000 {
			t.Errorf("%d parameters: %d points, the last at %d", params, p.room, p.wanted(p.room-1))
		}
	}
	run, of := trained(t, PathPlane, 30, []string{"10:norm=layer"}, "data", "xor", "samples", "80", "hidden", "4,4")
	l = finished(of)
	if l.PathSteps()[0] != 10 || len(l.Path()) != 21 || l.Center() != run.Loss() {
		t.Errorf("after the edit the path begins at step %d", l.PathSteps()[0])
	}
	if _, _, ok := l.Project(of.Start); ok {
		t.Error("a network with fewer parameters has a place")
	}
}

// The network's own place is the centre, and that of others is their path's.
func TestProject(t *testing.T) {
	for _, plane := range []LandscapePlane{RandomPlane, PathPlane} {
		run, of := trained(t, plane, 20, nil, wild["plain"]...)
		l := finished(of)
		if at, away, ok := l.Project(run); !ok || at != [2]float64{} || away != 0 {
			t.Errorf("the network lies at %v, %v away", at, away)
		}
		at, away, ok := l.Project(of.Start)
		if first := l.Path()[0]; !ok || math.Hypot(at[0]-first[0], at[1]-first[1]) > 1e-9 || !(away > 0) {
			t.Errorf("the start lies at %v, %v away, and %v on the path", at, away, first)
		}
	}
}

// Around weights that are not finite there is nothing.
func TestLandscapeOfNothing(t *testing.T) {
	_, of := trained(t, PathPlane, 700, nil, append(linear(), "rate", "30")...)
	if l := finished(of); l.Finite() || l.Share() != 1 || l.Step() != 700 {
		t.Errorf("finite %v, share %v", l.Finite(), l.Share())
	}
}

// Jacobi's rotations find the eigenvalues that are known in closed form: of the
// second difference, 2 − 2·cos(kπ/(n+1)).
func TestSymmetricEigen(t *testing.T) {
	const n = 12
	a := make([][]float64, n)
	for i := range a {
		a[i] = make([]float64, n)
		a[i][i] = 2
		if i > 0 {
			a[i][i-1], a[i-1][i] = -1, -1
		}
	}
	values, vectors := symmetricEigen(a)
	for k := range n {
		want := 2 - 2*math.Cos(float64(n-k)*math.Pi/(n+1))
		if math.Abs(values[k]-want) > 1e-14 {
			t.Errorf("eigenvalue %d is %.16g, want %.16g", k, values[k], want)
		}
		for i := range n {
			if off := dot(a[i], vectors[k]) - values[k]*vectors[k][i]; math.Abs(off) > 1e-14 {
				t.Errorf("eigenvector %d is off by %v", k, off)
			}
		}
	}
}

func BenchmarkLandscape(b *testing.B) {
	_, of := trained(b, PathPlane, 100, nil, "data", "moons", "hidden", "8,8")
	for b.Loop() {
		finished(of)
	}
}

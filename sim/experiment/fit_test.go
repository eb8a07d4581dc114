package experiment_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

func fit(t testing.TB, open sim.Opener, changes ...string) *experiment.Fit {
	t.Helper()
	f, err := experiment.NewFit(setup(t, "fit", changes...), open)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func fitReport(t testing.TB, f *experiment.Fit) experiment.FitReport {
	t.Helper()
	r, ok := f.Report().(experiment.FitReport)
	if !ok {
		t.Fatalf("the report is a %T", f.Report())
	}
	return r
}

// four points (1, 2), (2, 3), (3, 5), (4, 6): x̄ = 2.5, ȳ = 4, Sxx = 5, Sxy = 7, so
// that w = 7/5 and b = 4 − 1.4·2.5, and what is left is ∓0.1 and ±0.3.
func four() sim.Opener {
	return files(map[string]string{"four.csv": "t,x,y\n0,1,2\n1,2,3\n0,3,5\n1,4,6\n"})
}

func TestFitByHand(t *testing.T) {
	t.Parallel()
	f := fit(t, four(), "data", "four.csv", "input", "x", "scale", "none", "rate", "0.05", "point", "3")
	r := fitReport(t, f)
	near(t, "least w", r.LeastSquares[0], 1.4)
	near(t, "least b", r.LeastSquares[1], 0.5)
	near(t, "least loss", *r.LeastSquaresLoss, 0.05)
	near(t, "L", r.Loss, 18.5)                  // (4 + 9 + 25 + 36)/4
	near(t, "∂L/∂w", r.Gradient[0], -23.5)      // −2·(2 + 6 + 15 + 24)/4
	near(t, "∂L/∂b", r.Gradient[1], -8)         // −2·ȳ
	near(t, "ℓ₃", r.Point.Loss, 25)             // (0 − 5)²
	near(t, "∂ℓ₃/∂w", r.Point.Gradient[0], -30) // 2·(−5)·3
	near(t, "∂ℓ₃/∂b", r.Point.Gradient[1], -10)
	// H = 2·((7.5, 2.5), (2.5, 1)): eigenvalues 8.5 ± √(6.5² + 5²).
	root := math.Sqrt(6.5*6.5 + 25)
	near(t, "λmin", *r.LambdaMin, 8.5-root)
	near(t, "λmax", *r.LambdaMax, 8.5+root)
	near(t, "κ", *r.Kappa, (8.5+root)/(8.5-root))
	near(t, "limit", *r.RateLimit, 2/(8.5+root))
	f.Step()
	r = fitReport(t, f)
	near(t, "w", r.Params[0], 1.175)
	near(t, "b", r.Params[1], 0.4)
	near(t, "ŷ₃", r.Point.Prediction, 3.925)
	near(t, "ŷ₃ − y₃", r.Point.Residual, -1.075)
}

// With mean 0 and deviation 1 the contours of a line's loss are circles: H = 2·1,
// and µ = ½ leads to the least squares at once. The line is the same.
func TestStandardisedLineHasRoundContours(t *testing.T) {
	t.Parallel()
	f := fit(t, four(), "data", "four.csv", "input", "x", "rate", "0.5")
	r := fitReport(t, f)
	near(t, "κ", *r.Kappa, 1)
	near(t, "mean", r.Offset, 2.5)
	near(t, "deviation", r.Divisor, math.Sqrt(1.25))
	near(t, "w·s", r.LeastSquares[0], 1.4*math.Sqrt(1.25))
	near(t, "b + w·x̄", r.LeastSquares[1], 4)
	f.Step()
	theta := f.Theta()
	near(t, "loss after one step", f.Loss(), 0.05)
	near(t, "ŷ at 10", f.At(&theta, 10), 14.5)
	f.Step()
	if s := f.Status(); s.Outcome != sim.Converged || s.Text() != "least loss L = 0.05" {
		t.Errorf("after two steps: %v, %q", s.Outcome, s.Text())
	}
}

// Descent on a line's loss is the recurrence that a person writes down for it, and
// ends at the least squares.
func TestFitFollowsTheRecurrence(t *testing.T) {
	t.Parallel()
	f := fit(t, nil, "start", "-2,3", "rate", "0.12")
	xs, ys, n := f.Xs(), f.Targets(), float64(f.Len())
	w, b := -2.0, 3.0
	for k := range 600 {
		if math.Abs(f.Theta()[0]-w) > 1e-12*max(1, math.Abs(w)) || math.Abs(f.Theta()[1]-b) > 1e-12*max(1, math.Abs(b)) {
			t.Fatalf("step %d: (%v, %v), want (%v, %v)", k, f.Theta()[0], f.Theta()[1], w, b)
		}
		gw, gb := 0.0, 0.0
		for i := range xs {
			e := w*xs[i] + b - ys[i]
			gw, gb = gw+2*e*xs[i]/n, gb+2*e/n
		}
		w, b = w-0.12*gw, b-0.12*gb
		f.Step()
	}
	best := f.Best().Theta
	if f.Status().Outcome != sim.Converged || math.Abs(best[0]-w) > 1e-9 || math.Abs(best[1]-b) > 1e-9 {
		t.Errorf("it ends at (%v, %v) and is %v; the least squares are %v", w, b, f.Status().Outcome, best)
	}
}

// Points on a curve without noise have that curve for their least squares.
func TestLeastSquaresOfCurves(t *testing.T) {
	t.Parallel()
	for curve, want := range map[string][]float64{"line": {1.5, -1}, "quadratic": {1, -1, -1}, "cubic": {2, 0, -3, 0}} {
		r := fitReport(t, fit(t, nil, "data", curve, "curve", curve, "noise", "0"))
		for j, w := range want {
			if math.Abs(r.LeastSquares[j]-w) > 1e-12 {
				t.Errorf("%s: the least squares are %v, want %v", curve, r.LeastSquares, want)
			}
		}
		if *r.LeastSquaresLoss > 1e-25 {
			t.Errorf("%s: the least loss is %v, want 0", curve, *r.LeastSquaresLoss)
		}
	}
	for _, changes := range [][]string{
		{"samples", "1"},
		{"samples", "3", "curve", "cubic"},
		{"curve", "sine"},
		{"curve", "logistic", "data", "logistic"},
		{"curve", "logistic", "data", "logistic", "loss", "bce", "noise", "0"}, // the steeper the better
	} {
		if best := fit(t, nil, changes...).Best(); best != nil {
			t.Errorf("%v: there is a best %v", changes, best.Theta)
		}
	}
	// Of the lines through (3, 5) the one nearest to w = b = 0 has (w, b) along (3, 1).
	one := files(map[string]string{"one.csv": "x,y\n3,5\n"})
	if aim, ok := fit(t, one, "data", "one.csv", "scale", "none").Aim(); !ok || math.Abs(aim[0]-1.5) > 1e-12 || math.Abs(aim[1]-0.5) > 1e-12 {
		t.Errorf("the nearest line through (3, 5) is %v (%v)", aim, ok)
	}
	if kappa := *fitReport(t, fit(t, nil, "samples", "1")).Kappa; !math.IsInf(kappa, 1) {
		t.Errorf("a line through one point has κ = %v", kappa)
	}
}

// R's lm(Petal.Width ~ Petal.Length): intercept −0.363076, slope 0.415755, residual
// standard error 0.2065 on 148 degrees of freedom.
func TestFitOfIris(t *testing.T) {
	t.Parallel()
	r := fitReport(t, fit(t, nil, "data", "iris", "scale", "none"))
	for j, want := range []float64{0.415755, -0.363076} {
		if math.Abs(r.LeastSquares[j]-want) > 5e-7 {
			t.Errorf("the least squares are %v", r.LeastSquares)
		}
	}
	if rse := math.Sqrt(*r.LeastSquaresLoss * 150 / 148); math.Abs(rse-0.2065) > 5e-5 {
		t.Errorf("the residual standard error is %v", rse)
	}
}

func TestFitGradients(t *testing.T) {
	t.Parallel()
	rnd := sim.NewRandom(5, 1)
	for _, curve := range []string{"line", "quadratic", "cubic", "sine", "logistic"} {
		for _, loss := range []string{"mse", "mae", "huber", "bce"} {
			data := curve
			if loss == "bce" {
				if data = "logistic"; curve != data {
					continue
				}
			}
			f := fit(t, nil, "data", data, "curve", curve, "loss", loss, "samples", "7")
			for range 20 {
				var theta experiment.Theta
				for j := range f.Names() {
					theta[j] = rnd.Uniform(-2, 2)
				}
				checkFitGradient(t, curve+" "+loss, f, theta)
			}
		}
	}
}

// checkFitGradient holds a gradient to central differences, and the mean to the
// parts of the points.
func checkFitGradient(t *testing.T, what string, f *experiment.Fit, theta experiment.Theta) {
	t.Helper()
	const h = 1e-6
	loss, gradient := f.Sum(theta)
	for j, name := range f.Names() {
		before, after := theta, theta
		before[j], after[j] = theta[j]-h, theta[j]+h
		low, _ := f.Sum(before)
		high, _ := f.Sum(after)
		if numeric := (high - low) / (2 * h); math.Abs(numeric-gradient[j]) > 1e-6*max(1, math.Abs(numeric)) {
			t.Errorf("%s: ∂L/∂%s at %v is %v, and by differences %v", what, name, theta, gradient[j], numeric)
		}
		parts, mean := 0.0, 0.0
		for i := range f.Len() {
			p := f.Point(theta, i)
			parts += p.Gradient[j] / float64(f.Len())
			mean += p.Loss / float64(f.Len())
		}
		if math.Abs(parts-gradient[j]) > 1e-12*max(1, math.Abs(parts)) || math.Abs(mean-loss) > 1e-12*max(1, mean) {
			t.Errorf("%s: the means are %v and %v, those of the parts %v and %v", what, loss, gradient[j], mean, parts)
		}
	}
	over, _ := f.LossOver(theta, 0, 1, f.Len())
	if got := over(theta[0], theta[1]); math.Abs(got-loss) > 1e-9*max(1, loss) {
		t.Errorf("%s: the map at %v says %v, and the loss is %v", what, theta, got, loss)
	}
}

func TestFitOutcomes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		changes []string
		steps   int
		want    sim.Outcome
		reason  string
	}{
		{"on its way", nil, 50, sim.Running, ""},
		{"there from the start", []string{"data", "quadratic", "curve", "quadratic", "noise", "0", "start", "1,-1,-1"}, 0, sim.Converged, "least loss L = 0"},
		{"arrived", nil, 700, sim.Converged, "least loss L = 0.330839"},
		{"above 2/λmax", []string{"rate", "0.17"}, 1, sim.Diverged, "µ > 2/λmax = 0.1623: each step overshoots ×1.095"},
		{"below 2/λmax it zigzags", []string{"rate", "0.16"}, 30, sim.Zigzagging, ""},
		{"momentum is stable to (2+2β)/λmax", []string{"rate", "0.3", "optimizer", "momentum"}, 700, sim.Converged, "least loss L = 0.330839"},
		{"but not beyond", []string{"rate", "0.32", "optimizer", "momentum"}, 1, sim.Diverged, "step size too large: each overshoots ×1.4"},
		{"nothing to fit: no slope of a, ω and φ", []string{"curve", "sine", "start", "zeros"}, 100, sim.Stuck, "at a saddle: no slope, and lower ground on both sides"},
		{"many lines go through one point", []string{"samples", "1"}, 200, sim.Converged, "least loss L = 2.29617e-13"},
		{"cross-entropy", []string{"data", "logistic", "curve", "logistic", "loss", "bce", "rate", "5"}, 400, sim.Converged, "least loss L = 0.287865"},
		{"a border without mistakes has no best", []string{"data", "logistic", "curve", "logistic", "loss", "bce", "noise", "0"}, 2000, sim.Running, ""},
		{"absolute errors are never settled in", []string{"loss", "mae"}, 400, sim.Zigzagging, ""},
		{"too small a step moves nothing", []string{"start", "1000,1000", "rate", "1e-12", "loss", "mae"}, 3, sim.Stuck, "its steps are too short to move it: ‖∇f‖ = 2.23"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := fit(t, nil, tt.changes...)
			for range tt.steps {
				f.Step()
			}
			if got := f.Status(); got.Outcome != tt.want || got.Text() != tt.reason {
				t.Errorf("after %d steps at %v: %v, %q; want %v, %q", tt.steps, f.Theta(), got.Outcome, got.Text(), tt.want, tt.reason)
			}
		})
	}
}

// What is said to diverge does, to the end: no number is finite any more, and
// that is no panic.
func TestFitDivergesToTheEnd(t *testing.T) {
	t.Parallel()
	f := fit(t, nil, "rate", "10", "data", "cubic", "curve", "cubic")
	for range 400 {
		f.Step()
	}
	if f.Status().Step != 1 || !math.IsNaN(f.Loss()) && !math.IsInf(f.Loss(), 0) {
		t.Errorf("diverged since step %d, L = %v", f.Status().Step, f.Loss())
	}
	if _, ok := f.Report().(experiment.FitReport); !ok {
		t.Error("there is no report")
	}
}

// Station by station, four steps are the update that a step is else.
func TestFitStations(t *testing.T) {
	t.Parallel()
	slow, fast := fit(t, nil, "pace", "station", "optimizer", "adam"), fit(t, nil, "optimizer", "adam")
	names := []string{"update", "predict", "loss", "gradient"}
	for k := range 41 {
		r, want := fitReport(t, slow), fitReport(t, fast)
		if r.Station != names[k%4] || r.Update != k/4 {
			t.Errorf("step %d is at %s of update %d", k, r.Station, r.Update)
		}
		if slow.Theta() != fast.Theta() || r.Loss != want.Loss {
			t.Errorf("step %d: %v, want %v", k, slow.Theta(), fast.Theta())
		}
		next := slow.Next()
		slow.Step()
		if k%4 == 3 {
			fast.Step()
			if slow.Theta() != next {
				t.Errorf("step %d: %v was foretold, and it came to %v", k, next, slow.Theta())
			}
		}
	}
}

func TestFitEdits(t *testing.T) {
	t.Parallel()
	f := fit(t, nil, "rate", "0.2")
	edit := func(name, text string) error {
		v, err := setup(t, "fit").With(name, text)
		if err != nil {
			t.Fatal(err)
		}
		return f.Apply(sim.Edit{Name: name, Value: v.Value(name)})
	}
	f.Step()
	if f.Status().Outcome != sim.Diverged {
		t.Fatalf("it is %v", f.Status().Outcome)
	}
	if err := edit("rate", "0.1"); err != nil || f.Rate() != 0.1 || f.Status().Outcome != sim.Running {
		t.Errorf("with a smaller step size it is %v (%v)", f.Status().Outcome, err)
	}
	if err := edit("start", "1"); err != nil || f.Theta() != (experiment.Theta{1, 0}) || f.Updates() != 0 || f.Since() != 1 {
		t.Errorf("put somewhere else it is at %v (%v)", f.Theta(), err)
	}
	if err := edit("point", "9999"); err != nil || f.Chosen() != 19 {
		t.Errorf("the chosen point is %d (%v)", f.Chosen(), err)
	}
	if err := edit("start", "1,2,3"); !errors.As(err, new(experiment.ThetaError)) {
		t.Errorf("three parameters of a line: %v", err)
	}
	if err := edit("curve", "cubic"); !errors.Is(err, sim.ErrNeedsRestart) {
		t.Errorf("another curve: %v", err)
	}
}

func TestFitBadInput(t *testing.T) {
	t.Parallel()
	open := files(map[string]string{
		"signs.csv": "x,y\n1,-1\n2,1\n3,1\n",
		"three.csv": "x,y\n1,a\n2,b\n3,c\n",
		"many.csv":  "x,y\n" + strings.Repeat("1,2\n", 10_001),
	})
	tests := []struct {
		changes []string
		want    string
	}{
		{[]string{"loss", "bce"}, `loss: "bce": bce is for probabilities, and the curve is line; give curve logistic, or loss mse`},
		{[]string{"loss", "bce", "curve", "logistic", "data", "signs.csv"}, `loss: "bce": bce needs targets of 0 or 1, and that of point 1 is -1; give data such as logistic, or loss mse`},
		{[]string{"data", "iris", "input", "petal"}, `input: "petal": no such column; there are sepal length, sepal width, petal length, petal width`},
		{[]string{"data", "iris", "target", "rose"}, `target: "rose": no such column; there are sepal length, sepal width, petal length, petal width, setosa, versicolor, virginica`},
		{[]string{"data", "signs.csv", "input", "z"}, `input: "z": no such column; there are x`},
		{[]string{"data", "three.csv"}, `target: "": "y" names 3 classes; give a column of numbers or of two classes`},
		{[]string{"data", "many.csv"}, `data: "many.csv": 10001 points; give 10000 at most`},
		{[]string{"start", "1,2,3"}, `start: "1,2,3": give auto, zeros or numbers from -1000000 to 1000000 for w, b; 2 at most`},
		{[]string{"data", "none.csv"}, `data: "none.csv": file does not exist; give one of line, quadratic, cubic, sine, logistic, iris or a CSV or IDX file that can be read`},
	}
	for _, tt := range tests {
		_, err := experiment.NewFit(setup(t, "fit", tt.changes...), open)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%v: %v\nwant %s", tt.changes, err, tt.want)
		}
	}
	if _, err := experiment.NewFit(setup(t, "fit", "data", "four.csv"), nil); !errors.As(err, new(experiment.NoFilesError)) {
		t.Errorf("without files: %v", err)
	}
}

// These bits were computed once; a machine that rounds otherwise is caught here.
func TestFitKnownBits(t *testing.T) {
	t.Parallel()
	f := fit(t, nil, "data", "sine", "curve", "sine", "optimizer", "adam")
	for range 100 {
		f.Step()
	}
	got := fmt.Sprintf("%x", []float64{f.Theta()[0], f.Theta()[1], f.Theta()[2], f.Theta()[3], f.Loss()})
	if want := "[0x1.75d3dd1d7b8fp+00 0x1.21a9fa61c9d78p+00 0x1.eb11e07979666p-02 0x1.31ed959e52fa1p-01 0x1.300e2422900cfp-04]"; got != want {
		t.Errorf("after 100 steps the bits are\n%s, want\n%s", got, want)
	}
}

func TestFitStepAllocatesNothing(t *testing.T) {
	for _, changes := range [][]string{nil, {"data", "sine", "curve", "sine", "loss", "huber", "pace", "station"}} {
		f := fit(t, nil, changes...)
		for range 3000 { // until the history has the room it will ever have
			f.Step()
		}
		if n := testing.AllocsPerRun(500, f.Step); n != 0 {
			t.Errorf("%v: a step allocates %v times", changes, n)
		}
	}
}

func BenchmarkFit(b *testing.B) {
	f := fit(b, nil, "samples", "1000", "data", "sine", "curve", "sine")
	b.ReportAllocs()
	for b.Loop() {
		f.Step()
	}
}

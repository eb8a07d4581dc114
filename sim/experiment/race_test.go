package experiment_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/sim/optimizer"
)

// raceSetup returns the defaults with changes given as name, text pairs.
func raceSetup(t testing.TB, changes ...string) sim.Setup {
	t.Helper()
	s := sim.NewSetup("race", experiment.RaceParams())
	for i := 0; i < len(changes); i += 2 {
		var err error
		if s, err = s.With(changes[i], changes[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func race(t testing.TB, changes ...string) *experiment.Race {
	t.Helper()
	r, err := experiment.NewRace(raceSetup(t, changes...), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func advance(r *experiment.Race, steps int) *experiment.Race {
	for range steps {
		r.Step()
	}
	return r
}

func point(x, y float64) string { return sim.FormatNumber(x) + "," + sim.FormatNumber(y) }

// Every rule on three functions as PyTorch's documentation has it, worked by
// testdata/race.py.
func TestRaceFollowsPyTorch(t *testing.T) {
	file, err := os.Open("testdata/race.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	starts := map[string]string{"rosenbrock": "auto", "himmelblau": "0.5,-0.25"}
	rules := map[string]int{}
	var run *experiment.Race
	var running string
	step := 0
	for _, row := range rows {
		f, name := row[0], row[1]
		if f+name != running {
			start, named := starts[f]
			if !named {
				start = "3,2"
			}
			run, running, step = race(t, "f", f, "start", start, "optimizers", name), f+name, 0
			spec, err := optimizer.Parse(name)
			if err != nil {
				t.Fatal(err)
			}
			rules[spec.Name()]++
		}
		var want [4]float64 // step, x, y, f
		for i := range want {
			if want[i], err = strconv.ParseFloat(row[2+i], 64); err != nil {
				t.Fatal(err)
			}
		}
		advance(run, int(want[0])-step)
		step = int(want[0])
		b := run.Racers()[0]
		for i, got := range []float64{b.At[0], b.At[1], b.F} {
			if !(math.Abs(got-want[1+i]) <= 1e-9*max(1, math.Abs(want[1+i]))) {
				t.Errorf("%s on %s after %d steps: %v with f = %v, want %v", name, f, step, b.At, b.F, want[1:])
				break
			}
		}
	}
	for _, name := range optimizer.Names() {
		if rules[name] != 3 {
			t.Errorf("%s runs on %d functions, want 3", name, rules[name])
		}
	}
}

// On a quadratic gradient descent multiplies the part of the distance along an
// eigenvector by 1 − µλ at each step.
func TestRaceOnQuadraticsIsTheClosedForm(t *testing.T) {
	half := math.Sqrt(0.5)
	for _, test := range []struct {
		f       string
		bottom  [2]float64
		vectors [2][2]float64
		values  [2]float64
	}{
		{"ravine", [2]float64{0, 0}, [2][2]float64{{1, 0}, {0, 1}}, [2]float64{1, 100}},
		{"booth", [2]float64{1, 3}, [2][2]float64{{half, -half}, {half, half}}, [2]float64{2, 18}},
		{"matyas", [2]float64{0, 0}, [2][2]float64{{half, half}, {half, -half}}, [2]float64{0.04, 1}},
		{"saddle", [2]float64{0, 0}, [2][2]float64{{0, 1}, {1, 0}}, [2]float64{-2, 2}},
	} {
		for _, rate := range []float64{0.001, 0.015, 0.1, 0.3} {
			r := race(t, "f", test.f, "optimizers", "sgd", "rate", sim.FormatNumber(rate))
			start := r.Racers()[0].At
			for k := range 30 {
				at := r.Racers()[0].At
				for i, v := range test.vectors {
					part := func(p [2]float64) float64 {
						return v[0]*(p[0]-test.bottom[0]) + v[1]*(p[1]-test.bottom[1])
					}
					want := part(start) * math.Pow(1-rate*test.values[i], float64(k))
					// The part that grows leaves its rounding in the other.
					size := max(1, math.Abs(want), math.Hypot(at[0], at[1]))
					if got := part(at); !(math.Abs(got-want) <= 1e-12*size) {
						t.Fatalf("%s with µ = %v, step %d: %v along %v, want %v", test.f, rate, k, got, v, want)
					}
				}
				r.Step()
			}
		}
	}
}

func TestRaceReport(t *testing.T) {
	r := race(t, "f", "rosenbrock", "optimizers", " adam(lr=0.1, beta1=0.9) , sgd")
	report, ok := r.Report().(experiment.RaceReport)
	if !ok || len(report.Runs) != 2 {
		t.Fatalf("the report is %+v", r.Report())
	}
	want := "{adam(lr=0.1, beta1=0.9) [-1.2 1] [-1.2 1] 24.199999999999996 [-215.59999999999997 -87.99999999999999] running  {0 1 0} [23.633019348716857 1506.366980651283]}"
	if got := fmt.Sprint(report.Runs[0]); got != want {
		t.Errorf("the report of the first is %s, want %s", got, want)
	}
	r.Step()
	if report.Runs[1].X[0] != -1.2 {
		t.Error("a report changes with the race")
	}
}

func TestRaceEdits(t *testing.T) {
	r := race(t, "f", "ravine", "start", "8,1", "optimizers", "sgd,sgd(lr=0.01)", "rate", "0.03")
	apply := func(name, text string) error {
		return r.Apply(sim.Edit{Name: name, Value: raceSetup(t, name, text).Value(name)})
	}
	advance(r, 2)
	if got := r.Racers()[0].Status().Outcome; got != sim.Diverged {
		t.Fatalf("with µ = 0.03: %v", got)
	}
	if err := apply("rate", "0.005"); err != nil {
		t.Fatal(err)
	}
	r.Step()
	a, b := r.Racers()[0], r.Racers()[1]
	if got := a.Status().Outcome; got == sim.Diverged || rateOf(a) != 0.005 || rateOf(b) != 0.01 {
		t.Errorf("with µ = 0.005: %v, rates %v and %v", got, rateOf(a), rateOf(b))
	}
	if want := 4 * 0.5; math.Abs(a.At[1]-want) > 1e-12 {
		t.Errorf("y = %v after two steps of 0.03 and one of 0.005, want %v", a.At[1], want)
	}
	for name, text := range map[string]string{"f": "booth", "start": "1,1", "optimizers": "adam"} {
		if err := apply(name, text); !errors.Is(err, sim.ErrNeedsRestart) {
			t.Errorf("edit of %s = %v, want one that needs a restart", name, err)
		}
	}
}

func TestRaceRefuses(t *testing.T) {
	const start = "give auto, two numbers from -1000000 to 1000000 such as -1.2,1, or several starts such as (-1.2,1),(2,2)"
	for _, test := range []struct{ name, text, want string }{
		{"start", "", `start: "": ` + start},
		{"start", "1", `start: "1": ` + start},
		{"start", "1,2,3", `start: "1,2,3": ` + start},
		{"start", "1,x", `start: "1,x": ` + start},
		{"start", "1_0,1", `start: "1_0,1": ` + start},
		{"start", "0x10,1", `start: "0x10,1": ` + start},
		{"optimizers", "adam(lr=1_0)", `optimizers: "adam(lr=1_0)": adam: lr="1_0"; give a number with 0 ≤ lr`},
		{"start", "NaN,1", `start: "NaN,1": ` + start},
		{"start", "1,1e7", `start: "1,1e7": ` + start},
		{"optimizers", "sgd,adam(lr=-1)", `optimizers: "sgd,adam(lr=-1)": adam: lr="-1"; give a number with 0 ≤ lr`},
		{"optimizers", "sgd,sgd", `optimizers: "sgd,sgd": "sgd" is named twice; name it once`},
		{"f", "w^2", `f: "w^2": the formula is written in w; write it in two variables, such as x and y`},
	} {
		if _, err := raceSetup(t).With(test.name, test.text); err == nil || err.Error() != test.want {
			t.Errorf("%s=%q: %v, want %s", test.name, test.text, err, test.want)
		}
	}
	_, err := raceSetup(t).With("optimizers", "sgd,adma(lr=0.1)")
	if got := sim.Guess(err).Error(); got != err.Error()+"; did you mean adam?" {
		t.Errorf("a misspelt optimiser: %s", got)
	}
	if id, args := (experiment.StartError{}).Message(); id != "error.start" || args["Min"] != "-1000000" || args["Max"] != "1000000" {
		t.Errorf("the message of a wrong start is %s %v", id, args)
	}
	nine := "sgd,adam,lion,adamw,nadam,radam,adagrad,rmsprop,momentum"
	if _, err := experiment.NewRace(raceSetup(t, "optimizers", nine), nil); err == nil || err.Error() != `optimizers: "`+nine+`": 9 entries; give 8 at most` {
		t.Errorf("nine optimisers: %v", err)
	}
}

func TestRaceTellsAboutSurfaces(t *testing.T) {
	p, err := raceSetup(t).Param("f")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"booth":  "(x + 2y - 7)^2 + (2x + y - 5)^2; min 0 (1, 3)",
		"saddle": "x^2 - y^2",
		"nobody": "",
	} {
		if got := p.About(name); got != want {
			t.Errorf("about %s: %q, want %q", name, got, want)
		}
	}
	if got := race(t, "f", "booth").Terrain().Name(); got != "booth" {
		t.Errorf("the surface is %q", got)
	}
}

// The bits below were worked out on amd64. They hold every other machine, and
// every later version, to the same numbers.
func TestRaceKnownBits(t *testing.T) {
	want := []string{
		"-0x1.b7c85bcdbb558p-01", "0x1.a00cfaab7cc14p-01", "0x1.89d9614439e78p-01", "-0x1.2c9da2bd88ed6p+00",
		"-0x1.0f7f17ecdbfb6p+00", "-0x1.ea6bf4235f1e3p-01", "-0x1.14b7f461492c9p+00", "-0x1.f7ee6b125a34bp-01",
	}
	r := advance(race(t, "f", "rosenbrock", "rate", "0.001", "optimizers", "sgd,momentum,nesterov,adagrad,rmsprop,adadelta(lr=1),nadam,radam"), 200)
	for i, b := range r.Racers() {
		if got := strconv.FormatFloat(b.At[0], 'x', -1, 64); got != want[i] {
			t.Errorf("%s: x = %s, want %s", b.Name, got, want[i])
		}
	}
}

// A seek leads to the state of a straight run, and a clone goes its own way.
func TestRaceTimeline(t *testing.T) {
	s := raceSetup(t, "f", "himmelblau", "rate", "0.01", "optimizers", "sgd,momentum,nadam(lr=0.2),radam(lr=0.1)")
	wishes := []wish{{"rate", "0.5"}, {"rate", "0.02"}, {"start", "1,2"}}
	wander(t, s, wishes, experiment.NewRace)
	a := advance(race(t, "f", "rosenbrock", "rate", "0.001"), 10)
	b := a.Clone()
	advance(a, 20)
	advance(b, 20)
	for i := range a.History().Len() {
		for column := range 12 {
			if x, y := a.History().Value(i, column), b.History().Value(i, column); x != y {
				t.Fatalf("column %d of sample %d is %v, and %v in the clone", column, i, x, y)
			}
		}
	}
	if h, at := a.History(), a.Racers()[3].At; h.Len() != 31 || h.Value(30, 9) != at[0] || h.Value(30, 10) != at[1] || h.Value(0, 2) != 24.199999999999996 {
		t.Errorf("the history of 30 steps has %d samples, the last optimiser is at %v", h.Len(), at)
	}
}

func TestRaceStepAllocatesNothing(t *testing.T) {
	for _, f := range []string{"rosenbrock", "booth", "sin(x)*cos(y) + x^2/8 + y^2/8"} {
		r := advance(race(t, "f", f, "optimizers", "sgd,momentum,nesterov,adagrad,adadelta,nadam,radam,lion"), 2)
		if n := testing.AllocsPerRun(500, r.Step); n != 0 {
			t.Errorf("%s: a step allocates %v times, want 0", f, n)
		}
	}
}

func BenchmarkRace(b *testing.B) {
	const racers = "sgd,momentum,nesterov,adagrad,rmsprop,adam,nadam,lion"
	for _, f := range []string{"(1 - x)^2 + 100(y - x^2)^2", "sin(x)*cos(2y) + (x - 1)^2/4 + x*y/5 + y^4/10"} {
		b.Run(f, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				advance(race(b, "f", f, "optimizers", racers, "rate", "0.01"), 1000)
			}
		})
	}
}

func rateOf(b experiment.Racer) float64 {
	rate, _ := b.Rate()
	return rate
}

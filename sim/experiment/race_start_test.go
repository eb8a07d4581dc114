package experiment_test

import (
	"fmt"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// Every optimiser runs from every start, and as it does from there alone.
func TestRaceStarts(t *testing.T) {
	const optimizers = "sgd,newton"
	all := advance(race(t, "start", " (-1,-1) ,(0.5, 2) ,(4,4)", "optimizers", optimizers), 50)
	if got := experiment.FormatStarts(all.Starts()); got != "(-1,-1),(0.5,2),(4,4)" {
		t.Errorf("the starts are %s", got)
	}
	report, ok := all.Report().(experiment.RaceReport)
	if !ok || len(report.Runs) != 6 {
		t.Fatalf("the report is %+v", all.Report())
	}
	for k, start := range []string{"-1,-1", "(0.5,2)", "4,4"} {
		alone, ok := advance(race(t, "start", start, "optimizers", optimizers), 50).Report().(experiment.RaceReport)
		if !ok {
			t.Fatal("the report is another one's")
		}
		for i := range alone.Runs {
			if got, want := fmt.Sprint(report.Runs[3*i+k]), fmt.Sprint(alone.Runs[i]); got != want {
				t.Errorf("run %d is %s, and alone %s", 3*i+k, got, want)
			}
		}
	}
}

func TestRaceRefusesStarts(t *testing.T) {
	for _, text := range []string{"(", "()", "(1,2", "(1,2),", "(1,2)(3,4)", "(1,2),3,4", "((1,2))", "(1,2)x", "1,2,(3,4)"} {
		want := fmt.Sprintf("start: %q: %v", text, experiment.StartError{})
		if _, err := raceSetup(t).With("start", text); err == nil || err.Error() != want {
			t.Errorf("start=%s: %v, want %s", text, err, want)
		}
	}
	const three = "(1,1),(2,2),(3,3)"
	want := `start: "` + three + `": 4 optimisers from 3 starts are 12 runs, and at most 8 race`
	if _, err := experiment.NewRace(raceSetup(t, "start", three), nil); err == nil || err.Error() != want {
		t.Errorf("twelve runs: %v, want %s", err, want)
	}
	if id, _ := (experiment.TooManyRunsError{}).Message(); id != "error.too-many-runs" {
		t.Errorf("the message of too many runs is %s", id)
	}
}

// A pole below which f has no bottom is no minimum.
func TestRacePoleIsNoMinimum(t *testing.T) {
	r := advance(race(t, "f", "log(x) + y^2", "optimizers", "nelder-mead"), 300)
	if got := r.Status(); got.Outcome != sim.Stuck || got.Text() != "the method has ended: it finds no lower point; ‖∇f‖ = 5.23e+20" {
		t.Errorf("it is %v: %s", got.Outcome, got.Text())
	}
}

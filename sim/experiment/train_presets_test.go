package experiment_test

import (
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// What the texts of the presets claim, they hold with several seeds.
func TestPresetsDoWhatTheyClaim(t *testing.T) {
	t.Parallel()
	claims := map[string]func(t *testing.T, r results){
		"xor-line": func(t *testing.T, r results) {
			if r.best > 0.75 {
				t.Errorf("%v of the corners are right at some step, want 0.75 at most", r.best)
			}
			if r.last.Loss < 0.69 || r.last.Loss > 0.70 {
				t.Errorf("the loss is %v, want about ln 2", r.last.Loss)
			}
		},
		"xor":    func(t *testing.T, r results) { atLeast(t, "training accuracy", *r.last.Accuracy, 1) },
		"circle": func(t *testing.T, r results) { atLeast(t, "accuracy over all points", r.all, 0.95) },
		"moons":  func(t *testing.T, r results) { atLeast(t, "test accuracy", *r.last.TestAccuracy, 0.98) },
		"spiral": func(t *testing.T, r results) { atLeast(t, "test accuracy", *r.last.TestAccuracy, 0.98) },
		"iris":   func(t *testing.T, r results) { atLeast(t, "accuracy over all flowers", r.all, 0.95) },
	}
	for _, p := range experiment.TrainPresets() {
		claim := claims[p.Name]
		if claim == nil {
			t.Errorf("nothing is claimed of %s", p.Name)
			continue
		}
		for _, seed := range []uint64{1, 2, 3, sim.DefaultSeed} {
			t.Run(p.Name, func(t *testing.T) {
				t.Parallel()
				claim(t, preset(t, p, seed))
			})
		}
	}
}

func atLeast(t *testing.T, what string, got, want float64) {
	t.Helper()
	if got < want {
		t.Errorf("%s is %v, want %v at least", what, got, want)
	}
}

// results is how a preset ends.
type results struct {
	last experiment.TrainReport
	all  float64 // share of right answers over training and test set
	best float64 // training accuracy at any step
}

// preset runs one to its end.
func preset(t *testing.T, p experiment.Preset, seed uint64) (r results) {
	t.Helper()
	m, err := sim.ParseMoment("train "+p.Line, experiment.DefaultSetup)
	if err != nil {
		t.Fatal(err)
	}
	m.Setup.Seed = seed
	run, err := experiment.NewTrain(m.Setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	if run.Length() == 0 {
		t.Fatal("the preset never ends")
	}
	for range run.Length() {
		run.Step()
		r.best = max(r.best, *run.Accuracy())
	}
	if got := run.Status().Outcome; got != sim.Stopped {
		t.Errorf("it ends %v, want stopped", got)
	}
	r.last = report(run)
	train, test, _ := run.Points()
	r.all = *r.last.Accuracy
	if r.last.TestAccuracy != nil {
		r.all = (*r.last.Accuracy*float64(train) + *r.last.TestAccuracy*float64(test)) / float64(train+test)
	}
	return r
}

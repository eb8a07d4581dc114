package experiment_test

import (
	"errors"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// A run with patience ends where one without, judged from outside, says: when the
// least test loss of any epoch lies so many epochs back.
func TestPatience(t *testing.T) {
	t.Parallel()
	setup := strings.Fields("data moons noise 0.3 hidden 16,16 optimizer adam rate 0.05 split 0.5 samples 60 batch 7")
	const patience, each = 4, 5 // 30 training points in batches of 7
	free := train(t, nil, setup...)
	best, bestEpoch, end := free.TestLoss(), 0, 0
	for epoch := 1; end == 0; epoch++ {
		for range each {
			free.Step()
		}
		if loss := free.TestLoss(); loss < best {
			best, bestEpoch = loss, epoch
		}
		if epoch-bestEpoch == patience {
			end = epoch * each
		}
		if epoch > 500 {
			t.Fatal("the test loss goes on to improve")
		}
	}
	run := train(t, nil, append(setup, "patience", "4")...)
	for range end + 30 {
		run.Step()
	}
	status := run.Status()
	if status.Outcome != sim.Stopped || status.Step != end || run.Length() != end {
		t.Errorf("it is %v since step %d of %d, want stopped at %d", status.Outcome, status.Step, run.Length(), end)
	}
	early, ok := status.Reason.(experiment.StoppedEarly)
	if !ok || early.Epoch != bestEpoch || early.Loss != best || early.Step != bestEpoch*each {
		t.Errorf("the reason is %+v, want the best %v after epoch %d", status.Reason, best, bestEpoch)
	}
	if run.TestLoss() != free.TestLoss() {
		t.Error("steps beyond the end change the network")
	}
	if text := status.Text(); !strings.Contains(text, "epoch") {
		t.Errorf("the reason %q does not name the epoch", text)
	}
}

// Without a test set there is nothing to be patient about.
func TestPatienceNeedsATestSet(t *testing.T) {
	t.Parallel()
	run := train(t, nil, "patience", "1", "rate", "0.000001")
	for range 100 {
		run.Step()
	}
	if run.Status().Reason != nil {
		t.Errorf("it has stopped: %v", run.Status().Text())
	}
}

func TestEpochs(t *testing.T) {
	t.Parallel()
	run := train(t, nil, "epochs", "3", "samples", "25", "batch", "10")
	if run.Length() != 9 {
		t.Errorf("the run is to end at step %d, want 9: three epochs of three batches", run.Length())
	}
	for range 9 {
		if run.Status().Reason != nil {
			t.Errorf("it has stopped too early: %v", run.Status())
		}
		run.Step()
	}
	at := report(run)
	if run.Status() != (sim.Status{Outcome: sim.Stopped, Step: 9, Reason: experiment.EpochsDone{Epochs: 3}}) || at.Epoch != 3 {
		t.Errorf("after epoch %v the status is %v", at.Epoch, run.Status())
	}
	run.Step()
	if report(run).Loss != at.Loss {
		t.Error("a step beyond the end changes the network")
	}
	if run := train(t, nil); run.Length() != 0 {
		t.Errorf("a run without an end is to end at %d", run.Length())
	}
}

// A live change of the axes changes nothing but the map.
func TestAxesAreLive(t *testing.T) {
	t.Parallel()
	run, left := train(t, nil, "data", "iris"), train(t, nil, "data", "iris")
	p, err := setup(t, "train").Param("axes")
	if err != nil {
		t.Fatal(err)
	}
	edit := func(text string) error {
		v, err := p.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return run.Apply(sim.Edit{Name: "axes", Value: v})
	}
	if err := edit("petal length,1"); err != nil {
		t.Fatal(err)
	}
	if got := run.Plane().Names; got != [2]string{"petal length", "sepal length"} {
		t.Errorf("the map is over %v", got)
	}
	before := run.Plane()
	if err := edit("petal,1"); err == nil || run.Plane() != before {
		t.Errorf("an unknown column: %v", err)
	}
	run.Step()
	left.Step()
	if run.Loss() != left.Loss() {
		t.Error("another map makes another network")
	}
}

func TestAxesRefused(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ axes, want string }{
		{"1,9", `axes: "1,9": no column "9"; give auto, pca, or two by number or name of sepal length, sepal width, petal length, petal width`},
		{"1,1", `axes: "1,1": `},
	} {
		_, err := experiment.NewTrain(setup(t, "train", "data", "iris", "axes", tt.axes), nil)
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("axes=%s: %v, want %s", tt.axes, err, tt.want)
		}
	}
	p, _ := setup(t, "train").Param("axes")
	for _, text := range []string{"", "1", "1,2,3", "1,"} {
		if _, err := p.Parse(text); err == nil {
			t.Errorf("axes=%q is taken", text)
		}
	}
	_, err := experiment.NewTrain(setup(t, "train", "data", "iris", "axes", "petal lenth,1"), nil)
	if e, ok := errors.AsType[experiment.AxesError](err); !ok || e.Entry != "petal lenth" {
		t.Errorf("the error %v does not say which name is unknown", err)
	}
}

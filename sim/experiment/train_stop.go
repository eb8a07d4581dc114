package experiment

import (
	"fmt"

	"nabla/sim"
)

// maxEpochs is how many epochs one may ask for.
const maxEpochs = 100_000

// stop ends a training: after so many epochs, or once the test loss has not
// improved for so many (early stopping: Prechelt 1998). The zero value never does.
type stop struct {
	epochs, patience int // 0 for never
	each             int // updates an epoch takes
	best             float64
	bestEpoch        int
	status           sim.Status
}

// untested reports whether a setup leaves nothing to test on.
func untested(s sim.Setup) bool { return s.Value("split").Number() == 1 }

func newStop(setup sim.Setup, l *learner) stop {
	s := stop{epochs: setup.Value("epochs").Whole(), each: (l.material.train.n + l.batchSize - 1) / l.batchSize}
	if l.tested.n > 0 {
		s.patience = setup.Value("patience").Whole()
	}
	if s.patience > 0 {
		s.best = l.testLoss()
	}
	return s
}

// judge looks, at the end of an epoch, whether it was the last one.
func (s *stop) judge(l *learner) {
	if s.epochs == 0 && s.patience == 0 || l.step%s.each != 0 {
		return
	}
	epoch := l.step / s.each
	if s.patience > 0 {
		if loss := l.testLoss(); loss < s.best || s.best != s.best {
			s.best, s.bestEpoch = loss, epoch
		}
		if epoch-s.bestEpoch >= s.patience {
			s.status = sim.Status{Outcome: sim.Stopped, Step: l.step, Reason: StoppedEarly{
				Patience: s.patience, Epoch: s.bestEpoch, Step: s.bestEpoch * s.each, Loss: s.best,
			}}
			return
		}
	}
	if epoch == s.epochs {
		s.status = sim.Status{Outcome: sim.Stopped, Step: l.step, Reason: EpochsDone{Epochs: epoch}}
	}
}

// ended reports whether the end has come.
func (s *stop) ended() bool { return s.status.Reason != nil }

// length returns the step of the end as far as it is known, 0 for none.
func (s *stop) length() int {
	if s.ended() {
		return s.status.Step
	}
	return s.epochs * s.each
}

// StoppedEarly is the end of a training whose test loss has not improved.
type StoppedEarly struct {
	Patience    int // epochs it has waited
	Epoch, Step int // of the least test loss
	Loss        float64
}

func (r StoppedEarly) String() string {
	return fmt.Sprintf("no better test loss for %d epochs; the best was %s after epoch %d (step %d)", r.Patience, digits(r.Loss), r.Epoch, r.Step)
}

// Message returns the id and the arguments of the translated text.
func (r StoppedEarly) Message() (string, map[string]any) {
	return "reason.stopped-early", map[string]any{"Patience": r.Patience, "Loss": digits(r.Loss), "Epoch": r.Epoch, "Step": r.Step}
}

// EpochsDone is the end of a training after as many epochs as were asked for.
type EpochsDone struct{ Epochs int }

func (r EpochsDone) String() string {
	return fmt.Sprintf("after %d epochs, as asked", r.Epochs)
}

// Message returns the id and the arguments of the translated text.
func (r EpochsDone) Message() (string, map[string]any) {
	return "reason.epochs-done", map[string]any{"Epochs": r.Epochs}
}

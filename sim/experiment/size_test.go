package experiment_test

import (
	"runtime"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// state is one that tells its size.
type state[S any] interface {
	sim.State[S]
	sim.Sized
}

// checkSize checks that what a run says of its size is about what a clone takes, so
// that a timeline keeps as much of it as is meant, and no more.
func checkSize[S state[S]](open func(testing.TB, string) *sim.Timeline[S], lines ...string) func(*testing.T) {
	return func(t *testing.T) {
		for _, text := range lines {
			line := open(t, text)
			line.Seek(10)
			var before, after runtime.MemStats
			const clones = 100
			runtime.ReadMemStats(&before)
			for range clones {
				runtime.KeepAlive(line.Now().Clone())
			}
			runtime.ReadMemStats(&after)
			took := int(after.TotalAlloc-before.TotalAlloc) / clones
			if size := line.Now().Size(); size < took/2 || size > 2*took {
				t.Errorf("%s says %d bytes, and a clone takes %d", text, size, took)
			}
		}
	}
}

func TestSize(t *testing.T) {
	t.Run("train", checkSize(openLine,
		playground, "train", "train data=iris hidden=64,64 optimizer=adam", "train data=spiral samples=5000 hidden=8,8,8",
	))
	t.Run("vanishing", checkSize(opener(experiment.NewVanishing),
		"vanishing", "vanishing activations=tanh depth=20", "vanishing activations=relu,tanh,elu width=32 optimizer=adam",
	))
	t.Run("dashboard", checkSize(opener(experiment.NewDashboard),
		"dashboard", "dashboard activations=tanh depth=1 width=1", "dashboard starts=-1,0,1,2,3 rates=0.1,0.2",
	))
}

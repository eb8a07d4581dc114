package labs

import (
	"nabla/model"
	"nabla/sim"
	"nabla/sim/experiment"
)

// All returns the labs in teaching order.
func All() []model.Entry {
	return []model.Entry{
		entry("dashboard", newDashboard, 30),
		entry("derivative", newDerivative, 5),
		entry("rules", newRules, 1),
		entry("chain", newChain, 2),
		entry("gradient", newGradient, 10),
		entry("convexity", newConvexity, 10),
		entry("descent", newDescent, 30),
		entry("fit", newFit, 30),
		entry("race", newRace, 30),
		entry("train", newTrain, 30),
		entry("vanishing", newVanishing, 30),
	}
}

// entry is the lab of an experiment, which plays at so many steps a second at
// first. It panics where there is no experiment of the name: a mistake in the
// list above.
func entry(name string, start func() model.Lab, pace int) model.Entry {
	spec, err := experiment.Find(name)
	if err != nil {
		panic("labs: " + err.Error())
	}
	return model.Entry{Name: spec.Name, Params: spec.Params, New: start, Pace: pace}
}

// run is what every lab has: the setup it was opened with and its timeline.
type run[S sim.State[S]] struct {
	*sim.Timeline[S]
	setup sim.Setup
	begin func(sim.Setup, sim.Opener) (S, error)
}

// batch is how many points an update looks at, 0 for the whole training set:
// before the first update, the gradient is that of the whole set.
func (r *run[S]) batch() int {
	if r.Step() == 0 {
		return 0
	}
	return r.setup.Value("batch").Whole()
}

// Load makes the run of the setup ready.
func (r *run[S]) Load(setup sim.Setup, files sim.Opener) (start func(), err error) {
	state, err := r.begin(setup, files)
	if err != nil {
		return nil, err
	}
	if w, ok := any(state).(interface{ Watch() }); ok {
		w.Watch()
	}
	return func() { r.Timeline, r.setup = sim.NewTimeline(state), setup }, nil
}

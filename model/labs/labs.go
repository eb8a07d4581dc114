package labs

import (
	"nabla/model"
	"nabla/sim"
	"nabla/sim/experiment"
)

// All returns the labs in teaching order.
func All() []model.Entry {
	return []model.Entry{
		entry("dashboard", newDashboard),
		entry("train", newTrain),
		entry("vanishing", newVanishing),
		entry("descent", newDescent),
	}
}

// entry is the lab of an experiment. It panics where there is no experiment of
// the name: a mistake in the list above.
func entry(name string, start func() model.Lab) model.Entry {
	spec, err := experiment.Find(name)
	if err != nil {
		panic("labs: " + err.Error())
	}
	return model.Entry{Name: spec.Name, Params: spec.Params, New: start}
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
	return func() { r.Timeline, r.setup = sim.NewTimeline(state), setup }, nil
}

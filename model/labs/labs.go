package labs

import (
	"nabla/model"
	"nabla/sim"
	"nabla/sim/experiment"
)

// All returns the labs in teaching order.
func All() []model.Entry {
	return []model.Entry{
		{Name: "dashboard", Params: experiment.DashboardParams(), New: newDashboard},
		{Name: "train", Params: experiment.TrainParams(), New: newTrain},
		{Name: "vanishing", Params: experiment.VanishingParams(), New: newVanishing},
		{Name: "descent", Params: experiment.DescentParams(), New: newDescent},
	}
}

// run is what every lab has: the setup it was opened with and its timeline.
type run[S sim.State[S]] struct {
	*sim.Timeline[S]
	setup sim.Setup
	start func(sim.Setup, sim.Opener) (S, error)
}

// Open starts the run of the setup.
func (r *run[S]) Open(setup sim.Setup, files sim.Opener) error {
	state, err := r.start(setup, files)
	if err != nil {
		return err
	}
	r.Timeline, r.setup = sim.NewTimeline(state), setup
	return nil
}

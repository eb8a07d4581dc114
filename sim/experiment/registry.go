package experiment

import "nabla/sim"

// Spec is one kind of experiment: its name, what can be set, and how one
// starts. Spec.Open reads files through the opener it is given.
type Spec struct {
	Name   string
	Params []sim.Param
	Open   func(setup sim.Setup, files sim.Opener) (sim.Runner, error)
}

// All returns every kind of experiment in the order they are taught.
func All() []Spec {
	return []Spec{
		{Name: "dashboard", Params: DashboardParams(), Open: open(NewDashboard)},
		{Name: "train", Params: TrainParams(), Open: open(NewTrain)},
		{Name: "vanishing", Params: VanishingParams(), Open: open(NewVanishing)},
		{Name: "descent", Params: DescentParams(), Open: open(NewDescent)},
		{Name: "race", Params: RaceParams(), Open: open(NewRace)},
	}
}

// open forgets which type of experiment a constructor makes.
func open[S sim.Runner](start func(sim.Setup, sim.Opener) (S, error)) func(sim.Setup, sim.Opener) (sim.Runner, error) {
	return func(setup sim.Setup, files sim.Opener) (sim.Runner, error) {
		run, err := start(setup, files)
		if err != nil {
			return nil, err
		}
		return run, nil
	}
}

// DefaultSetup returns the setup that an experiment of the name starts with,
// or a [sim.UnknownLabError].
func DefaultSetup(name string) (sim.Setup, error) {
	spec, err := Find(name)
	if err != nil {
		return sim.Setup{}, err
	}
	return sim.NewSetup(spec.Name, spec.Params), nil
}

// Find returns the experiment of the name, or a [sim.UnknownLabError].
func Find(name string) (Spec, error) {
	all := All()
	known := make([]string, len(all))
	for i, spec := range all {
		if spec.Name == name {
			return spec, nil
		}
		known[i] = spec.Name
	}
	return Spec{}, sim.UnknownLabError{Name: name, Known: known}
}

package experiment

import "nabla/sim"

// Spec is one kind of experiment: its name, what can be set, and how one
// starts. Spec.Open reads files through the opener it is given.
type Spec struct {
	Name    string
	Params  []sim.Param
	Presets []Preset
	Open    func(setup sim.Setup, files sim.Opener) (sim.Runner, error)
	Copy    func(run sim.Runner) sim.Runner // of one that Open returned
}

// Preset is a setup of an experiment that is worth a look. Its texts are the
// messages "preset." and "preset-idea.", the name of the experiment, a hyphen, and
// its own: what it is called, and what there is to see.
type Preset struct {
	Name string
	Line string // what is set, as in a share line: "data=xor hidden=4"
}

// All returns every kind of experiment in the order they are taught.
func All() []Spec {
	return []Spec{
		spec("dashboard", DashboardParams(), NewDashboard),
		spec("derivative", DerivativeParams(), NewDerivative),
		spec("rules", RulesParams(), NewRules),
		spec("chain", ChainParams(), NewChain),
		spec("gradient", GradientParams(), NewGradient),
		spec("convexity", ConvexityParams(), NewConvexity),
		spec("descent", DescentParams(), NewDescent),
		spec("fit", FitParams(), NewFit),
		spec("race", RaceParams(), NewRace),
		spec("backprop", BackpropParams(), NewBackprop),
		spec("train", TrainParams(), NewTrain, TrainPresets()...),
		spec("vanishing", VanishingParams(), NewVanishing),
	}
}

// spec forgets which type of experiment a constructor makes.
func spec[S sim.State[S]](name string, params []sim.Param, start func(sim.Setup, sim.Opener) (S, error), presets ...Preset) Spec {
	return Spec{
		Name: name, Params: params, Presets: presets,
		Open: func(setup sim.Setup, files sim.Opener) (sim.Runner, error) {
			run, err := start(setup, files)
			if err != nil {
				return nil, err
			}
			return run, nil
		},
		Copy: func(run sim.Runner) sim.Runner { return run.(S).Clone() },
	}
}

// DefaultSetup returns the setup that an experiment of the name starts with,
// or a [sim.UnknownLabError].
func DefaultSetup(name string) (sim.Setup, error) {
	found, err := Find(name)
	if err != nil {
		return sim.Setup{}, err
	}
	return sim.NewSetup(found.Name, found.Params), nil
}

// Find returns the experiment of the name, or a [sim.UnknownLabError].
func Find(name string) (Spec, error) {
	all := All()
	known := make([]string, len(all))
	for i := range all {
		if all[i].Name == name {
			return all[i], nil
		}
		known[i] = all[i].Name
	}
	return Spec{}, sim.UnknownLabError{Name: name, Known: known}
}

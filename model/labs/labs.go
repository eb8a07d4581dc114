package labs

import (
	"slices"
	"strings"

	"nabla/model"
	"nabla/sim"
	"nabla/sim/calculus"
	"nabla/sim/experiment"
)

// All returns the labs in teaching order.
func All() []model.Entry {
	// Declared once for all: to put the declarations together costs time at the
	// start.
	specs := experiment.All()
	return []model.Entry{
		entry(specs, "dashboard", newDashboard, 30),
		entry(specs, "derivative", newDerivative, 5),
		entry(specs, "rules", newRules, 1),
		entry(specs, "chain", newChain, 2),
		entry(specs, "gradient", newGradient, 10),
		entry(specs, "convexity", newConvexity, 10),
		entry(specs, "descent", newDescent, 2),
		entry(specs, "fit", newFit, 30),
		entry(specs, "race", newRace, 30),
		entry(specs, "backprop", newBackprop, 2),
		entry(specs, "train", newTrain, 30),
		entry(specs, "vanishing", newVanishing, 30),
	}
}

// entry is the lab of an experiment, which plays at so many steps a second at
// first. It panics where there is no experiment of the name: a mistake in the
// list above.
func entry(specs []experiment.Spec, name string, start func() model.Lab, pace int) model.Entry {
	at := slices.IndexFunc(specs, func(s experiment.Spec) bool { return s.Name == name })
	if at < 0 {
		panic("labs: there is no experiment " + name)
	}
	e := model.Entry{Name: name, Params: specs[at].Params, New: start, Pace: pace}
	for _, p := range specs[at].Presets {
		e.Presets = append(e.Presets, model.Preset(p))
	}
	return e
}

// equation writes a formula as what f is: "f(x, y) = x² + y²". One without
// variables is one of x.
func equation(f *calculus.Formula) string {
	names := strings.Join(f.Vars(), ", ")
	if names == "" {
		names = "x"
	}
	return "f(" + names + ") = " + f.String()
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

// Share returns the run as it stands, with what takes time to find of it found.
func (r *run[S]) Share() model.Shared {
	if s, ok := any(r.Now()).(interface{ Settle() }); ok {
		s.Settle()
	}
	return r.Snapshot()
}

// Adopt goes on with a run that another lab of the kind has shared.
func (r *run[S]) Adopt(setup sim.Setup, shared model.Shared) bool {
	snapshot, ok := shared.(sim.Snapshot[S])
	if ok {
		r.Timeline, r.setup = snapshot.Timeline(), setup
	}
	return ok
}

package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nabla/sim"
	"nabla/sim/experiment"
)

// find returns the lab of the name, or a [sim.UnknownLabError] with what may
// have been meant.
func (a *app) find(name string) (experiment.Spec, error) {
	for _, spec := range a.Specs {
		if spec.Name == name {
			return spec, nil
		}
	}
	return experiment.Spec{}, sim.Guess(sim.UnknownLabError{Name: name, Known: a.labs()})
}

// labs returns the names of the labs.
func (a *app) labs() []string {
	names := make([]string, len(a.Specs))
	for i, spec := range a.Specs {
		names[i] = spec.Name
	}
	return names
}

// setup returns what the lab starts with.
func (a *app) setup(lab string) (sim.Setup, error) {
	spec, err := a.find(lab)
	if err != nil {
		return sim.Setup{}, err
	}
	return sim.NewSetup(spec.Name, spec.Params), nil
}

// parseMoment reads a share line; the name of a lab is the shortest one.
func (a *app) parseMoment(line string) (sim.Moment, error) {
	m, err := sim.ParseMoment(line, a.setup)
	if err != nil {
		return m, sim.Guess(err)
	}
	m.Edits, err = checkEdits(&m.Setup, m.Edits)
	return m, err
}

// neitherLabNorCommand turns the error for a first word that is no lab into one
// that names the commands too: the word may have been meant as one.
func (a *app) neitherLabNorCommand(c *cobra.Command, line string, err error) error {
	word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
	if unknown, ok := errors.AsType[sim.UnknownLabError](err); !ok || unknown.Name != word {
		return err
	}
	var commands []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			commands = append(commands, sub.Name())
		}
	}
	return sim.Guess(unknownCommandError{Name: word, Labs: a.labs(), Commands: commands})
}

// momentFlags are the flags that choose what a lab starts with, the same for
// every command that starts one.
type momentFlags struct {
	set, edit           []string
	seed, data, weights string
}

// declare adds the flags to the command.
func (f *momentFlags) declare(c *cobra.Command, a *app) {
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringArrayVar(&f.set, "set", nil, a.text.T("cli.flag.set"))
	flags.StringArrayVar(&f.edit, "edit", nil, a.text.T("cli.flag.edit"))
	flags.StringVar(&f.seed, "seed", "", a.text.T("cli.flag.seed"))
	flags.StringVar(&f.data, "data", "", a.text.T("cli.flag.data"))
	flags.StringVar(&f.weights, "weights", "", a.text.T("cli.flag.weights"))
	a.completeParams(c)
}

// apply changes the moment as the flags given say. Edits given take the place of
// the moment's own.
func (f *momentFlags) apply(m sim.Moment, given *pflag.FlagSet) (sim.Moment, error) {
	for _, text := range m.Setup.LeadersFirst(f.set) {
		name, value, ok := strings.Cut(text, "=")
		if !ok {
			return m, setError{Text: text}
		}
		if err := assign(&m.Setup, name, value); err != nil {
			return m, sim.Guess(err)
		}
	}
	shorthands := []struct{ flag, value string }{{"data", f.data}, {"weights", f.weights}, {"seed", f.seed}}
	for _, s := range shorthands {
		if !given.Changed(s.flag) {
			continue
		}
		err := assign(&m.Setup, s.flag, s.value)
		if _, ok := errors.AsType[sim.UnknownParamError](err); ok {
			err = fmt.Errorf("--%s: %w", s.flag, err) // nobody typed the name alone
		}
		if err != nil {
			return m, sim.Guess(err)
		}
	}
	if !given.Changed("edit") {
		return m, nil
	}
	edits := make([]sim.Edit, len(f.edit))
	for i, text := range f.edit {
		var err error
		if edits[i], err = m.Setup.ParseEdit(text); err != nil {
			return m, sim.Guess(err)
		}
	}
	var err error
	m.Edits, err = checkEdits(&m.Setup, edits)
	return m, err
}

// assign sets a parameter, or the seed, which share lines write like one.
func assign(s *sim.Setup, name, value string) error {
	var err error
	if name == "seed" {
		s.Seed, err = sim.ParseSeed(value)
		return err
	}
	*s, err = s.With(name, value)
	return err
}

// checkEdits returns the edits in the order in which they take hold: by step,
// and of several of one parameter at one step the last. It refuses those of
// parameters that only a new run can take.
func checkEdits(s *sim.Setup, edits []sim.Edit) ([]sim.Edit, error) {
	var kept []sim.Edit
	for i, e := range edits {
		if p, err := s.Param(e.Name); err != nil || !p.Live {
			return nil, notLiveError{Lab: s.Lab, Edit: e.String(), Name: e.Name, Live: live(s)}
		}
		if !slices.ContainsFunc(edits[i+1:], func(later sim.Edit) bool { return later.Step == e.Step && later.Name == e.Name }) {
			kept = append(kept, e)
		}
	}
	slices.SortStableFunc(kept, func(a, b sim.Edit) int { return a.Step - b.Step })
	return kept, nil
}

// live returns the names of the parameters that a run can change.
func live(s *sim.Setup) []string {
	var names []string
	for _, p := range s.Params() {
		if p.Live {
			names = append(names, p.Name)
		}
	}
	return names
}

package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"nabla/sim"
)

// complete makes a flag complete to the words. It panics for a flag that the
// command does not have.
func complete(c *cobra.Command, flag string, words ...string) {
	err := c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic("cli: " + err.Error())
	}
}

// completeLabs completes the first argument to the names of the labs.
func (a *app) completeLabs(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return a.labs(), cobra.ShellCompDirectiveNoFileComp
}

// completeParams completes --set to the parameters of the lab that the
// arguments name, and behind the "=" to the names that the parameter accepts.
func (a *app) completeParams(c *cobra.Command) {
	err := c.RegisterFlagCompletionFunc("set", func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		lab := a.Specs[0].Name
		if len(args) > 0 {
			lab = args[0]
		}
		spec, err := a.find(lab)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		name, _, chosen := strings.Cut(typed, "=")
		var words []string
		for _, p := range sim.NewSetup(spec.Name, spec.Params).Params() {
			switch {
			case !chosen:
				words = append(words, p.Name+"=")
			case p.Name == name:
				words = append(words, assignments(&p)...)
			}
		}
		if !chosen {
			return words, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
		}
		return words, cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic("cli: " + err.Error())
	}
}

// assignments returns NAME=VALUE for every value the parameter has a name for.
func assignments(p *sim.Param) []string {
	values := p.Choices
	if p.Kind == sim.YesNo {
		values = []string{"yes", "no"}
	}
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = p.Name + "=" + v
	}
	return words
}

package cli

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nabla/sim"
)

// request is a run that was asked for, every word of it checked.
type request struct {
	moment      sim.Moment // Step is the last step of the run
	every       int        // which steps are printed, beside the last
	format      string
	out         string // "" or "-" for standard output
	saveWeights string // "" for nowhere
}

// stepsParam declares how many steps a run may have.
func stepsParam() sim.Param {
	return sim.Param{Name: "--steps", Kind: sim.Whole, Default: "100", Min: 0, Max: sim.MaxStep}
}

// everyParam declares how many steps there may be from one that is printed to
// the next.
func everyParam() sim.Param {
	return sim.Param{Name: "--every", Kind: sim.Whole, Default: "1", Min: 1, Max: sim.MaxStep}
}

// runFlags are the flags of nabla run.
type runFlags struct {
	moment                  momentFlags
	steps, every, format    *paramFlag
	setup, out, saveWeights string
}

// runCommand returns the command that steps a lab without a screen.
func (a *app) runCommand() *cobra.Command {
	f := runFlags{
		steps:  newParamFlag(stepsParam()),
		every:  newParamFlag(everyParam()),
		format: newParamFlag(sim.Param{Name: "--format", Kind: sim.Choice, Default: formats()[0], Choices: formats()}),
	}
	c := &cobra.Command{
		Use:               "run [LAB [NAME=VALUE]… | 'LINE']",
		Short:             a.text.T("cli.run.short"),
		Long:              a.text.T("cli.run.long"),
		Example:           a.text.T("cli.run.example"),
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: a.completeLabs,
		RunE: func(c *cobra.Command, args []string) error {
			r, err := f.request(a, c.Flags(), args)
			if err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			// A second ctrl+c ends even a run that is stuck in one step.
			context.AfterFunc(ctx, stop)
			return a.run(ctx, r)
		},
	}
	f.moment.declare(c, a)
	flags := c.Flags()
	flags.Var(f.steps, "steps", a.text.T("cli.flag.steps"))
	flags.Var(f.every, "every", a.text.T("cli.flag.every"))
	flags.Var(f.format, "format", a.text.T("cli.flag.format"))
	flags.StringVar(&f.setup, "setup", "", a.text.T("cli.flag.setup"))
	flags.StringVar(&f.out, "out", "", a.text.T("cli.flag.out"))
	flags.StringVar(&f.saveWeights, "save-weights", "", a.text.T("cli.flag.save-weights"))
	complete(c, "format", formats()...)
	return c
}

// request puts together what the flags and the argument ask for.
func (f *runFlags) request(a *app, given *pflag.FlagSet, args []string) (*request, error) {
	r, err := f.start(a, given, args)
	if err != nil {
		return nil, err
	}
	if r.moment, err = f.moment.apply(r.moment, given); err != nil {
		return nil, err
	}
	if given.Changed("steps") {
		r.moment.Step = f.steps.value.Whole()
	}
	if given.Changed("every") {
		r.every = f.every.value.Whole()
	}
	if n := len(r.moment.Edits); n > 0 && r.moment.Edits[n-1].Step > r.moment.Step {
		return nil, lateEditError{Edit: r.moment.Edits[n-1].String(), Steps: r.moment.Step}
	}
	r.format, r.out, r.saveWeights = f.format.value.String(), f.out, f.saveWeights
	if r.out != "" && filepath.Clean(r.out) == filepath.Clean(r.saveWeights) {
		return nil, sameFileError{Name: r.out}
	}
	return &r, nil
}

// start returns the run that the argument or the setup line stands for, before
// any other flag has its say.
func (f *runFlags) start(a *app, given *pflag.FlagSet, args []string) (request, error) {
	r := request{moment: sim.Moment{Step: f.steps.value.Whole()}, every: f.every.value.Whole()}
	if len(args) == 0 && !given.Changed("setup") {
		return r, missingLabError{Known: a.labs()}
	}
	if len(args) > 0 {
		m, err := a.parseMoment(sim.JoinLine(args))
		if err != nil {
			return r, err
		}
		if m.Step == 0 {
			m.Step = r.moment.Step
		}
		r.moment = m
	}
	if !given.Changed("setup") {
		return r, nil
	}
	named := r.moment.Setup.Lab
	if line := sim.JoinLine(args); len(args) > 0 && strings.TrimSpace(line) != named {
		return r, twoSetupsError{Line: line}
	}
	r, err := a.readSetup(f.setup, r)
	if err == nil && len(args) > 0 && r.moment.Setup.Lab != named {
		err = labMismatchError{Named: named, Setup: r.moment.Setup.Lab}
	}
	return r, err
}

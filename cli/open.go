package cli

import (
	"github.com/spf13/cobra"

	"nabla/sim"
)

// openCommand returns the command without a name: it opens a lab on the screen.
func (a *app) openCommand() *cobra.Command {
	var flags momentFlags
	renderer := newParamFlag(sim.Param{Name: "--renderer", Kind: sim.Choice, Choices: renderers(), Default: ownRenderer})
	c := &cobra.Command{
		Use:               "nabla [LAB [NAME=VALUE]… | 'LINE']",
		Short:             a.text.T("cli.short"),
		Long:              a.text.T("cli.long"),
		Example:           a.text.T("cli.example"),
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: a.completeLabs,
		RunE: func(c *cobra.Command, args []string) error {
			line := a.line(args)
			m, err := a.parseMoment(line)
			if err != nil {
				return a.neitherLabNorCommand(c, line, err)
			}
			if m, err = flags.apply(m, c.Flags()); err != nil {
				return err
			}
			return a.Play(c.Context(), PlayOptions{
				Moment: m, Language: a.text.Language(), Renderer: renderer.String(), Open: a.Open,
				Stdin: a.Stdin, Stdout: a.Stdout, Env: a.Env,
			})
		},
	}
	flags.declare(c, a)
	c.Flags().Var(renderer, "renderer", a.text.T("cli.flag.renderer"))
	complete(c, "renderer", renderers()...)
	return c
}

// line returns the share line that arguments make: that of the first lab if there
// are none.
func (a *app) line(args []string) string {
	if len(args) == 0 {
		return a.Specs[0].Name
	}
	return sim.JoinLine(args)
}

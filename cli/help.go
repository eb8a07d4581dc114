package cli

import (
	"context"
	"io"
	"slices"
	"strings"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"
)

// help returns the function that prints a command's help in fang's style.
//
// fang styles by taking over a whole execution, and whenever that ends in an
// error it asks the terminal for its colours, which takes up to two seconds
// where nothing answers. So it gets only executions that are sure to end in
// help. A terminal that understands no questions gets the plain help.
func (a *app) help(plain func(*cobra.Command, []string)) func(*cobra.Command, []string) {
	return func(c *cobra.Command, args []string) {
		if slices.Contains(a.Env, "TERM=dumb") {
			plain(c, args)
			return
		}
		root := c.Root()
		path := strings.Fields(c.CommandPath())[1:]
		root.SetArgs(append(path, "--help"))
		// The error was meant for the handler; help has nobody to return it to.
		_ = fang.Execute(context.Background(), root,
			fang.WithoutCompletions(), fang.WithoutManpage(), fang.WithoutVersion(),
			fang.WithErrorHandler(func(io.Writer, fang.Styles, error) {}))
	}
}

package cli

import (
	"context"
	"fmt"
	"io"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"nabla/model"
	"nabla/model/labs"
	"nabla/views/theme"
)

// play starts the program on the screen, which has to be one, and returns when
// it is left.
func play(ctx context.Context, o PlayOptions) error {
	out, ok := o.Stdout.(term.File)
	if !isTerminal(o.Stdin) || !ok || !isTerminal(o.Stdout) {
		return notTerminalError{Lab: o.Moment.Setup.Lab}
	}
	// With the size known from the start the very first frame is the whole one.
	width, height, err := term.GetSize(out.Fd())
	if err != nil {
		width, height = 0, 0
	}
	app, err := model.New(model.Options{
		Entries: labs.All(), Moment: o.Moment, Files: o.Open, Language: o.Language,
		Theme: theme.Detect(o.Env, true), Width: width, Height: height,
	})
	if err != nil {
		return err
	}
	return run(ctx, app, o.Stdin, o.Stdout, o.Env)
}

// run gives the terminal to the program until it is left. A terminating signal
// leaves it too; the terminal is restored in every case.
func run(ctx context.Context, app tea.Model, in io.Reader, out io.Writer, env []string) error {
	program := tea.NewProgram(app,
		tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(out), tea.WithEnvironment(env),
		// The theme's colours are those of the terminal already: nothing is
		// left to convert.
		tea.WithColorProfile(colorprofile.TrueColor),
	)
	if _, err := program.Run(); err != nil {
		return fmt.Errorf("the program was ended: %w", err)
	}
	return nil
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	file, ok := stream.(term.File)
	return ok && term.IsTerminal(file.Fd())
}

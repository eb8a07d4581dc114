package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"nabla/locale"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim"
	"nabla/views/theme"
)

// garbagePercent is how much garbage there may be against what is in use, instead
// of as much again: it saves a long run some megabytes for a tenth more processor
// time at top speed. In the beginning, while most of what is made stays, it would
// only make the first frame wait.
const (
	garbagePercent = 25
	beginning      = time.Second
)

// play starts the program on the screen, which has to be one, and returns when
// it is left.
func play(ctx context.Context, o PlayOptions) error {
	if os.Getenv("GOGC") == "" { // else somebody knows better
		begun := time.AfterFunc(beginning, func() { debug.SetGCPercent(garbagePercent) })
		defer begun.Stop()
	}
	out, ok := o.Stdout.(term.File)
	if !isTerminal(o.Stdin) || !ok || !isTerminal(o.Stdout) {
		return notTerminalError{Lab: o.Moment.Setup.Lab}
	}
	// With the size known from the start the very first frame is the whole one.
	width, height, err := term.GetSize(out.Fd())
	if err != nil {
		width, height = 0, 0
	}
	options := model.Options{
		Entries: labs.All(), Moment: o.Moment, Save: withFile, Language: o.Language,
		Theme: theme.Detect(o.Env, true), Width: width, Height: height, Suspends: true,
	}
	if o.Renderer == teaRenderer {
		err = open(ctx, o, options, out)
	} else {
		p := newPresented(out, o.Env)
		options.Screen = p.presenter
		err = open(ctx, o, options, p)
		if closed := p.close(); err == nil {
			err = closed
		}
	}
	return err
}

// open opens the moment and gives the terminal to the program until it is left.
func open(ctx context.Context, o PlayOptions, options model.Options, out io.Writer) error {
	app, err := newApp(ctx, o, options)
	if err != nil {
		return err
	}
	err = run(ctx, app, o.Stdin, out, o.Env)
	if crash, ok := errors.AsType[*crashError](err); ok {
		crash.Line = app.Moment().String()
	}
	return err
}

// newApp opens what is to be seen first.
func newApp(ctx context.Context, o PlayOptions, options model.Options) (app *model.App, err error) {
	progress := progress{w: o.Stdout, text: locale.For(o.Language)}
	defer progress.clear()
	whole := await(ctx, &progress, o.Open, func(files sim.Opener) {
		options.Files = files
		app, err = model.New(options)
	})
	if !whole {
		return nil, leftError{}
	}
	return app, err
}

// How often Bubble Tea looks whether it has something to send. A dashboard that
// plays changes 30 times a second; with its own renderer the rest makes the
// first frame, and the answer to a key, wait less long for their turn. With a
// presenter none of them waits, and what is left (the window's title, kitty's
// keyboard) has time; to look is all that an idle program does.
const (
	teaFramesPerSecond = 120
	presentedPerSecond = 1
)

// run gives the terminal to the program until it is left: by itself, by a
// terminating signal, which is no error, or by a fault, a [*crashError]. The
// terminal is restored in every case.
func run(ctx context.Context, app tea.Model, in io.Reader, out io.Writer, env []string) error {
	guarded, frames := &model.Guard{Inner: app}, teaFramesPerSecond
	if _, ok := out.(presented); ok {
		frames = presentedPerSecond
	}
	program := tea.NewProgram(guarded,
		tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(out), tea.WithEnvironment(env),
		tea.WithFPS(frames),
		// The theme's colours are those of the terminal already: nothing is
		// left to convert.
		tea.WithColorProfile(colorprofile.TrueColor),
	)
	// Bubble Tea leaves the window without a title; the terminal keeps the one
	// there was. One that cannot take these is no worse off.
	_, _ = io.WriteString(out, ansi.WindowOp(22, 2))
	_, err := program.Run()
	_, _ = io.WriteString(out, ansi.WindowOp(23, 2))
	switch {
	case guarded.Crash() != nil:
		crash := guarded.Crash()
		return &crashError{Value: crash.Value, Stack: crash.Stack}
	case errors.Is(err, tea.ErrInterrupted):
		return leftError{}
	case err != nil:
		return fmt.Errorf("the program was ended: %w", err)
	}
	return nil
}

// leftError is a program that was told by SIGINT to stop. The key ctrl+c is no
// signal but a key, and as good a way to leave as any.
type leftError struct{}

func (leftError) Error() string { return "interrupted" }

func (leftError) Message() (string, map[string]any) { return "cli.left", nil }

func (leftError) exitStatus() int { return statusInterrupted }

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	file, ok := stream.(term.File)
	return ok && term.IsTerminal(file.Fd())
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"nabla/locale"
	"nabla/sim"
	"nabla/sim/experiment"
)

// Deps is everything the commands reach outside of themselves.
type Deps struct {
	Args   []string // without the name of the program
	Env    []string // "name=value" pairs, as os.Environ returns them
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer

	Specs []experiment.Spec // the labs; the first one opens where none is named
	Open  sim.Opener        // opens the files that arguments and setups name
	Play  func(context.Context, PlayOptions) error
}

// PlayOptions is what the program on the screen starts with.
type PlayOptions struct {
	Moment   sim.Moment
	Language locale.Language
	Renderer string // one of renderers
	Open     sim.Opener
	Stdin    io.Reader
	Stdout   io.Writer
	Env      []string
}

// Main runs the program on the process's own arguments, streams and files, and
// returns its exit status.
func Main() int {
	// With the signal ignored a write to a closed pipe is an error like any
	// other, which leaves the chance to remove half-written files.
	signal.Ignore(syscall.SIGPIPE)
	return Run(context.Background(), Deps{
		Args:   os.Args[1:],
		Env:    os.Environ(),
		Stdin:  os.Stdin,
		Stdout: os.Stdout,
		Stderr: os.Stderr,
		Specs:  experiment.All(),
		Open:   openFile,
		Play:   play,
	})
}

// Run executes the command that d.Args name, says on d.Stderr what went wrong,
// and returns the exit status.
func Run(ctx context.Context, d Deps) int {
	language, err := locale.Detect(languageFlag(d.Args), d.Env)
	text := locale.For(language)
	if err != nil {
		err = fmt.Errorf("--lang: %w", err)
	} else {
		err = newRoot(&app{Deps: d, text: text}).ExecuteContext(ctx)
	}
	if crash, ok := errors.AsType[*crashError](err); ok {
		_, _ = d.Stderr.Write(crash.Stack)
	}
	if err != nil && !errors.Is(err, syscall.EPIPE) {
		// Where standard error cannot be written to there is nobody to tell.
		_, _ = fmt.Fprintln(d.Stderr, "nabla: "+oneLine(text.Error(err)))
	}
	return exitStatus(err)
}

// The exit statuses, beside 0.
const (
	statusFailure     = 1
	statusArgument    = 2
	statusInterrupted = 128 + 2  // as a shell reports death by SIGINT
	statusPipe        = 128 + 13 // and by SIGPIPE
)

// exitStatus tells bad arguments from failures: an error that a person can cause
// has a message for that person, and unless it is one of this package's own that
// says otherwise it is about an argument.
func exitStatus(err error) int {
	var own interface{ exitStatus() int }
	var message interface {
		Message() (id string, args map[string]any)
	}
	switch {
	case err == nil:
		return 0
	case errors.Is(err, syscall.EPIPE):
		return statusPipe
	case errors.As(err, &own):
		return own.exitStatus()
	case errors.As(err, &message):
		return statusArgument
	}
	return statusFailure
}

// oneLine keeps an error to one line and a terminal from obeying what is in it.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, text)
}

// languageFlag returns the value of --lang. It is wanted before the arguments
// are parsed: help and errors of that very parsing are said in the language.
func languageFlag(args []string) string {
	name := ""
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			name = value
		}
		if arg == "--lang" && i+1 < len(args) {
			name = args[i+1]
		}
	}
	return name
}

// app is what all commands share.
type app struct {
	Deps
	text *locale.Localizer
}

// newRoot returns the command tree.
func newRoot(a *app) *cobra.Command {
	root := a.openCommand()
	// Errors are reported by Run, in one place and in the person's language.
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SetArgs(append([]string{}, a.Args...))
	root.SetIn(a.Stdin)
	root.SetOut(a.Stdout)
	root.SetErr(a.Stderr)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(a.help(root.HelpFunc()))

	// Read by languageFlag already; declared to be accepted and documented.
	root.PersistentFlags().String("lang", "", a.text.T("cli.flag.lang"))
	root.PersistentFlags().BoolP("help", "h", false, a.text.T("cli.flag.help"))
	complete(root, "lang", locale.English.String(), locale.Korean.String())

	root.AddCommand(a.runCommand(), a.labsCommand(), a.serveCommand(), a.versionCommand())
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd(a.Args...)
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short = a.text.T("cli.help.short")
		case "completion":
			c.Short = a.text.T("cli.completion.short")
		}
	}
	return root
}

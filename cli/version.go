package cli

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// versionCommand returns the command that says which build this is.
func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: a.text.T("cli.version.short"),
		Args:  func(c *cobra.Command, args []string) error { return atMost(0, c, args) },
		RunE: func(*cobra.Command, []string) error {
			if _, err := fmt.Fprintln(a.Stdout, version(debug.ReadBuildInfo())); err != nil {
				return writeError{Err: err}
			}
			return nil
		},
	}
}

// version says in one line what the toolchain noted about a build: the module's
// version, and the commit where it was built in its repository.
func version(info *debug.BuildInfo, ok bool) string {
	if !ok {
		return "nabla (devel)"
	}
	line := "nabla"
	if info.Main.Version != "" {
		line += " " + info.Main.Version
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if revision := settings["vcs.revision"]; revision != "" {
		const short = 12
		line += " commit " + revision[:min(short, len(revision))]
		if at, _, ok := strings.Cut(settings["vcs.time"], "T"); ok {
			line += " of " + at
		}
		if settings["vcs.modified"] == "true" {
			line += ", modified"
		}
	}
	return line + " " + info.GoVersion + " " + settings["GOOS"] + "/" + settings["GOARCH"]
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nabla/locale"
)

// TestOpen holds the moment a command opens to the arguments.
func TestOpen(t *testing.T) {
	t.Parallel()
	tests := []struct {
		args []string
		want string // the share line
	}{
		{nil, "drift"},
		{[]string{"train"}, "train"},
		{[]string{"--set", "rate=2"}, "drift rate=2"},
		{[]string{"drift seed=3 rate=2 4:rate=1 @20"}, "drift seed=3 rate=2 4:rate=1 @20"},
		{[]string{"drift seed=3 rate=2 4:rate=1 @20", "--set", "rate=5", "--seed", "4", "--edit", "2:rate=9"}, "drift seed=4 rate=5 2:rate=9 @20"},
		{[]string{"drift", "--set", "seed=5", "--set", "rate=1", "--set", "rate=2"}, "drift seed=5 rate=2"},
		{[]string{"drift", "--data", "x y.csv", "--set", "target=a=b"}, `drift data="x y.csv" target=a=b`},
		{[]string{"--seed", "3", "drift"}, "drift seed=3"},
		{[]string{"drift", "--edit", "7:rate=1", "--edit", "3:rate=2"}, "drift 3:rate=2 7:rate=1"},
	}
	for _, test := range tests {
		r := nabla(t, test.args...)
		if r.status != 0 || len(r.played) != 1 || r.played[0].Moment.String() != test.want {
			t.Errorf("nabla %q: status %d, %s opens %v, want %s", test.args, r.status, r.errors, r.played, test.want)
		}
	}
	if r := nabla(t, "--lang", "ko"); r.played[0].Language != locale.Korean {
		t.Errorf("opens in %v", r.played[0].Language)
	}
}

func TestOpenFails(t *testing.T) {
	t.Parallel()
	failing := func(err error) func(*Deps) {
		return func(d *Deps) { d.Play = func(context.Context, PlayOptions) error { return err } }
	}
	if r := nablaWith(t, failing(errors.New("the screen\nis gone"))); r.status != 1 || r.errors != "nabla: the screen is gone\n" {
		t.Errorf("status %d, %q", r.status, r.errors)
	}
	r := nablaWith(t, func(d *Deps) { d.Play = play }, "train")
	want := "nabla: standard input and output are not a terminal; for numbers without a screen use: nabla run train\n"
	if r.status != 2 || r.errors != want {
		t.Errorf("status %d, %q", r.status, r.errors)
	}
}

func TestLabs(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ko"} {
		all, one := runs(t, "labs", "--lang", lang), runs(t, "labs", "drift", "--lang", lang)
		for line := range strings.Lines(all + one) {
			if width := ansi.StringWidth(strings.TrimSpace(line)); width > 80 {
				t.Errorf("%d cells: %s", width, line)
			}
		}
		for _, spec := range fakeSpecs() {
			if !strings.Contains(all, "\n"+spec.Name+"\n") && !strings.HasPrefix(all, spec.Name+"\n") {
				t.Errorf("%s is not listed:\n%s", spec.Name, all)
			}
		}
		for _, p := range driftParams() {
			if !strings.Contains(one, "\n"+p.Name+" ") {
				t.Errorf("%s is not listed:\n%s", p.Name, one)
			}
		}
	}
	want := `still
name         kind          accepts                         default       change
k            number        0 … 2                           1             restart

On the screen:  nabla still --set NAME=VALUE
As numbers:     nabla run still --set NAME=VALUE
`
	if got := runs(t, "labs", "still"); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	one := runs(t, "labs", "drift")
	for _, line := range []string{
		"rate         number        -1000000 … 1000000              0.5           live",
		"starts       numbers       -1000000000 … 1000000000 m      1,-3          live",
		"samples      whole number  1 … 1000, logarithmic           200           restart",
		"f            formula       w-shape, or a formula           w^2           restart",
		"data         file          xor, circle, or a file          xor           restart",
		`target       text          text                            ""            restart`,
	} {
		if !strings.Contains(one, "\n"+line+"\n") {
			t.Errorf("no line\n%s\nin\n%s", line, one)
		}
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	if out := runs(t, "version"); !strings.HasPrefix(out, "nabla ") || strings.Count(out, "\n") != 1 {
		t.Errorf("prints %q", out)
	}
	platform := []debug.BuildSetting{{Key: "GOOS", Value: "plan9"}, {Key: "GOARCH", Value: "arm"}}
	commit := slices.Concat(platform, []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef"},
		{Key: "vcs.time", Value: "2026-01-02T03:04:05Z"},
		{Key: "vcs.modified", Value: "true"},
	})
	tests := []struct {
		info *debug.BuildInfo
		want string
	}{
		{nil, "nabla (devel)"},
		{&debug.BuildInfo{GoVersion: "go1.26.8", Settings: platform}, "nabla go1.26.8 plan9/arm"},
		{
			&debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.3"}, Settings: commit},
			"nabla v1.2.3 commit 0123456789ab of 2026-01-02, modified go1.26.8 plan9/arm",
		},
	}
	for _, test := range tests {
		if got := version(test.info, test.info != nil); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

func TestCompletion(t *testing.T) {
	t.Parallel()
	tests := []struct {
		args []string
		want []string
	}{
		{[]string{"run", ""}, []string{"drift", "train", "still"}},
		{[]string{"labs", "drift", ""}, nil},
		{[]string{"run", "--format", ""}, []string{"jsonl", "csv", "table"}},
		{[]string{"--lang", ""}, []string{"en", "ko"}},
		{[]string{"train", "--set", ""}, []string{"rate=", "starts=", "samples=", "mode="}},
		{[]string{"run", "drift", "--set", "shuffle="}, []string{"shuffle=yes", "shuffle=no"}},
		{[]string{"run", "drift", "--set", "data="}, []string{"data=xor", "data=circle"}},
		{[]string{"run", "nosuch", "--set", ""}, nil},
	}
	for _, test := range tests {
		r := nabla(t, append([]string{"__complete"}, test.args...)...)
		var got []string
		for line := range strings.Lines(r.out) {
			if word := strings.TrimSpace(line); !strings.HasPrefix(word, ":") {
				got = append(got, word)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q completes to %q, want %q", test.args, got, test.want)
		}
	}
	if out := runs(t, "completion", "bash"); !strings.Contains(out, "nabla") {
		t.Errorf("no script: %.100s", out)
	}
}

// TestHelp asks for help in every way there is.
func TestHelp(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ko"} {
		for _, args := range []string{"--help", "-h", "help", "run --help", "help run", "run drift -h", "labs --help", "version --help"} {
			out := runs(t, append(strings.Fields(args), "--lang", lang)...)
			if !strings.Contains(out, "--lang") || strings.Contains(out, "cli.") {
				t.Errorf("nabla %s --lang %s prints %s", args, lang, out)
			}
		}
	}
	dumb := nablaWith(t, func(d *Deps) { d.Env = []string{"TERM=dumb"} }, "run", "--help")
	if dumb.status != 0 || !strings.Contains(dumb.out, "--save-weights") || strings.Contains(dumb.out, "\x1b") {
		t.Errorf("status %d, %s", dumb.status, dumb.out)
	}
}

// TestHelpFits holds what is said about flags and commands to what fits beside
// their names in 80 cells.
func TestHelpFits(t *testing.T) {
	t.Parallel()
	for _, language := range []locale.Language{locale.English, locale.Korean} {
		root := newRoot(&app{Deps: Deps{Specs: fakeSpecs()}, text: locale.For(language)})
		for _, c := range append(root.Commands(), root) {
			if width := ansi.StringWidth(c.Short); width > 46 && c != root {
				t.Errorf("%v: %s: %d cells: %s", language, c.Name(), width, c.Short)
			}
			check := func(f *pflag.Flag) {
				if width := ansi.StringWidth(f.Usage); width > 60 {
					t.Errorf("%v: --%s: %d cells: %s", language, f.Name, width, f.Usage)
				}
			}
			c.Flags().VisitAll(check)
			c.PersistentFlags().VisitAll(check)
		}
	}
}

func BenchmarkNewRoot(b *testing.B) {
	b.ReportAllocs()
	a := &app{Deps: Deps{Specs: fakeSpecs()}, text: locale.For(locale.English)}
	var root *cobra.Command
	for b.Loop() {
		root = newRoot(a)
	}
	if fmt.Sprint(root.Name()) != "nabla" {
		b.Fatal("no root")
	}
}

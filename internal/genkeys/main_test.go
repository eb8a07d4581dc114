package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nabla/internal/archtest"
	"nabla/keymap"
	"nabla/locale"
)

func TestImports(t *testing.T) {
	t.Parallel()
	archtest.Imports(t, "nabla/keymap", "nabla/locale")
}

// The READMEs of this project have the table of the key map as it is now.
func TestReadmesAreFresh(t *testing.T) {
	t.Parallel()
	if err := run("../..", true); err != nil {
		t.Error(err)
	}
}

func TestEveryTextOfTheKeyMapExists(t *testing.T) {
	t.Parallel()
	for _, language := range []locale.Language{locale.English, locale.Korean} {
		words := locale.For(language)
		for _, b := range keymap.Default().Bindings() {
			for _, id := range []string{string(b.Group), b.Help, b.Short} {
				if id != "" && words.T(id) == id {
					t.Errorf("%v has no message %q (%s)", language, id, b.Label())
				}
			}
		}
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	keys := keymap.New([]keymap.Binding{
		{Keys: []keymap.Key{{Name: "left"}, {Name: "right"}}, Group: keymap.Playback, Help: "key.step"},
		{Keys: []keymap.Key{{Name: "r"}}, Also: []keymap.Key{{Name: "R"}}, Group: keymap.Playback, Help: "key.restart"},
		{Keys: []keymap.Key{{Name: "|"}}, Group: keymap.Labs, Help: "a|b", Sign: "| 1-9"},
	})
	want := strings.Join([]string{
		"| Key | What it does |",
		"| --- | --- |",
		"| **Playback** | |",
		"| `←` `→` | one step back or forward; hold to repeat |",
		"| `r` | start again with the same seed |",
		"| **Labs** | |",
		"| `\\|` `1-9` | a\\|b |",
		"",
	}, "\n")
	if got := table(keys, locale.For(locale.English)); got != want {
		t.Errorf("table:\n%s\nwant:\n%s", got, want)
	}
	korean := table(keys, locale.For(locale.Korean))
	if !strings.HasPrefix(korean, "| 키 | 하는 일 |\n") || !strings.Contains(korean, "| **재생** | |") {
		t.Errorf("the Korean table is\n%s", korean)
	}
}

func TestSplice(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want, err string }{
		{"a\n" + begin + end + "b\n", "a\n" + begin + "T\n" + end + "b\n", ""},
		{begin + "old\nold\n" + end, begin + "T\n" + end, ""},
		{"a\n", "", `no line "<!-- keys:begin -->", below which the key table goes`},
		{"", "", `no line "<!-- keys:begin -->", below which the key table goes`},
		{end + begin, "", `no line "<!-- keys:end -->" after "<!-- keys:begin -->"`},
	}
	for _, test := range tests {
		got, err := splice(test.text, "T\n")
		if got != test.want || (err == nil) != (test.err == "") || err != nil && err.Error() != test.err {
			t.Errorf("splice(%q) = %q, %v; want %q, %s", test.text, got, err, test.want, test.err)
		}
	}
}

func TestUpdate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "README.md")
	if err := update(path, "T\n", false); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("a missing file: %v", err)
	}
	write(t, path, "no markers\n")
	if err := update(path, "T\n", false); err == nil || !strings.Contains(err.Error(), path+": no line") {
		t.Errorf("a file without markers: %v", err)
	}

	stale := "head\n" + begin + "old\n" + end + "tail\n"
	write(t, path, stale)
	if err := update(path, "T\n", true); err == nil || !strings.Contains(err.Error(), "go generate ./internal/genkeys") {
		t.Errorf("a stale table, checked: %v", err)
	}
	if got := read(t, path); got != stale {
		t.Errorf("the check changed the file to %q", got)
	}
	if err := update(path, "T\n", false); err != nil {
		t.Errorf("a stale table: %v", err)
	}
	if got, want := read(t, path), "head\n"+begin+"T\n"+end+"tail\n"; got != want {
		t.Errorf("the file is %q, want %q", got, want)
	}
	if err := update(path, "T\n", true); err != nil {
		t.Errorf("a fresh table, checked: %v", err)
	}
}

func TestRunNeedsBothReadmes(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	write(t, filepath.Join(directory, "README.md"), begin+end)
	if err := run(directory, false); err == nil || !strings.Contains(err.Error(), "README.ko.md") {
		t.Errorf("without README.ko.md: %v", err)
	}
	write(t, filepath.Join(directory, "README.ko.md"), begin+end)
	if err := run(directory, false); err != nil {
		t.Errorf("with both: %v", err)
	}
	if err := run(directory, true); err != nil {
		t.Errorf("checked after writing: %v", err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func Example_splice() {
	text, err := splice("# nabla\n"+begin+"old\n"+end, "| Key | What it does |\n")
	fmt.Print(text, err)
	// Output:
	// # nabla
	// <!-- keys:begin -->
	// | Key | What it does |
	// <!-- keys:end -->
	// <nil>
}

package labs_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nabla/model/labs"
	"nabla/screen"
)

var update = flag.Bool("update", false, "write the frames below testdata/golden anew")

// goldenStep is the step that the frames stand at.
const goldenStep = 60

// TestGoldenFrames holds what the program looks like to what somebody has looked
// at: every lab, small, usual and large, in both languages. After a change that
// is meant, run with -update and read what git shows.
func TestGoldenFrames(t *testing.T) {
	sizes := []size{{40, 12}, {80, 24}, {120, 40}}
	for _, e := range labs.All() {
		for _, at := range sizes {
			for _, language := range languages {
				golden(t, e.Name, open(t, moment(t, e, goldenStep), at, language))
			}
		}
	}
	scenes := []struct{ name, keys string }{
		{"help", "?"},
		{"prompt", ": d e s c e n t enter"},
		{"share", "s"},
		{"refused", "down enter ctrl+u a b c enter"},
		{"zoomed", "z"},
		{"log-axis", "y"},
		{"past", "left left left left down +"},
	}
	for _, scene := range scenes {
		for _, language := range languages {
			s := open(t, moment(t, entry(t, "dashboard"), goldenStep), usual, language)
			s.keys(scene.keys)
			golden(t, "dashboard-"+scene.name, s)
		}
	}
}

// golden compares a frame with the file of its name.
func golden(t *testing.T, name string, s *session) {
	t.Helper()
	g := s.grid()
	for y := range g.Height() {
		if got := screen.Width(line(g, rect{0, y, g.Width(), 1}, 0)); got != s.size.w {
			t.Errorf("%s: row %d is %d columns wide, want %d", name, y, got, s.size.w)
		}
	}
	file := filepath.Join("testdata", "golden", fmt.Sprintf("%s-%dx%d-%s.txt", name, s.size.w, s.size.h, s.language))
	got := g.Text() + "\n"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; make it with go test ./model/labs -update", err)
	}
	want := strings.ReplaceAll(string(text), "\r\n", "\n")
	if got != want {
		t.Errorf("%s is not what it was:\n%s\nwant\n%s", file, got, want)
	}
}

// The files are those that the test reads: none is left from a lab that is gone.
func TestNoGoldenFrameIsStale(t *testing.T) {
	files, err := os.ReadDir(filepath.Join("testdata", "golden"))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, e := range labs.All() {
		known[e.Name] = true
	}
	for _, f := range files {
		lab, _, _ := strings.Cut(f.Name(), "-")
		if !known[lab] {
			t.Errorf("%s is of no lab", f.Name())
		}
	}
	if want := len(labs.All())*6 + 14; len(files) != want {
		t.Errorf("there are %d frames, want %d", len(files), want)
	}
}

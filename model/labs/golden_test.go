package labs_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nabla/locale"
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
	t.Parallel()
	for _, e := range labs.All() {
		s := open(t, moment(t, e, goldenStep), usual, locale.English)
		for _, at := range []size{{40, 12}, {80, 24}, {120, 40}} {
			s.resize(at)
			for range languages {
				golden(t, e.Name, s)
				s.keys("l")
				s.language = s.language.Next()
			}
		}
	}
	for _, scene := range scenes() {
		for _, language := range languages {
			s := open(t, small(t, entry(t, "train"), goldenStep), usual, language)
			s.keys(scene.keys)
			golden(t, "train-"+scene.name, s)
		}
	}
	files, err := os.ReadDir(filepath.Join("testdata", "golden"))
	if err != nil {
		t.Fatal(err)
	}
	if want := 6*len(labs.All()) + 2*len(scenes()); len(files) != want {
		t.Errorf("there are %d frames and %d are read: some are left from what is gone", len(files), want)
	}
}

type scene struct{ name, keys string }

// scenes are what a person may come to besides the panes as they begin.
func scenes() []scene {
	return []scene{
		{"help", "?"},
		{"prompt", ": d e s c e n t s enter"},
		{"share", "down + right right s"},
		{"typing", "enter ctrl+u 8 , 9"},
		{"refused", "enter ctrl+u a b c enter"},
		{"past", "left left left left : r a t e = 1 enter"},
		{"zoomed", "z"},
		{"log-axis", "y"},
		{"panel", "shift+tab z"},
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

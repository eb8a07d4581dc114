package labtest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nabla/screen"
)

var update = flag.Bool("update", false, "write the frames below testdata/golden anew")

// Golden compares a frame with the file of its name.
func Golden(t *testing.T, name string, s *Session) {
	t.Helper()
	g := s.Grid()
	for y := range g.Height() {
		if got := screen.Width(Line(g, Rect{0, y, g.Width(), 1}, 0)); got != s.Size.W {
			t.Errorf("%s: row %d is %d columns wide, want %d", name, y, got, s.Size.W)
		}
	}
	file := filepath.Join("testdata", "golden", fmt.Sprintf("%s-%dx%d-%s.txt", name, s.Size.W, s.Size.H, s.Language))
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

package model

import (
	"io"
	"strings"
	"testing"
)

// Update opens no file: a command reads it, and the change is made when it is
// there.
func TestFilesAreReadByCommands(t *testing.T) {
	x := newTester(t)
	opened := 0
	x.files = func(name string) (io.ReadCloser, error) {
		opened++
		return io.NopCloser(strings.NewReader("content of " + name)), nil
	}
	lab, _ := x.lab.(*fakeLab)
	lab.reads = true
	x.keys("down enter")
	x.typed("points.csv")
	_, cmd := x.Update(keyPress("enter"))
	if opened != 0 || cmd == nil {
		t.Fatalf("Update opened %d files and returned command %v, want none and one", opened, cmd != nil)
	}
	x.shows("reading points.csv")
	x.Update(cmd())
	if opened != 1 || lab.content != "content of points.csv" || x.panel.typing() {
		t.Errorf("opened %d files, lab got %q, typing %v; want 1, the content, done", opened, lab.content, x.panel.typing())
	}
	if got := x.value("data"); got != "points.csv" {
		t.Errorf("data is %s, want points.csv", got)
	}
	x.keys("r")
	if opened != 1 {
		t.Error("a restart read the file again")
	}
}

func TestAMissingFileIsTold(t *testing.T) {
	x := newTester(t)
	x.files = func(string) (io.ReadCloser, error) { return nil, errFake }
	lab, _ := x.lab.(*fakeLab)
	lab.reads = true
	x.keys("down enter")
	x.typed("gone.csv")
	_, cmd := x.Update(keyPress("enter"))
	x.Update(cmd())
	x.shows("no such data")
	if got := x.value("data"); got != "xor" {
		t.Errorf("data is %s, want xor", got)
	}
}

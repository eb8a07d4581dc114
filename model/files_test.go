package model

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// load runs the commands behind a change that takes a file, and returns what
// the first of them has loaded; the second is the first beat of the progress.
func (x *tester) load(cmd tea.Cmd) (done tea.Msg, beat tea.Cmd) {
	x.Helper()
	if cmd == nil {
		x.Fatal("there is no command")
	}
	both, ok := cmd().(tea.BatchMsg)
	if !ok || len(both) != 2 {
		x.Fatalf("the command is %T, want two", cmd())
	}
	return both[0](), both[1]
}

// Update opens no file: a command loads it, and the change is made when that is
// done.
func TestFilesAreLoadedByCommands(t *testing.T) {
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
	if opened != 0 {
		t.Fatalf("Update opened %d files", opened)
	}
	x.shows("reading points.csv")
	done, beat := x.load(cmd)
	if opened != 1 || lab.content != "" {
		t.Errorf("the command opened %d files and the lab holds %q already", opened, lab.content)
	}
	x.Update(done)
	if lab.content != "content of points.csv" || x.panel.typing() {
		t.Errorf("the lab got %q, typing %v; want the content, done", lab.content, x.panel.typing())
	}
	if got := x.value("data"); got != "points.csv" {
		t.Errorf("data is %s, want points.csv", got)
	}
	if _, again := x.Update(beat()); again != nil {
		t.Error("the progress beats on though all was read")
	}
}

func TestProgressOfAFileIsShown(t *testing.T) {
	x := newTester(t)
	path := filepath.Join(t.TempDir(), "points.csv")
	if err := os.WriteFile(path, []byte("content"), 0o600); err != nil {
		t.Fatal(err)
	}
	x.files = func(string) (io.ReadCloser, error) { return os.Open(path) }
	lab, _ := x.lab.(*fakeLab)
	lab.reads = true
	x.keys("down enter")
	x.typed("points.csv")
	_, cmd := x.Update(keyPress("enter"))
	done, beat := x.load(cmd)
	if _, again := x.Update(beat()); again == nil {
		t.Error("the progress stops before the run has started")
	}
	x.shows("reading points.csv: 100 %")
	x.Update(done)
	if x.notice != "" {
		t.Errorf("the notice stays: %q", x.notice)
	}
}

// What was loaded for a lab that is no longer open is left.
func TestALabThatWasLeftTakesNoFile(t *testing.T) {
	x := newTester(t)
	x.files = func(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("late")), nil }
	lab, _ := x.lab.(*fakeLab)
	lab.reads = true
	x.keys("down enter")
	x.typed("points.csv")
	_, cmd := x.Update(keyPress("enter"))
	done, _ := x.load(cmd)
	x.keys("esc 2")
	x.Update(done)
	if got := x.value("data"); got != "xor" || lab.content != "" {
		t.Errorf("data is %s and the lab holds %q, want xor and nothing", got, lab.content)
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
	done, _ := x.load(cmd)
	x.Update(done)
	x.shows("no such data")
	if got := x.value("data"); got != "xor" {
		t.Errorf("data is %s, want xor", got)
	}
}

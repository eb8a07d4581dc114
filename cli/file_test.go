package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestOut(t *testing.T) {
	t.Chdir(t.TempDir())
	want := runs(t, "run", "train", "--steps", "5")
	write(t, "old", "what was there before, and is longer than what comes")
	if err := os.Chmod("old", 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("old", "link"); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"new", "old", "link"} {
		if out := runs(t, "run", "train", "--steps", "5", "--out", name, "--save-weights", name+".json"); out != "" {
			t.Errorf("%s: printed %q", name, out)
		}
		if got := read(t, name); got != want {
			t.Errorf("%s holds %q", name, got)
		}
		if got := read(t, name+".json"); got != "[0.03125 -0.09375]\n" {
			t.Errorf("%s.json holds %q", name, got)
		}
	}
	if info, err := os.Lstat("link"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
	if info, err := os.Stat("old"); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("other permissions: %v, %v", info, err)
	}
	if out := runs(t, "run", "train", "--steps", "5", "--out", "-"); out != want {
		t.Errorf("--out - printed %q", out)
	}
	only(t, "link", "link.json", "new", "new.json", "old", "old.json")
}

// only fails the test for any other file in the current folder.
func only(t *testing.T, names ...string) {
	t.Helper()
	left, err := filepath.Glob("*")
	hidden, _ := filepath.Glob(".nabla*")
	if err != nil || len(left) != len(names) || len(hidden) > 0 {
		t.Errorf("left behind: %q, %q, %v", left, hidden, err)
	}
}

// TestOutFails holds a run that fails to leaving what was there as it was, and
// nothing beside it.
func TestOutFails(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "old", "old")
	if err := os.Mkdir("folder", 0o700); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"--out", "nosuch/x"}, 1, `cannot write "nosuch/x": no such file or directory`},
		{[]string{"--out", "folder"}, 1, `cannot write "folder": is a directory`},
		{[]string{"--save-weights", "nosuch/x", "--out", "old"}, 1, `cannot write "nosuch/x": no such file or directory`},
		{[]string{"--set", "rate=1000000", "--save-weights", "old"}, 1, `cannot write "old": not finite`},
		{[]string{"--set", "rate=0", "--edit", "9:starts=1", "--out", "old"}, 2, `edit "9:starts=1": this value needs a new run; start with --set starts=…, or keep the number of entries`},
	}
	for _, test := range tests {
		r := nabla(t, append([]string{"run", "train"}, test.args...)...)
		if want := "nabla: " + test.want + "\n"; r.errors != want || r.status != test.status {
			t.Errorf("%q: status %d\n got %swant %s", test.args, r.status, r.errors, want)
		}
		if got := read(t, "old"); got != "old" {
			t.Errorf("%q: the old file holds %q", test.args, got)
		}
	}
	only(t, "folder", "old")
}

func TestWithFile(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "old", "old")
	failure := errors.New("half way")
	err := withFile("old", func(w io.Writer) error {
		if _, err := io.WriteString(w, "new"); err != nil {
			t.Error(err)
		}
		return failure
	})
	if !errors.Is(err, failure) || read(t, "old") != "old" {
		t.Errorf("got %v; the file holds %q", err, read(t, "old"))
	}
	only(t, "old")
}

// TestDevice must not put a file in the place of a device.
func TestDevice(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("devices have other names here")
	}
	runs(t, "run", "drift", "--out", os.DevNull)
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode()&os.ModeDevice == 0 {
		t.Fatalf("%s is %v, %v", os.DevNull, info.Mode(), err)
	}
	r := nabla(t, "run", "train", "--out", "/dev/full")
	if want := "nabla: cannot write \"/dev/full\": no space left on device\n"; r.status != 1 || r.errors != want {
		t.Errorf("status %d, %s", r.status, r.errors)
	}
}

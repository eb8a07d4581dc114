package sim_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nabla/sim"
)

func TestReading(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(path, make([]byte, 200), 0o600); err != nil {
		t.Fatal(err)
	}
	var r sim.Reading
	if _, known := r.Percent(); known {
		t.Error("a share is known before anything was opened")
	}
	var other sim.Reading // watches as well
	f, err := r.Watch(other.Watch(func(name string) (io.ReadCloser, error) { return os.Open(name) }))(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{0, 25, 50, 75, 100} {
		if got, known := r.Percent(); got != want || !known {
			t.Errorf("%d %%, known %v; want %d %%", got, known, want)
		}
		if _, err := io.CopyN(io.Discard, f, 50); err != nil && want < 100 {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if _, err := f.Read(make([]byte, 1)); err == nil {
		t.Error("closing did not close the file")
	}
}

func TestReadingOfWhatHasNoSize(t *testing.T) {
	var r sim.Reading
	if r.Watch(nil) != nil {
		t.Error("there are files where there were none")
	}
	f, err := r.Watch(func(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("abc")), nil })("pipe")
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(f); string(text) != "abc" || err != nil {
		t.Errorf("read %q, %v", text, err)
	}
	if _, known := r.Percent(); known {
		t.Error("a share is known of a file without a size")
	}
	gone := errors.New("gone")
	if _, err := r.Watch(func(string) (io.ReadCloser, error) { return nil, gone })("x"); !errors.Is(err, gone) {
		t.Errorf("the opener's error became %v", err)
	}
}

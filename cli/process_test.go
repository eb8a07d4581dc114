package cli

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// TestMain is the program itself where a test asks for it, so that what only a
// whole process shows (signals, pipes, the exit status) can be tried.
func TestMain(m *testing.M) {
	if os.Getenv("NABLA_TEST_MAIN") != "" {
		os.Exit(Main())
	}
	dir, err := os.MkdirTemp("", "nabla")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	built.dir = dir
	status := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(status)
}

// built is the program as a person builds it.
var built struct {
	dir  string
	once sync.Once
	err  error
}

// build returns the file of the program, which it builds when first asked.
func build(tb testing.TB) string {
	tb.Helper()
	built.once.Do(func() {
		// Not the context of the test: others wait for the same build. Not the
		// race detector either: on its way out Bubble Tea closes the input that
		// its reader may still be about to read, which the detector tells of.
		out, err := exec.Command("go", "build", "-race=false", "-buildvcs=false", "-o", built.dir+string(os.PathSeparator), "nabla").CombinedOutput()
		if err != nil {
			built.err = fmt.Errorf("%w: %s", err, out)
		}
	})
	if built.err != nil {
		tb.Fatal(built.err)
	}
	return filepath.Join(built.dir, "nabla")
}

// program returns a command that is the program.
func program(t *testing.T, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), self, args...)
	c.Env = append(os.Environ(), "NABLA_TEST_MAIN=1", "LC_ALL=C")
	var stderr bytes.Buffer
	c.Stderr = &stderr
	return c, &stderr
}

// firstOf starts the program and returns the first line it prints.
func firstOf(t *testing.T, c *exec.Cmd) (string, io.ReadCloser) {
	t.Helper()
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return line, out
}

// TestReaderGone is `nabla run … | head -1`: it stops without a word and leaves
// no half-written file.
func TestReaderGone(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("pipes break in another way here")
	}
	c, stderr := program(t, "run", "train", "--steps", "1000000000", "--save-weights", "w.json")
	c.Dir = t.TempDir()
	line, out := firstOf(t, c)
	if !strings.HasPrefix(line, `{"type":"setup","lab":"train",`) {
		t.Errorf("begins with %s", line)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()
	if status := c.ProcessState.ExitCode(); status != statusPipe || stderr.Len() > 0 {
		t.Errorf("status %d, %q", status, stderr)
	}
	if left, err := os.ReadDir(c.Dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestSignal is ctrl+c in a long run: whole lines only, and nothing left behind.
func TestSignal(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("signals cannot be sent here")
	}
	c, stderr := program(t, "run", "train", "--steps", "1000000000", "--save-weights", "w.json")
	c.Dir = t.TempDir()
	_, out := firstOf(t, c)
	rest := make(chan []byte)
	go func() {
		all, _ := io.ReadAll(out)
		rest <- all
	}()
	if err := c.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	all := <-rest
	_ = c.Wait()
	if status := c.ProcessState.ExitCode(); status != statusInterrupted {
		t.Errorf("status %d", status)
	}
	if got := stderr.String(); !strings.HasPrefix(got, "nabla: interrupted at step ") || strings.Count(got, "\n") != 1 {
		t.Errorf("says %q", got)
	}
	if len(all) > 0 && !bytes.HasSuffix(all, []byte("}\n")) {
		t.Errorf("ends inside a line: %.100s", all[max(0, len(all)-100):])
	}
	if left, err := os.ReadDir(c.Dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestNoTerminal is `nabla < /dev/null | cat`.
func TestNoTerminal(t *testing.T) {
	t.Parallel()
	c, stderr := program(t)
	out, err := c.Output()
	if status := c.ProcessState.ExitCode(); status != 2 || len(out) > 0 {
		t.Errorf("status %d, %v, printed %q", status, err, out)
	}
	if got := stderr.String(); !strings.Contains(got, "nabla run dashboard") || strings.Count(got, "\n") != 1 {
		t.Errorf("says %q", got)
	}
}

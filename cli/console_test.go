//go:build unix

package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"

	"nabla/internal/termtest"
	"nabla/screen"
)

// patient is how long something that has to happen may take on a busy machine.
const patient = 30 * time.Second

// before is what the screen shows when the program is started: no more than
// what a window of a single cell keeps.
const before = "$"

// console is a terminal for the program: a real pty, and an emulated screen
// that shows what comes out of it.
type console struct {
	testing.TB
	keyboard *os.File // the terminal's side
	tty      *os.File // the program's side
	state    term.State
	answers  bool     // whether it answers questions, as newer terminals do
	args     []string // for every program started

	mu      sync.Mutex
	screen  *termtest.Terminal
	output  []byte
	chunks  []chunk             // of the output
	blind   bool                // output is kept only, as fast as it comes
	asked   [len(questions)]int // how much of the output was searched for each
	changed chan struct{}       // has something in it after a change
	closed  chan struct{}       // closed once all output has come
}

// chunk is a piece of the output that came at once.
type chunk struct {
	at  time.Time
	end int // in the output
}

// questions are what the program asks a terminal, and what one says that is
// dark and has synchronized updates, grapheme clusters and kitty's keyboard.
var questions = [...]struct{ question, answer string }{
	{ansi.RequestModeSynchronizedOutput, "\x1b[?2026;2$y"},
	{ansi.RequestModeUnicodeCore, "\x1b[?2027;2$y"},
	{ansi.RequestBackgroundColor, "\x1b]11;rgb:1010/1414/1818\x1b\\"},
	{ansi.RequestKittyKeyboard, "\x1b[?1u"},
}

// newConsole returns a terminal of 120 columns and 40 rows.
func newConsole(tb testing.TB, answers bool) *console {
	tb.Helper()
	keyboard, tty, err := pty.Open()
	if err != nil {
		tb.Fatal(err)
	}
	c := &console{
		TB: tb, keyboard: keyboard, tty: tty, answers: answers, screen: termtest.New(120, 40),
		changed: make(chan struct{}, 1), closed: make(chan struct{}),
	}
	c.screen.Raw = true // the tty has turned "\n" into "\r\n" already
	c.screen.Method = ansi.WcWidth
	c.resize(120, 40)
	state, err := term.GetState(tty.Fd())
	if err != nil {
		tb.Fatal(err)
	}
	c.state = *state
	if _, err := io.WriteString(tty, before+"\n"); err != nil {
		tb.Fatal(err)
	}
	go c.read()
	tb.Cleanup(func() {
		_ = tty.Close() // closed already where the test went well
		_ = keyboard.Close()
		<-c.closed
	})
	return c
}

// read takes the program's output to the screen until the program's side is
// closed.
func (c *console) read() {
	defer close(c.closed)
	buffer := make([]byte, 1<<16)
	for {
		n, err := c.keyboard.Read(buffer)
		c.take(buffer[:n])
		if err != nil {
			return // EIO: nobody holds the other side any more
		}
	}
}

func (c *console) take(text []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.output = append(c.output, text...)
	c.chunks = append(c.chunks, chunk{at: time.Now(), end: len(c.output)})
	if c.blind {
		return
	}
	_, _ = c.screen.Write(text) // never fails
	if c.answers {
		c.answer()
	}
	select {
	case c.changed <- struct{}{}:
	default:
	}
}

// answer answers the questions that are new in the output.
func (c *console) answer() {
	for i, q := range questions {
		for {
			at := bytes.Index(c.output[c.asked[i]:], []byte(q.question))
			if at < 0 {
				break
			}
			c.asked[i] += at + len(q.question)
			if q.question == ansi.RequestModeUnicodeCore {
				c.screen.Method = ansi.GraphemeWidth
			}
			_, _ = io.WriteString(c.keyboard, q.answer)
		}
	}
}

// start starts the program as a shell would and returns it. The environment is
// what is given and nothing that tells more of the terminal.
func (c *console) start(env []string, args ...string) *exec.Cmd {
	c.Helper()
	p := exec.CommandContext(c.Context(), build(c.TB), slices.Concat(c.args, args)...)
	p.Env = append([]string{"TERM=xterm-256color", "COLORTERM=truecolor", "LANG=en_US.UTF-8"}, env...)
	p.Stdin, p.Stdout, p.Stderr = c.tty, c.tty, c.tty
	p.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := p.Start(); err != nil {
		c.Fatal(err)
	}
	return p
}

// press sends what keys send.
func (c *console) press(keys string) {
	c.Helper()
	if _, err := io.WriteString(c.keyboard, keys); err != nil {
		c.Fatal(err)
	}
}

// resize drags the window.
func (c *console) resize(w, h int) {
	c.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.screen.Resize(w, h)
	if err := pty.Setsize(c.keyboard, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)}); err != nil {
		c.Fatal(err)
	}
}

// await waits until what the screen shows is as wanted, and returns it. What
// belongs together and has not all come yet is not looked at.
func (c *console) await(what string, ok func(screen string) bool) string {
	c.Helper()
	deadline := time.NewTimer(patient)
	defer deadline.Stop()
	for {
		if text, whole := c.look(); whole && ok(text) {
			return text
		}
		select {
		case <-c.changed:
		case <-deadline.C:
			text, _ := c.look()
			c.Fatalf("waited in vain for %s:\n%s", what, text)
		}
	}
}

// typing reports whether the cursor is shown.
func (c *console) typing() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, _, visible := c.screen.Cursor()
	return visible
}

// cells returns what is on the screen.
func (c *console) cells() *screen.Grid {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.screen.Grid()
}

func (c *console) look() (text string, whole bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.screen.Text(), !c.screen.Mode(2026)
}

// shows waits until a text is on the screen.
func (c *console) shows(text string) {
	c.Helper()
	c.await(strconv.Quote(text), func(screen string) bool { return strings.Contains(screen, text) })
}

// becomes waits until the screen is the one given.
func (c *console) becomes(screen string) {
	c.Helper()
	c.await("this:\n"+screen+"\nand got", func(now string) bool { return now == screen })
}

// written returns how many bytes have come.
func (c *console) written() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.output)
}

// awaitOutput waits until more has come than the given number of bytes.
func (c *console) awaitOutput(than int) {
	c.Helper()
	c.await("output", func(string) bool { return c.written() > than })
}

// counter is the step in the footer, English or Korean, after the sign that
// tells playing from standing.
var counter = regexp.MustCompile(`(?m)^ (\S) (?:step|스텝) (\d[\d ]*?)  `)

// step returns the step in the footer, or -1, and whether the run is playing.
func step(screen string) (n int, playing bool) {
	found := counter.FindStringSubmatch(screen)
	if found == nil {
		return -1, false
	}
	n, err := strconv.Atoi(strings.ReplaceAll(found[2], " ", ""))
	if err != nil {
		return -1, false
	}
	return n, found[1] == "▶" || found[1] == ">"
}

// plays waits until the run has come to a step by playing.
func (c *console) plays(to int) {
	c.Helper()
	c.await("step "+strconv.Itoa(to), func(screen string) bool {
		n, playing := step(screen)
		return playing && n >= to
	})
}

// stands waits until the run is not playing and returns its step.
func (c *console) stands() int {
	c.Helper()
	n, _ := step(c.await("a pause", func(screen string) bool {
		n, playing := step(screen)
		return n >= 0 && !playing
	}))
	return n
}

// left waits for the program to end and checks that it leaves the terminal as
// it found it. It returns the exit status and what the screen shows below the
// command.
func (c *console) left(p *exec.Cmd) (status int, said string) {
	c.Helper()
	status = wait(c.TB, p)
	said = c.untouched()
	return status, said
}

// wait returns the exit status of a program, which has to end now.
func wait(tb testing.TB, p *exec.Cmd) int {
	tb.Helper()
	hangs := time.AfterFunc(patient, func() { _ = p.Process.Kill() })
	defer hangs.Stop()
	if err := p.Wait(); err != nil {
		if _, ok := errors.AsType[*exec.ExitError](err); !ok {
			tb.Fatal(err)
		}
	}
	return p.ProcessState.ExitCode()
}

// untouched checks that the terminal is as it was before the program, and
// returns what the screen shows below the command.
func (c *console) untouched() string {
	c.Helper()
	state, err := term.GetState(c.tty.Fd())
	if err != nil {
		c.Fatal(err)
	}
	if *state != c.state {
		c.Errorf("the tty is set to %+v, and was to %+v", *state, c.state)
	}
	if err := c.tty.Close(); err != nil {
		c.Fatal(err)
	}
	<-c.closed
	c.mu.Lock()
	defer c.mu.Unlock()
	c.restored()
	c.balanced()
	text := strings.TrimSpace(c.screen.Text())
	said, ok := strings.CutPrefix(text, before)
	if !ok {
		c.Errorf("what was on the screen is gone:\n%s", text)
	}
	return strings.TrimSpace(said)
}

// restored checks the modes of the terminal, which the caller has locked.
func (c *console) restored() {
	c.Helper()
	if c.screen.AltScreen() {
		c.Error("the alternate screen is left open")
	}
	if _, _, visible := c.screen.Cursor(); !visible {
		c.Error("the cursor is left hidden")
	}
	if !c.screen.Mode(7) {
		c.Error("long lines are left cut off")
	}
	// Mouse, focus, bracketed paste, synchronized updates, grapheme clusters.
	for _, mode := range []int{1000, 1002, 1003, 1004, 1005, 1006, 1015, 2004, 2026, 2027} {
		if c.screen.Mode(mode) {
			c.Errorf("mode %d is left on", mode)
		}
	}
}

// balanced checks that what is put upon a stack of the terminal is taken off.
func (c *console) balanced() {
	c.Helper()
	keyboards, titles, keys := 0, 0, ""
	for _, seq := range c.screen.Unknown() {
		switch {
		case strings.HasPrefix(seq, "\x1b[>") && strings.HasSuffix(seq, "u"):
			keyboards++
		case strings.HasPrefix(seq, "\x1b[<") && strings.HasSuffix(seq, "u"):
			keyboards--
		case seq == ansi.WindowOp(22, 2):
			titles++
		case seq == ansi.WindowOp(23, 2):
			titles--
		case strings.HasPrefix(seq, "\x1b[>4") && strings.HasSuffix(seq, "m"):
			keys = seq
		}
	}
	if keyboards != 0 || titles != 0 {
		c.Errorf("left on the terminal's stacks: %d keyboards, %d titles", keyboards, titles)
	}
	if keys != "" && keys != ansi.ResetModifyOtherKeys {
		c.Errorf("keys are left changed by %q", keys)
	}
}

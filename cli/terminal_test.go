//go:build unix

package cli

import (
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// onBoth runs a test in a terminal that says what it can do and in one that
// says nothing.
func onBoth(t *testing.T, f func(*testing.T, *console)) {
	t.Parallel()
	t.Run("answering", func(t *testing.T) {
		t.Parallel()
		f(t, newConsole(t, true))
	})
	t.Run("silent", func(t *testing.T) {
		t.Parallel()
		f(t, newConsole(t, false))
	})
}

func TestPlayedInATerminal(t *testing.T) {
	onBoth(t, func(t *testing.T, c *console) {
		p := c.start(nil)
		c.plays(3)

		c.press(" ")
		paused := c.stands()
		// The way there and back of a key is long enough for a run that goes on
		// to show it.
		c.press("?")
		c.shows("Playback")
		c.press("?")
		c.hides("Playback")
		if now := c.stands(); now != paused {
			t.Errorf("paused at step %d, and is at %d", paused, now)
		}

		c.press("\x1b[D")
		screen := c.await("the step before", func(screen string) bool {
			n, _ := step(screen)
			return n == paused-1
		})

		c.press("\x1b[C\x1b[D")
		c.await("the same screen after a step and back", func(now string) bool { return now == screen })

		all := c.written()
		c.resize(1, 1)
		c.awaitOutput(all)
		c.resize(120, 40)
		c.await("the same screen in a window of the same size", func(now string) bool { return now == screen })

		c.press(" ")
		c.plays(paused + 1)
		c.press("q")
		if status, said := c.left(p); status != 0 || said != "" {
			t.Errorf("status %d, says %q", status, said)
		}
	})
}

func TestWaysToLeave(t *testing.T) {
	tests := []struct {
		name   string
		keys   string
		signal syscall.Signal
		status int
		said   string
	}{
		{name: "q", keys: "q"},
		{name: "q under a Hangul input method", keys: "ㅂ"},
		{name: "ctrl+c", keys: "\x03"},
		{name: "ctrl+c of kitty's keyboard", keys: "\x1b[99;5u"},
		{name: "ctrl+c in a text field", keys: "\r\x03"},
		{name: "ctrl+c in the help", keys: "?\x03"},
		{name: "SIGTERM", signal: syscall.SIGTERM},
		{name: "SIGINT", signal: syscall.SIGINT, status: statusInterrupted, said: "nabla: interrupted"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, c *console) {
				p := c.start(nil)
				c.plays(1)
				if tt.signal != 0 {
					if err := p.Process.Signal(tt.signal); err != nil {
						t.Fatal(err)
					}
				}
				c.press(tt.keys)
				if status, said := c.left(p); status != tt.status || said != tt.said {
					t.Errorf("status %d, says %q; want %d and %q", status, said, tt.status, tt.said)
				}
			})
		})
	}
}

// A closed window takes the program with it.
func TestTerminalGone(t *testing.T) {
	t.Parallel()
	c := newConsole(t, true)
	p := c.start(nil)
	c.plays(1)
	if err := c.keyboard.Close(); err != nil {
		t.Fatal(err)
	}
	if status := wait(t, p); status == 0 {
		t.Error("ended as if nothing had happened")
	}
}

// colors finds a colour among the parameters of a style: 30 to 49, 90 to 107.
var colors = regexp.MustCompile(`\x1b\[(?:\d+[;:])*(?:[34]\d|9[0-7]|10[0-7])(?:[;:]\d+)*m`)

func TestColorsAndGlyphs(t *testing.T) {
	const sparkling = "⠉⠒⡇█━┃╭"
	tests := []struct {
		name    string
		env     []string
		colored bool
		ascii   bool
	}{
		{name: "truecolor", colored: true},
		{name: "16 colours", env: []string{"TERM=xterm", "COLORTERM="}, colored: true},
		{name: "NO_COLOR", env: []string{"NO_COLOR=yes"}},
		{name: "dumb", env: []string{"TERM=dumb", "COLORTERM="}, ascii: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newConsole(t, false)
			p := c.start(tt.env)
			c.shows("step 3 ")
			screen, _ := c.look()
			c.press("q")
			if status, said := c.left(p); status != 0 || said != "" {
				t.Errorf("status %d, says %q", status, said)
			}
			if got := colors.Find(c.output); (got != nil) != tt.colored {
				t.Errorf("colour %q, want some %v", got, tt.colored)
			}
			if got := !strings.ContainsAny(screen, sparkling); got != tt.ascii {
				t.Errorf("only ASCII %v, want %v:\n%s", got, tt.ascii, screen)
			}
		})
	}
}

func TestKoreanTerminal(t *testing.T) {
	onBoth(t, func(t *testing.T, c *console) {
		p := c.start([]string{"LANG=ko_KR.UTF-8"})
		c.plays(3)
		c.press(" ")
		c.stands()
		c.shows("대시보드")
		korean := c.shows("끝내기")
		// Every row ends where the others do, wide characters or not.
		c.press("ㅣ") // l, for the language
		c.shows("dashboard")
		c.press("ㅣ")
		c.await("the Korean screen again", func(screen string) bool { return screen == korean })
		c.press("ㅂ")
		if status, said := c.left(p); status != 0 || said != "" {
			t.Errorf("status %d, says %q", status, said)
		}
	})
}

// A lab, a moment and what is wrong with them.
func TestArgumentsInATerminal(t *testing.T) {
	t.Parallel()
	c := newConsole(t, true)
	p := c.start(nil, "descent f=w^2 starts=3 rates=0.4 @2")
	if n := c.stands(); n != 2 {
		t.Errorf("opened at step %d, want 2", n)
	}
	c.press("q")
	if status, said := c.left(p); status != 0 || said != "" {
		t.Errorf("status %d, says %q", status, said)
	}

	c = newConsole(t, true)
	p = c.start(nil, "descent", "--set", "f=w^")
	if status, said := c.left(p); status != statusArgument || !strings.HasPrefix(said, "nabla: ") || strings.Contains(said, "\n") {
		t.Errorf("status %d, says %q", status, said)
	}
}

//go:build unix

package cli

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"nabla/internal/termtest"
	"nabla/locale"
	"nabla/model"
	"nabla/model/labs"
	"nabla/screen"
	"nabla/sim"
	"nabla/views/theme"
)

// onBoth runs a test in a terminal that says what it can do and in one that
// says nothing, and with Bubble Tea's renderer.
func onBoth(t *testing.T, f func(*testing.T, *console)) {
	t.Run("answering", func(t *testing.T) {
		t.Parallel()
		f(t, newConsole(t, true))
	})
	t.Run("silent", func(t *testing.T) {
		t.Parallel()
		f(t, newConsole(t, false))
	})
	t.Run("tea", func(t *testing.T) {
		t.Parallel()
		c := newConsole(t, true)
		c.args = []string{"--renderer", teaRenderer}
		f(t, c)
	})
}

// Both renderers put the same cells on the screen.
func TestRenderers(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"en_US.UTF-8", "ko_KR.UTF-8"} {
		t.Run(language[:2], func(t *testing.T) {
			t.Parallel()
			var screens [2]*screen.Grid
			for i, renderer := range renderers() {
				c := newConsole(t, false)
				c.args = []string{"--renderer", renderer}
				p := c.start([]string{"LANG=" + language}, "dashboard @25")
				c.stands()
				for range 3 {
					c.press("\x1b[C")
				}
				c.await("step 28", func(screen string) bool {
					n, _ := step(screen)
					return n == 28
				})
				c.press("\r") // with a field to type in
				c.await("the cursor", func(string) bool { return c.typing() })
				screens[i] = c.cells()
				c.press("\x03")
				if status, said := c.left(p); status != 0 || said != "" {
					t.Errorf("status %d, says %q", status, said)
				}
			}
			if d := termtest.Diff(screens[0], screens[1]); d != "" {
				t.Error(d)
			}
		})
	}
}

// ctrl+z gives the terminal back to the shell for a while.
func TestSuspended(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, c *console) {
		p := c.start(nil)
		c.plays(2)
		c.press(" ")
		c.press("?") // and back: nothing of the keys is still to come
		c.shows("Playback")
		steps := slices.Repeat([]rune{tea.KeyRight}, c.stands())
		c.press("?")
		shown := frame(t, locale.English, steps...)
		c.becomes(shown)
		c.press("\x1a")
		c.await("the shell", func(screen string) bool { return strings.TrimSpace(screen) == before && c.typing() })
		c.mu.Lock()
		c.restored()
		c.mu.Unlock()
		// Sent again and again: it may not be waiting for it yet.
		resumed := make(chan struct{})
		go func() {
			again := time.NewTicker(20 * time.Millisecond)
			defer again.Stop()
			for {
				select {
				case <-again.C:
					_ = p.Process.Signal(syscall.SIGCONT)
				case <-resumed:
					return
				}
			}
		}()
		c.becomes(shown)
		close(resumed)
		c.press("q")
		if status, said := c.left(p); status != 0 || said != "" {
			t.Errorf("status %d, says %q", status, said)
		}
	})
}

// frame returns what the screen has to show once keys have been pressed: what
// the program draws, without a terminal in between.
func frame(t *testing.T, language locale.Language, keys ...rune) string {
	t.Helper()
	entries := labs.All()
	app, err := model.New(model.Options{
		Entries: entries, Moment: sim.Moment{Setup: sim.NewSetup(entries[0].Name, entries[0].Params)},
		Language: language, Theme: theme.Options{Dark: true}, Width: 120, Height: 40, Paused: true,
		Now: func() time.Time { return time.Time{} }, // no step takes long enough to be put off
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		app.Update(tea.KeyPressMsg{Code: key})
	}
	screen := termtest.New(120, 40)
	if _, err := io.WriteString(screen, app.View().Content); err != nil {
		t.Fatal(err)
	}
	return screen.Text()
}

func TestPlayedInATerminal(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, c *console) {
		p := c.start(nil)
		c.plays(3)

		c.press(" ")
		c.stands()
		// The way there and back of a key is long enough for a run that goes on
		// to show it.
		c.press("?")
		c.shows("Playback")
		paused := c.stands()
		steps := slices.Repeat([]rune{tea.KeyRight}, paused)
		c.press("?")
		c.becomes(frame(t, locale.English, steps...))

		c.press("\x1b[D")
		back := frame(t, locale.English, append(steps, tea.KeyLeft)...)
		c.becomes(back)

		all := c.written()
		c.resize(1, 1)
		c.awaitOutput(all)
		c.resize(120, 40)
		c.becomes(back)

		c.press(" ")
		c.plays(paused + 1)
		c.press("q")
		if status, said := c.left(p); status != 0 || said != "" {
			t.Errorf("status %d, says %q", status, said)
		}
	})
}

func TestWaysToLeave(t *testing.T) {
	t.Parallel()
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
			t.Parallel()
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
	t.Parallel()
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
			c.plays(1)
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
	t.Parallel()
	onBoth(t, func(t *testing.T, c *console) {
		p := c.start([]string{"LANG=ko_KR.UTF-8"})
		c.plays(3)
		c.press(" ")
		c.stands()
		c.press("ㅣ") // on the key of l, for the language
		c.shows("Networks that learn")
		steps := slices.Repeat([]rune{tea.KeyRight}, c.stands())
		c.becomes(frame(t, locale.English, steps...))
		c.press("ㅣ")
		c.becomes(frame(t, locale.Korean, steps...))
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

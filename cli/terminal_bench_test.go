//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkFirstFrame is the time from the start of the process until the whole
// of the first frame, 120×40, has come out of it: the mean as time per
// operation, and the median.
func BenchmarkFirstFrame(b *testing.B) {
	build(b)
	var times []time.Duration
	for b.Loop() {
		b.StopTimer()
		c := newConsole(b, true)
		b.StartTimer()
		start := time.Now()
		p := c.start(nil)
		// The last row is written last, and synchronized with all the others.
		c.await("the keys in the last row", func(screen string) bool {
			return strings.Contains(screen[strings.LastIndex(screen, "\n"):], "quit")
		})
		times = append(times, time.Since(start))
		b.StopTimer()
		c.press("q")
		c.left(p)
		b.StartTimer()
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "ms/median")
}

// BenchmarkPlaying plays the dashboard at 120×40 for five seconds and reports
// what it takes: the share of one core, from the start of the process to its
// end, the frames a second, and the bytes a second that reach the terminal.
func BenchmarkPlaying(b *testing.B) {
	for _, language := range []string{"en_US.UTF-8", "ko_KR.UTF-8"} {
		b.Run(language[:2], func(b *testing.B) {
			build(b)
			for b.Loop() {
				play5s(b, language)
			}
		})
	}
}

func play5s(b *testing.B, language string) {
	c := newConsole(b, true)
	start := time.Now()
	p := c.start([]string{"LANG=" + language})
	c.plays(1)
	first, began, bytes := c.now(), time.Now(), c.written()
	<-time.After(5 * time.Second)
	last, took := c.now(), time.Since(began).Seconds()
	b.ReportMetric(float64(last-first)/took, "frames/s") // a step a frame
	b.ReportMetric(float64(c.written()-bytes)/took, "B/s")
	c.press("q")
	c.left(p)
	cpu := p.ProcessState.UserTime() + p.ProcessState.SystemTime()
	b.ReportMetric(100*cpu.Seconds()/time.Since(start).Seconds(), "%cpu")
}

// now returns the step on the screen.
func (c *console) now() int {
	screen, _ := c.look()
	n, _ := step(screen)
	return n
}

// BenchmarkKeyToFrame plays the training lab at top speed and presses the key
// of the help, again and again: the time from each press until all of the frame
// that shows what it did has come, at the 99th percentile and the median. The
// terminal only takes note of what comes when, and looks at it afterwards.
func BenchmarkKeyToFrame(b *testing.B) {
	build(b)
	for b.Loop() {
		c := newConsole(b, true)
		p := c.start(nil, "train")
		c.plays(1)
		c.press("]]]]]]]]]]]]")
		c.plays(10000)
		pressed := make([]time.Time, 0, 300)
		c.watch(true)
		for i := range cap(pressed) {
			// Not in step with the frames that come anyway.
			<-time.After(time.Duration(100+i*13%33) * time.Millisecond)
			pressed = append(pressed, time.Now())
			c.press("?")
		}
		<-time.After(time.Second)
		times := c.answered(pressed)
		c.watch(false)
		c.press("q")
		c.left(p)
		slices.Sort(times)
		b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "ms/p99")
		b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "ms/median")
	}
}

// watch has the output kept only, or, after that, looked at again.
func (c *console) watch(blind bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.blind = blind
}

// answered looks at what came while the terminal was blind, and returns how
// long after each press the help was opened or closed by it.
func (c *console) answered(pressed []time.Time) []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	var times []time.Duration
	from := 0
	for _, chunk := range c.chunks {
		if chunk.at.Before(pressed[0]) {
			from = chunk.end
			continue
		}
		_, _ = c.screen.Write(c.output[from:chunk.end])
		from = chunk.end
		n := len(times)
		if n == len(pressed) || c.screen.Mode(2026) {
			continue
		}
		// A frame that the next one overtook is as late as that one.
		open := strings.Contains(c.screen.Text(), "Playback")
		overtaken := n+1 < len(pressed) && chunk.at.After(pressed[n+1]) && open == (n%2 == 1)
		if open == (n%2 == 0) || overtaken {
			times = append(times, chunk.at.Sub(pressed[n]))
		}
	}
	if len(times) < len(pressed) {
		c.Fatalf("%d of %d presses were answered", len(times), len(pressed))
	}
	return times
}

// BenchmarkIdle is a paused dashboard for five seconds: what it writes, and the
// share of a core it takes.
func BenchmarkIdle(b *testing.B) {
	build(b)
	for b.Loop() {
		c := newConsole(b, true)
		p := c.start(nil, "dashboard @5")
		c.stands()
		<-time.After(1500 * time.Millisecond) // Bubble Tea writes a last time after a second
		bytes, cpu := c.written(), processorTime(b, p.Process.Pid)
		<-time.After(5 * time.Second)
		b.ReportMetric(float64(c.written()-bytes), "B")
		b.ReportMetric(100*(processorTime(b, p.Process.Pid)-cpu).Seconds()/5, "%cpu")
		c.press("q")
		c.left(p)
	}
}

// processorTime is what a process has taken so far, where the system tells.
func processorTime(b *testing.B, pid int) time.Duration {
	threads, err := filepath.Glob("/proc/" + strconv.Itoa(pid) + "/task/*/schedstat")
	if err != nil || len(threads) == 0 {
		b.Skip("the system does not tell")
	}
	var sum int64
	for _, thread := range threads {
		stat, err := os.ReadFile(thread)
		if err != nil {
			b.Fatal(err)
		}
		n, err := strconv.ParseInt(strings.Fields(string(stat))[0], 10, 64)
		if err != nil {
			b.Fatal(err)
		}
		sum += n
	}
	return time.Duration(sum)
}

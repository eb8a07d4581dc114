//go:build unix

package cli

import (
	"slices"
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

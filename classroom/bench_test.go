//go:build unix

package classroom_test

import (
	"fmt"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"

	"nabla/classroom"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim"
)

// counter counts what a follower gets.
type counter struct{ writes, bytes atomic.Int64 }

// follower is a client whose screen nobody looks at.
func (c *class) follower(name string, width, height int) *counter {
	c.Helper()
	client := c.login(name)
	session, err := client.NewSession()
	if err != nil {
		c.Fatal(err)
	}
	_ = session.Setenv("COLORTERM", "truecolor")
	if err := session.RequestPty("xterm-256color", height, width, gossh.TerminalModes{}); err != nil {
		c.Fatal(err)
	}
	if _, err := session.StdinPipe(); err != nil { // without one the session would see its end
		c.Fatal(err)
	}
	out, err := session.StdoutPipe()
	if err != nil {
		c.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		c.Fatal(err)
	}
	got := new(counter)
	go func() {
		buffer := make([]byte, 64<<10)
		for {
			n, err := out.Read(buffer)
			got.bytes.Add(int64(n))
			got.writes.Add(1)
			if err != nil {
				return
			}
		}
	}()
	return got
}

// atDesk is a teacher at this machine who shows the dashboard, and shares its run as
// there is somebody who follows.
func (c *class) atDesk(b *testing.B) *model.App {
	b.Helper()
	seat := c.server.Hub().Join("teacher", true, 120, 40)
	c.server.Hub().Join("ada", false, 120, 40)
	app, err := model.New(model.Options{
		Entries: labs.All(), Moment: sim.Moment{Setup: sim.NewSetup("dashboard", paramsOf(labs.All(), "dashboard"))},
		Width: 120, Height: 40, Paused: true, Class: seat, Lesson: seat.Msg(),
	})
	if err != nil {
		b.Fatal(err)
	}
	app.Update(seat.Msg())
	return app
}

// cpu is the processor time of this process so far, clients and all.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkClass is a step of the dashboard shown to followers, each over an SSH
// connection of its own, until all have been sent a frame: at terminals of 120×40,
// or of that on an average, no two alike.
func BenchmarkClass(b *testing.B) {
	for _, n := range []int{1, 10, 50, 100, 200} {
		b.Run(fmt.Sprintf("alike/%d", n), func(b *testing.B) {
			benchmarkClass(b, n, func(int) (w, h int) { return 120, 40 })
		})
	}
	for _, n := range []int{50, 200} {
		b.Run(fmt.Sprintf("different/%d", n), func(b *testing.B) {
			benchmarkClass(b, n, func(i int) (w, h int) { return 110 + i%20, 40 + (i/20+1)/2*(1-i/20%2*2) })
		})
	}
}

func benchmarkClass(b *testing.B, n int, size func(i int) (w, h int)) {
	c := newClass(b, func(o *classroom.Options) {
		o.Limits.PerAddress, o.Limits.Login = 1000, time.Minute
		o.Moment = sim.Moment{Setup: sim.NewSetup("dashboard", paramsOf(o.Entries, "dashboard"))}
	})
	before := inUse()
	teacher := c.atDesk(b)
	followers := make([]*counter, n)
	for i := range followers {
		w, h := size(i)
		followers[i] = c.follower("ada", w, h)
	}
	step := func() {
		seen := make([]int64, n)
		for i, f := range followers {
			seen[i] = f.writes.Load()
		}
		teacher.Update(tea.KeyPressMsg{Code: tea.KeyRight})
		for i, f := range followers {
			for f.writes.Load() == seen[i] {
				time.Sleep(time.Millisecond)
			}
		}
	}
	for range 20 {
		step()
	}
	sum := func() (all int64) {
		for _, f := range followers {
			all += f.bytes.Load()
		}
		return all
	}
	bytes := sum()
	used := cpu(b)
	b.ReportAllocs()
	for b.Loop() {
		step()
	}
	frames := float64(b.N * n)
	b.ReportMetric(float64((cpu(b)-used).Microseconds())/frames, "cpu-µs/frame")
	b.ReportMetric(float64(sum()-bytes)/frames, "B/frame")
	b.ReportMetric(float64(inUse()-before)/1024/float64(n), "KiB/session")
}

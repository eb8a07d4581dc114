package model

import (
	"context"
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nabla/screen"
	"nabla/sim"
	"nabla/views"
	"nabla/views/theme"
)

// workerPane shows what its job has come to, which depends on the rate.
type workerPane struct {
	fakePane
	rate  func() float64
	wants bool
	task  func() Task
	heard []Progress
}

func (p *workerPane) Job() (Job, bool) {
	return Job{Key: fmt.Sprint(p.rate()), Begin: p.task}, p.wants
}

func (p *workerPane) Hear(now Progress) { p.heard = append(p.heard, now) }

func (p *workerPane) Draw(box screen.Box, _ views.Look) {
	if len(p.heard) > 0 {
		box.Text(0, 0, fmt.Sprintf("%.0f%%", 100*p.last().Share), screen.Style{})
	}
}

func (p *workerPane) last() Progress { return p.heard[len(p.heard)-1] }

// workerLab is a lab with a pane that it is easy to hide and one that works.
type workerLab struct {
	fakeLab
	worker *workerPane
}

func (l *workerLab) Load(setup sim.Setup, files sim.Opener) (func(), error) {
	start, err := l.fakeLab.Load(setup, files)
	l.worker.rate = func() float64 { return float64(l.run.Now().grow) }
	return start, err
}

func (l *workerLab) Panes() []Pane { return []Pane{l.pane, l.worker} }

// parts is a task of so many parts.
type parts struct {
	done, all int
	begun     *int
	work      func(ctx context.Context, part int) // nil for nothing
}

func (p *parts) Work(ctx context.Context) bool {
	if p.work != nil {
		p.work(ctx, p.done)
	}
	if ctx.Err() == nil {
		p.done++
	}
	return p.done < p.all
}

func (p *parts) Share() float64 { return float64(p.done) / float64(p.all) }

// newWorker is an app whose pane wants a task of ten parts, which do the work.
func newWorker(t *testing.T, do func(ctx context.Context, part int)) (x *tester, pane *workerPane, begun *int) {
	t.Helper()
	begun = new(int)
	pane = &workerPane{wants: true}
	pane.task = func() Task {
		*begun++
		return &parts{all: 10, begun: begun, work: do}
	}
	x = &tester{T: t, pane: &fakePane{}}
	app, err := New(Options{
		Entries: []Entry{
			{Name: "train", Params: fakeParams(), New: func() Lab { return &workerLab{fakeLab{pane: x.pane}, pane} }},
			{Name: "descent", Params: fakeParams(), New: func() Lab { return &fakeLab{pane: x.pane} }},
		},
		Moment: sim.Moment{Setup: sim.NewSetup("train", fakeParams())},
		Theme:  theme.Options{Dark: true}, Width: 100, Height: 24, Paused: true, Now: x.clock.read,
	})
	if err != nil {
		t.Fatal(err)
	}
	x.App = app
	return x, pane, begun
}

// send delivers a message and returns the command that it leads to.
func (x *tester) send(msg tea.Msg) tea.Cmd {
	_, cmd := x.Update(msg)
	return cmd
}

// finish does a command and what it leads to until there is no more.
func (x *tester) finish(cmd tea.Cmd) {
	for cmd != nil {
		cmd = x.send(cmd())
	}
}

func TestJobIsDoneInParts(t *testing.T) {
	t.Parallel()
	x, pane, begun := newWorker(t, nil)
	cmd := x.send(keyPress("down"))
	for part := 1; part < 10; part++ {
		if *begun != min(part-1, 1) {
			t.Fatalf("before part %d it was begun %d times: not by a command", part, *begun)
		}
		cmd = x.send(cmd())
		if got := pane.last(); got.Share != float64(part)/10 || got.Done != nil {
			t.Fatalf("after part %d the pane has heard %+v", part, got)
		}
		x.shows(fmt.Sprintf("%d%%", 10*part))
		// Keys are alive, and what they do does not start the job again.
		if again := x.send(keyPress("right")); again != nil {
			t.Fatalf("a key in part %d leads to another command", part)
		}
		x.at(part)
	}
	x.finish(cmd)
	if got := pane.last(); got.Share != 1 || got.Done == nil || got.Err != nil {
		t.Errorf("at the end the pane has heard %+v", got)
	}
	for i := 1; i < len(pane.heard); i++ {
		if pane.heard[i].Share < pane.heard[i-1].Share {
			t.Errorf("the share went from %v to %v", pane.heard[i-1].Share, pane.heard[i].Share)
		}
	}
	x.shows("100%")
	if cmd := x.send(keyPress("right")); cmd != nil || *begun != 1 {
		t.Errorf("a job that is done leads to a command, begun %d times", *begun)
	}
}

func TestJobIsCancelledByAChange(t *testing.T) {
	t.Parallel()
	started, ended := make(chan int, 1), make(chan bool)
	x, pane, begun := newWorker(t, func(ctx context.Context, part int) {
		if part == 2 {
			started <- part
			<-ctx.Done()
			ended <- true
		}
	})
	cmd := x.send(keyPress("down"))
	cmd = x.send(cmd())
	cmd = x.send(cmd())
	old := make(chan tea.Msg, 1)
	go func() { old <- cmd() }()
	<-started
	x.keys("up") // the rate
	if cmd := x.send(keyPress("+")); cmd != nil {
		t.Error("the next job starts before the last command is back")
	}
	<-ended
	if got := pane.last(); got.Share != 0 || got.Done != nil {
		t.Errorf("of the new job the pane has heard %+v", got)
	}
	cmd = x.send(<-old)
	if *begun != 1 || cmd == nil {
		t.Fatalf("begun %d times before the command of the new job ran", *begun)
	}
	if cmd = x.send(cmd()); *begun != 2 || pane.last().Share != 0.1 {
		t.Errorf("begun %d times, and the pane has heard %+v", *begun, pane.last())
	}
	// To leave the lab drops the job for good.
	if x.keys("2"); x.bench.now != nil {
		t.Error("a job goes on in another lab")
	}
	if cmd := x.send(cmd()); cmd != nil || x.bench.busy {
		t.Error("what is left of a job leads to a command")
	}
}

func TestJobIsOnlyDoneWhereItIsSeen(t *testing.T) {
	t.Parallel()
	x, pane, begun := newWorker(t, nil)
	pane.wants = false
	x.View()
	if cmd := x.send(keyPress("down")); cmd != nil {
		t.Error("a job starts that nobody wants")
	}
	x.keys("z") // the other pane has the screen
	pane.wants = true
	if cmd := x.send(keyPress("down")); cmd != nil || len(pane.heard) > 0 {
		t.Error("a job starts though its pane is not to be seen")
	}
	cmd := x.send(keyPress("z"))
	if cmd == nil {
		t.Fatal("no job starts when its pane is seen again")
	}
	cmd = x.send(cmd())
	x.send(keyPress("z"))
	if x.bench.now != nil {
		t.Error("a job goes on though its pane is not to be seen")
	}
	x.finish(cmd)
	x.finish(x.send(keyPress("z")))
	if *begun != 2 || pane.last().Done == nil {
		t.Errorf("begun %d times, heard %+v", *begun, pane.last())
	}
}

func TestJobThatPanicsIsAnError(t *testing.T) {
	t.Parallel()
	x, pane, begun := newWorker(t, func(context.Context, int) { panic("too hot") })
	x.finish(x.send(keyPress("down")))
	got := pane.last()
	if got.Err == nil || got.Err.Error() != "the work broke off: too hot" || got.Done != nil {
		t.Fatalf("the pane has heard %+v", got)
	}
	if text := x.look.Words.Error(got.Err); text != got.Err.Error() {
		t.Errorf("the message is %q", text)
	}
	if x.finish(x.send(keyPress("down"))); *begun != 1 {
		t.Errorf("a job that broke off was begun %d times", *begun)
	}
}

func TestJobResultsAreKept(t *testing.T) {
	t.Parallel()
	x, pane, begun := newWorker(t, nil)
	x.finish(x.send(keyPress("left")))
	for range keptJobs - 1 {
		x.finish(x.send(keyPress("+")))
	}
	if *begun != keptJobs || len(x.bench.done) != keptJobs {
		t.Fatalf("%d jobs were begun and %d results kept", *begun, len(x.bench.done))
	}
	x.finish(x.send(keyPress("-")))
	if *begun != keptJobs || pane.last().Done == nil {
		t.Errorf("an earlier result is worked out again: begun %d times", *begun)
	}
	x.finish(x.send(keyPress("+")))
	x.finish(x.send(keyPress("+")))
	if *begun != keptJobs+1 || len(x.bench.done) != keptJobs {
		t.Errorf("%d jobs were begun and %d results kept", *begun, len(x.bench.done))
	}
	for range keptJobs {
		x.finish(x.send(keyPress("-")))
	}
	if *begun != keptJobs+2 {
		t.Errorf("the oldest result was kept: begun %d times", *begun)
	}
}

// followerPane is a worker that is told whether the run moves.
type followerPane struct {
	workerPane
	told []bool
}

func (p *followerPane) Moving(moves bool) { p.told = append(p.told, moves) }

func (p *followerPane) Job() (Job, bool) {
	if len(p.told) == 0 {
		panic("asked for a job before it is told")
	}
	return p.workerPane.Job()
}

func TestFollowersAreToldWhetherTheRunMoves(t *testing.T) {
	x, pane, _ := newWorker(t, nil)
	follower := &followerPane{workerPane: *pane}
	x.panes[1] = follower
	for _, moves := range []bool{false, true, false} {
		if moves != x.playback.moving() {
			x.send(tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
		} else {
			x.send(tea.KeyPressMsg{Code: 'y', Text: "y"})
		}
		if got := follower.told[len(follower.told)-1]; got != moves {
			t.Errorf("told that it moves: %v, want %v", got, moves)
		}
	}
}

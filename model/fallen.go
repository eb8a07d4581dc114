package model

import (
	"cmp"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"

	"nabla/screen"
	"nabla/sim"
	"nabla/views"
	"nabla/views/theme"
)

// fallen stands in for a lab that panicked, nothing of which is touched again: at
// the step where that happened, and with nothing to see.
type fallen struct {
	step  int
	edits []sim.Edit
	run   uint64 // the Present.Run that was followed, 0 for none
	times int    // that it happened in that run
}

var (
	_ Lab      = (*fallen)(nil)
	_ Timeline = (*fallen)(nil)
	_ Pane     = (*fallen)(nil)
)

// mostFalls is how often a run that is followed may panic before another one is
// waited for.
const mostFalls = 3

// confine calls f, and reports whether it went well. Where faults are told of, a
// panic is taken to be the open lab's: it falls, and all else goes on. In a class the
// moment at which one session panics is that of all who follow.
func (a *App) confine(f func()) (ok bool) {
	if a.fault == nil {
		f()
		return true
	}
	defer func() {
		if value := recover(); value != nil {
			ok = false
			a.fall(Crash{Value: value, Stack: debug.Stack()})
		}
	}()
	f()
	return true
}

// fall puts a stand-in into the place of the lab.
func (a *App) fall(c Crash) {
	l := &fallen{run: a.seat.keeping, times: 1}
	if before, ok := a.lab.(*fallen); ok {
		l.step, l.edits, l.run = before.step, before.edits, cmp.Or(l.run, before.run)
	} else {
		l.look(a.lab)
	}
	if a.following() {
		l.step, l.run = a.present().Moment.Step, a.present().Run
	}
	if a.seat.fell.run == l.run {
		l.times += a.seat.fell.times
	}
	a.seat.fell = *l
	a.lab, a.panes = l, []Pane{l, a.panel}
	a.frames = make([]theme.Frame, len(a.panes))
	a.panel.reset()
	a.focus, a.zoomed, a.over = 0, false, nil
	a.journey, a.warned, a.hold = nil, warning{}, hold{}
	a.playback.play(false)
	a.playback.seeking = false
	a.bench.drop()
	a.seat.keeping, a.seat.outcome = 0, nil
	a.fault(c)
}

// stand has the class stand at the last moment that could be shown.
func (a *App) stand() {
	if a.seat.shown.playing {
		a.seat.shown.playing = false
		a.seat.class.Show(Present{Moment: a.present().Moment, Run: a.seat.shown.opened})
	}
}

// look takes note of where the lab stood, as far as it can still be asked.
func (l *fallen) look(lab Lab) {
	defer func() { _ = recover() }()
	l.step, l.edits = lab.Timeline().Step(), lab.Timeline().Edits()
}

// hopeless reports whether what is shown is not to be opened: it has made a lab fall
// here before.
func (a *App) hopeless(p Present) bool {
	l, ok := a.lab.(*fallen)
	return ok && l.run == p.Run && (l.step == p.Moment.Step || l.times >= mostFalls)
}

// paint draws the frame, once for every message; without the lab where that panics.
func (a *App) paint() {
	if !a.painted && !a.confine(a.draw) {
		a.draw()
	}
	a.painted = true
}

// step routes a message and goes on with what the panes want worked out.
func (a *App) step(msg tea.Msg) (cmd tea.Cmd) {
	a.confine(func() { cmd = a.route(msg) })
	work := a.workOrLookAgain
	if _, again := msg.(drawnMsg); again {
		work = a.work
	}
	a.confine(func() { cmd = tea.Batch(cmd, work()) })
	return cmd
}

func (*fallen) Load(sim.Setup, sim.Opener) (start func(), err error) { return func() {}, nil }

// Timeline is one that stands still.
func (l *fallen) Timeline() Timeline { return l }

// Panes are a word in the place of all of them.
func (l *fallen) Panes() []Pane { return []Pane{l} }

func (l *fallen) Summary(views.Look) string { return "" }

func (l *fallen) Step() int { return l.step }

func (l *fallen) End() int { return l.step }

func (l *fallen) Approach(int, int) bool { return true }

func (l *fallen) Edit(string, sim.Value) error { return sim.ErrNeedsRestart }

func (l *fallen) Edits() []sim.Edit { return l.edits }

func (l *fallen) Status() sim.Status { return sim.Status{} }

func (l *fallen) Name() string { return "fallen" }

func (l *fallen) Place() Place { return Place{Weight: 1, MinHeight: 3} }

func (l *fallen) Note(views.Look) string { return "" }

func (l *fallen) Draw(box screen.Box, look views.Look) { views.Fallen(box, look) }

package model

import (
	"errors"
	"fmt"
	"slices"

	"nabla/sim"
	"nabla/views/theme"
)

// journey is the way to an opened moment: the edits the run has yet to come by
// and the step at its end.
type journey struct {
	edits []sim.Edit
	step  int
}

// openMoment opens the moment's lab and sets out for its step. On an error
// what was open stays open.
func (a *App) openMoment(m sim.Moment) error {
	if err := a.openSetup(m.Setup); err != nil {
		return err
	}
	if len(m.Edits) > 0 || m.Step > 0 {
		a.playback.play(false)
		a.journey = &journey{edits: slices.Clone(m.Edits), step: m.Step}
		a.travel()
	}
	return nil
}

// travel goes on with the journey as far as the budget allows.
func (a *App) travel() {
	run := a.lab.Timeline()
	for a.journey != nil && !a.playback.seeking {
		switch j := a.journey; {
		case len(j.edits) > 0 && run.Step() == j.edits[0].Step:
			e := j.edits[0]
			j.edits = j.edits[1:]
			if err := run.Edit(e.Name, e.Value); err != nil {
				a.say(a.look.Words.Error(refusal(e, err)))
			}
		case len(j.edits) > 0:
			a.playback.seek(j.edits[0].Step)
			a.playback.advance(run)
		case run.Step() != a.within(j.step):
			a.playback.seek(a.within(j.step))
			a.playback.advance(run)
		default:
			a.journey = nil
		}
	}
}

// refusal names the parameter of an edit that was refused, unless the error does.
func refusal(e sim.Edit, err error) error {
	if _, ok := errors.AsType[*sim.ParamError](err); ok {
		return err
	}
	return &sim.ParamError{Name: e.Name, Text: e.Value.String(), Err: err}
}

// openSetup opens the setup's lab at step 0.
func (a *App) openSetup(setup sim.Setup) error {
	at := a.entry(setup.Lab)
	if at < 0 {
		return sim.UnknownLabError{Name: setup.Lab, Known: a.labs}
	}
	lab, another := a.labAt(at)
	if err := a.lockedIn(setup); err != nil {
		return err
	}
	run := a.load(lab, another, setup)
	if run.err != nil {
		return run.err
	}
	ended := a.lab != nil && a.ended()
	run.start()
	if (a.hold.resumes || ended && a.running) && !a.following() {
		a.playback.play(true)
	}
	a.enter(at, run.lab, setup, another)
	return nil
}

// entry returns the place of a lab in the syllabus, less than 0 for none.
func (a *App) entry(lab string) int {
	return slices.IndexFunc(a.entries, func(e Entry) bool { return e.Name == lab })
}

// labAt returns the lab at a place in the syllabus: the open one or another.
func (a *App) labAt(at int) (lab Lab, another bool) {
	if _, fell := a.lab.(*fallen); a.lab == nil || a.open != at || fell {
		return a.entries[at].New(), true
	}
	return a.lab, false
}

// enter makes the lab, with a run of the setup in it, the one that is open.
func (a *App) enter(at int, lab Lab, setup sim.Setup, another bool) {
	a.open, a.setup, a.lab = at, setup, lab
	a.journey, a.warned, a.hold = nil, warning{}, hold{}
	a.playback.seeking = false
	a.seat.opened++
	a.panel.chosen = min(a.panel.chosen, len(setup.Params())-1)
	if another {
		a.playback.pace(a.entries[at].Pace)
		a.panes = append(slices.Clone(lab.Panes()), a.panel)
		a.frames = make([]theme.Frame, len(a.panes))
		a.focus, a.zoomed, a.touched = 0, false, false
		a.panel.reset()
	}
}

func labNames(entries []Entry) []string {
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name
	}
	return names
}

// openLab opens a lab by its place in the syllabus, with its defaults, playing.
func (a *App) openLab(at int) {
	if at < 0 || at >= len(a.entries) || at == a.open {
		return
	}
	e := a.entries[at]
	if err := a.openSetup(sim.NewSetup(e.Name, e.Params)); err != nil {
		a.try(err)
		return
	}
	a.playback.play(true)
}

// stopJourney gives up the way to an opened moment, and says what that leaves
// out.
func (a *App) stopJourney() {
	if a.journey != nil && len(a.journey.edits) > 0 {
		a.say(a.look.Words.T("notice.stopped", "Count", len(a.journey.edits)))
	}
	a.journey, a.warned = nil, warning{}
}

// current returns the setup with the values that hold at the playhead, edits
// included: what a run started now begins with.
func (a *App) current() sim.Setup {
	run := a.lab.Timeline()
	return at(a.setup, run.Edits(), run.Step())
}

// at returns the setup with the values that hold at a step.
func at(setup sim.Setup, edits []sim.Edit, step int) sim.Setup {
	for _, e := range edits {
		if e.Step <= step {
			setup = setup.WithValue(e.Name, e.Value)
		}
	}
	return setup
}

// change gives a parameter the value that the text stands for: as an edit from
// the playhead on if the parameter is live and the run can take it, else by a
// restart.
func (a *App) change(c Change) error {
	p, err := a.setup.Param(c.Name)
	if err != nil {
		return err
	}
	v, err := p.Parse(c.Text)
	if err != nil {
		return err
	}
	setup := a.current()
	if setup.Value(c.Name).String() == v.String() {
		return nil
	}
	if a.following() {
		return FollowingError{}
	}
	if err := a.locked(c.Name); err != nil {
		return err
	}
	if !p.Live {
		return a.openSetup(setup.WithValue(c.Name, v))
	}
	if a.losesFuture(c) {
		return nil
	}
	if err := a.lab.Timeline().Edit(c.Name, v); !errors.Is(err, sim.ErrNeedsRestart) {
		return err
	}
	return a.openSetup(setup.WithValue(c.Name, v))
}

// warning is a change that was announced to drop the future at a step. The zero
// value, of which no change is, means none.
type warning struct {
	step   int
	change Change
}

// futureError is the warning that a change drops steps that were run already,
// said where the change is typed.
type futureError struct{ From, To int }

func (e futureError) Error() string {
	return fmt.Sprintf("This changes the past and drops steps %d to %d. Do it again to go ahead.", e.From, e.To)
}

// Message returns the id and the arguments of the translated text.
func (e futureError) Message() (string, map[string]any) {
	return "notice.future", map[string]any{"From": e.From, "To": e.To}
}

// losesFuture reports whether the change, made at the playhead, would drop steps
// that were run already and nobody has been told so yet. It then says so: the
// same change again at the same step goes ahead.
func (a *App) losesFuture(c Change) bool {
	run := a.lab.Timeline()
	now := warning{step: run.Step(), change: c}
	if run.End() == run.Step() || a.warned == now {
		a.warned, a.notice = warning{}, ""
		return false
	}
	a.warned = now
	a.say(a.look.Words.Error(a.future()))
	return true
}

// future says what a change at the playhead would drop.
func (a *App) future() error {
	run := a.lab.Timeline()
	return futureError{From: run.Step() + 1, To: run.End()}
}

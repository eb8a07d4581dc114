package model

import (
	tea "charm.land/bubbletea/v2"
)

// hold is what the mouse's left button holds: nothing, the scrub bar, a pane's
// thing, or a picture that turns.
type hold struct {
	scrub   bool
	pane    Dragger
	index   int // of the pane
	turner  Turner
	x, y    int  // where the mouse was last, with a turner
	resumes bool // the run was playing and goes on when let go
}

// mouse routes a mouse message.
func (a *App) mouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseClickMsg, tea.MouseWheelMsg:
		a.survey()
		a.touched = a.touched || a.over == nil
	}
	switch msg.(type) {
	case tea.MouseClickMsg:
		if m.Button == tea.MouseLeft {
			return a.click(m.X, m.Y)
		}
	case tea.MouseMotionMsg:
		return a.drag(m.X, m.Y)
	case tea.MouseReleaseMsg:
		return a.letGo()
	case tea.MouseWheelMsg:
		switch m.Button {
		case tea.MouseWheelUp:
			return a.wheel(m.X, m.Y, +1)
		case tea.MouseWheelDown:
			return a.wheel(m.X, m.Y, -1)
		default:
		}
	}
	a.stale = false
	return nil
}

// click goes to what is under the mouse: a tab, the scrub bar, a pane.
func (a *App) click(x, y int) tea.Cmd {
	a.notice = ""
	if a.over != nil {
		switch s := a.over.(type) {
		case *answerSheet:
			s.point(x, y)
		case *prompt:
		default:
			a.over = nil
		}
		return nil
	}
	if y == 0 {
		for i, tab := range a.plan.tabs {
			if tab.Contains(x) && !a.watches() {
				return a.goToLab(i)
			}
		}
	}
	if y == a.plan.footer && !a.watches() {
		switch {
		case a.plan.scrub.Button.Contains(x):
			return a.playPause()
		case a.plan.scrub.Bar.Contains(x):
			a.hold = hold{scrub: true}
			return a.seek(a.plan.scrub.StepAt(x))
		}
	}
	for i, r := range a.plan.panes {
		if r.Contains(x, y) {
			return a.clickPane(i, x, y)
		}
	}
	return nil
}

// clickPane focuses a pane, chooses a parameter, or takes hold of something.
func (a *App) clickPane(i, x, y int) tea.Cmd {
	a.focus = i
	px, py, inside := a.plan.inner[i].Locate(x, y)
	if !inside {
		return nil
	}
	if a.panes[i] == Pane(a.panel) {
		if at, ok := a.panel.at(py); ok {
			again := at == a.panel.chosen && !a.panel.typing()
			a.panel.pick(at)
			if again && !a.watches() {
				return a.editParam()
			}
		}
		return nil
	}
	if turner, ok := seen(a.panes[i]).(Turner); ok {
		a.hold = hold{turner: turner, x: x, y: y}
		return nil
	}
	d, ok := seen(a.panes[i]).(Dragger)
	if !ok {
		return nil
	}
	if a.watches() {
		return nil
	}
	grabbed := d.Grab(px, py)
	a.follow(d)
	if grabbed && !a.losesFuture(Change{Name: d.Name()}) {
		a.hold = hold{pane: d, index: i, resumes: a.playback.playing}
		a.playback.play(false)
		if j, ok := d.(Jumper); ok && j.Jumps() {
			return tea.Batch(a.drag(x, y), a.playback.tick())
		}
		return a.playback.tick()
	}
	return nil
}

// drag moves what is held.
func (a *App) drag(x, y int) tea.Cmd {
	switch {
	case a.hold.scrub:
		return a.seek(a.plan.scrub.StepAt(x))
	case a.hold.turner != nil:
		a.hold.turner.Turn(x-a.hold.x, y-a.hold.y)
		a.hold.x, a.hold.y = x, y
		return nil
	case a.hold.pane != nil:
		left, top := a.plan.inner[a.hold.index].Origin()
		for c := new(a.hold.pane.Drag(x-left, y-top)); c != nil; c = c.And {
			// That the future goes was agreed to when the pane was taken hold of.
			a.warned = warning{step: a.lab.Timeline().Step(), change: *c}
			a.try(a.change(*c))
		}
		a.warned = warning{}
		return nil
	}
	a.stale = false
	return nil
}

func (a *App) letGo() tea.Cmd {
	if a.hold == (hold{}) {
		return nil
	}
	resumes := a.hold.resumes
	a.hold = hold{}
	if resumes {
		a.playback.play(true)
	}
	return a.playback.tick()
}

// wheel changes the parameter under the mouse, steps the run on the scrub bar, or
// brings nearer a picture that turns.
func (a *App) wheel(x, y, by int) tea.Cmd {
	a.notice = ""
	if h, ok := a.over.(*helpSheet); ok {
		h.top -= 3 * by
		return nil
	}
	last := len(a.panes) - 1
	switch {
	case a.over != nil:
		return nil
	case y == a.plan.footer:
		if a.watches() {
			return nil
		}
		return a.seek(a.at() + by)
	case last < len(a.plan.panes) && a.plan.panes[last].Contains(x, y):
		if _, py, inside := a.plan.inner[last].Locate(x, y); inside {
			if at, ok := a.panel.at(py); ok {
				a.panel.pick(at)
				if a.watches() {
					return nil
				}
				return a.nudge(by)
			}
		}
	default:
		for i, r := range a.plan.panes {
			if turner, ok := seen(a.panes[i]).(Turner); ok && r.Contains(x, y) {
				turner.Closer(by)
			}
		}
	}
	return nil
}

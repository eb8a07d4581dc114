package model

import "iter"

// turned is what was turned to a pane that the class is shown, to be turned back.
type turned struct {
	name  string // of the pane, empty for none
	lab   Lab
	stack *Stack // in which the pane was brought to the front, nil for none
	front int    // what was in front there
	moved bool   // the focus went to the pane
	focus int    // where it was
}

// turnToPointed has whoever follows see the pane that the class is shown: it comes to
// the front of its stack, and gets the focus where it would have no room else, behind
// another one that is zoomed or on a small terminal. When it is pointed at no more,
// all that is as it was before.
func (a *App) turnToPointed() {
	name := a.seat.lesson.Pointed
	if a.seat.shownTo.name == name && a.seat.shownTo.lab == a.lab {
		return
	}
	a.turnBack()
	if name == "" {
		return
	}
	t, ok := a.bringUp(name)
	if !ok {
		a.say(a.look.Words.T("class.points", "Pane", a.look.Words.Of("pane.", name)))
	}
	t.name, t.lab = name, a.lab
	a.seat.shownTo = t
}

// turnBack undoes what turnToPointed did, unless somebody has turned elsewhere.
func (a *App) turnBack() {
	t := a.seat.shownTo
	a.seat.shownTo = turned{}
	if t.lab != a.lab || t.name == "" {
		return
	}
	at, in := a.find(t.name)
	if at < 0 {
		return
	}
	if t.moved && a.focus == at {
		a.focus = t.focus
	}
	if t.stack != nil && t.stack == in && seen(t.stack).Name() == t.name {
		t.stack.front = t.front
	}
}

// bringUp has a pane be seen, and tells what it turned for it; ok is false where the
// lab has no such pane.
func (a *App) bringUp(name string) (t turned, ok bool) {
	at, stack := a.find(name)
	if at < 0 {
		return t, false
	}
	if stack != nil && stack.Front().Name() != name {
		t.stack, t.front = stack, stack.front
		for i, p := range stack.Panes {
			if p.Name() == name {
				stack.front = i
			}
		}
	}
	if !a.shown(at) && at != a.focus {
		t.moved, t.focus = true, a.focus
		a.focus = at
	}
	return t, true
}

// find returns which of the panes has the name or holds the one that has, −1 for
// none, and the stack that holds it.
func (a *App) find(name string) (at int, stack *Stack) {
	for i, pane := range a.panes {
		for p := range behind(pane) {
			if p.Name() == name {
				stack, _ = pane.(*Stack)
				return i, stack
			}
		}
	}
	return -1, nil
}

// behind yields a pane or, of a stack, all that stand in its place, the one in front
// first.
func behind(p Pane) iter.Seq[Pane] {
	return func(yield func(Pane) bool) {
		s, ok := p.(*Stack)
		if !ok {
			yield(p)
			return
		}
		if !yield(s.Front()) {
			return
		}
		for i, p := range s.Panes {
			if i != s.front && !yield(p) {
				return
			}
		}
	}
}

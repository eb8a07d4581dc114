package model

import (
	"slices"

	"nabla/keymap"
	"nabla/screen"
	"nabla/views"
)

// Stack is several panes in one place, of which one is seen. A key brings the
// next one to the front. What the front one can do beyond drawing (keys of its
// own, the mouse, background work) works as if it stood there by itself.
type Stack struct {
	At      Place
	Panes   []Pane // at least one
	front   int
	actions []Action // memory for those listed
}

var _ Actor = (*Stack)(nil)

// Front returns the pane that is seen.
func (s *Stack) Front() Pane { return s.Panes[s.front] }

// Name is that of the pane in front.
func (s *Stack) Name() string { return s.Front().Name() }

// Place is where all of them stand.
func (s *Stack) Place() Place { return s.At }

// Note is that of the pane in front.
func (s *Stack) Note(look views.Look) string { return s.Front().Note(look) }

// Draw draws the pane in front.
func (s *Stack) Draw(box screen.Box, look views.Look) { s.Front().Draw(box, look) }

// Actions lists the turning and what the pane in front does, until it is called again.
func (s *Stack) Actions() []Action {
	s.actions = append(s.actions[:0], keymap.NextView)
	if actor, ok := s.Front().(Actor); ok {
		s.actions = append(s.actions, actor.Actions()...)
	}
	return s.actions
}

// Act brings the next pane to the front, or has the front one act.
func (s *Stack) Act(action Action) bool {
	if action == keymap.NextView {
		s.front = (s.front + 1) % len(s.Panes)
		return true
	}
	actor, ok := s.Front().(Actor)
	return ok && actor.Act(action)
}

// seen returns the pane itself or, of a stack, the one in front.
func seen(p Pane) Pane {
	if s, ok := p.(*Stack); ok {
		return seen(s.Front())
	}
	return p
}

// inTurn returns the panes in the order in which they may answer a key: the
// focused one first.
func (a *App) inTurn() []Pane {
	panes := slices.Clone(a.panes)
	focused := panes[a.focus]
	return slices.Insert(slices.Delete(panes, a.focus, a.focus+1), 0, focused)
}

package model

import (
	"testing"

	"nabla/keymap"
	"nabla/screen"
	"nabla/views"
)

// card is a pane that only has a name; what it cannot do must not be asked of it.
type card struct{ name string }

func (c card) Name() string                    { return c.name }
func (c card) Place() Place                    { return Place{Weight: 9} }
func (c card) Note(views.Look) string          { return c.name }
func (c card) Draw(b screen.Box, _ views.Look) { b.Text(0, 0, c.name, screen.Style{}) }

// globe is a pane that turns.
type globe struct {
	card
	turned int
}

func (g *globe) Turn(dx, _ int) { g.turned += dx }
func (g *globe) Closer(int)     {}

func TestStackTurnsToTheNext(t *testing.T) {
	pane := &fakePane{}
	s := &Stack{At: Place{Weight: 2}, Panes: []Pane{card{"layers"}, pane}}
	if got := s.Place(); got.Weight != 2 {
		t.Errorf("place %+v, want the stack's own", got)
	}
	if s.Act("axis-scale") {
		t.Error("a pane that is not seen answered a key")
	}
	if !s.Act(keymap.NextView) || s.Name() != "loss" {
		t.Errorf("after a turn %q is in front, want loss", s.Name())
	}
	if !s.Act("axis-scale") || pane.tapped != 1 {
		t.Error("the pane in front did not get its key")
	}
	if got := len(s.Actions()); got != 2 {
		t.Errorf("%d actions, want the turning and the pane's own", got)
	}
	if s.Act(keymap.NextView); s.Name() != "layers" {
		t.Errorf("after the last %q is in front, want layers", s.Name())
	}
}

func TestOnlyTheFrontOfAStackTurnsWithTheMouse(t *testing.T) {
	round := &globe{card: card{"relief"}}
	s := &Stack{Panes: []Pane{card{"layers"}, round}}
	if _, ok := seen(s).(Turner); ok {
		t.Error("a pane that cannot turn is taken for one that can")
	}
	s.Act(keymap.NextView)
	turner, ok := seen(s).(Turner)
	if !ok {
		t.Fatal("the turning pane is not found behind its stack")
	}
	if turner.Turn(3, 0); round.turned != 3 {
		t.Errorf("turned by %d, want 3", round.turned)
	}
}

func TestTheFocusedPaneAnswersFirst(t *testing.T) {
	first, second := &fakePane{}, &fakePane{}
	a := &App{panes: []Pane{first, second, card{"parameters"}}, focus: 1}
	if got := a.inTurn(); got[0] != Pane(second) || got[1] != Pane(first) || len(got) != 3 {
		t.Errorf("order %v, want the focused pane, then the others in theirs", got)
	}
	if a.panes[0] != Pane(first) {
		t.Error("the panes themselves were reordered")
	}
}

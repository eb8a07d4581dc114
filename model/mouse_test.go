package model

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestMouse(t *testing.T) {
	x := newTester(t)
	x.View()
	click := func(px, py int) { x.Update(tea.MouseClickMsg{X: px, Y: py, Button: tea.MouseLeft}) }

	click(x.plan.tabs[1].X+1, 0)
	if x.setup.Lab != "descent" {
		t.Errorf("a click on the second tab opens %s", x.setup.Lab)
	}
	x.View()

	bar := x.plan.scrub.Bar
	click(bar.X+bar.W-1, x.plan.footer)
	x.at(x.plan.scrub.Last)
	x.Update(tea.MouseMotionMsg{X: bar.X, Y: 3, Button: tea.MouseLeft})
	x.at(0)
	x.Update(tea.MouseReleaseMsg{})
	x.Update(tea.MouseMotionMsg{X: bar.X + 9, Y: 3})
	x.at(0)
}

func TestMouseOnThePanel(t *testing.T) {
	x := newTester(t)
	x.View()
	left, top := x.plan.inner[1].Origin()
	x.Update(tea.MouseWheelMsg{X: left + 3, Y: top + x.panel.rows.Params[2], Button: tea.MouseWheelUp})
	if got := x.value("samples"); got != "11" || x.panel.chosen != 2 {
		t.Errorf("the wheel on samples makes it %s, choice %d; want 11, 2", got, x.panel.chosen)
	}
	click := tea.MouseClickMsg{X: left + 3, Y: top + x.panel.rows.Params[0], Button: tea.MouseLeft}
	x.Update(click)
	if x.panel.chosen != 0 || x.focus != 1 || x.panel.typing() {
		t.Error("a click on a parameter does not choose it, and focus its pane")
	}
	x.Update(click)
	if !x.panel.typing() {
		t.Error("a second click does not open the field")
	}
}

// Dragging holds a playing run still, changes the parameter where the mouse
// goes, and lets the run go on.
func TestDrag(t *testing.T) {
	x := newTester(t)
	x.pane.grabs = true
	x.keys("space")
	x.View()
	left, top := x.plan.inner[0].Origin()
	x.Update(tea.MouseClickMsg{X: left + 4, Y: top, Button: tea.MouseLeft})
	if x.playback.playing {
		t.Error("the run plays on while something is dragged")
	}
	x.Update(tea.MouseMotionMsg{X: left + 9, Y: top, Button: tea.MouseLeft})
	x.Update(tea.MouseMotionMsg{X: left + 12, Y: top, Button: tea.MouseLeft})
	if got := x.value("rate"); got != "12" {
		t.Errorf("dragged to 12, rate is %s", got)
	}
	if got := len(x.lab.Timeline().Edits()); got != 1 {
		t.Errorf("a drag at one step leaves %d edits, want 1", got)
	}
	x.Update(tea.MouseReleaseMsg{})
	if !x.playback.playing {
		t.Error("the run does not go on after the drag")
	}
}

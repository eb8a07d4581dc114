package model

import (
	"testing"

	"nabla/sim"
	"nabla/views"
)

// entryPane points at an entry of the parameter rate, or of samples.
type entryPane struct {
	fakePane
	of string // the parameter, empty for none
}

var _ Setter = (*entryPane)(nil)

func (p *entryPane) Points() (string, bool)      { return p.of, p.of != "" }
func (p *entryPane) Entry() (name, value string) { return "w[1]", "4" }
func (p *entryPane) Entered(text string) string  { return text + "0" }
func (p *entryPane) Nudged(by int) string        { return map[int]string{1: "5", -1: "3"}[by] }

// What is typed or nudged while an entry is pointed at is the entry's value; the
// panel shows the entry in the parameter's place.
func TestEntryIsSetInPlace(t *testing.T) {
	x := newTester(t)
	pane := &entryPane{of: "rate"}
	x.follow(pane)
	x.shows("w[1]")
	if x.keys("enter"); x.panel.field == nil || x.panel.field.text() != "4" {
		t.Fatal("the field does not begin with the entry's value")
	}
	x.typed("7")
	x.keys("enter")
	if got := x.value("rate"); got != "70" {
		t.Errorf("7 was typed for the entry and rate is %s, want 70", got)
	}
	x.keys("+")
	if got := x.value("rate"); got != "50" {
		t.Errorf("the entry was raised and rate is %s, want 50", got)
	}
	x.keys("enter")
	x.typed("x")
	x.keys("enter")
	x.shows(`"x0" is not a number`)
	x.keys("esc")

	// With the step the entry may become one of another parameter, or of none.
	pane.of = "samples"
	x.keys("left")
	x.shows("w[1]")
	if p := &x.setup.Params()[x.panel.chosen]; p.Name != "samples" {
		t.Errorf("the panel chooses %s, want samples", p.Name)
	}
	pane.of = ""
	x.keys("left")
	x.hides("w[1]")

	pane.of = "rate"
	x.follow(pane)
	x.keys("down up") // another choice by hand lets it go
	x.hides("w[1]")
}

// A panel without an entry draws and changes the parameter itself.
func TestPanelLineNamesTheEntry(t *testing.T) {
	x := newTester(t)
	plain := x.panel.line(x.look)
	x.panel.pointAt(&entryPane{of: "data"})
	if got := x.panel.line(x.look); got != "w[1]  4" || plain == got {
		t.Errorf("the line is %q, without an entry %q", got, plain)
	}
	x.panel.pointAt(&entryPane{})
	setup := sim.NewSetup("train", fakeParams())
	if want := (views.Panel{Setup: setup, Chosen: 1}).Line(x.look); x.panel.line(x.look) != want {
		t.Errorf("the line is %q, want %q", x.panel.line(x.look), want)
	}
}

package model

import (
	"strings"
	"testing"
)

func TestTypingAValue(t *testing.T) {
	x := newTester(t)
	x.keys("enter backspace")
	x.typed("abc")
	x.keys("enter")
	x.shows(`"abc" is not a number`)
	if !x.panel.typing() {
		t.Fatal("a refused value closes the field")
	}
	x.keys("backspace backspace backspace")
	x.typed("42")
	x.keys("enter")
	if got := x.value("rate"); got != "42" || x.panel.typing() {
		t.Errorf("rate is %s and typing %v, want 42 and done", got, x.panel.typing())
	}
}

func TestLettersBelongToTheField(t *testing.T) {
	x := newTester(t)
	x.keys("enter")
	x.typed("q z r")
	if !x.panel.typing() || !strings.Contains(x.panel.field.text(), "q z r") {
		t.Error("letters typed into a field did something else")
	}
	x.keys("esc")
	if x.panel.typing() || x.value("rate") != "1" {
		t.Error("esc does not leave the field as it was")
	}
	if v := x.View(); v.Cursor != nil {
		t.Error("the cursor stays after the field is closed")
	}
}

func TestTheCursorIsInTheField(t *testing.T) {
	x := newTester(t)
	x.keys("enter")
	v := x.View()
	if v.Cursor == nil {
		t.Fatal("no cursor while typing")
	}
	row := strings.Split(x.grid.Text(), "\n")[v.Cursor.Y]
	if !strings.Contains(row, "step size") {
		t.Errorf("the cursor is in row %d: %q", v.Cursor.Y, row)
	}
}

// The first thing typed takes the place of the old value; moving the cursor
// first keeps it.
func TestTypingReplacesTheOldValue(t *testing.T) {
	x := newTester(t)
	x.keys("enter")
	x.typed("42")
	x.keys("enter")
	if got := x.value("rate"); got != "42" {
		t.Errorf("typing 42 gives %s", got)
	}
	x.keys("enter right")
	x.typed("3")
	x.keys("enter")
	if got := x.panel.field; got == nil || got.text() != "423" {
		t.Error("typing 3 after a cursor key does not append to 42")
	}
}

// A value that was announced to drop the future is applied by the same again,
// which closes its field; another value is announced anew.
func TestTypedChangeInThePast(t *testing.T) {
	x := newTester(t)
	x.keys("right right right left left enter")
	x.typed("7")
	x.keys("enter")
	if x.value("rate") != "1" || !x.panel.typing() {
		t.Fatal("the first enter changed the past without a word")
	}
	x.typed("0")
	x.keys("enter")
	if x.value("rate") != "1" {
		t.Fatal("another value went ahead on the warning of the first")
	}
	x.keys("enter")
	if x.value("rate") != "70" || x.panel.typing() || x.notice != "" {
		t.Errorf("rate %s, typing %v, notice %q; want 70, done, none", x.value("rate"), x.panel.typing(), x.notice)
	}
}

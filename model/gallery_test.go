package model

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// Whoever follows in the process of whoever shows makes no step, and goes on from
// there alone.
func TestFollowersMakeNoStep(t *testing.T) {
	t.Parallel()
	l := newLesson(t)
	l.does(l.teacher, "right", "right", "right", "+", "right", "right")
	l.same("steps and an edit")
	if l.steps != 5 {
		t.Errorf("5 steps shown take %d", l.steps)
	}
	l.does(l.teacher, "shift+left")
	l.same("back")
	before := l.steps
	if got := l.student.lab.Timeline().End(); got != 5 {
		t.Errorf("the student's run ends at %d, the teacher's at 5", got)
	}
	l.does(l.student, "ctrl+f", "shift+right")
	if got, want := l.student.Moment().String(), "train 3:rate=2 @10"; got != want {
		t.Errorf("gone on alone to %s, want %s", got, want)
	}
	if got := l.student.lab.(*fakeLab).run.Now().n; got != 7000+3+7*2 {
		t.Errorf("the state there is %d", got)
	}
	if l.steps == before {
		t.Error("who explores makes no step")
	}
	l.does(l.teacher, "right")
	l.does(l.student, "left", "left", "+", "+")
	if got, want := l.student.Moment().String(), "train 3:rate=2 8:rate=4 @8"; got != want {
		t.Errorf("edited alone to %s, want %s", got, want)
	}
	l.does(l.student, "ctrl+f")
	l.same("back with the class")
	l.does(l.teacher, "2", "right")
	l.same("another lab")
	if got := l.student.lab.Timeline().Step(); got != 1 {
		t.Errorf("the student stands at %d", got)
	}
}

// Nothing is handed on while nobody follows, and at once when somebody does.
func TestRunsAreSharedWithFollowersOnly(t *testing.T) {
	t.Parallel()
	l := newLesson(t)
	l.does(l.student, "ctrl+f")
	l.does(l.teacher, "right", "right")
	if l.now.Present.State != nil {
		t.Error("a run is shared with nobody")
	}
	l.does(l.student, "ctrl+f")
	if l.now.Present.State == nil {
		t.Error("the run is not shared with who follows again")
	}
	l.same("again")
}

// While the teacher's run is on its way, who follows stands where it stands.
func TestFollowersStandWhereTheRunStands(t *testing.T) {
	t.Parallel()
	l := newLesson(t)
	l.clock.tick = seekBudget
	l.does(l.teacher, "shift+right")
	for range 40 {
		if got, want := l.student.lab.Timeline().Step(), l.teacher.lab.Timeline().Step(); got > want || got < want-2*beatsAFrame {
			t.Fatalf("the student stands at %d, the teacher at %d", got, want)
		}
		l.teacher.Update(tickMsg{l.teacher.playback.generation})
		l.tell()
	}
	if got := l.student.lab.Timeline().Step(); got != 10 {
		t.Errorf("at last the student stands at %d, want 10", got)
	}
}

func TestFramesOfAll(t *testing.T) {
	t.Parallel()
	l := newLesson(t)
	h := l.galleries[1]
	h.closed = false
	watches := func(what string, want bool) {
		t.Helper()
		if h.watches != want || l.student.watching != want {
			t.Errorf("%s: watches %v, want %v", what, h.watches, want)
		}
	}
	l.does(l.teacher, "right")
	watches("who follows", true)
	if l.galleries[0].watches {
		t.Error("whoever shows is shown")
	}
	if h.look.Width != 100 || h.look.Height != 24 || h.look.Theme != l.student.options {
		t.Errorf("what is watched is %+v", h.look)
	}
	l.student.View()
	if drawn := len(l.student.plan.drawn); drawn != 0 {
		t.Errorf("%d panes are drawn where others draw them", drawn)
	}
	l.student.Update(tea.WindowSizeMsg{Width: 90, Height: 30})
	if l.does(l.student, "l"); h.look.Width != 90 || h.look.Height != 30 || h.look.Language != l.student.language {
		t.Errorf("what is watched then is %+v", h.look)
	}
	watches("another look", true)
	for _, step := range []struct {
		keys []string
		want bool
	}{
		{[]string{"tab"}, false},
		{[]string{"shift+tab"}, true},
		{[]string{"z"}, false},
		{[]string{"z"}, true},
		{[]string{"?"}, false},
		{[]string{"esc"}, true},
		{[]string{"down"}, false},
		{[]string{"up"}, true},
		{[]string{"right"}, false}, // who follows is told so
		{[]string{"shift+tab", "tab"}, true},
		{[]string{"ctrl+f"}, false},
		{[]string{"ctrl+f"}, false}, // told what was left
		{[]string{"z", "z"}, true},
		{[]string{"y"}, false}, // the axis is one's own
		{[]string{"y"}, false},
	} {
		l.does(l.student, step.keys...)
		watches(step.keys[0], step.want)
	}
	l.does(l.teacher, "2")
	watches("another lab, in which nothing was chosen", true)
	l.student.Update(tea.MouseClickMsg{X: 5, Y: 5, Button: tea.MouseLeft})
	watches("a click", false)
	if len(l.student.plan.drawn) == 0 {
		t.Error("a click finds nothing")
	}
	l.does(l.student, "tab") // what the click was told is gone
	l.does(l.teacher, "1")
	watches("the first lab", true)
	h.closed = true
	l.tell()
	watches("a gallery that closes", false)
	l.student.View()
	if drawn := len(l.student.plan.drawn); drawn == 0 {
		t.Error("nobody draws")
	}
}

// Nobody in particular follows too, and is asked nothing.
func TestTheAudience(t *testing.T) {
	t.Parallel()
	l := newLesson(t)
	l.does(l.teacher, "right", "right")
	l.now.Question = &Question{ID: 1, Text: "why?", Kind: Point, Open: true}
	l.student.Update(LessonMsg{Lesson: &l.now})
	l.same("the audience")
	if l.student.over != nil {
		t.Error("nobody is asked something")
	}
	if !l.student.following() || l.student.plain() && l.student.watching {
		t.Error("the audience is no follower, or is shown its own frames")
	}
}

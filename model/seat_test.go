package model

import (
	"errors"
	"testing"

	"nabla/sim"
	"nabla/views/theme"
)

// lesson is a class of two for tests: who shows, and who sees it.
type lesson struct {
	*testing.T
	teacher, student *App
	now              Lesson
	clock            clock
	refused          error
	remote           bool // only moments come
	steps            int  // of all runs
	galleries        [2]*hall
}

// hall is a gallery that has frames for everybody, or none.
type hall struct {
	closed  bool
	look    Look // that is watched
	watches bool
}

func (h *hall) Watch(look Look) bool {
	h.look, h.watches = look, !h.closed
	return h.watches
}

func (h *hall) Leave() { h.watches = false }

// desk is one seat of it.
type desk struct {
	l  *lesson
	id PersonID
}

func (d desk) Show(p Present) {
	if person, _ := d.l.now.Person(d.id); person.Pen {
		if d.l.remote {
			p.State = nil
		}
		d.l.now.Present = p
	}
}

func (d desk) Do(w Wish) error {
	if d.l.refused != nil {
		return d.l.refused
	}
	for i := range d.l.now.People {
		if p := &d.l.now.People[i]; w.Deed == Explore && p.ID == d.id {
			p.Exploring = w.On
		}
	}
	return nil
}

func newLesson(t *testing.T) *lesson {
	t.Helper()
	l := &lesson{T: t, now: Lesson{People: []Person{{ID: 1, Name: "teacher", Teacher: true, Pen: true}, {ID: 2, Name: "ada"}}}}
	entry := func(name string) Entry {
		return Entry{Name: name, Params: fakeParams(), New: func() Lab { return &fakeLab{pane: &fakePane{}, steps: &l.steps} }}
	}
	start := func(id PersonID) *App {
		l.galleries[id-1] = &hall{closed: true}
		app, err := New(Options{
			Entries: []Entry{entry("train"), entry("descent")}, Moment: sim.Moment{Setup: sim.NewSetup("train", fakeParams())},
			Theme: theme.Options{Dark: true}, Width: 100, Height: 24, Paused: true, Now: l.clock.read, Class: desk{l, id},
			Gallery: l.galleries[id-1],
		})
		if err != nil {
			t.Fatal(err)
		}
		return app
	}
	l.teacher, l.student = start(1), start(2)
	l.tell()
	return l
}

// tell brings both the news.
func (l *lesson) tell() {
	for id, app := range []*App{l.teacher, l.student} {
		now := l.now
		now.People = append([]Person{}, now.People...)
		app.Update(LessonMsg{Me: PersonID(id + 1), Lesson: &now})
	}
}

// does has one of them press keys, and both hear of it.
func (l *lesson) does(app *App, keys ...string) {
	for _, key := range keys {
		app.Update(keyPress(key))
		l.tell()
	}
}

// same checks that the student sees what the teacher does.
func (l *lesson) same(what string) {
	l.Helper()
	if want, got := l.teacher.Moment().String(), l.student.Moment().String(); want != got {
		l.Errorf("%s: the student sees %s, the teacher %s", what, got, want)
	}
}

// differ checks that the student is elsewhere.
func (l *lesson) elsewhere(what string) {
	l.Helper()
	if l.teacher.Moment().String() == l.student.Moment().String() {
		l.Errorf("%s: the student is where the teacher is", what)
	}
}

func TestFollowing(t *testing.T) {
	t.Parallel()
	for name, remote := range map[string]bool{"with the run": false, "with the moment alone": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLesson(t)
			l.remote = remote
			testFollowing(l)
		})
	}
}

func testFollowing(l *lesson) {
	l.same("at first")
	l.does(l.teacher, "right", "right", "right")
	l.same("steps")
	l.does(l.teacher, "+", "right", "right", "+", "right")
	l.same("edits")
	opened := l.student.seat.opened
	l.does(l.teacher, "left", "left", "left", "+", "+")
	l.same("an edit in the past")
	l.does(l.teacher, "right", "left", "home", "end")
	l.same("there and back")
	if l.student.seat.opened != opened {
		l.Error("the student's run is opened again where it need only be sought through")
	}
	l.does(l.teacher, "r")
	l.same("started again")
	l.does(l.teacher, "right", "n")
	l.same("another seed")
	l.does(l.teacher, "2")
	l.same("another lab")
	l.does(l.teacher, "space")
	if l.student.playback.playing {
		l.Error("who follows plays")
	}
}

// What is skipped by a slow session makes no difference: only the newest counts.
func TestFollowingFromTimeToTime(t *testing.T) {
	t.Parallel()
	l := newLesson(t)
	for _, key := range []string{"right", "+", "right", "right", "left", "+", "+", "shift+right", "r", "+", "right", "2", "right"} {
		l.teacher.Update(keyPress(key))
	}
	l.tell()
	l.same("at last")
}

func TestExploring(t *testing.T) {
	t.Parallel()
	l := newLesson(t)
	l.does(l.student, "right", "+", "2", "r", "n", "space", "enter", ":")
	l.same("who follows changes nothing")
	if l.student.over != nil || l.student.panel.typing() {
		t.Error("who follows types")
	}
	l.does(l.teacher, "right", "right")
	l.does(l.student, "ctrl+f", "right", "+")
	l.elsewhere("exploring")
	alone := l.student.Moment().String()
	l.does(l.teacher, "right", "right", "right", "right")
	if got := l.student.Moment().String(); got != alone {
		t.Errorf("the teacher takes who explores along: %s, was %s", got, alone)
	}
	l.does(l.student, "ctrl+f")
	l.same("back")
	l.does(l.student, "ctrl+u")
	if got := l.student.Moment().String(); got != alone {
		t.Errorf("brought back is %s, left was %s", got, alone)
	}
	l.does(l.student, "ctrl+f", "ctrl+f")
	l.refused = errors.New("not now")
	l.does(l.student, "ctrl+f")
	l.refused = nil
	l.does(l.student, "ctrl+u")
}

func TestLockedParameters(t *testing.T) {
	t.Parallel()
	l := newLesson(t)
	l.does(l.teacher, "right")
	l.now.Locked = []string{"rate", "gone"}
	l.tell()
	l.does(l.student, "ctrl+f")
	change := func(app *App, name, text string) error { return app.change(Change{Name: name, Text: text}) }
	if err := change(l.student, "rate", "7"); !errors.Is(err, LockedError{Name: "rate"}) {
		t.Errorf("a locked parameter: %v", err)
	}
	if err := change(l.student, "samples", "7"); err != nil {
		t.Errorf("another one: %v", err)
	}
	for _, try := range []struct {
		line string
		want error
	}{
		{"train rate=9", LockedError{Name: "rate"}},
		{"train samples=3", nil},
		{"descent rate=9", nil},
		{"train rate=9", LockedError{Name: "rate"}},
		{"train", nil},
	} {
		if err := l.student.command(try.line); !errors.Is(err, try.want) {
			t.Errorf("%s: %v, want %v", try.line, err, try.want)
		}
	}
	if err := change(l.teacher, "rate", "7"); err != nil {
		t.Errorf("the teacher's: %v", err)
	}
}

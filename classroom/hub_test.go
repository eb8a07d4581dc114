package classroom_test

import (
	"errors"
	"slices"
	"testing"

	"nabla/classroom"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim"
)

// at is what somebody shows at a step of the first lab.
func at(step int, run uint64) model.Present {
	e := labs.All()[0]
	return model.Present{Moment: sim.Moment{Setup: sim.NewSetup(e.Name, e.Params), Step: step}, Run: run, Rate: 30}
}

func find(t *testing.T, h *classroom.Hub, name string) model.Person {
	t.Helper()
	for _, p := range h.Lesson().People {
		if p.Name == name {
			return p
		}
	}
	t.Fatalf("%s is not in the class: %+v", name, h.Lesson().People)
	return model.Person{}
}

func TestHubTellsTheNewestOnly(t *testing.T) {
	t.Parallel()
	h := classroom.NewHub(0)
	teacher, slow := h.Join("teacher", true, 80, 24), h.Join("ada", false, 80, 24)
	for step := range 1000 { // nobody takes the news, and nobody waits
		teacher.Show(at(step, 1))
	}
	<-slow.News()
	if got := slow.Msg().Lesson.Present.Moment.Step; got != 999 {
		t.Errorf("the news are of step %d", got)
	}
	select {
	case <-slow.News():
		t.Error("old news come after the newest")
	default:
	}
}

func TestHubShowsOnlyThePen(t *testing.T) {
	t.Parallel()
	h := classroom.NewHub(0)
	teacher, ada := h.Join("teacher", true, 80, 24), h.Join("ada", false, 80, 24)
	ada.Show(at(5, 1))
	if got := h.Lesson().Present; got.Run != 0 {
		t.Errorf("a student shows %v", got)
	}
	// Every run that is opened has a number of its own, whoever opens it.
	var runs []uint64
	show := func(s *classroom.Seat, run uint64) {
		s.Show(at(1, run))
		runs = append(runs, h.Lesson().Present.Run)
	}
	show(teacher, 1)
	show(teacher, 1)
	show(teacher, 2)
	if err := teacher.Do(model.Wish{Deed: model.GivePen, Person: find(t, h, "ada").ID}); err != nil {
		t.Fatal(err)
	}
	show(ada, 2)
	show(teacher, 3)
	same := []bool{runs[1] == runs[0], runs[2] == runs[1], runs[3] == runs[2], runs[4] == runs[3]}
	if want := []bool{true, false, false, true}; !slices.Equal(same, want) || slices.Contains(runs, 0) {
		t.Fatalf("runs %v: the same as before %v, want %v", runs, same, want)
	}
}

func TestHubHandsThePenOn(t *testing.T) {
	t.Parallel()
	h := classroom.NewHub(0)
	first := h.Join("teacher", true, 80, 24)
	h.Join("teacher", true, 80, 24)
	ada := h.Join("ada", false, 80, 24)
	if !find(t, h, "teacher").Pen || find(t, h, "teacher-2").Pen {
		t.Error("the pen is not the first teacher's")
	}
	if err := first.Do(model.Wish{Deed: model.GivePen, Person: find(t, h, "ada").ID}); err != nil {
		t.Fatal(err)
	}
	if p := find(t, h, "ada"); !p.Pen || find(t, h, "teacher").Pen {
		t.Errorf("ada has no pen: %+v", p)
	}
	first.Leave()
	first.Leave() // again does nothing
	ada.Leave()
	if !find(t, h, "teacher-2").Pen || len(h.Lesson().People) != 1 {
		t.Errorf("the pen is lost: %+v", h.Lesson().People)
	}
	if err := first.Do(model.Wish{Deed: model.CallBack}); !errors.Is(err, classroom.GoneError{}) {
		t.Errorf("who left gets %v", err)
	}
}

func TestHubRefusesInWords(t *testing.T) {
	t.Parallel()
	h := classroom.NewHub(0)
	teacher, ada := h.Join("teacher", true, 80, 24), h.Join("ada", false, 80, 24)
	for deed := model.CallBack; deed <= model.Reveal; deed++ {
		if err := ada.Do(model.Wish{Deed: deed, On: true, Person: 1}); !errors.Is(err, classroom.StudentError{}) {
			t.Errorf("a student's deed %d: %v", deed, err)
		}
	}
	must := func(w model.Wish) {
		t.Helper()
		if err := teacher.Do(w); err != nil {
			t.Fatal(err)
		}
	}
	must(model.Wish{Deed: model.Pin, On: true})
	if err := ada.Do(model.Wish{Deed: model.Explore, On: true}); !errors.Is(err, classroom.PinnedError{}) {
		t.Errorf("pinned: %v", err)
	}
	must(model.Wish{Deed: model.Pin})
	if err := ada.Do(model.Wish{Deed: model.Explore, On: true}); err != nil || !find(t, h, "ada").Exploring {
		t.Errorf("not pinned any more: %v", err)
	}
	must(model.Wish{Deed: model.Lock, Text: "rates", On: true})
	must(model.Wish{Deed: model.Lock, Text: "rates", On: true})
	if got := h.Lesson().Locked; len(got) != 1 {
		t.Errorf("locked twice: %v", got)
	}
	must(model.Wish{Deed: model.Lock, Text: "rates"})
	if got := h.Lesson().Locked; len(got) != 0 {
		t.Errorf("unlocked: %v", got)
	}
	if err := teacher.Do(model.Wish{Deed: model.End, Person: 99}); !errors.Is(err, classroom.GoneError{}) {
		t.Errorf("a session that is not: %v", err)
	}
	must(model.Wish{Deed: model.End, Person: find(t, h, "ada").ID})
	must(model.Wish{Deed: model.End, Person: find(t, h, "ada").ID})
	<-ada.Ended()
}

func TestHubAsks(t *testing.T) {
	t.Parallel()
	h := classroom.NewHub(0)
	teacher, ada := h.Join("teacher", true, 80, 24), h.Join("ada", false, 80, 24)
	answer := func(text string) error {
		q := model.Question{}
		if asked := h.Lesson().Question; asked != nil {
			q.ID = asked.ID
		}
		return ada.Do(model.Wish{Deed: model.Answer, Question: q, Text: text})
	}
	if err := answer("1"); !errors.Is(err, classroom.ClosedError{}) {
		t.Errorf("an answer to nothing: %v", err)
	}
	q, err := model.ParseQuestion("Which? | a | b")
	if err != nil {
		t.Fatal(err)
	}
	if err := teacher.Do(model.Wish{Deed: model.Pose, Question: q}); err != nil {
		t.Fatal(err)
	}
	asked := h.Lesson()
	if err := answer("3"); err == nil {
		t.Error("an answer that is none is taken")
	}
	if err := ada.Do(model.Wish{Deed: model.Answer, Question: model.Question{ID: asked.Question.ID + 1}, Text: "1"}); !errors.Is(err, classroom.ClosedError{}) {
		t.Errorf("an answer to another question: %v", err)
	}
	for _, text := range []string{"1", "2"} { // the last one counts
		if err := answer(text); err != nil {
			t.Fatal(err)
		}
	}
	if got := h.Lesson().Question.Replies; len(got) != 1 || got[0].Text != "2" {
		t.Errorf("replies %v", got)
	}
	if len(asked.Question.Replies) != 0 {
		t.Error("a lesson that was told changes")
	}
	if err := teacher.Do(model.Wish{Deed: model.Reveal, Text: "1"}); err != nil {
		t.Fatal(err)
	}
	if q := h.Lesson().Question; q.Open || !q.Revealed || q.Truth != "1" {
		t.Errorf("revealed: %+v", q)
	}
	if err := answer("1"); !errors.Is(err, classroom.ClosedError{}) {
		t.Errorf("an answer afterwards: %v", err)
	}
}

package federation_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"nabla/classroom"
	"nabla/classroom/federation"
	"nabla/internal/natstest"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim"
)

// patience is how long a test waits for what must come. No test passes by it.
const patience = 20 * time.Second

// open opens a lab.
func open(lab string) (sim.Setup, error) {
	for _, e := range labs.All() {
		if e.Name == lab {
			return sim.NewSetup(e.Name, e.Params), nil
		}
	}
	return sim.Setup{}, sim.UnknownLabError{Name: lab}
}

// server is one of a class.
type server struct {
	testing.TB
	*classroom.Hub
	leave func() // in good order
}

// join starts a server of the class "test".
func join(t testing.TB, url string, number uint32) *server {
	t.Helper()
	hub := classroom.NewHub(number)
	f, err := federation.Join(hub, federation.Options{URL: url, Class: "test", Open: open})
	if err != nil {
		t.Fatal(err)
	}
	s := &server{TB: t, Hub: hub, leave: f.Close}
	t.Cleanup(s.leave)
	return s
}

// becomes waits for the class to stand as wanted at a server.
func (s *server) becomes(what string, ok func(*model.Lesson) bool) {
	s.Helper()
	deadline := time.Now().Add(patience)
	for !ok(s.Lesson()) {
		if time.Now().After(deadline) {
			s.Fatalf("waited in vain for %s; the class is %+v", what, s.Lesson())
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// together waits for servers to reach the others, and one another.
func together(servers ...*server) {
	for _, s := range servers {
		s.Helper()
		s.becomes("the others", func(l *model.Lesson) bool { return !l.Apart })
	}
}

// people waits for a server to know of these, in any order.
func (s *server) people(names ...string) {
	s.Helper()
	slices.Sort(names)
	s.becomes(strings.Join(names, ", "), func(l *model.Lesson) bool {
		there := make([]string, 0, len(l.People))
		for _, p := range l.People {
			there = append(there, p.Name)
		}
		slices.Sort(there)
		return slices.Equal(there, names)
	})
}

func (s *server) person(name string) model.Person {
	s.Helper()
	for _, p := range s.Lesson().People {
		if p.Name == name {
			return p
		}
	}
	s.Fatalf("%s is not in the class: %+v", name, s.Lesson().People)
	return model.Person{}
}

// at waits for a server to show a step.
func (s *server) at(step int) {
	s.Helper()
	s.becomes("the step", func(l *model.Lesson) bool { return l.Present.Moment.Step == step })
}

// shown is what somebody shows at a step of a run of the lab descent.
func shown(t testing.TB, step int) model.Present {
	t.Helper()
	setup, err := open("descent")
	if err != nil {
		t.Fatal(err)
	}
	if setup, err = setup.With("rates", "0.3"); err != nil {
		t.Fatal(err)
	}
	return model.Present{Moment: sim.Moment{Setup: setup, Step: step}, Run: 1, Rate: 30}
}

func do(t testing.TB, s *classroom.Seat, w model.Wish) {
	t.Helper()
	if err := s.Do(w); err != nil {
		t.Fatal(err)
	}
}

func TestServersHaveOneClass(t *testing.T) {
	t.Parallel()
	broker := natstest.Start(t)
	here, there := join(t, broker.URL(), 1), join(t, broker.URL(), 2)
	together(here, there)
	teacher := here.Join("teacher", true, 120, 40)
	ada := there.Join("ada", false, 100, 30)
	here.people("teacher", "ada")
	there.people("teacher", "ada")
	if p := there.person("teacher"); !p.Teacher || !p.Pen || p.Width != 120 {
		t.Errorf("the teacher is seen there as %+v", p)
	}

	teacher.Show(shown(t, 7))
	there.at(7)
	if want, got := here.Lesson().Present, there.Lesson().Present; got.Moment.String() != want.Moment.String() || got.Run != want.Run || got.Rate != want.Rate {
		t.Errorf("shown here %v, there %v", want, got)
	}

	do(t, ada, model.Wish{Deed: model.Explore, On: true})
	do(t, ada, model.Wish{Deed: model.Raise, On: true})
	here.becomes("ada to explore with a hand up", func(*model.Lesson) bool { p := here.person("ada"); return p.Exploring && p.Hand })
	do(t, teacher, model.Wish{Deed: model.CallBack})
	here.becomes("ada to follow", func(*model.Lesson) bool { return here.person("ada").Follows() })
	do(t, teacher, model.Wish{Deed: model.Pin, On: true})
	do(t, teacher, model.Wish{Deed: model.Lock, Text: "rates", On: true})
	do(t, teacher, model.Wish{Deed: model.PointAt, Text: "curve"})
	there.becomes("the orders", func(l *model.Lesson) bool {
		return l.Pinned && slices.Equal(l.Locked, []string{"rates"}) && l.Pointed == "curve"
	})
	if err := ada.Do(model.Wish{Deed: model.Explore, On: true}); !errors.Is(err, classroom.PinnedError{}) {
		t.Errorf("pinned there: %v", err)
	}

	// The pen goes there, and what is shown comes from there.
	do(t, teacher, model.Wish{Deed: model.GivePen, Person: here.person("ada").ID})
	there.becomes("ada to have the pen", func(*model.Lesson) bool { return there.person("ada").Pen })
	ada.Show(shown(t, 11))
	here.at(11)
	teacher.Show(shown(t, 12))
	if got := here.Lesson().Present.Moment.Step; got != 11 {
		t.Errorf("who gave the pen away shows step %d", got)
	}
	do(t, teacher, model.Wish{Deed: model.GivePen, Person: here.person("teacher").ID})
	there.becomes("the pen to be taken back", func(*model.Lesson) bool { return there.person("teacher").Pen })

	do(t, teacher, model.Wish{Deed: model.End, Person: here.person("ada").ID})
	select {
	case <-ada.Ended():
	case <-time.After(patience):
		t.Error("a session there is not ended")
	}
}

// answer answers the question that a server knows of.
func answer(s *server, text string) model.Wish {
	return model.Wish{Deed: model.Answer, Question: model.Question{ID: s.Lesson().Question.ID}, Text: text}
}

func TestServersAskTogether(t *testing.T) {
	t.Parallel()
	broker := natstest.Start(t)
	here, there := join(t, broker.URL(), 1), join(t, broker.URL(), 2)
	together(here, there)
	teacher, bo := here.Join("teacher", true, 120, 40), here.Join("bo", false, 80, 24)
	ada := there.Join("ada", false, 100, 30)
	q, err := model.ParseQuestion("Where does it end? | in A | in B")
	if err != nil {
		t.Fatal(err)
	}
	do(t, teacher, model.Wish{Deed: model.Pose, Question: q})
	there.becomes("the question", func(l *model.Lesson) bool { return l.Question != nil && l.Question.Open })
	do(t, ada, answer(there, "2"))
	do(t, bo, answer(here, "1"))
	tally := func(s *server) {
		s.Helper()
		s.becomes("both answers", func(l *model.Lesson) bool {
			counts := l.Question.Tally()
			return counts[0].N == 1 && counts[1].N == 1
		})
	}
	tally(here)
	tally(there)
	do(t, ada, answer(there, "1")) // the last one counts
	here.becomes("another answer", func(l *model.Lesson) bool { return l.Question.Tally()[0].N == 2 })
	do(t, teacher, model.Wish{Deed: model.Reveal, Text: "1"})
	there.becomes("the outcome", func(l *model.Lesson) bool { return l.Question.Revealed && l.Question.Truth == "1" && !l.Question.Open })
	if err := ada.Do(answer(there, "2")); !errors.Is(err, classroom.ClosedError{}) {
		t.Errorf("an answer afterwards: %v", err)
	}
}

func TestServerThatComesLateIsWhereTheOthersAre(t *testing.T) {
	t.Parallel()
	broker := natstest.Start(t)
	here := join(t, broker.URL(), 2)
	together(here)
	teacher := here.Join("teacher", true, 120, 40)
	here.Join("ada", false, 80, 24)
	teacher.Show(shown(t, 30))
	do(t, teacher, model.Wish{Deed: model.Pin, On: true})

	late := join(t, broker.URL(), 1)
	ada := late.Join("ada", false, 100, 30) // two who do not know of one another yet
	together(late)
	late.at(30)
	late.people("ada", "ada-2", "teacher")
	here.people("ada", "ada-2", "teacher")
	if !late.Lesson().Pinned {
		t.Error("the late server does not know that nobody explores")
	}
	late.Join("teacher", true, 80, 24) // has no pen, as there is one
	if late.person("teacher-2").Pen {
		t.Error("there are two pens")
	}
	ada.Leave()
	late.leave()
	here.people("ada-2", "teacher")

	again := join(t, broker.URL(), 1)
	together(again)
	again.at(30)
}

func TestLessonGoesOnWithoutNATS(t *testing.T) {
	t.Parallel()
	broker := natstest.Start(t)
	here, there := join(t, broker.URL(), 1), join(t, broker.URL(), 2)
	together(here, there)
	teacher, bo := here.Join("teacher", true, 120, 40), here.Join("bo", false, 80, 24)
	ada := there.Join("ada", false, 100, 30)
	here.people("teacher", "bo", "ada")
	there.people("teacher", "bo", "ada")
	teacher.Show(shown(t, 5))
	do(t, teacher, model.Wish{Deed: model.Pin, On: true})
	there.at(5)
	there.becomes("the pin", func(l *model.Lesson) bool { return l.Pinned })

	broker.Stop()
	for _, s := range []*server{here, there} {
		s.becomes("to be apart", func(l *model.Lesson) bool { return l.Apart })
	}
	if !here.person("ada").Away || !there.person("teacher").Away || here.person("bo").Away {
		t.Errorf("who is out of reach: %+v, %+v", here.Lesson().People, there.Lesson().People)
	}
	teacher.Show(shown(t, 6))
	here.at(6)
	if err := bo.Do(model.Wish{Deed: model.Explore, On: true}); !errors.Is(err, classroom.PinnedError{}) {
		t.Errorf("who has the teacher at hand is not pinned: %v", err)
	}
	do(t, ada, model.Wish{Deed: model.Explore, On: true}) // who has nobody may

	broker.Restart(natstest.Keep)
	together(here, there)
	there.at(6)
	there.becomes("ada to be back", func(*model.Lesson) bool { return there.person("ada").Follows() })
	here.becomes("ada to be here again", func(*model.Lesson) bool { return !here.person("ada").Away })

	broker.Stop()
	here.becomes("to be apart again", func(l *model.Lesson) bool { return l.Apart })
	do(t, teacher, model.Wish{Deed: model.Pin})
	teacher.Show(shown(t, 9))
	broker.Restart(natstest.Lose) // with nothing of what it kept
	together(here, there)
	there.at(9)
	there.becomes("not to be pinned", func(l *model.Lesson) bool { return !l.Pinned })
	teacher.Show(shown(t, 10))
	there.at(10)
}

func TestOtherServersGoOnWithoutOne(t *testing.T) {
	t.Parallel()
	broker := natstest.Start(t)
	here, there := join(t, broker.URL(), 1), join(t, broker.URL(), 2)
	together(here, there)
	teacher := here.Join("teacher", true, 120, 40)
	there.Join("ada", false, 100, 30)
	there.people("teacher", "ada")
	playing := shown(t, 5)
	playing.Playing = true
	teacher.Show(playing)
	there.becomes("the run to play", func(l *model.Lesson) bool { return l.Present.Playing })

	here.leave()
	there.people("ada")
	if l := there.Lesson(); l.Present.Playing || l.Present.Moment.Step != 5 {
		t.Errorf("without its teacher the class is at %+v", l.Present)
	}
	second := there.Join("teacher", true, 80, 24)
	if !there.person("teacher").Pen {
		t.Fatal("the teacher who comes has no pen")
	}
	second.Show(shown(t, 8))
	back := join(t, broker.URL(), 1)
	together(back)
	back.at(8)
	back.people("ada", "teacher")
}

// A server that breaks says no goodbye; it is silent.
func TestServerThatIsSilentIsDropped(t *testing.T) {
	t.Parallel()
	broker := natstest.Start(t)
	there := join(t, broker.URL(), 2)
	together(there)
	there.Join("teacher", true, 80, 24)
	broker.Publish(t, "nabla.test.roster", `{"Server":1,"People":[{"ID":4294967297,"Name":"gh\u001b[2Jost","Teacher":true,"Width":9999}]}`)
	there.people("gh[2Jost", "teacher")
	if p := there.person("gh[2Jost"); p.Width != 500 {
		t.Errorf("a width of %d is taken", p.Width)
	}
	there.people("teacher")
}

func TestJoinRefuses(t *testing.T) {
	t.Parallel()
	hub := classroom.NewHub(1)
	_, err := federation.Join(hub, federation.Options{URL: "nats://127.0.0.1:1", Class: "a b", Open: open})
	if !errors.Is(err, federation.ClassError{Name: "a b"}) {
		t.Errorf("a name with a blank: %v", err)
	}
	for _, url := range []string{"", "::", "127.0.0.1:4222", "http://127.0.0.1", "nats://127.0.0.1:4222,", "nats://:4222", "nats://a:x"} {
		var want federation.AddressError
		if _, err := federation.Join(hub, federation.Options{URL: url, Class: "a", Open: open}); !errors.As(err, &want) {
			t.Errorf("the address %q: %v", url, err)
		}
	}
	_, err = federation.Join(hub, federation.Options{URL: "nats://127.0.0.1:1", Class: "a", Credentials: t.TempDir() + "/none", Open: open})
	if err == nil || !strings.Contains(err.Error(), "none") {
		t.Errorf("credentials that are not there: %v", err)
	}
	if hub.Lesson().Apart {
		t.Error("who does not join is apart")
	}
}

package classroom_test

import (
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"nabla/classroom"
	"nabla/classroom/federation"
	"nabla/internal/natstest"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim"
)

// federated starts a server of a class that is joined over NATS, and returns what
// ends its part in it.
func federated(t *testing.T, broker *natstest.Broker, number uint32) (c *class, leave func()) {
	t.Helper()
	c = newClass(t, func(o *classroom.Options) { o.Number = number })
	others, err := federation.Join(c.server.Hub(), federation.Options{
		URL: broker.URL(), Class: "school",
		Open: func(lab string) (sim.Setup, error) { return sim.NewSetup(lab, paramsOf(labs.All(), lab)), nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(others.Close)
	c.becomes("joined", func(l *model.Lesson) bool { return !l.Apart })
	return c, others.Close
}

func TestStudentsOfAnotherServerAreInTheSameLesson(t *testing.T) {
	t.Parallel()
	broker := natstest.Start(t)
	here, _ := federated(t, broker, 1)
	there, _ := federated(t, broker, 2)
	teacher := here.teacher(usual)
	ada := there.student("ada", look{w: 120, h: 40, term: "xterm-256color", lang: "en_US.UTF-8", colorterm: "truecolor"})
	bo := there.student("bo", look{w: 80, h: 24, term: "xterm", lang: "ko_KR.UTF-8"})
	teacher.shows("teaching", "2 students")
	ada.shows("following", "2 students")

	teacher.press(right + right + right + left)
	ada.shows("step 2 ")
	bo.shows("스텝 2 ")
	teacher.press(right + down + "+" + right)
	there.becomes("an edit", func(l *model.Lesson) bool { return len(l.Present.Moment.Edits) == 1 && l.Present.Moment.Step == 4 })
	ada.shows("step 4 ", "µ="+there.server.Hub().Lesson().Present.Moment.Edits[0].Value.String())
	ada.until("the teacher's panes", func(string) bool {
		return strings.Contains(ada.text(), "step 4 ") && there.server.Hub().Lesson().Present.Run == here.server.Hub().Lesson().Present.Run
	})

	// Alone and back; a hand, seen by the teacher at the other server.
	ada.press(follow)
	ada.shows("exploring")
	teacher.press(sheet)
	teacher.shows("ada", "exploring", "bo")
	teacher.press("c")
	ada.shows("following", "step 4 ")
	bo.press(sheet + "h")
	teacher.shows("bo", "hand")
	teacher.closes()

	// A question over both servers.
	teacher.press(sheet + "a")
	teacher.press("How many steps?" + enter)
	ada.shows("How many steps?")
	ada.press("12" + enter)
	here.becomes("the answer", func(l *model.Lesson) bool {
		return l.Question != nil && len(l.Question.Replies) == 1 && l.Question.Replies[0].Text == "12"
	})

	// NATS is lost, and there again.
	broker.Stop()
	teacher.closes()
	teacher.shows("cut off")
	ada.closes()
	ada.shows("cut off")
	teacher.press(right)
	teacher.shows("step 5 ")
	broker.Restart(natstest.Keep)
	teacher.hides("cut off")
	ada.hides("cut off")
	ada.shows("step 5 ")
}

func TestStudentsOfTheOtherServerGoOn(t *testing.T) {
	t.Parallel()
	broker := natstest.Start(t)
	there, _ := federated(t, broker, 2)
	here, leave := federated(t, broker, 1)
	teacher, ada := here.teacher(usual), there.student("ada", usual)
	teacher.shows("1 student")
	teacher.press(right + right)
	ada.shows("step 2 ")
	leave()
	here.stop()
	teacher.gone()
	ada.shows("step 2 ", "waiting for the teacher", "1 student")
	second := there.come(classroom.TeacherUser, usual, gossh.Password(teacherPassword))
	second.shows("teaching", "step 2 ")
	second.press(right)
	ada.shows("step 3 ")
}

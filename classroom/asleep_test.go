package classroom_test

import (
	"fmt"
	"net"
	"strings"
	"testing"

	"nabla/classroom"
	"nabla/model"
)

// asleep steps before a crowd that is shown the frames of all, so that the
// students' own programs have seen nothing of the last steps.
func (c *class) asleep() (teacher *person, students []*person) {
	c.Helper()
	teacher, students = c.crowd(2)
	for i := range 12 {
		teacher.press(right)
		for _, p := range students {
			p.shows(fmt.Sprintf("step %d ", i+1))
		}
	}
	return teacher, students
}

func TestThePenGoesToWhoWasShownTheFramesOfAll(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher, students := c.asleep()
	teacher.press(sheet + down + "w")
	teacher.closes()
	students[0].shows("You have the pen", "step 12 ")
	teacher.shows("following", "step 12 ")
	students[0].press(right)
	for _, p := range []*person{teacher, students[0], students[1]} {
		p.shows("step 13 ")
	}
	teacher.press(sheet + "w") // the teacher is the first of the roster, and takes it back
	teacher.closes()
	teacher.shows("teaching", "step 13 ")
	students[0].hides("You have the pen")
}

func TestSizesOfWhoWasShownTheFramesOfAll(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	_, students := c.asleep()
	p := students[0]
	p.mu.Lock()
	p.screen.Resize(90, 28)
	p.mu.Unlock()
	if err := p.session.WindowChange(28, 90); err != nil {
		t.Fatal(err)
	}
	p.until("the step where it stands at that size", func(text string) bool {
		return strings.Contains(strings.Split(text, "\n")[26], "step 12 ")
	})
}

func TestPointingEndsWithTheLab(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher, students := c.asleep()
	teacher.press(sheet + "o")
	teacher.closes()
	c.becomes("the pane", func(l *model.Lesson) bool { return l.Pointed != "" })
	teacher.press("9")
	c.becomes("no pane of another lab", func(l *model.Lesson) bool { return l.Pointed == "" })
	for _, p := range students {
		p.hides("pointed at")
	}
}

func TestPinnedWithoutATeacher(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher, students := c.asleep()
	teacher.press(sheet + "p")
	teacher.closes()
	c.becomes("the pin", func(l *model.Lesson) bool { return l.Pinned })
	students[0].press(follow)
	students[0].shows("has everybody follow")
	_ = teacher.client.Close()
	students[0].shows("waiting for the teacher")
	students[0].press(follow)
	students[0].shows("exploring")
	c.teacher(usual).shows("teaching")
	students[0].shows("following")
}

func TestGoingOnEndsAQuestionWhoeverHasThePen(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher, students := c.asleep()
	teacher.press(sheet + down + "w")
	students[0].shows("You have the pen")
	teacher.press("a")
	teacher.press("How many steps?" + enter)
	c.becomes("a question", func(l *model.Lesson) bool { return l.Question != nil && l.Question.Open })
	students[0].press(right)
	c.becomes("the question to be closed", func(l *model.Lesson) bool { return !l.Question.Open })
	seat := c.server.Hub().Join("bo", false, 80, 24)
	if err := seat.Do(model.Wish{Deed: model.Close}); err == nil {
		t.Error("who has no pen closes a question")
	}
}

func TestOnlyTeachersAreCalledSo(t *testing.T) {
	t.Parallel()
	for user, want := range map[string]string{"teacher ": "student", "Teacher": "student", "teacher\u200b": "student", "ada": "ada"} {
		if got := classroom.NameOf(user, false); got != want {
			t.Errorf("%q becomes %q, want %q", user, got, want)
		}
	}
	if got := classroom.NameOf("teacher", true); got != "teacher" {
		t.Errorf("the teacher becomes %q", got)
	}
}

// Connections that say nothing keep out those from their own address at most.
func TestStrangersOfOneAddress(t *testing.T) {
	t.Parallel()
	c := newClass(t, func(o *classroom.Options) { o.Limits.PerAddress = 1000 })
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 2)}}
	for range 120 {
		conn, err := dialer.DialContext(t.Context(), "tcp", c.address)
		if err != nil {
			t.Skip("this system has no second address on loopback:", err)
		}
		t.Cleanup(func() { _ = conn.Close() })
	}
	c.teacher(usual).shows("teaching")
}

package classroom_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"nabla/model"
)

// The keys as terminals send them.
const (
	right  = "\x1b[C"
	left   = "\x1b[D"
	down   = "\x1b[B"
	enter  = "\r"
	follow = "\x06"
	sheet  = "\x0f"
	undo   = "\x15"
)

var english = regexp.MustCompile(`step (\d+) `)

func TestFollowersSeeWhatTheTeacherDoes(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	early := c.student("ada", usual)
	early.shows("waiting for the teacher", "1 student")
	teacher := c.teacher(usual)
	teacher.shows("teaching", "1 student")
	korean := c.student("bo", look{w: 80, h: 24, term: "xterm-256color", lang: "ko_KR.UTF-8"})
	sixteen := c.student("cy", look{w: 120, h: 40, term: "xterm", lang: "C.UTF-8"})
	korean.shows("따라가는 중", "학생 3명")
	everybody := func(step string, texts ...string) {
		t.Helper()
		for _, p := range []*person{teacher, early, sixteen} {
			p.shows(append(texts, "step "+step+" ")...)
		}
		korean.shows("스텝 " + step + " ")
	}
	everybody("0", "w⁴ − 3w² + w")

	teacher.press(right + right + right + left)
	everybody("2")

	// An edit in the run, then on, and one in what is past by then: the first key
	// warns that the future goes.
	teacher.press(right + down + "+")
	edits := func(n int) string {
		t.Helper()
		c.becomes("an edit", func(l *model.Lesson) bool { return len(l.Present.Moment.Edits) == n })
		return "µ=" + c.server.Hub().Lesson().Present.Moment.Edits[n-1].Value.String()
	}
	first := edits(1)
	teacher.press(strings.Repeat(right, 3))
	everybody("6", first)
	teacher.press(left + left + "++")
	everybody("4", edits(2))
	if second := edits(2); second == first {
		t.Errorf("both edits make it %s", second)
	}

	const home, end = "\x1b[H", "\x1b[F"
	teacher.press(home)
	everybody("0", "w⁴ − 3w² + w")
	teacher.press(end)
	everybody("4", edits(2))

	teacher.press("9") // another lab, which starts to play
	c.becomes("the run to play", func(l *model.Lesson) bool { return l.Present.Playing && l.Present.Moment.Step > 20 })
	early.shows("▶")
	teacher.press(" ")
	c.becomes("the run to pause", func(l *model.Lesson) bool { return !l.Present.Playing })
	early.hides("▶")
	step := strconv.Itoa(c.server.Hub().Lesson().Present.Moment.Step)
	everybody(step)

	// The same panes, cell by cell, on a screen of the same size and colours.
	twin := c.student("twin", usual)
	twin.shows("following", "step "+step+" ")
	teacher.shows("4 students")
	early.shows("4 students")
	twin.until("the same panes as of who came early", func(text string) bool { return body(text) == body(early.text()) })

	if rich := sixteen.written(); strings.Contains(rich, "38;2;") || strings.Contains(rich, "38;5;") {
		t.Error("a terminal of 16 colours gets others")
	}
	if rich := korean.written(); strings.Contains(rich, "38;2;") {
		t.Error("a terminal of 256 colours gets 24 bits")
	}
}

// body is a screen without its first row, which tells everybody's own, and the
// footer.
func body(text string) string {
	rows := strings.Split(text, "\n")
	return strings.Join(rows[1:len(rows)-2], "\n")
}

func TestExploringAndComingBack(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher := c.teacher(usual)
	teacher.shows("teaching")
	teacher.press(right + right)
	ada := c.student("ada", usual)
	ada.shows("following", "step 2 ")

	// Who follows changes nothing, and is told so.
	ada.press(right)
	ada.shows("ctrl+f explores from here")
	ada.press("+")
	ada.press(":")
	ada.shows("step 2 ", "ctrl+f explores from here")

	// What is explored begins where the teacher stands, and is nobody else's.
	ada.press(follow)
	ada.shows("exploring")
	ada.press(right + right + right)
	ada.shows("step 5 ")
	teacher.press(right)
	teacher.shows("step 3 ")
	ada.shows("exploring", "step 5 ")

	ada.press(follow)
	ada.shows("following", "step 3 ", "ctrl+u brings back what you left: descent")
	ada.press(undo)
	ada.shows("exploring", "step 5 ")

	// Everybody is called back, and stays.
	teacher.press(sheet)
	teacher.shows("class: 2 people", "teacher", "ada", "100×30")
	teacher.press("c")
	ada.shows("following", "step 3 ")
	teacher.press("p")
	teacher.shows("pinned")
	ada.press(follow)
	ada.shows("has everybody follow")
	teacher.press("p")
	teacher.hides("pinned")
	ada.press(follow)
	ada.shows("exploring")

	// A parameter that is locked.
	teacher.press("k")
	teacher.closes()
	c.becomes("a lock", func(l *model.Lesson) bool { return len(l.Locked) == 1 })
	ada.press("+")
	ada.shows("has locked the parameter f")
	ada.press(":descent f=w^2" + enter)
	ada.shows("has locked the parameter f")
	ada.closes()
}

func TestThePenAndTheHand(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher := c.teacher(usual)
	teacher.shows("teaching")
	ada := c.student("ada", usual)
	bo := c.student("bo", look{w: 60, h: 20, term: "xterm-256color"})
	ada.shows("following", "2 students")
	bo.shows("following")
	ada.press(sheet + "h")
	ada.closes()
	teacher.shows("1 hand")
	teacher.press(sheet)
	teacher.shows("hand up", "60×20 too small")

	// A student asks for what only a teacher may: nothing happens.
	bo.press(sheet + "c" + "p" + "w" + "x")
	bo.closes()

	teacher.press(down + "w")
	ada.shows("You have the pen")
	teacher.closes()
	teacher.shows("following")
	ada.press(right + right + right + right)
	bo.shows("step 4 ")
	teacher.shows("step 4 ")
	// The pen comes back.
	teacher.press(sheet + down + "w")
	teacher.closes()
	teacher.shows("teaching")
	ada.shows("following")
	teacher.press(right)
	ada.shows("step 5 ")

	// Pointing lights a pane up on every screen that has it.
	teacher.press(sheet + "o")
	teacher.closes()
	ada.shows("look here")
	bo.shows("look here")
	teacher.press(sheet + "o")
	teacher.closes()
	ada.hides("look here")

	// Who has the pen and leaves hands it back.
	teacher.press(sheet + down + "w")
	teacher.closes()
	ada.shows("you have the pen")
	ada.press("q")
	ada.gone()
	teacher.shows("teaching", "1 student")

	// The teacher ends a session, leaves, and comes back to the same moment.
	teacher.press(sheet + down + "x")
	teacher.closes()
	bo.gone()
	if !strings.Contains(bo.written(), "The teacher has ended your session.") {
		t.Errorf("bo is not told why: %q", bo.text())
	}
	late := c.student("late", usual)
	late.shows("following", "step 5 ")
	teacher.press("q")
	teacher.gone()
	late.shows("step 5 ")
	again := c.teacher(usual)
	again.shows("teaching", "step 5 ")
	again.press(right)
	late.shows("step 6 ")
}

func TestQuestions(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher := c.teacher(usual)
	teacher.shows("teaching")
	students := []*person{c.student("ada", usual), c.student("bo", look{w: 80, h: 24, lang: "ko", term: "xterm"}), c.student("cy", usual)}
	teacher.shows("3 students")

	teacher.press(sheet + "a")
	teacher.shows("ask the class")
	teacher.press("Where does b end? | in A | in B" + enter)
	for _, p := range students {
		p.shows("Where does b end?", "in A", "in B")
	}
	students[0].press("2" + enter)
	students[1].press(down + enter)
	students[2].press(enter)
	c.becomes("3 answers", func(l *model.Lesson) bool { return len(l.Question.Replies) == 3 })
	teacher.shows("3 answers · open for answers", "2 in B")
	students[0].press(sheet)
	students[0].shows("3 answers")
	students[0].hides("2 in B")

	// The run goes on: no more predictions.
	teacher.closes()
	teacher.press(right)
	c.becomes("the question to be closed", func(l *model.Lesson) bool { return !l.Question.Open })
	students[0].shows("step 1 ")
	teacher.press(sheet + "v")
	teacher.shows("the outcome")
	teacher.press("2" + enter)
	for _, p := range []*person{students[0], students[2]} { // where no sheet is open, it comes up by itself
		p.shows("outcome: in B", "› 2 in B")
	}
	c.student("late", usual).shows("following", "space play/pause")

	// Numbers, refused in words where they are none, as a histogram.
	teacher.shows("outcome: in B")
	teacher.press("a")
	teacher.shows("ask the class")
	teacher.press("How many steps?" + enter)
	students[0].shows("How many steps?")
	students[0].closes()
	students[1].shows("How many steps?")
	students[1].press("many" + enter)
	students[1].shows("0.5처럼 수로")
	students[1].press("\x15" + "10" + enter)
	students[2].shows("How many steps?")
	students[2].press("90" + enter)
	teacher.shows("10 … 20", "80 … 90", "2 answers")

	// A student poses none.
	students[2].press(sheet + "a")
	students[2].shows("How many steps?")
}

func TestWhoComesIn(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher := c.teacher(usual)
	teacher.shows("teaching")
	if _, err := c.dial("teacher"); err == nil {
		t.Error("a teacher without a password is let in")
	}
	if _, err := c.dial("teacher", gossh.Password("guess")); err == nil {
		t.Error("a teacher with a wrong password is let in")
	}
	for _, name := range []string{"ada", "ada", "\x1b[2J\x1b]0;owned\x07eve\u202e", strings.Repeat("x", 1000), "\x00\r\n\t", "민준 학생"} {
		c.student(name, usual).shows("following")
	}
	teacher.press(sheet)
	teacher.shows("ada ", "ada-2", "[2J]0;ownedeve", strings.Repeat("x", 24), "?", "민준 학생", "class: 7 people")
	if strings.Contains(teacher.written(), "owned\x07") || strings.Contains(teacher.written(), "\u202e") {
		t.Error("a name reaches a terminal with its escapes")
	}
	for _, p := range c.server.Hub().Lesson().People {
		if len([]rune(p.Name)) > 28 {
			t.Errorf("a name of %d characters", len([]rune(p.Name)))
		}
	}
}

func TestTheEndOfTheClass(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	ada := c.student("ada", usual)
	ada.shows("waiting")
	c.stop()
	ada.gone()
	if !strings.Contains(ada.written(), "The class is over. Goodbye!") {
		t.Errorf("ada is not told: %q", ada.text())
	}
	if _, err := c.dial("bo"); err == nil {
		t.Error("somebody comes in after the end")
	}
}

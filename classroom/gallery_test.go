package classroom_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"nabla/classroom"
	"nabla/internal/labtest"
	"nabla/model"
	"nabla/screen"
	"nabla/sim"
	"nabla/views"
)

// metric returns one of the server's figures.
func (c *class) metric(name string) int {
	c.Helper()
	var b strings.Builder
	if err := c.server.WriteMetrics(&b); err != nil {
		c.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^` + name + ` ([\d.e+]+)$`).FindStringSubmatch(b.String())
	if found == nil {
		c.Fatalf("there is no %s", name)
	}
	value, err := strconv.ParseFloat(found[1], 64)
	if err != nil {
		c.Fatal(err)
	}
	return int(value)
}

// crowd is a teacher and so many students at terminals of the same kind, all of
// whom are shown the same frames.
func (c *class) crowd(n int) (teacher *person, students []*person) {
	c.Helper()
	teacher = c.teacher(look{w: 120, h: 40, term: "xterm-256color", lang: "en_US.UTF-8", colorterm: "truecolor"})
	teacher.shows("teaching")
	for i := range n {
		students = append(students, c.student("ada", usual))
		students[i].shows("following")
	}
	teacher.shows(fmt.Sprint(n, " students"))
	return teacher, students
}

func TestFramesAreDrawnOnce(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	const n = 5
	teacher, students := c.crowd(n)
	all := func(texts ...string) {
		t.Helper()
		for _, p := range students {
			p.shows(texts...)
		}
	}
	teacher.press(right)
	all("step 1 ")
	drawn, shown := c.metric("nabla_shared_frames_drawn_total"), c.metric("nabla_shared_frames_shown_total")
	const steps = 20
	for i := range steps {
		teacher.press(right)
		all(fmt.Sprint("step ", i+2, " "))
	}
	drawn, shown = c.metric("nabla_shared_frames_drawn_total")-drawn, c.metric("nabla_shared_frames_shown_total")-shown
	if drawn < steps || drawn > 2*steps || shown < n*drawn-n || shown > n*drawn+n {
		t.Errorf("%d steps are drawn %d times and shown %d times to %d", steps, drawn, shown, n)
	}

	// Who has looked at something alone does so, and goes on with all the others.
	one, rest := students[0], students[1:]
	one.press("?")
	one.hides("following")
	teacher.press(right)
	for _, p := range rest {
		p.shows("step 22 ")
	}
	one.press("?")
	one.shows("following", "step 22 ")
	one.press("\t")
	teacher.press(right)
	all("step 23 ")
	one.press("\x1b[Z")
	teacher.press(right)
	all("step 24 ")

	// Exploring starts where the class stands, and comes back to where it is then.
	one.press(follow)
	one.shows("exploring", "step 24 ")
	one.press(right + right)
	one.shows("step 26 ")
	teacher.press("9 ")
	for _, p := range rest {
		p.hides("w⁴ − 3w² + w")
	}
	one.shows("exploring", "step 26 ")
	one.press(follow)
	one.hides("w⁴ − 3w² + w")
	one.shows("following")
}

// Another size, language or number of colours is another frame.
func TestFramesOfDifferentLooks(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher, students := c.crowd(2)
	korean := look{w: 100, h: 30, term: "xterm-256color", lang: "ko_KR.UTF-8", colorterm: "truecolor"}
	plain := look{w: 100, h: 30, term: "xterm", lang: "en_US.UTF-8"}
	small := look{w: 80, h: 24, term: "xterm-256color", lang: "en_US.UTF-8", colorterm: "truecolor"}
	for _, l := range []look{korean, korean, plain, plain, small, small} {
		students = append(students, c.student("bo", l))
	}
	for i := range 5 {
		teacher.press(right)
		for _, p := range students {
			p.until("the step", func(text string) bool {
				return strings.Contains(text, fmt.Sprint("step ", i+1, " ")) || strings.Contains(text, fmt.Sprint("스텝 ", i+1, " "))
			})
		}
	}
	for i, p := range students {
		twin := students[i^1]
		p.until("the same as its twin", func(text string) bool { return text == twin.text() })
	}
	if rich := students[4].written(); strings.Contains(rich, "38;2;") || strings.Contains(rich, "38;5;") {
		t.Error("a terminal of 16 colours gets others")
	}
}

// chippedLab breaks once: at step 2, where it is drawn in little room.
type chippedLab struct {
	glassLab
	broke *atomic.Bool
}

func (l *chippedLab) Panes() []model.Pane { return []model.Pane{l} }

func (l *chippedLab) Draw(box screen.Box, look views.Look) {
	if l.run.Step() == 2 && box.Width() < 55 && !l.broke.Swap(true) {
		panic("chipped")
	}
	l.glassLab.Draw(box, look)
}

// Where drawing for all breaks, everybody draws alone.
func TestPanicInASharedFrame(t *testing.T) {
	t.Parallel()
	params := []sim.Param{{Name: "breaks", Kind: sim.Whole, Default: "50", Min: 0, Max: 100}}
	broke := new(atomic.Bool)
	c := newClass(t, func(o *classroom.Options) {
		o.Entries = append(o.Entries, model.Entry{Name: "chipped", Params: params, New: func() model.Lab { return &chippedLab{broke: broke} }})
	})
	teacher, students := c.crowd(3)
	teacher.press(":chipped" + enter + " ")
	c.becomes("the lab", func(l *model.Lesson) bool { return l.Present.Moment.Setup.Lab == "chipped" && !l.Present.Playing })
	teacher.press("g")
	for _, p := range students {
		p.shows("whole at 0")
	}
	for i := range 4 {
		teacher.press(right)
		for _, p := range students {
			p.shows(fmt.Sprint("whole at ", i+1))
		}
	}
	if !broke.Load() {
		t.Error("nothing broke")
	}
	if got := c.metric("nabla_sessions"); got != 4 {
		t.Errorf("%d sessions are left of 4", got)
	}
}

// Where whoever has the pen is not among those here, and only moments come, one
// steps for all who follow; and leaves it to whoever takes the pen here.
func TestTheUnderstudy(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher, students := c.crowd(2)
	teacher.press(strings.Repeat(right, 6))
	for _, p := range students {
		p.shows("step 6 ")
	}
	c.becomes("a run that is shared", func(l *model.Lesson) bool { return l.Present.State != nil })
	_ = teacher.client.Close()
	c.becomes("the teacher to be gone", func(l *model.Lesson) bool { return len(l.People) == 2 })
	c.becomes("a run that is shared again", func(l *model.Lesson) bool { return l.Present.State != nil })
	late := c.student("late", usual)
	late.shows("waiting for the teacher", "step 6 ")
	late.until("what all see", func(text string) bool { return text == students[0].text() })
	again := c.teacher(usual)
	again.shows("teaching", "step 6 ")
	c.goesOn(again, late)
}

// A run that breaks whoever steps it, an understudy too, takes nobody else along.
func TestAnUnderstudyThatBreaks(t *testing.T) {
	t.Parallel()
	params := []sim.Param{{Name: "breaks", Kind: sim.Whole, Default: "3", Min: 0, Max: 100}}
	c := newClass(t, func(o *classroom.Options) {
		o.Entries = append(o.Entries, model.Entry{Name: "glass", Params: params, New: func() model.Lab { return &glassLab{} }})
	})
	teacher, student := c.pair()
	moment := sim.Moment{Setup: sim.NewSetup("glass", params), Step: 5}
	_ = teacher.client.Close()
	c.becomes("the teacher to be gone", func(l *model.Lesson) bool { return len(l.People) == 1 })
	gone := c.server.Hub().Join("teacher", true, 80, 24)
	gone.Show(model.Present{Moment: moment, Run: 1})
	gone.Leave()
	student.shows("cannot be shown")
	again := c.server.Hub().Join("teacher", true, 80, 24)
	again.Show(model.Present{Moment: labtest.Moment(t, labtest.Entry(t, "descent"), 3), Run: 1})
	student.shows("step 3 ")
	c.student("bo", usual).shows("step 3 ")
}

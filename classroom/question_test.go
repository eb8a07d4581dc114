package classroom_test

import (
	"fmt"
	"strings"
	"testing"

	"nabla/model"
)

// click is the mouse's left button at a cell of the screen, as terminals send it.
func click(x, y int) string { return fmt.Sprintf("\x1b[<0;%d;%dM\x1b[<0;%d;%dm", x+1, y+1, x+1, y+1) }

// find returns the first cell of a screen that shows the text.
func (p *person) find(text string) (x, y int) {
	p.Helper()
	p.shows(text)
	for y, row := range strings.Split(p.text(), "\n") {
		if before, _, ok := strings.Cut(row, text); ok {
			return len([]rune(before)), y
		}
	}
	p.Fatalf("there is no %s any more", text)
	return 0, 0
}

// A question from the lesson is read in everybody's language, its point answered by
// the mouse, by arrow keys or by typing, and its outcome worked out.
func TestQuestionFromTheLesson(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	big := look{w: 120, h: 40, term: "xterm-256color", lang: "en_US.UTF-8", colorterm: "truecolor"}
	teacher := c.teacher(big)
	teacher.shows("teaching")
	ada, bo, cy := c.student("ada", big), c.student("bo", look{w: 80, h: 24, lang: "ko", term: "xterm"}), c.student("cy", usual)
	teacher.shows("3 students")

	teacher.press(sheet + "a")
	teacher.shows("from the lesson", "Where will ball a (w = -1.9, µ = 0.02) come to rest?", "it converges | it comes to")
	teacher.press(down + enter)
	ada.shows("Where will ball a (w = -1.9, µ = 0.02) come to rest?", "click the chart")
	cy.shows("click the chart")
	bo.shows("공 a(w = -1.9, µ = 0.02)은 어디에서", "그래프를 누르거나")

	// A click beside the chart answers nothing; one on it does, and marks it.
	ada.press(click(0, 0))
	x, y := ada.find("▴ A")
	ada.press(click(x, y))
	ada.until("a mark", func(text string) bool {
		return []rune(strings.Split(text, "\n")[y-1])[x] == 'x' || strings.Contains(text, "-1.3")
	})
	ada.press(enter)
	c.becomes("an answer", func(l *model.Lesson) bool { return len(l.Question.Replies) == 1 })
	if at, ok := model.Coordinates(c.server.Hub().Lesson().Question.Replies[0].Text); !ok || len(at) != 1 || at[0] < -1.5 || at[0] > -1.1 {
		t.Errorf("a click below minimum A answers %v", at)
	}
	// Arrow keys: the first is in the middle, the others move it to the right.
	bo.press(right)
	bo.press(right + right + right + right)
	bo.press(enter)
	c.becomes("two answers", func(l *model.Lesson) bool { return len(l.Question.Replies) == 2 })
	cy.press("1.13" + enter)
	c.becomes("three answers", func(l *model.Lesson) bool { return len(l.Question.Replies) == 3 })
	if at, ok := model.Coordinates(c.server.Hub().Lesson().Question.Replies[1].Text); !ok || at[0] < -1 || at[0] > 2 {
		t.Errorf("arrow keys from the middle answer %v", at)
	}

	c.becomes("the outcome to be known", func(l *model.Lesson) bool { return l.Question.Truth == "-1.301" })
	ada.hides("-1.301")
	teacher.press("v")
	teacher.shows("the outcome", "-1.301")
	teacher.press(enter)
	for _, p := range []*person{teacher, ada, cy} {
		p.shows("outcome: -1.301", "3 answers")
	}
	ada.closes()
	ada.hides("outcome")
	ada.until("the outcome on the chart", func(text string) bool { return strings.Contains(text, "*") })

	// Choices, each in the own language, and the outcome as one of them.
	teacher.shows("outcome: -1.301")
	teacher.press("a")
	teacher.shows("from the lesson")
	teacher.press(down + down + enter)
	ada.shows("How will ball a", "2  it comes to rest elsewhere")
	bo.shows("2  다른 곳에서 멈춘다")
	ada.press("1" + enter)
	c.becomes("the outcome to be known", func(l *model.Lesson) bool { return l.Question.Truth == "1" })
	teacher.shows("1 answer")
	teacher.press("v")
	teacher.shows("the outcome")
	teacher.press(enter)
	ada.shows("outcome: it converges", "› 1 it converges")
	bo.shows("실제 결과: 수렴한다")
}

// A pane that the teacher points at is seen by who follows, whatever it is behind,
// and goes back behind it.
func TestPointingBringsAPaneUp(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher := c.teacher(usual)
	teacher.shows("teaching")
	ada, bo, cy := c.student("ada", usual), c.student("bo", usual), c.student("cy", look{w: 60, h: 10, term: "xterm"})
	teacher.shows("3 students")
	const tab = "\t"
	ada.shows("landscape", "following")
	ada.press(tab + "V") // the pane behind the landscape
	bo.shows("following")
	bo.press(tab + tab + tab + "z") // the parameters alone
	bo.hides("landscape")
	cy.shows("following")
	cy.hides("landscape")

	teacher.press(tab + sheet + "o")
	for _, p := range []*person{ada, bo, cy} {
		p.shows("look here", "landscape")
	}
	teacher.press("o")
	bo.shows("step sizes µ")
	for _, p := range []*person{ada, bo, cy} {
		p.hides("look here")
	}
	bo.hides("landscape")
	cy.hides("landscape")
}

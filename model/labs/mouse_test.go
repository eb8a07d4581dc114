package labs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nabla/locale"
	"nabla/screen"
	"nabla/sim"
)

// ball is where the second ball is drawn on its landscape.
func (s *session) ball() cell {
	s.Helper()
	at := find(s.grid(), s.pane("landscape"), '■')
	if len(at) == 0 {
		s.Fatalf("there is no ball:\n%s", s.text())
	}
	return at[0] // the line below the curve names it too
}

// find lists the cells of a part of the screen that show a rune.
func find(g *screen.Grid, r rect, want rune) []cell {
	var at []cell
	for y := range r.h {
		for x := range r.w {
			if g.At(r.x+x, r.y+y).Rune() == want {
				at = append(at, cell{r.x + x, r.y + y})
			}
		}
	}
	return at
}

// A ball that the mouse drags is dropped where it is let go: the start of that
// ball, and no other, is edited at the playhead, and the ball is there.
func TestDraggedBallIsANewStart(t *testing.T) {
	for _, lab := range []string{"descent", "dashboard"} {
		for _, step := range []int{0, 30} {
			for _, at := range []size{{80, 24}, {120, 40}, {200, 60}} {
				s := open(t, small(t, entry(t, lab), step, "rates", "0.002"), at, locale.English)
				from := s.ball()
				to := cell{from.x + at.w/12, from.y}
				s.drag(from, to)
				what := fmt.Sprintf("%s at step %d in %v", lab, step, at)
				start := draggedStart(t, what, s, step)
				if got := s.ball(); got.x != to.x {
					t.Errorf("%s: the ball was let go in column %d and is in %d:\n%s", what, to.x, got.x, s.text())
				}
				if worked := strings.Join(s.lines("landscape"), "\n"); !strings.Contains(strings.ReplaceAll(worked, " ", ""), "w←"+sim.FormatNumber(start)+"−") {
					t.Errorf("%s: the line below the curve does not start from %v:\n%s", what, start, worked)
				}
				// Moving on and back again leads to the same place.
				before := s.panes()
				s.keys("right right left left")
				same(t, what+", there and back,", s.panes(), before)
			}
		}
	}
}

// draggedStart checks the edit that a drag has made, and returns the new start.
func draggedStart(t *testing.T, what string, s *session, step int) float64 {
	t.Helper()
	m := s.app.Moment()
	was := m.Setup.Value("starts").Numbers()
	if len(m.Edits) != 1 || m.Edits[0].Name != "starts" || m.Edits[0].Step != step || m.Step != step {
		t.Fatalf("%s: the run has the edits %v and is at step %d", what, m.Edits, m.Step)
	}
	now := m.Edits[0].Value.Numbers()
	if now[1] == was[1] || now[0] != was[0] || !slices.Equal(now[2:], was[2:]) {
		t.Fatalf("%s: the starts were %v and are %v", what, was, now)
	}
	return now[1]
}

// The wheel over a parameter changes that one and no other; a click chooses it,
// another opens it.
func TestMouseOnTheParameters(t *testing.T) {
	s := open(t, small(t, entry(t, "descent"), 0), usual, locale.English)
	r := s.pane("parameters")
	for y, row := range s.lines("parameters") {
		if strings.Contains(row, "method") {
			s.click(cell{r.x + 4, r.y + y})
			s.wheel(cell{r.x + 4, r.y + y}, +1)
		}
	}
	if got := s.holds("method"); got != "newton" {
		t.Errorf("after the wheel the method is %s, want newton", got)
	}
	for y, row := range s.lines("parameters") {
		if strings.Contains(row, "goal") {
			s.click(cell{r.x + 4, r.y + y})
			s.click(cell{r.x + 4, r.y + y})
		}
	}
	s.keys("ctrl+u m a x enter")
	if got := s.holds("goal"); got != "max" {
		t.Errorf("after two clicks and max the goal is %s", got)
	}
}

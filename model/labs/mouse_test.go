package labs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nabla/internal/labtest"
	"nabla/locale"
	"nabla/screen"
	"nabla/sim"
)

// ball is where the second ball is drawn on its landscape.
func ball(s *labtest.Session) labtest.Cell {
	s.Helper()
	at := find(s.Grid(), s.Pane("landscape"), '■')
	if len(at) == 0 {
		s.Fatalf("there is no ball:\n%s", s.Text())
	}
	return at[0] // the line below the curve names it too
}

// wShape are the four starts on both sides of a hill, and changes of it.
func wShape(changes ...string) []string {
	return append([]string{"f", "w-shape", "rates", "0.02", "starts", "-1.9,0.1,0.4,1.7"}, changes...)
}

// find lists the cells of a part of the screen that show a rune.
func find(g *screen.Grid, r labtest.Rect, want rune) []labtest.Cell {
	var at []labtest.Cell
	for y := range r.H {
		for x := range r.W {
			if g.At(r.X+x, r.Y+y).Rune() == want {
				at = append(at, labtest.Cell{X: r.X + x, Y: r.Y + y})
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
			for _, at := range []labtest.Size{{W: 80, H: 24}, {W: 120, H: 40}, {W: 200, H: 60}} {
				s := labtest.Open(t, labtest.Small(t, labtest.Entry(t, lab), step, wShape("rates", "0.002")...), at, locale.English)
				from := ball(s)
				to := labtest.Cell{X: from.X + at.W/12, Y: from.Y}
				s.Drag(from, to)
				what := fmt.Sprintf("%s at step %d in %v", lab, step, at)
				start := draggedStart(t, what, s, step)
				if got := ball(s); got.X != to.X {
					t.Errorf("%s: the ball was let go in column %d and is in %d:\n%s", what, to.X, got.X, s.Text())
				}
				if worked := strings.Join(s.Lines("landscape"), "\n"); !strings.Contains(strings.ReplaceAll(worked, " ", ""), "w←"+sim.FormatNumber(start)+"−") {
					t.Errorf("%s: the line below the curve does not start from %v:\n%s", what, start, worked)
				}
				// Moving on and back again leads to the same place.
				before := s.Panes()
				s.Keys("right right left left")
				labtest.Same(t, what+", there and back,", s.Panes(), before)
			}
		}
	}
}

// draggedStart checks the edit that a drag has made, and returns the new start.
func draggedStart(t *testing.T, what string, s *labtest.Session, step int) float64 {
	t.Helper()
	m := s.App.Moment()
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
	s := labtest.Open(t, labtest.Small(t, labtest.Entry(t, "descent"), 0), labtest.Size{W: 120, H: 40}, locale.English)
	r := s.Pane("parameters")
	for y, row := range s.Lines("parameters") {
		if strings.Contains(row, "method") {
			s.Click(labtest.Cell{X: r.X + 4, Y: r.Y + y})
			s.Wheel(labtest.Cell{X: r.X + 4, Y: r.Y + y}, +1)
		}
	}
	if got := s.Holds("method"); got != "momentum" {
		t.Errorf("after the wheel the method is %s, want momentum", got)
	}
	for y, row := range s.Lines("parameters") {
		if strings.Contains(row, "goal") {
			s.Click(labtest.Cell{X: r.X + 4, Y: r.Y + y})
			s.Click(labtest.Cell{X: r.X + 4, Y: r.Y + y})
		}
	}
	s.Keys("ctrl+u m a x enter")
	if got := s.Holds("goal"); got != "max" {
		t.Errorf("after two clicks and max the goal is %s", got)
	}
}

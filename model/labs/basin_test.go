package labs_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nabla/internal/labtest"
	"nabla/locale"
	"nabla/sim"
	"nabla/sim/experiment"
)

// finish does what a command says, and what that leads to, until there is no more.
func finish(s *labtest.Session, cmd tea.Cmd) {
	for cmd != nil {
		_, cmd = s.App.Update(cmd())
	}
}

// showBasins presses the key for the map and returns the command that it leads to.
func showBasins(s *labtest.Session) tea.Cmd {
	_, cmd := s.App.Update(tea.KeyPressMsg{Code: 'e', Text: "e"})
	return cmd
}

// The map is made while keys are taken, and shows the letters, the points and the
// shares that the experiment finds.
func TestBasinsOfARaceOnTheScreen(t *testing.T) {
	t.Parallel()
	changes := []string{"f", "himmelblau", "optimizers", "adam(lr=0.1),newton"}
	want := raceAt(t, changes, 0).Basins(1).Begin()
	want.Work(context.Background(), 1<<60)
	for _, language := range labtest.Languages {
		s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "race"), 0, changes...), labtest.Size{W: 140, H: 44}, language)
		s.Keys("b z") // the second optimiser has the focus
		cmd := showBasins(s)
		percents := 0
		for cmd != nil {
			done := s.Lines("basins")
			if !strings.Contains(strings.Join(done, "\n"), " %") {
				t.Fatalf("no share is shown:\n%s", s.Text())
			}
			percents++
			s.Keys("right")
			_, cmd = s.App.Update(cmd())
		}
		if percents < 2 || s.App.Moment().Step != percents {
			t.Errorf("%d parts, and the run is at step %d", percents, s.App.Moment().Step)
		}
		text := strings.Join(s.Lines("basins"), "\n")
		for _, tally := range want.Tally() {
			if tally.End < 0 {
				continue
			}
			e := want.Ends()[tally.End]
			if point := fmt.Sprintf("(%.4g, %.4g)", e.X, e.Y); !strings.Contains(text, point) {
				t.Errorf("%v: %s is not in\n%s", language, point, text)
			}
			if letter := string(rune('A' + tally.End)); tally.Cells > 200 && !strings.Contains(text, letter+letter) {
				t.Errorf("%v: no area of %s in\n%s", language, letter, text)
			}
		}
	}
}

func TestBasinsStartAgainWithTheSetup(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "race"), 0, "f", "himmelblau", "rate", "0.01"), labtest.Usual, locale.English)
	cmd := showBasins(s)
	_, cmd = s.App.Update(cmd())
	_, cmd = s.App.Update(cmd())
	if strings.Contains(s.Text(), " 0 %") {
		t.Fatalf("two parts are nothing:\n%s", s.Text())
	}
	s.Command("rate=0.02")
	if !strings.Contains(s.Text(), " 0 %") {
		t.Errorf("another step size has the share of the one before:\n%s", s.Text())
	}
	finish(s, cmd)
	with := s.Text()
	// The map does not depend on where the run is.
	s.Keys("right left")
	labtest.Same(t, "after a step and back", s.Panes(), func() string {
		other := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "race"), 0, "f", "himmelblau", "rate", "0.02"), labtest.Usual, locale.English)
		finish(other, showBasins(other))
		return other.Panes()
	}())
	if showBasins(s); strings.Contains(s.Text(), "basins ━") || s.Text() == with {
		t.Errorf("the key does not lead back:\n%s", s.Text())
	}
}

// A click on the map of a descent gives the ball with the focus the start and the
// step size of the cell, and the ball ends where the cell says.
func TestBasinsOfADescentTakeClicks(t *testing.T) {
	t.Parallel()
	m := labtest.Moment(t, labtest.Entry(t, "descent"), 0, wShape("starts", "1")...)
	s := labtest.Open(t, m, labtest.Size{W: 120, H: 40}, locale.English)
	s.Keys("tab z")
	finish(s, showBasins(s))
	r := s.Pane("basins")
	letters := map[rune]bool{}
	for _, at := range []labtest.Cell{{X: r.X + 10, Y: r.Y + r.H - 9}, {X: r.X + 50, Y: r.Y + r.H - 12}, {X: r.X + 14, Y: r.Y + r.H - 15}} {
		letter := s.Grid().At(at.X, at.Y).Rune()
		letters[letter] = true
		s.Click(at)
		setup := s.App.Moment()
		run, err := experiment.NewDescent(labtest.Moment(t, labtest.Entry(t, "descent"), 0,
			wShape("starts", value(t, setup, "starts"), "rates", value(t, setup, "rates"))...).Setup, nil)
		if err != nil {
			t.Fatal(err)
		}
		for range 1000 {
			run.Step()
		}
		ball := &run.Balls()[0]
		want := 'A'
		if ball.W > 0 {
			want = 'B'
		}
		if letter != want || ball.Start == 1 || ball.Rate == 0.02 {
			t.Errorf("the cell %v is of %c, and from %v with µ = %v a ball ends at %v", at, letter, ball.Start, ball.Rate, ball.W)
		}
		if text := s.Text(); !strings.Contains(text, "from w = "+sim.FormatNumber(ball.Start)+", µ = "+sim.FormatNumber(ball.Rate)+": "+string(letter)) {
			t.Errorf("the start at w = %v with µ = %v is not spelt out:\n%s", ball.Start, ball.Rate, text)
		}
	}
	if len(letters) < 2 {
		t.Errorf("all clicks were on %v", letters)
	}
}

// value is the text of a parameter at a moment, edits included.
func value(t *testing.T, m sim.Moment, name string) string {
	t.Helper()
	text := m.Setup.Value(name).String()
	for _, e := range m.Edits {
		if e.Name == name {
			text = e.Value.String()
		}
	}
	return text
}

// The map fits boxes of any size, as does what is shown while it is made.
func TestBasinsFillEverySize(t *testing.T) {
	t.Parallel()
	for lab, changes := range map[string][]string{"race": {"f", "booth", "rate", "0.05"}, "descent": {"f", "w^2"}} {
		s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, lab), 3, changes...), labtest.Usual, locale.Korean)
		cmd := showBasins(s)
		sizes := []labtest.Size{{W: 1, H: 1}, {W: 12, H: 3}, {W: 20, H: 8}, {W: 40, H: 12}, {W: 73, H: 15}, {W: 120, H: 40}, {W: 200, H: 60}, {W: 80, H: 24}}
		for _, size := range sizes {
			s.Resize(size)
			s.Text()
		}
		finish(s, cmd)
		for _, keys := range []string{"z", "z"} {
			for _, size := range sizes {
				s.Resize(size)
				if rows := strings.Split(s.Frame(), "\n"); len(rows) != size.H {
					t.Errorf("%s at %v has %d rows", lab, size, len(rows))
				}
			}
			s.Keys(keys)
		}
	}
}

func BenchmarkBasinFrame(b *testing.B) {
	s := labtest.Open(b, labtest.Moment(b, labtest.Entry(b, "race"), 0, "f", "himmelblau", "rate", "0.01"), labtest.Size{W: 200, H: 60}, locale.English)
	s.Keys("z")
	finish(s, showBasins(s))
	b.ReportAllocs()
	for b.Loop() {
		s.Keys("right")
		s.Frame()
	}
}

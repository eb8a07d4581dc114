package labs_test

import (
	"context"
	"math"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nabla/internal/labtest"
	"nabla/locale"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/chart"
)

// aroundXOR is a small network on XOR.
var aroundXOR = []string{"data", "xor", "samples", "60", "hidden", "4"}

// landscapeAt is the landscape that the screen is to show.
func landscapeAt(t *testing.T, step int, plane experiment.LandscapePlane, changes ...string) *experiment.LossLandscape {
	t.Helper()
	setup := labtest.Moment(t, labtest.Entry(t, "train"), 0, changes...).Setup
	run, err := experiment.NewTrain(setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	l := experiment.LandscapeOf{Start: sim.NewTimeline(run).Start(), Step: step, Seed: setup.Seed, Plane: plane}.Begin()
	l.Work(context.Background(), math.MaxInt)
	return l
}

// press presses a key and returns the command that it leads to.
func press(s *labtest.Session, key tea.KeyPressMsg) tea.Cmd {
	_, cmd := s.App.Update(key)
	return cmd
}

// showLandscape turns to the landscape and returns the command that it leads to.
func showLandscape(s *labtest.Session) tea.Cmd {
	s.Keys("z h")
	return press(s, tea.KeyPressMsg{Code: 'h', Text: "h"})
}

// The numbers on the screen are those of the landscape, κ and 2/κ can be worked out
// from them, and the key c leads to the other plane.
func TestLandscapeNumbersOnScreen(t *testing.T) {
	t.Parallel()
	for _, language := range labtest.Languages {
		s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "train"), 20, aroundXOR...), labtest.Size{W: 140, H: 46}, language)
		cmd := showLandscape(s)
		if !strings.Contains(s.Text(), "0 %") {
			t.Errorf("%v: no share is shown:\n%s", language, s.Text())
		}
		finish(s, cmd)
		showsLandscape(s, landscapeAt(t, 20, experiment.PathPlane, aroundXOR...))
		finish(s, press(s, tea.KeyPressMsg{Code: 'c', Text: "c"}))
		showsLandscape(s, landscapeAt(t, 20, experiment.RandomPlane, aroundXOR...))
		if m := s.App.Moment(); m.Step != 20 || len(m.Edits) != 0 {
			t.Errorf("the landscape leads to %v", m)
		}
	}
}

func showsLandscape(s *labtest.Session, l *experiment.LossLandscape) {
	s.Helper()
	text := strings.ReplaceAll(s.Text(), "−", "-")
	_, lowest := l.Lowest()
	for _, want := range []string{"L(0, 0) = " + chart.Number(l.Center()), chart.Number(lowest)} {
		if !strings.Contains(text, want) {
			s.Errorf("no %q on the screen:\n%s", want, text)
		}
	}
	rows := map[string][]float64{}
	for line := range strings.Lines(text) {
		_, line, _ = strings.Cut(strings.TrimRight(line, "┃\n "), "  ")
		fields := strings.Fields(line)
		for i, name := range fields {
			switch name {
			case "‖d‖", "h", "L(-h)", "L(0)", "L(h)", "κ", "2/κ":
				for _, number := range fields[i+1:] {
					if x, err := strconv.ParseFloat(number, 64); err == nil && len(rows[name]) < 2 {
						rows[name] = append(rows[name], x)
					} else if number == "–" {
						rows[name] = append(rows[name], math.NaN())
					}
				}
			}
		}
	}
	for axis := range 2 {
		at := func(name string) float64 {
			if len(rows[name]) != 2 {
				s.Fatalf("row %s has %v:\n%s", name, rows[name], text)
			}
			return rows[name][axis]
		}
		c := l.Curvature(axis)
		if at("L(0)") != c.Here || at("L(h)") != c.After || at("L(-h)") != c.Before || at("h") != c.H || at("‖d‖") != c.Length {
			s.Errorf("axis %d: the screen has %v, the landscape %+v", axis, rows, c)
		}
		way := at("h") * at("‖d‖")
		k := (at("L(h)") - 2*at("L(0)") + at("L(-h)")) / (way * way)
		if off := math.Abs(k - at("κ")); off > 1e-4*math.Abs(k) {
			s.Errorf("axis %d: κ = %v on the screen, %v by hand", axis, at("κ"), k)
		}
		if limit := at("2/κ"); math.IsNaN(limit) != (at("κ") <= 0) || math.Abs(limit-2/at("κ")) > 1e-3*limit {
			s.Errorf("axis %d: 2/κ = %v on the screen", axis, limit)
		}
	}
}

// The surface shows what was worked out for the map, and keys turn it.
func TestLandscapeIsWorkedOutOnce(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "train"), 20, aroundXOR...), labtest.Usual, locale.English)
	finish(s, showLandscape(s))
	cmd := press(s, tea.KeyPressMsg{Code: 'h', Text: "h"})
	s.App.View() // a pane that is new on the screen is asked once it has been drawn
	if cmd != nil {
		if _, again := s.App.Update(cmd()); again != nil {
			t.Error("the surface has something worked out again")
		}
	}
	still := s.Frame()
	if !strings.Contains(s.Text(), "L(0, 0) = ") {
		t.Errorf("there is no surface:\n%s", s.Text())
	}
	s.Keys("j u")
	if s.Frame() == still {
		t.Error("the keys do not turn it")
	}
	s.Keys("k v")
	labtest.Same(t, "turned there and back", s.Frame(), still)
}

// What the map began the surface goes on with.
func TestLandscapeGoesOnInTheOtherPane(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "train"), 60, "data", "moons", "samples", "400"), labtest.Usual, locale.English)
	cmd := showLandscape(s)
	_, cmd = s.App.Update(cmd())
	s.Keys("h")
	_, cmd = s.App.Update(cmd())
	_, _ = s.App.Update(cmd())
	if strings.Contains(s.Text(), " 0 %") {
		t.Errorf("it begins anew:\n%s", s.Text())
	}
}

// Another step is worked out while the landscape of the one before stays; another
// setup begins with nothing. At step 0 there is no path: the screen says so.
func TestLandscapeOfAnotherStep(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "train"), 20, aroundXOR...), labtest.Size{W: 140, H: 46}, locale.English)
	finish(s, showLandscape(s))
	cmd := press(s, tea.KeyPressMsg{Code: tea.KeyRight})
	text := s.Text()
	for _, want := range []string{"step 20 · 21: 0 %", "step 20: L(0, 0) = ", "step 21 is above ("} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q while it is worked out:\n%s", want, text)
		}
	}
	finish(s, cmd)
	showsLandscape(s, landscapeAt(t, 21, experiment.PathPlane, aroundXOR...))
	if strings.Contains(s.Text(), "is above") {
		t.Errorf("the run is still elsewhere:\n%s", s.Text())
	}
	s.Command("samples=61")
	if !strings.Contains(s.Text(), " 0 %") || strings.Contains(s.Text(), "L(0, 0)") {
		t.Errorf("another setup has the landscape of the one before:\n%s", s.Text())
	}
	for _, language := range labtest.Languages {
		s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "train"), 0, aroundXOR...), labtest.Size{W: 140, H: 46}, language)
		finish(s, showLandscape(s))
		words := locale.For(language)
		for _, want := range []string{
			string([]rune(words.T("loss-landscape.no-path"))[:12]),
			words.T("loss-landscape.random-plane", "Step", 0),
		} {
			if !strings.Contains(s.Text(), want) {
				t.Errorf("at step 0 the screen does not say why the plane is random, %q:\n%s", want, s.Text())
			}
		}
		showsLandscape(s, landscapeAt(t, 0, experiment.RandomPlane, aroundXOR...))
	}
}

package labs_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nabla/internal/labtest"
	"nabla/locale"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// everyone is as many optimisers as may race.
const everyone = "newton,damped-newton,adam(lr=0.2),bfgs,cg,nelder-mead,lbfgs,momentum"

// raceScenes are the lab race in other places than the one it begins in.
func raceScenes() []scene {
	return []scene{
		{lab: "race", name: "everyone", changes: []string{"f", "himmelblau", "start", "-1,-0.5", "optimizers", everyone}, keys: "b b"},
		{lab: "race", name: "saddle", changes: []string{"f", "saddle", "start", "1,0", "optimizers", "newton,sgd(lr=0.1),bfgs"}},
		{lab: "race", name: "quadratic", changes: []string{"f", "ravine", "rate", "0.021", "optimizers", "sgd,momentum,cg"}, keys: "x"},
		{lab: "race", name: "turned", changes: []string{"f", "six-hump-camel"}, keys: "tab tab tab z j j u u"},
	}
}

func raceAt(t *testing.T, m []string, step int) *experiment.Race {
	t.Helper()
	run, err := experiment.NewRace(labtest.Moment(t, labtest.Entry(t, "race"), 0, m...).Setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range step {
		run.Step()
	}
	return run
}

// The ranking, the step and the curvature on the screen are those of the report.
func TestRaceNumbers(t *testing.T) {
	t.Parallel()
	tests := [][]string{
		nil,
		{"f", "himmelblau", "start", "-1,-0.5", "optimizers", everyone},
		{"f", "ravine", "rate", "0.015", "optimizers", "sgd,momentum,nesterov,newton"},
		{"f", "sin(x)*y + x^2/9 + y^2/7", "optimizers", "nadam(lr=0.05),radam(lr=0.1),lion(lr=0.01),adagrad(lr=0.5),adadelta(lr=1)"},
	}
	for _, changes := range tests {
		for _, step := range []int{0, 1, 40} {
			m := labtest.Moment(t, labtest.Entry(t, "race"), step, changes...)
			report, ok := raceAt(t, changes, step).Report().(experiment.RaceReport)
			if !ok {
				t.Fatal("the report is another one's")
			}
			for _, language := range labtest.Languages {
				showsRace(labtest.Open(t, m, labtest.Size{W: 200, H: 60}, language), report)
			}
		}
	}
}

func showsRace(s *labtest.Session, report experiment.RaceReport) {
	s.Helper()
	for range report.Runs {
		s.Keys("b")
	}
	ranking := s.Lines("ranking")
	for i, r := range report.Runs {
		norm := math.Hypot(r.Gradient[0], r.Gradient[1])
		evals := strconv.Itoa(r.Evaluations.Value + r.Evaluations.Gradient + r.Evaluations.Hessian)
		want := string(rune('a'+i)) + " " + r.Optimizer
		found := false
		for _, line := range ranking {
			line = strings.Join(strings.Fields(line), " ")
			if strings.Contains(line, want+" ") {
				found = strings.Contains(line, want+" "+chart.Number(r.F)+" "+chart.Number(norm)+" "+evals+" ")
			}
		}
		if !found {
			s.Errorf("no row of the ranking has %s, f = %s, ‖∇f‖ = %s, %s evaluations:\n%s",
				want, chart.Number(r.F), chart.Number(norm), evals, strings.Join(ranking, "\n"))
		}
		inside := strings.Join(s.Lines("inside"), "\n")
		if !strings.Contains(inside, string(rune('a'+i))+" "+r.Optimizer) {
			s.Errorf("the inside is not that of %s:\n%s", r.Optimizer, inside)
		}
		for _, line := range s.Lines("inside") {
			worksOut(s, line)
		}
		text := strings.Join(s.Lines("inside"), "\n")
		for _, value := range r.Eigenvalues {
			if want := strconv.FormatFloat(value, 'g', 5, 64); !strings.Contains(text, trimmed(want)) {
				s.Errorf("the curvature of %s does not name λ = %s:\n%s", r.Optimizer, want, text)
			}
		}
		s.Keys("b")
	}
}

// trimmed is a number without the zeros at its end.
func trimmed(text string) string {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// The mouse drags the start.
func TestDraggedStart(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "race"), 5), labtest.Size{W: 120, H: 40}, locale.English)
	pane := s.Pane("race-map")
	from, to := labtest.Cell{X: pane.X + 12, Y: pane.Y + 4}, labtest.Cell{X: pane.X + 30, Y: pane.Y + 7}
	s.Drag(from, to)
	s.Drag(from, to)
	m := s.App.Moment()
	parts := strings.Split(m.Setup.Value("start").String(), ",")
	if len(parts) != 2 {
		t.Fatalf("the start is %q", m.Setup.Value("start"))
	}
	x, err := strconv.ParseFloat(parts[0], 64)
	if err != nil || x < -2 || x > 2 {
		t.Errorf("the start is %q", m.Setup.Value("start"))
	}
}

// Of several starts the mouse drags the nearest, and the others stay.
func TestDraggedStarts(t *testing.T) {
	t.Parallel()
	m := labtest.Moment(t, labtest.Entry(t, "race"), 5, "start", "(-4,4),(4,-4)", "optimizers", "sgd,adam(lr=0.1)")
	s := labtest.Open(t, m, labtest.Size{W: 120, H: 40}, locale.English)
	pane := s.Pane("race-map")
	from, to := labtest.Cell{X: pane.X + 40, Y: pane.Y + 10}, labtest.Cell{X: pane.X + 30, Y: pane.Y + 7}
	s.Drag(from, to)
	got := s.App.Moment().Setup.Value("start").String()
	if !strings.HasPrefix(got, "(-4,4),(") || got == "(-4,4),(4,-4)" {
		t.Errorf("the starts are %q", got)
	}
}

// Keys and the mouse turn the surface, and leave the run as it is.
func TestTurnedSurface(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "race"), 5), labtest.Size{W: 120, H: 40}, locale.English)
	still := s.Frame()
	s.Keys("j u")
	turned := s.Frame()
	if turned == still {
		t.Error("the keys do not turn it")
	}
	s.Keys("k v")
	labtest.Same(t, "turned there and back", s.Frame(), still)
	pane := s.Pane("relief")
	from := labtest.Cell{X: pane.X + 20, Y: pane.Y + 8}
	s.Drag(from, labtest.Cell{X: from.X + 6, Y: from.Y + 2})
	if s.Frame() == still {
		t.Error("the mouse does not turn it")
	}
	if m := s.App.Moment(); m.Step != 5 || len(m.Edits) != 0 {
		t.Errorf("turning leads to %v", m)
	}
}

// A racer that arrived first is first when sorted by arrival.
func TestRankingByArrival(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "race"), 60, "f", "rosenbrock", "rate", "0.001", "optimizers", "bfgs,newton,sgd"), labtest.Size{W: 200, H: 60}, locale.English)
	s.Keys("x")
	rows := s.Lines("ranking")
	for i, name := range []string{"newton", "bfgs", "sgd"} {
		if !strings.Contains(rows[1+i], name) {
			t.Errorf("row %d is %q, want %s", i, rows[1+i], name)
		}
	}
}

// BenchmarkRaceTurned is a key that turns the surface, to the frame that shows it.
func BenchmarkRaceTurned(b *testing.B) {
	app, err := model.New(model.Options{
		Entries: labs.All(), Moment: labtest.Moment(b, labtest.Entry(b, "race"), 100, "optimizers", everyone, "f", heaviest), Language: locale.English,
		Theme: theme.Options{Dark: true}, Width: 120, Height: 40, Paused: true,
	})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		app.Update(tea.KeyPressMsg{Code: 'j', Text: "j"})
		if len(app.View().Content) == 0 {
			b.Fatal("no frame")
		}
	}
}

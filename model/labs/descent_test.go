package labs_test

import (
	"strconv"
	"strings"
	"testing"

	"nabla/internal/labtest"
	"nabla/locale"
	"nabla/sim/experiment"
)

func descentScenes() []scene {
	return []scene{
		{lab: "descent", name: "rates", step: 2},
		{lab: "descent", name: "hill", changes: wShape()},
		{lab: "descent", name: "newton", step: 1, changes: wShape("method", "newton", "starts", "0.1,1.7")},
		{lab: "descent", name: "mended", step: 3, changes: wShape("method", "newton-mended", "starts", "0.1,1.7")},
		{lab: "descent", name: "momentum", step: 8, changes: wShape("method", "momentum", "noise", "2", "schedule", "cosine", "spread", "20")},
		{lab: "descent", name: "golden", step: 4, changes: []string{"method", "golden", "f", "cos(w)", "starts", "2"}},
		{lab: "descent", name: "max", step: 6, changes: []string{"method", "bisection", "f", "sin(w)", "starts", "1,4", "goal", "max"}},
	}
}

// The table of the methods, the words over the steps needed and the factors are
// those that the experiment works out by itself, in both languages.
func TestDescentTablesAreThoseOfTheExperiment(t *testing.T) {
	t.Parallel()
	m := labtest.Moment(t, labtest.Entry(t, "descent"), 3, "f", "w^2", "starts", "3", "rates", "0.4,0.6,1.2")
	d, err := experiment.NewDescent(m.Setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	comparison := d.Compare(3, 0.4)
	if comparison.Work(t.Context(), 1_000_000) {
		t.Fatal("the comparison is not done")
	}
	trials := comparison.Trials()
	for _, language := range labtest.Languages {
		s := labtest.Open(t, m, labtest.Size{W: 200, H: 60}, language)
		words, table := locale.For(language), strings.Join(s.Lines("balls"), "\n")
		for _, trial := range trials {
			row := ""
			for line := range strings.Lines(table) {
				if strings.HasPrefix(strings.Trim(line, " ›"), trial.Method.String()+" ") {
					row = line
				}
			}
			want := []string{trial.Method.String(), strconv.Itoa(trial.Steps), strconv.FormatFloat(trial.Digits, 'f', 1, 64), words.T("ending.global-min")}
			if got := fields(strings.TrimSuffix(row, "\n")); len(got) < 5 || strings.Join(got[:4], "|") != strings.Join(want, "|") {
				t.Errorf("%v: the row of %v is %q, want %q", language, trial.Method, got, want)
			}
		}
		s.Keys("h")
		if text := strings.Join(s.Lines("descent-sweep"), "\n"); !strings.Contains(text, "L = |f″(0)| = 2 · ") || !strings.Contains(text, "2/L = 1 ") {
			t.Errorf("%v: the limit of µ is not said:\n%s", language, text)
		}
		text := strings.Join(s.Lines("descent-rates"), "\n")
		for _, want := range []string{"1−0.4·2=0.2 ", "1−0.6·2=-0.2 ", "1−1.2·2=-1.4 "} {
			if !strings.Contains(text, want) {
				t.Errorf("%v: no factor %q:\n%s", language, want, text)
			}
		}
	}
}

// What is worked out below the curve gives, by hand, where each method goes next.
func TestDescentWorkedSteps(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		changes []string
		step    int
		worked  string
		said    string // of the step's direction, part of it
	}{
		{[]string{"method", "gd", "rates", "0.4"}, 0, "w ← 3 − 0.4·6 = 0.6", "slope + (f′ = 6)  →  step − (Δw = -2.4)"},
		{[]string{"method", "momentum", "rates", "0.1", "beta", "0.5"}, 1, "w ← 2.4 − 0.1·(0.5·6 + 4.8) = 1.62", "slope +"},
		{[]string{"method", "newton"}, 0, "w ← 3 − 6/2 = 0", "slope +"},
		{[]string{"method", "newton-mended"}, 0, "w ← 3 − 2 = 1", "cut to 2"},
		{[]string{"method", "bisection"}, 1, "w ← (", "slope"},
		{[]string{"method", "golden"}, 1, " + 0.381966·", "slope"},
		{[]string{"method", "secant"}, 1, "w ← 2.92 − 5.84·(-0.08)/(-0.16) = 0", "slope +"},
		{[]string{"method", "newton", "f", "w-shape", "starts", "0.1"}, 0, "w ← 0.1 − 0.404/(-5.88) = 0.16871", "f″ = -5.88 ≤ 0: Newton's step climbs"},
		{[]string{"method", "newton-mended", "f", "w-shape", "starts", "0.1"}, 0, "w ← 0.1 − 0.404/|-5.88| = 0.03129", "with |f″|"},
	} {
		changes := append([]string{"f", "w^2", "starts", "3", "rates", "0.4"}, test.changes...)
		s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "descent"), test.step, changes...), labtest.Size{W: 200, H: 60}, locale.English)
		text := strings.Join(s.Lines("landscape"), "\n")
		if !strings.Contains(text, test.worked) || !strings.Contains(text, test.said) {
			t.Errorf("%v at step %d: want %q and %q:\n%s", test.changes, test.step, test.worked, test.said, text)
		}
	}
}

// Balls that are spread have no start of their own: the mouse gives them the focus
// and changes nothing.
func TestSpreadBallsAreNotDragged(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Small(t, labtest.Entry(t, "descent"), 0, wShape("spread", "4")...), labtest.Size{W: 120, H: 40}, locale.English)
	from := ball(s)
	s.Drag(from, labtest.Cell{X: from.X + 8, Y: from.Y})
	if m := s.App.Moment(); len(m.Edits) != 0 {
		t.Errorf("the drag has made the edits %v", m.Edits)
	}
	if rows := s.Lines("balls"); !strings.HasPrefix(rows[2], "›") {
		t.Errorf("the ball that was clicked has no focus:\n%s", strings.Join(rows, "\n"))
	}
}

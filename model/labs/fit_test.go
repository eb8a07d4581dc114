package labs_test

import (
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nabla/internal/labtest"
	"nabla/locale"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// fitScenes are the lab fit in other modes than the one it begins in.
func fitScenes() []scene {
	return []scene{
		{lab: "fit", name: "station", changes: []string{"pace", "station", "point", "17"}, step: 11},
		{lab: "fit", name: "standard", changes: []string{"scale", "standard"}, step: 8, keys: "b"},
		{lab: "fit", name: "diverged", changes: []string{"rate", "0.17"}, step: 20},
		{lab: "fit", name: "sine", changes: []string{"data", "sine", "curve", "sine"}, step: 20, keys: "p w w w"},
		{lab: "fit", name: "bce", changes: []string{"data", "logistic", "curve", "logistic", "loss", "bce", "optimizer", "adam"}},
	}
}

// The numbers of the loop are those of the report, and each line of it comes to
// what stands at its end when it is worked out again with what stands in it.
func TestFitNumbers(t *testing.T) {
	t.Parallel()
	tests := [][]string{
		nil,
		{"data", "iris", "point", "120"},
		{"loss", "huber", "start", "10,-3", "point", "20"},
		{"loss", "mae", "point", "5"},
		{"data", "cubic", "curve", "cubic", "point", "7"},
		{"data", "quadratic", "curve", "quadratic", "scale", "minmax"},
		{"data", "sine", "curve", "sine", "optimizer", "adam"},
		{"data", "logistic", "curve", "logistic"},
		{"data", "logistic", "curve", "logistic", "loss", "bce", "point", "20"},
		{"rate", "0.2", "point", "10"},
	}
	for _, changes := range tests {
		for _, step := range []int{0, 3, 100} {
			m := labtest.Moment(t, labtest.Entry(t, "fit"), step, changes...)
			run, err := experiment.NewFit(m.Setup, nil)
			if err != nil {
				t.Fatal(err)
			}
			for range step {
				run.Step()
			}
			r, ok := run.Report().(experiment.FitReport)
			if !ok {
				t.Fatal("the report is another one's")
			}
			next := run.Next()
			for _, language := range labtest.Languages {
				for _, size := range []labtest.Size{{W: 200, H: 60}, {W: 120, H: 40}, {W: 80, H: 24}} {
					s := labtest.Open(t, m, size, language)
					showsFit(s, fmt.Sprint(changes, " at ", step), r, next, size.W == 200)
				}
			}
		}
	}
}

// showsFit checks the loop; whole is that there is room for all of it.
func showsFit(s *labtest.Session, what string, r experiment.FitReport, next experiment.Theta, whole bool) {
	s.Helper()
	rows := s.Lines("loop")
	if words := locale.For(s.Language).T("fit.updates", "Count", r.Update); !strings.Contains(s.Text(), words) {
		s.Errorf("%s: the screen does not say %q", what, words)
	}
	for _, line := range rows {
		reworked(s, what, line)
		if strings.Contains(line, "…") && !strings.Contains(line, "ℓ₁ + … + ℓₙ") {
			s.Errorf("%s: numbers are cut: %q", what, line)
		}
	}
	if !whole {
		return
	}
	i := strings.Map(func(digit rune) rune { return digit - '0' + '₀' }, fmt.Sprint(r.Point.Number))
	agree(s, what+": ŷ", result(s, rows, "│ ↓   ŷ"+i), r.Point.Prediction, 1e-2)
	agree(s, what+": L", result(s, rows, "│ ↓   L = "), r.Loss, 1e-4)
	text := strings.Join(rows, "\n")
	for j, name := range r.Names {
		found := regexp.MustCompile(`∂L/∂` + name + ` = \S+/\d+ = (\S+)`).FindStringSubmatch(text)
		if found == nil {
			s.Errorf("%s: there is no ∂L/∂%s:\n%s", what, name, text)
			continue
		}
		agree(s, what+": ∂L/∂"+name, found[1], r.Gradient[j], 1e-4)
		found = regexp.MustCompile(name + ` ← .* = (\S+)`).FindStringSubmatch(text)
		if found == nil || math.Abs(number(s, found[1])-next[j]) > 1e-3*max(0.01, math.Abs(next[j])) {
			s.Errorf("%s: %s comes to %v and the screen says %q", what, name, next[j], found)
		}
	}
}

var (
	fitSum      = regexp.MustCompile(`L = (?:\S+ \+ … \+ \S+ = )?` + num + `/(\d+) = ` + num)
	fitMean     = regexp.MustCompile(`∂L/∂. = ` + num + `/(\d+) = ` + num)
	fitSquare   = regexp.MustCompile(`= (½·)?\(` + num + ` − ` + num + `\)² = ` + num)
	fitDistance = regexp.MustCompile(`\|` + num + ` − ` + num + `\|( − ½)? = ` + num)
	fitPart     = regexp.MustCompile(`[=:] (2·)?` + num + `·` + num + ` = ` + num)
	fitUpdate   = regexp.MustCompile(`(?:←|= )\s?` + num + `\s?−\s?` + num + `·` + num + `\s?=\s?` + num)
	fitLine     = regexp.MustCompile(`ŷ\S+ = ` + num + `·` + num + ` ([+−]) ` + num + ` = ` + num)
	fitScaled   = regexp.MustCompile(`= \(` + num + ` − ` + num + `\)/` + num + ` = ` + num)
)

// reworked works a line out again. What it comes to must be what is printed, to
// about a unit of its last place.
func reworked(s *labtest.Session, what, line string) {
	s.Helper()
	check := func(got float64, printed string) {
		s.Helper()
		mantissa, exponent, _ := strings.Cut(strings.Trim(printed, "()"), "e")
		_, places, _ := strings.Cut(mantissa, ".")
		power := 0
		_, _ = fmt.Sscan(exponent, &power)
		want := number(s, strings.Trim(printed, "()"))
		// Zeros at the end are not printed: a few parts in a thousand are allowed.
		unit := max(math.Pow(10, float64(power-len(places))), 1e-3*math.Abs(want))
		if math.Abs(got-want) > 1.1*unit {
			s.Errorf("%s: %q comes to %v", what, line, got)
		}
	}
	sized := func(m []string, from int) (v [4]float64) {
		for i := range min(len(m)-from, 4) {
			if m[from+i] != "" {
				v[i] = number(s, m[from+i])
			}
		}
		return v
	}
	for _, mean := range []*regexp.Regexp{fitSum, fitMean} {
		if m := mean.FindStringSubmatch(line); m != nil {
			v := sized(m, 1)
			check(v[0]/v[1], m[3])
		}
	}
	if m := fitSquare.FindStringSubmatch(line); m != nil {
		v := sized(m, 2)
		square := (v[0] - v[1]) * (v[0] - v[1])
		if m[1] != "" {
			square /= 2
		}
		check(square, m[4])
	}
	if m := fitDistance.FindStringSubmatch(line); m != nil {
		distance := math.Abs(number(s, m[1]) - number(s, m[2]))
		if m[3] != "" {
			distance -= 0.5
		}
		check(distance, m[4])
	}
	if m := fitPart.FindStringSubmatch(line); m != nil && strings.Contains(line, "∂ℓ") {
		v := sized(m, 2)
		part := v[0] * v[1]
		if m[1] != "" {
			part *= 2
		}
		check(part, m[4])
	}
	if m := fitUpdate.FindStringSubmatch(line); m != nil {
		v := sized(m, 1)
		check(v[0]-v[1]*v[2], m[4])
	}
	if m := fitLine.FindStringSubmatch(line); m != nil {
		v := number(s, m[4])
		if m[3] == "−" {
			v = -v
		}
		check(number(s, m[1])*number(s, m[2])+v, m[5])
	}
	if m := fitScaled.FindStringSubmatch(line); m != nil {
		v := sized(m, 1)
		check((v[0]-v[1])/v[2], m[4])
	}
}

// Station by station the loop shows nothing of what is still to come, and lights
// the station that was passed last.
func TestFitStationsComeOneByOne(t *testing.T) {
	t.Parallel()
	e := labtest.Entry(t, "fit")
	for step, want := range map[int][4]bool{
		0: {}, 1: {true}, 2: {true, true}, 3: {true, true, true}, 4: {true, true, true, true}, 5: {true},
	} {
		s := labtest.Open(t, labtest.Moment(t, e, step, "pace", "station"), labtest.Size{W: 200, H: 60}, locale.English)
		text := strings.Join(s.Lines("loop"), "\n")
		for i, sign := range []string{"ŷ₁ = ", "ℓ₁ = ", "∂ℓ₁/∂w = ", "w ← "} {
			if strings.Contains(text, sign) != want[i] {
				t.Errorf("step %d, %q: %v, want %v\n%s", step, sign, !want[i], want[i], text)
			}
		}
		lit := strings.Count(text, "●")
		if (step == 0) != (lit == 0) || lit > 1 {
			t.Errorf("step %d: %d stations are lit\n%s", step, lit, text)
		}
	}
}

// A click on a point, or the key, works out another one; a drag on the map puts the
// parameters where it ends; a click on a station lights it.
// The squares of all errors are drawn on request, for the loss that is made of them.
func TestFitSquaresOfAll(t *testing.T) {
	t.Parallel()
	for loss, drawn := range map[string]bool{"mse": true, "mae": false} {
		s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "fit"), 3, "loss", loss), labtest.Size{W: 160, H: 50}, locale.English)
		ink := func() int {
			return len(strings.ReplaceAll(strings.Join(s.Lines("fit"), ""), " ", ""))
		}
		before := ink()
		s.Keys("d")
		if more := ink() > before; more != drawn {
			t.Errorf("%s: squares drawn: %v, want %v", loss, more, drawn)
		}
		s.Keys("d")
		if after := ink(); after != before {
			t.Errorf("%s: after a second key there is more ink than at first", loss)
		}
	}
}

func TestFitByMouse(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "fit"), 4), labtest.Size{W: 120, H: 40}, locale.English)
	s.Keys("b")
	if !strings.Contains(s.Text(), "point 2/20") {
		t.Errorf("after b:\n%s", s.Text())
	}
	pane := s.Pane("fit")
	last := labtest.Cell{}
	for y, row := range s.Lines("fit") {
		for x, r := range []rune(row) {
			if r == '●' && x > last.X-pane.X {
				last = labtest.Cell{X: pane.X + x, Y: pane.Y + y}
			}
		}
	}
	s.Click(last)
	if !strings.Contains(s.Text(), "point 20/20") {
		t.Errorf("after a click on the last point:\n%s", s.Text())
	}
	s.Keys("up")
	if m := s.App.Moment(); len(m.Edits) != 0 {
		t.Errorf("choosing a point has edited the run: %v", m.Edits)
	}
	chart := s.Pane("loss-map")
	s.Drag(labtest.Cell{X: chart.X + 20, Y: chart.Y + 5}, labtest.Cell{X: chart.X + 22, Y: chart.Y + 6})
	m := s.App.Moment()
	if len(m.Edits) != 1 || m.Edits[0].Name != "start" || m.Edits[0].Step != 4 {
		t.Fatalf("a drag on the map has made the edits %v", m.Edits)
	}
	loop := s.Pane("loop")
	s.Click(labtest.Cell{X: loop.X + 6, Y: loop.Y})
	if text := strings.Join(s.Lines("loop"), "\n"); strings.Count(text, "●") != 1 {
		t.Errorf("a click on the first station:\n%s", text)
	}
	s.Click(labtest.Cell{X: loop.X + 6, Y: loop.Y})
	if text := strings.Join(s.Lines("loop"), "\n"); strings.Count(text, "●") != 4 {
		t.Errorf("and again:\n%s", text)
	}
}

// A file by its path, its columns by their names.
func TestFitOfAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "heights.csv")
	if err := os.WriteFile(path, []byte("age,height,weight\n1,75,9\n2,86,12\n3,95,14\n4,102,16\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	setup := sim.NewSetup("fit", experiment.FitParams())
	for _, change := range [][2]string{{"data", path}, {"input", "height"}, {"target", "weight"}} {
		var err error
		if setup, err = setup.With(change[0], change[1]); err != nil {
			t.Fatal(err)
		}
	}
	app, err := model.New(model.Options{
		Entries: labs.All(), Moment: sim.Moment{Setup: setup}, Language: locale.English,
		Theme: theme.Options{Dark: true}, Width: 120, Height: 40, Paused: true,
		Files: func(name string) (io.ReadCloser, error) { return os.Open(name) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if text := app.View().Content; !strings.Contains(text, "height") || !strings.Contains(text, "weight") {
		t.Error("the axes are not named by the columns")
	}
}

// BenchmarkFitFrames is a beat of the heaviest fits there are.
func BenchmarkFitFrames(b *testing.B) {
	for name, changes := range map[string][]string{
		"sine":             {"data", "sine", "curve", "sine", "samples", "200"},
		"cubic-mae":        {"data", "cubic", "curve", "cubic", "loss", "mae", "samples", "200"},
		"sine-10000":       {"data", "sine", "curve", "sine", "samples", "10000"},
		"logistic-10000":   {"data", "logistic", "curve", "logistic", "loss", "bce", "samples", "10000"},
		"line-10000-huber": {"loss", "huber", "samples", "10000"},
	} {
		b.Run(name, func(b *testing.B) {
			s := labtest.Open(b, labtest.Moment(b, labtest.Entry(b, "fit"), 0, changes...), labtest.Size{W: 120, H: 40}, locale.English)
			right := tea.KeyPressMsg{Code: tea.KeyRight}
			s.Frame()
			b.ReportAllocs()
			for b.Loop() {
				s.App.Update(right)
				s.Frame()
			}
		})
	}
}

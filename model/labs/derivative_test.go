package labs_test

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nabla/internal/labtest"
	"nabla/locale"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/chart"
)

// derivativeScenes are the modes that the lab does not begin in, and what is to be
// seen at some steps and places.
func derivativeScenes() []scene {
	return []scene{
		{lab: "derivative", name: "wide", step: 2, changes: []string{"rule", "central"}},
		{lab: "derivative", name: "rounding", step: 30},
		{lab: "derivative", name: "slide", step: 90, changes: []string{"mode", "slide"}},
		{lab: "derivative", name: "second", step: 128, changes: []string{"mode", "slide", "h", "0.01"}, keys: "d"},
		{lab: "derivative", name: "corner", step: 4, changes: []string{"f", "abs", "x", "0"}},
		{lab: "derivative", name: "pole", step: 6, changes: []string{"f", "tan(x)", "rule", "backward"}},
	}
}

// atStep is the report of a run of the moment that is stepped by itself.
func derivativeAt(t *testing.T, m sim.Moment) experiment.DerivativeReport {
	t.Helper()
	run, err := experiment.NewDerivative(m.Setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range m.Step {
		run.Step()
	}
	r, ok := run.Report().(experiment.DerivativeReport)
	if !ok {
		t.Fatalf("the report is a %T", run.Report())
	}
	return r
}

// TestDerivativeShowsItsReport holds the worked slope, the newest row of the
// table and what is said of the errors to the report, in both languages.
func TestDerivativeShowsItsReport(t *testing.T) {
	t.Parallel()
	tests := [][]string{
		nil,
		{"rule", "central"},
		{"rule", "backward", "f", "w-shape", "x", "-1.3", "h", "3"},
		{"f", "1/x", "x", "-0.25", "h", "0.01"},
		{"f", "1000exp(x)", "x", "5"},
		{"f", "x/100000", "x", "2"},
		{"mode", "slide"},
		{"mode", "slide", "f", "cliff", "h", "0.1"},
	}
	for _, changes := range tests {
		for _, step := range []int{0, 1, 7, 26, 41, 60, 130} {
			t.Run(fmt.Sprint(changes, " at ", step), func(t *testing.T) {
				t.Parallel()
				m := labtest.Moment(t, labtest.Entry(t, "derivative"), step, changes...)
				r := derivativeAt(t, m)
				for _, language := range labtest.Languages {
					s := labtest.Open(t, m, labtest.Size{W: 200, H: 50}, language)
					showsSlope(s, &r)
					if m.Setup.Value("mode").String() == "slide" {
						showsPlace(s, &r)
					} else {
						showsDistance(s, &r)
					}
				}
			})
		}
	}
}

// showsSlope checks that the slope is worked out in a way that somebody can
// follow with a pocket calculator, from the report's numbers to its slope.
func showsSlope(s *labtest.Session, r *experiment.DerivativeReport) {
	s.Helper()
	text := strings.Join(s.Lines("secant"), "\n")
	from, to, run := r.F, r.After, r.H
	switch r.Rule {
	case "backward":
		from, to = r.Before, r.F
	case "central":
		from, run = r.Before, 2*r.H
	}
	rise := regexp.MustCompile(`Δy = (\S+) − \(?([^\s)]+)\)? = (\S+)`).FindStringSubmatch(text)
	slope := regexp.MustCompile(`Δy/Δx = ([^\s/]+)/(\S+) = (\S+)`).FindStringSubmatch(text)
	if rise == nil || slope == nil {
		s.Errorf("no slope is worked out:\n%s", text)
		return
	}
	number := func(text string) float64 {
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			s.Error(err)
		}
		return x
	}
	near := func(what string, got, want, relative float64) {
		s.Helper()
		if math.Abs(got-want) > relative*math.Abs(want) {
			s.Errorf("%s is %v, want %v:\n%s", what, got, want, text)
		}
	}
	near("the height at the end", number(rise[1]), to, 1e-4)
	near("the height at the beginning", number(rise[2]), from, 1e-4)
	near("Δy", number(rise[3]), to-from, 1e-5)
	near("Δx", number(slope[2]), run, 1e-5)
	near("the slope", number(slope[3]), r.Secant, 1e-4)
	// By hand: the printed heights give the printed Δy, but for what is lost where
	// float64 has no more figures, and that over Δx the printed slope.
	lost := 2e-16 * (math.Abs(to) + math.Abs(from))
	if byHand := number(rise[1]) - number(rise[2]); math.Abs(byHand-(to-from)) > 1e-4*math.Abs(to-from)+lost {
		s.Errorf("the printed heights give %v, and Δy is %v:\n%s", byHand, to-from, text)
	}
	near("Δy over Δx", number(slope[1])/number(slope[2]), r.Secant, 2e-4)
	if want := "f′ = " + figures(r.Exact); !strings.Contains(text, want) {
		s.Errorf("the screen does not say %q:\n%s", want, text)
	}
}

// figures writes a number with five figures, as the screen does.
func figures(x float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 5, 64), 64)
	if err != nil {
		return err.Error()
	}
	return sim.FormatNumber(rounded)
}

// newestRow is the table's row with the pointer, cell by cell.
func newestRow(s *labtest.Session) []string {
	s.Helper()
	for _, row := range slices.Backward(s.Lines("approach")) {
		if strings.HasPrefix(row, "›") {
			return fields(row)
		}
	}
	s.Errorf("no row is the newest:\n%s", strings.Join(s.Lines("approach"), "\n"))
	return nil
}

func showsDistance(s *labtest.Session, r *experiment.DerivativeReport) {
	s.Helper()
	row := newestRow(s)
	if len(row) != 5 || distance(s, row[0]) != r.H || row[2] != chart.Number(r.Error) {
		s.Errorf("the newest row is %q, want h = %v and the error %s", row, r.H, chart.Number(r.Error))
		return
	}
	for i, want := range map[int]float64{1: r.Secant, 3: r.Exact} {
		if got, err := strconv.ParseFloat(row[i], 64); err != nil || math.Abs(got-want) > 6e-9+1e-5*max(0, math.Abs(want)-1e4)+1e-5*max(0, 1e-4-math.Abs(want)) {
			s.Errorf("the newest row is %q, want %v in place %d", row, want, i+1)
		}
	}
}

// distance is the h that a text of the table stands for: a number, a power of two,
// or a number times one.
func distance(s *labtest.Session, text string) float64 {
	s.Helper()
	plain := strings.NewReplacer("⁻", "-", "⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")
	first, power, ok := strings.Cut(text, "·")
	if !ok {
		first, power = "1", text
	}
	if exponent := strings.TrimPrefix(plain.Replace(power), "2"); strings.HasPrefix(exponent, "-") {
		n, err := strconv.Atoi(exponent)
		if err != nil {
			s.Error(err)
		}
		return math.Ldexp(number(s, first), n)
	}
	return number(s, text)
}

func showsPlace(s *labtest.Session, r *experiment.DerivativeReport) {
	s.Helper()
	row := newestRow(s)
	want := []float64{r.X, r.F, r.Exact, r.Second}
	if len(row) != len(want) {
		s.Errorf("the newest row is %q, want the numbers %v", row, want)
		return
	}
	for i := range row {
		if got, err := strconv.ParseFloat(row[i], 64); err != nil || math.Abs(got-want[i]) > 5.1e-6 {
			s.Errorf("the newest row is %q, want %v in place %d", row, want[i], i+1)
		}
	}
}

// Where there is no derivative the screen says so, in both languages, with the
// reason that the report gives.
func TestDerivativeSaysWhereThereIsNone(t *testing.T) {
	t.Parallel()
	for _, f := range []string{"|x|", "relu(x)", "sqrt(x)", "1/x", "sign(x)", "ln(x)"} {
		for _, step := range []int{0, 60} {
			m := labtest.Moment(t, labtest.Entry(t, "derivative"), step, "f", f, "x", "0")
			r := derivativeAt(t, m)
			for _, language := range labtest.Languages {
				s := labtest.Open(t, m, labtest.Size{W: 200, H: 50}, language)
				want := locale.For(language).T("derivative.no-error")
				if !strings.Contains(s.Text(), want) || !strings.Contains(s.Text(), "f′(0)") || language == locale.English && !strings.Contains(s.Text(), r.Problem) {
					t.Errorf("f = %s at 0 in %v: the screen does not say %q and %q:\n%s", f, language, want, r.Problem, s.Text())
				}
			}
		}
	}
}

// The mouse drags the point, in either graph; the run goes on from there.
func TestDerivativePointIsDragged(t *testing.T) {
	t.Parallel()
	for _, pane := range []string{"secant", "slopes"} {
		for _, at := range []labtest.Size{{W: 80, H: 24}, {W: 120, H: 40}} {
			s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "derivative"), 5), at, locale.English)
			points := find(s.Grid(), s.Pane(pane), '○')
			if len(points) != 1 {
				t.Fatalf("%s at %v: the point is at %v:\n%s", pane, at, points, s.Text())
			}
			from := points[0]
			to := labtest.Cell{X: from.X - at.W/10, Y: from.Y}
			s.Drag(from, to)
			x, err := strconv.ParseFloat(s.Holds("x"), 64)
			if err != nil || x >= 1 || x < -2 {
				t.Errorf("%s at %v: x is %v after the drag", pane, at, s.Holds("x"))
			}
			for _, other := range []string{"secant", "slopes"} {
				if got := find(s.Grid(), s.Pane(other), '○'); len(got) != 1 || got[0].X != to.X {
					t.Errorf("%s at %v: the point was let go in column %d and in %s it is at %v:\n%s", pane, at, to.X, other, got, s.Text())
				}
			}
			if m := s.App.Moment(); m.Step != 5 || len(m.Edits) != 1 {
				t.Errorf("%s at %v: the drag made the edits %v at step %d", pane, at, m.Edits, m.Step)
			}
		}
	}
}

// A key shows f″ and hides it again.
func TestDerivativeShowsTheSecond(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "derivative"), 5), labtest.Size{W: 120, H: 40}, locale.English)
	before := s.Frame()
	s.Keys("d")
	if with := s.Frame(); with == before || !strings.Contains(s.Text(), locale.For(locale.English).T("derivative.both")) {
		t.Errorf("d does not show f″:\n%s", s.Text())
	}
	s.Keys("d")
	labtest.Same(t, "f″ shown and hidden", s.Frame(), before)
}

// BenchmarkDerivativeHeaviest is what a key press costs with one of the longest
// formulas there may be: a step with its frame, and the point moved.
func BenchmarkDerivativeHeaviest(b *testing.B) {
	f := "x^2"
	for i := 1; len(f) < 820; i++ {
		f += fmt.Sprintf("+sin(%dx)*exp(-x^2/%d)", i, i)
	}
	for name, keys := range map[string]string{"limit": "right", "slide": "right", "move": "+", "second": "d"} {
		b.Run(name, func(b *testing.B) {
			mode := "limit"
			if name == "slide" {
				mode = name
			}
			s := labtest.Open(b, labtest.Moment(b, labtest.Entry(b, "derivative"), 0, "f", f, "mode", mode), labtest.Size{W: 120, H: 40}, locale.English)
			s.Keys("down down d") // x is chosen
			b.ReportAllocs()
			for b.Loop() {
				s.Keys(keys)
				s.Frame()
			}
		})
	}
}

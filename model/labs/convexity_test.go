package labs_test

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"nabla/internal/labtest"
	"nabla/locale"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/chart"
)

// convexityScenes are the modes that the lab does not begin in, and what is seen
// at the ends of tests.
func convexityScenes() []scene {
	return []scene{
		{lab: "convexity", name: "witness", step: 9},
		{lab: "convexity", name: "max", step: 200, changes: []string{"f", "4 - w^2", "goal", "max"}},
		{lab: "convexity", name: "compare", changes: []string{"mode", "compare"}},
		{lab: "convexity", name: "loss", step: 10, changes: []string{"mode", "loss", "loss", "mae", "a", "-1", "b", "3"}},
		{lab: "convexity", name: "network", step: 11, changes: []string{"mode", "network"}},
	}
}

// TestConvexityShowsItsReport holds the inequality below the curve, the verdict
// and the table of balls to the report of a run stepped by itself.
func TestConvexityShowsItsReport(t *testing.T) {
	t.Parallel()
	tests := [][]string{
		nil,
		{"f", "plateau"},
		{"f", "-w^2", "goal", "max"},
		{"f", "1000000w^2", "a", "-3"},
		{"f", "w^2 + 0.001*sin(50w)"},
		{"mode", "loss", "loss", "huber"},
		{"mode", "loss", "loss", "bce", "truth", "0.3"},
		{"mode", "network"},
		{"mode", "compare"},
	}
	for _, changes := range tests {
		for _, step := range []int{0, 9, 60, 400} {
			t.Run(fmt.Sprint(changes, " at ", step), func(t *testing.T) {
				t.Parallel()
				m := labtest.Moment(t, labtest.Entry(t, "convexity"), step, changes...)
				run, err := experiment.NewConvexity(m.Setup, nil)
				if err != nil {
					t.Fatal(err)
				}
				for range step {
					run.Step()
				}
				for _, language := range labtest.Languages {
					s := labtest.Open(t, m, labtest.Size{W: 200, H: 44}, language)
					switch r := run.Report().(type) {
					case experiment.ConvexityReport:
						showsInequality(s, &r)
						showsVerdict(s, run, &r)
					case experiment.CompareReport:
						showsReleased(s, r.Runs)
					}
				}
			})
		}
	}
}

// decimal reads a number off the screen.
func decimal(s *labtest.Session, text string) (value, unit float64) {
	s.Helper()
	text = strings.Trim(text, "()") // around what is negative
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		s.Error(err)
	}
	mantissa, exponent, _ := strings.Cut(text, "e")
	_, decimals, _ := strings.Cut(mantissa, ".")
	power, _ := strconv.Atoi(exponent)
	return value, math.Pow(10, float64(power-len(decimals)))
}

// showsInequality checks the two lines of the chord's values: their numbers are
// those of the report, and those printed give the printed result.
func showsInequality(s *labtest.Session, r *experiment.ConvexityReport) {
	s.Helper()
	text := strings.Join(s.Lines("chord"), "\n")
	curve := regexp.MustCompile(`[fL]\((\S+)·(\S+) \+ (\S+)·(\S+)\) = −?[fL]\((\S+)\) = (\S+)`).FindStringSubmatch(text)
	chord := regexp.MustCompile(`  ([\d.]+)·(\S+) \+ ([\d.]+)·(\S+) = (\S+)`).FindStringSubmatch(text)
	if curve == nil || chord == nil {
		s.Errorf("the inequality is not worked out:\n%s", text)
		return
	}
	t, _ := decimal(s, curve[1])
	a, _ := decimal(s, curve[2])
	rest, _ := decimal(s, curve[3])
	b, _ := decimal(s, curve[4])
	x, unit := decimal(s, curve[5])
	if t != r.T || math.Abs(rest-(1-t)) > 1e-12 || math.Abs(a-r.A) > 1e-6 || math.Abs(b-r.B) > 1e-6 || math.Abs(t*a+rest*b-x) > 1.01*unit {
		s.Errorf("the point is worked out as %q, the report is %+v", curve[0], r)
	}
	if y, unit := decimal(s, curve[6]); math.Abs(y-r.Curve) > unit {
		s.Errorf("the curve is %q, want %v", curve[6], r.Curve)
	}
	fa, _ := decimal(s, chord[2])
	fb, _ := decimal(s, chord[4])
	y, unit := decimal(s, chord[5])
	_, unitA := decimal(s, chord[2])
	_, unitB := decimal(s, chord[4])
	if unit = max(unit, unitA, unitB); math.Abs(t*fa+rest*fb-y) > 1.01*unit || math.Abs(y-r.Chord) > unit {
		s.Errorf("the chord is worked out as %q, the report is %+v", chord[0], r)
	}
	verdict := " ≤ "
	if r.Gap > 1e-12*(math.Abs(r.Curve)+math.Abs(fa)+math.Abs(fb)) {
		verdict = "✗"
	}
	if !strings.Contains(text, verdict) {
		s.Errorf("the curve is above the chord by %v, and the screen does not say %s:\n%s", r.Gap, verdict, text)
	}
}

// showsVerdict checks the headline, the counts and the witness.
func showsVerdict(s *labtest.Session, run *experiment.Convexity, r *experiment.ConvexityReport) {
	s.Helper()
	words, text := locale.For(s.Language), strings.Join(s.Lines("verdict"), " ")
	text = strings.Join(strings.Fields(text), " ")
	convex, mark := "convexity.undecided", "?"
	switch {
	case !r.Convex:
		convex, mark = "convexity.not", "✗"
	case r.Tested == r.Chords && run.Disagree():
		convex, mark = "convexity.disagree", "✗"
	case r.Tested == r.Chords:
		convex, mark = "convexity.holds-all", "✓"
	}
	if run.Subject().Flipped && mark != "?" {
		convex += "-concave"
	}
	if want := words.T(convex); !strings.HasPrefix(text, want) || !strings.HasPrefix(want, mark) {
		s.Errorf("the verdict does not begin with %q: %s", want, text)
	}
	if want := words.T("convexity.counts", "Tested", r.Tested, "Chords", r.Chords, "Cut", r.Cut); r.Tested > 0 && !strings.Contains(text, want) {
		s.Errorf("the verdict does not say %q: %s", want, text)
	}
	if w := r.Witness; w != nil {
		number := regexp.MustCompile(`a = (\S+), b = (\S+), t = ([\d.]+)\D.*?[fL]\((\S+)\) = (\S+) > [^\d-]*(\S+)`)
		found := number.FindStringSubmatch(text)
		if found == nil {
			s.Errorf("there is no witness: %s", text)
			return
		}
		for i, want := range []float64{w.A, w.B, w.T, w.Point, w.Curve, w.Chord} {
			if got, unit := decimal(s, strings.TrimSuffix(found[i+1], ".")); math.Abs(got-want) > unit {
				s.Errorf("the witness %q is not %+v", found[0], w)
			}
		}
	}
}

// showsReleased checks the table of where each start has led.
func showsReleased(s *labtest.Session, runs []experiment.ReleasedBall) {
	s.Helper()
	rows, n := s.Lines("balls"), len(runs)/2
	words := locale.For(s.Language)
	for i := range n {
		cells := fields(rows[1+i])
		want := []string{sim.FormatNumber(runs[i].Start), chart.Number(runs[i].W), chart.Number(runs[n+i].W)}
		if len(cells) < 6 || strings.Join(cells[1:4], " ") != strings.Join(want, " ") {
			s.Errorf("ball %d: the row is %q, want %q", i+1, cells, want)
			continue
		}
		for k, run := range []experiment.ReleasedBall{runs[i], runs[n+i]} {
			status := words.T("outcome." + run.Status)
			if run.Status == "converged" {
				status = "✓"
			}
			if !strings.HasPrefix(cells[4+k], status) {
				s.Errorf("ball %d: the row is %q, want %s", i+1, cells, status)
			}
		}
	}
}

// The mouse takes the ends of the chord along, and the balls in the mode compare.
func TestDraggedEndIsThePointOfItsChord(t *testing.T) {
	t.Parallel()
	for _, step := range []int{0, 12, 60} {
		s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "convexity"), step), labtest.Size{W: 120, H: 40}, locale.English)
		from := find(s.Grid(), s.Pane("chord"), '●')
		if len(from) == 0 {
			t.Fatalf("there is no end a:\n%s", s.Text())
		}
		to := labtest.Cell{X: from[0].X + 5, Y: from[0].Y}
		s.Drag(from[0], to)
		m := s.App.Moment()
		if len(m.Edits) != 1 || m.Edits[0].Name != "a" || m.Edits[0].Step != step {
			t.Fatalf("at step %d the edits are %v", step, m.Edits)
		}
		if now := find(s.Grid(), s.Pane("chord"), '●'); len(now) == 0 || now[0].X != to.X {
			t.Errorf("at step %d the end was let go in column %d and is in %v:\n%s", step, to.X, now, s.Text())
		}
		run, err := experiment.NewConvexity(m.Setup.WithValue("a", m.Edits[0].Value), nil)
		if err != nil {
			t.Fatal(err)
		}
		if text := strings.Join(s.Lines("chord"), "\n"); !strings.Contains(text, "("+sim.FormatNumber(run.Chord().A)+")") {
			t.Errorf("at step %d the point is not worked out with a = %v:\n%s", step, run.Chord().A, text)
		}
	}
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "convexity"), 0, "mode", "compare"), labtest.Size{W: 120, H: 40}, locale.English)
	at := find(s.Grid(), s.Pane("released"), '■')
	s.Drag(at[len(at)-1], labtest.Cell{X: at[len(at)-1].X - 4, Y: at[len(at)-1].Y})
	m := s.App.Moment()
	if len(m.Edits) != 1 || m.Edits[0].Name != "starts" || m.Edits[0].Value.Numbers()[1] >= 0.1 || m.Edits[0].Value.Numbers()[0] != -1.9 {
		t.Errorf("the second ball was dragged to the left, and the edits are %v", m.Edits)
	}
}

// BenchmarkConvexityHeaviest is what a key press costs with one of the longest
// formulas there may be: a step with its frame, and a restart with its frame.
func BenchmarkConvexityHeaviest(b *testing.B) {
	f := "w^2"
	for i := 1; len(f) < 820; i++ {
		f += fmt.Sprintf("+sin(%dw)*exp(-w^2/%d)", i, i)
	}
	for name, keys := range map[string]string{"step": "right", "restart": "r"} {
		b.Run(name, func(b *testing.B) {
			s := labtest.Open(b, labtest.Moment(b, labtest.Entry(b, "convexity"), 30, "f", f), labtest.Size{W: 120, H: 40}, locale.English)
			b.ReportAllocs()
			for b.Loop() {
				s.Keys(keys)
				s.Frame()
			}
		})
	}
}

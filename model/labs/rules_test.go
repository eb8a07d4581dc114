package labs_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nabla/internal/labtest"
	"nabla/locale"
	"nabla/sim/calculus"
	"nabla/sim/experiment"
	"nabla/views/chart"
)

// longFormula is one whose tree has room only as rows.
const longFormula = "x^2*exp(-x)*cos(x) + sqrt(x^2+1)/ln(x+3)"

// rulesScenes are the lab rules on its way, and what else there is.
func rulesScenes() []scene {
	return []scene{
		{lab: "rules", name: "chain", step: 3},
		{lab: "rules", name: "chosen", step: 1, keys: "o o o o"},
		{lab: "rules", name: "rows", changes: []string{"f", longFormula}, step: 9},
		{lab: "rules", name: "corner", changes: []string{"f", "sin(|x-1|)"}},
	}
}

// rulesAt is the lab rules and, stepped by itself, its experiment.
func rulesAt(t *testing.T, step int, language locale.Language, changes ...string) (*labtest.Session, experiment.RulesReport) {
	t.Helper()
	m := labtest.Moment(t, labtest.Entry(t, "rules"), step, changes...)
	run, err := experiment.NewRules(m.Setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range step {
		run.Step()
	}
	report, ok := run.Report().(experiment.RulesReport)
	if !ok {
		t.Fatal("the report is another one's")
	}
	return labtest.Open(t, m, labtest.Size{W: 200, H: 60}, language), report
}

// What stands in the panes is what the experiment reports.
func TestRulesNumbers(t *testing.T) {
	t.Parallel()
	for _, changes := range [][]string{nil, {"f", longFormula, "x", "0.7"}, {"f", "x^3/(x^2+1)", "x", "-2.25"}, {"f", "x^x", "x", "0.3"}} {
		for step := range 15 {
			for _, language := range labtest.Languages {
				s, r := rulesAt(t, step, language, changes...)
				if r.Node < 0 {
					if text := locale.For(language).T("rules.start"); !strings.Contains(s.Text(), text[:20]) {
						t.Errorf("before the first step it does not say %q:\n%s", text, s.Text())
					}
					continue
				}
				law := strings.Join(s.Lines("rule"), "\n")
				joined := strings.Join(strings.Fields(law), " ")
				for _, text := range []string{r.Law, r.Worked, r.Simplified, r.Numbers, r.Derivative} {
					if !strings.Contains(joined, text) {
						t.Errorf("%v, step %d: %q is missing:\n%s", changes, step, text, law)
					}
				}
				if r.Derivative != "" {
					for _, x := range []float64{r.Value, r.Dual} {
						if text := strconv.FormatFloat(x, 'g', 12, 64); !strings.Contains(joined, text) || !strings.Contains(joined, locale.For(language).T("rules.agrees")) {
							t.Errorf("%v: %s is missing:\n%s", changes, text, law)
						}
					}
				}
				showsPart(s, r)
			}
		}
	}
}

// showsPart checks the row of the table of the part differentiated last, and
// that the tree has it.
func showsPart(s *labtest.Session, r experiment.RulesReport) {
	s.Helper()
	rows := s.Lines("parts")
	at := slices.IndexFunc(rows, func(row string) bool { return strings.Contains(row, "›") })
	if at < 0 {
		s.Errorf("no row is marked:\n%s", strings.Join(rows, "\n"))
		return
	}
	row := fields(rows[at])
	if want := []string{chart.Number(r.PartValue), chart.Number(r.PartSlope)}; len(row) < 3 || !slices.Equal(row[1:3], want) || !strings.HasPrefix(r.Part, strings.TrimSuffix(row[0], "…")) {
		s.Errorf("the row of %s is %q, want %q", r.Part, row, want)
	}
	tree := strings.Join(s.Lines("tree"), "\n")
	if text := "✓ " + r.Simplified; !strings.Contains(tree, text) && len(text) < 30 {
		s.Errorf("the tree does not show %q:\n%s", text, tree)
	}
}

// What stands on the screen can be worked out by hand from what stands there.
func TestRulesWorkedByHand(t *testing.T) {
	t.Parallel()
	for _, f := range []string{"x^2*sin(3x)", "sin(x)/x", "(x^2+1)^3", "2^x", longFormula} {
		for step := 1; step < 14; step++ {
			s, r := rulesAt(t, step, locale.English, "f", f, "x", "1.3")
			if r.Numbers == "" {
				continue
			}
			joined := strings.Join(strings.Fields(strings.Join(s.Lines("rule"), " ")), " ")
			_, after, ok := strings.Cut(joined, "= "+r.Numbers+" = ")
			result, _, _ := strings.Cut(after, " ")
			printed, err := strconv.ParseFloat(result, 64)
			formula, wrong := calculus.Parse(r.Numbers)
			if !ok && !strings.Contains(joined, "= "+r.Numbers) || ok && err != nil || wrong != nil {
				t.Errorf("%s, step %d: no %q with a result in\n%s", f, step, r.Numbers, joined)
				continue
			}
			if got := formula.Eval(nil); ok && math.Abs(got-printed) > 1e-4*math.Abs(printed) {
				t.Errorf("%s, step %d: %s is %v, not %v", f, step, r.Numbers, got, printed)
			}
		}
	}
}

// A node can be looked at without the playhead moving: by key, by mouse, and
// back.
func TestRulesChoose(t *testing.T) {
	t.Parallel()
	s, _ := rulesAt(t, 2, locale.English)
	followed := s.Panes()
	if !strings.Contains(s.Text(), "constant multiple rule") {
		t.Fatalf("step 2 is another one:\n%s", followed)
	}
	s.Keys("i") // the last of the walk, which is still open
	if text := s.Text(); !strings.Contains(text, "product rule") || !strings.Contains(text, "(chosen)") || !strings.Contains(text, "Not done yet") {
		t.Errorf("i does not choose the whole formula:\n%s", text)
	}
	if s.Keys("o"); s.Panes() != followed {
		t.Errorf("o does not lead back:\n%s", s.Text())
	}
	x, y := -1, -1
	for row, line := range strings.Split(s.Text(), "\n") {
		if before, _, found := strings.Cut(line, "v = sin(3x)"); found && x < 0 {
			x, y = len([]rune(before))+5, row
		}
	}
	s.Click(labtest.Cell{X: x, Y: y})
	if text := s.Text(); !strings.Contains(text, "chain rule") || !strings.Contains(text, "step 2 ") {
		t.Errorf("a click at (%d, %d) does not choose sin(3x):\n%s", x, y, text)
	}
	s.Keys("right")
	if text := s.Text(); !strings.Contains(text, "(chosen)") || !strings.Contains(text, "✓ 3cos(3x)") {
		t.Errorf("the choice does not last:\n%s", text)
	}
	s.Click(labtest.Cell{X: x, Y: y})
	if s.Keys("left"); s.Panes() != followed {
		t.Errorf("another click does not lead back:\n%s", s.Text())
	}
	// In another formula nothing is chosen.
	s.Keys("o")
	s.Command("f=x^3")
	if text := s.Text(); strings.Contains(text, "(chosen)") {
		t.Errorf("the choice is one of another formula:\n%s", text)
	}
}

// The point is dragged where the curves are drawn.
func TestRulesDrag(t *testing.T) {
	t.Parallel()
	s, _ := rulesAt(t, 4, locale.English, "f", "x^2")
	rows := strings.Split(s.Text(), "\n")
	y := slices.IndexFunc(rows, func(row string) bool { return strings.Contains(row, "tangent, slope 2") })
	if y < 0 {
		t.Fatalf("no curves are drawn:\n%s", s.Text())
	}
	for row := y + 2; row < len(rows); row++ {
		line := []rune(rows[row])
		at := slices.Index(line[100:], '●')
		if at < 0 {
			continue
		}
		from := labtest.Cell{X: 100 + at, Y: row}
		s.Drag(from, labtest.Cell{X: from.X + 10, Y: row})
		x, err := strconv.ParseFloat(s.Holds("x"), 64)
		if err != nil || x <= 1.2 || x > 4 {
			t.Errorf("x is dragged to %v", x)
		}
		if text := fmt.Sprint("f′(", s.Holds("x"), ")"); !strings.Contains(s.Text(), text) {
			t.Errorf("%s is missing:\n%s", text, s.Text())
		}
		return
	}
	t.Errorf("no point:\n%s", s.Text())
}

// The heaviest formulas: as many parts as there may be, in a chain or in a row.
func BenchmarkRulesHeavy(b *testing.B) {
	row := "x" + strings.Repeat("*sin(x)", 120)
	chain := strings.Repeat("sin(", 60) + "x" + strings.Repeat(")", 60)
	for name, f := range map[string]string{"row": row, "chain": chain} {
		b.Run(name, func(b *testing.B) {
			m := labtest.Moment(b, labtest.Entry(b, "rules"), 30, "f", f)
			s := labtest.Open(b, m, labtest.Size{W: 120, H: 40}, locale.English)
			b.ReportAllocs()
			for b.Loop() {
				s.Keys("right")
				s.Frame()
			}
		})
		b.Run(name+"/x", func(b *testing.B) {
			m := labtest.Moment(b, labtest.Entry(b, "rules"), 150, "f", f)
			s := labtest.Open(b, m, labtest.Size{W: 120, H: 40}, locale.English)
			s.Keys("down")
			b.ReportAllocs()
			for b.Loop() {
				s.Keys("+")
				s.Frame()
				s.Keys("-")
				s.Frame()
			}
		})
	}
}

// In an ordinary terminal, however many terms a sum has, what comes out is seen.
func TestRulesLongSum(t *testing.T) {
	t.Parallel()
	terms := make([]string, 20)
	for i := range terms {
		terms[i] = fmt.Sprintf("x^%d", i+2)
	}
	for n := range terms {
		f := strings.Join(terms[:n+1], "+")
		for _, language := range labtest.Languages {
			m := labtest.Moment(t, labtest.Entry(t, "rules"), 60, "f", f)
			s := labtest.Open(t, m, labtest.Usual, language)
			if text := locale.For(language).T("rules.agrees"); !strings.Contains(strings.Join(s.Lines("rule"), "\n"), text) {
				t.Errorf("%s: %q is not in sight:\n%s", f, text, s.Text())
			}
		}
	}
}

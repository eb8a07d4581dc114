package labs_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nabla/internal/labtest"
	"nabla/locale"
	"nabla/sim/experiment"
	"nabla/views"
	"nabla/views/chart"
)

// vanishingScenes are the lab vanishing in other modes than the one it begins in.
func vanishingScenes() []scene {
	return []scene{
		{lab: "vanishing", name: "updates", keys: "h b o o"},
		{lab: "vanishing", name: "exploding", changes: []string{"activations", "relu,tanh", "depth", "20", "init", "normal(2)"}, step: 1},
		{lab: "vanishing", name: "deep", changes: []string{"activations", "sigmoid,tanh,selu", "depth", "100"}, step: 5},
		{lab: "vanishing", name: "shallow", changes: []string{"activations", "sigmoid,tanh,relu,leaky-relu", "depth", "2", "precision", "bfloat16"}},
	}
}

// vanishingAt opens the comparison at a step, by itself and on a screen.
func vanishingAt(t *testing.T, step int, size labtest.Size, language locale.Language, changes ...string) (*experiment.Vanishing, *labtest.Session) {
	t.Helper()
	m := labtest.Moment(t, labtest.Entry(t, "vanishing"), step, changes...)
	run, err := experiment.NewVanishing(m.Setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range step {
		run.Step()
	}
	return run, labtest.Open(t, m, size, language)
}

func reportOf(t *testing.T, v *experiment.Vanishing) experiment.VanishingReport {
	t.Helper()
	r, ok := v.Report().(experiment.VanishingReport)
	if !ok {
		t.Fatalf("the report is a %T", v.Report())
	}
	return r
}

// Every number of the two tables is the report's, for every network and layer,
// and what is worked out below comes out as it stands there.
func TestVanishingTables(t *testing.T) {
	t.Parallel()
	for _, changes := range [][]string{
		{"depth", "6", "width", "5"},
		{"depth", "3", "width", "2", "activations", "leaky-relu,sigmoid,tanh", "precision", "float32", "optimizer", "adam"},
	} {
		for _, step := range []int{0, 25} {
			for _, language := range labtest.Languages {
				run, s := vanishingAt(t, step, labtest.Size{W: 200, H: 60}, language, changes...)
				r := reportOf(t, run)
				for i := range r.Runs {
					for layer := 1; layer <= run.Depth(); layer++ {
						showsFactors(s, &r.Runs[i], layer)
						s.Keys("h")
						showsUpdates(s, run, i, &r.Runs[i], layer)
						s.Keys("h o")
					}
					s.Keys("b" + strings.Repeat(" i", run.Depth()))
				}
			}
		}
	}
}

func showsFactors(s *labtest.Session, run *experiment.RunReport, layer int) {
	s.Helper()
	rows := s.Lines("factors")
	for i, f := range run.Factors {
		want := []string{
			strconv.Itoa(f.Layer), chart.Number(f.MeanDerivative), chart.Number(f.RMSDerivative), chart.Number(f.Gain),
			chart.Number(f.Factor), chart.Number(f.Product), chart.Number(f.Measured),
		}
		row := rows[len(run.Factors)-i] // the last layer is on top
		if pointed := strings.HasPrefix(row, "›"); pointed != (f.Layer == layer) {
			s.Errorf("the pointer is wrong: %q", row)
		}
		if got := fields(strings.TrimPrefix(row, "›")); strings.Join(got, "|") != strings.Join(want, "|") {
			s.Errorf("%s: the row is %q, want %q", run.Activation, got, want)
		}
	}
	text := strings.Join(rows, "\n")
	found := regexp.MustCompile(`(\S+) · (\S+) = ([^\s;,]+)`).FindAllStringSubmatch(text, -1)
	if len(found) != 2 {
		s.Errorf("%d products are worked out:\n%s", len(found), text)
	}
	for _, f := range found {
		a, b, c := number(s, f[1]), number(s, f[2]), number(s, f[3])
		if math.Abs(a*b-c) > 0.06*math.Abs(c)+1e-4 { // two figures, or four places
			s.Errorf("%q: it comes to %v", f[0], a*b)
		}
	}
	if bounded := strings.Contains(text, "σ′ ≤ ¼"); bounded != (run.Activation == "sigmoid") {
		s.Errorf("%s: a bound is shown: %v", run.Activation, bounded)
	}
}

func showsUpdates(s *labtest.Session, v *experiment.Vanishing, i int, run *experiment.RunReport, layer int) {
	s.Helper()
	rows := s.Lines("updates")
	u, updated := v.FirstWeight(i, layer)
	for k, l := range run.Layers {
		r := run.Rounding[k]
		want := []string{
			strconv.Itoa(l.Layer), percent(r.Float64) + " %", percent(r.Float32) + " %", percent(r.Bfloat16) + " %",
			chart.Number(l.UpdateRatio), percent(l.DeadShare) + " %",
		}
		for c := 1; c < 5 && !updated; c++ {
			want[c] = "–"
		}
		row := strings.TrimPrefix(rows[len(run.Layers)-k], "›")
		if got := fields(row); strings.Join(got, "|") != strings.Join(want, "|") {
			s.Errorf("%s: the row is %q, want %q", run.Activation, got, want)
		}
	}
	words, text := locale.For(s.Language), strings.Join(rows, "\n")
	if !updated {
		if !strings.Contains(text, words.T("vanishing.no-update")) {
			s.Errorf("it is not said that there was no update:\n%s", text)
		}
		return
	}
	for format, stays := range map[string]bool{"float64": u.Float64, "float32": u.Float32, "bfloat16": u.Bfloat16} {
		id := "vanishing.moves"
		if stays {
			id = "vanishing.stays"
		}
		if want := words.T(id, "Format", format); !strings.Contains(text, want) {
			s.Errorf("layer %d: %q is not in\n%s", layer, want, text)
		}
	}
}

// The pane of the gradients says in words which network learns slowly in its first
// layer, with the number that the bars give, and what to try.
func TestVanishingSaysWhatItShows(t *testing.T) {
	t.Parallel()
	for _, language := range labtest.Languages {
		words := locale.For(language)
		look := views.Look{Words: words}
		for _, optimizer := range []string{"sgd", "adam"} {
			run, s := vanishingAt(t, 30, labtest.Size{W: 200, H: 60}, language, "optimizer", optimizer, "activations", "sigmoid,relu")
			r := reportOf(t, run)
			text := strings.Join(s.Lines("gradients"), "\n")
			id := "flow.slower"
			if optimizer == "adam" {
				id = "flow.weaker"
			}
			if want := words.T(id, "Name", "sigmoid", "Times", look.Times(*r.Runs[0].Slowdown), "Last", 9); !strings.Contains(text, want) {
				t.Errorf("%q is not in\n%s", want, text)
			}
			level := *r.Runs[1].Slowdown
			id = "flow.level"
			if level < 1 {
				id, level = "flow.level-more", 1/level
			}
			if want := words.T(id, "Name", "relu", "Times", look.Times(level), "Last", 9); !strings.Contains(text, want) {
				t.Errorf("%q is not in\n%s", want, text)
			}
			if !strings.Contains(text, "norm=batch") {
				t.Errorf("nothing is said to help:\n%s", text)
			}
		}
		_, s := vanishingAt(t, 5, labtest.Size{W: 200, H: 60}, language, "activations", "relu", "depth", "20", "init", "normal(2)")
		if text := strings.Join(s.Lines("gradients"), "\n"); !strings.Contains(text, words.T("outcome.diverged")) || !strings.Contains(text, "clip=norm(1)") {
			t.Errorf("it is not said that it explodes:\n%s", text)
		}
	}
}

// The histogram's caption is that of the layer that is chosen, and the columns
// are as many as there are parts with a count.
func TestVanishingHistogram(t *testing.T) {
	t.Parallel()
	for _, language := range labtest.Languages {
		run, s := vanishingAt(t, 10, labtest.Size{W: 120, H: 40}, language)
		s.Keys("b o o")
		h := run.PreActivations(1, 3)
		most := 0
		for _, n := range h.Counts {
			most = max(most, n)
		}
		want := locale.For(language).T("vanishing.columns", "Most", views.Grouped(most), "Count", views.Grouped(h.Count))
		if text := strings.Join(s.Lines("pre-activations"), "\n"); !strings.Contains(text, want) || !strings.Contains(text, "█") {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// The sweep over depths is worked out while keys are taken; it shows each
// activation's best depth, and begins anew with other parameters and with an edit
// of the run.
func TestVanishingDepthSweep(t *testing.T) {
	t.Parallel()
	changes := []string{"samples", "40", "after", "30", "width", "24", "depth", "6"}
	for _, language := range labtest.Languages {
		run, s := vanishingAt(t, 0, labtest.Size{W: 160, H: 44}, language, changes...)
		setup := labtest.Moment(t, labtest.Entry(t, "vanishing"), 0, changes...).Setup
		words := locale.For(language)
		front := func() tea.Cmd {
			s.Keys("tab tab")
			_, cmd := s.App.Update(tea.KeyPressMsg{Code: 'h', Text: "h"})
			return cmd
		}
		cmd := front()
		if cmd == nil {
			t.Fatal("nothing is worked out")
		}
		if text := strings.Join(s.Lines("loss"), "\n"); !strings.Contains(text, words.T("vanishing.making", "Percent", "0")) {
			t.Errorf("no progress is shown:\n%s", text)
		}
		finish(s, cmd)
		sweep := run.DepthSweep(setup)
		for sweep.Work(t.Context(), 1e9) {
			continue
		}
		text := strings.Join(s.Lines("loss"), " ")
		for i, name := range sweep.Names() {
			best := 0
			for d := range sweep.Depths() {
				if sweep.Loss(i, d) < sweep.Loss(i, best) {
					best = d
				}
			}
			want := words.T("vanishing.best-depth", "Name", name, "Depth", sweep.Depths()[best], "Loss", chart.Number(sweep.Loss(i, best)))
			if !strings.Contains(text, want) {
				t.Errorf("%q is not in\n%s", want, text)
			}
		}
		// Another step size, from here on or from the start, is another sweep.
		_, cmd = s.App.Update(nil)
		if cmd != nil {
			t.Error("it is worked out again")
		}
		s.Command("rate=0.3")
		if text := strings.Join(s.Lines("loss"), "\n"); !strings.Contains(text, words.T("vanishing.making", "Percent", "0")) {
			t.Errorf("with another step size the sweep stays:\n%s", text)
		}
	}
}

// A network as deep and wide as can be opens, with its progress shown, and one
// that is larger is refused in words.
func TestVanishingAtItsLimits(t *testing.T) {
	t.Parallel()
	e := labtest.Entry(t, "vanishing")
	for _, changes := range [][]string{
		{"depth", "100", "width", "8", "samples", "20"},
		{"depth", "2", "width", "256", "samples", "20"},
		{"depth", "1", "width", "1", "samples", "1"},
	} {
		s := labtest.Open(t, labtest.Moment(t, e, 1, changes...), labtest.Usual, locale.English)
		if text := strings.Join(s.Lines("gradients"), "\n"); !strings.Contains(text, "1 in") {
			t.Errorf("%v:\n%s", changes, text)
		}
	}
	m := labtest.Moment(t, e, 0, "depth", "100", "width", "256", "samples", "20")
	if _, err := e.New().Load(m.Setup, nil); err == nil || !strings.Contains(err.Error(), "weights and biases") {
		t.Errorf("100 layers of 256: %v", err)
	}
}

package views_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"nabla/locale"
	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/sim/network"
	"nabla/views"
	"nabla/views/theme"
)

func TestTimes(t *testing.T) {
	t.Parallel()
	look := views.Look{Words: locale.For(locale.English)}
	for x, want := range map[float64]string{
		1: "1.0", 1.34: "1.3", 9.94: "9.9", 57.4: "57", 123: "120", 87_412: "87 000", 4_123_456: "4 100 000",
		999_999: "1 000 000", 4.1e20: "4.1e20", math.Inf(1): "∞",
	} {
		if got := look.Times(x); got != want {
			t.Errorf("%v times is written %q, want %q", x, got, want)
		}
	}
}

// flowOf draws networks of the norms given, each from the first layer on.
func flowOf(t *testing.T, even bool, status sim.Status, norms ...[]float64) string {
	t.Helper()
	d := views.FlowData{Even: even}
	for i, layers := range norms {
		s := views.GradientSeries{Name: []string{"sigmoid", "relu"}[i]}
		for l, norm := range layers {
			s.Layers = append(s.Layers, experiment.LayerReport{Layer: l + 1, GradientNorm: norm})
		}
		d.Gradients.Series = append(d.Gradients.Series, s)
		d.Status = append(d.Status, status)
	}
	g := screen.New(100, 20)
	var v views.Flow
	v.Draw(g.Box(), plain(), d)
	return g.Text()
}

func plain() views.Look {
	return views.Look{Theme: theme.New(theme.Options{Profile: theme.NoColor}), Words: locale.For(locale.English)}
}

func TestFlowSaysHowGradientsCompare(t *testing.T) {
	t.Parallel()
	nan, inf := math.NaN(), math.Inf(1)
	const vanishes, explodes = "It vanishes: try", "It explodes: try"
	for _, c := range []struct {
		name  string
		norms []float64
		slack bool // the optimiser makes its own steps
		says  []string
		not   []string
	}{
		{"slower", []float64{2e-9, 1e-4, 8.4e-3}, false, []string{"layer 1 learns 4 200 000 times slower than layer 3", vanishes}, []string{explodes}},
		{"weaker", []float64{1e-5, 1e-2}, true, []string{"layer 1's gradient is 1 000 times smaller than layer 2's", vanishes}, []string{"learns"}},
		{"just level", []float64{1e-3, 9.9e-2}, false, []string{"level; layer 1's gradient is 99 times smaller"}, []string{vanishes, explodes}},
		{"the other way", []float64{0.3, 0.1}, false, []string{"level; layer 1's gradient is 3.0 times larger"}, []string{vanishes, explodes}},
		{"grows downwards", []float64{500, 1}, false, []string{"layer 1's gradient is 500 times larger than layer 2's", explodes}, []string{vanishes}},
		{"explodes everywhere", []float64{2e5, 3e5}, false, []string{"the gradients explode, to 300 000 in layer 2", explodes}, []string{vanishes, "level"}},
		{"stopped", []float64{0, 1}, false, []string{"layer 1 learns nothing", vanishes}, nil},
		{"all stopped", []float64{0, 0}, false, []string{"no layer learns anything", vanishes}, nil},
		{"no number", []float64{nan, 1}, false, []string{"no longer numbers", explodes}, nil},
		{"infinite", []float64{inf, inf}, false, []string{"no longer numbers", explodes}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text := flowOf(t, !c.slack, sim.Status{}, c.norms)
			for _, want := range c.says {
				if !strings.Contains(text, want) {
					t.Errorf("%q is not in\n%s", want, text)
				}
			}
			for _, other := range c.not {
				if strings.Contains(text, other) {
					t.Errorf("%q is in\n%s", other, text)
				}
			}
		})
	}
	text := flowOf(t, true, sim.Status{Outcome: sim.Diverged, Step: 12, Reason: experiment.NothingMoves{}}, []float64{1, 1}, []float64{1, 1})
	for _, want := range []string{"sigmoid diverged", "relu diverged", "(since step 12)", explodes} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// The histogram is as high as its counts say, and φ′ of relu breaks where it
// jumps.
func TestPreActivations(t *testing.T) {
	t.Parallel()
	relu, err := network.ParseActivation("relu")
	if err != nil {
		t.Fatal(err)
	}
	h := network.Histogram{To: 5, Count: 30}
	h.Counts[4], h.Counts[30] = 20, 10
	g := screen.New(90, 20)
	var v views.PreActivations
	v.Draw(g.Box(), plain(), views.PreActivationData{Histogram: h, Activation: relu})
	text := g.Text()
	full := 0
	for line := range strings.SplitSeq(text, "\n") {
		if strings.Contains(line, "█") {
			full++
		}
	}
	if full < 15 || !strings.Contains(text, "highest: 20 of 30 z") {
		t.Errorf("%d rows are full:\n%s", full, text)
	}
	// Between the two ends of the jump nothing is drawn in a row of its own.
	rows := strings.Split(text, "\n")
	if middle := rows[len(rows)/2+1]; strings.ContainsAny(middle, "⡇⢸⡆⢰") {
		t.Errorf("a line joins the ends of the jump:\n%s", text)
	}
	h.Lost = 7
	v.Draw(g.Box(), plain(), views.PreActivationData{Histogram: h, Activation: relu})
	if text := g.Text(); !strings.Contains(text, "7 of 30 z are Inf or NaN") {
		t.Errorf("what is lost is not said:\n%s", text)
	}
}

func TestDepthLossWaitsAndFails(t *testing.T) {
	t.Parallel()
	g := screen.New(70, 12)
	var v views.DepthLoss
	v.Draw(g.Box(), plain(), views.DepthData{Share: 0.431})
	if text := g.Text(); !strings.Contains(text, "43 %") {
		t.Errorf("no share:\n%s", text)
	}
	v.Draw(g.Box(), plain(), views.DepthData{Err: errors.New("it broke")})
	if text := g.Text(); !strings.Contains(text, "it broke") || strings.Contains(text, "%") {
		t.Errorf("no error:\n%s", text)
	}
}

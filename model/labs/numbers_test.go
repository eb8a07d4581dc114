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

// TestNumbersAreThoseOfTheReport holds what the screens print to what an
// experiment reports that was stepped there by itself.
func TestNumbersAreThoseOfTheReport(t *testing.T) {
	t.Parallel()
	tests := []struct {
		lab     string
		changes []string
	}{
		{"dashboard", nil},
		{"dashboard", []string{"activations", "tanh,leaky-relu,sigmoid", "rates", "0.3", "depth", "3", "data", "circle"}},
		{"train", nil},
		{"train", []string{"data", "iris", "split", "0.7", "hidden", "5", "activation", "relu", "optimizer", "adam"}},
		{"train", []string{"data", "plane", "activation", "relu", "rate", "100"}},
		{"vanishing", []string{"depth", "5", "width", "4", "batch", "0"}},
		{"descent", nil},
		{"descent", []string{"f", "w^2", "starts", "3,-0.001", "rates", "0.4,0.9,1.2"}},
		{"descent", []string{"method", "newton", "f", "w-shape", "starts", "-2,0.3,2"}},
		{"descent", []string{"goal", "max", "f", "sin(w)", "rates", "0.02", "starts", "1,2,5,-3,10"}},
	}
	for _, tt := range tests {
		for _, step := range []int{0, 40, 150} {
			t.Run(fmt.Sprint(tt.lab, tt.changes, " at ", step), func(t *testing.T) {
				t.Parallel()
				m := labtest.Moment(t, labtest.Entry(t, tt.lab), step, tt.changes...)
				spec, err := experiment.Find(tt.lab)
				if err != nil {
					t.Fatal(err)
				}
				run, err := spec.Open(m.Setup, nil)
				if err != nil {
					t.Fatal(err)
				}
				for range step {
					run.Step()
				}
				for _, language := range labtest.Languages {
					s := labtest.Open(t, m, labtest.Size{W: 200, H: 44}, language)
					switch r := run.Report().(type) {
					case experiment.TrainReport:
						showsTraining(s, m.Setup.Value("activation").String(), r)
					case experiment.VanishingReport:
						for i, run := range r.Runs {
							showsLoss(s, run.Activation, run.Loss, run.Accuracy)
							showsGradients(s, i, run.Activation, run.Layers)
						}
					case experiment.DescentReport:
						showsBalls(s, r.Runs)
						showsWorked(s, r.Runs[0])
					case experiment.DashboardReport:
						for i, run := range r.Training {
							showsLoss(s, run.Activation, run.Loss, run.Accuracy)
							showsGradients(s, i, run.Activation, r.Layers[i].Layers)
						}
						showsWorked(s, r.Descent[0])
					}
					if words := locale.For(language).T("footer.step", "Step", step); !strings.Contains(s.Text(), words+" ") {
						t.Errorf("the footer does not say %q", words)
					}
				}
			})
		}
	}
}

func showsTraining(s *labtest.Session, activation string, r experiment.TrainReport) {
	s.Helper()
	words := locale.For(s.Language)
	showsLoss(s, words.T("series.train"), r.Loss, r.Accuracy)
	if r.TestLoss != nil {
		showsLoss(s, words.T("series.test"), *r.TestLoss, r.TestAccuracy)
	}
	s.Keys("tab tab h h") // past the mistakes and the weights
	showsGradients(s, 0, activation, r.Layers)
	s.Keys("h")
	rows := s.Lines("layers")
	for i := range r.Layers {
		l := &r.Layers[len(r.Layers)-1-i] // the output layer is on top
		want := []string{
			strconv.Itoa(l.Layer), chart.Number(l.WeightNorm), chart.Number(l.UpdateRatio), chart.Number(l.MeanDerivative),
			percent(l.DeadShare) + " %", percent(l.UnchangedShare) + " %",
		}
		if got := fields(rows[1+i]); strings.Join(got, "|") != strings.Join(want, "|") {
			s.Errorf("the row of layer %d is %q, want %q", l.Layer, got, want)
		}
	}
}

// percent writes a share as the screen does: to a tenth, and to 0 or 100 only
// what is that.
func percent(share float64) string {
	switch text := strings.TrimSuffix(fmt.Sprintf("%.1f", 100*share), ".0"); {
	case math.IsNaN(share):
		return "–"
	case text == "0" && share > 0:
		return "0.1"
	case text == "100" && share < 1:
		return "99.9"
	default:
		return text
	}
}

// fields are the cells of a table's row: they stand two blanks apart.
func fields(row string) []string {
	return regexp.MustCompile(`\s{2,}`).Split(strings.Trim(row, " ›"), -1)
}

// showsLoss checks the line of the legend that names a curve: its share of right
// answers and, at the end, its last loss.
func showsLoss(s *labtest.Session, name string, loss float64, accuracy *float64) {
	s.Helper()
	want := chart.Number(loss)
	for _, row := range s.Lines("loss") {
		_, after, ok := strings.Cut(row, " "+name+" ")
		if !ok {
			continue
		}
		if next := strings.IndexAny(after, "●■▲◆○□"); next >= 0 {
			after = after[:next] // another curve's name on the same row
		}
		if accuracy != nil && !strings.Contains(after, percent(*accuracy)+"%") {
			s.Errorf("%s: the legend says %q, want %s%% right", name, after, percent(*accuracy))
		}
		if !strings.HasSuffix(strings.TrimSpace(after), " "+want) && strings.TrimSpace(after) != want {
			s.Errorf("%s: the legend says %q, want a loss of %s", name, after, want)
		}
		return
	}
	s.Errorf("no legend names %s:\n%s", name, strings.Join(s.Lines("loss"), "\n"))
}

// showsGradients checks a column of the chart of gradients: the name above it and
// the norm printed at the end of each bar.
func showsGradients(s *labtest.Session, column int, name string, layers []experiment.LayerReport) {
	s.Helper()
	rows := s.Lines("gradients")
	if !strings.Contains(rows[0], " "+name+" ") {
		s.Errorf("no column of gradients is named %s: %q", name, rows[0])
	}
	for i := range layers {
		l := &layers[i]
		label := regexp.MustCompile(`^[› ]?` + strconv.Itoa(l.Layer) + ` `)
		shown := false
		for _, row := range rows {
			if !label.MatchString(row) {
				continue
			}
			numbers := regexp.MustCompile(`\d\.\d+e-?\d+|\de-?\d+|NaN|∞|[^\d.]0( |$)`).FindAllString(row[2:], -1)
			shown = true
			if column >= len(numbers) || strings.TrimSpace(numbers[column]) != scientific(l.GradientNorm) {
				s.Errorf("%s, layer %d: the bars say %q, want %s in place %d", name, l.Layer, numbers, scientific(l.GradientNorm), column+1)
			}
		}
		if !shown {
			s.Errorf("%s: layer %d is not in the chart:\n%s", name, l.Layer, strings.Join(rows, "\n"))
		}
	}
}

// scientific writes a number as 2.1e-6.
func scientific(x float64) string {
	switch {
	case x == 0 || math.IsNaN(x):
		return chart.Number(x)
	case math.IsInf(x, 0):
		return "∞"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', 1, 64), "e")
	n, _ := strconv.Atoi(exponent)
	return mantissa + "e" + strconv.Itoa(n)
}

// showsBalls checks the table of balls, column by column.
func showsBalls(s *labtest.Session, balls []experiment.BallReport) {
	s.Helper()
	words, rows := locale.For(s.Language), s.Lines("balls")
	headings := fields(rows[0])
	for i, b := range balls {
		cells := fields(rows[1+i])
		if len(cells) != len(headings) {
			s.Errorf("ball %d: the row %q does not go with the headings %q", i+1, cells, headings)
			continue
		}
		rate := sim.FormatNumber(b.Rate)
		if strings.Contains(s.Text(), "f′(w)/f″(w)") {
			rate = "–" // Newton's method takes no step size
		}
		for id, want := range map[string]string{
			"rate": rate, "start": sim.FormatNumber(b.Start),
			"w": chart.Number(b.W), "f": chart.Number(b.F), "slope": chart.Number(b.Slope),
		} {
			if at := slices.Index(headings, words.T("column."+id)); at < 0 || cells[at] != want {
				s.Errorf("ball %d: the row %q under %q does not say that %s is %s", i+1, cells, headings, id, want)
			}
		}
		status := words.T("outcome." + b.Status)
		if b.Status == "converged" {
			status = "✓"
		}
		if at := slices.Index(headings, words.T("column.status")); at < 0 || !strings.HasPrefix(cells[at], status) {
			s.Errorf("ball %d: the row %q under %q does not say %s", i+1, cells, headings, status)
		}
	}
}

// showsWorked checks the step that is worked out below the curve: it begins where
// the first ball is, and its printed numbers give its printed result to the last
// place but one unit, as somebody with a pocket calculator would find.
func showsWorked(s *labtest.Session, b experiment.BallReport) {
	s.Helper()
	text := strings.Join(s.Lines("landscape"), "\n")
	found := regexp.MustCompile(`w ← (\S+) ([−+]) (\S+)·\(?([^\s()]+)\)? = (\S+)`).FindStringSubmatch(text)
	newton := found == nil
	if newton {
		found = regexp.MustCompile(`w ← (\S+) ([−+]) \(?([^\s()]+)\)?/\(?([^\s()]+)\)? = (\S+)`).FindStringSubmatch(text)
	}
	if math.IsNaN(b.W) {
		if found != nil {
			s.Errorf("a step is worked out for a ball at NaN: %q", found[0])
		}
		return
	}
	if found == nil {
		s.Errorf("no step is worked out:\n%s", text)
		return
	}
	number := func(text string) float64 {
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			s.Error(err)
		}
		return x
	}
	w, step, next := number(found[1]), number(found[3])*number(found[4]), number(found[5])
	if newton {
		step = number(found[3]) / number(found[4])
	}
	if found[2] == "−" {
		step = -step
	}
	places := 0
	for _, printed := range []string{found[1], found[5]} {
		mantissa, exponent, _ := strings.Cut(printed, "e")
		_, decimals, _ := strings.Cut(mantissa, ".")
		power, _ := strconv.Atoi(exponent)
		places = max(places, len(decimals)-power)
	}
	unit := math.Pow(10, -float64(places))
	if math.Abs(w+step-next) > 1.01*unit {
		s.Errorf("%q: the printed numbers give %v", found[0], w+step)
	}
	if math.Abs(w-b.W) > unit {
		s.Errorf("the step begins at %s, and the ball is at %v", found[1], b.W)
	}
}

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
	"nabla/sim/calculus"
	"nabla/sim/experiment"
	"nabla/views/chart"
)

// backpropScenes are every kind of micro-step, the check, a guess, and networks of
// other sizes.
func backpropScenes() []scene {
	deep := []string{"hidden", "8,8,8,8,8,8", "data", "iris", "activation", "relu"}
	return []scene{
		{lab: "backprop", name: "sum", step: 3},
		{lab: "backprop", name: "activation", step: 2},
		{lab: "backprop", name: "loss", step: 7},
		{lab: "backprop", name: "delta", step: 12},
		{lab: "backprop", name: "gradient", step: 13, keys: "h"},
		{lab: "backprop", name: "update", step: 15},
		{lab: "backprop", name: "guess", step: 3, changes: []string{"guess", "yes"}, keys: "o"},
		{lab: "backprop", name: "answered", step: 3, changes: []string{"guess", "yes"}, keys: "o enter 0 . 6 2 enter"},
		{lab: "backprop", name: "deep", step: 20, changes: deep},
		{lab: "backprop", name: "wide", step: 1, changes: []string{"hidden", "60"}},
	}
}

// backpropForms are networks of several kinds.
func backpropForms() [][]string {
	return [][]string{
		nil,
		{"activation", "sigmoid", "loss", "bce"},
		{"data", "iris", "hidden", "4", "loss", "auto", "activation", "relu"},
		{"data", "iris", "hidden", "3,3", "output", "softmax", "loss", "mse"},
		{"data", "sine", "hidden", "5,2", "loss", "huber", "activation", "gelu"},
		{"data", "plane", "loss", "mae", "activation", "elu", "places", "15"},
	}
}

// made lists the numbers that a micro-step made, with their names.
func made(r *experiment.BackpropReport) map[string]float64 {
	m := map[string]float64{}
	vector := func(letter string, v []float64) {
		for u, x := range v {
			m[fmt.Sprintf("%s%d[%d]", letter, r.Layer, u+1)] = x
		}
	}
	matrix := func(letter string, rows [][]float64) {
		for u, row := range rows {
			for v, x := range row {
				m[fmt.Sprintf("%s%d[%d,%d]", letter, r.Layer, u+1, v+1)] = x
			}
		}
	}
	vector("z", of(r.Z))
	vector("a", of(r.A))
	vector("a", of(r.Prediction))
	vector("d", of(r.Delta))
	vector("db", of(r.BiasGradient))
	vector("b", of(r.Bias))
	matrix("dw", ofRows(r.WeightGradient))
	matrix("w", ofRows(r.Weights))
	if r.Loss != nil {
		m["L"] = *r.Loss
	}
	return m
}

func backpropAt(t testing.TB, m sim.Moment) *experiment.Backprop {
	t.Helper()
	run, err := experiment.NewBackprop(m.Setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range m.Step {
		run.Step()
	}
	return run
}

// of is a vector that may not be there.
func of(v *[]float64) []float64 {
	if v == nil {
		return nil
	}
	return *v
}

// ofRows is a matrix that may not be there.
func ofRows(v *[][]float64) [][]float64 {
	if v == nil {
		return nil
	}
	return *v
}

func backpropReport(t testing.TB, run *experiment.Backprop) *experiment.BackpropReport {
	t.Helper()
	r, ok := run.Report().(experiment.BackpropReport)
	if !ok {
		t.Fatalf("it reports %T", run.Report())
	}
	return &r
}

// written is a number as the matrices show it.
func written(x float64) string {
	if x < 0 {
		return "−" + chart.Number(-x)
	}
	return chart.Number(x)
}

var figure = regexp.MustCompile(`−?\d[\d.]*(?:e-?\d+)?`)

// roughly reports whether a number is in the text in three figures, as narrow
// matrices show it.
func roughly(text string, x float64) bool {
	for _, word := range figure.FindAllString(text, -1) {
		v, err := strconv.ParseFloat(strings.Replace(word, "−", "-", 1), 64)
		if err == nil && math.Abs(v-x) <= 0.005*math.Abs(x) {
			return true
		}
	}
	return false
}

// TestBackpropShowsItsReport holds the matrices and the drawing to what the
// experiment reports, at every micro-step of two samples.
func TestBackpropShowsItsReport(t *testing.T) {
	t.Parallel()
	for i, form := range backpropForms() {
		e := labtest.Entry(t, "backprop")
		cycle := backpropAt(t, labtest.Moment(t, e, 0, form...)).Cycle()
		s := labtest.Open(t, labtest.Moment(t, e, 0, form...), labtest.Size{W: 200, H: 60}, labtest.Languages[i%2])
		for step := range 2 * cycle {
			s.Seek(step)
			text := strings.Join(s.Lines("backprop-matrices"), "\n")
			for name, x := range made(backpropReport(t, backpropAt(t, labtest.Moment(t, e, step, form...)))) {
				if !strings.Contains(text, written(x)) && !roughly(text, x) {
					t.Errorf("%v at step %d: %s = %s is not among the matrices:\n%s", form, step, name, written(x), text)
				}
			}
		}
	}
}

var (
	equation = regexp.MustCompile(`(?:=|←) ([^=←]+) = (−?[\d.]+(?:e−?\d+)?)(?: |$|;)`)
	signs    = regexp.MustCompile(`[zaδwbxtφgΣLΦ₀-₉⁽?|]`)
)

// TestBackpropWorksOut reads what is worked out on the screen, and works it out
// again from the numbers that stand there.
func TestBackpropWorksOut(t *testing.T) {
	t.Parallel()
	read := map[string]int{}
	for i, form := range backpropForms() {
		e := labtest.Entry(t, "backprop")
		cycle := backpropAt(t, labtest.Moment(t, e, 0, form...)).Cycle()
		for _, size := range []labtest.Size{{W: 200, H: 60}, {W: 80, H: 24}} {
			s := labtest.Open(t, labtest.Moment(t, e, 0, form...), size, labtest.Languages[i%2])
			for step := range 2 * cycle {
				s.Seek(step)
				phase := backpropReport(t, backpropAt(t, labtest.Moment(t, e, step, form...))).Phase
				for range 3 {
					lines := s.Lines("backprop")
					foot := strings.Join(strings.Fields(strings.Join(lines[len(lines)-6:], " ")), " ")
					read[phase] += workedAgain(t, foot)
					s.Keys("o")
				}
			}
		}
	}
	for _, phase := range []string{"z", "a", "prediction", "loss", "delta", "gradient", "update"} {
		if read[phase] < 10 {
			t.Errorf("of %s only %d equations could be read", phase, read[phase])
		}
	}
}

// workedAgain checks all equations in numbers of a text, and counts them.
func workedAgain(t *testing.T, text string) (count int) {
	t.Helper()
	for _, m := range equation.FindAllStringSubmatch(text, -1) {
		ascii := strings.NewReplacer("·", "*", "−", "-", "²", "^2", "½", "0.5", "σ(", "sigmoid(").Replace(m[1])
		bare := strings.NewReplacer("sigmoid(", "(", "tanh(", "(", "gelu(", "(", "relu(", "(", "ln", "", "max(", "(", "min(", "(", "sign(", "(", "e^", "", "|", "").Replace(ascii)
		if signs.MatchString(bare) || strings.Contains(ascii, "elu(") && !strings.Contains(ascii, "gelu(") && !strings.Contains(ascii, "relu(") {
			continue
		}
		f, err := calculus.Parse(ascii)
		if err != nil || len(f.Vars()) > 0 {
			continue
		}
		right := strings.ReplaceAll(m[2], "−", "-")
		want, err := strconv.ParseFloat(right, 64)
		if err != nil {
			t.Fatal(err)
		}
		digits, power, _ := strings.Cut(right, "e")
		_, places, _ := strings.Cut(digits, ".")
		exponent, _ := strconv.Atoi(power)
		// A unit of the last place that is written, which may be a 0 left out.
		unit := math.Pow(10, float64(exponent-len(places)))
		if got := f.Eval(nil); math.Abs(got-want) > 1.01*unit {
			t.Errorf("%s = %s, it is %v", m[1], m[2], got)
		}
		count++
	}
	return count
}

// TestBackpropGuessHides looks for numbers that are asked for everywhere on the
// screen.
func TestBackpropGuessHides(t *testing.T) {
	t.Parallel()
	for _, form := range [][]string{{"noise", "0.3", "places", "15"}, {"data", "iris", "hidden", "3", "activation", "sigmoid", "loss", "cross-entropy", "output", "softmax"}} {
		e := labtest.Entry(t, "backprop")
		form = append(form, "guess", "yes")
		cycle := backpropAt(t, labtest.Moment(t, e, 0, form...)).Cycle()
		s := labtest.Open(t, labtest.Moment(t, e, 0, form...), labtest.Size{W: 200, H: 60}, locale.English)
		seen := map[string]bool{} // what may be there: all that came before
		asked := 0
		for step := range cycle {
			s.Seek(step)
			numbers := made(backpropReport(t, backpropAt(t, labtest.Moment(t, e, step, form...))))
			screens := make([]string, 0, 6)
			for range 3 {
				screens = append(screens, s.Text())
				s.Keys("h")
				screens = append(screens, s.Text())
				s.Keys("h o")
			}
			for name, x := range numbers {
				text := written(x)
				if seen[text] || len(text) < 6 {
					continue
				}
				asked++
				// Not as a part of another number, nor with another sign.
				alone := regexp.MustCompile(`(^|[^\d.−])` + regexp.QuoteMeta(text) + `($|[^\d])`)
				for _, screen := range screens {
					if alone.MatchString(screen) {
						t.Errorf("at step %d %s = %s is asked for and on the screen:\n%s", step, name, text, screen)
					}
					if !strings.Contains(screen, "?") {
						t.Errorf("at step %d nothing is asked for:\n%s", step, screen)
					}
				}
			}
			for _, x := range numbers {
				seen[written(x)] = true
			}
		}
		if asked < 20 {
			t.Errorf("only %d numbers were asked for", asked)
		}
	}
}

// An answer is typed for the chosen unit, and held against the right number.
func TestBackpropAnswers(t *testing.T) {
	t.Parallel()
	for answer, verdict := range map[string]string{"0.27": "difference 0: right", "-0.27": "difference −0.54: not yet right"} {
		s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "backprop"), 1, "guess", "yes"), labtest.Size{W: 120, H: 40}, locale.English)
		s.Keys("o") // z1[2]
		if text := s.Text(); !strings.Contains(text, "› z1[2]") || !strings.Contains(text, "z₂⁽¹⁾ = (−0.48)·1 + 0.75·1 + 0 = ?") {
			t.Errorf("z1[2] is not asked for:\n%s", text)
		}
		s.Enter(answer)
		if got := s.Holds("answer"); got != "z1[2]="+answer {
			t.Errorf("the answer is %q", got)
		}
		if text := s.Text(); !strings.Contains(text, "right 0.27, "+verdict) || strings.Count(text, "?") < 4 {
			t.Errorf("the answer %s is not judged %q, or all is told:\n%s", answer, verdict, text)
		}
		s.Keys("i")
		s.Enter("1.44")
		if got := s.Holds("answer"); got != "z1[2]="+answer+"; z1[1]=1.44" {
			t.Errorf("after a second answer they are %q", got)
		}
		s.Enter("z7[1]=2")
		if text := s.Text(); !strings.Contains(text, "has no z7[1]") {
			t.Errorf("an answer to nothing is not refused:\n%s", text)
		}
	}
}

// What is chosen in the drawing is changed in place, from the playhead on, and the
// share line brings it back.
func TestBackpropEditsInPlace(t *testing.T) {
	t.Parallel()
	e := labtest.Entry(t, "backprop")
	s := labtest.Open(t, labtest.Moment(t, e, 5), labtest.Size{W: 120, H: 40}, locale.English)
	s.Keys("i i") // the second layer, its first unit
	s.Keys("c")   // its first weight
	if text := s.Text(); !strings.Contains(text, "› w2[1,1]") || !strings.Contains(text, "0.98") {
		t.Errorf("w2[1,1] is not what is chosen:\n%s", text)
	}
	s.Enter("0.5")
	s.Keys("c c c +") // w2[1,2], w2[1,3], the bias
	if got, want := s.Holds("set"), "w2[1,1]=0.5; b2[1]=0.1"; got != want {
		t.Errorf("set holds %q, want %q", got, want)
	}
	s.Keys("i i i i c") // an input, and a weight from it
	s.Enter("abc")
	if text := s.Text(); !strings.Contains(text, "sets nothing; write") {
		t.Errorf("what is no number is not refused:\n%s", text)
	}
	s.Keys("esc i o -")
	if got := s.Holds("set"); !strings.HasPrefix(got, "w2[1,1]=0.5; b2[1]=0.1; ") || !strings.HasSuffix(got, "]=0.9") {
		t.Errorf("set holds %q, want an input at 0.9 too", got)
	}
	s.Seek(23)
	at := s.Panes()
	line := s.App.Moment().String()
	other := labtest.Open(t, labtest.Moment(t, e, 0), labtest.Size{W: 120, H: 40}, locale.English)
	other.Command(line)
	if got := other.Holds("set"); got != s.Holds("set") {
		t.Errorf("after %s set holds %q", line, got)
	}
	s.Seek(2)
	s.Seek(23)
	labtest.Same(t, "there and back", s.Panes(), at)
}

// A click chooses a unit or an edge, and an input can be dragged.
func TestBackpropMouse(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "backprop"), 0), labtest.Size{W: 120, H: 40}, locale.English)
	find := func(text string) labtest.Cell {
		at := s.Pane("backprop")
		for y, row := range s.Lines("backprop") {
			if before, _, found := strings.Cut(row, text); found {
				return labtest.Cell{X: at.X + len([]rune(before)), Y: at.Y + y}
			}
		}
		t.Fatalf("there is no %s:\n%s", text, s.Text())
		return labtest.Cell{}
	}
	from := find("x₂")
	s.Drag(from, labtest.Cell{X: from.X + 5, Y: from.Y})
	if got := s.Holds("set"); got != "x[2]=1.5" {
		t.Errorf("x[2] was 1, is dragged by 5 columns, and set holds %q", got)
	}
	s.Click(find("z₃"))
	if text := s.Text(); !strings.Contains(text, "› b1[3]") || !strings.Contains(text, "∂L/∂w₃") {
		t.Errorf("a click does not choose the third unit:\n%s", text)
	}
	below := find("x₂")
	s.Click(labtest.Cell{X: below.X, Y: below.Y + 3})
	if text := s.Text(); !regexp.MustCompile(`› w1\[\d,2\]`).MatchString(text) {
		t.Errorf("a click below x₂ does not choose an edge from it:\n%s", text)
	}
}

// The gradient check agrees, in words and in figures.
func TestBackpropChecks(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "backprop"), 13), labtest.Size{W: 120, H: 40}, locale.English)
	s.Keys("h")
	text := s.Text()
	for _, want := range []string{"they agree", "all 20 weights and biases", "∂L/∂w₁₁⁽¹⁾ = 0.00839308533", "relative error "} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said:\n%s", want, text)
		}
	}
	value := func(label string) float64 {
		_, rest, _ := strings.Cut(text, label+" = ")
		x, err := strconv.ParseFloat(strings.ReplaceAll(strings.Fields(rest)[0], "−", "-"), 64)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	difference := (value("L(w+h)") - value("L(w−h)")) / 2e-5
	if got := value("(L(w+h) − L(w−h))/2h"); math.Abs(got-difference) > 1e-8 {
		t.Errorf("the difference is said to be %v, from what stands there it is %v", got, difference)
	}
	// Before the derivative is worked out it is not told.
	s.Seek(12)
	if text := s.Text(); !strings.Contains(text, "comes with ∂L/∂w₁₁⁽¹⁾") || strings.Contains(text, "by backprop") {
		t.Errorf("a step before it says\n%s", text)
	}
}

// With ReLU and biases of 0, the sample (0, 0) stands on the kink, where no
// difference helps: the total that it spoils is not left without a word.
func TestBackpropChecksOnAKink(t *testing.T) {
	t.Parallel()
	m := labtest.Moment(t, labtest.Entry(t, "backprop"), 13, "activation", "relu", "shuffle", "no")
	s := labtest.Open(t, m, labtest.Size{W: 120, H: 40}, locale.English)
	s.Keys("h")
	text := s.Text()
	if !strings.Contains(text, "all 20 weights and biases: 0.") || !strings.Contains(text, "they differ: a kink, or rounding") {
		t.Errorf("the check says\n%s", text)
	}
}

// A shared answer that does not fit is refused in words, once.
func TestBackpropRefusesSharedAnswers(t *testing.T) {
	t.Parallel()
	m, err := sim.ParseMoment(`backprop guess=yes 1:answer="a2[1]=1" @2`, experiment.DefaultSetup)
	if err != nil {
		t.Fatal(err)
	}
	s := labtest.Open(t, m, labtest.Size{W: 120, H: 40}, locale.English)
	if text := s.Text(); strings.Count(text, `answer: "a2[1]=1": `) != 1 || !strings.Contains(text, "a2[1] is not asked for at this step") {
		t.Errorf("the answer is refused with\n%s", text)
	}
}

// The chain of a weight: its factors multiply to the product of its path, and the
// paths sum to its derivative.
func TestBackpropShowsChains(t *testing.T) {
	t.Parallel()
	e := labtest.Entry(t, "backprop")
	m := labtest.Moment(t, e, 13)
	run := backpropAt(t, m)
	s := labtest.Open(t, m, labtest.Size{W: 200, H: 60}, locale.English)
	s.Keys("tab tab") // the chain
	chain := run.Chain(experiment.BackpropName{Kind: experiment.BackpropW})
	for i, path := range chain.Paths {
		text := strings.Join(s.Lines("backprop-chain"), "\n")
		for _, f := range path {
			if !regexp.MustCompile(regexp.QuoteMeta(written(f.Value)) + ` +` + regexp.QuoteMeta(written(f.Product))).MatchString(text) {
				t.Errorf("path %d does not show the factor %v with the product %v:\n%s", i+1, f.Value, f.Product, text)
			}
		}
		if !strings.Contains(text, "∂L/∂w₁₁⁽¹⁾ = "+written(run.Number(experiment.BackpropName{Kind: experiment.BackpropDW}))+"  sum of 2 paths") {
			t.Errorf("the sum is not said:\n%s", text)
		}
		s.Keys("c")
	}
}

// BenchmarkBackpropHeavy is a step, and an edit that ripples through, of a network
// about as large as is drawn, and of one about as large as is taken.
func BenchmarkBackpropHeavy(b *testing.B) {
	for _, hidden := range []string{"8,8,8,8,8,8", "95,95"} {
		for name, keys := range map[string]string{"step": "right", "edit": "+"} {
			b.Run(hidden+"/"+name, func(b *testing.B) {
				m := labtest.Moment(b, labtest.Entry(b, "backprop"), 20, "data", "iris", "hidden", hidden)
				s := labtest.Open(b, m, labtest.Size{W: 120, H: 40}, locale.English)
				s.Keys("i c h")
				b.ReportAllocs()
				for b.Loop() {
					s.Keys(keys)
					s.Frame()
				}
			})
		}
	}
}

package labs_test

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
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

// gradientScenes are the lab gradient in other places than the one it begins in.
func gradientScenes() []scene {
	return []scene{
		{lab: "gradient", name: "arrows", changes: []string{"f", "rosenbrock", "x", "-1.2", "y", "1"}, keys: "a"},
		{lab: "gradient", name: "saddle", changes: []string{"f", "saddle", "x", "0", "y", "0"}},
		{lab: "gradient", name: "kink", changes: []string{"f", "|x| + sqrt(y)", "x", "0", "y", "1"}},
		{lab: "gradient", name: "map", changes: []string{"f", "himmelblau"}, keys: "z"},
	}
}

// The numbers of the gradient pane, the slices and the directions are those of
// the report, and what is worked out comes out of the numbers that stand there.
func TestGradientNumbers(t *testing.T) {
	t.Parallel()
	tests := [][]string{
		nil,
		{"f", "rosenbrock", "x", "-1.2", "y", "1"},
		{"f", "rosenbrock", "x", "2", "y", "1", "angle", "39"},
		{"f", "ackley", "x", "0.3", "y", "-2.7"},
		{"f", "goldstein-price", "x", "-0.5", "y", "0.3", "turn", "-17"},
		{"f", "sin(x)/1000 + y^3", "x", "1", "y", "-1"},
	}
	for _, changes := range tests {
		for _, step := range []int{0, 7, 100} {
			m := labtest.Moment(t, labtest.Entry(t, "gradient"), step, changes...)
			run, err := experiment.NewGradient(m.Setup, nil)
			if err != nil {
				t.Fatal(err)
			}
			for range step {
				run.Step()
			}
			r, ok := run.Report().(experiment.GradientReport)
			if !ok {
				t.Fatal("the report is another one's")
			}
			for _, language := range labtest.Languages {
				s := labtest.Open(t, m, labtest.Size{W: 200, H: 60}, language)
				showsGradient(s, r)
			}
		}
	}
}

func showsGradient(s *labtest.Session, r experiment.GradientReport) {
	s.Helper()
	words, rows := locale.For(s.Language), s.Lines("gradient")
	text := strings.Join(rows, "\n")
	value := result(s, rows, "f("+sim.FormatNumber(r.X)+", "+sim.FormatNumber(r.Y)+") = ")
	agree(s, "f", value, r.Value, 1e-7)
	for axis, name := range []string{"∂f/∂x", "∂f/∂y"} {
		row := ""
		for _, line := range rows {
			if strings.HasPrefix(strings.TrimSpace(line), name) {
				row = line
			}
		}
		cells := fields(row)
		if len(cells) != 4 {
			s.Errorf("the row of %s is %q:\n%s", name, cells, text)
			continue
		}
		agree(s, name, cells[1], r.Gradient[axis], 1e-14)
		agree(s, name+" numerically", cells[2], r.Numeric[axis], 1e-14)
		off := math.Abs(number(s, cells[2]) - number(s, cells[1]))
		if shown := number(s, cells[3]) * math.Abs(r.Gradient[axis]); math.Abs(off-shown) > 0.06*shown+2e-14*math.Abs(r.Gradient[axis]) {
			s.Errorf("%s: %s and %s differ by %v, and %s is shown", name, cells[1], cells[2], off, cells[3])
		}
		if !strings.Contains(strings.Join(s.Lines("slices"), "\n"), name+" = ") {
			s.Errorf("the slices do not name %s", name)
		}
	}
	agree(s, "‖∇f‖", result(s, rows, "‖∇f‖ = "), r.Norm, 1e-4)
	along := result(s, rows, "D_u f = ")
	largest := math.Max(math.Abs(r.Gradient[0]*r.Direction[0]), math.Abs(r.Gradient[1]*r.Direction[1]))
	if got := number(s, along); math.Abs(got-r.SlopeAlong) > 1e-4*largest {
		s.Errorf("D_u f is %s, want %v", along, r.SlopeAlong)
	}
	if got := result(s, rows, "∇f·t = "); got != "0" {
		s.Errorf("∇f·t is %s", got)
	}
	if want := words.T("gradient.along", "Angle", r.Angle, "Slope", ""); !strings.Contains(s.Lines("directions")[0], strings.TrimSpace(want)) {
		s.Errorf("the directions say %q, want %q", s.Lines("directions")[0], want)
	}
	for _, line := range rows {
		worksOut(s, line)
	}
	// By hand: D_u f from the length and the angle that stand there.
	if m := regexp.MustCompile(`∠∇f = ([\d.]+)°: `).FindStringSubmatch(text); m == nil {
		s.Errorf("where ∇f points is not said:\n%s", text)
	} else {
		away := (float64(r.Angle) - number(s, m[1])) * math.Pi / 180
		norm := number(s, result(s, rows, "‖∇f‖ = "))
		if got := norm * math.Cos(away); math.Abs(got-number(s, along)) > 0.6e-4*largest {
			s.Errorf("‖∇f‖·cos(θ − ∠∇f) comes to %v, and D_u f is %s", got, along)
		}
	}
}

// result is what stands at the end of the line that begins so.
func result(s *labtest.Session, rows []string, begin string) string {
	s.Helper()
	for _, line := range rows {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, begin) {
			parts := strings.Split(line, " = ")
			return strings.Fields(parts[len(parts)-1])[0] // behind it a word may stand
		}
	}
	s.Errorf("no line begins with %q:\n%s", begin, strings.Join(rows, "\n"))
	return "NaN"
}

func number(s *labtest.Session, text string) float64 {
	s.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		s.Errorf("%q is no number", text)
	}
	return v
}

func agree(s *labtest.Session, what, got string, want, within float64) {
	s.Helper()
	if v := number(s, got); math.Abs(v-want) > within*math.Abs(want) {
		s.Errorf("%s is %s on the screen, want %v", what, got, want)
	}
}

var (
	num     = `\(?(-?[\d.]+(?:e-?\d+)?)\)?`
	sums    = regexp.MustCompile(num + `·` + num + ` ([+−]) ` + num + `·` + num + ` = ` + num)
	squares = regexp.MustCompile(`√\(` + num + `² \+ ` + num + `²\) = ` + num)
)

// worksOut does the sum of a line again with the numbers that stand in it.
func worksOut(s *labtest.Session, line string) {
	s.Helper()
	if m := sums.FindStringSubmatch(line); m != nil {
		a, b := number(s, m[1])*number(s, m[2]), number(s, m[4])*number(s, m[5])
		if m[3] == "−" {
			b = -b
		}
		if got := number(s, m[6]); math.Abs(a+b-got) > 0.6e-4*math.Max(math.Abs(a), math.Abs(b))+1e-12 {
			s.Errorf("%q comes to %v", line, a+b)
		}
	}
	if m := squares.FindStringSubmatch(line); m != nil {
		if got, want := number(s, m[3]), math.Hypot(number(s, m[1]), number(s, m[2])); math.Abs(got/want-1) > 6e-5 {
			s.Errorf("%q comes to %v", line, want)
		}
	}
}

// The mouse takes the point along both axes: two edits at the playhead, and the
// point is where it was let go.
func TestDraggedPoint(t *testing.T) {
	t.Parallel()
	for _, size := range []labtest.Size{{W: 80, H: 24}, {W: 120, H: 40}, {W: 200, H: 60}} {
		s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "gradient"), 20), size, locale.English)
		s.Keys("left left") // there is a future to lose: the first press says so
		at := find(s.Grid(), s.Pane("surface"), '●')
		if len(at) != 1 {
			t.Fatalf("%v: there are %d points:\n%s", size, len(at), s.Text())
		}
		to := labtest.Cell{X: at[0].X - size.W/10, Y: at[0].Y + 1}
		s.Drag(at[0], to)
		if edits := s.App.Moment().Edits; len(edits) != 0 {
			t.Errorf("%v: the future was dropped without a word: %v", size, edits)
		}
		s.Drag(at[0], to)
		m := s.App.Moment()
		if len(m.Edits) != 2 || m.Edits[0].Name != "x" || m.Edits[1].Name != "y" || m.Edits[1].Step != 18 {
			t.Fatalf("%v: the edits are %v", size, m.Edits)
		}
		if got := find(s.Grid(), s.Pane("surface"), '●'); len(got) != 1 || got[0] != to {
			t.Errorf("%v: the point was let go at %v and is at %v:\n%s", size, to, got, s.Text())
		}
		if want := fmt.Sprintf("f(%s, %s) = ", m.Edits[0].Value, m.Edits[1].Value); !strings.Contains(s.Text(), want) {
			t.Errorf("%v: nothing says %q", size, want)
		}
	}
}

// A key covers the map with arrows, and takes them off again.
func TestFieldOfArrows(t *testing.T) {
	t.Parallel()
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "gradient"), 3), labtest.Size{W: 120, H: 40}, locale.Korean)
	count := func() (n int) {
		for _, r := range "→↗↑↖←↙↓↘" {
			n += len(find(s.Grid(), s.Pane("surface"), r))
		}
		return n
	}
	before, frame := count(), s.Frame()
	s.Keys("a")
	if with := count(); before != 3 || with < 30 {
		t.Errorf("there are %d arrows without the field and %d with it", before, with)
	}
	s.Keys("a")
	labtest.Same(t, "the field shown and hidden", s.Frame(), frame)
}

// What has no derivative says so on the screen, in both languages, and names
// what is to blame.
func TestGradientSaysWhereThereIsNone(t *testing.T) {
	t.Parallel()
	for _, language := range labtest.Languages {
		m := labtest.Moment(t, labtest.Entry(t, "gradient"), 3, "f", "|x| + 2y", "x", "0", "y", "1")
		run, err := experiment.NewGradient(m.Setup, nil)
		if err != nil {
			t.Fatal(err)
		}
		s := labtest.Open(t, m, labtest.Size{W: 120, H: 40}, language)
		words := locale.For(language)
		for pane, want := range map[string]string{
			"surface": words.Error(run.Slopes().Problem), "gradient": words.Error(run.Slopes().Problem),
			"directions": words.T("gradient.no-slope"), "slices": words.T("gradient.sides", "Before", "-1", "After", "1"),
		} {
			if text := strings.Join(s.Lines(pane), "\n"); !strings.Contains(text, want) {
				t.Errorf("in %v the pane %s does not say %q:\n%s", language, pane, want, text)
			}
		}
	}
}

// A level place is called so, and what it is.
func TestLevelPlacesAreNamed(t *testing.T) {
	t.Parallel()
	tests := []struct{ f, x, y, id string }{
		{"saddle", "0", "0", "gradient.level-saddle"},
		{"himmelblau", "3", "2", "gradient.level-minimum"},
		{"-x^2 - y^2", "0", "0", "gradient.level-maximum"},
		{"x^3 + y^2", "0", "0", "gradient.level"},
	}
	for _, tt := range tests {
		for _, language := range labtest.Languages {
			m := labtest.Moment(t, labtest.Entry(t, "gradient"), 3, "f", tt.f, "x", tt.x, "y", tt.y)
			s := labtest.Open(t, m, labtest.Size{W: 120, H: 40}, language)
			want := locale.For(language).T(tt.id, "Is", "∇f = 0")
			if rows := s.Lines("surface"); !strings.Contains(rows[len(rows)-1], want) {
				t.Errorf("%s at (%s, %s) in %v: it says %q, want %q", tt.f, tt.x, tt.y, language, rows[len(rows)-1], want)
			}
		}
	}
}

// BenchmarkGradientMoved is a press of a key that moves the point, to the frame
// that shows it there, on the heaviest formulas: about the map, and back and forth
// over its edge, where all of it is another one each time.
func BenchmarkGradientMoved(b *testing.B) {
	// The edges are at 4, and of the named surfaces at 2 and 5.
	for _, on := range []struct{ f, edge string }{{"x^2 + 3y^2", "4"}, {"goldstein-price", "2"}, {"ackley", "5"}, {heaviest, "4"}} {
		name := on.f[:min(len(on.f), 16)]
		b.Run(name+"/about", func(b *testing.B) { benchmarkMoves(b, on.f, "1", 9) })
		b.Run(name+"/over the edge", func(b *testing.B) { benchmarkMoves(b, on.f, on.edge, 1) })
	}
}

// benchmarkMoves presses + so many times, then - as often.
func benchmarkMoves(b *testing.B, f, x string, turn int) {
	app, err := model.New(model.Options{
		Entries: labs.All(), Moment: labtest.Moment(b, labtest.Entry(b, "gradient"), 0, "f", f, "x", x), Language: locale.English,
		Theme: theme.Options{Dark: true}, Width: 120, Height: 40, Paused: true,
	})
	if err != nil {
		b.Fatal(err)
	}
	app.Update(tea.KeyPressMsg{Code: tea.KeyDown}) // to x
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		key := '+'
		if i/turn%2 == 1 {
			key = '-'
		}
		app.Update(tea.KeyPressMsg{Code: key, Text: string(key)})
		if len(app.View().Content) == 0 {
			b.Fatal("no frame")
		}
	}
}

// heaviest is about as much as a formula may hold, of the slowest functions.
var heaviest = strings.TrimSuffix(strings.Repeat("tanh(x)gelu(y)sin(x)+", 47), "+")

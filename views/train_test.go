package views

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"nabla/locale"
	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

func trained(t *testing.T, steps int, file string, changes ...string) *experiment.Train {
	t.Helper()
	s := sim.NewSetup("train", experiment.TrainParams())
	for i := 0; i < len(changes); i += 2 {
		var err error
		if s, err = s.With(changes[i], changes[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	run, err := experiment.NewTrain(s, func(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(file)), nil })
	if err != nil {
		t.Fatal(err)
	}
	run.Watch()
	for range steps {
		run.Step()
	}
	return run
}

func english(o theme.Options) Look {
	return Look{Theme: theme.New(o), Words: locale.For(locale.English)}
}

// The map shows each class by its own sign, hollow for the test set, and says what is
// odd about the data.
func TestTrainMapTells(t *testing.T) {
	t.Parallel()
	look := english(theme.Options{Dark: true})
	for _, tt := range []struct {
		name string
		run  *experiment.Train
		want []string
	}{
		{"two classes", trained(t, 5, "", "split", "0.7"), []string{"●", "○", "■", "□", "hollow: test", "140 training + 60 test points", "x1", "x2"}},
		{"all for training", trained(t, 5, ""), []string{"200 points"}},
		{"three classes", trained(t, 5, "", "data", "iris", "split", "0.7"), []string{"▲", "△", "virginica", "PC1", "PC2", "95.8 % of variance"}},
		{"two columns", trained(t, 5, "", "data", "iris", "axes", "2,3"), []string{"sepal width", "% of variance, 2 more inputs at their mean"}},
		{"numbers", trained(t, 5, "", "data", "plane", "split", "0.7"), []string{"digits: targets, 0 is −", "underlined: test", "ŷ"}},
		{"one input", trained(t, 5, "", "data", "sine"), []string{"rods: errors", "ŷ"}},
		{"constant", trained(t, 1, "a,b,c,t\n1,5,2,0\n2,5,1,1\n3,5,0,1\n", "data", "f.csv"), []string{"1 constant: b"}},
		{"part of the points", trained(t, 1, "", "samples", "10000", "hidden", "128,128", "split", "0.9"), []string{"loss over 1 762 of 9 000 points", "1 000 test points"}},
		{"part of the rows", trained(t, 1, "a,b,t\n1,5,0\n2,4,1\n3,5,1\n", "data", "f.csv", "rows", "2"), []string{"of 3 rows"}},
	} {
		g := screen.New(70, 26)
		var v TrainMap
		v.Draw(g.Box(), look, tt.run)
		for _, part := range tt.want {
			if !strings.Contains(g.Text(), part) {
				t.Errorf("%s: the map does not show %q:\n%s", tt.name, part, g.Text())
			}
		}
	}
}

// Of more classes than there are shapes each has a letter, and what has no room in
// the matrix is counted.
func TestTrainManyClasses(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("x,y,kind\n")
	for i := range 60 {
		fmt.Fprintf(&b, "%d,%d,k%d\n", i%10, i%6, i%6)
	}
	run := trained(t, 3, b.String(), "data", "f.csv", "split", "0.5")
	look := english(theme.Options{})
	g := screen.New(60, 24)
	var v TrainMap
	v.Draw(g.Box(), look, run)
	for _, part := range []string{"a k0", "f k5", "underlined: test"} {
		if !strings.Contains(g.Text(), part) {
			t.Errorf("the map does not show %q:\n%s", part, g.Text())
		}
	}
	low := screen.New(30, 6)
	var c Confusion
	c.Draw(low.Box(), look, run)
	if !strings.Contains(low.Text(), "… 3 more: z") {
		t.Errorf("the matrix does not say what is left out:\n%s", low.Text())
	}
}

// The counts in the matrix sum to the points.
func TestConfusionSums(t *testing.T) {
	t.Parallel()
	run := trained(t, 30, "", "data", "iris", "split", "0.7")
	g := screen.New(70, 14)
	var c Confusion
	c.Draw(g.Box(), english(theme.Options{}), run)
	total := 0
	for line := range strings.Lines(g.Text()) {
		fields := strings.Fields(line)
		if len(fields) > 4 && strings.Contains(line, "%") && !strings.Contains(line, "=") {
			for i, f := range fields {
				if n, err := strconv.Atoi(f); err == nil && fields[min(i+1, len(fields)-1)] != "%" {
					total += n
				}
			}
		}
	}
	if total != 150 {
		t.Errorf("the counts sum to %d, want 150:\n%s", total, g.Text())
	}
}

// A weight is written in six columns, with its sign.
func TestWeightText(t *testing.T) {
	t.Parallel()
	for w, want := range map[float64]string{
		0: "0.000", 0.0431: "0.043", -0.0431: "−0.043", -9.87654: "−9.877", 9.99951: "10.000", 12.3456: "12.346", -123.456: "−123.5",
		-1234.56: "−1235", 123456: "123456", math.NaN(): "–",
	} {
		got := weightText(w, weightNumber)
		if got != want || screen.Width(got) >= weightNumber {
			t.Errorf("%v is written %q, want %q", w, got, want)
		}
	}
	if got := weightText(-1.5e9, weightShort); screen.Width(got) > weightNumber {
		t.Errorf("a huge weight is written %q", got)
	}
}

// Every box is drawn in, and with the same numbers whatever was drawn before.
func TestTrainViewsAnyBox(t *testing.T) {
	t.Parallel()
	runs := []*experiment.Train{
		trained(t, 3, "", "split", "0.7"), trained(t, 3, "", "data", "iris"), trained(t, 3, "", "data", "multi-gauss", "split", "0.7"),
		trained(t, 3, "", "data", "sine"), trained(t, 3, "", "hidden", ""), trained(t, 400, "", "data", "plane", "activation", "relu", "rate", "100"),
	}
	for _, o := range []theme.Options{{}, {Profile: theme.NoColor}, {Profile: theme.ANSI16, Glyphs: theme.ASCII}} {
		look := english(o)
		var m TrainMap
		var u TrainUnits
		var w TrainWeights
		var c Confusion
		for _, run := range runs {
			for _, width := range []int{0, 1, 3, 8, 20, 38, 60, 120} {
				for _, height := range []int{0, 1, 2, 4, 7, 12, 30} {
					for layer := range run.Sizes()[1:] {
						d := UnitsData{Train: run, Layer: layer}
						u.Draw(screen.New(width, height).Box(), look, d)
						w.Draw(screen.New(width, height).Box(), look, d)
					}
					m.Draw(screen.New(width, height).Box(), look, run)
					c.Draw(screen.New(width, height).Box(), look, run)
				}
			}
		}
	}
}

// The mouse finds the unit whose map it is on, and the row of weights.
func TestUnitAt(t *testing.T) {
	t.Parallel()
	run := trained(t, 3, "", "hidden", "4,3")
	g := screen.New(60, 30)
	var u TrainUnits
	d := UnitsData{Train: run, Layer: 1, Unit: 2}
	u.Draw(g.Box(), english(theme.Options{}), d)
	found := map[string]bool{}
	for y := range 30 {
		for x := range 60 {
			if layer, unit, ok := u.UnitAt(x, y); ok {
				found[fmt.Sprint(layer, unit)] = true
			}
		}
	}
	if len(found) != 4+3+1 {
		t.Errorf("the mouse finds the units %v", found)
	}
	if !strings.Contains(g.Text(), "2·3: a from ") {
		t.Errorf("the chosen unit is not told of:\n%s", g.Text())
	}
	var w TrainWeights
	w.Draw(g.Box(), english(theme.Options{}), d)
	if unit, ok := w.UnitAt(3); unit != 2 || !ok {
		t.Errorf("row 3 is that of unit %d, %v", unit, ok)
	}
	if _, ok := w.UnitAt(0); ok {
		t.Error("the heading is a unit")
	}
}

// BenchmarkTrainMap draws the map of a 2-8-8-1 network over a whole screen.
func BenchmarkTrainMap(b *testing.B) {
	run, err := experiment.NewTrain(sim.NewSetup("train", experiment.TrainParams()), nil)
	if err != nil {
		b.Fatal(err)
	}
	g, look := screen.New(120, 40), english(theme.Options{Dark: true})
	var v TrainMap
	b.ReportAllocs()
	for b.Loop() {
		v.Draw(g.Box(), look, run)
	}
}

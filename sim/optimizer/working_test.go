package optimizer

import (
	"math"
	"strings"
	"testing"
)

// What is worked out is what the rule does, in every iteration, and leaves the
// rule as it was.
func TestWorkIsTheUpdate(t *testing.T) {
	for _, text := range append(Names(), "lion(weight_decay=0.1)", "adagrad(lr_decay=0.1)", "radam(beta2=0.9)") {
		o := parse(t, text).New(2, 0.1)
		w := []float64{1.5, -2}
		for step := range 12 {
			g := []float64{2 * w[0], math.Cos(float64(step)) * w[1]}
			var want [2]float64
			for i := range w {
				lines := Work(o, i, w[i], g[i])
				last := lines[len(lines)-1]
				if last.Name != "w" {
					t.Fatalf("%s: the last line gives %s", text, last.Name)
				}
				want[i] = last.Value
				for _, line := range lines {
					if strings.Count(line.Form, "#") != len(line.Operands) {
						t.Errorf("%s: %d operands in %q", text, len(line.Operands), line.Form)
					}
				}
				if first, second := Moments(o); step > 0 && first == nil && second == nil && text != "sgd" {
					t.Errorf("%s remembers nothing", text)
				}
			}
			o.Begin()
			o.Update(0, w, g)
			for i := range w {
				if math.Abs(w[i]-want[i]) > 1e-14*math.Abs(w[i]) {
					t.Errorf("%s: step %d leads to %v, worked out %v", text, step, w[i], want[i])
				}
			}
		}
	}
}

func TestWorkOfAdamByHand(t *testing.T) {
	// The first step of Adam goes µ down the sign of the gradient, whatever its size.
	lines := Work(parse(t, "adam").New(1, 0.1), 0, 3, 40)
	want := []struct {
		name  string
		value float64
	}{{"m", 4}, {"v", 1.6}, {"m̂", 40}, {"v̂", 1600}, {"w", 2.9}}
	if len(lines) != len(want) {
		t.Fatalf("there are %d lines", len(lines))
	}
	for i, line := range lines {
		if line.Name != want[i].name || math.Abs(line.Value-want[i].value) > 1e-9 {
			t.Errorf("line %d is %s = %v, want %v", i, line.Name, line.Value, want[i])
		}
	}
}

func TestTableOfOthers(t *testing.T) {
	table := NewTable(append(Rules(), Rule{Name: "compass", Options: []Option{{Name: "size", Default: 1, Below: 9}}})...)
	s, err := table.Parse("compass(size=2)")
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := s.Value("size"); !ok || v != 2 || s.Name() != "compass" || s.String() != "compass(size=2)" {
		t.Errorf("it is read as %v with size %v", s, v)
	}
	if _, err := table.Parse("compas"); err == nil || !strings.HasSuffix(err.Error(), ", lion, compass") {
		t.Errorf("an unknown name: %v", err)
	}
	if _, err := table.Parse("compass(lr=2)"); err == nil || err.Error() != `compass: unknown option "lr"; give one of size` {
		t.Errorf("an unknown option: %v", err)
	}
	defer func() {
		if recover() == nil {
			t.Error("a rule with six options is taken")
		}
	}()
	NewTable(Rule{Options: make([]Option, maxOptions+1)})
}

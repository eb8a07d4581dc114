package optimizer

import (
	"math"
	"testing"
)

// Of every rule, parameters that stay move on as if nothing had been, wherever
// they stand; a new one of the rules that do not count iterations moves as in a
// new optimizer. The original is left alone.
func TestRearrange(t *testing.T) {
	for _, rule := range Rules() {
		spec, err := Parse(rule.Name)
		if err != nil {
			t.Fatal(err)
		}
		o, w := spec.New(3, 0.1), []float64{1, 2, 3}
		for range 5 {
			o.Begin()
			o.Update(0, w, []float64{0.5, -1, 2})
		}
		from := []int{2, -1, 0}
		moved, fresh := Rearrange(o, from), spec.New(1, 0.1)
		v := []float64{w[2], 7, w[0]}
		moved.Begin()
		moved.Update(0, v, []float64{1, 1, -3})
		o.Begin()
		o.Update(0, w, []float64{-3, 0.25, 1})
		if v[0] != w[2] || v[2] != w[0] {
			t.Errorf("%s: the parameters went to %g, and rearranged to %g", rule.Name, w, v)
		}
		alone := []float64{7}
		fresh.Begin()
		fresh.Update(0, alone, []float64{1})
		switch rule.Name {
		case "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "lion":
			if v[1] != alone[0] {
				t.Errorf("%s: a new parameter goes to %g, in a new optimizer to %g", rule.Name, v[1], alone[0])
			}
		default:
			if step := math.Abs(v[1] - 7); step == 0 || step > 0.5 {
				t.Errorf("%s: a new parameter goes from 7 to %g", rule.Name, v[1])
			}
		}
		if moved.Rate() != 0.1 {
			t.Errorf("%s: the step size becomes %g", rule.Name, moved.Rate())
		}
	}
}

// Adagrad's new parameters start where its old ones did.
func TestRearrangeKeepsTheStart(t *testing.T) {
	spec, err := Parse("adagrad(initial_accumulator_value=0.5)")
	if err != nil {
		t.Fatal(err)
	}
	o := Rearrange(spec.New(1, 0.1), []int{-1, 0})
	if _, s := Moments(o); s[0] != 0.5 || s[1] != 0.5 {
		t.Errorf("s is %g, want 0.5 for both", s)
	}
}

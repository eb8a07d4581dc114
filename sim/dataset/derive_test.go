package dataset

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"nabla/sim"
)

func TestDerive(t *testing.T) {
	s := read(t, "x1,x2,y\n3,-2,1\n0.5,4,0\n", Options{})
	d, err := Derive(s, DerivedNames())
	if err != nil {
		t.Fatal(err)
	}
	want := []float64{
		3, -2, 9, 4, -6, math.Sin(3), math.Sin(-2),
		0.5, 4, 0.25, 16, 2, math.Sin(0.5), math.Sin(4),
	}
	if !near(d.Inputs, want, 2.3e-16) {
		t.Errorf("inputs %v, want %v", d.Inputs, want)
	}
	if !slices.Equal(d.Features, DerivedNames()) {
		t.Errorf("features %v", d.Features)
	}
	if d.Len() != 2 || d.Class(0) != 1 || d.Class(1) != 0 || d.NumFeatures() != 7 {
		t.Errorf("%d rows of %d features, classes %d, %d", d.Len(), d.NumFeatures(), d.Class(0), d.Class(1))
	}
}

func TestDeriveOfTheFilesOwnColumns(t *testing.T) {
	s := read(t, "height,weight,age,y\n1,2,3,0.5\n4,5,6,0.7\n", Options{})
	d, err := Derive(s, []string{"age", " height "})
	if err != nil {
		t.Fatal(err)
	}
	if want := []float64{3, 1, 6, 4}; !slices.Equal(d.Inputs, want) || !slices.Equal(d.Features, []string{"age", "height"}) {
		t.Errorf("%v: %v, want %v", d.Features, d.Inputs, want)
	}
	if all, err := Derive(s, nil); err != nil || all != s {
		t.Errorf("no features: %v, %v; want the set itself", all, err)
	}
	two := read(t, "height,weight,y\n3,5,0.5\n4,6,0.7\n", Options{})
	d, err = Derive(two, []string{"weight", "x1 * x2", "x2", "x1"})
	if err != nil {
		t.Fatal(err)
	}
	if want := []float64{5, 15, 5, 3, 6, 24, 6, 4}; !slices.Equal(d.Inputs, want) || d.Features[1] != "x1*x2" {
		t.Errorf("%v: %v, want %v", d.Features, d.Inputs, want)
	}
}

func TestDeriveErrors(t *testing.T) {
	two := read(t, "height,weight,y\n3,5,0.5\n4,6,0.7\n", Options{})
	_, err := Derive(two, []string{"x1", "x3"})
	var choice sim.ChoiceError
	want := "height, weight, x1, x2, x1^2, x2^2, x1*x2, sin(x1), sin(x2)"
	if !errors.As(err, &choice) || choice.Entry != "x3" || strings.Join(choice.Accepted, ", ") != want {
		t.Errorf("unknown feature: %v; want x3 refused for %s", err, want)
	}
	_, err = Derive(two, []string{"x1", "x1^2", "x1"})
	var twice sim.TwiceError
	if !errors.As(err, &twice) || twice.Entry != "x1" {
		t.Errorf("repeated feature: %v", err)
	}
	three := read(t, "a,b,c,y\n1,2,3,4\n", Options{})
	if _, err := Derive(three, []string{"x1*x2"}); !errors.As(err, &choice) || len(choice.Accepted) != 3 {
		t.Errorf("a product of three inputs: %v", err)
	}
}

package experiment_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// Every number of every experiment has ends: they are accepted, and what lies
// beyond is refused with an error that names the parameter, the text, and both
// ends.
func TestEveryNumberHasItsRange(t *testing.T) {
	for _, spec := range experiment.All() {
		s, err := experiment.DefaultSetup(spec.Name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range spec.Params {
			p := &spec.Params[i]
			if !slices.Contains([]sim.Kind{sim.Number, sim.Whole, sim.Numbers, sim.Wholes}, p.Kind) {
				continue
			}
			lo, hi := sim.FormatNumber(p.Min), sim.FormatNumber(p.Max)
			for _, text := range []string{lo, hi} {
				if _, err := s.With(p.Name, text); err != nil {
					t.Errorf("%s: the end %s of %s is refused: %v", spec.Name, text, p.Name, err)
				}
			}
			bad := []string{
				sim.FormatNumber(p.Min - max(1, math.Abs(p.Min))), sim.FormatNumber(2*p.Max + 1),
				"1e999", "-1e999", "NaN", "Inf", "-Inf", "abc", "0x", "1,,2", "1;2", "1e", "½",
			}
			if p.Kind != sim.Wholes {
				bad = append(bad, "")
			}
			if p.Kind == sim.Whole || p.Kind == sim.Wholes {
				bad = append(bad, sim.FormatNumber(p.Min+0.5))
			}
			if p.Kind == sim.Number || p.Kind == sim.Whole {
				bad = append(bad, lo+","+hi)
			}
			for _, text := range bad {
				_, err := s.With(p.Name, text)
				refused(t, spec.Name, p.Name, text, err, lo, hi)
			}
		}
	}
}

// refused checks that the error is of the parameter and says what would be
// accepted.
func refused(t *testing.T, lab, name, text string, err error, accepted ...string) {
	t.Helper()
	var of *sim.ParamError
	if !errors.As(err, &of) {
		t.Errorf("%s: %s=%q gives %v, want a *sim.ParamError", lab, name, text, err)
		return
	}
	if of.Name != name || of.Text != text {
		t.Errorf("%s: %s=%q gives an error of %s=%q", lab, name, text, of.Name, of.Text)
	}
	if strings.ContainsAny(err.Error(), "\n\x1b") {
		t.Errorf("%s: %s=%q: the error is not one line: %q", lab, name, text, err)
	}
	for _, part := range accepted {
		if !strings.Contains(of.Err.Error(), part) {
			t.Errorf("%s: %s=%q: the error %q does not say %q", lab, name, text, err, part)
		}
	}
}

// Every choice there is starts a run or is refused for how it goes with the
// others; every other word is refused with the list.
func TestEveryChoiceIsOneOfItsList(t *testing.T) {
	for _, spec := range experiment.All() {
		s, err := experiment.DefaultSetup(spec.Name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range spec.Params {
			p := &spec.Params[i]
			for _, choice := range p.Choices {
				with, err := s.With(p.Name, choice)
				if err != nil {
					t.Errorf("%s: %s=%s is refused: %v", spec.Name, p.Name, choice, err)
					continue
				}
				run, err := spec.Open(with, nil)
				if err != nil {
					if !strings.Contains(err.Error(), choice) || !strings.Contains(err.Error(), "give") {
						t.Errorf("%s: %s=%s: the error %q names neither the choice nor what would be accepted", spec.Name, p.Name, choice, err)
					}
					continue
				}
				run.Step()
			}
			accepted := p.Choices
			switch p.Kind {
			case sim.YesNo:
				accepted = []string{"yes", "no"}
			case sim.Choice, sim.Choices:
			default:
				continue
			}
			for _, text := range []string{"", "no-such-thing", "관성", strings.ToUpper(accepted[0]), accepted[0] + " " + accepted[0]} {
				_, err := s.With(p.Name, text)
				refused(t, spec.Name, p.Name, text, err, accepted...)
			}
		}
	}
}

// What cannot be judged before a run is opened is refused then, by the
// parameter's name.
func TestWhatOnlyOpeningCanRefuse(t *testing.T) {
	for _, spec := range experiment.All() {
		for _, tt := range []struct {
			name, text string
			accepted   []string
		}{
			{"data", "no-such-file.csv", []string{"sine", "CSV"}},
			{"features", "x1,x9", []string{"x9", "x1*x2"}},
			{"weights", "none.json", []string{"JSON"}},
		} {
			s, err := experiment.DefaultSetup(spec.Name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Param(tt.name); err != nil {
				continue
			}
			with, err := s.With(tt.name, tt.text)
			if err != nil {
				t.Errorf("%s: %s=%q is judged too early: %v", spec.Name, tt.name, tt.text, err)
				continue
			}
			_, err = spec.Open(with, files(nil))
			refused(t, spec.Name, tt.name, tt.text, err, tt.accepted...)
		}
	}
}

func TestMalformedFormulasAreRefused(t *testing.T) {
	for _, lab := range []string{"descent", "dashboard"} {
		s, err := experiment.DefaultSetup(lab)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{
			"", "(", "w^", "2*/w", "sin", "sin(", "foo(w)", "w+v", "no-such-curve", "w;w", strings.Repeat("(", 5000), strings.Repeat("w+", 4000),
		} {
			_, err := s.With("f", text)
			refused(t, lab, "f", text, err)
		}
	}
}

// A network too large to be stepped at leisure is refused, not begun.
func TestHugeNetworksAreRefused(t *testing.T) {
	s := setup(t, "train", "hidden", strings.TrimSuffix(strings.Repeat("256,", 100), ","))
	if _, err := experiment.NewTrain(s, nil); err == nil || !strings.Contains(err.Error(), "at most") {
		t.Errorf("six million weights give %v, want that fewer are accepted", err)
	}
	if _, err := setup(t, "train").With("hidden", strings.TrimSuffix(strings.Repeat("8,", 101), ",")); err == nil || !strings.Contains(err.Error(), "100 at most") {
		t.Errorf("101 hidden layers give %v, want that 100 at most are accepted", err)
	}
}

package sim_test

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nabla/sim"
)

func TestNewSetupHoldsTheDefaults(t *testing.T) {
	s := sim.NewSetup("kinds", everyKind())
	if s.Lab != "kinds" || s.Seed != 7 {
		t.Errorf("lab %q with seed %d, want kinds with 7", s.Lab, s.Seed)
	}
	for _, p := range s.Params() {
		if got := s.Value(p.Name).String(); got != p.Default {
			t.Errorf("%s = %q, want its default %q", p.Name, got, p.Default)
		}
	}
}

// Every mistake in a declaration shows as soon as the lab is opened.
func TestNewSetupPanicsAtMistakes(t *testing.T) {
	inf := math.Inf(1)
	for _, tt := range []struct {
		about string
		lab   string
		p     sim.Param
	}{
		{"default out of range", "lab", sim.Param{Name: "a", Kind: sim.Number, Default: "2", Max: 1}},
		{"no default", "lab", sim.Param{Name: "a", Kind: sim.Number, Max: 1}},
		{"declared twice", "lab", sim.Param{Name: "twice", Kind: sim.Text}},
		{"called as the seed", "lab", sim.Param{Name: "seed", Kind: sim.Text}},
		{"no name", "lab", sim.Param{Kind: sim.Text}},
		{"blank in the name", "lab", sim.Param{Name: "step size", Kind: sim.Text}},
		{"= in the name", "lab", sim.Param{Name: "a=b", Kind: sim.Text}},
		{": in the name", "lab", sim.Param{Name: "a:b", Kind: sim.Text}},
		{"@ in the name", "lab", sim.Param{Name: "@a", Kind: sim.Text}},
		{"digit first in the name", "lab", sim.Param{Name: "1a", Kind: sim.Text}},
		{"range upside down", "lab", sim.Param{Name: "a", Kind: sim.Number, Default: "1", Min: 2, Max: 1}},
		{"range that is none", "lab", sim.Param{Name: "a", Kind: sim.Number, Default: "1", Min: math.NaN(), Max: 1}},
		{"range without an end", "lab", sim.Param{Name: "a", Kind: sim.Number, Default: "1", Max: inf}},
		{"log range from below 0", "lab", sim.Param{Name: "a", Kind: sim.Number, Default: "1", Min: -1, Max: 1, Log: true}},
		{"log range of 0", "lab", sim.Param{Name: "a", Kind: sim.Number, Default: "0", Log: true}},
		{"whole range too wide", "lab", sim.Param{Name: "a", Kind: sim.Whole, Default: "1", Max: 1e17}},
		{"empty choice", "lab", sim.Param{Name: "a", Kind: sim.Choice, Default: "b", Choices: []string{"b", ""}}},
		{"choice with blanks around", "lab", sim.Param{Name: "a", Kind: sim.Choice, Default: "b", Choices: []string{"b", " c"}}},
		{"choice of a list with a comma", "lab", sim.Param{Name: "a", Kind: sim.Choices, Default: "b", Choices: []string{"b", "c,d"}}},
		{"lab without a name", "", sim.Param{Name: "a", Kind: sim.Text}},
		{"lab with a blank in its name", "my lab", sim.Param{Name: "a", Kind: sim.Text}},
	} {
		params := []sim.Param{{Name: "twice", Kind: sim.Text}, tt.p}
		message := panics(func() { sim.NewSetup(tt.lab, params) })
		if !strings.HasPrefix(message, "sim: ") || !strings.Contains(message, tt.p.Name) && tt.lab == "lab" {
			t.Errorf("%s: panic %q, want one that names the parameter", tt.about, message)
		}
	}
}

func TestNewSetupTakesNamesOfAllKinds(t *testing.T) {
	for _, name := range []string{"rate", "beta1", "l2", "learning-rate", "x_0", "µ", "θ", "가중치", "A"} {
		p := sim.Param{Name: name, Kind: sim.Text, Default: "a"}
		s, err := sim.NewSetup("lab", []sim.Param{p}).With(name, "b")
		if err != nil {
			t.Fatal(err)
		}
		line := sim.Moment{Setup: s}.String()
		m, err := sim.ParseMoment(line, func(string) (sim.Setup, error) { return sim.NewSetup("lab", []sim.Param{p}), nil })
		if err != nil || m.Setup.Value(name).String() != "b" {
			t.Errorf("%q reads as %v, %v", line, m, err)
		}
	}
}

func TestWithLeavesTheOriginal(t *testing.T) {
	s := sim.NewSetup("kinds", everyKind())
	changed, err := s.With("number", " 0.50 ")
	if err != nil {
		t.Fatal(err)
	}
	again := changed.WithValue("number", s.Value("number"))
	for _, tt := range []struct {
		about string
		setup sim.Setup
		want  string
	}{{"the original", s, "0.1"}, {"the copy", changed, "0.5"}, {"the copy of the copy", again, "0.1"}} {
		if got := tt.setup.Value("number").String(); got != tt.want {
			t.Errorf("%s has number = %s, want %s", tt.about, got, tt.want)
		}
	}
}

func TestWithRefuses(t *testing.T) {
	s := sim.NewSetup("kinds", everyKind())
	same, err := s.With("nmuber", "1")
	unknown, ok := errors.AsType[sim.UnknownParamError](err)
	if !ok || unknown.Lab != "kinds" || unknown.Name != "nmuber" || !slices.Contains(unknown.Known, "number") {
		t.Errorf("With an unknown name = %#v, want an UnknownParamError that lists the known ones", err)
	}
	if !reflect.DeepEqual(texts(same), texts(s)) {
		t.Error("a refused name has changed the setup")
	}
	same, err = s.With("number", "many")
	if wrong, ok := errors.AsType[*sim.ParamError](err); !ok || wrong.Name != "number" || wrong.Text != "many" {
		t.Errorf("With a bad text = %#v, want a ParamError", err)
	}
	if !reflect.DeepEqual(texts(same), texts(s)) {
		t.Error("a refused text has changed the setup")
	}
}

// texts returns the parameters and what they are set to.
func texts(s sim.Setup) []string {
	out := make([]string, 0, len(s.Params()))
	for _, p := range s.Params() {
		out = append(out, p.Name+"="+s.Value(p.Name).String())
	}
	return out
}

func TestUndeclaredNamePanics(t *testing.T) {
	s := sim.NewSetup("kinds", everyKind())
	for _, f := range []func(){
		func() { s.Value("nmuber") },
		func() { s.WithValue("nmuber", sim.Value{}) },
	} {
		if message := panics(f); !strings.Contains(message, "nmuber") {
			t.Errorf("panic %q, want one with the name", message)
		}
	}
}

func TestParseEdit(t *testing.T) {
	s := sim.NewSetup("kinds", everyKind())
	for _, tt := range []struct{ text, want string }{
		{"40:number=0.1", "40:number=0.1"},
		{"0:number= 1e-2 ", "0:number=0.01"},
		{"1000000000:wholes=", "1000000000:wholes="},
		{"007:whole=7", "7:whole=7"},
		{"3:text=a=b:c@d", "3:text=a=b:c@d"},
		{`3:file=C:\a.csv`, `3:file=C:\a.csv`},
	} {
		e, err := s.ParseEdit(tt.text)
		if err != nil || e.String() != tt.want {
			t.Errorf("ParseEdit(%q) = %q, %v, want %q", tt.text, e, err, tt.want)
			continue
		}
		if again, err := s.ParseEdit(e.String()); err != nil || !reflect.DeepEqual(again, e) {
			t.Errorf("ParseEdit(%q) = %#v, %v, want %#v", e, again, err, e)
		}
	}
}

func TestStepErrorsSayWhatIsAccepted(t *testing.T) {
	s := sim.NewSetup("kinds", everyKind())
	for text, want := range map[string]string{
		"x:number=1":          `step: "x": "x" is not a whole number; give one from 0 to 1000000000`,
		"-1:number=1":         `step: "-1": -1 is out of range; give a whole number from 0 to 1000000000`,
		"1000000001:number=1": `step: "1000000001": 1000000001 is out of range; give a whole number from 0 to 1000000000`,
	} {
		if _, err := s.ParseEdit(text); err == nil || err.Error() != want {
			t.Errorf("ParseEdit(%q) = %v, want %s", text, err, want)
		}
	}
}

func TestParseEditRefuses(t *testing.T) {
	s := sim.NewSetup("kinds", everyKind())
	for _, tt := range []struct {
		text string
		err  error
	}{
		{"", sim.EditError{}},
		{"number=0.1", sim.EditError{}},
		{"40:number", sim.EditError{}},
		{":number=0.1", &sim.ParamError{}},
		{"-1:number=0.1", &sim.ParamError{}},
		{"1.5:number=0.1", &sim.ParamError{}},
		{"1000000001:number=0.1", &sim.ParamError{}},
		{"99999999999999999999:number=0.1", &sim.ParamError{}},
		{" 4:number=0.1", &sim.ParamError{}},
		{"40:=0.1", sim.UnknownParamError{}},
		{"40:seed=1", sim.UnknownParamError{}},
		{"40: number=0.1", sim.UnknownParamError{}},
		{"40:number=", &sim.ParamError{}},
		{"40:number=11", &sim.ParamError{}},
	} {
		e, err := s.ParseEdit(tt.text)
		if reflect.TypeOf(err) != reflect.TypeOf(tt.err) {
			t.Errorf("ParseEdit(%q) = %q, %#v, want a %T", tt.text, e, err, tt.err)
		}
		if !reflect.DeepEqual(e, sim.Edit{}) {
			t.Errorf("ParseEdit(%q) = %q beside its error", tt.text, e)
		}
	}
}

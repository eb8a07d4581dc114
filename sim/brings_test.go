package sim_test

import (
	"strings"
	"testing"

	"nabla/sim"
)

// formula is a lab whose f brings a number along for each of its letters.
func formula() []sim.Param {
	return []sim.Param{
		{Name: "f", Kind: sim.Formula, Default: "x+y", Brings: func(text string) []sim.Param {
			var letters []sim.Param
			for _, r := range "uvxyz" {
				if strings.ContainsRune(text, r) {
					letters = append(letters, sim.Param{Name: string(r), Kind: sim.Number, Default: "1", Min: -9, Max: 9, Live: true, Letter: true})
				}
			}
			return letters
		}},
		{Name: "rule", Kind: sim.Choice, Default: "a", Choices: []string{"a", "b"}},
	}
}

func names(s sim.Setup) string {
	all := make([]string, 0, len(s.Params()))
	for _, p := range s.Params() {
		all = append(all, p.Name+"="+s.Value(p.Name).String())
	}
	return strings.Join(all, " ")
}

func TestValuesBringParameters(t *testing.T) {
	s := sim.NewSetup("lab", formula())
	for _, tt := range []struct{ name, text, want string }{
		{"x", "3", "f=x+y rule=a x=3 y=1"},
		{"rule", "b", "f=x+y rule=b x=3 y=1"},
		{"f", "x*z", "f=x*z rule=b x=3 z=1"},
		{"f", "7", "f=7 rule=b"},
		{"f", "x", "f=x rule=b x=1"}, // what went is forgotten
	} {
		next, err := s.With(tt.name, tt.text)
		if err != nil {
			t.Fatal(err)
		}
		if before := names(s); names(next) != tt.want {
			t.Errorf("%s with %s=%s has %s, want %s", before, tt.name, tt.text, names(next), tt.want)
		}
		s = next
	}
	if _, err := s.With("y", "1"); err == nil {
		t.Error("a letter that the formula does not have was taken")
	}
}

func TestBroughtParametersAreShared(t *testing.T) {
	open := func(string) (sim.Setup, error) { return sim.NewSetup("lab", formula()), nil }
	m, err := sim.ParseMoment("lab z=4 f=x*z 3:x=2 @5", open)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := names(m.Setup), "f=x*z rule=a x=1 z=4"; got != want {
		t.Errorf("the setup is %s, want %s", got, want)
	}
	line := m.String()
	if want := "lab f=x*z z=4 3:x=2 @5"; line != want {
		t.Errorf("the line is %s, want %s", line, want)
	}
	back, err := sim.ParseMoment(line, open)
	if err != nil || back.String() != line {
		t.Errorf("%s comes back as %s, %v", line, back, err)
	}
	if _, err := sim.ParseMoment("lab f=x y=1", open); err == nil || !strings.Contains(err.Error(), `no parameter "y"; it has f, rule, x`) {
		t.Errorf("an unknown letter: %v", err)
	}
}

package sim_test

import (
	"errors"
	"fmt"
	"testing"

	"nabla/sim"
)

func TestGuess(t *testing.T) {
	param := sim.Param{Name: "init", Kind: sim.Choice, Choices: []string{"xavier", "he"}}
	list := sim.Param{Name: "activations", Kind: sim.Choices, Choices: []string{"sigmoid", "relu"}}
	parse := func(p sim.Param, text string) error {
		_, err := p.Parse(text)
		return err
	}
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"a lab", sim.UnknownLabError{Name: "trian", Known: []string{"train", "descent"}}, `no lab is called "trian"; there are train, descent; did you mean train?`},
		{"a parameter", sim.UnknownParamError{Lab: "train", Name: "rat", Known: []string{"rate"}}, `train has no parameter "rat"; it has rate; did you mean rate?`},
		{"a value", parse(param, "hee"), `init: "hee": give one of xavier, he; did you mean he?`},
		{"in capitals", parse(param, "HE"), `init: "HE": give one of xavier, he; did you mean he?`},
		{"an entry", parse(list, "relu,sigmod"), `activations: "relu,sigmod": "sigmod" is not one of sigmoid, relu; did you mean sigmoid?`},
		{"inside of another", fmt.Errorf("line 3: %w", parse(param, "hee")), `line 3: init: "hee": give one of xavier, he; did you mean he?`},
		{"of two the one that begins alike", sim.UnknownLabError{Name: "sinn", Known: []string{"sign", "sin"}}, `no lab is called "sinn"; there are sign, sin; did you mean sin?`},
		{"nothing near", parse(param, "momentum"), `init: "momentum": give one of xavier, he`},
		{"no name at all", sim.SeedError{}, sim.SeedError{}.Error()},
	} {
		got := sim.Guess(tt.err)
		if got.Error() != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
		if again := sim.Guess(got); again.Error() != tt.want {
			t.Errorf("%s: guessed again it says %v", tt.name, again)
		}
	}
	if got := sim.Guess(nil); got != nil {
		t.Errorf("of no error: %v", got)
	}
	// The parameter's error stays the outermost, for a panel that shows the rest.
	if p, ok := sim.Guess(parse(param, "hee")).(*sim.ParamError); !ok || !errors.As(p.Err, new(sim.NearError)) { //nolint:errorlint // the outermost is meant
		t.Errorf("the guess stands around the parameter's error: %#v", p)
	}
}

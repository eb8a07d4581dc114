package experiment

import (
	"fmt"

	"nabla/sim"
)

// BackpropSizeError is a network too large to be taken apart number by number.
type BackpropSizeError struct{ Params int }

func (e BackpropSizeError) Error() string {
	return fmt.Sprintf("%d weights and biases are too many to follow one by one; give fewer layers or units, for %d at most", e.Params, maxBackprop)
}

// Message returns the id and the arguments of the translated text.
func (e BackpropSizeError) Message() (string, map[string]any) {
	return "backprop.too-large", map[string]any{"Params": e.Params, "Limit": maxBackprop}
}

// BackpropEntryError is an entry of a list that is none.
type BackpropEntryError struct {
	Entry  string
	Answer bool // of the list of answers
}

func (e BackpropEntryError) Error() string {
	if e.Answer {
		return fmt.Sprintf("%q is no answer; write z1[2]=0.5 and so on, with ; between", e.Entry)
	}
	return fmt.Sprintf("%q sets nothing; write w2[1,3]=0.5, b2[1]=0, x[1]=1 or t[1]=0, with ; between", e.Entry)
}

// Message returns the id and the arguments of the translated text.
func (e BackpropEntryError) Message() (string, map[string]any) {
	if e.Answer {
		return "backprop.bad-answer", map[string]any{"Entry": e.Entry}
	}
	return "backprop.bad-entry", map[string]any{"Entry": e.Entry}
}

// BackpropNameError is the name of a number that the network does not have.
type BackpropNameError struct{ Name, Last string }

func (e BackpropNameError) Error() string {
	return fmt.Sprintf("this network has no %s; the last is %s", e.Name, e.Last)
}

// Message returns the id and the arguments of the translated text.
func (e BackpropNameError) Message() (string, map[string]any) {
	return "backprop.no-such", map[string]any{"Name": e.Name, "Last": e.Last}
}

// BackpropNotAskedError is an answer to what is not asked for. While the person
// guesses it is a [sim.ErrNotNow].
type BackpropNotAskedError struct {
	Name     string
	Guessing bool
}

// Is reports whether the target is [sim.ErrNotNow] and another step may ask.
func (e BackpropNotAskedError) Is(target error) bool { return target == sim.ErrNotNow && e.Guessing }

func (e BackpropNotAskedError) Error() string {
	if !e.Guessing {
		return "nothing is asked for; set guess to yes"
	}
	return fmt.Sprintf("%s is not asked for at this step; answer what stands as ? on the screen", e.Name)
}

// Message returns the id and the arguments of the translated text.
func (e BackpropNotAskedError) Message() (string, map[string]any) {
	if !e.Guessing {
		return "backprop.no-question", nil
	}
	return "backprop.not-asked", map[string]any{"Name": e.Name}
}

package sim

import (
	"errors"
	"strconv"
)

// Edit is "from step Step on, parameter Name is Value". It takes hold at the
// state that stands at that step, before the step after it.
type Edit struct {
	Step  int
	Name  string
	Value Value
}

// String returns the text form, STEP:NAME=VALUE, which [Setup.ParseEdit] reads.
func (e Edit) String() string { return strconv.Itoa(e.Step) + ":" + e.Name + "=" + e.Value.String() }

// MaxStep is the last step of a run, and so the highest that texts may name.
const MaxStep = 1_000_000_000

// parseStep reads a step. Its error is a [*ParamError] of the name "step".
func parseStep(text string) (int, error) {
	step, err := strconv.Atoi(text)
	switch {
	case errors.Is(err, strconv.ErrRange), err == nil && (step < 0 || step > MaxStep):
		err = RangeError{Entry: text, Max: MaxStep, Whole: true}
	case err != nil:
		err = NotNumberError{Entry: text, Max: MaxStep, Whole: true}
	default:
		return step, nil
	}
	return 0, &ParamError{Name: "step", Text: text, Err: err}
}

package experiment

import (
	"fmt"

	"nabla/sim"
)

// Fitted is the reason of a fit that has arrived.
type Fitted struct {
	Loss  float64
	Least bool // nothing has less
}

func (r Fitted) String() string {
	if r.Least {
		return fmt.Sprintf("least loss L = %.6g", r.Loss)
	}
	return fmt.Sprintf("minimum, L = %.6g", r.Loss)
}

// Message returns the id and the arguments of the translated text.
func (r Fitted) Message() (string, map[string]any) {
	id := "reason.fitted"
	if r.Least {
		id = "reason.fitted-least"
	}
	return id, map[string]any{"Loss": fmt.Sprintf("%.6g", r.Loss)}
}

// StepTooLong is the reason of plain descent on a quadratic loss with a step size
// above the limit.
type StepTooLong struct {
	Factor float64 // what each update multiplies the distance by
	Limit  float64 // 2/λmax
}

func (r StepTooLong) String() string {
	return fmt.Sprintf("µ > 2/λmax = %.4g: each step overshoots ×%.4g", r.Limit, r.Factor)
}

// Message returns the id and the arguments of the translated text.
func (r StepTooLong) Message() (string, map[string]any) {
	return "reason.step-too-long", map[string]any{"Limit": fmt.Sprintf("%.4g", r.Limit), "Factor": fmt.Sprintf("%.4g", r.Factor)}
}

// LevelFit is the reason of a fit that rests where there is no slope and no
// minimum.
type LevelFit struct{ Saddle bool }

func (r LevelFit) String() string {
	if r.Saddle {
		return "at a saddle: no slope, and lower ground on both sides"
	}
	return "on a flat place: no slope"
}

// Message returns the id and the arguments of the translated text.
func (r LevelFit) Message() (string, map[string]any) {
	if r.Saddle {
		return "reason.level-saddle", nil
	}
	return "reason.level-flat", nil
}

var (
	_ sim.Reason = Fitted{}
	_ sim.Reason = StepTooLong{}
	_ sim.Reason = LevelFit{}
)

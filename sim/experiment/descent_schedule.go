package experiment

import (
	"math"

	"nabla/sim/elementary"
)

// The ways in which the step size changes over the steps.
const (
	scheduleConstant    = "constant"
	scheduleStep        = "step"
	scheduleExponential = "exponential"
	scheduleCosine      = "cosine"
	scheduleWarmUp      = "warm-up"
)

func schedules() []string {
	return []string{scheduleConstant, scheduleStep, scheduleExponential, scheduleCosine, scheduleWarmUp}
}

// schedule is what the step size is multiplied by at step k since the start:
//
//	constant      1
//	step          γ^⌊k/T⌋
//	exponential   γ^(k/T)
//	cosine        ½·(1 + cos(π·k/T)), 0 from k = T on
//	warm-up       (k+1)/T, 1 from k = T−1 on
//
// The zero value is constant.
type schedule struct {
	kind   string
	decay  float64 // γ
	period float64 // T
}

func aboutSchedule(kind string) string {
	return map[string]string{
		scheduleConstant: "µ", scheduleStep: "µ·γ^⌊k/T⌋", scheduleExponential: "µ·γ^(k/T)",
		scheduleCosine: "µ·½(1 + cos(πk/T))", scheduleWarmUp: "µ·min(1, (k+1)/T)",
	}[kind]
}

// factor returns what the step size is multiplied by at step k.
func (s schedule) factor(k int) float64 {
	share := float64(k) / s.period
	switch s.kind {
	case scheduleStep:
		return elementary.Pow(s.decay, math.Floor(share))
	case scheduleExponential:
		return elementary.Pow(s.decay, share)
	case scheduleCosine:
		if share >= 1 {
			return 0
		}
		return (1 + elementary.Cos(float64(math.Pi*share))) / 2
	case scheduleWarmUp:
		return min(1, float64(k+1)/s.period)
	}
	return 1
}

// constant reports whether the step size stays what it is from step k on.
func (s schedule) constant(k int) bool {
	switch s.kind {
	case scheduleStep, scheduleExponential:
		return s.decay == 1
	case scheduleCosine, scheduleWarmUp:
		return float64(k+1) >= s.period && s.kind == scheduleWarmUp
	}
	return true
}

// shrinks reports whether the step size goes to 0.
func (s schedule) shrinks() bool {
	return s.kind == scheduleCosine || (s.kind == scheduleStep || s.kind == scheduleExponential) && s.decay < 1
}

package optimizer

import (
	"math"

	"nabla/sim/elementary"
)

// The ways in which a step size changes over the steps.
const (
	Constant    = "constant"
	Stairs      = "step"
	Exponential = "exponential"
	Cosine      = "cosine"
	WarmUp      = "warm-up"
)

// Schedules lists the kinds of a [Schedule].
func Schedules() []string { return []string{Constant, Stairs, Exponential, Cosine, WarmUp} }

// ScheduleFormula returns what a kind of [Schedule] makes of the step size µ, in
// signs; "" for a name that none has.
func ScheduleFormula(kind string) string {
	switch kind {
	case Constant:
		return "µ"
	case Stairs:
		return "µ·γ^⌊k/T⌋"
	case Exponential:
		return "µ·γ^(k/T)"
	case Cosine:
		return "µ·½(1 + cos(πk/T))"
	case WarmUp:
		return "µ·min(1, (k+1)/T)"
	}
	return ""
}

// Schedule is what the step size is multiplied by at step k since the start:
//
//	constant      1
//	step          γ^⌊k/T⌋
//	exponential   γ^(k/T)
//	cosine        ½·(1 + cos(π·k/T)), 0 from k = T on
//	warm-up       (k+1)/T, 1 from k = T−1 on
//
// PyTorch's StepLR(T, γ), ExponentialLR(γ) where T is 1, CosineAnnealingLR(T),
// and LinearLR(1/T, total_iters=T−1) are the same, each stepped once an update;
// past T PyTorch's cosine rises again. The zero value is constant.
type Schedule struct {
	Kind   string  // one of [Schedules]; empty for constant
	Decay  float64 // γ
	Period float64 // T
}

// Factor returns what the step size is multiplied by at step k, from 0.
func (s Schedule) Factor(k int) float64 {
	share := float64(k) / s.Period
	switch s.Kind {
	case Stairs:
		return elementary.Pow(s.Decay, math.Floor(share))
	case Exponential:
		return elementary.Pow(s.Decay, share)
	case Cosine:
		if share >= 1 {
			return 0
		}
		return (1 + elementary.Cos(float64(math.Pi*share))) / 2
	case WarmUp:
		return min(1, float64(k+1)/s.Period)
	}
	return 1
}

// Rate returns the step size at step k of a schedule that begins with rate: to
// the bit the rate itself where it is constant.
func (s Schedule) Rate(rate float64, k int) float64 {
	if !s.Changes() {
		return rate
	}
	return float64(rate * s.Factor(k))
}

// Changes reports whether the schedule is any but the constant one.
func (s Schedule) Changes() bool { return s.Kind != "" && s.Kind != Constant }

// SettledAt reports whether the step size stays what it is from step k on.
func (s Schedule) SettledAt(k int) bool {
	switch s.Kind {
	case Stairs, Exponential:
		return s.Decay == 1
	case Cosine, WarmUp:
		return float64(k+1) >= s.Period && s.Kind == WarmUp
	}
	return true
}

// Vanishes reports whether the step size goes to 0.
func (s Schedule) Vanishes() bool {
	return s.Kind == Cosine || (s.Kind == Stairs || s.Kind == Exponential) && s.Decay < 1
}

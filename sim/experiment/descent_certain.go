package experiment

import (
	"math"

	"nabla/sim"
	"nabla/sim/landscape"
)

// bowlCurvature returns f″ of a curve that is a quadratic, 0 of any other: of one
// whose slope is not, at places all over the range and far around it, that of
// a straight line to a part in 10⁹.
func bowlCurvature(curve *landscape.Landscape) float64 {
	const places, figures = 24, 1e-9 // at multiples of the golden ratio, which lie on no grid
	f := curve.Formula()
	lo, hi := curve.Range()
	_, slope, curvature := f.Curvature(lo)
	if !finite(slope) || !finite(curvature) || curvature == 0 {
		return 0
	}
	for i := range places {
		scale := 1.0
		if i%2 == 1 {
			scale = 1000
		}
		away := float64(scale * (hi - lo) * (fraction(float64(float64(i+1)*0.6180339887498949)) - 0.5))
		_, here, second := f.Curvature(lo + away)
		want := slope + float64(curvature*away)
		off := float64(figures * (math.Abs(slope) + math.Abs(want) + math.Abs(want-slope)))
		if !(math.Abs(second-curvature) <= float64(figures*math.Abs(curvature))) || !(math.Abs(here-want) <= off) {
			return 0
		}
	}
	return curvature
}

// Bowl returns f″ of a curve that is a quadratic, 0 of any other.
func (d *Descent) Bowl() float64 { return d.bowl }

// Factor returns what a step multiplies the distance to a point with curvature
// f″ by in the long run: 1 − µ·L, with momentum the larger root of
// z² − (1 + β − µL)·z + β. It is below 0 where the ball goes over to the other
// side each time. L is f″, or −f″ where the goal is a maximum.
func (d *Descent) Factor(rate, curvature float64) float64 {
	keep := 1 - float64(rate*d.rule.down(curvature))
	if d.rule.method == Momentum {
		return largerRoot(d.rule.beta+keep, d.rule.beta)
	}
	return keep
}

// doomed reports whether it is certain that the ball will never come to rest: on
// a quadratic, as soon as it has taken a step, from the step size alone.
func (d *Descent) doomed(b *Ball) (reason sim.Reason, certain bool) {
	r := &d.rule
	if d.bowl == 0 || b.steps == 0 || b.Slope == 0 || !r.method.TakesRate() || r.noisy(b) || !r.schedule.SettledAt(b.steps) {
		return nil, false
	}
	factor := d.Factor(r.stepSize(b), d.bowl)
	switch {
	case factor < -1:
		return GrowingZigzag{Factor: -factor}, true
	case factor > 1:
		return RunningAway{}, true
	}
	return nil, false
}

// idle returns why a ball rests though there is a slope, nil if its method does
// not tell.
func (d *Descent) idle(b *Ball) sim.Reason {
	switch r := &d.rule; {
	case b.Slope == 0:
		return nil
	case r.method.brackets() && !b.memory.bracketed:
		return NoBracket{}
	case r.method == Secant && b.steps > 0 && b.Slope == b.memory.slope:
		return LevelSecant{}
	case r.method.TakesRate() && r.stepSize(b) == 0:
		return RateGone{}
	}
	return nil
}

// NoBracket is the reason of a ball around whose start there is nothing to close
// in on: downhill of it the curve does not turn within its range.
type NoBracket struct{}

func (NoBracket) String() string {
	return "no bracket: downhill of the start the curve does not turn"
}

// Message returns the id and the arguments of the translated text.
func (NoBracket) Message() (string, map[string]any) { return "reason.no-bracket", nil }

// LevelSecant is the reason of a ball whose last two slopes are equal.
type LevelSecant struct{}

func (LevelSecant) String() string { return "the last two slopes are equal: no secant to follow" }

// Message returns the id and the arguments of the translated text.
func (LevelSecant) Message() (string, map[string]any) { return "reason.level-secant", nil }

// RateGone is the reason of a ball whose schedule has taken its step size to 0.
type RateGone struct{}

func (RateGone) String() string { return "the schedule has taken the step size to 0" }

// Message returns the id and the arguments of the translated text.
func (RateGone) Message() (string, map[string]any) { return "reason.rate-gone", nil }

var (
	_ sim.Reason = NoBracket{}
	_ sim.Reason = LevelSecant{}
	_ sim.Reason = RateGone{}
)

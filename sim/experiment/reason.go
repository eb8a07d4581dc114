package experiment

import (
	"fmt"
	"strings"

	"nabla/sim"
	"nabla/sim/landscape"
	"nabla/sim/network"
)

// NotFinite is the reason of a run whose numbers left those of a computer.
type NotFinite struct{}

func (NotFinite) String() string { return "the numbers are no longer finite" }

// Message returns the id and the arguments of the translated text.
func (NotFinite) Message() (string, map[string]any) { return "reason.not-finite", nil }

// Undefined is the reason of a run at a place where a part of its formula has no
// finite value or no derivative: which part of it, and where in the text.
type Undefined struct {
	At  string // the place: "0.5", or "-1, 1"
	Err error  // a [*calculus.PointError]
}

// undefined returns what [calculus.Formula.Check] has to say of a place.
func undefined(err error, at ...float64) Undefined {
	places := make([]string, len(at))
	for i, x := range at {
		places[i] = sim.FormatNumber(x)
	}
	return Undefined{At: strings.Join(places, ", "), Err: err}
}

func (r Undefined) String() string { return fmt.Sprintf("f(%s): %v", r.At, r.Err) }

// Message returns the id and the arguments of the translated text.
func (r Undefined) Message() (string, map[string]any) {
	return "reason.undefined", map[string]any{"At": r.At, "Err": r.Err}
}

// GrowingZigzag is the reason of a run that jumps over the valley farther and
// farther: the step size is too large.
type GrowingZigzag struct {
	Factor float64 // length of the last step over that of the step before
}

func (r GrowingZigzag) String() string {
	return fmt.Sprintf("step size too large: each overshoots ×%.4g", r.Factor)
}

// Message returns the id and the arguments of the translated text.
func (r GrowingZigzag) Message() (string, map[string]any) {
	return "reason.growing-zigzag", map[string]any{"Factor": fmt.Sprintf("%.4g", r.Factor)}
}

// RunningAway is the reason of a run that has left the picture and speeds up.
type RunningAway struct{}

func (RunningAway) String() string { return "runs away: there is no end to the slope" }

// Message returns the id and the arguments of the translated text.
func (RunningAway) Message() (string, map[string]any) { return "reason.running-away", nil }

// AtExtremum is the reason of a run that has found what it sought.
type AtExtremum struct {
	W, F            float64
	Global, Maximum bool
}

func (r AtExtremum) word() string {
	word := "local"
	if r.Global {
		word = "global"
	}
	if r.Maximum {
		return word + " maximum"
	}
	return word + " minimum"
}

func (r AtExtremum) String() string {
	return fmt.Sprintf("%s w = %.6g, f = %.6g", r.word(), r.W+0, r.F+0) // not -0
}

// Message returns the id and the arguments of the translated text.
func (r AtExtremum) Message() (string, map[string]any) {
	ids := map[string]string{
		"global minimum": "reason.global-minimum", "local minimum": "reason.local-minimum",
		"global maximum": "reason.global-maximum", "local maximum": "reason.local-maximum",
	}
	return ids[r.word()], map[string]any{"W": fmt.Sprintf("%.6g", r.W+0), "F": fmt.Sprintf("%.6g", r.F+0)}
}

// AtRest is the reason of a run whose slope is zero at the wrong place.
type AtRest struct {
	W    float64
	Kind landscape.Kind
}

func (r AtRest) String() string {
	kind := "an inflection"
	switch r.Kind {
	case landscape.Minimum:
		kind = "a minimum"
	case landscape.Maximum:
		kind = "a maximum"
	case landscape.Inflection:
	}
	return fmt.Sprintf("slope 0 at w = %.6g, %s", r.W, kind)
}

// Message returns the id and the arguments of the translated text.
func (r AtRest) Message() (string, map[string]any) {
	id := "reason.rest-inflection"
	switch r.Kind {
	case landscape.Minimum:
		id = "reason.rest-minimum"
	case landscape.Maximum:
		id = "reason.rest-maximum"
	case landscape.Inflection:
	}
	return id, map[string]any{"W": fmt.Sprintf("%.6g", r.W)}
}

// Flat is the reason of a run whose steps are too short to move it.
type Flat struct{ Slope float64 }

func (r Flat) String() string {
	return fmt.Sprintf("slope %.3g is too small to move w", r.Slope)
}

// Message returns the id and the arguments of the translated text.
func (r Flat) Message() (string, map[string]any) {
	return "reason.flat", map[string]any{"Slope": fmt.Sprintf("%.3g", r.Slope)}
}

// Exploded is the reason of a network whose numbers are no longer finite: at
// which step the first that is not appeared, in which layer, counted from 1 at
// the inputs, and what it is.
type Exploded struct {
	Step, Layer int
	What        network.Part
}

func (r Exploded) String() string {
	if r.What == network.PartLoss {
		return fmt.Sprintf("step %d: the loss is no longer finite", r.Step)
	}
	return fmt.Sprintf("step %d, layer %d: %s no longer finite", r.Step, r.Layer, map[network.Part]string{
		network.PartWeights: "the weights are", network.PartZ: "z is", network.PartGradient: "the gradient is",
	}[r.What])
}

// Message returns the id and the arguments of the translated text.
func (r Exploded) Message() (string, map[string]any) {
	switch r.What {
	case network.PartLoss:
		return "reason.exploded-loss", map[string]any{"Step": r.Step}
	case network.PartZ:
		return "reason.exploded-z", map[string]any{"Step": r.Step, "Layer": r.Layer}
	case network.PartGradient:
		return "reason.exploded-gradient", map[string]any{"Step": r.Step, "Layer": r.Layer}
	case network.NoPart, network.PartWeights:
	}
	return "reason.exploded-weights", map[string]any{"Step": r.Step, "Layer": r.Layer}
}

// NothingMoves is the reason of a network no weight of which has changed.
type NothingMoves struct{}

func (NothingMoves) String() string { return "the last update changed no weight at all" }

// Message returns the id and the arguments of the translated text.
func (NothingMoves) Message() (string, map[string]any) { return "reason.nothing-moves", nil }

var (
	_ sim.Reason = NotFinite{}
	_ sim.Reason = Undefined{}
	_ sim.Reason = GrowingZigzag{}
	_ sim.Reason = RunningAway{}
	_ sim.Reason = AtExtremum{}
	_ sim.Reason = AtRest{}
	_ sim.Reason = Flat{}
	_ sim.Reason = Exploded{}
	_ sim.Reason = NothingMoves{}
)

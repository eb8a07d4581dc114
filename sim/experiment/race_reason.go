package experiment

import (
	"fmt"

	"nabla/sim"
)

// Place is a kind of point where a surface is level.
type Place int

// The places where an optimiser may rest. Nothing is known of the others on a
// surface with AnyMinimum, so that it may be either of the first two.
const (
	GlobalMinimum Place = iota
	LocalMinimum
	AnyMinimum
	AtSaddle
	AtMaximum
	FlatPlace // one curvature at least is 0, so that they do not tell what it is
)

// AtSpot is the reason of an optimiser that rests where the surface is level.
type AtSpot struct {
	X, Y, F float64
	Place   Place
}

func (r AtSpot) String() string {
	words := [...]string{"global minimum", "local minimum", "minimum", "saddle", "maximum", "flat place"}
	text := fmt.Sprintf("%s (%.6g, %.6g), f = %.6g", words[r.Place], r.X, r.Y, r.F)
	if r.Place == FlatPlace {
		text += "; its curvature does not tell what it is"
	}
	return text
}

// Message returns the id and the arguments of the translated text.
func (r AtSpot) Message() (string, map[string]any) {
	ids := [...]string{
		"reason.spot-global-minimum", "reason.spot-local-minimum", "reason.spot-minimum",
		"reason.spot-saddle", "reason.spot-maximum", "reason.spot-flat",
	}
	return ids[r.Place], map[string]any{
		"X": fmt.Sprintf("%.6g", r.X), "Y": fmt.Sprintf("%.6g", r.Y), "F": fmt.Sprintf("%.6g", r.F),
	}
}

// Unmoved is the reason of an optimiser whose steps are too short to move it.
type Unmoved struct{ Slope float64 } // ‖∇f‖

func (r Unmoved) String() string {
	return fmt.Sprintf("its steps are too short to move it: ‖∇f‖ = %.3g", r.Slope)
}

// Message returns the id and the arguments of the translated text.
func (r Unmoved) Message() (string, map[string]any) {
	return "reason.unmoved", map[string]any{"Slope": fmt.Sprintf("%.3g", r.Slope)}
}

// GaveUp is the reason of a method that has ended at no level place.
type GaveUp struct{ Slope float64 } // ‖∇f‖

func (r GaveUp) String() string {
	return fmt.Sprintf("the method has ended: it finds no lower point; ‖∇f‖ = %.3g", r.Slope)
}

// Message returns the id and the arguments of the translated text.
func (r GaveUp) Message() (string, map[string]any) {
	return "reason.gave-up", map[string]any{"Slope": fmt.Sprintf("%.3g", r.Slope)}
}

// OutOfSight is the reason of an optimiser that has left the surface's range far
// behind.
type OutOfSight struct{}

func (OutOfSight) String() string { return "a million times the range away" }

// Message returns the id and the arguments of the translated text.
func (OutOfSight) Message() (string, map[string]any) { return "reason.out-of-sight", nil }

var (
	_ sim.Reason = AtSpot{}
	_ sim.Reason = Unmoved{}
	_ sim.Reason = GaveUp{}
	_ sim.Reason = OutOfSight{}
)

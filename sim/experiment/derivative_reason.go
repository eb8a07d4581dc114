package experiment

import (
	"fmt"
	"strconv"

	"nabla/sim"
)

// NearestAt is the reason of a run that has seen the secant's slope come near
// f′(x) and go away again.
type NearestAt struct {
	H     float64 // where it was nearest
	Error float64 // its distance there
}

func (r NearestAt) String() string {
	return fmt.Sprintf("best h = %s, error %s; below it rounding wins", twoFigures(r.H), twoFigures(r.Error))
}

// Message returns the id and the arguments of the translated text.
func (r NearestAt) Message() (string, map[string]any) {
	return "reason.nearest-at", map[string]any{"H": twoFigures(r.H), "Error": twoFigures(r.Error)}
}

// StaysNear is the reason of a run that has seen the secant's slope come near
// f′(x) and stay there, however small h became.
type StaysNear struct {
	H     float64 // the first with the least distance
	Error float64 // that distance
}

func (r StaysNear) String() string {
	return fmt.Sprintf("error %s from h = %s down: it never grows again", twoFigures(r.Error), twoFigures(r.H))
}

// Message returns the id and the arguments of the translated text.
func (r StaysNear) Message() (string, map[string]any) {
	return "reason.stays-near", map[string]any{"H": twoFigures(r.H), "Error": twoFigures(r.Error)}
}

// twoFigures writes a number with two figures: "7.5e-9".
func twoFigures(x float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 2, 64), 64)
	if err != nil {
		return sim.FormatNumber(x)
	}
	return sim.FormatNumber(rounded)
}

// NeverNear is the reason of a run in which no h brought the secant's slope
// near f′(x).
type NeverNear struct {
	H     float64 // the first
	Error float64 // the least distance
}

func (r NeverNear) String() string {
	return fmt.Sprintf("no h from %s down comes near f′: error %s at best", twoFigures(r.H), twoFigures(r.Error))
}

// Message returns the id and the arguments of the translated text.
func (r NeverNear) Message() (string, map[string]any) {
	return "reason.never-near", map[string]any{"H": twoFigures(r.H), "Error": twoFigures(r.Error)}
}

// NoDerivative is the reason of a run at a point where f has no derivative, or
// a part of its formula has none.
type NoDerivative struct {
	X   float64
	Err error
}

func (r NoDerivative) String() string {
	return fmt.Sprintf("f′(%s) cannot be worked out: %v", sim.FormatNumber(r.X), r.Err)
}

// Message returns the id and the arguments of the translated text.
func (r NoDerivative) Message() (string, map[string]any) {
	return "reason.no-derivative", map[string]any{"X": sim.FormatNumber(r.X), "Err": r.Err}
}

// Traced is the reason of a run in which x has slid over the whole range.
type Traced struct {
	Extrema int // how many of them it came by
}

func (r Traced) String() string {
	return fmt.Sprintf("f′ is traced over the whole range; extrema: %d", r.Extrema)
}

// Message returns the id and the arguments of the translated text.
func (r Traced) Message() (string, map[string]any) {
	return "reason.traced", map[string]any{"Extrema": r.Extrema}
}

var (
	_ sim.Reason = NearestAt{}
	_ sim.Reason = StaysNear{}
	_ sim.Reason = NeverNear{}
	_ sim.Reason = NoDerivative{}
	_ sim.Reason = Traced{}
)

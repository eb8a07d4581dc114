package experiment

import (
	"fmt"

	"nabla/sim"
)

// NoChordCut is the reason of a test for convexity in which the curve was
// above no chord.
type NoChordCut struct {
	Chords  int
	Concave bool // −f was tested
}

func (r NoChordCut) String() string {
	if r.Concave {
		return fmt.Sprintf("concave as far as %d chords can tell", r.Chords)
	}
	return fmt.Sprintf("convex as far as %d chords can tell", r.Chords)
}

// Message returns the id and the arguments of the translated text.
func (r NoChordCut) Message() (string, map[string]any) {
	if r.Concave {
		return "reason.no-chord-cut-concave", map[string]any{"Chords": r.Chords}
	}
	return "reason.no-chord-cut", map[string]any{"Chords": r.Chords}
}

// TestsDisagree is the reason of a test for convexity in which the curve was
// above no chord, though its second derivative is below 0 somewhere, or it has a
// kink that turns down or a gap: what lies between the points of the grid.
type TestsDisagree struct {
	Chords  int
	Concave bool // −f was tested
}

func (r TestsDisagree) String() string {
	what := "convex"
	if r.Concave {
		what = "concave"
	}
	return fmt.Sprintf("the tests disagree: none of %d chords breaks the rule, the second derivative says not %s", r.Chords, what)
}

// Message returns the id and the arguments of the translated text.
func (r TestsDisagree) Message() (string, map[string]any) {
	if r.Concave {
		return "reason.tests-disagree-concave", map[string]any{"Chords": r.Chords}
	}
	return "reason.tests-disagree", map[string]any{"Chords": r.Chords}
}

// NothingToCompare is the reason of a test for convexity in which no chord had
// values to be compared.
type NothingToCompare struct{ Chords int }

func (r NothingToCompare) String() string {
	return fmt.Sprintf("nothing to compare: none of %d chords has finite values", r.Chords)
}

// Message returns the id and the arguments of the translated text.
func (r NothingToCompare) Message() (string, map[string]any) {
	return "reason.nothing-to-compare", map[string]any{"Chords": r.Chords}
}

// ChordCut is the reason of a test for convexity that found a witness against
// it.
type ChordCut struct {
	Witness Witness
	Concave bool // −f was tested
}

func (r ChordCut) args() map[string]any {
	return map[string]any{
		"A": sim.FormatNumber(r.Witness.A), "B": sim.FormatNumber(r.Witness.B), "T": sim.FormatNumber(r.Witness.T),
		"Gap": fmt.Sprintf("%.4g", r.Witness.Gap),
	}
}

func (r ChordCut) String() string {
	what := "not convex"
	if r.Concave {
		what = "not concave"
	}
	a := r.args()
	return fmt.Sprintf("%s: the curve is above the chord from a = %v to b = %v, at t = %v by %v", what, a["A"], a["B"], a["T"], a["Gap"])
}

// Message returns the id and the arguments of the translated text.
func (r ChordCut) Message() (string, map[string]any) {
	if r.Concave {
		return "reason.chord-cut-concave", r.args()
	}
	return "reason.chord-cut", r.args()
}

// AllEnded is the reason of a comparison in which every ball has come to rest:
// in how many places on the convex curve and on the other.
type AllEnded struct{ Balls, Convex, Other int }

func (r AllEnded) String() string {
	return fmt.Sprintf("%d balls at rest: in places on the convex curve %d, on the other %d", r.Balls, r.Convex, r.Other)
}

// Message returns the id and the arguments of the translated text.
func (r AllEnded) Message() (string, map[string]any) {
	return "reason.all-ended", map[string]any{"Balls": r.Balls, "Convex": r.Convex, "Other": r.Other}
}

var (
	_ sim.Reason = NoChordCut{}
	_ sim.Reason = TestsDisagree{}
	_ sim.Reason = NothingToCompare{}
	_ sim.Reason = ChordCut{}
	_ sim.Reason = AllEnded{}
)

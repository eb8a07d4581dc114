package experiment

import (
	"fmt"
	"strings"

	"nabla/sim"
)

// farStart is how far from 0 a start may be.
const farStart = 1e6

func checkStart(text string) error {
	_, err := parseStarts(text)
	return err
}

// parseStarts reads where to start: nil for auto, the surface's own; two numbers,
// as in -1.2,1; or several pairs of them in parentheses, as in (-1.2,1),(2,2).
func parseStarts(text string) ([][2]float64, error) {
	if text == auto {
		return nil, nil
	}
	text = strings.TrimSpace(text)
	if !strings.HasPrefix(text, "(") {
		at, ok := parseStart(text)
		if !ok {
			return nil, StartError{}
		}
		return [][2]float64{at}, nil
	}
	var starts [][2]float64
	for rest := text; ; {
		inner, after, closed := strings.Cut(rest[1:], ")")
		at, ok := parseStart(inner)
		if !closed || !ok {
			return nil, StartError{}
		}
		if starts = append(starts, at); len(starts) > maxRacers {
			return nil, sim.TooManyError{Count: strings.Count(text, "("), Limit: maxRacers}
		}
		after = strings.TrimSpace(after)
		if after == "" {
			return starts, nil
		}
		after, comma := strings.CutPrefix(after, ",")
		if rest = strings.TrimSpace(after); !comma || !strings.HasPrefix(rest, "(") {
			return nil, StartError{}
		}
	}
}

// parseStart reads one start: two numbers.
func parseStart(text string) (at [2]float64, ok bool) {
	parts := strings.Split(text, ",")
	if len(parts) != len(at) {
		return at, false
	}
	for i, part := range parts {
		if at[i], ok = numberWithin(part, farStart); !ok {
			return at, false
		}
	}
	return at, true
}

// FormatStarts writes starts as a race reads them.
func FormatStarts(starts [][2]float64) string {
	texts := make([]string, len(starts))
	for i, at := range starts {
		texts[i] = sim.FormatNumber(at[0]) + "," + sim.FormatNumber(at[1])
		if len(starts) > 1 {
			texts[i] = "(" + texts[i] + ")"
		}
	}
	return strings.Join(texts, ",")
}

// StartError is a text that names no start of a race.
type StartError struct{}

func (StartError) Error() string {
	return fmt.Sprintf("give auto, two numbers from %s to %s such as -1.2,1, or several starts such as (-1.2,1),(2,2)",
		sim.FormatNumber(-farStart), sim.FormatNumber(farStart))
}

// Message returns the id and the arguments of the translated text.
func (StartError) Message() (string, map[string]any) {
	return "error.start", map[string]any{"Min": sim.FormatNumber(-farStart), "Max": sim.FormatNumber(farStart)}
}

// TooManyRunsError is a race of more runs than there is room for.
type TooManyRunsError struct{ Optimizers, Starts int }

func (e TooManyRunsError) Error() string {
	return fmt.Sprintf("%d optimisers from %d starts are %d runs, and at most %d race", e.Optimizers, e.Starts, e.Optimizers*e.Starts, maxRacers)
}

// Message returns the id and the arguments of the translated text.
func (e TooManyRunsError) Message() (string, map[string]any) {
	return "error.too-many-runs", map[string]any{
		"Optimizers": e.Optimizers, "Starts": e.Starts, "Runs": e.Optimizers * e.Starts, "Limit": maxRacers,
	}
}

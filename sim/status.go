package sim

// Outcome is how a run stands.
type Outcome int

// The outcomes of a run.
const (
	Running    Outcome = iota // on its way
	Zigzagging                // on its way, stepping over the minimum each time
	Converged                 // at a minimum
	Diverged                  // growing without end, or no longer a number
	Stuck                     // at rest where there is no minimum
	Stopped                   // at the end that was asked for
)

// String returns the word that reports use.
func (o Outcome) String() string {
	switch o {
	case Running:
		return "running"
	case Zigzagging:
		return "zigzagging"
	case Converged:
		return "converged"
	case Diverged:
		return "diverged"
	case Stuck:
		return "stuck"
	case Stopped:
		return "stopped"
	}
	return "unknown"
}

// Status is how a run stands, since which step, and why. The zero value is a
// run on its way.
type Status struct {
	Outcome Outcome
	Step    int    // at which the outcome became certain
	Reason  Reason // nil while there is nothing to say
}

// Text returns the reason in English, empty where there is none.
func (s Status) Text() string {
	if s.Reason == nil {
		return ""
	}
	return s.Reason.String()
}

// Reason says why a run stands as it does. String is English for reports;
// Message is the id and the arguments of the text in the language of a screen.
type Reason interface {
	String() string
	Message() (id string, args map[string]any)
}

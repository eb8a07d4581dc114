package sim

import "io"

// Runner is an experiment that can be stepped and asked. [State] adds what
// travel in time needs.
type Runner interface {
	// Step advances by one step, in place. It allocates nothing once warm.
	// After the run has diverged it goes on with whatever numbers there are.
	Step()

	// Apply makes an edit take hold now; the edit's Step is not looked at. An
	// error leaves the state as it was; it wraps [ErrNeedsRestart] where only
	// a new run can take the change.
	Apply(e Edit) error

	// Report returns the numbers of the present step: a struct whose fields
	// carry the names of the report as json tags. It is the caller's to keep.
	Report() any

	// Status tells how the run stands.
	Status() Status
}

// State is a deterministic simulation: two states made from one setup, given
// the same edits at the same steps, agree bit for bit ever after.
type State[S any] interface {
	Runner

	// Clone returns a copy that shares nothing that either will change. What
	// no step changes (data, a parsed formula) is shared; what a step can
	// work out again (scratch memory) is left behind, to keep copies small.
	Clone() S
}

// Opener opens a file that a setup names. A nil Opener means that files are
// not to be had, as in a session over the network.
type Opener func(name string) (io.ReadCloser, error)

package sim

import "slices"

// historyCap is how many samples a history holds at most; it always holds at
// least half as many once it was full, more than a screen has dots.
const historyCap = 2048

// History keeps samples of a run for a curve over its steps. Its memory is
// bounded: when it is full, every other sample goes and from then on only
// every second step is kept. Which steps are kept depends on nothing but how
// many were added, so that a history is part of a state: a seek restores it.
//
// A clone shares the samples there are with the history it was made from, so
// that the hundreds of clones of a timeline cost little; what either adds later
// is its own.
//
// The zero value is empty and keeps every step, starting at step 0; see
// [NewHistory] for one that keeps fewer.
type History struct {
	columns int
	every   int
	next    int // the step that the next Add is for

	// values are the samples, one after the other. Clones may share the array
	// up to their length, so that nothing there is ever overwritten; only the
	// history that made the array has room behind it.
	values []float64
}

// NewHistory returns an empty history that keeps every n-th step from the
// first, for values that cost much to find. Less than 1 means 1.
func NewHistory(n int) History { return History{every: max(n, 1)} }

// Wants reports whether the next step to be added will be kept, so that a
// caller may save the work of finding its values.
func (h *History) Wants() bool { return h.every == 0 || h.next%h.every == 0 }

// Add takes the values of the next step. It panics unless there is one at
// least and always the same number of them. It allocates nothing except when
// the history was empty, was cloned, or is full: every 1024th sample at most.
func (h *History) Add(values ...float64) {
	if h.columns == 0 {
		h.every, h.columns = max(h.every, 1), len(values)
	}
	if len(values) == 0 || len(values) != h.columns {
		panic("sim: History.Add with no values or another number of them than before")
	}
	if h.Wants() {
		switch {
		case h.Len() == historyCap:
			h.move(2)
			h.every *= 2
		case len(h.values) == cap(h.values):
			h.move(1)
		}
		h.values = append(h.values, values...)
	}
	h.next++
}

// Skip passes over a step that the history does not want. It panics if the
// history wants it.
func (h *History) Skip() {
	if h.Wants() {
		panic("sim: History.Skip of a step that is wanted")
	}
	h.next++
}

// move takes every sample, or every second one, to an array of the history's
// own with room for all it will ever hold.
func (h *History) move(stride int) {
	values := make([]float64, 0, historyCap*h.columns)
	for i := 0; i < h.Len(); i += stride {
		values = append(values, h.sample(i)...)
	}
	h.values = values
}

// Len returns the number of samples.
func (h *History) Len() int {
	if h.columns == 0 {
		return 0
	}
	return len(h.values) / h.columns
}

// Step returns the step of sample i.
func (h *History) Step(i int) int { return i * h.every }

// Value returns a column of sample i. It panics if there is none.
func (h *History) Value(i, column int) float64 { return h.sample(i)[column] }

func (h *History) sample(i int) []float64 {
	return h.values[i*h.columns : (i+1)*h.columns]
}

// Clone returns a copy that goes on by itself.
func (h *History) Clone() History {
	c := *h
	c.values = slices.Clip(h.values)
	return c
}

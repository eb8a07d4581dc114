package sim

import "slices"

// Snapshot is a run as it stood at a step, for others to go on from. It never
// changes, so that any number of timelines may share it, at the same time and in
// different goroutines: what they have in common, data and keyframes, is in memory
// once. The zero value is of no run.
type Snapshot[S State[S]] struct {
	now    S
	step   int
	end    int
	frames []keyframe[S]
	edits  []Edit

	far, widest int
}

// Snapshot returns the run as it stands. It costs a clone of the state.
func (t *Timeline[S]) Snapshot() Snapshot[S] {
	return Snapshot[S]{
		now: t.now.Clone(), step: t.step, end: t.end, far: t.far, widest: t.widest,
		frames: slices.Clone(t.frames), edits: t.edits,
	}
}

// Timeline returns a timeline of its own for the run: it stands where the run
// stood, and from there on is as if it had made every step itself. It costs a
// clone of the state and no step. It panics for a snapshot of no run.
//
// The clone is needed for reading too: many a state finds what is asked of it only
// when it is, and keeps that.
func (s Snapshot[S]) Timeline() *Timeline[S] {
	if len(s.frames) == 0 {
		panic("sim: Snapshot.Timeline of no run")
	}
	return &Timeline[S]{
		now: s.now.Clone(), step: s.step, end: s.end, far: s.far, widest: s.widest,
		frames: slices.Clone(s.frames), edits: s.edits,
	}
}

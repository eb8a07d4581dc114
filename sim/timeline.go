package sim

import (
	"math/bits"
	"slices"
)

// keyframeSpacing is the distance in steps between the keyframes next to the
// playhead.
const keyframeSpacing = 32

// What the keyframes of a long run may take where states tell their size: so
// many bytes and no more than so many keyframes, which are no closer together
// than farSpacing for it: some ten milliseconds' worth of small steps.
const (
	farBytes   = 2 << 20
	farFrames  = 1024
	farSpacing = 1 << 9 * keyframeSpacing
)

// Sized is a state that tells about how many bytes a clone of it takes, so that
// a timeline can keep more of the small ones.
type Sized interface{ Size() int }

// Timeline takes a run to any of its steps, exactly: the state at step n is
// bit for bit that of a straight run with the same edits.
//
// It keeps clones of the state as keyframes, one every 32 steps around the
// playhead, and from 256 steps away on one every d/16 to d/8 at a distance of
// d, so that a run of n steps holds O(log n) of them: 8 for every doubling to
// either side. A seek within [0, End] goes to the last keyframe before its
// target and steps from there: less than max(32, f/8) steps, where f is the
// furthest step ever reached, futures since dropped included; and less than 32
// to any of the 480 steps behind a playhead that came there by stepping.
//
// Of states that are [Sized], and small, it keeps more: then a seek takes less
// than 16384 steps in a run of up to 16 million, and f/512 in a longer one.
//
// A run ends at [MaxStep], the last step that a share line can name.
//
// It owns the only state that is ever stepped; [Timeline.Now] lends it out to
// be read, and a [Snapshot] hands it on to other timelines.
type Timeline[S State[S]] struct {
	now    S
	step   int
	end    int
	frames []keyframe[S] // by step, the one of step 0 first
	edits  []Edit        // by step

	far    int // how many keyframes may be kept to be near every step; 0 is none
	widest int // how far apart they are, which only ever grows
}

// keyframe is the state as it arrives at a step, before the edits made there.
type keyframe[S any] struct {
	step  int
	state S
}

// NewTimeline returns a timeline that stands at step 0 of the run that begins
// with the state, which belongs to the timeline from then on.
func NewTimeline[S State[S]](start S) *Timeline[S] {
	t := &Timeline[S]{now: start, frames: []keyframe[S]{{step: 0, state: start.Clone()}}, widest: farSpacing}
	if sized, ok := any(start).(Sized); ok {
		t.far = min(farFrames, farBytes/max(sized.Size(), 1))
	}
	return t
}

// Now returns the state at the playhead, to be read only and only until the
// timeline moves or is edited.
func (t *Timeline[S]) Now() S { return t.now }

// Start returns the state at step 0 before any edit, to be cloned and nothing
// else: a clone that makes the same edits and steps becomes what Now is. That may
// be done while the timeline moves.
func (t *Timeline[S]) Start() S { return t.frames[0].state }

// Status tells how the run stands at the playhead.
func (t *Timeline[S]) Status() Status { return t.now.Status() }

// Step returns the step the playhead stands at.
func (t *Timeline[S]) Step() int { return t.step }

// End returns the furthest step the run has reached since its last edit.
func (t *Timeline[S]) End() int { return t.end }

// Edits returns the edits made so far, by step. The caller must not change it.
func (t *Timeline[S]) Edits() []Edit { return t.edits }

// Seek moves the playhead to step n, held to [0, MaxStep].
func (t *Timeline[S]) Seek(n int) { t.Approach(n, MaxStep) }

// Approach moves the playhead towards step n by stepping at most limit times
// (at least once where a step is needed), and reports whether it has arrived.
// A user interface seeks with it without ever being held up for long. On its
// way back the playhead stands at a keyframe before n, or between it and n.
func (t *Timeline[S]) Approach(n, limit int) bool {
	n = min(max(n, 0), MaxStep)
	if n == t.step {
		return true
	}
	if f := t.frames[t.frameBefore(n)]; n < t.step || f.step > t.step {
		t.now, t.step = f.state.Clone(), f.step
		t.applyEdits(t.now, t.step)
		t.thin()
	}
	for until := t.step + min(n-t.step, max(limit, 1)); t.step < until; {
		t.advance(until)
	}
	return t.step == n
}

// Edit makes an edit at the playhead: the parameter has the value from here
// on, and the future that was is dropped. It takes the place of an edit of the
// same parameter at the same step, as if that had never been. On an error, the
// one of [State.Apply], nothing has changed.
func (t *Timeline[S]) Edit(name string, v Value) error {
	edits := slices.DeleteFunc(slices.Clone(t.edits), func(old Edit) bool {
		return old.Step > t.step || old.Step == t.step && old.Name == name
	})
	edits = append(edits, Edit{Step: t.step, Name: name, Value: v})
	// Not now.Apply: now may have taken the edit that this one replaces, and
	// what that did to it (a ball dropped anew) no later edit takes back.
	now := t.arrived().Clone()
	for _, e := range editsAt(edits, t.step) {
		if err := now.Apply(e); err != nil {
			return err
		}
	}
	t.now, t.edits, t.end = now, edits, t.step
	t.frames = slices.DeleteFunc(t.frames, func(f keyframe[S]) bool { return f.step > t.step })
	return nil
}

// arrived returns the state at the playhead before the edits made there. It is
// a keyframe, laid unless there was one, for the next edit that the playhead
// sees before it moves on.
func (t *Timeline[S]) arrived() S {
	i := t.frameBefore(t.step)
	f := t.frames[i]
	if f.step == t.step {
		return f.state
	}
	var state S
	if len(editsAt(t.edits, t.step)) == 0 {
		state = t.now.Clone()
	} else {
		state = f.state.Clone()
		for step := f.step; step < t.step; step++ {
			t.applyEdits(state, step)
			state.Step()
		}
	}
	t.frames = slices.Insert(t.frames, i+1, keyframe[S]{step: t.step, state: state})
	return state
}

// advance steps once on the way to a step, laying the keyframes that will still
// be wanted there.
func (t *Timeline[S]) advance(until int) {
	t.now.Step()
	t.step++
	if t.step&(t.spacing(until-t.step)-1) == 0 { // a power of two
		t.lay()
	}
	t.applyEdits(t.now, t.step)
	t.end = max(t.end, t.step)
	if t.far > 0 && t.end > t.far*t.widest {
		t.widest *= 2
	}
}

// lay keeps a clone of the present state unless there is one already.
func (t *Timeline[S]) lay() {
	i := t.frameBefore(t.step)
	if t.frames[i].step < t.step {
		t.frames = slices.Insert(t.frames, i+1, keyframe[S]{step: t.step, state: t.now.Clone()})
		t.thin()
	}
}

// applyEdits makes the edits of the step take hold of the state. Each was
// accepted by this same state when it was made, so that a refusal now means
// that the experiment is not deterministic: a panic.
func (t *Timeline[S]) applyEdits(state S, step int) {
	for _, e := range editsAt(t.edits, step) {
		if err := state.Apply(e); err != nil {
			panic("sim: edit " + e.String() + " was accepted once and is refused now: " + err.Error())
		}
	}
}

// editsAt returns the edits of one step.
func editsAt(edits []Edit, step int) []Edit {
	from, found := slices.BinarySearchFunc(edits, step, func(e Edit, step int) int { return e.Step - step })
	if !found {
		return nil
	}
	to := from
	for to < len(edits) && edits[to].Step == step {
		to++
	}
	return edits[from:to]
}

// frameBefore returns the index of the last keyframe at or before step n.
func (t *Timeline[S]) frameBefore(n int) int {
	i, found := slices.BinarySearchFunc(t.frames, n, func(f keyframe[S], n int) int { return f.step - n })
	if found {
		return i
	}
	return i - 1
}

// thin drops the keyframes that are closer together than their distance from
// the playhead asks for. A keyframe stays if its step is a multiple of the
// spacing at its distance; spacings double, so that what stays at one distance
// is part of what stayed at a smaller one.
func (t *Timeline[S]) thin() {
	t.frames = slices.DeleteFunc(t.frames, func(f keyframe[S]) bool {
		return f.step&(t.spacing(t.step-f.step)-1) != 0 // a power of two
	})
}

// spacing returns the distance between keyframes at distance d from the
// playhead.
func (t *Timeline[S]) spacing(d int) int {
	if t.far > 0 {
		return min(spacing(d), t.widest)
	}
	return spacing(d)
}

// spacing returns the distance between keyframes at distance d from the
// playhead: 32 doubled as often as it stays within |d|/8.
func spacing(d int) int {
	doublings := bits.Len(uint(max(d, -d)/(8*keyframeSpacing))) - 1
	return keyframeSpacing << max(doublings, 0)
}

package views

import "context"

// Gradual is what takes longer to work out than a frame may. Its work is counted in
// operations, some hundred thousands of which make a thousandth of a second or two.
type Gradual interface {
	// Work does about so many operations, less where it is cancelled, and reports
	// whether there is more to do.
	Work(ctx context.Context, operations int) (more bool)

	// Share is how much is done, from 0 to 1.
	Share() float64
}

// framePart is how many operations a frame may spend on what is not done.
const framePart = 280_000

// Rest is what a view would have worked out by others. Once it is handed over the
// view leaves the task alone until it hears that it is done.
type Rest struct {
	Key  string
	Task Gradual
}

// later is what a view shows as soon as it is worked out: little of it at once, more
// in parts, by the view itself frame by frame or by others, to whom it is lent.
type later[T Gradual] struct {
	key        string
	task       T
	done, lent bool
	share      float64
}

// want sees to it that the thing of the key is worked out, and does a part of it
// where nobody else does.
func (l *later[T]) want(key string, begin func() T) {
	if key != l.key {
		*l = later[T]{key: key, task: begin()}
	}
	if !l.done && !l.lent {
		l.done = !l.task.Work(context.Background(), framePart)
		l.share = l.task.Share()
	}
}

// readable reports whether the task may be looked at: nobody else works on it.
func (l *later[T]) readable() bool { return l.key != "" && (l.done || !l.lent) }

// rest lends what is not done; ok is false where nothing is left to do.
func (l *later[T]) rest() (rest Rest, ok bool) {
	if l.key == "" || l.done {
		return Rest{}, false
	}
	l.lent = true
	return Rest{Key: l.key, Task: l.task}, true
}

// hear takes how far others are, and the task once it is done.
func (l *later[T]) hear(share float64, done Gradual) {
	if !l.lent || l.done {
		return
	}
	l.share = max(l.share, share)
	if task, ok := done.(T); ok {
		l.task, l.done, l.share = task, true, 1
	}
}

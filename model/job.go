package model

import (
	"context"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Worker is a pane that shows what takes longer to work out than a key press may:
// a map of thousands of runs. The root has it done by commands while the pane is
// on the screen, one job at a time, and drops it when another one is asked for.
type Worker interface {
	Pane

	// Job returns the work whose result the pane is to show, false for none. It
	// is asked after every message, so that it costs next to nothing.
	Job() (job Job, ok bool)

	// Hear tells the pane how the job it asks for fares.
	Hear(p Progress)
}

// Follower is a worker whose job depends on the step. It may go on asking for that
// of another step while the run moves: a job that changed with every step would
// never be done.
type Follower interface {
	Worker

	// Moving tells whether the run moves, each time before the job is asked for.
	Moving(moves bool)
}

// Job is work for a pane. What comes of it is a function of what the key names,
// so that a result with that key may be shown again.
type Job struct {
	Key   string
	Begin func() Task // called by a command
}

// Task is work under way. Commands call it, one at a time; once it is done, panes
// read its result and nobody changes it.
type Task interface {
	// Work does a part that takes no more than some hundredths of a second, less
	// where it is cancelled, and reports whether there is more to do.
	Work(ctx context.Context) (more bool)

	// Share is how much is done, from 0 to 1.
	Share() float64
}

// Progress is how a job fares.
type Progress struct {
	Share float64 // of the work that is done, from 0 to 1
	Done  Task    // with the result; nil while there is more to do
	Err   error   // why there will be no result
}

// BrokenJobError is a job that could not go on: a mistake of the program's.
type BrokenJobError struct{ Cause any }

func (e BrokenJobError) Error() string { return fmt.Sprintf("the work broke off: %v", e.Cause) }

// Message returns the id and the arguments of the translated text.
func (e BrokenJobError) Message() (string, map[string]any) {
	return "error.broken-job", map[string]any{"Cause": fmt.Sprint(e.Cause)}
}

// work is a job that commands work on.
type work struct {
	key    string
	begin  func() Task
	task   Task // of the command under way; nil before the first
	share  float64
	cancel context.CancelFunc // of the command under way
}

// bench is where jobs are worked on: at most one at present, and the last few
// that are done.
type bench struct {
	now  *work      // nil for none
	busy bool       // a command is under way, though it may be of a job that was dropped
	done []finished // the one shown last at the end
}

// finished is what came of a job.
type finished struct {
	key      string
	progress Progress
}

// keptJobs is how many results are kept.
const keptJobs = 4

// workedMsg is what a command has done of a job.
type workedMsg struct {
	work  *work
	task  Task
	share float64
	more  bool
	err   error
}

// arrive takes what a command has done, and reports whether there is something
// to see: a job that was dropped shows nothing, nor does less than a hundredth.
func (b *bench) arrive(msg workedMsg) (seen bool) {
	b.busy = false
	if msg.work != b.now {
		return false
	}
	w := b.now
	seen = percent(w.share) != percent(msg.share)
	w.task, w.share = msg.task, msg.share
	switch {
	case msg.err != nil:
		b.keep(finished{w.key, Progress{Err: msg.err}})
	case !msg.more:
		b.keep(finished{w.key, Progress{Share: 1, Done: msg.task}})
	default:
		return seen
	}
	b.drop()
	return true
}

func percent(share float64) int { return int(100 * share) }

// keep stores a result in place of the one that was not asked for longest.
func (b *bench) keep(f finished) {
	if len(b.done) == keptJobs {
		b.done = slices.Delete(b.done, 0, 1)
	}
	b.done = append(b.done, f)
}

// drop cancels the job at present, if any.
func (b *bench) drop() {
	if b.now != nil {
		b.now.cancel()
		b.now = nil
	}
}

// progress tells how the job with the key fares; ok is false where it has yet to
// be done.
func (b *bench) progress(key string) (p Progress, ok bool) {
	at := slices.IndexFunc(b.done, func(f finished) bool { return f.key == key })
	if at < 0 {
		return p, false
	}
	f := b.done[at]
	b.done = append(slices.Delete(b.done, at, at+1), f)
	return f.progress, true
}

// serve makes the job the one at present, and returns the command that does the
// next part of it, nil while another command is under way.
func (b *bench) serve(job Job) tea.Cmd {
	if b.now == nil || b.now.key != job.Key {
		b.drop()
		b.now = &work{key: job.Key, begin: job.Begin, cancel: func() {}}
	}
	if b.busy {
		return nil
	}
	b.busy = true
	ctx, cancel := context.WithCancel(context.Background())
	b.now.cancel = cancel
	return b.now.part(ctx, cancel)
}

// part returns the command that does the next part. Whatever goes wrong in it is
// told: a program with many sessions must not end with one of them.
func (w *work) part(ctx context.Context, cancel context.CancelFunc) tea.Cmd {
	task := w.task
	return func() (msg tea.Msg) {
		defer cancel()
		defer func() {
			if cause := recover(); cause != nil {
				msg = workedMsg{work: w, err: BrokenJobError{cause}}
			}
		}()
		if task == nil {
			task = w.begin()
		}
		more := task.Work(ctx)
		return workedMsg{work: w, task: task, share: task.Share(), more: more}
	}
}

// work sees to what the panes on the screen want worked out: it tells them how it
// fares, and has the first job that is not done gone on with. A job that nobody on
// the screen asks for is dropped.
func (a *App) work() tea.Cmd {
	if a.watching {
		a.bench.drop()
		return nil
	}
	var next *Job
	if job, ok := a.foretell(); ok {
		next = &job
	}
	for i, pane := range a.panes {
		worker, ok := seen(pane).(Worker)
		if !ok {
			continue
		}
		if f, ok := worker.(Follower); ok {
			f.Moving(a.playback.moving())
		}
		job, ok := worker.Job()
		if !ok || !a.shown(i) {
			continue
		}
		job.Key = a.setup.Lab + " " + pane.Name() + " " + job.Key
		p, done := a.bench.progress(job.Key)
		if !done {
			if next == nil {
				next = &job
			}
			if now := a.bench.now; now != nil && now.key == job.Key {
				p.Share = now.share
			}
		}
		worker.Hear(p)
	}
	if next == nil {
		a.bench.drop()
		return nil
	}
	return a.bench.serve(*next)
}

// shown reports whether a pane has room on the screen.
func (a *App) shown(pane int) bool {
	_, body, _ := a.bands()
	return !a.rects(a.grid.Width(), body)[pane].Empty()
}

// drawnPane is a pane as it was drawn.
type drawnPane struct {
	pane Pane
	w, h int
}

// drawnMsg says that the panes have been drawn since the layout changed: what they
// want worked out may depend on how much room they have.
type drawnMsg struct{}

// workOrLookAgain is [App.work] or, where nothing is under way after which the panes
// are asked anyway, [App.lookAgain].
func (a *App) workOrLookAgain() tea.Cmd {
	if cmd := a.work(); cmd != nil || a.bench.busy {
		return cmd
	}
	return a.lookAgain()
}

// lookAgain returns the command that has the panes asked once more what they want
// worked out, nil where they stand as they were drawn last.
func (a *App) lookAgain() tea.Cmd {
	if a.watching {
		return nil
	}
	_, body, _ := a.bands()
	rects := a.rects(a.grid.Width(), body)
	at, works := 0, false
	same := true
	for i, p := range a.panes {
		if rects[i].Empty() {
			continue
		}
		now := drawnPane{seen(p), rects[i].W, rects[i].H}
		same = same && at < len(a.plan.drawn) && a.plan.drawn[at] == now
		at++
		if _, ok := now.pane.(Worker); ok {
			works = true
		}
	}
	if same || !works {
		return nil
	}
	return func() tea.Msg { return drawnMsg{} }
}

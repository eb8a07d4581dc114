package labs

import (
	"context"

	"nabla/model"
	"nabla/views"
)

// restPart is how many operations a command makes of what a view has begun: some
// hundredths of a second.
const restPart = 4_000_000

// restTask is what a view has begun, gone on with by commands.
type restTask struct{ views.Gradual }

var _ model.Task = restTask{}

func (t restTask) Work(ctx context.Context) bool { return t.Gradual.Work(ctx, restPart) }

// restJob is the job of what is left of a view's work, if anything is.
func restJob(rest views.Rest, ok bool) (model.Job, bool) {
	if !ok {
		return model.Job{}, false
	}
	return model.Job{Key: rest.Key, Begin: func() model.Task { return restTask{rest.Task} }}, true
}

// hearer is a view that shows what others work out for it.
type hearer interface {
	Hear(share float64, done views.Gradual)
}

// hearRest tells a view how the job it asked for fares.
func hearRest(view hearer, now model.Progress) {
	if task, ok := now.Done.(restTask); ok {
		view.Hear(1, task.Gradual)
		return
	}
	view.Hear(now.Share, nil)
}

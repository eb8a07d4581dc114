package model

import (
	"strconv"

	"nabla/locale"
)

// Questioner is a lab with questions about where it stands, for a teacher to pick
// from.
type Questioner interface {
	Lab

	// Questions lists those that make sense at the playhead; there may be none.
	Questions() []Prepared
}

// Prepared is a question of a lab, and how its outcome comes to be known.
type Prepared struct {
	Question Question // with a Message

	// Outcome begins to work out what will be if the run goes on from where it
	// stands now. It is called from the app's Update, and leaves the work to
	// the task.
	Outcome func() Outcome
}

// Outcome is what a question asks for, in the making.
type Outcome interface {
	Task

	// Truth is the outcome once the work is done: as [Question.Read] keeps
	// answers, or the id of a message where none of them would be right.
	Truth() string
}

// foretelling is the outcome of a question that this session has posed, while it is
// worked out.
type foretelling struct {
	id     uint64 // of the question; 0 while the class has yet to give it one
	before uint64 // the id of the one before it
	key    string
	begin  func() Task
}

// pose asks the class. The outcome of one from the lesson is worked out from then
// on.
func (a *App) pose(q Question, outcome func() Outcome) error {
	before := uint64(0)
	if last := a.seat.lesson.Question; last != nil {
		before = last.ID
	}
	if err := a.seat.class.Do(Wish{Deed: Pose, Question: q}); err != nil {
		return err
	}
	a.seat.outcome = nil
	if outcome != nil {
		task := outcome() // of the run as it stands now
		a.seat.posed++
		a.seat.outcome = &foretelling{
			before: before, key: "outcome " + strconv.Itoa(a.seat.posed), begin: func() Task { return task },
		}
	}
	return nil
}

// asked takes note of what number the question got whose outcome is worked out,
// and drops it for another question.
func (f *foretelling) asked(q *Question) (dropped bool) {
	switch {
	case q == nil || q.ID == f.before:
		return f.id != 0
	case f.id == 0:
		f.id = q.ID
	}
	return f.id != q.ID || q.Revealed
}

// foretell returns the job that works out the outcome of the question, and tells
// the class once it is done; ok is false where there is nothing to do.
func (a *App) foretell() (job Job, ok bool) {
	f := a.seat.outcome
	if f == nil {
		return job, false
	}
	p, done := a.bench.progress(f.key)
	if !done {
		return Job{Key: f.key, Begin: f.begin}, true
	}
	if f.id == 0 {
		return job, false
	}
	a.seat.outcome = nil
	if outcome, ok := p.Done.(Outcome); ok && outcome.Truth() != "" {
		a.wish(Wish{Deed: Foretell, Question: Question{ID: f.id}, Text: outcome.Truth()})
	}
	return job, false
}

// in returns the question as it is read in a language: of one from the lesson, the
// messages become texts.
func (q Question) in(words *locale.Localizer) Question {
	if q.Message == "" {
		return q
	}
	pairs := make([]any, len(q.Values))
	for i, v := range q.Values {
		pairs[i] = v
	}
	q.Text = words.T(q.Message, pairs...)
	choices := make([]string, len(q.Choices))
	for i, c := range q.Choices {
		choices[i] = words.T(c) // a name is the same in every language
	}
	q.Choices = choices
	return q
}

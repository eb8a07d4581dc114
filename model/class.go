package model

import (
	"slices"
	"time"

	"nabla/sim"
)

// Class is what an app needs of the class it takes part in. It is called from
// the app's Update only, and never waits for anybody.
type Class interface {
	// Show tells what is on the screen of whoever has the pen.
	Show(p Present)

	// Do does what somebody in the class wants, or returns why not.
	Do(w Wish) error
}

// Present is what whoever has the pen shows: the moment, and how it moves. That
// is all that travels; every session draws it in its own size, colours and
// language.
type Present struct {
	Moment  sim.Moment
	Run     uint64 // another number for every run that was opened; 0 means nothing is shown yet
	Playing bool
	Rate    int // steps a second, 0 for as many as can be

	// State is the run as it stands on the way to the moment, for those in this
	// process who follow to show without a step of their own; nil where nobody
	// does, or where only the moment has come.
	State Shared `json:"-"`
}

// Shared is a run as it stands at a step. It never changes, and only a lab like
// the one that it comes from can show it.
type Shared any

// Sharer is a lab whose run others like it may take over as it stands.
type Sharer interface {
	Lab

	// Share returns the run as it stands.
	Share() Shared

	// Adopt puts a run of the setup in the place of the one before, and reports
	// whether it is one of this lab's. The panes stay, with what was chosen in
	// them.
	Adopt(setup sim.Setup, run Shared) bool
}

// Lesson is how a class stands. It never changes: what happens makes a new one,
// so that any number of sessions may read the same.
type Lesson struct {
	Revision int
	Handed   int      // how often the pen went to somebody
	People   []Person // by when they came
	Present  Present
	Pinned   bool      // nobody may explore
	Locked   []string  // parameters that nobody but the teacher may change
	Pointed  string    // the name of the pane that is pointed at, empty for none
	Question *Question // the last one asked, nil for none
	Apart    bool      // servers share the class, and this one cannot reach the others now
}

// PersonID is the number of somebody in a class: from 1 and never given twice,
// also where several servers share the class.
type PersonID uint64

// Person is somebody in the class.
type Person struct {
	ID        PersonID
	Name      string
	Teacher   bool
	Pen       bool // what this one does is what the class sees
	Exploring bool // alone; without the pen the others follow
	Hand      bool // raised
	Away      bool // at a server that cannot be reached now
	Width     int  // of the terminal, in cells
	Height    int
	Seen      time.Time // when the last key was pressed, to some seconds
}

// Follows reports whether the person sees what whoever has the pen shows.
func (p Person) Follows() bool { return !p.Pen && !p.Exploring }

// Small reports whether the terminal is too small for all that the others see.
func (p Person) Small() bool { return p.Width < 80 || p.Height < 24 }

// Person returns the person of the number, and whether there is one.
func (l *Lesson) Person(id PersonID) (Person, bool) {
	i := slices.IndexFunc(l.People, func(p Person) bool { return p.ID == id })
	if i < 0 {
		return Person{}, false
	}
	return l.People[i], true
}

// Same reports whether nothing that concerns the person has changed since an
// earlier lesson, but for what is shown of the lab that was open then.
func (l *Lesson) Same(before *Lesson, id PersonID) bool {
	was, known := before.Person(id)
	is, ok := l.Person(id)
	return ok && known && was.Pen == is.Pen && was.Exploring == is.Exploring && was.Teacher == is.Teacher &&
		l.Question == before.Question && l.Present.Moment.Setup.Lab == before.Present.Moment.Setup.Lab
}

// LessonMsg tells an app how its class stands.
type LessonMsg struct {
	Me     PersonID // of who sits at this session, 0 for anybody who follows
	Lesson *Lesson
}

// Deed is a kind of thing that somebody in a class may want.
type Deed uint8

// The deeds. Those from CallBack on are the teacher's.
const (
	Explore  Deed = iota // leave the teacher, or with On = false follow again
	Raise                // or lower the hand
	Answer               // the Question with the ID, with Text
	CallBack             // have everybody follow
	Pin                  // or unpin: nobody explores
	Lock                 // or unlock the parameter Text
	PointAt              // the pane Text, none if it is empty
	GivePen              // to Person
	End                  // the session of Person
	Pose                 // the Question
	Close                // the question: no more answers
	Reveal               // the question's answers with the outcome Text
	Foretell             // the outcome Text of the Question with the ID, for the time it is revealed
)

// Wish is what somebody in a class wants.
type Wish struct {
	Deed     Deed
	On       bool
	Person   PersonID
	Text     string
	Question Question
}

// FollowingError is a change wished for by somebody who follows.
type FollowingError struct{}

func (FollowingError) Error() string {
	return "You follow the teacher; ctrl+f explores from here."
}

// Message returns the id and the arguments of the translated text.
func (FollowingError) Message() (string, map[string]any) { return "class.refused-following", nil }

// LockedError is a change of a parameter that the teacher has locked.
type LockedError struct{ Name string }

func (e LockedError) Error() string { return "The teacher has locked the parameter " + e.Name + "." }

// Message returns the id and the arguments of the translated text.
func (e LockedError) Message() (string, map[string]any) {
	return "class.refused-locked", map[string]any{"Name": e.Name}
}

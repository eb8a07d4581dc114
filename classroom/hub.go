package classroom

import (
	"slices"
	"sync"
	"time"

	"nabla/model"
)

// Hub is a class in this process: how it stands, and who is in it. Make one by
// [NewHub]. Its methods may be called from any goroutine, and none waits for a
// session.
type Hub struct {
	now    func() time.Time
	server uint32
	news   chan struct{}

	mu      sync.Mutex
	lesson  *model.Lesson
	stamps  stamps
	pen     model.PersonID // who has it, 0 for nobody
	calls   uint64         // how often everybody was called back
	seats   map[model.PersonID]*Seat
	last    uint32           // the number given last, of any kind
	endings []model.PersonID // who is elsewhere and shall leave

	halls map[*Seat]bool // seats of nobody

	driver model.PersonID // whose run is shown
	run    uint64         // its number there
}

// NewHub returns a class with nobody in it. The number tells the servers of one
// class apart; one that is on its own has 0.
func NewHub(server uint32) *Hub {
	return &Hub{
		now: time.Now, server: server, news: make(chan struct{}, 1),
		lesson: new(model.Lesson), seats: make(map[model.PersonID]*Seat), halls: make(map[*Seat]bool),
	}
}

// number returns a number that no server of the class gives again.
func (h *Hub) number() uint64 {
	h.last++
	return uint64(h.server)<<serverBits | uint64(h.last)
}

// Seat is one session's place in the class.
type Seat struct {
	hub   *Hub
	id    model.PersonID // 0 for the seat of nobody
	news  chan struct{}
	ended chan struct{}
	once  sync.Once
}

var _ model.Class = (*Seat)(nil)

// Join has somebody take part, under the name or one like it that nobody else
// has. The first teacher gets the pen.
func (h *Hub) Join(name string, teacher bool, width, height int) *Seat {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := &Seat{hub: h, id: model.PersonID(h.number()), news: make(chan struct{}, 1), ended: make(chan struct{})}
	h.seats[s.id] = s
	pen := teacher && !slices.ContainsFunc(h.lesson.People, func(p model.Person) bool { return p.Pen && !p.Away })
	touched := nothing
	if pen {
		touched = present | orders
	}
	h.change(touched, func(l *model.Lesson) {
		l.People = append(l.People, model.Person{
			ID: s.id, Name: unique(name, l.People), Teacher: teacher,
			Width: width, Height: height, Seen: h.now(),
		})
		if pen {
			h.givePen(l, s.id)
			if l.Pinned {
				callBack(l) // who went on alone meanwhile
			}
		}
	})
	return s
}

// Lesson returns how the class stands now.
func (h *Hub) Lesson() *model.Lesson {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.lesson
}

// change makes the next lesson from the present one and tells everybody. The
// people are a copy; what else the function changes it replaces, and says which
// parts those are that servers share.
func (h *Hub) change(touched part, f func(*model.Lesson)) {
	h.changing(func(l *model.Lesson) part {
		f(l)
		return touched
	})
}

// changing is change where the function finds out which parts those are.
func (h *Hub) changing(f func(*model.Lesson) (touched part)) {
	next := *h.lesson
	next.People = slices.Clone(next.People)
	h.stamps.touch(f(&next), h.server)
	h.publish(&next)
}

// publish makes a lesson the present one and tells everybody that there is news.
func (h *Hub) publish(next *model.Lesson) {
	next.Revision = h.lesson.Revision + 1
	h.lesson = next
	for _, s := range h.seats {
		s.poke()
	}
	for s := range h.halls {
		s.poke()
	}
	tell(h.news)
}

// whisper makes a lesson the present one of which only teachers have to hear.
func (h *Hub) whisper(next *model.Lesson) {
	next.Revision = h.lesson.Revision + 1
	h.lesson = next
	for _, p := range next.People {
		if seat := h.seats[p.ID]; p.Teacher && seat != nil {
			seat.poke()
		}
	}
}

// tell tells that there is news, unless that before has yet to be looked at.
func tell(news chan<- struct{}) {
	select {
	case news <- struct{}{}:
	default:
	}
}

// person changes one person in a lesson that is being made.
func person(l *model.Lesson, id model.PersonID, f func(*model.Person)) {
	for i := range l.People {
		if l.People[i].ID == id {
			f(&l.People[i])
		}
	}
}

// News receives when something has happened since the last look.
func (s *Seat) News() <-chan struct{} { return s.news }

// Ended is closed when the teacher has ended the session.
func (s *Seat) Ended() <-chan struct{} { return s.ended }

// Msg returns how the class stands now, for the app of this seat.
func (s *Seat) Msg() model.LessonMsg {
	return model.LessonMsg{Me: s.id, Lesson: s.hub.Lesson()}
}

// audience returns a seat of nobody: it hears what the class does and sees what
// anybody sees who follows.
func (h *Hub) audience() *Seat {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := &Seat{hub: h, news: make(chan struct{}, 1)}
	h.halls[s] = true
	s.poke()
	return s
}

// poke tells the seat that there is news.
func (s *Seat) poke() { tell(s.news) }

// Leave gives the seat up. A pen goes to a teacher who is still there.
func (s *Seat) Leave() {
	h := s.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	if s.id == 0 {
		delete(h.halls, s)
		return
	}
	if h.seats[s.id] == nil {
		return
	}
	me, _ := h.lesson.Person(s.id)
	delete(h.seats, s.id)
	touched := nothing
	if me.Pen {
		touched = present | orders
	}
	h.change(touched, func(l *model.Lesson) {
		l.People = slices.DeleteFunc(l.People, func(p model.Person) bool { return p.ID == s.id })
		if me.Pen {
			h.givePen(l, heir(l.People))
		}
	})
}

// heir returns the teacher who gets a pen that nobody has any more: of those within
// reach the one of the lowest number, on which all servers agree; 0 for none.
func heir(people []model.Person) (to model.PersonID) {
	for _, p := range people {
		if p.Teacher && !p.Away && (to == 0 || p.ID < to) {
			to = p.ID
		}
	}
	return to
}

// givePen gives the pen to a person, or with 0 to nobody. What was playing stops:
// it was another's hand that had it run.
func (h *Hub) givePen(l *model.Lesson, to model.PersonID) {
	l.Present.Playing = false
	if to == 0 {
		l.Present.State = nil // nobody goes on towards the moment
	}
	l.Handed++
	h.pen = to
	h.mark(l)
}

// mark has the people say who of them has the pen.
func (h *Hub) mark(l *model.Lesson) {
	for i := range l.People {
		p := &l.People[i]
		if p.Pen = p.ID == h.pen; p.Pen {
			p.Exploring, p.Hand = false, false
		}
	}
}

// Resize tells the size of the seat's terminal.
func (s *Seat) Resize(width, height int) {
	s.update(func(p *model.Person) { p.Width, p.Height = width, height })
}

// Touch tells that a key was pressed just now. The teachers hear of it, no oftener
// than every some seconds.
func (s *Seat) Touch() {
	const often = 10 * time.Second
	h := s.hub
	p, ok := h.Lesson().Person(s.id)
	now := h.now()
	if !ok || now.Sub(p.Seen) < often {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	next := *h.lesson
	next.People = slices.Clone(next.People)
	person(&next, s.id, func(p *model.Person) { p.Seen = now })
	h.whisper(&next)
}

func (s *Seat) update(f func(*model.Person)) {
	s.hub.mu.Lock()
	defer s.hub.mu.Unlock()
	s.hub.change(nothing, func(l *model.Lesson) { person(l, s.id, f) })
}

// Show takes what is on the screen of whoever has the pen; of anybody else's it
// takes nothing.
func (s *Seat) Show(p model.Present) {
	h := s.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	me, ok := h.lesson.Person(s.id)
	if !ok || !me.Pen {
		return
	}
	next := *h.lesson
	run := p.Run
	p.Run = next.Present.Run
	if h.driver != s.id || h.run != run {
		h.driver, h.run = s.id, run
		p.Run = h.number()
	}
	touched := present
	if next.Pointed != "" && p.Moment.Setup.Lab != next.Present.Moment.Setup.Lab {
		next.Pointed = "" // it was a pane of the lab before
		touched |= orders
	}
	next.Present = p
	h.stamps.touch(touched, h.server)
	h.publish(&next) // 30 times a second: without a copy of the people
}

// Do does what somebody wants, or returns why not.
func (s *Seat) Do(w model.Wish) error {
	h := s.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	me, ok := h.lesson.Person(s.id)
	switch {
	case !ok:
		return GoneError{}
	case w.Deed >= model.CallBack && !me.Teacher && (w.Deed != model.Close || !me.Pen): // going on ends a question
		return StudentError{}
	}
	switch w.Deed {
	case model.Explore:
		return s.explore(me, w.On)
	case model.Raise:
		h.change(nothing, func(l *model.Lesson) { person(l, s.id, func(p *model.Person) { p.Hand = w.On }) })
	case model.Answer, model.Pose, model.Close, model.Reveal, model.Foretell:
		return s.question(w)
	case model.GivePen, model.End:
		return h.about(w)
	default:
		if calls(w) {
			h.calls++
		}
		h.change(orders, func(l *model.Lesson) { direct(l, w) })
	}
	return nil
}

// explore leaves the teacher or goes back.
func (s *Seat) explore(me model.Person, on bool) error {
	if l := s.hub.lesson; on && l.Pinned && !me.Teacher && !forsaken(l) {
		return PinnedError{}
	}
	s.hub.change(nothing, func(l *model.Lesson) {
		person(l, s.id, func(p *model.Person) { p.Exploring = on && !p.Pen })
	})
	return nil
}

// direct does what a teacher wants of all.
func direct(l *model.Lesson, w model.Wish) {
	switch w.Deed {
	case model.Pin:
		l.Pinned = w.On
	case model.Lock:
		l.Locked = slices.DeleteFunc(slices.Clone(l.Locked), func(name string) bool { return name == w.Text })
		if w.On {
			l.Locked = append(l.Locked, w.Text)
		}
	case model.PointAt:
		l.Pointed = w.Text
	default:
	}
	if calls(w) {
		callBack(l)
	}
}

// calls reports whether a wish has everybody follow.
func calls(w model.Wish) bool { return w.Deed == model.CallBack || w.Deed == model.Pin && w.On }

// callBack has the students follow.
func callBack(l *model.Lesson) {
	for i := range l.People {
		if !l.People[i].Teacher {
			l.People[i].Exploring = false
		}
	}
}

// about does what a teacher wants of one person.
func (h *Hub) about(w model.Wish) error {
	p, ok := h.lesson.Person(w.Person)
	if !ok {
		return GoneError{}
	}
	if w.Deed == model.End {
		h.end(p.ID)
		return nil
	}
	h.change(present|orders, func(l *model.Lesson) { h.givePen(l, p.ID) })
	return nil
}

// end ends a session, here or by the server where it is.
func (h *Hub) end(id model.PersonID) {
	seat := h.seats[id]
	switch {
	case seat != nil:
		seat.once.Do(func() { close(seat.ended) })
	case ServerOf(id) != h.server:
		h.endings = append(h.endings, id)
		tell(h.news)
	}
}

// question asks, answers, or ends one.
func (s *Seat) question(w model.Wish) error {
	h := s.hub
	old := h.lesson.Question
	if w.Deed == model.Pose {
		q := w.Question
		q.ID, q.Run, q.Open, q.Replies = h.number(), h.lesson.Present.Run, true, nil
		h.change(question, func(l *model.Lesson) { l.Question = &q })
		return nil
	}
	if old == nil || w.Deed == model.Answer && (!old.Open || w.Question.ID != old.ID) {
		return ClosedError{}
	}
	q, touched := *old, question
	switch w.Deed {
	case model.Answer:
		touched = nothing // an answer travels with who gave it
		text, err := q.Read(w.Text)
		if err != nil {
			return err
		}
		replies := slices.DeleteFunc(slices.Clone(q.Replies), func(r model.Reply) bool { return r.Person == s.id })
		q.Replies = append(replies, model.Reply{Person: s.id, Text: text})
	case model.Reveal:
		q.Open, q.Revealed, q.Truth = false, true, w.Text
	case model.Foretell:
		if q.ID != w.Question.ID || q.Revealed {
			return nil // it comes too late
		}
		q.Truth = w.Text
	default:
		q.Open = false
	}
	h.change(touched, func(l *model.Lesson) { l.Question = &q })
	return nil
}

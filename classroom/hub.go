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
	now func() time.Time

	mu     sync.Mutex
	lesson *model.Lesson
	seats  map[int]*Seat
	last   int // the number given last
	asked  int // questions so far

	driver, run int // whose run is shown, and its number there
}

// NewHub returns a class with nobody in it.
func NewHub() *Hub {
	return &Hub{now: time.Now, lesson: new(model.Lesson), seats: make(map[int]*Seat)}
}

// Seat is one session's place in the class.
type Seat struct {
	hub   *Hub
	id    int
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
	h.last++
	s := &Seat{hub: h, id: h.last, news: make(chan struct{}, 1), ended: make(chan struct{})}
	h.seats[s.id] = s
	h.change(func(l *model.Lesson) {
		l.People = append(l.People, model.Person{
			ID: s.id, Name: unique(name, l.People), Teacher: teacher,
			Pen:   teacher && !slices.ContainsFunc(l.People, func(p model.Person) bool { return p.Pen }),
			Width: width, Height: height, Seen: h.now(),
		})
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
// people are a copy; what else the function changes it replaces.
func (h *Hub) change(f func(*model.Lesson)) {
	next := *h.lesson
	next.People = slices.Clone(next.People)
	f(&next)
	h.publish(&next)
}

// publish makes a lesson the present one and tells everybody that there is news.
func (h *Hub) publish(next *model.Lesson) {
	next.Revision = h.lesson.Revision + 1
	h.lesson = next
	for _, s := range h.seats {
		select {
		case s.news <- struct{}{}:
		default: // it has yet to look at the news before
		}
	}
}

// person changes one person in a lesson that is being made.
func person(l *model.Lesson, id int, f func(*model.Person)) {
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

// Leave gives the seat up. A pen goes to a teacher who is still there.
func (s *Seat) Leave() {
	h := s.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.seats[s.id] == nil {
		return
	}
	delete(h.seats, s.id)
	h.change(func(l *model.Lesson) {
		had := false
		l.People = slices.DeleteFunc(l.People, func(p model.Person) bool {
			had = had || p.ID == s.id && p.Pen
			return p.ID == s.id
		})
		if at := slices.IndexFunc(l.People, func(p model.Person) bool { return p.Teacher }); had {
			l.Present.Playing = false
			if at >= 0 {
				l.People[at].Pen, l.People[at].Exploring = true, false
			}
		}
	})
}

// Resize tells the size of the seat's terminal.
func (s *Seat) Resize(width, height int) {
	s.update(func(p *model.Person) { p.Width, p.Height = width, height })
}

// Touch tells that a key was pressed just now. The class hears of it no oftener
// than every some seconds.
func (s *Seat) Touch() {
	const often = 10 * time.Second
	p, ok := s.hub.Lesson().Person(s.id)
	if now := s.hub.now(); ok && now.Sub(p.Seen) >= often {
		s.update(func(p *model.Person) { p.Seen = now })
	}
}

func (s *Seat) update(f func(*model.Person)) {
	s.hub.mu.Lock()
	defer s.hub.mu.Unlock()
	s.hub.change(func(l *model.Lesson) { person(l, s.id, f) })
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
		p.Run++
	}
	next.Present = p
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
	case w.Deed >= model.CallBack && !me.Teacher:
		return StudentError{}
	}
	switch w.Deed {
	case model.Explore:
		return s.explore(me, w.On)
	case model.Raise:
		h.change(func(l *model.Lesson) { person(l, s.id, func(p *model.Person) { p.Hand = w.On }) })
	case model.Answer, model.Pose, model.Close, model.Reveal:
		return s.question(w)
	case model.GivePen, model.End:
		return h.about(w)
	default:
		h.change(func(l *model.Lesson) { direct(l, w) })
	}
	return nil
}

// explore leaves the teacher or goes back.
func (s *Seat) explore(me model.Person, on bool) error {
	if on && s.hub.lesson.Pinned && !me.Teacher {
		return PinnedError{}
	}
	s.hub.change(func(l *model.Lesson) {
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
	if w.Deed == model.CallBack || l.Pinned && w.Deed == model.Pin {
		for i := range l.People {
			if !l.People[i].Teacher {
				l.People[i].Exploring = false
			}
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
		if seat := h.seats[p.ID]; seat != nil {
			seat.once.Do(func() { close(seat.ended) })
		}
		return nil
	}
	h.change(func(l *model.Lesson) {
		l.Present.Playing = false
		for i := range l.People {
			other := &l.People[i]
			other.Pen = other.ID == p.ID
			if other.Pen {
				other.Exploring, other.Hand = false, false
			}
		}
	})
	return nil
}

// question asks, answers, or ends one.
func (s *Seat) question(w model.Wish) error {
	h := s.hub
	old := h.lesson.Question
	if w.Deed == model.Pose {
		h.asked++
		q := w.Question
		q.ID, q.Open, q.Replies = h.asked, true, nil
		h.change(func(l *model.Lesson) { l.Question = &q })
		return nil
	}
	if old == nil || w.Deed == model.Answer && !old.Open {
		return ClosedError{}
	}
	q := *old
	switch w.Deed {
	case model.Answer:
		text, err := q.Read(w.Text)
		if err != nil {
			return err
		}
		replies := slices.DeleteFunc(slices.Clone(q.Replies), func(r model.Reply) bool { return r.Person == s.id })
		q.Replies = append(replies, model.Reply{Person: s.id, Text: text})
	case model.Reveal:
		q.Open, q.Revealed, q.Truth = false, true, w.Text
	default:
		q.Open = false
	}
	h.change(func(l *model.Lesson) { l.Question = &q })
	return nil
}

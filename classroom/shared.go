package classroom

import (
	"slices"

	"nabla/model"
)

// serverBits is how far up in a number the server is that gave it.
const serverBits = 32

// ServerOf returns the server that a person is at.
func ServerOf(id model.PersonID) uint32 { return uint32(id >> serverBits) }

// part is a set of the parts of a class that all its servers have in common. Who
// is there is not among them: each server knows who is at it, and tells.
type part uint8

const (
	present part = 1 << iota
	question
	orders

	nothing part = 0
)

// Stamp orders the versions of a part: the later one counts, wherever it was
// made. Servers that were apart thus come to the same again without asking anybody.
type Stamp struct {
	Number uint64 // one more than that of the version before
	Server uint32 // decides between equal numbers
}

// After reports whether a version counts and the other one does not any more.
func (s Stamp) After(other Stamp) bool {
	return s.Number > other.Number || s.Number == other.Number && s.Server > other.Server
}

// stamps are those of the present versions.
type stamps struct{ present, question, orders Stamp }

// touch takes note of new versions that were made at a server.
func (s *stamps) touch(parts part, server uint32) {
	for _, p := range []struct {
		part  part
		stamp *Stamp
	}{{present, &s.present}, {question, &s.question}, {orders, &s.orders}} {
		if parts&p.part != 0 {
			*p.stamp = Stamp{Number: p.stamp.Number + 1, Server: server}
		}
	}
}

// Orders are what teachers have set for all.
type Orders struct {
	Pen     model.PersonID // who has it, 0 for nobody
	Calls   uint64         // how often everybody was called back
	Pinned  bool
	Locked  []string
	Pointed string
}

// Stamped is a version of a part.
type Stamped[T any] struct {
	Stamp Stamp // the zero one is of no version
	Value T
}

// Shared is what the servers of a class have in common.
type Shared struct {
	Present  Stamped[model.Present]
	Question Stamped[model.Question] // without its replies
	Orders   Stamped[Orders]
}

// Roster is who is at a server.
type Roster struct {
	Server   uint32
	People   []model.Person // who has the pen is for the orders to say
	Question uint64         // what the replies answer, 0 for nothing
	Replies  []model.Reply
}

// Number returns by what number the other servers know this one, 0 if it is on its
// own.
func (h *Hub) Number() uint32 { return h.server }

// News receives when something has happened since the last look.
func (h *Hub) News() <-chan struct{} { return h.news }

// Shared returns what the other servers have to be told of, if they do not know.
func (h *Hub) Shared() Shared {
	h.mu.Lock()
	defer h.mu.Unlock()
	l := h.lesson
	s := Shared{
		Present:  Stamped[model.Present]{h.stamps.present, l.Present},
		Question: Stamped[model.Question]{Stamp: h.stamps.question},
		Orders: Stamped[Orders]{h.stamps.orders, Orders{
			Pen: h.pen, Calls: h.calls, Pinned: l.Pinned, Locked: l.Locked, Pointed: l.Pointed,
		}},
	}
	if l.Question != nil {
		s.Question.Value = *l.Question
		s.Question.Value.Replies = nil
	}
	return s
}

// Take takes what another server has told of, as far as it is later than what is
// known here.
func (h *Hub) Take(s Shared) {
	h.mu.Lock()
	defer h.mu.Unlock()
	next, news := *h.lesson, false
	if s.Present.Stamp.After(h.stamps.present) {
		h.stamps.present, news = s.Present.Stamp, true
		next.Present, h.driver = s.Present.Value, 0
	}
	if s.Question.Stamp.After(h.stamps.question) {
		h.stamps.question, news = s.Question.Stamp, true
		q := s.Question.Value
		if old := h.lesson.Question; old != nil && old.ID == q.ID {
			q.Replies = old.Replies
		}
		next.Question = &q
	}
	if s.Orders.Stamp.After(h.stamps.orders) {
		h.stamps.orders, news = s.Orders.Stamp, true
		h.obey(&next, s.Orders.Value)
	}
	if news {
		h.publish(&next)
	}
}

// obey does what a teacher elsewhere has set.
func (h *Hub) obey(l *model.Lesson, o Orders) {
	l.People = slices.Clone(l.People)
	l.Pinned, l.Locked, l.Pointed = o.Pinned, o.Locked, o.Pointed
	if o.Calls > h.calls {
		callBack(l)
	}
	if o.Pen != h.pen {
		l.Handed++
	}
	h.calls, h.pen = o.Calls, o.Pen
	h.mark(l)
}

// Roster returns who is at this server. Nobody may change it.
func (h *Hub) Roster() Roster {
	l := h.Lesson()
	r := Roster{Server: h.server}
	for _, p := range l.People {
		if ServerOf(p.ID) == h.server {
			r.People = append(r.People, p)
		}
	}
	if q := l.Question; q != nil {
		r.Question = q.ID
		for _, reply := range q.Replies {
			if ServerOf(reply.Person) == h.server {
				r.Replies = append(r.Replies, reply)
			}
		}
	}
	return r
}

// TakeRosters takes who is at other servers. It costs time linear in the people
// of all.
func (h *Hub) TakeRosters(rosters ...Roster) {
	h.mu.Lock()
	defer h.mu.Unlock()
	next := *h.lesson
	next.People = slices.Clone(next.People)
	news := false
	for _, r := range rosters {
		if r.Server == h.server {
			continue
		}
		news = h.merge(&next, r) || news
		news = answered(&next, r) || news
	}
	h.mark(&next)
	if news {
		h.publish(&next)
	} else {
		h.whisper(&next)
	}
}

// merge puts the people of a server in the place of those that were known of it,
// and reports whether anything has changed but when they were seen.
func (h *Hub) merge(l *model.Lesson, r Roster) (news bool) {
	now := make(map[model.PersonID]model.Person, len(r.People))
	for _, p := range r.People {
		if ServerOf(p.ID) == r.Server {
			p.Name = cleanName(p.Name)
			p.Width, p.Height = min(max(p.Width, 1), maxWidth), min(max(p.Height, 1), maxHeight)
			now[p.ID] = p
		}
	}
	kept := l.People[:0]
	for _, p := range l.People {
		if ServerOf(p.ID) == r.Server {
			fresh, there := now[p.ID]
			delete(now, p.ID)
			fresh.Pen = p.Pen
			news = news || !there || differs(p, fresh)
			if !there {
				continue
			}
			p = fresh
		}
		kept = append(kept, p)
	}
	for _, p := range r.People {
		if p, ok := now[p.ID]; ok {
			kept, news = append(kept, p), true
		}
	}
	l.People = kept
	return h.rename(l, r.Server) || news
}

// differs reports whether there is anything to be seen of the difference.
func differs(a, b model.Person) bool {
	a.Seen = b.Seen
	return a != b
}

// rename gives those here other names who are called as somebody at a server of a
// lower number: both came before the servers knew of one another.
func (h *Hub) rename(l *model.Lesson, server uint32) (news bool) {
	if server > h.server {
		return false
	}
	theirs := make(map[string]bool)
	for _, p := range l.People {
		if ServerOf(p.ID) == server {
			theirs[p.Name] = true
		}
	}
	for i := range l.People {
		if p := &l.People[i]; ServerOf(p.ID) == h.server && theirs[p.Name] {
			p.Name, news = unique(p.Name, l.People), true
		}
	}
	return news
}

// answered puts the answers of a server's people in the place of those that were
// known of them.
func answered(l *model.Lesson, r Roster) (news bool) {
	if l.Question == nil || l.Question.ID != r.Question {
		return false
	}
	q := *l.Question
	of := func(reply model.Reply) bool { return ServerOf(reply.Person) == r.Server }
	now := slices.DeleteFunc(slices.Clone(r.Replies), func(reply model.Reply) bool {
		_, err := q.Read(reply.Text)
		return err != nil || !of(reply)
	})
	before := slices.DeleteFunc(slices.Clone(q.Replies), func(reply model.Reply) bool { return !of(reply) })
	if slices.Equal(before, now) {
		return false
	}
	q.Replies = slices.Concat(slices.DeleteFunc(slices.Clone(q.Replies), of), now)
	l.Question = &q
	return true
}

// Drop takes leave of the people of a server that is no more. A pen that was there
// goes to the first teacher who is left.
func (h *Hub) Drop(server uint32) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if server == h.server {
		return
	}
	had := ServerOf(h.pen) == server
	h.changing(func(l *model.Lesson) (touched part) {
		l.People = slices.DeleteFunc(l.People, func(p model.Person) bool { return ServerOf(p.ID) == server })
		if !had {
			return nothing
		}
		l.Present.Playing = false
		if to := heir(l.People); to != 0 && ServerOf(to) == h.server { // each server says it of its own
			h.givePen(l, to)
			return present | orders
		}
		return nothing
	})
}

// Apart tells that the other servers cannot be reached, or can again. The lesson
// goes on meanwhile among those who are here.
func (h *Hub) Apart(on bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.lesson.Apart == on {
		return
	}
	h.change(nothing, func(l *model.Lesson) {
		l.Apart = on
		for i := range l.People {
			l.People[i].Away = on && ServerOf(l.People[i].ID) != h.server
		}
		if !on && l.Pinned {
			callBack(l)
		}
	})
}

// forsaken reports whether nobody within reach has the pen.
func forsaken(l *model.Lesson) bool {
	return !slices.ContainsFunc(l.People, func(p model.Person) bool { return p.Pen && !p.Away })
}

// Endings returns whose sessions other servers have to end, each time those that
// are new.
func (h *Hub) Endings() []model.PersonID {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := h.endings
	h.endings = nil
	return list
}

// End ends a session of this server, as a teacher elsewhere wants it.
func (h *Hub) End(id model.PersonID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if ServerOf(id) == h.server {
		h.end(id)
	}
}

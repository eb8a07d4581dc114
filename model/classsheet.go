package model

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"nabla/keymap"
	"nabla/screen"
	"nabla/views"
)

var (
	_ overlay = (*classSheet)(nil)
	_ overlay = (*revealing)(nil)
)

// classSheet lists who is in the class, and what the last question came to.
type classSheet struct {
	app    *App
	chosen PersonID
}

func (a *App) openClass() tea.Cmd {
	if _, ok := a.self(); ok {
		a.over = &classSheet{app: a, chosen: a.seat.me}
	}
	return nil
}

func (s *classSheet) draw(box screen.Box, look views.Look) (views.Cell, bool) {
	l := s.app.seat.lesson
	me, _ := s.app.self()
	sheet := views.Class{People: s.app.people(), Chosen: s.index(), Pinned: l.Pinned, Locked: l.Locked, Pointed: l.Pointed}
	actions := s.app.classActions()
	for _, b := range s.app.keys.AppendFooter(nil, keymap.Class) {
		if b.Group == keymap.Lesson && b.Serves(actions) && b.Keys[0].Action != keymap.ClassSheet {
			sheet.Keys = append(sheet.Keys, b)
		}
	}
	if q := l.Question; q != nil {
		sheet.Question = resultOf(q.in(look.Words), me.Teacher, look)
	}
	sheet.Draw(box, look)
	return views.Cell{}, false
}

// resultOf is what is shown of a question: the answers only to the teacher, and
// to all once they are revealed.
func resultOf(q Question, teacher bool, look views.Look) *views.Result {
	r := &views.Result{Text: q.Text, Answers: len(q.Replies), Open: q.Open}
	if q.Revealed {
		r.Truth = look.Words.T(q.Truth)
		if n, err := strconv.Atoi(q.Truth); err == nil && q.Kind == Choices && n >= 1 && n <= len(q.Choices) {
			r.Truth = q.Choices[n-1]
		}
	}
	if teacher || q.Revealed {
		for _, c := range q.Tally() {
			if c.Label == "" {
				c.Label = look.Words.T("class.others")
			}
			r.Bars = append(r.Bars, views.Bar{Label: c.Label, N: c.N, True: c.True && q.Revealed})
		}
	}
	return r
}

func (s *classSheet) index() int {
	return max(0, slices.IndexFunc(s.app.seat.lesson.People, func(p Person) bool { return p.ID == s.chosen }))
}

func (s *classSheet) context() keymap.Context { return keymap.Class }

func (s *classSheet) paste(tea.PasteMsg) {}

func (s *classSheet) press(a *App, action Action, _ tea.KeyPressMsg) tea.Cmd {
	people := a.seat.lesson.People
	if !a.takesPart(action) || len(people) == 0 {
		return nil
	}
	switch action {
	case keymap.Up:
		s.chosen = people[max(s.index()-1, 0)].ID
	case keymap.Down:
		s.chosen = people[min(s.index()+1, len(people)-1)].ID
	case keymap.Cancel, keymap.Accept, keymap.ClassSheet:
		a.over = nil
	case keymap.Follow:
		a.over = nil
		return a.switchFollowing()
	case keymap.TakeBack:
		a.over = nil
		return a.takeBack()
	case keymap.Ask:
		a.openQuestion()
	case keymap.Reveal:
		a.openReveal()
	default:
		a.direct(action, people[s.index()])
	}
	return nil
}

// takesPart reports whether the action is one of this session's, or no class's.
func (a *App) takesPart(action Action) bool {
	switch action {
	case keymap.Up, keymap.Down, keymap.Cancel, keymap.Accept:
		return true
	default:
		return slices.Contains(a.classActions(), action)
	}
}

// direct has the class do what a key of the sheet means of the person chosen.
func (a *App) direct(action Action, chosen Person) {
	l := a.seat.lesson
	me, _ := a.self()
	switch action {
	case keymap.Hand:
		a.wish(Wish{Deed: Raise, On: !me.Hand})
	case keymap.CallBack:
		a.wish(Wish{Deed: CallBack})
	case keymap.Pin:
		a.wish(Wish{Deed: Pin, On: !l.Pinned})
	case keymap.Lock:
		name := a.setup.Params()[a.panel.chosen].Name
		a.wish(Wish{Deed: Lock, Text: name, On: !slices.Contains(l.Locked, name)})
	case keymap.PointOut:
		name := seen(a.panes[a.focus]).Name()
		if name == l.Pointed {
			name = ""
		}
		a.wish(Wish{Deed: PointAt, Text: name})
	case keymap.GivePen:
		if chosen.Pen {
			chosen.ID = me.ID // to take it back
		}
		a.wish(Wish{Deed: GivePen, Person: chosen.ID})
	case keymap.EndSession:
		a.wish(Wish{Deed: End, Person: chosen.ID})
	default:
	}
}

// openQuestion has the teacher ask and a student answer. A question that is open
// is closed first, and one that was revealed makes room for another.
func (a *App) openQuestion() {
	me, _ := a.self()
	q := a.seat.lesson.Question
	switch {
	case me.Teacher && q != nil && q.Open:
		a.wish(Wish{Deed: Close})
	case me.Teacher:
		a.playback.play(false)
		a.over = newPosing(a)
	case q != nil && q.Open:
		a.over = newAnswerSheet(a, *q)
	default:
		a.say(a.look.Words.T("class.no-question"))
	}
}

// openReveal asks the teacher for the outcome of the question.
func (a *App) openReveal() {
	q := a.seat.lesson.Question
	if q == nil {
		a.say(a.look.Words.T("class.no-question"))
		return
	}
	known := q.Truth
	shown := a.look.Words.T(known) // where no answer would be right, it is words
	help := q.in(a.look.Words).Text
	if f := a.seat.outcome; f != nil && known == "" {
		help += " " + a.look.Words.T("class.foretelling")
	}
	a.over = &revealing{
		field: newField(shown), help: help,
		do: func(text string) error {
			switch {
			case text == shown:
				text = known
			case text != "":
				var err error
				if text, err = q.Read(text); err != nil {
					return err
				}
			}
			return a.seat.class.Do(Wish{Deed: Reveal, Text: text})
		},
	}
}

// revealing is the sheet where the teacher types the outcome of a question.
type revealing struct {
	field *field
	help  string
	err   error
	do    func(text string) error
}

func (s *revealing) draw(box screen.Box, look views.Look) (views.Cell, bool) {
	return views.Prompt{Title: "class.reveal", Field: s.field.view(), Err: s.err, Help: s.help}.Draw(box, look), true
}

func (s *revealing) context() keymap.Context { return keymap.Typing }

func (s *revealing) paste(msg tea.PasteMsg) { s.field.update(msg) }

func (s *revealing) press(a *App, action Action, msg tea.KeyPressMsg) tea.Cmd {
	switch action {
	case keymap.Cancel:
		a.over = nil
	case keymap.Accept:
		if s.err = s.do(s.field.text()); s.err == nil {
			a.openClass()
		}
	default:
		s.field.update(msg)
		s.err = nil
	}
	return nil
}

// goOn closes a question that waits for answers: with the run going on they would
// be no predictions.
func (a *App) goOn() {
	if a.seat.lesson == nil || a.seat.lesson.Question == nil || !a.seat.lesson.Question.Open {
		return
	}
	if p, ok := a.self(); ok && p.Pen {
		a.wish(Wish{Deed: Close})
	}
}

package model

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"nabla/keymap"
	"nabla/sim"
	"nabla/views"
	"nabla/views/theme"
)

// seat is an app's place in a class. The zero value is an app on its own.
type seat struct {
	class  Class
	lesson *Lesson // nil before the first word from the class
	me     PersonID

	opened  uint64      // counts the runs that were opened
	shown   shown       // what the class was shown last
	keeping uint64      // the Present.Run that is open because of following it; 0 for none
	left    *sim.Moment // what was left behind at the last return to the teacher
	asked   uint64      // the question whose sheet came up by itself
	told    uint64      // the one whose answers did
	posed   int         // counts the questions from the lesson that were posed here
	outcome *foretelling
	fell    fallen // at last
	shownTo turned // what was turned to a pane that is pointed at
}

// shown tells one present from another without a look at the values: the edits of
// a timeline are never changed in place.
type shown struct {
	step, rate, edits int
	opened            uint64
	last              *sim.Edit
	playing           bool
	shared            bool // and the run as it stands
	stands            int  // where
}

// self returns who sits at this session; ok is false on one's own.
func (a *App) self() (p Person, ok bool) {
	if a.seat.lesson == nil || a.seat.me == 0 {
		return p, a.seat.lesson != nil
	}
	return a.seat.lesson.Person(a.seat.me)
}

// following reports whether the screen is not this session's to change.
func (a *App) following() bool {
	p, ok := a.self()
	return ok && p.Follows()
}

// present returns what whoever has the pen shows; its Run is 0 for nothing.
func (a *App) present() Present {
	if a.seat.lesson == nil {
		return Present{}
	}
	return a.seat.lesson.Present
}

// watches says so and reports true where the screen is not this session's to
// change.
func (a *App) watches() bool {
	if !a.following() {
		return false
	}
	a.try(FollowingError{})
	return true
}

// moves reports whether an action changes what is simulated or where the playhead
// is; all else is everybody's own.
func moves(action Action) bool {
	switch action {
	case keymap.PlayPause, keymap.StepBack, keymap.StepForward, keymap.StepBack10, keymap.StepForward10,
		keymap.First, keymap.Last, keymap.Slower, keymap.Faster, keymap.Restart, keymap.NewSeed,
		keymap.ParamDecrease, keymap.ParamIncrease, keymap.ParamEdit, keymap.Menu, keymap.Command:
		return true
	default:
		_, lab := action.Lab()
		return lab
	}
}

// locked returns why the parameter is not this session's to change, or nil.
func (a *App) locked(name string) error {
	if p, ok := a.self(); ok && !p.Teacher && slices.Contains(a.seat.lesson.Locked, name) {
		return LockedError{Name: name}
	}
	return nil
}

// lockedIn returns why the setup is not this session's to open: in the lab that
// the class sees, it has a value of a locked parameter that neither the class has
// nor the run that is open here.
func (a *App) lockedIn(setup sim.Setup) error {
	seen := a.present().Moment
	if a.lab == nil || a.following() || setup.Lab != seen.Setup.Lab {
		return nil
	}
	known := []sim.Setup{at(seen.Setup, seen.Edits, seen.Step)}
	if setup.Lab == a.setup.Lab {
		known = append(known, a.current())
	}
	for _, name := range a.seat.lesson.Locked {
		if !slices.ContainsFunc(known, func(k sim.Setup) bool { return sameValue(setup, k, name) }) {
			if err := a.locked(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// sameValue reports whether two setups have the same value of a parameter, or do
// not both have it.
func sameValue(a, b sim.Setup, name string) bool {
	_, has := a.Param(name)
	_, had := b.Param(name)
	return has != nil || had != nil || a.Value(name).String() == b.Value(name).String()
}

// show tells the class what is on this screen, if it is the one that the class
// sees and something is new.
func (a *App) show() {
	p, ok := a.self()
	if a.understudies() {
		a.standIn()
		return
	}
	if !ok || !p.Pen {
		return
	}
	if _, fell := a.lab.(*fallen); fell {
		a.stand()
		return
	}
	run := a.lab.Timeline()
	edits := run.Edits()
	now := shown{opened: a.seat.opened, step: a.at(), rate: a.playback.rate(), edits: len(edits), playing: a.playback.playing}
	if a.journey != nil {
		now.step, now.edits = a.journey.step, len(edits)+len(a.journey.edits)
	}
	if len(edits) > 0 {
		now.last = &edits[len(edits)-1]
	}
	sharer, shares := a.lab.(Sharer)
	if shares && slices.ContainsFunc(a.seat.lesson.People, Person.Follows) {
		now.shared, now.stands = true, run.Step()
	}
	if now == a.seat.shown {
		return
	}
	a.seat.shown = now
	m := a.Moment()
	m.Step = now.step
	shows := Present{Moment: m, Run: a.seat.opened, Playing: now.playing, Rate: now.rate}
	if now.shared {
		shows.State = sharer.Share()
	}
	a.seat.class.Show(shows)
}

// understudies reports whether this is the app that steps for those who follow
// where nobody else does: nobody in particular, who may show something.
func (a *App) understudies() bool {
	return a.seat.lesson != nil && a.seat.me == 0 && a.seat.class != nil
}

// standIn shares the run as it stands on the way to what is shown.
func (a *App) standIn() {
	p := a.present()
	sharer, ok := a.lab.(Sharer)
	if !ok || p.Run == 0 || a.seat.keeping != p.Run {
		return
	}
	p.State = sharer.Share()
	a.seat.class.Show(p)
}

// attend takes the news of the class.
func (a *App) attend(msg LessonMsg) tea.Cmd {
	before, known := a.self()
	handed := 0
	if known {
		handed = a.seat.lesson.Handed
	}
	a.seat.lesson, a.seat.me = msg.Lesson, msg.Me
	now, ok := a.self()
	switch {
	case !ok:
		return nil
	case now.Follows() && known && before.Exploring:
		a.leaveBehind()
	case now.Pen && !(known && before.Pen && handed == msg.Lesson.Handed):
		if known && before.Follows() {
			a.catchUp(msg.Lesson.Present)
		}
		a.seat.shown = shown{}
		a.say(a.look.Words.T("class.have-pen"))
	case known && before.Pen && !now.Pen:
		a.notice = "" // that it is here
	}
	a.question(now)
	if !now.Follows() {
		a.seat.keeping = 0
		return nil
	}
	if a.panel.typing() {
		a.panel.pick(a.panel.chosen)
	}
	cmd := a.keepUp(msg.Lesson.Present)
	a.turnToPointed()
	return cmd
}

// question brings the sheet of a new question up, and at last that of its answers.
func (a *App) question(me Person) {
	if me.ID == 0 {
		return
	}
	q := a.seat.lesson.Question
	if f := a.seat.outcome; f != nil && f.asked(q) {
		a.seat.outcome = nil
	}
	sheet, up := a.over.(*answerSheet)
	if up && (q == nil || !q.Open) {
		a.over = nil
	}
	if q != nil && q.Revealed && q.ID != a.seat.told {
		a.seat.told = q.ID
		if !me.Teacher && a.over == nil {
			a.openClass()
		}
	}
	if q == nil || !q.Open || q.ID == a.seat.asked || me.Pen || me.Teacher {
		return
	}
	if up && sheet.id == q.ID {
		return
	}
	a.seat.asked = q.ID
	a.over = newAnswerSheet(a, *q)
}

// leaveBehind keeps what was explored, to be taken back.
func (a *App) leaveBehind() {
	left := a.Moment()
	a.seat.left = &left
	a.say(a.look.Words.T("class.left", "Line", left.String()))
}

// keepUp goes where whoever has the pen is: by taking over the run as it stands,
// or else within the run that is open if it is the same, or by opening it.
func (a *App) keepUp(p Present) tea.Cmd {
	if p.Run == 0 || a.hopeless(p) {
		return nil
	}
	if a.adopt(p) {
		return a.playback.tick()
	}
	return a.goTo(p)
}

// catchUp goes all the way to what is shown before this session goes on from there:
// it may have slept while others drew its frames.
func (a *App) catchUp(p Present) {
	if p.Run > 0 && !a.hopeless(p) {
		a.adopt(p)
		a.goTo(p)
	}
}

// goTo goes to the moment by steps.
func (a *App) goTo(p Present) tea.Cmd {
	rest, same := a.ahead(p)
	if same {
		a.journey, a.warned = &journey{edits: rest, step: p.Moment.Step}, warning{}
		a.playback.seeking = false
		a.travel()
	} else if err := a.openMoment(p.Moment); err != nil {
		a.try(err)
		return nil
	}
	a.seat.keeping = p.Run
	return a.playback.tick()
}

// adopt shows the run as whoever has the pen shares it, without a step of its own,
// and reports whether it is shared.
func (a *App) adopt(p Present) bool {
	at := a.entry(p.Moment.Setup.Lab)
	if p.State == nil || at < 0 {
		return false
	}
	lab, another := a.labAt(at)
	sharer, ok := lab.(Sharer)
	if !ok || !sharer.Adopt(p.Moment.Setup, p.State) {
		return false
	}
	if another || a.seat.keeping != p.Run {
		a.enter(at, lab, p.Moment.Setup, another)
	}
	a.journey, a.warned, a.seat.keeping = nil, warning{}, p.Run
	a.playback.play(false)
	return true
}

// ahead returns the edits that the open run has yet to come by, and whether it is
// the run that is shown at all. An edit in the past is one to come by too: it
// drops what was there after it, as it did where it was made.
func (a *App) ahead(p Present) (rest []sim.Edit, same bool) {
	if a.seat.keeping != p.Run {
		return nil, false
	}
	mine, theirs := a.lab.Timeline().Edits(), p.Moment.Edits
	common := 0
	for common < min(len(mine), len(theirs)) && sameEdit(mine[common], theirs[common]) {
		common++
	}
	// With fewer edits it is a run that was started again.
	return slices.Clone(theirs[common:]), common == len(mine) || common < len(theirs)
}

func sameEdit(a, b sim.Edit) bool {
	return a.Step == b.Step && a.Name == b.Name && a.Value.String() == b.Value.String()
}

// wish has the class do something and says why it does not.
func (a *App) wish(w Wish) bool {
	if a.seat.class == nil {
		return false
	}
	err := a.seat.class.Do(w)
	a.try(err)
	return err == nil
}

// classActions lists what the keys of a class do at this session.
func (a *App) classActions() []Action {
	p, ok := a.self()
	switch {
	case !ok:
		return nil
	case p.Teacher:
		return []Action{
			keymap.Follow, keymap.ClassSheet, keymap.TakeBack, keymap.Ask, keymap.Reveal, keymap.CallBack, keymap.Pin,
			keymap.Lock, keymap.PointOut, keymap.GivePen, keymap.EndSession,
		}
	default:
		return []Action{keymap.Follow, keymap.ClassSheet, keymap.TakeBack, keymap.Hand, keymap.Ask}
	}
}

// switchFollowing leaves the teacher, or goes back.
func (a *App) switchFollowing() tea.Cmd {
	p, ok := a.self()
	switch {
	case !ok:
	case p.Pen:
		a.say(a.look.Words.T("class.have-pen"))
	case a.wish(Wish{Deed: Explore, On: !p.Exploring}) && !p.Exploring:
		a.say(a.look.Words.T("class.explore"))
	}
	return nil
}

// takeBack brings back what was left at the last return to the teacher.
func (a *App) takeBack() tea.Cmd {
	p, ok := a.self()
	if !ok || a.seat.left == nil {
		if ok {
			a.say(a.look.Words.T("class.nothing-left"))
		}
		return nil
	}
	left := *a.seat.left
	if p.Follows() && !a.wish(Wish{Deed: Explore, On: true}) {
		return nil
	}
	a.seat.left = nil
	a.explores()
	a.try(a.openMoment(left))
	return a.playback.tick()
}

// explores takes for granted what the class has just agreed to, before it says so.
func (a *App) explores() {
	l := *a.seat.lesson
	l.People = slices.Clone(l.People)
	for i := range l.People {
		if l.People[i].ID == a.seat.me && !l.People[i].Pen {
			l.People[i].Exploring = true
		}
	}
	a.seat.lesson, a.seat.keeping = &l, 0
}

// standing is what the header says of the class, and how.
func (a *App) standing() (text string, role theme.Role) {
	p, ok := a.self()
	if !ok {
		return "", theme.Text
	}
	l, words := a.seat.lesson, a.look.Words
	switch {
	case p.Pen && p.Teacher:
		text, role = words.T("class.teacher"), theme.Good
	case p.Pen:
		text, role = words.T("class.pen"), theme.Good
	case p.Exploring:
		text, role = words.T("class.exploring"), theme.Warn
	case l.Present.Run == 0 || !slices.ContainsFunc(l.People, func(p Person) bool { return p.Pen }):
		text, role = words.T("class.waiting"), theme.Muted
	default:
		text, role = words.T("class.following"), theme.Accent
	}
	students, hands := 0, 0
	for _, other := range l.People {
		if !other.Teacher {
			students++
		}
		if other.Hand {
			hands++
		}
	}
	text += " · " + words.T("class.count", "Count", students)
	if l.Apart {
		text, role = text+" · "+words.T("class.apart"), theme.Warn
	}
	if hands > 0 {
		text += " · " + words.T("class.hands", "Count", hands)
	}
	return text, role
}

// pointed reports whether the class is shown the pane.
func (a *App) pointed(p Pane) bool {
	return a.seat.lesson != nil && a.seat.lesson.Pointed != "" && seen(p).Name() == a.seat.lesson.Pointed
}

// people returns the rows of the sheet of the class.
func (a *App) people() []views.Person {
	now := a.playback.now()
	rows := make([]views.Person, len(a.seat.lesson.People))
	for i, p := range a.seat.lesson.People {
		rows[i] = views.Person{
			Name: p.Name, Me: p.ID == a.seat.me, Hand: p.Hand, Pen: p.Pen,
			Width: p.Width, Height: p.Height, Small: p.Small(), State: "class.following",
		}
		switch {
		case p.Teacher && p.Pen:
			rows[i].State = "class.teacher"
		case p.Pen:
			rows[i].State = "class.pen"
		case p.Away:
			rows[i].State = "class.away"
		case p.Exploring:
			rows[i].State = "class.exploring"
		}
		if !p.Seen.IsZero() {
			rows[i].Idle = max(0, now.Sub(p.Seen))
		}
	}
	return rows
}

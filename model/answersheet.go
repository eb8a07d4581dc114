package model

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"nabla/keymap"
	"nabla/screen"
	"nabla/sim"
	"nabla/views"
)

// answerSheet is where a student answers: by choosing, by typing or, where a point
// is asked for, on the chart.
type answerSheet struct {
	app      *App
	id       uint64
	question Question
	chosen   int
	field    *field
	err      error
}

var _ overlay = (*answerSheet)(nil)

func newAnswerSheet(a *App, q Question) *answerSheet {
	s := &answerSheet{app: a, id: q.ID, question: q, field: newField("")}
	if p, ok := a.chart(q); ok {
		a.bringUp(p.Name())
	}
	return s
}

// chart returns the pane on whose chart a question asks for a point.
func (a *App) chart(q Question) (Plotter, bool) {
	if q.Kind != Point {
		return nil, false
	}
	for _, pane := range a.panes {
		for p := range behind(pane) {
			if plotter, ok := p.(Plotter); ok && (q.Pane == "" || q.Pane == p.Name()) {
				return plotter, true
			}
		}
	}
	return nil, false
}

// charted returns the chart of the question and where it stands among the panes, if
// it is on the screen.
func (a *App) charted(q Question) (p Plotter, at int, ok bool) {
	if p, ok = a.chart(q); !ok {
		return nil, 0, false
	}
	at = slices.IndexFunc(a.panes, func(pane Pane) bool { return seen(pane) == Pane(p) })
	ok = at >= 0 && at < len(a.plan.panes) && !a.plan.panes[at].Empty()
	return p, at, ok
}

func (s *answerSheet) draw(box screen.Box, look views.Look) (views.Cell, bool) {
	typing := s.question.Kind != Choices
	q := s.question.in(look.Words)
	sheet := views.Answer{
		Text: q.Text, Choices: q.Choices, Chosen: s.chosen,
		Typing: typing, Field: s.field.view(), Err: s.err,
	}
	if p, at, ok := s.app.charted(s.question); ok {
		sheet.Pointing = true
		if cell, ok := s.mark(p); ok {
			views.Mark{Cell: cell}.Draw(s.app.plan.inner[at], look)
		}
		box = beside(box, s.app.plan.panes[at])
	}
	return sheet.Draw(box, look), typing
}

// beside returns the part of a box in which a sheet hides least of a pane.
func beside(box screen.Box, pane Rect) screen.Box {
	const width, height = 40, 8 // of a sheet that can be read
	w, h := box.Width(), box.Height()
	best := Rect{0, max(0, h-height), w, min(h, height)}
	if pane.Y+pane.H/2 > h/2 {
		best.Y = 0
	}
	most := 0
	for _, r := range []Rect{
		{0, pane.Y + pane.H, w, h - pane.Y - pane.H},
		{0, 0, w, pane.Y},
		{pane.X + pane.W, 0, w - pane.X - pane.W, h},
		{0, 0, pane.X, h},
	} {
		if area := r.W * r.H; r.W >= width && r.H >= height && area > most {
			best, most = r, area
		}
	}
	return box.Sub(best.X, best.Y, best.W, best.H)
}

// mark returns where on the chart the typed point is.
func (s *answerSheet) mark(p Plotter) (cell views.Cell, ok bool) {
	text, err := s.question.Read(s.field.text())
	if err != nil {
		return cell, false
	}
	at, _ := Coordinates(text)
	return p.Cell(at)
}

// point answers by the cell of the screen, if it is one of the chart.
func (s *answerSheet) point(x, y int) {
	p, at, ok := s.app.charted(s.question)
	if !ok {
		return
	}
	left, top := s.app.plan.inner[at].Origin()
	if spot, ok := p.Spot(x-left, y-top); ok {
		s.put(spot)
	}
}

// move moves the point by so many cells. The first one is in the middle.
func (s *answerSheet) move(dx, dy int) (moved bool) {
	p, at, ok := s.app.charted(s.question)
	if !ok {
		return false
	}
	if cell, known := s.mark(p); known {
		if spot, ok := p.Spot(cell.X+dx, cell.Y+dy); ok {
			s.put(spot)
		}
		return true
	}
	inner := s.app.plan.inner[at]
	for y := inner.Height() / 2; y >= 0; y-- { // what stands below a chart takes room
		if spot, ok := p.Spot(inner.Width()/2, y); ok {
			s.put(spot)
			break
		}
	}
	return true
}

func (s *answerSheet) context() keymap.Context { return keymap.Typing }

func (s *answerSheet) paste(msg tea.PasteMsg) { s.field.update(msg) }

func (s *answerSheet) press(a *App, action Action, msg tea.KeyPressMsg) tea.Cmd {
	choices := len(s.question.Choices)
	switch {
	case action == keymap.Cancel:
		a.over = nil
	case action == keymap.Accept:
		s.send(a)
	case choices == 0:
		if !s.steer(msg.String()) {
			s.field.update(msg)
		}
		s.err = nil
	case action == keymap.Up:
		s.chosen = max(s.chosen-1, 0)
	case action == keymap.Down:
		s.chosen = min(s.chosen+1, choices-1)
	default:
		if n, err := strconv.Atoi(msg.Text); err == nil && n >= 1 && n <= choices {
			s.chosen = n - 1
		}
	}
	return nil
}

// steer moves the point on the chart by an arrow key, with shift ten cells at once.
func (s *answerSheet) steer(key string) (moved bool) {
	const far = 10
	switch key {
	case "left":
		return s.move(-1, 0)
	case "right":
		return s.move(1, 0)
	case "up":
		return s.move(0, -1)
	case "down":
		return s.move(0, 1)
	case "shift+left":
		return s.move(-far, 0)
	case "shift+right":
		return s.move(far, 0)
	case "shift+up":
		return s.move(0, -far)
	case "shift+down":
		return s.move(0, far)
	default:
		return false
	}
}

// put writes a point into the field.
func (s *answerSheet) put(at []float64) {
	texts := make([]string, len(at))
	for i, v := range at {
		texts[i] = sim.FormatNumber(v)
	}
	s.field, s.err = newField(strings.Join(texts, ", ")), nil
}

// send hands the answer in.
func (s *answerSheet) send(a *App) {
	text := s.field.text()
	if s.question.Kind == Choices {
		text = strconv.Itoa(s.chosen + 1)
	}
	if text, s.err = s.question.Read(text); s.err != nil {
		return
	}
	if s.err = a.seat.class.Do(Wish{Deed: Answer, Question: Question{ID: s.id}, Text: text}); s.err == nil {
		a.over = nil
		a.say(a.look.Words.T("class.answered", "Text", text))
	}
}

// marked returns the answers to the last question that the pane shows on its chart:
// to the teacher while they come in, to all once they are revealed.
func (a *App) marked(pane Pane) (marks []views.Mark) {
	l := a.seat.lesson
	if l == nil || l.Question == nil || l.Question.Run != l.Present.Run {
		return nil
	}
	q := *l.Question
	me, _ := a.self()
	p, ok := a.chart(q)
	if !ok || Pane(p) != seen(pane) || !q.Revealed && !me.Teacher {
		return nil
	}
	add := func(text string, truth bool) {
		at, ok := Coordinates(text)
		if !ok {
			return
		}
		cell, ok := p.Cell(at)
		if !ok {
			return
		}
		i := slices.IndexFunc(marks, func(m views.Mark) bool { return m.Cell == cell && m.True == truth })
		if i < 0 {
			i, marks = len(marks), append(marks, views.Mark{Cell: cell, True: truth})
		}
		marks[i].N++
	}
	for _, r := range q.Replies {
		add(r.Text, false)
	}
	if q.Revealed {
		add(q.Truth, true)
	}
	return marks
}

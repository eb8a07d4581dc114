package model

import (
	tea "charm.land/bubbletea/v2"

	"nabla/keymap"
	"nabla/screen"
	"nabla/views"
)

// posing is the sheet on which a teacher asks: one of the lesson's questions, or one
// that is typed.
type posing struct {
	field  *field
	ready  []Prepared
	chosen int // of those, −1 for what is typed
	err    error
}

var _ overlay = (*posing)(nil)

func newPosing(a *App) *posing {
	s := &posing{field: newField(""), chosen: -1}
	if lab, ok := a.lab.(Questioner); ok {
		s.ready = lab.Questions()
	}
	return s
}

func (s *posing) draw(box screen.Box, look views.Look) (views.Cell, bool) {
	sheet := views.Ask{Field: s.field.view(), Chosen: s.chosen, Err: s.err}
	for _, p := range s.ready {
		q := p.Question.in(look.Words)
		sheet.Ready = append(sheet.Ready, views.Answer{Text: q.Text, Choices: q.Choices})
	}
	return sheet.Draw(box, look), s.chosen < 0
}

func (s *posing) context() keymap.Context { return keymap.Typing }

func (s *posing) paste(msg tea.PasteMsg) {
	s.field.update(msg)
	s.chosen, s.err = -1, nil
}

func (s *posing) press(a *App, action Action, msg tea.KeyPressMsg) tea.Cmd {
	switch action {
	case keymap.Cancel:
		a.over = nil
	case keymap.Up:
		s.chosen = max(s.chosen-1, -1)
	case keymap.Down:
		s.chosen = min(s.chosen+1, len(s.ready)-1)
	case keymap.Accept:
		if s.err = s.ask(a); s.err == nil {
			a.openClass()
		}
	default:
		s.field.update(msg)
		s.chosen, s.err = -1, nil
	}
	return nil
}

// ask poses the question that is chosen or typed.
func (s *posing) ask(a *App) error {
	if s.chosen >= 0 {
		return a.pose(s.ready[s.chosen].Question, s.ready[s.chosen].Outcome)
	}
	q, err := ParseQuestion(s.field.text())
	if err != nil {
		return err
	}
	return a.pose(q, nil)
}

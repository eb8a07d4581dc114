package labs

import (
	"nabla/keymap"
	"nabla/model"
	"nabla/screen"
	"nabla/views"
)

// lossPane shows losses over the steps; a key changes its axis.
type lossPane struct {
	data  func() views.LossData
	place model.Place
	log   bool
	view  views.Loss
}

var _ model.Actor = (*lossPane)(nil)

func (p *lossPane) Name() string { return "loss" }

func (p *lossPane) Place() model.Place { return p.place }

func (p *lossPane) Note(look views.Look) string {
	if p.log {
		return look.Words.T("axis.log")
	}
	return look.Words.T("axis.linear")
}

func (p *lossPane) Draw(box screen.Box, look views.Look) {
	data := p.data()
	data.Log = p.log
	p.view.Draw(box, look, data)
}

func (p *lossPane) Actions() []model.Action { return []model.Action{keymap.AxisScale} }

func (p *lossPane) Act(action model.Action) bool {
	if action != keymap.AxisScale {
		return false
	}
	p.log = !p.log
	return true
}

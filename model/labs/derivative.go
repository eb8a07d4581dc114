package labs

import (
	"nabla/keymap"
	"nabla/model"
	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views"
)

// derivative is the slope between two points that becomes the slope at one, and
// f′ traced point by point.
type derivative struct {
	run[*experiment.Derivative]
	panes []model.Pane
}

func newDerivative() model.Lab {
	d := &derivative{run: run[*experiment.Derivative]{begin: experiment.NewDerivative}}
	now := func() *experiment.Derivative { return d.Now() }
	d.panes = []model.Pane{
		&secantPane{now: now},
		&slopesPane{now: now},
		&approachPane{now: now},
		&errorsPane{now: now},
	}
	return d
}

func (d *derivative) Timeline() model.Timeline { return d.run.Timeline }

// Length returns how many steps there are.
func (d *derivative) Length() int { return d.Now().Last() }

func (d *derivative) Panes() []model.Pane { return d.panes }

func (d *derivative) Summary(look views.Look) string {
	if d.Now().Slides() {
		return look.Words.T("derivative.slides")
	}
	return look.Words.T("derivative.limit", "Rule", views.RuleName(look, d.Now().Rule()))
}

// secantPane shows f with secant and tangent. The mouse drags the point.
type secantPane struct {
	now  func() *experiment.Derivative
	view views.Secant
}

var _ model.Dragger = (*secantPane)(nil)

func (p *secantPane) Name() string { return "secant" }

func (p *secantPane) Place() model.Place { return model.Place{Weight: 3, MinHeight: 12} }

func (p *secantPane) Note(views.Look) string {
	return equation(p.now().Curve().Formula())
}

func (p *secantPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.now()) }

func (p *secantPane) Grab(x, y int) bool { return p.view.PointAt(x, y, p.now()) }

func (p *secantPane) Drag(x, _ int) model.Change { return putX(p.view.ValueAt(x)) }

// putX asks for the point to be at x.
func putX(x float64) model.Change { return model.Change{Name: "x", Text: sim.FormatNumber(x)} }

// slopesPane shows f′ and, if asked, f″. The mouse drags the point here too.
type slopesPane struct {
	now    func() *experiment.Derivative
	second bool
	view   views.Slopes
}

var (
	_ model.Dragger = (*slopesPane)(nil)
	_ model.Actor   = (*slopesPane)(nil)
)

func (p *slopesPane) Name() string { return "slopes" }

func (p *slopesPane) Place() model.Place { return model.Place{Weight: 2, MinHeight: 9, Rank: 2} }

func (p *slopesPane) Note(look views.Look) string {
	if p.second {
		return look.Words.T("derivative.both")
	}
	return look.Words.T("derivative.first-only")
}

func (p *slopesPane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, views.SlopesData{Derivative: p.now(), Second: p.second})
}

func (p *slopesPane) Actions() []model.Action { return []model.Action{keymap.Detail} }

func (p *slopesPane) Act(action model.Action) bool {
	if action != keymap.Detail {
		return false
	}
	p.second = !p.second
	return true
}

func (p *slopesPane) Grab(x, y int) bool { return p.view.PointAt(x, y, p.now()) }

func (p *slopesPane) Drag(x, _ int) model.Change { return putX(p.view.ValueAt(x)) }

// approachPane is the table of the slopes so far.
type approachPane struct {
	now func() *experiment.Derivative
}

var _ model.Pane = (*approachPane)(nil)

func (p *approachPane) Name() string { return "approach" }

func (p *approachPane) Place() model.Place {
	return model.Place{Right: true, Weight: 2, MinHeight: 6, Rank: 3}
}

func (p *approachPane) Note(look views.Look) string {
	if p.now().Slides() {
		return ""
	}
	return look.Words.T("derivative.halving")
}

func (p *approachPane) Draw(box screen.Box, look views.Look) {
	views.Approach{Derivative: p.now()}.Draw(box, look)
}

// errorsPane is the error against h.
type errorsPane struct {
	now  func() *experiment.Derivative
	view views.Errors
}

var _ model.Pane = (*errorsPane)(nil)

func (p *errorsPane) Name() string { return "errors" }

func (p *errorsPane) Place() model.Place {
	return model.Place{Right: true, Weight: 5, MinHeight: 9, Rank: 1}
}

func (p *errorsPane) Note(views.Look) string { return "|Δy/Δx − f′|" }

func (p *errorsPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.now()) }

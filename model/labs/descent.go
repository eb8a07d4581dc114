package labs

import (
	"nabla/model"
	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views"
)

// descent is balls on a curve, by start, step size and method.
type descent struct {
	run[*experiment.Descent]
	panes []model.Pane
}

func newDescent() model.Lab {
	d := &descent{run: run[*experiment.Descent]{begin: new(experiment.Descents).Begin}}
	balls := func() *experiment.Descent { return d.Now() }
	curve := newLandscapePane(balls, model.Place{})
	curve.signs = true
	d.panes = []model.Pane{
		&columnsPane{curve: curve, step: d.step},
		&model.Stack{
			At:    model.Place{Right: true, Weight: 8, MinHeight: 14, Rank: 1},
			Panes: []model.Pane{&basinPane{mapped: curve}, &sweepPane{curve: curve}},
		},
		&ballsPane{curve: curve, place: model.Place{Weight: 1, MinHeight: 6, Rank: 3}},
	}
	return d
}

func (d *descent) step() int { return d.run.Step() }

// Rests reports whether there is nothing new to come.
func (d *descent) Rests() bool { return d.Now().Rests() }

func (d *descent) Timeline() model.Timeline { return d.run.Timeline }

func (d *descent) Panes() []model.Pane { return d.panes }

func (d *descent) Summary(look views.Look) string {
	return d.Now().Method().String() + " · " + look.Words.T("summary.balls", "Count", len(d.Now().Balls()))
}

// columnsPane shows the step sizes side by side, for the start of the ball that
// the landscape has in focus.
type columnsPane struct {
	curve *landscapePane
	step  func() int
	view  views.DescentColumns
}

func (p *columnsPane) Name() string { return "descent-rates" }

func (p *columnsPane) Place() model.Place { return model.Place{Weight: 1, MinHeight: 14, Rank: 2} }

func (p *columnsPane) Note(look views.Look) string { return "w₀ = " + p.curve.start(look) }

func (p *columnsPane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, p.curve.data(), p.step())
}

// sweepPane is the steps that are needed over the step size.
type sweepPane struct {
	curve *landscapePane
	view  views.DescentSweep
}

func (p *sweepPane) Name() string { return "descent-sweep" }

func (p *sweepPane) Place() model.Place {
	return model.Place{Right: true, Weight: 2, MinHeight: 11, Rank: 3}
}

func (p *sweepPane) Note(look views.Look) string { return "w₀ = " + p.curve.start(look) }

func (p *sweepPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.curve.data()) }

// Job is what of the sweep takes longer than a frame may.
func (p *sweepPane) Job() (model.Job, bool) { return restJob(p.view.Rest(p.curve.data())) }

func (p *sweepPane) Hear(now model.Progress) { hearRest(&p.view, now) }

var (
	_ model.Pane   = (*columnsPane)(nil)
	_ model.Worker = (*sweepPane)(nil)
)

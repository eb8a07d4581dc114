package labs

import (
	"nabla/model"
	"nabla/sim/experiment"
	"nabla/views"
)

// descent is balls on a curve, by start and step size.
type descent struct {
	run[*experiment.Descent]
	panes []model.Pane
}

func newDescent() model.Lab {
	d := &descent{run: run[*experiment.Descent]{begin: experiment.NewDescent}}
	balls := func() *experiment.Descent { return d.Now() }
	curve := newLandscapePane(balls, model.Place{Weight: 3, MinHeight: 9})
	d.panes = []model.Pane{curve, &ballsPane{curve: curve}}
	return d
}

func (d *descent) Timeline() model.Timeline { return d.run.Timeline }

func (d *descent) Panes() []model.Pane { return d.panes }

func (d *descent) Summary(look views.Look) string {
	return look.Words.T("summary.balls", "Count", len(d.Now().Balls()))
}

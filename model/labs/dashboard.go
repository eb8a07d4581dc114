package labs

import (
	"nabla/model"
	"nabla/sim/experiment"
	"nabla/views"
)

// dashboard is the first screen: networks that learn or do not, their
// gradients layer by layer, and balls that roll into minima.
type dashboard struct {
	run[*experiment.Dashboard]
	panes []model.Pane
}

func newDashboard() model.Lab {
	d := &dashboard{run: run[*experiment.Dashboard]{begin: experiment.NewDashboard}}
	networks := func() *experiment.Vanishing { return d.Now().Networks() }
	d.panes = []model.Pane{
		&lossPane{data: func() views.LossData { return vanishingLoss(networks(), d.Step()) }, place: model.Place{Weight: 2, MinHeight: 7, Rank: 2}},
		&gradientPane{batch: d.batch, data: func() views.GradientData { return gradients(networks()) }, place: model.Place{Weight: 3, MinHeight: 7, Rank: 1}},
		newLandscapePane(func() *experiment.Descent { return d.Now().Balls() }, model.Place{Right: true, Weight: 8, MinHeight: 9}),
	}
	return d
}

func (d *dashboard) Timeline() model.Timeline { return d.run.Timeline }

func (d *dashboard) Panes() []model.Pane { return d.panes }

func (d *dashboard) Summary(look views.Look) string {
	return dataName(d.setup) + " · " + sizes(d.Now().Networks().Sizes(), look)
}

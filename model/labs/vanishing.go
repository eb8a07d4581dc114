package labs

import (
	"nabla/model"
	"nabla/sim/experiment"
	"nabla/views"
)

// vanishing is several activations from one seed, side by side.
type vanishing struct {
	run[*experiment.Vanishing]
	panes []model.Pane
}

func newVanishing() model.Lab {
	v := &vanishing{run: run[*experiment.Vanishing]{begin: experiment.NewVanishing}}
	v.panes = []model.Pane{
		&gradientPane{batch: v.batch, data: func() views.GradientData { return gradients(v.Now()) }, place: model.Place{Weight: 1, MinHeight: 7}},
		&lossPane{data: func() views.LossData { return vanishingLoss(v.Now(), v.Step()) }, place: model.Place{Right: true, Weight: 2, MinHeight: 7, Rank: 1}},
	}
	return v
}

func (v *vanishing) Timeline() model.Timeline { return v.run.Timeline }

func (v *vanishing) Panes() []model.Pane { return v.panes }

func (v *vanishing) Summary(look views.Look) string {
	return dataName(v.setup) + " · " + sizes(v.Now().Sizes(), look)
}

// vanishingLoss returns one curve per activation.
func vanishingLoss(v *experiment.Vanishing, step int) views.LossData {
	d := views.LossData{Step: step}
	for i, name := range v.Activations() {
		d.Series = append(d.Series, views.LossSeries{
			Name: name, History: v.History(i), Last: v.Loss(i), Accuracy: v.Accuracy(i), Status: v.StatusOf(i),
		})
	}
	return d
}

// gradients returns one column of bars per activation.
func gradients(v *experiment.Vanishing) views.GradientData {
	var d views.GradientData
	for i, name := range v.Activations() {
		d.Series = append(d.Series, views.GradientSeries{Name: name, Layers: v.Layers(i)})
	}
	return d
}

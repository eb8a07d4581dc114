package labs

import (
	"nabla/model"
	"nabla/sim/experiment"
	"nabla/views"
)

// train is one network learning one data set.
type train struct {
	run[*experiment.Train]
	panes []model.Pane
}

func newTrain() model.Lab {
	t := &train{run: run[*experiment.Train]{begin: experiment.NewTrain}}
	t.panes = []model.Pane{
		&lossPane{data: t.loss, place: model.Place{Weight: 3, MinHeight: 7}},
		&gradientPane{batch: t.batch, data: t.gradients, place: model.Place{Weight: 2, MinHeight: 7, Rank: 1}},
		&layersPane{
			data:  func() []experiment.LayerReport { return t.Now().Layers() },
			place: model.Place{Right: true, Weight: 1, MinHeight: 6, Rank: 2},
		},
	}
	return t
}

func (t *train) Timeline() model.Timeline { return t.run.Timeline }

func (t *train) Panes() []model.Pane { return t.panes }

func (t *train) Summary(look views.Look) string {
	return dataName(t.setup) + " · " + sizes(t.Now().Sizes(), look)
}

// loss returns the curve of the training set and, where there is one, that of
// the test set.
func (t *train) loss() views.LossData {
	now := t.Now()
	d := views.LossData{Step: t.Step(), Series: []views.LossSeries{
		{Name: "series.train", Message: true, History: now.History(), Column: 0, Last: now.Loss(), Accuracy: now.Accuracy(), Status: now.Status()},
	}}
	if now.Tested() {
		d.Series = append(d.Series, views.LossSeries{
			Name: "series.test", Message: true, History: now.History(), Column: 1, Last: now.TestLoss(), Accuracy: now.TestAccuracy(),
		})
	}
	return d
}

func (t *train) gradients() views.GradientData {
	return views.GradientData{Series: []views.GradientSeries{
		{Name: t.setup.Value("activation").String(), Layers: t.Now().Layers()},
	}}
}

package labs

import (
	"io"

	"nabla/model"
	"nabla/sim/experiment"
	"nabla/views"
)

// train is one network learning one data set.
type train struct {
	run[*experiment.Train]
	panes []model.Pane
}

var (
	_ model.Finite = (*train)(nil)
	_ model.Saver  = (*train)(nil)
)

func newTrain() model.Lab {
	t := &train{run: run[*experiment.Train]{begin: experiment.NewTrain}}
	u := &unitsPane{train: func() *experiment.Train { return t.Now() }}
	around := &surroundings{run: &t.run}
	t.panes = []model.Pane{
		&model.Stack{
			At: model.Place{Weight: 5, MinHeight: 10},
			Panes: []model.Pane{
				&trainMapPane{train: u.train}, u,
				&lossLandscapePane{surroundings: around}, &lossReliefPane{surroundings: around},
			},
		},
		&model.Stack{
			At: model.Place{Right: true, Weight: 2, MinHeight: 7, Rank: 1},
			Panes: []model.Pane{
				&lossPane{data: t.loss},
				&accuracyPane{data: t.accuracy},
			},
		},
		&model.Stack{
			At: model.Place{Right: true, Weight: 5, MinHeight: 7, Rank: 2},
			Panes: []model.Pane{
				&confusionPane{train: u.train},
				&weightsPane{units: u},
				&gradientPane{batch: t.batch, data: t.gradients},
				&layersPane{data: func() []experiment.LayerReport { return t.Now().Layers() }},
			},
		},
	}
	return t
}

func (t *train) Timeline() model.Timeline { return t.run.Timeline }

func (t *train) Panes() []model.Pane { return t.panes }

// Length returns the step at which the run ends, if it is to end.
func (t *train) Length() int { return t.Now().Length() }

// Save writes the present weights.
func (t *train) Save(w io.Writer) error { return t.Now().SaveWeights(w) }

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

// accuracy returns the shares of right answers, from 0 to 1.
func (t *train) accuracy() views.LossData {
	now := t.Now()
	d := views.LossData{Step: t.Step(), Top: 1, Empty: "train.no-classes"}
	if a := now.Accuracy(); a != nil {
		d.Series = append(d.Series, views.LossSeries{
			Name: "series.train", Message: true, History: now.History(), Column: 2, Last: *a, Status: now.Status(),
		})
	}
	if a := now.TestAccuracy(); a != nil {
		d.Series = append(d.Series, views.LossSeries{Name: "series.test", Message: true, History: now.History(), Column: 3, Last: *a})
	}
	return d
}

func (t *train) gradients() views.GradientData {
	return views.GradientData{Series: []views.GradientSeries{
		{Name: t.setup.Value("activation").String(), Layers: t.Now().Layers()},
	}}
}

package labs

import (
	"slices"
	"strings"

	"nabla/model"
	"nabla/sim"
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
	at := &layerChoice{of: func() *experiment.Vanishing { return v.Now() }, layer: 1}
	v.panes = []model.Pane{
		&flowPane{layerChoice: at, batch: v.batch, optimizer: func() string { return v.setup.Value("optimizer").String() }},
		&model.Stack{
			At:    model.Place{Weight: 2, MinHeight: 8, Rank: 2},
			Panes: []model.Pane{&factorPane{layerChoice: at}, &updatePane{layerChoice: at}},
		},
		&model.Stack{
			At: model.Place{Right: true, Weight: 4, MinHeight: 7, Rank: 1},
			Panes: []model.Pane{
				&lossPane{data: func() views.LossData { return vanishingLoss(v.Now(), v.Step()) }},
				&depthPane{of: at.of, setup: v.inForce},
			},
		},
		&preActivationPane{layerChoice: at},
	}
	return v
}

func (v *vanishing) Timeline() model.Timeline { return v.run.Timeline }

func (v *vanishing) Panes() []model.Pane { return v.panes }

func (v *vanishing) Summary(look views.Look) string {
	return dataName(v.setup) + " · " + sizes(v.Now().Sizes(), look)
}

// inForce is the setup with what was changed up to the present step.
func (v *vanishing) inForce() sim.Setup {
	setup := v.setup
	for _, e := range v.Edits() {
		if e.Step <= v.Step() {
			setup = setup.WithValue(e.Name, e.Value)
		}
	}
	return setup
}

// vanishingLoss returns one curve per activation.
func vanishingLoss(v *experiment.Vanishing, step int) views.LossData {
	d := views.LossData{Step: step, Series: make([]views.LossSeries, 0, len(v.Activations()))}
	for i, name := range v.Activations() {
		d.Series = append(d.Series, views.LossSeries{
			Name: name, History: v.History(i), Last: v.Loss(i), Accuracy: v.Accuracy(i), Status: v.StatusOf(i),
		})
	}
	return d
}

// gradients returns one column of bars per activation.
func gradients(v *experiment.Vanishing) views.GradientData {
	d := views.GradientData{Series: make([]views.GradientSeries, 0, len(v.Activations()))}
	for i, name := range v.Activations() {
		d.Series = append(d.Series, views.GradientSeries{Name: name, Layers: v.Layers(i)})
	}
	return d
}

// even reports whether the updates of an optimiser, written with its options, are
// in proportion to the gradient.
func even(written string) bool {
	name, _, _ := strings.Cut(written, "(")
	return slices.Contains([]string{"sgd", "momentum", "nesterov"}, name)
}

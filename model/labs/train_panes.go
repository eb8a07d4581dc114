package labs

import (
	"nabla/keymap"
	"nabla/model"
	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views"
)

// trainMapPane is the data, with what the network makes of the places around them.
type trainMapPane struct {
	train func() *experiment.Train
	view  views.TrainMap
}

var _ model.Pane = (*trainMapPane)(nil)

func (p *trainMapPane) Name() string { return "train-map" }

func (p *trainMapPane) Place() model.Place { return model.Place{} }

func (p *trainMapPane) Note(views.Look) string { return views.TrainMapNote(p.train()) }

func (p *trainMapPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.train()) }

// unitsPane is a little map of every unit. One unit is chosen, by key or mouse.
type unitsPane struct {
	train       func() *experiment.Train
	layer, unit int
	view        views.TrainUnits
}

var (
	_ model.Dragger = (*unitsPane)(nil)
	_ model.Actor   = (*unitsPane)(nil)
)

func (p *unitsPane) Name() string { return "units" }

func (p *unitsPane) Place() model.Place { return model.Place{} }

func (p *unitsPane) Note(look views.Look) string {
	d := p.data()
	return look.Words.T("train.layer-unit", "Layer", d.Layer+1, "Unit", d.Unit+1)
}

// data is what the panes of units show; a run begun since the unit was chosen may
// have fewer.
func (p *unitsPane) data() views.UnitsData {
	t := p.train()
	layers := t.Sizes()[1:]
	layer := min(p.layer, len(layers)-1)
	return views.UnitsData{Train: t, Layer: layer, Unit: min(p.unit, layers[layer]-1)}
}

// next chooses the next unit, and after the last the first.
func (p *unitsPane) next() {
	d := p.data()
	layers := d.Train.Sizes()[1:]
	p.layer, p.unit = d.Layer, d.Unit+1
	if p.unit == layers[d.Layer] {
		p.layer, p.unit = (d.Layer+1)%len(layers), 0
	}
}

func (p *unitsPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.data()) }

func (p *unitsPane) Actions() []model.Action { return []model.Action{keymap.NextBall} }

func (p *unitsPane) Act(action model.Action) bool {
	if action != keymap.NextBall {
		return false
	}
	p.next()
	return true
}

// Grab chooses the unit at the cell. It is not held: units do not move.
func (p *unitsPane) Grab(x, y int) bool {
	if layer, unit, ok := p.view.UnitAt(x, y); ok {
		p.layer, p.unit = layer, unit
	}
	return false
}

// Drag is not called, since nothing is held.
func (p *unitsPane) Drag(int, int) model.Change { return model.Change{} }

// confusionPane is which classes are taken for which.
type confusionPane struct {
	train func() *experiment.Train
	view  views.Confusion
}

var _ model.Pane = (*confusionPane)(nil)

// Name is that of what is shown: numbers have no confusion matrix.
func (p *confusionPane) Name() string {
	if p.train().Classes() == nil {
		return "answers"
	}
	return "confusion"
}

func (p *confusionPane) Place() model.Place { return model.Place{} }

func (p *confusionPane) Note(look views.Look) string {
	if p.train().Classes() == nil {
		return look.Words.T("train.answers-note")
	}
	return look.Words.T("train.confusion-note")
}

func (p *confusionPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.train()) }

// weightsPane is the weights of the chosen unit's layer.
type weightsPane struct {
	units *unitsPane
	view  views.TrainWeights
}

var (
	_ model.Dragger = (*weightsPane)(nil)
	_ model.Actor   = (*weightsPane)(nil)
)

func (p *weightsPane) Name() string { return "weights" }

func (p *weightsPane) Place() model.Place { return model.Place{} }

func (p *weightsPane) Note(look views.Look) string { return p.units.Note(look) }

func (p *weightsPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.units.data()) }

func (p *weightsPane) Actions() []model.Action { return p.units.Actions() }

func (p *weightsPane) Act(action model.Action) bool { return p.units.Act(action) }

// Grab chooses the unit whose row is at the cell.
func (p *weightsPane) Grab(_, y int) bool {
	if unit, ok := p.view.UnitAt(y); ok {
		p.units.layer, p.units.unit = p.units.data().Layer, unit
	}
	return false
}

// Drag is not called, since nothing is held.
func (p *weightsPane) Drag(int, int) model.Change { return model.Change{} }

// accuracyPane is the shares of right answers over the steps.
type accuracyPane struct {
	data func() views.LossData
	view views.Loss
}

var _ model.Pane = (*accuracyPane)(nil)

func (p *accuracyPane) Name() string { return "accuracy" }

func (p *accuracyPane) Place() model.Place { return model.Place{} }

func (p *accuracyPane) Note(look views.Look) string { return look.Words.T("train.accuracy-note") }

func (p *accuracyPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.data()) }

package labs

import (
	"nabla/model"
	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views"
)

// gradientPane shows the norm of the gradient layer by layer.
type gradientPane struct {
	data  func() views.GradientData
	batch func() int // points that the gradient is over, 0 for the whole set
	place model.Place
	view  views.Gradients
}

var _ model.Pane = (*gradientPane)(nil)

func (p *gradientPane) Name() string { return "gradients" }

func (p *gradientPane) Place() model.Place { return p.place }

func (p *gradientPane) Note(look views.Look) string { return gradientNote(look, p.batch()) }

// gradientNote names what is drawn and over which points the gradient is taken.
func gradientNote(look views.Look, batch int) string {
	points := look.Words.T("gradients.whole")
	if batch > 0 {
		points = look.Words.T("gradients.batch", "Count", batch)
	}
	return "‖∂L/∂W‖ · " + points
}

func (p *gradientPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.data()) }

// layersPane shows the other numbers of each layer as a table.
type layersPane struct {
	data  func() []experiment.LayerReport
	place model.Place
}

var _ model.Pane = (*layersPane)(nil)

func (p *layersPane) Name() string { return "layers" }

func (p *layersPane) Place() model.Place { return p.place }

func (p *layersPane) Note(views.Look) string { return "" }

func (p *layersPane) Draw(box screen.Box, look views.Look) {
	views.Layers{Layers: p.data()}.Draw(box, look)
}

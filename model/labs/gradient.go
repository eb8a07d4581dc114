package labs

import (
	"nabla/keymap"
	"nabla/model"
	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views"
)

// gradient is a point on a surface and a direction that turns round it.
type gradient struct {
	run[*experiment.Gradient]
	panes []model.Pane
}

func newGradient() model.Lab {
	g := &gradient{run: run[*experiment.Gradient]{begin: experiment.NewGradient}}
	now := func() *experiment.Gradient { return g.Now() }
	g.panes = []model.Pane{
		&surfacePane{gradient: now},
		&slicesPane{gradient: now},
		&directionsPane{gradient: now},
		&gradientNumbersPane{gradient: now},
	}
	return g
}

func (g *gradient) Timeline() model.Timeline { return g.run.Timeline }

func (g *gradient) Panes() []model.Pane { return g.panes }

func (g *gradient) Summary(views.Look) string {
	f := g.Now().Terrain()
	if f.Name() != "" {
		return f.Name()
	}
	return f.Formula().String()
}

// surfacePane is the surface from above. The mouse moves the point on it, and
// a key shows the gradient all over it.
type surfacePane struct {
	gradient func() *experiment.Gradient
	arrows   bool
	view     views.SurfaceMap
}

var (
	_ model.Dragger = (*surfacePane)(nil)
	_ model.Actor   = (*surfacePane)(nil)
)

func (p *surfacePane) Name() string { return "surface" }

func (p *surfacePane) Place() model.Place { return model.Place{Weight: 6, MinHeight: 11} }

func (p *surfacePane) Note(views.Look) string {
	return equation(p.gradient().Terrain().Formula())
}

func (p *surfacePane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, views.SurfaceMapData{Gradient: p.gradient(), Arrows: p.arrows})
}

func (p *surfacePane) Actions() []model.Action { return []model.Action{keymap.Arrows} }

func (p *surfacePane) Act(action model.Action) bool {
	if action != keymap.Arrows {
		return false
	}
	p.arrows = !p.arrows
	return true
}

// Grab takes hold of the point from anywhere on the map.
func (p *surfacePane) Grab(x, y int) bool { return p.view.OnMap(x, y) }

// Drag asks for the point to be where the mouse is.
func (p *surfacePane) Drag(x, y int) model.Change {
	px, py := p.view.PointAt(x, y)
	return model.Change{
		Name: "x", Text: sim.FormatNumber(px),
		And: &model.Change{Name: "y", Text: sim.FormatNumber(py)},
	}
}

// slicesPane is the surface cut along both axes.
type slicesPane struct {
	gradient func() *experiment.Gradient
	view     views.Slices
}

var _ model.Pane = (*slicesPane)(nil)

func (p *slicesPane) Name() string { return "slices" }

func (p *slicesPane) Place() model.Place {
	return model.Place{Right: true, Weight: 4, MinHeight: 8, Rank: 1}
}

func (p *slicesPane) Note(views.Look) string { return "" }

func (p *slicesPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.gradient()) }

// directionsPane is the slope along every direction.
type directionsPane struct {
	gradient func() *experiment.Gradient
	view     views.Directions
}

var _ model.Pane = (*directionsPane)(nil)

func (p *directionsPane) Name() string { return "directions" }

func (p *directionsPane) Place() model.Place {
	return model.Place{Right: true, Weight: 3, MinHeight: 7, Rank: 3}
}

func (p *directionsPane) Note(views.Look) string { return "D_u f = ‖∇f‖·cos(θ − ∠∇f)" }

func (p *directionsPane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, p.gradient())
}

// gradientNumbersPane is the gradient worked out.
type gradientNumbersPane struct {
	gradient func() *experiment.Gradient
	view     views.GradientNumbers
}

var _ model.Pane = (*gradientNumbersPane)(nil)

func (p *gradientNumbersPane) Name() string { return "gradient" }

func (p *gradientNumbersPane) Place() model.Place {
	return model.Place{Weight: 2, MinHeight: 8, Rank: 2}
}

func (p *gradientNumbersPane) Note(views.Look) string { return "∇f = (∂f/∂x, ∂f/∂y)" }

func (p *gradientNumbersPane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, p.gradient())
}

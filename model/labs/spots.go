package labs

import (
	"nabla/model"
	"nabla/views"
)

// The charts on which a point can be the answer to a question.
var (
	_ model.Plotter = (*landscapePane)(nil)
	_ model.Plotter = (*secantPane)(nil)
	_ model.Plotter = (*surfacePane)(nil)
	_ model.Plotter = (*raceMapPane)(nil)
	_ model.Plotter = (*basinPane)(nil)
)

func (p *landscapePane) Spot(x, y int) ([]float64, bool) { return p.view.Spot(x, y) }

func (p *landscapePane) Cell(at []float64) (views.Cell, bool) { return p.view.Cell(at, p.balls()) }

func (p *secantPane) Spot(x, y int) ([]float64, bool) { return p.view.Spot(x, y) }

func (p *secantPane) Cell(at []float64) (views.Cell, bool) { return p.view.Cell(at, p.now()) }

func (p *surfacePane) Spot(x, y int) ([]float64, bool) { return p.view.Spot(x, y) }

func (p *surfacePane) Cell(at []float64) (views.Cell, bool) { return p.view.Cell(at) }

func (p *raceMapPane) Spot(x, y int) ([]float64, bool) { return p.view.Spot(x, y) }

func (p *raceMapPane) Cell(at []float64) (views.Cell, bool) { return p.view.Cell(at) }

// Spot is that of the pane; the map of its basins is of starts, and has none.
func (p *basinPane) Spot(x, y int) ([]float64, bool) {
	if p.on {
		return nil, false
	}
	return p.mapped.Spot(x, y)
}

func (p *basinPane) Cell(at []float64) (views.Cell, bool) {
	if p.on {
		return views.Cell{}, false
	}
	return p.mapped.Cell(at)
}

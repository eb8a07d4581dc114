package labs

import (
	"nabla/keymap"
	"nabla/model"
	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views"
)

// backpropMatricesPane shows the micro-step as matrices.
type backpropMatricesPane struct {
	net  *backpropPane
	view views.BackpropMatrices
}

var _ model.Pane = (*backpropMatricesPane)(nil)

func (p *backpropMatricesPane) Name() string { return "backprop-matrices" }

func (p *backpropMatricesPane) Place() model.Place {
	return model.Place{Right: true, Weight: 2, MinHeight: 7, Rank: 2}
}

func (p *backpropMatricesPane) Note(views.Look) string { return "" }

func (p *backpropMatricesPane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, p.net.data())
}

// backpropCheckPane holds the chosen weight's derivative against a difference.
type backpropCheckPane struct{ net *backpropPane }

var _ model.Pane = (*backpropCheckPane)(nil)

func (p *backpropCheckPane) Name() string { return "backprop-check" }

func (p *backpropCheckPane) Place() model.Place { return model.Place{} }

func (p *backpropCheckPane) Note(views.Look) string { return "" }

func (p *backpropCheckPane) Draw(box screen.Box, look views.Look) {
	views.BackpropCheck{Data: p.net.data()}.Draw(box, look)
}

// backpropChainPane shows the chosen weight's derivative factor by factor, along a
// path that can be chosen.
type backpropChainPane struct {
	net    *backpropPane
	chosen int
	of     experiment.BackpropName
	view   views.BackpropChain
}

var (
	_ model.Dragger = (*backpropChainPane)(nil)
	_ model.Actor   = (*backpropChainPane)(nil)
)

func (p *backpropChainPane) Name() string { return "backprop-chain" }

func (p *backpropChainPane) Place() model.Place { return model.Place{} }

func (p *backpropChainPane) Note(views.Look) string { return "" }

// data is what the pane shows: of another weight the first path.
func (p *backpropChainPane) data() views.BackpropData {
	d := p.net.data()
	if p.of != d.Weight {
		p.of, p.chosen = d.Weight, 0
	}
	d.Path = p.chosen
	return d
}

func (p *backpropChainPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.data()) }

func (p *backpropChainPane) Actions() []model.Action { return []model.Action{keymap.NextPath} }

// Act chooses the next path.
func (p *backpropChainPane) Act(action model.Action) bool {
	if action != keymap.NextPath {
		return false
	}
	d := p.data()
	p.chosen = (p.chosen + 1) % len(d.Run.Chain(d.Weight).Paths)
	return true
}

// Grab chooses the path in the row; there is nothing to drag.
func (p *backpropChainPane) Grab(_, y int) bool {
	d := p.data()
	if path, ok := p.view.PathAt(y); ok && path < len(d.Run.Chain(d.Weight).Paths) {
		p.chosen = path
	}
	return false
}

// Drag moves nothing.
func (p *backpropChainPane) Drag(int, int) model.Change { return model.Change{} }

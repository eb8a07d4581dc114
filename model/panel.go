package model

import (
	"slices"

	"nabla/screen"
	"nabla/sim"
	"nabla/views"
)

// panel is the pane that lists every parameter of the open lab from its
// declaration.
type panel struct {
	chosen int
	field  *field // nil unless a value is being typed
	err    error  // of the last change, shown under its field
	setup  func() sim.Setup

	rows views.PanelRows // where the rows were drawn last
}

var _ Pane = (*panel)(nil)

func newPanel(setup func() sim.Setup) *panel { return &panel{setup: setup} }

func (p *panel) reset() { *p = panel{setup: p.setup} }

// typing reports whether a value is being typed.
func (p *panel) typing() bool { return p.field != nil }

// choose moves the choice among n parameters and stops at the ends.
func (p *panel) choose(by, n int) { p.pick(min(max(p.chosen+by, 0), n-1)) }

func (p *panel) pick(i int) {
	p.chosen, p.field, p.err = i, nil, nil
}

func (p *panel) Name() string { return "parameters" }

func (p *panel) Place() Place { return Place{Right: true, Weight: 3, MinHeight: 6, Rank: 9} }

// Note counts the parameters, so that one knows of those scrolled away.
func (p *panel) Note(views.Look) string {
	setup := p.setup()
	return views.Count(p.chosen+1, len(setup.Params()))
}

func (p *panel) Draw(box screen.Box, look views.Look) {
	setup := p.setup()
	view := views.Panel{Setup: setup, Chosen: p.chosen, Err: p.err}
	if p.field != nil {
		typed := p.field.view()
		view.Typed = &typed
	}
	p.rows = view.Draw(box, look)
}

// line is the chosen parameter in a line.
func (p *panel) line(look views.Look) string {
	return views.Panel{Setup: p.setup(), Chosen: p.chosen}.Line(look)
}

// at returns the parameter drawn in a row of the panel.
func (p *panel) at(y int) (int, bool) {
	i := slices.Index(p.rows.Params, y)
	return i, i >= 0
}

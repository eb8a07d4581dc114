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
	entry  Setter // what of the chosen parameter is pointed at, nil for all of it
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

// plain reports whether nothing was chosen, typed or refused.
func (p *panel) plain() bool {
	return p.chosen == 0 && p.entry == nil && p.field == nil && p.err == nil
}

// choose moves the choice among n parameters and stops at the ends.
func (p *panel) choose(by, n int) { p.pick(min(max(p.chosen+by, 0), n-1)) }

func (p *panel) pick(i int) {
	p.chosen, p.entry, p.field, p.err = i, nil, nil, nil
}

// pointAt chooses the parameter that an entry belongs to. Which one that is may
// have changed with the step.
func (p *panel) pointAt(entry Setter) {
	name, ok := entry.Points()
	if !ok {
		p.entry = nil
		return
	}
	setup := p.setup()
	at := slices.IndexFunc(setup.Params(), func(p sim.Param) bool { return p.Name == name })
	if at >= 0 && at != p.chosen {
		p.pick(at)
	}
	p.entry = entry
}

// settle has the choice follow what is pointed at, unless a value is being typed.
func (p *panel) settle() {
	if p.entry != nil && p.field == nil {
		p.pointAt(p.entry)
	}
}

// text is what a field begins with.
func (p *panel) text(value sim.Value) string {
	if p.entry == nil {
		return value.String()
	}
	_, text := p.entry.Entry()
	return text
}

// typed is what the typed text makes of the parameter.
func (p *panel) typed() string {
	if p.entry == nil {
		return p.field.text()
	}
	return p.entry.Entered(p.field.text())
}

// nudged is the parameter's text with the value one notch up or down.
func (p *panel) nudged(param *sim.Param, value sim.Value, by int) string {
	if p.entry == nil {
		return param.Nudge(value, by).String()
	}
	return p.entry.Entered(p.entry.Nudged(by))
}

// view is the panel as it is to be drawn.
func (p *panel) view() views.Panel {
	v := views.Panel{Setup: p.setup(), Chosen: p.chosen, Err: p.err, Rows: p.rows.Params}
	if p.entry != nil {
		name, value := p.entry.Entry()
		v.Entry = &views.PanelEntry{Name: name, Value: value}
	}
	return v
}

func (p *panel) Name() string { return "parameters" }

func (p *panel) Place() Place { return Place{Right: true, Weight: 3, MinHeight: 6, Rank: 9} }

// Note counts the parameters, so that one knows of those scrolled away.
func (p *panel) Note(views.Look) string {
	setup := p.setup()
	return views.Count(p.chosen+1, len(setup.Params()))
}

func (p *panel) Draw(box screen.Box, look views.Look) {
	p.settle()
	view := p.view()
	if p.field != nil {
		typed := p.field.view()
		view.Typed = &typed
	}
	p.rows = view.Draw(box, look)
}

// line is the chosen parameter in a line.
func (p *panel) line(look views.Look) string {
	return p.view().Line(look)
}

// at returns the parameter drawn in a row of the panel.
func (p *panel) at(y int) (int, bool) {
	i := slices.Index(p.rows.Params, y)
	return i, i >= 0
}

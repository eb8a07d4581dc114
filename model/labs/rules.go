package labs

import (
	"slices"

	"nabla/keymap"
	"nabla/model"
	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views"
)

// rules is a formula as a tree, differentiated rule by rule from the leaves up.
type rules struct {
	run[*experiment.Rules]
	panes []model.Pane
}

func newRules() model.Lab {
	r := &rules{run: run[*experiment.Rules]{begin: experiment.NewRules}}
	tree := &treePane{now: func() *experiment.Rules { return r.Now() }}
	r.panes = []model.Pane{tree, &rulePane{tree: tree}, &partsPane{tree: tree}}
	return r
}

func (r *rules) Timeline() model.Timeline { return r.run.Timeline }

// Length returns how many steps there are.
func (r *rules) Length() int { return r.Now().Last() }

func (r *rules) Panes() []model.Pane { return r.panes }

func (r *rules) Summary(views.Look) string {
	now := r.Now()
	return "f′ " + views.Count(now.Walked(), len(now.Walk()))
}

// treePane shows the tree. A node can be chosen to look at its law, by mouse or
// key, without moving the playhead; choosing it again goes back to the step.
type treePane struct {
	now    func() *experiment.Rules
	chosen int    // the chosen node
	of     string // the formula it is a node of, empty for none
	view   views.RuleTree
}

var (
	_ model.Dragger = (*treePane)(nil)
	_ model.Actor   = (*treePane)(nil)
)

func (p *treePane) Name() string { return "tree" }

func (p *treePane) Place() model.Place { return model.Place{Weight: 4, MinHeight: 12} }

func (p *treePane) Note(views.Look) string {
	r := p.now()
	return "f(" + r.Variable() + ") = " + r.Formula().String()
}

func (p *treePane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.data()) }

// data is what all panes show.
func (p *treePane) data() views.RulesData {
	d := views.RulesData{Rules: p.now(), Chosen: -1}
	if p.of == d.Rules.Formula().Text() && p.chosen < len(d.Rules.Nodes()) {
		d.Chosen = p.chosen
	}
	return d
}

func (p *treePane) choose(node int) {
	p.chosen, p.of = node, ""
	if node >= 0 {
		p.of = p.now().Formula().Text()
	}
}

func (p *treePane) Actions() []model.Action {
	return []model.Action{keymap.PrevNode, keymap.NextNode}
}

// Act chooses the next or the previous node of the walk; between the last and
// the first of them none is chosen.
func (p *treePane) Act(action model.Action) bool {
	var by int
	switch action {
	case keymap.NextNode:
		by = 1
	case keymap.PrevNode:
		by = -1
	default:
		return false
	}
	walk := p.now().Walk()
	turns := len(walk) + 1 // the first is that nothing is chosen
	at := slices.Index(walk, p.data().Chosen) + 1
	if at = (at + by + turns) % turns; at > 0 {
		p.choose(walk[at-1])
	} else {
		p.choose(-1)
	}
	return true
}

// Grab chooses the node at the cell, or none; there is nothing to drag.
func (p *treePane) Grab(x, y int) bool {
	node, ok := p.view.NodeAt(x, y)
	if !ok || node == p.data().Chosen {
		node = -1
	}
	p.choose(node)
	return false
}

// Drag moves nothing.
func (p *treePane) Drag(int, int) model.Change { return model.Change{} }

// rulePane shows the rule of the node that is lit or chosen. The mouse drags x
// where the curves are drawn.
type rulePane struct {
	tree *treePane
	view views.RuleAtWork
}

var _ model.Dragger = (*rulePane)(nil)

func (p *rulePane) Name() string { return "rule" }

func (p *rulePane) Place() model.Place {
	return model.Place{Right: true, Weight: 24, MinHeight: 15, Rank: 1}
}

func (p *rulePane) Note(look views.Look) string { return views.RuleNote(look, p.tree.data()) }

func (p *rulePane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.tree.data()) }

func (p *rulePane) Grab(x, y int) bool { return p.view.PointAt(x, y, p.tree.now()) }

func (p *rulePane) Drag(x, _ int) model.Change { return putX(p.view.ValueAt(x)) }

// partsPane is the table of the parts that are differentiated.
type partsPane struct {
	tree *treePane
	view views.KnownParts
}

var _ model.Pane = (*partsPane)(nil)

func (p *partsPane) Name() string { return "parts" }

func (p *partsPane) Place() model.Place { return model.Place{Weight: 1, MinHeight: 7, Rank: 2} }

func (p *partsPane) Note(views.Look) string {
	r := p.tree.now()
	return views.Count(r.Walked(), len(r.Walk()))
}

func (p *partsPane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, p.tree.data())
}

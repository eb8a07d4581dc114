package labs

import (
	"math"
	"slices"

	"nabla/keymap"
	"nabla/model"
	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views"
)

// chain is a formula as a graph: values forward, derivatives back.
type chain struct {
	run[*experiment.Chain]
	panes []model.Pane
}

func newChain() model.Lab {
	c := &chain{run: run[*experiment.Chain]{begin: experiment.NewChain}}
	graph := &chainPane{run: &c.run, chosen: -1}
	paths := &chainPathsPane{chain: func() *experiment.Chain { return c.Now() }, chosen: -1}
	graph.path = paths.path
	c.panes = []model.Pane{graph, &chainNodesPane{graph: graph}, paths}
	return c
}

func (c *chain) Timeline() model.Timeline { return c.run.Timeline }

// Length returns how many steps there are.
func (c *chain) Length() int { return c.Now().Last() }

func (c *chain) Panes() []model.Pane { return c.panes }

func (c *chain) Summary(views.Look) string { return c.setup.Value("f").String() }

// chainPane shows the graph. A pointer moves over its nodes, by keys and the
// mouse; what is under it can be folded, and a variable dragged to another value.
type chainPane struct {
	run    *run[*experiment.Chain]
	chosen int // a node, −1 for none
	at     int // the step at which the pointer was moved last
	folded []int
	of     string // the formula that the pointer and the folds belong to
	path   func() int
	view   views.ChainGraph

	from  float64 // of the variable that the mouse holds, its value then
	fromX int     // and the mouse's column
}

var (
	_ model.Dragger = (*chainPane)(nil)
	_ model.Actor   = (*chainPane)(nil)
	_ model.Pointer = (*chainPane)(nil)
)

func (p *chainPane) Name() string { return "chain" }

func (p *chainPane) Place() model.Place { return model.Place{Weight: 1, MinHeight: 9} }

// Note tells the phase and how far it has come.
func (p *chainPane) Note(look views.Look) string {
	phase, done, of := p.run.Now().Phase()
	switch phase {
	case experiment.ChainInputs:
		return look.Words.T("chain.inputs")
	case experiment.ChainForward:
		return look.Words.T("chain.forward") + " " + views.Count(done, of)
	case experiment.ChainBackward:
		return look.Words.T("chain.backward") + " " + views.Count(done, of)
	case experiment.ChainPaths:
		return look.Words.T("chain.path") + " " + views.Count(done, of)
	case experiment.ChainDone:
	}
	return look.Words.T("chain.finished")
}

// data is what the panes show. What belongs to another formula is forgotten.
func (p *chainPane) data() views.ChainData {
	c := p.run.Now()
	if text := c.Formula().Text(); p.of != text {
		p.of, p.chosen, p.folded = text, -1, nil
	}
	return views.ChainData{Chain: c, Chosen: p.chosen, Led: p.chosen >= 0 && p.at == p.run.Step(), Folded: p.folded, Path: p.path()}
}

func (p *chainPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.data()) }

func (p *chainPane) Actions() []model.Action {
	return []model.Action{keymap.PrevNode, keymap.NextNode, keymap.Fold}
}

func (p *chainPane) Act(action model.Action) bool {
	switch action {
	case keymap.NextNode:
		p.move(+1)
	case keymap.PrevNode:
		p.move(-1)
	case keymap.Fold:
		p.fold()
	default:
		return false
	}
	return true
}

// Points returns the variable that is chosen.
func (p *chainPane) Points() (name string, ok bool) {
	if p.data(); p.chosen < 0 || p.run.Now().Operation(p.chosen) {
		return "", false
	}
	return p.run.Now().Name(p.chosen), true
}

// move moves the pointer to the next node that is shown, or the one before.
func (p *chainPane) move(by int) {
	shown := p.view.Shown(p.data())
	at := slices.Index(shown, p.chosen)
	if at < 0 && by < 0 {
		at = 0
	}
	p.choose(shown[(at+by+len(shown))%len(shown)])
}

func (p *chainPane) choose(node int) { p.chosen, p.at = node, p.run.Step() }

// fold folds what serves the chosen operation alone, or unfolds it.
func (p *chainPane) fold() {
	if p.data(); p.chosen < 0 || !p.run.Now().Operation(p.chosen) {
		return
	}
	if i := slices.Index(p.folded, p.chosen); i >= 0 {
		p.folded = slices.Delete(slices.Clone(p.folded), i, i+1)
	} else {
		p.folded = append(slices.Clone(p.folded), p.chosen)
	}
	p.choose(p.chosen)
}

// Grab chooses the node at the cell, and takes hold of it if it is a variable. An
// operation that is chosen already is folded or unfolded.
func (p *chainPane) Grab(x, y int) bool {
	node, ok := p.view.NodeAt(x, y)
	if !ok {
		return false
	}
	c := p.run.Now()
	again := p.data().Chosen == node
	p.choose(node)
	if c.Operation(node) {
		if again {
			p.fold()
		}
		return false
	}
	p.from, p.fromX = c.Nodes()[node].Value, x
	return true
}

// Drag asks for the variable that is held to be a tenth more for every column to
// the right.
func (p *chainPane) Drag(x, _ int) model.Change {
	value := math.Round((p.from+float64(x-p.fromX)/10)*1e6) / 1e6
	return model.Change{Name: p.run.Now().Name(p.chosen), Text: sim.FormatNumber(min(max(value, -1000), 1000))}
}

// chainNodesPane is the table of the nodes that a graph shows.
type chainNodesPane struct {
	graph *chainPane
	view  views.ChainNodes
}

var _ model.Pane = (*chainNodesPane)(nil)

func (p *chainNodesPane) Name() string { return "chain-nodes" }

func (p *chainNodesPane) Place() model.Place {
	return model.Place{Right: true, Weight: 4, MinHeight: 6, Rank: 2}
}

func (p *chainNodesPane) Note(views.Look) string { return "" }

func (p *chainNodesPane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, p.graph.data())
}

// chainPathsPane lists the paths from the output to the chosen input. One of them
// can be chosen, by key or mouse, to be lit in the graph; choosing it again goes
// back to what the step does.
type chainPathsPane struct {
	chain  func() *experiment.Chain
	chosen int    // a path, −1 for none
	of, to string // the formula and the input that it belongs to
	view   views.ChainPaths
}

var (
	_ model.Dragger = (*chainPathsPane)(nil)
	_ model.Actor   = (*chainPathsPane)(nil)
)

func (p *chainPathsPane) Name() string { return "chain-paths" }

func (p *chainPathsPane) Place() model.Place {
	return model.Place{Right: true, Weight: 2, MinHeight: 5, Rank: 1}
}

// Note names the two ends of the paths and, if one is chosen, which.
func (p *chainPathsPane) Note(look views.Look) string {
	c := p.chain()
	ends := c.Name(c.Output()) + " ← " + c.Name(c.Input())
	if path := p.path(); path >= 0 {
		listed, _ := c.Paths()
		return ends + " " + look.Words.T("chain.chosen-count", "Count", views.Count(path+1, len(listed)))
	}
	return ends
}

func (p *chainPathsPane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, views.ChainData{Chain: p.chain(), Chosen: -1, Path: p.path()})
}

// path returns the chosen path, −1 for none. One of another formula or to another
// input is forgotten.
func (p *chainPathsPane) path() int {
	if of, to := p.ends(); p.of != of || p.to != to {
		return -1
	}
	return p.chosen
}

func (p *chainPathsPane) ends() (of, to string) {
	c := p.chain()
	return c.Formula().Text(), c.Name(c.Input())
}

func (p *chainPathsPane) choose(path int) {
	p.chosen = path
	p.of, p.to = p.ends()
}

func (p *chainPathsPane) Actions() []model.Action {
	return []model.Action{keymap.NextPath}
}

// Act chooses the next path; between the last and the first of them none is
// chosen.
func (p *chainPathsPane) Act(action model.Action) bool {
	if action != keymap.NextPath {
		return false
	}
	listed, _ := p.chain().Paths()
	next := p.path() + 1
	if next == len(listed) {
		next = -1
	}
	p.choose(next)
	return true
}

// Grab chooses the path in the row, or none; there is nothing to drag.
func (p *chainPathsPane) Grab(_, y int) bool {
	path, ok := p.view.PathAt(y, p.chain())
	if !ok || path == p.path() {
		path = -1
	}
	p.choose(path)
	return false
}

// Drag moves nothing.
func (p *chainPathsPane) Drag(int, int) model.Change { return model.Change{} }

package labs

import (
	"context"
	"strconv"
	"strings"

	"nabla/keymap"
	"nabla/model"
	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views"
)

// layerChoice is the network and the hidden layer that panes are about. All of
// them share one, and each has the keys for it.
type layerChoice struct {
	of      func() *experiment.Vanishing
	network int // counted from 0; networks there are no longer come back to the last
	layer   int // counted from 1, likewise
}

// chosen returns the two as they are in the present run.
func (c *layerChoice) chosen() (network, layer int) {
	v := c.of()
	return min(c.network, len(v.Activations())-1), min(c.layer, v.Depth())
}

// name says which they are.
func (c *layerChoice) name(look views.Look) string {
	network, layer := c.chosen()
	return look.Words.T("vanishing.of", "Name", c.of().Activations()[network], "Layer", layer)
}

// Actions lists the keys for the next network, and the layers below and above.
func (c *layerChoice) Actions() []model.Action {
	return []model.Action{keymap.NextBall, keymap.PrevNode, keymap.NextNode}
}

// Act chooses another network or layer.
func (c *layerChoice) Act(action model.Action) bool {
	network, layer := c.chosen()
	switch action {
	case keymap.NextBall:
		c.network = (network + 1) % len(c.of().Activations())
	case keymap.PrevNode:
		c.layer = max(layer-1, 1)
	case keymap.NextNode:
		c.layer = min(layer+1, c.of().Depth())
	default:
		return false
	}
	return true
}

// flowPane is the gradients of all networks, and what is to be said of them.
type flowPane struct {
	*layerChoice
	batch     func() int
	optimizer func() string
	view      views.Flow
}

// factorPane is what each layer of a network multiplies the gradient by.
type factorPane struct {
	*layerChoice
	view views.Factors
}

// updatePane is how far the last update moves each layer.
type updatePane struct{ *layerChoice }

// preActivationPane is the histogram of a layer's z.
type preActivationPane struct {
	*layerChoice
	view views.PreActivations
}

var (
	_ model.Actor = (*flowPane)(nil)
	_ model.Actor = (*factorPane)(nil)
	_ model.Actor = (*updatePane)(nil)
	_ model.Actor = (*preActivationPane)(nil)
)

func (p *flowPane) Name() string { return "gradients" }

func (p *flowPane) Place() model.Place { return model.Place{Weight: 3, MinHeight: 8} }

func (p *flowPane) Note(look views.Look) string { return gradientNote(look, p.batch()) }

func (p *flowPane) Draw(box screen.Box, look views.Look) {
	v := p.of()
	d := views.FlowData{Gradients: gradients(v), Even: even(p.optimizer())}
	_, d.Gradients.Chosen = p.chosen()
	d.Status = make([]sim.Status, 0, len(v.Activations()))
	for i := range v.Activations() {
		d.Status = append(d.Status, v.StatusOf(i))
	}
	p.view.Draw(box, look, d)
}

func (p *factorPane) Name() string { return "factors" }

func (p *factorPane) Place() model.Place { return model.Place{} }

func (p *factorPane) Note(look views.Look) string { return p.name(look) }

func (p *factorPane) Draw(box screen.Box, look views.Look) {
	network, layer := p.chosen()
	v := p.of()
	p.view.Draw(box, look, views.FactorData{
		Name: v.Activations()[network], Factors: v.Factors(network), Chosen: layer,
	})
}

func (p *updatePane) Name() string { return "updates" }

func (p *updatePane) Place() model.Place { return model.Place{} }

func (p *updatePane) Note(look views.Look) string { return p.name(look) }

func (p *updatePane) Draw(box screen.Box, look views.Look) {
	network, layer := p.chosen()
	v := p.of()
	d := views.UpdateData{Layers: v.Layers(network), Rounding: v.Rounding(network), Chosen: layer}
	d.First, d.Updated = v.FirstWeight(network, layer)
	views.Updates{}.Draw(box, look, d)
}

func (p *preActivationPane) Name() string { return "pre-activations" }

func (p *preActivationPane) Place() model.Place {
	return model.Place{Right: true, Weight: 3, MinHeight: 7, Rank: 3}
}

func (p *preActivationPane) Note(look views.Look) string { return p.name(look) }

func (p *preActivationPane) Draw(box screen.Box, look views.Look) {
	network, layer := p.chosen()
	v := p.of()
	p.view.Draw(box, look, views.PreActivationData{
		Histogram: v.PreActivations(network, layer), Activation: v.Activation(network),
	})
}

// depthPart is how many products a command makes of a sweep over depths: some
// hundredths of a second, or one step where that takes longer.
const depthPart = 20_000_000

// depthTask is a sweep in the making.
type depthTask struct{ *experiment.DepthSweep }

var _ model.Task = depthTask{}

func (t depthTask) Work(ctx context.Context) bool { return t.DepthSweep.Work(ctx, depthPart) }

// depthPane is the loss after some steps by depth. It is worked out while it is
// to be seen.
type depthPane struct {
	of    func() *experiment.Vanishing
	setup func() sim.Setup
	heard model.Progress
	log   bool
	view  views.DepthLoss
}

var (
	_ model.Worker = (*depthPane)(nil)
	_ model.Actor  = (*depthPane)(nil)
)

func (p *depthPane) Name() string { return "depth-loss" }

func (p *depthPane) Place() model.Place { return model.Place{} }

func (p *depthPane) Note(look views.Look) string {
	axis := look.Words.T("axis.linear")
	if p.log {
		axis = look.Words.T("axis.log")
	}
	return look.Words.T("vanishing.after", "Count", p.setup().Value("after").Whole()) + " · " + axis
}

func (p *depthPane) Draw(box screen.Box, look views.Look) {
	d := views.DepthData{Share: p.heard.Share, Err: p.heard.Err, Log: p.log}
	if done, ok := p.heard.Done.(depthTask); ok {
		d.Sweep = done.DepthSweep
	}
	p.view.Draw(box, look, d)
}

// Job is the sweep of the setup in force: of it all, whatever the run's step.
func (p *depthPane) Job() (model.Job, bool) {
	setup, v := p.setup(), p.of()
	var key strings.Builder
	key.WriteString(strconv.FormatUint(setup.Seed, 10))
	for _, param := range setup.Params() {
		key.WriteString(" " + setup.Value(param.Name).String())
	}
	return model.Job{Key: key.String(), Begin: func() model.Task { return depthTask{v.DepthSweep(setup)} }}, true
}

func (p *depthPane) Hear(now model.Progress) { p.heard = now }

func (p *depthPane) Actions() []model.Action { return []model.Action{keymap.AxisScale} }

func (p *depthPane) Act(action model.Action) bool {
	if action != keymap.AxisScale {
		return false
	}
	p.log = !p.log
	return true
}

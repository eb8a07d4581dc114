package labs

import (
	"math"
	"strings"

	"nabla/keymap"
	"nabla/model"
	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views"
)

// backprop is a network taken apart: forward, back and the update, number by
// number.
type backprop struct {
	run[*experiment.Backprop]
	panes []model.Pane
}

func newBackprop() model.Lab {
	b := &backprop{run: run[*experiment.Backprop]{begin: experiment.NewBackprop}}
	net := &backpropPane{run: &b.run, at: -1}
	chain := &backpropChainPane{net: net}
	b.panes = []model.Pane{
		net,
		&backpropMatricesPane{net: net},
		&model.Stack{At: model.Place{Right: true, Weight: 5, MinHeight: 6, Rank: 1}, Panes: []model.Pane{chain, &backpropCheckPane{net}}},
	}
	return b
}

func (b *backprop) Timeline() model.Timeline { return b.run.Timeline }

func (b *backprop) Panes() []model.Pane { return b.panes }

func (b *backprop) Summary(look views.Look) string {
	return dataName(b.setup) + " · " + sizes(b.Now().Network().Sizes(), look) + " · " + b.setup.Value("activation").String()
}

// backpropPane shows the network. A unit and a weight into it are chosen; what is
// chosen can be set by hand or, while it is asked for, guessed.
type backpropPane struct {
	run         *run[*experiment.Backprop]
	layer, unit int // of the chosen unit, 0 the inputs
	at          int // the step at which it was chosen, −1 for never
	weight      experiment.BackpropName
	edge        bool // the weight is what was chosen last
	view        views.BackpropNet

	from  float64 // of the input that the mouse holds, its value then
	fromX int     // and the mouse's column
}

var (
	_ model.Dragger = (*backpropPane)(nil)
	_ model.Actor   = (*backpropPane)(nil)
	_ model.Setter  = (*backpropPane)(nil)
)

func (p *backpropPane) Name() string { return "backprop" }

func (p *backpropPane) Place() model.Place { return model.Place{Weight: 1, MinHeight: 9} }

// Note tells the micro-step, and how far the sample has come.
func (p *backpropPane) Note(look views.Look) string {
	b := p.run.Now()
	return views.BackpropPhase(look, b) + " " + views.Count(b.At()+1, b.Cycle())
}

// data is what the panes show. Unless a unit was chosen at this step, the view
// follows what happens. What another network does not have is forgotten.
func (p *backpropPane) data() views.BackpropData {
	b := p.run.Now()
	sizes := b.Network().Sizes()
	if w := &p.weight; w.Layer >= b.Layers() || w.Unit >= sizes[w.Layer+1] || w.From >= sizes[w.Layer] {
		p.weight, p.edge = experiment.BackpropName{}, false
	}
	if p.weight.Kind == experiment.BackpropX {
		p.weight.Kind = experiment.BackpropW
	}
	d := views.BackpropData{Run: b, Layer: p.layer, Unit: p.unit, Weight: p.weight}
	if p.at != p.run.Step() {
		d.Layer = p.happens()
		if phase, layer := b.Phase(); phase >= experiment.BackpropGradient && layer == p.weight.Layer {
			d.Unit = p.weight.Unit
		}
	}
	d.Layer = min(d.Layer, b.Layers())
	d.Unit = min(d.Unit, sizes[d.Layer]-1)
	return d
}

// happens is the layer of units that the present micro-step is about.
func (p *backpropPane) happens() int {
	b := p.run.Now()
	switch phase, layer := b.Phase(); phase {
	case experiment.BackpropSample:
		return 0
	case experiment.BackpropLoss:
		return b.Layers()
	default:
		return layer + 1
	}
}

func (p *backpropPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.data()) }

func (p *backpropPane) Actions() []model.Action {
	return []model.Action{keymap.PrevNode, keymap.NextNode, keymap.NextPath}
}

func (p *backpropPane) Act(action model.Action) bool {
	switch action {
	case keymap.NextNode:
		p.move(+1)
	case keymap.PrevNode:
		p.move(-1)
	case keymap.NextPath:
		p.nextWeight()
	default:
		return false
	}
	return true
}

// move goes to the next unit, or the one before, round and round.
func (p *backpropPane) move(by int) {
	d := p.data()
	sizes := d.Run.Network().Sizes()
	layer, unit := d.Layer, d.Unit+by
	switch {
	case unit >= sizes[layer]:
		layer, unit = (layer+1)%len(sizes), 0
	case unit < 0:
		layer = (layer - 1 + len(sizes)) % len(sizes)
		unit = sizes[layer] - 1
	}
	p.choose(layer, unit)
}

// choose chooses a unit, and with it a weight that leads to it.
func (p *backpropPane) choose(layer, unit int) {
	p.layer, p.unit, p.at, p.edge = layer, unit, p.run.Step(), false
	if layer > 0 {
		in := p.run.Now().Network().Sizes()[layer-1]
		p.weight = experiment.BackpropName{Kind: experiment.BackpropW, Layer: layer - 1, Unit: unit, From: min(p.weight.From, in-1)}
	}
}

// nextWeight chooses the next weight into the chosen unit and, after the last, its
// bias; of an input the next weight that leads from it.
func (p *backpropPane) nextWeight() {
	d := p.data()
	sizes := d.Run.Network().Sizes()
	w := &p.weight
	switch {
	case d.Layer == 0:
		unit := 0
		if p.edge && w.Kind == experiment.BackpropW && w.Layer == 0 && w.From == d.Unit {
			unit = (w.Unit + 1) % sizes[1]
		}
		*w = experiment.BackpropName{Kind: experiment.BackpropW, Unit: unit, From: d.Unit}
	case w.Layer != d.Layer-1 || w.Unit != d.Unit || w.Kind == experiment.BackpropB:
		*w = experiment.BackpropName{Kind: experiment.BackpropW, Layer: d.Layer - 1, Unit: d.Unit}
	case !p.edge:
	case w.From+1 < sizes[w.Layer]:
		w.From++
	default:
		*w = experiment.BackpropName{Kind: experiment.BackpropB, Layer: w.Layer, Unit: w.Unit}
	}
	p.layer, p.unit, p.at, p.edge = d.Layer, d.Unit, p.run.Step(), true
}

// target is the number that typing changes: what is asked for, else the chosen
// weight, or of the chosen unit its input, its target or its bias.
func (p *backpropPane) target() (name experiment.BackpropName, asked bool) {
	d := p.data()
	b := d.Run
	// A weight that is chosen while something else is asked for is to be set.
	if name := views.BackpropSubject(d); b.Asks(name) && (!p.edge || phaseOfWeights(b)) {
		return name, true
	}
	switch {
	case p.edge:
		return p.weight, false
	case d.Layer == 0:
		return experiment.BackpropName{Kind: experiment.BackpropX, Unit: d.Unit}, false
	case d.Layer == b.Layers():
		return experiment.BackpropName{Kind: experiment.BackpropT, Unit: d.Unit}, false
	}
	return experiment.BackpropName{Kind: experiment.BackpropB, Layer: d.Layer - 1, Unit: d.Unit}, false
}

// phaseOfWeights reports whether it is weights, or their derivatives, that the
// present micro-step works out.
func phaseOfWeights(b *experiment.Backprop) bool {
	phase, _ := b.Phase()
	return phase == experiment.BackpropGradient || phase == experiment.BackpropUpdate
}

// Points returns the list that the number belongs to, once something was chosen.
func (p *backpropPane) Points() (name string, ok bool) {
	if p.at < 0 {
		return "", false
	}
	if _, asked := p.target(); asked {
		return "answer", true
	}
	return "set", true
}

// Entry returns the number's name and its value; where it is asked for, what was
// answered.
func (p *backpropPane) Entry() (name, value string) {
	b := p.run.Now()
	target, asked := p.target()
	switch answer, answered := b.Answer(target); {
	case answered:
		return target.String(), sim.FormatNumber(answer)
	case asked || b.Hidden(target):
		return target.String(), ""
	}
	return target.String(), sim.FormatNumber(b.Number(target))
}

// Entered returns the list with the number at what was typed. Who types entries is
// taken at their word.
func (p *backpropPane) Entered(text string) string {
	target, asked := p.target()
	switch {
	case text == "":
		return target.String() + "=" // refused in words
	case strings.Contains(text, "="):
		return text
	case asked:
		return p.run.Now().Answering(target, text)
	}
	return p.run.Now().Setting(target, text)
}

// Nudged returns the value a tenth up or down; of what is asked for there is none.
func (p *backpropPane) Nudged(by int) string {
	_, text := p.Entry()
	param := sim.Param{Kind: sim.Number, Min: -1000, Max: 1000, Step: 0.1}
	value, err := param.Parse(text)
	if err != nil {
		return text
	}
	return param.Nudge(value, by).String()
}

// Grab chooses the unit or the edge at the cell, and takes hold of an input.
func (p *backpropPane) Grab(x, y int) bool {
	at, ok := p.view.At(x, y)
	if !ok {
		return false
	}
	p.choose(at.Layer, at.Unit)
	if at.From >= 0 {
		p.weight.From, p.edge = at.From, true
		return false
	}
	if at.Layer > 0 {
		return false
	}
	p.from, p.fromX = p.run.Now().Input(at.Unit), x
	return true
}

// Drag asks for the input that is held to be a tenth more for every column to the
// right.
func (p *backpropPane) Drag(x, _ int) model.Change {
	value := math.Round((p.from+float64(x-p.fromX)/10)*1e6) / 1e6
	name := experiment.BackpropName{Kind: experiment.BackpropX, Unit: p.unit}
	return model.Change{Name: "set", Text: p.run.Now().Setting(name, sim.FormatNumber(min(max(value, -1000), 1000)))}
}

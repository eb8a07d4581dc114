package experiment

import (
	"slices"
	"strconv"

	"nabla/sim"
	"nabla/sim/dataset"
	"nabla/sim/network"
)

// The parameters of the lab that the network's owner writes by hand.
const (
	backpropSet    = "set"    // weights, inputs and targets
	backpropGuess  = "guess"  // whether numbers are asked for
	backpropAnswer = "answer" // what the person thinks they are
)

// maxBackprop is how many weights and biases a network may have that is taken
// apart number by number.
const maxBackprop = 10_000

// BackpropParams returns the parameters of a network that learns sample by
// sample, one micro-step at a time.
func BackpropParams() []sim.Param {
	return slices.Concat(
		under("network",
			sim.Param{Name: "hidden", Kind: sim.Wholes, Default: "3,2", Min: 1, Max: maxWidth, Check: checkHidden},
			oneActivation(),
			sim.Param{Name: "init", Kind: sim.Text, Default: auto, Choices: append([]string{auto}, network.Inits()...), Check: checkInit, About: network.InitFormula},
			sim.Param{Name: "places", Kind: sim.Whole, Default: "2", Min: 0, Max: 15},
			sim.Param{Name: "weights", Kind: sim.File},
			sim.Param{Name: "output", Kind: sim.Choice, Default: auto, Choices: append([]string{auto}, network.Outputs()...)},
			sim.Param{Name: "loss", Kind: sim.Choice, Default: "half-mse", Symbol: "L", Choices: append([]string{auto}, network.Losses()...), About: network.LossFormula},
			sim.Param{Name: "rate", Kind: sim.Number, Default: "0.5", Min: 1e-6, Max: 100, Log: true, Symbol: "µ", Live: true},
		),
		under("hand",
			sim.Param{Name: backpropSet, Kind: sim.Text, Live: true, Check: checkBackpropSet},
			sim.Param{Name: backpropGuess, Kind: sim.YesNo, Default: "no", Live: true},
			sim.Param{Name: backpropAnswer, Kind: sim.Text, Live: true, Check: checkBackpropAnswer, Idle: func(s sim.Setup) bool {
				return !s.Value(backpropGuess).Yes()
			}},
		),
		backpropData(),
	)
}

// oneActivation is φ of all hidden layers.
func oneActivation() sim.Param {
	p := activationParam("activation", sim.Text, "tanh")
	p.Live, p.Check = false, checkActivation
	return p
}

// backpropData are the parameters of the data: four samples of XOR unless other
// ones are asked for.
func backpropData() []sim.Param {
	params := dataParams()
	for i := range params {
		switch params[i].Name {
		case "samples":
			params[i].Default = "4"
		case "noise":
			params[i].Default = "0"
		}
	}
	return append(params, under("data", sim.Param{Name: "shuffle", Kind: sim.YesNo, Default: "yes"})...)
}

// Backprop is a network that learns one sample after the other by plain gradient
// descent, one micro-step at a time; see [BackpropPhase] for their order.
//
// What all micro-steps of a sample will come to is known as soon as the sample is
// there, so that an edit of a weight ripples through at once and the run stands
// where it stood. Once the first layer is updated the sample is done with: an
// edit then changes the weight alone.
type Backprop struct {
	material *material
	net      *network.Network // as it stands
	ran      *network.Network // as it was when the sample was worked out
	held     []float64        // the parameters of each layer right before its update
	rates    []float64        // the step size of each layer's last update
	batches  dataset.Batches
	x, t     []float64 // of the sample at hand, with what was set
	rate     float64
	at       int // the micro-step of the sample
	samples  int // how many were begun
	step     int
	status   sim.Status

	set     []backpropEntry
	guess   bool
	answers []backpropEntry // to what this micro-step asks for

	work backpropWork
}

// backpropWork is what can be worked out again from the rest; clones begin
// without it.
type backpropWork struct {
	pass  *network.Pass // of ran over x and t
	known bool          // it holds both ways
	check *float64      // of all parameters, nil before it is asked for
}

// NewBackprop makes the network of the setup and gives it its first sample.
func NewBackprop(setup sim.Setup, files sim.Opener) (*Backprop, error) {
	m, err := newMaterial(setup, files)
	if err != nil {
		return nil, err
	}
	net, err := backpropNetwork(m, setup)
	if err != nil {
		return nil, err
	}
	if name := setup.Value("weights").String(); name != "" {
		if err := readWeights(net, name, files); err != nil {
			return nil, &sim.ParamError{Name: "weights", Text: name, Err: err}
		}
	}
	b := &Backprop{
		material: m, net: net, ran: net.Clone(), held: slices.Clone(net.Params()),
		rates: make([]float64, net.NumLayers()), rate: setup.Value("rate").Number(),
		batches: dataset.NewBatches(m.train.n, 1, setup.Value("shuffle").Yes(), sim.NewRandom(setup.Seed, streamBatches)),
		x:       make([]float64, m.inputs), t: make([]float64, m.outputs),
		guess: setup.Value(backpropGuess).Yes(),
	}
	b.batches.Next()
	b.samples = 1
	text := setup.Value(backpropSet).String()
	if err := b.setAll(text); err != nil {
		return nil, &sim.ParamError{Name: backpropSet, Text: text, Err: err}
	}
	return b, nil
}

// backpropNetwork makes a plain network, with initial weights rounded to the
// places that the setup asks for.
func backpropNetwork(m *material, setup sim.Setup) (*network.Network, error) {
	a, err := network.ParseActivation(setup.Value("activation").String())
	if err != nil {
		return nil, err
	}
	init := network.AutoInit(a)
	if name := setup.Value("init").String(); name != auto {
		if init, err = network.ParseInit(name); err != nil {
			return nil, err
		}
	}
	hidden := setup.Value("hidden").Wholes()
	params, in := 0, m.inputs
	for _, width := range append(slices.Clone(hidden), m.outputs) {
		params += (in + 1) * width
		in = width
	}
	if params > maxBackprop {
		return nil, BackpropSizeError{Params: params}
	}
	rnd := sim.NewRandom(setup.Seed, streamWeights)
	net, err := network.New(network.Config{
		Inputs: m.inputs, Hidden: hidden, Outputs: m.outputs, Activation: a, Output: m.output, Loss: m.loss, Init: init,
	}, &rnd)
	if err != nil {
		return nil, err
	}
	for i, w := range net.Params() {
		net.Params()[i] = roundTo(w, setup.Value("places").Whole())
	}
	return net, nil
}

// roundTo rounds a number to decimal places, 15 of which leave it as it is.
func roundTo(x float64, places int) float64 {
	if places >= 15 {
		return x
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', places, 64), 64)
	if err != nil {
		return x
	}
	return rounded + 0 // no −0
}

// Step goes on by one micro-step.
func (b *Backprop) Step() {
	b.step++
	b.answers = b.answers[:0]
	if b.at++; b.at == b.Cycle() {
		b.at = 0
		b.samples++
		b.batches.Next()
		b.begin()
	}
	if phase, layer := b.Phase(); phase == BackpropUpdate {
		b.update(layer)
	}
	b.judge()
}

// begin takes in the sample whose turn it is, with what was set by hand.
func (b *Backprop) begin() {
	row := b.Row()
	copy(b.x, b.material.train.x[row*len(b.x):])
	copy(b.t, b.material.train.t[row*len(b.t):])
	for i := range b.set {
		switch e := &b.set[i]; e.name.Kind {
		case BackpropX:
			b.x[e.name.Unit] = e.value
		case BackpropT:
			b.t[e.name.Unit] = e.value
		default:
		}
	}
	copy(b.ran.Params(), b.net.Params())
	b.work.known, b.work.check = false, nil
}

// update moves a layer's parameters: w ← w − µ·∂L/∂w.
func (b *Backprop) update(layer int) {
	at := b.net.Layer(layer)
	own, gradient := b.net.Params()[at.Lo:at.Hi], b.Pass().Grad()[at.Lo:at.Hi]
	copy(b.held[at.Lo:at.Hi], own)
	b.rates[layer] = b.rate
	for i, g := range gradient {
		own[i] -= float64(b.rate * g)
	}
}

// judge notes when a number that is known stops being finite.
func (b *Backprop) judge() {
	if b.status.Outcome == sim.Diverged {
		return
	}
	switch phase, layer := b.Phase(); phase {
	case BackpropUpdate:
		at := b.net.Layer(layer)
		for _, w := range b.net.Params()[at.Lo:at.Hi] {
			if !finite(w) {
				b.status = sim.Status{Outcome: sim.Diverged, Step: b.step, Reason: Exploded{}}
				return
			}
		}
	case BackpropLoss:
		if !finite(b.Loss()) {
			b.status = sim.Status{Outcome: sim.Diverged, Step: b.step, Reason: Exploded{}}
		}
	default:
	}
}

// Pass returns the trip of the sample at hand there and back, at the weights
// before the update. It is to be read only, and only until the next step.
func (b *Backprop) Pass() *network.Pass {
	if b.work.pass == nil {
		b.work.pass = network.NewPass(b.ran, 1)
	}
	if !b.work.known {
		b.work.pass.Load(b.x, b.t)
		b.work.pass.Forward()
		b.work.pass.Backward()
		b.work.known = true
	}
	return b.work.pass
}

// Clone returns a copy that shares the data.
func (b *Backprop) Clone() *Backprop {
	c := *b
	c.net, c.ran = b.net.Clone(), b.ran.Clone()
	c.held, c.rates = slices.Clone(b.held), slices.Clone(b.rates)
	c.batches = b.batches.Clone()
	c.x, c.t = slices.Clone(b.x), slices.Clone(b.t)
	c.answers = slices.Clone(b.answers)
	c.work = backpropWork{}
	return &c
}

// Apply changes the step size, sets numbers by hand, or takes an answer.
func (b *Backprop) Apply(e sim.Edit) error {
	var err error
	switch e.Name {
	case "rate":
		b.rate = e.Value.Number()
	case backpropGuess:
		b.guess = e.Value.Yes()
	case backpropSet:
		err = b.setAll(e.Value.String())
	case backpropAnswer:
		err = b.answerAll(e.Value.String())
	default:
		return restart(e)
	}
	if err != nil {
		return &sim.ParamError{Name: e.Name, Text: e.Value.String(), Err: err}
	}
	return nil
}

// Status tells whether the numbers are still finite.
func (b *Backprop) Status() sim.Status { return b.status }

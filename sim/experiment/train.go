package experiment

import (
	"io"
	"slices"

	"nabla/sim"
	"nabla/sim/network"
)

// TrainParams returns the parameters of training one network.
func TrainParams() []sim.Param {
	return slices.Concat(
		under("network",
			sim.Param{Name: "hidden", Kind: sim.Wholes, Default: "8,8", Min: 1, Max: maxWidth, Check: checkHidden},
			activationParam("activation", sim.Text, "tanh"),
			sim.Param{Name: "weights", Kind: sim.File},
		),
		dataParams(), learnParams(),
		under("training", sim.Param{Name: "epochs", Kind: sim.Whole, Default: "0", Min: 0, Max: maxEpochs, Log: true},
			sim.Param{Name: "patience", Kind: sim.Whole, Default: "0", Min: 0, Max: maxEpochs, Log: true, Idle: untested}),
		under("map", sim.Param{Name: "axes", Kind: sim.Text, Default: auto, Choices: []string{auto, principalAxes}, Check: checkAxes, Live: true}),
	)
}

func checkHidden(text string) error {
	if text == "" {
		return nil
	}
	if n := len(splitNames(text)); n > maxDepth {
		return sim.TooManyError{Count: n, Limit: maxDepth}
	}
	return nil
}

// Train is one network learning one data set. A step is one update of the
// optimiser; step 0 is before the first. It may have an end: after so many epochs,
// or when the test loss has not improved for a while. Steps beyond change nothing.
type Train struct {
	learner *learner
	axes    axes
	plane   *Plane // nil until somebody looks
	stop    stop
}

// NewTrain starts training as the setup says, from initial weights of the seed
// or from a file of weights.
func NewTrain(setup sim.Setup, files sim.Opener) (*Train, error) {
	m, err := newMaterial(setup, files)
	if err != nil {
		return nil, err
	}
	net, err := newNetwork(m, setup, setup.Value("activation").String(), setup.Value("hidden").Wholes())
	if err != nil {
		return nil, err
	}
	if name := setup.Value("weights").String(); name != "" {
		if err := readWeights(net, name, files); err != nil {
			return nil, &sim.ParamError{Name: "weights", Text: name, Err: err}
		}
	}
	l, err := newLearner(m, net, setup)
	if err != nil {
		return nil, err
	}
	return &Train{learner: l, axes: m.space.axes, stop: newStop(setup, l)}, nil
}

// newNetwork returns a network of hidden layers between the material's inputs
// and outputs, with weights drawn for the setup's seed.
func newNetwork(m *material, setup sim.Setup, activation string, hidden []int) (*network.Network, error) {
	all, each, err := parseActivations(activation)
	if err != nil {
		return nil, err
	}
	config := network.Config{
		Inputs: m.inputs, Hidden: hidden, Outputs: m.outputs,
		Activation: all, Activations: each, Output: m.output, Loss: m.loss, Init: network.AutoInit(all),
		L1: setup.Value("l1").Number(), L2: setup.Value("l2").Number(),
	}
	if each != nil && len(each) != len(hidden) {
		return nil, &sim.ParamError{Name: "activation", Text: activation, Err: network.CountError{Activations: len(each), Hidden: len(hidden)}}
	}
	if name := setup.Value("init").String(); name != auto {
		if config.Init, err = network.ParseInit(name); err != nil {
			return nil, err
		}
	} else if each != nil {
		config.Inits = autoInits(each)
	}
	if err := heal(&config, setup); err != nil {
		return nil, err
	}
	if err := affordable(m, setup.Value("batch").Whole(), hidden); err != nil {
		return nil, err
	}
	rnd := sim.NewRandom(setup.Seed, streamWeights)
	return network.New(config, &rnd)
}

// maxProducts is how many products one pass over the points of an update may take:
// a second or two.
const maxProducts = 2_000_000_000

// affordable refuses a network too large for the points of an update before any
// memory is taken for it.
func affordable(m *material, batch int, hidden []int) error {
	points := m.train.n
	if batch > 0 {
		points = max(min(batch, points), min(leastLook, points))
	}
	weights, in := 0, m.inputs
	for _, width := range append(slices.Clone(hidden), m.outputs) {
		weights += in * width
		in = width
	}
	if points*weights > maxProducts {
		return TooMuchError{Points: points, Weights: weights}
	}
	return nil
}

func readWeights(net *network.Network, name string, files sim.Opener) error {
	if files == nil {
		return NoFilesError{Accepted: []string{`""`}}
	}
	f, err := files(name)
	if err != nil {
		return WeightsFileError{Err: err}
	}
	defer func() { _ = f.Close() }() // only read from: nothing is lost
	return net.ReadWeights(f)
}

// Step makes one update, none after the end.
func (t *Train) Step() {
	if t.stop.ended() {
		return
	}
	t.learner.Step()
	t.stop.judge(t.learner)
}

// Clone returns a copy that shares the data.
func (t *Train) Clone() *Train {
	c := *t
	c.learner = t.learner.clone()
	return &c
}

// Size is about how many bytes a clone takes.
func (t *Train) Size() int { return t.learner.size() }

// Apply changes the step size and its schedule, the activations, the remedies or
// the axes of the map; everything else needs a restart.
func (t *Train) Apply(e sim.Edit) error {
	if e.Name != "axes" {
		return t.learner.apply(e)
	}
	a, err := t.learner.material.space.parseAxes(e.Value.String())
	if err != nil {
		return err
	}
	t.axes, t.plane = a, nil
	return nil
}

// Status tells whether the numbers are still finite, the weights move, and the end
// has come.
func (t *Train) Status() sim.Status {
	if t.stop.ended() && t.learner.status.Outcome != sim.Diverged {
		return t.stop.status
	}
	return t.learner.status
}

// Length returns the step at which training ends, 0 while none is in sight.
func (t *Train) Length() int { return t.stop.length() }

// SaveWeights writes the present weights in the form of the parameter weights.
func (t *Train) SaveWeights(w io.Writer) error { return t.learner.net.WriteWeights(w) }

// TrainReport is what one step of training reports. Loss and accuracy are those
// of the whole training set or, where LossPoints is there, of so many points of it,
// and the test set's alike; what is made small is the loss and, where l1 or l2
// is not 0, the penalty; those of the test set are there when there is one,
// accuracies when there are classes. All of them are without dropout. With batch
// normalisation those of the training set are by its own statistics, as in
// training, those of the test set by the running ones, and the evaluation loss is
// the training set's by these; the step size is that of the next update.
type TrainReport struct {
	Epoch          float64       `json:"epoch"`
	Loss           float64       `json:"loss"`
	EvaluationLoss *float64      `json:"evaluation_loss,omitempty"` // with norm=batch
	Penalty        *float64      `json:"penalty,omitempty"`
	TestLoss       *float64      `json:"test_loss,omitempty"`
	Accuracy       *float64      `json:"accuracy,omitempty"`
	TestAccuracy   *float64      `json:"test_accuracy,omitempty"`
	LossPoints     *int          `json:"loss_points,omitempty"`
	Rate           *float64      `json:"rate,omitempty"`    // µ, with a schedule
	Clipped        *float64      `json:"clipped,omitempty"` // with clipping: by what the last update's gradient was multiplied
	Layers         []LayerReport `json:"layers"`
}

// Report returns a [TrainReport].
func (t *Train) Report() any {
	r := TrainReport{Epoch: t.learner.epoch(), Loss: t.Loss(), Penalty: t.learner.penalty(), Accuracy: t.Accuracy(), Layers: t.Layers()}
	r.EvaluationLoss, r.Clipped, r.Rate = t.learner.restOf()
	if t.Tested() {
		r.TestLoss, r.TestAccuracy = new(t.TestLoss()), t.TestAccuracy()
	}
	if n, all := t.LossPoints(); n < all {
		r.LossPoints = &n
	}
	return r
}

// LossPoints returns over how many points of the training set the loss and the
// accuracy are taken, and how many there are.
func (t *Train) LossPoints() (n, all int) { return t.learner.seen.n, t.learner.material.train.n }

// Loss returns the loss over the whole training set, or the part of it that
// LossPoints tells.
func (t *Train) Loss() float64 { return t.learner.loss() }

// Accuracy returns the share of right answers over the training set, nil
// where there are no classes.
func (t *Train) Accuracy() *float64 { return t.learner.accuracy() }

// Tested reports whether there is a test set.
func (t *Train) Tested() bool { return t.learner.material.test.n > 0 }

// TestLoss returns the loss over the test set, NaN where there is none.
func (t *Train) TestLoss() float64 { return t.learner.testLoss() }

// TestAccuracy returns the share of right answers over the test set, nil where
// there are no classes or there is no test set.
func (t *Train) TestAccuracy() *float64 { return t.learner.testAccuracy() }

// Layers returns the report of every layer.
func (t *Train) Layers() []LayerReport { return t.learner.layers() }

// Watch begins to record the losses, for History, and lays out the map.
func (t *Train) Watch() {
	t.learner.watch()
	t.Plane()
}

// Settle works out what screens ask for most, the losses, for clones to have it.
func (t *Train) Settle() {
	t.Loss()
	t.TestLoss()
}

// Plane returns the plane that the map shows.
func (t *Train) Plane() *Plane {
	if t.plane == nil {
		t.plane = newPlane(t.learner.material, t.axes)
	}
	return t.plane
}

// History returns the losses since Watch was called: column 0 of the training
// set, column 1 of the test set (NaN where there is none), and the accuracies in
// columns 2 and 3 (NaN without classes).
func (t *Train) History() *sim.History { return &t.learner.history }

// Sizes returns the number of units of every layer, inputs first.
func (t *Train) Sizes() []int { return t.learner.net.Sizes() }

// Network returns the network that learns, to be read only.
func (t *Train) Network() *network.Network { return t.learner.net }

// Inputs returns the names of the network's inputs.
func (t *Train) Inputs() []string { return t.learner.material.names }

// Classes returns the names of the classes, nil where numbers are learnt.
func (t *Train) Classes() []string { return t.learner.material.kinds }

// Constant returns the inputs that have one value in the whole training set: they
// tell nothing.
func (t *Train) Constant() []string { return t.learner.material.space.constant }

// Points returns how many rows are for training and for testing, and how many the
// data have.
func (t *Train) Points() (train, test, all int) {
	m := t.learner.material
	return m.train.n, m.test.n, m.rows
}

// Confusion returns how many points of each class (row) were taken for each class
// (column), row by row, in the training set and, nil without one, in the test set;
// nil where numbers are learnt. They are not to be changed.
func (t *Train) Confusion() (train, test []int) {
	train = t.learner.training().answers
	if set := t.learner.testing(); set != nil {
		test = set.answers
	}
	return train, test
}

// Answers returns the targets and the network's first outputs over the training
// set, or the test set, where numbers are learnt. They are not to be changed.
func (t *Train) Answers(test bool) (targets, outputs []float64) {
	set, of := t.learner.seen, t.learner.training
	if test {
		set, of = t.learner.tested, t.learner.testing
	}
	seen := of()
	if seen == nil || seen.outputs == nil {
		return nil, nil
	}
	if t.learner.material.outputs == 1 {
		return set.t, seen.outputs
	}
	return nil, nil
}

// Middle returns the output between the two classes that one number tells apart,
// and whether there are two such.
func (t *Train) Middle() (middle float64, ok bool) {
	m := t.learner.material
	return m.middle, m.classifies() && m.outputs == 1
}

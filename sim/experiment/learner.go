package experiment

import (
	"math"

	"nabla/sim"
	"nabla/sim/dataset"
	"nabla/sim/network"
	"nabla/sim/optimizer"
)

// learner is one network learning from a material: what train has one of and
// vanishing several.
type learner struct {
	material  *material
	net       *network.Network
	rule      optimizer.Optimizer
	batches   dataset.Batches
	batchSize int
	precision precision
	step      int
	before    []float64 // the parameters before the last update
	watched   bool      // the losses are recorded
	history   sim.History
	status    sim.Status

	work work
}

// work is what a learner can work out again from the rest; clones begin
// without it.
type work struct {
	train, test *visited       // over the sets
	batch       *network.Sweep // over the batch of the last update
	gradient    *network.Sweep // holds the gradient to report, nil if none
}

// newLearner returns a learner at step 0, before the first update.
func newLearner(m *material, net *network.Network, setup sim.Setup) (*learner, error) {
	spec, err := optimizer.Parse(setup.Value("optimizer").String())
	if err != nil {
		return nil, err
	}
	size := setup.Value("batch").Whole()
	if size == 0 || size > m.train.n {
		size = m.train.n
	}
	l := &learner{
		material: m, net: net, batchSize: size,
		rule:      spec.New(len(net.Params()), setup.Value("rate").Number()),
		precision: parsePrecision(setup.Value("precision").String()),
		batches: dataset.NewBatches(m.train.n, size, setup.Value("shuffle").Yes(),
			sim.NewRandom(setup.Seed, streamBatches)),
		before: make([]float64, len(net.Params())),
	}
	l.precision.round(net.Params())
	copy(l.before, net.Params())
	l.judge()
	return l, nil
}

// watch begins a history of the losses. It is for who draws them: finding the
// loss of a whole set can cost many times what an update by a batch does.
func (l *learner) watch() {
	l.history = sim.History{}
	if !l.whole() {
		l.history = sim.NewHistory((l.material.train.n + l.material.test.n) * len(l.net.Params()) / cheap)
	}
	l.watched = true
	l.record()
}

// cheap is how many weights times points the loss of a whole set may take to be
// found at every step: some milliseconds.
const cheap = 5_000_000

// whole reports whether every update looks at the whole training set.
func (l *learner) whole() bool { return l.batchSize == l.material.train.n }

// Step makes one update.
func (l *learner) Step() {
	rows := l.batches.Next()
	var sweep *network.Sweep
	if l.whole() {
		sweep = l.gradient()
	} else {
		sweep = l.batchSweep()
		sweep.LoadRows(l.material.train.x, l.material.train.t, rows)
		sweep.Run(nil)
	}
	copy(l.before, l.net.Params())
	l.rule.Begin()
	l.rule.Update(0, l.net.Params(), sweep.Grad())
	l.precision.round(l.net.Params())
	l.step++
	l.work.train.forget()
	l.work.test.forget()
	l.work.gradient = nil
	if l.watched {
		l.record()
	}
	l.judge()
}

// record notes the losses of the present step where the history wants them.
func (l *learner) record() {
	if !l.history.Wants() {
		l.history.Skip()
		return
	}
	l.history.Add(l.loss(), l.testLoss())
}

// judge notes when a weight stops being finite or, where every update looks at
// the whole set, the loss does, and when such an update changes nothing. It
// depends on nothing that a report or a screen asks for.
func (l *learner) judge() {
	if l.status.Outcome == sim.Diverged {
		return
	}
	if l.whole() && !finite(l.loss()) {
		l.status = sim.Status{Outcome: sim.Diverged, Step: l.step, Reason: Exploded{}}
		return
	}
	params := l.net.Params()
	moved := false
	for i, w := range params {
		if !finite(w) {
			l.status = sim.Status{Outcome: sim.Diverged, Step: l.step, Reason: Exploded{}}
			return
		}
		moved = moved || w != l.before[i]
	}
	switch {
	case moved || l.step == 0 || !l.whole():
		l.status = sim.Status{}
	case l.status.Outcome != sim.Stuck:
		l.status = sim.Status{Outcome: sim.Stuck, Step: l.step, Reason: NothingMoves{}}
	}
}

// loss returns the mean loss over the whole training set.
func (l *learner) loss() float64 { return l.training().loss }

// training returns the training set as seen at the present weights.
func (l *learner) training() *visited {
	if l.work.train == nil {
		l.work.train = newVisited(l.net, l.material, l.material.train)
	}
	if l.work.train.known() {
		return l.work.train
	}
	if l.whole() {
		// The next update needs the gradient of the same weights anyway.
		l.work.train.run()
		l.work.gradient = l.work.train.sweep
	} else {
		l.work.train.look()
	}
	return l.work.train
}

// gradient returns a sweep that holds the gradient of the mean loss, and of the
// penalty, at the present weights: over the whole training set, or over the
// batch of the last update (before the first: the whole set).
func (l *learner) gradient() *network.Sweep {
	if l.work.gradient != nil {
		return l.work.gradient
	}
	switch {
	case l.whole():
		l.training()
	case l.step == 0:
		l.training().sweep.Backward()
		l.work.gradient = l.work.train.sweep
	default:
		l.work.gradient = l.batchSweep()
		l.work.gradient.LoadRows(l.material.train.x, l.material.train.t, l.batches.Last())
		l.work.gradient.Run(nil)
	}
	return l.work.gradient
}

func (l *learner) batchSweep() *network.Sweep {
	if l.work.batch == nil {
		l.work.batch = network.NewSweep(l.net, l.batchSize)
	}
	return l.work.batch
}

// testing returns the test set as seen at the present weights, nil where there
// is none.
func (l *learner) testing() *visited {
	if l.material.test.n == 0 {
		return nil
	}
	if l.work.test == nil {
		l.work.test = newVisited(l.net, l.material, l.material.test)
	}
	if !l.work.test.known() {
		l.work.test.look()
	}
	return l.work.test
}

// testLoss returns the mean loss over the test set, NaN where there is none.
func (l *learner) testLoss() float64 {
	if set := l.testing(); set != nil {
		return set.loss
	}
	return math.NaN()
}

// accuracy returns the share of right answers over the training set, nil where
// there are no classes.
func (l *learner) accuracy() *float64 { return l.training().accuracy() }

// testAccuracy returns the share of right answers over the test set, nil where
// there are no classes or no test set.
func (l *learner) testAccuracy() *float64 { return l.testing().accuracy() }

// penalty returns what l1 and l2 add to the loss, nil where both are 0.
func (l *learner) penalty() *float64 {
	if c := l.net.Config(); c.L1 == 0 && c.L2 == 0 {
		return nil
	}
	return new(l.net.Penalty())
}

// clone returns a copy without the work.
func (l *learner) clone() *learner {
	c := *l
	c.net = l.net.Clone()
	c.rule = l.rule.Clone()
	c.batches = l.batches.Clone()
	c.before = append([]float64(nil), l.before...)
	c.history = l.history.Clone()
	c.work = work{}
	return &c
}

// epoch returns how many times the training set has been passed over.
func (l *learner) epoch() float64 { return l.batches.Epoch() }

// LayerReport is what a network reports of one of its layers, counted from 1
// at the inputs. Gradients are those of the mean loss at the reported weights,
// over the whole training set with batch 0 and at step 0, else over the batch of
// the last update; norms are Frobenius norms.
type LayerReport struct {
	Layer            int     `json:"layer"`
	GradientNorm     float64 `json:"gradient_norm"`      // ‖∂L/∂W‖
	BiasGradientNorm float64 `json:"bias_gradient_norm"` // ‖∂L/∂b‖
	DeltaNorm        float64 `json:"delta_norm"`         // ‖∂L/∂z‖ over all samples
	WeightNorm       float64 `json:"weight_norm"`        // ‖W‖
	UpdateRatio      float64 `json:"update_ratio"`       // ‖ΔW‖/‖W‖ of the last update
	UnchangedShare   float64 `json:"unchanged_share"`    // weights that it left exactly as they were
	DeadShare        float64 `json:"dead_share"`         // units with φ′ = 0 for every sample
	MeanDerivative   float64 `json:"mean_derivative"`    // mean |φ′(z)|
}

// layers reports every layer. Before the first update there is no update to
// report: the ratio and the unchanged share are 0.
func (l *learner) layers() []LayerReport {
	sweep := l.gradient()
	reports := make([]LayerReport, l.net.NumLayers())
	for i := range reports {
		s := sweep.Stats(i)
		reports[i] = LayerReport{
			Layer: i + 1, GradientNorm: s.GradientNorm, BiasGradientNorm: s.BiasGradientNorm,
			DeltaNorm: s.DeltaNorm, WeightNorm: s.WeightNorm,
			DeadShare: s.DeadShare, MeanDerivative: s.MeanDerivative,
		}
		if l.step > 0 {
			reports[i].UpdateRatio, reports[i].UnchangedShare = l.update(i)
		}
	}
	return reports
}

// update compares a layer's weights with those before the last update.
func (l *learner) update(layer int) (ratio, unchanged float64) {
	at := l.net.Layer(layer)
	before := l.before[at.Lo:]
	moves := make([]float64, len(at.Weights))
	same := 0
	for i, w := range at.Weights {
		moves[i] = w - before[i]
		if w == before[i] {
			same++
		}
	}
	if size := network.Norm(before[:len(moves)]); size != 0 {
		ratio = network.Norm(moves) / size
	}
	return ratio, float64(same) / float64(len(moves))
}

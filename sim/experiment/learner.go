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
	seen      pairs // of the training set, those that the loss is taken over
	tested    pairs // and of the test set
	net       *network.Network
	rule      optimizer.Optimizer
	rate      float64 // that the schedule begins with
	schedule  optimizer.Schedule
	clip      optimizer.Clip
	clipped   float64 // by what the last update's gradient was multiplied
	batches   dataset.Batches
	masks     sim.Random // of dropout: seeds, one for each update
	batchSize int
	precision precision
	step      int
	before    []float64 // the parameters before the last update
	proposed  []float64 // those after it, before they were rounded; none where nothing is
	watched   bool      // the losses are recorded
	history   sim.History
	status    sim.Status

	found findings
	work  work
}

// findings are the figures found of the present weights, as far as anybody has
// asked. They are small and never changed in place, so that a clone takes them
// along: whoever only reads it need not work them out again.
type findings struct {
	training, testing figures
	layers            []LayerReport // nil before they are known
}

// figures are what a set comes to.
type figures struct {
	known    bool
	loss     float64 // the mean
	right, n int     // answers, where there are classes
	classes  bool
}

// of takes the figures from a set that was visited.
func (f *figures) of(v *visited) {
	*f = figures{known: true, loss: v.loss, right: v.right, n: v.n, classes: v.answers != nil}
}

// accuracy returns the share of right answers, nil where there are no classes.
func (f *figures) accuracy() *float64 {
	if !f.classes {
		return nil
	}
	return new(float64(f.right) / float64(f.n))
}

// work is what a learner can work out again from the rest; clones begin
// without it.
type work struct {
	train, test *visited       // over the sets
	evaluated   *visited       // over the training set, by the running statistics
	batch       *network.Sweep // over the batch of the last update
	gradient    *network.Sweep // holds the gradient to report, nil if none
}

// newLearner returns a learner at step 0, before the first update.
func newLearner(m *material, net *network.Network, setup sim.Setup) (*learner, error) {
	spec, err := optimizer.Parse(setup.Value("optimizer").String())
	if err != nil {
		return nil, err
	}
	clip, err := optimizer.ParseClip(setup.Value("clip").String())
	if err != nil {
		return nil, err
	}
	if err := network.CheckBatch(net.Config(), m.train.n); err != nil {
		return nil, &sim.ParamError{Name: "norm", Text: setup.Value("norm").String(), Err: err}
	}
	size := setup.Value("batch").Whole()
	if size == 0 || size > m.train.n {
		size = m.train.n
	}
	rate := setup.Value("rate").Number()
	l := &learner{
		material: m, net: net, batchSize: size,
		rule: spec.New(len(net.Params()), rate), rate: rate, schedule: scheduleOf(setup), clip: clip, clipped: 1,
		masks:     sim.NewRandom(setup.Seed, streamMasks),
		precision: parsePrecision(setup.Value("precision").String()),
		batches: dataset.NewBatches(m.train.n, size, setup.Value("shuffle").Yes(),
			sim.NewRandom(setup.Seed, streamBatches)),
		before: make([]float64, len(net.Params())),
		seen:   m.train, tested: m.part(m.test, len(net.Params()), setup.Seed),
	}
	if !l.whole() {
		l.seen = m.part(m.train, len(net.Params()), setup.Seed)
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
		l.history = sim.NewHistory((l.seen.n + l.tested.n) * len(l.net.Params()) / cheap)
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
	sweep := l.lookAt(l.batches.Next())
	sweep.Track()
	l.clipped = l.clip.Apply(sweep.Grad())
	copy(l.before, l.net.Params())
	l.rule.SetRate(l.stepSize())
	l.rule.Begin()
	l.rule.Update(0, l.net.Params(), sweep.Grad())
	if l.precision != float64bits {
		l.proposed = append(l.proposed[:0], l.net.Params()...)
	}
	l.precision.round(l.net.Params())
	l.step++
	l.forget()
	if l.watched {
		l.record()
	}
	l.judge()
}

// lookAt returns a sweep that holds the gradient of the next update, over these
// rows; with dropout by a mask of its own.
func (l *learner) lookAt(rows []int) *network.Sweep {
	drops := l.net.Config().Dropout > 0
	if l.whole() && !drops {
		return l.gradient()
	}
	sweep := l.batchSweep()
	sweep.LoadRows(l.material.train.x, l.material.train.t, rows)
	if drops {
		sweep.Drop(sim.NewRandom(l.masks.Uint64(), streamMasks))
	}
	sweep.Run(nil)
	return sweep
}

// forget is what a change of the weights calls for.
func (l *learner) forget() {
	l.found = findings{}
	l.work.train.forget()
	l.work.test.forget()
	l.work.evaluated.forget()
	l.work.gradient = nil
}

// record notes the losses of the present step where the history wants them.
func (l *learner) record() {
	if !l.history.Wants() {
		l.history.Skip()
		return
	}
	l.history.Add(l.loss(), l.testLoss(), orNaN(l.accuracy()), orNaN(l.testAccuracy()))
}

func orNaN(share *float64) float64 {
	if share == nil {
		return math.NaN()
	}
	return *share
}

// loss returns the mean loss over the training set, or the part of it that is looked at.
func (l *learner) loss() float64 { return l.overTraining().loss }

func (l *learner) overTraining() *figures {
	if !l.found.training.known {
		l.found.training.of(l.training())
	}
	return &l.found.training
}

// overTesting returns the figures of the test set, without a number where there is
// none.
func (l *learner) overTesting() *figures {
	if !l.found.testing.known {
		l.found.testing = figures{known: true, loss: math.NaN()}
		if set := l.testing(); set != nil {
			l.found.testing.of(set)
		}
	}
	return &l.found.testing
}

// training returns the training set as seen at the present weights.
func (l *learner) training() *visited {
	if l.work.train == nil {
		l.work.train = newVisited(network.NewSweep(l.net, l.seen.n), l.material, l.seen)
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
	if l.tested.n == 0 {
		return nil
	}
	if l.work.test == nil {
		l.work.test = newVisited(network.NewEvaluation(l.net, l.tested.n), l.material, l.tested)
	}
	if !l.work.test.known() {
		l.work.test.look()
	}
	return l.work.test
}

// evaluationLoss returns the mean loss over the training set by the running
// statistics of batch normalisation.
func (l *learner) evaluationLoss() float64 {
	if l.work.evaluated == nil {
		l.work.evaluated = newVisited(network.NewEvaluation(l.net, l.seen.n), l.material, l.seen)
	}
	if !l.work.evaluated.known() {
		l.work.evaluated.look()
	}
	return l.work.evaluated.loss
}

// testLoss returns the mean loss over the test set, NaN where there is none.
func (l *learner) testLoss() float64 { return l.overTesting().loss }

// accuracy returns the share of right answers over the training set, nil where
// there are no classes.
func (l *learner) accuracy() *float64 { return l.overTraining().accuracy() }

// testAccuracy returns the share of right answers over the test set, nil where
// there are no classes or no test set.
func (l *learner) testAccuracy() *float64 { return l.overTesting().accuracy() }

// penalty returns what l1 and l2 add to the loss, nil where both are 0.
func (l *learner) penalty() *float64 {
	if c := l.net.Config(); c.L1 == 0 && c.L2 == 0 {
		return nil
	}
	return new(l.net.Penalty())
}

// clone returns a copy without the work but with what was found by it.
func (l *learner) clone() *learner {
	c := *l
	c.net = l.net.Clone()
	c.rule = l.rule.Clone()
	c.batches = l.batches.Clone()
	c.before = append([]float64(nil), l.before...)
	c.proposed = append([]float64(nil), l.proposed...)
	c.history = l.history.Clone()
	c.work = work{}
	return &c
}

// size is about how many bytes a clone takes: the parameters, those before, and
// up to two numbers that the optimiser keeps for each, and what holds them. The
// order of the points is shared.
func (l *learner) size() int {
	const number, holding = 8, 1024
	return number*4*len(l.net.Params()) + holding
}

// epoch returns how many times the training set has been passed over.
func (l *learner) epoch() float64 { return l.batches.Epoch() }

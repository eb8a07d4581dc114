package experiment

import (
	"slices"

	"nabla/sim"
	"nabla/sim/dataset"
	"nabla/sim/network"
)

// The streams of random numbers that one seed gives, kept apart so that, say,
// another noise does not change the initial weights.
const (
	streamData = iota + 1
	streamSplit
	streamWeights
	streamBatches
	streamMasks
	streamRows
	streamLoss
	streamLandscape
)

// auto stands for a choice that follows from the data or from other choices.
const auto = "auto"

// material is what a network learns from, made once of a setup and shared by
// all clones: it does not change.
type material struct {
	train, test pairs // inputs as the network gets them
	classes     int   // 0 where numbers are learnt
	kinds       []string
	output      network.Output
	loss        network.Loss
	inputs      int
	outputs     int
	middle      float64 // between the targets of two classes
	names       []string
	rows        int // of the data, before rows was asked for
	space       space
}

// pairs are inputs (n × inputs) and targets (n × outputs), row after row.
type pairs struct {
	n    int
	x, t []float64
}

// newMaterial loads, scales and splits the data of a setup, and settles what
// kind of output and loss go with them.
func newMaterial(setup sim.Setup, files sim.Opener) (*material, error) {
	m := &material{}
	base, set, err := load(setup, files)
	if err != nil {
		return nil, err
	}
	if err := m.settle(setup, set); err != nil {
		return nil, err
	}
	drawn := rowsOf(setup, set.Len())
	rnd := sim.NewRandom(setup.Seed, streamSplit)
	train, test := dataset.Split(len(drawn), setup.Value("split").Number(), &rnd)
	for _, part := range [][]int{train, test} {
		for i, at := range part {
			part[i] = drawn[at]
		}
	}
	scaling, err := scaling(setup)
	if err != nil {
		return nil, err
	}
	m.inputs = set.NumFeatures()
	targets, width := set.Targets(m.encoding())
	m.outputs = width
	low := m.low(targets)
	m.middle = (low + 1) / 2
	// Only scaled copies of the inputs are kept: the set can be large.
	scaler := dataset.Fit(scaling, set, train)
	m.train = m.pick(scaler.Select(set, train), targets, train)
	m.test = m.pick(scaler.Select(set, test), targets, test)
	m.kinds, m.names, m.rows = set.Classes, set.Features, set.Len()
	m.space, err = newSpace(setup, base, set, scaler, train, test)
	return m, err
}

// rowsOf returns the rows of a set that the setup wants of a file: all, or as
// many as rows says, drawn by the seed.
func rowsOf(setup sim.Setup, n int) []int {
	most := 0
	if measured(setup) {
		most = setup.Value("rows").Whole()
	}
	rnd := sim.NewRandom(setup.Seed, streamRows)
	return dataset.Draw(n, most, &rnd)
}

// load makes or reads the set of a setup: as it is, and with the features asked
// for.
func load(setup sim.Setup, files sim.Opener) (base, set *dataset.Set, err error) {
	source := setup.Value("data").String()
	if target := setup.Value("target").String(); target != "" && generated(source) {
		return nil, nil, &sim.ParamError{Name: "target", Text: target, Err: NoColumnsError{Data: source}}
	}
	if generated(source) {
		rnd := sim.NewRandom(setup.Seed, streamData)
		base, err = dataset.Generate(source, setup.Value("samples").Whole(), setup.Value("noise").Number(), &rnd)
	} else {
		base, err = read(setup, source, files)
	}
	if err != nil {
		return nil, nil, &sim.ParamError{Name: "data", Text: source, Err: err}
	}
	set = base
	if names := setup.Value("features").String(); names != "" {
		if set, err = dataset.Derive(base, splitNames(names)); err != nil {
			return nil, nil, &sim.ParamError{Name: "features", Text: names, Err: err}
		}
	}
	return base, set, nil
}

// read reads a data file. Numbers in the target are taken for classes where
// the setup asks for an output or a loss that only classes have.
func read(setup sim.Setup, name string, files sim.Opener) (*dataset.Set, error) {
	if files == nil {
		return nil, NoFilesError{Accepted: dataset.Names()}
	}
	f, err := files(name)
	if err != nil {
		return nil, FileError{Accepted: dataset.Names(), Err: err}
	}
	defer func() { _ = f.Close() }() // only read from: nothing is lost
	classes := setup.Value("output").String() == "softmax" || setup.Value("loss").String() == "cross-entropy"
	return dataset.Read(name, f, dataset.Options{Target: setup.Value("target").String(), AsClasses: classes, Open: files})
}

func scaling(setup sim.Setup) (dataset.Scaling, error) {
	name := setup.Value("scale").String()
	if name != auto {
		return dataset.ParseScaling(name)
	}
	if measured(setup) {
		return dataset.Standard, nil
	}
	return dataset.NoScaling, nil
}

// settle chooses output and loss where the setup leaves them open: two classes
// are told apart by a sigmoid with bce (by a tanh with mse where a file writes
// them as −1 and 1), more by softmax with cross-entropy, a number is met by a
// linear output with mse; an output that was chosen brings the loss that goes
// with it, and the other way round.
func (m *material) settle(setup sim.Setup, set *dataset.Set) error {
	output, loss := setup.Value("output").String(), setup.Value("loss").String()
	if output == auto {
		switch {
		case loss == "bce":
			output = "sigmoid"
		case loss == "cross-entropy":
			output = "softmax"
		case len(set.Classes) > 2:
			output = "softmax"
		case len(set.Classes) == 2 && signed(set):
			output = "tanh"
		case len(set.Classes) == 2:
			output = "sigmoid"
		default:
			output = "linear"
		}
	}
	if loss == auto {
		switch output {
		case "sigmoid":
			loss = "bce"
		case "softmax":
			loss = "cross-entropy"
		default:
			loss = "mse"
		}
	}
	if set.Classes == nil && (output == "softmax" || loss == "bce" || loss == "cross-entropy") {
		name, text := "output", output
		if output != "softmax" {
			name, text = "loss", loss
		}
		return &sim.ParamError{Name: name, Text: text, Err: NeedsClassesError{Target: set.Target}}
	}
	m.classes = len(set.Classes)
	var err error
	if m.output, err = network.ParseOutput(output); err != nil {
		return &sim.ParamError{Name: "output", Text: output, Err: err}
	}
	if m.loss, err = network.ParseLoss(loss); err != nil {
		return &sim.ParamError{Name: "loss", Text: loss, Err: err}
	}
	return nil
}

// encoding is how the targets are written for the output that was settled on.
func (m *material) encoding() dataset.Encoding {
	switch {
	case m.classes == 0:
		return dataset.Raw
	case m.classes > 2 || m.output.Name() == "softmax":
		return dataset.OneHot
	case m.output.Name() == "tanh":
		return dataset.PlusMinus
	}
	return dataset.ZeroOne
}

// low returns what the first of two classes is written as, 0 or −1. Where a
// file writes −1 and the loss is one of probabilities, it becomes 0.
func (m *material) low(targets []float64) float64 {
	if m.loss == network.BCE {
		for i, t := range targets {
			targets[i] = max(t, 0)
		}
		return 0
	}
	return min(slices.Min(targets), 0)
}

// signed reports whether the set writes its two classes as −1 and 1.
func signed(set *dataset.Set) bool {
	for i := range set.Len() {
		if set.Value(i) < 0 {
			return true
		}
	}
	return false
}

// pick pairs the inputs of some rows with their targets.
func (m *material) pick(inputs *dataset.Set, targets []float64, rows []int) pairs {
	p := pairs{n: len(rows), x: inputs.Inputs, t: make([]float64, 0, len(rows)*m.outputs)}
	for _, i := range rows {
		p.t = append(p.t, targets[i*m.outputs:(i+1)*m.outputs]...)
	}
	return p
}

// lookProducts is how many products of weights and points a look at a set may
// take, about a hundredth of a second; leastLook is how many points it has anyway,
// and mostLook how many at the most: more would hardly change the mean.
const (
	lookProducts = 30_000_000
	leastLook    = 100
	mostLook     = 20_000
)

// part returns the pairs, or as many of them, drawn by the seed, as a network of
// so many weights can be shown at every step: the loss is the mean over these.
func (m *material) part(p pairs, weights int, seed uint64) pairs {
	most := min(max(leastLook, lookProducts/weights), mostLook)
	if p.n <= most {
		return p
	}
	rnd := sim.NewRandom(seed, streamLoss)
	part := pairs{n: most}
	for _, i := range dataset.Draw(p.n, most, &rnd) {
		part.x = append(part.x, p.x[i*m.inputs:(i+1)*m.inputs]...)
		part.t = append(part.t, p.t[i*m.outputs:(i+1)*m.outputs]...)
	}
	return part
}

// classifies reports whether there are classes to be right or wrong about.
func (m *material) classifies() bool { return m.classes > 0 }

// class returns the class that an output, or a target, names: the largest of
// several, or the nearer of two values.
func (m *material) class(output []float64) int {
	switch {
	case m.outputs > 1:
		return largest(output)
	case output[0] > m.middle:
		return 1
	}
	return 0
}

func largest(v []float64) int {
	best := 0
	for i, x := range v {
		if x > v[best] {
			best = i
		}
	}
	return best
}

func generated(source string) bool { return slices.Contains(dataset.Names(), source) }

package experiment

import (
	"nabla/sim"
	"nabla/sim/network"
)

// The two networks at the ends of a line are trained as the lab train would
// with these parameters, but for the seed of the weights: on the truth table of
// XOR, with tanh and binary cross-entropy.
func lineSetup(seed uint64) (sim.Setup, error) {
	setup := sim.NewSetup("train", TrainParams())
	setup.Seed = seed
	for _, change := range [...][2]string{
		{"data", "xor"}, {"samples", "4"}, {"noise", "0"}, {"hidden", "4"}, {"batch", "0"}, {"optimizer", "adam"}, {"rate", "0.1"},
	} {
		var err error
		if setup, err = setup.With(change[0], change[1]); err != nil {
			return setup, err
		}
	}
	return setup, nil
}

const (
	lineUpdates = 100
	lineMargin  = 0.125 // drawn beyond both networks
	lineStep    = 1e-4  // of the central differences
)

// NetworkEnd is a trained network at the end of a line.
type NetworkEnd struct {
	Seed     uint64
	Loss     float64
	Accuracy float64 // share of right answers
}

// weightLine is the loss of a network along the straight line between the
// weights of two trained ones: θ(s) = (1−s)·θ₀ + s·θ₁.
type weightLine struct {
	material *material
	from, to []float64
	ends     [2]NetworkEnd
	shape    *network.Network

	net   *network.Network // at the weights of the last s, nil until needed
	sweep *network.Sweep
}

// newWeightLine trains a network of each of two seeds on the same data.
func newWeightLine(seed uint64) (*weightLine, error) {
	l := &weightLine{}
	for i := range l.ends {
		setup, err := lineSetup(seed + uint64(i))
		if err != nil {
			return nil, err
		}
		if l.material == nil {
			if l.material, err = newMaterial(setup, nil); err != nil {
				return nil, err
			}
		}
		net, err := newNetwork(l.material, setup, "tanh", setup.Value("hidden").Wholes())
		if err != nil {
			return nil, err
		}
		learner, err := newLearner(l.material, net, setup)
		if err != nil {
			return nil, err
		}
		for range lineUpdates {
			learner.Step()
		}
		l.ends[i] = NetworkEnd{Seed: setup.Seed, Loss: learner.loss(), Accuracy: *learner.accuracy()}
		l.from, l.to = l.to, net.Params()
		l.shape = net
	}
	return l, nil
}

// clone leaves the working memory behind.
func (l *weightLine) clone() *weightLine {
	if l == nil {
		return nil
	}
	c := *l
	c.net, c.sweep = nil, nil
	return &c
}

// at returns the loss at θ(s).
func (l *weightLine) at(s float64) float64 {
	if l.net == nil {
		l.net = l.shape.Clone()
		l.sweep = network.NewSweep(l.net, l.material.train.n)
		l.sweep.Load(l.material.train.x, l.material.train.t)
	}
	params := l.net.Params()
	for i := range params {
		params[i] = between(1-s, l.from[i], l.to[i])
	}
	l.sweep.Forward(nil)
	return l.sweep.Loss()
}

// second returns the loss at θ(s) and its derivatives by s as differences.
func (l *weightLine) second(s float64) (value, slope, second float64) {
	value = l.at(s)
	before, after := l.at(s-lineStep), l.at(s+lineStep)
	return value, (after - before) / (2 * lineStep), ((after - value) - (value - before)) / (lineStep * lineStep)
}

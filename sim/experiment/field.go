package experiment

import (
	"nabla/sim"
	"nabla/sim/network"
)

// Field is what the units of one layer make of many places of a plane: a map's
// numbers. It keeps the memory that it works with; the zero value is ready. It
// belongs to who draws, not to the run.
type Field struct {
	of        *network.Network // that was looked at last
	work      *network.Network // what is computed with: of itself, or what is left of it on a plane
	pass      *network.Pass
	projected bool
	inputs    []float64
	row       [2]float64 // that features are made of
	values    []float64  // units × places
	places    int
}

// What a field is computed with.
const (
	fieldChunk = 256 // places at a time
	fewInputs  = 16  // up to which a first layer is cheap
)

// Look works out the activations of a layer, counted from 0 at the first hidden
// one, at every x of xs for every y of ys.
func (f *Field) Look(t *Train, layer int, xs, ys []float64) {
	plane := t.Plane()
	f.prepare(t.learner.net, plane)
	f.places = len(xs) * len(ys)
	units := f.work.Layer(layer).Out
	if need := units * f.places; cap(f.values) < need {
		f.values = make([]float64, need)
	} else {
		f.values = f.values[:need]
	}
	f.inputs = f.inputs[:0]
	done, width := 0, f.work.Config().Inputs
	for _, y := range ys {
		for _, x := range xs {
			if f.projected {
				f.inputs = append(f.inputs, x, y)
			} else {
				f.inputs = plane.appendPlace(f.inputs, f.row[:], x, y)
			}
			if len(f.inputs) == fieldChunk*width {
				done = f.run(layer, units, done)
			}
		}
	}
	if len(f.inputs) > 0 {
		f.run(layer, units, done)
	}
}

// run takes the inputs gathered through the network, and returns how many places
// are done.
func (f *Field) run(layer, units, done int) int {
	f.pass.Load(f.inputs, nil)
	for l := range layer + 1 {
		f.pass.ForwardLayer(l)
	}
	next := done + f.pass.Batch()
	for u := range units {
		f.pass.CopyUnit(layer, u, f.values[u*f.places+done:u*f.places+next])
	}
	f.inputs = f.inputs[:0]
	return next
}

// At returns a unit's activation at a place, counted row by row.
func (f *Field) At(unit, place int) float64 { return f.values[unit*f.places+place] }

// Unit returns a unit's activations at all places. They are not to be changed.
func (f *Field) Unit(unit int) []float64 { return f.values[unit*f.places : (unit+1)*f.places] }

// FieldCost returns how many products one place of a map takes.
func (t *Train) FieldCost() int {
	sizes := t.Sizes()
	in := sizes[0]
	if in > fewInputs {
		in = 2
	}
	const activation = 8 // products that one is worth
	cost := 0
	for _, out := range sizes[1:] {
		cost += (in + activation) * out
		in = out
	}
	return cost
}

// prepare makes the network that is computed with ready. On a plane the inputs are
// start + x·u + y·v, so that the first layer's W·a + b is (W·u)·x + (W·v)·y + (W·start + b):
// of hundreds of inputs two are left.
func (f *Field) prepare(net *network.Network, plane *Plane) {
	f.projected = net.Config().Inputs > fewInputs && !plane.material.space.derived && !linked(net)
	if f.of != net {
		f.of, f.work = net, net
		if f.projected {
			f.work = onPlane(net)
		}
		f.pass = network.NewPass(f.work, fieldChunk)
		f.pass.Evaluate(true) // a place of the map is no batch to take statistics of
	}
	if !f.projected {
		return
	}
	from, to := net.Layer(0), f.work.Layer(0)
	for u := range from.Out {
		row := from.Weights[u*from.In : (u+1)*from.In]
		to.Weights[2*u], to.Weights[2*u+1] = dot(row, plane.way[0]), dot(row, plane.way[1])
		to.Bias[u] = from.Bias[u] + dot(row, plane.start)
	}
	copy(f.work.Params()[to.In*to.Out+to.Out:], net.Params()[from.In*from.Out+from.Out:])
	for l := range net.NumLayers() {
		from, to := net.Layer(l), f.work.Layer(l)
		copy(to.RunningMean, from.RunningMean)
		copy(to.RunningVar, from.RunningVar)
	}
}

// linked reports whether a residual link leads past the first layer, or would in
// one with two inputs: such a layer must see all of them.
func linked(net *network.Network) bool {
	first := net.Layer(0)
	return net.Config().Residual && (first.Out == first.In || first.Out == 2)
}

// onPlane returns a network of the same shape with two inputs.
func onPlane(net *network.Network) *network.Network {
	c := net.Config()
	c.Inputs = 2
	rnd := sim.Random{} // the weights are replaced at once
	small, err := network.New(c, &rnd)
	if err != nil {
		panic("experiment: a smaller network is refused: " + err.Error())
	}
	return small
}

package peers

import (
	"errors"
	"slices"

	"nabla/sim"
	"nabla/sim/network"
	"nabla/sim/optimizer"
)

// grid is the workload that does not train: a map of all units.
const grid = "map"

// workload is a network, its data, and how it is trained.
type workload struct {
	name           string
	sizes          []int
	hidden         string // activation
	output, loss   string
	samples, batch int
	rate           float64
	unit           string // of speed
	worth          int    // how many of them a step is
	network.Init          // the zero value is Xavier's
	inputs, wanted []float64
	rnd            sim.Random
}

func workloads() []workload {
	deep := func(name string, layers int) workload {
		sizes := append(append([]int{2}, slices.Repeat([]int{16}, layers-1)...), 1)
		return workload{name: name, sizes: sizes, hidden: "sigmoid", output: "sigmoid", loss: "half-mse", samples: 64, batch: 64, rate: 0.1, unit: "steps/s", worth: 1}
	}
	playground := func(name string, sizes ...int) workload {
		return workload{name: name, sizes: sizes, hidden: "tanh", output: "tanh", loss: "half-mse", samples: 250, batch: 10, rate: 0.03, unit: "samples/s", worth: 10}
	}
	list := []workload{
		playground("playground", 2, 4, 2, 1), playground("playground-wide", 2, 8, 8, 8, 1),
		deep("deep-10", 10), deep("deep-50", 50), deep("deep-100", 100),
		{name: "digits", sizes: []int{784, 128, 128, 10}, hidden: "relu", output: "softmax", loss: "cross-entropy", samples: 256, batch: 64, rate: 0.01, unit: "steps/s", worth: 1},
		playground(grid, 2, 4, 2, 1),
	}
	for i := range list {
		w := &list[i]
		if w.name == grid {
			w.unit, w.worth = "grids/s", 1
		}
		w.rnd = sim.NewRandom(1, 0)
		w.inputs = make([]float64, w.samples*w.sizes[0])
		for j := range w.inputs {
			w.inputs[j] = 2*w.rnd.Float64() - 1
		}
		out := w.sizes[len(w.sizes)-1]
		w.wanted = make([]float64, w.samples*out)
		for s := range w.samples {
			w.wanted[s*out+s%out] = 1
		}
	}
	return list
}

// network makes the workload's network. It panics where a workload is none.
func (w *workload) network() *network.Network {
	activation, err1 := network.ParseActivation(w.hidden)
	output, err2 := network.ParseOutput(w.output)
	loss, err3 := network.ParseLoss(w.loss)
	last := len(w.sizes) - 1
	n, err4 := network.New(network.Config{
		Inputs: w.sizes[0], Hidden: w.sizes[1:last], Outputs: w.sizes[last],
		Activation: activation, Output: output, Loss: loss, Init: w.Init,
	}, &w.rnd)
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		panic(err)
	}
	return n
}

// stepper returns what makes one step of the work.
func (w *workload) stepper() (step func()) {
	if w.name == grid {
		return w.mapper()
	}
	return w.trainer()
}

// trainer returns what makes one step of gradient descent on the next batch.
func (w *workload) trainer() (step func()) {
	n := w.network()
	pass := network.NewPass(n, w.batch)
	rule := optimizer.Spec{}.New(len(n.Params()), w.rate)
	order := make([]int, w.samples) // batches are parts of it
	for i := range order {
		order[i] = i
	}
	next := 0
	return func() {
		pass.LoadRows(w.inputs, w.wanted, order[next:next+w.batch])
		if next += w.batch; next+w.batch > w.samples {
			next = 0
		}
		pass.Forward()
		pass.Backward()
		rule.Begin()
		rule.Update(0, n.Params(), pass.Grad())
	}
}

// mapper returns what computes all units over a grid, in batches that stay in the
// nearest cache.
func (w *workload) mapper() (step func()) {
	const side, batch = 100, 100
	n := w.network()
	x := make([]float64, 0, side*side*2)
	for i := range side * side {
		x = append(x, float64(i%side)/side-0.5, float64(i/side)/side-0.5)
	}
	pass := network.NewPass(n, batch)
	units := make([][]float64, 7)
	for u := range units {
		units[u] = make([]float64, side*side)
	}
	return func() {
		for first := 0; first < side*side; first += batch {
			pass.Load(x[first*2:][:batch*2], nil)
			pass.Forward()
			unit := 0
			for l := range n.NumLayers() {
				for u := range n.Layer(l).Out {
					pass.CopyUnit(l, u, units[unit][first:])
					unit++
				}
			}
		}
	}
}

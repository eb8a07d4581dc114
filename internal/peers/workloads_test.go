package peers

import (
	"slices"
	"testing"

	"nabla/sim"
	"nabla/sim/network"
	"nabla/sim/optimizer"
)

// workload is a network, its data, and how it is trained.
type workload struct {
	name           string
	sizes          []int
	hidden         string // activation
	output, loss   string
	samples, batch int
	rate           float64
	network.Init   // the zero value is Xavier's
	inputs, wanted []float64
	rnd            sim.Random
}

func workloads() []workload {
	deep := func(name string, layers int) workload {
		sizes := append(append([]int{2}, slices.Repeat([]int{16}, layers-1)...), 1)
		return workload{name: name, sizes: sizes, hidden: "sigmoid", output: "sigmoid", loss: "half-mse", samples: 64, batch: 64, rate: 0.1}
	}
	playground := func(name string, sizes ...int) workload {
		return workload{name: name, sizes: sizes, hidden: "tanh", output: "tanh", loss: "half-mse", samples: 250, batch: 10, rate: 0.03}
	}
	list := []workload{
		playground("playground", 2, 4, 2, 1), playground("playground-wide", 2, 8, 8, 8, 1),
		deep("deep-10", 10), deep("deep-50", 50), deep("deep-100", 100),
		{name: "digits", sizes: []int{784, 128, 128, 10}, hidden: "relu", output: "softmax", loss: "cross-entropy", samples: 256, batch: 64, rate: 0.01},
	}
	for i := range list {
		w := &list[i]
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

// network makes the workload's network.
func (w *workload) network(tb testing.TB) *network.Network {
	tb.Helper()
	activation, err := network.ParseActivation(w.hidden)
	if err != nil {
		tb.Fatal(err)
	}
	output, err := network.ParseOutput(w.output)
	if err != nil {
		tb.Fatal(err)
	}
	loss, err := network.ParseLoss(w.loss)
	if err != nil {
		tb.Fatal(err)
	}
	last := len(w.sizes) - 1
	n, err := network.New(network.Config{
		Inputs: w.sizes[0], Hidden: w.sizes[1:last], Outputs: w.sizes[last],
		Activation: activation, Output: output, Loss: loss, Init: w.Init,
	}, &w.rnd)
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

// trainer returns what makes one step of gradient descent on the next batch.
func (w *workload) trainer(tb testing.TB) (step func()) {
	n := w.network(tb)
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

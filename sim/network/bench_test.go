package network

import (
	"slices"
	"testing"

	"nabla/sim"
	"nabla/sim/optimizer"
)

// workload is one of those that the project's speed is measured by.
type workload struct {
	config  Config
	samples int // in the data
	batch   int
	rate    float64
}

func playground(hidden ...int) workload {
	return workload{
		Config{Inputs: 2, Hidden: hidden, Outputs: 1, Activation: Activation{kind: tanh}, Output: TanhOutput, Loss: HalfMSE},
		250, 10, 0.03,
	}
}

func deep(layers int) workload {
	return workload{
		Config{
			Inputs: 2, Hidden: slices.Repeat([]int{16}, layers-1), Outputs: 1,
			Activation: Activation{kind: sigmoid}, Output: SigmoidOutput, Loss: HalfMSE,
		},
		64, 64, 0.1,
	}
}

func digits() workload {
	return workload{
		Config{
			Inputs: 784, Hidden: []int{128, 128}, Outputs: 10,
			Activation: Activation{kind: relu}, Output: SoftmaxOutput, Loss: CrossEntropy, Init: Init{kind: heNormal},
		},
		256, 64, 0.01,
	}
}

func with(w workload, change func(*Config)) workload {
	change(&w.config)
	return w
}

// Each operation is one step of plain gradient descent on the next batch.
func BenchmarkStep(b *testing.B) {
	for _, c := range []struct {
		name string
		w    workload
	}{
		{"playground", playground(4, 2)},
		{"playground-wide", playground(8, 8, 8)},
		{"deep-10", deep(10)},
		{"deep-50", deep(50)},
		{"deep-100", deep(100)},
		{"digits", digits()},
		{"digits-batch-norm", with(digits(), func(c *Config) { c.Norm = BatchNorm })},
		{"digits-layer-norm", with(digits(), func(c *Config) { c.Norm = LayerNorm })},
		{"digits-residual", with(digits(), func(c *Config) { c.Residual = true })},
	} {
		b.Run(c.name, func(b *testing.B) { benchmarkStep(b, c.w) })
	}
}

func benchmarkStep(b *testing.B, w workload) {
	rnd := sim.NewRandom(1, 0)
	n, err := New(w.config, &rnd)
	if err != nil {
		b.Fatal(err)
	}
	x := fill(make([]float64, w.samples*w.config.Inputs), -1, 1, &rnd)
	t := make([]float64, w.samples*w.config.Outputs)
	for s := range w.samples {
		t[s*w.config.Outputs+s%w.config.Outputs] = 1
	}
	o := optimizer.Spec{}.New(len(n.Params()), w.rate)
	p := NewPass(n, w.batch)
	order := make([]int, w.samples) // batches are parts of it
	for i := range order {
		order[i] = i
	}
	next := 0
	b.ReportAllocs()
	for b.Loop() {
		p.LoadRows(x, t, order[next:next+w.batch])
		if next += w.batch; next+w.batch > w.samples {
			next = 0
		}
		p.Forward()
		p.Backward()
		o.Begin()
		o.Update(0, n.Params(), p.Grad())
	}
	perSecond := float64(b.N) / b.Elapsed().Seconds()
	b.ReportMetric(perSecond, "steps/s")
	b.ReportMetric(perSecond*float64(w.batch), "samples/s")
}

// Each operation is all 7 units of the playground's network on a 100×100 grid,
// in batches that stay in the cache.
func BenchmarkMap(b *testing.B) {
	const side, batch = 100, 100
	n := build(b, playground(4, 2).config, 1)
	x := make([]float64, 0, side*side*2)
	for i := range side * side {
		x = append(x, float64(i%side)/side-0.5, float64(i/side)/side-0.5)
	}
	p := NewPass(n, batch)
	units := make([][]float64, 7)
	for u := range units {
		units[u] = make([]float64, side*side)
	}
	b.ReportAllocs()
	for b.Loop() {
		for first := 0; first < side*side; first += batch {
			p.Load(x[first*2:][:batch*2], nil)
			p.Forward()
			unit := 0
			for l := range n.NumLayers() {
				for u := range n.Layer(l).Out {
					p.CopyUnit(l, u, units[unit][first:])
					unit++
				}
			}
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "grids/s")
}

func BenchmarkReadWeights(b *testing.B) {
	n := build(b, digits().config, 1)
	var text writer
	if err := n.WriteWeights(&text); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := parseWeights(text); err != nil {
			b.Fatal(err)
		}
	}
}

type writer []byte

func (w *writer) Write(p []byte) (int, error) {
	*w = append(*w, p...)
	return len(p), nil
}

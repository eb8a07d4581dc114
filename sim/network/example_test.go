package network_test

import (
	"fmt"
	"os"

	"nabla/sim"
	"nabla/sim/network"
	"nabla/sim/optimizer"
)

// Training: a batch loaded once, then forward, backward and an update.
func Example() {
	tanh, err := network.ParseActivation("tanh")
	if err != nil {
		fmt.Println(err)
		return
	}
	rnd := sim.NewRandom(7, 0)
	n, err := network.New(network.Config{
		Inputs: 2, Hidden: []int{4}, Outputs: 1,
		Activation: tanh, Output: network.SigmoidOutput, Loss: network.BCE,
	}, &rnd)
	if err != nil {
		fmt.Println(err)
		return
	}
	p := network.NewPass(n, 4)
	p.Load([]float64{0, 0, 0, 1, 1, 0, 1, 1}, []float64{0, 1, 1, 0}) // xor
	rule, err := optimizer.Parse("adam")
	if err != nil {
		fmt.Println(err)
		return
	}
	o := rule.New(len(n.Params()), 0.1)
	for range 60 {
		p.Forward()
		p.Backward()
		o.Begin()
		o.Update(0, n.Params(), p.Grad())
	}
	p.Forward()
	y := make([]float64, 1)
	for sample := range p.Batch() {
		p.CopyOutput(sample, y)
		fmt.Printf("%g xor %g = %.2f\n", p.Input(sample, 0), p.Input(sample, 1), y[0])
	}
	// Output:
	// 0 xor 0 = 0.00
	// 0 xor 1 = 0.99
	// 1 xor 0 = 0.99
	// 1 xor 1 = 0.02
}

// Backpropagation one layer at a time, with the numbers it makes.
func ExamplePass_BackwardLayer() {
	relu, err := network.ParseActivation("relu")
	if err != nil {
		fmt.Println(err)
		return
	}
	rnd := sim.NewRandom(1, 0)
	n, err := network.New(network.Config{Inputs: 2, Hidden: []int{2}, Outputs: 1, Activation: relu}, &rnd)
	if err != nil {
		fmt.Println(err)
		return
	}
	copy(n.Params(), []float64{1, -1, 0.5, 1, 0.5, -1, -2, -1, 0.25})
	p := network.NewPass(n, 1)
	p.Load([]float64{1, 2}, []float64{1})
	p.Forward()
	p.BackwardOutput()
	for l := n.NumLayers() - 1; l >= 0; l-- {
		p.BackwardLayer(l)
		for u := range n.Layer(l).Out {
			fmt.Printf("layer %d, unit %d: z %g, a %g, φ′ %g, δ %g\n", l+1, u+1, p.Z(l, 0, u), p.A(l, 0, u), p.Slope(l, 0, u), p.Delta(l, 0, u))
		}
		weights, bias := p.LayerGrad(l)
		fmt.Println("∂L/∂W", weights, "∂L/∂b", bias)
	}
	// Output:
	// layer 2, unit 1: z -1.25, a -1.25, φ′ 1, δ -4.5
	// ∂L/∂W [0 -6.75] ∂L/∂b [-4.5]
	// layer 1, unit 1: z -0.5, a 0, φ′ 0, δ 0
	// layer 1, unit 2: z 1.5, a 1.5, φ′ 1, δ 4.5
	// ∂L/∂W [0 0 4.5 9] ∂L/∂b [0 4.5]
}

// The loss, the gradient and the share of right answers over a whole data set,
// in one trip that needs no more memory for a million samples.
func ExampleSweep() {
	rnd := sim.NewRandom(3, 0)
	n, err := network.New(network.Config{Inputs: 1, Outputs: 1, Output: network.SigmoidOutput, Loss: network.BCE, L2: 0.1}, &rnd)
	if err != nil {
		fmt.Println(err)
		return
	}
	copy(n.Params(), []float64{2, -1}) // y = σ(2x − 1)
	const samples = 5000
	x, t := make([]float64, samples), make([]float64, samples)
	for i := range x {
		x[i] = float64(i) / samples
		if x[i] > 0.3 {
			t[i] = 1
		}
	}
	s := network.NewSweep(n, samples)
	s.Load(x, t)
	right := 0
	s.Run(func(sample int, y []float64) {
		if (y[0] > 0.5) == (t[sample] > 0.5) {
			right++
		}
	})
	fmt.Printf("%d of %d right, loss %.4f, penalty %.1f\n", right, samples, s.Loss(), n.Penalty())
	fmt.Printf("gradient %.4f\n", s.Grad())
	// Output:
	// 4000 of 5000 right, loss 0.5238, penalty 0.2
	// gradient [0.0348 -0.1998]
}

func ExampleNetwork_WriteWeights() {
	rnd := sim.NewRandom(1, 0)
	n, err := network.New(network.Config{Inputs: 2, Hidden: []int{1}, Outputs: 1}, &rnd)
	if err != nil {
		fmt.Println(err)
		return
	}
	copy(n.Params(), []float64{0.5, -1, 0.25, 2, 1e-9})
	if err := n.WriteWeights(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {"layers":[
	// {"weights":[[0.5,-1]],"bias":[0.25]},
	// {"weights":[[2]],"bias":[1e-09]}
	// ]}
}

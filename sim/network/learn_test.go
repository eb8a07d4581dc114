package network

import (
	"math"
	"slices"
	"testing"

	"nabla/sim/optimizer"
)

var (
	xorInputs  = []float64{0, 0, 0, 1, 1, 0, 1, 1}
	xorTargets = []float64{0, 1, 1, 0}
)

// train makes updates of the whole batch that the pass holds.
func train(t testing.TB, p *Pass, rule string, rate float64, updates int) {
	t.Helper()
	spec, err := optimizer.Parse(rule)
	if err != nil {
		t.Fatal(err)
	}
	n := p.Network()
	o := spec.New(len(n.Params()), rate)
	for range updates {
		p.Forward()
		p.Backward()
		o.Begin()
		o.Update(0, n.Params(), p.Grad())
	}
	p.Forward()
}

func xorRight(t *testing.T, hidden []int, seed uint64) int {
	t.Helper()
	n := build(t, Config{Inputs: 2, Hidden: hidden, Outputs: 1, Activation: Activation{kind: tanh}, Output: SigmoidOutput, Loss: BCE}, seed)
	p := NewPass(n, 4)
	p.Load(xorInputs, xorTargets)
	train(t, p, "adam", 0.05, 1000)
	right, y := 0, make([]float64, 1)
	for s, want := range xorTargets {
		if p.CopyOutput(s, y); (y[0] > 0.5) == (want == 1) {
			right++
		}
	}
	return right
}

// XOR cannot be told apart by a line: without a hidden layer at least one of
// the four is wrong, with hidden layers all are right.
func TestXOR(t *testing.T) {
	for seed := range uint64(5) {
		if right := xorRight(t, nil, seed); right > 3 {
			t.Errorf("seed %d: no hidden layer has %d of 4 right", seed, right)
		}
		for _, hidden := range [][]int{{8}, {4, 4}} {
			if right := xorRight(t, hidden, seed); right != 4 {
				t.Errorf("seed %d: hidden layers %d have %d of 4 right", seed, hidden, right)
			}
		}
	}
}

// These bits were computed once, without fused multiply-add: a machine, a
// compiler or a change that rounds otherwise is caught here.
func TestKnownBits(t *testing.T) {
	for _, c := range []struct {
		config Config
		rule   string
		want   []float64
	}{
		{
			Config{Inputs: 2, Hidden: []int{2}, Outputs: 1, Activation: Activation{kind: tanh}, Output: SigmoidOutput, Loss: BCE},
			"adam",
			[]float64{
				-0x1.3dfb70364b78dp+02, 0x1.7f30a6c09eabcp+01, -0x1.21aecd2a9f0dfp+02, -0x1.6ce55959880f4p+01, -0x1.dd88488a8db56p+00,
				0x1.ae684962f778ep-01, 0x1.9d8b73e505e01p+01, -0x1.c23cb2d9b978cp+01, -0x1.24f441a9540c1p-02, 0x1.6575fcfdf48c1p-02,
			},
		},
		{
			Config{Inputs: 2, Hidden: []int{1, 1}, Outputs: 2, Activation: Activation{kind: sigmoid}, Output: SoftmaxOutput, Loss: CrossEntropy, Init: Init{kind: heNormal}},
			"momentum",
			[]float64{
				0x1.8b17b58720fa8p-02, -0x1.6298d5e10bc48p-01, -0x1.8ff02a69466cp-03, 0x1.46ebf13e75e18p-01, -0x1.254ce4d091454p-02,
				-0x1.1ca5df4d693cdp+00, 0x1.070d4d4ec3926p-02, 0x1.5ace97ad10659p-02, -0x1.5ace97ad10659p-02, 0x1.62c4b4686ba4p-01,
			},
		},
		{
			Config{Inputs: 2, Hidden: []int{2}, Outputs: 1, Activation: Activation{kind: leakyReLU, alpha: 0.1}, Output: TanhOutput, Init: Init{kind: xavierNormal}},
			"sgd",
			[]float64{
				0x1.869dc10fcd9bcp-02, -0x1.86c2ae7778b37p-02, 0x1.3fb00304d5e94p-01, -0x1.47afac4696bf9p-01, -0x1.3eb7559c4c804p-12,
				-0x1.dd4ad964d5188p-07, 0x1.6fc3fd8b5653fp-02, 0x1.e390cc82b351ap-01, 0x1.a969b026f0615p-02, 0x1.96ce9483de0cep-03,
			},
		},
		{
			Config{
				Inputs: 2, Hidden: []int{2}, Outputs: 1, Activation: Activation{kind: silu}, Loss: Huber,
				Init: Init{kind: orthogonal, scale: 1.5}, L1: 1e-4, L2: 1e-3,
			},
			"nadam",
			[]float64{
				-0x1.2f4571f632b04p+00, -0x1.2eaa5098ea5d9p+00, 0x1.da7e09dbeed4dp+00, 0x1.d953ab5e168b6p+00, 0x1.567e5ac6a5195p-01,
				-0x1.5fb251865dd3cp+01, -0x1.5d3766006b19ap+00, -0x1.33dbeeb7a8e46p+00, 0x1.8b1652972b028p-02, 0x1.5bfede85f11d4p-10,
			},
		},
		{
			Config{
				Inputs: 2, Hidden: []int{2}, Outputs: 1, Activation: Activation{kind: elu}, Output: SigmoidOutput, Loss: BCE,
				Norm: BatchNorm, Residual: true,
			},
			"adam",
			[]float64{
				0x1.5e7ecc7114704p+00, 0x1.60d46fac5300fp+00, -0x1.786228c2df96p+01, -0x1.f0a218325d25p+00, -0x1.4e2543691008ap-30,
				0x1.862af36cbcaddp-30, 0x1.26d83e52a16adp+03, -0x1.6112cb65bac59p+01, -0x1.1cf6f80ec2194p+00, 0x1.2915cec025817p+01,
				-0x1.446c06eea39a1p+01, 0x1.0cab5cd8679c5p+02, -0x1.3be80029c6dep+02, 0x1.562256ac0f447p-10,
			},
		},
		{
			Config{Inputs: 2, Hidden: []int{3}, Outputs: 1, Activation: Activation{kind: softplus}, Loss: MSE, Norm: LayerNorm, L2: 1e-3},
			"momentum",
			[]float64{
				0x1.2cd570c263dbbp-01, 0x1.6f528d3f9c022p-01, -0x1.537c98af3afe7p-01, -0x1.9e6abffc7956cp-01, -0x1.021080fa345abp-01,
				0x1.060d5b464cb11p+00, -0x1.47ae57475b412p+05, 0x1.4706f4613c6acp+05, 0x1.4ec5cc3dabd84p-04, -0x1.554a92df1134p-02,
				-0x1.93f5421dfc1edp-01, 0x1.f127b928bb583p-01, -0x1.5c8429655ebebp+00, -0x1.31bcaa972e668p+00, -0x1.4293593868e0fp-01,
				-0x1.e4cb8c9f8cbb9p-02, 0x1.2dd2181c9c4a5p+00, 0x1.657a965b9c6bap-02, 0x1.8062d5e0eccffp-02, 0x1.000003fb8831cp-02,
			},
		},
	} {
		p := NewPass(build(t, c.config, 42), 4)
		targets := xorTargets
		if c.config.Outputs == 2 {
			targets = []float64{1, 0, 0, 1, 0, 1, 1, 0}
		}
		p.Load(xorInputs, targets)
		train(t, p, c.rule, 0.1, 200)
		got := append(slices.Clone(p.Network().Params()), p.Loss())
		if !sameBits(got, c.want) {
			t.Errorf("%s, %s: weights and loss\n%x, want\n%x", c.config.Activation.Name(), c.rule, got, c.want)
		}
		if slices.ContainsFunc(got, math.IsNaN) {
			t.Errorf("%s, %s: the run ended with NaN: %g", c.config.Activation.Name(), c.rule, got)
		}
	}
}

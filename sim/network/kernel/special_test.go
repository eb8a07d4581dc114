package kernel

import (
	"math"
	"testing"
)

var (
	inf    = math.Inf(1)
	nan    = math.NaN()
	negNaN = math.Copysign(math.NaN(), -1) // what amd64 makes of 0·∞
	minus0 = math.Copysign(0, -1)
)

func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b
}

func TestSpecialValues(t *testing.T) {
	leaky := func(z float64) (float64, float64) { return LeakyReLU(z, 0.25) }
	for _, c := range []struct {
		name        string
		f           func(float64) (float64, float64)
		z, a, slope float64
	}{
		{"identity", Identity, -3, -3, 1},
		{"identity", Identity, nan, nan, 1},
		{"sigmoid", Sigmoid, 0, 0.5, 0.25},
		{"sigmoid", Sigmoid, minus0, 0.5, 0.25},
		{"sigmoid", Sigmoid, inf, 1, 0},
		{"sigmoid", Sigmoid, -inf, 0, 0},
		{"sigmoid", Sigmoid, nan, nan, nan},
		{"sigmoid", Sigmoid, negNaN, nan, nan},
		{"tanh", Tanh, 0, 0, 1},
		{"tanh", Tanh, minus0, minus0, 1},
		{"tanh", Tanh, 5e-324, 5e-324, 1},
		{"tanh", Tanh, inf, 1, 0},
		{"tanh", Tanh, -inf, -1, 0},
		{"tanh", Tanh, nan, nan, nan},
		{"tanh", Tanh, negNaN, nan, nan},
		{"relu", ReLU, 2, 2, 1},
		{"relu", ReLU, 5e-324, 5e-324, 1},
		{"relu", ReLU, 0, 0, 0},
		{"relu", ReLU, minus0, 0, 0},
		{"relu", ReLU, -2, 0, 0},
		{"relu", ReLU, inf, inf, 1},
		{"relu", ReLU, -inf, 0, 0},
		{"relu", ReLU, nan, nan, 1},
		{"relu", ReLU, negNaN, nan, 1},
		{"leaky-relu", leaky, 2, 2, 1},
		{"leaky-relu", leaky, 0, 0, 0.25},
		{"leaky-relu", leaky, -2, -0.5, 0.25},
		{"leaky-relu", leaky, -inf, -inf, 0.25},
		{"leaky-relu", leaky, nan, nan, 1},
		{"leaky-relu", leaky, negNaN, nan, 1},
		{"elu", ELU, 0, 0, 1},
		{"elu", ELU, 3, 3, 1},
		{"elu", ELU, -1e-300, -1e-300, 1},
		{"elu", ELU, inf, inf, 1},
		{"elu", ELU, -inf, -1, 0},
		{"elu", ELU, nan, nan, nan},
		{"selu", SELU, 0, 0, 1.7580993408473768},
		{"selu", SELU, 1, 1.0507009873554805, 1.0507009873554805},
		{"selu", SELU, inf, inf, 1.0507009873554805},
		{"selu", SELU, -inf, -1.7580993408473768, 0},
		{"selu", SELU, nan, nan, nan},
		{"silu", SiLU, 0, 0, 0.5},
		{"silu", SiLU, inf, inf, 1},
		{"silu", SiLU, -inf, 0, 0},
		{"silu", SiLU, nan, nan, nan},
		{"gelu", GELU, 0, 0, 0.5},
		{"gelu", GELU, 12, 12, 1},
		{"gelu", GELU, inf, inf, 1},
		{"gelu", GELU, -inf, 0, 0},
		{"gelu", GELU, nan, nan, nan},
		{"gelu", GELU, negNaN, nan, nan},
		{"softplus", Softplus, 0, math.Ln2, 0.5},
		{"softplus", Softplus, 800, 800, 1},
		{"softplus", Softplus, inf, inf, 1},
		{"softplus", Softplus, -inf, 0, 0},
		{"softplus", Softplus, nan, nan, nan},
		{"softsign", Softsign, 0, 0, 1},
		{"softsign", Softsign, -3, -0.75, 0.0625},
		{"softsign", Softsign, inf, 1, 0},
		{"softsign", Softsign, -inf, -1, 0},
		{"softsign", Softsign, nan, nan, nan},
	} {
		a, slope := c.f(c.z)
		if !same(a, c.a) || !same(slope, c.slope) {
			t.Errorf("%s(%g) = %g with slope %g, want %g and %g", c.name, c.z, a, slope, c.a, c.slope)
		}
	}
}

// The functions over buffers must give what the functions of one number give.
func TestLanesEqualSingle(t *testing.T) {
	z := []Lanes{{0, -1, 2, nan}, {inf, -inf, 30, -800}, {1e-310, -1e-9, 0.1, minus0}}
	a, slope := make([]Lanes, len(z)), make([]Lanes, len(z))
	for name, f := range map[string]struct {
		lanes  func(a, slope, z []Lanes)
		single func(z float64) (float64, float64)
	}{
		"identity":   {IdentityLanes, Identity},
		"sigmoid":    {SigmoidLanes, Sigmoid},
		"tanh":       {TanhLanes, Tanh},
		"relu":       {ReLULanes, ReLU},
		"leaky-relu": {func(a, s, z []Lanes) { LeakyReLULanes(a, s, z, 0.3) }, func(z float64) (float64, float64) { return LeakyReLU(z, 0.3) }},
		"each":       {func(a, s, z []Lanes) { Each(a, s, z, GELU) }, GELU},
	} {
		f.lanes(a, slope, z)
		for i := range z {
			for lane, x := range z[i] {
				wantA, wantSlope := f.single(x)
				if !same(a[i][lane], wantA) || !same(slope[i][lane], wantSlope) {
					t.Errorf("%s(%g) in lane %d = %g with slope %g, want %g and %g", name, x, lane, a[i][lane], slope[i][lane], wantA, wantSlope)
				}
			}
		}
	}
}

// These bits were computed once, without fused multiply-add; a machine or a
// compiler that rounds otherwise is caught here.
func TestKnownBits(t *testing.T) {
	sum := func(f func(float64) float64) (bits uint64) {
		for i := range 4001 {
			bits = bits*0x9e3779b97f4a7c15 + math.Float64bits(f(float64(i-2000)*0.0123))
		}
		return bits
	}
	first := func(f func(float64) (float64, float64)) func(float64) float64 {
		return func(z float64) float64 { a, _ := f(z); return a }
	}
	second := func(f func(float64) (float64, float64)) func(float64) float64 {
		return func(z float64) float64 { _, slope := f(z); return slope }
	}
	for _, c := range []struct {
		name string
		f    func(float64) float64
		want uint64
	}{
		{"sigmoid", first(Sigmoid), 0x5c9dc3c0f55ddb1b},
		{"sigmoid slope", second(Sigmoid), 0xf982cede7a963f34},
		{"tanh", first(Tanh), 0xd3c53a49476dc574},
		{"tanh slope", second(Tanh), 0xe3b35dc5d18c2b44},
		{"elu", first(ELU), 0x6dce7e6fca0eca8a},
		{"selu slope", second(SELU), 0x97910a874721a7ac},
		{"gelu", first(GELU), 0x8bce43b3519c6b70},
		{"gelu slope", second(GELU), 0x81a9a76674a8e386},
		{"silu", first(SiLU), 0x9cf5b66831e5fef1},
		{"silu slope", second(SiLU), 0x12c64c6fa0286dcf},
		{"softplus", first(Softplus), 0x6bfd2e1de4b4c909},
		{"softsign", first(Softsign), 0xba3fa3386de8802c},
	} {
		if got := sum(c.f); got != c.want {
			t.Errorf("%s: the bits of 4001 values sum to %#x, want %#x", c.name, got, c.want)
		}
	}
}

package kernel

import (
	"os"

	"golang.org/x/sys/cpu"
)

// hasFast reports whether the processor has what the kernels in assembly need,
// and nobody asked for the plain ones. Both give the same bits, so that this
// is nothing a run could depend on.
var hasFast = cpu.X86.HasAVX2 && cpu.X86.HasFMA && os.Getenv("NABLA_KERNELS") != "go" //nolint:forbidigo // it chooses between two ways to the same bits

// block is how many inputs are taken at a time: those of three strips and four
// rows of weights stay in the nearest cache.
const block = 256

func fastDense(z, x []Lanes, w, b []float64) bool {
	if !hasFast {
		return false
	}
	out := len(b)
	in := len(w) / out
	strips := len(z) / out
	_ = x[strips*in-1]
	start := &b[0]
	for at := 0; at < in; at += block {
		denseAVX2(&z[0][0], &x[at][0], &w[at], start, in, min(block, in-at), out, strips)
		start = nil
	}
	return true
}

func fastDenseBack(dx, slope, delta []Lanes, w []float64, out int) bool {
	if !hasFast {
		return false
	}
	in := len(w) / out
	strips := len(delta) / out
	_, _ = dx[strips*in-1], slope[strips*in-1]
	denseBackAVX2(&dx[0][0], &slope[0][0], &delta[0][0], &w[0], in, out, strips)
	return true
}

func fastDenseGradient(gw, gb []float64, delta, x []Lanes) bool {
	if !hasFast {
		return false
	}
	out := len(gb)
	in := len(gw) / out
	strips := len(delta) / out
	_ = x[strips*in-1]
	denseGradientAVX2(&gw[0], &gb[0], &delta[0][0], &x[0][0], in, out, strips)
	return true
}

func fastSigmoid(a, slope, z []Lanes) int {
	return fastEach(sigmoidAVX2, a, slope, z)
}

func fastTanh(a, slope, z []Lanes) int {
	return fastEach(tanhAVX2, a, slope, z)
}

func fastReLU(a, slope, z []Lanes) int {
	return fastEach(reluAVX2, a, slope, z)
}

// fastEach returns how many of z a kernel has done, 0 where there is none.
func fastEach(f func(a, slope, z *float64, n int) int, a, slope, z []Lanes) int {
	if !hasFast || len(z) == 0 {
		return 0
	}
	return f(&a[0][0], &slope[0][0], &z[0][0], len(z))
}

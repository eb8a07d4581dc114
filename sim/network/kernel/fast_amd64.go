package kernel

import (
	"os"

	"golang.org/x/sys/cpu"
)

// hasFast and hasWide report whether the processor has what the kernels in
// assembly need, AVX2 and AVX-512, and nobody asked for less: for the plain ones
// or those for AVX2. All give the same bits, so that this is nothing a run could
// depend on.
//
// Before VBMI, processors slow down where registers of AVX-512 are multiplied.
var (
	kernels = os.Getenv("NABLA_KERNELS") //nolint:forbidigo // it chooses between ways to the same bits
	hasFast = cpu.X86.HasAVX2 && cpu.X86.HasFMA && kernels != "go"
	hasWide = hasFast && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VBMI && kernels != "avx2"
)

// narrow is how many Lanes are too few for the wide kernels, which hold all their
// constants in registers first.
const narrow = 4

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

func fastReLU(a, slope, z []Lanes) bool {
	if !hasFast {
		return false
	}
	reluAVX2(&a[0][0], &slope[0][0], &z[0][0], len(z))
	return true
}

// nearSigmoid is [Sigmoid] until a number is far from 0 or none.
func nearSigmoid(a, slope, z []Lanes) int {
	switch {
	case !hasFast || len(z) == 0:
		return sigmoidGo(a, slope, z)
	case hasWide && len(z) >= narrow:
		return sigmoidAVX512(&a[0][0], &slope[0][0], &z[0][0], len(z))
	}
	return sigmoidAVX2(&a[0][0], &slope[0][0], &z[0][0], len(z))
}

// nearTanh is [Tanh] until a number is far from 0 or none.
func nearTanh(a, slope, z []Lanes) int {
	switch {
	case !hasFast || len(z) == 0:
		return tanhGo(a, slope, z)
	case hasWide && len(z) >= narrow:
		return tanhAVX512(&a[0][0], &slope[0][0], &z[0][0], len(z))
	}
	return tanhAVX2(&a[0][0], &slope[0][0], &z[0][0], len(z))
}

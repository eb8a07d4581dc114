// Generate writes the kernels for processors with AVX2 and FMA, and those over
// numbers for AVX-512 too:
//
//	go run . -out ../kernels_amd64.s -stubs ../kernels_amd64.go
//
// It is a module of its own, so that nabla itself does not depend on the
// assembler's generator. Each kernel does, in this order, what the plain Go
// function of the same name does with the same numbers: sums start where its
// sums start, run over the same index and are fused where it says math.FMA.
//
// # Where do I put X?
//
// One file per kind of kernel: the products of a layer in products.go and
// gradient.go, functions of one number in functions.go. What they share, loops
// over blocks of rows or strips, is in blocks.go.
package main

import (
	. "github.com/mmcloughlin/avo/build"
)

func main() {
	ConstraintExpr("amd64")
	dense()
	denseBack()
	denseGradient()
	for _, w := range []width{avx2, avx512} {
		sigmoid(w)
		tanh(w)
	}
	relu()
	Generate()
}

// Package kernel holds the arithmetic of a dense network: the three products
// of a layer (forward, backward, gradient) and the activation functions with
// their slopes.
//
// # Layout
//
// Samples travel four abreast. A [Lanes] is one unit's value for four samples,
// and a batch of B samples at a layer of n units is ⌈B/4⌉ strips of n Lanes:
//
//	value of (sample s, unit u) = buffer[s/Width*n + u][s%Width]
//
// A weight is thus read once and used for four samples, the four sums run
// side by side in registers, and each sample's sum is still taken in the order
// of the inputs, whatever the batch. The last strip of a batch that is no
// multiple of four has dead lanes. The products compute in them too; whoever
// owns the buffers keeps the dead lanes of a layer's inputs and of its δ at 0,
// so that they add nothing to a gradient.
//
// Only [nabla/sim/network] knows this layout; it may change here and there
// without anyone else noticing.
//
// # Several implementations, the same bits
//
// Everything is there in plain Go, which is the reference. On amd64 with AVX2 and
// FMA, assembly takes its place for the products and the commonest functions,
// chosen once at the start by what the processor has; where there is AVX-512, for
// sigmoid and tanh in its registers, twice as wide. With the environment variable
// NABLA_KERNELS=go there is no assembly, with NABLA_KERNELS=avx2 none for AVX-512.
// All give the same bits on every input (of a NaN, which one is left open), for
// they do the same operations in the same order: a sample
// is a lane of a vector, every sum runs over the same index from the same start, a product that is added to a sum is fused with it (math.FMA),
// and the four lanes of a gradient are added in pairs at the very end.
//
// The assembly is written by the program in the folder generate, a module of its
// own; after a change there, or in the order of a sum here:
//
//	cd generate && go run . -out ../kernels_amd64.s -stubs ../kernels_amd64.go -pkg kernel
//
// A kernel takes up to 4 units by 3 strips at a time, so that 12 sums, what is
// multiplied and one weight, read once and broadcast, fill the 16 registers.
//
// # The same bits everywhere
//
// The language lets a compiler fuse x*y+z into one rounding, and compilers for
// arm64 (and for amd64 from level v3 on) do so. Every product that is added to
// something is therefore fused on purpose, or written float64(x*y), which forbids
// it. For the same reason nothing here calls math.Exp or its like: what is made of
// eᶻ comes from [nabla/sim/elementary].
//
// # Where do I put X?
//
// What is done to whole layers number by number, and normalisation, is norm.go.
// A new activation or output function goes into functions.go, with its slope,
// or into smooth.go if it is made of eᶻ; a function that is not only one of
// networks goes into [nabla/sim/elementary]. A faster version of a product or
// function goes into generate and fast_amd64.go, beside the plain one, which
// stays as the reference it must equal. What knows of layers, losses or
// batches belongs in [nabla/sim/network].
package kernel

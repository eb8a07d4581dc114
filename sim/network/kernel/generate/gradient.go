package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// denseGradient is gw = Σ delta·xᵀ and gb = Σ delta, up to 4 units by 3 inputs at
// a time. The lanes of a sum are added when all strips are in it.
func denseGradient() {
	TEXT("denseGradientAVX2", NOSPLIT, "func(gw, gb, delta, x *float64, in, out, strips int)")
	Doc("denseGradientAVX2 is denseGradientGo.")
	Pragma("noescape")
	gw, gb, delta, units := param("gw"), param("gb"), param("delta"), param("out")
	xStride, wStride, dStride := scaled("in", 5), scaled("in", 3), scaled("out", 5)
	thrice := GP64()
	LEAQ(Mem{Base: wStride, Index: wStride, Scale: 2}, thrice)
	fours(units, func(tall int) {
		biasGradient(gb, delta, dStride, tall)
		inputs, xAt, to := param("in"), param("x"), copyOf(gw)
		threes(inputs, func(wide int) {
			sums := grid(tall, wide)
			for _, line := range sums {
				for _, sum := range line {
					VXORPD(sum, sum, sum)
				}
			}
			d, seen, n := copyOf(delta), copyOf(xAt), param("strips")
			one, inputsOf := YMM(), grid(1, wide)[0]
			times(n, func() {
				for v := range wide {
					VMOVUPD(Mem{Base: seen, Disp: v * lanes}, inputsOf[v])
				}
				for u := range tall {
					VMOVUPD(Mem{Base: d, Disp: u * lanes}, one)
					for v := range wide {
						VFMADD231PD(inputsOf[v], one, sums[u][v])
					}
				}
				ADDQ(dStride, d)
				ADDQ(xStride, seen)
			})
			for u := range tall {
				storeSums(sums[u], row(to, wStride, thrice, u))
			}
			ADDQ(U8(wide*lanes), xAt)
			ADDQ(U8(wide*number), to)
		})
		ADDQ(U8(tall*lanes), delta)
		switch tall {
		case 4:
			LEAQ(Mem{Base: gw, Index: wStride, Scale: 4}, gw)
		case 2:
			LEAQ(Mem{Base: gw, Index: wStride, Scale: 2}, gw)
		}
		ADDQ(U8(tall*number), gb)
	})
	VZEROUPPER()
	RET()
}

// biasGradient sums the δ of a block of units.
func biasGradient(gb, delta, dStride Register, tall int) {
	sums := grid(1, tall)[0]
	for _, sum := range sums {
		VXORPD(sum, sum, sum)
	}
	d, n := copyOf(delta), param("strips")
	times(n, func() {
		for u, sum := range sums {
			VADDPD(Mem{Base: d, Disp: u * lanes}, sum, sum)
		}
		ADDQ(dStride, d)
	})
	storeSums(sums, Mem{Base: gb})
}

// storeSums writes each vector's (l₀+l₁)+(l₂+l₃), one number after the other.
func storeSums(sums []VecVirtual, to Mem) {
	for len(sums) >= 2 {
		pair, high := YMM(), XMM()
		VHADDPD(sums[1], sums[0], pair)
		VEXTRACTF128(U8(1), pair, high)
		VADDPD(high, pair.AsX(), high)
		VMOVUPD(high, to)
		sums, to = sums[2:], to.Offset(2*number)
	}
	if len(sums) == 1 {
		pair, high := YMM(), XMM()
		VHADDPD(sums[0], sums[0], pair)
		VEXTRACTF128(U8(1), pair, high)
		VADDPD(high, pair.AsX(), high)
		VMOVSD(high, to)
	}
}

package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// dense is z = b + W·x over k of the in inputs, or z += W·x where b is nil: up to
// 4 units by 3 strips at a time, whose 12 sums stay in registers.
func dense() {
	TEXT("denseAVX2", NOSPLIT, "func(z, x, w, b *float64, in, k, out, strips int)")
	Doc("denseAVX2 adds the products with k of the in inputs to b or, where b is nil, to z.")
	Pragma("noescape")
	// What the inner loops do not need is read again, as there are few registers.
	z, x, strips := param("z"), param("x"), param("strips")
	xStride, wStride, zStride := scaled("in", 5), scaled("in", 3), scaled("out", 5)
	thrice := GP64()
	LEAQ(Mem{Base: wStride, Index: wStride, Scale: 2}, thrice)
	threes(strips, func(wide int) {
		units, zAt, wAt, bAt := param("out"), copyOf(z), param("w"), param("b")
		fours(units, func(tall int) {
			sums := grid(tall, wide)
			begin(sums, zAt, zStride, bAt)
			xAt, wRow, n := copyOf(x), copyOf(wAt), param("k")
			weight, seen := YMM(), grid(1, wide)[0]
			times(n, func() {
				for s := range wide {
					VMOVUPD(row(xAt, xStride, nil, s), seen[s])
				}
				for u := range tall {
					VBROADCASTSD(row(wRow, wStride, thrice, u), weight)
					for s := range wide {
						VFMADD231PD(seen[s], weight, sums[u][s])
					}
				}
				ADDQ(U8(lanes), xAt)
				ADDQ(U8(number), wRow)
			})
			for s := range wide {
				for u := range tall {
					VMOVUPD(sums[u][s], row(zAt, zStride, nil, s).Offset(u*lanes))
				}
			}
			ADDQ(U8(tall*lanes), zAt)
			switch tall {
			case 4:
				LEAQ(Mem{Base: wAt, Index: wStride, Scale: 4}, wAt)
			case 2:
				LEAQ(Mem{Base: wAt, Index: wStride, Scale: 2}, wAt)
			}
			advanceBias(bAt, tall)
		})
		for range wide {
			ADDQ(zStride, z)
			ADDQ(xStride, x)
		}
	})
	VZEROUPPER()
	RET()
}

// begin sets the sums to the biases or, where there are none, to what z holds.
func begin(sums [][]VecVirtual, z, zStride, b Register) {
	given, ready := label("given"), label("ready")
	TESTQ(b, b)
	JNZ(LabelRef(given))
	for u := range sums {
		for s := range sums[u] {
			VMOVUPD(row(z, zStride, nil, s).Offset(u*lanes), sums[u][s])
		}
	}
	JMP(LabelRef(ready))
	Label(given)
	for u := range sums {
		VBROADCASTSD(Mem{Base: b, Disp: u * number}, sums[u][0])
		for _, sum := range sums[u][1:] {
			VMOVAPD(sums[u][0], sum)
		}
	}
	Label(ready)
}

// advanceBias leaves a nil pointer as it is.
func advanceBias(b Register, units int) {
	none := label("none")
	TESTQ(b, b)
	JZ(LabelRef(none))
	ADDQ(U8(units*number), b)
	Label(none)
}

// denseBack is dx = (Wᵀ·delta) ⊙ slope, up to 4 inputs by 3 strips at a time.
func denseBack() {
	TEXT("denseBackAVX2", NOSPLIT, "func(dx, slope, delta, w *float64, in, out, strips int)")
	Doc("denseBackAVX2 is denseBackGo.")
	Pragma("noescape")
	dx, slope, delta, strips := param("dx"), param("slope"), param("delta"), param("strips")
	xStride, wStride, dStride := scaled("in", 5), scaled("in", 3), scaled("out", 5)
	threes(strips, func(wide int) {
		inputs, to, bent, wAt := param("in"), copyOf(dx), copyOf(slope), param("w")
		fours(inputs, func(tall int) {
			sums := grid(tall, wide)
			for _, line := range sums {
				for _, sum := range line {
					VXORPD(sum, sum, sum)
				}
			}
			dAt, column, n := copyOf(delta), copyOf(wAt), param("out")
			weight, seen := YMM(), grid(1, wide)[0]
			times(n, func() {
				for s := range wide {
					VMOVUPD(row(dAt, dStride, nil, s), seen[s])
				}
				for v := range tall {
					VBROADCASTSD(Mem{Base: column, Disp: v * number}, weight)
					for s := range wide {
						VFMADD231PD(seen[s], weight, sums[v][s])
					}
				}
				ADDQ(U8(lanes), dAt)
				ADDQ(wStride, column)
			})
			for s := range wide {
				for v := range tall {
					VMULPD(row(bent, xStride, nil, s).Offset(v*lanes), sums[v][s], sums[v][s])
					VMOVUPD(sums[v][s], row(to, xStride, nil, s).Offset(v*lanes))
				}
			}
			ADDQ(U8(tall*lanes), to)
			ADDQ(U8(tall*lanes), bent)
			ADDQ(U8(tall*number), wAt)
		})
		for range wide {
			ADDQ(xStride, dx)
			ADDQ(xStride, slope)
			ADDQ(dStride, delta)
		}
	})
	VZEROUPPER()
	RET()
}

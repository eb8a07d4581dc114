package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// The constants of elementary's reduction and polynomial.
const (
	log2e     = 1.4426950408889634
	ln2Hi     = 0x1.62e42feep-1
	ln2Lo     = 0x1.a39ef35793c76p-33
	wholePart = 0x1.8p52
	expNormal = -708
)

var bend = [...]float64{
	0x1.5555555555556p-3, 0x1.5555555555556p-5, 0x1.11111111109b4p-7, 0x1.6c16c16c15dcbp-10, 0x1.a01a01a7c3cc8p-13,
	0x1.a01a01a933e27p-16, 0x1.71de0daf9ff0ep-19, 0x1.27e4d4db44f00p-22, 0x1.af38a6c713195p-26, 0x1.1f7f185c1fd0ep-29,
}

var constants = map[uint64]Mem{}

// constant returns four copies of a number in memory.
func constant(value float64) Mem { return pattern(math.Float64bits(value)) }

// pattern returns four copies of 64 bits in memory.
func pattern(bits uint64) Mem {
	if m, ok := constants[bits]; ok {
		return m
	}
	m := GLOBL(label("constant"), RODATA|NOPTR)
	for i := range 4 {
		DATA(i*number, U64(bits))
	}
	constants[bits] = m
	return m
}

// function makes a kernel over n vectors that calls body for each. It returns how
// many are done: it stops before a vector for which body jumps to stop.
func function(name, doc string, body func(z VecVirtual, stop string) (a, slope Register)) {
	TEXT(name, NOSPLIT, "func(a, slope, z *float64, n int) int")
	Doc(doc)
	Pragma("noescape")
	to, bent, from, n := param("a"), param("slope"), param("z"), param("n")
	done := GP64()
	XORQ(done, done)
	again, stop := label("each"), label("stop")
	Label(again)
	CMPQ(done, n)
	JE(LabelRef(stop))
	z := YMM()
	VMOVUPD(Mem{Base: from}, z)
	a, slope := body(z, stop)
	VMOVUPD(a, Mem{Base: to})
	VMOVUPD(slope, Mem{Base: bent})
	ADDQ(U8(lanes), from)
	ADDQ(U8(lanes), to)
	ADDQ(U8(lanes), bent)
	INCQ(done)
	JMP(LabelRef(again))
	Label(stop)
	VZEROUPPER()
	Store(done, ReturnIndex(0))
	RET()
}

// unless jumps to stop if x ≥ least does not hold in all lanes; NaN fails it.
func unless(x Register, least float64, stop string) {
	const greaterOrEqual = 13 // GE_OS; in Intel's order: x ≥ least
	mask, bits := YMM(), GP32()
	VCMPPD(U8(greaterOrEqual), constant(least), x, mask)
	VMOVMSKPD(mask, bits)
	CMPL(bits, U8(15))
	JNE(LabelRef(stop))
}

// reduced is elementary.reduce and power: p and 2ᵏ with eˣ = (1+p)·2ᵏ.
func reduced(x VecVirtual) (p, power VecVirtual) {
	shifted, whole, r, product := YMM(), YMM(), YMM(), YMM()
	VMULPD(constant(log2e), x, shifted)
	VADDPD(constant(wholePart), shifted, shifted)
	VSUBPD(constant(wholePart), shifted, whole)
	VMULPD(constant(ln2Hi), whole, product)
	VSUBPD(product, x, r)
	VMULPD(constant(ln2Lo), whole, product)
	VSUBPD(product, r, r)
	p = bent(r)
	VADDPD(p, r, p)
	power = YMM()
	VPADDQ(pattern(1023), shifted, power)
	VPSLLQ(U8(52), power, power)
	return p, power
}

// bent is elementary.bend, term by term.
func bent(r VecVirtual) VecVirtual {
	r2, r4 := YMM(), YMM()
	VMULPD(r, r, r2)
	VMULPD(r2, r2, r4)
	line := func(low, high float64) VecVirtual { // low + high·r
		v := YMM()
		VMULPD(constant(high), r, v)
		VADDPD(constant(low), v, v)
		return v
	}
	cubic := func(q []float64) VecVirtual { // (q₀+q₁r) + (q₂+q₃r)r²
		low, high := line(q[0], q[1]), line(q[2], q[3])
		VMULPD(r2, high, high)
		VADDPD(high, low, low)
		return low
	}
	top := line(bend[8], bend[9])
	VMULPD(r4, top, top)
	middle := cubic(bend[4:8])
	VADDPD(top, middle, middle)
	VMULPD(r4, middle, middle)
	all := cubic(bend[:4])
	VADDPD(middle, all, all)
	VMULPD(r, all, all)
	VADDPD(constant(0.5), all, all)
	VMULPD(r2, all, all)
	return all
}

// sigmoid is elementary.SigmoidSlope where −|z| ≥ expNormal.
func sigmoid() {
	function("sigmoidAVX2", "sigmoidAVX2 is sigmoidGo until a number is far from 0 or none.", func(z VecVirtual, stop string) (a, slope Register) {
		below := YMM()
		VORPD(pattern(1<<63), z, below)
		unless(below, expNormal, stop)
		p, s := reduced(below)
		t, n, large, small := YMM(), YMM(), YMM(), YMM()
		VMULPD(p, s, t)
		VADDPD(t, s, t)
		VADDPD(constant(1), t, n)
		VMOVUPD(constant(1), large)
		VDIVPD(n, large, large)
		VDIVPD(n, t, small)
		bend, value := YMM(), YMM()
		VMULPD(large, small, bend)
		VBLENDVPD(z, small, large, value) // by the sign of z
		return value, bend
	})
}

// tanh is elementary.TanhSlope where −2|z| ≥ expNormal.
func tanh() {
	function("tanhAVX2", "tanhAVX2 is tanhGo until a number is far from 0 or none.", func(z VecVirtual, stop string) (a, slope Register) {
		below, size := YMM(), YMM()
		VANDNPD(z, fill(1<<63), size)
		VMULPD(constant(-2), size, below)
		unless(below, expNormal, stop)
		p, s := reduced(below)
		sp, t, m, n := YMM(), YMM(), YMM(), YMM()
		VMULPD(p, s, sp)
		VADDPD(sp, s, t)
		VMOVUPD(constant(1), m)
		VSUBPD(s, m, m)
		VSUBPD(sp, m, m)
		VMOVUPD(constant(2), n)
		VSUBPD(m, n, n)
		value, sign, bend, square := YMM(), YMM(), YMM(), YMM()
		VDIVPD(n, m, value)
		VANDPD(pattern(1<<63), z, sign)
		VORPD(sign, value, value)
		VMULPD(constant(4), t, bend)
		VMULPD(n, n, square)
		VDIVPD(square, bend, bend)
		return value, bend
	})
}

// fill returns a register with four copies of 64 bits.
func fill(bits uint64) VecVirtual {
	v := YMM()
	VMOVUPD(pattern(bits), v)
	return v
}

// relu is reluGo.
func relu() {
	function("reluAVX2", "reluAVX2 is reluGo.", func(z VecVirtual, _ string) (a, slope Register) {
		const lessOrEqual = 2 // LE_OS; in Intel's order: z ≤ 0
		mask, value, bend := YMM(), YMM(), YMM()
		VCMPPD(U8(lessOrEqual), constant(0), z, mask)
		VANDNPD(z, mask, value)
		VANDNPD(constant(1), mask, bend)
		return value, bend
	})
}

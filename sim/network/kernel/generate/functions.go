package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// The constants of the exponential, as in exponential.go.
const (
	log2e     = 1.4426950408889634
	ln2Hi     = 0x1.62e42feep-1
	ln2Lo     = 0x1.a39ef35793c76p-33
	wholePart = 0x1.8p52
	least     = -708
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

// unless jumps to stop if x ≥ bound does not hold in all lanes; NaN fails it.
func unless(x Register, bound float64, stop string) {
	const greaterOrEqual = 13 // GE_OS; in Intel's order: x ≥ bound
	mask, bits := YMM(), GP32()
	VCMPPD(U8(greaterOrEqual), constant(bound), x, mask)
	VMOVMSKPD(mask, bits)
	CMPL(bits, U8(15))
	JNE(LabelRef(stop))
}

// powered is power: p and s with eˣ = s + s·p.
func powered(x VecVirtual) (p, s VecVirtual) {
	shifted, whole, r := fill(wholePart), YMM(), YMM()
	VFMADD231PD(constant(log2e), x, shifted)
	VSUBPD(constant(wholePart), shifted, whole)
	VMOVAPD(x, r)
	VFNMADD231PD(constant(ln2Hi), whole, r)
	VFNMADD231PD(constant(ln2Lo), whole, r)
	s = YMM()
	VPADDQ(pattern(1023), shifted, s)
	VPSLLQ(U8(52), s, s)

	r2, r4 := YMM(), YMM()
	VMULPD(r, r, r2)
	VMULPD(r2, r2, r4)
	line := func(from int) VecVirtual { // q₀ + q₁·r
		v := fill(bend[from])
		VFMADD231PD(constant(bend[from+1]), r, v)
		return v
	}
	cubic := func(from int) VecVirtual { // (q₀+q₁r) + (q₂+q₃r)r²
		low, high := line(from), line(from+2)
		VFMADD231PD(r2, high, low)
		return low
	}
	q, middle, top := cubic(0), cubic(4), line(8)
	VFMADD231PD(r4, top, middle)
	VFMADD231PD(r4, middle, q)
	p = fill(0.5)
	VFMADD231PD(r, q, p)
	VFMADD213PD(r, r2, p)
	return p, s
}

// sigmoid is Sigmoid where −|z| ≥ least.
func sigmoid() {
	function("sigmoidAVX2", "sigmoidAVX2 is Sigmoid until a number is far from 0 or none.", func(z VecVirtual, stop string) (a, slope Register) {
		below := YMM()
		VORPD(pattern(1<<63), z, below)
		unless(below, least, stop)
		p, s := powered(below)
		n, large, small, value := YMM(), fill(1), YMM(), YMM()
		VFMADD213PD(s, s, p) // t
		VADDPD(constant(1), p, n)
		VDIVPD(n, large, large)
		VMULPD(large, p, small)
		VBLENDVPD(z, small, large, value) // by the sign of z
		VMULPD(large, small, small)
		return value, small
	})
}

// tanh is Tanh where −2|z| ≥ least.
func tanh() {
	function("tanhAVX2", "tanhAVX2 is Tanh until a number is far from 0 or none.", func(z VecVirtual, stop string) (a, slope Register) {
		below, sign := YMM(), YMM()
		VORPD(pattern(1<<63), z, below)
		VADDPD(below, below, below)
		unless(below, least, stop)
		p, s := powered(below)
		m, n, inverse := fill(1), YMM(), fill(1)
		VSUBPD(s, m, m)
		VFNMADD231PD(p, s, m)
		VFMADD213PD(s, s, p) // t
		VADDPD(constant(1), p, n)
		VDIVPD(n, inverse, inverse)
		VMULPD(inverse, m, m)
		VANDPD(pattern(1<<63), z, sign)
		VORPD(sign, m, m)
		VMULPD(constant(4), p, p)
		VMULPD(inverse, inverse, inverse)
		VMULPD(inverse, p, p)
		return m, p
	})
}

// fill returns a register with four copies of a number.
func fill(value float64) VecVirtual {
	v := YMM()
	VMOVUPD(constant(value), v)
	return v
}

// relu is ReLU.
func relu() {
	function("reluAVX2", "reluAVX2 is ReLU.", func(z VecVirtual, _ string) (a, slope Register) {
		const lessOrEqual = 2 // LE_OS; in Intel's order: z ≤ 0
		mask, value, bend := YMM(), YMM(), YMM()
		VCMPPD(U8(lessOrEqual), constant(0), z, mask)
		VANDNPD(z, mask, value)
		VANDNPD(constant(1), mask, bend)
		return value, bend
	})
}

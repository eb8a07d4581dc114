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

// signBit is that of a float64, exponentBias the exponent of 1.
const (
	signBit      = 1 << 63
	exponentBias = 1023
)

var bend = [...]float64{
	0x1.5555555555556p-3, 0x1.5555555555556p-5, 0x1.11111111109b4p-7, 0x1.6c16c16c15dcbp-10, 0x1.a01a01a7c3cc8p-13,
	0x1.a01a01a933e27p-16, 0x1.71de0daf9ff0ep-19, 0x1.27e4d4db44f00p-22, 0x1.af38a6c713195p-26, 0x1.1f7f185c1fd0ep-29,
}

var constants = map[uint64]Mem{}

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

// width is what differs between the registers that a kernel over numbers uses.
type width struct {
	suffix string // of the kernel's name
	lanes  int    // kernel.Lanes that a register holds
	vector func() VecVirtual
	held   map[uint64]VecVirtual // constants for which there are registers enough
}

var (
	avx2   = width{suffix: "AVX2", lanes: 1, vector: YMM}
	avx512 = width{suffix: "AVX512", lanes: 2, vector: ZMM, held: map[uint64]VecVirtual{}}
)

// hold loads the constants of a kernel before its loop.
func (w width) hold() {
	clear(w.held)
	bits := []uint64{signBit, exponentBias}
	for _, value := range append([]float64{log2e, wholePart, ln2Hi, ln2Lo, least, 0.5, 1, 4}, bend[:]...) {
		bits = append(bits, math.Float64bits(value))
	}
	for _, b := range bits {
		w.held[b] = ZMM()
		VBROADCASTSD(pattern(b), w.held[b])
	}
}

// constant returns copies of a number.
func (w width) constant(value float64) Op { return w.bits(math.Float64bits(value)) }

// bits returns copies of 64 bits.
func (w width) bits(bits uint64) Op {
	if v, ok := w.held[bits]; ok {
		return v
	}
	return pattern(bits)
}

// fill returns a register with copies of a number.
func (w width) fill(value float64) VecVirtual {
	v := w.vector()
	VMOVUPD(w.constant(value), v)
	return v
}

// function makes a kernel over n Lanes that calls body for each register full. It
// returns how many Lanes are done: it stops before those for which body jumps to
// stop. What is beyond the last of an odd number of Lanes is read as 0.
func (w width) function(name, doc string, body func(z VecVirtual, stop string) (a, slope Register)) {
	TEXT(name+w.suffix, NOSPLIT, "func(a, slope, z *float64, n int) int")
	Doc(name + w.suffix + doc)
	Pragma("noescape")
	to, bent, from, n := param("a"), param("slope"), param("z"), param("n")
	done := GP64()
	XORQ(done, done)
	again, stop := label("each"), label("stop")
	live := K()
	if w.lanes == 2 {
		all := GP32()
		MOVL(U32(1<<(2*4)-1), all)
		KMOVW(all, live)
		w.hold()
	}
	Label(again)
	z := w.vector()
	if w.lanes == 1 {
		CMPQ(done, n)
		JE(LabelRef(stop))
		VMOVUPD(Mem{Base: from}, z)
	} else {
		left, half, whole := GP64(), GP32(), label("whole")
		MOVQ(n, left)
		SUBQ(done, left)
		JZ(LabelRef(stop))
		CMPQ(left, U8(1))
		JNE(LabelRef(whole))
		MOVL(U32(1<<4-1), half)
		KMOVW(half, live)
		Label(whole)
		VMOVUPD_Z(Mem{Base: from}, live, z)
	}
	a, slope := body(z, stop)
	if w.lanes == 1 {
		VMOVUPD(a, Mem{Base: to})
		VMOVUPD(slope, Mem{Base: bent})
		INCQ(done)
	} else {
		VMOVUPD(a, live, Mem{Base: to})
		VMOVUPD(slope, live, Mem{Base: bent})
		ADDQ(U8(2), done)
		CMPQ(done, n)
		CMOVQGT(n, done)
	}
	step := U32(w.lanes * lanes)
	ADDQ(step, from)
	ADDQ(step, to)
	ADDQ(step, bent)
	JMP(LabelRef(again))
	Label(stop)
	VZEROUPPER()
	Store(done, ReturnIndex(0))
	RET()
}

// unless jumps to stop if x ≥ bound does not hold in all lanes; NaN fails it.
func (w width) unless(x Register, bound float64, stop string) {
	const (
		greaterOrEqual = 13 // GE_OS; in Intel's order: x ≥ bound
		not            = 9  // NGE_US, its opposite
	)
	if w.lanes == 2 {
		far := K()
		VCMPPD(U8(not), w.constant(bound), x, far)
		KORTESTW(far, far)
		JNZ(LabelRef(stop))
		return
	}
	mask, bits := YMM(), GP32()
	VCMPPD(U8(greaterOrEqual), w.constant(bound), x, mask)
	VMOVMSKPD(mask, bits)
	CMPL(bits, U8(15))
	JNE(LabelRef(stop))
}

// bySign is negative where z has the sign −, else positive.
func (w width) bySign(z, negative, positive VecVirtual) VecVirtual {
	value := w.vector()
	if w.lanes == 1 {
		VBLENDVPD(z, negative, positive, value)
		return value
	}
	below := K()
	VPMOVQ2M(z, below)
	VBLENDMPD(negative, positive, below, value)
	return value
}

// powered is reduce and bend: p and s with eˣ = s + s·p.
func (w width) powered(x VecVirtual) (p, s VecVirtual) {
	shifted, whole, r := w.fill(wholePart), w.vector(), w.vector()
	VFMADD231PD(w.constant(log2e), x, shifted)
	VSUBPD(w.constant(wholePart), shifted, whole)
	VMOVAPD(x, r)
	VFNMADD231PD(w.constant(ln2Hi), whole, r)
	VFNMADD231PD(w.constant(ln2Lo), whole, r)
	s = w.vector()
	VPADDQ(w.bits(exponentBias), shifted, s)
	VPSLLQ(U8(52), s, s)

	r2, r4 := w.vector(), w.vector()
	VMULPD(r, r, r2)
	VMULPD(r2, r2, r4)
	line := func(from int) VecVirtual { // q₀ + q₁·r
		v := w.fill(bend[from])
		VFMADD231PD(w.constant(bend[from+1]), r, v)
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
	p = w.fill(0.5)
	VFMADD231PD(r, q, p)
	VFMADD213PD(r, r2, p)
	return p, s
}

// sigmoid is Sigmoid where −|z| ≥ least.
func sigmoid(w width) {
	w.function("sigmoid", " is Sigmoid until a number is far from 0 or none.", func(z VecVirtual, stop string) (a, slope Register) {
		below := w.vector()
		VORPD(w.bits(signBit), z, below)
		w.unless(below, least, stop)
		p, s := w.powered(below)
		n, large, small := w.vector(), w.fill(1), w.vector()
		VFMADD213PD(s, s, p) // t
		VADDPD(w.constant(1), p, n)
		VDIVPD(n, large, large)
		VMULPD(large, p, small)
		value := w.bySign(z, small, large)
		VMULPD(large, small, small)
		return value, small
	})
}

// tanh is Tanh where −2|z| ≥ least.
func tanh(w width) {
	w.function("tanh", " is Tanh until a number is far from 0 or none.", func(z VecVirtual, stop string) (a, slope Register) {
		below, sign := w.vector(), w.vector()
		VORPD(w.bits(signBit), z, below)
		VADDPD(below, below, below)
		w.unless(below, least, stop)
		p, s := w.powered(below)
		m, n, inverse := w.fill(1), w.vector(), w.fill(1)
		VSUBPD(s, m, m)
		VFNMADD231PD(p, s, m)
		VFMADD213PD(s, s, p) // t
		VADDPD(w.constant(1), p, n)
		VDIVPD(n, inverse, inverse)
		VMULPD(inverse, m, m)
		VANDPD(w.bits(signBit), z, sign)
		VORPD(sign, m, m)
		VMULPD(w.constant(4), p, p)
		VMULPD(inverse, inverse, inverse)
		VMULPD(inverse, p, p)
		return m, p
	})
}

// relu is ReLU.
func relu() {
	avx2.function("relu", " is ReLU.", func(z VecVirtual, _ string) (a, slope Register) {
		const lessOrEqual = 2 // LE_OS; in Intel's order: z ≤ 0
		mask, value, bend := YMM(), YMM(), YMM()
		VCMPPD(U8(lessOrEqual), avx2.constant(0), z, mask)
		VANDNPD(z, mask, value)
		VANDNPD(avx2.constant(1), mask, bend)
		return value, bend
	})
}

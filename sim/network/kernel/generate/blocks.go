package main

import (
	"strconv"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// lanes and number are the sizes of kernel.Lanes and of a float64 in bytes.
const (
	lanes  = 32
	number = 8
)

var labels int

// label returns a new label.
func label(name string) string {
	labels++
	return name + strconv.Itoa(labels)
}

// threes calls body for blocks of 3, 2 or 1 until left is 0, so that a single one
// is taken only where there is but one in all: 4 are two blocks of 2. body must
// keep left.
func threes(left Register, body func(n int)) {
	again, two, one, next, done := label("block"), label("two"), label("one"), label("next"), label("done")
	Label(again)
	CMPQ(left, U8(2))
	JB(LabelRef(one))
	JE(LabelRef(two))
	CMPQ(left, U8(4))
	JE(LabelRef(two))
	body(3)
	SUBQ(U8(3), left)
	JMP(LabelRef(next))
	Label(two)
	body(2)
	SUBQ(U8(2), left)
	Label(next)
	JMP(LabelRef(again))
	Label(one)
	TESTQ(left, left)
	JZ(LabelRef(done))
	body(1)
	Label(done)
}

// fours calls body for blocks of 4, then one of 2 and one of 1 as is left.
func fours(left Register, body func(n int)) {
	four, two, one, done := label("four"), label("pair"), label("single"), label("end")
	Label(four)
	CMPQ(left, U8(4))
	JB(LabelRef(two))
	body(4)
	SUBQ(U8(4), left)
	JMP(LabelRef(four))
	Label(two)
	TESTQ(U32(2), left)
	JZ(LabelRef(one))
	body(2)
	Label(one)
	TESTQ(U32(1), left)
	JZ(LabelRef(done))
	body(1)
	Label(done)
}

// times runs body n times; n is at least 1 and is used up.
func times(n Register, body func()) {
	again := label("loop")
	Label(again)
	body()
	DECQ(n)
	JNZ(LabelRef(again))
}

// param loads a parameter into a register.
func param(name string) GPVirtual { return Load(Param(name), GP64()).(GPVirtual) }

// copyOf returns a register with the same value.
func copyOf(r Register) GPVirtual {
	c := GP64()
	MOVQ(r, c)
	return c
}

// scaled loads a parameter times a power of two.
func scaled(name string, shift uint8) GPVirtual {
	c := param(name)
	SHLQ(U8(shift), c)
	return c
}

// row is a place whole strides of bytes, 0 to 3, behind a base; thrice holds three
// of them.
func row(base, stride, thrice Register, n int) Mem {
	switch n {
	case 0:
		return Mem{Base: base}
	case 3:
		return Mem{Base: base, Index: thrice, Scale: 1}
	}
	return Mem{Base: base, Index: stride, Scale: uint8(n)}
}

// grid returns rows×columns vector registers.
func grid(rows, columns int) [][]VecVirtual {
	g := make([][]VecVirtual, rows)
	for r := range g {
		for range columns {
			g[r] = append(g[r], YMM())
		}
	}
	return g
}

package sim

import (
	"math"
	"strconv"
	"strings"
)

// Value is what a parameter is set to. It is immutable and comes from
// [Param.Parse], so that it is always one that its parameter accepts.
type Value struct {
	kind  Kind
	text  string
	nums  []float64
	words []string
}

// Kind returns the kind of parameter the value belongs to.
func (v Value) Kind() Kind { return v.kind }

// String returns the canonical text: what Parse reads back to the same value.
func (v Value) String() string { return v.text }

// Number returns the value of a Number parameter.
func (v Value) Number() float64 {
	v.must(Number)
	return v.nums[0]
}

// Whole returns the value of a Whole parameter.
func (v Value) Whole() int {
	v.must(Whole)
	return int(v.nums[0])
}

// Yes reports whether a YesNo parameter is set to yes.
func (v Value) Yes() bool {
	v.must(YesNo)
	return v.text == yes
}

// Numbers returns a copy of the value of a Numbers parameter.
func (v Value) Numbers() []float64 {
	v.must(Numbers)
	return append([]float64(nil), v.nums...)
}

// Wholes returns the value of a Wholes parameter.
func (v Value) Wholes() []int {
	v.must(Wholes)
	out := make([]int, len(v.nums))
	for i, n := range v.nums {
		out[i] = int(n)
	}
	return out
}

// Words returns a copy of the value of a Choices or Texts parameter.
func (v Value) Words() []string {
	if v.kind != Texts {
		v.must(Choices)
	}
	return append([]string(nil), v.words...)
}

// must panics when a value is read as another kind than it was declared with:
// that is a mistake in the experiment, not in what a person typed.
func (v Value) must(k Kind) {
	if v.kind != k {
		panic("sim: value " + strconv.Quote(v.text) + " read as another kind than its parameter declares")
	}
}

const (
	yes = "yes"
	no  = "no"
)

// FormatNumber writes a number with the fewest digits that read back to the
// same bits, with an exponent below 10⁻⁴ and from 10¹⁵ on: "0.02", "2500000.5",
// "1e-9".
func FormatNumber(x float64) string {
	var scratch [32]byte
	return string(AppendNumber(scratch[:0], x))
}

// AppendNumber appends what [FormatNumber] returns.
func AppendNumber(dst []byte, x float64) []byte {
	format := byte('g')
	if size := math.Abs(x); 1 <= size && size < 1e15 {
		format = 'f'
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, x, format, -1, 64)
	// No zero at the beginning of an exponent, which has two figures at least.
	if e := len(dst) - 4; e > start && dst[e] == 'e' && dst[e+2] == '0' {
		dst = append(dst[:e+2], dst[e+3])
	}
	return dst
}

func formatNumbers(nums []float64) string {
	parts := make([]string, len(nums))
	for i, n := range nums {
		parts[i] = FormatNumber(n)
	}
	return strings.Join(parts, ",")
}

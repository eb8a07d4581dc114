package kernel

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// needFast skips a test of the kernels in assembly where they are not in use.
func needFast(t *testing.T) {
	t.Helper()
	if !hasFast {
		t.Skip("this processor, or NABLA_KERNELS, leaves only the plain kernels")
	}
}

// awkward draws numbers as training makes them and, now and then, ones that it
// should not: none, infinite, subnormal, far, signed zeros.
func awkward() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.Float64Range(-3, 3), rapid.Float64Range(-3, 3), rapid.Float64Range(-800, 800),
		rapid.SampledFrom([]float64{
			0, math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1), 5e-324, -3e-310, 1e308, -1e308,
			354, -354, 354.1, 708, -708, math.Nextafter(708, 709), 1e-17, -1e-9,
		}),
	)
}

func lanesOf(t *rapid.T, n int) []Lanes {
	number := awkward()
	buffer := make([]Lanes, n)
	for i := range buffer {
		for lane := range Width {
			buffer[i][lane] = number.Draw(t, "number")
		}
	}
	return buffer
}

func sameLanes(t *rapid.T, what string, fast, plain []Lanes) {
	for i := range plain {
		for lane := range Width {
			if !same(fast[i][lane], plain[i][lane]) {
				t.Fatalf("%s of %d, lane %d: %x in assembly, %x in Go", what, i, lane, fast[i][lane], plain[i][lane])
			}
		}
	}
}

func sameNumbers(t *rapid.T, what string, fast, plain []float64) {
	for i := range plain {
		if !same(fast[i], plain[i]) {
			t.Fatalf("%s of %d: %x in assembly, %x in Go", what, i, fast[i], plain[i])
		}
	}
}

// Sizes on both sides of a block of inputs, too.
func sizes(t *rapid.T) (in, out, strips int) {
	in = rapid.OneOf(rapid.IntRange(1, 19), rapid.IntRange(block-2, block+2)).Draw(t, "in")
	return in, rapid.IntRange(1, 11).Draw(t, "out"), rapid.IntRange(1, 9).Draw(t, "strips")
}

func numbersOf(t *rapid.T, n int) []float64 {
	return rapid.SliceOfN(awkward(), n, n).Draw(t, "weights")
}

func TestFastProductsEqualPlainOnes(t *testing.T) {
	needFast(t)
	rapid.Check(t, func(t *rapid.T) {
		in, out, strips := sizes(t)
		w, b := numbersOf(t, in*out), numbersOf(t, out)
		x, slope, delta := lanesOf(t, strips*in), lanesOf(t, strips*in), lanesOf(t, strips*out)

		fast, plain := make([]Lanes, strips*out), make([]Lanes, strips*out)
		fastDense(fast, x, w, b)
		denseGo(plain, x, w, b)
		sameLanes(t, "z", fast, plain)

		fast, plain = make([]Lanes, strips*in), make([]Lanes, strips*in)
		fastDenseBack(fast, slope, delta, w, out)
		denseBackGo(plain, slope, delta, w, out)
		sameLanes(t, "δ", fast, plain)

		fastW, fastB := make([]float64, in*out), make([]float64, out)
		plainW, plainB := make([]float64, in*out), make([]float64, out)
		fastDenseGradient(fastW, fastB, delta, x)
		denseGradientGo(plainW, plainB, delta, x)
		sameNumbers(t, "∂L/∂W", fastW, plainW)
		sameNumbers(t, "∂L/∂b", fastB, plainB)
	})
}

func TestFastFunctionsEqualPlainOnes(t *testing.T) {
	needFast(t)
	wide := hasWide
	defer func() { hasWide = wide }()
	for name, f := range map[string]struct {
		lanes func(a, slope, z []Lanes)
		one   func(z float64) (a, slope float64)
	}{
		"sigmoid": {SigmoidLanes, Sigmoid},
		"tanh":    {TanhLanes, Tanh},
		"relu":    {ReLULanes, ReLU},
	} {
		for _, hasWide = range []bool{false, wide} {
			t.Run(fmt.Sprintf("%s/wide=%t", name, hasWide), func(t *testing.T) {
				rapid.Check(t, func(t *rapid.T) { checkLanes(t, f.lanes, f.one) })
			})
		}
	}
}

// checkLanes compares a function over Lanes with that of one number. Beyond its
// buffers it must not write.
func checkLanes(t *rapid.T, lanes func(a, slope, z []Lanes), one func(z float64) (a, slope float64)) {
	guard := Lanes{-7.5, -7.5, -7.5, -7.5}
	z := lanesOf(t, rapid.IntRange(0, 9).Draw(t, "n"))
	a, slope := make([]Lanes, len(z)+1), make([]Lanes, len(z)+1)
	a[len(z)], slope[len(z)] = guard, guard
	lanes(a[:len(z)], slope[:len(z)], z)
	for i := range z {
		for lane, x := range z[i] {
			wantA, wantSlope := one(x)
			if !same(a[i][lane], wantA) || !same(slope[i][lane], wantSlope) {
				t.Fatalf("of %x: %x, slope %x; want %x, %x", x, a[i][lane], slope[i][lane], wantA, wantSlope)
			}
		}
	}
	if a[len(z)] != guard || slope[len(z)] != guard {
		t.Fatal("written beyond a buffer")
	}
}

// Beyond its buffers a kernel must not write.
func TestFastProductsKeepToTheirBuffers(t *testing.T) {
	needFast(t)
	const guard = -7.5
	for in := 1; in <= 7; in++ {
		for out := 1; out <= 7; out++ {
			for strips := 1; strips <= 5; strips++ {
				fill := func(n int) []Lanes {
					buffer := make([]Lanes, n+1)
					buffer[n] = Lanes{guard, guard, guard, guard}
					return buffer
				}
				z, dx := fill(strips*out), fill(strips*in)
				w, gb := make([]float64, in*out+1), make([]float64, out+1)
				w[in*out], gb[out] = guard, guard
				fastDense(z[:strips*out], dx[:strips*in], w[:in*out], gb[:out])
				fastDenseBack(dx[:strips*in], make([]Lanes, strips*in), z[:strips*out], w[:in*out], out)
				fastDenseGradient(w[:in*out], gb[:out], z[:strips*out], dx[:strips*in])
				if z[strips*out][0] != guard || dx[strips*in][0] != guard || w[in*out] != guard || gb[out] != guard {
					t.Fatalf("in %d, out %d, strips %d: written beyond a buffer", in, out, strips)
				}
			}
		}
	}
}

package dataset

import (
	"math"
	"testing"

	"nabla/sim"
)

// The standard library's sine is the yardstick: another method (Cephes'
// polynomials, Payne and Hanek's reduction), by other people.
func TestSincosEqualsTheStandardLibrary(t *testing.T) {
	rnd := sim.NewRandom(1, 0)
	for _, reach := range []float64{1e-300, 1e-9, 0.1, 1, 4, 100, 1e6, 1e12, 1 << 50} {
		for range 2000 {
			x := rnd.Uniform(-reach, reach)
			sin, cos := sincos(x)
			s, c := math.Sincos(x)
			if math.Abs(sin-s) > 2.3e-16 || math.Abs(cos-c) > 2.3e-16 {
				t.Fatalf("sincos(%v) = %v, %v; the standard library has %v, %v", x, sin, cos, s, c)
			}
		}
	}
}

func TestSincosAtKnownAngles(t *testing.T) {
	root := math.Sqrt(0.5)
	for _, c := range []struct{ x, sin, cos float64 }{
		{0, 0, 1},
		{math.Pi / 6, 0.5, math.Sqrt(3) / 2},
		{math.Pi / 4, root, root},
		{math.Pi / 2, 1, 0},
		{math.Pi, 0, -1},
		{-math.Pi / 2, -1, 0},
		{3 * math.Pi / 4, root, -root},
		{-3 * math.Pi / 4, -root, -root},
	} {
		sin, cos := sincos(c.x)
		if math.Abs(sin-c.sin) > 2.3e-16 || math.Abs(cos-c.cos) > 2.3e-16 {
			t.Errorf("sincos(%v) = %v, %v; want %v, %v", c.x, sin, cos, c.sin, c.cos)
		}
	}
}

func TestSincosOfHugeNumbersStaysOnTheCircle(t *testing.T) {
	for _, x := range []float64{1e16, -3e20, 1e75, math.MaxFloat64} {
		sin, cos := sincos(x)
		if r := math.Hypot(sin, cos); math.Abs(r-1) > 1e-15 {
			t.Errorf("sincos(%v) = %v, %v, at %v from the origin", x, sin, cos, r)
		}
	}
}

package experiment

import (
	"math"

	"nabla/sim/landscape"
)

// modes are the eigenvalues of a Hessian, the lower first, and a unit
// eigenvector of the lower. That of the other is at right angles to it.
type modes struct {
	values [2]float64
	low    [2]float64
}

// newModes takes a symmetric matrix apart, given row by row.
func newModes(h [4]float64) modes {
	a, b, d := h[0], h[1], h[3]
	switch {
	case b == 0 && a <= d:
		return modes{values: [2]float64{a, d}, low: [2]float64{1, 0}}
	case b == 0:
		return modes{values: [2]float64{d, a}, low: [2]float64{0, 1}}
	}
	middle, half := float64(a/2)+float64(d/2), float64(a/2)-float64(d/2)
	radius := length([2]float64{half, b})
	// The eigenvector of the higher, of the two ways to write it the one in
	// which nothing cancels out.
	high := [2]float64{half + radius, b}
	if half < 0 {
		high = [2]float64{b, radius - half}
	}
	size := length(high)
	return modes{
		values: [2]float64{middle - radius, middle + radius},
		low:    [2]float64{-high[1] / size, high[0] / size},
	}
}

// along returns the eigenvector of the lower value, 0, or the higher, 1.
func (m *modes) along(i int) [2]float64 {
	if i == 0 {
		return m.low
	}
	return [2]float64{m.low[1], -m.low[0]}
}

// size returns the larger of the eigenvalues' absolute values, NaN for NaN.
func (m *modes) size() float64 { return max(math.Abs(m.values[0]), math.Abs(m.values[1])) }

// straight reports whether there is no curvature along an eigenvector, as far
// as numbers can tell.
func (m *modes) straight(i int) bool { return math.Abs(m.values[i]) <= float64(flatness*m.size()) }

// place tells what a point is by the signs of the curvature there.
func (m *modes) place() Place {
	switch {
	case m.straight(0) || m.straight(1):
		return FlatPlace
	case m.values[0] > 0:
		return AnyMinimum
	case m.values[1] < 0:
		return AtMaximum
	}
	return AtSaddle
}

// bowl is a quadratic, which has one Hessian everywhere.
type bowl struct{ modes }

// newBowl returns the quadratic that the surface is, nil if it is none: if its
// gradient is not, at points all over the range and far around it, that of a
// quadratic to a part in 10⁹.
func newBowl(t *landscape.Terrain) *bowl {
	const points, digits = 32, 1e-9
	f := t.Formula()
	x, y := t.Range()
	corner := [2]float64{x.Lo, y.Lo}
	var slope, here [2]float64
	var hessian, second [4]float64
	f.Gradient(corner[:], slope[:])
	f.Hessian(corner[:], hessian[:])
	for i := range points {
		// Points that lie on no line: multiples of the golden ratio and of its
		// square, every other one far outside.
		share := float64(i + 1)
		scale := 1.0
		if i%2 == 1 {
			scale = 1000
		}
		away := [2]float64{
			scale * (x.Hi - x.Lo) * fraction(float64(share*0.6180339887498949)),
			scale * (y.Hi - y.Lo) * fraction(float64(share*0.3819660112501051)+0.5),
		}
		at := [2]float64{corner[0] + away[0], corner[1] + away[1]}
		f.Gradient(at[:], here[:])
		f.Hessian(at[:], second[:])
		for k := range hessian {
			if !(math.Abs(second[k]-hessian[k]) <= float64(digits*math.Abs(hessian[k]))) {
				return nil
			}
		}
		for k := range slope {
			want := slope[k] + dot([2]float64{hessian[2*k], hessian[2*k+1]}, away)
			if !(math.Abs(here[k]-want) <= float64(digits*(math.Abs(slope[k])+math.Abs(want)+math.Abs(want-slope[k])))) {
				return nil
			}
		}
	}
	return &bowl{newModes(hessian)}
}

func fraction(x float64) float64 { return x - math.Floor(x) }

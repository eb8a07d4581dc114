package experiment

import (
	"math"

	"nabla/sim/landscape"
	"nabla/sim/minimizer"
)

// place tells what a level point is by the signs of the curvature there.
func place(m *minimizer.Modes) Place {
	switch {
	case m.Straight(0) || m.Straight(1):
		return FlatPlace
	case m.Values[0] > 0:
		return AnyMinimum
	case m.Values[1] < 0:
		return AtMaximum
	}
	return AtSaddle
}

// curved returns the modes with the one curvature that there is along both
// eigenvectors: what counts on the floor of a valley, along which nothing pulls.
func curved(m minimizer.Modes) minimizer.Modes {
	switch {
	case m.Straight(0):
		m.Values[0] = m.Values[1]
	case m.Straight(1):
		m.Values[1] = m.Values[0]
	}
	return m
}

// bowl is a quadratic, which has one Hessian everywhere.
type bowl struct{ minimizer.Modes }

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
			float64(scale * (x.Hi - x.Lo) * fraction(float64(share*0.6180339887498949))),
			float64(scale * (y.Hi - y.Lo) * fraction(float64(share*0.3819660112501051)+0.5)),
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
			want := slope[k] + minimizer.Dot([2]float64{hessian[2*k], hessian[2*k+1]}, away)
			if !(math.Abs(here[k]-want) <= float64(digits*(math.Abs(slope[k])+math.Abs(want)+math.Abs(want-slope[k])))) {
				return nil
			}
		}
	}
	return &bowl{minimizer.NewModes(hessian)}
}

func fraction(x float64) float64 { return x - math.Floor(x) }

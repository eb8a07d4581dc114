package dataset

import (
	"math"

	"nabla/sim"
	"nabla/sim/elementary"
)

// field is half the side of the square that plane and multi-gauss cover.
const field = 6

func plane(samples int, noise float64, rnd *sim.Random) *Set {
	return surface("plane", samples, noise, rnd, []string{"x1", "x2"}, field,
		func(x []float64) float64 { return (x[0] + x[1]) / 10 })
}

// multiGauss is, at each place, the highest of six cones in absolute value.
// Each falls from ±1 at its centre to 0 at a distance of 2.
func multiGauss(samples int, noise float64, rnd *sim.Random) *Set {
	cones := [...]struct{ x, y, height float64 }{
		{-4, 2.5, 1},
		{0, 2.5, -1},
		{4, 2.5, 1},
		{-4, -2.5, -1},
		{0, -2.5, 1},
		{4, -2.5, -1},
	}
	return surface("multi-gauss", samples, noise, rnd, []string{"x1", "x2"}, field,
		func(x []float64) float64 {
			highest := 0.0
			for _, c := range cones {
				dx, dy := x[0]-c.x, x[1]-c.y
				far := math.Sqrt(float64(dx*dx) + float64(dy*dy))
				height := float64(c.height * max(0, 1-float64(far/2)))
				if math.Abs(height) > math.Abs(highest) {
					highest = height
				}
			}
			return highest
		})
}

func sine(samples int, noise float64, rnd *sim.Random) *Set {
	return surface("sine", samples, noise, rnd, []string{"x1"}, math.Pi,
		func(x []float64) float64 {
			s := elementary.Sin(x[0])
			return s
		})
}

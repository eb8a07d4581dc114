package dataset

import (
	"math"

	"nabla/sim"
	"nabla/sim/elementary"
)

// radius is the outer radius of the sets with TensorFlow Playground's geometry.
const radius = 5

func xor(samples int, noise float64, rnd *sim.Random) *Set {
	return scatter("xor", samples, noise, rnd, func(i int) (x, y float64, class int) {
		a, b := i>>1&1, i&1
		return float64(a), float64(b), a ^ b
	})
}

// circle draws the radius evenly, so that points are denser towards the middle.
func circle(samples int, noise float64, rnd *sim.Random) *Set {
	return scatter("circle", samples, radius*noise, rnd, func(i int) (x, y float64, class int) {
		from, to := 0.7*radius, 1.0*radius
		if class = i & 1; class == 1 {
			from, to = 0, 0.5*radius
		}
		r := rnd.Uniform(from, to)
		x, y = onCircle(r, rnd.Uniform(0, turn))
		return x, y, class
	})
}

func gauss(samples int, noise float64, rnd *sim.Random) *Set {
	const centre = 2
	spread := math.Sqrt(0.5)
	return scatter("gauss", samples, radius*noise, rnd, func(i int) (x, y float64, class int) {
		class = i & 1
		c := float64(centre * (2*class - 1))
		x = c + float64(spread*rnd.Norm())
		y = c + float64(spread*rnd.Norm())
		return x, y, class
	})
}

// spiral has its arms begin together at the origin, as the Playground has: the
// first sample of each is the same point in two classes.
func spiral(samples int, noise float64, rnd *sim.Random) *Set {
	const turns = 1.75
	return scatter("spiral", samples, radius*noise, rnd, func(i int) (x, y float64, class int) {
		class = i & 1
		along := float64(i-class) / float64(samples) // 0 … 1
		angle := float64(along * (turns * turn))
		if class == 0 {
			angle += math.Pi
		}
		x, y = onCircle(radius*along, angle)
		return x, y, class
	})
}

func moons(samples int, noise float64, rnd *sim.Random) *Set {
	return scatter("moons", samples, noise, rnd, func(i int) (x, y float64, class int) {
		class = i & 1
		angle := 0.0
		if n := (samples + 1 - class) / 2; n > 1 { // points on this moon
			angle = math.Pi * (float64(i/2) / float64(n-1))
		}
		s, c := elementary.Sincos(angle)
		if class == 1 {
			return 1 - c, 0.5 - s, class
		}
		return c, s, class
	})
}

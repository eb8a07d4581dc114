package experiment

import "nabla/sim"

// outOfTheWay is how many widths of the domain away a ball that diverges has been
// seen to go.
const outOfTheWay = 100

// Rests reports whether there is nothing new to come: each ball has come to rest, or
// has diverged and is far away. Where noise keeps the balls moving it never is.
func (d *Descent) Rests() bool {
	if d.Noise() > 0 {
		return false
	}
	for i := range d.balls {
		if !d.gone(&d.balls[i]) {
			return false
		}
	}
	return true
}

// gone reports whether a ball has come to its end.
func (d *Descent) gone(b *Ball) bool {
	switch b.status.Outcome {
	case sim.Converged, sim.Stuck:
		return true
	case sim.Diverged:
		lo, hi := d.Domain()
		away := float64(outOfTheWay * (hi - lo))
		return !finite(b.F) || !finite(b.Slope) || !(lo-away <= b.W && b.W <= hi+away)
	case sim.Running, sim.Zigzagging, sim.Stopped:
	}
	return false
}

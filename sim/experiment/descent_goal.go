package experiment

import "nabla/sim/landscape"

// Domain returns the range worth drawing: the curve's good range, widened to
// hold every start.
func (d *Descent) Domain() (lo, hi float64) {
	lo, hi = d.curve.Range()
	margin := (hi - lo) / 20
	for _, w := range d.starts {
		if w < lo {
			lo = w - margin
		}
		if w > hi {
			hi = w + margin
		}
	}
	return lo, hi
}

// Goals returns the stationary points that balls seek: the minima, or the maxima
// where the goal is to climb. They are in order of w; a new slice each time.
func (d *Descent) Goals() []landscape.Point {
	var goals []landscape.Point
	for _, p := range d.points {
		if p.Kind == d.Sought() {
			goals = append(goals, p)
		}
	}
	return goals
}

// Basin returns which of the goals a ball ends at that is dropped at w with
// step size rate, −1 for none within 1000 steps; noise left out. It costs as many
// steps as that takes. Where f is level, a ball has come to its end without a goal:
// that is [BasinLevel].
func (d *Descent) Basin(w, rate float64) int {
	basin, _ := d.basin(w, rate)
	return basin
}

// BasinLevel stands for a start from which a ball ends on a level stretch of what
// is sought, which has no point of its own.
const BasinLevel = -3

func (d *Descent) basin(w, rate float64) (basin, steps int) {
	b := Ball{Rate: rate, Start: w, W: w, quiet: true}
	d.prepare(&b)
	for steps = range 1000 {
		if point, near := d.nearest(b.W); near && d.settles(&b, point) {
			return d.goal(point.W), steps
		}
		next := d.rule.next(&b)
		if next == b.W && b.Slope == 0 {
			_, near := d.nearest(b.W)
			if _, level := d.floor(&b, near); level {
				return BasinLevel, steps
			}
		}
		if !finite(next) || next == b.W || d.far(&b) {
			break
		}
		d.advance(&b)
	}
	return -1, steps
}

// goal returns which of the goals lies at w.
func (d *Descent) goal(w float64) int {
	i := 0
	for _, p := range d.points {
		switch {
		case p.Kind != d.Sought():
			continue
		case p.W == w:
			return i
		}
		i++
	}
	return -1
}

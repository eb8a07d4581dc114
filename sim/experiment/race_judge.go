package experiment

import (
	"math"

	"nabla/sim"
	"nabla/sim/landscape"
	"nabla/sim/minimizer"
)

// How far a racer's state is judged by; [Racer.Status] says what each is for.
const (
	nearness  = 1e-6
	stillness = 1e-13
	faraway   = 1e6
	certainty = 1e-12 // by how much a factor must be above 1, relative to rounding
)

// judge decides how an optimiser fares.
func (r *Race) judge(b *Racer) sim.Status {
	if b.status.Outcome == sim.Diverged {
		return b.status
	}
	r.tip(b)
	switch {
	case !finite(b.F) || !finite(minimizer.Length(b.At)) || !finite(minimizer.Length(b.Gradient)):
		return sim.Status{Outcome: sim.Diverged, Step: r.step, Reason: r.fault(b.At)}
	case r.gone(b.At):
		return r.because(b, sim.Diverged, OutOfSight{})
	}
	if reason := r.escape(b); reason != nil {
		return sim.Status{Outcome: sim.Diverged, Step: r.step, Reason: reason}
	}
	if status := r.rest(b); status.Outcome != sim.Running {
		return status
	}
	switch {
	case b.turns < zigzags:
		return sim.Status{}
	case b.status.Outcome == sim.Zigzagging:
		return b.status
	}
	return sim.Status{Outcome: sim.Zigzagging, Step: r.step}
}

// because returns the status with this outcome for this reason: the present one
// if it says the same, so that an optimiser at rest costs no memory.
func (r *Race) because(b *Racer, outcome sim.Outcome, reason sim.Reason) sim.Status {
	if b.status.Outcome == outcome && b.status.Reason == reason {
		return b.status
	}
	return sim.Status{Outcome: outcome, Step: r.step, Reason: reason}
}

// gone reports whether the place is a million times the range away from it.
func (r *Race) gone(at [2]float64) bool {
	x, y := r.terrain.Range()
	for i, side := range [...]landscape.Interval{x, y} {
		away := float64(faraway * (side.Hi - side.Lo))
		if at[i] < side.Lo-away || at[i] > side.Hi+away {
			return true
		}
	}
	return false
}

// escape returns why an optimiser that has begun to move on a quadratic is
// certain never to arrive, nil if it is not.
func (r *Race) escape(b *Racer) sim.Reason {
	if r.bowl == nil || r.step == 0 {
		return nil
	}
	least := float64(certainty * minimizer.Length(b.Gradient))
	for i, factor := range b.factors {
		pull := math.Abs(minimizer.Dot(b.Gradient, r.bowl.Along(i)))
		switch {
		case pull <= least || factor == 0:
		case factor < -1-certainty:
			return GrowingZigzag{Factor: -factor}
		case factor > 1+certainty, r.bowl.Straight(i):
			return RunningAway{}
		}
	}
	return nil
}

// rest tells where an optimiser rests; the zero Status if it does not.
func (r *Race) rest(b *Racer) sim.Status {
	scale := max(1, math.Abs(b.At[0]), math.Abs(b.At[1]))
	near := nearness * scale
	still := minimizer.Length(b.moved)
	if still > near {
		b.resting = false
		return sim.Status{}
	}
	if b.resting && minimizer.Length([2]float64{b.At[0] - b.point[0], b.At[1] - b.point[1]}) <= near {
		return b.status
	}
	b.resting = false
	spot, hessian, ok := r.spotNear(b, near)
	ok = ok && !math.IsInf(spot.F, 0) // at a pole f has no bottom
	switch {
	case ok && spot.Place > AnyMinimum:
		b.resting, b.point = true, [2]float64{spot.X, spot.Y}
		if err := r.terrain.Formula().Check(b.point[:]); err != nil {
			return sim.Status{Outcome: sim.Stuck, Step: r.step, Reason: undefined(err, b.point[:]...)}
		}
		return r.because(b, sim.Stuck, spot)
	case ok && (b.Gradient == [2]float64{} || b.stable(curved(hessian))):
		b.resting, b.point = true, [2]float64{spot.X, spot.Y}
		return r.because(b, sim.Converged, spot)
	case !ok && r.step > 0 && still <= stillness*scale && !b.busy():
		return unmoved(b, r.step)
	}
	return sim.Status{}
}

// unmoved returns the status of an optimiser that does not get on. Its slope may
// change a little all the time, and is as it was when this was noticed.
func unmoved(b *Racer, step int) sim.Status {
	switch b.status.Reason.(type) {
	case Unmoved, GaveUp:
		return b.status
	}
	if b.method != nil && b.method.Ended() != minimizer.NotEnded {
		return sim.Status{Outcome: sim.Stuck, Step: step, Reason: GaveUp{Slope: b.GradientNorm()}}
	}
	return sim.Status{Outcome: sim.Stuck, Step: step, Reason: Unmoved{Slope: b.GradientNorm()}}
}

// spotNear returns the stationary point that is no further away than near, with
// the Hessian there (zero at a tip, which has none). Where the Hessian does not
// tell what it is, or is not to be trusted, values around the point do.
func (r *Race) spotNear(b *Racer, near float64) (AtSpot, minimizer.Modes, bool) {
	for i := range r.known.Minima {
		if m := &r.known.Minima[i]; m.Kink && minimizer.Length([2]float64{b.At[0] - m.X, b.At[1] - m.Y}) <= near {
			return newAtSpot(*m), minimizer.Modes{}, true
		}
	}
	point, hessian, ok := r.level(b.At, near)
	switch {
	case ok:
		point = [2]float64{snap(point[0], near), snap(point[1], near)}
	case b.Gradient == [2]float64{}: // by convention: there is no Hessian
		point, hessian = b.At, minimizer.Modes{}
	default:
		return AtSpot{}, minimizer.Modes{}, false
	}
	f := r.terrain.Formula()
	spot := AtSpot{X: point[0], Y: point[1], F: f.Eval(point[:]), Place: place(&hessian)}
	if spot.Place == FlatPlace || f.Check(point[:]) != nil {
		spot.Place = r.placeByValues(point)
	}
	return r.name(spot, near), hessian, true
}

// level follows Newton's method from the place to where the gradient is 0, if
// that is near. Where the curvature is none along an eigenvector, it goes along
// the other alone; then the gradient along the first must be none too.
func (r *Race) level(at [2]float64, near float64) (point [2]float64, hessian minimizer.Modes, ok bool) {
	f := r.terrain.Formula()
	point = at
	for range 8 {
		var slope [2]float64
		var second [4]float64
		f.Gradient(point[:], slope[:])
		f.Hessian(point[:], second[:])
		hessian = minimizer.NewModes(second)
		var step [2]float64
		for i, eigenvalue := range hessian.Values {
			along := hessian.Along(i)
			pull := minimizer.Dot(slope, along)
			switch {
			case !hessian.Straight(i):
				step[0] -= float64(pull / eigenvalue * along[0])
				step[1] -= float64(pull / eigenvalue * along[1])
			case !(math.Abs(pull) <= float64(certainty*hessian.Size())):
				return point, hessian, false
			}
		}
		point[0] += step[0]
		point[1] += step[1]
		if !(minimizer.Length([2]float64{point[0] - at[0], point[1] - at[1]}) <= near) {
			return point, hessian, false
		}
		if minimizer.Length(step) <= float64(stillness*near) {
			break
		}
	}
	return point, hessian, true
}

// name gives a spot the place, the value and the rank that are known of it.
func (r *Race) name(spot AtSpot, near float64) AtSpot {
	known := r.known.Maxima
	switch spot.Place {
	case AnyMinimum:
		known = r.known.Minima
	case AtSaddle:
		known = r.known.Saddles
	default:
	}
	for _, k := range known {
		if minimizer.Length([2]float64{spot.X - k.X, spot.Y - k.Y}) > near {
			continue
		}
		named := newAtSpot(k)
		if spot.Place != AnyMinimum {
			named.Place = spot.Place
		}
		return named
	}
	for _, k := range r.known.Minima {
		if spot.Place == AnyMinimum && k.Global && spot.F > k.F+float64(nearness*max(1, math.Abs(k.F))) {
			spot.Place = LocalMinimum
		}
	}
	return spot
}

// snap takes away what Newton's method leaves of a coordinate that is 0.
func snap(x, near float64) float64 {
	if math.Abs(x) <= near/1000 {
		return 0
	}
	return x
}

// newAtSpot returns the reason of an optimiser at a minimum of a named surface.
func newAtSpot(m landscape.Spot) AtSpot {
	place := LocalMinimum
	if m.Global {
		place = GlobalMinimum
	}
	return AtSpot{X: m.X, Y: m.Y, F: m.F, Place: place}
}

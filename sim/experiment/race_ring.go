package experiment

import (
	"math"

	"nabla/sim"
	"nabla/sim/elementary"
	"nabla/sim/minimizer"
)

// tip takes the gradient for 0 at a minimum where it is no number, as that of
// √(x² + y²) at the origin: it is 0 by convention at that of |x| + |y|.
func (r *Race) tip(b *Racer) {
	if !finite(b.F) || !finite(minimizer.Length(b.At)) || finite(minimizer.Length(b.Gradient)) {
		return
	}
	if b.resting && b.At == b.point || r.placeByValues(b.At) == AnyMinimum {
		b.Gradient = [2]float64{}
	}
}

// fault returns why an optimiser's numbers are not finite: the part of the
// formula that is to blame, as long as there is a place to blame it at.
func (r *Race) fault(at [2]float64) sim.Reason {
	if finite(at[0]) && finite(at[1]) {
		if err := r.terrain.Formula().Check(at[:]); err != nil {
			return undefined(err, at[:]...)
		}
	}
	return NotFinite{}
}

// placeByValues tells what a level place is by the values around it: a minimum
// if none is lower, a maximum if none is higher, and FlatPlace if there are both.
// Where all around is level to the last digit it is a minimum only if nothing in
// the range is lower, or any plateau would be one.
func (r *Race) placeByValues(at [2]float64) Place {
	around := r.around(at)
	switch {
	case around.lower && around.higher:
		return FlatPlace
	case around.higher:
		return AnyMinimum
	case around.lower:
		return AtMaximum
	case r.lowestInRange(around.f - around.tie):
		return AnyMinimum
	}
	return FlatPlace
}

// surroundings is what the values around a place are, compared to the one there.
type surroundings struct {
	f, tie        float64 // the value, and how far rounding may move it
	lower, higher bool
}

// around looks at the values on small rings around a place, on each of them at
// equal angles and then, as a gap between two walls may be narrow, for the lowest
// place in between.
func (r *Race) around(at [2]float64) surroundings {
	const angles, refinements = 64, 40
	s := r.surroundings(at)
	scale := max(1, math.Abs(at[0]), math.Abs(at[1]))
	for _, radius := range [...]float64{1e-6, 1e-5, 1e-4, 1e-3} {
		on := func(turns float64) float64 {
			sin, cos := elementary.Sincos(float64(2 * math.Pi * turns))
			return r.terrain.Formula().Eval([]float64{
				at[0] + float64(radius*scale*cos), at[1] + float64(radius*scale*sin),
			})
		}
		lowest, where := math.Inf(1), 0.0
		for i := range angles {
			turns := float64(i) / angles
			f := on(turns)
			s.note(f)
			if f < lowest {
				lowest, where = f, turns
			}
		}
		width := 1.0 / angles
		for range refinements {
			width = float64(width * 0.7)
			for _, turns := range [...]float64{where - width, where + width} {
				if f := on(turns); f < lowest {
					lowest, where = f, turns
				}
			}
		}
		s.note(lowest)
	}
	return s
}

// surroundings returns those of a place before anything around it has been seen.
// Rounding is taken to be that of the largest result on the way to f; x and y
// themselves are exact.
func (r *Race) surroundings(at [2]float64) surroundings {
	tape := r.terrain.Formula().NewTape()
	var slope [2]float64
	s := surroundings{f: tape.Gradient(at[:], slope[:])}
	for _, node := range tape.Nodes() {
		if len(node.Args) == 0 {
			continue
		}
		s.tie = max(s.tie, math.Abs(node.Value))
	}
	s.tie *= 0x1p-50
	return s
}

// note takes one more value into account. What is no number is not lower.
func (s *surroundings) note(f float64) {
	s.lower = s.lower || f < s.f-s.tie
	s.higher = s.higher || f > s.f+s.tie
}

// lowestInRange reports whether no value on a grid over the surface's range is
// below the bar.
func (r *Race) lowestInRange(bar float64) bool {
	const cells = 32
	x, y := r.terrain.Range()
	for i := range cells + 1 {
		for k := range cells + 1 {
			at := [2]float64{
				x.Lo + float64((x.Hi-x.Lo)*(float64(i)/cells)), y.Lo + float64((y.Hi-y.Lo)*(float64(k)/cells)),
			}
			if r.terrain.Formula().Eval(at[:]) < bar {
				return false
			}
		}
	}
	return true
}

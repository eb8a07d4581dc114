package landscape

import "math"

// interpolations is after how many steps a search for a change of sign leaves
// interpolation and goes on halving.
const interpolations = 24

// mark is a sample with the number whose change of sign is sought.
type mark struct {
	sample
	v float64
}

// narrow narrows down a change of sign of what from a to b until no number is
// between them, or next to none, and returns where it met a zero or gave up.
func (s *survey) narrow(a, b *sample, what func(sample) float64) sample {
	left, right := mark{*a, what(*a)}, mark{*b, what(*b)}
	rising := left.v < 0
	if x, met := s.interpolate(&left, &right, what); met {
		*a, *b = left.sample, right.sample
		return x
	}
	*a, *b = left.sample, right.sample
	least := s.least()
	for b.w-a.w > least {
		w := a.w + float64((b.w-a.w)/2)
		if w <= a.w || w >= b.w {
			break
		}
		middle := s.at(w)
		switch v := what(middle); {
		case v == 0 || math.IsNaN(v):
			return middle
		case (v < 0) == rising:
			*a = middle
		default:
			*b = middle
		}
	}
	return s.at(a.w + float64((b.w-a.w)/2))
}

// least is the distance that is next to none.
func (s *survey) least() float64 { return math.Ldexp(s.cell, -80) }

// interpolate draws a and b together around the change of sign, as Chandrupatla
// does (A new hybrid quadratic/bisection algorithm for finding the zero of a
// nonlinear function, 1997): by inverse quadratic interpolation where the last
// three places allow it, else by halving. It reports whether it met a zero, or
// a place without a number, and where.
func (s *survey) interpolate(a, b *mark, what func(sample) float64) (met sample, ok bool) {
	newest, other := *a, *b
	var third mark
	share := 0.5
	for range interpolations {
		w := newest.w + float64(share*(other.w-newest.w))
		if w <= a.w || w >= b.w {
			break
		}
		x := mark{sample: s.at(w)}
		x.v = what(x.sample)
		if x.v == 0 || math.IsNaN(x.v) {
			return x.sample, true
		}
		if (x.v < 0) == (newest.v < 0) {
			third = newest
		} else {
			third, other = other, newest
		}
		newest = x
		*a, *b = newest, other
		if a.w > b.w {
			*a, *b = other, newest
		}
		least := max(math.Ldexp(max(math.Abs(a.w), math.Abs(b.w)), -52), s.least()) / (b.w - a.w)
		if least > 0.5 {
			break
		}
		share = min(max(inverse(newest, other, third), least), 1-least)
	}
	return sample{}, false
}

// inverse is the share of the way from a to b at which the inverse quadratic
// through the three places has its zero, one half where it is not to be trusted.
func inverse(a, b, c mark) float64 {
	xi, phi := (a.w-b.w)/(c.w-b.w), (a.v-b.v)/(c.v-b.v)
	if !(float64(phi*phi) < xi && float64((1-phi)*(1-phi)) < 1-xi) {
		return 0.5
	}
	first := float64(a.v / (b.v - a.v) * (c.v / (b.v - c.v)))
	second := float64((c.w - a.w) / (b.w - a.w) * (a.v / (c.v - a.v)) * (b.v / (c.v - b.v)))
	if t := first + second; t > 0 && t < 1 {
		return t
	}
	return 0.5
}

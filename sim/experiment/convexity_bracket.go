package experiment

import "math"

// bow is the second derivative at one place.
type bow struct{ x, second float64 }

// change finds where between two places the way of bending changes: at a kink,
// else by bracketing, until 32 halvings would have come as near.
func (b *bending) change(p *probe, left, right bow, way func(float64) Bends) float64 {
	for _, k := range b.kinks {
		if left.x <= k.X && k.X <= right.x {
			return k.X
		}
	}
	near := math.Ldexp(right.x-left.x, -halvings)
	before, after := way(left.second), way(right.second)
	crosses := before == Up && after == Down || before == Down && after == Up
	guess := newGuess(left, right)
	for range halvings + 2 { // the most it takes, but for rounding
		if right.x-left.x <= near {
			break
		}
		at := bow{x: left.x + float64((right.x-left.x)/2)}
		if crosses {
			at.x = guess.next(left, right, near)
		}
		if _, _, at.second = p.second(at.x); way(at.second) == before {
			left = at
		} else {
			right = at
		}
	}
	return plainly(left.x)
}

// guess says where between two places of opposite sign the second derivative is
// 0: where the straight line between both is, moved towards the middle by what
// keeps it within one halving of bisection, however the curve runs (ITP;
// Oliveira and Takahashi, ACM Trans. Math. Softw. 47:5, 2020).
type guess struct {
	share float64 // κ₁, of the moves; κ₂ is 2
	most  float64 // half as wide as the bracket may be after the next step
}

func newGuess(left, right bow) guess {
	width := right.x - left.x
	return guess{share: 0.2 / width, most: width}
}

// next returns the place to look at, no nearer to the ends than half of near.
func (g *guess) next(left, right bow, near float64) float64 {
	width := right.x - left.x
	middle := left.x + float64(width/2)
	line := left.x + float64(width*(left.second/(left.second-right.second)))
	move := float64(g.share * float64(width*width))
	toward := math.Copysign(1, middle-line)
	at := middle
	if move <= math.Abs(middle-line) {
		at = line + float64(toward*move)
	}
	if math.IsNaN(at) { // the value at an end is beyond all numbers
		at = middle
	}
	room := g.most - float64(width/2)
	g.most /= 2
	if math.Abs(at-middle) > room {
		at = middle - float64(toward*room)
	}
	return min(max(at, left.x+float64(near/2)), right.x-float64(near/2))
}

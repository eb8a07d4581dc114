package minimizer

import "math"

// Newton is Newton's method in two variables, with the Hessian H by calculus,
//
//	w ← w − µ·H⁻¹·∇f        µ = 1 unless said
//
// which goes to where the gradient of the local quadratic is 0: to its bottom
// where H is positive definite, and uphill, to a saddle or a summit, where it is
// not. Along an eigenvector without any curvature it does not move where there
// is no slope either; where there is one it goes to infinity.
type Newton struct {
	gaze
	rate float64
}

// Damped is Newton's method mended so that it never climbs: the eigenvalues of H
// count by their absolute value, at least a part in 10⁸ of the larger, and of
// the step d only a share is gone,
//
//	d = −|H|⁻¹·∇f
//	w ← w + α·d        α = 1, s, s², … the first with f(w + α·d) ≤ f(w) + c·α·∇f·d
//
// where s is the option shrink, ½ unless said, and c the option decrease, 10⁻⁴
// (Armijo 1966). Where no curvature is at all, d = −∇f.
type Damped struct {
	gaze
	decrease, shrink float64
	value            float64 // f where it is, once known
	knows            bool
	share            float64 // α of the last step
}

// gaze is what Newton's methods see from where they are. It is kept so that
// a step allocates nothing.
type gaze struct {
	f        Function
	at       [2]float64
	gradient [2]float64
	hessian  [4]float64
	modes    Modes
	counts   Evaluations
	end      End
}

func newGaze(f Function) gaze { return gaze{f: f, counts: Evaluations{Gradient: 1}} }

func newNewton(f Function, rate float64) *Newton { return &Newton{gaze: newGaze(f), rate: rate} }

func newDamped(f Function, decrease, shrink float64) *Damped {
	return &Damped{gaze: newGaze(f), decrease: decrease, shrink: shrink}
}

// look works out the derivatives at a place. The gradient there was counted
// when the place was come to.
func (g *gaze) look(at [2]float64) {
	g.at = at
	g.f.Gradient(g.at[:], g.gradient[:])
	g.f.Hessian(g.at[:], g.hessian[:])
	g.modes = NewModes(g.hessian)
	g.counts.Hessian++
}

// moveTo notes that the gradient is wanted at another place.
func (g *gaze) moveTo(at *[2]float64, to [2]float64) {
	*at = to
	g.counts.Gradient++
}

// Evaluations tells what was worked out.
func (g *gaze) Evaluations() Evaluations { return g.counts }

// Ended tells why the method goes no further.
func (g *gaze) Ended() End { return g.end }

// Step goes to the next iterate.
func (n *Newton) Step(at *[2]float64) {
	n.look(*at)
	h, g := &n.hessian, &n.gradient
	to := *at
	if det := float64(h[0]*h[3]) - float64(h[1]*h[2]); det != 0 && !n.modes.Straight(0) && !n.modes.Straight(1) {
		to[0] -= float64(n.rate * ((float64(h[3]*g[0]) - float64(h[1]*g[1])) / det))
		to[1] -= float64(n.rate * ((float64(h[0]*g[1]) - float64(h[2]*g[0])) / det))
		n.moveTo(at, to)
		return
	}
	for i, eigenvalue := range n.modes.Values {
		along := n.modes.Along(i)
		pull := Dot(n.gradient, along)
		if eigenvalue == 0 && pull == 0 {
			continue
		}
		far := float64(n.rate * (pull / eigenvalue))
		to[0] -= times(far, along[0])
		to[1] -= times(far, along[1])
	}
	n.moveTo(at, to)
}

// times is a·b, and 0 where b is, however large a.
func times(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return float64(a * b)
}

// Rate returns µ.
func (n *Newton) Rate() float64 { return n.rate }

// Clone returns a copy.
func (n *Newton) Clone() Minimizer {
	c := *n
	return &c
}

// mostHalvings is how often a step is shortened before the method gives up: with
// the share ½ below the last bit of any place.
const mostHalvings = 1100

// Step goes to the next iterate.
func (n *Damped) Step(at *[2]float64) {
	if n.end != NotEnded {
		return
	}
	n.look(*at)
	if !n.knows {
		n.value, n.knows = n.f.Eval(n.at[:]), true
		n.counts.Value++
	}
	way := n.direction()
	slope := Dot(n.gradient, way)
	switch {
	case slope == 0:
		n.end = Satisfied
		return
	case !(slope < 0): // NaN too
		n.end = Broken
		return
	}
	n.share = 1
	for range mostHalvings {
		to := [2]float64{at[0] + float64(n.share*way[0]), at[1] + float64(n.share*way[1])}
		if to == *at {
			n.end = NoLower
			return
		}
		n.at = to
		value := n.f.Eval(n.at[:])
		n.counts.Value++
		if value <= n.value+float64(n.decrease*float64(n.share*slope)) {
			n.value = value
			n.moveTo(at, to)
			return
		}
		n.share *= n.shrink
	}
	n.end = NoLower
}

// direction returns d.
func (n *Damped) direction() [2]float64 {
	size := n.modes.Size()
	if size == 0 {
		return [2]float64{-n.gradient[0], -n.gradient[1]}
	}
	var d [2]float64
	for i, eigenvalue := range n.modes.Values {
		along := n.modes.Along(i)
		far := Dot(n.gradient, along) / max(math.Abs(eigenvalue), float64(flatness*size))
		d[0] -= float64(far * along[0])
		d[1] -= float64(far * along[1])
	}
	return d
}

// Share returns α of the last step, 0 before the first.
func (n *Damped) Share() float64 { return n.share }

// Clone returns a copy.
func (n *Damped) Clone() Minimizer {
	c := *n
	return &c
}

var (
	_ Minimizer = (*Newton)(nil)
	_ Minimizer = (*Damped)(nil)
	_ Minimizer = (*Recorded)(nil)
)

package experiment

import (
	"math"
	"slices"

	"nabla/sim"
	"nabla/sim/landscape"
)

// The modes of a derivative: h shrinks, or x slides.
const (
	modeLimit = "limit"
	modeSlide = "slide"
)

// smallestH is where halving h ends: below half the distance of 1 to its
// neighbour x + h is x itself.
const smallestH = 1e-16

// slideSteps is in how many steps x slides over the range. A power of two, so
// that the places are even.
const slideSteps = 128

// DerivativeParams returns the parameters of a derivative.
func DerivativeParams() []sim.Param {
	return under("derivative", []sim.Param{
		{
			Name: "f", Kind: sim.Formula, Default: "sin(x)*exp(-x/3)", Symbol: "f(x)",
			Choices: landscape.Names(), Check: checkLandscape, About: aboutCurve,
		},
		{Name: "mode", Kind: sim.Choice, Default: modeLimit, Choices: []string{modeLimit, modeSlide}},
		{Name: "x", Kind: sim.Number, Default: "1", Min: -1000, Max: 1000, Step: 0.1, Live: true},
		{Name: "h", Kind: sim.Number, Default: "1", Min: smallestH, Max: 1000, Log: true},
		{
			Name: "rule", Kind: sim.Choice, Default: ForwardDifference.String(), Live: true,
			Choices: []string{ForwardDifference.String(), BackwardDifference.String(), CentralDifference.String()},
		},
	}...)
}

// Derivative is f′ at a point as the limit of slopes between two points.
//
// In the mode limit step k has the distance h·2⁻ᵏ, down to 10⁻¹⁶, and the point
// x stays; the run then stands. In the mode slide h stays, and x moves by one
// 128th of the range at each step: from where it starts to the right end, then
// from the left end back to where it started; then the run stands. An edit of x
// puts the point there, and what has been slid over begins anew.
//
// The differences are those of float64, rounding included; the exact f′ and f″
// are those of dual numbers.
type Derivative struct {
	curve  *landscape.Landscape
	found  *surveys
	lo, hi float64 // the range
	slides bool
	first  float64 // h of step 0
	rule   Difference
	start  float64 // x, in the mode slide where it starts
	since  int     // the step at which x was put there
	last   int     // the last step that halves h
	step   int

	spot  Spot // at x, if known
	known bool
}

// NewDerivative starts a derivative as the setup says.
func NewDerivative(setup sim.Setup, _ sim.Opener) (*Derivative, error) {
	curve, err := landscape.Open(setup.Value("f").String())
	if err != nil {
		return nil, err
	}
	d := &Derivative{
		curve:  curve,
		found:  &surveys{curve: curve},
		slides: setup.Value("mode").String() == modeSlide,
		first:  setup.Value("h").Number(),
		rule:   differenceOf(setup.Value("rule").String()),
	}
	for math.Ldexp(d.first, -(d.last+1)) >= smallestH {
		d.last++
	}
	d.put(setup.Value("x").Number())
	return d, nil
}

// put moves the point to x. The range is widened where x lies outside of it, by
// quarters, so that it stays the same while the point moves on a little.
func (d *Derivative) put(x float64) {
	d.start, d.since, d.known = x, d.step, false
	lo, hi := d.curve.Range()
	quarter, margin := (hi-lo)/4, (hi-lo)/20
	if x < lo {
		lo -= float64(quarter * math.Ceil((lo-x+margin)/quarter))
	}
	if x > hi {
		hi += float64(quarter * math.Ceil((x-hi+margin)/quarter))
	}
	d.lo, d.hi = lo, hi
}

// Step halves h, or slides x, unless the run stands.
func (d *Derivative) Step() {
	d.step++
	if d.slides {
		d.known = false
	}
}

// Clone returns a copy that shares the curve and what is known of it.
func (d *Derivative) Clone() *Derivative {
	c := *d
	c.spot, c.known = Spot{}, false
	return &c
}

// Apply moves the point or changes the rule.
func (d *Derivative) Apply(e sim.Edit) error {
	switch e.Name {
	case "x":
		d.put(e.Value.Number())
		return nil
	case "rule":
		d.rule = differenceOf(e.Value.String())
		return nil
	}
	return restart(e)
}

// Curve returns the function.
func (d *Derivative) Curve() *landscape.Landscape { return d.curve }

// Domain returns the range worth drawing, which is what x slides over.
func (d *Derivative) Domain() (lo, hi float64) { return d.lo, d.hi }

// Points returns where in the range f′ is 0, and the corners in which it jumps
// over 0. The caller must not change them.
func (d *Derivative) Points() []landscape.Point { return d.found.within(d.lo, d.hi) }

// Slides reports whether x slides; if not, h shrinks.
func (d *Derivative) Slides() bool { return d.slides }

// Rule returns the rule of the secant.
func (d *Derivative) Rule() Difference { return d.rule }

// Halvings returns how often h has been halved, 0 while x slides.
func (d *Derivative) Halvings() int {
	if d.slides {
		return 0
	}
	return min(d.step, d.last)
}

// Slid returns how many steps x has slid since it was put where it started.
func (d *Derivative) Slid() int {
	if !d.slides {
		return 0
	}
	return min(d.step-d.since, slideSteps)
}

// X returns where the point is.
func (d *Derivative) X() float64 { return d.XAfter(d.Slid()) }

// XAfter returns where the point is after it has slid n steps.
func (d *Derivative) XAfter(n int) float64 {
	x := d.start + float64(float64(n)*((d.hi-d.lo)/slideSteps))
	if x > d.hi && n > 0 {
		x -= d.hi - d.lo
	}
	return x
}

// Passed reports whether x has come by w in the first n steps of sliding.
func (d *Derivative) Passed(w float64, n int) bool {
	end := d.start + float64(float64(n)*((d.hi-d.lo)/slideSteps))
	if end > d.hi {
		return w >= d.start && w <= d.hi || w >= d.lo && w <= end-(d.hi-d.lo)
	}
	return w >= d.start && w <= end
}

// Spot returns what there is to know at x. It is to be read only, and only
// until the run moves.
func (d *Derivative) Spot() *Spot {
	if !d.known {
		d.spot.measure(d.curve.Formula(), d.X(), d.first, d.last)
		d.known = true
	}
	return &d.spot
}

// Rung returns the present h with its differences.
func (d *Derivative) Rung() *Rung { return &d.Spot().Rungs[d.Halvings()] }

// passed returns the extrema that x has come by in n steps of sliding.
func (d *Derivative) passed(n int) []landscape.Point {
	if !d.slides {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(d.Points()), func(p landscape.Point) bool {
		return p.Kind == landscape.Inflection || !d.Passed(p.W, n)
	})
}

// Latest returns the extremum that x has come by last, if it has come by any.
func (d *Derivative) Latest() (p landscape.Point, ok bool) {
	least := math.Inf(1)
	for _, q := range d.passed(d.Slid()) {
		ago := d.X() - q.W
		if ago < 0 {
			ago += d.hi - d.lo
		}
		if ago < least {
			p, least, ok = q, ago, true
		}
	}
	return p, ok
}

// Last returns the step after which nothing changes any more.
func (d *Derivative) Last() int {
	if d.slides {
		return d.since + slideSteps
	}
	return d.last
}

// Status tells what came of it once the run stands. With h at its smallest it
// has converged if some h on the way brought the secant's slope near f′(x), and
// is stuck if none did or there is no f′(x). With the whole range slid over it
// has converged.
func (d *Derivative) Status() sim.Status {
	if d.slides {
		if d.Slid() < slideSteps {
			return sim.Status{}
		}
		return sim.Status{Outcome: sim.Converged, Step: d.since + slideSteps, Reason: Traced{Extrema: len(d.passed(slideSteps))}}
	}
	if d.step < d.last {
		return sim.Status{}
	}
	s := d.Spot()
	status := sim.Status{Outcome: sim.Stuck, Step: d.last}
	if s.Problem != nil {
		status.Reason = NoDerivative{X: s.X, Err: s.Problem}
		return status
	}
	best := s.Best(d.rule)
	size := math.Abs(best.Error[d.rule])
	switch {
	case !s.near(size):
		status.Reason = NeverNear{H: d.first, Error: size}
	case s.rises(d.rule):
		status.Outcome, status.Reason = sim.Converged, NearestAt{H: best.H, Error: size}
	default:
		status.Outcome, status.Reason = sim.Converged, StaysNear{H: best.H, Error: size}
	}
	return status
}

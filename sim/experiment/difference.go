package experiment

import (
	"math"

	"nabla/sim/calculus"
)

// Difference is a rule that takes the slope between two points for f′(x).
type Difference int

// The rules. Of the last the error falls like h², of the others like h.
const (
	ForwardDifference  Difference = iota // (f(x+h) − f(x)) / h
	BackwardDifference                   // (f(x) − f(x−h)) / h
	CentralDifference                    // (f(x+h) − f(x−h)) / 2h
)

// Differences is how many rules there are.
const Differences = 3

// String returns the word that reports and parameters use.
func (r Difference) String() string {
	switch r {
	case BackwardDifference:
		return "backward"
	case CentralDifference:
		return "central"
	default:
		return "forward"
	}
}

// differenceOf returns the rule of the word.
func differenceOf(word string) Difference {
	for r := range Difference(Differences) {
		if r.String() == word {
			return r
		}
	}
	return ForwardDifference
}

// Rung is one distance h with the differences of every rule.
type Rung struct {
	H      float64
	Before float64              // f(x−h)
	After  float64              // f(x+h)
	Slope  [Differences]float64 // Δy/Δx by each rule
	Error  [Differences]float64 // Slope − f′(x); NaN where there is no f′(x)
}

// Spot is what there is to know of a derivative at one x.
type Spot struct {
	X, F      float64
	Slope     float64 // f′(x), NaN where there is none
	Curvature float64 // f″(x), NaN where there is none
	Problem   error   // why there is no f′(x), nil where there is
	Rungs     []Rung  // h, h/2, h/4, …
}

// measure looks at the formula at x with the distance h and its halves, n
// times.
func (s *Spot) measure(f *calculus.Formula, x, h float64, n int) {
	s.X = x
	s.F, s.Slope, s.Curvature = f.Curvature(x)
	s.Problem = problem(f, x)
	if s.Problem != nil {
		s.Slope, s.Curvature = math.NaN(), math.NaN()
	}
	s.Rungs = s.Rungs[:0]
	for k := range n + 1 {
		r := Rung{H: math.Ldexp(h, -k)}
		r.Before, r.After = f.At(x-r.H), f.At(x+r.H)
		r.Slope = [Differences]float64{
			ForwardDifference:  (r.After - s.F) / r.H,
			BackwardDifference: (s.F - r.Before) / r.H,
			CentralDifference:  (r.After - r.Before) / (2 * r.H),
		}
		for rule, slope := range r.Slope {
			r.Error[rule] = slope - s.Slope
		}
		s.Rungs = append(s.Rungs, r)
	}
}

// problem returns why a formula of at most one variable has no derivative at x.
func problem(f *calculus.Formula, x float64) error {
	if len(f.Vars()) == 0 {
		return f.Check(nil)
	}
	return f.Check([]float64{x})
}

// nearShare is which part of the slopes about x an error may be for the secant
// to count as near f′(x), and coarsest how many h they are looked for at: with
// the smaller ones rounding could make up slopes of its own.
const (
	nearShare = 1e-4
	coarsest  = 8
)

// near reports whether an error is small beside f′(x) or, where that is next to
// 0, beside the slopes of the secants with the first few h.
func (s *Spot) near(size float64) bool {
	steepest := math.Abs(s.Slope)
	for i := range s.Rungs[:min(coarsest, len(s.Rungs))] {
		for _, slope := range s.Rungs[i].Slope {
			if finite(slope) {
				steepest = max(steepest, math.Abs(slope))
			}
		}
	}
	return size <= float64(nearShare*steepest)
}

// rises reports whether the rule's error grows again below its best h.
func (s *Spot) rises(rule Difference) bool {
	best := s.Best(rule)
	least := math.Abs(best.Error[rule])
	for i := range s.Rungs {
		if r := &s.Rungs[i]; r.H < best.H && math.Abs(r.Error[rule]) > least {
			return true
		}
	}
	return false
}

// Best returns the rung whose slope by the rule is nearest to f′(x), the one
// with the largest h among equals.
func (s *Spot) Best(rule Difference) *Rung {
	best := &s.Rungs[0]
	for i := range s.Rungs {
		r := &s.Rungs[i]
		if math.Abs(r.Error[rule]) < math.Abs(best.Error[rule]) || math.IsNaN(best.Error[rule]) {
			best = r
		}
	}
	return best
}

// SlopeAt returns f′(x) as a chart draws it: NaN where there is none.
func (d *Derivative) SlopeAt(x float64) float64 { return d.curve.Formula().SmoothSlope(x) }

// CurvatureAt returns f″(x) as a chart draws it: NaN where there is no f′(x).
func (d *Derivative) CurvatureAt(x float64) float64 { return d.curve.Formula().SmoothCurvature(x) }

// SecantAt returns the slope of the secant at x by the rule, with the present h.
func (d *Derivative) SecantAt(x float64) float64 {
	f, h := d.curve.Formula(), math.Ldexp(d.first, -d.Halvings())
	switch d.rule {
	case BackwardDifference:
		return (f.At(x) - f.At(x-h)) / h
	case CentralDifference:
		return (f.At(x+h) - f.At(x-h)) / (2 * h)
	default:
		return (f.At(x+h) - f.At(x)) / h
	}
}

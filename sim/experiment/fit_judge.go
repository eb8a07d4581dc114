package experiment

import (
	"math"

	"nabla/sim"
)

// How far a fit is judged by; [Fit.judge] says what each is for.
const (
	fitNear  = 1e-6
	fitStill = 1e-13
	fitFar   = 1e6
	fitFlat  = 1e-8  // of an eigenvalue over the largest
	fitSure  = 1e-12 // by how much a factor must be above 1, relative to rounding
)

// judge decides how a fit stands, at its start or after an update. It is
//
//   - diverged where a number is no longer finite, where ŷ is a million times the
//     height of the data away, and, of a quadratic loss with plain descent,
//     momentum or Nesterov's, from the first update on if what they multiply the
//     distance by along an eigenvector of the Hessian is above 1 and the gradient
//     has a part along it: then no step to come changes that;
//   - converged where it rests at a minimum: by Newton's method no further from
//     it, and moved no more by the last update, than a millionth of max(1, |θ|);
//   - stuck where it rests in that way at a saddle or on a flat place, and where
//     an update moves it by 1e-13 of max(1, |θ|) or less though it is nowhere near
//     such a place;
//   - zigzagging after three updates in a row that turned by more than a right
//     angle.
//
// Diverged stays until the step size or the start is changed.
func (f *Fit) judge() sim.Status {
	if f.status.Outcome == sim.Diverged {
		return f.status
	}
	switch {
	case !f.finite():
		return f.because(sim.Diverged, NotFinite{})
	case f.gone():
		return f.because(sim.Diverged, OutOfSight{})
	}
	if reason := f.escape(); reason != nil {
		return f.because(sim.Diverged, reason)
	}
	if status := f.rest(); status.Outcome != sim.Running {
		return status
	}
	switch {
	case f.turns < zigzags:
		return sim.Status{}
	case f.status.Outcome == sim.Zigzagging:
		return f.status
	}
	return sim.Status{Outcome: sim.Zigzagging, Step: f.step}
}

// because returns the status with this outcome for this reason: the present one
// if it says the same, so that a fit at rest costs no memory.
func (f *Fit) because(outcome sim.Outcome, reason sim.Reason) sim.Status {
	if f.status.Outcome == outcome && f.status.Reason == reason {
		return f.status
	}
	return sim.Status{Outcome: outcome, Step: f.step, Reason: reason}
}

// gone reports whether ŷ of the first or the last point, or half way, is a million
// times the height of the data away.
func (f *Fit) gone() bool {
	n := f.Len()
	for _, i := range [...]int{0, n / 2, n - 1} {
		if p := f.task.point(&f.theta, i); math.Abs(p.Residual) > float64(fitFar*f.task.data.height) {
			return true
		}
	}
	return false
}

// factor is [factorOf] the fit's rule, along an eigenvector of the Hessian.
func (f *Fit) factor(eigenvalue float64) (factor float64, ok bool) {
	return factorOf(f.spec, f.rule, eigenvalue)
}

// escape returns why a fit with a quadratic loss is certain never to arrive, nil
// if it is not.
func (f *Fit) escape() sim.Reason {
	if f.shape == nil || f.updates == 0 {
		return nil
	}
	least := float64(fitSure * longest(&f.gradient))
	for i := range f.shape.size {
		factor, known := f.factor(f.shape.values[i])
		if !known || math.Abs(f.shape.along(i, &f.gradient)) <= least || !(math.Abs(factor) > 1+fitSure) {
			continue
		}
		if f.Plain() {
			return StepTooLong{Factor: math.Abs(factor), Limit: 2 / f.shape.highest()}
		}
		return GrowingZigzag{Factor: math.Abs(factor)}
	}
	return nil
}

// rest tells where a fit rests; the zero Status if it does not.
func (f *Fit) rest() sim.Status {
	scale := max(1, longest(&f.theta))
	near, still := float64(fitNear*scale), longest(&f.moved)
	switch {
	case still > near:
		f.resting = false
		return sim.Status{}
	case f.resting:
		return f.status
	case f.task.loss == lossMAE: // it has no curvature to find the minimum by
		if f.gradient == (Theta{}) && f.task.curve.linear() {
			return f.settle(sim.Converged, Fitted{Loss: f.loss, Least: true})
		}
	default:
		b := f.bend()
		step := b.newton(&f.gradient)
		if longest(&step) <= near {
			if status := f.level(&b); status.Outcome != sim.Running {
				return status
			}
		}
	}
	if f.updates > 0 && still <= float64(fitStill*scale) {
		if _, same := f.status.Reason.(Unmoved); same {
			return f.status
		}
		return f.because(sim.Stuck, Unmoved{Slope: norm(&f.gradient)})
	}
	return sim.Status{}
}

// level tells what a place without a slope is; the zero Status if it is a minimum
// that the update rule would leave again.
func (f *Fit) level(b *bend) sim.Status {
	flat := float64(fitFlat * max(math.Abs(b.highest()), math.Abs(b.lowest())))
	switch {
	case f.shape != nil: // convex: level directions are as low as any
		for i := range b.size {
			if factor, known := f.factor(b.values[i]); known && b.values[i] > flat && !(math.Abs(factor) < 1) {
				return sim.Status{}
			}
		}
		return f.settle(sim.Converged, Fitted{Loss: f.loss, Least: true})
	case b.lowest() < -flat:
		return f.settle(sim.Stuck, LevelFit{Saddle: true})
	case b.lowest() <= flat:
		return f.settle(sim.Stuck, LevelFit{})
	}
	return f.settle(sim.Converged, Fitted{Loss: f.loss, Least: f.best != nil && f.best.Least})
}

func (f *Fit) settle(outcome sim.Outcome, reason sim.Reason) sim.Status {
	f.resting = true
	return f.because(outcome, reason)
}

// norm is the length ‖v‖.
func norm(v *Theta) float64 {
	largest := longest(v)
	if largest == 0 || !finite(largest) {
		return largest
	}
	sum := 0.0
	for _, x := range v {
		sum += float64((x / largest) * (x / largest))
	}
	return largest * math.Sqrt(sum)
}

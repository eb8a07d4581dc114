package minimizer

import "nabla/sim/optimizer"

// Function is a function of two variables, x and y. A formula of
// [nabla/sim/calculus] is one.
type Function interface {
	Eval(at []float64) float64

	// Gradient and Hessian also return the function's value. The Hessian is
	// given row by row.
	Gradient(at, gradient []float64) float64
	Hessian(at, hessian []float64) float64
}

// Minimizer goes from one iterate to the next.
type Minimizer interface {
	// Step moves the place to the next iterate; it leaves it where it is when
	// the method has ended. The place must be where the step before left it.
	Step(at *[2]float64)

	// Evaluations tells how often the method has asked for the function and
	// its derivatives, the start included.
	Evaluations() Evaluations

	// Ended tells why the method goes no further.
	Ended() End

	// Clone returns a copy that goes its own way.
	Clone() Minimizer
}

// Evaluations counts what was worked out.
type Evaluations struct {
	Value    int `json:"f"`
	Gradient int `json:"gradient"`
	Hessian  int `json:"hessian"`
}

// End is why a method goes no further.
type End int

// The ends of a method.
const (
	NotEnded  End = iota
	Satisfied     // the gradient, or the simplex, is as small as numbers tell
	NoLower       // no place along its direction is low enough
	Broken        // a number was not finite, or the method's formula failed
	Bounded       // it has had all the iterates that are recorded
)

// New returns the method at the start. It panics if the spec's is none of
// [Rules].
func New(spec optimizer.Spec, f Function, start [2]float64) Minimizer {
	option := func(name string) float64 {
		value, _ := spec.Value(name)
		return value
	}
	switch spec.Name() {
	case newtonName:
		rate := option("lr")
		if spec.HasRate {
			rate = spec.Rate
		}
		return newNewton(f, rate)
	case dampedName:
		return newDamped(f, option("decrease"), option("shrink"))
	}
	return record(method(spec.Name(), option), f, start)
}
